//! Each exclusion just true and just false: an outage a second longer than is allowed, by each cause, at each place, of each
//! degree, in each kind of time, so that whether it counts decides the verdict.

use super::{made::Made, outages::Promised};
use crate::{
    model::{Excluded, Impairments},
    name::Id,
    phrase::{Said, Value, ids},
};

/// Each cause, each place and each degree that decides whether an outage counts, and one that is none of them.
pub(super) fn make(promised: &Promised<'_>, made: &mut Vec<Made>) {
    let mut put = |name: Said, said: Said| {
        made.push(promised.asked(promised.down(promised.named(name), said, promised.exceeding())));
    };
    put(Said::new(ids::MADE_DOWN), promised.say(ids::TOLD_DOWN));
    put(Said::new(ids::MADE_DEGRADED), promised.say(ids::TOLD_DEGRADED));
    let causes = match &promised.body.excluded {
        Some(Excluded::CausedBy(causes)) => causes.clone(),
        Some(Excluded::Nothing) | None => Vec::new(),
    };
    let of_others = promised.ground.model.services.iter().filter_map(|other| match &other.body.excluded {
        Some(Excluded::CausedBy(causes)) => Some(causes),
        _ => None,
    });
    let point = promised
        .body
        .handed_over_at
        .as_ref()
        .and_then(|point| promised.ground.model.handover_points.iter().find(|clause| clause.name == *point));
    let points =
        promised.ground.model.handover_points.iter().filter(|clause| point.is_none_or(|own| own.name != clause.name));
    let mut places: Vec<Id> = Vec::new();
    for clause in point.into_iter().chain(points) {
        places.extend(clause.body.provider_side.iter().chain(&clause.body.customer_side).cloned());
    }
    let mut all: Vec<Id> = causes;
    all.extend(of_others.flatten().cloned());
    for cause in unique(all) {
        let said = promised.say(ids::TOLD_DOWN_BY).with("cause", Value::Name(cause.clone()));
        put(Said::new(ids::MADE_CAUSE).with("cause", Value::Name(cause)), said);
    }
    for place in unique(places) {
        let said = promised.say(ids::TOLD_DOWN_AT).with("place", Value::Name(place.clone()));
        put(Said::new(ids::MADE_PLACE).with("place", Value::Name(place.clone())), said);
        // Where a cause may be excluded, the place alone does not decide for good.
        let known = Id::of(&promised.ground.printer.text(ids::MADE_SOMETHING_ELSE));
        let said = promised.say(ids::TOLD_DOWN_AT_BY).with("place", Value::Name(place.clone()));
        let name = Said::new(ids::MADE_PLACE_CAUSE).with("place", Value::Name(place.clone()));
        put(name, said.with("cause", Value::Name(known)));
        let said = promised.say(ids::TOLD_DOWN_BY).with("cause", Value::Name(place.clone()));
        put(Said::new(ids::MADE_CAUSE).with("cause", Value::Name(place)), said);
    }
    if let Some(Impairments::OfDegrees(degrees)) = &promised.body.impairments {
        for degree in degrees {
            let said = promised.say(ids::TOLD_DEGRADED_OF).with("degree", Value::Name(degree.clone()));
            put(Said::new(ids::MADE_DEGREE).with("degree", Value::Name(degree.clone())), said);
        }
    }
    for cause in &promised.body.outside_causes {
        let usual = promised.usual();
        let name = Said::new(ids::MADE_TIME_OF).with("cause", Value::Name(cause.clone()));
        let said = promised.say(ids::TOLD_TIME_EXCLUDED).with("cause", Value::Name(cause.clone()));
        let said = said.with("from", Value::Instant(usual.from)).with("until", Value::Instant(usual.until));
        let told = promised.named(name).at(usual.from, said);
        made.push(promised.asked(promised.down(told, promised.say(ids::TOLD_DOWN), usual)));
    }
}

fn unique(all: Vec<Id>) -> Vec<Id> {
    let mut kept: Vec<Id> = Vec::new();
    for id in all {
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    kept
}
