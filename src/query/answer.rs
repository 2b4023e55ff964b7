//! Answers as data: what a machine reads as JSON under the keys of `docs/questions.md`.
//! Finding them is left to `ask`, their text for people to `text`.

use super::Question;
use crate::{
    facts::Facts,
    model::{Cite, Item, Kind, Places},
    name::{Id, Lang},
    percent::Percent,
    render::decisive,
    time::{Instant, Interval, Millis},
    verdict::{Figures, Judgement, Promise, Reason, Stage, Verdict},
};
use serde::Serialize;

/// An answer; keys that say nothing about a question are left out. Durations are milliseconds, instants RFC 3339 in UTC.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The question as it was asked.
    pub question: String,
    /// The verdict, where the question is about one promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// How firm it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// As of when; `None` where nothing that happened is asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Instant>,
    /// Known as of when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_as_of: Option<Instant>,
    /// The instant asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instant: Option<Instant>,
    /// The duration asked for; a budget that is exceeded is negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<Millis>,
    /// Yes or no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boolean: Option<bool>,
    /// The figures of an availability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<AvailabilityAnswer>,
    /// A verdict for each promise, where the question is about several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promises: Option<Vec<PromiseAnswer>>,
    /// The reason: typed steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The clause that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseAnswer>,
    /// What the figures of the contract mean in a year, where that is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<Box<Facts>>,
    /// The language of the question, and of its text.
    #[serde(skip)]
    pub lang: Lang,
    /// What was asked.
    #[serde(skip)]
    pub asked: Question,
    /// The judgements that the answer rests on, with their reasons.
    #[serde(skip)]
    pub judgements: Vec<Judgement>,
    /// What a calendar says, where one was asked.
    #[serde(skip)]
    pub found: Found,
}

/// What a calendar says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// None was asked.
    #[default]
    Nothing,
    /// Openings.
    Openings(Vec<Interval>),
    /// The opening that an instant lies in.
    Inside(Interval),
    /// It lies in none: the next opening, and the holiday that closes the day, if one does.
    Outside {
        /// The next opening; `None`: never again.
        next: Option<Instant>,
        /// The holiday, by its name in each language.
        holiday: Option<(crate::time::Date, Vec<(String, String)>)>,
    },
    /// The calendar never gives so much.
    Never,
    /// A year without an answer.
    BeyondCalendar(i32),
    /// The contract promises nothing of the kind.
    NoPromise,
}

/// The figures of an availability; percentages are decimal texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AvailabilityAnswer {
    /// The base.
    pub base_ms: Millis,
    /// Downtime that counts.
    pub down_ms: Millis,
    /// Unexplained time.
    pub unknown_ms: Millis,
    /// The target.
    pub target: Percent,
    /// The percentage, rounded down; `None` where some time is unexplained or the base is empty.
    pub percent: Option<Percent>,
    /// If all unexplained time was down.
    pub worst: Option<Percent>,
    /// If none of it was.
    pub best: Option<Percent>,
    /// Downtime that the target allows.
    pub budget_ms: Millis,
}

/// The verdict on one promise.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseAnswer {
    /// Which promise.
    pub promise: Promise,
    /// The case or the service.
    pub subject: String,
    /// The verdict.
    pub verdict: Verdict,
    /// How firm it is.
    pub stage: Stage,
    /// The priority that it counts under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Id>,
    /// The priority whose row applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Id>,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instant: Option<Instant>,
    /// When the act came that stopped the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<Instant>,
    /// Time of the clock used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<Millis>,
    /// The figures of an availability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<AvailabilityAnswer>,
    /// The clause that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseAnswer>,
    /// The reason: typed steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// A clause by kind, name, number and row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseAnswer {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: Id,
    /// The number that it bears.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The row of its table, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The place, as a reason cites it.
    #[serde(skip)]
    pub cite: Cite,
}

impl Answer {
    /// The answer as one line of JSON, without the line's end.
    ///
    /// # Errors
    /// None that an answer makes; the type is serde_json's.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl ClauseAnswer {
    pub(super) fn of(cite: &Cite, places: &Places) -> Self {
        ClauseAnswer {
            kind: cite.clause.kind,
            name: cite.clause.name.clone(),
            number: places.clause_number(&cite.clause).map(str::to_owned),
            row: match cite.item {
                Item::Row(row) => Some(row),
                Item::Heading | Item::Statement(_) => None,
            },
            cite: cite.clone(),
        }
    }
}

impl AvailabilityAnswer {
    pub(super) fn of(judgement: &Judgement) -> Option<Self> {
        let Figures::Availability(figures) = &judgement.figures else { return None };
        let best = figures.percent();
        Some(AvailabilityAnswer {
            base_ms: figures.base,
            down_ms: figures.down,
            unknown_ms: figures.unknown,
            target: figures.target,
            percent: best.filter(|_| figures.unknown == Millis::ZERO),
            worst: figures.worst(),
            best,
            budget_ms: figures.budget,
        })
    }
}

impl PromiseAnswer {
    pub(super) fn of(judgement: &Judgement, places: &Places) -> Self {
        let deadline = match &judgement.figures {
            Figures::Deadline(deadline) => Some(deadline),
            Figures::Availability(_) => None,
        };
        PromiseAnswer {
            promise: judgement.promise,
            subject: judgement.subject.as_ref().to_owned(),
            verdict: judgement.verdict,
            stage: judgement.stage,
            priority: deadline.and_then(|deadline| deadline.priority.clone()),
            row: deadline.and_then(|deadline| deadline.row.clone()),
            instant: deadline.and_then(|deadline| deadline.due_at),
            stopped_at: deadline.and_then(|deadline| deadline.stopped_at),
            duration_ms: deadline.map(|deadline| deadline.used),
            availability: AvailabilityAnswer::of(judgement),
            clause: decisive(&judgement.reason).map(|cite| ClauseAnswer::of(&cite, places)),
            reason: Some(judgement.reason.clone()).filter(|reason| !reason.steps.is_empty()),
        }
    }
}
