//! Service windows and holidays of a contract as clocks that answer questions.
//! What a calendar means in instants is left to `time`.

use super::CompileError;
use crate::{
    model::{Cite, Clause, ClauseId, Kind, ListedDay, Model, ServiceWindow},
    name::Id,
    time::{
        Calendar, DateRule, Dates, Ends, HolidayCalendar, HolidayRule, HolidayStep, Holidays, Horizon, Hours, Region,
        Removes, Schedule, ServiceClock, TimeOfDay, WeekRule, Weekdays, Zone,
    },
};
use std::collections::BTreeMap;

/// The clock of a service window, or of elapsed time.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    /// The clause; `None`: elapsed time.
    pub(crate) cite: Option<Cite>,
    pub(crate) clock: ServiceClock,
}

/// Every service window of a contract by name.
pub(super) struct Windows {
    named: BTreeMap<Id, Window>,
    always: Window,
}

impl Windows {
    pub(super) fn of(model: &Model) -> Result<Windows, CompileError> {
        let lists = Lists::of(model)?;
        let mut named = BTreeMap::new();
        for clause in &model.windows {
            let calendar = Calendar::Schedule(schedule(clause, model.head.zone));
            let clock = compile(&calendar, &lists, &clause.name)?;
            let cite = ClauseId::new(Kind::ServiceWindow, clause.name.clone()).heading();
            named.insert(clause.name.clone(), Window { cite: Some(cite), clock });
        }
        let always = compile(&Calendar::Always, &lists, &model.head.name)?;
        Ok(Windows { named, always: Window { cite: None, clock: always } })
    }

    /// The window of that name.
    pub(super) fn get(&self, name: &Id) -> Option<&Window> {
        self.named.get(name)
    }

    pub(super) fn named(&self, name: &Id) -> Result<Window, CompileError> {
        self.named.get(name).cloned().ok_or_else(|| CompileError::UnknownWindow { name: name.clone() })
    }

    /// The window of that name; elapsed time where none is named.
    pub(super) fn or_always(&self, name: Option<&Id>) -> Result<Window, CompileError> {
        name.map_or_else(|| Ok(self.always.clone()), |name| self.named(name))
    }
}

fn compile(calendar: &Calendar, lists: &Lists, name: &Id) -> Result<ServiceClock, CompileError> {
    ServiceClock::compile(calendar, lists, Horizon::default())
        .map_err(|cause| CompileError::Window { name: name.clone(), cause })
}

fn schedule(clause: &Clause<ServiceWindow>, zone: Zone) -> Schedule {
    let window = &clause.body;
    let mut schedule = Schedule::empty(zone);
    schedule.weekly = window
        .hours
        .iter()
        .map(|hours| {
            let ends = if hours.next_day { Ends::NextDay } else { Ends::SameDay };
            let readings = Hours { from: hours.from, until: hours.until, ends };
            WeekRule { days: hours.days, hours: vec![readings], every: None }
        })
        .collect();
    let closed_on = |list: &Id| HolidayRule {
        list: list.as_str().to_owned(),
        removes: Removes::WindowsStarting,
        hours: Vec::new(),
    };
    schedule.holidays = window.except_holidays.iter().map(closed_on).collect();
    schedule.dates = window
        .on_dates
        .iter()
        .map(|(from, until, hours)| DateRule {
            dates: Dates::Range { from: *from, until: *until },
            days: Weekdays::ALL,
            hours: same_day(hours),
        })
        .collect();
    if !window.breaks.is_empty() {
        schedule.breaks = vec![WeekRule { days: Weekdays::ALL, hours: same_day(&window.breaks), every: None }];
    }
    schedule
}

fn same_day(readings: &[(TimeOfDay, TimeOfDay)]) -> Vec<Hours> {
    readings.iter().map(|(from, until)| Hours::same_day(*from, *until)).collect()
}

/// The contract's own holiday clauses, by name.
struct Lists(BTreeMap<Id, HolidayCalendar>);

impl Lists {
    fn of(model: &Model) -> Result<Lists, CompileError> {
        let mut lists = BTreeMap::new();
        for clause in &model.holidays {
            let mut steps = Vec::new();
            for region in &clause.body.regions {
                let known: Result<Region, _> = region.as_str().parse();
                let unknown = |_| CompileError::UnknownRegion { region: region.clone() };
                steps.push(HolidayStep::Region(known.map_err(unknown)?));
            }
            for day in &clause.body.including {
                steps.push(HolidayStep::Add { dates: dates(*day), names: BTreeMap::new() });
            }
            for day in &clause.body.without {
                steps.push(HolidayStep::Remove(dates(*day)));
            }
            lists.insert(clause.name.clone(), HolidayCalendar { steps });
        }
        Ok(Lists(lists))
    }
}

impl Holidays for Lists {
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
