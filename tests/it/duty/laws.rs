//! Laws of verdicts on duties: every reason is replayed and every altered one refused, the order of events means nothing,
//! a watch says what judging says, and a state that was written goes on as before.
//! What a duty means is told by the scenarios.

use super::{ENGLISH, EVENTS, contract, monitor};
use klausel::{
    compile::Program,
    engine::{Instants, Monitor, Watch},
    event::{Event, read_ndjson},
    time::{Instant, Interval},
    verdict::{Judgement, Promise},
};
use klausel_verify::{
    alter::{self, Alteration},
    verify_in,
};

fn year() -> Interval {
    Interval::new("2025-01-01T00:00:00+01:00".parse().unwrap(), "2026-01-01T00:00:00+01:00".parse().unwrap())
}

fn instants(as_of: &str) -> Instants {
    let as_of: Instant = as_of.parse().unwrap();
    Instants { as_of, known_as_of: as_of }
}

fn events() -> Vec<Event> {
    read_ndjson(EVENTS.as_bytes(), 0).map(|event| event.unwrap()).collect()
}

fn explained(monitor: &Monitor, instants: Instants) -> Vec<Judgement> {
    let judged = monitor.judge_duties(year(), instants);
    judged.iter().map(|one| monitor.explain(one).unwrap_or_else(|| panic!("{one:?}"))).collect()
}

#[test]
fn every_reason_is_replayed_and_every_altered_one_refused() {
    let monitor = monitor(ENGLISH);
    let (mut count, mut passed) = (0, Vec::new());
    for as_of in ["2025-03-11T09:30:00Z", "2025-05-07T12:00:00Z", "2025-12-31T00:00:00Z", "2026-02-01T00:00:00Z"] {
        for judgement in explained(&monitor, instants(as_of)) {
            let mut data = serde_json::to_value(&judgement).unwrap();
            verify_in(&data, "Europe/Berlin").unwrap_or_else(|refused| panic!("{refused}\n{data:#}"));
            for one in alter::alterations(&data) {
                if alter::evidence(&data, &one.pointer).is_some() {
                    continue;
                }
                count += 1;
                let before = one.exchange(&mut data);
                if verify_in(&data, "Europe/Berlin").is_ok() {
                    passed.push(format!("{} = {}\n{data:#}", one.pointer, one.figure));
                }
                Alteration { pointer: one.pointer.clone(), figure: before }.exchange(&mut data);
            }
        }
    }
    assert!(count > 2_000, "{count}");
    assert!(passed.is_empty(), "{} of {count}:\n{}", passed.len(), passed.join("\n"));
}

#[test]
fn the_order_of_events_means_nothing() {
    let contract = contract(ENGLISH);
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let judged = |events: Vec<Event>| {
        let mut monitor = Monitor::new(program.clone());
        monitor.push_all(events);
        monitor.judge_duties(year(), instants("2026-02-01T00:00:00Z"))
    };
    let mut backwards = events();
    backwards.reverse();
    assert_eq!(judged(events()), judged(backwards));
}

#[test]
fn a_watch_says_what_judging_says_and_when_it_changes_next() {
    let contract = contract(ENGLISH);
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let begin: Instant = "2025-01-01T00:00:00+01:00".parse().unwrap();
    let mut watch = Watch::new(Monitor::new(program), begin);
    let mut events = events();
    events.sort_by_key(|event| event.at);
    let mut changed = 0;
    for event in events {
        changed += watch.advance(event.at).len();
        let next = watch.next_change_at();
        let asked = watch.monitor().next_change_at(watch.instants());
        assert_eq!(next, asked, "as of {}", watch.as_of());
        changed += watch.push(event).unwrap().len();
    }
    changed += watch.advance("2026-03-01T00:00:00Z".parse().unwrap()).len();
    assert!(changed > 60, "{changed}");
    let as_of = watch.instants();
    let all = watch.finish();
    let duties = |all: Vec<Judgement>| all.into_iter().filter(|one| one.promise == Promise::Duty).collect::<Vec<_>>();
    let of_monitor = watch.monitor().finish(Some(as_of.as_of), Some(as_of.known_as_of));
    assert_eq!(duties(all.judgements), duties(of_monitor.judgements));
}

#[test]
fn a_state_that_was_written_goes_on_as_before() {
    let contract = contract(ENGLISH);
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let monitor = monitor(ENGLISH);
    let mut bytes = Vec::new();
    monitor.write(&mut bytes).unwrap();
    let again = Monitor::read(program, bytes.as_slice()).unwrap();
    let then = instants("2026-02-01T00:00:00Z");
    assert_eq!(again.judge_duties(year(), then), monitor.judge_duties(year(), then));
}
