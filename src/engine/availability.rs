//! The availability of a service in a period: its base, and what its downtime comes to in it.
//! Planned downtime, outages, their time and what may still come are left to the files beside this one.

use super::{
    Instants,
    downtime::Down,
    excluded::Excluded,
    outages::States,
    planned::Agreement,
    reading::Reading,
    trace::{self, Trace},
};
use crate::{
    compile::{Planned, Program, ServicePromise},
    model::PartPeriod,
    percent::Percent,
    time::{Instant, Interval, Intervals, Millis, Undetermined},
    verdict::{Availability, Figures, Judgement, Promise, Stage, Step, Verdict},
};
use std::sync::Arc;

/// The judgement on the availability of a service in a period, and how it came about over time; `None` where nothing is
/// promised.
pub(super) fn judge<T: Trace>(
    program: &Program,
    promise: &ServicePromise,
    period: Interval,
    reading: &Reading<'_>,
    instants: Instants,
    trace: &mut T,
) -> Option<(Judgement, Option<Sets>)> {
    let (target, _) = promise.target?;
    let states = reading.states_in(period);
    let judged = period.intersect(program.term());
    let measured = match promise.part_period.value {
        PartPeriod::CountsAsUp if !judged.is_empty() => period,
        _ => judged,
    };
    let service = Service { program, promise, target, period, judged, measured, as_of: instants.as_of };
    let outcome = service.outcome(&states, (&reading.agreements, &reading.excluded), trace).unwrap_or_else(|beyond| {
        trace.step(|| Step::BeyondCalendar { year: beyond.year() });
        service.none(Verdict::Undetermined, Stage::Revisable)
    });
    trace.step(|| Step::Concluded { verdict: outcome.verdict });
    let judgement = Judgement {
        promise: Promise::Availability,
        subject: Arc::from(promise.id.as_str()),
        verdict: outcome.verdict,
        stage: outcome.stage,
        as_of: instants.as_of,
        known_as_of: instants.known_as_of,
        figures: Figures::Availability(outcome.figures),
        reason: trace.reason(),
    };
    Some((judgement, outcome.sets))
}

pub(super) struct Service<'p> {
    pub(super) program: &'p Program,
    pub(super) promise: &'p ServicePromise,
    pub(super) target: Percent,
    pub(super) period: Interval,
    /// What of the period lies in force: where an outage is downtime.
    pub(super) judged: Interval,
    /// What of the period the base is of: also what is missing of it, where that counts as up.
    pub(super) measured: Interval,
    pub(super) as_of: Instant,
}

struct Outcome {
    verdict: Verdict,
    stage: Stage,
    figures: Availability,
    sets: Option<Sets>,
}

/// What the figures are the lengths of.
pub(super) struct Sets {
    pub(super) window: Intervals,
    pub(super) base: Intervals,
    pub(super) down: Intervals,
    pub(super) unknown: Intervals,
}

/// The time that a percentage is of, and what of it can still change.
pub(super) struct Base {
    /// The window in the period.
    pub(super) window: Intervals,
    /// The window without planned downtime and excluded time: where an outage is downtime.
    pub(super) owed: Intervals,
    /// The window without what stands as planned or excluded: the most that can become owed.
    pub(super) most: Intervals,
    /// What the percentage is of, before more leaves it.
    pub(super) whole: Intervals,
    /// The most that it can be of.
    pub(super) greatest: Intervals,
    planned: Millis,
    excluded: Millis,
}

/// What was agreed and what events exclude.
pub(super) type Taken<'t, 'f> = (&'t [Agreement<'f>], &'t [Excluded<'f>]);

impl Service<'_> {
    fn outcome<T: Trace>(
        &self,
        states: &States<'_>,
        taken: Taken<'_, '_>,
        trace: &mut T,
    ) -> Result<Outcome, Undetermined> {
        trace.step(|| Step::Promised { cite: self.promise.cite.clone() });
        trace::instants(self.program, trace);
        trace.step(|| Step::Period { whole: self.period, judged: self.judged });
        if self.judged != self.period {
            trace.step(|| Step::Chosen(self.promise.part_period.used.clone()));
        }
        let is_judged = !self.judged.is_empty()
            && (self.judged == self.period || self.promise.part_period.value != PartPeriod::NotJudged);
        if !is_judged {
            return Ok(self.none(Verdict::NotOwed, Stage::Decided));
        }
        let base = self.base(taken, trace)?;
        let down = self.down(states, &base, trace);
        let left = base.whole.minus(&down.out);
        if !down.out.is_empty() {
            let (intervals, out) = (down.out.clone().into(), down.out.total());
            trace.step(|| Step::LeavesBase { intervals, out, base: left.total() });
        }
        let whole = self.fixed_or(left.total());
        if let Some(fixed) = &self.promise.fixed_base {
            trace.step(|| Step::Chosen(fixed.used.clone()));
            trace.step(|| Step::FixedBase { length: fixed.value, base: whole });
        }
        let is_fixed = self.promise.fixed_base.is_some();
        let figures = Availability {
            period: self.measured,
            window: base.window.total(),
            planned: base.planned,
            excluded: base.excluded,
            out: down.out.total(),
            base: whole,
            contingent: if is_fixed { Millis::ZERO } else { down.contingent.total() },
            shown: self.promise.shown,
            down: down.certain.total(),
            unknown: down.unknown.total(),
            target: self.target,
            budget: self.allowed(whole),
        };
        let (verdict, stage) = if self.as_of < self.judged.until {
            self.foreseen(&base, &down, trace)
        } else {
            self.concluded(&figures, &down, trace)
        };
        let Down { certain, unknown, .. } = down;
        let sets = Sets { window: base.window, base: left, down: certain, unknown };
        Ok(Outcome { verdict, stage, figures, sets: Some(sets) })
    }

    /// The base that the contract fixes, of a part period in its proportion; else the one that there is.
    pub(super) fn fixed_or(&self, base: Millis) -> Millis {
        let Some(fixed) = &self.promise.fixed_base else { return base };
        let (part, whole) = (self.measured.length().0, self.period.length().0.max(1));
        let share = i128::from(fixed.value.0) * i128::from(part) / i128::from(whole);
        Millis(i64::try_from(share).unwrap_or(i64::MAX))
    }

    fn base<T: Trace>(&self, (agreements, excluded): Taken<'_, '_>, trace: &mut T) -> Result<Base, Undetermined> {
        let window: Intervals = self.promise.window.clock.windows(self.measured)?.collect();
        trace.step(|| trace::windows(&self.promise.window, self.measured));
        let mut most = window.clone();
        for standing in self.program.standing() {
            let outside: Intervals = standing.outside.clock.windows(self.measured)?.collect();
            let planned = window.minus(&outside);
            trace.step(|| Step::Planned {
                cite: standing.cite.clone(),
                agreed: None,
                acts: Vec::new(),
                counts: planned.clone().into(),
                beyond: Vec::new(),
            });
            most = most.minus(&planned);
        }
        let mut kept = window.clone();
        if let Some((outside, cite)) = &self.promise.outside_window {
            let time: Intervals = outside.clock.windows(self.measured)?.collect();
            let time = time.intersect(&window);
            let intervals = time.clone().into();
            trace.step(|| Step::ExcludedTime { cite: cite.clone(), by: None, intervals });
            (most, kept) = (most.minus(&time), kept.minus(&time));
        }
        let past = Interval::new(self.measured.from, self.as_of);
        let (mut owed, mut greatest_owed, mut greatest_kept) = (most.clone(), most.clone(), kept.clone());
        for one in excluded {
            let Some((_, cite)) = &self.promise.outside_causes else { continue };
            let time = Intervals::from([one.interval]).clip(self.measured);
            if time.is_empty() {
                continue;
            }
            let by = Some(trace::event(one.by));
            trace.step(|| Step::ExcludedTime { cite: cite.clone(), by, intervals: time.clone().into() });
            (owed, kept) = (owed.minus(&time), kept.minus(&time));
            let over = time.clip(past);
            (greatest_owed, greatest_kept) = (greatest_owed.minus(&over), greatest_kept.minus(&over));
        }
        for agreement in agreements {
            let Some(cite) = &agreement.cite else { continue };
            let counts = agreement.counts.clip(self.measured);
            let beyond = agreement.beyond.clip(self.measured);
            if counts.is_empty() && beyond.is_empty() {
                continue;
            }
            if let Some(finished) = &agreement.finished {
                trace.step(|| Step::Chosen(finished.clone()));
            }
            trace.step(|| Step::Planned {
                cite: cite.clone(),
                agreed: Some(agreement.agreed),
                acts: agreement.acts.iter().map(|(act, fact)| (*act, trace::event(fact))).collect(),
                counts: counts.clone().into(),
                beyond: beyond.into(),
            });
            owed = owed.minus(&counts);
            greatest_owed = greatest_owed.minus(&counts.clip(past));
        }
        trace.step(|| Step::Chosen(self.promise.planned.used.clone()));
        let (whole, greatest) = match self.promise.planned.value {
            Planned::LeavesBase => (owed.clone(), greatest_owed),
            Planned::StaysInBase => (kept.clone(), greatest_kept),
        };
        let (window_for, base) = (window.total(), whole.total());
        let (planned, excluded) = (kept.total() - base, window_for - kept.total());
        let cite = self.promise.base.clone();
        trace.step(|| Step::Base { cite, window: window_for, planned, excluded, base });
        Ok(Base { window, owed, most, whole, greatest, planned, excluded })
    }

    fn none(&self, verdict: Verdict, stage: Stage) -> Outcome {
        let figures = Availability {
            period: self.measured,
            window: Millis::ZERO,
            planned: Millis::ZERO,
            excluded: Millis::ZERO,
            out: Millis::ZERO,
            base: Millis::ZERO,
            contingent: Millis::ZERO,
            shown: self.promise.shown,
            down: Millis::ZERO,
            unknown: Millis::ZERO,
            target: self.target,
            budget: Millis::ZERO,
        };
        Outcome { verdict, stage, figures, sets: None }
    }
}
