//! `klausel test`: do scenarios come out as they say?
//! What a scenario says, and what comes out, is left to the core.

use crate::failure::{Exit, Failure};
use std::{io::Write, path::PathBuf};

/// Runs scenarios and says which come out otherwise than they say.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel test
  klausel test contracts/systembetrieb

Exit codes: 0 all come out as they say; 1 some do not, or a contract has mistakes; 3 a file cannot be read")]
pub(crate) struct Args {
    /// Files of scenarios, or folders that are searched for them
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args, _out: &mut dyn Write) -> Result<Exit, Failure> {
    for path in &args.paths {
        std::fs::metadata(path).map_err(|error| Failure::Input { file: path.display().to_string(), error })?;
    }
    Err(Failure::Missing { part: "reader of scenarios" })
}
