//! Random promises of services: every choice of availability, of planned downtime and of outages.

use super::{clause, windows::WINDOWS};
use klausel::{
    Id, Percent,
    model::{
        AgreedDowntime, Availability, Base, BeforeFirst, Clause, Coinciding, Contradicted, DownWhen, Evidence,
        Excluded, ExcusedTime, FailedChecks, FinishedEarly, Impairments, Model, OutageRule, PartPeriod, Party,
        PeriodKind, PlannedDowntime, Service, Unexplained, Unobserved,
    },
    time::{Date, Millis},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// A promise, by what it says of the founding contract's first service.
pub(super) fn services() -> impl Strategy<Value = Service> {
    let targets = vec![(100, 0), (9999, 2), (999, 1), (985, 1), (95, 0), (50, 0), (0, 0)];

    let window = || select(&WINDOWS[..]);
    let promise = (
        (window(), option::weighted(0.8, (window(), any::<bool>())), option::weighted(0.2, window())),
        (select(targets), prop_oneof![3 => Just(PeriodKind::CalendarMonth), 1 => Just(PeriodKind::CalendarQuarter)]),
        select(vec![None, Some(PartPeriod::TimeInForce), Some(PartPeriod::NotJudged), Some(PartPeriod::CountsAsUp)]),
    );
    let counting = (
        any::<bool>(),
        select(vec![None, Some(Excluded::Nothing), Some(Excluded::CausedBy(vec![Id::of("Fremdsoftware")]))]),
        option::weighted(
            0.3,
            select(vec![
                Impairments::NotCounted,
                Impairments::Counted,
                Impairments::OfDegrees(vec![Id::of("partial")]),
            ]),
        ),
        option::weighted(0.5, select(vec![DownWhen::AnyPart, DownWhen::AllParts, DownWhen::AtLeast(2)])),
    );
    let base = (option::weighted(0.2, select(vec![20, 100, 720])), prop::bool::weighted(0.3));
    (promise, counting, base).prop_map(|(promise, counting, (fixed, has_outside_causes))| {
        let ((window, base, outside), ((digits, decimals), per), part_period) = promise;
        let (handed_over, excluded, impairments, down_when) = counting;
        let target = Percent::new(digits, decimals).expect("a percentage");
        let parts = ["node 1", "node 2", "node 3"].map(Id::of);
        Service {
            operated_during: Some(Id::of(window)),
            handed_over_at: handed_over.then(|| Id::of("Router TRAUT")),
            availability: Some(Availability::AtLeast { target, per }),
            base: base.map(|(window, less_planned)| Base { window: Id::of(window), less_planned }),
            excluded,
            parts: if down_when.is_some() { parts.to_vec() } else { Vec::new() },
            down_when,
            outside_window: outside.map(Id::of),
            outside_causes: if has_outside_causes { vec![Id::of("flood")] } else { Vec::new() },
            fixed_base: fixed.map(Millis::hours),
            impairments,
            part_period,
            ..Service::default()
        }
    })
}

pub(super) fn set_services(model: &mut Model, promised: Service) {
    model.services[0].body = promised;
    for other in &mut model.services[1..] {
        other.body.availability = Some(Availability::NoneAgreed);
        other.body.operated_during = None;
        other.body.base = None;
    }
}

pub(super) fn planned() -> impl Strategy<Value = Vec<Clause<PlannedDowntime>>> {
    let lead = select(vec![None, Some(60), Some(1440)]);
    let form = || select(vec![Evidence::TextForm, Evidence::Writing, Evidence::AnyForm]);
    let by = || (select(vec![Party::Customer, Party::Provider]), form());
    let per = prop_oneof![3 => Just(PeriodKind::CalendarMonth), 1 => Just(PeriodKind::CalendarYear)];
    let budget = option::weighted(0.4, (select(vec![0, 90, 300, 1200]), per));
    let early = select(vec![None, Some(FinishedEarly::EndsThen), Some(FinishedEarly::AsAnnounced)]);
    let told = (option::of(by()), option::weighted(0.3, by()));
    let agreed = (lead, told, budget, early).prop_map(|(lead, (agreed_by, announced_by), budget, finished_early)| {
        AgreedDowntime {
            agreed_by,
            announced_by,
            lead: lead.map(Millis::minutes),
            budget: budget.map(|(budget, per)| (Millis::minutes(budget), per)),
            finished_early,
            ..AgreedDowntime::default()
        }
    });
    (option::weighted(0.4, select(&WINDOWS[..])), vec(agreed, 0..3)).prop_map(|(outside, agreed)| {
        let standing = outside.map(|outside| clause("stand", PlannedDowntime::Standing { outside: Id::of(outside) }));
        let named = agreed.into_iter().enumerate();
        let agreed = named.map(|(n, rule)| clause(&format!("agreed {n}"), PlannedDowntime::Agreed(rule)));
        standing.into_iter().chain(agreed).collect()
    })
}

pub(super) fn outage() -> impl Strategy<Value = Option<OutageRule>> {
    let states = (
        select(vec![None, Some(true), Some(false)]),
        select(vec![None, Some(Unexplained::Counts), Some(Unexplained::Unknown)]),
        select(vec![None, Some(BeforeFirst::Up), Some(BeforeFirst::Unknown), Some(BeforeFirst::Earliest)]),
        select(vec![None, Some(Contradicted::RecordStands), Some(Contradicted::Unknown)]),
        select(vec![(false, false), (true, false), (false, true)]),
    );
    let checks = (
        option::weighted(0.7, select(vec![30, 60, 600])),
        option::weighted(
            0.5,
            (1..4_u32, any::<bool>()).prop_map(|(count, from_first)| FailedChecks { count, from_first }),
        ),
        option::weighted(
            0.7,
            select(vec![Unobserved::Unknown, Unobserved::Up, Unobserved::Down, Unobserved::LeavesBase]),
        ),
    );
    let time = (
        option::weighted(0.3, select(vec![10, 60, 300])),
        prop::bool::weighted(0.3),
        option::weighted(0.4, select(vec![Coinciding::Counts, Coinciding::Excused])),
        option::weighted(0.4, select(vec![ExcusedTime::Stays, ExcusedTime::LeavesBase])),
    );
    let rule = (states, checks, time).prop_map(|(states, checks, time)| {
        let (impairment_counts, unexplained, before_first, contradicted, (starts_when_detected, starts_at_report)) =
            states;
        let (check_every, failed_checks, unobserved) = checks;
        let (shortest, whole_minutes, coinciding, excused_time) = time;
        OutageRule {
            impairment_counts,
            unexplained,
            before_first,
            contradicted,
            starts_when_detected,
            starts_at_report,
            check_every: check_every.map(Millis::minutes),
            failed_checks,
            unobserved,
            shortest: shortest.map(Millis::minutes),
            whole_minutes,
            coinciding,
            excused_time,
            ..OutageRule::default()
        }
    });
    option::weighted(0.9, rule)
}

pub(super) fn set_outage(model: &mut Model, rule: Option<OutageRule>) {
    model.outage = rule.map(|rule| clause("Maßstab", rule));
}

pub(super) fn term(day: Date) -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    let near = move |offset: i64| day.plus_days(offset);
    (option::weighted(0.3, -40..10_i64), option::weighted(0.2, 10..60_i64))
        .prop_map(move |(from, through)| (from.and_then(near), through.and_then(near)))
}
