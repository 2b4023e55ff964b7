//! A status page's archive: converted, judged under two readings of an outage, and compared with an oracle.
//! Running the programs is left to `main`.

use crate::{Test, figures, python, replayed, root, run, same, unused};
use klausel::Id;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

pub(crate) const ARCHIVE: &str = "github-status-incidents.json.gz";

pub(crate) const OWN: &[(&str, &str, Test)] = &[
    ("incidents that we wrote become the events that are shown", "contracts/github/incidents.json", own_events),
    ("incidents that we wrote are judged as the oracle judges them", "contracts/github/incidents.json", compared),
];

pub(crate) const REAL: &[(&str, &str, Test)] = &[
    ("each feature's quarters are the oracle's under both readings", ARCHIVE, real_figures),
    ("reasons for each feature's quarters are replayed by the verifier", ARCHIVE, real_reasons),
];

/// The readings, as the oracle calls them, and the quarters that the contract covers.
const READINGS: [(&str, &str, [&str; 2]); 2] =
    [("narrow", "contract", ["2025-10-01", "2026-06-30"]), ("wide", "contract-wide", ["2021-01-01", "2026-06-30"])];

fn contract(name: &str) -> PathBuf {
    root().join(format!("contracts/github/{name}.klausel.md"))
}

fn converted(archive: &Path) -> Result<String, String> {
    run(python().arg(root().join("scripts/github_status.py")).arg(archive))
}

fn events(archive: &Path) -> Result<PathBuf, String> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("github-events.ndjson");
    fs::write(&file, converted(archive)?).map_err(|error| error.to_string())?;
    Ok(file)
}

fn oracle(archive: &Path) -> Result<Value, String> {
    let text = run(python().arg(root().join("tests/oracle/github.py")).arg(archive))?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn own_events(archive: &Path) -> Result<String, String> {
    let shown = fs::read_to_string(root().join("contracts/github/events.ndjson")).map_err(|error| error.to_string())?;
    same("events", converted(archive)?, shown)?;
    run(python().arg(root().join("tests/oracle/github.py")).arg("--self-test"))
}

fn real_figures(archive: &Path) -> Result<String, String> {
    let seen = compared(archive)?;
    let theirs = oracle(archive)?;
    let actions = &theirs["2026-Q1"]["Actions"];
    let said = |reading: &str| format!("{} ms down, {} %", actions[reading]["down_ms"], actions[reading]["percent"]);
    Ok(format!("{seen}; Actions in 2026-Q1: {} and {}", said("narrow"), said("wide")))
}

fn compared(archive: &Path) -> Result<String, String> {
    let (events, theirs) = (events(archive)?, oracle(archive)?);
    let (mut quarters, mut overlapping) = (0, 0);
    for (reading, name, period) in READINGS {
        let ours = figures(&contract(name), &events, None, period)?;
        same(&format!("{reading}: events that were not used"), unused(&ours), vec![])?;
        for figures in ours["availability"].as_array().ok_or("no availability")? {
            let (first, service) = (figures["period"]["from"].as_str().ok_or("no period")?, &figures["service"]);
            let month: u32 = first[5..7].parse().map_err(|_| format!("no month in {first}"))?;
            let quarter = format!("{}-Q{}", &first[..4], month.div_ceil(3));
            let mut its = theirs[&quarter].as_object().into_iter().flatten();
            let (_, its) = its
                .find(|(feature, _)| Some(Id::of(feature).as_str()) == service.as_str())
                .ok_or(format!("the oracle does not judge {service} in {quarter}"))?;
            let what = |key: &str| format!("{reading}, {quarter}, {service}: {key}");
            same(&what("base"), &figures["base_ms"], &its["base_ms"])?;
            for key in ["down_ms", "percent", "verdict"] {
                same(&what(key), &figures[key], &its[reading][key])?;
            }
            quarters += 1;
            overlapping += u32::from(its[reading]["counted_twice_ms"].as_u64() > Some(0));
        }
    }
    Ok(format!("{quarters} quarters of features, {overlapping} with incidents at once"))
}

fn real_reasons(archive: &Path) -> Result<String, String> {
    let events = converted(archive)?;
    let mut count = 0;
    for (_, name, period) in READINGS {
        count += replayed(&contract(name), &events, period)?;
    }
    Ok(format!("{count} reasons"))
}
