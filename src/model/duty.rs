//! Duties: who owes what, on which occasion or in which period, until when, and what shows that it was done.
//! When an occasion arises is left to events, what a missed duty comes to, to `engine`.

use super::{Deadline, Evidence, Party, PeriodKind, Text};
use crate::name::Id;
use serde::{Deserialize, Serialize};

/// A duty of either party. Recurring duties, duties on an occasion and rules on an event are this one type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Who owes it, and what; never absent in a model that was checked.
    pub owed: Option<Owed>,
    /// In which periods, or on which occasions and until when; silent: owed, and no verdict can be missed.
    pub due: Option<DutyDue>,
    /// Limits in hours count in that window; silent: day and night.
    pub runs_during: Option<Id>,
    /// What the act that performs it must state.
    pub evidence: Vec<Id>,
    /// That the contract wants nothing judged but the evidence.
    pub by_evidence_only: bool,
    /// What the record of the occasion must state.
    pub particulars: Vec<Id>,
    /// Facts for which only some values will do.
    pub prescribed: Vec<Prescribed>,
    /// Whose consent is needed before the occasion, and in which form.
    pub consent: Option<(Party, Evidence)>,
    /// What it is owed for; empty: whatever the occasion is about.
    pub applies_to: Vec<Id>,
    /// Whether each of those is owed an act of its own; silent: one act suffices for all.
    pub each: Option<Each>,
    /// What one party has taken over, so that it is not owed for that.
    pub taken_over: Option<(Party, Vec<Id>)>,
    /// What a part period owes; silent: as much as a whole one.
    pub part_period: Option<PartDue>,
}

/// Who owes a duty, and its text, which nobody but people reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The grammatical subject of the sentence.
    pub by: Party,
    /// What follows it.
    pub what: Text,
}

/// When a duty is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyDue {
    /// So often in each period.
    PerPeriod {
        /// How often.
        times: u32,
        /// The kind of period.
        per: PeriodKind,
        /// Until so long after the period's end; `None`: by its end.
        after: Option<Deadline>,
    },
    /// Once for each occasion.
    ForEach {
        /// What gives occasion.
        occasion: Occasion,
        /// Until when.
        within: Within,
    },
}

/// What gives occasion to a duty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// A case, of a category if one is named.
    Case(Option<Id>),
    /// An access to the customer's systems.
    Access,
    /// A change that the customer made.
    CustomerChange,
    /// The publication of an update.
    Update,
    /// Whatever the contract calls so.
    Named(Id),
}

/// Until when a duty on an occasion is to be performed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// Together with the occasion.
    WithIt,
    /// At the latest so long after it.
    AtMost(Deadline),
    /// Without undue delay, and at the latest so long after it.
    Promptly(Deadline),
    /// Without undue delay, without an outer bound.
    PromptlyUnbounded,
    /// By the closing of the case.
    ByClosing,
}

/// A fact for which only some values will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prescribed {
    /// The fact.
    pub fact: Id,
    /// The values.
    pub values: Vec<Id>,
}

/// Whether each of several things is owed an act of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    /// One act suffices for all.
    OneForAll,
    /// Each is owed its own.
    Separately,
}

/// What a part period owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartDue {
    /// As much as a whole one, by its end within the term.
    Owed,
    /// Nothing.
    NotOwed,
}

impl Duty {
    /// Whether the occasion's own record can perform it: nothing but that record, or consent, is asked for.
    #[must_use]
    pub fn is_by_record(&self) -> bool {
        let asks = !self.particulars.is_empty() || !self.prescribed.is_empty() || self.consent.is_some();
        asks && self.evidence.is_empty() && matches!(self.due, Some(DutyDue::ForEach { .. }))
    }
}
