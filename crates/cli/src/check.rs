//! `klausel check`: are contracts understood?
//! What is understood, and how a mistake is said, is left to the core.

use crate::{
    contract::file_name,
    failure::{Exit, Failure},
    input::read_text,
    report::Format,
    safe::json,
};
use klausel::{Contract, Diagnostic, Diagnostics, Lang, Severity, Source, Span, phrase::Catalogue};
use serde_json::{Value, json};
use std::{io::Write, path::PathBuf};

/// Says whether contracts are understood: every mistake with its place and a fix.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel check contract.klausel.md
  klausel check contracts/*/*.klausel.md --format json

Each mistake is said in the language of its file. A lint is no mistake: the contract is understood, and
may mean what its author did not.

Exit codes: 0 all are understood, 1 some have mistakes, 3 a file cannot be read")]
pub(crate) struct Args {
    /// Contracts; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// `text` for people; `json` for machines, one object a mistake or lint
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    for file in &args.files {
        let (name, text) = (file_name(file), read_text(file)?);
        let (found, sources, lang) = match Contract::read(&name, &text) {
            Ok(contract) => {
                let lang = contract.lang().clone();
                (contract.notes, contract.sources, lang)
            }
            Err(refused) => {
                exit = Exit::Found;
                (refused.diagnostics, refused.sources, refused.lang)
            }
        };
        match args.format {
            Format::Text => show(&name, &found, &sources, &lang, out)?,
            Format::Json => {
                for diagnostic in &found {
                    writeln!(out, "{}", json(&as_json(diagnostic, &sources, &lang).to_string()))?;
                }
            }
        }
    }
    Ok(exit)
}

fn show(name: &str, found: &Diagnostics, sources: &[Source], lang: &Lang, out: &mut dyn Write) -> Result<(), Failure> {
    if let Some(catalogue) = Catalogue::of(lang).filter(|_| !found.is_empty()) {
        writeln!(out, "{}", found.show(sources, catalogue))?;
    }
    if !found.refuse() {
        writeln!(out, "{name}: ok")?;
    }
    Ok(())
}

/// A mistake as data: its code, which is forever, its place, and its words in the language of the file.
fn as_json(diagnostic: &Diagnostic, sources: &[Source], lang: &Lang) -> Value {
    let catalogue = Catalogue::of(lang);
    let severity = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Lint => "lint",
    };
    let place = |span: Span| {
        let source = sources.get(span.source.0 as usize);
        let at = |byte: u32| source.map_or((0, 0), |source| source.line_column(byte));
        let (from, until) = (at(span.from), at(span.until));
        json!({
            "file": source.map(|source| &source.name), "line": from.0, "column": from.1,
            "until_line": until.0, "until_column": until.1,
        })
    };
    let mut value = json!({
        "code": diagnostic.code(), "severity": severity, "lang": lang.as_str(), "place": place(diagnostic.span()),
        "message": catalogue.map(|catalogue| diagnostic.headline(catalogue)),
    });
    if let Some(second) = diagnostic.second() {
        value["second"] = place(second);
    }
    if let Some(help) = catalogue.and_then(|catalogue| diagnostic.help(catalogue)) {
        value["help"] = help.into();
    }
    if let Some(fix) = diagnostic.fix() {
        value["fix"] = json!({ "place": place(fix.span), "text": fix.text });
    }
    value
}
