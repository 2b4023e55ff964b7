//! The engine agrees with the naive evaluator: verdict, figures and stage, on random contracts and streams.

use super::{
    availability, case,
    contracts::{self, Drawn},
    facts::Horizon,
    streams::{self, CASE, SERVICE, Trouble},
};
use klausel::{
    engine::{Instants, Monitor, Subject},
    event::Event,
    time::Millis,
    verdict::{Figures, Judgement},
};
use proptest::prelude::*;

const PLAIN: Trouble = Trouble { tangled: 0, unordered: false };
const TANGLED: Trouble = Trouble { tangled: 40, unordered: true };

fn monitor(drawn: &Drawn, events: &[Event]) -> Monitor {
    let mut monitor = Monitor::new(drawn.program.clone());
    monitor.push_all(events.to_vec());
    monitor
}

fn horizon(drawn: &Drawn, (as_of, known): (Millis, Millis)) -> Horizon {
    Horizon { as_of: drawn.origin + as_of, known_as_of: drawn.origin + known }
}

fn instants(horizon: Horizon) -> Instants {
    Instants { as_of: horizon.as_of, known_as_of: horizon.known_as_of }
}

fn found_case(judgement: &Judgement) -> case::Found {
    let Figures::Deadline(figures) = &judgement.figures else { panic!("a deadline") };
    case::Found {
        promise: judgement.promise,
        verdict: judgement.verdict,
        stage: judgement.stage,
        started_at: figures.started_at.expect("a start"),
        stopped_at: figures.stopped_at,
        due_at: figures.due_at,
        priority: figures.priority.clone(),
        row: figures.row.clone(),
        limit: figures.limit,
        used: figures.used,
    }
}

fn found_service(judgement: &Judgement) -> availability::Found {
    let Figures::Availability(figures) = &judgement.figures else { panic!("an availability") };
    availability::Found {
        verdict: judgement.verdict,
        stage: judgement.stage,
        window: figures.window,
        planned: figures.planned,
        base: figures.base,
        down: figures.down,
        unknown: figures.unknown,
        budget: figures.budget,
    }
}

fn case_agrees(drawn: &Drawn, events: Vec<Event>, asked: (Millis, Millis)) -> Result<(), TestCaseError> {
    let events = streams::about(drawn.origin, events);
    let horizon = horizon(drawn, asked);
    let plain = case::judge(&drawn.model, &events, CASE, horizon);
    let judgements = monitor(drawn, &events).judgements(&Subject::Case(CASE.into()), instants(horizon));
    let fast: Vec<case::Found> = judgements.iter().map(found_case).collect();
    if plain.is_disputed {
        // The figures are those of any reading.
        let outcome = |one: &case::Found| (one.promise, one.verdict, one.stage, one.started_at);
        let outcomes = |all: &[case::Found]| all.iter().map(outcome).collect::<Vec<_>>();
        prop_assert_eq!(outcomes(&fast), outcomes(&plain.found));
    } else {
        prop_assert_eq!(fast, plain.found);
    }
    Ok(())
}

fn service_agrees(drawn: &Drawn, events: Vec<Event>, asked: (Millis, Millis)) -> Result<(), TestCaseError> {
    let events = streams::about(drawn.origin, events);
    let horizon = horizon(drawn, asked);
    let period = drawn.period(drawn.origin);
    let plain = availability::judge(&drawn.model, &events, SERVICE, period, horizon);
    let monitor = monitor(drawn, &events);
    let service = monitor.program().service(SERVICE).expect("a service");
    let judgements = monitor.judgements(&Subject::Service(service, period), instants(horizon));
    let fast: Vec<availability::Found> = judgements.iter().map(found_service).collect();
    if plain.is_disputed {
        // "The bounds are sound, not always tight."
        let one = &fast[0];
        prop_assert_eq!((one.window, one.planned, one.base), (plain.found.window, plain.found.planned, plain.found.base));
        prop_assert!(one.down <= plain.found.down);
        prop_assert!(one.down + one.unknown >= plain.found.down + plain.found.unknown);
    } else {
        prop_assert_eq!(fast, vec![plain.found]);
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::chance::cases(96))]

    #[test]
    fn cases_in_order_come_to_the_same(
        drawn in contracts::drawn(),
        events in streams::case(PLAIN),
        asked in streams::asked(-4..160),
    ) {
        case_agrees(&drawn, events, asked)?;
    }

    #[test]
    fn cases_of_tangled_facts_come_to_the_same(
        drawn in contracts::drawn(),
        events in streams::case(TANGLED),
        asked in streams::asked(-4..160),
    ) {
        case_agrees(&drawn, events, asked)?;
    }

    #[test]
    fn services_in_order_come_to_the_same(
        drawn in contracts::drawn(),
        events in streams::service(PLAIN),
        asked in streams::asked(-700..800),
    ) {
        service_agrees(&drawn, events, asked)?;
    }

    #[test]
    fn services_of_tangled_facts_come_to_the_same(
        drawn in contracts::drawn(),
        events in streams::service(TANGLED),
        asked in streams::asked(-700..800),
    ) {
        service_agrees(&drawn, events, asked)?;
    }
}
