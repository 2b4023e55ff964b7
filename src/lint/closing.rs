//! A contract in force whose facts are never closed (K527): each verdict can be turned by a record that comes years later,
//! and no report is ever final. A draft that does not say from when it is in force is not asked.

use super::Looking;
use crate::{
    clauses::Term,
    diagnostic,
    model::{Availability, Kind, PeriodKind},
    phrase::{Said, ids},
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    let Some(head) = looking.first(Kind::Contract) else { return };
    let promised = |availability: &Option<Availability>| matches!(availability, Some(Availability::AtLeast { .. }));
    let judged = model.services.iter().any(|service| promised(&service.body.availability))
        || model.priorities.iter().any(|table| !table.body.rows.is_empty());
    if model.head.in_force_from.is_some() && model.head.facts_closed.is_none() && judged {
        let period = PeriodKind::CalendarMonth.say("period_end");
        let said = Said::new(ids::CONTRACT_FACTS_CLOSED).with("days", 30).with("period", period);
        let example = looking.say(&said);
        looking.note(diagnostic::never_final(head.span, example));
    }
}
