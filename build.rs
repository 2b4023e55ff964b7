//! Reads the phrase catalogues under `grammar/phrases/`, one folder a language, and writes them as tables of constants.
//! A folder is found, not listed; a phrase that a language lacks stops the build with its name.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process,
};

/// One language: phrase id to its alternatives.
type Catalogue = BTreeMap<(String, String), Vec<String>>;

/// A piece of a pattern.
enum Piece {
    Literal(String),
    Optional(String),
    Slot { role: String, of: String, many: bool },
}

fn main() {
    if let Err(message) = generate() {
        eprintln!("{message}");
        process::exit(1);
    }
}

fn generate() -> Result<(), String> {
    let root = PathBuf::from("grammar/phrases");
    println!("cargo:rerun-if-changed={}", root.display());
    println!("cargo:rerun-if-changed=grammar/document.pest");
    println!("cargo:rerun-if-changed=grammar/values.pest");
    let mut languages: BTreeMap<String, Catalogue> = BTreeMap::new();
    for folder in entries(&root)? {
        let tag = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut catalogue = Catalogue::new();
        for file in entries(&folder)?.into_iter().filter(|file| file.extension().is_some_and(|e| e == "phrases")) {
            println!("cargo:rerun-if-changed={}", file.display());
            let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            read(&text, &file, &mut catalogue)?;
        }
        languages.insert(tag, catalogue);
    }
    let ids: BTreeSet<(String, String)> = languages.values().flat_map(|c| c.keys().cloned()).collect();
    complete(&languages, &ids)?;
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?).join("phrases.rs");
    fs::write(&out, code(&languages, &ids)?).map_err(|e| e.to_string())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let listing = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = listing.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

/// `[class]` opens a class; `key = pattern` a phrase; `| pattern` another way to say it; an indented line goes on.
fn read(text: &str, file: &Path, catalogue: &mut Catalogue) -> Result<(), String> {
    let mut class = String::new();
    let mut open: Option<(String, String)> = None;
    for (number, line) in text.lines().enumerate() {
        let at = || format!("{}:{}", file.display(), number + 1);
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
            && !line.starts_with(' ')
        {
            name.clone_into(&mut class);
            open = None;
        } else if line.starts_with(' ') {
            let id = open.as_ref().ok_or_else(|| format!("{}: goes on with nothing", at()))?;
            let said = catalogue.get_mut(id).ok_or_else(at)?;
            match trimmed.strip_prefix("| ") {
                Some(pattern) => said.push(pattern.to_owned()),
                None => said
                    .last_mut()
                    .map(|last| write!(last, " {trimmed}"))
                    .transpose()
                    .map(|_| ())
                    .map_err(|e| e.to_string())?,
            }
        } else {
            let (key, pattern) = trimmed.split_once(" = ").ok_or_else(|| format!("{}: no ` = `", at()))?;
            let id = (class.clone(), key.trim().to_owned());
            // `-`: not said in this language. A leading blank is part of the pattern: German writes `98,5 %`.
            let said = if pattern.trim() == "-" { Vec::new() } else { vec![pattern.trim_end().to_owned()] };
            if catalogue.insert(id.clone(), said).is_some() {
                return Err(format!("{}: {}.{} is said twice", at(), id.0, id.1));
            }
            open = Some(id);
        }
    }
    Ok(())
}

fn pieces(pattern: &str) -> Result<Vec<Piece>, String> {
    let mut found = Vec::new();
    let mut rest = pattern;
    while !rest.is_empty() {
        let next = rest.find(['{', '[']).unwrap_or(rest.len());
        if next > 0 {
            found.push(Piece::Literal(rest[..next].to_owned()));
            rest = &rest[next..];
            continue;
        }
        let close = if rest.starts_with('{') { '}' } else { ']' };
        let end = rest.find(close).ok_or_else(|| format!("no `{close}` in {pattern:?}"))?;
        let inner = &rest[1..end];
        if close == ']' {
            found.push(Piece::Optional(inner.to_owned()));
        } else {
            let (role, of) = inner.split_once(':').unwrap_or((inner, "text"));
            let many = of.ends_with('*');
            found.push(Piece::Slot { role: role.to_owned(), of: of.trim_end_matches('*').to_owned(), many });
        }
        rest = &rest[end + 1..];
    }
    Ok(found)
}

fn slots(pattern: &str) -> Result<BTreeSet<String>, String> {
    let role = |piece| match piece {
        Piece::Slot { role, .. } => Some(role),
        Piece::Literal(_) | Piece::Optional(_) => None,
    };
    Ok(pieces(pattern)?.into_iter().filter_map(role).collect())
}

fn complete(languages: &BTreeMap<String, Catalogue>, ids: &BTreeSet<(String, String)>) -> Result<(), String> {
    let mut lacking = Vec::new();
    for (class, key) in ids {
        let mut roles: Option<BTreeSet<String>> = None;
        for (tag, catalogue) in languages {
            let Some(said) = catalogue.get(&(class.clone(), key.clone())) else {
                if class == "tongue" {
                    continue; // Each language names itself; what it calls others is as it likes.
                }
                lacking.push(format!("grammar/phrases/{tag} lacks [{class}] {key}"));
                continue;
            };
            for pattern in said {
                let these = slots(pattern)?;
                match &roles {
                    Some(those) if *those != these => {
                        lacking.push(format!("grammar/phrases/{tag}: [{class}] {key} has other slots: {pattern}"));
                    }
                    Some(_) => {}
                    None => roles = Some(these),
                }
            }
        }
    }
    if lacking.is_empty() { Ok(()) } else { Err(lacking.join("\n")) }
}

fn code(languages: &BTreeMap<String, Catalogue>, ids: &BTreeSet<(String, String)>) -> Result<String, String> {
    let mut out = String::new();
    let mut put = |text: String| out.push_str(&text);
    put("/// Every phrase, by class and key.\npub mod ids {\n    use super::PhraseId;\n".to_owned());
    for (number, (class, key)) in ids.iter().enumerate() {
        let name = format!("{class}_{key}").to_uppercase().replace(['.', '-'], "_");
        put(format!("    /// `{class}.{key}`\n    pub const {name}: PhraseId = PhraseId({number});\n"));
    }
    put("}\n\npub(super) static NAMES: &[&str] = &[\n".to_owned());
    for (class, key) in ids {
        put(format!("    {:?},\n", format!("{class}.{key}")));
    }
    put("];\n\npub(super) static CLASSES: &[(&str, u16, u16)] = &[\n".to_owned());
    let classes: BTreeSet<&String> = ids.iter().map(|(class, _)| class).collect();
    for class in classes {
        let first = ids.iter().position(|(c, _)| c == class).unwrap_or(0);
        let count = ids.iter().filter(|(c, _)| c == class).count();
        put(format!("    ({class:?}, {first}, {}),\n", first + count));
    }
    put("];\n\npub(super) static CATALOGUES: &[Catalogue] = &[\n".to_owned());
    for (tag, catalogue) in languages {
        put(format!("    Catalogue {{ tag: {tag:?}, phrases: &[\n"));
        for id in ids {
            let alternatives = catalogue.get(id).map(Vec::as_slice).unwrap_or_default();
            put("        &[".to_owned());
            for pattern in alternatives {
                put("&[".to_owned());
                for piece in pieces(pattern)? {
                    put(match piece {
                        Piece::Literal(text) => format!("Piece::Literal({text:?}), "),
                        Piece::Optional(text) => format!("Piece::Optional({text:?}), "),
                        Piece::Slot { role, of, many } => {
                            format!("Piece::Slot(Slot {{ role: {role:?}, of: {of:?}, many: {many} }}), ")
                        }
                    });
                }
                put("], ".to_owned());
            }
            put("],\n".to_owned());
        }
        put("    ] },\n".to_owned());
    }
    put("];\n".to_owned());
    Ok(out)
}
