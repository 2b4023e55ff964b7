//! Every reason is replayed by the verifier, which shares no code with the engine; altered ones are refused.

use crate::founding;
use klausel::{
    engine::{Instants, Monitor, Subject},
    time::Interval,
    verdict::{Judgement, Promise},
};
use klausel_verify::{alter, verify_in, verify_value};
use serde_json::Value;

/// All judgements of a monitor with their reasons.
fn explained(monitor: &Monitor, instants: Instants) -> Vec<Judgement> {
    let mut all = Vec::new();
    for (service, _, per) in monitor.program().promised_services() {
        let period = klausel::engine::period_of(per, instants.as_of, monitor.program().zone());
        let range: Interval = period.unwrap();
        all.extend(monitor.why(&Subject::Service(service, range), Promise::Availability, instants));
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

#[test]
fn every_reason_of_the_founding_contract_is_replayed() {
    let all = founding();
    assert!(all.len() > 40);
    let mut refused = Vec::new();
    for judgement in &all {
        if let Err(why) = verify_value(judgement).and_then(|_| verify_in(judgement, "Europe/Berlin")) {
            refused.push(format!("{} {}: {why}", judgement["promise"], judgement["subject"]));
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn a_reason_altered_in_one_figure_is_refused() {
    let mut passed = Vec::new();
    let mut altered = 0;
    for judgement in founding() {
        for (pointer, other) in alter::alterations(&judgement) {
            altered += 1;
            if verify_in(&other, "Europe/Berlin").is_ok() && alter::evidence(&judgement, &pointer).is_none() {
                passed.push(format!("{} {}: {pointer}", judgement["promise"], judgement["subject"]));
            }
        }
    }
    assert!(altered > 1000);
    assert!(passed.is_empty(), "{} of {altered}:\n{}", passed.len(), passed.join("\n"));
}
