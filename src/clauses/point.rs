//! Where a service is handed over, and what lies on which side.

use super::{ClauseReading, Part, of, part, statements, terms};
use crate::{model::HandoverPoint, phrase::ids, syntax::ClauseText};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> HandoverPoint {
    let mut point = HandoverPoint::default();
    for statement in statements(clause) {
        let slots = &statement.said.slots;
        match statement.said.id {
            ids::HANDOVER_POINT_PLACE => {
                if let Some(place) = reading.text(statement, "place") {
                    reading.once("place", &mut point.place, place, statement);
                }
            }
            ids::HANDOVER_POINT_PROVIDER_SIDE => point.provider_side.extend(slots.names("places")),
            ids::HANDOVER_POINT_CUSTOMER_SIDE => point.customer_side.extend(slots.names("places")),
            ids::HANDOVER_POINT_ACTS_FOR_PROVIDER => {
                if let Some(who) = reading.text(statement, "who") {
                    reading.once("acts_for", &mut point.acts_for_provider, who, statement);
                }
            }
            _ => {}
        }
    }
    point
}

pub(super) fn say(point: &HandoverPoint) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(place) = &point.place {
        parts.push(part(of(ids::HANDOVER_POINT_PLACE).with("place", place.text.as_str())));
    }
    let sides = [
        (ids::HANDOVER_POINT_PROVIDER_SIDE, &point.provider_side),
        (ids::HANDOVER_POINT_CUSTOMER_SIDE, &point.customer_side),
    ];
    for (id, places) in sides.into_iter().filter(|(_, places)| !places.is_empty()) {
        parts.push(part(of(id).with("places", terms::say_names(places))));
    }
    if let Some(who) = &point.acts_for_provider {
        parts.push(part(of(ids::HANDOVER_POINT_ACTS_FOR_PROVIDER).with("who", who.text.as_str())));
    }
    parts
}
