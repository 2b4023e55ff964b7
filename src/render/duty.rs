//! Verdicts on duties in words: what is judged, the decisive fact, and what is lacking.
//! The sentences of all other verdicts are left to `judgement` and `step`.

use super::{
    Render,
    step::{name, of},
    verdict_phrase,
};
use crate::{
    clauses::Term,
    model::Party,
    name::Id,
    phrase::{PhraseId, Said, ids},
    verdict::{DueBy, DutyFigures, Figures, Judgement, Lacking, Promise, Step, Verdict},
};

impl Render<'_> {
    /// The phrase of what was promised: of a duty, whose.
    #[must_use]
    pub fn promise_of(&self, judgement: &Judgement) -> PhraseId {
        match (&judgement.figures, judgement.promise) {
            (Figures::Duty(DutyFigures { owed_by: Party::Customer, .. }), Promise::Duty) => ids::PROMISE_CUSTOMER_DUTY,
            (_, promise) => super::promise_phrase(promise),
        }
    }

    /// A duty by its name, and the period or the occasion: without commas, so that an expected answer can name it.
    pub(super) fn duty_subject(&self, judgement: &Judgement, figures: &DutyFigures) -> String {
        let place = match figures.period {
            Some(period) => {
                let (first, last) = self.days(period);
                self.say(&of(ids::REPORT_FROM_THROUGH).with("first", first).with("last", last))
            }
            None => super::visible(&judgement.subject),
        };
        let thing = figures.owed_for.as_ref().map(|thing| format!("{}; ", self.word(thing))).unwrap_or_default();
        format!("{} ({thing}{place})", self.word(&figures.duty.name))
    }

    pub(super) fn duty(&self, judgement: &Judgement, figures: &DutyFigures) -> Said {
        let with = |id| of(id).with("verdict", of(verdict_phrase(judgement.verdict)));
        let lacking = judgement.reason.steps.iter().rev().find_map(|step| match step {
            Step::Insufficient { lacking, .. } => Some(self.lacking(lacking)),
            _ => None,
        });
        match (judgement.verdict, figures.due_at, figures.performed_at) {
            (Verdict::Met, Some(due), Some(at)) if due != at => {
                with(ids::SHORT_DUTY_MET).with("due", due).with("at", at)
            }
            (Verdict::Met, _, Some(at)) => with(ids::SHORT_DUTY_MET_AT).with("at", at),
            (Verdict::Missed, Some(due), Some(at)) => with(ids::SHORT_DUTY_LATE).with("due", due).with("at", at),
            (Verdict::Missed, Some(_), None) if lacking.is_some() => {
                with(ids::SHORT_DUTY_LACKING).with("lacking", lacking.unwrap_or_default())
            }
            (Verdict::Missed, Some(due), None) => {
                with(ids::SHORT_DUTY_MISSED).with("due", due).with("as_of", judgement.as_of)
            }
            (Verdict::Open, Some(due), _) => with(ids::SHORT_OPEN).with("due", due),
            _ => self.duty_by_reason(judgement, &with),
        }
    }

    fn duty_by_reason(&self, judgement: &Judgement, with: &impl Fn(PhraseId) -> Said) -> Said {
        let said = judgement.reason.steps.iter().rev().find_map(|step| match step {
            Step::TakenOver { party, what, .. } => {
                Some(with(ids::SHORT_DUTY_TAKEN_OVER).with("party", party.say("party_the")).with("what", name(what)))
            }
            Step::Contested { .. } => Some(with(ids::SHORT_DUTY_CONTESTED)),
            Step::BeyondCalendar { year } => Some(with(ids::SHORT_BEYOND_CALENDAR).with("year", i64::from(*year))),
            Step::Disputed { events, .. } => Some(with(ids::SHORT_DISPUTED).with("events", self.events(events))),
            _ => None,
        });
        said.unwrap_or_else(|| with(ids::SHORT_PLAIN))
    }

    /// A step of a duty's reason as a sentence; `None`: it is a step of another.
    pub(super) fn duty_step(&self, step: &Step) -> Option<String> {
        let said = match step {
            Step::Arose { at, by } => of(ids::STEP_AROSE).with("at", *at).with("event", self.event(by)),
            Step::TakenOver { cite, party, what } => {
                let said = of(ids::STEP_TAKEN_OVER).with("party", party.say("party_the")).with("what", name(what));
                said.with("cite", self.cite(cite))
            }
            Step::DutyDue { at, by: DueBy::Occasion } => of(ids::STEP_DUTY_DUE_OCCASION).with("at", *at),
            Step::DutyDue { at, by: DueBy::PeriodEnd } => of(ids::STEP_DUTY_DUE_PERIOD).with("at", *at),
            Step::DutyDue { at, by: DueBy::Closing(by) } => {
                of(ids::STEP_DUTY_DUE_CLOSING).with("at", *at).with("event", self.event(by))
            }
            Step::Insufficient { by, lacking } => {
                let said = of(ids::STEP_INSUFFICIENT).with("at", by.at).with("event", self.event(by));
                let mut cites: Vec<String> = lacking.iter().map(|one| self.cite(of_lacking(one))).collect();
                cites.dedup();
                said.with("lacking", self.lacking(lacking)).with("cite", cites.join("; "))
            }
            Step::Performed { by, at } => {
                let id = if by.at == *at { ids::STEP_PERFORMED } else { ids::STEP_PERFORMED_COUNTS_AT };
                let said = of(id).with("at", *at).with("event", self.event(by));
                if by.at == *at { said } else { said.with("happened", by.at) }
            }
            Step::Contested { by } => of(ids::STEP_CONTESTED).with("at", by.at).with("event", self.event(by)),
            _ => return None,
        };
        Some(self.say(&said))
    }

    /// What an act or a record lacks, in one phrase.
    pub(crate) fn lacking(&self, lacking: &[Lacking]) -> String {
        let said = lacking.iter().map(|one| match one {
            Lacking::Fact { fact, .. } => self.say(&of(ids::LACKING_FACT).with("fact", name(fact))),
            Lacking::Value { fact, said: found, .. } => {
                let found = self.model.glossary.id(found).or_else(|| self.known(found));
                let found = found.map_or_else(|| visible_value(one), |id| self.word(&id));
                self.say(&of(ids::LACKING_VALUE).with("fact", name(fact)).with("found", found))
            }
            Lacking::Consent { by, .. } => self.say(&of(ids::LACKING_CONSENT).with("party", by.say("party_of"))),
        });
        said.collect::<Vec<_>>().join("; ")
    }

    fn known(&self, text: &str) -> Option<Id> {
        let id = Id::of(text);
        self.model.glossary.iter().any(|(held, _)| *held == id).then_some(id)
    }
}

fn visible_value(lacking: &Lacking) -> String {
    match lacking {
        Lacking::Value { said, .. } => super::visible(said),
        Lacking::Fact { .. } | Lacking::Consent { .. } => String::new(),
    }
}

/// The statement that demands what is lacking.
pub(super) fn of_lacking(lacking: &Lacking) -> &crate::model::Cite {
    match lacking {
        Lacking::Fact { cite, .. } | Lacking::Value { cite, .. } | Lacking::Consent { cite, .. } => cite,
    }
}
