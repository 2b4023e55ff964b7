//! `klausel check`: are contracts understood?
//! What is understood is left to the core.

use crate::{
    failure::{Exit, Failure},
    input::read_text,
    report::Format,
};
use std::{io::Write, path::PathBuf};

/// Says whether contracts are understood: every mistake with its place and a fix.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel check contract.klausel.md
  klausel check contracts/*/*.klausel.md --format json

Exit codes: 0 all are understood, 1 some have mistakes, 3 a file cannot be read")]
pub(crate) struct Args {
    /// Contracts; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// `text` for people, `json` for machines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(args: &Args, _out: &mut dyn Write) -> Result<Exit, Failure> {
    for file in &args.files {
        read_text(file)?;
    }
    match args.format {
        Format::Text | Format::Json => Err(Failure::Missing { part: "reader of contracts" }),
    }
}
