//! A monitor that stands at an instant and says what each event, and the passing of time, changes.
//! What changes when is left to `turns`, how a change is told to `change`, keeping it all to `state`.

use super::{
    Change, Instants, Monitor, Verdicts,
    change::{Item, changes, items},
    monitor::Whom,
    trace, turns,
    verdicts::Subject,
};
use crate::{
    event::{Event, Unused},
    time::Instant,
    verdict::{EventRef, Judgement, Promise},
};
use std::collections::{BTreeMap, BTreeSet};

/// A monitor that stands at an instant: *as of* and *known as of* then. What is pushed, and time that passes, yields the
/// verdicts that change, as values.
///
/// It reads no clock: the host says how late it is ([`advance`](Watch::advance)), and is told when to come back at the
/// latest ([`next_change_at`](Watch::next_change_at)).
///
/// ```
/// use klausel::{Contract, compile::Program, engine::{Monitor, Watch}, event::read_ndjson, time::Millis, verdict::Verdict};
/// let contract = Contract::read("contract.klausel.md", include_str!("../../contracts/systembetrieb/contract.klausel.md"))?;
/// let monitor = Monitor::new(Program::compile(&contract.model, &contract.places)?);
/// let mut watch = Watch::new(monitor, "2025-03-10T08:00:00+01:00".parse()?);
///
/// let line = r#"{"id":"7","at":"2025-03-10T08:00:00+01:00","source":"desk","type":"case.reported","subject":"INC-1",
///     "data":{"channel":"phone","effect":"outage","extent":"one whole service"}}"#.replace('\n', "");
/// let reported = read_ndjson(line.as_bytes(), 0).next().unwrap().unwrap();
/// let changes = watch.push(reported)?;
/// assert_eq!(changes[0].to.unwrap().verdict, Verdict::Open);
/// let due = changes[0].due_at.unwrap();
/// assert_eq!(due, "2025-03-10T09:00:00+01:00".parse()?);
///
/// // Nobody reacts: a millisecond after the due instant the reaction is missed, and no event is to blame.
/// assert_eq!(watch.next_change_at(), Some(due + Millis(1)));
/// let changes = watch.advance("2025-03-10T12:00:00+01:00".parse()?);
/// assert_eq!(changes[0].to.unwrap().verdict, Verdict::Missed);
/// assert_eq!((changes[0].at, changes[0].because.len()), (due + Millis(1), 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Watch {
    monitor: Monitor,
    began_at: Instant,
    as_of: Instant,
    watched: BTreeMap<Whom, Watched>,
    /// INVARIANT: the turn of each watched subject that has one, and nothing else.
    turns: BTreeSet<(Instant, Whom)>,
}

/// What was said of a subject last, and when it changes next by itself.
#[derive(Clone, Debug, Default)]
struct Watched {
    items: Vec<Item>,
    turn: Option<Instant>,
}

impl Watch {
    /// A monitor that stands at an instant, with what it knows by then. Services are watched in the measuring periods
    /// from that instant on, or from their first event if that is earlier.
    #[must_use]
    pub fn new(monitor: Monitor, at: Instant) -> Self {
        Self::resumed(monitor, at, at)
    }

    /// A monitor that has stood since one instant and stands at another.
    pub(super) fn resumed(monitor: Monitor, began_at: Instant, as_of: Instant) -> Self {
        let all = monitor.everybody();
        let (watched, turns) = (BTreeMap::new(), BTreeSet::new());
        let mut watch = Watch { monitor, began_at, as_of, watched, turns };
        all.iter().for_each(|whom| watch.review(whom, &[], &mut Vec::new()));
        watch
    }

    /// Takes an event and says what it changes as of now. One that is to happen, or to become known, changes nothing yet.
    ///
    /// # Errors
    /// [`Unused`] where the contract cannot use it; the monitor lists it all the same.
    pub fn push(&mut self, event: Event) -> Result<Vec<Change>, Unused> {
        let fact = self.monitor.bind(event)?;
        let (whom, because) = (Whom::of(&fact), trace::event(&fact));
        let effective = turns::used_from(&fact) <= self.as_of;
        self.monitor.keep(fact);
        let mut found = Vec::new();
        self.review(&whom, if effective { std::slice::from_ref(&because) } else { &[] }, &mut found);
        Ok(found)
    }

    /// Takes a batch and says what all of it changes as of now; what the contract cannot use is listed.
    pub fn push_all(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<Change> {
        let mut about: BTreeMap<Whom, Vec<(Instant, EventRef)>> = BTreeMap::new();
        for event in events {
            // What cannot be used is listed by the monitor.
            let Ok(fact) = self.monitor.bind(event) else { continue };
            let because = about.entry(Whom::of(&fact)).or_default();
            if turns::used_from(&fact) <= self.as_of {
                because.push((fact.known_at, trace::event(&fact)));
            }
            self.monitor.keep(fact);
        }
        let mut found = Vec::new();
        for (whom, because) in about {
            self.review(&whom, &in_order(because), &mut found);
        }
        found
    }

    /// Takes a batch that became known at one instant: an event that says itself when it became known keeps that.
    pub fn push_known_at(&mut self, known_at: Instant, events: impl IntoIterator<Item = Event>) -> Vec<Change> {
        self.push_all(events.into_iter().map(|event| event.known_by(known_at)))
    }

    /// Lets time pass until an instant and says what changes by it, each change at its own instant. Time never goes back.
    pub fn advance(&mut self, to: Instant) -> Vec<Change> {
        let mut found = Vec::new();
        while let Some(at) = self.next_change_at().filter(|at| *at <= to) {
            self.as_of = at;
            let now: Vec<Whom> =
                self.turns.iter().take_while(|(turn, _)| *turn == at).map(|(_, whom)| whom.clone()).collect();
            for whom in now {
                let facts = self.monitor.facts(&whom).iter().filter(|fact| turns::used_from(fact) == at);
                let because = facts.map(|fact| (fact.known_at, trace::event(fact))).collect();
                self.review(&whom, &in_order(because), &mut found);
            }
        }
        self.as_of = self.as_of.max(to);
        found
    }

    /// The first instant at which a verdict or a stage changes if nothing more happens or becomes known than what was
    /// pushed: exact, and known without judging anything. `None`: never.
    #[must_use]
    pub fn next_change_at(&self) -> Option<Instant> {
        self.turns.first().map(|(at, _)| *at)
    }

    /// The instant at which it stands.
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// *As of* and *known as of*: both the instant at which it stands.
    #[must_use]
    pub fn instants(&self) -> Instants {
        Instants { as_of: self.as_of, known_as_of: self.as_of }
    }

    /// Since when it has stood.
    #[must_use]
    pub fn began_at(&self) -> Instant {
        self.began_at
    }

    /// The events, to ask about other instants.
    #[must_use]
    pub fn monitor(&self) -> &Monitor {
        &self.monitor
    }

    /// The judgements on one subject as of now, without reasons.
    #[must_use]
    pub fn judgements(&self, subject: &Subject) -> Vec<Judgement> {
        self.monitor.judgements(subject, self.instants())
    }

    /// The judgements on one promise to a subject as of now, with their reasons.
    #[must_use]
    pub fn why(&self, subject: &Subject, promise: Promise) -> Vec<Judgement> {
        self.monitor.why(subject, promise, self.instants())
    }

    /// Everything that the events come to as of now: the same as all events at once would.
    #[must_use]
    pub fn finish(&self) -> Verdicts {
        self.monitor.finish(Some(self.as_of), Some(self.as_of))
    }

    /// Judges a subject again, says what is another, and finds out when it changes next by itself.
    fn review(&mut self, whom: &Whom, because: &[EventRef], found: &mut Vec<Change>) {
        let facts = self.monitor.facts(whom);
        let instants = self.instants();
        let used = facts.iter().filter(|fact| turns::used_from(fact) <= self.as_of);
        let since = used.map(|fact| fact.at).min().map_or(self.began_at, |first| first.min(self.began_at));
        let judgements = turns::judged(&self.monitor, whom, since, instants);
        let watched = self.watched.entry(whom.clone()).or_default();
        if let Some(first) = judgements.first() {
            changes(&watched.items, &judgements, &first.subject, self.as_of, because, found);
        } else if let (Whom::Case(subject) | Whom::Occasion(_, subject), false) = (whom, watched.items.is_empty()) {
            changes(&watched.items, &[], subject, self.as_of, because, found);
        }
        let turn = turns::next(&self.monitor, whom, since, instants);
        let before = std::mem::replace(watched, Watched { items: items(&judgements), turn }).turn;
        if let Some(before) = before {
            self.turns.remove(&(before, whom.clone()));
        }
        self.turns.extend(turn.map(|turn| (turn, whom.clone())));
    }
}

/// Events in the order in which they became known, then happened.
fn in_order(mut events: Vec<(Instant, EventRef)>) -> Vec<EventRef> {
    events.sort_by(|(a_known, a), (b_known, b)| {
        (a_known, a.at, &a.source, &a.id).cmp(&(b_known, b.at, &b.source, &b.id))
    });
    events.into_iter().map(|(_, event)| event).collect()
}
