//! What a verdict on a duty says in figures, and what its reason says of it.
//! Making them is left to `engine`, their texts to `render`.

use super::EventRef;
use crate::{
    model::{Cite, ClauseId, Party},
    name::Id,
    time::{Instant, Interval},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The figures of a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyFigures {
    /// The duty's clause.
    pub duty: ClauseId,
    /// Who owes it.
    pub owed_by: Party,
    /// Of a duty owed in periods: the period, cut to the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Interval>,
    /// What of several things it is owed for, where each is owed an act of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed_for: Option<Id>,
    /// Of a duty on an occasion: when that arose.
    pub started_at: Option<Instant>,
    /// When it is due; `None`: not owed, or no instant is fixed.
    pub due_at: Option<Instant>,
    /// When the act came by which it was performed.
    pub performed_at: Option<Instant>,
    /// How many acts it takes.
    pub times: u32,
    /// How many there were by then, at most as many as it takes.
    pub done: u32,
}

/// When a duty without a limit of its own is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueBy {
    /// Together with its occasion.
    Occasion,
    /// By the end of its period.
    PeriodEnd,
    /// By the closing of the case.
    Closing(EventRef),
}

/// What an act or a record lacks to perform a duty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "lacks", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Lacking {
    /// A fact is not stated.
    Fact {
        /// The fact.
        fact: Id,
        /// The statement that demands it.
        cite: Cite,
    },
    /// A fact has a value that is not prescribed.
    Value {
        /// The fact.
        fact: Id,
        /// Its value: the id of a name that the contract has, else what was written.
        said: Arc<str>,
        /// The statement that prescribes others.
        cite: Cite,
    },
    /// Consent before the occasion.
    Consent {
        /// Whose.
        by: Party,
        /// The statement that demands it.
        cite: Cite,
    },
}
