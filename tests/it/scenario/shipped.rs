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

const REQUESTS_GERMAN: (&str, &str) = (
    include_str!("../../../contracts/anfragen/vertrag.klausel.md"),
    include_str!("../../../contracts/anfragen/szenarien.scenario.md"),
);
const REQUESTS_ENGLISH: (&str, &str) = (
    include_str!("../../../contracts/anfragen/contract.klausel.md"),
    include_str!("../../../contracts/anfragen/scenarios.scenario.md"),
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

#[test]
fn limits_in_days_come_out_as_they_say_in_both_languages() {
    let (contract, german) = outcomes("szenarien.scenario.md", REQUESTS_GERMAN);
    assert!(german.hold(), "{}", german.text(&contract));
    let (contract, english) = outcomes("scenarios.scenario.md", REQUESTS_ENGLISH);
    assert!(english.hold(), "{}", english.text(&contract));
}

#[test]
fn the_german_and_the_english_scenarios_give_the_same_verdicts() {
    for (german, english) in [(GERMAN, ENGLISH), (REQUESTS_GERMAN, REQUESTS_ENGLISH)] {
        let (one, other) = (outcomes("szenarien.scenario.md", german), outcomes("scenarios.scenario.md", english));
        same_verdicts(&one.1, &other.1);
    }
}

fn same_verdicts(german: &scenario::Outcomes, english: &scenario::Outcomes) {
    assert_eq!(german.outcomes.len(), english.outcomes.len());
    assert_eq!(german.scenarios.len(), english.scenarios.len());
    for (one, other) in german.outcomes.iter().zip(&english.outcomes) {
        let json = |outcome: &scenario::Outcome| {
            let mut answer = outcome.answer.clone();
            answer.question = String::new();
            answer.json().unwrap()
        };
        assert_eq!(json(one), json(other), "{} / {}", one.question, other.question);
    }
}

#[test]
fn a_scenario_may_be_run_against_the_contract_in_the_other_language() {
    let requests = [(REQUESTS_GERMAN.0, REQUESTS_ENGLISH.1), (REQUESTS_ENGLISH.0, REQUESTS_GERMAN.1)];
    for pair in [(GERMAN.0, ENGLISH.1), (ENGLISH.0, GERMAN.1)].into_iter().chain(requests) {
        let (contract, outcomes) = outcomes("crossed.scenario.md", pair);
        assert!(outcomes.hold(), "{}", outcomes.text(&contract));
    }
}

#[test]
fn a_document_names_the_contract_beside_it() {
    assert_eq!(scenario::contracts_named(GERMAN.1), ["vertrag.klausel.md"]);
    assert_eq!(scenario::contracts_named(ENGLISH.1), ["contract.klausel.md"]);
}
