//! What each kind of clause leaves open, and what it says that enters no figure.
//! Every kind and every statement is named here on purpose: a kind or a statement that is added to the model does not
//! compile until it is decided here. What is judged is left to `engine`, the sentences to the file above.

use super::{ForPeople, Unregulated};
use crate::{
    model::{
        AnyOr, Availability, Binding, Clause, ClauseId, Desk, HandoverPoint, Head, Kind, Model, OutageRule, Priorities,
        Service, Wording,
    },
    name::Id,
};

/// All of a contract, by the kinds of its clauses.
pub(super) fn of(model: &Model) -> Vec<Unregulated> {
    let mut found = Vec::new();
    for kind in Kind::ALL {
        match kind {
            Kind::Contract => head(&model.head, &mut found),
            Kind::Holidays => each(kind, &model.holidays, judged, &mut found),
            Kind::ServiceWindow => each(kind, &model.windows, judged, &mut found),
            Kind::HandoverPoint => each(kind, &model.handover_points, handover_point, &mut found),
            Kind::PlannedDowntime => {
                if model.planned.is_empty() && model.services.iter().any(|clause| is_promised(&clause.body)) {
                    found.push(Unregulated::NoPlannedDowntime);
                }
                each(kind, &model.planned, judged, &mut found);
            }
            Kind::Outage => each(kind, &model.outage, outage, &mut found),
            Kind::Service => {
                if model.services.is_empty() {
                    found.push(Unregulated::NoServices);
                }
                each(kind, &model.services, service, &mut found);
            }
            Kind::ServiceDesk => each(kind, &model.desks, desk, &mut found),
            Kind::Priorities => {
                if model.priorities.is_empty() {
                    found.push(Unregulated::NoPriorities);
                }
                each(kind, &model.priorities, table, &mut found);
            }
            Kind::Glossary => each(kind, &model.glossaries, judged, &mut found),
        }
    }
    found
}

/// What the clauses of a kind say, and after each its wording for people.
fn each<'m, T: 'm>(
    kind: Kind,
    clauses: impl IntoIterator<Item = &'m Clause<T>>,
    said: impl Fn(&ClauseId, &T, &mut Vec<Unregulated>),
    found: &mut Vec<Unregulated>,
) {
    for clause in clauses {
        let id = ClauseId::new(kind, clause.name.clone());
        said(&id, &clause.body, found);
        if let Some(count) = agreed(&clause.wording) {
            found.push(Unregulated::LeftToPeople { count, cite: Some(id.heading()) });
        }
    }
}

/// Whatever such a clause says is used in judging.
fn judged<T>(_: &ClauseId, _: &T, _: &mut Vec<Unregulated>) {}

/// How many paragraphs bind and are not judged; `None`: none.
fn agreed(wording: &[Wording]) -> Option<usize> {
    Some(wording.iter().filter(|one| one.binding == Binding::Agreed).count()).filter(|count| *count > 0)
}

fn not_judged(statement: ForPeople, id: &ClauseId) -> Unregulated {
    Unregulated::NotJudged { statement, cite: id.heading() }
}

fn head(head: &Head, found: &mut Vec<Unregulated>) {
    let Head {
        name,
        lang: _,
        document: _,
        in_force_from: _,
        in_force_through: _,
        provider: _,
        customer: _,
        zone: _,
        instants: _,
        working_days: _,
        facts_closed,
        authoritative,
        wording,
        notes: _,
    } = head;
    if facts_closed.is_none() {
        found.push(Unregulated::NoClosingDate);
    }
    if authoritative.is_some() {
        found.push(not_judged(ForPeople::Authoritative, &ClauseId::new(Kind::Contract, name.clone())));
    }
    if let Some(count) = agreed(wording) {
        found.push(Unregulated::LeftToPeople { count, cite: None });
    }
}

fn handover_point(id: &ClauseId, point: &HandoverPoint, found: &mut Vec<Unregulated>) {
    let HandoverPoint { place: _, provider_side: _, customer_side: _, acts_for_provider } = point;
    if acts_for_provider.is_some() {
        found.push(not_judged(ForPeople::ActsForProvider, id));
    }
}

fn outage(id: &ClauseId, rule: &OutageRule, found: &mut Vec<Unregulated>) {
    let OutageRule {
        no_user,
        impairment_defined,
        impairment_counts: _,
        starts_when_detected: _,
        ends_when_usable,
        unexplained: _,
        unobserved: _,
        check_every: _,
        failed_checks: _,
        starts_at_report: _,
        shortest: _,
        whole_minutes: _,
        coinciding: _,
        excused_time: _,
        before_first: _,
        contradicted: _,
    } = rule;
    if *no_user || *impairment_defined || *ends_when_usable {
        found.push(not_judged(ForPeople::OutageDefined, id));
    }
}

fn is_promised(service: &Service) -> bool {
    matches!(service.availability, Some(Availability::AtLeast { .. }))
}

fn service(id: &ClauseId, service: &Service, found: &mut Vec<Unregulated>) {
    let Service {
        each_of: _,
        operated_during: _,
        handed_over_at,
        availability,
        base: _,
        excluded: _,
        parts: _,
        down_when: _,
        outside_window: _,
        outside_causes: _,
        fixed_base: _,
        shown: _,
        impairments: _,
        part_period: _,
    } = service;
    let (service, cite) = (id.name.clone(), id.heading());
    match availability {
        Some(Availability::AtLeast { .. }) if handed_over_at.is_none() => {
            found.push(Unregulated::NoHandoverPoint { service, cite });
        }
        Some(Availability::AtLeast { .. }) => {}
        said => found.push(Unregulated::NoAvailability { service, stated: said.is_some(), cite }),
    }
}

fn desk(id: &ClauseId, desk: &Desk, found: &mut Vec<Unregulated>) {
    let Desk { reachable_during, deemed_received: _, rows, voicemail_counts_as: _ } = desk;
    if reachable_during.is_some() {
        found.push(not_judged(ForPeople::Reachable, id));
    }
    if !rows.is_empty() {
        found.push(not_judged(ForPeople::Received, id));
    }
}

fn table(id: &ClauseId, table: &Priorities, found: &mut Vec<Unregulated>) {
    let Priorities {
        category: _,
        runs_during,
        effects: _,
        extents: _,
        set_by: _,
        starts: _,
        in_time: _,
        rows,
        without_channel: _,
        later_call: _,
        reaction: _,
        update_is_message: _,
        update_arm: _,
        silence: _,
        update_end: _,
        closing: _,
        cut_off: _,
        working_day_end: _,
        day_end: _,
        day_moves: _,
        pause,
        waiting: _,
        raised: _,
        reopened: _,
        belongs: _,
        no_restoration_period,
    } = table;
    if runs_during.is_none() {
        found.push(Unregulated::NoWindow { cite: id.heading() });
    }
    if pause.is_none() {
        found.push(Unregulated::NoPause { cite: id.heading() });
    }
    for (number, row) in (1..).zip(rows) {
        let priority = || -> Id { row.priority.clone() };
        if row.reaction.is_none() {
            found.push(Unregulated::NoReaction { priority: priority(), cite: id.row(number) });
        }
        if row.update.is_none() {
            found.push(Unregulated::NoUpdate { priority: priority(), cite: id.row(number) });
        }
    }
    found.push(Unregulated::NoRestoration { stated: *no_restoration_period, cite: id.heading() });
    if rows.iter().any(|row| row.effect != AnyOr::Any || row.extent != AnyOr::Any) {
        found.push(not_judged(ForPeople::PriorityByTable, id));
    }
}
