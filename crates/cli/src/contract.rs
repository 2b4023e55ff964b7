//! The contract that a command is given: read, or refused with all its mistakes.
//! How mistakes are said is left to the core; a command that only checks has a file of its own.

use crate::{failure::Failure, input::read_text, safe::Safe};
use klausel::Contract;
use std::path::Path;

/// Reads a contract that a command needs.
pub(crate) fn read_contract(file: &Path) -> Result<Contract, Failure> {
    Contract::read(&file_name(file), &read_text(file)?).map_err(Failure::Contract)
}

/// What a person calls the file, harmless to look at: the core shows it as it is.
pub(crate) fn file_name(file: &Path) -> String {
    Safe(&file.display().to_string()).to_string()
}
