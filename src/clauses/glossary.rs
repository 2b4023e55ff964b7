//! Words of each language for the names of a contract.
//! Reading its rows comes before all else and stands in `syntax`; here it is said.

use super::Part;
use crate::name::{Glossary, Id, Lang};

/// The languages that a glossary has words in, by tag.
fn tongues(glossary: &Glossary) -> Vec<Lang> {
    let mut langs: Vec<Lang> = glossary.iter().flat_map(|(_, words)| words.keys().cloned()).collect();
    langs.sort();
    langs.dedup();
    langs.retain(|lang| !lang.as_str().is_empty());
    langs
}

pub(super) fn say(glossary: &Glossary) -> Vec<Part> {
    let langs = tongues(glossary);
    let bound = glossary.iter().filter(|(_, words)| words.keys().any(|lang| !lang.as_str().is_empty()));
    // The id needs a column only where it is not what the first word makes of itself.
    let own = bound.clone().any(|(id, words)| words.values().next().is_none_or(|first| Id::of(first) != *id));
    let row = |(id, words): (&Id, &std::collections::BTreeMap<Lang, String>)| {
        let word = |lang| words.get(lang).cloned().unwrap_or_else(|| glossary.word(id, lang).to_owned());
        let lead = own.then(|| id.as_str().to_owned());
        lead.into_iter().chain(langs.iter().map(word)).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = bound.map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let lead = own.then(String::new);
    let header = lead.into_iter().chain(langs.iter().map(|lang| lang.as_str().to_owned())).collect();
    vec![Part::Words(header, rows)]
}
