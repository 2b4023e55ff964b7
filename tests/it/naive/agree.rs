//! The engine agrees with the plain evaluator, and the order and number of times in which events come change nothing.

use super::{availability, case, random};
use crate::engine::fixture::{at, monitor};
use klausel::{
    engine::{Instants, Subject},
    event::{Event, Happening},
    model::Model,
    time::{Instant, Interval},
    verdict::{Figures, Judgement, Promise, Stage, Verdict},
};
use proptest::prelude::*;

fn judged(model: &Model, events: &[Event], as_of: Instant) -> Vec<Judgement> {
    let monitor = monitor(model, events.to_vec());
    monitor.judgements(&Subject::Case("INC-1".into()), Instants { as_of, known_as_of: as_of })
}

fn found(judgement: &Judgement) -> case::Found {
    let Figures::Deadline(figures) = &judgement.figures else { panic!("a deadline") };
    let is_missed = judgement.verdict == Verdict::Missed;
    case::Found {
        promise: judgement.promise,
        started_at: figures.started_at.expect("a start"),
        verdict: judgement.verdict,
        due_at: figures.due_at.filter(|_| is_missed),
        stopped_at: figures.stopped_at,
        priority: figures.priority.clone(),
        row: figures.row.clone(),
    }
}

/// Two values of one fact at one instant without a sequence are disputed: the plain evaluator reads no disputes.
fn has_disputes(events: &[Event]) -> bool {
    let kind = |event: &Event| match event.says {
        Happening::Prioritised { .. } => 1,
        Happening::Categorised { .. } => 2,
        _ => 0,
    };
    let same = |a: &Event, b: &Event| a.at == b.at && kind(a) == kind(b) && kind(a) > 0 && a.id != b.id;
    events.iter().any(|a| a.seq.is_none() && events.iter().any(|b| same(a, b)))
}

fn month() -> Interval {
    Interval::new(at("2025-03-01 00:00"), at("2025-04-01 00:00"))
}

fn service_found(model: &Model, events: &[Event], as_of: Instant) -> availability::Found {
    let monitor = monitor(model, events.to_vec());
    let service = monitor.program().service("SmaWo").expect("a service");
    let subject = Subject::Service(service, month());
    let judgements = monitor.judgements(&subject, Instants { as_of, known_as_of: as_of });
    let Figures::Availability(figures) = &judgements[0].figures else { panic!("an availability") };
    availability::Found {
        verdict: judgements[0].verdict,
        window: figures.window,
        planned: figures.planned,
        base: figures.base,
        down: figures.down,
        unknown: figures.unknown,
    }
}

/// Some in every run; `PROPTEST_CASES=20000` for a night.
fn cases() -> ProptestConfig {
    let said = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: said.unwrap_or(96), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn cases_come_to_the_same(
        model in random::case_contract(),
        events in random::case_events(),
        steps in 0..600_i64,
    ) {
        prop_assume!(!has_disputes(&events));
        let as_of = random::after(steps);
        prop_assume!(events[0].at <= as_of);
        let plain: Vec<_> = case::judge(&model, &events, as_of)
            .into_iter()
            .map(|one| case::Found { due_at: one.due_at.filter(|_| one.verdict == Verdict::Missed), ..one })
            .collect();
        let fast: Vec<_> = judged(&model, &events, as_of).iter().map(found).collect();
        prop_assert_eq!(fast, plain);
    }

    #[test]
    fn services_come_to_the_same(
        model in random::service_contract(),
        events in random::service_events(),
        steps in -2600..600_i64,
    ) {
        let as_of = random::after(steps);
        let plain = availability::judge(&model, &events, month(), as_of);
        prop_assert_eq!(service_found(&model, &events, as_of), plain);
    }

    #[test]
    fn what_is_decided_stays_so_whatever_happens_later(
        model in random::case_contract(),
        events in random::case_events(),
        steps in 0..500_i64,
        more in 1..300_i64,
    ) {
        let (then, later) = (random::after(steps), random::after(steps + more));
        // A correction is no event that happens later to a case but knowledge about it.
        let events: Vec<Event> = events.into_iter().filter(|event| event.corrects.is_none()).collect();
        prop_assume!(!has_disputes(&events));
        let last = judged(&model, &events, later);
        for decided in judged(&model, &events, then).iter().filter(|one| one.stage == Stage::Decided) {
            let same = |one: &&Judgement| {
                let gap = |one: &Judgement| (one.promise == Promise::Update).then(|| found(one).started_at);
                one.promise == decided.promise && gap(one) == gap(decided)
            };
            prop_assert_eq!(last.iter().find(same).map(|one| one.verdict), Some(decided.verdict), "{:?}", decided);
        }
    }

    #[test]
    fn a_decided_month_stays_so_whatever_happens_later(
        model in random::service_contract(),
        events in random::service_events(),
        steps in -2600..400_i64,
        more in 1..1000_i64,
    ) {
        let as_of = random::after(steps);
        // What an event says of the state before it is knowledge about the past, as a correction is.
        let events: Vec<Event> = events
            .into_iter()
            .map(|mut event| {
                if let Happening::State(change) = &mut event.says {
                    change.previous = change.previous.filter(|_| event.at <= as_of);
                }
                event
            })
            .collect();
        let judge = |as_of| {
            let monitor = monitor(&model, events.clone());
            let service = monitor.program().service("SmaWo").expect("a service");
            monitor.judgements(&Subject::Service(service, month()), Instants { as_of, known_as_of: as_of }).remove(0)
        };
        let then = judge(as_of);
        if then.stage == Stage::Decided {
            prop_assert_eq!(judge(random::after(steps + more)).verdict, then.verdict);
        }
    }

    #[test]
    fn neither_the_order_of_events_nor_duplicates_change_anything(
        model in random::case_contract(),
        events in random::case_events(),
        order in prop::collection::vec(any::<u32>(), 24),
        steps in 0..600_i64,
    ) {
        let as_of = random::after(steps);
        let mut shuffled: Vec<(u32, Event)> =
            order.into_iter().zip(events.iter().chain(&events).cloned()).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Event> = shuffled.into_iter().map(|(_, event)| event).collect();
        prop_assert_eq!(judged(&model, &shuffled, as_of), judged(&model, &events, as_of));
    }
}
