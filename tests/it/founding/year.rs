//! The year of the founding contract: its report as people read it, and each of its reasons replayed by the verifier. That
//! its figures are right is left to the oracle, in `crates/cli/tests/year`.

use super::{ENGLISH, GERMAN};
use klausel::{
    Contract,
    compile::Program,
    engine::{Instants, Monitor, Subject},
    event::{Unused, read_ndjson},
    render::Render,
    report::{self, Period, Report},
    time::{Date, Instant, Interval},
    verdict::{Judgement, Promise},
};
use klausel_verify::verify_in;

const YEAR: &str = include_str!("../../../contracts/systembetrieb/year.ndjson");

fn read(text: &str) -> (Contract, Monitor, Vec<Unused>) {
    let contract = Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()));
    let mut monitor = Monitor::new(Program::compile(&contract.model, &contract.places).unwrap());
    let mut unread = Vec::new();
    for event in read_ndjson(YEAR.as_bytes(), 0) {
        match event {
            Ok(event) => drop(monitor.push(event)),
            Err(unused) => unread.push(unused),
        }
    }
    (contract, monitor, unread)
}

fn text(contract: &str) -> String {
    let (contract, monitor, unread) = read(contract);
    let period =
        Period::days(Date::new(2025, 1, 1).unwrap(), Date::new(2025, 12, 31).unwrap(), contract.model.head.zone);
    let report = Report::of(&contract.model, &monitor, period, (None, None), unread);
    report.text(&Render::of(&contract, contract.lang()).unwrap())
}

#[test]
fn the_year_for_people_in_german() {
    insta::assert_snapshot!(text(GERMAN));
}

#[test]
fn the_year_for_people_in_english() {
    insta::assert_snapshot!(text(ENGLISH));
}

#[test]
fn no_line_of_the_year_is_wider_than_the_page() {
    for contract in [GERMAN, ENGLISH] {
        for line in text(contract).lines() {
            assert!(report::width(line) <= 80, "{line}");
        }
    }
}

/// All judgements of the year, with their reasons.
fn explained(monitor: &Monitor, instants: Instants) -> Vec<Judgement> {
    let year = Interval::new("2024-12-31T23:00:00Z".parse().unwrap(), "2025-12-31T23:00:00Z".parse().unwrap());
    let mut all = Vec::new();
    for (service, _, _) in monitor.program().promised_services() {
        all.extend(monitor.why(&Subject::Service(service, year), Promise::Availability, instants));
    }
    for case in monitor.cases() {
        for promise in [Promise::Reaction, Promise::Update] {
            all.extend(monitor.why(&Subject::Case(case.clone()), promise, instants));
        }
    }
    all
}

#[test]
fn every_reason_of_the_year_is_replayed_as_known_then_and_later() {
    let (_, monitor, _) = read(ENGLISH);
    let end: Instant = "2025-12-31T23:00:00Z".parse().unwrap();
    for known_as_of in [end, "2026-04-01T00:00:00Z".parse().unwrap()] {
        let all = explained(&monitor, Instants { as_of: end, known_as_of });
        assert!(all.len() > 960, "{}", all.len());
        for judgement in &all {
            let data = serde_json::to_value(judgement).unwrap();
            verify_in(&data, "Europe/Berlin")
                .unwrap_or_else(|why| panic!("{:?} {}: {why}", judgement.promise, judgement.subject));
        }
    }
}

#[test]
fn a_call_after_a_mail_is_told_with_the_statement_that_lets_it_start_the_period() {
    let (contract, monitor, _) = read(ENGLISH);
    let end: Instant = "2025-12-31T23:00:00Z".parse().unwrap();
    let said =
        "Agreed: the period starts with the later report by the channel demanded (clause 18 Priorities: Incidents)";
    let started = "In the absence of agreement: the period starts with the report.";
    let mut calls = 0;
    for judgement in explained(&monitor, Instants { as_of: end, known_as_of: end }) {
        let told = Render::of(&contract, contract.lang()).unwrap().full(&judgement);
        calls += usize::from(told.contains(said));
        assert!(told.matches(started).count() <= 1, "{told}");
    }
    assert!(calls >= 5, "{calls}");
}

#[test]
fn an_outage_of_the_whole_service_is_told_once_though_parts_are_known() {
    let (contract, monitor, _) = read(ENGLISH);
    let end: Instant = "2025-12-31T23:00:00Z".parse().unwrap();
    let all = explained(&monitor, Instants { as_of: end, known_as_of: end });
    let smawo = all.iter().find(|judgement| &*judgement.subject == "smawo").unwrap();
    let told = Render::of(&contract, contract.lang()).unwrap().full(smawo);
    let easter = told.lines().filter(|line| line.contains("Thursday 17 April 2025, 17:31")).count();
    assert_eq!(easter, 1, "{told}");
}
