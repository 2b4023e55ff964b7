//! `klausel scenarios`: the edge cases that a contract implies, with what it answers to them.
//! Which they are is left to the core.

use crate::{
    contract::read_contract,
    failure::{Exit, Failure},
};
use klausel::scenario;
use std::{
    io::{self, Write},
    path::PathBuf,
};

/// Writes the scenarios that a contract implies, with what it answers to them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel scenarios contract.klausel.md > edges.scenario.md
      Put it beside the contract: `klausel test` then says whose verdict an edit moves.
  klausel scenarios contract.klausel.md --fingerprint
      What the verdicts are known by, the same in every language of the contract.

Exit codes: 0 done, 1 the contract has mistakes, 3 a file cannot be read")]
pub(crate) struct Args {
    /// The contract
    #[arg(value_name = "CONTRACT")]
    contract: PathBuf,
    /// Writes only what the verdicts are known by
    #[arg(long)]
    fingerprint: bool,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let contract = read_contract(&args.contract)?;
    let file = args.contract.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let generated = scenario::generate(&contract, &file).map_err(Failure::Compile)?;
    if args.fingerprint {
        writeln!(out, "{}", generated.fingerprint)?;
        return Ok(Exit::Done);
    }
    out.write_all(generated.text.as_bytes())?;
    // A closed error stream leaves nobody to tell.
    let _ = writeln!(io::stderr(), "{} scenarios, fingerprint {}", generated.count, generated.fingerprint);
    Ok(Exit::Done)
}
