//! Literal words found in a text, whatever their case and the number of blanks between them.

use super::attempt::{Attempt, Want};
use crate::phrase::Catalogue;
use crate::phrase::{PhraseId, Piece};

/// Where the literal ends that stands at `at`; `last`: nothing follows it in its pattern.
pub(super) fn literal(attempt: &Attempt<'_>, words: &'static str, at: usize, last: bool) -> Option<usize> {
    let text = attempt.text;
    let mut here = at;
    let mut word = (0, skip(text, at));
    let mut before: Option<char> = None;
    let fails = |word: (usize, usize)| {
        attempt.fails(word.1, Want::Word(first_word(words.get(word.0..).unwrap_or_default())));
    };
    for (offset, wanted) in words.char_indices() {
        if wanted == ' ' {
            let next = skip(text, here);
            let glued = next == here && here > 0 && before.is_some_and(char::is_alphanumeric);
            if glued && continues_word(attempt.rest(here)) {
                fails(word);
                return None;
            }
            here = next;
            word = (offset + 1, here);
        } else {
            if before.is_none() || (!wanted.is_alphanumeric() && wanted != '(') {
                here = skip(text, here);
                if before.is_none() {
                    word = (offset, here);
                }
            }
            match attempt.rest(here).chars().next().filter(|c| same_letter(*c, wanted)) {
                Some(c) => here += c.len_utf8(),
                None => {
                    fails(word);
                    return None;
                }
            }
        }
        before = Some(wanted);
    }
    let whole_word = before.is_some_and(char::is_alphanumeric) && (last || words.len() > 1);
    if whole_word && continues_word(attempt.rest(here)) {
        fails(word);
        return None;
    }
    Some(here)
}

/// Whether a pattern that begins with these words can begin a text at all: their first letters agree.
pub(super) fn may_begin(words: &str, text: &str) -> bool {
    match (words.chars().next(), text.chars().next()) {
        (Some(one), Some(other)) => same_letter(one, other),
        _ => true,
    }
}

pub(super) fn same_letter(one: char, other: char) -> bool {
    one == other
        || if one.is_ascii() && other.is_ascii() {
            one.eq_ignore_ascii_case(&other)
        } else {
            one.to_lowercase().eq(other.to_lowercase())
        }
}

pub(super) fn first_word(words: &'static str) -> &'static str {
    words.split_whitespace().next().unwrap_or(words)
}

/// The length of `prefix` at the beginning of `text`, whatever the case of its letters.
pub(super) fn prefix_ignoring_case(text: &str, prefix: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in prefix.chars() {
        letters.next().filter(|(_, c)| same_letter(*c, wanted))?;
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

pub(super) fn continues_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// The next byte from `at` on that is no blank.
pub(super) fn skip(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches(' ').len())
}

/// A statement may end with a full stop or a semicolon.
pub(super) fn is_end(rest: &str) -> bool {
    matches!(rest.trim(), "" | "." | ";")
}

pub(super) fn end_of_statement(text: &str) -> usize {
    text.trim_end().strip_suffix(['.', ';']).unwrap_or(text).trim_end().len()
}

/// What the language is used to writing: its decimal mark, its word for *and*.
pub(super) fn habit(catalogue: &Catalogue, key: &str) -> &'static str {
    match PhraseId::find("habit", key).and_then(|id| catalogue.patterns(id).first()) {
        Some([Piece::Literal(text)]) => text,
        _ => "",
    }
}
