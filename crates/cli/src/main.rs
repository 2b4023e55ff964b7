//! The command line of Klausel: which command was called, and with which code it ends.
//! What a command does is left to the file of its name.

mod ask;
mod check;
mod contract;
mod diff;
mod events;
mod explain;
mod facts;
mod failure;
mod fmt;
mod input;
mod mapping;
mod moment;
mod period;
mod progress;
mod render;
mod report;
mod safe;
mod scenarios;
mod search;
mod sheet;
mod test;
mod translate;
mod watch;

use clap::{Parser, Subcommand};
use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};

/// Judges service contracts that people sign and a machine can read.
///
/// A contract is a Markdown file, NAME.klausel.md. Events say what happened: one JSON object a line, or CSV with a
/// mapping file that says what its columns mean.
#[derive(Debug, Parser)]
#[command(name = "klausel", version, after_long_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  klausel check contract.klausel.md
      Is the contract understood? Every mistake, with its place and a fix.
  klausel fmt --check
      Does everything below this folder stand in canonical form?
  klausel translate --to en vertrag.klausel.md -o contract.klausel.md
      The same contract in English.
  klausel facts contract.klausel.md --year 2025
      How much downtime does 98.5% allow, and how many service days are 24 h?
  klausel render contract.klausel.md -o contract.html --facts 2025
      The document to sign, with the year's figures in its margin.
  klausel report contract.klausel.md events.ndjson --period 2025
      What was kept in 2025, and what was not?
  klausel ask contract.klausel.md events.ndjson \"next deadline of case INC-81\"
      One question, one answer.
  klausel watch contract.klausel.md events.ndjson --revisions
      Which verdicts did late facts and corrections turn, and which event did it?
  klausel events log.csv --map mapping.toml
      What does the mapping make of the rows, and what of them cannot be used?
  klausel test
      Do all scenarios below this folder come out as they say?
  klausel scenarios contract.klausel.md > edges.scenario.md
      Which edge cases does the contract imply, and what does it answer to them?

Exit codes:
  0  done; a missed promise in a report is a result, not an error
  1  a contract has mistakes, a scenario comes out otherwise, or what --fail-on names was found
  2  the command line is wrong
  3  a file cannot be read, or a mapping file has mistakes

A closed pipe ends quietly.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Says whether contracts are understood: every mistake with its place and a fix
    Check(check::Args),
    /// Puts contracts and scenarios into their canonical form
    Fmt(fmt::Args),
    /// Says a contract in another language
    Translate(translate::Args),
    /// Says what the figures of a contract mean in a year
    Facts(facts::Args),
    /// Says what the code of a message means
    Explain(explain::Args),
    /// Writes a contract as a document to sign
    Render(render::Args),
    /// Judges what happened in a period: what was met, missed, not owed, still open
    Report(report::Args),
    /// Answers questions about a contract and what happened
    Ask(ask::Args),
    /// Runs scenarios and says which come out otherwise than they say
    Test(test::Args),
    /// Says whose verdict moves from one version of a contract to another
    Diff(diff::Args),
    /// Writes the scenarios that a contract implies, with what it answers to them
    Scenarios(scenarios::Args),
    /// Says what each event, and the passing of time, changed
    Watch(watch::Args),
    /// Says what was read from logs, and what of them cannot be used
    Events(events::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = BufWriter::new(io::stdout().lock());
    let ended = match &cli.command {
        Command::Check(args) => check::run(args, &mut out),
        Command::Fmt(args) => fmt::run(args, &mut out),
        Command::Translate(args) => translate::run(args, &mut out),
        Command::Facts(args) => facts::run(args, &mut out),
        Command::Explain(args) => explain::run(args, &mut out),
        Command::Render(args) => render::run(args, &mut out),
        Command::Report(args) => report::run(args, &mut out),
        Command::Ask(args) => ask::run(args, &mut out),
        Command::Test(args) => test::run(args, &mut out),
        Command::Diff(args) => diff::run(args, &mut out),
        Command::Scenarios(args) => scenarios::run(args, &mut out),
        Command::Watch(args) => watch::run(args, &mut out),
        Command::Events(args) => events::run(args, &mut out),
    };
    match ended.and_then(|exit| Ok(out.flush().map(|()| exit)?)) {
        Ok(exit) => exit.into(),
        Err(failure) => failure.show(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
