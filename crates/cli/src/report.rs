//! `klausel report`: what was kept in a period, and what was not.
//! Judging is left to the core, and its words to the catalogues.

use crate::{
    contract::read_contract,
    failure::{Exit, Failure},
    input::{MapArgs, read_logs},
    moment::Moment,
    period::Period,
    safe::json,
    sheet,
};
use klausel::{
    Contract, Edition, Lang,
    compile::Program,
    engine::Monitor,
    phrase::{Catalogue, Said, ids},
    render::Render,
    report::{self, Report},
    time::{Instant, Zone},
    verdict::Verdict,
};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// Judges what happened in a period: what was met, missed, not owed, still open.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel report contract.klausel.md events.ndjson --period 2025
  klausel report contract.klausel.md log.csv --map mapping.toml --period 2016-02..2017-02
  klausel report vertrag.klausel.md events.ndjson --period 2025-Q1 --lang en --format json
  klausel report contract.klausel.md events.ndjson --period 2025 --html report.html

Exit codes: 0 done, whatever the verdicts are; 1 the contract has mistakes, or what --fail-on names
was found; 2 the command line is wrong; 3 a file cannot be read")]
pub(crate) struct Args {
    /// The contract
    #[arg(value_name = "CONTRACT")]
    contract: PathBuf,
    /// Logs: NDJSON, or CSV if the name ends with .csv or .tsv, with .gz after it packed; `-` is the standard input
    #[arg(required = true, value_name = "EVENTS")]
    events: Vec<PathBuf>,
    /// What is judged: 2025, 2025-H1, 2025-Q1, 2025-03, 2025-03-07, or a range such as 2016-02..2017-02, both ends included
    #[arg(long, value_name = "PERIOD")]
    period: String,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    map: MapArgs,
    #[command(flatten)]
    answer: Answer,
    /// `text` for people, `json` for machines, `csv` with every verdict as a row for a spreadsheet
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
    /// Writes the report as one HTML page to this file, to be read, printed and kept; `-` is the standard output
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Lists every verdict in the JSON, not only those that were missed or cannot be determined
    #[arg(long)]
    all: bool,
    /// Ends with code 1 where such a verdict is in the report, or an event could not be used
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    fail_on: Vec<FailOn>,
}

/// When is judged from.
#[derive(Debug, clap::Args)]
pub(crate) struct AsOf {
    /// Judges what has happened until then; without it, until the period's end or the last event, whichever is earlier
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    /// Uses only what was known then; without it, what was known as of the instant judged from
    #[arg(long, value_name = "INSTANT")]
    pub(crate) known_as_of: Option<String>,
}

/// In which language an answer is.
#[derive(Debug, clap::Args)]
pub(crate) struct Answer {
    /// The language of the answer, such as de or en; without it, the contract's
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,
}

/// How output is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
    /// For spreadsheets.
    Csv,
}

/// What makes a report end with code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FailOn {
    /// A promise that was not kept.
    Missed,
    /// A promise whose facts are missing or disputed.
    Undetermined,
    /// An event that could not be used.
    Unused,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let contract = read_contract(&args.contract)?;
    let lang = args.answer.language(&contract)?;
    judge(args, &contract, &lang, out).map_err(|failure| failure.said_in(&lang))
}

fn judge(args: &Args, contract: &Contract, lang: &Lang, out: &mut dyn Write) -> Result<Exit, Failure> {
    let period: Period = args.period.parse().map_err(Failure::Wrong)?;
    let zone = contract.model.head.zone;
    let (as_of, known_as_of) = args.as_of.instants(zone)?;
    let log = read_logs(&args.events, args.map.map.as_deref())?;
    let period = report::Period::days(period.first, period.last, zone);
    let mut monitor = Monitor::new(program(contract)?);
    monitor.push_all(log.events);
    let mut report = Report::of(&contract.model, &monitor, period, (as_of, known_as_of), log.unused);
    report.inputs = log.names;
    report.edition = Edition::of(contract);
    report.edition.inputs = log.files;
    if args.all {
        report.judgements = monitor.judge_period(period.interval(), as_of, known_as_of).judgements;
    }
    if let Some(file) = &args.html {
        let page = klausel_page::page(contract, &report, &monitor, lang)?;
        write_page(file, &page, out)?;
    }
    let render = Render::of(contract, lang);
    match (args.format, render) {
        (ReportFormat::Text, _) if args.html.is_some() => {}
        (ReportFormat::Text, Some(render)) => out.write_all(report.text(&render).as_bytes())?,
        (ReportFormat::Csv, Some(render)) => {
            let verdicts = monitor.judge_period(period.interval(), as_of, known_as_of);
            sheet::write(&verdicts.judgements, &render, out)?;
        }
        _ => {
            report.explain(&monitor);
            let text = report::json(&report).map_err(std::io::Error::from)?;
            for line in text.lines() {
                writeln!(out, "{}", json(line))?;
            }
        }
    }
    let found = |what: &FailOn| match what {
        FailOn::Missed => report.has(Verdict::Missed),
        FailOn::Undetermined => report.has(Verdict::Undetermined),
        FailOn::Unused => report.unused_count > 0,
    };
    Ok(if args.fail_on.iter().any(found) { Exit::Found } else { Exit::Done })
}

fn write_page(file: &Path, page: &str, out: &mut dyn Write) -> Result<(), Failure> {
    if file == Path::new("-") {
        return Ok(out.write_all(page.as_bytes())?);
    }
    std::fs::write(file, page).map_err(|error| Failure::File { file: file.display().to_string(), error })
}

/// A contract that is ready to judge.
pub(crate) fn program(contract: &Contract) -> Result<Program, Failure> {
    Program::compile(&contract.model, &contract.places).map_err(Failure::Compile)
}

impl AsOf {
    /// Both instants, of local times in the contract's zone.
    pub(crate) fn instants(&self, zone: Zone) -> Result<(Option<Instant>, Option<Instant>), Failure> {
        let read = |text: &Option<String>| text.as_deref().map(|text| Moment::read(text, zone)).transpose();
        Ok((read(&self.as_of)?, read(&self.known_as_of)?))
    }
}

impl Answer {
    /// The language that was asked for, else the contract's.
    pub(crate) fn language(&self, contract: &Contract) -> Result<Lang, Failure> {
        let Some(asked) = &self.lang else { return Ok(contract.lang().clone()) };
        let lang = Lang::new(asked);
        if Catalogue::of(&lang).is_some() {
            return Ok(lang);
        }
        let known: Vec<&str> = Catalogue::all().iter().map(Catalogue::tag).collect();
        let said = Said::new(ids::FAILURE_UNKNOWN_LANGUAGE).with("lang", asked.clone()).with("known", known.join(", "));
        Err(Failure::Wrong(said).said_in(contract.lang()))
    }
}
