//! Phrases as a person would write them, with an example in each slot.

use super::super::matching::Reader;
use crate::{
    model::Kind,
    phrase::{Catalogue, PhraseId, Piece, Printer, Said, Slot, class_of},
    time::Zone,
};

/// At most so many ways of saying it are offered.
const MOST_WAYS: usize = 3;
/// At most so many terms of a class are listed.
const MOST_TERMS: usize = 8;

/// A phrase without slots.
pub(in crate::syntax) fn literal(catalogue: &Catalogue, id: PhraseId) -> Option<&'static str> {
    match catalogue.patterns(id).first() {
        Some([Piece::Literal(said)]) => Some(said),
        _ => None,
    }
}

/// What a kind is called.
pub(in crate::syntax) fn kind(reader: &Reader<'_>, kind: Kind) -> String {
    let id = PhraseId::find("kind", kind.key());
    id.and_then(|id| literal(reader.catalogue(), id)).unwrap_or_default().to_owned()
}

/// What is said, in the language of the document.
pub(in crate::syntax) fn shown(reader: &Reader<'_>, said: &Said) -> String {
    Printer::new(reader.catalogue(), reader.names().glossary(), Zone::UTC).say(said)
}

/// Phrases as they could be said, a line each; of the ways of one phrase the canonical one.
pub(super) fn ways(reader: &Reader<'_>, phrases: &[(PhraseId, usize)]) -> String {
    let mut said: Vec<PhraseId> = Vec::new();
    for (id, _) in phrases {
        if !said.contains(id) {
            said.push(*id);
        }
    }
    let shown: Vec<String> = said.into_iter().take(MOST_WAYS).map(|id| example(reader, id, 0)).collect();
    // A bare slot is no example of anything.
    shown.into_iter().filter(|way| way != "…").collect::<Vec<_>>().join("\\n")
}

/// A phrase with an example in each slot; names are those of the contract.
pub(in crate::syntax) fn example(reader: &Reader<'_>, id: PhraseId, way: usize) -> String {
    let patterns = reader.catalogue().patterns(id);
    let pattern = patterns.get(way).or(patterns.first()).copied().unwrap_or_default();
    let piece = |piece: &Piece| match piece {
        Piece::Literal(said) => (*said).to_owned(),
        Piece::Optional(_) => String::new(),
        Piece::Slot(slot) => sample(reader, slot),
    };
    pattern.iter().map(piece).collect()
}

fn sample(reader: &Reader<'_>, slot: &Slot) -> String {
    let catalogue = reader.catalogue();
    let given = PhraseId::find("example", &format!("{}_{}", slot.of, slot.role))
        .or_else(|| PhraseId::find("example", slot.of))
        .and_then(|id| literal(catalogue, id));
    if let Some(given) = given {
        return given.to_owned();
    }
    if let Some((kind, form)) = slot.of.split_once('/') {
        let form = PhraseId::find(&format!("ref.{kind}"), form).and_then(|form| catalogue.patterns(form).first());
        let lead = form.and_then(|pattern| pattern.first());
        let lead = if let Some(Piece::Literal(lead)) = lead { lead } else { "" };
        let name = Kind::of_key(kind).and_then(|kind| reader.names().of_kind(kind).first());
        return format!("{lead}{}", name.map_or("…", |name| name.text.as_str()));
    }
    class_of(slot.of).find_map(|id| literal(catalogue, id)).unwrap_or("…").to_owned()
}

/// What a slot of that type wants, in the words of the language.
pub(super) fn what(reader: &Reader<'_>, of: &str) -> String {
    let catalogue = reader.catalogue();
    let wanted = |key| PhraseId::find("wanted", key).and_then(|id| literal(catalogue, id));
    if let Some(text) = wanted(of) {
        return text.to_owned();
    }
    let mut terms: Vec<&str> = class_of(of).filter_map(|id| literal(catalogue, id)).collect();
    if terms.len() > MOST_TERMS {
        terms.truncate(MOST_TERMS);
        terms.push("…");
    }
    format!("{}: {}", wanted("term").unwrap_or_default(), terms.join(", "))
}
