//! A moment in time as a number: milliseconds of UTC since 1970.
//! Zones, dates and calendars are left to the files beside this one.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A moment in UTC, in whole milliseconds.
///
/// Finer input is cut toward the past, so an instant never lies after the moment that it was read from. Chrono's
/// major version is no promise of ours: conversions exist, the type does not leak it.
///
/// ```
/// use klausel::time::Instant;
/// let at: Instant = "2025-03-07T17:30:00+01:00".parse()?;
/// assert_eq!(at.to_string(), "2025-03-07T16:30:00.000Z");
/// # Ok::<(), klausel::time::InstantError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(i64);

/// A length of time in whole milliseconds; never negative where it measures, since a reversed span measures 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

/// A text that is no instant: RFC 3339 with an offset is read, nothing else.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no instant: write RFC 3339 with an offset, such as 2025-03-07T17:30:00+01:00")]
pub struct InstantError {
    text: String,
}

impl Instant {
    /// The earliest instant of all; a state that holds from here holds from before any record.
    pub const MIN: Instant = Instant(i64::MIN / 4);
    /// The latest instant of all.
    pub const MAX: Instant = Instant(i64::MAX / 4);

    /// The instant `ms` milliseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_millis(ms: i64) -> Self {
        Instant(ms)
    }

    /// The instant `seconds` seconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_secs(seconds: i64) -> Self {
        Instant(seconds.saturating_mul(1_000))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// From chrono, cut toward the past to whole milliseconds.
    #[must_use]
    pub fn from_chrono(at: DateTime<Utc>) -> Self {
        // `timestamp_millis` floors: nanoseconds of a `DateTime` are counted forward from the second.
        Instant(at.timestamp_millis())
    }

    /// To chrono; `None` outside the years that chrono knows.
    #[must_use]
    pub fn to_chrono(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_millis(self.0)
    }

    /// The beginning of its minute: the choice that instants are cut to whole minutes.
    #[must_use]
    pub const fn cut_to_minute(self) -> Self {
        Instant(self.0.saturating_sub(self.0.rem_euclid(60_000)))
    }

    /// The time from `earlier` to `self`; 0 where `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Instant) -> Millis {
        Millis(self.0.saturating_sub(earlier.0).max(0))
    }
}

impl Millis {
    /// No time.
    pub const ZERO: Millis = Millis(0);

    /// Whole hours.
    #[must_use]
    pub const fn hours(h: i64) -> Self {
        Millis(h.saturating_mul(3_600_000))
    }

    /// Whole minutes.
    #[must_use]
    pub const fn minutes(min: i64) -> Self {
        Millis(min.saturating_mul(60_000))
    }
}

impl std::ops::Add<Millis> for Instant {
    type Output = Instant;
    fn add(self, span: Millis) -> Instant {
        Instant(self.0.saturating_add(span.0))
    }
}

impl std::ops::Sub<Millis> for Instant {
    type Output = Instant;
    fn sub(self, span: Millis) -> Instant {
        Instant(self.0.saturating_sub(span.0))
    }
}

impl std::ops::Add for Millis {
    type Output = Millis;
    fn add(self, other: Millis) -> Millis {
        Millis(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Millis {
    type Output = Millis;
    fn sub(self, other: Millis) -> Millis {
        Millis(self.0.saturating_sub(other.0))
    }
}

impl std::ops::AddAssign for Millis {
    fn add_assign(&mut self, other: Millis) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Millis {
    fn sum<I: Iterator<Item = Millis>>(all: I) -> Millis {
        all.fold(Millis::ZERO, |sum, one| sum + one)
    }
}

impl std::str::FromStr for Instant {
    type Err = InstantError;
    fn from_str(text: &str) -> Result<Self, InstantError> {
        DateTime::parse_from_rfc3339(text)
            .map(|at| Instant::from_chrono(at.with_timezone(&Utc)))
            .map_err(|_| InstantError { text: text.chars().take(60).collect() })
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC with milliseconds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_chrono() {
            Some(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S%.3fZ")),
            None => write!(f, "{} ms", self.0),
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        // Instants without a date, such as the end of a pause that has none, are written in milliseconds.
        match text.strip_suffix(" ms").and_then(|ms| ms.parse().ok()) {
            Some(ms) => Ok(Instant(ms)),
            None => text.parse().map_err(serde::de::Error::custom),
        }
    }
}
