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
        AgreedDowntime, Availability, Cite, Clause, ClauseId, Excluded, HandoverPoint, Kind, Model, PartPeriod,
        PeriodKind, PlannedDowntime, Service, Unexplained,
    },
    name::Id,
    percent::Percent,
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
    pub(crate) impairment_counts: Chosen<bool>,
    pub(crate) unexplained: Chosen<Unexplained>,
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
    model.services.iter().map(|clause| service(model, clause, names, windows)).collect()
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
    clause: &Clause<Service>,
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
    let impairment = outage.as_ref().and_then(|(_, rule)| rule.impairment_counts);
    let impairment_choice = match impairment {
        Some(true) => (true, Choice::ImpairmentCounts),
        Some(false) | None => (false, Choice::ImpairmentNotCounted),
    };
    let unexplained = outage.as_ref().and_then(|(_, rule)| rule.unexplained);
    let unexplained_choice = match unexplained {
        Some(Unexplained::Unknown) => (Unexplained::Unknown, Choice::UnexplainedUnknown),
        Some(Unexplained::Counts) | None => (Unexplained::Counts, Choice::UnexplainedCounts),
    };
    let impairment_stated = said(impairment_choice.1, impairment.is_some());
    let unexplained_stated = said(unexplained_choice.1, unexplained.is_some());
    Ok(ServicePromise {
        id: clause.name.clone(),
        name: names.exact(&clause.name).ok_or_else(|| CompileError::UnknownName { name: clause.name.clone() })?,
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
        impairment_counts: made(impairment_choice, impairment_stated),
        unexplained: made(unexplained_choice, unexplained_stated),
    })
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
