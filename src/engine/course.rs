//! How an availability came about over its period: a line for each month, and each instant at which downtime adds up.
//! The judgement itself is left to `availability`; the lines add up to its figures, to the millisecond.

use super::{Instants, Silent, availability, periods, reading::Reading};
use crate::{
    compile::{Fact, Program, ServiceAt},
    model::PeriodKind,
    time::{Instant, Interval, Intervals, Millis},
    verdict::{Figures, Judgement},
};

/// How the availability of a service came about over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The judgement, without its reason.
    pub judgement: Judgement,
    /// A line for each calendar month that the period touches, in the contract's zone.
    pub months: Vec<Month>,
    /// The downtime that counts, cut to the base.
    pub down: Vec<Interval>,
    /// Time that is unknown besides.
    pub unknown: Vec<Interval>,
}

/// What of the figures falls into one month: the months add up to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The month, cut to the period.
    pub period: Interval,
    /// The window's time.
    pub window: Millis,
    /// The base; where the contract fixes the base, what it would be without.
    pub base: Millis,
    /// Counted downtime.
    pub down: Millis,
    /// Time that is unknown besides.
    pub unknown: Millis,
}

/// How the availability of a service in a period came about; `None` where nothing is promised.
#[must_use]
pub fn course(
    program: &Program,
    service: ServiceAt,
    period: Interval,
    facts: &[Fact],
    instants: Instants,
) -> Option<Course> {
    let promise = program.promise(service)?;
    let reading = Reading::of(program, promise, facts, instants, &mut Vec::new());
    let (judgement, sets) = availability::judge(program, promise, period, &reading, instants, &mut Silent)?;
    let Figures::Availability(figures) = &judgement.figures else { return None };
    let whole = figures.period;
    let (mut months, mut down, mut unknown) = (Vec::new(), Intervals::EMPTY, Intervals::EMPTY);
    if let Some(sets) = sets {
        for month in periods(PeriodKind::CalendarMonth, whole, program.zone()) {
            let period = month.intersect(whole);
            let of = |time: &Intervals| time.clip(period).total();
            months.push(Month {
                period,
                window: of(&sets.window),
                base: of(&sets.base),
                down: of(&sets.down),
                unknown: of(&sets.unknown),
            });
        }
        (down, unknown) = (sets.down, sets.unknown);
    }
    Some(Course { judgement, months, down: down.into(), unknown: unknown.into() })
}

impl Course {
    /// How much downtime has added up by the instants at which that begins or ceases to grow: between two of them it
    /// grows by the time between, or not at all.
    #[must_use]
    pub fn adds_up(&self) -> Vec<(Instant, Millis)> {
        let mut sum = Millis::ZERO;
        let mut points = Vec::with_capacity(2 * self.down.len());
        for interval in &self.down {
            points.push((interval.from, sum));
            sum += interval.length();
            points.push((interval.until, sum));
        }
        points
    }
}
