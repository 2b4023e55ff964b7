//! Scenarios that a contract implies: made from the contract alone, each edge of each statement just true and just false.
//! Their verdicts are the contract's fingerprint. Running and reading scenarios is left to the parent.

mod changes;
mod clocks;
mod deadlines;
mod exclusions;
mod ground;
mod made;
mod observed;
mod outages;
mod planned;
mod records;
mod rows;
mod windows;
mod write;

use crate::{check::Contract, compile::CompileError, digest::Digest, phrase::Catalogue};
use ground::Ground;
use made::Made;

/// The scenarios that a contract implies, as a document, and what their verdicts are known by.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The document, in the contract's language: it reads back, and its answers are the contract's.
    pub text: String,
    /// What the contract comes to where nothing happens, as question and answer: the time of the year in each window, the
    /// base and the downtime allowed of each promised service.
    pub facts: Vec<(String, String)>,
    /// How many scenarios it has.
    pub count: usize,
    /// What the verdicts are known by: the same for the documents of a contract in all languages, another after any change
    /// that turns a verdict or moves a figure of them.
    pub fingerprint: Digest,
}

/// Makes the scenarios that a contract implies; `file` is what the document calls the contract.
///
/// The same contract gives the same scenarios, in the same order, none twice.
///
/// # Errors
/// [`CompileError`] where the contract contradicts itself in what it computes with.
pub fn generate(contract: &Contract, file: &str) -> Result<Generated, CompileError> {
    // A contract was read by a catalogue; without one there would be nothing to say it in.
    let Some(catalogue) = Catalogue::of(contract.lang()).or(Catalogue::all().first()) else {
        return Ok(Generated { text: String::new(), facts: Vec::new(), count: 0, fingerprint: Digest::of(&[]) });
    };
    let ground = Ground::of(contract, catalogue)?;
    let made = made::without_repeats(all(&ground), &ground);
    let mut document = write::Document::new(&ground, contract, file);
    made.iter().for_each(|one| document.scenario(one));
    Ok(document.generated())
}

fn all(ground: &Ground<'_>) -> Vec<Made> {
    let mut made = Vec::new();
    windows::make(ground, &mut made);
    for table in &rows::Table::all(ground) {
        rows::make(ground, table, &mut made);
        deadlines::make(ground, table, &mut made);
        clocks::make(ground, table, &mut made);
    }
    for promised in &outages::Promised::all(ground) {
        outages::make(promised, &mut made);
        exclusions::make(promised, &mut made);
        observed::make(promised, &mut made);
        planned::make(promised, &mut made);
        records::make(promised, &mut made);
    }
    made
}
