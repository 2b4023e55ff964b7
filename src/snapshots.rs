//! Snapshots of contracts and of verdicts for Rust tests, over `insta`: `cargo insta review` works as people know it.
//! What is judged is left to `engine`, what a contract implies to `scenario`. Needs the feature `snapshots`.
//!
//! ```
//! use klausel::{Contract, assert_contract, assert_verdicts};
//! # fn main() -> Result<(), Box<klausel::Refused>> {
//! let text = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n## 1 Service: Mail\n\n- Availability: none agreed\n";
//! let contract = Contract::read("demo.klausel.md", text)?;
//! # let shown = klausel::snapshots::contract(&contract);
//! # assert!(shown.starts_with("Contract: Demo"));
//! # if false {
//! assert_contract!(contract);
//! assert_verdicts!(contract, r#"{"at":"2025-03-07T17:30:00+01:00","source":"desk","type":"case.closed","subject":"INC-1"}"#);
//! # }
//! # Ok(())
//! # }
//! ```

pub use insta;

use crate::{
    check::Contract,
    compile::Program,
    engine::Monitor,
    event::read_ndjson,
    phrase::{Catalogue, Said, ids},
    render::Render,
    scenario::{Scenarios, generate},
    verdict::Judgement,
};

/// Snapshots a whole contract: its facts, what is noted on it, and what it answers to every edge case that it implies.
///
/// Takes a [`Contract`], or a name for the snapshot and a contract.
#[macro_export]
macro_rules! assert_contract {
    ($name:expr, $contract:expr $(,)?) => {
        $crate::snapshots::insta::assert_snapshot!($name, $crate::snapshots::contract(&$contract))
    };
    ($contract:expr $(,)?) => {
        $crate::snapshots::insta::assert_snapshot!($crate::snapshots::contract(&$contract))
    };
}

/// Snapshots the verdicts of a contract on a log in NDJSON: each with its decisive fact and clause, and what of the log was
/// not used.
///
/// Takes a [`Contract`] and the log's text.
#[macro_export]
macro_rules! assert_verdicts {
    ($contract:expr, $log:expr $(,)?) => {
        $crate::snapshots::insta::assert_snapshot!($crate::snapshots::verdicts(&$contract, $log))
    };
}

/// A contract as [`assert_contract!`](crate::assert_contract) shows it: a line for each fact and each answer, in the
/// contract's language and a stable order. A change of wording for people changes nothing; a changed number changes the
/// lines whose answer moves.
#[must_use]
pub fn contract(contract: &Contract) -> String {
    let (Some(render), Some(catalogue)) = (Render::of(contract, contract.lang()), Catalogue::of(contract.lang()))
    else {
        return String::new();
    };
    let name = render.word(&contract.model.head.name);
    let mut out = format!("{}: {name}\n", render.text(ids::KIND_CONTRACT));
    let made = match generate(contract, "contract.klausel.md") {
        Ok(made) => made,
        Err(error) => return format!("{out}\n{error}\n"),
    };
    let section = |id| format!("\n{}\n", render.text(id));
    out += &section(ids::SNAPSHOT_FACTS);
    for (question, answer) in &made.facts {
        out += &format!("  {question}: {answer}\n");
    }
    out += &section(ids::SNAPSHOT_NOTES);
    for note in &contract.notes {
        out += &format!("  {} {}\n", note.code(), note.headline(catalogue));
    }
    out += &section(ids::SNAPSHOT_EDGES);
    let scenarios = match Scenarios::read("", &made.text, contract) {
        Ok(scenarios) => scenarios,
        Err(refused) => return out + &refused.show(),
    };
    let program = match Program::compile(&contract.model, &contract.places) {
        Ok(program) => program,
        Err(error) => return format!("{out}\n{error}\n"),
    };
    let mut last = String::new();
    for outcome in scenarios.run(contract, &program).outcomes {
        if outcome.scenario != last {
            out += &format!("  {}\n", outcome.scenario);
            last = outcome.scenario;
        }
        let as_of = outcome.answer.as_of.map(|at| format!(" ({})", render.printer().instant(at))).unwrap_or_default();
        out += &format!("    {}{as_of}: {}\n", outcome.question, outcome.came);
    }
    out
}

/// The verdicts on a log as [`assert_verdicts!`](crate::assert_verdicts) shows them: each with its decisive fact, its
/// clause, and how firm it is, as of the last event.
#[must_use]
pub fn verdicts(contract: &Contract, log: &str) -> String {
    let Some(render) = Render::of(contract, contract.lang()) else { return String::new() };
    let program = match Program::compile(&contract.model, &contract.places) {
        Ok(program) => program,
        Err(error) => return format!("{error}\n"),
    };
    let mut monitor = Monitor::new(program);
    for event in read_ndjson(log.as_bytes(), 0) {
        match event {
            // What the contract cannot use is listed below.
            Ok(event) => drop(monitor.push(event)),
            Err(unused) => monitor.list(unused),
        }
    }
    let verdicts = monitor.finish(None, None);
    let line =
        |judgement: &Judgement| format!("{}\n  {}\n", render.headline_by_clause(judgement), render.standing(judgement));
    let mut out: String = verdicts.judgements.iter().map(line).collect();
    for unused in &verdicts.unused {
        let said = Said::new(ids::OUTCOME_NOT_USED).with("line", i64::from(unused.line.line));
        out += &format!("{}\n", render.say(&said.with("reason", render.unused(unused))));
    }
    out
}
