//! The availability of a service in a period: base, downtime that counts, what is unknown, and what may still come.
//! Finding and counting outages and planned downtime are left to the files beside this one.

use super::{
    Instants,
    clock::by_default,
    counting::{Counts, Finding, counts},
    facts::{Horizon, select},
    outages::{Outage, States, states},
    planned::{Agreement, agreements},
    trace::{self, Trace},
};
use crate::{
    compile::{Fact, Planned, Program, ServicePromise},
    event::{State, Unused},
    model::PartPeriod,
    percent::Percent,
    time::{Instant, Interval, Intervals, Millis, Undetermined},
    verdict::{Availability, Choice, Figures, Judgement, OutageFinding, Promise, Stage, Step, Verdict},
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
    let states = states(&selection.facts, period.from, instants.as_of, listed);
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

struct Service<'p> {
    program: &'p Program,
    promise: &'p ServicePromise,
    target: Percent,
    period: Interval,
    judged: Interval,
    as_of: Instant,
}

struct Outcome {
    verdict: Verdict,
    stage: Stage,
    figures: Availability,
}

/// The time that a percentage is of, and what of it can still change.
struct Base {
    /// The window in the period.
    window: Intervals,
    /// The window without planned downtime: where an outage is downtime.
    owed: Intervals,
    /// The window without standing planned downtime: the most that can become owed.
    most: Intervals,
    figures: BaseFigures,
}

struct BaseFigures {
    window: Millis,
    planned: Millis,
    base: Millis,
}

/// Downtime within the base.
struct Down {
    certain: Intervals,
    /// What is unknown besides: down in the worst case.
    unknown: Intervals,
    /// Certain without outages whose explanation may still come.
    explained: Millis,
    /// An outage that still runs, counted or not yet.
    running: Intervals,
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
        let figures = Availability {
            period: self.judged,
            window: base.figures.window,
            planned: base.figures.planned,
            base: base.figures.base,
            down: down.certain.total(),
            unknown: down.unknown.total(),
            target: self.target,
            budget: self.allowed(base.figures.base),
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
        let window_for = window.total();
        let (planned, base) = match self.promise.planned.value {
            Planned::LeavesBase => (window_for - owed.total(), owed.total()),
            Planned::StaysInBase => (Millis::ZERO, window_for),
        };
        trace.step(|| Step::Base { cite: self.promise.base.clone(), window: window_for, planned, base });
        Ok(Base { window, owed, most, figures: BaseFigures { window: window_for, planned, base } })
    }

    fn down<T: Trace>(&self, states: &States<'_>, base: &Base, trace: &mut T) -> Down {
        trace.step(|| by_default(Choice::UpWithoutRecord));
        let (mut certain, mut explained, mut unknown, mut running) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for outage in states.outages.iter().filter(|outage| !outage.interval.intersect(self.judged).is_empty()) {
            let finding = counts(self.promise, outage);
            match finding.counts {
                Counts::Yes => {
                    certain.push(outage.interval);
                    if !finding.is_unexplained {
                        explained.push(outage.interval);
                    }
                }
                Counts::Unknown => unknown.push(outage.interval),
                Counts::No => {}
            }
            if outage.ended.is_none() {
                running.push(outage.interval);
            }
            if outage.state == State::Degraded && self.promise.impairment_counts.value {
                trace.step(|| Step::Chosen(self.promise.impairment_counts.used.clone()));
            }
            trace.step(|| self.found(outage, finding, &base.owed));
        }
        unknown.extend(states.disputed.clip(self.judged).iter());
        if !states.disputed_by.is_empty() {
            trace.step(|| Step::Disputed {
                events: states.disputed_by.iter().map(|fact| trace::event(fact)).collect(),
                intervals: states.disputed.clip(self.judged).into(),
            });
        }
        let in_base = |outages: Vec<Interval>| Intervals::from_unsorted(outages).intersect(&base.owed);
        let certain = in_base(certain);
        let unknown = in_base(unknown).minus(&certain);
        trace.step(|| Step::Down { intervals: certain.clone().into(), down: certain.total() });
        if !unknown.is_empty() {
            trace.step(|| Step::Unknown { intervals: unknown.clone().into(), unknown: unknown.total() });
        }
        Down { certain, unknown, explained: in_base(explained).total(), running: in_base(running) }
    }

    fn found(&self, outage: &Outage<'_>, finding: Finding, owed: &Intervals) -> Step {
        let interval = outage.interval;
        Step::Outage(OutageFinding {
            interval,
            state: outage.state,
            began: trace::event(outage.began),
            ended: outage.ended.map(trace::event),
            place: outage.place.clone(),
            cause: outage.cause.clone(),
            counts: finding.counts == Counts::Yes,
            decided_by: finding.decided_by,
            in_base: owed.clip(interval).total(),
        })
    }

    /// After the period: the best and the worst case, which agree or leave it undetermined.
    fn concluded<T: Trace>(&self, figures: &Availability, down: &Down, trace: &mut T) -> (Verdict, Stage) {
        let allowed = figures.budget;
        trace.step(|| self.compared(figures.base, figures.down));
        if figures.base == Millis::ZERO {
            return (Verdict::NotOwed, Stage::Decided);
        }
        if figures.down + figures.unknown <= allowed {
            return (Verdict::Met, Stage::Decided);
        }
        if figures.down <= allowed {
            trace.step(|| self.compared(figures.base, figures.down + figures.unknown));
            return (Verdict::Undetermined, Stage::Revisable);
        }
        // An outage counts while its cause or place is unexplained, and an explanation may still come.
        let stands = down.explained > allowed;
        (Verdict::Missed, if stands { Stage::Decided } else { Stage::Revisable })
    }

    /// Before the period's end: missed or met for good by the bounds of what may still come, else open.
    fn foreseen<T: Trace>(
        &self,
        base: &Base,
        down: &Down,
        agreements: &[Agreement<'_>],
        trace: &mut T,
    ) -> (Verdict, Stage) {
        let past = Interval::new(self.judged.from, self.as_of);
        let future = Interval::new(self.as_of.max(self.judged.from), self.judged.until);
        let plannable_from = self.plannable_from();
        let (greatest_base, least_base) = match self.promise.planned.value {
            Planned::StaysInBase => (base.window.total(), base.window.total()),
            Planned::LeavesBase => {
                let over: Intervals = agreements.iter().flat_map(|one| Vec::from(one.counts.clip(past))).collect();
                let least = plannable_from.map_or_else(
                    || base.owed.total(),
                    |from| base.owed.clip(Interval::new(self.judged.from, from)).total(),
                );
                (base.most.minus(&over).total(), least)
            }
        };
        let certain = down.certain.total();
        let so_far = down.certain.union(&down.unknown).union(&down.running).total();
        let most_down = so_far + base.most.clip(future).total();
        let as_of = self.as_of;
        trace.step(|| Step::Foreseen { as_of, greatest_base, least_base, down: certain, most_down, plannable_from });
        if greatest_base == Millis::ZERO {
            (Verdict::NotOwed, Stage::Decided)
        } else if certain > self.allowed(greatest_base) {
            let stands = down.explained > self.allowed(greatest_base);
            (Verdict::Missed, if stands { Stage::Decided } else { Stage::Revisable })
        } else if least_base > Millis::ZERO && most_down <= self.allowed(least_base) {
            (Verdict::Met, Stage::Decided)
        } else {
            (Verdict::Open, Stage::Revisable)
        }
    }

    /// From when on downtime can still be planned that is not yet; `None` where nothing is planned by agreement.
    fn plannable_from(&self) -> Option<Instant> {
        let leads = self.program.agreed_rules().map(|rule| rule.rule.lead.unwrap_or(Millis::ZERO));
        leads.min().map(|lead| self.as_of + lead)
    }

    fn compared(&self, base: Millis, down: Millis) -> Step {
        Step::Compared { target: self.target, base, down, allowed: self.allowed(base) }
    }

    /// The most that the target allows: `(base − down) / base ≥ target` in whole milliseconds.
    fn allowed(&self, base: Millis) -> Millis {
        Millis(self.target.allows_missing(base.0))
    }

    fn nothing(&self) -> Availability {
        Availability {
            period: self.judged,
            window: Millis::ZERO,
            planned: Millis::ZERO,
            base: Millis::ZERO,
            down: Millis::ZERO,
            unknown: Millis::ZERO,
            target: self.target,
            budget: Millis::ZERO,
        }
    }
}
