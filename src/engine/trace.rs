//! How a verdict's reason is collected on the one path to it: asked for, or for nothing.
//! What the steps say is left to `verdict`.

use crate::{
    compile::{Fact, Program, Window},
    time::{Interval, ServiceClock},
    verdict::{EventRef, HolidayApplied, Reason, Step},
};
use std::sync::Arc;

/// Takes the steps of a reason in the order in which they are taken.
pub trait Trace {
    /// Takes a step, or never makes it.
    fn step(&mut self, step: impl FnOnce() -> Step);

    /// The steps taken since the last call.
    fn reason(&mut self) -> Reason;
}

/// No reason was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

/// The reason was asked for.
#[derive(Clone, Debug, Default)]
pub struct Steps(Vec<Step>);

impl Trace for Silent {
    #[inline]
    fn step(&mut self, _: impl FnOnce() -> Step) {}

    #[inline]
    fn reason(&mut self) -> Reason {
        Reason::default()
    }
}

impl Trace for Steps {
    fn step(&mut self, step: impl FnOnce() -> Step) {
        self.0.push(step());
    }

    fn reason(&mut self) -> Reason {
        Reason { steps: std::mem::take(&mut self.0) }
    }
}

/// Takes the step on how exact instants are, where the contract says so.
pub(super) fn instants<T: Trace>(program: &Program, trace: &mut T) {
    if let Some(used) = program.instants_used() {
        trace.step(|| Step::Chosen(used.clone()));
    }
}

/// The event behind a fact.
pub(super) fn event(fact: &Fact) -> EventRef {
    let place = || Arc::from(format!("{}:{}", fact.line.input, fact.line.line));
    EventRef { source: fact.source.clone(), id: fact.id.clone().unwrap_or_else(place), at: fact.at }
}

/// The openings of a window within a range; none where the calendar has no answer, which is a step of its own.
pub(super) fn windows(window: &Window, within: Interval) -> Step {
    let openings = window.clock.windows(within).map(Iterator::collect).unwrap_or_default();
    Step::Windows { cite: window.cite.clone(), within, openings, holidays: holidays(&window.clock, within) }
}

/// The holidays on which a calendar was closed within a range.
pub(super) fn holidays(clock: &ServiceClock, within: Interval) -> Vec<HolidayApplied> {
    let holidays = clock.holidays_applied(within).unwrap_or_default().into_iter();
    let applied = holidays.map(|(date, holiday)| HolidayApplied {
        date,
        source: match holiday.source {
            crate::time::HolidaySource::Region(region) => region.id().to_owned(),
            crate::time::HolidaySource::Own { .. } => String::new(),
        },
        name: holiday.names.into_iter().collect(),
    });
    applied.collect()
}
