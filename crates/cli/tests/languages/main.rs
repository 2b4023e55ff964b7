//! A third language is one folder: a catalogue that no other file names is put into a scratch copy of the sources, and
//! the command that is built from it checks, formats, translates, asks and reports in that language.
//!
//! The language is made by a rule from the English catalogue, so that it has every phrase that there will ever be: each
//! word of a phrase ends with an `o`, `Serviceo windowo` for `Service window`. Built only where
//! `KLAUSEL_THIRD_LANGUAGE` is set, as in CI: the copy is compiled with all that it depends on.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The tag of the made language: one that stands for no language.
const TAG: &str = "x-made";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn main() {
    if std::env::var_os("KLAUSEL_THIRD_LANGUAGE").is_none() {
        println!("a third language: skipped; KLAUSEL_THIRD_LANGUAGE=1 builds the sources once more with it");
        return;
    }
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("language");
    let _ = fs::remove_dir_all(&copy);
    copied(&root(), &copy);
    made_language(&copy.join("grammar/phrases/en"), &copy.join("grammar/phrases").join(TAG));
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline", "-p", "klausel-cli", "--bin", "klausel"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("language-target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(&copy)
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert!(built.success(), "the copy with a third language cannot be built");
    speaks(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("language-target/debug/klausel"), &copy);
    println!("a third language: check, fmt, translate, ask, report");
}

/// Runs each command in the language, and back.
fn speaks(klausel: &Path, folder: &Path) {
    let contracts = root().join("contracts/systembetrieb");
    for file in ["vertrag.klausel.md", "contract.klausel.md", "events.ndjson"] {
        fs::copy(contracts.join(file), folder.join(file)).unwrap();
    }
    let run = |args: &[&str]| {
        let output = Command::new(klausel).args(args).current_dir(folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "klausel {}\n{said}", args.join(" "));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["translate", "vertrag.klausel.md", "--to", TAG, "-o", "made.klausel.md"]);
    let made = fs::read_to_string(folder.join("made.klausel.md")).unwrap();
    assert!(made.starts_with("# Contracto: "), "{made}");
    assert!(run(&["check", "made.klausel.md"]).ends_with("made.klausel.md: ok\n"));
    assert_eq!(run(&["fmt", "--check", "made.klausel.md"]), "");
    run(&["fmt", "vertrag.klausel.md"]);
    let german = fs::read_to_string(folder.join("vertrag.klausel.md")).unwrap();
    assert_eq!(run(&["translate", "made.klausel.md", "--to", "de"]), german);
    // A question in the language is answered in it, and the answer is the German one's.
    let json = |contract: &str, question: &str| {
        let text = run(&["ask", contract, "events.ndjson", question, "--format", "json"]);
        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
        value.as_object_mut().unwrap().remove("question");
        value
    };
    let asked = json("made.klausel.md", "caseo INC-2");
    assert_eq!(asked, json("vertrag.klausel.md", "Vorgang INC-2"));
    assert!(run(&["ask", "made.klausel.md", "events.ndjson", "caseo INC-2"]).contains("Reactiono INC-2"));
    let report = run(&["report", "made.klausel.md", "events.ndjson", "--period", "2025"]);
    assert!(report.starts_with("Reporto ono contracto: "), "{report}");
    let facts = run(&["facts", "made.klausel.md", "--year", "2025"]);
    assert!(facts.starts_with("Factso ofo contracto: "), "{facts}");
}

/// Copies a file, or a folder without what was built in it.
fn copied(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            if !matches!(entry.file_name().to_str(), Some("target" | "node_modules" | ".git")) {
                copied(&entry.path(), &to.join(entry.file_name()));
            }
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// Writes the catalogue of the made language.
fn made_language(english: &Path, made: &Path) {
    fs::create_dir_all(made).unwrap();
    for entry in fs::read_dir(english).unwrap() {
        let file = entry.unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        let (mut out, mut class) = (String::new(), String::new());
        for line in text.lines() {
            if line.starts_with('[') {
                class = line.trim_matches(['[', ']']).to_owned();
            }
            let kept = line.starts_with(['[', '#']) || line.trim().is_empty() || class == "habit";
            let _ = match (kept, line.split_once(" = ").filter(|_| !line.starts_with(' '))) {
                (true, _) => writeln!(out, "{line}"),
                (false, Some((key, pattern))) => writeln!(out, "{key} = {}", said(pattern)),
                (false, None) => match line.trim_start().strip_prefix("| ") {
                    Some(pattern) => writeln!(out, "  | {}", said(pattern)),
                    None => writeln!(out, "  {}", said(line.trim_start())),
                },
            };
        }
        fs::write(made.join(file.file_name()), out).unwrap();
    }
}

/// A pattern with an `o` behind each of its words, its slots as they are.
fn said(pattern: &str) -> String {
    let (mut out, mut inside) = (String::new(), false);
    let letters: Vec<char> = pattern.chars().collect();
    for (place, c) in letters.iter().enumerate() {
        inside = (inside || *c == '{') && *c != '}';
        out.push(*c);
        let next = letters.get(place + 1);
        let ends =
            c.is_alphabetic() && !next.is_some_and(|next| next.is_alphanumeric() || *next == '\'' || *next == '{');
        if ends && !inside {
            out.push('o');
        }
    }
    out
}
