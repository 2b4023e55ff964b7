//! Service windows and holidays in the year of the facts.

use crate::{
    compile::{Program, periods},
    model::{HolidayLists, Model, PeriodKind},
    name::Id,
    report::Period,
    time::{Date, Holidays as _, Interval, Millis, ServiceClock, Undetermined, Weekday, Zone},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A service window in the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WindowFacts {
    /// The window.
    pub window: Id,
    /// Service time while the contract is in force.
    pub total_ms: Millis,
    /// The days that have any.
    pub days: u32,
    /// What most of these days have; absent where it is never open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual_day_ms: Option<Millis>,
    /// Service time by months.
    pub months: Vec<MonthTime>,
}

/// Service time in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthTime {
    /// The month, cut to the time in force.
    pub period: Period,
    /// Service time.
    pub total_ms: Millis,
}

/// The holidays of one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListFacts {
    /// The clause that lists them.
    pub list: Id,
    /// Its holidays in the year; `None`: the list has no answer for the year.
    pub days: Option<Vec<HolidayFacts>>,
}

/// A holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HolidayFacts {
    /// The date.
    pub date: Date,
    /// Its day of the week.
    pub weekday: Weekday,
    /// Its name by the language's tag; empty where the contract names a date only.
    pub names: BTreeMap<String, String>,
}

pub(super) fn of(model: &Model, program: &Program, within: Interval) -> Result<Vec<WindowFacts>, Undetermined> {
    let zone = program.zone();
    let mut found = Vec::new();
    for clause in &model.windows {
        let Some(clock) = program.window(&clause.name) else { continue };
        let mut months = Vec::new();
        for month in periods(PeriodKind::CalendarMonth, within, zone) {
            let month = month.intersect(within);
            months
                .push(MonthTime { period: Period::of(month, zone), total_ms: clock.elapsed(month.from, month.until)? });
        }
        let days = days(clock, within, zone)?;
        found.push(WindowFacts {
            window: clause.name.clone(),
            total_ms: clock.elapsed(within.from, within.until)?,
            days: days.values().sum(),
            usual_day_ms: usual(&days),
            months,
        });
    }
    Ok(found)
}

/// How many days have how much service time, those without any left out.
fn days(clock: &ServiceClock, within: Interval, zone: Zone) -> Result<BTreeMap<Millis, u32>, Undetermined> {
    let mut days: BTreeMap<Millis, u32> = BTreeMap::new();
    if within.is_empty() {
        return Ok(days);
    }
    let mut date = Some(zone.local(within.from).0);
    while let Some(day) = date {
        let span = Interval::new(zone.first_instant_of(day), zone.end_of(day));
        if span.from >= within.until {
            break;
        }
        let span = span.intersect(within);
        let open = clock.elapsed(span.from, span.until)?;
        if open > Millis::ZERO {
            *days.entry(open).or_default() += 1;
        }
        date = day.plus_days(1);
    }
    Ok(days)
}

/// What most days have; of two that are as frequent the longer.
pub(super) fn usual(days: &BTreeMap<Millis, u32>) -> Option<Millis> {
    days.iter().max_by_key(|(length, count)| (**count, **length)).map(|(length, _)| *length)
}

/// The holidays of every list between two days.
pub(super) fn lists(model: &Model, (first, last): (Date, Date)) -> Vec<ListFacts> {
    let lists = HolidayLists::of(model).ok();
    let days = |name: &Id| {
        let list = lists.as_ref()?.list(name.as_str())?;
        let known = list.years().contains(&first.year());
        let found = |(date, holiday): (Date, crate::time::Holiday)| HolidayFacts {
            date,
            weekday: date.weekday(),
            names: holiday.names.into_iter().collect(),
        };
        known.then(|| list.in_range(first, last).into_iter().map(found).collect())
    };
    model.holidays.iter().map(|clause| ListFacts { list: clause.name.clone(), days: days(&clause.name) }).collect()
}
