//! Real logs, end to end: the command over the log, against an oracle in another language over the same rows.
//! The logs are not part of the project: `KLAUSEL_DATA` names their folder, and the last line says what was skipped.

mod bern;
mod github;

use klausel::{
    Contract,
    compile::Program,
    engine::{Instants, Monitor, Subject},
    event::read_ndjson,
    report::Period,
    verdict::Promise,
};
use klausel_verify::verify_in;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

type Test = fn(&Path) -> Result<String, String>;

const TESTS: &[(&str, &str, Test)] = &[
    ("the ticket log becomes the events that its rows tell", UCI, uci_events),
    ("24,918 tickets are counted as the oracle counts them", UCI, uci_counts),
    ("each verdict on a ticket is the oracle's", UCI, uci_verdicts),
    ("the page about them is small, and says what it leaves out", UCI, uci_page),
    ("reasons of every twentieth ticket are replayed by the verifier", UCI, uci_reasons),
];

const UCI: &str = "uci-incident-event-log.zip";

fn main() -> ExitCode {
    let data = env::var_os("KLAUSEL_DATA").map(PathBuf::from);
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let own = [github::OWN, bern::OWN].concat();
    let own = own.iter().map(|test| (Some(root()), test));
    let real = [TESTS, github::REAL, bern::REAL].concat();
    for (folder, (name, file, test)) in own.chain(real.iter().map(|test| (data.clone(), test))) {
        let log = folder.map(|folder| folder.join(file)).filter(|log| log.is_file());
        let Some(log) = log else {
            println!("skipped: {name} (no {file})");
            skipped += 1;
            continue;
        };
        match test(&log) {
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
    let hint = if skipped > 0 { "; KLAUSEL_DATA names the folder of the real logs" } else { "" };
    println!("real logs: {passed} passed, {failed} failed, {skipped} skipped{hint}");
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

/// The CSV file in the log's archive.
fn unpacked(log: &Path) -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("uci-log");
    let csv = folder.join("incident_event_log/incident_event_log.csv");
    if !csv.is_file() {
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        run(python().args(["-m", "zipfile", "-e"]).args([log, &folder]))?;
    }
    Ok(csv)
}

fn klausel(command: &str, log: &Path, rest: &[&str]) -> Result<String, String> {
    let contract = root().join("contracts/uci/contract.klausel.md");
    let map = root().join("contracts/uci/mapping.toml");
    let mut klausel = Command::new(env!("CARGO_BIN_EXE_klausel"));
    klausel.arg(command);
    if command == "report" {
        klausel.arg(contract);
    }
    run(klausel.arg(unpacked(log)?).arg("--map").arg(map).args(rest))
}

fn oracle(log: &Path, details: Option<&Path>) -> Result<Value, String> {
    let mut oracle = python();
    oracle.arg(root().join("tests/oracle/uci.py")).arg(log);
    if let Some(file) = details {
        oracle.arg("--details").arg(file);
    }
    serde_json::from_str(&run(&mut oracle)?).map_err(|error| error.to_string())
}

fn report(log: &Path) -> Result<Value, String> {
    let text = klausel("report", log, &["--period", "2016-02..2017-02", "--format", "json", "--all"])?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// The report on a period that is over, as JSON.
fn figures(contract: &Path, log: &Path, map: Option<&Path>, [first, last]: [&str; 2]) -> Result<Value, String> {
    let mut klausel = Command::new(env!("CARGO_BIN_EXE_klausel"));
    klausel.arg("report").arg(contract).arg(log).args(["--period", &format!("{first}..{last}"), "--format", "json"]);
    klausel.args(["--as-of", &format!("{last}T24:00")]);
    if let Some(map) = map {
        klausel.arg("--map").arg(map);
    }
    serde_json::from_str(&run(&mut klausel)?).map_err(|error| error.to_string())
}

/// The reasons for which a report did not use events, save that they came after it.
fn unused(report: &Value) -> Vec<&str> {
    let reasons = report["unused"].as_array().into_iter().flatten().filter_map(|group| group["reason"].as_str());
    reasons.filter(|reason| *reason != "after_as_of").collect()
}

/// How many reasons for the availability of a contract's services in a period the verifier replays: all there are.
fn replayed(contract: &Path, events: &str, [first, last]: [&str; 2]) -> Result<usize, String> {
    let text = fs::read_to_string(contract).map_err(|error| error.to_string())?;
    let contract = Contract::read("contract.klausel.md", &text).map_err(|refused| refused.show())?;
    let zone = contract.model.head.zone;
    let day = |day: &str| day.parse().map_err(|_| format!("no day: {day}"));
    let period = Period::days(day(first)?, day(last)?, zone).interval();
    let program = Program::compile(&contract.model, &contract.places).map_err(|error| error.to_string())?;
    let services: Vec<_> =
        program.promised_services().map(|(service, _, _)| Subject::Service(service, period)).collect();
    let mut monitor = Monitor::new(program);
    monitor.push_all(read_ndjson(events.as_bytes(), 0).flatten());
    let instants = Instants { as_of: period.until, known_as_of: period.until };
    let mut replayed = 0;
    for service in services {
        for judgement in monitor.why(&service, Promise::Availability, instants) {
            let data = serde_json::to_value(&judgement).map_err(|error| error.to_string())?;
            verify_in(&data, zone.name()).map_err(|why| format!("  {}: {why}", judgement.subject))?;
            replayed += 1;
        }
    }
    Ok(replayed)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: T, theirs: T) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("  {what}: ours {ours:?}, the oracle's {theirs:?}")) }
}

fn uci_events(log: &Path) -> Result<String, String> {
    let counted = klausel("events", log, &[])?;
    let lines = |start: &str| counted.lines().filter(|line| line.trim_start().starts_with(start)).count();
    same("lists of unusable rows", lines("5 listed"), 1)?;
    let first = counted.lines().next().unwrap_or_default().to_owned();
    if first == "165597 events" { Ok(first) } else { Err(counted) }
}

fn uci_counts(log: &Path) -> Result<String, String> {
    let (ours, theirs) = (report(log)?, oracle(log, None)?);
    let mut counted = 0;
    for row in ours["counts"].as_array().ok_or("no counts")? {
        let (promise, priority) = (row["promise"].as_str().unwrap_or(""), row["priority"].as_str().unwrap_or(""));
        let name = format!("{}{}", priority[..1].to_uppercase(), &priority[1..]);
        let its = &theirs["counts"][promise][&name];
        for verdict in ["met", "missed", "not_owed", "open"] {
            same(&format!("{promise} {name} {verdict}"), row[verdict].as_u64(), its[verdict].as_u64())?;
            counted += row[verdict].as_u64().unwrap_or(0);
        }
    }
    let unused: Vec<u64> = ours["unused"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|group| group["reason"] == "unmapped_value")
        .flat_map(|group| group["lines"].as_array().into_iter().flatten())
        .filter_map(|line| line["line"].as_u64())
        .collect();
    same("unusable rows", unused, vec![115_643, 115_644, 124_509, 124_510, 124_511])?;
    Ok(format!("{counted} verdicts"))
}

fn uci_verdicts(log: &Path) -> Result<String, String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oracle.ndjson");
    oracle(log, Some(&file))?;
    let text = fs::read_to_string(&file).map_err(|error| error.to_string())?;
    let mut theirs: BTreeMap<String, u32> = BTreeMap::new();
    for line in text.lines() {
        let one: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let priority = one["priority"].as_str().unwrap_or("").to_lowercase();
        let key = format!("{} {} {} {} {priority}", one["ticket"], one["promise"], one["start"], one["verdict"]);
        *theirs.entry(key).or_default() += 1;
    }
    let report = report(log)?;
    let mut ours: BTreeMap<String, u32> = BTreeMap::new();
    for judgement in report["judgements"].as_array().ok_or("no judgements")? {
        let deadline = &judgement["figures"]["deadline"];
        let start = deadline["started_at"].as_str().and_then(|at| at.parse::<klausel::time::Instant>().ok());
        let start = start.ok_or("no start")?.as_millis();
        let (subject, promise, verdict) = (&judgement["subject"], &judgement["promise"], &judgement["verdict"]);
        let priority = deadline["priority"].as_str().unwrap_or("");
        *ours.entry(format!("{subject} {promise} {start} {verdict} {priority}")).or_default() += 1;
    }
    let differ = |one: &BTreeMap<String, u32>, other: &BTreeMap<String, u32>, whose: &str| {
        let only = one.iter().filter(|(key, count)| other.get(*key) != Some(count));
        only.map(|(key, _)| format!("  {whose}: {key}")).take(10).collect::<Vec<_>>().join("\n")
    };
    let lines = [differ(&ours, &theirs, "ours"), differ(&theirs, &ours, "the oracle's")].concat();
    if lines.is_empty() { Ok(format!("{} verdicts", ours.values().sum::<u32>())) } else { Err(lines) }
}

fn uci_page(log: &Path) -> Result<String, String> {
    let page = klausel("report", log, &["--period", "2016-02..2017-02", "--html", "-"])?;
    same("pages of less than 3 MB", page.len() < 3_000_000, true)?;
    for part in
        ["id=\"summary\"", "id=\"reactions\"", "id=\"updates\"", "more are not shown on this page", "klausel ask"]
    {
        same(part, page.contains(part), true)?;
    }
    let explained = page.matches("<details class=\"case\">").count();
    Ok(format!("{} bytes, {explained} misses with their reasons", page.len()))
}

fn uci_reasons(log: &Path) -> Result<String, String> {
    let lines = klausel("events", log, &["--format", "json"])?;
    let text =
        fs::read_to_string(root().join("contracts/uci/contract.klausel.md")).map_err(|error| error.to_string())?;
    let contract = Contract::read("contract.klausel.md", &text).map_err(|refused| refused.show())?;
    let program = Program::compile(&contract.model, &contract.places).map_err(|error| error.to_string())?;
    let mut monitor = Monitor::new(program);
    monitor.push_all(read_ndjson(lines.as_bytes(), 0).flatten());
    let as_of = monitor.last_at().ok_or("no events")?;
    let instants = Instants { as_of, known_as_of: as_of };
    let mut replayed = 0;
    for case in monitor.cases().iter().step_by(20) {
        let subject = Subject::Case(case.clone());
        for promise in [Promise::Reaction, Promise::Update] {
            for judgement in monitor.why(&subject, promise, instants) {
                let data = serde_json::to_value(&judgement).map_err(|error| error.to_string())?;
                verify_in(&data, "Europe/Berlin").map_err(|why| format!("  {promise:?} {case}: {why}"))?;
                replayed += 1;
            }
        }
    }
    Ok(format!("{replayed} reasons"))
}
