//! The corner cases of the documentation: each row names a scenario and tests, and every one of them exists and holds.

use klausel::{Contract, scenario};
use std::{collections::BTreeSet, fs, path::Path};

/// Contracts with their scenarios: what is known by events, what is known by checks.
const FILES: [(&str, &str); 2] = [
    (
        include_str!("../../contracts/corners/contract.klausel.md"),
        include_str!("../../contracts/corners/scenarios.scenario.md"),
    ),
    (
        include_str!("../../contracts/corners/checks.klausel.md"),
        include_str!("../../contracts/corners/checks.scenario.md"),
    ),
];
const DOCUMENTED: &str = include_str!("../../docs/corner-cases.md");

/// What the last column of each row names: a scenario, then tests.
fn rows() -> Vec<(&'static str, Vec<&'static str>)> {
    let rows = DOCUMENTED.lines().filter(|line| line.starts_with("| ")).skip(1);
    let shown = rows.map(|row| row.trim_end_matches(" |").rsplit("| ").next().unwrap_or(""));
    let named = shown.map(|shown| {
        let mut names = shown.split(" · ").map(str::trim);
        let scenario = names.next().unwrap_or("");
        (scenario, names.map(|name| name.trim_matches('`')).collect())
    });
    named.collect()
}

#[test]
fn every_corner_case_comes_out_as_its_scenario_says() {
    let mut shown = String::new();
    for (contract, scenarios) in FILES {
        let contract =
            Contract::read("contract.klausel.md", contract).unwrap_or_else(|refused| panic!("{}", refused.show()));
        let outcomes = scenario::run("corners.scenario.md", scenarios, &contract).unwrap_or_else(|error| match error {
            scenario::NotRun::Refused(refused) => panic!("{}", refused.show()),
            other => panic!("{other}"),
        });
        assert!(outcomes.hold(), "{}", outcomes.text(&contract));
        shown += &outcomes.text(&contract);
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn each_row_of_the_documentation_has_a_scenario_and_each_scenario_a_row() {
    let documented: BTreeSet<&str> = rows().into_iter().map(|(scenario, _)| scenario).collect();
    let lines = FILES.iter().flat_map(|(_, scenarios)| scenarios.lines());
    let written: Vec<&str> = lines.filter_map(|line| line.strip_prefix("## Scenario: ")).collect();
    assert_eq!(documented.len(), rows().len(), "a scenario for each row");
    assert_eq!(documented, written.iter().copied().collect());
    assert_eq!(documented.len(), written.len());
}

#[test]
fn each_test_that_the_documentation_names_exists() {
    let mut tests = BTreeSet::new();
    functions(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"), &mut tests);
    let named: Vec<&str> = rows().into_iter().flat_map(|(_, tests)| tests).collect();
    assert!(named.len() > 30, "{}", named.len());
    for name in named {
        assert!(tests.contains(name), "no test is called {name}");
    }
}

fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of tests").flatten() {
        let path = entry.path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a file of tests");
            let names = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn ")?.split('(').next());
            found.extend(names.map(String::from));
        }
    }
}
