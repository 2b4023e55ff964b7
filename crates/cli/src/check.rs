//! `klausel check`: are contracts understood, and what of them can be mended unasked?
//! What is understood, and how a mistake is said, is left to the core.

use crate::{
    contract::{file_name, read_contract},
    failure::{Exit, Failure},
    input::read_text,
    safe::json,
};
use klausel::{Contract, Diagnostics, Lang, Source, phrase::Catalogue};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Says whether contracts are understood: every mistake with its place and a fix.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel check contract.klausel.md
  klausel check contract.klausel.md --fix
  klausel check contract.klausel.md --beside supplier.klausel.md
  klausel check contracts/*/*.klausel.md --format json

Each mistake is said in the language of its file. A note is no mistake: the contract is understood, and
may mean what its author did not. `klausel explain CODE` says more about a code.

--fix writes a file anew where it can be mended without a doubt: a missing blank, dash or percent sign, a
slip in a fixed word, a character that nobody sees. What may have been meant otherwise stays as it is.

Exit codes: 0 all are understood, 1 some have mistakes, 3 a file cannot be read or written")]
pub(crate) struct Args {
    /// Contracts; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// `text` shows each place; `plain` is read aloud well; `json` is for machines, one object a mistake or note
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Another contract, such as a supplier's: notes what it says against each FILE
    #[arg(long, value_name = "OTHER")]
    beside: Option<PathBuf>,
    /// Mends what can be mended without a doubt, and says what is left
    #[arg(long)]
    fix: bool,
}

/// How what was found is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people who see.
    Text,
    /// For people who hear: sentences, no marks.
    Plain,
    /// For machines.
    Json,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    for file in &args.files {
        let name = file_name(file);
        let mut text = read_text(file)?;
        if args.fix {
            text = fix(file, &name, text, args.format, out)?;
        }
        let (found, sources, lang) = match Contract::read(&name, &text) {
            Ok(contract) => {
                if let Some(other) = &args.beside {
                    let beside = contract.beside(&read_contract(other)?);
                    messages(&beside.notes, &beside.sources, contract.lang(), args, out)?;
                }
                let lang = contract.lang().clone();
                (contract.notes, contract.sources, lang)
            }
            Err(refused) => {
                exit = Exit::Found;
                (refused.diagnostics, refused.sources, refused.lang)
            }
        };
        show(&name, &found, &sources, &lang, args, out)?;
    }
    Ok(exit)
}

/// Mends a file where it can be, and says so; of the standard input only what is left is said.
fn fix(file: &Path, name: &str, text: String, format: Format, out: &mut dyn Write) -> Result<String, Failure> {
    let mended = klausel::mend(name, &text);
    if mended.codes.is_empty() {
        return Ok(text);
    }
    if file != Path::new("-") {
        fs::write(file, &mended.text).map_err(|error| Failure::File { file: name.to_owned(), error })?;
        if format != Format::Json {
            writeln!(out, "{name}: mended {} ({})", mended.codes.len(), mended.codes.join(", "))?;
        }
    }
    Ok(mended.text)
}

fn show(
    name: &str,
    found: &Diagnostics,
    sources: &[Source],
    lang: &Lang,
    args: &Args,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    messages(found, sources, lang, args, out)?;
    if args.format != Format::Json && !found.refuse() {
        writeln!(out, "{name}: ok")?;
    }
    Ok(())
}

fn messages(
    found: &Diagnostics,
    sources: &[Source],
    lang: &Lang,
    args: &Args,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Some(catalogue) = Catalogue::of(lang).filter(|_| !found.is_empty()) else { return Ok(()) };
    match args.format {
        Format::Json => {
            for diagnostic in found {
                writeln!(out, "{}", json(&diagnostic.json(sources, catalogue).to_string()))?;
            }
        }
        Format::Text => writeln!(out, "{}", found.show(sources, catalogue))?,
        Format::Plain => writeln!(out, "{}", found.plain(sources, catalogue))?,
    }
    Ok(())
}
