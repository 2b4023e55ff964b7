//! The year of the founding contract: the committed log is what its program writes, and the command over it comes to what
//! an oracle in another language does. Needs `python3`: without it the last line says what was skipped, and in CI it fails.

mod duties;
mod oracle;

use oracle::{Oracle, compare, compare_months, report};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

type Test = fn() -> Result<String, String>;

const TESTS: &[(&str, Test)] = &[
    ("the program writes the committed year, byte for byte", written_anew),
    ("the oracle's cases by hand agree", by_hand),
    ("each figure, count and verdict of the year is the oracle's", the_year),
    ("each month of each service is the oracle's", the_months),
    ("what becomes known after the year turns what it turns for the oracle", known_later),
    ("the German and the English contract come to the same report", both_languages),
    ("three other years come to what the oracle says", other_years),
    ("the program writes the committed year of duties, byte for byte", duties::written_anew),
    ("each verdict on a duty of the year is the oracle's, in both languages", duties::the_year),
    ("three other years of duties come to what the oracle says", duties::other_years),
];

/// When the supplier has found out what the telephony's outage in November was, and all cases are closed.
const LATER: &str = "2026-04-01T00:00:00+02:00";

fn main() -> ExitCode {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let has_python = python().arg("--version").output().is_ok_and(|output| output.status.success());
    for (name, test) in TESTS {
        if !has_python && env::var_os("CI").is_none() {
            println!("skipped: {name} (no python3)");
            skipped += 1;
            continue;
        }
        match test() {
            Ok(seen) => {
                println!("ok: {name}: {seen}");
                passed += 1;
            }
            Err(why) => {
                println!("FAILED: {name}:\n{why}");
                failed += 1;
            }
        }
    }
    let hint = if skipped > 0 { "; python3 is needed" } else { "" };
    println!("the year: {passed} passed, {failed} failed, {skipped} skipped{hint}");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

fn python() -> Command {
    Command::new("python3")
}

fn klausel(command: &str, contract: &Path, log: &Path, rest: &[&str]) -> Result<String, String> {
    run(Command::new(env!("CARGO_BIN_EXE_klausel")).arg(command).args([contract, log]).args(rest))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn contract() -> PathBuf {
    root().join("contracts/systembetrieb/contract.klausel.md")
}

fn year() -> PathBuf {
    root().join("contracts/systembetrieb/year.ndjson")
}

/// A year of a seed, or the committed one written anew.
fn written(seed: Option<&str>) -> Result<PathBuf, String> {
    let file = scratch("year.ndjson");
    let mut program = python();
    program.arg(root().join("scripts/year.py")).arg("--out").arg(&file);
    if let Some(seed) = seed {
        program.args(["--seed", seed]);
    }
    run(&mut program)?;
    Ok(file)
}

fn written_anew() -> Result<String, String> {
    let (anew, committed) = (read(&written(None)?)?, read(&year())?);
    if anew == committed {
        return Ok(format!("{} lines", committed.lines().count()));
    }
    let mut both = anew.lines().zip(committed.lines()).zip(1..);
    let differ = both.find(|((ours, theirs), _)| ours != theirs);
    let first =
        differ.map_or_else(String::new, |((anew, there), line)| format!("\n  line {line}\n  {there}\n  {anew}"));
    Err(format!("  the committed year is another; `python3 scripts/year.py` writes it anew{first}"))
}

fn by_hand() -> Result<String, String> {
    let said = run(python().arg(root().join("tests/oracle/year.py")).arg("--self-test"))?;
    Ok(said.trim().to_owned())
}

fn the_year() -> Result<String, String> {
    let compared = compare(&report(&contract(), &year(), None)?, &Oracle::over(&year(), None)?)?;
    Ok(format!("{compared} verdicts"))
}

/// The founding contract measures by the year; measured by the month it gives the figures of each month.
fn the_months() -> Result<String, String> {
    let monthly = scratch("monthly.klausel.md");
    let text = read(&contract())?.replace("calendar year", "calendar month");
    fs::write(&monthly, text).map_err(|error| error.to_string())?;
    let compared = compare_months(&report(&monthly, &year(), None)?, &Oracle::over(&year(), None)?)?;
    Ok(format!("{compared} months"))
}

fn known_later() -> Result<String, String> {
    let (before, after) = (report(&contract(), &year(), None)?, report(&contract(), &year(), Some(LATER))?);
    let compared = compare(&after, &Oracle::over(&year(), Some(LATER))?)?;
    let telephony = |report: &serde_json::Value| report["availability"][1]["verdict"].clone();
    match (telephony(&before).as_str(), telephony(&after).as_str()) {
        (Some("missed"), Some("met")) => Ok(format!("{compared} verdicts, Call Connect missed and then met")),
        other => Err(format!("  Call Connect: {other:?}")),
    }
}

fn both_languages() -> Result<String, String> {
    let german = root().join("contracts/systembetrieb/vertrag.klausel.md");
    let (mut german, mut english) = (report(&german, &year(), None)?, report(&contract(), &year(), None)?);
    for report in [&mut german, &mut english] {
        // The file's name and its hash are the file's.
        report["edition"]["contract"] = serde_json::Value::Null;
    }
    let count = english["judgements"].as_array().map_or(0, Vec::len);
    if german == english { Ok(format!("{count} judgements")) } else { Err("  they differ".to_owned()) }
}

fn other_years() -> Result<String, String> {
    let mut compared = 0;
    for seed in ["1", "2", "3"] {
        let log = written(Some(seed))?;
        let (report, oracle) = (report(&contract(), &log, None)?, Oracle::over(&log, None)?);
        compared += compare(&report, &oracle).map_err(|why| format!("  seed {seed}:\n{why}"))?;
    }
    Ok(format!("{compared} verdicts"))
}
