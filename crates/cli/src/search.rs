//! Documents below a folder, found by how their names end.

use crate::{contract::file_name, failure::Failure};
use std::path::{Path, PathBuf};

/// Folders deeper than this are not searched: a link that leads back to its own folder ends here.
const DEEPEST: usize = 32;

/// The documents at a path, in the order of their names: the file itself, or what its folders have with such an ending.
pub(crate) fn documents(path: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    if std::fs::metadata(path).map_err(|error| failed(path, error))?.is_dir() {
        within(path, endings, 0, &mut found)?;
    } else {
        found.push(path.to_owned());
    }
    Ok(found)
}

fn within(folder: &Path, endings: &[&str], depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let mut inside: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        inside.push(entry.map_err(|error| failed(folder, error))?.path());
    }
    inside.sort();
    for entry in inside {
        let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if entry.is_dir() && depth < DEEPEST && !name.starts_with('.') && name != "target" {
            within(&entry, endings, depth + 1, found)?;
        } else if endings.iter().any(|ending| name.ends_with(ending)) && entry.is_file() {
            found.push(entry);
        }
    }
    Ok(())
}

fn failed(path: &Path, error: std::io::Error) -> Failure {
    Failure::Input { file: file_name(path), error }
}
