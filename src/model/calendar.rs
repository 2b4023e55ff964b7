//! Service windows and holidays of a contract as calendars: what `check` looks for contradictions in and `compile` turns
//! into clocks. What a calendar means in instants is left to `time`.

use super::{Clause, ListedDay, Model, ServiceWindow, WorkingDays};
use crate::{
    name::Id,
    time::{
        Calendar, DateRule, Dates, Ends, HolidayCalendar, HolidayRule, HolidayStep, Holidays, Hours, NthRule, Region,
        Schedule, WeekRule, Weekdays, Zone,
    },
};
use std::collections::BTreeMap;

/// Why a window is no calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoCalendar {
    /// The contract does not declare a window of that name.
    Unknown(Id),
    /// The window of that name is made of itself.
    Circular(Id),
    /// The window of that name is made of too many.
    TooMany(Id),
}

/// More windows than this are not put together: a limit on hostile input, for each of a chain may name the next twice.
const MOST: usize = 200;

/// The calendar of the window of that name, with the windows that it is made of.
pub(crate) fn calendar(model: &Model, name: &Id) -> Result<Calendar, NoCalendar> {
    within(model, name, &mut Vec::new(), &mut 0)
}

fn within(model: &Model, name: &Id, inside: &mut Vec<Id>, count: &mut usize) -> Result<Calendar, NoCalendar> {
    if inside.contains(name) {
        return Err(NoCalendar::Circular(name.clone()));
    }
    *count += 1;
    if *count > MOST {
        return Err(NoCalendar::TooMany(name.clone()));
    }
    let clause: Option<&Clause<ServiceWindow>> = model.windows.iter().find(|clause| clause.name == *name);
    let window = &clause.ok_or_else(|| NoCalendar::Unknown(name.clone()))?.body;
    inside.push(name.clone());
    let mut all =
        |names: &[Id]| names.iter().map(|name| within(model, name, inside, count)).collect::<Result<Vec<_>, _>>();
    let (together, only, without) = (all(&window.together)?, all(&window.only_within)?, all(&window.without)?);
    inside.pop();
    let mut made = if !together.is_empty() {
        Calendar::Union(together)
    } else if window.never {
        Calendar::Never
    } else {
        Calendar::Schedule(schedule(window, model.head.zone))
    };
    if !only.is_empty() {
        made = Calendar::Intersect(std::iter::once(made).chain(only).collect());
    }
    if !without.is_empty() {
        made = Calendar::Minus(Box::new(made), Box::new(Calendar::Union(without)));
    }
    Ok(made)
}

/// The calendar of working days: those days from midnight to midnight, or the window that begins on them.
pub(crate) fn working_days(model: &Model, defined: &WorkingDays) -> Result<Calendar, NoCalendar> {
    match defined {
        WorkingDays::Days { days, except } => {
            let days = Schedule::weekly(model.head.zone, *days, [Hours::DAY]);
            Ok(Calendar::Schedule(match except {
                Some(list) => days.without_holidays(list.as_str()),
                None => days,
            }))
        }
        WorkingDays::WindowBegins(window) => calendar(model, window),
    }
}

/// The window's own hours. Its rules stand in the order of the model, rank by rank: `hours` before `every`, closed
/// holidays before those with hours.
pub(crate) fn schedule(window: &ServiceWindow, zone: Zone) -> Schedule {
    let mut schedule = Schedule::empty(window.zone.unwrap_or(zone));
    schedule.weekly.extend(window.hours.iter().map(|hours| {
        let ends = if hours.next_day { Ends::NextDay } else { Ends::SameDay };
        let readings = Hours { from: hours.from, until: hours.until, ends };
        WeekRule { days: hours.days, hours: vec![readings], every: None }
    }));
    schedule.weekly.extend(window.every.iter().map(|rule| WeekRule {
        days: rule.days,
        hours: rule.hours.clone(),
        every: Some(rule.every),
    }));
    if window.always {
        schedule.weekly.push(WeekRule { days: Weekdays::ALL, hours: vec![Hours::DAY], every: None });
    }
    let nth = window.nth.iter().map(|rule| NthRule { nth: rule.nth, day: rule.day, hours: rule.hours.clone() });
    schedule.nth = nth.collect();
    let removes = window.holiday_removes.unwrap_or_default();
    let holiday = |list: &Id, hours| HolidayRule { list: list.as_str().to_owned(), removes, hours };
    schedule.holidays.extend(window.except_holidays.iter().map(|list| holiday(list, Vec::new())));
    schedule.holidays.extend(window.on_holidays.iter().map(|rule| holiday(&rule.list, rule.hours.clone())));
    let dates = window.on_dates.iter();
    schedule.dates =
        dates.map(|rule| DateRule { dates: rule.dates, days: rule.days, hours: rule.hours.clone() }).collect();
    if !window.breaks.is_empty() {
        let hours = window.breaks.iter().map(|(from, until)| Hours::same_day(*from, *until)).collect();
        schedule.breaks = vec![WeekRule { days: Weekdays::ALL, hours, every: None }];
    }
    schedule.repeated = window.repeated.unwrap_or_default();
    schedule.skipped = window.skipped.unwrap_or_default();
    schedule
}

/// The contract's own holiday clauses, by name.
pub(crate) struct HolidayLists(BTreeMap<Id, HolidayCalendar>);

impl HolidayLists {
    /// The lists of a contract, or the region that nobody knows.
    pub(crate) fn of(model: &Model) -> Result<HolidayLists, Id> {
        let mut lists = BTreeMap::new();
        for clause in &model.holidays {
            let mut steps = Vec::new();
            for region in &clause.body.regions {
                let known: Result<Region, _> = region.as_str().parse();
                steps.push(HolidayStep::Region(known.map_err(|_| region.clone())?));
            }
            for day in &clause.body.including {
                steps.push(HolidayStep::Add { dates: dates(*day), names: BTreeMap::new() });
            }
            for day in &clause.body.without {
                steps.push(HolidayStep::Remove(dates(*day)));
            }
            lists.insert(clause.name.clone(), HolidayCalendar { steps });
        }
        Ok(HolidayLists(lists))
    }
}

impl Holidays for HolidayLists {
    fn list(&self, id: &str) -> Option<HolidayCalendar> {
        self.0.iter().find(|(name, _)| name.as_str() == id).map(|(_, list)| list.clone())
    }
}

fn dates(day: ListedDay) -> Dates {
    match day {
        ListedDay::On(date) => Dates::on(date),
        ListedDay::Through(from, until) => Dates::Range { from, until },
        ListedDay::Yearly(day) => Dates::Yearly { from: day, until: day },
    }
}
