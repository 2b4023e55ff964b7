//! What a contract and its events come to at an instant: everything, a period, one subject, with or without reasons.
//! Judging one obligation is left to `judge`, keeping the events to `monitor`.

use super::{
    Instants, Monitor, Owed, Silent, Steps, Trace,
    case::Which,
    judge_into,
    monitor::{Case, Whom},
    periods, turns,
};
use crate::{
    compile::{Fact, ServiceAt},
    event::{Unused, UnusedReason},
    time::{Instant, Interval, Millis},
    verdict::{Figures, Judgement, Promise, Verdict},
};
use std::sync::Arc;

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
    /// Events that happened after *as of* or became known after *known as of*, by their place in the input. Nothing else
    /// depends on them: without them all the rest is the same.
    pub beyond: Vec<Unused>,
}

impl Monitor {
    /// Judges everything: every case, and every service in each period from the first event through *as of*.
    ///
    /// *As of* is by default the last event known, *known as of* by default *as of*.
    #[must_use]
    pub fn finish(&self, as_of: Option<Instant>, known_as_of: Option<Instant>) -> Verdicts {
        let as_of = as_of.or_else(|| self.last_known_at(known_as_of)).unwrap_or_default();
        let instants = Instants { as_of, known_as_of: known_as_of.unwrap_or(as_of) };
        let known = self.all_facts().filter(|fact| fact.known_at <= instants.known_as_of);
        let from = known.map(|fact| fact.at).min().unwrap_or(as_of).min(as_of);
        self.judge(Interval::new(from, as_of + Millis(1)), None, instants)
    }

    /// Judges a period: the cases that belong to it (by default those whose clock starts in it),
    /// and every service in each measuring period that it touches.
    ///
    /// *As of* is by default the earlier of the period's end and the last event known, *known as of* by default *as of*.
    #[must_use]
    pub fn judge_period(&self, period: Interval, as_of: Option<Instant>, known_as_of: Option<Instant>) -> Verdicts {
        let by_default = || self.last_known_at(known_as_of).map_or(period.until, |last| last.min(period.until));
        let as_of = as_of.unwrap_or_else(by_default);
        self.judge(period, Some(period), Instants { as_of, known_as_of: known_as_of.unwrap_or(as_of) })
    }

    /// The judgements on one subject, without reasons.
    #[must_use]
    pub fn judgements(&self, subject: &Subject, instants: Instants) -> Vec<Judgement> {
        self.of(subject, Which::Both, instants, &mut Silent)
    }

    /// The judgements on one promise to a subject, with their reasons.
    #[must_use]
    pub fn why(&self, subject: &Subject, promise: Promise, instants: Instants) -> Vec<Judgement> {
        let which = match promise {
            Promise::Reaction => Which::Reaction,
            Promise::Update => Which::Updates,
            Promise::Availability => Which::Both,
        };
        let about_service = matches!(subject, Subject::Service(..));
        if about_service != (promise == Promise::Availability) {
            return Vec::new();
        }
        self.of(subject, which, instants, &mut Steps::default())
    }

    /// The same judgement with its reason; `None` where these events do not come to it.
    #[must_use]
    pub fn explain(&self, judgement: &Judgement) -> Option<Judgement> {
        let instants = Instants { as_of: judgement.as_of, known_as_of: judgement.known_as_of };
        let subjects = match &judgement.figures {
            Figures::Deadline(_) => vec![Subject::Case(judgement.subject.clone())],
            Figures::Availability(figures) => {
                let mut promised = self.program().promised_services();
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

    /// When a verdict or its stage changes next after *as of* if nothing more happens or becomes known than what was
    /// pushed; services in the measuring period that runs then. `None`: never.
    ///
    /// Everything is judged for it; a [`Watch`](super::Watch) knows the answer at once.
    #[must_use]
    pub fn next_change_at(&self, instants: Instants) -> Option<Instant> {
        let services = self.services().map(Whom::Service);
        let whom = services.chain(self.cases_by_number().into_iter().map(|case| Whom::Case(case.subject.clone())));
        whom.filter_map(|whom| turns::next(self, &whom, instants.as_of, instants)).min()
    }

    /// The last event that was known then.
    fn last_known_at(&self, known_as_of: Option<Instant>) -> Option<Instant> {
        let Some(known_as_of) = known_as_of else { return self.last_at() };
        self.all_facts().filter(|fact| fact.known_at <= known_as_of).map(|fact| fact.at).max()
    }

    fn of<T: Trace>(&self, subject: &Subject, which: Which, instants: Instants, trace: &mut T) -> Vec<Judgement> {
        let (mut found, mut listed) = (Vec::new(), Vec::new());
        match subject {
            Subject::Case(subject) => {
                let facts = self.facts(&Whom::Case(subject.clone()));
                judge_into(self.program(), Owed::Case(which), facts, (instants, None), trace, &mut listed, &mut found);
            }
            Subject::Service(service, range) => {
                self.judge_service(*service, *range, instants, trace, &mut listed, &mut found);
            }
        }
        found
    }

    fn judge_service<T: Trace>(
        &self,
        service: ServiceAt,
        range: Interval,
        instants: Instants,
        trace: &mut T,
        listed: &mut Vec<Unused>,
        found: &mut Vec<Judgement>,
    ) {
        let per = self.program().promise(service).and_then(|promise| promise.target).map(|(_, per)| per);
        let Some(per) = per else { return };
        let facts: &[Fact] = self.facts(&Whom::Service(service));
        let periods: Vec<Interval> = periods(per, range, self.program().zone()).into_iter().collect();
        let owed = Owed::Availability { service, periods: &periods };
        judge_into(self.program(), owed, facts, (instants, None), trace, listed, found);
    }

    fn judge(&self, range: Interval, belonging: Option<Interval>, instants: Instants) -> Verdicts {
        let mut judgements = Vec::new();
        let known = |at: &Option<Instant>| at.is_none_or(|at| at <= instants.known_as_of);
        let listed = self.listed().iter().filter(|(known_at, _)| known(known_at));
        let mut unused: Vec<Unused> = listed.map(|(_, unused)| unused.clone()).collect();
        for service in self.services() {
            self.judge_service(service, range, instants, &mut Silent, &mut unused, &mut judgements);
        }
        for Case { facts, .. } in self.cases_by_number() {
            let asked = (instants, belonging);
            judge_into(
                self.program(),
                Owed::Case(Which::Both),
                facts,
                asked,
                &mut Silent,
                &mut unused,
                &mut judgements,
            );
        }
        // What two periods or tables found about one event is one finding.
        unused.sort_unstable();
        unused.dedup();
        let (beyond, unused) = unused.into_iter().partition(is_beyond);
        Verdicts { as_of: instants.as_of, known_as_of: instants.known_as_of, judgements, unused, beyond }
    }
}

fn is_beyond(unused: &Unused) -> bool {
    matches!(unused.reason, UnusedReason::NotYetKnown | UnusedReason::AfterAsOf)
}

impl Verdicts {
    /// The judgements with a verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Judgement> {
        self.judgements.iter().filter(move |judgement| judgement.verdict == verdict)
    }

    /// The events that decided nothing for a reason.
    pub fn listed(&self, reason: &UnusedReason) -> impl Iterator<Item = &Unused> {
        self.unused.iter().chain(&self.beyond).filter(move |unused| unused.reason == *reason)
    }
}
