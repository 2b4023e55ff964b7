//! Contracts written anew: formatted, in another language.

mod format;
mod laws;
mod translate;

use std::{fs, path::PathBuf};

/// Every shipped document whose name ends so, with its text.
fn shipped(ending: &str) -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("contracts");
    let mut found = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        let files = fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path());
        found.extend(files.filter(|file| file.to_string_lossy().ends_with(ending)));
    }
    found.sort();
    assert!(!found.is_empty());
    found.into_iter().map(|file| (file.clone(), fs::read_to_string(file).unwrap())).collect()
}
