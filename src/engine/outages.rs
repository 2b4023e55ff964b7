//! The maximal outages of a service from records and checks, per incident, part, place and cause, and unclear time.
//! Whether an outage counts is left to `counting`, how checks are read to `checks`, one part's state to `track`.

use super::{
    checks,
    facts::{Standing, unused},
    order::is_sequenced,
    track::{Agreed, Track, agreed},
};
use crate::{
    compile::{Fact, Said, Watch},
    event::{State, Unused, UnusedReason},
    model::BeforeFirst,
    name::Id,
    time::{Instant, Interval, Intervals},
};
use std::collections::{BTreeMap, BTreeSet};

/// A time during which a service, or a part of it, was down or impaired.
#[derive(Clone, Debug)]
pub(super) struct Outage<'f> {
    /// Until as of where it still runs.
    pub(super) interval: Interval,
    pub(super) state: State,
    pub(super) degree: Option<&'f Id>,
    pub(super) began: &'f Fact,
    pub(super) ended: Option<&'f Fact>,
    pub(super) place: Option<&'f Id>,
    pub(super) cause: Option<&'f Id>,
    /// Time within it of which that is not known.
    pub(super) unclear: Intervals,
}

/// The states of a service up to as of.
#[derive(Debug, Default)]
pub(super) struct States<'f> {
    /// By beginning.
    pub(super) outages: Vec<Outage<'f>>,
    /// When sources dispute the state.
    pub(super) disputed: Intervals,
    pub(super) disputed_by: Vec<&'f Fact>,
    /// When monitoring did not observe it.
    pub(super) unobserved: Intervals,
    /// When it is unknown before the first record.
    pub(super) before_first: Intervals,
    /// When it is unknown since a record contradicts the one before.
    pub(super) contradicted: Intervals,
    /// When checks fail that are not yet as many as an outage takes.
    pub(super) pending: Intervals,
    /// Whether there are checks.
    pub(super) is_checked: bool,
}

/// By what a state is known: each stream has a state of its own, none ends what another began, and any suffices for an
/// outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stream<'f> {
    /// What is recorded apart from incidents, or within one.
    Records(Option<&'f str>),
    Checks,
}

/// A change of state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'f> {
    pub(super) at: Instant,
    pub(super) fact: &'f Fact,
    pub(super) place: &'f Fact,
    pub(super) stream: Stream<'f>,
    pub(super) says: Says<'f>,
    pub(super) is_disputed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Says<'f> {
    pub(super) state: State,
    pub(super) previous: Option<State>,
    pub(super) place: Option<&'f Id>,
    pub(super) cause: Option<&'f Id>,
    pub(super) part: Option<&'f Id>,
    pub(super) degree: Option<&'f Id>,
}

/// The outages that records and checks make. A state that held before the first of them is shown from `since` on.
pub(super) fn states<'f>(
    facts: &[Standing<'f>],
    watch: &Watch,
    since: Instant,
    as_of: Instant,
    listed: &mut Vec<Unused>,
) -> States<'f> {
    let records: Vec<Change<'f>> = facts.iter().filter_map(Change::of).collect();
    let series = checks::series(facts, watch, (since, as_of), listed);
    let mut service = Service {
        since,
        watch,
        streams: BTreeMap::new(),
        told: BTreeSet::new(),
        states: States { is_checked: !series.is_empty(), ..States::default() },
    };
    for same in records.chunk_by(|a, b| a.at == b.at && a.place.rank == b.place.rank) {
        let mut by_stream: BTreeMap<Stream<'f>, Vec<Change<'f>>> = BTreeMap::new();
        for change in same {
            by_stream.entry(change.stream).or_default().push(*change);
        }
        for (stream, same) in by_stream {
            let in_sequence = same.windows(2).all(|pair| match pair {
                [a, b] => is_sequenced(a.place, b.place),
                _ => true,
            });
            if in_sequence {
                same.iter().for_each(|change| service.take(stream, std::slice::from_ref(change), listed));
            } else {
                service.take(stream, &same, listed);
            }
        }
    }
    let (mut unobserved, mut pending) = (Vec::new(), Vec::new());
    for (part, one) in series {
        let track = service.streams.entry(Stream::Checks).or_default().entry(part).or_default();
        track.unclear.extend(one.unobserved.iter().chain(one.before_first));
        track.before_first = one.before_first;
        if let (Some(BeforeFirst::Earliest), Some(first)) =
            (watch.before_first.as_ref().map(|chosen| chosen.value), one.changes.first())
        {
            track.project(first, since);
        }
        for change in &one.changes {
            track.set(change);
        }
        unobserved.extend(one.unobserved.iter());
        pending.extend(one.pending);
    }
    service.states.unobserved = Intervals::from_unsorted(unobserved);
    service.states.pending = Intervals::from_unsorted(pending);
    service.finish(as_of)
}

impl<'f> Change<'f> {
    fn of(standing: &Standing<'f>) -> Option<Change<'f>> {
        let Said::State(said) = &standing.fact.says else { return None };
        Some(Change {
            at: standing.at,
            fact: standing.fact,
            place: standing.place,
            stream: Stream::Records(said.incident.as_deref()),
            says: Says {
                state: said.state,
                previous: said.previous,
                place: said.place.as_ref(),
                cause: said.cause.as_ref(),
                part: said.part.as_ref(),
                degree: said.degree.as_ref(),
            },
            is_disputed: standing.dispute.is_some(),
        })
    }
}

struct Service<'f, 'w> {
    since: Instant,
    watch: &'w Watch,
    streams: BTreeMap<Stream<'f>, Tracks<'f>>,
    /// The parts of which something is recorded; the service as a whole is `None`.
    told: BTreeSet<Option<&'f Id>>,
    states: States<'f>,
}

/// The service as a whole, and each part that events name.
type Tracks<'f> = BTreeMap<Option<&'f Id>, Track<'f>>;

impl<'f> Service<'f, '_> {
    /// Takes up records of one instant that nothing orders, all of one stream.
    fn take(&mut self, stream: Stream<'f>, same: &[Change<'f>], listed: &mut Vec<Unused>) {
        let tracks = self.streams.entry(stream).or_insert_with(|| BTreeMap::from([(None, Track::default())]));
        let mut by_part: BTreeMap<Option<&'f Id>, Vec<usize>> = BTreeMap::new();
        for (place, change) in same.iter().enumerate() {
            tracks.entry(change.says.part).or_default();
            by_part.entry(change.says.part).or_default().push(place);
        }
        if by_part.contains_key(&None) {
            // What is said of the service as a whole is said of each part.
            for part in tracks.keys() {
                let speaks = |change: &Change<'f>| change.says.part.is_none() || change.says.part == *part;
                let places = (0..).zip(same).filter(|(_, change)| speaks(change)).map(|(place, _)| place);
                by_part.insert(*part, places.collect());
            }
        }
        let mut has_ended: Vec<bool> = vec![false; same.len()];
        // Where there are checks, they say what was before the first record.
        let before_first =
            self.watch.before_first.as_ref().filter(|_| !self.states.is_checked).map(|before| before.value);
        let contradicted = self.watch.contradicted.value;
        for (part, places) in by_part {
            let its: Vec<&Change<'f>> = places.iter().filter_map(|place| same.get(*place)).collect();
            let (Some(track), Some(first)) = (tracks.get_mut(&part), its.first()) else {
                continue;
            };
            let before_first = before_first.filter(|_| self.told.insert(part));
            track.open(first, self.since, (before_first, contradicted), listed);
            let was_up = track.is_up();
            match agreed(&its, track) {
                Agreed::On(change) => track.set(change),
                Agreed::Unchanged => {}
                Agreed::Disputed => {
                    self.states.disputed_by.extend(its.iter().map(|change| change.fact));
                    listed.extend(its.iter().map(|change| unused(change.fact, UnusedReason::Disputed)));
                    track.dispute(first.at);
                }
            }
            track.last_at = Some(first.at);
            for place in places {
                if let Some(ended) = has_ended.get_mut(place) {
                    *ended |= !was_up || its.len() > 1;
                }
            }
        }
        for (change, _) in same.iter().zip(has_ended).filter(|(_, ended)| !ended) {
            if change.says.state == State::Up && change.says.previous.is_none() {
                listed.push(unused(change.fact, UnusedReason::UpWithoutDown));
            }
        }
    }

    fn finish(mut self, as_of: Instant) -> States<'f> {
        let before_first = self.watch.before_first.as_ref().map(|before| before.value);
        let is_silent = !self.states.is_checked && self.streams.is_empty();
        let (mut before, mut contradicted, mut disputed) = (Vec::new(), Vec::new(), Vec::new());
        if is_silent && before_first == Some(BeforeFirst::Unknown) {
            before.push(Interval::new(self.since, as_of));
        }
        for mut track in self.streams.into_values().flat_map(BTreeMap::into_values) {
            track.close(as_of, None);
            let unclear = Intervals::from_unsorted(track.unclear);
            before.extend(track.before_first);
            contradicted.extend(track.contradicted);
            disputed.extend(track.disputed);
            self.states.outages.extend(track.outages.into_iter().map(|outage| {
                let unclear = unclear.clip(outage.interval);
                Outage { unclear, ..outage }
            }));
        }
        self.states.outages.sort_by(|a, b| outage_order(a).cmp(&outage_order(b)));
        // An outage of the service as a whole is one outage, though each part goes through it.
        self.states.outages.dedup_by(|a, b| outage_order(a) == outage_order(b) && std::ptr::eq(a.began, b.began));
        self.states.before_first = Intervals::from_unsorted(before);
        self.states.contradicted = Intervals::from_unsorted(contradicted);
        self.states.disputed = Intervals::from_unsorted(disputed);
        self.states
    }
}

fn outage_order<'o>(outage: &'o Outage<'_>) -> impl Ord + 'o {
    (outage.interval, outage.state, &outage.place, &outage.cause, &outage.began.source, &outage.began.id)
}
