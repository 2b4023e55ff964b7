//! Handover points, planned downtime, outages, services and desks as a contract says them.
//! How outages are counted is left to `engine`.

use super::{Channel, Party, PeriodKind, Text};
use crate::{name::Id, percent::Percent, time::Millis};
use serde::{Deserialize, Serialize};

/// Where the provider's responsibility ends and the customer's begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HandoverPoint {
    /// Where it is.
    pub place: Option<Text>,
    /// Places on the provider's side: an outage there counts.
    pub provider_side: Vec<Id>,
    /// Places on the customer's side: an outage there does not count.
    pub customer_side: Vec<Id>,
    /// Who else acts for the provider there.
    pub acts_for_provider: Option<Text>,
}

/// Downtime that is no outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannedDowntime {
    /// At any time outside a service window: its complement.
    Standing {
        /// The window.
        outside: Id,
    },
    /// By agreement for one interval at a time.
    Agreed(AgreedDowntime),
}

/// When agreed downtime counts as planned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AgreedDowntime {
    /// Who must have agreed before it begins, and in which form.
    pub agreed_by: Option<(Party, Evidence)>,
    /// How long before it begins; silent: at any time before.
    pub lead: Option<Millis>,
    /// Whether silence is said not to be consent.
    pub silence_is_no_consent: bool,
    /// Whether it is said what must be agreed: service, begin, end.
    pub terms_stated: bool,
    /// Whether it is said that an overrun counts as an outage.
    pub overrun_counts: bool,
}

/// The form of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// In text form (§ 126b BGB).
    TextForm,
    /// In writing (§ 126 BGB).
    Writing,
    /// In any form.
    AnyForm,
}

/// What counts as an outage; each `None` is silence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OutageRule {
    /// Said: an outage is that no user can use the service at the handover point.
    pub no_user: bool,
    /// Said: what an impairment is.
    pub impairment_defined: bool,
    /// Whether an impairment counts as an outage; silent: no.
    pub impairment_counts: Option<bool>,
    /// Said: an outage starts with its first detection by monitoring or report.
    pub starts_when_detected: bool,
    /// Said: it ends when the service can be used again.
    pub ends_when_usable: bool,
    /// An established outage whose cause is unexplained.
    pub unexplained: Option<Unexplained>,
    /// Time that nothing observed.
    pub unobserved: Option<Unobserved>,
    /// How long after a check of monitoring the next one is due; silent: there are no checks.
    pub check_every: Option<Millis>,
    /// How many checks must fail in a row, and from which of them on the service is down; silent: the first.
    pub failed_checks: Option<FailedChecks>,
    /// The state before the first record; silent: up in a log of outages, unknown in a series of checks.
    pub before_first: Option<BeforeFirst>,
    /// A record that contradicts the state recorded before it; silent: the state recorded stands.
    pub contradicted: Option<Contradicted>,
}

/// How many checks must fail in a row until the service is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedChecks {
    /// How many, at least 1.
    pub count: u32,
    /// Whether the outage begins with the first of them (`false`: with the last).
    pub from_first: bool,
}

/// The state of a service before the first record of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BeforeFirst {
    /// It was up.
    Up,
    /// It is unknown.
    Unknown,
    /// It was what the first record shows.
    Earliest,
}

/// What follows where a record states another state before it than was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contradicted {
    /// The state recorded stands; the contradiction is listed.
    RecordStands,
    /// The time since the last record is unknown.
    Unknown,
}

/// Which impairments of one service count as outages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Impairments {
    /// None.
    NotCounted,
    /// All.
    Counted,
    /// Those of these degrees.
    OfDegrees(Vec<Id>),
}

/// What an established outage with an unexplained cause or place is; silent: it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unexplained {
    /// It counts.
    Counts,
    /// It is unknown until its cause is stated.
    Unknown,
}

/// What time is that nothing observed; silent: unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unobserved {
    /// It stays unknown.
    Unknown,
    /// It counts as up.
    Up,
    /// It counts as down.
    Down,
    /// It is no part of the base.
    LeavesBase,
}

/// A service and its promise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Service {
    /// The services for each of which the clause promises the same; empty: the one that it is named after.
    pub each_of: Vec<Id>,
    /// The window during which it is operated.
    pub operated_during: Option<Id>,
    /// Where it is handed over; silent: every outage counts.
    pub handed_over_at: Option<Id>,
    /// What is promised; silent: nothing.
    pub availability: Option<Availability>,
    /// What the percentage is of; silent: the window of operation, less planned downtime.
    pub base: Option<Base>,
    /// Outages that do not count.
    pub excluded: Option<Excluded>,
    /// Which of its impairments count as outages; silent: as for every service.
    pub impairments: Option<Impairments>,
    /// How a part period counts; silent: as it is.
    pub part_period: Option<PartPeriod>,
}

impl Service {
    /// The services that the clause of that name promises for.
    #[must_use]
    pub fn names<'a>(&'a self, clause: &'a Id) -> &'a [Id] {
        if self.each_of.is_empty() { std::slice::from_ref(clause) } else { &self.each_of }
    }
}

/// An availability promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// At least `target` in each period.
    AtLeast {
        /// The least percentage.
        target: Percent,
        /// The measuring period.
        per: PeriodKind,
    },
    /// Expressly none.
    NoneAgreed,
}

/// What the percentage is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Base {
    /// The window.
    pub window: Id,
    /// Whether planned downtime is taken out (`false`: it stays in the base and is not counted as down either).
    pub less_planned: bool,
}

/// Outages that do not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Excluded {
    /// Expressly none.
    Nothing,
    /// Those with one of these causes.
    CausedBy(Vec<Id>),
}

/// How a period counts of which only a part lies in the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartPeriod {
    /// Only the time in force, same percentage.
    TimeInForce,
    /// Not judged.
    NotJudged,
}

/// How the desk is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// The window during which it is reachable.
    pub reachable_during: Option<Id>,
    /// The window outside which a report counts as received at the next opening.
    pub deemed_received: Option<Id>,
    /// Channels, in the order of the document.
    pub rows: Vec<DeskRow>,
    /// What a voice message counts as.
    pub voicemail_counts_as: Option<Channel>,
}

/// A channel of a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskRow {
    /// The channel.
    pub channel: Channel,
    /// The address or number.
    pub address: Text,
    /// What receipt is.
    pub received: Received,
}

/// What receipt by a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Received {
    /// The call is answered.
    CallAnswered,
    /// It arrives in the desk's inbox.
    ArrivesInInbox,
    /// It is entered in the portal.
    EnteredInPortal,
}
