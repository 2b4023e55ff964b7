//! What an event says, by type; the table is published in `docs/events.md`.
//! Words for names stay words; which clause uses an event is left to `compile`.

use super::{Arising, Consent, Contest, Performing};
use crate::time::Instant;
use std::sync::Arc;

/// What an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Happening {
    /// `service.down`, `service.degraded`, `service.up`: the state of the subject from here on.
    State(StateChange),
    /// `probe.ok`, `probe.failed`: one reading of a probe of the subject.
    Probe(Probe),
    /// `time.excluded`: time that may be no part of what is owed, such as force majeure.
    Excluded(ExcludedTime),
    /// `maintenance.*`: planned downtime of the subject.
    Maintenance(Maintenance),
    /// `case.reported`: a customer's report.
    Reported(Report),
    /// `case.contacted`: a further contact by the customer.
    Contacted(Report),
    /// `case.categorised`: a category set; with `corrects` a correction.
    Categorised {
        /// The category, as a word.
        category: Arc<str>,
        /// Who set it, as a word.
        by: Option<Arc<str>>,
    },
    /// `case.prioritised`: a priority set; with `corrects` a correction.
    Prioritised {
        /// The priority, as a word.
        priority: Arc<str>,
        /// Who set it, as a word.
        by: Option<Arc<str>>,
    },
    /// `case.reacted`: the desk took up the case and replied.
    Reacted {
        /// Whether a machine wrote it.
        automatic: bool,
    },
    /// `case.messaged`: a message to the customer.
    Messaged {
        /// Whether a machine wrote it.
        automatic: bool,
    },
    /// `case.questioned`: a question to the customer; it is a message too.
    Questioned {
        /// Whether a machine wrote it.
        automatic: bool,
    },
    /// `case.questioned` with `asked: false`: the desk waits for the customer, and no question was sent.
    Waiting,
    /// `case.reacted` or `case.messaged` with `internal: true`: a note that the customer does not see.
    Noted,
    /// `case.answered`: the customer's answer.
    Answered {
        /// The id of the question that it answers; none: all that are open.
        question: Option<Arc<str>>,
    },
    /// `case.restored`: the service works again.
    Restored,
    /// `case.closed`: the case is closed.
    Closed,
    /// `case.reopened`: the case is open again.
    Reopened,
    /// `duty.arose`, `access.made`, `customer.changed`, `update.published`: an occasion of a duty.
    Arose(Box<Arising>),
    /// `duty.performed`, `customer.notified`, `update.installed`: a duty was performed.
    Performed(Box<Performing>),
    /// `consent.given`, `consent.refused`.
    Consent(Box<Consent>),
    /// `duty.contested`: that a duty was performed without undue delay.
    Contested(Box<Contest>),
    /// A type of the published table that no clause of this version judges, such as `effort.recorded`.
    NotJudged {
        /// The type.
        kind: Arc<str>,
    },
}

/// Time that may be no part of what is owed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExcludedTime {
    /// From when; absent: from when it happened.
    pub from: Option<Instant>,
    /// Until when; absent: it still runs.
    pub until: Option<Instant>,
    /// Why, as a word.
    pub cause: Option<Arc<str>>,
}

/// One reading of a probe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    /// Whether the service answered.
    pub ok: bool,
    /// Where what made it fail lies, as a word.
    pub place: Option<Arc<str>>,
    /// What made it fail, as a word.
    pub cause: Option<Arc<str>>,
    /// Which part of the service it probed, as a word.
    pub part: Option<Arc<str>>,
}

/// The state of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Unavailable.
    Down,
    /// Impaired.
    Degraded,
    /// Available.
    Up,
}

/// A change of the state of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateChange {
    /// The state from here on.
    pub state: State,
    /// The state before, if the source says so.
    pub previous: Option<State>,
    /// Where it lies, as a word.
    pub place: Option<Arc<str>>,
    /// What caused it, as a word.
    pub cause: Option<Arc<str>>,
    /// Which part of the service, as a word.
    pub part: Option<Arc<str>>,
    /// Of which degree an impairment is, as a word.
    pub degree: Option<Arc<str>>,
    /// When it was first reported.
    pub reported: Option<Instant>,
    /// Which incident, where several may run at once: each has a state of its own.
    pub incident: Option<Arc<str>>,
}

/// What happened to an interval of planned downtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maintenance {
    /// What happened.
    pub act: MaintenanceAct,
    /// Which interval it is about, where several stand: the id of the agreement (`data.agreement`, else `data.from`).
    pub agreement: Option<Arc<str>>,
    /// From when.
    pub from: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
    /// By whom, as a word.
    pub by: Option<Arc<str>>,
    /// In which form, as a word.
    pub form: Option<Arc<str>>,
}

/// What happened to an interval of planned downtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaintenanceAct {
    /// The party named agreed to it.
    Agreed,
    /// It was announced.
    Announced,
    /// It was moved: withdrawn and made anew.
    Moved,
    /// It was extended from its old end.
    Extended,
    /// It was withdrawn.
    Withdrawn,
    /// The work was reported finished.
    Finished,
}

/// How a customer made contact, and about what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The channel, as a word.
    pub channel: Option<Arc<str>>,
    /// Who called or wrote; `monitoring`: no customer did, the provider's monitoring detected the case.
    pub reporter: Option<Arc<str>>,
    /// The service, as a word.
    pub service: Option<Arc<str>>,
    /// The effect, as a word.
    pub effect: Option<Arc<str>>,
    /// The extent, as a word.
    pub extent: Option<Arc<str>>,
    /// The priority set with the report, as a word.
    pub priority: Option<Arc<str>>,
    /// The category set with the report, as a word.
    pub category: Option<Arc<str>>,
}
