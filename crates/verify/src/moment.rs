//! Instants, dates and lengths of time as a judgement writes them, read by arithmetic of this crate's own.
//! Ranges of instants are left to `spans`, zones to `zone`.

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Deserializer, de::Error};
use std::{borrow::Cow, fmt};

/// Milliseconds in a day of 24 hours.
pub(crate) const DAY: i64 = 86_400_000;

/// An instant: whole milliseconds of UTC since 1970, written in RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// A civil date, written `2025-12-24`: whole days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// A length of time in milliseconds, printed in the units of a clock: `1 h`, `2 h 30 min`, `0.001 s`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct Length(pub i64);

impl Moment {
    /// Reads RFC 3339 in whole milliseconds; `None` for anything else, and for anything finer.
    pub(crate) fn read(text: &str) -> Option<Moment> {
        let at = DateTime::parse_from_rfc3339(text).ok()?;
        let whole = at.timestamp_subsec_nanos() % 1_000_000 == 0;
        whole.then(|| Moment(at.timestamp_millis()))
    }

    /// So much later.
    pub(crate) fn plus(self, ms: i64) -> Moment {
        Moment(self.0.saturating_add(ms))
    }

    /// The date that a clock so many milliseconds ahead of UTC shows.
    pub(crate) fn date_at(self, offset: i64) -> Day {
        Day(self.0.saturating_add(offset).div_euclid(DAY))
    }
}

impl Day {
    /// Reads `year-month-day`.
    pub(crate) fn read(text: &str) -> Option<Day> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)?;
        Some(Day::of(date))
    }

    /// Of a date of the calendar.
    pub(crate) fn of(date: NaiveDate) -> Day {
        Day(date.signed_duration_since(NaiveDate::default()).num_days())
    }

    /// As a date of the calendar; `None` beyond the years that chrono knows.
    pub(crate) fn date(self) -> Option<NaiveDate> {
        let days = chrono::Duration::try_days(self.0)?;
        NaiveDate::default().checked_add_signed(days)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::from_timestamp_millis(self.0) {
            Some(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S%.3fZ")),
            None => write!(f, "{} ms", self.0),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{}", date.format("%Y-%m-%d")),
            None => write!(f, "day {}", self.0),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let ms = self.0.unsigned_abs();
        let (hours, minutes) = (ms / 3_600_000, ms / 60_000 % 60);
        let (seconds, thousandths) = (ms / 1_000 % 60, ms % 1_000);
        let mut parts = Vec::new();
        if hours > 0 {
            parts.push(format!("{hours} h"));
        }
        if minutes > 0 {
            parts.push(format!("{minutes} min"));
        }
        if thousandths > 0 {
            parts.push(format!("{seconds}.{thousandths:03} s"));
        } else if seconds > 0 || parts.is_empty() {
            parts.push(format!("{seconds} s"));
        }
        write!(f, "{sign}{}", parts.join(" "))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        let no_instant = || D::Error::custom(format_args!("{text:?} is no instant in whole milliseconds"));
        Moment::read(&text).ok_or_else(no_instant)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        Day::read(&text).ok_or_else(|| D::Error::custom(format_args!("{text:?} is no date")))
    }
}
