//! The state of a service at an instant, from the text of 2.3: what its events say, part by part, and whether an outage
//! counts. What of it lies in the base is left to `availability`.

use super::{facts::Fact, words};
use klausel::{
    Id,
    event::{Happening, State, StateChange},
    model::{Excluded, Model, Service, Unexplained},
    time::Instant,
};
use std::{collections::BTreeSet, sync::Arc};

/// What the time of an outage is: "the order down < out < up never lowers the ratio"; *out* is left to the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// It counts, and nothing still to come can take it out.
    Down,
    /// It counts while its cause or place is unexplained.
    DownUnexplained,
    Unknown,
    /// Up, or an outage that does not count.
    Up,
}

/// What holds of the service, or of a part of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    of: Of,
    state: State,
    place: Option<Id>,
    cause: Option<Id>,
    /// The event since which exactly this holds; a state from before all events holds since the first.
    since: usize,
}

/// Of what a state is: an incident or what is said apart from all, and a part or the service as a whole.
type Of = (Option<Arc<str>>, Option<Arc<str>>);

/// What held of a service and of each of its parts, and since when.
pub(super) struct States(Vec<Vec<(Instant, Held)>>);

impl States {
    pub(super) fn of(model: &Model, facts: &[Fact]) -> States {
        let changes = facts.iter().filter_map(|fact| state(fact).map(|change| (fact, change)));
        // The service as a whole is down where nothing is said of parts. "Events that name an incident make a state of its
        // own; the service is as bad as the worst."
        let own = changes.clone().map(|(_, change)| (change.incident.clone(), change.part.clone()));
        let whole = changes.clone().map(|(_, change)| (change.incident.clone(), None));
        let all: BTreeSet<Of> = own.chain(whole).chain([(None, None)]).collect();
        // What is said of the service as a whole is said of each part.
        let about = |(incident, part): &Of| -> Vec<_> {
            let is_about =
                |change: &StateChange| change.incident == *incident && (change.part.is_none() || change.part == *part);
            changes.clone().filter(|(_, change)| is_about(change)).collect()
        };
        States(all.iter().map(|of| history(model, of, &about(of))).collect())
    }

    /// "A service of parts is down when any part is": what holds of each at an instant.
    pub(super) fn at(&self, at: Instant) -> Vec<&Held> {
        let now = |part: &'_ Vec<(Instant, Held)>| part.iter().rposition(|(since, _)| *since <= at);
        self.0.iter().filter_map(|part| now(part).map(|place| &part[place].1)).collect()
    }
}

fn state(fact: &Fact) -> Option<&StateChange> {
    match &fact.event.says {
        Happening::State(change) => Some(change),
        _ => None,
    }
}

/// "It holds from an event to the next, also from before the period."
fn history(model: &Model, of: &Of, its: &[(&Fact, &StateChange)]) -> Vec<(Instant, Held)> {
    let up = |since| Held { of: of.clone(), state: State::Up, place: None, cause: None, since };
    let mut held = up(0);
    // "Before the first event: the `previous` state which that event states, else up: an outage log says nothing of time
    // without outages."
    if let Some(previous) = its.first().and_then(|(_, change)| change.previous) {
        held.state = previous;
    }
    let mut all = vec![(Instant::MIN, held.clone())];
    let mut since = 0;
    for group in its.chunk_by(|(a, _), (b, _)| a.at == b.at && a.rank() == b.rank()) {
        let sequenced = group.windows(2).all(|pair| pair[0].0.is_ordered(pair[1].0));
        // "State events are taken in the order in which each is a change, so a pair of down and up leaves the state as it
        // was."
        let said: BTreeSet<State> = group.iter().map(|(_, change)| change.state).collect();
        let is_pair = !sequenced && said.len() == 2 && said.contains(&held.state);
        for (_, change) in group.iter().filter(|_| !is_pair) {
            since += 1;
            let named = |word: &Option<Arc<str>>| word.as_deref().map(|word| words::name(model, word));
            let now = match change.state {
                State::Up => up(since),
                state => {
                    // What a later event does not say again still holds of the same outage.
                    let kept = |said: Option<Id>, old: &Option<Id>| said.or(old.clone());
                    let place = kept(named(&change.place), &held.place);
                    let cause = kept(named(&change.cause), &held.cause);
                    Held { of: of.clone(), state, place, cause, since }
                }
            };
            // "Maximal outages, merged per place and cause."
            if (now.state, &now.place, &now.cause) != (held.state, &held.place, &held.cause) {
                held = now;
            }
        }
        all.extend(group.first().map(|(fact, _)| (fact.at, held.clone())));
    }
    all
}

/// The readings of a reading in which state events of one instant contradict each other: "two values of one fact are
/// disputed", so exactly one of them stands.
pub(super) fn untied(model: &Model, facts: Vec<Fact>) -> Vec<Vec<Fact>> {
    for (place, fact) in facts.iter().enumerate() {
        let Some(change) = state(fact) else { continue };
        let is_of_part = |other: &Fact| {
            let of_part = |said: &StateChange| said.part.is_none() || change.part.is_none() || said.part == change.part;
            state(other).is_some_and(|said| said.incident == change.incident && of_part(said))
        };
        let is_tied = |other: &&Fact| other.at == fact.at && other.rank() == fact.rank() && is_of_part(other);
        let group: Vec<&Fact> = facts[place..].iter().filter(is_tied).collect();
        let sequenced = group.windows(2).all(|pair| pair[0].is_ordered(pair[1]));
        if sequenced || group.iter().all(|other| state(other) == Some(change)) {
            continue;
        }
        let before: Vec<Fact> = facts[..place].iter().filter(|other| is_of_part(other)).cloned().collect();
        let now = match before.is_empty() {
            true => change.previous.unwrap_or(State::Up),
            false => {
                let of = (change.incident.clone(), change.part.clone());
                let states = States::of(model, &before);
                states.at(fact.at).iter().find(|held| held.of == of).map_or(State::Up, |held| held.state)
            }
        };
        let said: BTreeSet<Option<State>> = group.iter().map(|other| state(other).map(|said| said.state)).collect();
        if said.len() == 2 && said.contains(&Some(now)) {
            continue;
        }
        let without = |stands: &Fact| {
            let keeps = |other: &&Fact| *other == stands || !group.contains(other);
            untied(model, facts.iter().filter(keeps).cloned().collect())
        };
        return group.iter().copied().flat_map(without).collect();
    }
    vec![facts]
}

impl Held {
    pub(super) fn is_out(&self) -> bool {
        self.state != State::Up
    }

    /// "Each outage counts or not, by place, cause and its own conditions."
    pub(super) fn class(&self, model: &Model, service: &Service) -> Class {
        let rule = model.outage.as_ref().map(|clause| &clause.body);
        // "Which states are down is the contract's: default only *unavailable*, not *degraded*."
        let impairment_counts = rule.and_then(|rule| rule.impairment_counts).unwrap_or(false);
        if self.state == State::Up || (self.state == State::Degraded && !impairment_counts) {
            return Class::Up;
        }
        let excluded = match &service.excluded {
            Some(Excluded::CausedBy(causes)) => Some(causes),
            Some(Excluded::Nothing) | None => None,
        };
        if excluded.zip(self.cause.as_ref()).is_some_and(|(causes, cause)| causes.contains(cause)) {
            return Class::Up;
        }
        // "A service without a handover point counts every outage."
        let point = service.handed_over_at.as_ref();
        let point =
            point.map(|name| &model.handover_points.iter().find(|one| one.name == *name).expect("a point").body);
        let on = |side: &[Id]| self.place.as_ref().is_some_and(|place| side.contains(place));
        if point.is_some_and(|point| on(&point.customer_side)) {
            return Class::Up;
        }
        // "An established outage counts while its cause or place is unexplained, revisable (choice: unknown until stated)."
        let no_place = point.is_some_and(|point| !on(&point.provider_side));
        let no_cause = excluded.is_some() && self.cause.is_none();
        match rule.and_then(|rule| rule.unexplained).unwrap_or(Unexplained::Counts) {
            _ if !no_place && !no_cause => Class::Down,
            Unexplained::Counts => Class::DownUnexplained,
            Unexplained::Unknown => Class::Unknown,
        }
    }
}
