//! Words that bind nobody to a date: *promptly* without a bound, *a year* without saying which. What they lack is said, not
//! that they are unknown; the words are a class of the catalogues.

use super::{
    super::matching::{Failure, Reader, Want},
    example::{example, literal},
};
use crate::{
    diagnostic::{self, Diagnostic, Fix},
    phrase::{Catalogue, PhraseId, Piece, class_of},
    syntax::flow::Flow,
};

/// The message for a text that holds a word without a bound, if it does.
pub(super) fn without_bound(reader: &Reader<'_>, flow: &Flow, failure: &Failure) -> Option<Diagnostic> {
    // What stands behind a complete statement is too much, whatever it says.
    if failure.wanted.iter().any(|wanted| wanted.what == Want::End) {
        return None;
    }
    let (at, length, _) = find(reader.catalogue(), "vague", flow.text())?;
    let read = flow.text().get(at..at + length)?;
    let bound =
        PhraseId::find("example", "duration").and_then(|id| literal(reader.catalogue(), id)).unwrap_or_default();
    Some(diagnostic::without_bound(flow.span(at, at + length), read, bound))
}

/// The message for a period that is missing, or that does not say which year, quarter or month is meant.
pub(super) fn period(reader: &Reader<'_>, flow: &Flow, at: usize) -> Option<Diagnostic> {
    let rest = flow.text().get(at..)?;
    if rest.trim_matches([' ', '.', ';', ',']).is_empty() {
        let year = PhraseId::find("period", "calendar_year").map(|id| example(reader, id, 0))?;
        let before = flow.text().get(..at)?.trim_end();
        let read = before.rsplit(':').next().unwrap_or(before).trim();
        let start = before.len() - read.len();
        let fix = Fix { span: flow.span(start, before.len()), text: format!("{read} {year}") };
        return Some(diagnostic::no_period(flow.span(start, before.len()), read, fix));
    }
    let (found, length, id) = find(reader.catalogue(), "untyped", rest).filter(|(found, ..)| *found == 0)?;
    let typed = PhraseId::find("period", id.key()).map(|id| example(reader, id, 0))?;
    let (span, read) = (flow.span(at, at + found + length), rest.get(..length)?);
    Some(diagnostic::untyped_period(span, read, Fix { span, text: typed }))
}

/// The first place at which a word of that class stands, the longest one there.
fn find(catalogue: &'static Catalogue, class: &str, text: &str) -> Option<(usize, usize, PhraseId)> {
    let words: Vec<(PhraseId, &'static str)> = class_of(class)
        .flat_map(|id| catalogue.patterns(id).iter().map(move |pattern| (id, pattern)))
        .filter_map(|(id, pattern)| match pattern {
            [Piece::Literal(word)] => Some((id, *word)),
            _ => None,
        })
        .collect();
    let starts = text.char_indices().scan(None, |before: &mut Option<char>, (at, c)| {
        let begins = before.is_none_or(|before| !before.is_alphanumeric());
        *before = Some(c);
        Some((at, begins))
    });
    starts.filter(|(_, begins)| *begins).find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let fits = words.iter().filter_map(|(id, word)| Some((at, is_at(rest, word)?, *id)));
        fits.max_by_key(|(_, length, _)| *length)
    })
}

/// How long a word is at the beginning of a text, whatever the case of its letters, where it ends there.
fn is_at(text: &str, word: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in word.chars() {
        letters.next().filter(|(_, c)| c.to_lowercase().eq(wanted.to_lowercase()))?;
    }
    match letters.next() {
        Some((at, next)) => (!next.is_alphanumeric()).then_some(at),
        None => Some(text.len()),
    }
}
