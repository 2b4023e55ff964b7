//! Documents of scenarios: found below the paths that were named, read with the contract that each of them names.
//! Running them is left to the command.

use crate::{
    contract::{file_name, read_contract},
    failure::Failure,
    input::read_text,
    search::documents,
};
use klausel::{
    Contract, Diagnostics, Lang, Source, Versions,
    phrase::{Said, ids},
    scenario,
    scenario::Scenarios,
};
use std::path::{Path, PathBuf};

/// How the name of a document of scenarios ends.
const ENDING: &str = ".scenario.md";

/// A file of scenarios, and what became of reading it.
pub(super) struct Read {
    pub(super) file: PathBuf,
    pub(super) document: Result<Document, Broken>,
}

/// A document with its contract, ready to be run.
pub(super) struct Document {
    /// Where its contract lies; of several versions the last.
    pub(super) path: PathBuf,
    pub(super) scenarios: Scenarios,
    pub(super) versions: Versions,
}

/// Why a document cannot be run.
pub(super) enum Broken {
    /// It cannot be read, or names no contract.
    Failed(Failure),
    /// It has mistakes, or its contract has.
    Refused { found: Diagnostics, sources: Vec<Source>, lang: Lang, shown: String },
}

/// The documents of scenarios at these paths.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(documents(path, &[ENDING])?);
    }
    if files.is_empty() {
        return Err(Failure::Wrong(Said::new(ids::FAILURE_NO_SCENARIOS).with("ending", ENDING.to_owned())));
    }
    Ok(files)
}

/// Reads a document and the contract that it names.
pub(super) fn read(file: &Path) -> Read {
    Read { file: file.to_owned(), document: document(file) }
}

fn document(file: &Path) -> Result<Document, Broken> {
    let text = read_text(file).map_err(Broken::Failed)?;
    let named = scenario::contracts_named(&text);
    if named.is_empty() {
        let said = Said::new(ids::FAILURE_NAMES_NO_CONTRACT).with("file", file_name(file));
        return Err(Broken::Failed(Failure::Wrong(said)));
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let paths: Vec<PathBuf> = named.iter().map(|named| folder.join(named)).collect();
    let contracts: Result<Vec<Contract>, Failure> = paths.iter().map(|path| read_contract(path)).collect();
    let contracts = contracts.map_err(|failure| match failure {
        Failure::Contract(refused) => {
            let shown = refused.show();
            let klausel::Refused { diagnostics: found, sources, lang } = *refused;
            Broken::Refused { found, sources, lang, shown }
        }
        other => Broken::Failed(other),
    })?;
    let versions = Versions::of(contracts).map_err(|error| {
        let said = Said::new(ids::FAILURE_NOT_VERSIONS).with("file", file_name(file));
        Broken::Failed(Failure::Wrong(said.with("why", error.to_string())))
    })?;
    let scenarios = Scenarios::read(&file_name(file), &text, &versions.latest().contract).map_err(|refused| {
        let shown = refused.show();
        let scenario::Refused { diagnostics: found, sources, lang } = *refused;
        Broken::Refused { found, sources, lang, shown }
    })?;
    let path = paths.last().cloned().unwrap_or_default();
    Ok(Document { path, scenarios, versions })
}
