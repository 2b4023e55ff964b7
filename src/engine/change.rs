//! Changes of verdicts as values: what was judged, from what to what, because of which event, what is still possible.
//! Finding out when something may change is left to `watch`, the sentence for people to `render`.

use crate::{
    model::ClauseId,
    time::{Instant, Interval, Millis},
    verdict::{EventRef, Figures, Judgement, Promise, Stage, Verdict},
};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// A verdict that became another, came up, or fell away. In JSON, keys that say nothing are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// As of when, and known as of when: the verdict is another from this instant on.
    pub at: Instant,
    /// Which promise.
    pub promise: Promise,
    /// Whom it is about: the case or the service.
    pub subject: Arc<str>,
    /// Of an update: when the gap began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_from: Option<Instant>,
    /// Of an availability, or of a duty owed in periods: the period, cut to the term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Interval>,
    /// Of a duty: its clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<ClauseId>,
    /// What it was; absent: nothing was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Held>,
    /// What it is; absent: nothing is judged any more, such as a gap that a correction closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Held>,
    /// The events that became known, in their order; empty: time passed.
    pub because: Vec<EventRef>,
    /// When it is due, or was; absent where no instant is fixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Instant>,
    /// Of an availability: the downtime that is left; negative: exceeded.
    #[serde(rename = "left_ms", skip_serializing_if = "Option::is_none")]
    pub left: Option<Millis>,
}

/// A verdict and how firm it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Held {
    /// The verdict.
    pub verdict: Verdict,
    /// How firm it is.
    pub stage: Stage,
}

impl Change {
    /// Whether knowledge turned a verdict that facts had come to: it was *met*, *missed* or another, not *open*, and is
    /// something else.
    ///
    /// Time makes *missed* of *open*, and an act makes *met* of it: both are what a deadline is for. A revision is what
    /// a report that has been sent says no longer.
    #[must_use]
    pub fn is_revision(&self) -> bool {
        let verdict = |held: Option<Held>| held.map(|held| held.verdict);
        verdict(self.from).is_some_and(|was| was != Verdict::Open) && verdict(self.from) != verdict(self.to)
    }
}

/// What tells the judgements on one subject apart: the promise, the gap or the period, and the table by its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    promise: Promise,
    gap_from: Option<Instant>,
    period: Option<Interval>,
    duty: Option<ClauseId>,
    nth: u32,
}

/// A judgement as far as a change of it is a change.
pub(super) type Item = (Key, Held);

/// The judgements on one subject, told apart.
pub(super) fn items(judgements: &[Judgement]) -> Vec<Item> {
    keyed(judgements).into_iter().map(|(key, judgement)| (key, held(judgement))).collect()
}

/// What became another between two states of a subject.
pub(super) fn changes(
    before: &[Item],
    after: &[Judgement],
    subject: &Arc<str>,
    at: Instant,
    because: &[EventRef],
    found: &mut Vec<Change>,
) {
    let mut were: BTreeMap<Key, Held> = before.iter().cloned().collect();
    let change = |key: Key, from, to| Change {
        at,
        promise: key.promise,
        subject: subject.clone(),
        gap_from: key.gap_from,
        period: key.period,
        duty: key.duty,
        from,
        to,
        because: because.to_vec(),
        due_at: None,
        left: None,
    };
    for (key, judgement) in keyed(after) {
        let (from, to) = (were.remove(&key), held(judgement));
        if from == Some(to) {
            continue;
        }
        let (due_at, left) = match &judgement.figures {
            Figures::Deadline(deadline) => (deadline.due_at, None),
            Figures::Availability(figures) => (None, Some(Millis(figures.budget.0 - figures.down.0))),
            Figures::Duty(figures) => (figures.due_at, None),
        };
        found.push(Change { due_at, left, ..change(key, from, Some(to)) });
    }
    found.extend(were.into_iter().map(|(key, from)| change(key, Some(from), None)));
}

fn held(judgement: &Judgement) -> Held {
    Held { verdict: judgement.verdict, stage: judgement.stage }
}

pub(super) fn keyed(judgements: &[Judgement]) -> Vec<(Key, &Judgement)> {
    let mut keyed: Vec<(Key, &Judgement)> = Vec::with_capacity(judgements.len());
    let mut seen: BTreeMap<Key, u32> = BTreeMap::new();
    for judgement in judgements {
        let (gap_from, period, duty) = match &judgement.figures {
            Figures::Deadline(deadline) => {
                (deadline.started_at.filter(|_| judgement.promise == Promise::Update), None, None)
            }
            Figures::Availability(figures) => (None, Some(figures.period), None),
            Figures::Duty(figures) => (None, figures.period, Some(figures.duty.clone())),
        };
        let mut key = Key { promise: judgement.promise, gap_from, period, duty, nth: 0 };
        let nth = seen.entry(key.clone()).or_default();
        key.nth = *nth;
        *nth += 1;
        keyed.push((key, judgement));
    }
    keyed
}
