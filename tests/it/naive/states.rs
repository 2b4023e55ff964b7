//! When a service, or a part of it, was out, and when that is not known, from the text of 2.3: what records say.
//! Checks of monitoring are left to `checks`, whether an outage counts to `counts`.

use super::{checks, counts, facts::Fact, words};
use klausel::{
    Id,
    event::{Happening, State, StateChange},
    model::{BeforeFirst, Contradicted, DownWhen, Model, OutageRule, Service},
    time::{Instant, Interval},
};
use std::{collections::BTreeSet, sync::Arc};

/// The service as a whole, or a part.
pub(super) type Part = Option<Id>;

/// A time during which the service or a part was out in one state, for one cause, at one place: "maximal outages, merged
/// per place and cause".
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outage {
    pub(super) interval: Interval,
    pub(super) state: State,
    pub(super) degree: Option<Id>,
    pub(super) place: Option<Id>,
    pub(super) cause: Option<Id>,
    /// When it was first reported.
    pub(super) reported: Option<Instant>,
    /// Since when it was up before; `None`: another state was before.
    pub(super) up_since: Option<Instant>,
    /// Whether it has ended; else it runs as of.
    pub(super) has_ended: bool,
}

/// Why time is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// It was down or up.
    DownOrUp,
    /// Nothing observed it.
    Unobserved,
}

/// What is said of the service or of a part by one stream of facts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Track {
    pub(super) part: Part,
    pub(super) outages: Vec<Outage>,
    pub(super) unclear: Vec<(Interval, Unclear)>,
}

/// What the contract says of outages, where it says anything.
pub(super) fn rule(model: &Model) -> Option<&OutageRule> {
    model.outage.as_ref().map(|clause| &clause.body)
}

/// How many parts must be down: "a service of parts is down when any part is (choices: all, at least k)".
pub(super) fn needed(service: &Service) -> usize {
    match service.down_when.unwrap_or(DownWhen::AnyPart) {
        _ if service.parts.is_empty() => 1,
        DownWhen::AnyPart => 1,
        DownWhen::AllParts => service.parts.len(),
        DownWhen::AtLeast(k) => k as usize,
    }
}

/// Since when what was before all facts is shown, and up to when anything is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) ever: Instant,
    pub(super) as_of: Instant,
}

/// What facts in their order say of a service.
pub(super) fn tracks(model: &Model, service: &Service, facts: &[Fact], span: Span) -> Vec<Track> {
    // "Parts that the contract does not name take nothing down" where it takes several.
    let is_named = |part: Option<&str>| {
        needed(service) <= 1 || part.is_none_or(|word| service.parts.contains(&words::name(model, word)))
    };
    let is_about = |fact: &&Fact| match &fact.event.says {
        Happening::State(change) => is_named(change.part.as_deref()),
        Happening::Probe(probe) => is_named(probe.part.as_deref()),
        _ => true,
    };
    let facts: &[Fact] = &facts.iter().filter(is_about).cloned().collect::<Vec<_>>();
    let mut all = checks::tracks(model, facts, span);
    let is_checked = !all.is_empty();
    let before_first = rule(model).and_then(|rule| rule.before_first).filter(|_| !is_checked);
    let records: Vec<(&Fact, &StateChange)> =
        facts.iter().filter_map(|fact| state(fact).map(|change| (fact, change))).collect();
    if records.is_empty() {
        if before_first == Some(BeforeFirst::Unknown) {
            let unclear = vec![(Interval::new(span.ever, span.as_of), Unclear::DownOrUp)];
            all.push(Track { part: None, outages: Vec::new(), unclear });
        }
        return all;
    }
    let named = |change: &StateChange| change.part.as_deref().map(|word| words::name(model, word));
    let takes_parts = needed(service) > 1;
    let parts: BTreeSet<Part> = match takes_parts {
        true => service.parts.iter().cloned().map(Some).collect(),
        false => records.iter().map(|(_, change)| named(change)).chain([None]).collect(),
    };
    // "Records that name an incident make a state of its own."
    let incidents: BTreeSet<Option<Arc<str>>> = records.iter().map(|(_, change)| change.incident.clone()).collect();
    for part in &parts {
        // "What is recorded of the service as a whole is recorded of each part."
        let about: Vec<_> =
            records.iter().copied().filter(|(_, said)| said.part.is_none() || named(said) == *part).collect();
        for incident in &incidents {
            let its: Vec<_> = about.iter().copied().filter(|(_, said)| said.incident == *incident).collect();
            // What was before the first record is said once: before the first incident there was none.
            let is_first = its.first().zip(about.first()).is_some_and(|(own, first)| own.0 == first.0);
            let before = before_first.filter(|_| is_first);
            all.push(history(model, part.clone(), &its, before, span));
        }
    }
    all
}

pub(super) fn state(fact: &Fact) -> Option<&StateChange> {
    match &fact.event.says {
        Happening::State(change) => Some(change),
        _ => None,
    }
}

/// "It holds from an event to the next, also from before the period."
fn history(
    model: &Model,
    part: Part,
    its: &[(&Fact, &StateChange)],
    before_first: Option<BeforeFirst>,
    span: Span,
) -> Track {
    let contradicted = rule(model).and_then(|rule| rule.contradicted).unwrap_or(Contradicted::RecordStands);
    let mut history = History::default();
    let mut unclear = Vec::new();
    let mut last: Option<Instant> = None;
    for group in its.chunk_by(|(a, _), (b, _)| a.at == b.at && a.rank() == b.rank()) {
        let (fact, first) = group[0];
        let at = fact.at;
        // Of what was closed when it became known, an event says nothing.
        let reach = fact.reach.unwrap_or(span.ever).max(span.ever).min(at);
        match (last, first.previous, before_first) {
            // "Observed beats claimed: a contradicting `previous` is listed (choice: it makes the time since the last
            // event unknown)."
            (Some(last), Some(previous), _) => {
                if previous != history.state() && contradicted == Contradicted::Unknown {
                    unclear.push((Interval::new(last.max(reach), at), Unclear::DownOrUp));
                }
            }
            (Some(_), None, _) => {}
            // "Before the first event: the `previous` state which that event states, else the default of its source
            // (choices: up, unknown, the earliest known state projected back)."
            (None, Some(previous), _) => {
                if previous != State::Up {
                    history.begin(out(model, previous, None, Interval::new(reach, at)));
                }
                if before_first == Some(BeforeFirst::Unknown) {
                    unclear.push((Interval::new(span.ever, reach), Unclear::DownOrUp));
                }
            }
            (None, None, Some(BeforeFirst::Earliest)) if first.state != State::Up => {
                history.begin(out(model, first.state, Some(first), Interval::new(reach, at)));
            }
            (None, None, Some(BeforeFirst::Unknown)) => {
                unclear.push((Interval::new(span.ever, at), Unclear::DownOrUp));
            }
            (None, None, _) => {}
        }
        let sequenced = group.windows(2).all(|pair| pair[0].0.is_ordered(pair[1].0));
        // "State events are taken in the order in which each is a change, so a pair of down and up leaves the state as it
        // was."
        let said: BTreeSet<State> = group.iter().map(|(_, change)| change.state).collect();
        let is_pair = !sequenced && said.len() == 2 && said.contains(&history.state());
        for (_, change) in group.iter().filter(|_| !is_pair) {
            match change.state {
                State::Up => history.end(at),
                state => history.turn(out(model, state, Some(change), Interval::new(at, at)), last),
            }
        }
        last = Some(at);
    }
    let outages = history.finish(span.as_of);
    if let (Some(first), Some((before, _))) = (outages.first(), unclear.first_mut()) {
        // What a report shows to have been down before the first record is known.
        let counted = counts::interval(model, first);
        if before.from == span.ever && first.interval.from == before.until {
            before.until = before.until.min(counted.from);
        }
    }
    Track { part, outages, unclear }
}

/// An outage as a record tells it; what another state is said of says nothing of its place or cause.
fn out(model: &Model, state: State, change: Option<&StateChange>, interval: Interval) -> Outage {
    let named = |word: Option<&Arc<str>>| word.map(|word| words::name(model, word));
    Outage {
        interval,
        state,
        degree: named(change.and_then(|change| change.degree.as_ref())),
        place: named(change.and_then(|change| change.place.as_ref())),
        cause: named(change.and_then(|change| change.cause.as_ref())),
        reported: change.and_then(|change| change.reported).map(|at| words::cut(model, at)),
        up_since: None,
        has_ended: false,
    }
}

/// One state after the other.
#[derive(Default)]
pub(super) struct History {
    /// All outages, in order.
    all: Vec<Outage>,
    /// Those since it was last up; the last of them holds.
    now: Vec<Outage>,
}

impl History {
    pub(super) fn state(&self) -> State {
        self.now.last().map_or(State::Up, |outage| outage.state)
    }

    pub(super) fn begin(&mut self, outage: Outage) {
        self.now = vec![outage];
    }

    /// An outage, or another place or cause of the one that runs: "what a later record of one outage does not say again
    /// still holds".
    pub(super) fn turn(&mut self, mut next: Outage, last_told: Option<Instant>) {
        let at = next.interval.from;
        let Some(held) = self.now.last_mut() else {
            next.up_since = Some(last_told.unwrap_or(Instant::MIN));
            return self.begin(next);
        };
        next.place = next.place.or(held.place.clone());
        next.cause = next.cause.or(held.cause.clone());
        if next.state == held.state {
            next.degree = next.degree.or(held.degree.clone());
        }
        let reported = held.reported.or(next.reported);
        if (next.state, &next.degree, &next.place, &next.cause) != (held.state, &held.degree, &held.place, &held.cause)
        {
            held.interval.until = at;
            held.has_ended = true;
            self.now.push(next);
        }
        // Whoever reports it reports all of it.
        self.now.iter_mut().for_each(|outage| outage.reported = reported);
    }

    pub(super) fn end(&mut self, at: Instant) {
        if let Some(held) = self.now.last_mut() {
            held.interval.until = at;
            held.has_ended = true;
        }
        self.all.append(&mut self.now);
    }

    /// "A running outage lasts to as of."
    pub(super) fn finish(mut self, as_of: Instant) -> Vec<Outage> {
        let runs = self.now.len();
        self.end(as_of);
        if let (Some(last), true) = (self.all.last_mut(), runs > 0) {
            last.has_ended = false;
        }
        self.all
    }
}

/// The readings of a reading in which state events of one instant contradict each other: "two values of one fact are
/// disputed", so exactly one of them stands.
pub(super) fn untied(model: &Model, facts: Vec<Fact>) -> Vec<Vec<Fact>> {
    for (place, fact) in facts.iter().enumerate() {
        let Some(change) = state(fact) else { continue };
        let of_part = |said: &StateChange| said.part.is_none() || change.part.is_none() || said.part == change.part;
        let is_about =
            |other: &Fact| state(other).is_some_and(|said| said.incident == change.incident && of_part(said));
        let is_tied = |other: &&Fact| other.at == fact.at && other.rank() == fact.rank() && is_about(other);
        let group: Vec<&Fact> = facts[place..].iter().filter(is_tied).collect();
        let sequenced = group.windows(2).all(|pair| pair[0].is_ordered(pair[1]));
        if sequenced || group.iter().all(|other| state(other) == Some(change)) {
            continue;
        }
        let before: Vec<_> = facts[..place].iter().filter_map(|other| state(other).map(|said| (other, said))).collect();
        let before: Vec<_> = before.into_iter().filter(|(other, _)| is_about(other)).collect();
        let span = Span { ever: Instant::MIN, as_of: fact.at };
        let now = match before.is_empty() {
            true => change.previous.unwrap_or(State::Up),
            false => {
                let track = history(model, None, &before, None, span);
                let running = track.outages.last().filter(|outage| !outage.has_ended);
                running.map_or(State::Up, |outage| outage.state)
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
