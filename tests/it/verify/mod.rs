//! Every reason is replayed by the verifier, which shares no code with the engine; altered ones are refused.

mod random;

use crate::founding;
use klausel::{
    Contract,
    compile::Program,
    engine::{Instants, Monitor, Subject},
    event::read_ndjson,
    time::{Instant, Interval, Millis},
    verdict::{Judgement, Promise},
};
use klausel_verify::{
    alter::{self, Alteration},
    verify_in,
};
use serde_json::Value;
use std::collections::HashSet;

const ZONE: &str = "Europe/Berlin";
const UCI: &str = include_str!("../../../contracts/uci/contract.klausel.md");

/// A monitor of a contract with the events of lines.
fn monitor(text: &str, events: &str) -> Monitor {
    let contract = Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()));
    let mut monitor = Monitor::new(Program::compile(&contract.model, &contract.places).unwrap());
    for event in read_ndjson(events.as_bytes(), 0) {
        // What the contract cannot use is listed, and no part of a reason.
        let _ = monitor.push(event.unwrap());
    }
    monitor
}

/// All judgements of a monitor with their reasons.
fn explained(monitor: &Monitor, instants: Instants) -> Vec<Judgement> {
    let mut all = Vec::new();
    for (service, _, _) in monitor.program().promised_services() {
        // The period in which the question lies, and the one before, which is over.
        for back in [0, 366] {
            let at = Instant::from_millis(instants.as_of.as_millis() - Millis::hours(back * 24).0);
            let range = Interval::new(at, at + Millis(1));
            all.extend(monitor.why(&Subject::Service(service, range), Promise::Availability, instants));
        }
    }
    for case in monitor.cases() {
        let subject = Subject::Case(case.clone());
        all.extend(monitor.why(&subject, Promise::Reaction, instants));
        all.extend(monitor.why(&subject, Promise::Update, instants));
    }
    all
}

fn as_data(judgement: &Judgement) -> Value {
    serde_json::to_value(judgement).unwrap()
}

fn founding() -> Vec<Value> {
    let monitor = founding::monitor(founding::ENGLISH);
    let mut all = Vec::new();
    for as_of in ["2025-12-31T23:00:00Z", "2025-03-10T09:00:00Z", "2025-08-19T10:00:00Z", "2025-05-14T09:00:00Z"] {
        let as_of = as_of.parse().unwrap();
        all.extend(explained(&monitor, Instants { as_of, known_as_of: as_of }).iter().map(as_data));
    }
    all
}

/// What is refused of the judgements, with the reason.
fn refused<'v>(judgements: impl IntoIterator<Item = &'v Value>) -> Vec<String> {
    let mut refused = Vec::new();
    for judgement in judgements {
        if let Err(why) = verify_in(judgement, ZONE) {
            refused.push(format!("{} {}: {why}\n{judgement:#}", judgement["promise"], judgement["subject"]));
        }
    }
    refused
}

/// Alters each figure whose place has a shape not seen yet; gives how many were altered, and which passed that are no
/// evidence.
fn altered(judgements: Vec<Value>) -> (usize, Vec<String>) {
    let (mut seen, mut count, mut passed) = (HashSet::new(), 0, Vec::new());
    for mut judgement in judgements {
        let kind = format!("{} {}", judgement["promise"], judgement["verdict"]);
        let its: HashSet<String> = alter::alterations(&judgement)
            .into_iter()
            .filter_map(|one| {
                let shape = format!("{kind} {}", alter::shape(&judgement, &one.pointer));
                if seen.contains(&shape) || alter::evidence(&judgement, &one.pointer).is_some() {
                    return None;
                }
                count += 1;
                let Alteration { pointer, .. } = &one;
                let before = one.exchange(&mut judgement);
                let passes = verify_in(&judgement, ZONE).is_ok();
                Alteration { pointer: pointer.clone(), figure: before }.exchange(&mut judgement);
                if passes {
                    passed.push(format!("{kind} {}: {pointer} = {}\n{judgement:#}", judgement["subject"], one.figure));
                }
                Some(shape)
            })
            .collect();
        seen.extend(its);
    }
    (count, passed)
}

#[test]
fn every_reason_of_the_founding_contract_is_replayed() {
    let all = founding();
    assert!(all.len() > 40);
    let refused = refused(&all);
    assert!(refused.is_empty(), "{} of {}:\n{}", refused.len(), all.len(), refused.join("\n"));
}

#[test]
fn a_reason_altered_in_one_figure_is_refused() {
    let (count, passed) = altered(founding());
    assert!(count > 1_000, "{count}");
    assert!(passed.is_empty(), "{} of {count}:\n{}", passed.len(), passed.join("\n"));
}

#[test]
fn a_reason_that_ends_with_the_calendar_is_replayed() {
    let events = [
        ("2099-12-30T10:00:00+01:00", "case.reported", r#"{"channel":"phone","priority":"High"}"#),
        ("2099-12-31T17:30:00+01:00", "case.reacted", "{}"),
    ];
    let lines = events.iter().enumerate().map(|(id, (at, kind, data))| {
        format!(r#"{{"id":"{id}","at":"{at}","source":"d","type":"{kind}","subject":"I","data":{data}}}"#)
    });
    let events = lines.collect::<Vec<_>>().join("\n");
    let mut all = Vec::new();
    for text in [founding::ENGLISH, UCI] {
        let monitor = monitor(text, &events);
        let as_of = monitor.last_at().unwrap();
        all.extend(explained(&monitor, Instants { as_of, known_as_of: as_of }).iter().map(as_data));
    }
    for promise in ["availability", "update"] {
        assert!(all.iter().any(|one| one["verdict"] == "undetermined" && one["promise"] == promise), "{all:#?}");
    }
    let refused = refused(&all);
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    let (_, passed) = altered(all);
    assert!(passed.is_empty(), "{}", passed.join("\n"));
}

#[test]
fn a_question_that_is_the_act_suspends_nothing_before_it() {
    // Closed on Friday at 17:30 and open again on Sunday; between, a question that no answer follows.
    let events = [
        ("2025-03-07T17:15:00+01:00", "case.reported", r#"{"channel":"phone","priority":"High"}"#),
        ("2025-03-07T17:30:00+01:00", "case.closed", "{}"),
        ("2025-03-07T17:45:00+01:00", "case.questioned", "{}"),
        ("2025-03-09T15:00:00+01:00", "case.reopened", "{}"),
    ];
    let lines = events.iter().enumerate().map(|(id, (at, kind, data))| {
        format!(r#"{{"id":"{id}","at":"{at}","source":"d","type":"{kind}","subject":"I","data":{data}}}"#)
    });
    let events = lines.collect::<Vec<_>>().join("\n");
    let text = UCI.replace(
        "Reaction: a personal reply that takes up the case; an automatic reply does not suffice",
        "Reaction: any reply, also an automatic one",
    );
    let monitor = monitor(&text, &events);
    let as_of = monitor.last_at().unwrap();
    let reactions = monitor.why(&Subject::Case("I".into()), Promise::Reaction, Instants { as_of, known_as_of: as_of });
    let reaction = as_data(&reactions[0]);
    // A quarter of an hour was used on Friday; the pause that the act begins moves nothing.
    assert_eq!(reaction["figures"]["deadline"]["due_at"], "2025-03-10T07:45:00.000Z");
    assert!(refused([&reaction]).is_empty(), "{:?}", refused([&reaction]));
}
