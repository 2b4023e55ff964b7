//! Service windows and holidays of a contract as clocks that answer questions.
//! What a window is as a calendar is left to `model`, what a calendar means in instants to `time`.

use super::{CompileError, cites};
use crate::{
    model::{Cite, ClauseId, HolidayLists, Kind, Model, NoCalendar, calendar, working_days},
    name::Id,
    time::{Calendar, Horizon, ServiceClock},
};
use std::collections::BTreeMap;

/// The clock of a service window, or of elapsed time.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    /// The clause; `None`: elapsed time.
    pub(crate) cite: Option<Cite>,
    pub(crate) clock: ServiceClock,
}

/// The calendar of working days, and the statement that defines them.
#[derive(Clone, Debug)]
pub(crate) struct Working {
    pub(crate) cite: Cite,
    pub(crate) clock: ServiceClock,
}

/// Every service window of a contract by name.
pub(super) struct Windows {
    named: BTreeMap<Id, Window>,
    always: Window,
    /// The working days, if they are defined.
    working: Option<Working>,
}

impl Windows {
    pub(super) fn of(model: &Model) -> Result<Windows, CompileError> {
        let unknown = |region| CompileError::UnknownRegion { region };
        let lists = HolidayLists::of(model).map_err(unknown)?;
        let mut named = BTreeMap::new();
        for clause in &model.windows {
            let made = calendar(model, &clause.name).map_err(not_made)?;
            let clock = compile(&made, &lists, &clause.name)?;
            let cite = ClauseId::new(Kind::ServiceWindow, clause.name.clone()).heading();
            named.insert(clause.name.clone(), Window { cite: Some(cite), clock });
        }
        let always = compile(&Calendar::Always, &lists, &model.head.name)?;
        let working = match &model.head.working_days {
            Some(defined) => {
                let made = working_days(model, defined).map_err(not_made)?;
                let clock = compile(&made, &lists, &model.head.name)?;
                let cite = ClauseId::new(Kind::Contract, model.head.name.clone()).statement(cites::defining(defined));
                Some(Working { cite, clock })
            }
            None => None,
        };
        Ok(Windows { named, always: Window { cite: None, clock: always }, working })
    }

    /// The window of that name.
    pub(super) fn get(&self, name: &Id) -> Option<&Window> {
        self.named.get(name)
    }

    pub(super) fn named(&self, name: &Id) -> Result<Window, CompileError> {
        self.named.get(name).cloned().ok_or_else(|| CompileError::UnknownWindow { name: name.clone() })
    }

    /// The working days, if they are defined.
    pub(super) fn working(&self) -> Option<&Working> {
        self.working.as_ref()
    }

    /// The window of that name; elapsed time where none is named.
    pub(super) fn or_always(&self, name: Option<&Id>) -> Result<Window, CompileError> {
        name.map_or_else(|| Ok(self.always.clone()), |name| self.named(name))
    }
}

fn not_made(cause: NoCalendar) -> CompileError {
    match cause {
        NoCalendar::Unknown(name) => CompileError::UnknownWindow { name },
        NoCalendar::Circular(name) => CompileError::CircularWindow { name },
        NoCalendar::TooMany(name) => CompileError::WindowOfTooMany { name },
    }
}

fn compile(calendar: &Calendar, lists: &HolidayLists, name: &Id) -> Result<ServiceClock, CompileError> {
    ServiceClock::compile(calendar, lists, Horizon::default())
        .map_err(|cause| CompileError::Window { name: name.clone(), cause })
}
