//! What the facts about a service come to as of an instant, read once for all the periods that are asked for.
//! What a period makes of it is left to `availability`.

use super::{
    Instants,
    cover::has_runs,
    excluded::{Excluded, excluded},
    facts::{Horizon, select},
    outages::{Outage, States, Unclear, states},
    planned::{Agreement, agreements},
};
use crate::{
    compile::{Fact, Program, ServicePromise},
    event::Unused,
    time::{Instant, Interval, Intervals, Millis},
};

/// The states of a service, what was agreed about it and what events exclude, as of an instant.
///
/// Time before the first record, for which its state is shown, begins at [`Instant::MIN`] here: a period shows it from its
/// own beginning on.
pub(super) struct Reading<'f> {
    promise: &'f ServicePromise,
    states: States<'f>,
    /// For each outage, until when it or one before it lasts.
    lasts_until: Vec<Instant>,
    /// When the first of all facts was.
    first_at: Option<Instant>,
    pub(super) agreements: Vec<Agreement<'f>>,
    pub(super) excluded: Vec<Excluded<'f>>,
}

impl<'f> Reading<'f> {
    /// Reads the facts about a service; `listed` takes those that decide nothing.
    pub(super) fn of(
        program: &Program,
        promise: &'f ServicePromise,
        facts: &'f [Fact],
        instants: Instants,
        listed: &mut Vec<Unused>,
    ) -> Reading<'f> {
        let horizon = Horizon { as_of: instants.as_of, known_as_of: instants.known_as_of };
        let selection = select(facts, horizon, listed);
        let states = states(&selection.facts, promise, instants.as_of, listed);
        let agreements = agreements(program, &selection.facts, &states.outages, listed);
        let excluded = excluded(&selection.facts, instants.as_of, listed);
        let last = |last: &mut Instant, outage: &Outage<'_>| {
            *last = outage.interval.until.max(*last);
            Some(*last)
        };
        let lasts_until = states.outages.iter().scan(Instant::MIN, last).collect();
        let first_at = selection.facts.first().map(|first| first.at);
        Reading { promise, states, lasts_until, first_at, agreements, excluded }
    }

    /// The states as a period sees them: all of them where whole runs of downtime are judged, which may begin before it;
    /// else those that touch it.
    pub(super) fn states_in(&self, period: Interval) -> States<'f> {
        let all = self.states.outages.as_slice();
        let touching = if has_runs(self.promise) {
            all
        } else {
            let first = self.lasts_until.partition_point(|until| *until <= period.from);
            let end = all.partition_point(|outage| outage.interval.from < period.until);
            all.get(first..end).unwrap_or_default()
        };
        let since = self.shown_since(period);
        let seen = |outage: &Outage<'f>| {
            let outage = outage.seen_from(since);
            let touches = !outage.interval.intersect(period).is_empty();
            (touches || (has_runs(self.promise) && !outage.interval.is_empty())).then_some(outage)
        };
        let mut outages: Vec<Outage<'f>> = touching.iter().filter_map(seen).collect();
        outages.sort_by(|a, b| a.order().cmp(&b.order()));
        let unclear = self.states.unclear.iter().map(|unclear| Unclear {
            why: unclear.why,
            part: unclear.part,
            intervals: seen_from(&unclear.intervals, since),
        });
        States {
            outages,
            disputed: self.states.disputed.clone(),
            disputed_by: self.states.disputed_by.clone(),
            unclear: unclear.filter(|unclear| !unclear.intervals.is_empty()).collect(),
            is_checked: self.states.is_checked,
        }
    }

    /// From when on a state that held before the first record is shown: from the period's beginning, or, where whole runs
    /// of downtime count, by whole minutes so long before it and all records that none of them is cut.
    fn shown_since(&self, period: Interval) -> Instant {
        let minute = Millis::minutes(1).0;
        let shortest = self.promise.counting.shortest.as_ref().map_or(0, |chosen| chosen.value.0);
        let earlier = self.first_at.map_or(0, |first| period.from.since(first).0);
        let minutes = shortest.saturating_add(earlier).saturating_add(minute) / minute;
        if has_runs(self.promise) { period.from - Millis(minutes.saturating_mul(minute)) } else { period.from }
    }
}

impl<'f> Outage<'f> {
    /// The outage as a period sees it that begins at an instant: what was before the first record is shown from there on.
    fn seen_from(&self, since: Instant) -> Outage<'f> {
        let from = match self.shown_back_from {
            Some(first) => self.interval.from.max(since.min(first)),
            None => self.interval.from,
        };
        let unclear = seen_from(&self.unclear, since);
        Outage { interval: Interval::new(from, self.interval.until), unclear, ..self.clone() }
    }
}

fn seen_from(time: &Intervals, since: Instant) -> Intervals {
    if time.iter().next().is_none_or(|first| first.from > Instant::MIN) {
        return time.clone();
    }
    time.iter().map(|one| if one.from == Instant::MIN { Interval::new(since, one.until) } else { one }).collect()
}
