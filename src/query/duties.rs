//! Questions about duties: which are meant, and what the monitor says of them.
//! All other questions are left to `ask`.

use super::{DutyOf, Question, WhichDuties, ask::Ask};
use crate::{
    engine::{Instants, Subject},
    model::{ClauseId, DutyDue, Kind, Occasion, Party},
    phrase::{PhraseId, ids},
    report::Period,
    verdict::{DutyFigures, Figures, Judgement, Promise},
};

/// What a phrase about one duty asks for: whose, for a period or an occasion, in full or not.
pub(super) fn asked(id: PhraseId) -> Option<(Kind, bool)> {
    Some(match id {
        ids::QUESTION_DUTY | ids::QUESTION_DUTY_FOR => (Kind::Duty, false),
        ids::QUESTION_WHY_DUTY | ids::QUESTION_WHY_DUTY_FOR => (Kind::Duty, true),
        ids::QUESTION_CUSTOMER_DUTY | ids::QUESTION_CUSTOMER_DUTY_FOR => (Kind::CustomerDuty, false),
        ids::QUESTION_WHY_CUSTOMER_DUTY | ids::QUESTION_WHY_CUSTOMER_DUTY_FOR => (Kind::CustomerDuty, true),
        _ => return None,
    })
}

/// A question about many duties in a period.
pub(super) fn many(id: PhraseId, period: Period) -> Option<Question> {
    let which = match id {
        ids::QUESTION_DUTIES => WhichDuties::Provider,
        ids::QUESTION_CUSTOMER_DUTIES => WhichDuties::Customer,
        ids::QUESTION_ACCESSES => WhichDuties::Accesses,
        _ => return None,
    };
    Some(Question::Duties { which, period })
}

impl Ask<'_> {
    /// The judgements on duties that are asked for, with their reasons, as of the last event unless said otherwise.
    pub(super) fn duties(&self, which: WhichDuties, period: &Period) -> (Vec<Judgement>, Instants) {
        self.of_duties(period, |figures| match which {
            WhichDuties::Provider => figures.owed_by == Party::Provider,
            WhichDuties::Customer => figures.owed_by == Party::Customer,
            WhichDuties::Accesses => self.is_on_access(&figures.duty),
        })
    }

    pub(super) fn duty(&self, duty: &ClauseId, of: &DutyOf) -> (Vec<Judgement>, Instants) {
        match of {
            DutyOf::Period(period) => self.of_duties(period, |figures| figures.duty == *duty),
            DutyOf::Occasion(occasion) => {
                let instants = self.instants(None);
                let mut found = Vec::new();
                for (_, monitor) in self.all() {
                    let program = monitor.program();
                    let rule = program.duty_of(duty).and_then(|at| program.duty_rule(at));
                    let subject = match rule.map(|rule| rule.occasion) {
                        Some(Some(kind)) => Subject::Occasion(kind, occasion.as_str().into()),
                        Some(None) | None => Subject::Case(occasion.as_str().into()),
                    };
                    found.extend(monitor.why(&subject, Promise::Duty, instants));
                }
                found.retain(|one| matches!(&one.figures, Figures::Duty(figures) if figures.duty == *duty));
                (found, instants)
            }
        }
    }

    fn of_duties(&self, period: &Period, is_its: impl Fn(&DutyFigures) -> bool) -> (Vec<Judgement>, Instants) {
        let instants = self.instants(None);
        let is_its = |one: &Judgement| match &one.figures {
            Figures::Duty(figures) => is_its(figures),
            Figures::Deadline(_) | Figures::Availability(_) => false,
        };
        let mut found = Vec::new();
        for (_, monitor) in self.all() {
            let judged = monitor.judge_duties(period.interval(), instants).into_iter().filter(&is_its);
            found.extend(judged.map(|one| monitor.explain(&one).unwrap_or(one)));
        }
        (found, instants)
    }

    fn is_on_access(&self, duty: &ClauseId) -> bool {
        let mut all = self.model().all_duties();
        let found = all.find(|(clause, _)| clause == duty);
        let due = found.and_then(|(_, duty)| duty.due.as_ref());
        matches!(due, Some(DutyDue::ForEach { occasion: Occasion::Access, .. }))
    }
}
