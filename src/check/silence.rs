//! What a contract leaves open about availability where that can change a verdict: impairments, unexplained outages,
//! parts of a service, part periods. What follows from the silence is said in `docs/meaning.md`.

use crate::{
    clauses::Term,
    diagnostic::{self, Diagnostics},
    model::{Availability, Clause, DutyDue, HandoverPoint, Kind, Model, PeriodKind, Service},
    phrase::{Catalogue, Printer, Said, ids},
    source::Span,
    syntax::{ClauseText, Document},
    time::{Date, Zone},
};

/// Notes each silence, at the clause that could end it.
pub(super) fn check(document: &Document, model: &Model, found: &mut Diagnostics) {
    let Some(catalogue) = Catalogue::of(&document.lang) else { return };
    let printer = Printer::new(catalogue, &document.glossary, Zone::UTC);
    // What a clause seems to lack may stand in what could not be read of it.
    let heading = |kind: Kind, place: usize| -> Option<Span> {
        let clause = document.clauses.iter().filter(|clause| clause.kind == kind).nth(place);
        clause.filter(|clause| clause.whole).map(|clause| clause.span)
    };
    let promised = |clause: &&Clause<Service>| matches!(clause.body.availability, Some(Availability::AtLeast { .. }));
    let services: Vec<&Clause<Service>> = model.services.iter().filter(promised).collect();
    if let (Some(clause), Some(span)) = (&model.outage, heading(Kind::Outage, 0)) {
        let rule = &clause.body;
        let own = |service: &&Clause<Service>| service.body.impairments.is_some();
        if rule.impairment_counts.is_none() && !services.iter().all(own) {
            let (default, other) = (ids::OUTAGE_IMPAIRMENT_NOT_COUNTED, ids::OUTAGE_IMPAIRMENT_COUNTED);
            found.push(diagnostic::impairments_open(span, printer.text(default), printer.text(other)));
        }
        if rule.unexplained.is_none() && services.iter().any(|service| can_be_unexplained(&service.body, model)) {
            let (default, other) = (ids::OUTAGE_UNEXPLAINED_COUNTS, ids::OUTAGE_UNEXPLAINED_UNKNOWN);
            found.push(diagnostic::unexplained_open(span, printer.text(default), printer.text(other)));
        }
    }
    duties(document, model, &printer, found);
    for (place, clause) in model.services.iter().enumerate() {
        let (Some(span), Some(Availability::AtLeast { per, .. })) =
            (heading(Kind::Service, place), &clause.body.availability)
        else {
            continue;
        };
        let service = &clause.body;
        if !service.parts.is_empty() && service.down_when.is_none() {
            let (default, other) = (printer.text(ids::SERVICE_DOWN_ANY), printer.text(ids::SERVICE_DOWN_ALL));
            found.push(diagnostic::parts_open(span, default, other));
        }
        let has_part = starts_within(*per, model.head.in_force_from) || ends_within(*per, model.head.in_force_through);
        if service.part_period.is_none() && has_part {
            let said = |id| printer.say(&Said::new(id).with("periods", per.say("periods")));
            let (default, other) = (said(ids::SERVICE_PART_PERIOD), said(ids::SERVICE_PART_PERIOD_NOT_JUDGED));
            found.push(diagnostic::part_period_open(span, default, other));
        }
    }
}

/// Notes what a part period owes where a duty leaves it open, at its heading.
fn duties(document: &Document, model: &Model, printer: &Printer<'_>, found: &mut Diagnostics) {
    for (clause, duty) in model.all_duties() {
        let its = |text: &&ClauseText| text.kind == clause.kind && text.name == clause.name && text.whole;
        let (Some(text), Some(DutyDue::PerPeriod { per, .. })) = (document.clauses.iter().find(its), &duty.due) else {
            continue;
        };
        let has_part = starts_within(*per, model.head.in_force_from) || ends_within(*per, model.head.in_force_through);
        if duty.part_period.is_none() && has_part {
            let said = |id| printer.say(&Said::new(id).with("periods", per.say("periods")));
            let (default, other) = (said(ids::DUTY_PART_OWED), said(ids::DUTY_PART_NOT_OWED));
            found.push(diagnostic::part_due_open(text.span, default, other));
        }
    }
}

/// Whether place or cause decide if an outage of the service counts.
fn can_be_unexplained(service: &Service, model: &Model) -> bool {
    let sides = |point: &HandoverPoint| !point.customer_side.is_empty();
    let point = service.handed_over_at.as_ref();
    let point = point.and_then(|name| model.handover_points.iter().find(|clause| clause.name == *name));
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
