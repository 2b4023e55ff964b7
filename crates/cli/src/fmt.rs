//! `klausel fmt`: contracts and scenarios in their canonical form.
//! What that form is, is left to the core.

use crate::{
    contract::file_name,
    failure::{Exit, Failure},
    input::read_text,
    search::documents,
};
use klausel::{
    format, format_scenarios,
    phrase::{Said, ids},
};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// Puts contracts and scenarios into their canonical form.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  klausel fmt contract.klausel.md
  klausel fmt --check
  klausel fmt - < contract.klausel.md

Each statement gets its canonical phrase, lines are broken where Markdown allows it, tables are aligned.
The order of clauses, statements and rows, comments and wording stay, and so does what the contract means.

Exit codes: 0 done; 1 a file has mistakes or, with --check, is not in canonical form; 3 a file cannot be
read or written")]
pub(crate) struct Args {
    /// Contracts and scenarios, or folders that are searched for them; `-`: the standard input, to the output
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// Write nothing; name each file that is not in canonical form, and its first line that would change
    #[arg(long)]
    check: bool,
}

/// How the names of what is formatted end.
const CONTRACT: &str = ".klausel.md";
const SCENARIOS: &str = ".scenario.md";

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    for path in &args.paths {
        match path.as_os_str() == "-" {
            true => files.push(path.clone()),
            false => files.extend(documents(path, &[CONTRACT, SCENARIOS])?),
        }
    }
    if files.is_empty() {
        let endings = format!("{CONTRACT}, {SCENARIOS}");
        return Err(Failure::Wrong(Said::new(ids::FAILURE_NO_DOCUMENTS).with("ending", endings)));
    }
    let mut exit = Exit::Done;
    for file in &files {
        if one(file, args.check, out)? == Exit::Found {
            exit = Exit::Found;
        }
    }
    Ok(exit)
}

fn one(file: &Path, check: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (name, text) = (file_name(file), read_text(file)?);
    let scenarios = file.to_string_lossy().ends_with(SCENARIOS);
    let formatted = if scenarios { format_scenarios(&name, &text) } else { format(&name, &text) };
    let formatted = match formatted {
        Ok(formatted) => formatted,
        Err(refused) => {
            // One wrong file keeps no other from its form.
            std::io::stderr().write_all(refused.show().as_bytes())?;
            return Ok(Exit::Found);
        }
    };
    if file.as_os_str() == "-" && !check {
        out.write_all(formatted.as_bytes())?;
        return Ok(Exit::Done);
    }
    if formatted == text {
        return Ok(Exit::Done);
    }
    if check {
        let (line, is, should) = first_difference(&text, &formatted);
        writeln!(out, "{name}:{line}: not in canonical form\n  is:     {is}\n  should: {should}")?;
        return Ok(Exit::Found);
    }
    std::fs::write(file, formatted).map_err(|error| Failure::File { file: name.clone(), error })?;
    writeln!(out, "{name}: formatted")?;
    Ok(Exit::Done)
}

/// The first line that differs, from 1, as it is and as it should be.
fn first_difference<'a>(text: &'a str, formatted: &'a str) -> (usize, String, String) {
    let (mut is, mut should) = (text.split('\n'), formatted.split('\n'));
    for line in 1.. {
        match (is.next(), should.next()) {
            (Some(is), Some(should)) if is == should => {}
            (is, should) => {
                let shown = |line: Option<&str>| match line {
                    // What cannot be seen is named.
                    Some("") => "(an empty line)".to_owned(),
                    Some(line) => crate::safe::Safe(line).to_string(),
                    None => "(nothing)".to_owned(),
                };
                return (line, shown(is), shown(should));
            }
        }
    }
    (0, String::new(), String::new())
}
