//! The command and the oracle over one log: figures of each service and month, counts, each single verdict, and the lines
//! that were not used. Which logs are compared is left to `main`.

use super::{klausel, python, root, run, scratch};
use klausel::time::Instant;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path};

/// What the oracle prints, and its verdicts, one each.
pub(crate) struct Oracle {
    printed: Value,
    verdicts: Vec<Value>,
}

impl Oracle {
    pub(crate) fn over(log: &Path, known_as_of: Option<&str>) -> Result<Oracle, String> {
        let details = scratch("oracle.ndjson");
        let mut oracle = python();
        oracle.arg(root().join("tests/oracle/year.py")).arg(log).arg("--details").arg(&details);
        if let Some(instant) = known_as_of {
            oracle.args(["--known-as-of", instant]);
        }
        let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| error.to_string());
        let printed = parse(&run(&mut oracle)?)?;
        let text = fs::read_to_string(&details).map_err(|error| error.to_string())?;
        let verdicts = text.lines().map(parse).collect::<Result<_, _>>()?;
        Ok(Oracle { printed, verdicts })
    }
}

pub(crate) fn report(contract: &Path, log: &Path, known_as_of: Option<&str>) -> Result<Value, String> {
    let mut rest = vec!["--period", "2025", "--format", "json", "--all"];
    rest.extend(known_as_of.into_iter().flat_map(|instant| ["--known-as-of", instant]));
    let text = klausel("report", contract, log, &rest)?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// Compares a report with the oracle in everything but months; how many verdicts are equal.
pub(crate) fn compare(report: &Value, oracle: &Oracle) -> Result<usize, String> {
    same("as of", &instant(&report["as_of"])?, &oracle.printed["as_of"])?;
    services(&report["availability"], &oracle.printed["availability"])?;
    counts(report, oracle)?;
    unused(report, oracle)?;
    verdicts(report, oracle)
}

/// Compares the report of a contract that measures by the month with the oracle's months.
pub(crate) fn compare_months(report: &Value, oracle: &Oracle) -> Result<usize, String> {
    let months = &oracle.printed["months"];
    services(&report["availability"], months)?;
    for year in list(&oracle.printed["availability"])? {
        for figure in ["window_ms", "planned_ms", "base_ms", "down_ms"] {
            let its = list(months)?.iter().filter(|month| month["service"] == year["service"]);
            let sum: i64 = its.filter_map(|month| month[figure].as_i64()).sum();
            same(&format!("{figure} of twelve months of {}", year["service"]), &json!(sum), &year[figure])?;
        }
    }
    Ok(list(months)?.len())
}

fn services(ours: &Value, theirs: &Value) -> Result<(), String> {
    let key = |service: &str, month: &str| format!("{} {month}", service.to_lowercase().replace(' ', "-"));
    let whole = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = BTreeMap::new();
    for one in list(theirs)? {
        found.insert(key(&whole(&one["service"]), &whole(&one["month"])), one);
    }
    same("services and months", &json!(list(ours)?.len()), &json!(found.len()))?;
    for one in list(ours)? {
        let first = whole(&one["period"]["first"]);
        let month = if first[..7] == whole(&one["period"]["last"])[..7] { &first[..7] } else { "" };
        let key = key(&whole(&one["service"]), month);
        let its = found.get(&key).ok_or_else(|| format!("  the oracle has no {key}"))?;
        for figure in ["window_ms", "planned_ms", "base_ms", "down_ms", "budget_ms", "percent", "verdict"] {
            same(&format!("{figure} of {key}"), &one[figure], &its[figure])?;
        }
        same(&format!("unknown time of {key}"), &one["unknown_ms"], &json!(0))?;
    }
    Ok(())
}

fn counts(report: &Value, oracle: &Oracle) -> Result<(), String> {
    let rows = list(&report["counts"])?;
    same("rows of counts", &json!(rows.len()), &json!(6))?;
    for row in rows {
        let promise = row["promise"].as_str().unwrap_or_default();
        let its = &oracle.printed["counts"][promise][english(&row["priority"])?];
        for verdict in ["met", "missed", "not_owed", "open", "undetermined", "excused"] {
            let what = format!("{promise} {} {verdict}", row["priority"]);
            same(&what, &row[verdict], &its.get(verdict).cloned().unwrap_or_else(|| json!(0)))?;
        }
    }
    Ok(())
}

/// The lines that decided nothing, by the kind of reason.
fn unused(report: &Value, oracle: &Oracle) -> Result<(), String> {
    let mut ours: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for group in list(&report["unused"])? {
        let lines = list(&group["lines"])?.iter().filter_map(|line| line["line"].as_u64());
        ours.entry(group["reason"].as_str().unwrap_or_default().to_owned()).or_default().extend(lines);
    }
    ours.values_mut().for_each(|lines| lines.sort_unstable());
    same("lines that were not used", &json!(ours), &oracle.printed["unused"])
}

fn verdicts(report: &Value, oracle: &Oracle) -> Result<usize, String> {
    let mut ours = Vec::new();
    for judgement in list(&report["judgements"])?.iter().filter(|one| one["promise"] != "availability") {
        let deadline = &judgement["figures"]["deadline"];
        ours.push(json!({
            "subject": judgement["subject"],
            "promise": judgement["promise"],
            "verdict": judgement["verdict"],
            "start": instant(&deadline["started_at"])?,
            "due": instant(&deadline["due_at"])?,
            "end": instant(&deadline["stopped_at"])?,
            "priority": english(&deadline["priority"])?,
            "row": english(&deadline["row"])?,
            "limit": deadline["limit"],
        }));
    }
    let counted = |all: &[Value]| {
        let mut counted: BTreeMap<String, i32> = BTreeMap::new();
        all.iter().for_each(|one| *counted.entry(one.to_string()).or_default() += 1);
        counted
    };
    let (ours, theirs) = (counted(&ours), counted(&oracle.verdicts));
    let differ = |one: &BTreeMap<String, i32>, other: &BTreeMap<String, i32>, whose: &str| {
        let only = one.iter().filter(|(key, count)| other.get(*key) != Some(count));
        only.map(|(key, _)| format!("  {whose}: {key}\n")).take(10).collect::<String>()
    };
    let lines = differ(&ours, &theirs, "ours") + &differ(&theirs, &ours, "the oracle's");
    if lines.is_empty() { Ok(oracle.verdicts.len()) } else { Err(lines) }
}

fn list(value: &Value) -> Result<&Vec<Value>, String> {
    value.as_array().ok_or_else(|| format!("  no list: {value}"))
}

/// Milliseconds since 1970-01-01 UTC; nothing stays nothing.
fn instant(value: &Value) -> Result<Value, String> {
    let Some(text) = value.as_str() else { return Ok(Value::Null) };
    text.parse::<Instant>().map(|at| json!(at.as_millis())).map_err(|_| format!("  no instant: {text}"))
}

fn english(priority: &Value) -> Result<&'static str, String> {
    match priority.as_str() {
        Some("hoch") => Ok("High"),
        Some("mittel") => Ok("Medium"),
        Some("gering") => Ok("Low"),
        _ => Err(format!("  no priority: {priority}")),
    }
}

fn same(what: &str, ours: &Value, theirs: &Value) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("  {what}: ours {ours}, the oracle's {theirs}")) }
}
