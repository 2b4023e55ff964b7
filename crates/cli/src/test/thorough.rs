//! `klausel test --coverage` and `--mutants`: how well the scenarios test each contract.
//! What is altered and what notices it is left to the core.

use super::{
    Args, at_once,
    documents::{Broken, Document, Read},
};
use crate::{
    contract::file_name,
    failure::{Exit, Failure},
    report::Format,
    safe::json,
};
use klausel::scenario::{Fate, Mutant, Scenarios, Suite, generate, mutants};
use serde_json::json as value;
use std::{collections::BTreeMap, io::Write, path::PathBuf};

/// Says of each contract how well its scenarios test it; found is what no scenario decides or notices.
pub(super) fn run(args: &Args, all: Vec<Read>, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut contracts: BTreeMap<PathBuf, Vec<Document>> = BTreeMap::new();
    for read in all {
        match read.document {
            Ok(document) => contracts.entry(document.path.clone()).or_default().push(document),
            Err(Broken::Failed(failure)) => return Err(failure),
            Err(Broken::Refused { shown, .. }) => return Err(Failure::NotUnderstood { text: shown, code: 1 }),
        }
    }
    let mut found = false;
    for (path, documents) in contracts {
        let Some(first) = documents.first() else { continue };
        let contract = &first.versions.latest().contract;
        let lang = contract.lang().clone();
        let file = file_name(&path);
        let mut scenarios: Vec<Scenarios> = documents.iter().map(|document| document.scenarios.clone()).collect();
        let written = scenarios.len();
        if args.format == Format::Text {
            writeln!(out, "{file}")?;
        }
        if args.coverage {
            let suite = Suite::run(contract, &scenarios).map_err(Failure::Compile)?;
            let undecided = suite.undecided();
            found |= !undecided.is_empty();
            match args.format {
                Format::Text => out.write_all(suite.coverage(&lang).as_bytes())?,
                Format::Json => {
                    for (cite, place) in undecided {
                        let line = contract.sources.first().map(|source| source.line_column(place.from).0);
                        let shown = value!({ "file": file, "undecided": cite, "line": line });
                        writeln!(out, "{}", json(&shown.to_string()))?;
                    }
                }
            }
        }
        if args.mutants {
            let made = generate(contract, &file).map_err(Failure::Compile)?;
            let made = Scenarios::read(&file, &made.text, contract);
            scenarios.push(made.map_err(|refused| Failure::NotUnderstood { text: refused.show(), code: 1 })?);
            let suite = Suite::run(contract, &scenarios).map_err(Failure::Compile)?;
            let altered = mutants(contract);
            let fates = at_once::each(altered.len(), |n| altered.get(n).map(|mutant| (mutant, suite.fate(mutant))));
            let fates: Vec<(&Mutant, Fate)> = fates.into_iter().flatten().collect();
            found |= fates.iter().any(|(_, fate)| *fate == Fate::Unnoticed);
            match args.format {
                Format::Text => out.write_all(suite.mutation(&fates, written, &lang).as_bytes())?,
                Format::Json => {
                    for (mutant, fate) in fates.iter().filter(|(_, fate)| *fate != Fate::None) {
                        writeln!(out, "{}", json(&as_json(&file, mutant, fate, written).to_string()))?;
                    }
                }
            }
        }
    }
    Ok(if found { Exit::Found } else { Exit::Done })
}

fn as_json(file: &str, mutant: &Mutant, fate: &Fate, written: usize) -> serde_json::Value {
    let (fate, by, made) = match fate {
        Fate::Noticed { document, scenario } => ("noticed", Some(scenario.as_str()), Some(*document >= written)),
        Fate::SaysDefault => ("says_default", None, None),
        _ => ("unnoticed", None, None),
    };
    value!({ "file": file, "altered": mutant.cite, "what": mutant.said, "fate": fate, "scenario": by, "generated": made })
}
