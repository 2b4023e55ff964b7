//! Questions and answers as people and machines see them, and the report on a period.

mod answers;
mod documented;
mod questions;
mod report;
mod schema;

use klausel::{
    Contract,
    compile::Program,
    engine::Monitor,
    event::{Unused, read_ndjson},
};

const EVENTS: &str = include_str!("events.ndjson");

/// The shipped contract in a language.
pub(crate) fn contract(lang: &str) -> Contract {
    let (name, text) = match lang {
        "de" => ("vertrag.klausel.md", include_str!("../../../contracts/systembetrieb/vertrag.klausel.md")),
        _ => ("contract.klausel.md", include_str!("../../../contracts/systembetrieb/contract.klausel.md")),
    };
    Contract::read(name, text).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

/// A monitor of that contract with the events beside this file, and what of them could not be read.
pub(crate) fn monitor(contract: &Contract) -> (Monitor, Vec<Unused>) {
    monitor_of(contract, EVENTS)
}

/// A monitor of a contract with the events of a log, and what of them could not be read.
pub(crate) fn monitor_of(contract: &Contract, log: &str) -> (Monitor, Vec<Unused>) {
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let mut monitor = Monitor::new(program);
    let mut unread = Vec::new();
    for read in read_ndjson(log.as_bytes(), 0) {
        match read {
            Ok(event) => drop(monitor.push(event)),
            Err(unused) => unread.push(unused),
        }
    }
    (monitor, unread)
}

/// Answers as a person sees them, one after the other.
pub(crate) fn transcript(lang: &str, questions: &[&str]) -> String {
    let contract = contract(lang);
    let (monitor, _) = monitor(&contract);
    let mut out = String::new();
    for question in questions {
        let answer = match klausel::query::ask_text(&contract, &monitor, question, None, None) {
            Ok(answer) => answer.text(&contract) + "\n",
            Err(error) => error.show(),
        };
        out.push_str(&format!("? {question}\n{answer}\n"));
    }
    out
}
