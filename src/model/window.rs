//! Holidays and service windows as a contract says them.
//! What they mean in instants is left to `time`, by way of `compile`.

use crate::{
    name::Id,
    time::{Date, MonthDay, TimeOfDay, Weekdays},
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

/// Hours of the days from the first date through the second; no hours: closed.
pub type DayHours = (Date, Date, Vec<(TimeOfDay, TimeOfDay)>);

/// When a service is owed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceWindow {
    /// The hours of the week.
    pub hours: Vec<Hours>,
    /// Hours of single days or ranges of days, in place of those of the week: first day, last day, hours; no hours:
    /// closed.
    pub on_dates: Vec<DayHours>,
    /// Holidays on which it does not open.
    pub except_holidays: Vec<Id>,
    /// Breaks, every day on which it opens.
    pub breaks: Vec<(TimeOfDay, TimeOfDay)>,
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
