//! A ticket, a service and an attribute made to do harm: on a terminal, in JSON, in CSV and on the page they are text.

use super::{folder, klausel};
use std::{fs, path::Path};

const HARM: &str = "=cmd()<img src=x onerror=alert(1)>\\u001b[2J\\u202e\\u2066\\u0007";

fn log() -> String {
    let lines = [
        r#"{"id":"IDa","at":"2025-03-07T09:00:00+01:00","source":"desk","type":"case.reported","subject":"HARM","data":{"channel":"phone","service":"SmaWo","effect":"outage","extent":"one whole service","priority":"High"}}"#,
        r#"{"id":"IDb","at":"2025-03-07T14:00:00+01:00","source":"desk","type":"case.reacted","subject":"HARM"}"#,
        r#"{"id":"IDc","at":"2025-03-07T09:00:00+01:00","source":"desk","type":"service.down","subject":"SmaWo","data":{"place":"HARM","cause":"HARM"}}"#,
        r#"{"id":"IDd","at":"2025-03-07T10:00:00+01:00","source":"desk","type":"service.down","subject":"HARM"}"#,
        r#"{"id":"IDe","at":"2025-03-07T10:00:00+01:00","source":"desk","type":"HARM","subject":"SmaWo"}"#,
    ];
    lines.join("\n").replace("HARM", HARM).replace("\"ID", &format!("\"{HARM}"))
}

fn output(name: &str, rest: &[&str]) -> String {
    let folder = folder(name);
    fs::write(folder.join("log.ndjson"), log()).unwrap();
    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts/systembetrieb/contract.klausel.md");
    let contract = contract.display().to_string();
    let mut args = vec!["report", contract.as_str(), "log.ndjson", "--period", "2025"];
    args.extend(rest);
    let output = klausel(&folder, &args);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap()
}

/// No character that drives a terminal or turns the direction of a line.
fn is_quiet(text: &str) -> bool {
    !text
        .chars()
        .any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[test]
fn on_a_terminal_they_are_shown_and_do_nothing() {
    let text = output("harm-text", &[]);
    assert!(is_quiet(&text) && text.contains("=cmd()<img"));
    for line in text.lines() {
        assert!(klausel::report::width(line) <= 80 || !line.trim().contains(' '), "{line}");
    }
}

#[test]
fn in_json_they_keep_their_value_and_are_escaped() {
    let text = output("harm-json", &["--format", "json"]);
    assert!(is_quiet(&text));
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    let subject = "=cmd()<img src=x onerror=alert(1)>\u{1b}[2J\u{202e}\u{2066}\u{7}";
    let missed = report["missed"].as_array().unwrap();
    assert!(missed.iter().any(|judgement| judgement["subject"] == subject));
    assert!(missed.iter().all(|judgement| !judgement["reason"].as_array().unwrap().is_empty()));
}

#[test]
fn in_csv_no_cell_is_a_formula() {
    let text = output("harm-csv", &["--format", "csv"]);
    assert!(is_quiet(&text));
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(rows.headers().unwrap().get(1), Some("subject"));
    let mut cases = 0;
    for row in rows.records() {
        let row = row.unwrap();
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
        cases += usize::from(row[1].starts_with("'=cmd()<img src=x"));
    }
    assert!(cases >= 2, "a reaction and an update");
}

#[test]
fn on_the_page_they_are_text() {
    let page = output("harm-page", &["--html", "-"]);
    assert!(is_quiet(&page) && !page.contains("<img") && page.contains("=cmd()&lt;img src=x"));
}

#[test]
fn a_page_is_written_to_its_file() {
    let name = "page-file";
    assert_eq!(output(name, &["--html", "report.html"]), "");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("report.html");
    assert!(fs::read_to_string(file).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_page_that_cannot_be_written_says_which() {
    let folder = folder("page-nowhere");
    fs::write(folder.join("log.ndjson"), log()).unwrap();
    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts/systembetrieb/contract.klausel.md");
    let contract = contract.display().to_string();
    let args = ["report", &contract, "log.ndjson", "--period", "2025", "--html", "nowhere/report.html"];
    let output = klausel(&folder, &args);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: nowhere/report.html cannot be written: "), "{said}");
}
