//! `klausel watch`: which verdicts changed when, and because of which event.
//! Finding the changes is left to the core, and their words to the catalogues.

use crate::{
    contract::read_contract,
    failure::{Exit, Failure},
    input::{MapArgs, read_logs},
    moment::Moment,
    report::{Answer, Format, program},
    safe::json,
};
use klausel::{
    Contract, Lang,
    engine::{Change, Monitor, Watch},
    event::Event,
    render::Render,
    time::Instant,
};
use std::{io::Write, path::PathBuf};

/// Says what each event, and the passing of time, changed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Events take effect when they have happened and become known. One line a change: when, what was
judged, what it is and was before, because of which event or because time passed, what is left.

Examples:
  klausel watch contract.klausel.md events.ndjson
  klausel watch contract.klausel.md events.ndjson --revisions
  klausel watch vertrag.klausel.md events.ndjson --from 2025-06-01T00:00 --until 2025-07-01T00:00 --format json

Exit codes: 0 done; 1 the contract has mistakes; 2 the command line is wrong; 3 a file cannot be read")]
pub(crate) struct Args {
    /// The contract
    #[arg(value_name = "CONTRACT")]
    contract: PathBuf,
    /// Logs: NDJSON, or CSV if the name ends with .csv or .tsv; `-` is the standard input
    #[arg(required = true, value_name = "EVENTS")]
    events: Vec<PathBuf>,
    /// Shows changes after this instant; without it, from the first event on
    #[arg(long, value_name = "INSTANT")]
    from: Option<String>,
    /// Shows changes through this instant; without it, through the last event
    #[arg(long, value_name = "INSTANT")]
    until: Option<String>,
    /// Shows only verdicts that were met, missed or otherwise come to, and are no longer: what late facts and corrections turned
    #[arg(long)]
    revisions: bool,
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
    changes(args, &contract, &lang, out).map_err(|failure| failure.said_in(&lang))
}

fn changes(args: &Args, contract: &Contract, lang: &Lang, out: &mut dyn Write) -> Result<Exit, Failure> {
    let zone = contract.model.head.zone;
    let read = |text: &Option<String>| text.as_deref().map(|text| Moment::read(text, zone)).transpose();
    let (from, until) = (read(&args.from)?, read(&args.until)?);
    let log = read_logs(&args.events, args.map.map.as_deref())?;
    let used_from = |event: &Event| event.at.max(event.known_at());
    let first = log.events.iter().map(used_from).min().unwrap_or_default();
    let last = log.events.iter().map(used_from).max().unwrap_or_default();
    let from = from.unwrap_or(Instant::from_millis(first.as_millis() - 1));
    let until = until.unwrap_or(last);
    let mut monitor = Monitor::new(program(contract)?);
    monitor.push_all(log.events);
    let mut watch = Watch::new(monitor, from);
    let render = Render::of(contract, lang);
    // Step by step, so that a year of changes is written as it is found.
    while let Some(at) = watch.next_change_at().filter(|at| *at <= until) {
        for change in watch.advance(at).iter().filter(|change| !args.revisions || change.is_revision()) {
            show(change, args.format, render.as_ref(), out)?;
        }
    }
    Ok(Exit::Done)
}

fn show(change: &Change, format: Format, render: Option<&Render<'_>>, out: &mut dyn Write) -> Result<(), Failure> {
    match (format, render) {
        (Format::Text, Some(render)) => writeln!(out, "{}", render.change(change))?,
        _ => writeln!(out, "{}", json(&serde_json::to_string(change).map_err(std::io::Error::from)?))?,
    }
    Ok(())
}
