//! An outage whose cause turns out months later to be the customer's software: what that turns, why, and that the report as
//! known before is found again.

use super::fixture::at;
use klausel::{
    Contract, Lang,
    compile::Program,
    engine::{Held, Monitor, Watch},
    event::{Event, read_ndjson},
    render::Render,
    report::{self, Period, Report},
    time::{Instant, Millis},
    verdict::{CountedBy, Promise, Stage, Step, Verdict},
};

const LOG: &str = include_str!("../../../contracts/systembetrieb/late-cause.ndjson");

fn events() -> Vec<Event> {
    read_ndjson(LOG.as_bytes(), 0).map(|event| event.expect("an event")).collect()
}

fn monitor(contract: &Contract, events: Vec<Event>) -> Monitor {
    let mut monitor = Monitor::new(Program::compile(&contract.model, &contract.places).expect("a program"));
    monitor.push_all(events);
    monitor
}

fn report(contract: &Contract, events: Vec<Event>, as_of: Instant) -> (String, String) {
    let year = Period::days(
        "2025-01-01".parse().expect("a day"),
        "2025-12-31".parse().expect("a day"),
        contract.model.head.zone,
    );
    let made = Report::of(&contract.model, &monitor(contract, events), year, (Some(as_of), Some(as_of)), []);
    let render = Render::of(contract, &Lang::new("de")).expect("a catalogue");
    (report::json(&made).expect("JSON"), made.text(&render))
}

#[test]
fn the_correction_turns_the_year_and_is_named_by_the_change() {
    let contract = crate::query::contract("en");
    let mut watch = Watch::new(monitor(&contract, events()), at("2025-03-01 00:00"));
    let changes = watch.advance(at("2025-12-01 00:00"));
    let revisions: Vec<_> = changes.iter().filter(|change| change.is_revision()).collect();
    assert_eq!(revisions.len(), 1);
    let revision = revisions[0];
    assert_eq!(revision.at, at("2025-11-10 14:00"));
    assert_eq!(revision.because[0].id.as_ref(), "w-5");
    assert_eq!(revision.from, Some(Held { verdict: Verdict::Missed, stage: Stage::Revisable }));
    assert_eq!(revision.to, Some(Held { verdict: Verdict::Open, stage: Stage::Revisable }));
    // 37 h 21 min are allowed, and the outage in May took 2 h 30 min of them.
    assert_eq!(revision.left, Some(Millis::minutes(34 * 60 + 51)));
}

#[test]
fn the_reason_names_the_clause_that_takes_the_outage_out() {
    let contract = crate::query::contract("en");
    let watch = Watch::new(monitor(&contract, events()), at("2025-12-01 00:00"));
    let service = watch.monitor().program().service("SmaWo").expect("a service");
    let subject = klausel::engine::Subject::Service(
        service,
        klausel::time::Interval::new(at("2025-03-01 00:00"), at("2025-03-02 00:00")),
    );
    let why = watch.why(&subject, Promise::Availability);
    let excluded = why[0].reason.steps.iter().filter_map(|step| match step {
        Step::Outage(finding) if !finding.counts => Some((&finding.began.id, &finding.decided_by)),
        _ => None,
    });
    let excluded: Vec<_> = excluded.collect();
    assert!(matches!(excluded[..], [(id, CountedBy::CauseExcluded { .. })] if id.as_ref() == "w-5"), "{excluded:?}");
}

#[test]
fn the_report_as_known_in_june_is_the_report_that_was_made_in_june() {
    for lang in ["de", "en"] {
        let contract = crate::query::contract(lang);
        let june = at("2025-06-30 12:00");
        let known: Vec<Event> = events().into_iter().filter(|event| event.known_at() <= june).collect();
        assert_eq!(known.len(), 4);
        let then = report(&contract, known, june);
        assert_eq!(report(&contract, events(), june), then);
        assert!(then.1.contains("98,13"), "{}", then.1);
        assert_ne!(report(&contract, events(), at("2025-11-10 14:00")), then);
    }
}
