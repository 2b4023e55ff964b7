//! `klausel render`: a contract as a document to sign.
//! How the page looks is left to `klausel-page`.

use crate::{
    contract::{file_name, read_contract},
    facts::unanswered,
    failure::{Exit, Failure},
};
use klausel::facts::Facts;
use klausel_page::contract_page;
use std::{io::Write, path::PathBuf};

/// Writes a contract as a document to sign: one HTML page that prints on A4.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel render vertrag.klausel.md -o vertrag.html
  klausel render contract.klausel.md -o contract.html --facts 2025

Clauses have their numbers, statements letters for citation; references are links; what the contract does
not regulate is listed. With --facts, what the figures mean in that year stands in the margin. The page
loads nothing and runs nothing; a browser prints it, or saves it as PDF.

Exit codes: 0 done; 1 the contract has mistakes; 2 the command line is wrong; 3 a file cannot be read or
written")]
pub(crate) struct Args {
    /// The contract; `-` is the standard input
    #[arg(value_name = "CONTRACT")]
    contract: PathBuf,
    /// Write to this file instead of the standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The year whose figures stand in the margin
    #[arg(long, value_name = "YEAR")]
    facts: Option<i32>,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let contract = read_contract(&args.contract)?;
    let facts = args
        .facts
        .map(|year| Facts::of(&contract, year))
        .transpose()
        .map_err(|error| unanswered(error).said_in(&contract.model.head.lang))?;
    let page = contract_page(&contract, facts.as_ref())?;
    match &args.output {
        Some(file) => {
            std::fs::write(file, page).map_err(|error| Failure::File { file: file_name(file), error })?;
        }
        None => out.write_all(page.as_bytes())?,
    }
    Ok(Exit::Done)
}
