//! A service's availability promise as judging needs it: window, planned downtime, sides, exclusions, target.
//! How outages are found and counted is left to `engine`.

use super::{
    CompileError, cites,
    names::{Name, Names},
    outage::{self, Counting, Watch},
    table::{Chosen, stated},
    window::{Window, Windows},
};
use crate::{
    model::{
        AgreedDowntime, Availability, Cite, Clause, ClauseId, DownWhen, Excluded, FinishedEarly, HandoverPoint,
        Impairments, Kind, Model, PartPeriod, PeriodKind, PlannedDowntime, Service, Shown, Unexplained,
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
    pub(crate) counting: Counting,
    pub(crate) parts: Vec<Id>,
    /// How many of its parts must be down, and the choice that says so; of a service without parts 1.
    pub(crate) needed: Chosen<u32>,
    /// A window whose time is no part of the base.
    pub(crate) outside_window: Option<(Window, Cite)>,
    /// Causes whose time is no part of the base.
    pub(crate) outside_causes: Option<(Vec<Id>, Cite)>,
    pub(crate) fixed_base: Option<Chosen<Millis>>,
    pub(crate) shown: Option<Shown>,
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
    pub(crate) finished: Chosen<FinishedEarly>,
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
                let phrase = if rule.announced_by.is_some() { cites::ANNOUNCED } else { cites::AGREED };
                let (finished, choice) = match rule.finished_early {
                    Some(FinishedEarly::AsAnnounced) => (FinishedEarly::AsAnnounced, Choice::EndsAsAnnounced),
                    Some(FinishedEarly::EndsThen) | None => (FinishedEarly::EndsThen, Choice::EndsWhenFinished),
                };
                let said = rule.finished_early.map(|_| stated(&id, choice));
                let finished = made((finished, choice), said);
                agreed.push(AgreedRule { rule: rule.clone(), cite: id.statement(phrase), finished });
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
        PartPeriod::CountsAsUp => (PartPeriod::CountsAsUp, Choice::PartPeriodAsUp),
    };
    let part_stated = body.part_period.map(|_| stated(&id, part_period.1));
    let outages = model.outage.as_ref().map(|clause| (ClauseId::new(Kind::Outage, clause.name.clone()), &clause.body));
    let said = |choice, said: bool| outages.as_ref().filter(|_| said).map(|(id, _)| stated(id, choice));
    let unexplained = outages.as_ref().and_then(|(_, rule)| rule.unexplained);
    let unexplained_choice = match unexplained {
        Some(Unexplained::Unknown) => (Unexplained::Unknown, Choice::UnexplainedUnknown),
        Some(Unexplained::Counts) | None => (Unexplained::Counts, Choice::UnexplainedCounts),
    };
    let rule = outages.as_ref().map(|(id, rule)| (id, *rule));
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
        impairments: outage::impairments(&id, body, rule),
        unexplained: made(unexplained_choice, unexplained_stated),
        watch: outage::watch(rule),
        counting: outage::counting(rule),
        parts: body.parts.clone(),
        needed: needed(&id, body),
        outside_window: match &body.outside_window {
            Some(window) => Some((windows.named(window)?, id.statement(cites::OUTSIDE_WINDOW))),
            None => None,
        },
        outside_causes: (!body.outside_causes.is_empty())
            .then(|| (body.outside_causes.clone(), id.statement(cites::OUTSIDE_CAUSES))),
        fixed_base: body
            .fixed_base
            .map(|length| made((length, Choice::FixedBase), Some(stated(&id, Choice::FixedBase)))),
        shown: body.shown,
    })
}

/// How many parts must be down at once.
fn needed(id: &ClauseId, service: &Service) -> Chosen<u32> {
    let all = u32::try_from(service.parts.len()).unwrap_or(u32::MAX).max(1);
    // Parts that the contract does not name cannot be counted.
    let (needed, choice) = match service.down_when.filter(|_| !service.parts.is_empty()) {
        Some(DownWhen::AllParts) => (all, Choice::DownWithAllParts),
        Some(DownWhen::AtLeast(n)) => (n, Choice::DownWithSomeParts),
        Some(DownWhen::AnyPart) | None => (1, Choice::DownWithAnyPart),
    };
    made((needed, choice), service.down_when.map(|_| stated(id, choice)))
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

pub(super) fn made<T>((value, choice): (T, Choice), stated: Option<Cite>) -> Chosen<T> {
    Chosen { value, used: ChoiceUsed { choice, stated } }
}
