//! The command and the oracle over a year of duties: each single verdict, by duty, subject and period.
//! The year of cases and services is left to `oracle`.

use super::{klausel, python, read, root, run, scratch};
use klausel::time::{Instant, Zone};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn log() -> PathBuf {
    root().join("contracts/systembetrieb/duties.ndjson")
}

fn written(seed: Option<&str>) -> Result<PathBuf, String> {
    let file = scratch(&format!("duties-{}.ndjson", seed.unwrap_or("committed")));
    let mut program = python();
    program.arg(root().join("scripts/duties.py")).arg("--out").arg(&file);
    if let Some(seed) = seed {
        program.args(["--seed", seed]);
    }
    run(&mut program)?;
    Ok(file)
}

/// Duty, subject, first day of the period and verdict of each judgement, sorted.
type Verdicts = Vec<[String; 4]>;

fn ours(contract: &str, log: &Path) -> Result<Verdicts, String> {
    let contract = root().join("contracts/systembetrieb").join(contract);
    let rest = ["--period", "2025", "--format", "json", "--all"];
    let report: Value = serde_json::from_str(&klausel("report", &contract, log, &rest)?).map_err(|e| e.to_string())?;
    let berlin: Zone = "Europe/Berlin".parse().map_err(|_| "no zone".to_owned())?;
    let mut found = Vec::new();
    for one in report["judgements"].as_array().into_iter().flatten() {
        let figures = &one["figures"]["duty"];
        let from = figures["period"]["from"].as_str().map(str::parse::<Instant>).transpose();
        let from = from.map_err(|error| error.to_string())?.map(|at| berlin.local(at).0.to_string());
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let subject = text(&one["subject"]);
        found.push([text(&figures["duty"]["name"]), subject, from.unwrap_or_default(), text(&one["verdict"])]);
    }
    // What is counted is what is judged.
    let total: u64 = report["duties"].as_array().into_iter().flatten().filter_map(|duty| duty["total"].as_u64()).sum();
    if usize::try_from(total).ok() != Some(found.len()) {
        return Err(format!("{total} are counted, {} judged", found.len()));
    }
    found.sort();
    Ok(found)
}

fn theirs(log: &Path) -> Result<Verdicts, String> {
    let printed = run(python().arg(root().join("tests/oracle/duties.py")).arg(log))?;
    let printed: Value = serde_json::from_str(&printed).map_err(|error| error.to_string())?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let verdict = |one: &Value| ["duty", "subject", "period", "verdict"].map(|key| text(&one[key]));
    let mut found: Verdicts = printed["verdicts"].as_array().into_iter().flatten().map(verdict).collect();
    found.sort();
    Ok(found)
}

fn compare(contract: &str, log: &Path) -> Result<usize, String> {
    let (ours, theirs) = (ours(contract, log)?, theirs(log)?);
    let only =
        |a: &Verdicts, b: &Verdicts| a.iter().filter(|one| !b.contains(one)).take(12).cloned().collect::<Vec<_>>();
    if ours != theirs {
        let (mine, its) = (only(&ours, &theirs), only(&theirs, &ours));
        return Err(format!(
            "{} and {} verdicts\nours alone: {mine:#?}\nthe oracle's alone: {its:#?}",
            ours.len(),
            theirs.len()
        ));
    }
    Ok(ours.len())
}

pub(crate) fn written_anew() -> Result<String, String> {
    if read(&written(None)?)? != read(&log())? {
        return Err("scripts/duties.py writes another year of duties than the committed one".into());
    }
    Ok("contracts/systembetrieb/duties.ndjson".into())
}

pub(crate) fn the_year() -> Result<String, String> {
    let english = compare("duties.klausel.md", &log())?;
    let german = compare("pflichten.klausel.md", &log())?;
    Ok(format!("{english} verdicts, {german} by the German document"))
}

pub(crate) fn other_years() -> Result<String, String> {
    let mut count = 0;
    for seed in ["1", "2", "3"] {
        count += compare("duties.klausel.md", &written(Some(seed))?)?;
    }
    Ok(format!("{count} verdicts"))
}
