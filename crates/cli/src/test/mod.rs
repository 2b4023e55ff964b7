//! `klausel test`: do scenarios come out as they say?
//! What a scenario says, and what comes out, is left to the core; finding the files and running at once to `documents`
//! and `at_once`.

mod at_once;
mod documents;
mod thorough;

use crate::{
    contract::file_name,
    failure::{Exit, Failure},
    report::Format,
    safe::json,
};
use documents::{Broken, Read, find, read};
use klausel::{phrase::Catalogue, scenario::Outcomes};
use std::{io::Write, path::PathBuf};

/// Runs scenarios and says which come out otherwise than they say.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel test
  klausel test contracts/systembetrieb
  klausel test --mutants
      What could be altered in the contracts without any scenario noticing?
  klausel test szenarien.scenario.md --accept
      What came out stands in the file from now on; review it as a change of that file.

Exit codes: 0 all come out as they say, or what came out was accepted; 1 some do not, or a contract or a document of
scenarios has mistakes; 3 a file cannot be read or written")]
pub(crate) struct Args {
    /// Files of scenarios, or folders that are searched for them
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Rewrites the expected answers that do not hold as they came
    #[arg(long)]
    accept: bool,
    /// Says of each contract which statements and rows no scenario has decided
    #[arg(long, conflicts_with = "accept")]
    coverage: bool,
    /// Alters each number, bound, choice and row of the contracts one at a time, and says what no scenario notices
    #[arg(long, conflicts_with = "accept")]
    mutants: bool,
    /// `text` for people; `json` for machines, one object an answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let files = find(&args.paths)?;
    let all = at_once::each(files.len(), |n| files.get(n).map(|file| read(file)));
    let all: Vec<Read> = all.into_iter().flatten().collect();
    if args.coverage || args.mutants {
        return thorough::run(args, all, out);
    }
    let outcomes = run_all(&all);
    let mut failed = None;
    let (mut good, mut held, mut differ) = (true, 0, 0);
    let lang = all.iter().find_map(|read| Some(read.document.as_ref().ok()?.scenarios.lang()));
    for (read, outcomes) in all.into_iter().zip(&outcomes) {
        let text = args.format == Format::Text;
        if text {
            writeln!(out, "{}", file_name(&read.file))?;
        }
        match (read.document, outcomes) {
            (Ok(document), Some(outcomes)) => {
                let (its_held, its_differ) = outcomes.counts();
                (held, differ) = (held + its_held, differ + its_differ);
                good &= its_differ == 0 || args.accept;
                if !text {
                    write!(out, "{}", json(&outcomes.json().map_err(std::io::Error::from)?))?;
                } else if args.accept {
                    out.write_all(outcomes.accepted(&document.versions.latest().contract).as_bytes())?;
                } else {
                    out.write_all(outcomes.text(&document.versions.latest().contract).as_bytes())?;
                }
                if args.accept && its_differ > 0 {
                    let written = std::fs::write(&read.file, document.scenarios.accept(outcomes));
                    written.map_err(|error| Failure::File { file: file_name(&read.file), error })?;
                }
            }
            (Err(Broken::Failed(failure)), _) => {
                good = false;
                failed = failed.or(Some(failure));
            }
            (Err(Broken::Refused { found, sources, lang, shown }), _) => {
                good = false;
                if text {
                    out.write_all(shown.as_bytes())?;
                } else {
                    let catalogue = Catalogue::of(&lang);
                    for (diagnostic, catalogue) in found.iter().zip(catalogue.into_iter().cycle()) {
                        writeln!(out, "{}", json(&diagnostic.json(&sources, catalogue).to_string()))?;
                    }
                }
            }
            (Ok(_), None) => {}
        }
    }
    if let Some(lang) = lang.filter(|_| args.format == Format::Text && !args.accept) {
        writeln!(out, "{}", Outcomes::total((held, differ), &lang))?;
    }
    match failed {
        Some(failure) => Err(failure),
        None => Ok(if good { Exit::Done } else { Exit::Found }),
    }
}

/// Runs the scenarios of all documents at once, each by itself, and puts them together in their order.
fn run_all(all: &[Read]) -> Vec<Option<Outcomes>> {
    let documents = || all.iter().enumerate().filter_map(|(n, read)| Some((n, read.document.as_ref().ok()?)));
    let each: Vec<(usize, usize)> = documents()
        .flat_map(|(n, document)| (0..document.scenarios.len()).map(move |scenario| (n, scenario)))
        .collect();
    let ran = at_once::each(each.len(), |at| {
        let (n, scenario) = *each.get(at)?;
        let document = all.get(n)?.document.as_ref().ok()?;
        Some((n, document.scenarios.run_one_by(scenario, &document.versions)))
    });
    let mut outcomes: Vec<Option<Outcomes>> = all.iter().map(|_| None).collect();
    for (n, document) in documents() {
        if let Some(slot) = outcomes.get_mut(n) {
            *slot = Some(document.scenarios.none());
        }
    }
    for (n, one) in ran.into_iter().flatten() {
        if let Some(Some(all)) = outcomes.get_mut(n) {
            all.append(one);
        }
    }
    outcomes
}
