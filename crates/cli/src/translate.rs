//! `klausel translate`: a contract in another language, with the same meaning.
//! How it is said there is left to the core.

use crate::{
    contract::file_name,
    failure::{Exit, Failure},
    input::read_text,
    safe::Safe,
};
use klausel::{
    Lang, NotTranslated, Translation,
    phrase::{Catalogue, Printer, Said, ids},
    time::Zone,
    translate,
};
use std::{io::Write, path::PathBuf};

/// Says a contract in another language.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel translate --to en vertrag.klausel.md -o contract.klausel.md
  klausel translate --to de contract.klausel.md

Statements are said by the other language's phrases, names by the contract's glossary. Notes and agreed
wording stay as they are, marked with their language. What was kept is listed on the error stream.

Exit codes: 0 done; 1 the contract has mistakes, or would not mean the same; 2 no such language; 3 a file
cannot be read or written")]
pub(crate) struct Args {
    /// The contract; `-` is the standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The language, by its tag
    #[arg(long, value_name = "TAG")]
    to: String,
    /// Write to this file instead of the standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (name, text) = (file_name(&args.file), read_text(&args.file)?);
    let translation = translate(&name, &text, &Lang::new(&args.to)).map_err(|error| match error {
        NotTranslated::Refused(refused) => Failure::Contract(refused),
        NotTranslated::NoLanguage(_) => {
            let tags: Vec<&str> = Catalogue::all().iter().map(Catalogue::tag).collect();
            let said = Said::new(ids::FAILURE_NO_CATALOGUE).with("lang", args.to.clone());
            Failure::Wrong(said.with("known", tags.join(", ")))
        }
        other => Failure::NotUnderstood { text: format!("error: {}\n", Safe(&other.to_string())), code: 1 },
    })?;
    match &args.output {
        Some(file) => {
            std::fs::write(file, &translation.text).map_err(|error| Failure::File { file: file_name(file), error })?
        }
        None => out.write_all(translation.text.as_bytes())?,
    }
    out.flush()?;
    std::io::stderr().write_all(kept(&translation, &args.to).as_bytes())?;
    Ok(Exit::Done)
}

/// What was kept as it is, in the language of the translation.
fn kept(translation: &Translation, to: &str) -> String {
    let Some(catalogue) = Catalogue::of(&Lang::new(to)) else { return String::new() };
    let glossary = klausel::Glossary::default();
    let printer = Printer::new(catalogue, &glossary, Zone::UTC);
    let mut lines = Vec::new();
    let list = |id, list: &[String], between: &str| Said::new(id).with("list", Safe(&list.join(between)).to_string());
    if !translation.names.is_empty() {
        lines.push(list(ids::KEPT_NAMES, &translation.names, ", "));
    }
    if !translation.texts.is_empty() {
        lines.push(list(ids::KEPT_TEXTS, &translation.texts, "; "));
    }
    if translation.wording > 0 {
        lines.push(Said::new(ids::KEPT_WORDING).with("n", i64::try_from(translation.wording).unwrap_or(i64::MAX)));
    }
    lines.iter().map(|said| printer.say(said) + "\n").collect()
}
