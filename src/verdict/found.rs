//! What steps of a reason found: an outage and whether it counts, why time is unknown or suspended, what an act was.
//! The steps themselves are left to `reason`.

use super::{Choice, ChoiceUsed, EventRef};
use crate::{
    event::State,
    model::Cite,
    name::Id,
    time::{Instant, Interval, Millis},
};
use serde::{Deserialize, Serialize};

/// Why the state of a service is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unobserved {
    /// No check was made where one was due.
    NoChecks,
    /// It was before the first record.
    BeforeFirst,
    /// A record contradicts the one before it.
    Contradicted,
    /// Checks fail that are not yet as many as an outage takes.
    Pending,
}

/// An outage and whether it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageFinding {
    /// From when until when; an outage still running ends at *as of*.
    pub interval: Interval,
    /// Its state.
    pub state: State,
    /// The part that was down; `None`: the service as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Id>,
    /// When it was reported, if its event says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<Instant>,
    /// The degree of an impairment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<Id>,
    /// Time within it in which the state is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<Interval>,
    /// The event that began it.
    pub began: EventRef,
    /// The event that ended it; `None`: still running.
    pub ended: Option<EventRef>,
    /// Where it lay.
    pub place: Option<Id>,
    /// What caused it.
    pub cause: Option<Id>,
    /// Whether it counts.
    pub counts: bool,
    /// What decided that.
    pub decided_by: CountedBy,
    /// How much of it lies in the base.
    pub in_base: Millis,
}

/// What decided whether an outage counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
#[non_exhaustive]
pub enum CountedBy {
    /// It lay on the provider's side of the handover point.
    ProviderSide {
        /// The statement that lists the side.
        cite: Cite,
    },
    /// It lay on the customer's side.
    CustomerSide {
        /// The statement that lists the side.
        cite: Cite,
    },
    /// Its cause is excluded.
    CauseExcluded {
        /// The statement that excludes it.
        cite: Cite,
    },
    /// A choice: unexplained, impaired.
    Choice(ChoiceUsed),
    /// The service has no handover point: every outage counts.
    NoHandoverPoint,
    /// Its place is on no side of the handover point.
    PlaceOnNoSide {
        /// The choice that applies.
        choice: Choice,
    },
}

/// Why a clock was suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// Waiting for the customer's answer.
    WaitingForCustomer,
    /// Waiting for the customer without a question.
    WaitingWithoutQuestion,
    /// The case was closed.
    CaseClosed,
}

/// What an act was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Acted {
    /// A reaction.
    Reaction,
    /// A message to the customer.
    Message,
    /// A question to the customer.
    Question,
    /// The service was restored.
    Restoration,
    /// The case was closed.
    Closing,
    /// The customer made contact.
    Contact,
    /// The customer answered a question.
    Answer,
}

/// Why an act does not qualify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Barred {
    /// A machine wrote it.
    Automatic,
    /// It was no reply that takes up the case.
    NotPersonal,
    /// A note that the customer does not see.
    Internal,
    /// Its party may not set the priority.
    NotEntitled,
}
