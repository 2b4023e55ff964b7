//! The availability of a service in a period: base, downtime that counts, what is unknown, and what may still come.
//! Finding and counting outages and planned downtime are left to the files beside this one.

use super::{
    Instants,
    facts::{Horizon, select},
    outages::{States, states},
    planned::{Agreement, agreements},
    trace::{self, Trace},
};
use crate::{
    compile::{Fact, Planned, Program, ServicePromise},
    event::Unused,
    model::PartPeriod,
    percent::Percent,
    time::{Instant, Interval, Intervals, Millis, Undetermined},
    verdict::{Availability, Figures, Judgement, Promise, Stage, Step, Verdict},
};
use std::sync::Arc;

/// The judgement on the availability of a service in a period; `None` where nothing is promised.
pub(super) fn judge<T: Trace>(
    program: &Program,
    promise: &ServicePromise,
    period: Interval,
    facts: &[Fact],
    instants: Instants,
    trace: &mut T,
    listed: &mut Vec<Unused>,
) -> Option<Judgement> {
    let (target, _) = promise.target?;
    let horizon = Horizon { as_of: instants.as_of, known_as_of: instants.known_as_of };
    let selection = select(facts, horizon, listed);
    let states = states(&selection.facts, &promise.watch, period.from, instants.as_of, listed);
    let agreements = agreements(program, &selection.facts, &states.outages, listed);
    let judged = period.intersect(program.term());
    let service = Service { program, promise, target, period, judged, as_of: instants.as_of };
    let outcome = service.outcome(&states, &agreements, trace).unwrap_or_else(|beyond| {
        trace.step(|| Step::BeyondCalendar { year: beyond.year() });
        Outcome { verdict: Verdict::Undetermined, stage: Stage::Revisable, figures: service.nothing() }
    });
    trace.step(|| Step::Concluded { verdict: outcome.verdict });
    Some(Judgement {
        promise: Promise::Availability,
        subject: Arc::from(promise.id.as_str()),
        verdict: outcome.verdict,
        stage: outcome.stage,
        as_of: instants.as_of,
        known_as_of: instants.known_as_of,
        figures: Figures::Availability(outcome.figures),
        reason: trace.reason(),
    })
}

pub(super) struct Service<'p> {
    pub(super) program: &'p Program,
    pub(super) promise: &'p ServicePromise,
    pub(super) target: Percent,
    period: Interval,
    pub(super) judged: Interval,
    pub(super) as_of: Instant,
}

struct Outcome {
    verdict: Verdict,
    stage: Stage,
    figures: Availability,
}

/// The time that a percentage is of, and what of it can still change.
pub(super) struct Base {
    /// The window in the period.
    pub(super) window: Intervals,
    /// The window without planned downtime: where an outage is downtime.
    pub(super) owed: Intervals,
    /// The window without standing planned downtime: the most that can become owed.
    pub(super) most: Intervals,
    /// What the percentage is of, before more leaves it.
    pub(super) whole: Intervals,
    planned: Millis,
}

impl Service<'_> {
    fn outcome<T: Trace>(
        &self,
        states: &States<'_>,
        agreements: &[Agreement<'_>],
        trace: &mut T,
    ) -> Result<Outcome, Undetermined> {
        trace.step(|| Step::Promised { cite: self.promise.cite.clone() });
        trace::instants(self.program, trace);
        trace.step(|| Step::Period { whole: self.period, judged: self.judged });
        if self.judged != self.period {
            trace.step(|| Step::Chosen(self.promise.part_period.used.clone()));
        }
        let is_judged = !self.judged.is_empty()
            && (self.judged == self.period || self.promise.part_period.value == PartPeriod::TimeInForce);
        if !is_judged {
            return Ok(Outcome { verdict: Verdict::NotOwed, stage: Stage::Decided, figures: self.nothing() });
        }
        let base = self.base(agreements, trace)?;
        let down = self.down(states, &base, trace);
        let left = base.whole.total() - down.out.total();
        if !down.out.is_empty() {
            let (intervals, out) = (down.out.clone().into(), down.out.total());
            trace.step(|| Step::LeavesBase { intervals, out, base: left });
        }
        let figures = Availability {
            period: self.judged,
            window: base.window.total(),
            planned: base.planned,
            out: down.out.total(),
            base: left,
            down: down.certain.total(),
            unknown: down.unknown.total(),
            target: self.target,
            budget: self.allowed(left),
        };
        let (verdict, stage) = if self.as_of < self.judged.until {
            self.foreseen(&base, &down, agreements, trace)
        } else {
            self.concluded(&figures, &down, trace)
        };
        Ok(Outcome { verdict, stage, figures })
    }

    fn base<T: Trace>(&self, agreements: &[Agreement<'_>], trace: &mut T) -> Result<Base, Undetermined> {
        let window: Intervals = self.promise.window.clock.windows(self.judged)?.collect();
        trace.step(|| trace::windows(&self.promise.window, self.judged));
        let mut most = window.clone();
        for standing in self.program.standing() {
            let outside: Intervals = standing.outside.clock.windows(self.judged)?.collect();
            let planned = window.minus(&outside);
            trace.step(|| Step::Planned {
                cite: standing.cite.clone(),
                agreed: None,
                acts: Vec::new(),
                counts: planned.clone().into(),
            });
            most = most.minus(&planned);
        }
        let mut owed = most.clone();
        for agreement in agreements {
            let Some(cite) = &agreement.cite else { continue };
            let counts = agreement.counts.clip(self.judged);
            if counts.is_empty() {
                continue;
            }
            trace.step(|| Step::Planned {
                cite: cite.clone(),
                agreed: Some(agreement.agreed),
                acts: agreement.acts.iter().map(|(act, fact)| (*act, trace::event(fact))).collect(),
                counts: counts.clone().into(),
            });
            owed = owed.minus(&counts);
        }
        trace.step(|| Step::Chosen(self.promise.planned.used.clone()));
        let whole = match self.promise.planned.value {
            Planned::LeavesBase => owed.clone(),
            Planned::StaysInBase => window.clone(),
        };
        let (window_for, base) = (window.total(), whole.total());
        let planned = window_for - base;
        trace.step(|| Step::Base { cite: self.promise.base.clone(), window: window_for, planned, base });
        Ok(Base { window, owed, most, whole, planned })
    }

    fn nothing(&self) -> Availability {
        Availability {
            period: self.judged,
            window: Millis::ZERO,
            planned: Millis::ZERO,
            out: Millis::ZERO,
            base: Millis::ZERO,
            down: Millis::ZERO,
            unknown: Millis::ZERO,
            target: self.target,
            budget: Millis::ZERO,
        }
    }
}
