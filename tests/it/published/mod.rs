//! The contracts for public logs: equal in both languages, printed as they stand, and their scenarios come out as they say.
//! What they make of the real logs is tested by the command, in `crates/cli/tests/logs`.

use klausel::{Contract, Lang, model::Model, scenario};

/// A contract and its scenarios in English, then in German.
type Pair = [(&'static str, Option<&'static str>); 2];

const STATUS_PAGE: Pair = [
    (
        include_str!("../../../contracts/github/contract.klausel.md"),
        Some(include_str!("../../../contracts/github/scenarios.scenario.md")),
    ),
    (
        include_str!("../../../contracts/github/vertrag.klausel.md"),
        Some(include_str!("../../../contracts/github/szenarien.scenario.md")),
    ),
];
const STATUS_PAGE_WIDE: Pair = [
    (include_str!("../../../contracts/github/contract-wide.klausel.md"), None),
    (include_str!("../../../contracts/github/vertrag-weit.klausel.md"), None),
];
const WEB_SERVICES: Pair = [
    (
        include_str!("../../../contracts/bern/contract.klausel.md"),
        Some(include_str!("../../../contracts/bern/scenarios.scenario.md")),
    ),
    (
        include_str!("../../../contracts/bern/vertrag.klausel.md"),
        Some(include_str!("../../../contracts/bern/szenarien.scenario.md")),
    ),
];
const ALL: [Pair; 3] = [STATUS_PAGE, STATUS_PAGE_WIDE, WEB_SERVICES];

fn contract(text: &str) -> Contract {
    Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

fn model(text: &str) -> Model {
    contract(text).model
}

#[test]
fn the_german_and_the_english_document_mean_the_same() {
    for [(english, _), (german, _)] in ALL {
        assert_eq!(model(german).meaning(), model(english).meaning());
    }
}

#[test]
fn the_documents_are_printed_as_they_stand_and_said_in_the_other_language_they_mean_the_same() {
    for (text, _) in ALL.concat() {
        let read = model(text);
        assert_eq!(klausel::print(&read, &read.head.lang).unwrap(), text);
        let other = if read.head.lang == Lang::new("de") { Lang::new("en") } else { Lang::new("de") };
        assert_eq!(model(&klausel::print(&read, &other).unwrap()).meaning(), read.meaning());
    }
}

#[test]
fn nothing_is_left_open_that_is_noted() {
    for (text, _) in ALL.concat() {
        assert!(contract(text).notes.is_empty(), "{:?}", contract(text).notes);
    }
}

#[test]
fn the_two_readings_of_a_status_page_differ_in_one_statement_and_in_when_they_begin() {
    let [narrow, mut wide] = [STATUS_PAGE, STATUS_PAGE_WIDE].map(|[(english, _), _]| model(english).meaning());
    assert_ne!(narrow, wide);
    wide.head = narrow.head.clone();
    if let Some(outage) = &mut wide.outage {
        assert_eq!(outage.body.impairment_counts, Some(true));
        outage.body.impairment_counts = Some(false);
    }
    assert_eq!(narrow, wide);
}

#[test]
fn every_scenario_comes_out_as_it_says_in_both_languages() {
    for pair in ALL {
        let outcomes = pair.map(|(text, scenarios)| {
            let contract = contract(text);
            let outcomes = scenario::run("scenarios.scenario.md", scenarios?, &contract);
            let outcomes = outcomes.unwrap_or_else(|error| match error {
                scenario::NotRun::Refused(refused) => panic!("{}", refused.show()),
                other => panic!("{other}"),
            });
            assert!(outcomes.hold(), "{}", outcomes.text(&contract));
            Some(outcomes.outcomes.len())
        });
        assert_eq!(outcomes[0], outcomes[1]);
    }
}
