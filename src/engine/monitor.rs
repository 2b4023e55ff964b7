//! Events as they come, kept by subject in memory, and the judgements on them at any instant.
//! Judging one subject is left to `judge`; reading events to `event`.

use super::{Instants, Obligation, Silent, Steps, judge_into, periods};
use crate::{
    compile::{Fact, Program, Scope, ServiceAt},
    event::{Event, Unused, UnusedReason},
    time::{Instant, Interval, Millis},
    verdict::{Figures, Judgement, Promise, Verdict},
};
use std::{collections::HashMap, sync::Arc};

/// Takes events and judges them: `Send`, without a clock, a thread or a file of its own.
///
/// Verdicts are a function of the set of events, so they may be pushed in any order.
#[derive(Clone, Debug)]
pub struct Monitor {
    program: Program,
    /// Where each case's facts are. INVARIANT: never iterated, so that its order reaches no output.
    places: HashMap<Arc<str>, usize>,
    cases: Vec<Case>,
    services: Vec<(ServiceAt, Vec<Fact>)>,
    unused: Vec<Unused>,
    last_at: Option<Instant>,
    first_at: Option<Instant>,
}

#[derive(Clone, Debug)]
struct Case {
    subject: Arc<str>,
    facts: Vec<Fact>,
}

/// Whom a question is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A case, by its number.
    Case(Arc<str>),
    /// A service in each of its measuring periods that a range touches.
    Service(ServiceAt, Interval),
}

/// What a contract and its events come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts {
    /// As of when.
    pub as_of: Instant,
    /// Known as of when.
    pub known_as_of: Instant,
    /// The judgements: services in the order of the contract and their periods in time, then cases by number, each
    /// with its reaction before its updates.
    pub judgements: Vec<Judgement>,
    /// Events that were not used, or used otherwise than they say, by their place in the input.
    pub unused: Vec<Unused>,
}

impl Monitor {
    /// A monitor of a contract, without events.
    #[must_use]
    pub fn new(program: Program) -> Self {
        let services = program.promised_services().map(|(at, _, _)| (at, Vec::new())).collect();
        Monitor {
            program,
            places: HashMap::new(),
            cases: Vec::new(),
            services,
            unused: Vec::new(),
            last_at: None,
            first_at: None,
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
        let fact = self.program.bind(event).inspect_err(|unused| self.unused.push(unused.clone()))?;
        if let Some(misread) = &fact.misread {
            self.unused.push(Unused::clone(misread));
        }
        self.first_at = Some(self.first_at.map_or(fact.at, |first| first.min(fact.at)));
        self.last_at = Some(self.last_at.map_or(fact.at, |last| last.max(fact.at)));
        match &fact.scope {
            Scope::Service(service) => {
                if let Some((_, facts)) = self.services.iter_mut().find(|(at, _)| at == service) {
                    facts.push(fact);
                }
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
        Ok(())
    }

    /// Takes many events; those that the contract cannot use are listed.
    pub fn push_all(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            // Listed by `push`.
            let _ = self.push(event);
        }
    }

    /// Lists what a reader could not make an event of, so that it stands in one list with the rest.
    pub fn list(&mut self, unused: Unused) {
        self.unused.push(unused);
    }

    /// The instant of the last event that the contract can use.
    #[must_use]
    pub fn last_at(&self) -> Option<Instant> {
        self.last_at
    }

    /// The cases that events are about, by number.
    #[must_use]
    pub fn cases(&self) -> Vec<Arc<str>> {
        let mut cases: Vec<Arc<str>> = self.cases.iter().map(|case| case.subject.clone()).collect();
        cases.sort_unstable();
        cases
    }

    /// Judges everything: every case, and every service in each period from the first event through *as of*.
    ///
    /// *As of* is by default the last event, *known as of* by default *as of*.
    #[must_use]
    pub fn finish(&self, as_of: Option<Instant>, known_as_of: Option<Instant>) -> Verdicts {
        let as_of = as_of.or(self.last_at).unwrap_or_default();
        let instants = Instants { as_of, known_as_of: known_as_of.unwrap_or(as_of) };
        let from = self.first_at.unwrap_or(as_of).min(as_of);
        self.judge(Interval::new(from, as_of + Millis(1)), None, instants)
    }

    /// Judges a period: the cases whose clock starts in it, and every service in each measuring period that it touches.
    ///
    /// *As of* is by default the earlier of the period's end and the last event, *known as of* by default *as of*.
    #[must_use]
    pub fn judge_period(&self, period: Interval, as_of: Option<Instant>, known_as_of: Option<Instant>) -> Verdicts {
        let by_default = || self.last_at.map_or(period.until, |last| last.min(period.until));
        let as_of = as_of.unwrap_or_else(by_default);
        self.judge(period, Some(period), Instants { as_of, known_as_of: known_as_of.unwrap_or(as_of) })
    }

    /// The judgements on one subject, without reasons.
    #[must_use]
    pub fn judgements(&self, subject: &Subject, instants: Instants) -> Vec<Judgement> {
        self.of(subject, Obligation::Case, instants, &mut Silent)
    }

    /// The judgements on one promise to a subject, with their reasons.
    #[must_use]
    pub fn why(&self, subject: &Subject, promise: Promise, instants: Instants) -> Vec<Judgement> {
        let obligation = match promise {
            Promise::Reaction => Obligation::Reaction,
            Promise::Update => Obligation::Updates,
            Promise::Availability => Obligation::Case,
        };
        let about_service = matches!(subject, Subject::Service(..));
        if about_service != (promise == Promise::Availability) {
            return Vec::new();
        }
        self.of(subject, obligation, instants, &mut Steps::default())
    }

    /// The same judgement with its reason; `None` where these events do not come to it.
    #[must_use]
    pub fn explain(&self, judgement: &Judgement) -> Option<Judgement> {
        let instants = Instants { as_of: judgement.as_of, known_as_of: judgement.known_as_of };
        let subjects = match &judgement.figures {
            Figures::Deadline(_) => vec![Subject::Case(judgement.subject.clone())],
            Figures::Availability(figures) => {
                let mut promised = self.program.promised_services();
                let (service, ..) = promised.find(|(_, id, _)| id.as_str() == &*judgement.subject)?;
                // Of a measuring period outside the term only one end lies in the period itself.
                let ends = [figures.period.from, figures.period.until + Millis(-1)];
                ends.map(|at| Subject::Service(service, Interval::new(at, at + Millis(1)))).into()
            }
        };
        let explained = subjects.iter().flat_map(|subject| self.why(subject, judgement.promise, instants));
        let mut same = explained.filter(|one| one.verdict == judgement.verdict && one.figures == judgement.figures);
        same.next()
    }

    /// When a verdict changes next after *as of* if nothing more happens: the first due instant of an open deadline to
    /// pass, or the instant at which an open availability is decided. `None`: never.
    #[must_use]
    pub fn next_change_at(&self, instants: Instants) -> Option<Instant> {
        let mut found = Vec::new();
        for case in &self.cases {
            judge_into(
                &self.program,
                Obligation::Case,
                &case.facts,
                instants,
                &mut Silent,
                &mut Vec::new(),
                &mut found,
            );
        }
        let open = found.iter().filter(|judgement| judgement.verdict == Verdict::Open);
        let deadlines = open.filter_map(|judgement| match &judgement.figures {
            // Open while as of is not after it, missed from then on.
            Figures::Deadline(deadline) => deadline.due_at.map(|due| due + Millis(1)),
            Figures::Availability(_) => None,
        });
        let services = self.services.iter().filter_map(|(service, facts)| self.decided_at(*service, facts, instants));
        deadlines.chain(services).min()
    }

    /// When the availability of a service in the current period is no longer open if nothing more happens. Time alone
    /// decides it once: what is decided stays so.
    fn decided_at(&self, service: ServiceAt, facts: &[Fact], instants: Instants) -> Option<Instant> {
        let (_, per) = self.program.promise(service)?.target?;
        let period = super::period_of(per, instants.as_of, self.program.zone())?;
        let verdict_at = |as_of: Instant| {
            let obligation = Obligation::Availability { service, period };
            let instants = Instants { as_of, ..instants };
            let judgements = super::judge(&self.program, obligation, facts, instants, &mut Silent);
            judgements.first().map(|judgement| judgement.verdict)
        };
        if verdict_at(instants.as_of)? != Verdict::Open {
            return None;
        }
        let (mut open, mut decided) = (instants.as_of, period.until);
        while decided.since(open) > Millis(1) {
            let middle = open + Millis(decided.since(open).0 / 2);
            if verdict_at(middle) == Some(Verdict::Open) {
                open = middle;
            } else {
                decided = middle;
            }
        }
        Some(decided)
    }

    fn of<T: super::Trace>(
        &self,
        subject: &Subject,
        obligation: Obligation,
        instants: Instants,
        trace: &mut T,
    ) -> Vec<Judgement> {
        let mut found = Vec::new();
        let mut listed = Vec::new();
        match subject {
            Subject::Case(subject) => {
                let case = self.places.get(subject).and_then(|place| self.cases.get(*place));
                if let Some(case) = case {
                    judge_into(&self.program, obligation, &case.facts, instants, trace, &mut listed, &mut found);
                }
            }
            Subject::Service(service, range) => {
                self.judge_service(*service, *range, instants, trace, &mut listed, &mut found);
            }
        }
        found
    }

    fn judge_service<T: super::Trace>(
        &self,
        service: ServiceAt,
        range: Interval,
        instants: Instants,
        trace: &mut T,
        listed: &mut Vec<Unused>,
        found: &mut Vec<Judgement>,
    ) {
        let facts = self.services.iter().find(|(at, _)| *at == service).map(|(_, facts)| facts);
        let per = self.program.promise(service).and_then(|promise| promise.target).map(|(_, per)| per);
        let (Some(facts), Some(per)) = (facts, per) else { return };
        for period in periods(per, range, self.program.zone()) {
            let obligation = Obligation::Availability { service, period };
            judge_into(&self.program, obligation, facts, instants, trace, listed, found);
        }
    }

    fn judge(&self, range: Interval, starts_in: Option<Interval>, instants: Instants) -> Verdicts {
        let mut judgements = Vec::new();
        let mut unused = self.unused.clone();
        for (service, _) in &self.services {
            self.judge_service(*service, range, instants, &mut Silent, &mut unused, &mut judgements);
        }
        let mut cases: Vec<&Case> = self.cases.iter().collect();
        cases.sort_unstable_by(|a, b| a.subject.cmp(&b.subject));
        let mut its = Vec::new();
        for case in cases {
            judge_into(&self.program, Obligation::Case, &case.facts, instants, &mut Silent, &mut unused, &mut its);
            let starts = |judgement: &Judgement| starts_in.is_none_or(|period| starts_within(judgement, period));
            judgements.extend(its.drain(..).filter(starts));
        }
        // What two periods or tables found about one event is one finding.
        unused.sort_unstable();
        unused.dedup();
        Verdicts { as_of: instants.as_of, known_as_of: instants.known_as_of, judgements, unused }
    }
}

fn starts_within(judgement: &Judgement, period: Interval) -> bool {
    match &judgement.figures {
        Figures::Deadline(deadline) => deadline.started_at.is_some_and(|start| period.contains(start)),
        Figures::Availability(_) => true,
    }
}

impl Verdicts {
    /// The judgements with a verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Judgement> {
        self.judgements.iter().filter(move |judgement| judgement.verdict == verdict)
    }

    /// The events that decided nothing for a reason.
    pub fn listed(&self, reason: &UnusedReason) -> impl Iterator<Item = &Unused> {
        self.unused.iter().filter(move |unused| unused.reason == *reason)
    }
}
