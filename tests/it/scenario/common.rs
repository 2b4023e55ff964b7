//! What a document says once for all its scenarios, late and repeated events, instants to the millisecond.

use crate::query::contract;
use klausel::{
    compile::Program,
    phrase::{Catalogue, Printer},
    scenario::{self, Scenarios},
    time::{Instant, Millis},
};

const ENGLISH: &str = "\
# Scenarios: Probe

- Contract: contract.klausel.md
- As of: Thursday 2026-01-01, 00:00

| At                        | Event                                                            |
|---------------------------|------------------------------------------------------------------|
| Tuesday 2025-03-11, 09:00 | case INC-0 reported by phone: outage of one whole service, SmaWo |
| Tuesday 2025-03-11, 10:00 | case INC-0: personal reply                                       |

| Question               | Answer |
|------------------------|--------|
| reaction of case INC-0 | met    |

## Scenario: to the millisecond

| At                               | Event                                                            |
|----------------------------------|------------------------------------------------------------------|
| Friday 2025-03-07, 17:30         | case INC-1 reported by phone: outage of one whole service, SmaWo |
| Monday 2025-03-10, 08:30:00.001  | case INC-1: personal reply                                       |

| Question               | Answer |
|------------------------|--------|
| reaction of case INC-1 | missed |

## Scenario: delivered again, known later, at another time

- As of: Wednesday 2025-03-12, 00:00

| At                        | Known                     | Event                                            |
|---------------------------|---------------------------|--------------------------------------------------|
| Tuesday 2025-03-11, 11:00 | at once                   | service SmaWo down                               |
| Tuesday 2025-03-11, 11:00 | at once                   | previous event: delivered again                  |
| Tuesday 2025-03-11, 12:00 | Thursday 2025-03-13, 09:00 | service SmaWo up                                |
| Friday 2025-03-14, 09:00  | at once                   | previous event: happened at 2025-03-11 11:30   |

| As of                       | Question                              | Answer             |
|-----------------------------|---------------------------------------|--------------------|
| Wednesday 2025-03-12, 00:00 | availability of service SmaWo in 2025 | open; down 7 h     |
| Thursday 2025-03-13, 09:00  | availability of service SmaWo in 2025 | open; down 1 h     |
| Friday 2025-03-14, 09:00    | availability of service SmaWo in 2025 | open; down 30 min  |
";

#[test]
fn what_is_common_is_said_once_and_holds_for_every_scenario() {
    let contract = contract("en");
    let outcomes = scenario::run("probe.scenario.md", ENGLISH, &contract).unwrap_or_else(|error| match error {
        scenario::NotRun::Refused(refused) => panic!("{}", refused.show()),
        other => panic!("{other}"),
    });
    assert!(outcomes.hold(), "{}", outcomes.text(&contract));
    insta::assert_snapshot!(outcomes.text(&contract));
}

#[test]
fn scenarios_one_by_one_come_to_what_they_come_to_together() {
    let contract = contract("en");
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let scenarios = Scenarios::read("probe.scenario.md", ENGLISH, &contract).unwrap();
    let mut one_by_one = scenarios.none();
    (0..scenarios.len()).for_each(|n| one_by_one.append(scenarios.run_one(n, &contract, &program)));
    let together = scenarios.run(&contract, &program);
    assert_eq!(one_by_one.json().unwrap(), together.json().unwrap());
    assert!(scenarios.run_one(99, &contract, &program).outcomes.is_empty());
}

#[test]
fn an_instant_is_read_as_it_is_printed_in_every_language() {
    // The night on which clocks go back: each reading of 2 to 3 o'clock is there twice.
    let night: Instant = "2025-10-25T23:30:00Z".parse().unwrap();
    for lang in ["de", "en"] {
        let contract = contract(lang);
        let catalogue = Catalogue::of(contract.lang()).unwrap();
        let printer = Printer::new(catalogue, &contract.model.glossary, contract.model.head.zone);
        for step in 0..40 {
            let at = night + Millis(step * 299_999 * 3);
            let shown = printer.instant(at);
            let english = lang == "en";
            let question = if english {
                format!("due 1 h after {shown} in service window Round the clock")
            } else {
                format!("fällig 1 h nach {shown} in der Servicezeit Rund um die Uhr")
            };
            let monitor = klausel::engine::Monitor::new(Program::compile(&contract.model, &contract.places).unwrap());
            let answer = klausel::query::ask_text(&contract, &monitor, &question, None, None)
                .unwrap_or_else(|not| panic!("{}", not.show()));
            assert_eq!(answer.instant, Some(at + Millis::hours(1)), "{shown}");
        }
    }
}

#[test]
fn an_accepted_answer_changes_one_line_and_holds() {
    let contract = contract("en");
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let wrong = ENGLISH.replace(
        "| reaction of case INC-1 | missed |",
        "| reaction of case INC-1 | met, due Monday 2025-03-10, 08:29 |",
    );
    let wrong = wrong.replace("| open; down 1 h     |", "| met; down 999999 h |");
    let scenarios = Scenarios::read("probe.scenario.md", &wrong, &contract).unwrap();
    let outcomes = scenarios.run(&contract, &program);
    assert_eq!(outcomes.counts().1, 2);
    let accepted = scenarios.accept(&outcomes);
    let changed: Vec<_> = wrong.lines().zip(accepted.lines()).filter(|(old, new)| old != new).collect();
    let shown = changed.iter().map(|(old, new)| format!("-{old}\n+{new}\n")).collect::<String>();
    insta::assert_snapshot!(format!("{}\n{shown}", outcomes.accepted(&contract)));
    let again = Scenarios::read("probe.scenario.md", &accepted, &contract).unwrap();
    assert!(again.run(&contract, &program).hold());
    assert_eq!(again.accept(&again.run(&contract, &program)), accepted);
}
