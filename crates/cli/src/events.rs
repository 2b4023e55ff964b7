//! `klausel events`: what was read from logs, and what of them cannot be used; for whoever writes a mapping file.
//! What the events mean is left to the commands that have a contract.

use crate::{
    failure::{Exit, Failure},
    input::{Log, MapArgs, read_logs},
    report::Format,
    safe::{Safe, json},
};
use klausel::event::Unused;
use std::{collections::BTreeMap, io::Write, path::PathBuf};

/// Says what was read from logs, and what of them cannot be used.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel events log.ndjson
  klausel events log.csv --map mapping.toml
  klausel events log.csv --map mapping.toml --format json > log.ndjson")]
pub(crate) struct Args {
    /// Logs: NDJSON, or CSV if the name ends with .csv or .tsv, with .gz after it packed; `-` is the standard input
    #[arg(required = true, value_name = "EVENTS")]
    events: Vec<PathBuf>,
    #[command(flatten)]
    map: MapArgs,
    /// `text` counts what was read; `json` writes the events, one a line, and the rest to the error stream
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let log = read_logs(&args.events, args.map.map.as_deref())?;
    match args.format {
        Format::Text => {
            count(&log, out)?;
            list(&log, out)?;
        }
        Format::Json => {
            for event in &log.events {
                writeln!(out, "{}", json(&event.to_json()))?;
            }
            out.flush()?;
            list(&log, &mut std::io::stderr().lock())?;
        }
    }
    Ok(Exit::Done)
}

fn count(log: &Log, out: &mut dyn Write) -> Result<(), Failure> {
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    for event in &log.events {
        *types.entry(event.says.type_name()).or_default() += 1;
    }
    let s = |is_one| if is_one { "" } else { "s" };
    writeln!(out, "{} event{}", log.events.len(), s(log.events.len() == 1))?;
    for (kind, count) in types {
        writeln!(out, "{count:>9}  {kind}")?;
    }
    if log.skipped > 0 {
        writeln!(out, "{} row{} left out by the mapping", log.skipped, s(log.skipped == 1))?;
    }
    Ok(())
}

fn list(log: &Log, out: &mut dyn Write) -> Result<(), Failure> {
    if log.unused.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} listed", log.unused.len())?;
    for unused in &log.unused {
        let name = log.names.get(unused.line.input as usize).map_or("", String::as_str);
        let id = unused.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        writeln!(out, "  {}:{}{}: {}", Safe(name), unused.line.line, Safe(&id), Safe(&reason(unused)))?;
    }
    Ok(())
}

/// The reason as its published name and its fields.
pub(crate) fn reason(unused: &Unused) -> String {
    let Ok(serde_json::Value::Object(mut fields)) = serde_json::to_value(&unused.reason) else { return String::new() };
    let name = fields.remove("reason").and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
    fields.iter().fold(name, |text, (field, value)| format!("{text}, {field} {value}"))
}
