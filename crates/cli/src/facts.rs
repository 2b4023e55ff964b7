//! `klausel facts`: what the figures of a contract mean in a year.
//! What the facts are, is left to the core.

use crate::{
    contract::read_contract,
    failure::{Exit, Failure},
    report::{Answer, Format},
    safe::{Safe, json},
};
use klausel::{
    facts::{Facts, FactsError},
    phrase::{Said, ids},
    render::Render,
};
use std::{io::Write, path::PathBuf};

/// Says what the figures of a contract mean in a year, in the hours that people live in.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel facts contract.klausel.md --year 2025
  klausel facts vertrag.klausel.md --year 2025 --lang en

How much downtime each target allows, how many service days 24 h are, how long a period takes at the
longest, service time by months, the year's holidays.

Exit codes: 0 done; 1 the contract has mistakes; 2 the command line is wrong; 3 a file cannot be read")]
pub(crate) struct Args {
    /// The contract
    #[arg(value_name = "CONTRACT")]
    contract: PathBuf,
    /// The calendar year
    #[arg(long, value_name = "YEAR")]
    year: i32,
    #[command(flatten)]
    answer: Answer,
    /// `text` for people, `json` for machines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let contract = read_contract(&args.contract)?;
    let lang = args.answer.language(&contract)?;
    let facts = Facts::of(&contract, args.year).map_err(|error| unanswered(error).said_in(&lang))?;
    match args.format {
        Format::Json => out.write_all(json(&facts.json().map_err(std::io::Error::from)?).as_bytes())?,
        Format::Text => {
            let text = Render::of(&contract, &lang).map(|render| facts.text(&render)).unwrap_or_default();
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

/// Why a contract has no facts in a year.
pub(crate) fn unanswered(error: FactsError) -> Failure {
    match error {
        FactsError::Compile(error) => Failure::Compile(error),
        FactsError::Beyond(year) => {
            Failure::Wrong(Said::new(ids::FAILURE_NO_ANSWER_FOR_YEAR).with("year", year.to_string()))
        }
        other => Failure::NotUnderstood { text: format!("error: {}\n", Safe(&other.to_string())), code: 1 },
    }
}
