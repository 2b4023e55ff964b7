//! Holidays and service windows as a contract says them.
//! What they mean in instants is left to `time`, by way of `compile`.

use crate::{
    name::Id,
    time::{Date, TimeOfDay, Weekday},
};
use serde::{Deserialize, Serialize};

/// Which days are holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holidays {
    /// The public holidays of these regions, by the id that the time layer gives them, such as `de-by`.
    pub regions: Vec<Id>,
    /// Days that are holidays besides.
    pub including: Vec<ListedDay>,
    /// Days that are none, whatever the regions say.
    pub without: Vec<ListedDay>,
}

/// A day in a list of holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedDay {
    /// That date only.
    On(Date),
    /// Each day from the first through the second.
    Through(Date, Date),
    /// That day and month of every year; 29 February in leap years only.
    Yearly {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
}

/// When a service is owed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceWindow {
    /// The hours of the week.
    pub hours: Vec<Hours>,
    /// Hours of single days or ranges of days, in place of those of the week: first day, last day, hours; no hours:
    /// closed.
    pub on_dates: Vec<(Date, Date, Vec<(TimeOfDay, TimeOfDay)>)>,
    /// Holidays on which it does not open.
    pub except_holidays: Vec<Id>,
    /// Breaks, every day on which it opens.
    pub breaks: Vec<(TimeOfDay, TimeOfDay)>,
}

/// Hours on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// On which days the window starts.
    pub days: WeekdaySet,
    /// Local reading at which it opens.
    pub from: TimeOfDay,
    /// Local reading at which it closes, not included; `24:00` is the day's end.
    pub until: TimeOfDay,
    /// Whether it closes on the next day.
    pub next_day: bool,
}

/// Some days of the week, Monday first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WeekdaySet(u8);

impl WeekdaySet {
    /// Every day.
    pub const ALL: WeekdaySet = WeekdaySet(0b111_1111);

    const ORDER: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// From the first day through the last, past Sunday if need be.
    #[must_use]
    pub fn through(first: Weekday, last: Weekday) -> Self {
        let mut set = WeekdaySet::default();
        let mut at = Self::index(first);
        loop {
            set.0 |= 1 << at;
            if at == Self::index(last) {
                return set;
            }
            at = (at + 1) % 7;
        }
    }

    /// With that day too.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        WeekdaySet(self.0 | 1 << Self::index(day))
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: WeekdaySet) -> Self {
        WeekdaySet(self.0 | other.0)
    }

    /// Whether it has that day.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << Self::index(day)) != 0
    }

    /// Its days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Self::ORDER.into_iter().filter(move |day| self.contains(*day))
    }

    /// First and last day, where the set is one run of at least two days within the week.
    #[must_use]
    pub fn as_range(self) -> Option<(Weekday, Weekday)> {
        let mut days = self.iter();
        let first = days.next()?;
        let last = days.last()?;
        (WeekdaySet::through(first, last) == self).then_some((first, last))
    }

    fn index(day: Weekday) -> usize {
        match day {
            Weekday::Monday => 0,
            Weekday::Tuesday => 1,
            Weekday::Wednesday => 2,
            Weekday::Thursday => 3,
            Weekday::Friday => 4,
            Weekday::Saturday => 5,
            Weekday::Sunday => 6,
        }
    }
}
