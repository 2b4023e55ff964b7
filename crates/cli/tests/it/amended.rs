//! What a person sees of an edited contract: whose verdict turns, and what no scenario would have noticed.

use super::{folder, seen};
use std::{fs, path::Path};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

#[test]
fn an_amendment_is_reviewed_as_the_verdicts_that_turn() {
    let (old, new) = ("contracts/systembetrieb/vertrag.klausel.md", "contracts/nachtrag/vertrag-2025-07.klausel.md");
    insta::assert_snapshot!(seen(root(), &["diff", old, new]));
}

#[test]
fn scenarios_of_several_versions_are_judged_by_the_one_in_force() {
    insta::assert_snapshot!(seen(root(), &["test", "contracts/nachtrag"]));
}

const SMALL: &str = "\
# Contract: Small

- Time zone: Europe/Berlin

## 1 Service window: Office

- Monday through Friday, 09:00 to 17:00

## 2 Service: Shop

- Operated during service window Office
- Availability: at least 99.5% per calendar month
- Not counted: nothing
";

const SCENARIOS: &str = "\
# Scenarios: Small

- Contract: small.klausel.md

## Scenario: a day down

| At                        | Event             |
|---------------------------|-------------------|
| Tuesday 2025-03-11, 09:00 | service Shop down |
| Tuesday 2025-03-11, 17:00 | service Shop up   |

| As of                     | Question                                   | Answer |
|---------------------------|--------------------------------------------|--------|
| Tuesday 2025-04-01, 00:00 | availability of service Shop in March 2025 | missed |
";

#[test]
fn what_a_contract_implies_and_what_nothing_notices_is_said() {
    let folder = folder("small");
    fs::write(folder.join("small.klausel.md"), SMALL).unwrap();
    fs::write(folder.join("small.scenario.md"), SCENARIOS).unwrap();
    let mut shown = seen(&folder, &["test", "--coverage"]);
    shown += &seen(&folder, &["test", "--mutants"]);
    let made = super::klausel(&folder, &["scenarios", "small.klausel.md"]);
    fs::write(folder.join("edges.scenario.md"), made.stdout).unwrap();
    shown += &String::from_utf8(made.stderr).unwrap();
    fs::write(folder.join("small.klausel.md"), SMALL.replace("99.5%", "99.4%")).unwrap();
    shown += &seen(&folder, &["test"]);
    insta::assert_snapshot!(shown);
}
