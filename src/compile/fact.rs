//! An event bound to a contract: names are ids or small numbers, so that judging compares no text.
//! Binding is left to `bind`, choosing among facts to `engine`.

use super::{
    duty::{DutyAt, OccasionAt},
    names::Name,
};
use crate::{
    event::{Line, MaintenanceAct, State, Unused},
    model::{Channel, Evidence, Party},
    name::Id,
    time::{Instant, Interval},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An event that a contract can use.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fact {
    pub(crate) id: Option<Arc<str>>,
    pub(crate) source: Arc<str>,
    pub(crate) corrects: Option<Arc<str>>,
    pub(crate) at: Instant,
    pub(crate) known_at: Instant,
    pub(crate) seq: Option<u64>,
    pub(crate) rank: i32,
    pub(crate) line: Line,
    /// What it says of the time before it holds from here on: earlier facts were closed when it became known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reaches_back_to: Option<Instant>,
    pub(crate) scope: Scope,
    pub(crate) says: Said,
    /// A word that the contract does not know: the fact is used as though it had not been said, and this is listed.
    pub(crate) misread: Option<Box<Unused>>,
}

/// Whom a fact is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// A case, by its number.
    Case(Arc<str>),
    /// A service of the contract.
    Service(ServiceAt),
    /// A duty that is owed in periods.
    Duty(DutyAt),
    /// An occasion of duties, by its kind and number.
    Occasion(OccasionAt, Arc<str>),
}

/// Which service of a program: its place among the contract's services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ServiceAt(pub(crate) u32);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Said {
    State(Box<StateSaid>),
    Checked(Box<CheckSaid>),
    Excluded(Box<ExcludedSaid>),
    Maintenance(Box<MaintenanceSaid>),
    Reported(Contact),
    Contacted(Contact),
    Categorised(Name),
    Prioritised {
        priority: Name,
        by: Option<Party>,
    },
    Reacted {
        automatic: bool,
    },
    Messaged {
        automatic: bool,
    },
    Questioned {
        automatic: bool,
    },
    /// The desk waits without a question.
    Waiting,
    /// A note that the customer does not see.
    Noted,
    /// The id of the question, where the answer names it.
    Answered {
        question: Option<Arc<str>>,
    },
    Restored,
    Closed,
    Reopened,
    Arose(Box<AroseSaid>),
    Performed(Box<PerformedSaid>),
    Consented(Box<ConsentSaid>),
    /// That a duty was performed without undue delay is contested.
    Contested {
        duty: DutyAt,
    },
}

/// Facts by name, each with its value where it has one: what the contract names by its id, all else as it was written.
pub(crate) type Stated = Vec<(Id, Option<Arc<str>>)>;

/// An occasion of duties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AroseSaid {
    pub(crate) service: Option<Id>,
    pub(crate) stated: Stated,
}

/// An act that performs a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PerformedSaid {
    /// The duty; `None`: every duty on its occasion.
    pub(crate) duty: Option<DutyAt>,
    /// The period that it names.
    pub(crate) period: Option<Interval>,
    pub(crate) service: Option<Id>,
    pub(crate) stated: Stated,
}

/// Consent or its refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConsentSaid {
    pub(crate) given: bool,
    pub(crate) by: Option<Party>,
    pub(crate) form: Option<Evidence>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StateSaid {
    pub(crate) state: State,
    pub(crate) previous: Option<State>,
    pub(crate) place: Option<Id>,
    pub(crate) cause: Option<Id>,
    pub(crate) part: Option<Id>,
    pub(crate) degree: Option<Id>,
    pub(crate) incident: Option<Arc<str>>,
    pub(crate) reported: Option<Instant>,
}

/// Time that is said to be no part of what is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ExcludedSaid {
    pub(crate) from: Option<Instant>,
    pub(crate) until: Option<Instant>,
    pub(crate) cause: Option<Id>,
}

/// One check of monitoring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CheckSaid {
    pub(crate) ok: bool,
    pub(crate) place: Option<Id>,
    pub(crate) cause: Option<Id>,
    pub(crate) part: Option<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MaintenanceSaid {
    pub(crate) act: MaintenanceAct,
    pub(crate) agreement: Option<Arc<str>>,
    pub(crate) from: Option<Instant>,
    pub(crate) until: Option<Instant>,
    pub(crate) by: Option<Party>,
    pub(crate) form: Option<Evidence>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) channel: Option<Channel>,
    pub(crate) effect: Option<Name>,
    pub(crate) extent: Option<Name>,
    pub(crate) priority: Option<Name>,
    pub(crate) category: Option<Name>,
    /// Whether it states them.
    pub(crate) service: bool,
    pub(crate) reporter: bool,
    /// No customer made it: the provider's monitoring detected the case.
    pub(crate) detected: bool,
}

impl Fact {
    /// When it happened.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.at
    }

    /// Whom it is about.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}
