//! What a contract leaves open about availability where that can change a verdict: impairments (K521), unexplained outages
//! (K522), part periods (K523), parts of a service (K524), all of it (K525), the base (K526), the figure that is
//! shown (K536). What follows from the silence is said in `docs/meaning.md`.

use super::Looking;
use crate::{
    clauses::Term,
    diagnostic,
    model::{Availability, Clause, HandoverPoint, Kind, PeriodKind, Service},
    phrase::{Said, Value, ids},
    time::Date,
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    let promised = |clause: &&Clause<Service>| matches!(clause.body.availability, Some(Availability::AtLeast { .. }));
    let services: Vec<&Clause<Service>> = model.services.iter().filter(promised).collect();
    if let (Some(clause), Some(text)) = (&model.outage, looking.first(Kind::Outage)) {
        let rule = &clause.body;
        let own = |service: &&Clause<Service>| service.body.impairments.is_some();
        if rule.impairment_counts.is_none() && !services.iter().all(own) {
            let (default, other) = looking.either(ids::OUTAGE_IMPAIRMENT_NOT_COUNTED, ids::OUTAGE_IMPAIRMENT_COUNTED);
            looking.note(diagnostic::impairments_open(text.span, default, other));
        }
        if rule.unexplained.is_none() && services.iter().any(|service| can_be_unexplained(&service.body, looking)) {
            let (default, other) = looking.either(ids::OUTAGE_UNEXPLAINED_COUNTS, ids::OUTAGE_UNEXPLAINED_UNKNOWN);
            looking.note(diagnostic::unexplained_open(text.span, default, other));
        }
    }
    without_clause(looking);
    for (text, clause) in looking.clauses(Kind::Service, &model.services) {
        let Some(Availability::AtLeast { per, .. }) = &clause.body.availability else { continue };
        let service = &clause.body;
        if !service.parts.is_empty() && service.down_when.is_none() {
            let (default, other) = looking.either(ids::SERVICE_DOWN_ANY, ids::SERVICE_DOWN_ALL);
            looking.note(diagnostic::parts_open(text.span, default, other));
        }
        if service.base.is_none()
            && !model.planned.is_empty()
            && let Some(window) = &service.operated_during
        {
            let said = |id| looking.say(&Said::new(id).with("window", Value::Ref(window.clone())));
            let (default, other) = (said(ids::SERVICE_BASE), said(ids::SERVICE_BASE_WITH_PLANNED));
            looking.note(diagnostic::base_open(text.span, default, other));
        }
        let decided = (model.head.in_force_from, service.shown);
        if let ((Some(_), None), Some(Availability::AtLeast { target, .. })) = (decided, &service.availability) {
            let n = i64::from(target.decimals()).max(2);
            let said = |id| looking.say(&Said::new(id).with("n", n));
            let (default, other) = (said(ids::SERVICE_SHOWN_DOWN), said(ids::SERVICE_SHOWN_HALF_UP));
            looking.note(diagnostic::rounding_open(text.span, default, other));
        }
        let has_part = starts_within(*per, model.head.in_force_from) || ends_within(*per, model.head.in_force_through);
        if service.part_period.is_none() && has_part {
            let said = |id| looking.say(&Said::new(id).with("periods", per.say("periods")));
            let (default, other) = (said(ids::SERVICE_PART_PERIOD), said(ids::SERVICE_PART_PERIOD_NOT_JUDGED));
            looking.note(diagnostic::part_period_open(text.span, default, other));
        }
    }
}

/// A contract in force that promises an availability and says nowhere what an outage is.
fn without_clause(looking: &mut Looking<'_>) {
    let model = looking.model;
    if model.outage.is_some() || model.head.in_force_from.is_none() || looking.refused {
        return;
    }
    let promises = looking.clauses(Kind::Service, &model.services);
    let first =
        promises.into_iter().find(|(_, clause)| matches!(clause.body.availability, Some(Availability::AtLeast { .. })));
    if let Some((text, _)) = first {
        let defaults = [ids::OUTAGE_IMPAIRMENT_NOT_COUNTED, ids::OUTAGE_UNEXPLAINED_COUNTS];
        let kind = looking.printer.text(ids::KIND_OUTAGE);
        let said: Vec<String> = defaults.iter().map(|id| format!("- {}", looking.printer.text(*id))).collect();
        looking.note(diagnostic::no_outage_clause(text.span, format!("## {kind}: …\n{}", said.join("\n"))));
    }
}

/// Whether place or cause decide if an outage of the service counts.
fn can_be_unexplained(service: &Service, looking: &Looking<'_>) -> bool {
    let sides = |point: &HandoverPoint| !point.customer_side.is_empty();
    let point = service.handed_over_at.as_ref();
    let point = point.and_then(|name| looking.model.handover_points.iter().find(|clause| clause.name == *name));
    let excludes = matches!(service.excluded, Some(crate::model::Excluded::CausedBy(_)));
    excludes || point.is_some_and(|clause| sides(&clause.body))
}

fn starts_within(per: PeriodKind, from: Option<Date>) -> bool {
    from.is_some_and(|from| from.day() != 1 || !begins(per, from.month()))
}

fn ends_within(per: PeriodKind, through: Option<Date>) -> bool {
    starts_within(per, through.and_then(|through| through.plus_days(1)))
}

/// Whether a period of that kind begins with the first of that month.
fn begins(per: PeriodKind, month: u32) -> bool {
    let months = match per {
        PeriodKind::CalendarYear => 12,
        PeriodKind::CalendarHalfYear => 6,
        PeriodKind::CalendarQuarter => 3,
        PeriodKind::CalendarMonth => 1,
    };
    (month - 1).is_multiple_of(months)
}
