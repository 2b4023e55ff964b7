//! The downtime of a service in its base: which outages count, and what time is unknown or leaves the base for that.
//! Finding outages is left to `outages`, the base and the verdict to `availability`.

use super::{
    availability::{Base, Service},
    clock::by_default,
    counting::{Counts, Finding, counts},
    outages::{Outage, States},
    trace::{self, Trace},
};
use crate::{
    event::State,
    model::{Impairments, Unobserved as Then},
    time::{Interval, Intervals, Millis},
    verdict::{Choice, OutageFinding, Step, Unobserved},
};

/// Downtime within the base.
pub(super) struct Down {
    pub(super) certain: Intervals,
    /// What is unknown besides: down in the worst case.
    pub(super) unknown: Intervals,
    /// Certain without outages whose explanation may still come.
    pub(super) explained: Millis,
    /// An outage that still runs, counted or not yet.
    pub(super) running: Intervals,
    /// What leaves the base since nothing observed it.
    pub(super) out: Intervals,
}

impl Service<'_> {
    pub(super) fn down<T: Trace>(&self, states: &States<'_>, base: &Base, trace: &mut T) -> Down {
        self.say_choices(states, trace);
        let (mut certain, mut explained, mut unknown, mut running) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut impairments_said = false;
        for outage in states.outages.iter().filter(|outage| !outage.interval.intersect(self.judged).is_empty()) {
            let finding = counts(self.promise, outage);
            let is_down = Intervals::from([outage.interval]).minus(&outage.unclear);
            match finding.counts {
                Counts::Yes => {
                    certain.extend(is_down.iter());
                    if !finding.is_unexplained {
                        explained.extend(is_down.iter());
                    }
                }
                Counts::Unknown => unknown.extend(is_down.iter()),
                Counts::No => {}
            }
            if outage.ended.is_none() {
                running.push(outage.interval);
            }
            let impaired = outage.state == State::Degraded && self.promise.impairments.value != Impairments::NotCounted;
            if impaired && !std::mem::replace(&mut impairments_said, true) {
                trace.step(|| Step::Chosen(self.promise.impairments.used.clone()));
            }
            trace.step(|| self.found(outage, finding, &is_down.intersect(&base.owed)));
        }
        let mut unclear = self.unclear(states, trace);
        unknown.extend(unclear.unknown.iter());
        certain.extend(unclear.down.iter());
        explained.extend(unclear.down.iter());
        let in_base = |outages: Vec<Interval>| Intervals::from_unsorted(outages).intersect(&base.owed);
        let certain = in_base(certain);
        let unknown = in_base(unknown).minus(&certain);
        unclear.out = unclear.out.intersect(&base.whole).minus(&certain).minus(&unknown);
        trace.step(|| Step::Down { intervals: certain.clone().into(), down: certain.total() });
        if !unknown.is_empty() {
            trace.step(|| Step::Unknown { intervals: unknown.clone().into(), unknown: unknown.total() });
        }
        Down { certain, unknown, explained: in_base(explained).total(), running: in_base(running), out: unclear.out }
    }

    /// What is said of what is not observed, and used here.
    fn say_choices<T: Trace>(&self, states: &States<'_>, trace: &mut T) {
        let watch = &self.promise.watch;
        match &watch.before_first {
            Some(before) => trace.step(|| Step::Chosen(before.used.clone())),
            None if states.is_checked => {}
            None => trace.step(|| by_default(Choice::UpWithoutRecord)),
        }
        if states.is_checked && watch.failed.value.count > 1 {
            trace.step(|| Step::Chosen(watch.failed.used.clone()));
        }
        if !states.contradicted.clip(self.judged).is_empty() {
            trace.step(|| Step::Chosen(watch.contradicted.used.clone()));
        }
        if !states.unobserved.clip(self.judged).is_empty() {
            trace.step(|| Step::Chosen(watch.unobserved.used.clone()));
        }
    }

    /// What follows from time in which the state is not known.
    fn unclear<T: Trace>(&self, states: &States<'_>, trace: &mut T) -> Unclear {
        let mut say = |why, intervals: &Intervals| {
            let intervals = intervals.clip(self.judged);
            let every = self.promise.watch.check_every.as_ref().filter(|_| why == Unobserved::NoChecks);
            if !intervals.is_empty() {
                let cite = every.map(|(_, cite)| cite.clone());
                trace.step(|| Step::Unobserved { why, intervals: intervals.clone().into(), cite });
            }
            intervals
        };
        let before_first = say(Unobserved::BeforeFirst, &states.before_first);
        let contradicted = say(Unobserved::Contradicted, &states.contradicted);
        let pending = say(Unobserved::Pending, &states.pending);
        let unobserved = say(Unobserved::NoChecks, &states.unobserved);
        let disputed = states.disputed.clip(self.judged);
        if !states.disputed_by.is_empty() {
            trace.step(|| Step::Disputed {
                events: states.disputed_by.iter().map(|fact| trace::event(fact)).collect(),
                intervals: disputed.clone().into(),
            });
        }
        let unknown = before_first.union(&contradicted).union(&pending).union(&disputed);
        let nothing = || Intervals::EMPTY;
        match self.promise.watch.unobserved.value {
            Then::Unknown => Unclear { unknown: unknown.union(&unobserved), down: nothing(), out: nothing() },
            Then::Up => Unclear { unknown, down: nothing(), out: nothing() },
            Then::Down => Unclear { unknown, down: unobserved, out: nothing() },
            Then::LeavesBase => Unclear { unknown, down: nothing(), out: unobserved },
        }
    }

    fn found(&self, outage: &Outage<'_>, finding: Finding, in_base: &Intervals) -> Step {
        Step::Outage(OutageFinding {
            interval: outage.interval,
            state: outage.state,
            degree: outage.degree.cloned(),
            unclear: outage.unclear.clone().into(),
            began: trace::event(outage.began),
            ended: outage.ended.map(trace::event),
            place: outage.place.cloned(),
            cause: outage.cause.cloned(),
            counts: finding.counts == Counts::Yes,
            decided_by: finding.decided_by,
            in_base: in_base.total(),
        })
    }
}

struct Unclear {
    unknown: Intervals,
    down: Intervals,
    out: Intervals,
}
