//! Time zones: which reading an instant bears, and which instant a date and a reading mean.
//! Sets of readings, such as windows, are left to `plan`.

use super::civil::{DAY, as_text};
use super::offsets::Offsets;
use super::{Date, Instant, TimeOfDay};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A time zone of the IANA database, such as `Europe/Berlin`.
///
/// Exact for the years 1900 to 2099; outside them the offset of the nearest of these years is used.
///
/// ```
/// use klausel::time::{Resolve, Zone};
/// let berlin: Zone = "Europe/Berlin".parse()?;
/// let at = berlin.instant("2025-03-07".parse()?, "17:30".parse()?, Resolve::Start);
/// assert_eq!(at.to_string(), "2025-03-07T16:30:00.000Z");
/// assert_eq!(berlin.local(at).1.to_string(), "17:30");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// What a single local time is for, which decides where the clock shows it twice.
///
/// In a gap both mean the first instant after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolve {
    /// Something starts: the first of two.
    Start,
    /// Something is due: the last of two.
    Due,
}

/// A text that names no time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no time zone: write a name of the IANA database, such as Europe/Berlin")]
pub struct ZoneError {
    text: String,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Zone = Zone(Tz::UTC);

    /// The edition of the time-zone rules, such as `2025b`: part of what a verdict depends on.
    #[must_use]
    pub fn rules() -> &'static str {
        chrono_tz::IANA_TZDB_VERSION
    }

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The date and the reading that clocks show at an instant.
    #[must_use]
    pub fn local(self, at: Instant) -> (Date, TimeOfDay) {
        let reading = self.offsets().reading(at.as_millis());
        let within_day = reading.rem_euclid(DAY) as u32;
        (Date::any_saturating(reading.div_euclid(DAY)), TimeOfDay::from_millis(within_day).unwrap_or_default())
    }

    /// The instant that a date and a reading mean; a binary search over the zone's changes, no allocation.
    ///
    /// 24:00 is 00:00 of the next day.
    #[must_use]
    pub fn instant(self, date: Date, reading: TimeOfDay, resolve: Resolve) -> Instant {
        let reading = date.day_number() * DAY + i64::from(reading.as_millis());
        Instant::from_millis(self.offsets().instant(reading, resolve))
    }

    /// The first instant that bears `date`; where the date was skipped, the first instant after it.
    #[must_use]
    pub fn first_instant_of(self, date: Date) -> Instant {
        self.instant(date, TimeOfDay::MIDNIGHT, Resolve::Start)
    }

    /// The first instant after the whole of `date`, which a limit that ends with the day is due at.
    #[must_use]
    pub fn end_of(self, date: Date) -> Instant {
        self.instant(date, TimeOfDay::END, Resolve::Due)
    }

    pub(super) fn offsets(self) -> &'static Offsets {
        Offsets::of(self.0)
    }
}

impl FromStr for Zone {
    type Err = ZoneError;
    fn from_str(text: &str) -> Result<Self, ZoneError> {
        text.parse().map(Zone).map_err(|_| ZoneError { text: text.chars().take(60).collect() })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

as_text!(Zone);
