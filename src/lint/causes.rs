//! An exclusion that names what no handover point has on a side (K528): whose it is decides whether an outage counts, and
//! nothing says it. Contracts without sides are not asked.

use super::{Looking, statements};
use crate::{
    diagnostic,
    model::Kind,
    name::Id,
    phrase::{Said, Value, ids},
};
use std::collections::BTreeSet;

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    let points = || model.handover_points.iter().map(|clause| &clause.body);
    let sides: BTreeSet<&Id> =
        points().flat_map(|point| point.provider_side.iter().chain(&point.customer_side)).collect();
    if sides.is_empty() || looking.refused {
        return;
    }
    for (text, _) in looking.clauses(Kind::Service, &model.services) {
        for statement in statements(text).filter(|statement| statement.said.id == ids::SERVICE_EXCLUDED) {
            let unnamed = statement.said.slots.names("causes").into_iter().find(|cause| !sides.contains(cause));
            if let Some(cause) = unnamed {
                let name = looking.printer.word(&cause);
                let said = Said::new(ids::HANDOVER_POINT_CUSTOMER_SIDE).with("places", vec![Value::Name(cause)]);
                let example = looking.say(&said);
                looking.note(diagnostic::cause_on_no_side(statement.place("causes"), &name, example));
            }
        }
    }
}
