//! The years of a clock: those it lays out in advance, and those about which it has no answer.
//! Which years a calendar knows is left to `clock`.

use super::civil::DAY;
use super::{Date, Instant, Interval};
use serde::{Deserialize, Serialize};

/// The years that a clock lays out when it is compiled, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Horizon {
    /// The first year.
    pub first_year: i32,
    /// The last year.
    pub last_year: i32,
}

/// The question reaches a year about which the calendar cannot answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum Undetermined {
    /// The holidays of this year are not known.
    #[error("the holidays of {year} are not known")]
    Holidays {
        /// The year next to those that are known.
        year: i32,
    },
    /// Calendars are defined from 1970 to 2099.
    #[error("calendars are defined from 1970 to 2099, not in {year}")]
    Years {
        /// 1969 or 2100.
        year: i32,
    },
}

impl Default for Horizon {
    /// 2015 to 2035.
    fn default() -> Self {
        Horizon { first_year: 2015, last_year: 2035 }
    }
}

impl Horizon {
    /// The years from `first_year` to `last_year`, both included.
    #[must_use]
    pub const fn years(first_year: i32, last_year: i32) -> Self {
        Horizon { first_year, last_year }
    }

    /// A day more at both ends, so that the years are whole in every zone.
    pub(super) fn instants(self) -> Interval {
        let midnight = |year| Date::new(year, 1, 1).map(|date| date.day_number() * DAY);
        let from = midnight(self.first_year).map_or(Instant::MIN, |ms| Instant::from_millis(ms - DAY));
        let until = midnight(self.last_year.saturating_add(1));
        Interval::new(from, until.map_or(Instant::MAX, |ms| Instant::from_millis(ms + DAY)))
    }
}

impl Undetermined {
    /// The year about which there is no answer.
    #[must_use]
    pub const fn year(self) -> i32 {
        match self {
            Undetermined::Holidays { year } | Undetermined::Years { year } => year,
        }
    }
}
