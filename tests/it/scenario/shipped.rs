//! The scenarios beside the founding contract come out as they say, in German and in English alike.

use klausel::{Contract, scenario};

const GERMAN: (&str, &str) = (
    include_str!("../../../contracts/systembetrieb/vertrag.klausel.md"),
    include_str!("../../../contracts/systembetrieb/szenarien.scenario.md"),
);
const ENGLISH: (&str, &str) = (
    include_str!("../../../contracts/systembetrieb/contract.klausel.md"),
    include_str!("../../../contracts/systembetrieb/scenarios.scenario.md"),
);

fn outcomes(name: &str, (contract, scenarios): (&str, &str)) -> (Contract, scenario::Outcomes) {
    let contract = Contract::read("contract", contract).unwrap_or_else(|refused| panic!("{}", refused.show()));
    let outcomes = scenario::run(name, scenarios, &contract).unwrap_or_else(|error| match error {
        scenario::NotRun::Refused(refused) => panic!("{}", refused.show()),
        other => panic!("{other}"),
    });
    (contract, outcomes)
}

#[test]
fn every_german_scenario_comes_out_as_it_says() {
    let (contract, outcomes) = outcomes("szenarien.scenario.md", GERMAN);
    assert!(outcomes.hold(), "{}", outcomes.text(&contract));
    insta::assert_snapshot!(outcomes.text(&contract));
}

#[test]
fn every_english_scenario_comes_out_as_it_says() {
    let (contract, outcomes) = outcomes("scenarios.scenario.md", ENGLISH);
    assert!(outcomes.hold(), "{}", outcomes.text(&contract));
    insta::assert_snapshot!(outcomes.text(&contract));
}
