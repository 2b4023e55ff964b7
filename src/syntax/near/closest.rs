//! The phrases that a text most likely means: those that share rare words with it, and have places for its values.
//! What is said of it is left to the parent.

use super::similar::{said_words, words};
use crate::{
    phrase::{Pattern, PhraseId, Piece, class_of},
    syntax::matching::Reader,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a word is worth that only one phrase of the class has; one that many have is worth a part of it.
const RARE: usize = 1_000;
/// What a place for a value is worth of which the text has one.
const PLACE: usize = 400;
/// Words that begin alike for so many letters are forms of one: `Frist` and `Fristen`.
const STEM: usize = 5;
/// The values that a text shows by itself.
const VALUES: [&str; 4] = ["date", "percent", "time", "duration"];

/// The phrases of a class that come nearest to a text, the nearest first; none, if none has anything of it.
pub(super) fn closest(reader: &Reader<'_>, class: &str, text: &str) -> Vec<(PhraseId, usize)> {
    let words = words(text);
    let values = values(reader, text);
    let patterns = || {
        class_of(class).flat_map(|id| {
            reader.catalogue().patterns(id).iter().enumerate().map(move |(way, pattern)| (id, way, *pattern))
        })
    };
    let mut phrases: BTreeMap<String, usize> = BTreeMap::new();
    for (_, way, pattern) in patterns() {
        // Other ways of saying a phrase make its words no less rare.
        different(pattern).into_iter().filter(|_| way == 0).for_each(|word| *phrases.entry(word).or_default() += 1);
    }
    let worth = |word: &String| RARE / phrases.get(word).copied().unwrap_or(1).max(1);
    let mut scored: Vec<(usize, usize, PhraseId, usize)> = Vec::new();
    for (id, way, pattern) in patterns() {
        let said = different(pattern);
        let shared = said.iter().filter(|said| words.iter().any(|word| are_forms(word, said)));
        let places = values.iter().filter(|value| has_place(pattern, value)).count();
        let score = shared.clone().map(worth).sum::<usize>() + places * PLACE;
        if score > 0 {
            scored.push((score, said.len() - shared.count(), id, way));
        }
    }
    // Of those that share as much, the one that says least besides is nearest.
    scored.sort_by_key(|(score, besides, ..)| (std::cmp::Reverse(*score), *besides));
    let most = scored.first().map_or(0, |(score, ..)| *score);
    scored.into_iter().filter(|(score, ..)| score * 2 >= most).map(|(.., id, way)| (id, way)).collect()
}

/// The words of a pattern, each once.
fn different(pattern: Pattern) -> BTreeSet<String> {
    said_words(pattern).into_iter().collect()
}

/// Whether two words are the same, or begin alike.
fn are_forms(one: &str, other: &str) -> bool {
    let alike = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    one == other || (alike >= STEM && (alike == one.chars().count() || alike == other.chars().count()))
}

/// The types of value that stand in a text.
fn values(reader: &Reader<'_>, text: &str) -> Vec<&'static str> {
    let mut before = ' ';
    let mut starts = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() && !before.is_alphanumeric() {
            starts.push(at);
        }
        before = c;
    }
    starts.truncate(8);
    let stands =
        |of: &&'static str| starts.iter().any(|at| reader.value(of, text.get(*at..).unwrap_or_default()).is_some());
    VALUES.into_iter().filter(stands).collect()
}

fn has_place(pattern: Pattern, of: &str) -> bool {
    pattern.iter().any(|piece| matches!(piece, Piece::Slot(slot) if slot.of == of))
}
