//! `klausel ask`: questions about a contract and what happened.
//! Which questions there are, and their answers, is left to the core.

use crate::{
    contract::read_contract,
    failure::{Exit, Failure},
    input::{MapArgs, read_logs, read_text},
    report::{Answer, AsOf, Format, program},
};
use klausel::{
    Contract,
    engine::Monitor,
    phrase::{Said, ids},
    query::{self, Asked},
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
    /// `text` for people, `json` for machines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let contract = read_contract(&args.contract)?;
    let lang = args.answer.language(&contract)?;
    answer(args, &contract, out).map_err(|failure| failure.said_in(&lang))
}

fn answer(args: &Args, contract: &Contract, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (events, questions) = args.split()?;
    let asked: Result<Vec<Asked>, _> = questions.iter().map(|question| query::read(contract, question)).collect();
    let asked = asked.map_err(|not| Failure::NotUnderstood { text: not.show(), code: 2 })?;
    let lang = args.answer.lang.as_ref().map(|_| args.answer.language(contract)).transpose()?;
    let log = read_logs(&events, args.map.map.as_deref())?;
    let (as_of, known_as_of) = args.as_of.instants(contract.model.head.zone)?;
    let mut monitor = Monitor::new(program(contract)?);
    monitor.push_all(log.events);
    for (n, asked) in asked.iter().enumerate() {
        let answer = query::ask(contract, &monitor, asked, as_of, known_as_of);
        match args.format {
            Format::Json => writeln!(out, "{}", answer.json().map_err(std::io::Error::from)?.trim_end())?,
            Format::Text => {
                if n > 0 {
                    writeln!(out)?;
                }
                let text = lang.as_ref().map_or_else(|| answer.text(contract), |lang| answer.text_in(contract, lang));
                writeln!(out, "{}", text.trim_end())?;
            }
        }
    }
    Ok(Exit::Done)
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
            return Err(Failure::Wrong(Said::new(ids::FAILURE_NO_QUESTION)));
        };
        if !question.contains(char::is_whitespace) {
            let said = Said::new(ids::FAILURE_WORD_IS_NO_QUESTION);
            return Err(Failure::Wrong(said.with("word", question.clone())));
        }
        Ok((events.iter().map(PathBuf::from).collect(), vec![question.clone()]))
    }
}
