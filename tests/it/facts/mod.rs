//! The facts of a contract: what its figures mean in a year, for people and as JSON.

use klausel::{Contract, Lang, facts::Facts, query, render::Render, time::Millis};

fn contract(path: &str) -> Contract {
    let file = format!("{}/contracts/{path}", env!("CARGO_MANIFEST_DIR"));
    Contract::read(path, &std::fs::read_to_string(file).unwrap()).unwrap()
}

fn text(contract: &Contract, year: i32) -> String {
    Facts::of(contract, year).unwrap().text(&Render::of(contract, contract.lang()).unwrap())
}

#[test]
fn the_founding_contract_in_the_hours_people_live_in() {
    insta::assert_snapshot!("german", text(&contract("systembetrieb/vertrag.klausel.md"), 2025));
    insta::assert_snapshot!("english", text(&contract("systembetrieb/contract.klausel.md"), 2022));
}

#[test]
fn limits_in_days_and_a_year_before_the_contract() {
    insta::assert_snapshot!("days", text(&contract("anfragen/contract.klausel.md"), 2025));
    insta::assert_snapshot!("before", text(&contract("systembetrieb/contract.klausel.md"), 2021));
}

#[test]
fn a_machine_gets_the_same_facts() {
    let facts = Facts::of(&contract("systembetrieb/contract.klausel.md"), 2025).unwrap();
    let english = serde_json::from_str::<serde_json::Value>(&facts.json().unwrap()).unwrap();
    assert_eq!(english["availability"][0]["periods"][0]["allowed_ms"], 37 * 3_600_000 + 21 * 60_000);
    assert_eq!(english["limits"][4]["service_days_tenths"], 24);
    // The two documents of a contract have the same facts.
    assert_eq!(Facts::of(&contract("systembetrieb/vertrag.klausel.md"), 2025).unwrap(), facts);
}

#[test]
fn the_months_of_a_window_add_up_to_its_year() {
    for path in ["systembetrieb/contract.klausel.md", "corners/contract.klausel.md", "bern/contract.klausel.md"] {
        for window in Facts::of(&contract(path), 2025).unwrap().windows {
            let months: Millis = window.months.iter().map(|month| month.total_ms).sum();
            assert_eq!(months, window.total_ms, "{path} {}", window.window);
        }
    }
}

#[test]
fn facts_can_be_asked_for_in_either_language() {
    let contract = contract("systembetrieb/contract.klausel.md");
    let program = klausel::compile::Program::compile(&contract.model, &contract.places).unwrap();
    let monitor = klausel::engine::Monitor::new(program);
    let asked = |question| query::ask_text(&contract, &monitor, question, None, None).unwrap();
    let english = asked("facts of this contract in 2025");
    assert_eq!(english.text(&contract), text(&contract, 2025));
    let german = asked("Zahlen des Vertrags 2025");
    assert_eq!(german.facts, english.facts);
    let render = Render::of(&contract, &Lang::new("de")).unwrap();
    assert_eq!(german.text(&contract), Facts::of(&contract, 2025).unwrap().text(&render));
    assert!(asked("facts of this contract in 2150").text(&contract).contains("2150"));
}
