//! What a contract does not regulate, and what of it is left to people: read off the model, so that a report says what
//! its figures are silent about. What each silence means for a verdict is left to `docs/meaning.md`.

mod clauses;

use crate::{
    model::{Cite, Model},
    name::Id,
    phrase::{Said, Value, ids},
    render::Render,
};
use serde::Serialize;

/// Something that the contract does not regulate, or that is agreed and not judged here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unregulated {
    /// No service is declared.
    NoServices,
    /// A service without a promised availability.
    NoAvailability {
        /// The service.
        service: Id,
        /// Whether the contract says expressly that none is agreed.
        stated: bool,
        /// Where.
        cite: Cite,
    },
    /// A service without a handover point: an outage counts wherever it lies.
    NoHandoverPoint {
        /// The service.
        service: Id,
        /// Where.
        cite: Cite,
    },
    /// No closing date for facts: nothing becomes final.
    NoClosingDate,
    /// No planned downtime: every outage within the agreed time is downtime.
    NoPlannedDowntime,
    /// No priority table: reactions and updates are not promised.
    NoPriorities,
    /// A row of a priority table without a period for the reaction.
    NoReaction {
        /// The priority.
        priority: Id,
        /// Where.
        cite: Cite,
    },
    /// A row without a period for updates.
    NoUpdate {
        /// The priority.
        priority: Id,
        /// Where.
        cite: Cite,
    },
    /// A table whose time runs day and night, since it names no service window.
    NoWindow {
        /// Where.
        cite: Cite,
    },
    /// A table whose time nothing suspends.
    NoPause {
        /// Where.
        cite: Cite,
    },
    /// No period for restoration.
    NoRestoration {
        /// Whether the contract says so expressly.
        stated: bool,
        /// Where.
        cite: Cite,
    },
    /// A statement that is agreed and enters no figure of a report.
    NotJudged {
        /// The statement.
        statement: ForPeople,
        /// Where.
        cite: Cite,
    },
    /// Agreed wording that is left to people.
    LeftToPeople {
        /// How many such paragraphs the clause has.
        count: usize,
        /// Where; absent: in the head.
        #[serde(skip_serializing_if = "Option::is_none")]
        cite: Option<Cite>,
    },
}

/// A statement that is understood, kept and not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ForPeople {
    /// Which language of the contract prevails.
    Authoritative,
    /// Who acts for the provider.
    ActsForProvider,
    /// What an outage or an impairment is, and when it has ended.
    OutageDefined,
    /// Which priority the table gives to an effect and extent, where another was set.
    PriorityByTable,
    /// When the desk is reachable.
    Reachable,
    /// What receipt by a channel is.
    Received,
}

/// All of it, by the kinds of clause in the order in which a contract usually has them.
pub(super) fn of(model: &Model) -> Vec<Unregulated> {
    clauses::of(model)
}

impl Unregulated {
    /// The sentence that says it.
    #[must_use]
    pub fn text(&self, render: &Render<'_>) -> String {
        let of = |id, cite: &Cite| Said::new(id).with("cite", render.cite(cite));
        let name = |id: &Id| Value::Name(id.clone());
        let said = match self {
            Unregulated::NoClosingDate => Said::new(ids::UNREGULATED_NO_CLOSING_DATE),
            Unregulated::NoServices => Said::new(ids::UNREGULATED_NO_SERVICES),
            Unregulated::NoAvailability { service, stated: true, cite } => {
                of(ids::UNREGULATED_NO_AVAILABILITY_STATED, cite).with("service", name(service))
            }
            Unregulated::NoAvailability { service, stated: false, cite } => {
                of(ids::UNREGULATED_NO_AVAILABILITY, cite).with("service", name(service))
            }
            Unregulated::NoHandoverPoint { service, cite } => {
                of(ids::UNREGULATED_NO_HANDOVER_POINT, cite).with("service", name(service))
            }
            Unregulated::NoPlannedDowntime => Said::new(ids::UNREGULATED_NO_PLANNED_DOWNTIME),
            Unregulated::NoPriorities => Said::new(ids::UNREGULATED_NO_PRIORITIES),
            Unregulated::NoReaction { priority, cite } => {
                of(ids::UNREGULATED_NO_REACTION, cite).with("priority", name(priority))
            }
            Unregulated::NoUpdate { priority, cite } => {
                of(ids::UNREGULATED_NO_UPDATE, cite).with("priority", name(priority))
            }
            Unregulated::NoWindow { cite } => of(ids::UNREGULATED_NO_WINDOW, cite),
            Unregulated::NoPause { cite } => of(ids::UNREGULATED_NO_PAUSE, cite),
            Unregulated::NoRestoration { stated: true, cite } => of(ids::UNREGULATED_NO_RESTORATION_STATED, cite),
            Unregulated::NoRestoration { stated: false, cite } => of(ids::UNREGULATED_NO_RESTORATION, cite),
            Unregulated::NotJudged { statement, cite } => match statement {
                ForPeople::Authoritative => Said::new(ids::UNREGULATED_AUTHORITATIVE),
                ForPeople::ActsForProvider => of(ids::UNREGULATED_ACTS_FOR_PROVIDER, cite),
                ForPeople::OutageDefined => of(ids::UNREGULATED_OUTAGE_DEFINED, cite),
                ForPeople::PriorityByTable => of(ids::UNREGULATED_PRIORITY_BY_TABLE, cite),
                ForPeople::Reachable => of(ids::UNREGULATED_REACHABLE, cite),
                ForPeople::Received => of(ids::UNREGULATED_RECEIVED, cite),
            },
            Unregulated::LeftToPeople { cite: Some(cite), .. } => of(ids::UNREGULATED_LEFT_TO_PEOPLE, cite),
            Unregulated::LeftToPeople { cite: None, .. } => Said::new(ids::UNREGULATED_LEFT_TO_PEOPLE_HEAD),
        };
        render.say(&said)
    }
}
