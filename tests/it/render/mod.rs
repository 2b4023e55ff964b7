//! Verdicts and reasons as text: every step has words in each language, cites its clause and shows nothing hidden.

mod every;
mod texts;

/// Judgements with every kind of step, as the verifier's own tests have them.
pub(crate) fn judgements() -> Vec<(String, klausel::verdict::Judgement)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/verify/tests/judgements");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name.clone(), serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}
