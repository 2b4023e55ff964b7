//! `klausel ask`: questions about a contract and what happened.
//! Which questions there are, and their answers, is left to the core.

use crate::{
    contract::read_contract,
    failure::{Exit, Failure},
    input::{MapArgs, read_logs, read_text},
    report::{Answer, AsOf},
};
use std::{io::Write, path::PathBuf};

/// Answers questions about a contract and what happened.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel ask contract.klausel.md \"is 2025-08-15T10:00 in service window Operation\"
  klausel ask contract.klausel.md events.ndjson \"availability of service SmaWo in 2025\"
  klausel ask vertrag.klausel.md events.ndjson \"nächste Frist des Vorgangs INC-81\" --as-of 2025-03-10T09:00
  klausel ask contract.klausel.md events.ndjson --questions questions.txt --format json

Exit codes: 0 answered; 1 the contract has mistakes; 2 the command line or a question is not
understood; 3 a file cannot be read")]
pub(crate) struct Args {
    /// The contract
    #[arg(value_name = "CONTRACT")]
    contract: PathBuf,
    /// Logs, if the question is about what happened, and at the end the question, unless --questions has them
    #[arg(value_name = "EVENTS… QUESTION")]
    rest: Vec<String>,
    /// A file of questions, one a line; one answer a line
    #[arg(long, value_name = "FILE")]
    questions: Option<PathBuf>,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    map: MapArgs,
    #[command(flatten)]
    answer: Answer,
}

pub(crate) fn run(args: &Args, _out: &mut dyn Write) -> Result<Exit, Failure> {
    let (events, _questions) = args.split()?;
    let _contract = read_contract(&args.contract)?;
    let _log = read_logs(&events, args.map.map.as_deref())?;
    Err(Failure::Missing { part: "answers to questions" })
}

impl Args {
    /// The logs and the questions: without `--questions` the last argument is the question.
    fn split(&self) -> Result<(Vec<PathBuf>, Vec<String>), Failure> {
        if let Some(file) = &self.questions {
            let text = read_text(file)?;
            let questions = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            return Ok((self.rest.iter().map(PathBuf::from).collect(), questions));
        }
        let Some((question, events)) = self.rest.split_last() else {
            return Err(Failure::Usage {
                says: "no question was asked".to_owned(),
                help: "write it in quotes at the end, or name a file with --questions".to_owned(),
            });
        };
        if !question.contains(char::is_whitespace) {
            return Err(Failure::Usage {
                says: format!("\"{question}\" is no question"),
                help: "write the question in quotes at the end, such as \"case INC-81\"".to_owned(),
            });
        }
        Ok((events.iter().map(PathBuf::from).collect(), vec![question.clone()]))
    }
}
