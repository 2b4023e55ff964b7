//! Days of the week and sets of them.
//! Which dates fall on them is left to `civil`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A set of days of the week.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Weekday>", into = "Vec<Weekday>")]
pub struct Weekdays(u8);

impl Weekday {
    /// All days, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    pub(super) fn of_day_number(days: i64) -> Self {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(days + 3).rem_euclid(7) as usize]
    }
}

impl Weekdays {
    /// No day.
    pub const NONE: Weekdays = Weekdays(0);
    /// Every day.
    pub const ALL: Weekdays = Weekdays(0b111_1111);
    /// Monday to Friday.
    pub const MONDAY_TO_FRIDAY: Weekdays = Weekdays(0b001_1111);

    /// The days from `first` to `last`, both included, over the week's end if `last` comes before `first`.
    #[must_use]
    pub fn range(first: Weekday, last: Weekday) -> Self {
        let days = (last as usize + 7 - first as usize) % 7;
        (0..=days).map(|step| Weekday::ALL[(first as usize + step) % 7]).collect()
    }

    /// Whether `day` is in the set.
    #[must_use]
    pub const fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day as u8) != 0
    }

    /// Whether no day is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days in either set.
    #[must_use]
    pub const fn union(self, other: Weekdays) -> Self {
        Weekdays(self.0 | other.0)
    }

    /// The days in both sets.
    #[must_use]
    pub const fn intersect(self, other: Weekdays) -> Self {
        Weekdays(self.0 & other.0)
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL.into_iter().filter(move |&day| self.contains(day))
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().fold(Weekdays::NONE, |set, day| Weekdays(set.0 | 1 << day as u8))
    }
}

impl From<Vec<Weekday>> for Weekdays {
    fn from(days: Vec<Weekday>) -> Self {
        days.into_iter().collect()
    }
}

impl From<Weekdays> for Vec<Weekday> {
    fn from(days: Weekdays) -> Self {
        days.iter().collect()
    }
}

impl From<Weekday> for Weekdays {
    fn from(day: Weekday) -> Self {
        [day].into_iter().collect()
    }
}

impl fmt::Debug for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
