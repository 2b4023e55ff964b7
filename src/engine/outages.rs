//! The maximal outages of a service from its state events, per incident, part, place and cause.
//! Whether an outage counts is left to `counting`.

use super::{
    facts::{Standing, unused},
    order::is_sequenced,
};
use crate::{
    compile::{Fact, Said, StateSaid},
    event::{State, Unused, UnusedReason},
    name::Id,
    time::{Instant, Interval, Intervals},
};
use std::{collections::BTreeMap, sync::Arc};

/// A time during which a service, or a part of it, was down or impaired.
#[derive(Clone, Debug)]
pub(super) struct Outage<'f> {
    /// Until as of where it still runs.
    pub(super) interval: Interval,
    pub(super) state: State,
    pub(super) began: &'f Fact,
    pub(super) ended: Option<&'f Fact>,
    pub(super) place: Option<Id>,
    pub(super) cause: Option<Id>,
}

/// The states of a service up to as of.
#[derive(Debug, Default)]
pub(super) struct States<'f> {
    /// By beginning.
    pub(super) outages: Vec<Outage<'f>>,
    /// When sources dispute the state.
    pub(super) disputed: Intervals,
    pub(super) disputed_by: Vec<&'f Fact>,
}

/// The outages that state events make. A state that held before the first event is shown from `since` on.
pub(super) fn states<'f>(
    facts: &[Standing<'f>],
    since: Instant,
    as_of: Instant,
    listed: &mut Vec<Unused>,
) -> States<'f> {
    let changes: Vec<Change<'f>> = facts.iter().filter_map(Change::of).collect();
    let mut service = Service { since, streams: BTreeMap::new(), states: States::default(), disputed: Vec::new() };
    for same in changes.chunk_by(|a, b| a.at == b.at && a.place.rank == b.place.rank) {
        let mut by_incident: BTreeMap<&Option<Arc<str>>, Vec<Change<'f>>> = BTreeMap::new();
        for change in same {
            by_incident.entry(&change.said.incident).or_default().push(*change);
        }
        for (incident, same) in by_incident {
            let in_sequence = same.windows(2).all(|pair| match pair {
                [a, b] => is_sequenced(a.place, b.place),
                _ => true,
            });
            if in_sequence {
                same.iter().for_each(|change| service.take(incident, std::slice::from_ref(change), listed));
            } else {
                service.take(incident, &same, listed);
            }
        }
    }
    service.finish(as_of)
}

#[derive(Clone, Copy)]
struct Change<'f> {
    at: Instant,
    fact: &'f Fact,
    place: &'f Fact,
    said: &'f StateSaid,
    is_disputed: bool,
}

impl<'f> Change<'f> {
    fn of(standing: &Standing<'f>) -> Option<Change<'f>> {
        match &standing.fact.says {
            Said::State(said) => Some(Change {
                at: standing.at,
                fact: standing.fact,
                place: standing.place,
                said,
                is_disputed: standing.dispute.is_some(),
            }),
            _ => None,
        }
    }
}

struct Service<'f> {
    since: Instant,
    /// What is said apart from incidents, and what is said within each: none ends what another began.
    streams: BTreeMap<Option<Arc<str>>, Tracks<'f>>,
    states: States<'f>,
    disputed: Vec<Interval>,
}

/// The service as a whole, and each part that events name.
type Tracks<'f> = BTreeMap<Option<Arc<str>>, Track<'f>>;

/// The state of the service or of a part.
#[derive(Default)]
struct Track<'f> {
    is_seen: bool,
    now: Now<'f>,
}

#[derive(Clone, Default)]
enum Now<'f> {
    #[default]
    Up,
    Out(Outage<'f>),
    Disputed(Instant),
}

impl<'f> Service<'f> {
    /// Takes up changes of one instant that nothing orders, all of one incident or of none.
    fn take(&mut self, incident: &Option<Arc<str>>, same: &[Change<'f>], listed: &mut Vec<Unused>) {
        let Service { since, streams, states, disputed } = self;
        let tracks = streams.entry(incident.clone()).or_insert_with(|| BTreeMap::from([(None, Track::default())]));
        let mut by_part: BTreeMap<Option<Arc<str>>, Vec<usize>> = BTreeMap::new();
        for (place, change) in same.iter().enumerate() {
            tracks.entry(change.said.part.clone()).or_default();
            by_part.entry(change.said.part.clone()).or_default().push(place);
        }
        if by_part.contains_key(&None) {
            // What is said of the service as a whole is said of each part.
            for part in tracks.keys() {
                let speaks = |change: &Change<'f>| change.said.part.is_none() || change.said.part == *part;
                let places = (0..).zip(same).filter(|(_, change)| speaks(change)).map(|(place, _)| place);
                by_part.insert(part.clone(), places.collect());
            }
        }
        let mut has_ended: Vec<bool> = vec![false; same.len()];
        for (part, places) in by_part {
            let its: Vec<&Change<'f>> = places.iter().filter_map(|place| same.get(*place)).collect();
            let (Some(track), Some(first)) = (tracks.get_mut(&part), its.first()) else { continue };
            track.open(first, *since, listed);
            let was_up = matches!(track.now, Now::Up);
            match agreed(&its, track) {
                Agreed::On(change) => track.set(change, states, disputed),
                Agreed::Unchanged => {}
                Agreed::Disputed => {
                    states.disputed_by.extend(its.iter().map(|change| change.fact));
                    listed.extend(its.iter().map(|change| unused(change.fact, UnusedReason::Disputed)));
                    track.dispute(first.at, states, disputed);
                }
            }
            for place in places {
                if let Some(ended) = has_ended.get_mut(place) {
                    *ended |= !was_up || its.len() > 1;
                }
            }
        }
        for (change, _) in same.iter().zip(has_ended).filter(|(_, ended)| !ended) {
            if change.said.state == State::Up && change.said.previous.is_none() {
                listed.push(unused(change.fact, UnusedReason::UpWithoutDown));
            }
        }
    }

    fn finish(mut self, as_of: Instant) -> States<'f> {
        for track in self.streams.values_mut().flat_map(BTreeMap::values_mut) {
            track.close(as_of, None, &mut self.states, &mut self.disputed);
        }
        self.states.outages.sort_by(|a, b| outage_order(a).cmp(&outage_order(b)));
        // An outage of the service as a whole is one outage, though each part goes through it.
        self.states.outages.dedup_by(|a, b| outage_order(a) == outage_order(b) && std::ptr::eq(a.began, b.began));
        self.states.disputed = Intervals::from_unsorted(self.disputed);
        self.states
    }
}

fn outage_order<'o>(outage: &'o Outage<'_>) -> impl Ord + 'o {
    (outage.interval, outage.state, &outage.place, &outage.cause, &outage.began.source, &outage.began.id)
}

enum Agreed<'c, 'f> {
    On(&'c Change<'f>),
    Unchanged,
    Disputed,
}

/// What changes of one instant that nothing orders come to: each is taken where it is a change, so that a pair of down
/// and up leaves the state as it was; two values of one fact are disputed.
fn agreed<'c, 'f>(its: &[&'c Change<'f>], track: &Track<'f>) -> Agreed<'c, 'f> {
    let Some((first, rest)) = its.split_first() else { return Agreed::Unchanged };
    if its.iter().any(|change| change.is_disputed) {
        return Agreed::Disputed;
    }
    if rest.iter().all(|change| change.said == first.said) {
        return Agreed::On(first);
    }
    let mut states: Vec<State> = its.iter().map(|change| change.said.state).collect();
    states.sort_unstable();
    states.dedup();
    match track.state() {
        Some(now) if states.len() == 2 && states.contains(&now) => Agreed::Unchanged,
        _ => Agreed::Disputed,
    }
}

impl<'f> Track<'f> {
    /// The state now; `None` while it is disputed.
    fn state(&self) -> Option<State> {
        match &self.now {
            Now::Up => Some(State::Up),
            Now::Out(outage) => Some(outage.state),
            Now::Disputed(_) => None,
        }
    }

    /// Takes up what an event says of the state before it: before the first event it holds, after it what was observed
    /// does.
    fn open(&mut self, change: &Change<'f>, since: Instant, listed: &mut Vec<Unused>) {
        let previous = change.said.previous;
        if self.is_seen {
            if previous.is_some_and(|previous| self.state().is_some_and(|now| now != previous)) {
                listed.push(unused(change.fact, UnusedReason::PreviousContradicts));
            }
            return;
        }
        self.is_seen = true;
        if let Some(state @ (State::Down | State::Degraded)) = previous {
            let interval = Interval::new(since.min(change.at), change.at);
            self.now = Now::Out(Outage { interval, state, began: change.fact, ended: None, place: None, cause: None });
        }
    }

    fn set(&mut self, change: &Change<'f>, states: &mut States<'f>, disputed: &mut Vec<Interval>) {
        let said = change.said;
        if said.state == State::Up {
            self.close(change.at, Some(change.fact), states, disputed);
            return;
        }
        // What a later event does not say again still holds of the same outage.
        let (place, cause) = match &self.now {
            Now::Out(outage) => (
                said.place.clone().or_else(|| outage.place.clone()),
                said.cause.clone().or_else(|| outage.cause.clone()),
            ),
            Now::Up | Now::Disputed(_) => (said.place.clone(), said.cause.clone()),
        };
        if let Now::Out(outage) = &self.now
            && outage.state == said.state
            && outage.place == place
            && outage.cause == cause
        {
            return;
        }
        self.close(change.at, Some(change.fact), states, disputed);
        let interval = Interval::new(change.at, change.at);
        self.now = Now::Out(Outage { interval, state: said.state, began: change.fact, ended: None, place, cause });
    }

    fn dispute(&mut self, at: Instant, states: &mut States<'f>, disputed: &mut Vec<Interval>) {
        if !matches!(self.now, Now::Disputed(_)) {
            self.close(at, None, states, disputed);
            self.now = Now::Disputed(at);
        }
    }

    fn close(&mut self, at: Instant, ended: Option<&'f Fact>, states: &mut States<'f>, disputed: &mut Vec<Interval>) {
        match std::mem::take(&mut self.now) {
            Now::Up => {}
            Now::Out(outage) => {
                let interval = Interval::new(outage.interval.from, at);
                if !interval.is_empty() {
                    states.outages.push(Outage { interval, ended, ..outage });
                }
            }
            Now::Disputed(from) => disputed.push(Interval::new(from, at)),
        }
    }
}
