//! A service and its promise.

use super::{ClauseReading, Part, of, part, statements, terms, terms::Term};
use crate::{
    diagnostic,
    model::{Availability, Base, Excluded, Impairments, PartPeriod, PeriodKind, Service},
    phrase::{Value, ids},
    syntax::ClauseText,
};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> Service {
    let mut service = Service::default();
    let mut parts = None;
    for statement in statements(clause) {
        let slots = &statement.said.slots;
        match statement.said.id {
            ids::SERVICE_EACH_OF => service.each_of.extend(slots.names("services")),
            ids::SERVICE_IMPAIRMENT_NOT_COUNTED => {
                reading.once("impairments", &mut service.impairments, Impairments::NotCounted, statement);
            }
            ids::SERVICE_IMPAIRMENT_COUNTED => {
                reading.once("impairments", &mut service.impairments, Impairments::Counted, statement);
            }
            ids::SERVICE_IMPAIRMENT_DEGREES => {
                let degrees = Impairments::OfDegrees(slots.names("degrees"));
                reading.once("impairments", &mut service.impairments, degrees, statement);
            }
            ids::SERVICE_OPERATED => {
                if let Some(window) = slots.name("window") {
                    reading.once("operated", &mut service.operated_during, window, statement);
                }
            }
            ids::SERVICE_HANDED_OVER => {
                if let Some(point) = slots.name("point") {
                    reading.once("handed_over", &mut service.handed_over_at, point, statement);
                }
            }
            ids::SERVICE_AVAILABILITY => {
                if let Some((target, per)) = slots.percent("target").zip(terms::term(slots, "per")) {
                    let promise = Availability::AtLeast { target, per };
                    reading.once("availability", &mut service.availability, promise, statement);
                }
            }
            ids::SERVICE_AVAILABILITY_NONE => {
                reading.once("availability", &mut service.availability, Availability::NoneAgreed, statement);
            }
            id @ (ids::SERVICE_BASE | ids::SERVICE_BASE_WITH_PLANNED) => {
                if let Some(window) = slots.name("window") {
                    let base = Base { window, less_planned: id == ids::SERVICE_BASE };
                    reading.once("base", &mut service.base, base, statement);
                }
            }
            ids::SERVICE_EXCLUDED => {
                let causes = Excluded::CausedBy(slots.names("causes"));
                reading.once("excluded", &mut service.excluded, causes, statement);
            }
            ids::SERVICE_EXCLUDED_NOTHING => {
                reading.once("excluded", &mut service.excluded, Excluded::Nothing, statement);
            }
            id @ (ids::SERVICE_PART_PERIOD | ids::SERVICE_PART_PERIOD_NOT_JUDGED) => {
                let judged = id == ids::SERVICE_PART_PERIOD;
                let rule = if judged { PartPeriod::TimeInForce } else { PartPeriod::NotJudged };
                reading.once("part_period", &mut service.part_period, rule, statement);
                parts = terms::term::<PeriodKind>(slots, "periods").map(|kind| (kind, statement.place("periods")));
            }
            _ => {}
        }
    }
    if let (Some((named, span)), Some(Availability::AtLeast { per, .. })) = (parts, &service.availability)
        && named != *per
    {
        let said = |kind: PeriodKind| reading.reading.print(|printer| printer.value(&kind.say("periods"), "text"));
        let other = diagnostic::other_period(span, said(named), said(*per));
        reading.report(other);
    }
    if service.availability.is_none() {
        reading.lacks(&of(ids::SERVICE_AVAILABILITY_NONE));
    }
    service
}

pub(super) fn say(service: &Service) -> Vec<Part> {
    let mut parts = Vec::new();
    if !service.each_of.is_empty() {
        parts.push(part(of(ids::SERVICE_EACH_OF).with("services", terms::say_names(&service.each_of))));
    }
    if let Some(window) = &service.operated_during {
        parts.push(part(of(ids::SERVICE_OPERATED).with("window", Value::Ref(window.clone()))));
    }
    if let Some(point) = &service.handed_over_at {
        parts.push(part(of(ids::SERVICE_HANDED_OVER).with("point", Value::Ref(point.clone()))));
    }
    let per = match &service.availability {
        Some(Availability::AtLeast { target, per }) => {
            let said = of(ids::SERVICE_AVAILABILITY).with("target", *target);
            parts.push(part(said.with("per", per.say("period"))));
            *per
        }
        Some(Availability::NoneAgreed) => {
            parts.push(part(of(ids::SERVICE_AVAILABILITY_NONE)));
            PeriodKind::CalendarYear
        }
        None => PeriodKind::CalendarYear,
    };
    if let Some(base) = &service.base {
        let id = if base.less_planned { ids::SERVICE_BASE } else { ids::SERVICE_BASE_WITH_PLANNED };
        parts.push(part(of(id).with("window", Value::Ref(base.window.clone()))));
    }
    match &service.excluded {
        Some(Excluded::Nothing) => parts.push(part(of(ids::SERVICE_EXCLUDED_NOTHING))),
        Some(Excluded::CausedBy(causes)) => {
            parts.push(part(of(ids::SERVICE_EXCLUDED).with("causes", terms::say_names(causes))));
        }
        None => {}
    }
    parts.extend(service.impairments.as_ref().map(|impairments| {
        part(match impairments {
            Impairments::NotCounted => of(ids::SERVICE_IMPAIRMENT_NOT_COUNTED),
            Impairments::Counted => of(ids::SERVICE_IMPAIRMENT_COUNTED),
            Impairments::OfDegrees(degrees) => {
                of(ids::SERVICE_IMPAIRMENT_DEGREES).with("degrees", terms::say_names(degrees))
            }
        })
    }));
    if let Some(rule) = service.part_period {
        let id = match rule {
            PartPeriod::TimeInForce => ids::SERVICE_PART_PERIOD,
            PartPeriod::NotJudged => ids::SERVICE_PART_PERIOD_NOT_JUDGED,
        };
        parts.push(part(of(id).with("periods", per.say("periods"))));
    }
    parts
}
