//! Scenarios: what happened and what is asked, in a person's words, and whether a contract answers as expected.
//! Judging is left to `engine`, answering to `query`; finding files to the command line.

mod accept;
mod document;
mod duties;
mod expected;
mod generate;
mod mutants;
mod outcome;
mod read;
mod run;
mod tale;
mod told;

pub use generate::{Generated, generate};
pub use mutants::{Fate, Mutant, Suite, mutants};
pub use outcome::{Outcome, Outcomes};
pub use read::Scenarios;

use crate::{
    check::Contract,
    compile::{CompileError, Program},
    diagnostic::Diagnostics,
    name::Lang,
    phrase::Catalogue,
    source::{Source, SourceId},
};

const SOURCE: SourceId = SourceId(0);

/// A document of scenarios that cannot be run.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotRun {
    /// It has mistakes.
    #[error("the scenarios have {} mistakes", .0.diagnostics.len())]
    Refused(Box<Refused>),
    /// Its contract cannot be compiled.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

/// The mistakes of a document of scenarios.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Everything that is wrong, in the order of the text.
    pub diagnostics: Diagnostics,
    /// The text.
    pub sources: Vec<Source>,
    /// The language of the file, as far as it could be told; else English.
    pub lang: Lang,
}

impl Refused {
    /// All messages as a person sees them, in the language of the file.
    #[must_use]
    pub fn show(&self) -> String {
        Catalogue::of(&self.lang).map(|catalogue| self.diagnostics.show(&self.sources, catalogue)).unwrap_or_default()
    }
}

/// The contracts that a document of scenarios names, as they are written there: paths beside the document. Several are
/// versions of one contract.
///
/// ```
/// let text = "# Szenarien: Probe\n\n- Vertrag: vertrag.klausel.md\n";
/// assert_eq!(klausel::scenario::contracts_named(text), ["vertrag.klausel.md"]);
/// ```
#[must_use]
pub fn contracts_named(text: &str) -> Vec<String> {
    document::read(&Source::new("", text)).0.map(|draft| draft.contracts).unwrap_or_default()
}

/// Runs every scenario of a document against a contract, one after the other.
///
/// # Errors
/// [`NotRun`] with every mistake of the document, or where the contract cannot be compiled.
pub fn run(name: &str, text: &str, contract: &Contract) -> Result<Outcomes, NotRun> {
    let program = Program::compile(&contract.model, &contract.places)?;
    let scenarios = Scenarios::read(name, text, contract).map_err(NotRun::Refused)?;
    Ok(scenarios.run(contract, &program))
}
