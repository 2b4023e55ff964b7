//! `klausel diff`: whose verdict moves from one version of a contract to another?
//! What is tried, and what comes of it, is left to the core.

use crate::{
    contract::{file_name, read_contract},
    failure::{Exit, Failure},
    input::read_text,
};
use klausel::{
    compile::Program,
    scenario::{Scenarios, generate},
};
use std::{io::Write, path::PathBuf};

/// Says whose verdict moves from one version of a contract to another.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel diff contract.klausel.md amended.klausel.md
  klausel diff contract.klausel.md amended.klausel.md scenarios.scenario.md --figures

What the first contract implies, and the scenarios that are named, are answered by both: what is shown is expected by
the first and comes by the second. The time in force of neither decides: as though the second had always been.

Exit codes: 0 no verdict moves; 1 some do, or a contract has mistakes; 3 a file cannot be read")]
pub(crate) struct Args {
    /// The contract as it is
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The contract as it would be
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Shows too where only figures or dates move
    #[arg(long)]
    figures: bool,
    /// Files of scenarios beside those that the old contract implies
    #[arg(value_name = "SCENARIOS")]
    scenarios: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (old, mut new) = (read_contract(&args.old)?, read_contract(&args.new)?);
    // The same days are judged by both.
    new.model.head.in_force_from = old.model.head.in_force_from;
    new.model.head.in_force_through = old.model.head.in_force_through;
    let made = generate(&old, &file_name(&args.old)).map_err(Failure::Compile)?;
    let mut texts = Vec::new();
    for file in &args.scenarios {
        texts.push((file_name(file), read_text(file)?));
    }
    texts.push((file_name(&args.old), made.text));
    let program = Program::compile(&new.model, &new.places).map_err(Failure::Compile)?;
    let mut moved = false;
    for (name, text) in texts {
        let scenarios = Scenarios::read(&name, &text, &old)
            .map_err(|refused| Failure::NotUnderstood { text: refused.show(), code: 1 })?;
        let outcomes = scenarios.run(&new, &program);
        moved |= !outcomes.hold();
        write!(out, "{}", outcomes.moved(&new, args.figures))?;
    }
    Ok(if moved { Exit::Found } else { Exit::Done })
}
