//! Verdicts are a function of the set of facts: order and repetition change nothing, and what was known then is found again.

use super::{
    fixture::{at, monitor},
    messy::{World, shuffled, world},
};
use klausel::{
    Lang,
    engine::{Instants, Monitor, Subject, Verdicts},
    event::{Event, UnusedReason},
    render::Render,
    report::{self, Period, Report},
    time::Interval,
    verdict::{Judgement, Promise},
};
use proptest::prelude::*;

/// Every judgement with its reason: of the case, and of the service in March and around it.
fn explained(monitor: &Monitor, instants: Instants) -> Vec<Judgement> {
    let case = Subject::Case("INC-1".into());
    let service = monitor.program().service("SmaWo").expect("a service");
    let spring = Interval::new(at("2025-02-01 00:00"), at("2025-05-01 00:00"));
    let mut all = monitor.why(&case, Promise::Reaction, instants);
    all.extend(monitor.why(&case, Promise::Update, instants));
    all.extend(monitor.why(&Subject::Service(service, spring), Promise::Availability, instants));
    all
}

fn all(world: &World, events: Vec<Event>) -> (Verdicts, Vec<Judgement>) {
    let monitor = monitor(&world.model, events);
    let World { as_of, known_as_of, .. } = *world;
    (monitor.finish(Some(as_of), Some(known_as_of)), explained(&monitor, Instants { as_of, known_as_of }))
}

/// The report on March 2025 for machines and for people.
fn report(world: &World, events: Vec<Event>) -> (String, String) {
    let monitor = monitor(&world.model, events);
    let contract = crate::query::contract("de");
    let zone = world.model.head.zone;
    let march = Period::of(Interval::new(at("2025-03-01 00:00"), at("2025-04-01 00:00")), zone);
    let made = Report::of(&world.model, &monitor, march, (Some(world.as_of), Some(world.known_as_of)), []);
    let render = Render::of(&contract, &Lang::new("de")).expect("a catalogue");
    (report::json(&made).expect("JSON"), made.text(&render))
}

proptest! {
    #![proptest_config(crate::chance::cases(96))]

    #[test]
    fn every_order_of_a_stream_ends_in_the_same_verdicts_reasons_and_lists(
        world in world(),
        keys in prop::collection::vec(any::<u32>(), 60),
    ) {
        prop_assert_eq!(all(&world, shuffled(&world.events, &keys)), all(&world, world.events.clone()));
    }

    #[test]
    fn the_same_events_once_more_change_no_verdict_and_no_reason(
        world in world(),
        keys in prop::collection::vec(any::<u32>(), 120),
    ) {
        let twice: Vec<Event> = world.events.iter().chain(&world.events).cloned().collect();
        let (once, explained_once) = all(&world, world.events.clone());
        let (twice, explained_twice) = all(&world, shuffled(&twice, &keys));
        prop_assert_eq!(twice.judgements, once.judgements);
        prop_assert_eq!(explained_twice, explained_once);
        let others = |verdicts: Vec<klausel::event::Unused>| -> Vec<_> {
            verdicts.into_iter().filter(|unused| unused.reason != UnusedReason::Duplicate).collect()
        };
        prop_assert_eq!(others(twice.unused), others(once.unused));
    }

    #[test]
    fn known_as_of_then_is_the_report_that_was_made_then(world in world()) {
        let known: Vec<Event> =
            world.events.iter().filter(|event| event.known_at() <= world.known_as_of).cloned().collect();
        prop_assert_eq!(report(&world, world.events.clone()), report(&world, known));
    }
}
