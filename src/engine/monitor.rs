//! Events as they come, kept by subject in memory, in any order.
//! What they come to at an instant is left to `verdicts`, what a new one changes to `watch`.

use crate::{
    compile::{DutyAt, Fact, OccasionAt, Program, Scope, ServiceAt},
    event::{Event, Unused},
    time::Instant,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Takes events and judges them at any instant: `Send`, without a clock, a thread or a file of its own.
///
/// Verdicts are a function of the set of events, so they may be pushed in any order. Who wants to be told what each
/// event changes puts a [`Watch`](super::Watch) over it.
#[derive(Clone, Debug)]
pub struct Monitor {
    program: Program,
    /// Where each case's facts are. INVARIANT: never iterated, so that its order reaches no output.
    places: HashMap<Arc<str>, usize>,
    cases: Vec<Case>,
    services: Vec<(ServiceAt, Vec<Fact>)>,
    /// The facts on each duty that is owed in periods.
    duties: Vec<(DutyAt, Vec<Fact>)>,
    occasions: BTreeMap<(OccasionAt, Arc<str>), Vec<Fact>>,
    /// What was listed before it was judged, each with the instant at which it became known; `None`: always known.
    listed: Vec<(Option<Instant>, Unused)>,
    last_at: Option<Instant>,
}

#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) subject: Arc<str>,
    pub(super) facts: Vec<Fact>,
}

/// Whom facts are about: services in the order of the contract, cases by number, duties in its order, occasions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whom {
    Service(ServiceAt),
    Case(Arc<str>),
    Duty(DutyAt),
    Occasion(OccasionAt, Arc<str>),
}

impl Monitor {
    /// A monitor of a contract, without events.
    #[must_use]
    pub fn new(program: Program) -> Self {
        let services = program.promised_services().map(|(at, _, _)| (at, Vec::new())).collect();
        let rules = (0..).map(DutyAt).zip(program.duty_rules());
        let duties = rules.filter(|(_, rule)| rule.per().is_some()).map(|(at, _)| (at, Vec::new())).collect();
        Monitor {
            program,
            places: HashMap::new(),
            cases: Vec::new(),
            services,
            duties,
            occasions: BTreeMap::new(),
            listed: Vec::new(),
            last_at: None,
        }
    }

    /// The contract.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Takes an event.
    ///
    /// # Errors
    /// [`Unused`] where the contract cannot use it; the monitor lists it all the same.
    pub fn push(&mut self, event: Event) -> Result<(), Unused> {
        self.bind(event).map(|fact| self.keep(fact))
    }

    /// Takes many events; those that the contract cannot use are listed.
    pub fn push_all(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            // Listed by `push`.
            let _ = self.push(event);
        }
    }

    /// Takes a batch that became known at one instant: an event that says itself when it became known keeps that.
    pub fn push_known_at(&mut self, known_at: Instant, events: impl IntoIterator<Item = Event>) {
        self.push_all(events.into_iter().map(|event| event.known_by(known_at)));
    }

    /// Lists what a reader could not make an event of, so that it stands in one list with the rest.
    pub fn list(&mut self, unused: Unused) {
        self.listed.push((None, unused));
    }

    /// The instant of the last event that the contract can use.
    #[must_use]
    pub fn last_at(&self) -> Option<Instant> {
        self.last_at
    }

    /// The cases that events are about, by number.
    #[must_use]
    pub fn cases(&self) -> Vec<Arc<str>> {
        self.cases_by_number().into_iter().map(|case| case.subject.clone()).collect()
    }

    /// The fact that an event is, or its place in the list of what cannot be used.
    pub(super) fn bind(&mut self, event: Event) -> Result<Fact, Unused> {
        let known_at = event.known_at();
        let fact = self.program.bind(event).inspect_err(|unused| self.listed.push((Some(known_at), unused.clone())))?;
        if let Some(misread) = &fact.misread {
            self.listed.push((Some(known_at), Unused::clone(misread)));
        }
        Ok(fact)
    }

    /// Puts a fact with the others about its subject.
    pub(super) fn keep(&mut self, fact: Fact) {
        self.last_at = Some(self.last_at.map_or(fact.at, |last| last.max(fact.at)));
        match &fact.scope {
            Scope::Service(service) => {
                if let Some((_, facts)) = self.services.iter_mut().find(|(at, _)| at == service) {
                    facts.push(fact);
                }
            }
            Scope::Duty(duty) => {
                if let Some((_, facts)) = self.duties.iter_mut().find(|(at, _)| at == duty) {
                    facts.push(fact);
                }
            }
            Scope::Occasion(kind, subject) => {
                self.occasions.entry((*kind, subject.clone())).or_default().push(fact);
            }
            Scope::Case(subject) => {
                let next = self.cases.len();
                let place = match self.places.get(subject) {
                    Some(place) => *place,
                    None => {
                        let subject = subject.clone();
                        self.places.insert(subject.clone(), next);
                        self.cases.push(Case { subject, facts: Vec::new() });
                        next
                    }
                };
                if let Some(case) = self.cases.get_mut(place) {
                    case.facts.push(fact);
                }
            }
        }
    }

    /// The facts about a subject, in no order.
    pub(super) fn facts(&self, whom: &Whom) -> &[Fact] {
        match whom {
            Whom::Service(service) => {
                self.services.iter().find(|(at, _)| at == service).map_or(&[], |(_, facts)| facts.as_slice())
            }
            Whom::Duty(duty) => {
                self.duties.iter().find(|(at, _)| at == duty).map_or(&[], |(_, facts)| facts.as_slice())
            }
            Whom::Occasion(kind, subject) => self.occasions.get(&(*kind, subject.clone())).map_or(&[], Vec::as_slice),
            Whom::Case(subject) => {
                let case = self.places.get(subject).and_then(|place| self.cases.get(*place));
                case.map_or(&[], |case| case.facts.as_slice())
            }
        }
    }

    /// All facts, subject by subject, in the order in which subjects came up.
    pub(super) fn all_facts(&self) -> impl Iterator<Item = &Fact> {
        let services = self.services.iter().flat_map(|(_, facts)| facts);
        let duties = self.duties.iter().flat_map(|(_, facts)| facts);
        let cases = self.cases.iter().flat_map(|case| &case.facts);
        services.chain(cases).chain(duties).chain(self.occasions.values().flatten())
    }

    pub(super) fn services(&self) -> impl Iterator<Item = ServiceAt> {
        self.services.iter().map(|(at, _)| *at)
    }

    /// The duties that are owed in periods.
    pub(super) fn duties(&self) -> impl Iterator<Item = DutyAt> {
        self.duties.iter().map(|(at, _)| *at)
    }

    /// The occasions that events are about, by kind and number.
    pub(super) fn occasions(&self) -> impl Iterator<Item = (OccasionAt, &Arc<str>, &[Fact])> {
        self.occasions.iter().map(|((kind, subject), facts)| (*kind, subject, facts.as_slice()))
    }

    /// Everybody who is judged.
    pub(super) fn everybody(&self) -> Vec<Whom> {
        let services = self.services().map(Whom::Service);
        let cases = self.cases_by_number().into_iter().map(|case| Whom::Case(case.subject.clone()));
        let duties = self.duties().map(Whom::Duty);
        let occasions = self.occasions().map(|(kind, subject, _)| Whom::Occasion(kind, subject.clone()));
        services.chain(cases).chain(duties).chain(occasions).collect()
    }

    pub(super) fn cases_by_number(&self) -> Vec<&Case> {
        let mut cases: Vec<&Case> = self.cases.iter().collect();
        cases.sort_unstable_by(|a, b| a.subject.cmp(&b.subject));
        cases
    }

    /// What was listed before it was judged, with the instant at which it became known.
    pub(super) fn listed(&self) -> &[(Option<Instant>, Unused)] {
        &self.listed
    }

    pub(super) fn set_listed(&mut self, listed: Vec<(Option<Instant>, Unused)>) {
        self.listed = listed;
    }
}

impl Whom {
    pub(super) fn of(fact: &Fact) -> Whom {
        match &fact.scope {
            Scope::Service(service) => Whom::Service(*service),
            Scope::Case(subject) => Whom::Case(subject.clone()),
            Scope::Duty(duty) => Whom::Duty(*duty),
            Scope::Occasion(kind, subject) => Whom::Occasion(*kind, subject.clone()),
        }
    }
}
