//! Random promises of services: every choice of availability, of planned downtime and of outages.

use super::{clause, windows::WINDOWS};
use klausel::{
    Id, Percent,
    model::{
        AgreedDowntime, Availability, Base, Clause, Evidence, Excluded, Model, PartPeriod, Party, PeriodKind,
        PlannedDowntime, Unexplained,
    },
    time::{Date, Millis},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

pub(super) struct Promised {
    window: &'static str,
    base: Option<(&'static str, bool)>,
    target: (u64, u8),
    per: PeriodKind,
    handed_over: bool,
    excluded: Option<Excluded>,
    part_period: Option<PartPeriod>,
}

impl std::fmt::Debug for Promised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.window)
    }
}

pub(super) fn services() -> impl Strategy<Value = Promised> {
    let targets = vec![(100, 0), (9999, 2), (999, 1), (985, 1), (95, 0), (50, 0), (0, 0)];
    (
        (select(&WINDOWS[..]), option::weighted(0.8, (select(&WINDOWS[..]), any::<bool>()))),
        (select(targets), prop_oneof![3 => Just(PeriodKind::CalendarMonth), 1 => Just(PeriodKind::CalendarQuarter)]),
        any::<bool>(),
        select(vec![None, Some(Excluded::Nothing), Some(Excluded::CausedBy(vec![Id::of("Fremdsoftware")]))]),
        select(vec![None, Some(PartPeriod::TimeInForce), Some(PartPeriod::NotJudged)]),
    )
        .prop_map(|((window, base), (target, per), handed_over, excluded, part_period)| Promised {
            window,
            base,
            target,
            per,
            handed_over,
            excluded,
            part_period,
        })
}

pub(super) fn set_services(model: &mut Model, promised: Promised) {
    let service = &mut model.services[0].body;
    let (digits, decimals) = promised.target;
    let target = Percent::new(digits, decimals).expect("a percentage");
    service.availability = Some(Availability::AtLeast { target, per: promised.per });
    service.operated_during = Some(Id::of(promised.window));
    service.base = promised.base.map(|(window, less_planned)| Base { window: Id::of(window), less_planned });
    service.handed_over_at = service.handed_over_at.take().filter(|_| promised.handed_over);
    service.excluded = promised.excluded;
    service.part_period = promised.part_period;
    for other in &mut model.services[1..] {
        other.body.availability = Some(Availability::NoneAgreed);
        other.body.operated_during = None;
        other.body.base = None;
    }
}

pub(super) fn planned() -> impl Strategy<Value = Vec<Clause<PlannedDowntime>>> {
    let lead = select(vec![None, Some(60), Some(1440)]);
    let form = select(vec![Evidence::TextForm, Evidence::Writing, Evidence::AnyForm]);
    let by = option::of((select(vec![Party::Customer, Party::Provider]), form));
    let agreed = (lead, by).prop_map(|(lead, agreed_by)| AgreedDowntime {
        agreed_by,
        lead: lead.map(Millis::minutes),
        ..AgreedDowntime::default()
    });
    (option::weighted(0.4, select(&WINDOWS[..])), vec(agreed, 0..3)).prop_map(|(outside, agreed)| {
        let standing = outside.map(|outside| clause("stand", PlannedDowntime::Standing { outside: Id::of(outside) }));
        let named = agreed.into_iter().enumerate();
        let agreed = named.map(|(n, rule)| clause(&format!("agreed {n}"), PlannedDowntime::Agreed(rule)));
        standing.into_iter().chain(agreed).collect()
    })
}

pub(super) type OutageChoices = (bool, Option<bool>, Option<Unexplained>);

pub(super) fn outage() -> impl Strategy<Value = OutageChoices> {
    let unexplained = select(vec![None, Some(Unexplained::Counts), Some(Unexplained::Unknown)]);
    (prop::bool::weighted(0.9), select(vec![None, Some(true), Some(false)]), unexplained)
}

pub(super) fn set_outage(model: &mut Model, (has_rule, impairment_counts, unexplained): OutageChoices) {
    model.outage = model.outage.take().filter(|_| has_rule);
    if let Some(rule) = &mut model.outage {
        rule.body.impairment_counts = impairment_counts;
        rule.body.unexplained = unexplained;
    }
}

pub(super) fn term(day: Date) -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    let near = move |offset: i64| day.plus_days(offset);
    (option::weighted(0.3, -40..10_i64), option::weighted(0.2, 10..60_i64))
        .prop_map(move |(from, through)| (from.and_then(near), through.and_then(near)))
}
