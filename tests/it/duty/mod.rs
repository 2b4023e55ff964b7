//! Duties: read and said in both languages, judged as scenarios say, with reasons that people can read.
//! The laws of all judgements are tested beside the engine.

mod laws;

use klausel::{
    Contract, Lang,
    compile::Program,
    engine::Monitor,
    event::read_ndjson,
    query,
    render::Render,
    report::{Period, Report},
    scenario,
};

pub(crate) const ENGLISH: &str = include_str!("contract.klausel.md");
pub(crate) const GERMAN: &str = include_str!("vertrag.klausel.md");
const SCENARIOS: &str = include_str!("scenarios.scenario.md");
/// A year of a few events about each duty.
pub(crate) const EVENTS: &str = include_str!("events.ndjson");

pub(crate) fn contract(text: &str) -> Contract {
    Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

pub(crate) fn monitor(text: &str) -> Monitor {
    let contract = contract(text);
    let mut monitor = Monitor::new(Program::compile(&contract.model, &contract.places).unwrap());
    for event in read_ndjson(EVENTS.as_bytes(), 0) {
        monitor.push(event.unwrap()).unwrap_or_else(|unused| panic!("{unused:?}"));
    }
    monitor
}

#[test]
fn both_documents_mean_the_same_and_are_printed_as_they_stand() {
    let (english, german) = (contract(ENGLISH), contract(GERMAN));
    assert_eq!(german.model.meaning(), english.model.meaning());
    for (contract, text) in [(&english, ENGLISH), (&german, GERMAN)] {
        assert_eq!(klausel::print(&contract.model, contract.lang()).unwrap(), text);
        assert!(contract.notes.is_empty(), "{:?}", contract.notes);
    }
    let other = klausel::print(&english.model, &Lang::new("de")).unwrap();
    assert_eq!(contract(&other).model.meaning(), english.model.meaning());
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let contract = contract(ENGLISH);
    let outcomes = scenario::run("scenarios.scenario.md", SCENARIOS, &contract);
    let outcomes = outcomes.unwrap_or_else(|error| match error {
        scenario::NotRun::Refused(refused) => panic!("{}", refused.show()),
        other => panic!("{other}"),
    });
    assert!(outcomes.hold(), "{}", outcomes.text(&contract));
}

/// The duties of the founding contract with their scenarios, in English and German.
const FOUNDING: [[&str; 2]; 2] = [
    [
        include_str!("../../../contracts/systembetrieb/duties.klausel.md"),
        include_str!("../../../contracts/systembetrieb/duties.scenario.md"),
    ],
    [
        include_str!("../../../contracts/systembetrieb/pflichten.klausel.md"),
        include_str!("../../../contracts/systembetrieb/pflichten.scenario.md"),
    ],
];

#[test]
fn the_duties_of_the_founding_contract_mean_the_same_in_both_languages() {
    let [english, german] = FOUNDING.map(|[text, _]| contract(text));
    assert_eq!(german.model.meaning(), english.model.meaning());
    for [text, _] in FOUNDING {
        let contract = contract(text);
        assert_eq!(klausel::print(&contract.model, contract.lang()).unwrap(), text);
        let notes = contract.notes.iter().filter(|note| note.severity() == klausel::Severity::Error);
        assert_eq!(notes.count(), 0);
    }
}

#[test]
fn the_scenarios_of_the_founding_duties_come_out_in_both_languages() {
    let counts = FOUNDING.map(|[text, scenarios]| {
        let contract = contract(text);
        let outcomes = scenario::run("scenarios.scenario.md", scenarios, &contract);
        let outcomes = outcomes.unwrap_or_else(|error| match error {
            scenario::NotRun::Refused(refused) => panic!("{}", refused.show()),
            other => panic!("{other}"),
        });
        assert!(outcomes.hold(), "{}", outcomes.text(&contract));
        outcomes.outcomes.len()
    });
    assert_eq!(counts, [34, 34]);
}

#[test]
fn answers_and_reasons_are_read_in_both_languages() {
    let contract = contract(ENGLISH);
    let monitor = monitor(ENGLISH);
    for (lang, questions) in [
        (
            "en",
            [
                "why duty Restore test in 2025-Q2",
                "duty Evaluate cases in January 2025",
                "why duty Document cases for INC-2",
                "duty Weigh risks for INC-2",
                "accesses in 2025",
                "why duty Access credentials for A-2",
                "why duty Third parties for D-2",
                "why duty First aid for N-1",
                "customer duties in 2025",
                "why customer duty Report changes for C-2",
                "customer duty Keep workstations current for U-3",
                "duties in 2026",
                "duty First aid for N-99",
            ],
        ),
        (
            "de",
            [
                "warum Pflicht Restore-Test im 2. Quartal 2025",
                "Pflicht Vorgänge auswerten im Januar 2025",
                "warum Pflicht Vorgänge dokumentieren für INC-2",
                "Pflicht Risiken abwägen für INC-2",
                "Systemzugriffe 2025",
                "warum Pflicht Zugangsdaten für Zugriffe für A-2",
                "warum Pflicht Dritte hinzuziehen für D-2",
                "warum Pflicht Erste Hilfe für N-1",
                "Mitwirkung 2025",
                "warum Mitwirkung Änderungen melden für C-2",
                "Mitwirkung Arbeitsplatzgeräte aktuell halten für U-3",
                "Pflichten 2026",
                "Pflicht Erste Hilfe für N-99",
            ],
        ),
    ] {
        let answers = questions.map(|question| {
            let answer = query::ask_text(&contract, &monitor, question, None, None)
                .unwrap_or_else(|refused| panic!("{}", refused.show()));
            format!("? {question}\n{}\n", answer.text(&contract))
        });
        insta::with_settings!({ snapshot_suffix => lang }, { insta::assert_snapshot!(answers.join("\n")) });
    }
}

#[test]
fn the_report_has_a_section_for_each_partys_duties() {
    let contract = contract(ENGLISH);
    let monitor = monitor(ENGLISH);
    let zone = contract.model.head.zone;
    let year = Period::days("2025-01-01".parse().unwrap(), "2025-12-31".parse().unwrap(), zone);
    let report = Report::of(&contract.model, &monitor, year, (None, None), Vec::new());
    for lang in ["en", "de"] {
        let text = report.text(&Render::of(&contract, &Lang::new(lang)).unwrap());
        insta::with_settings!({ snapshot_suffix => lang }, { insta::assert_snapshot!(text) });
    }
}
