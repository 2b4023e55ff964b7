//! Civil time without a zone: dates, days of a month, readings of a clock on the wall.
//! Which instant bears a date and a reading is left to `zone`, days of the week to `weekday`.

use super::Weekday;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Milliseconds in a day of 24 hours.
pub(super) const DAY: i64 = 86_400_000;

/// A civil date, written `2025-12-24`; read and made for the years 1900 to 2099, in which calendars are defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// A day of a month, in every year: `02-29` exists in leap years only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

/// A reading of a clock on the wall, in milliseconds since 00:00; `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TimeOfDay(u32);

/// A text or a number that is no date, no day of a month or no time of day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CivilError {
    /// No such date, or one outside the years 1900 to 2099.
    #[error("{text:?} is no date from 1900 to 2099: write year-month-day, such as 2025-12-24")]
    Date {
        /// What was read.
        text: String,
    },
    /// No such day of a month.
    #[error("{text:?} is no day of a month: write month-day, such as 12-24")]
    MonthDay {
        /// What was read.
        text: String,
    },
    /// No reading of a clock.
    #[error("{text:?} is no time of day: write hours and minutes from 00:00 to 24:00, such as 17:30")]
    TimeOfDay {
        /// What was read.
        text: String,
    },
}

impl Date {
    // The constants are computed when the crate is built: none of these `expect` can fail at run time.
    /// The first date of all calendars.
    pub const FIRST: Date = Date(NaiveDate::from_ymd_opt(1900, 1, 1).expect("the date exists"));
    /// The last date of all calendars.
    pub const LAST: Date = Date(NaiveDate::from_ymd_opt(2099, 12, 31).expect("the date exists"));

    // Computed when the crate is built, as above.
    /// The first and last date of 28 years, after which weekdays fall on the same dates again.
    pub(super) const CYCLE_FIRST: Date = Date(NaiveDate::from_ymd_opt(2020, 1, 1).expect("the date exists"));
    pub(super) const CYCLE_LAST: Date = Date(NaiveDate::from_ymd_opt(2047, 12, 31).expect("the date exists"));

    /// The date with this year, month (1 to 12) and day; `None` where there is none from 1900 to 2099.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Date).filter(|date| date.is_in_calendars())
    }

    /// The date `days` days after 1970-01-01; `None` outside the years 1900 to 2099.
    #[must_use]
    pub fn from_day_number(days: i64) -> Option<Self> {
        Date::any(days).filter(|date| date.is_in_calendars())
    }

    /// The date of any instant: beyond what chrono knows, its nearest date.
    pub(super) fn any_saturating(days: i64) -> Self {
        Date::any(days).unwrap_or(Date(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX }))
    }

    fn any(days: i64) -> Option<Self> {
        let from_ce = i32::try_from(days).ok()?.checked_add(719_163)?;
        NaiveDate::from_num_days_from_ce_opt(from_ce).map(Date)
    }

    fn is_in_calendars(self) -> bool {
        Date::FIRST <= self && self <= Date::LAST
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn day_number(self) -> i64 {
        i64::from(self.0.num_days_from_ce()) - 719_163
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        Weekday::of_day_number(self.day_number())
    }

    /// The date so many days later, or earlier for a negative number; `None` outside the years 1900 to 2099.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        Date::from_day_number(self.day_number().checked_add(days)?)
    }

    /// The date so many months later with the same day number, or the month's last (§ 188 (3) BGB); `None` after
    /// 2099.
    ///
    /// ```
    /// use klausel::time::Date;
    /// let end_of_january = Date::new(2024, 1, 31).unwrap();
    /// assert_eq!(end_of_january.plus_months(1), Date::new(2024, 2, 29));
    /// ```
    #[must_use]
    pub fn plus_months(self, months: u32) -> Option<Self> {
        self.0.checked_add_months(chrono::Months::new(months)).map(Date).filter(|date| date.is_in_calendars())
    }

    /// How often its weekday has occurred in its month up to this date, 1 to 5.
    pub(super) fn nth_in_month(self) -> u32 {
        (self.day() - 1) / 7 + 1
    }

    /// Whether its weekday does not occur again in its month.
    pub(super) fn is_last_in_month(self) -> bool {
        self.plus_days(7).is_none_or(|later| later.month() != self.month())
    }
}

impl MonthDay {
    /// The day `day` of month `month` (1 to 12), in every year that has it; `None` where no year has it.
    #[must_use]
    pub fn new(month: u32, day: u32) -> Option<Self> {
        // 2024 is a leap year: it has every day that any year has.
        NaiveDate::from_ymd_opt(2024, month, day).map(|_| MonthDay { month, day })
    }

    /// The date in `year`; `None` for 29 February in a common year.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<Date> {
        Date::new(year, self.month, self.day)
    }

    /// The first date in `year` that is not before this day.
    pub(super) fn first_in(self, year: i32) -> Date {
        // Only 29 February may be missing; the day after it never is.
        self.in_year(year).or_else(|| Date::new(year, 3, 1)).unwrap_or(Date::LAST)
    }

    /// The last date in `year` that is not after this day.
    pub(super) fn last_in(self, year: i32) -> Date {
        self.in_year(year).or_else(|| Date::new(year, 2, 28)).unwrap_or(Date::FIRST)
    }

    /// The day of the month of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        MonthDay { month: date.month(), day: date.day() }
    }
}

impl TimeOfDay {
    /// 00:00, the beginning of a day.
    pub const MIDNIGHT: TimeOfDay = TimeOfDay(0);
    /// 24:00, the end of a day.
    pub const END: TimeOfDay = TimeOfDay(DAY as u32);

    /// So many hours (0 to 24) and minutes (0 to 59) after 00:00; `None` after 24:00.
    #[must_use]
    pub const fn hm(hours: u32, minutes: u32) -> Option<Self> {
        if hours > 24 || minutes > 59 {
            return None;
        }
        TimeOfDay::from_millis(hours * 3_600_000 + minutes * 60_000)
    }

    /// So many milliseconds after 00:00; `None` after 24:00.
    #[must_use]
    pub const fn from_millis(ms: u32) -> Option<Self> {
        if ms as i64 > DAY { None } else { Some(TimeOfDay(ms)) }
    }

    /// Milliseconds since 00:00, 0 to 86,400,000.
    #[must_use]
    pub const fn as_millis(self) -> u32 {
        self.0
    }
}

/// The numbers of a text such as `08:30:15`, each of two digits, at most `N` of them.
fn pairs<const N: usize>(text: &str, mark: char) -> Option<[u32; N]> {
    let mut found = [0; N];
    let mut parts = text.split(mark);
    for (place, part) in found.iter_mut().zip(parts.by_ref()) {
        let two = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        *place = if two { part.parse().ok()? } else { return None };
    }
    parts.next().is_none().then_some(found)
}

/// What an error shows of a text from outside.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

impl FromStr for Date {
    type Err = CivilError;
    fn from_str(text: &str) -> Result<Self, CivilError> {
        let bad = || CivilError::Date { text: shown(text) };
        let (year, rest) = text.split_once('-').filter(|(year, _)| year.len() == 4).ok_or_else(bad)?;
        let [month, day] = pairs::<2>(rest, '-').ok_or_else(bad)?;
        year.parse().ok().and_then(|year| Date::new(year, month, day)).ok_or_else(bad)
    }
}

impl FromStr for MonthDay {
    type Err = CivilError;
    fn from_str(text: &str) -> Result<Self, CivilError> {
        let day = pairs::<2>(text, '-').and_then(|[month, day]| MonthDay::new(month, day));
        day.ok_or_else(|| CivilError::MonthDay { text: shown(text) })
    }
}

impl FromStr for TimeOfDay {
    type Err = CivilError;
    /// Reads `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`.
    fn from_str(text: &str) -> Result<Self, CivilError> {
        let (clock, thousandths) = match text.split_once('.') {
            Some((clock, ms)) if ms.len() == 3 && ms.bytes().all(|b| b.is_ascii_digit()) => (clock, ms.parse().ok()),
            Some(_) => (text, None),
            None => (text, Some(0)),
        };
        let read = pairs::<3>(clock, ':').zip(thousandths).filter(|_| clock.len() >= 5);
        read.and_then(|([hours, minutes, seconds], ms)| {
            let whole = TimeOfDay::hm(hours, minutes).filter(|_| seconds < 60)?;
            TimeOfDay::from_millis(whole.0 + seconds * 1_000 + ms)
        })
        .ok_or_else(|| CivilError::TimeOfDay { text: shown(text) })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl fmt::Display for TimeOfDay {
    /// `08:00`, with seconds and milliseconds only where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, ms) = (self.0 / 1_000, self.0 % 1_000);
        write!(f, "{:02}:{:02}", seconds / 3_600, seconds / 60 % 60)?;
        match (seconds % 60, ms) {
            (0, 0) => Ok(()),
            (s, 0) => write!(f, ":{s:02}"),
            (s, ms) => write!(f, ":{s:02}.{ms:03}"),
        }
    }
}

/// Serde as the text of `Display` and `FromStr`.
macro_rules! as_text {
    ($($kind:ty),+) => {$(
        impl Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
pub(super) use as_text;

as_text!(Date, MonthDay, TimeOfDay);
