//! Holidays and service windows as a contract says them.
//! What they mean in instants is left to `time`, by way of `compile`.

use crate::{
    name::Id,
    time::{
        Date, Dates, EveryWeeks, Hours as Readings, MonthDay, Nth, Removes, Repeated, Skipped, TimeOfDay, Weekday,
        Weekdays, Zone,
    },
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
    /// That day of every year; 29 February in leap years only.
    Yearly(MonthDay),
}

/// When a service is owed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceWindow {
    /// The hours of the week.
    pub hours: Vec<Hours>,
    /// Hours of some weeks only, besides those.
    pub every: Vec<EveryHours>,
    /// Around the clock, besides the hours.
    pub always: bool,
    /// At no time at all.
    pub never: bool,
    /// Hours of the n-th weekday of a month, in place of those of the week.
    pub nth: Vec<NthHours>,
    /// Hours of dates, in place of any other.
    pub on_dates: Vec<DayHours>,
    /// Holidays on which it does not open.
    pub except_holidays: Vec<Id>,
    /// Holidays that have hours of their own, in place of those of the week.
    pub on_holidays: Vec<HolidayHours>,
    /// Breaks, every day on which it opens.
    pub breaks: Vec<(TimeOfDay, TimeOfDay)>,
    /// The zone of its readings and dates; `None`: the contract's.
    pub zone: Option<Zone>,
    /// How far a holiday reaches.
    pub holiday_removes: Option<Removes>,
    /// What a repeated hour counts.
    pub repeated: Option<Repeated>,
    /// What an end in a skipped hour means.
    pub skipped: Option<Skipped>,
    /// The windows that it consists of, in place of hours of its own.
    pub together: Vec<Id>,
    /// Windows outside which it does not open.
    pub only_within: Vec<Id>,
    /// Windows that are taken out of it.
    pub without: Vec<Id>,
}

/// Hours on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// On which days the window starts.
    pub days: Weekdays,
    /// Local reading at which it opens.
    pub from: TimeOfDay,
    /// Local reading at which it closes, not included; `24:00` is the day's end.
    pub until: TimeOfDay,
    /// Whether it closes on the next day.
    pub next_day: bool,
}

/// Hours on some days of every so many weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EveryHours {
    /// Which weeks, Monday through Sunday.
    pub every: EveryWeeks,
    /// The days.
    pub days: Weekdays,
    /// The hours.
    pub hours: Vec<Readings>,
}

/// Hours on the n-th given weekday of each month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NthHours {
    /// Which of them.
    pub nth: Nth,
    /// The weekday.
    pub day: Weekday,
    /// The hours; none: closed.
    pub hours: Vec<Readings>,
}

/// Hours on dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHours {
    /// The dates.
    pub dates: Dates,
    /// The days of the week among them.
    pub days: Weekdays,
    /// The hours; none: closed.
    pub hours: Vec<Readings>,
}

/// Hours on the holidays of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayHours {
    /// The list.
    pub list: Id,
    /// The hours, at least one.
    pub hours: Vec<Readings>,
}

impl ServiceWindow {
    /// Whether it says anything about days and hours of its own.
    #[must_use]
    pub fn has_own_hours(&self) -> bool {
        self.always
            || !(self.hours.is_empty() && self.every.is_empty() && self.nth.is_empty() && self.on_dates.is_empty())
            || !self.on_holidays.is_empty()
    }
}
