//! `klausel test`: do scenarios come out as they say?
//! What a scenario says, and what comes out, is left to the core.

use crate::{
    contract::{file_name, read_contract},
    failure::{Exit, Failure},
    input::read_text,
    search::documents,
};
use klausel::scenario;
use std::{
    io::Write,
    path::{Path, PathBuf},
};

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

/// How the name of a document of scenarios ends.
const ENDING: &str = ".scenario.md";

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    for path in &args.paths {
        files.extend(documents(path, &[ENDING])?);
    }
    if files.is_empty() {
        return Err(Failure::Usage {
            says: format!("no file whose name ends with {ENDING} was found"),
            help: "name a file of scenarios, or a folder that has one".to_owned(),
        });
    }
    let mut held = true;
    for file in &files {
        writeln!(out, "{}", file_name(file))?;
        held &= run_one(file, out)?;
    }
    Ok(if held { Exit::Done } else { Exit::Found })
}

/// Runs the scenarios of a document; whether all come out as they say.
fn run_one(file: &Path, out: &mut dyn Write) -> Result<bool, Failure> {
    let text = read_text(file)?;
    let named = scenario::contract_named(&text);
    let folder = file.parent().unwrap_or(Path::new(""));
    let contract = named.map(|name| read_contract(&folder.join(name))).transpose()?;
    let Some(contract) = contract else {
        return Err(Failure::Usage {
            says: format!("{} names no contract", file_name(file)),
            help: "write \"- Contract: contract.klausel.md\" under its first heading".to_owned(),
        });
    };
    match scenario::run(&file_name(file), &text, &contract) {
        Ok(outcomes) => {
            out.write_all(outcomes.text(&contract).as_bytes())?;
            Ok(outcomes.hold())
        }
        Err(scenario::NotRun::Refused(refused)) => {
            out.write_all(refused.show().as_bytes())?;
            Ok(false)
        }
        Err(scenario::NotRun::Compile(error)) => Err(Failure::Compile(error)),
        Err(other) => Err(Failure::NotUnderstood { text: format!("error: {other}\n"), code: 1 }),
    }
}
