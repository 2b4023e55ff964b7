//! The history of a monitoring service: what each web service's availability is at worst and at best, against an oracle.
//! Running the programs is left to `main`.

use crate::{Test, figures, python, replayed, root, run, same, unused};
use klausel::Id;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

const HISTORY: &str = "bern-upptime-events.csv.gz";

/// The whole months since the contract is in force.
const MONTHS: [&str; 2] = ["2026-03-01", "2026-07-31"];

pub(crate) const OWN: &[(&str, &str, Test)] =
    &[("rows that we wrote are judged as the oracle judges them", "contracts/bern/events.csv", own_ranges)];

pub(crate) const REAL: &[(&str, &str, Test)] = &[
    ("each web service's range from worst to best case is the oracle's", HISTORY, ranges),
    ("reasons for each web service's months are replayed by the verifier", HISTORY, reasons),
];

fn folder() -> PathBuf {
    root().join("contracts/bern")
}

fn own_ranges(log: &Path) -> Result<String, String> {
    run(python().arg(root().join("tests/oracle/bern.py")).arg("--self-test"))?;
    // One row has a status that the mapping does not know.
    compared(log, &["unmapped_value"]).map(|(_, seen)| seen)
}

fn ranges(log: &Path) -> Result<String, String> {
    let (count, seen) = compared(log, &[])?;
    same("months of services", count, 42 * 5)?;
    Ok(seen)
}

/// How many months of services were compared, and what they came to.
fn compared(log: &Path, listed: &[&str]) -> Result<(u32, String), String> {
    let text = run(python().arg(root().join("tests/oracle/bern.py")).arg(log))?;
    let theirs: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let (contract, map) = (folder().join("contract.klausel.md"), folder().join("mapping.toml"));
    let ours = figures(&contract, log, Some(&map), MONTHS)?;
    same("events that were not used", unused(&ours), listed.to_vec())?;
    let mut seen: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for figures in ours["availability"].as_array().ok_or("no availability")? {
        let (first, service) = (figures["period"]["first"].as_str().ok_or("no period")?, &figures["service"]);
        let month = &first[..7];
        let mut its = theirs[month].as_object().into_iter().flatten();
        let Some((_, its)) = its.find(|(name, _)| Some(Id::of(name).as_str()) == service.as_str()) else {
            // Of a service without a row the oracle has never heard.
            same(&format!("{month}, {service}: unknown"), &figures["unknown_ms"], &figures["base_ms"])?;
            continue;
        };
        for key in ["base_ms", "down_ms", "unknown_ms", "best", "worst", "verdict"] {
            same(&format!("{month}, {service}: {key}"), &figures[key], &its[key])?;
        }
        *seen.entry(month).or_default().entry(figures["verdict"].as_str().unwrap_or_default()).or_default() += 1;
    }
    let counted = |(month, verdicts): (&&str, &BTreeMap<&str, u32>)| {
        let counts = verdicts.iter().map(|(verdict, count)| format!("{count} {verdict}")).collect::<Vec<_>>();
        format!("{month} {}", counts.join(", "))
    };
    let count = seen.values().flat_map(BTreeMap::values).sum();
    Ok((count, seen.iter().map(counted).collect::<Vec<_>>().join("; ")))
}

fn reasons(log: &Path) -> Result<String, String> {
    let mut klausel = Command::new(env!("CARGO_BIN_EXE_klausel"));
    klausel.arg("events").arg(log).arg("--map").arg(folder().join("mapping.toml")).args(["--format", "json"]);
    let events = run(&mut klausel)?;
    let count = replayed(&folder().join("contract.klausel.md"), &events, MONTHS)?;
    Ok(format!("{count} reasons"))
}
