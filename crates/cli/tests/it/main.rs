//! What a person sees who runs `klausel`: words, exit codes, and where each goes.
//! What rows and lines mean is tested beside their readers.

mod amended;
mod guide;
mod harmless;
mod messages;
mod readme;
mod scenarios;
mod writing;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A folder of this test's own, emptied first.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn klausel(folder: &Path, args: &[&str]) -> Output {
    // What is said before a contract is read depends on the surroundings.
    let surroundings = [("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "C")];
    klausel_in(folder, args, &surroundings)
}

fn klausel_in(folder: &Path, args: &[&str], surroundings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klausel"));
    command.args(args).current_dir(folder).envs(surroundings.iter().copied()).output().unwrap()
}

/// The exit code, what was printed, and what was said on the error stream.
fn seen(folder: &Path, args: &[&str]) -> String {
    let output = klausel(folder, args);
    let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let err = if err.is_empty() { String::new() } else { format!("--- error stream\n{err}") };
    format!("$ klausel {}\n{out}{err}--- exit code {code}\n", args.join(" "))
}

const LOG: &str = r#"{"at":"2025-03-07T17:30:00+01:00","source":"desk","type":"case.reported","subject":"INC-1"}
{"at":"2025-03-07T17:30:00","source":"desk","type":"case.closed","subject":"INC-1"}
{"id":"a\u001b[2J\u202eb","at":"2025-03-07T17:30:00.1234+01:00","source":"desk","type":"case.closed","subject":"INC-1"}
"#;

#[test]
fn events_are_counted_and_what_cannot_be_used_is_listed() {
    let folder = folder("count");
    fs::write(folder.join("log.ndjson"), LOG).unwrap();
    insta::assert_snapshot!(seen(&folder, &["events", "log.ndjson"]));
}

#[test]
fn events_as_json_go_to_the_output_and_the_rest_to_the_error_stream() {
    let folder = folder("json");
    fs::write(folder.join("log.ndjson"), LOG).unwrap();
    insta::assert_snapshot!(seen(&folder, &["events", "log.ndjson", "--format", "json"]));
}

#[test]
fn a_file_that_is_not_there_is_said_by_name() {
    insta::assert_snapshot!(seen(&folder("missing"), &["events", "nowhere.ndjson"]));
}

#[test]
fn a_packed_log_is_read_as_what_is_in_it() {
    let folder = folder("packed");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(LOG.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    fs::write(folder.join("log.ndjson.gz"), &packed).unwrap();
    fs::write(folder.join("log.ndjson"), LOG).unwrap();
    let (plain, read) = (seen(&folder, &["events", "log.ndjson"]), seen(&folder, &["events", "log.ndjson.gz"]));
    assert_eq!(read.replace(".gz", ""), plain);
    fs::write(folder.join("half.csv.gz"), &packed[..packed.len() / 2]).unwrap();
    fs::write(folder.join("plain.csv.gz"), LOG).unwrap();
    fs::write(
        folder.join("map.toml"),
        "source = \"s\"\nrows = \"events\"\nat.column = \"at\"\nsubject.always = \"S\"\ntype.always = \"service.up\"\n",
    )
    .unwrap();
    let told = |log| seen(&folder, &["events", log, "--map", "map.toml"]).lines().nth(2).unwrap_or_default().to_owned();
    assert_eq!(told("half.csv.gz"), "error: half.csv.gz cannot be read: the packed file breaks off");
    assert_eq!(told("plain.csv.gz"), "error: plain.csv.gz cannot be read: it is damaged, or not packed with gzip");
}

#[test]
fn csv_without_a_mapping_says_what_to_add() {
    let folder = folder("no-mapping");
    fs::write(folder.join("log.csv"), "a,b\n").unwrap();
    insta::assert_snapshot!(seen(&folder, &["events", "log.csv"]));
}

#[test]
fn a_wrong_mapping_says_where_and_what_to_type() {
    let folder = folder("wrong-mapping");
    fs::write(folder.join("log.csv"), "at,what\n").unwrap();
    let mapping = "source = \"s\"\nrows = \"evens\"\n[at]\ncolumn = \"at\"\n[subject]\nalways = \"S\"\n";
    fs::write(folder.join("map.toml"), mapping).unwrap();
    insta::assert_snapshot!(seen(&folder, &["events", "log.csv", "--map", "map.toml"]));
}

/// A small contract in each language.
fn contracts(folder: &Path) {
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("vertrag.klausel.md", "# Vertrag: Probe\n\n- Zeitzone: Europe/Berlin\n");
    write("contract.klausel.md", "# Contract: Trial\n\n- Time zone: Europe/Berlin\n");
    write("log.csv", "a,b\n");
    write("log.ndjson", "");
}

#[test]
fn what_cannot_be_done_is_said_in_the_language_of_the_contract() {
    let folder = folder("language");
    contracts(&folder);
    let told: Vec<String> = ["vertrag.klausel.md", "contract.klausel.md"]
        .into_iter()
        .flat_map(|contract| {
            let report = |rest: &[&str]| seen(&folder, &[&["report", contract], rest].concat());
            [
                report(&["log.ndjson", "--period", "2025-Q5"]),
                report(&["log.ndjson", "--period", "2026..2025"]),
                report(&["log.ndjson", "--period", "2025-02-30"]),
                report(&["log.ndjson", "--period", "1969"]),
                report(&["log.ndjson", "--period", "2025", "--as-of", "2025-12-31"]),
                report(&["log.ndjson", "--period", "2025", "--known-as-of", "gestern"]),
                report(&["nowhere.ndjson", "--period", "2025"]),
                report(&["log.csv", "--period", "2025"]),
                report(&["log.ndjson", "--period", "2025", "--html", "nowhere/page.html"]),
                report(&["log.ndjson", "--period", "2025", "--lang", "fr"]),
                seen(&folder, &["ask", contract]),
                seen(&folder, &["ask", contract, "e.ndjson"]),
                seen(&folder, &["ask", contract, "--questions", "."]),
                seen(&folder, &["watch", contract, "log.ndjson", "--from", "2025-01-01"]),
            ]
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn without_a_contract_the_surroundings_decide() {
    let told = |lang: &str| {
        let output = klausel_in(&folder("surroundings"), &["check", "fehlt.md"], &[("LC_ALL", lang)]);
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(
        told("de_AT.UTF-8"),
        "Fehler: fehlt.md lässt sich nicht lesen: diese Datei oder diesen Ordner gibt es nicht\n"
    );
    assert_eq!(told("en_GB"), "error: fehlt.md cannot be read: there is no such file or folder\n");
    assert_eq!(told("tlh"), told("en_GB"));
}

#[test]
fn the_shipped_contracts_are_understood() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shown = seen(
        &project,
        &["check", "contracts/systembetrieb/vertrag.klausel.md", "contracts/systembetrieb/contract.klausel.md"],
    );
    insta::assert_snapshot!(shown);
}

const WRONG: &str = "# Vertrag: Probe

- Zeitzone: Europe/Berln

## 1 Servicezeit: Betrieb

- Montag bis Freitag, 8:00 bis 18:00 Uhr

## 2 Leistung: Mail

- Betrieben während der Servicezeit Betrib
- Verfügbarkeit: mindestens 98,5 im Kalenderjahr
";

#[test]
fn a_wrong_contract_is_told_every_mistake_in_its_own_language() {
    let folder = folder("wrong-contract");
    fs::write(folder.join("vertrag.klausel.md"), WRONG).unwrap();
    insta::assert_snapshot!(seen(&folder, &["check", "vertrag.klausel.md"]));
}

#[test]
fn mistakes_are_data_for_machines() {
    let folder = folder("wrong-contract-json");
    fs::write(folder.join("vertrag.klausel.md"), WRONG).unwrap();
    insta::assert_snapshot!(seen(&folder, &["check", "vertrag.klausel.md", "--format", "json"]));
}

#[test]
fn a_report_on_a_wrong_contract_shows_its_mistakes() {
    let folder = folder("wrong-report");
    fs::write(folder.join("vertrag.klausel.md"), "# Vertrag: Probe\n\n- Zeitzone: Europe/Berln\n").unwrap();
    fs::write(folder.join("log.ndjson"), LOG).unwrap();
    insta::assert_snapshot!(seen(&folder, &["report", "vertrag.klausel.md", "log.ndjson", "--period", "2025"]));
}

#[test]
fn the_help_teaches() {
    insta::assert_snapshot!(seen(&folder("help"), &["--help"]));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = folder("pipe");
    let line = LOG.lines().next().unwrap();
    fs::write(folder.join("log.ndjson"), format!("{line}\n").repeat(20_000)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_klausel"))
        .args(["events", "log.ndjson", "--format", "json"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}
