//! A service's availability promise as judging needs it: window, planned downtime, sides, exclusions, target.
//! How outages are found and counted is left to `engine`.

use super::{
    CompileError, cites,
    names::{Name, Names},
    table::{Chosen, stated},
    window::{Window, Windows},
};
use crate::{
    model::{
        AgreedDowntime, Availability, BeforeFirst, Cite, Clause, ClauseId, Contradicted, Excluded, FailedChecks,
        HandoverPoint, Impairments, Kind, Model, OutageRule, PartPeriod, PeriodKind, PlannedDowntime, Service,
        Unexplained, Unobserved,
    },
    name::Id,
    percent::Percent,
    time::Millis,
    verdict::{Choice, ChoiceUsed},
};

/// A service of the contract, with or without a promise.
#[derive(Clone, Debug)]
pub(crate) struct ServicePromise {
    pub(crate) id: Id,
    pub(super) name: Name,
    /// The least percentage and its period; `None`: none promised.
    pub(crate) target: Option<(Percent, PeriodKind)>,
    /// Where the promise stands.
    pub(crate) cite: Cite,
    pub(crate) window: Window,
    /// Where the base is stated; `None`: default.
    pub(crate) base: Option<Cite>,
    pub(crate) planned: Chosen<Planned>,
    pub(crate) handover: Option<Handover>,
    pub(crate) excluded: Option<(Vec<Id>, Cite)>,
    pub(crate) part_period: Chosen<PartPeriod>,
    pub(crate) impairments: Chosen<Impairments>,
    pub(crate) unexplained: Chosen<Unexplained>,
    pub(crate) watch: Watch,
}

/// What is known of a service's state, and from when.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    /// How long after a check the next one is due, and where that is stated; `None`: there are no checks.
    pub(crate) check_every: Option<(Millis, Cite)>,
    pub(crate) failed: Chosen<FailedChecks>,
    /// `None`: by the kind of record.
    pub(crate) before_first: Option<Chosen<BeforeFirst>>,
    pub(crate) contradicted: Chosen<Contradicted>,
    pub(crate) unobserved: Chosen<Unobserved>,
}

/// What planned downtime does to the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Planned {
    LeavesBase,
    StaysInBase,
}

/// The sides of a handover point.
#[derive(Clone, Debug)]
pub(crate) struct Handover {
    pub(crate) provider_side: (Vec<Id>, Cite),
    pub(crate) customer_side: (Vec<Id>, Cite),
}

/// Standing planned downtime: the complement of a window.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) outside: Window,
    pub(crate) cite: Cite,
}

/// A rule by which agreed downtime counts as planned.
#[derive(Clone, Debug)]
pub(crate) struct AgreedRule {
    pub(crate) rule: AgreedDowntime,
    pub(crate) cite: Cite,
}

pub(super) fn services(model: &Model, names: &Names, windows: &Windows) -> Result<Vec<ServicePromise>, CompileError> {
    let mut services = Vec::new();
    for clause in &model.services {
        for name in clause.body.names(&clause.name) {
            services.push(service(model, (clause, name), names, windows)?);
        }
    }
    Ok(services)
}

pub(super) fn planned(model: &Model, windows: &Windows) -> Result<(Vec<Standing>, Vec<AgreedRule>), CompileError> {
    let (mut standing, mut agreed) = (Vec::new(), Vec::new());
    for clause in &model.planned {
        let id = ClauseId::new(Kind::PlannedDowntime, clause.name.clone());
        match &clause.body {
            PlannedDowntime::Standing { outside } => {
                standing.push(Standing { outside: windows.named(outside)?, cite: id.statement(cites::STANDING) });
            }
            PlannedDowntime::Agreed(rule) => {
                agreed.push(AgreedRule { rule: rule.clone(), cite: id.statement(cites::AGREED) });
            }
        }
    }
    Ok((standing, agreed))
}

fn service(
    model: &Model,
    (clause, name): (&Clause<Service>, &Id),
    names: &Names,
    windows: &Windows,
) -> Result<ServicePromise, CompileError> {
    let id = ClauseId::new(Kind::Service, clause.name.clone());
    let body = &clause.body;
    let target = match &body.availability {
        Some(Availability::AtLeast { target, per }) => Some((*target, *per)),
        Some(Availability::NoneAgreed) | None => None,
    };
    let window = body.base.as_ref().map(|base| &base.window).or(body.operated_during.as_ref());
    let planned = match body.base.as_ref().is_none_or(|base| base.less_planned) {
        true => (Planned::LeavesBase, Choice::PlannedLeavesBase),
        false => (Planned::StaysInBase, Choice::PlannedStaysInBase),
    };
    let base = body.base.as_ref().map(|_| stated(&id, planned.1));
    let part_period = match body.part_period.unwrap_or(PartPeriod::TimeInForce) {
        PartPeriod::TimeInForce => (PartPeriod::TimeInForce, Choice::PartPeriodAsIs),
        PartPeriod::NotJudged => (PartPeriod::NotJudged, Choice::PartPeriodNotJudged),
    };
    let part_stated = body.part_period.map(|_| stated(&id, part_period.1));
    let outage = model.outage.as_ref().map(|clause| (ClauseId::new(Kind::Outage, clause.name.clone()), &clause.body));
    let said = |choice, said: bool| outage.as_ref().filter(|_| said).map(|(id, _)| stated(id, choice));
    let unexplained = outage.as_ref().and_then(|(_, rule)| rule.unexplained);
    let unexplained_choice = match unexplained {
        Some(Unexplained::Unknown) => (Unexplained::Unknown, Choice::UnexplainedUnknown),
        Some(Unexplained::Counts) | None => (Unexplained::Counts, Choice::UnexplainedCounts),
    };
    let rule = outage.as_ref().map(|(id, rule)| (id, *rule));
    let unexplained_stated = said(unexplained_choice.1, unexplained.is_some());
    Ok(ServicePromise {
        id: name.clone(),
        name: names.exact(name).ok_or_else(|| CompileError::UnknownName { name: name.clone() })?,
        target,
        cite: id.statement(cites::AVAILABILITY),
        window: windows.or_always(window)?,
        planned: made(planned, base.clone()),
        base: base.or_else(|| body.operated_during.as_ref().map(|_| id.statement(cites::OPERATED))),
        handover: body.handed_over_at.as_ref().map(|point| handover(model, point)).transpose()?,
        excluded: match &body.excluded {
            Some(Excluded::CausedBy(causes)) => Some((causes.clone(), id.statement(cites::EXCLUDED))),
            Some(Excluded::Nothing) | None => None,
        },
        part_period: made(part_period, part_stated),
        impairments: impairments(&id, body, rule),
        unexplained: made(unexplained_choice, unexplained_stated),
        watch: watch(rule),
    })
}

/// Which impairments count: by the service's own statement, else by that on outages.
fn impairments(id: &ClauseId, service: &Service, rule: Option<(&ClauseId, &OutageRule)>) -> Chosen<Impairments> {
    let [none, all] = cites::SERVICE_IMPAIRMENTS.map(|phrase| Some(id.statement(phrase)));
    let (value, choice, own) = match &service.impairments {
        Some(Impairments::NotCounted) => (Impairments::NotCounted, Choice::ImpairmentNotCounted, none),
        Some(Impairments::Counted) => (Impairments::Counted, Choice::ImpairmentCounts, all),
        Some(Impairments::OfDegrees(degrees)) => {
            let choice = Choice::ImpairmentsOfDegree;
            (Impairments::OfDegrees(degrees.clone()), choice, Some(stated(id, choice)))
        }
        None => {
            let said = rule.and_then(|(id, rule)| rule.impairment_counts.map(|counts| (id, counts)));
            let (value, choice) = match said {
                Some((_, true)) => (Impairments::Counted, Choice::ImpairmentCounts),
                Some((_, false)) | None => (Impairments::NotCounted, Choice::ImpairmentNotCounted),
            };
            (value, choice, said.map(|(id, _)| stated(id, choice)))
        }
    };
    made((value, choice), own)
}

/// What the clause on outages says of how a state comes to be known.
fn watch(rule: Option<(&ClauseId, &OutageRule)>) -> Watch {
    let said = |choice, is_said: bool| rule.filter(|_| is_said).map(|(id, _)| stated(id, choice));
    let failed = rule.and_then(|(_, rule)| rule.failed_checks);
    let checks = failed.unwrap_or(FailedChecks { count: 1, from_first: true });
    let failed_choice = if checks.from_first { Choice::DownFromFirst } else { Choice::DownFromLast };
    let before_first = rule.and_then(|(_, rule)| rule.before_first).map(|before| {
        let choice = match before {
            BeforeFirst::Up => Choice::UpBeforeFirst,
            BeforeFirst::Unknown => Choice::UnknownBeforeFirst,
            BeforeFirst::Earliest => Choice::EarliestBeforeFirst,
        };
        made((before, choice), said(choice, true))
    });
    let contradicted = rule.and_then(|(_, rule)| rule.contradicted);
    let contradicted_choice = match contradicted {
        Some(Contradicted::Unknown) => (Contradicted::Unknown, Choice::ContradictedUnknown),
        Some(Contradicted::RecordStands) | None => (Contradicted::RecordStands, Choice::RecordStands),
    };
    let unobserved = rule.and_then(|(_, rule)| rule.unobserved);
    let unobserved_choice = match unobserved {
        Some(Unobserved::Up) => (Unobserved::Up, Choice::UnobservedUp),
        Some(Unobserved::Down) => (Unobserved::Down, Choice::UnobservedDown),
        Some(Unobserved::LeavesBase) => (Unobserved::LeavesBase, Choice::UnobservedLeavesBase),
        Some(Unobserved::Unknown) | None => (Unobserved::Unknown, Choice::UnobservedUnknown),
    };
    Watch {
        check_every: rule.and_then(|(id, rule)| Some((rule.check_every?, id.statement(cites::CHECK_EVERY)))),
        failed: made((checks, failed_choice), said(failed_choice, failed.is_some())),
        before_first,
        contradicted: made(contradicted_choice, said(contradicted_choice.1, contradicted.is_some())),
        unobserved: made(unobserved_choice, said(unobserved_choice.1, unobserved.is_some())),
    }
}

fn handover(model: &Model, name: &Id) -> Result<Handover, CompileError> {
    let found = model.handover_points.iter().find(|clause| clause.name == *name);
    let HandoverPoint { provider_side, customer_side, .. } =
        &found.ok_or_else(|| CompileError::UnknownName { name: name.clone() })?.body;
    let id = ClauseId::new(Kind::HandoverPoint, name.clone());
    Ok(Handover {
        provider_side: (provider_side.clone(), id.statement(cites::PROVIDER_SIDE)),
        customer_side: (customer_side.clone(), id.statement(cites::CUSTOMER_SIDE)),
    })
}

fn made<T>((value, choice): (T, Choice), stated: Option<Cite>) -> Chosen<T> {
    Chosen { value, used: ChoiceUsed { choice, stated } }
}
