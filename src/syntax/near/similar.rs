//! Words that look alike, and phrases that share words with a text.

use super::super::matching::Reader;
use crate::phrase::{Pattern, PhraseId, Piece, class_of};

/// A first word that is nearly that of a phrase.
pub(super) struct FirstWord {
    /// How long it is in the text.
    pub(super) length: usize,
    /// What it should be.
    pub(super) word: &'static str,
    pub(super) phrase: PhraseId,
    pub(super) way: usize,
}

/// The phrase whose first word the text's first word nearly is, and which goes on as the text does.
pub(super) fn first_word(reader: &Reader<'_>, class: &str, text: &str) -> Option<FirstWord> {
    let read = super::first_word(text);
    let mut best: Option<(usize, FirstWord)> = None;
    for id in class_of(class) {
        for (way, pattern) in reader.catalogue().patterns(id).iter().enumerate() {
            let Some(Piece::Literal(said)) = pattern.first() else { continue };
            let word = super::first_word(said);
            if word.is_empty()
                || word.to_lowercase() == read.to_lowercase()
                || nearest(read, [word].into_iter()).is_none()
            {
                continue;
            }
            let mended = format!("{word}{}", text.get(read.len()..).unwrap_or_default());
            let reach = reader.read(class, &mended).map_or_else(|failure| failure.at, |_| usize::MAX);
            // The first word alone is no sign: what follows it must be of the phrase too.
            let goes_on = reach == usize::MAX || mended.get(..reach).is_some_and(|read| read.trim_end().contains(' '));
            if goes_on && reach > word.len() && best.as_ref().is_none_or(|(furthest, _)| reach > *furthest) {
                best = Some((reach, FirstWord { length: read.len(), word, phrase: id, way }));
            }
        }
    }
    best.map(|(_, first)| first)
}

/// As many words of a text as a term of the class has that begins with the same one: `der Kunde`, where it could be `der
/// Auftraggeber`.
pub(super) fn as_many_words<'t>(reader: &Reader<'_>, class: &str, text: &'t str) -> Option<&'t str> {
    let first = text.split(' ').next()?;
    let begins = |term: &&str| term.split(' ').next() == Some(first) && term.contains(' ');
    let term = class_of(class).find_map(|id| super::literal(reader.catalogue(), id).filter(begins))?;
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
    let end = ends.take(term.split(' ').count()).last()?;
    text.get(..end).map(|words| words.trim_end_matches([',', '.', ';']))
}

/// Whether a text shares at least half of the words of a phrase; of one that has none, a figure.
pub(super) fn is_related(reader: &Reader<'_>, phrase: PhraseId, way: usize, text: &str) -> bool {
    let said = reader.catalogue().patterns(phrase).get(way).map(|pattern| said_words(pattern)).unwrap_or_default();
    let words = words(text);
    let shared = said.iter().filter(|word| words.contains(word)).count();
    if said.is_empty() { text.contains(|c: char| c.is_ascii_digit()) } else { shared * 2 >= said.len() }
}

pub(super) fn said_words(pattern: Pattern) -> Vec<String> {
    let mut said = Vec::new();
    for piece in pattern {
        if let Piece::Literal(literal) = piece {
            said.extend(words(literal));
        }
    }
    said.dedup();
    said
}

/// The words of a text that mean something: short ones stand in too many phrases.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.map(str::to_lowercase).collect()
}

/// The name most like `read`, if one is like it.
pub(crate) fn nearest<'n>(read: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    nearest_by(read, names).map(|(_, name)| name)
}

/// How many of these names are like `read`.
pub(super) fn are_near<'n>(read: &str, names: impl Iterator<Item = &'n str>) -> usize {
    near(read, names).count()
}

/// The name most like `read`, with how many letters apart they are.
pub(super) fn nearest_by<'n>(read: &str, names: impl Iterator<Item = &'n str>) -> Option<(usize, &'n str)> {
    near(read, names).min_by_key(|(far, _)| *far)
}

fn near<'n>(read: &str, names: impl Iterator<Item = &'n str>) -> impl Iterator<Item = (usize, &'n str)> {
    let folded = folded(read);
    // The beginning of a name is near to it, unless it is so short that it begins everything.
    names.filter_map(move |name| {
        let begins = folded.chars().count() > 2 && self::folded(name).starts_with(&folded);
        let (far, letters) = (distance(&folded, &self::folded(name)), name.chars().count());
        let close = letters > 1 && far < letters && (far <= (letters / 3).max(1) || begins);
        (close && !folded.is_empty()).then_some((far, name))
    })
}

/// Small letters, umlauts as they are typed without such keys.
fn folded(text: &str) -> String {
    text.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

/// How many letters must change, come or go (Levenshtein); long words are compared by their beginning.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(60).collect();
    let other: Vec<char> = other.chars().take(60).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, b) in other.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let cost = (diagonal + usize::from(a != b)).min(above + 1).min(left + 1);
            if let Some(cell) = row.get_mut(j) {
                *cell = left;
            }
            diagonal = above;
            left = cost;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let names = ["Betrieb", "Rund um die Uhr"];
        assert_eq!(nearest("Betreib", names.into_iter()), Some("Betrieb"));
        assert_eq!(nearest("rund um", names.into_iter()), Some("Rund um die Uhr"));
        assert_eq!(nearest("Wartung", names.into_iter()), None);
        assert_eq!(nearest("an", ["am"].into_iter()), Some("am"));
        assert_eq!(nearest("Buero", ["Büro"].into_iter()), Some("Büro"));
        assert_eq!(nearest("x", ["y"].into_iter()), None);
    }
}
