//! The downtime of a service in its base: which outages count, and what time is unknown or leaves the base for that.
//! Finding outages is left to `outages`, how their time adds up to `cover`, the verdict to `bounds`.

use super::{
    availability::{Base, Service},
    clock::by_default,
    counting::{Counts, Finding, counts},
    cover::{Piece, cover, has_runs, runs},
    outages::{Outage, States},
    trace::{self, Trace},
};
use crate::{
    compile::ServicePromise,
    event::State,
    model::{Coinciding, ExcusedTime, Impairments, Unobserved as Then},
    time::{Interval, Intervals},
    verdict::{Choice, OutageFinding, Step, Unobserved},
};

/// Downtime within the base.
pub(super) struct Down {
    pub(super) certain: Intervals,
    /// What is unknown besides: down in the worst case.
    pub(super) unknown: Intervals,
    /// Certain without outages whose explanation may still come.
    pub(super) explained: Intervals,
    /// An outage that still runs, counted or not yet.
    pub(super) running: Intervals,
    /// What leaves the base since nothing observed it, or since it is excused.
    pub(super) out: Intervals,
    /// What leaves the base in the best case only.
    pub(super) contingent: Intervals,
}

/// Pieces of time by what they are, each of the service or of a part.
#[derive(Default)]
struct Pieces<'f> {
    counted: Vec<Piece<'f>>,
    explained: Vec<Piece<'f>>,
    /// Not known whether it counts.
    undecided: Vec<Piece<'f>>,
    /// Not known whether it was down, whatever the contract says of what is not observed.
    unclear: Vec<Piece<'f>>,
    unobserved: Vec<Piece<'f>>,
    running: Vec<Piece<'f>>,
    excused: Vec<Interval>,
    /// Counts while it is not explained.
    unexplained: Vec<Interval>,
}

impl Service<'_> {
    pub(super) fn down<T: Trace>(&self, states: &States<'_>, base: &Base, trace: &mut T) -> Down {
        let findings: Vec<Finding> = states.outages.iter().map(|outage| counts(self.promise, outage)).collect();
        let pieces = pieces(states, &findings);
        let seen = self.seen(&pieces);
        self.say_choices(states, &findings, seen, trace);
        let mut impairments_said = false;
        for (outage, finding) in states.outages.iter().zip(findings) {
            if outage.interval.intersect(seen).is_empty() {
                continue;
            }
            let impaired = outage.state == State::Degraded && self.promise.impairments.value != Impairments::NotCounted;
            if impaired && !std::mem::replace(&mut impairments_said, true) {
                trace.step(|| Step::Chosen(self.promise.impairments.used.clone()));
            }
            trace.step(|| found(outage, finding, &base.owed.clip(self.judged)));
        }
        self.say_unclear(states, seen, trace);
        self.add_up(&pieces, base, trace)
    }

    /// The period, and the whole runs of downtime that reach into it.
    fn seen(&self, pieces: &Pieces<'_>) -> Interval {
        if !has_runs(self.promise) {
            return self.judged;
        }
        let whole = cover(self.promise, pieces.all())
            .iter()
            .filter(|run| !run.intersect(self.judged).is_empty())
            .fold(self.judged, |seen, run| Interval::new(seen.from.min(run.from), seen.until.max(run.until)));
        Interval::new(whole.from, whole.until)
    }

    fn add_up<T: Trace>(&self, pieces: &Pieces<'_>, base: &Base, trace: &mut T) -> Down {
        let then = self.promise.watch.unobserved.value;
        let unobserved_if = |wanted: bool| if wanted { pieces.unobserved.as_slice() } else { &[] };
        let Pieces { counted, undecided: open, unclear, .. } = pieces;
        let of = |lists: &[&[Piece<'_>]]| down_by(self.promise, lists);
        let is_down = then == Then::Down;
        let excused = Intervals::from_unsorted(pieces.excused.iter().copied());
        let undecided = Intervals::from_unsorted(pieces.undecided.iter().map(|(_, interval)| *interval));
        let is_excused = self.promise.counting.coinciding.value == Coinciding::Excused;
        let nothing = Intervals::EMPTY;
        // Excused time wins in the best case where it is not known whether an outage is excused.
        let (best, worst) = match is_excused {
            true => (excused.union(&undecided), excused.clone()),
            false => (nothing.clone(), nothing.clone()),
        };
        let certain_whole = runs(self.promise, &of(&[counted, unobserved_if(is_down)]).minus(&best));
        let in_period = |down: &Intervals| down.clip(self.judged).intersect(&base.owed);
        let certain = in_period(&certain_whole);
        let may_be = matches!(then, Then::Down | Then::Unknown);
        let all = of(&[counted, open, unclear, unobserved_if(may_be)]).minus(&worst);
        let left = |time: &Intervals| time.clip(self.judged).intersect(&base.whole);
        let unknown = in_period(&runs(self.promise, &all)).minus(&certain);
        // What is not explained yet may turn out excused, and then wins over what is.
        let still_open = if is_excused { pieces.unexplained.as_slice() } else { &[] };
        let still_open = Intervals::from_unsorted(still_open.iter().copied());
        let explained = of(&[&pieces.explained, unobserved_if(is_down)]).minus(&best).minus(&still_open);
        let explained = in_period(&runs(self.promise, &explained));
        if has_runs(self.promise) {
            let counting = &self.promise.counting;
            let shortest = counting.shortest.as_ref();
            if let Some(chosen) = shortest {
                trace.step(|| Step::Chosen(chosen.used.clone()));
            }
            if let Some(used) = &counting.whole_minutes {
                trace.step(|| Step::Chosen(used.clone()));
            }
            let reach = certain_whole.iter().filter(|run| !run.intersect(self.judged).is_empty());
            trace.step(|| Step::Runs {
                shortest: shortest.map(|chosen| chosen.value),
                whole_minutes: counting.whole_minutes.is_some(),
                runs: reach.collect(),
            });
        }
        trace.step(|| Step::Down { intervals: certain.clone().into(), down: certain.total() });
        if !unknown.is_empty() {
            trace.step(|| Step::Unknown { intervals: unknown.clone().into(), unknown: unknown.total() });
        }
        // What is or may be down, in the base or not, leaves it for nothing else.
        let mut out = Intervals::EMPTY;
        let mut contingent = Intervals::EMPTY;
        if then == Then::LeavesBase {
            let known = of(&[counted, open, unclear]);
            out = left(&of(&[counted, open, unclear, unobserved_if(true)]).minus(&known)).minus(&all);
            contingent = of(&[counted, unobserved_if(true)]).intersect(&unknown);
        }
        if self.promise.counting.excused_time.value == ExcusedTime::LeavesBase {
            out = out.union(&left(&excused).minus(&all));
            let excludable = undecided.intersect(&of(&[counted, open]).union(&excused));
            contingent = contingent.union(&left(&excludable).intersect(&unknown));
        }
        let running = Intervals::from_unsorted(pieces.running.iter().map(|(_, interval)| *interval));
        let last = match has_runs(self.promise) {
            // A run that ends as of may go on, so that all of it counts.
            true => all.iter().filter(|run| run.until == self.as_of).collect(),
            false => Intervals::EMPTY,
        };
        let running = in_period(&running.union(&last));
        Down { certain, unknown, explained, running, out, contingent }
    }

    /// What is said of what is not observed and of how time counts, and used here.
    fn say_choices<T: Trace>(&self, states: &States<'_>, findings: &[Finding], seen: Interval, trace: &mut T) {
        let unclear =
            |why| states.unclear.iter().any(|unclear| unclear.why == why && !unclear.intervals.clip(seen).is_empty());
        let watch = &self.promise.watch;
        match &watch.before_first {
            Some(before) => trace.step(|| Step::Chosen(before.used.clone())),
            None if states.is_checked => {}
            None => trace.step(|| by_default(Choice::UpWithoutRecord)),
        }
        if let Some(starts) = &self.promise.counting.starts_used {
            trace.step(|| Step::Chosen(starts.clone()));
        }
        if !self.promise.parts.is_empty() {
            trace.step(|| Step::Chosen(self.promise.needed.used.clone()));
            trace.step(|| Step::Parts { parts: self.promise.parts.clone(), needed: self.promise.needed.value });
        }
        if states.is_checked && watch.failed.value.count > 1 {
            trace.step(|| Step::Chosen(watch.failed.used.clone()));
        }
        if unclear(Unobserved::Contradicted) {
            trace.step(|| Step::Chosen(watch.contradicted.used.clone()));
        }
        if unclear(Unobserved::NoChecks) {
            trace.step(|| Step::Chosen(watch.unobserved.used.clone()));
        }
        let counting = &self.promise.counting;
        let here = || states.outages.iter().zip(findings).filter(|(one, _)| !one.interval.intersect(seen).is_empty());
        let of = |wanted: &dyn Fn(&Finding) -> bool| -> Intervals {
            here().filter(|(_, finding)| wanted(finding)).map(|(outage, _)| outage.interval).collect()
        };
        let excused = of(&Finding::is_or_may_be_excused);
        if excused.is_empty() {
            return;
        }
        // Named where both meet, and where it may shorten what counts.
        let meets = !excused.intersect(&of(&|finding| finding.counts == Counts::Yes)).is_empty();
        if meets || counting.coinciding.value == Coinciding::Excused {
            trace.step(|| Step::Chosen(counting.coinciding.used.clone()));
        }
        trace.step(|| Step::Chosen(counting.excused_time.used.clone()));
    }

    /// Time in which the state is not known, by reason and part.
    fn say_unclear<T: Trace>(&self, states: &States<'_>, seen: Interval, trace: &mut T) {
        for unclear in &states.unclear {
            let intervals = unclear.intervals.clip(seen);
            let every = self.promise.watch.check_every.as_ref().filter(|_| unclear.why == Unobserved::NoChecks);
            if !intervals.is_empty() {
                trace.step(|| Step::Unobserved {
                    why: unclear.why,
                    part: unclear.part.cloned(),
                    intervals: intervals.into(),
                    cite: every.map(|(_, cite)| cite.clone()),
                });
            }
        }
        if !states.disputed_by.is_empty() {
            trace.step(|| Step::Disputed {
                events: states.disputed_by.iter().map(|fact| trace::event(fact)).collect(),
                intervals: states.disputed.clip(seen).into(),
            });
        }
    }
}

impl<'f> Pieces<'f> {
    fn all(&self) -> impl Iterator<Item = Piece<'f>> + '_ {
        self.counted.iter().chain(&self.undecided).chain(&self.unclear).chain(&self.unobserved).copied()
    }
}

/// When the service is down by all of these.
fn down_by(promise: &ServicePromise, lists: &[&[Piece<'_>]]) -> Intervals {
    cover(promise, lists.iter().flat_map(|list| list.iter().copied()))
}

fn pieces<'f>(states: &States<'f>, findings: &[Finding]) -> Pieces<'f> {
    let mut pieces = Pieces::default();
    for (outage, finding) in states.outages.iter().zip(findings) {
        let is_down = Intervals::from([outage.interval]).minus(&outage.unclear);
        let its = is_down.iter().map(|interval| (outage.part, interval));
        match finding.counts {
            Counts::Yes => {
                if finding.is_unexplained {
                    pieces.unexplained.extend(is_down.iter());
                } else {
                    pieces.explained.extend(its.clone());
                }
                pieces.counted.extend(its);
            }
            Counts::Unknown => pieces.undecided.extend(its),
            Counts::No if finding.is_or_may_be_excused() => pieces.excused.extend(is_down.iter()),
            Counts::No => {}
        }
        if outage.ended.is_none() {
            pieces.running.push((outage.part, outage.interval));
        }
    }
    for unclear in &states.unclear {
        let its = unclear.intervals.iter().map(|interval| (unclear.part, interval));
        match unclear.why {
            Unobserved::NoChecks => pieces.unobserved.extend(its),
            Unobserved::BeforeFirst | Unobserved::Contradicted | Unobserved::Pending => pieces.unclear.extend(its),
        }
    }
    pieces.unclear.extend(states.disputed.iter().map(|interval| (None, interval)));
    pieces
}

fn found(outage: &Outage<'_>, finding: Finding, owed: &Intervals) -> Step {
    let is_down = Intervals::from([outage.interval]).minus(&outage.unclear);
    Step::Outage(OutageFinding {
        interval: outage.interval,
        state: outage.state,
        part: outage.part.cloned(),
        reported: outage.reported,
        degree: outage.degree.cloned(),
        unclear: outage.unclear.clone().into(),
        began: trace::event(outage.began),
        ended: outage.ended.map(trace::event),
        place: outage.place.cloned(),
        cause: outage.cause.cloned(),
        counts: finding.counts == Counts::Yes,
        decided_by: finding.decided_by,
        in_base: is_down.intersect(owed).total(),
    })
}
