//! A duty as judging needs it: when it is due, in which clock, what performs it, which occasions it has.
//! Whether it was performed is left to `engine`, what an event says to `bind`.

use super::{
    CompileError, DayRules,
    names::Names,
    table::{Chosen, chosen},
    window::{Window, Windows},
};
use crate::{
    model::{
        Cite, ClauseId, Days, Deadline, Duty, DutyDue, Each, Evidence, Model, Occasion, PartDue, Party, PeriodKind,
        Prescribed, Within,
    },
    name::Id,
    time::Millis,
    verdict::{Choice, ChoiceUsed},
};
use serde::{Deserialize, Serialize};

/// Which duty of a program: its place among the contract's duties, the provider's before the customer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DutyAt(pub(crate) u32);

/// Which kind of occasion of a program, cases apart: its place among those that the contract's duties name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OccasionAt(pub(crate) u32);

/// A duty of the contract.
#[derive(Clone, Debug)]
pub(crate) struct DutyRule {
    pub(crate) clause: ClauseId,
    pub(crate) owed_by: Party,
    pub(crate) due: Option<DutyDue>,
    /// The kind of its occasion; `None`: a case, or a period.
    pub(crate) occasion: Option<OccasionAt>,
    /// How its limit in days counts.
    pub(crate) days: DayRules,
    /// The clock of its limit in hours, and the choice where the contract names none.
    pub(crate) window: Window,
    pub(crate) elapsed: Option<ChoiceUsed>,
    pub(crate) evidence: Vec<Id>,
    pub(crate) particulars: Vec<Id>,
    pub(crate) prescribed: Vec<Prescribed>,
    pub(crate) consent: Option<(Party, Evidence)>,
    pub(crate) by_record: bool,
    /// What it is owed for, each with an act of its own; empty: one act suffices.
    pub(crate) separately: Vec<Id>,
    pub(crate) applies_to: Vec<Id>,
    pub(crate) each: Option<ChoiceUsed>,
    pub(crate) taken_over: Option<(Party, Vec<Id>)>,
    pub(crate) part_period: Chosen<PartDue>,
}

/// The ids of the facts that a case's own record states, by the field of its events.
#[derive(Clone, Debug)]
pub(crate) struct CaseFields {
    pub(crate) channel: Id,
    pub(crate) reporter: Id,
    pub(crate) service: Id,
    pub(crate) effect: Id,
    pub(crate) extent: Id,
    pub(crate) priority: Id,
    pub(crate) category: Id,
}

/// The duties of a contract, and the kinds of their occasions.
#[derive(Clone, Debug)]
pub(crate) struct Duties {
    pub(crate) rules: Vec<DutyRule>,
    pub(crate) occasions: Vec<Occasion>,
    pub(crate) fields: CaseFields,
}

impl Duties {
    pub(super) fn of(model: &Model, names: &Names, windows: &Windows) -> Result<Duties, CompileError> {
        let mut occasions: Vec<Occasion> = Vec::new();
        let mut rules = Vec::new();
        for (clause, duty) in model.all_duties() {
            let occasion = match &duty.due {
                Some(DutyDue::ForEach { occasion, .. }) if !matches!(occasion, Occasion::Case(_)) => {
                    let place = occasions.iter().position(|held| held == occasion).unwrap_or_else(|| {
                        occasions.push(occasion.clone());
                        occasions.len() - 1
                    });
                    u32::try_from(place).ok().map(OccasionAt)
                }
                _ => None,
            };
            rules.push(rule(model, clause, duty, occasion, windows)?);
        }
        let field = |word: &str| names.meaning(word);
        let fields = CaseFields {
            channel: field("channel"),
            reporter: field("reporter"),
            service: field("service"),
            effect: field("effect"),
            extent: field("extent"),
            priority: field("priority"),
            category: field("category"),
        };
        Ok(Duties { rules, occasions, fields })
    }
}

fn rule(
    model: &Model,
    clause: ClauseId,
    duty: &Duty,
    occasion: Option<OccasionAt>,
    windows: &Windows,
) -> Result<DutyRule, CompileError> {
    let days = DayRules::usual(&clause, model.head.zone, windows);
    let limit = match &duty.due {
        Some(DutyDue::PerPeriod { after, .. }) => *after,
        Some(DutyDue::ForEach { within: Within::AtMost(limit) | Within::Promptly(limit), .. }) => Some(*limit),
        _ => None,
    };
    if days.working.is_none() && matches!(limit, Some(Deadline::In(Days::WorkingDays(_)))) {
        return Err(CompileError::WorkingDaysUndefined { clause });
    }
    let in_hours = matches!(limit, Some(Deadline::Within(_)));
    let elapsed = ChoiceUsed { choice: Choice::ElapsedTime, stated: None };
    let separately = duty.each == Some(Each::Separately);
    let each = match duty.each {
        Some(Each::Separately) => Choice::EachSeparately,
        Some(Each::OneForAll) | None => Choice::OneForAll,
    };
    let each_stated = duty.each.map(|_| super::table::stated(&clause, each));
    Ok(DutyRule {
        owed_by: duty.owed.as_ref().map_or(Party::Provider, |owed| owed.by),
        due: duty.due.clone(),
        occasion,
        window: windows.or_always(duty.runs_during.as_ref())?,
        elapsed: (in_hours && duty.runs_during.is_none()).then_some(elapsed),
        days,
        evidence: duty.evidence.clone(),
        particulars: duty.particulars.clone(),
        prescribed: duty.prescribed.clone(),
        consent: duty.consent,
        by_record: duty.is_by_record(),
        separately: if separately { duty.applies_to.clone() } else { Vec::new() },
        applies_to: duty.applies_to.clone(),
        each: (duty.applies_to.len() > 1).then_some(ChoiceUsed { choice: each, stated: each_stated }),
        taken_over: duty.taken_over.clone(),
        part_period: chosen(&clause, duty.part_period, PartDue::Owed, |due| match due {
            PartDue::Owed => Choice::PartPeriodOwed,
            PartDue::NotOwed => Choice::PartPeriodNotOwed,
        }),
        clause,
    })
}

impl DutyRule {
    /// The kind of its periods, if it is owed in periods.
    pub(crate) fn per(&self) -> Option<PeriodKind> {
        match self.due {
            Some(DutyDue::PerPeriod { per, .. }) => Some(per),
            _ => None,
        }
    }

    /// For how long after its period it may still be due, and more: nothing earlier is open.
    pub(crate) fn runs_on(&self) -> Millis {
        let days = match self.due {
            Some(DutyDue::PerPeriod { after: Some(limit), .. }) => match limit {
                // A window opens once a year at the least, if it is to be of use.
                Deadline::Within(time) => 800 + time.0 / 86_400_000,
                Deadline::In(Days::WorkingDays(n)) => i64::from(n) * 7 + 60,
                Deadline::In(Days::CalendarDays(n)) => i64::from(n) + 60,
                Deadline::In(Days::Weeks(n)) => i64::from(n) * 7 + 60,
                Deadline::In(Days::Months(n)) => i64::from(n) * 31 + 60,
            },
            _ => 0,
        };
        Millis(days.min(4_000) * 86_400_000)
    }

    /// Whether a case is its occasion.
    pub(crate) fn is_on_case(&self) -> bool {
        matches!(self.due, Some(DutyDue::ForEach { occasion: Occasion::Case(_), .. }))
    }

    /// The statement that demands evidence.
    pub(crate) fn evidence_cite(&self) -> Cite {
        self.clause.statement(super::cites::EVIDENCE)
    }

    /// The statement that demands particulars.
    pub(crate) fn particulars_cite(&self) -> Cite {
        self.clause.statement(super::cites::PARTICULARS)
    }

    /// The statement that prescribes values.
    pub(crate) fn prescribed_cite(&self) -> Cite {
        self.clause.statement(super::cites::PRESCRIBED)
    }

    /// The statement that demands consent.
    pub(crate) fn consent_cite(&self) -> Cite {
        self.clause.statement(super::cites::CONSENT)
    }

    /// The statement that says what another party has taken over.
    pub(crate) fn taken_over_cite(&self) -> Cite {
        self.clause.statement(super::cites::TAKEN_OVER)
    }
}
