//! The engine agrees with the naive evaluator: verdict, figures and stage, on random contracts and streams.

use super::{
    availability, case,
    drawn::{self, Drawn},
    facts::Horizon,
    streams::{self, CASE, SERVICE, Trouble},
};
use klausel::{
    engine::{Instants, Monitor, Subject},
    event::Event,
    time::Millis,
    verdict::{Figures, Judgement},
};
use proptest::{collection::vec, prelude::*};

pub(super) const PLAIN: Trouble = Trouble { tangled: 0, unordered: false };
pub(super) const TANGLED: Trouble = Trouble { tangled: 40, unordered: true };

pub(super) fn monitor(drawn: &Drawn, events: &[Event]) -> Monitor {
    let mut monitor = Monitor::new(drawn.program.clone());
    monitor.push_all(events.to_vec());
    monitor
}

pub(super) fn horizon(drawn: &Drawn, (as_of, known): (Millis, Millis)) -> Horizon {
    Horizon { as_of: drawn.origin + as_of, known_as_of: drawn.origin + known }
}

pub(super) fn instants(horizon: Horizon) -> Instants {
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
        margin: figures.margin,
    }
}

fn found_service(judgement: &Judgement) -> availability::Found {
    let Figures::Availability(figures) = &judgement.figures else { panic!("an availability") };
    availability::Found {
        verdict: judgement.verdict,
        stage: judgement.stage,
        window: figures.window,
        planned: figures.planned,
        excluded: figures.excluded,
        out: figures.out,
        base: figures.base,
        down: figures.down,
        unknown: figures.unknown,
        budget: figures.budget,
    }
}

/// What was asked and told, short enough to be read.
fn told(drawn: &Drawn, events: &[Event], horizon: Horizon) -> String {
    let Drawn { model, origin, .. } = drawn;
    let since = |at: klausel::time::Instant| at.as_millis() - origin.as_millis();
    let mut told =
        format!("milliseconds since the origin: as of {} known {}\n", since(horizon.as_of), since(horizon.known_as_of));
    for event in events {
        let known = event.known_at.map(since);
        let Event { id, at, source, seq, rank, corrects, says, .. } = event;
        let at = since(*at);
        told +=
            &format!("{at} known {known:?} {id:?} {source} seq {seq:?} rank {rank} corrects {corrects:?}: {says:?}\n");
    }
    let said = format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?} {:?} {:?} {:?} {:?}",
        model.windows.iter().map(|clause| (&clause.name, &clause.body)).collect::<Vec<_>>(),
        model.outage.as_ref().map(|clause| &clause.body),
        model.services[0].body,
        model.planned.iter().map(|clause| &clause.body).collect::<Vec<_>>(),
        model.priorities[0].body,
        model.head.zone,
        model.head.in_force_from,
        model.head.in_force_through,
        (model.head.instants, &model.head.working_days),
        model.head.facts_closed,
    );
    // What is silent is left out.
    let fields = said.split(", ").filter(|field| !field.ends_with(": None") && !field.ends_with(": []"));
    format!("origin {origin}\n{told}{}", fields.collect::<Vec<_>>().join(", "))
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
        prop_assert_eq!(outcomes(&fast), outcomes(&plain.found), "{}", told(drawn, &events, horizon));
    } else {
        prop_assert_eq!(fast, plain.found, "{}", told(drawn, &events, horizon));
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
        prop_assert_eq!(
            (one.window, one.planned, one.base),
            (plain.found.window, plain.found.planned, plain.found.base)
        );
        prop_assert!(one.down <= plain.found.down);
        prop_assert!(one.down + one.unknown >= plain.found.down + plain.found.unknown);
    } else {
        prop_assert_eq!(fast, vec![plain.found], "{}", told(drawn, &events, horizon));
    }
    Ok(())
}

/// A contract takes long to make, a stream does not: so many are judged under each.
const STREAMS: usize = 5;

proptest! {
    #![proptest_config(crate::chance::cases(12))]

    #[test]
    fn cases_in_order_come_to_the_same(
        drawn in drawn::contract(),
        told in vec((streams::case(PLAIN), streams::asked(-4..160)), STREAMS),
    ) {
        for (events, asked) in told {
            case_agrees(&drawn, events, asked)?;
        }
    }

    #[test]
    fn cases_of_tangled_facts_come_to_the_same(
        drawn in drawn::contract(),
        told in vec((streams::case(TANGLED), streams::asked(-4..160)), STREAMS),
    ) {
        for (events, asked) in told {
            case_agrees(&drawn, events, asked)?;
        }
    }

    #[test]
    fn services_in_order_come_to_the_same(
        drawn in drawn::contract(),
        told in vec((streams::service(PLAIN), streams::asked(-700..800)), STREAMS),
    ) {
        for (events, asked) in told {
            service_agrees(&drawn, events, asked)?;
        }
    }

    #[test]
    fn services_of_tangled_facts_come_to_the_same(
        drawn in drawn::contract(),
        told in vec((streams::service(TANGLED), streams::asked(-700..800)), STREAMS),
    ) {
        for (events, asked) in told {
            service_agrees(&drawn, events, asked)?;
        }
    }
}
