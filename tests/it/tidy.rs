//! The invariants of ARCHITECTURE.md that a reader of the sources can check: who may use whom.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The layers of the core, lowest first; a part may use those in lines above its own, and its neighbours in the line.
const LAYERS: &[&[&str]] = &[
    &["time", "source", "name", "percent", "digest", "lines"],
    &["phrase", "model"],
    &["diagnostic", "event"],
    &["verdict"],
    &["syntax"],
    &["clauses"],
    &["lint"],
    &["check", "print"],
    &["rewrite", "paper"],
    &["edition"],
    &["compile"],
    &["engine", "versions"],
    &["render"],
    &["report", "query", "facts"],
    &["scenario"],
    &["snapshots"],
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The part of the core that a file belongs to.
fn part(file: &Path) -> String {
    let inside = file.strip_prefix(root()).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn layer(part: &str) -> Option<usize> {
    LAYERS.iter().position(|parts| parts.contains(&part))
}

/// The parts that a file names by `crate::…`, also inside braces.
fn used(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(braced) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in braced.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    _ if depth == 0 && !word.is_empty() => parts.push(std::mem::take(&mut word)),
                    _ => {}
                }
            }
            parts.push(word);
        } else {
            parts.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    parts.retain(|part| layer(part).is_some());
    parts
}

/// Documentation may show anything; code may not.
fn code(text: &str) -> String {
    let lines = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn imports_go_down_the_layers() {
    let mut up = Vec::new();
    for file in sources(&root()) {
        let here = part(&file);
        if here == "lib" {
            continue;
        }
        let own = layer(&here).unwrap_or_else(|| panic!("{here} stands in no layer"));
        let text = code(&fs::read_to_string(&file).unwrap());
        for other in used(&text).into_iter().filter(|other| layer(other) > Some(own)) {
            up.push(format!("{} uses {other}", file.strip_prefix(root()).unwrap().display()));
        }
    }
    assert!(up.is_empty(), "{}", up.join("\n"));
}

#[test]
fn pest_is_named_in_syntax_only() {
    let names_pest = |file: &PathBuf| {
        let text = code(&fs::read_to_string(file).unwrap());
        text.contains("pest") || text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Rule")
    };
    let named: Vec<String> = sources(&root()).into_iter().filter(names_pest).map(|file| part(&file)).collect();
    assert!(named.iter().all(|part| part == "syntax"), "{named:?}");
    assert!(!named.is_empty());
}

#[test]
fn the_core_reads_no_clock_no_environment_and_starts_no_thread() {
    let forbidden =
        ["Utc::now", "Local::now", "SystemTime", "std::env", "std::thread", "std::fs", "println!", "eprintln!"];
    for file in sources(&root()) {
        let text = code(&fs::read_to_string(&file).unwrap());
        for word in forbidden {
            assert!(!text.contains(word), "{} has {word}", file.display());
        }
    }
}

#[test]
fn floats_are_nowhere_in_the_core_but_where_json_has_one() {
    // What a JSON number is, is not ours to choose: it is kept as it came and decides nothing.
    let json = Path::new("event").join("data.rs");
    for file in sources(&root()).into_iter().filter(|file| !file.ends_with(&json)) {
        let text = code(&fs::read_to_string(&file).unwrap());
        let float = text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "f64" || word == "f32");
        assert!(!float, "{} has a float", file.display());
    }
}
