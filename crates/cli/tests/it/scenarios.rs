//! What a person sees who tests a contract by scenarios: what differs and why, and what accepting it changes.

use super::{folder, seen};
use std::fs;

const CONTRACT: &str = include_str!("../../../../contracts/systembetrieb/contract.klausel.md");
const SCENARIOS: &str = "\
# Scenarios: Reports by phone

- Contract: contract.klausel.md

## Scenario: over the weekend

| At                       | Event                                                            |
|--------------------------|------------------------------------------------------------------|
| Friday 2025-03-07, 17:30 | case INC-1 reported by phone: outage of one whole service, SmaWo |
| Monday 2025-03-10, 08:31 | case INC-1: personal reply                                       |

| Question                                        | Answer                                  |
|-------------------------------------------------|-----------------------------------------|
| reaction of case INC-1                          | met, due Monday 2025-03-10, 08:30       |
| next deadline of case INC-1                     | Monday 2025-03-10, 10:31                |
| is 2025-03-10T08:00 in service window Operation | no                                      |
";

#[test]
fn what_differs_is_said_with_its_reason_and_accepting_it_changes_a_line_each() {
    let folder = folder("scenarios");
    let file = folder.join("phone.scenario.md");
    fs::write(folder.join("contract.klausel.md"), CONTRACT).unwrap();
    fs::write(&file, SCENARIOS).unwrap();
    let mut shown = seen(&folder, &["test"]);
    shown += &seen(&folder, &["test", "phone.scenario.md", "--accept"]);
    let accepted = fs::read_to_string(&file).unwrap();
    for (old, new) in SCENARIOS.lines().zip(accepted.lines()).filter(|(old, new)| old != new) {
        shown += &format!("-{old}\n+{new}\n");
    }
    shown += &seen(&folder, &["test"]);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_machine_reads_each_answer_and_each_mistake_as_a_line() {
    let folder = folder("scenarios-json");
    fs::write(folder.join("contract.klausel.md"), CONTRACT).unwrap();
    fs::write(folder.join("phone.scenario.md"), SCENARIOS).unwrap();
    fs::write(folder.join("wrong.scenario.md"), SCENARIOS.replace("personal reply", "a sigh")).unwrap();
    let shown = seen(&folder, &["test", "--format", "json"]);
    let lines: Vec<serde_json::Value> =
        shown.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).unwrap()).collect();
    let held: Vec<_> = lines.iter().filter_map(|line| line["holds"].as_bool()).collect();
    assert_eq!(held, [false, true, false]);
    assert_eq!(lines[0]["answer"]["verdict"], "missed");
    assert_eq!(lines[0]["accepted"], "missed; due Monday 2025-03-10, 08:30");
    assert_eq!(lines[0]["line"], 14);
    assert_eq!(lines[3]["place"]["file"], "./wrong.scenario.md");
    assert!(shown.ends_with("--- exit code 1\n"));
}
