//! From a question to its answer: the calendar or the monitor is asked, and what it says is put under the answer's keys.
//! Reading questions is left to `read`, the text of answers to `text`.

use super::{
    Answer, Asked, AvailabilityAnswer, ClauseAnswer, NotUnderstood, PromiseAnswer, Question, answer::Found, calendar,
    read,
};
use crate::{
    check::Contract,
    engine::{Instants, Monitor, Subject},
    facts::Facts,
    model::{Cite, ClauseId, Kind, Model},
    name::Id,
    render::decisive,
    report::Period,
    time::{Instant, Millis},
    verdict::{Figures, Judgement, Promise, Verdict},
};

/// Reads a question and answers it; see [`ask`].
///
/// # Errors
/// [`NotUnderstood`] where the question is not.
pub fn ask_text(
    contract: &Contract,
    monitor: &Monitor,
    question: &str,
    as_of: Option<Instant>,
    known_as_of: Option<Instant>,
) -> Result<Answer, Box<NotUnderstood>> {
    Ok(ask(contract, monitor, &read::read(contract, question)?, as_of, known_as_of))
}

/// Answers a question by a contract and what happened.
///
/// *As of* is by default the last event, or the end of the period asked for if that is earlier; *known as of* is by
/// default *as of*.
#[must_use]
pub fn ask(
    contract: &Contract,
    monitor: &Monitor,
    asked: &Asked,
    as_of: Option<Instant>,
    known_as_of: Option<Instant>,
) -> Answer {
    answer(&Ask { contract, monitor, all: &[(contract, monitor)], asked, as_of, known_as_of })
}

/// Answers a question by several versions of a contract, each with what happened, in the order in which they come into
/// force: what is judged, each judges in its time in force; a calendar is that of the version in force at the instant asked
/// about, else of the last.
///
/// Without a version there is nothing to ask: `None`.
#[must_use]
pub fn ask_versions(
    versions: &[(&Contract, &Monitor)],
    asked: &Asked,
    as_of: Option<Instant>,
    known_as_of: Option<Instant>,
) -> Option<Answer> {
    let at = match &asked.question {
        Question::InWindow { at, .. } => Some(*at),
        Question::ServiceTime { from, .. } => Some(*from),
        Question::Due { after, .. } => Some(*after),
        _ => None,
    };
    let in_force = |(_, monitor): &&(&Contract, &Monitor)| at.is_some_and(|at| monitor.program().term().contains(at));
    let (contract, monitor) = versions.iter().find(in_force).or(versions.last())?;
    Some(answer(&Ask { contract, monitor, all: versions, asked, as_of, known_as_of }))
}

fn answer(ask: &Ask<'_>) -> Answer {
    let monitor = ask.monitor;
    match &ask.asked.question {
        Question::InWindow { at, window } => ask.calendar(window, &calendar::in_window(monitor.program(), window, *at)),
        Question::ServiceTime { window, from, until, figure, reversed } => {
            let span = (*from, *until, *reversed);
            ask.calendar(window, &calendar::service_time(monitor.program(), window, span, *figure))
        }
        Question::Due { limit, after, window } => {
            ask.calendar(window, &calendar::due(monitor.program(), window, *after, *limit))
        }
        Question::Availability { service, period } | Question::WhyAvailability { service, period } => {
            ask.availability(service, period)
        }
        Question::Budget { service, period } => ask.budget(service, period),
        Question::Case { case } | Question::WhyCase { case } => ask.case(case, &[Promise::Reaction, Promise::Update]),
        Question::Reaction { case } => ask.case(case, &[Promise::Reaction]),
        Question::Updates { case } => ask.case(case, &[Promise::Update]),
        Question::NextDeadline { case } => ask.next_deadline(case),
        Question::Missed { period } => ask.missed(period),
        Question::Duties { which, period } => {
            let (judgements, instants) = ask.duties(*which, period);
            ask.of(judgements, instants)
        }
        Question::Duty { duty, of, .. } => {
            let (judgements, instants) = ask.duty(duty, of);
            let clause = Some(ask.clause(&duty.heading()));
            let answer = ask.of(judgements, instants);
            Answer { clause, ..answer }
        }
        Question::Facts { year } => ask.facts(*year),
    }
}

pub(super) struct Ask<'a> {
    /// Whose calendars and places are meant.
    contract: &'a Contract,
    monitor: &'a Monitor,
    /// All versions of it, each with what happened.
    all: &'a [(&'a Contract, &'a Monitor)],
    asked: &'a Asked,
    as_of: Option<Instant>,
    known_as_of: Option<Instant>,
}

impl Ask<'_> {
    /// All versions of the contract, each with what happened.
    pub(super) fn all(&self) -> &[(&Contract, &Monitor)] {
        self.all
    }

    pub(super) fn model(&self) -> &Model {
        &self.contract.model
    }

    fn calendar(&self, window: &Id, calendar: &calendar::Calendar) -> Answer {
        let beyond = matches!(calendar.found, Found::BeyondCalendar(_));
        Answer {
            verdict: beyond.then_some(Verdict::Undetermined),
            boolean: calendar.boolean,
            duration_ms: calendar.duration,
            instant: calendar.instant,
            found: calendar.found.clone(),
            clause: Some(self.clause(&ClauseId::new(Kind::ServiceWindow, window.clone()).heading())),
            ..self.empty(None)
        }
    }

    fn availability(&self, service: &Id, period: &Period) -> Answer {
        let instants = self.instants(Some(period));
        let judgements = self.service(service, period, instants);
        let answer = self.of(judgements, instants);
        if !answer.judgements.is_empty() {
            return answer;
        }
        let clause = self.clause(&ClauseId::new(Kind::Service, service.clone()).heading());
        Answer {
            verdict: Some(Verdict::NotOwed),
            promises: None,
            clause: Some(clause),
            found: Found::NoPromise,
            ..answer
        }
    }

    fn budget(&self, service: &Id, period: &Period) -> Answer {
        let answer = self.availability(service, period);
        let left = answer.judgements.first().and_then(|judgement| match &judgement.figures {
            Figures::Availability(figures) => Some(Millis(figures.budget.0 - figures.down.0)),
            Figures::Deadline(_) | Figures::Duty(_) => None,
        });
        Answer { duration_ms: left, ..answer }
    }

    fn service(&self, service: &Id, period: &Period, instants: Instants) -> Vec<Judgement> {
        let judged = self.all.iter().flat_map(|(_, monitor)| {
            let at = monitor.program().service(service.as_str());
            let why = |at| monitor.why(&Subject::Service(at, period.interval()), Promise::Availability, instants);
            at.map(why).unwrap_or_default()
        });
        let mut judged: Vec<Judgement> = judged.collect();
        if self.all.len() > 1 {
            // A version judges nothing of a period in which it is not in force.
            judged.retain(|judgement| !judgement.has_no_time());
        }
        judged
    }

    fn case(&self, case: &str, promises: &[Promise]) -> Answer {
        let instants = self.instants(None);
        self.of(self.judged(case, promises, instants), instants)
    }

    fn judged(&self, case: &str, promises: &[Promise], instants: Instants) -> Vec<Judgement> {
        let subject = Subject::Case(case.into());
        let by = |promise: &Promise| {
            let judged = self.all.iter().flat_map(|(_, monitor)| monitor.why(&subject, *promise, instants));
            judged.collect::<Vec<_>>()
        };
        promises.iter().flat_map(by).collect()
    }

    /// The earliest deadline that is open; one that a pause holds open comes last.
    fn next_deadline(&self, case: &str) -> Answer {
        let instants = self.instants(None);
        let all = self.judged(case, &[Promise::Reaction, Promise::Update], instants);
        let known = !all.is_empty();
        let due = |judgement: &Judgement| match &judgement.figures {
            Figures::Deadline(deadline) => deadline.due_at,
            Figures::Duty(figures) => figures.due_at,
            Figures::Availability(_) => None,
        };
        let open = all.into_iter().filter(|judgement| judgement.verdict == Verdict::Open);
        let next = open.min_by_key(|judgement| due(judgement).unwrap_or(Instant::MAX));
        let instant = next.as_ref().and_then(due);
        let found = if known { Found::Nothing } else { Found::NoPromise };
        Answer { instant, found, ..self.of(next.into_iter().collect(), instants) }
    }

    fn missed(&self, period: &Period) -> Answer {
        let judge = |(_, monitor): &(&Contract, &Monitor)| {
            monitor.judge_period(period.interval(), self.as_of, self.known_as_of)
        };
        let verdicts: Vec<_> = self.all.iter().map(judge).collect();
        let latest = verdicts.iter().map(|one| Instants { as_of: one.as_of, known_as_of: one.known_as_of });
        let instants = latest.max_by_key(|one| one.as_of).unwrap_or_else(|| self.instants(Some(period)));
        let missed: Vec<Judgement> = verdicts.iter().flat_map(|one| one.with(Verdict::Missed)).cloned().collect();
        let promises = missed.iter().map(|judgement| PromiseAnswer::of(judgement, &self.contract.places)).collect();
        Answer { promises: Some(promises), judgements: missed, ..self.empty(Some(instants)) }
    }

    fn facts(&self, year: i32) -> Answer {
        match Facts::of(self.contract, year) {
            Ok(facts) => Answer { facts: Some(Box::new(facts)), ..self.empty(None) },
            Err(_) => {
                Answer { verdict: Some(Verdict::Undetermined), found: Found::BeyondCalendar(year), ..self.empty(None) }
            }
        }
    }

    fn of(&self, judgements: Vec<Judgement>, instants: Instants) -> Answer {
        let mut answer = self.empty(Some(instants));
        if let [only] = judgements.as_slice() {
            answer.verdict = Some(only.verdict);
            answer.stage = Some(only.stage);
            answer.availability = AvailabilityAnswer::of(only);
            answer.instant = match &only.figures {
                Figures::Deadline(deadline) => deadline.due_at,
                Figures::Duty(figures) => figures.due_at,
                Figures::Availability(_) => None,
            };
            answer.reason = Some(only.reason.clone());
            answer.clause = decisive(&only.reason).map(|cite| self.clause(&cite));
        }
        let promises = judgements.iter().map(|judgement| PromiseAnswer::of(judgement, &self.contract.places));
        answer.promises = (judgements.len() != 1).then(|| promises.collect());
        answer.judgements = judgements;
        answer
    }

    fn clause(&self, cite: &Cite) -> ClauseAnswer {
        ClauseAnswer::of(cite, &self.contract.places)
    }

    pub(super) fn instants(&self, period: Option<&Period>) -> Instants {
        let last = || {
            let last = self.all.iter().filter_map(|(_, monitor)| monitor.last_at()).max();
            match (last, period) {
                (Some(last), Some(period)) => last.min(period.until),
                (Some(last), None) => last,
                (None, Some(period)) => period.until,
                (None, None) => Instant::default(),
            }
        };
        let as_of = self.as_of.unwrap_or_else(last);
        Instants { as_of, known_as_of: self.known_as_of.unwrap_or(as_of) }
    }

    fn empty(&self, instants: Option<Instants>) -> Answer {
        Answer {
            question: self.asked.text.clone(),
            verdict: None,
            stage: None,
            as_of: instants.map(|instants| instants.as_of),
            known_as_of: instants.map(|instants| instants.known_as_of),
            instant: None,
            duration_ms: None,
            boolean: None,
            availability: None,
            promises: None,
            reason: None,
            clause: None,
            facts: None,
            lang: self.asked.lang.clone(),
            asked: self.asked.question.clone(),
            judgements: Vec::new(),
            found: Found::Nothing,
        }
    }
}
