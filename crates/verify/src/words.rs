//! Words of a judgement's steps, and what a step says of one outage.
//! The steps themselves are left to `step`.

use crate::{
    moment::Length,
    spans::{self, Span},
    step::{Chosen, Cite, EventRef},
};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outage {
    pub(crate) interval: Span,
    pub(crate) state: State,
    #[serde(default, rename = "degree")]
    pub(crate) _degree: Option<String>,
    #[serde(default)]
    pub(crate) unclear: Vec<Span>,
    pub(crate) began: EventRef,
    pub(crate) ended: Option<EventRef>,
    #[serde(rename = "place")]
    pub(crate) _place: Option<String>,
    pub(crate) cause: Option<String>,
    pub(crate) counts: bool,
    pub(crate) decided_by: CountedBy,
    pub(crate) in_base: Length,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum CountedBy {
    ProviderSide {
        #[serde(rename = "cite")]
        _cite: Cite,
    },
    CustomerSide {
        #[serde(rename = "cite")]
        _cite: Cite,
    },
    CauseExcluded {
        #[serde(rename = "cite")]
        _cite: Cite,
    },
    Choice(Chosen),
    NoHandoverPoint,
    PlaceOnNoSide {
        choice: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Down,
    Degraded,
    Up,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unobserved {
    NoChecks,
    BeforeFirst,
    Contradicted,
    Pending,
}

impl Outage {
    /// When it was down for certain: without what is not known of it.
    pub(crate) fn clear(&self) -> Vec<Span> {
        spans::minus(&[self.interval], &self.unclear)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MaintenanceAct {
    Agreed,
    Announced,
    Moved,
    Extended,
    Withdrawn,
    Finished,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Why {
    WaitingForCustomer,
    CaseClosed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    Reaction,
    Message,
    Question,
    Restoration,
    Closing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Barred {
    Automatic,
    NotPersonal,
}
