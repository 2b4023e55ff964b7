//! The mapping of the real ticket log, run over the log itself where it is at hand.
//! The verdicts are compared with the oracle's elsewhere; here the events are counted.

use super::{folder, klausel};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The unpacked log, which is not part of the project: named by `KLAUSEL_UCI_LOG`, or unpacked from beside the
/// project's folder.
fn log() -> Option<PathBuf> {
    if let Some(file) = std::env::var_os("KLAUSEL_UCI_LOG") {
        return Some(PathBuf::from(file));
    }
    let zip = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/uci-incident-event-log.zip");
    let folder = folder("uci-log");
    let unpack = Command::new("python3").args(["-m", "zipfile", "-e"]).args([&zip, &folder]).output().ok()?;
    unpack.status.success().then(|| folder.join("incident_event_log/incident_event_log.csv"))
}

#[test]
fn the_real_log_becomes_the_events_that_its_rows_tell() {
    let Some(log) = log() else {
        eprintln!("skipped: no UCI incident log at hand; KLAUSEL_UCI_LOG may name the unpacked one");
        return;
    };
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts/uci/mapping.toml");
    let output = klausel(&folder("uci"), &["events", log.to_str().unwrap(), "--map", map.to_str().unwrap()]);
    let shown = String::from_utf8(output.stdout).unwrap().replace(log.to_str().unwrap(), "LOG");
    insta::assert_snapshot!(shown);
}
