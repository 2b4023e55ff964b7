//! A change of a verdict in one line: when, what was judged, what it is now and was before, because of what.
//! Finding changes is left to `engine`.

use super::{Render, promise_phrase, stage_phrase, step::of, verdict_phrase, visible};
use crate::{
    engine::{Change, Held},
    model::Kind,
    phrase::{Said, ids},
    time::{Instant, Millis},
    verdict::{Promise, Verdict},
};

impl Render<'_> {
    /// The change as one line without a line's end.
    #[must_use]
    pub fn change(&self, change: &Change) -> String {
        let said = match (change.from, change.to) {
            (None, Some(to)) => of(ids::CHANGE_NEW).with("to", self.held(to)),
            (Some(from), Some(to)) => of(ids::CHANGE_TURNED).with("to", self.held(to)).with("from", self.held(from)),
            (Some(from), None) => of(ids::CHANGE_GONE).with("from", self.held(from)),
            (None, None) => of(ids::CHANGE_NOTHING),
        };
        let because = match change.because.as_slice() {
            [] => of(ids::CHANGE_BY_TIME),
            [one] => of(ids::CHANGE_BY_EVENT).with("event", self.event(one)),
            many => of(ids::CHANGE_BY_EVENTS).with("events", self.events(many)),
        };
        let line = of(ids::CHANGE_LINE).with("at", change.at).with("what", self.say(&self.changed(change)));
        let line = line.with("became", self.say(&said)).with("because", self.say(&because));
        match self.possible(change) {
            None => self.say(&line),
            Some(possible) => {
                let said = of(ids::CHANGE_WITH).with("line", self.say(&line));
                self.say(&said.with("possible", self.say(&possible)))
            }
        }
    }

    /// What was judged: the promise, the subject, and which gap or period.
    fn changed(&self, change: &Change) -> Said {
        let customers = change.duty.as_ref().is_some_and(|duty| duty.kind == Kind::CustomerDuty);
        let promise = of(if customers { ids::PROMISE_CUSTOMER_DUTY } else { promise_phrase(change.promise) });
        let subject = match change.promise {
            Promise::Availability => self.model.glossary.id(&change.subject).map(|id| self.word(&id)),
            Promise::Reaction | Promise::Update => None,
            Promise::Duty => change.duty.as_ref().map(|duty| {
                let name = self.word(&duty.name);
                if change.period.is_some() { name } else { format!("{name} ({})", visible(&change.subject)) }
            }),
        };
        let with = |id| {
            let subject = subject.clone().unwrap_or_else(|| visible(&change.subject));
            of(id).with("promise", promise.clone()).with("subject", subject)
        };
        match (change.gap_from, change.period) {
            (Some(from), _) => with(ids::CHANGE_OF_GAP).with("from", from),
            (None, Some(period)) => {
                let within = Instant::from_millis(period.until.as_millis().saturating_sub(1)).max(period.from);
                let day = |at| self.zone.local(at).0;
                with(ids::CHANGE_OF_PERIOD).with("first", day(period.from)).with("last", day(within))
            }
            (None, None) => with(ids::CHANGE_OF_CASE),
        }
    }

    fn held(&self, held: Held) -> String {
        let said = of(ids::FIGURE_VERDICT_STAGE).with("verdict", of(verdict_phrase(held.verdict)));
        self.say(&said.with("stage", of(stage_phrase(held.stage))))
    }

    /// When it is due, or how much downtime is left.
    fn possible(&self, change: &Change) -> Option<Said> {
        let to = change.to?;
        match (change.due_at, change.left) {
            (Some(due), _) => Some(of(ids::CHANGE_DUE).with("due", due)),
            (None, Some(left)) if left < Millis::ZERO => {
                Some(of(ids::CHANGE_EXCEEDED).with("over", Millis(left.0.saturating_neg())))
            }
            (None, Some(left)) if to.verdict != Verdict::NotOwed => Some(of(ids::CHANGE_LEFT).with("left", left)),
            (None, _) => None,
        }
    }
}
