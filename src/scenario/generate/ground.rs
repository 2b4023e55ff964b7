//! What scenarios are made on: the contract, a year of it, and the days in it on which something may go otherwise.
//! What happens on them is left to the neighbours.

use super::made::Row;
use crate::{
    check::Contract,
    compile::{CompileError, Program},
    engine::{Instants, Monitor, Subject},
    model::Model,
    name::Id,
    phrase::{Catalogue, PhraseId, Printer, ids},
    scenario::tale::Tale,
    time::{Date, Instant, Interval, Millis, ServiceClock, Zone},
    verdict::{Judgement, Promise},
};

/// The year of scenarios where the contract names none.
const USUAL_YEAR: i32 = 2025;

pub(super) struct Ground<'a> {
    pub(super) model: &'a Model,
    pub(super) program: Program,
    pub(super) printer: Printer<'a>,
    pub(super) zone: Zone,
    /// The first calendar year that lies wholly in force.
    pub(super) year: i32,
}

/// A day on which time may run otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    /// Clocks are set forward.
    Spring,
    /// Clocks are set back.
    Autumn,
    /// 29 February.
    LeapDay,
    /// 31 December.
    YearEnd,
}

impl Special {
    /// What it is called.
    pub(super) fn phrase(self) -> PhraseId {
        match self {
            Special::Spring => ids::MADE_START_SPRING,
            Special::Autumn => ids::MADE_START_AUTUMN,
            Special::LeapDay => ids::MADE_START_LEAP_DAY,
            Special::YearEnd => ids::MADE_START_YEAR_END,
        }
    }
}

impl<'a> Ground<'a> {
    pub(super) fn of(contract: &'a Contract, catalogue: &'static Catalogue) -> Result<Self, CompileError> {
        let model = &contract.model;
        let program = Program::compile(model, &contract.places)?;
        let printer = Printer::new(catalogue, &model.glossary, model.head.zone);
        let year = match model.head.in_force_from {
            Some(from) if (from.month(), from.day()) == (1, 1) => from.year(),
            Some(from) => from.year() + 1,
            None => USUAL_YEAR,
        };
        // The last calendar year has no next one, which is needed for what goes over its end.
        Ok(Ground { model, program, printer, zone: model.head.zone, year: year.clamp(1971, 2090) })
    }

    /// The first instant of a day of the year.
    pub(super) fn day(&self, month: u32, day: u32) -> Instant {
        self.midnight(self.year, month, day)
    }

    pub(super) fn midnight(&self, year: i32, month: u32, day: u32) -> Instant {
        Date::new(year, month, day).map_or(Instant::default(), |date| self.zone.first_instant_of(date))
    }

    /// The year, from its first instant to the first of the next.
    pub(super) fn whole_year(&self) -> Interval {
        Interval::new(self.day(1, 1), self.midnight(self.year + 1, 1, 1))
    }

    /// The special days of the year, each from midnight to midnight.
    pub(super) fn special(&self) -> Vec<(Special, Interval)> {
        let mut found = Vec::new();
        let whole = |date: Date| Interval::new(self.zone.first_instant_of(date), self.zone.end_of(date));
        let dates =
            (0..366).filter_map(|n| Date::new(self.year, 1, 1)?.plus_days(n)).filter(|date| date.year() == self.year);
        for date in dates {
            let day = whole(date);
            if day.length() < Millis::hours(24) {
                found.push((Special::Spring, day));
            } else if day.length() > Millis::hours(24) {
                found.push((Special::Autumn, day));
            }
        }
        let leap = (self.year..self.year + 8).find_map(|year| Date::new(year, 2, 29));
        let leap = leap.map(whole).filter(|day| day.until <= self.program.term().until);
        found.extend(leap.map(|day| (Special::LeapDay, day)));
        found.extend(Date::new(self.year, 12, 31).map(|date| (Special::YearEnd, whole(date))));
        found
    }

    /// The clock of a window; `None`: there is none, or it never opens.
    pub(super) fn clock(&self, window: &Id) -> Option<&ServiceClock> {
        self.program.window(window).filter(|clock| !clock.never_opens())
    }

    /// An opening on an ordinary day: the first that begins on or after the first Tuesday of March.
    pub(super) fn ordinary(&self, clock: Option<&ServiceClock>) -> Interval {
        let tuesday =
            (1..8).filter_map(|day| Date::new(self.year, 3, day)).find(|date| date.day_number().rem_euclid(7) == 5);
        let from = tuesday.map_or(self.day(3, 1), |date| self.zone.first_instant_of(date));
        let whole_day = Interval::new(from + Millis::hours(8), from + Millis::hours(18));
        let Some(clock) = clock else { return whole_day };
        let range = Interval::new(from, from + Millis::hours(24 * 60));
        let openings = clock.windows(range).map(|openings| openings.collect::<Vec<_>>()).unwrap_or_default();
        // An opening without an end is as good as a day of it.
        let first = openings.into_iter().find(|opening| opening.length() >= Millis::hours(1)).unwrap_or(whole_day);
        if first.length() > Millis::hours(24) { whole_day.intersect(first) } else { first }
    }

    /// The last closing at or before an instant; with no clock, or one that never closes, the instant itself.
    pub(super) fn closing_before(&self, clock: Option<&ServiceClock>, at: Instant) -> Instant {
        let Some(clock) = clock else { return at };
        let range = Interval::new(at - Millis::hours(24 * 40), at);
        let last = clock.windows(range).ok().and_then(|openings| openings.last());
        last.map_or(at, |opening| opening.until)
    }

    /// The judgements on the first case of some events.
    pub(super) fn judged(&self, events: &[Row], promise: Promise, as_of: Instant) -> Vec<Judgement> {
        let monitor = self.monitor(events);
        let instants = Instants { as_of, known_as_of: as_of };
        monitor.why(&Subject::Case(super::made::case(1).into()), promise, instants)
    }

    pub(super) fn monitor(&self, events: &[Row]) -> Monitor {
        let mut tale = Tale { model: self.model, events: Vec::new() };
        for row in events {
            // What goes back to nothing tells nothing.
            let _ = tale.tell(row.at, row.known, &row.said, 0);
        }
        let mut monitor = Monitor::new(self.program.clone());
        monitor.push_all(tale.events);
        monitor
    }
}
