//! Scenarios made from a contract read back, come out as they say, and are the contract's fingerprint.

use crate::query::contract;
use klausel::{
    Contract,
    compile::Program,
    scenario::{self, Scenarios},
};
use std::collections::BTreeSet;

const CONTRACTS: [&str; 5] = [
    include_str!("../../../contracts/systembetrieb/vertrag.klausel.md"),
    include_str!("../../../contracts/anfragen/contract.klausel.md"),
    include_str!("../../../contracts/corners/checks.klausel.md"),
    include_str!("../../../contracts/bern/contract.klausel.md"),
    include_str!("../../../contracts/github/vertrag.klausel.md"),
];

fn read(text: &str) -> Contract {
    Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

#[test]
fn what_is_made_reads_back_and_comes_out_as_it_says() {
    for text in CONTRACTS {
        let contract = read(text);
        let made = scenario::generate(&contract, "contract.klausel.md").unwrap();
        let scenarios = Scenarios::read("made.scenario.md", &made.text, &contract)
            .unwrap_or_else(|refused| panic!("{}", refused.show()));
        assert_eq!(scenarios.len(), made.count);
        let program = Program::compile(&contract.model, &contract.places).unwrap();
        let outcomes = scenarios.run(&contract, &program);
        assert!(outcomes.hold(), "{}", outcomes.text(&contract));
        let names: BTreeSet<&String> = outcomes.scenarios.iter().collect();
        assert_eq!(names.len(), made.count, "no name twice");
        let again = scenario::generate(&contract, "contract.klausel.md").unwrap();
        assert_eq!((again.text, again.fingerprint), (made.text, made.fingerprint));
    }
}

#[test]
fn a_contract_has_one_fingerprint_in_every_language_and_another_after_a_change() {
    let german = scenario::generate(&contract("de"), "").unwrap().fingerprint;
    let english = scenario::generate(&contract("en"), "").unwrap().fingerprint;
    assert_eq!(german, english);
    let text = include_str!("../../../contracts/systembetrieb/contract.klausel.md");
    for (old, new) in [("98.5%", "98.4%"), ("| 24 h ", "| 25 h "), ("> Note: Weekends", "> Note: All weekends")] {
        let altered = scenario::generate(&read(&text.replace(old, new)), "").unwrap().fingerprint;
        assert_eq!(altered == english, old.starts_with('>'), "{old}");
    }
}

#[test]
fn what_the_founding_contract_implies_is_named() {
    let made = scenario::generate(&contract("en"), "contract.klausel.md").unwrap();
    let names: Vec<&str> = made.text.lines().filter_map(|line| line.strip_prefix("## Scenario: ")).collect();
    insta::assert_snapshot!(names.join("\n"));
}

#[test]
fn a_changed_number_shows_as_the_scenarios_whose_verdict_moves() {
    let contract = contract("en");
    let made = scenario::generate(&contract, "contract.klausel.md").unwrap();
    let scenarios = Scenarios::read("edges.scenario.md", &made.text, &contract).unwrap();
    let text = include_str!("../../../contracts/systembetrieb/contract.klausel.md");
    let altered = read(&text.replace("Availability: at least 98.5%", "Availability: at least 99.0%"));
    let outcomes = scenarios.run(&altered, &Program::compile(&altered.model, &altered.places).unwrap());
    let moved: BTreeSet<&str> =
        outcomes.outcomes.iter().filter(|outcome| !outcome.holds()).map(|outcome| outcome.scenario.as_str()).collect();
    assert!(moved.iter().all(|name| name.starts_with("SmaWo: ")), "{moved:?}");
    assert!(moved.contains("SmaWo: the downtime allowed, used up exactly"));
}
