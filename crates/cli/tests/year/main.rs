//! The year of the founding contract: the committed log is what its program writes, and the command over it comes to what
//! an oracle in another language does. Needs `python3`: without it the last line says what was skipped, and in CI it fails.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

type Test = fn() -> Result<String, String>;

const TESTS: &[(&str, Test)] = &[("the program writes the committed year, byte for byte", written_anew)];

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

fn year() -> PathBuf {
    root().join("contracts/systembetrieb/year.ndjson")
}

fn written_anew() -> Result<String, String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("year.ndjson");
    run(python().arg(root().join("scripts/year.py")).arg("--out").arg(&file))?;
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let (anew, committed) = (read(&file)?, read(&year())?);
    if anew == committed {
        return Ok(format!("{} lines", committed.lines().count()));
    }
    let mut both = anew.lines().zip(committed.lines()).zip(1..);
    let differ = both.find(|((ours, theirs), _)| ours != theirs);
    let first =
        differ.map_or_else(String::new, |((anew, there), line)| format!("\n  line {line}\n  {there}\n  {anew}"));
    Err(format!("  the committed year is another; `python3 scripts/year.py` writes it anew{first}"))
}
