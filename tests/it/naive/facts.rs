//! Which events stand, and in which order, from the text of 2.5: identity, corrections, disputes, ties.
//! A dispute is told by its readings: each is one way in which everything may have been. What a reading means for a case
//! or a service is left to the files beside this one.

use super::{closing, planned, states, words};
use klausel::{
    event::{Event, Happening},
    model::Model,
    time::Instant,
};

/// An event that stands, with the instant from which it holds, in the place of the event that it corrects, if any.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    pub(super) event: Event,
    pub(super) at: Instant,
    /// What it says of the time before it holds from here on: what was closed when it became known stays as it was.
    pub(super) reach: Option<Instant>,
    place: Event,
}

/// Up to when facts are looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Horizon {
    pub(super) as_of: Instant,
    pub(super) known_as_of: Instant,
}

impl Fact {
    /// "Order of ties: instant, rank, …"
    pub(super) fn rank(&self) -> i32 {
        self.place.rank
    }

    /// Whether what it says and what another says at the same instant have an order: by rank, or by the sequence of their
    /// source.
    pub(super) fn is_ordered(&self, other: &Fact) -> bool {
        let (a, b) = (&self.place, &other.place);
        a.rank != b.rank || (a.source == b.source && a.seq.is_some() && b.seq.is_some() && a.seq != b.seq)
    }
}

/// More readings than this are not read: then nothing is determined.
pub(super) const MOST: usize = 64;

/// The events of which a contract can make anything: what it does not know at all is no fact of it, and only listed.
pub(super) fn usable(model: &Model, events: &[Event]) -> Vec<Event> {
    let service = &model.services[0].body;
    let usable = |event: &&Event| match &event.says {
        Happening::Prioritised { priority, .. } => words::declared(model, priority).is_some(),
        Happening::Probe(_) => states::rule(model).is_some_and(|rule| rule.check_every.is_some()),
        Happening::Maintenance(_) => planned::rules(model).next().is_some(),
        Happening::Excluded(time) => {
            let cause = time.cause.as_deref().map(|word| words::name(model, word));
            cause.is_some_and(|cause| service.outside_causes.contains(&cause))
        }
        _ => true,
    };
    events.iter().filter(usable).cloned().collect()
}

/// Every way in which the facts about a subject may have been, each in order; one where nothing is disputed.
pub(super) fn readings(model: &Model, events: &[Event], subject: &str, horizon: Horizon) -> Vec<Vec<Fact>> {
    let cut = |event: &Event| {
        let known_at = event.known_at.map(|at| words::cut(model, at));
        Event { at: words::cut(model, event.at), known_at, ..event.clone() }
    };
    // "Known as of K uses events known at or before K."
    let known = events.iter().map(cut).filter(|event| event.known_at() <= horizon.known_as_of).collect();
    let mut readings = Vec::new();
    for one in product(identities(known)) {
        for corrected in product(corrections(one)) {
            let mut facts: Vec<Fact> = corrected.into_iter().flatten().collect();
            facts.retain(|fact| *fact.event.subject == *subject && fact.at <= horizon.as_of);
            for valued in product(values(facts)) {
                readings.push(in_order(valued.into_iter().flatten().collect()));
            }
        }
        if readings.len() > MOST {
            break;
        }
    }
    readings.truncate(MOST);
    for fact in readings.iter_mut().flatten() {
        fact.reach = closing::closed_until(model, fact.event.known_at()).map(|(until, _)| until);
    }
    // What is disputed about another subject is no reading of this one.
    distinct(readings)
}

/// Each reading once.
pub(super) fn distinct(readings: Vec<Vec<Fact>>) -> Vec<Vec<Fact>> {
    let mut distinct: Vec<Vec<Fact>> = Vec::new();
    for reading in readings {
        if !distinct.contains(&reading) {
            distinct.push(reading);
        }
    }
    distinct
}

/// All ways to take one of each.
fn product<T: Clone>(choices: Vec<Vec<T>>) -> Vec<Vec<T>> {
    let mut all = vec![Vec::new()];
    for alternatives in choices {
        let mut next = Vec::new();
        for begun in all {
            for one in &alternatives {
                let mut longer: Vec<T> = begun.clone();
                longer.push(one.clone());
                next.push(longer);
            }
        }
        next.truncate(4 * MOST);
        all = next;
    }
    all
}

/// "Identity is (source, id); without an id it is the place in the input." Of each identity, what may stand.
fn identities(known: Vec<Event>) -> Vec<Vec<Event>> {
    let mut groups: Vec<Vec<Event>> = Vec::new();
    for event in known {
        let same =
            |held: &&mut Vec<Event>| event.id.is_some() && held[0].source == event.source && held[0].id == event.id;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(event),
            None => groups.push(vec![event]),
        }
    }
    groups.into_iter().map(standing).collect()
}

/// "Same id and content: a duplicate, no effect. Same id, other content: the one known later corrects; known at once:
/// disputed."
fn standing(group: Vec<Event>) -> Vec<Event> {
    let mut contents: Vec<Event> = Vec::new();
    let mut group = group;
    // A content was known when it was first known.
    group.sort_by_key(|event| (event.known_at(), event.line));
    for event in group {
        if !contents.iter().any(|held| same_content(held, &event)) {
            contents.push(event);
        }
    }
    let last = contents.iter().map(Event::known_at).max();
    contents.retain(|event| Some(event.known_at()) == last);
    contents
}

fn same_content(a: &Event, b: &Event) -> bool {
    let content = |event: &Event| Event { known_at: None, line: a.line, ..event.clone() };
    content(a) == content(b)
}

/// "A correction names what it replaces": each event with what stands in its place.
fn corrections(events: Vec<Event>) -> Vec<Vec<Vec<Fact>>> {
    let root = |event: &Event| {
        let mut at = event;
        for _ in 0..=events.len() {
            match &at.corrects {
                None => return Some(at.clone()),
                Some(id) => {
                    at = events.iter().find(|other| other.source == at.source && other.id.as_ref() == Some(id))?;
                }
            }
        }
        // A circle of corrections corrects nothing.
        None
    };
    let rooted: Vec<(Option<Event>, Event)> = events.iter().map(|event| (root(event), event.clone())).collect();
    let mut all = Vec::new();
    for (own, event) in &rooted {
        if own.is_none() {
            // What corrects an event that is not there says what it says.
            all.push(vec![vec![fact(event, event)]]);
        }
        if own.as_ref() != Some(event) {
            continue;
        }
        let about: Vec<Event> = rooted
            .iter()
            .filter(|(of, other)| of.as_ref() == Some(event) && other.corrects.is_some())
            .map(|(_, other)| other.clone())
            .collect();
        all.push(corrected(event, &about));
    }
    all
}

/// What stands of an event and of all that corrects it, directly or by way of other corrections.
fn corrected(event: &Event, about: &[Event]) -> Vec<Vec<Fact>> {
    let of = |kind: fn(&Happening) -> bool| about.iter().filter(|one| kind(&one.says)).cloned().collect::<Vec<_>>();
    let sets_priority = |says: &Happening| matches!(says, Happening::Prioritised { .. });
    let sets_category = |says: &Happening| matches!(says, Happening::Categorised { .. });
    // Who corrects a priority or a category that was said with a report leaves the report itself.
    if let Happening::Reported(_) | Happening::Contacted(_) = &event.says {
        let whole = of(|says| !matches!(says, Happening::Prioritised { .. } | Happening::Categorised { .. }));
        let mut stands: Vec<Event> = if whole.is_empty() { vec![event.clone()] } else { last_known(&whole) };
        for kind in [sets_priority as fn(&Happening) -> bool, sets_category] {
            let its = of(kind);
            if !its.is_empty() {
                let values = last_known(&its);
                stands = stands.iter().flat_map(|one| values.iter().map(|value| with_value(one, value))).collect();
            }
        }
        return stands.iter().map(|one| vec![fact(one, if whole.is_empty() { event } else { one })]).collect();
    }
    if about.is_empty() {
        return vec![vec![fact(event, event)]];
    }
    let stands = last_known(about).into_iter().map(|one| {
        // "A correction replaces the earlier value from its beginning." An act or a state says itself when it was.
        let holds = if sets_priority(&one.says) || sets_category(&one.says) { event } else { &one };
        vec![fact(&one, holds)]
    });
    stands.collect()
}

/// "Of several corrections the last known wins, then the sequence, else disputed."
fn last_known(corrections: &[Event]) -> Vec<Event> {
    let last = corrections.iter().map(Event::known_at).max();
    let latest: Vec<&Event> = corrections.iter().filter(|one| Some(one.known_at()) == last).collect();
    // Who corrects a correction corrects it also where both were known at once.
    let is_corrected =
        |one: &&Event| corrections.iter().any(|other| other.corrects.is_some() && other.corrects == one.id);
    let mut wins: Vec<&Event> = latest.iter().copied().filter(|one| !is_corrected(one)).collect();
    if wins.is_empty() {
        wins = latest;
    }
    if wins.iter().all(|one| one.seq.is_some()) {
        let last = wins.iter().map(|one| one.seq).max().flatten();
        wins.retain(|one| one.seq == last);
    }
    let mut stands: Vec<Event> = Vec::new();
    for one in wins {
        let is_value = matches!(one.says, Happening::Prioritised { .. } | Happening::Categorised { .. });
        let same = |held: &Event| held.says == one.says && (is_value || held.at == one.at);
        if !stands.iter().any(same) {
            stands.push(one.clone());
        }
    }
    stands
}

/// A report or contact with another priority or category.
fn with_value(contact: &Event, value: &Event) -> Event {
    let mut contact = contact.clone();
    if let Happening::Reported(said) | Happening::Contacted(said) = &mut contact.says {
        match &value.says {
            Happening::Prioritised { priority, .. } => said.priority = Some(priority.clone()),
            Happening::Categorised { category, .. } => said.category = Some(category.clone()),
            _ => {}
        }
    }
    contact
}

fn fact(event: &Event, place: &Event) -> Fact {
    Fact { event: event.clone(), at: place.at, reach: None, place: place.clone() }
}

/// "Two values of one fact are disputed", unless the sequence of their source orders them.
fn values(facts: Vec<Fact>) -> Vec<Vec<Option<Fact>>> {
    let kind = |fact: &Fact| match fact.event.says {
        Happening::Prioritised { .. } => Some(0),
        Happening::Categorised { .. } => Some(1),
        _ => None,
    };
    let mut all: Vec<Vec<Option<Fact>>> = Vec::new();
    let mut left = facts;
    while !left.is_empty() {
        let first = left.remove(0);
        let same = |other: &Fact| {
            kind(&first).is_some()
                && kind(other) == kind(&first)
                && other.at == first.at
                && other.place.rank == first.place.rank
        };
        let (mut tied, rest): (Vec<Fact>, Vec<Fact>) = left.into_iter().partition(same);
        left = rest;
        tied.push(first);
        let agree = |a: &Fact, b: &Fact| a.event.says == b.event.says;
        let is_clear = |(n, a): (usize, &Fact)| tied[n + 1..].iter().all(|b| a.is_ordered(b) || agree(a, b));
        if tied.iter().enumerate().all(is_clear) {
            all.extend(tied.into_iter().map(|fact| vec![Some(fact)]));
        } else {
            all.push(tied.into_iter().map(Some).collect());
        }
    }
    all
}

/// "Order of ties: instant, rank, source, sequence, id. Same instant, one subject: by the sequence of the source. Without:
/// start before resume before pause before stop."
fn in_order(facts: Vec<Fact>) -> Vec<Fact> {
    let mut left = facts;
    left.sort_by(|a, b| {
        let key = |fact: &Fact| {
            (
                fact.at,
                fact.place.rank,
                turn(&fact.place),
                fact.place.source.clone(),
                fact.place.seq,
                fact.place.id.clone(),
            )
        };
        (key(a), a.place.line).cmp(&(key(b), b.place.line))
    });
    let mut ordered: Vec<Fact> = Vec::new();
    while !left.is_empty() {
        // The first whose source names none before it at that instant.
        let waits = |fact: &Fact| {
            left.iter().any(|other| {
                (other.at, other.place.rank) < (fact.at, fact.place.rank)
                    || (other.at, other.place.rank) == (fact.at, fact.place.rank)
                        && other.place.source == fact.place.source
                        && fact.place.seq.is_some()
                        && other.place.seq.is_some()
                        && other.place.seq < fact.place.seq
            })
        };
        let next = left.iter().position(|fact| !waits(fact)).expect("one is first");
        ordered.push(left.remove(next));
    }
    ordered
}

/// The order of one instant where no source has one: start, change, resume, act, pause, stop. "An act at the instant at
/// which a pause begins is an act."
fn turn(event: &Event) -> u8 {
    match event.says {
        Happening::Reported(_) => 0,
        Happening::Contacted(_) => 1,
        Happening::Prioritised { .. } | Happening::Categorised { .. } => 2,
        Happening::Answered { .. } | Happening::Reopened => 3,
        Happening::Questioned { .. } => 5,
        Happening::Restored => 6,
        Happening::Closed => 7,
        _ => 4,
    }
}
