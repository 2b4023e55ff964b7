//! What a contract does not regulate, and what of it is left to people: read off the model, so that a report says what
//! its figures are silent about. What each silence means for a verdict is left to `docs/meaning.md`.

use crate::{
    model::{Availability, Binding, Cite, ClauseId, Desk, Kind, Model, OutageRule, Priorities, Wording},
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
    /// Who sets a priority.
    SetBy,
    /// What begins an outage.
    OutageStarts,
    /// What ends it.
    OutageEnds,
    /// When the desk is reachable.
    Reachable,
    /// What receipt by a channel is.
    Received,
}

/// All of it, in the order in which a contract usually has its clauses.
pub(super) fn of(model: &Model) -> Vec<Unregulated> {
    let mut found = Vec::new();
    if model.services.is_empty() {
        found.push(Unregulated::NoServices);
    }
    for clause in &model.services {
        let id = ClauseId::new(Kind::Service, clause.name.clone());
        match &clause.body.availability {
            Some(Availability::AtLeast { .. }) if clause.body.handed_over_at.is_none() => {
                found.push(Unregulated::NoHandoverPoint { service: clause.name.clone(), cite: id.heading() });
            }
            Some(Availability::AtLeast { .. }) => {}
            said => found.push(Unregulated::NoAvailability {
                service: clause.name.clone(),
                stated: said.is_some(),
                cite: id.heading(),
            }),
        }
    }
    if model.planned.is_empty() && model.services.iter().any(|clause| clause.body.availability.is_some()) {
        found.push(Unregulated::NoPlannedDowntime);
    }
    if model.priorities.is_empty() {
        found.push(Unregulated::NoPriorities);
    }
    for clause in &model.priorities {
        table(&ClauseId::new(Kind::Priorities, clause.name.clone()), &clause.body, &mut found);
    }
    if let Some(clause) = &model.outage {
        outage(&ClauseId::new(Kind::Outage, clause.name.clone()), &clause.body, &mut found);
    }
    for clause in &model.desks {
        desk(&ClauseId::new(Kind::ServiceDesk, clause.name.clone()), &clause.body, &mut found);
    }
    people(model, &mut found);
    found
}

fn table(id: &ClauseId, table: &Priorities, found: &mut Vec<Unregulated>) {
    if table.runs_during.is_none() {
        found.push(Unregulated::NoWindow { cite: id.heading() });
    }
    if table.pause.is_none() {
        found.push(Unregulated::NoPause { cite: id.heading() });
    }
    for (number, row) in (1..).zip(&table.rows) {
        if row.reaction.is_none() {
            found.push(Unregulated::NoReaction { priority: row.priority.clone(), cite: id.row(number) });
        }
        if row.update.is_none() {
            found.push(Unregulated::NoUpdate { priority: row.priority.clone(), cite: id.row(number) });
        }
    }
    found.push(Unregulated::NoRestoration { stated: table.no_restoration_period, cite: id.heading() });
    if table.set_by.is_some() {
        found.push(not_judged(ForPeople::SetBy, id));
    }
}

fn outage(id: &ClauseId, rule: &OutageRule, found: &mut Vec<Unregulated>) {
    let said = [(ForPeople::OutageStarts, rule.starts_when_detected), (ForPeople::OutageEnds, rule.ends_when_usable)];
    found.extend(said.into_iter().filter(|(_, said)| *said).map(|(statement, _)| not_judged(statement, id)));
}

fn desk(id: &ClauseId, desk: &Desk, found: &mut Vec<Unregulated>) {
    if desk.reachable_during.is_some() {
        found.push(not_judged(ForPeople::Reachable, id));
    }
    if !desk.rows.is_empty() {
        found.push(not_judged(ForPeople::Received, id));
    }
}

fn not_judged(statement: ForPeople, id: &ClauseId) -> Unregulated {
    Unregulated::NotJudged { statement, cite: id.heading() }
}

/// Wording that binds and is not judged, a clause each.
fn people(model: &Model, found: &mut Vec<Unregulated>) {
    let mut left = |wording: &[Wording], cite: Option<Cite>| {
        let count = wording.iter().filter(|one| one.binding == Binding::Agreed).count();
        if count > 0 {
            found.push(Unregulated::LeftToPeople { count, cite });
        }
    };
    left(&model.head.wording, None);
    let mut clause = |kind, name: &Id, wording: &[Wording]| {
        left(wording, Some(ClauseId::new(kind, name.clone()).heading()));
    };
    model.holidays.iter().for_each(|one| clause(Kind::Holidays, &one.name, &one.wording));
    model.windows.iter().for_each(|one| clause(Kind::ServiceWindow, &one.name, &one.wording));
    model.handover_points.iter().for_each(|one| clause(Kind::HandoverPoint, &one.name, &one.wording));
    model.planned.iter().for_each(|one| clause(Kind::PlannedDowntime, &one.name, &one.wording));
    model.outage.iter().for_each(|one| clause(Kind::Outage, &one.name, &one.wording));
    model.services.iter().for_each(|one| clause(Kind::Service, &one.name, &one.wording));
    model.desks.iter().for_each(|one| clause(Kind::ServiceDesk, &one.name, &one.wording));
    model.priorities.iter().for_each(|one| clause(Kind::Priorities, &one.name, &one.wording));
    model.duties.iter().for_each(|one| clause(Kind::Duty, &one.name, &one.wording));
    model.customer_duties.iter().for_each(|one| clause(Kind::CustomerDuty, &one.name, &one.wording));
    model.glossaries.iter().for_each(|one| clause(Kind::Glossary, &one.name, &one.wording));
}

impl Unregulated {
    /// The sentence that says it.
    #[must_use]
    pub fn text(&self, render: &Render<'_>) -> String {
        let of = |id, cite: &Cite| Said::new(id).with("cite", render.cite(cite));
        let name = |id: &Id| Value::Name(id.clone());
        let said = match self {
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
                ForPeople::SetBy => of(ids::UNREGULATED_SET_BY, cite),
                ForPeople::OutageStarts => of(ids::UNREGULATED_OUTAGE_STARTS, cite),
                ForPeople::OutageEnds => of(ids::UNREGULATED_OUTAGE_ENDS, cite),
                ForPeople::Reachable => of(ids::UNREGULATED_REACHABLE, cite),
                ForPeople::Received => of(ids::UNREGULATED_RECEIVED, cite),
            },
            Unregulated::LeftToPeople { cite: Some(cite), .. } => of(ids::UNREGULATED_LEFT_TO_PEOPLE, cite),
            Unregulated::LeftToPeople { cite: None, .. } => Said::new(ids::UNREGULATED_LEFT_TO_PEOPLE_HEAD),
        };
        render.say(&said)
    }
}
