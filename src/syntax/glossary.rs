//! The glossaries of a document, read before anything else: which words of which language mean one name.
//! What the names are used for is left to `document`.

use super::{
    flow::Flow,
    heading::Heading,
    layout::{Part, Section},
    near,
};
use crate::{
    diagnostic::{self, Diagnostics},
    model::Kind,
    name::{Glossary, Id, Lang},
    phrase::{Catalogue, ids},
    source::Span,
};
use std::collections::BTreeMap;

/// The words that the document's glossaries bind: a column a language, perhaps one of ids.
pub(super) fn glossary(
    sections: &[Section],
    headings: &[Heading],
    catalogue: &'static Catalogue,
    found: &mut Diagnostics,
) -> Glossary {
    let mut glossary = Glossary::default();
    let mut meant: BTreeMap<(Lang, Id), (String, Span)> = BTreeMap::new();
    let mut bound: BTreeMap<(Lang, Id), (String, Span)> = BTreeMap::new();
    let of_glossary = |heading: &Heading| matches!(heading, Heading::Clause { kind: Kind::Glossary, .. });
    let parts = sections.iter().zip(headings).filter(|(_, heading)| of_glossary(heading)).flat_map(|(s, _)| &s.parts);
    for part in parts {
        let Part::Table { header, rows, .. } = part else { continue };
        for (_, cells) in rows {
            let words: Vec<(&Flow, &Flow)> = header.iter().zip(cells).collect();
            let own = words.iter().find(|(head, _)| near::is_said(catalogue, ids::COLUMN_GLOSSARY_ID, head.text()));
            let mut tagged: Vec<(Lang, &Flow)> = words
                .iter()
                .filter_map(|(head, cell)| Catalogue::language_named(head.text()).map(|lang| (lang, *cell)))
                .filter(|(_, word)| !word.text().is_empty())
                .collect();
            tagged.sort_by(|(one, _), (other, _)| one.cmp(other));
            // Without a column of ids, the word of the language that comes first by its tag is the id: the same in
            // every document that has the row.
            let Some(id) = own.map(|(_, cell)| cell.text()).or_else(|| tagged.first().map(|(_, word)| word.text()))
            else {
                continue;
            };
            for (lang, word) in tagged {
                let (text, span) = (word.text(), word.whole());
                if text.contains([',', ';']) {
                    found.push(diagnostic::name_with_comma(span, text));
                    continue;
                }
                let (own, folded) = (Id::of(id), Id::of(text));
                let earlier = meant.get(&(lang.clone(), folded.clone())).filter(|(other, _)| Id::of(other) != own);
                let again = bound.get(&(lang.clone(), own.clone())).filter(|(other, _)| Id::of(other) != folded);
                // One word of two things, or two words of one: either way a word of some language means two.
                if let Some((other, first)) = earlier {
                    found.push(diagnostic::one_word_for_two(span, text, other, id, *first));
                } else if let Some((other, first)) = again {
                    found.push(diagnostic::one_word_for_two(span, id, other, text, *first));
                }
                meant.entry((lang.clone(), folded)).or_insert((id.to_owned(), span));
                bound.entry((lang.clone(), own)).or_insert((text.to_owned(), span));
                glossary.bind(Id::of(id), lang, text);
            }
        }
    }
    glossary
}
