//! Reading a text by the phrases of a class: every complete reading, or how far the best attempt came.
//! What a failure is called is left to `near`, what a reading means to `clauses`.

use super::{
    lexeme::{Lexeme, lexeme},
    names::Names,
};
use crate::{
    model::Kind,
    percent::Percent,
    phrase::{Catalogue, PhraseId, Piece, Said, Slot, Slots, Value, class_of},
    time::{Date, Millis, TimeOfDay},
};
use std::cell::{Cell, RefCell};

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

/// Why a text could not be read further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Up to where it was read.
    pub(crate) at: usize,
    /// What was wanted there, by each phrase that came so far.
    pub(crate) wanted: Vec<Wanted>,
}

/// What a phrase wanted where it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The phrase.
    pub(crate) phrase: PhraseId,
    /// Which way of saying it.
    pub(crate) way: usize,
    /// What it wanted.
    pub(crate) what: Want,
}

/// What was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// A literal word.
    Word(&'static str),
    /// The end of the statement.
    End,
    /// A value of that slot type.
    Value(&'static str),
    /// A percent sign after a number of that length.
    PercentSign(usize),
    /// The decimal mark of this language in a number of that length.
    DecimalMark(usize),
    /// A date that cannot be mistaken, instead of one of that length.
    ClearDate(usize),
    /// A declared name of that kind.
    Name(Kind),
}

/// Reads texts of one language with the names of one contract.
pub(crate) struct Reader<'a> {
    catalogue: &'static Catalogue,
    names: &'a Names,
}

/// A way that reading can go on from some point.
#[derive(Clone)]
struct Way {
    at: usize,
    slots: Slots,
    places: Vec<(&'static str, usize, usize)>,
    free: usize,
}

struct Attempt<'t> {
    text: &'t str,
    failure: RefCell<Failure>,
    current: (PhraseId, usize),
    /// The kind of clause whose names are sought.
    kind: Cell<Option<Kind>>,
}

/// Lists longer than this are not read further: a limit on hostile input.
const MOST_LISTED: usize = 500;

impl<'a> Reader<'a> {
    pub(crate) fn new(catalogue: &'static Catalogue, names: &'a Names) -> Self {
        Reader { catalogue, names }
    }

    pub(crate) fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    pub(crate) fn names(&self) -> &'a Names {
        self.names
    }

    /// The best reading of the whole text by a phrase of the class; several only where none outranks the other.
    pub(crate) fn read(&self, class: &str, text: &str) -> Result<Vec<Reading>, Failure> {
        let mut failure = Failure { at: 0, wanted: Vec::new() };
        let mut readings: Vec<Reading> = Vec::new();
        for id in class_of(class) {
            for (way, pattern) in self.catalogue.patterns(id).iter().enumerate() {
                let attempt =
                    Attempt { text, failure: RefCell::new(failure), current: (id, way), kind: Cell::new(None) };
                for end in self.pieces(&attempt, pattern, Way::from(0)) {
                    if is_end(&text[end.at..]) {
                        let said = Said { id, slots: end.slots };
                        readings.push(Reading { said, places: end.places, free: end.free });
                    } else {
                        attempt.fails(skip(text, end.at), Want::End);
                    }
                }
                failure = attempt.failure.into_inner();
            }
        }
        let Some(least) = readings.iter().map(|reading| reading.free).min() else { return Err(failure) };
        readings.retain(|reading| reading.free == least);
        readings.dedup_by(|one, other| one.said == other.said);
        Ok(readings)
    }

    /// The one reading of the whole text, where there is just one.
    pub(crate) fn read_one(&self, class: &str, text: &str) -> Option<Said> {
        let mut readings = self.read(class, text).ok()?;
        (readings.len() == 1).then(|| readings.remove(0).said)
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

    /// Free text: up to each place where the next literal stands, or to the end.
    fn free(
        &self,
        attempt: &Attempt<'_>,
        slot: Slot,
        start: usize,
        rest: &'static [Piece],
    ) -> Vec<(usize, Value, usize)> {
        let text = attempt.text;
        let ends: Vec<usize> = match rest.first() {
            Some(Piece::Literal(next)) => {
                let silent = attempt.silent();
                let places = text[start..].char_indices().map(|(i, _)| start + i);
                places.filter(|at| literal(&silent, next, *at, rest.len() == 1).is_some()).collect()
            }
            // Free text keeps its full stop; a name has none.
            _ if slot.of == "text" => vec![text.trim_end().len()],
            _ => vec![start + end_of_statement(&text[start..])],
        };
        let mut ways = Vec::new();
        for end in ends {
            let said = text[start..end].trim();
            if said.is_empty() {
                continue;
            }
            let value = match (slot.of, slot.many) {
                ("word", true) => {
                    let words = said.split(',').map(str::trim).filter(|word| !word.is_empty()).take(MOST_LISTED);
                    Value::List(words.map(|word| self.word(word)).collect())
                }
                ("word", false) => self.word(said),
                _ => Value::Text(said.to_owned()),
            };
            ways.push((end, value, end - start));
        }
        if ways.is_empty() {
            let next = rest.first().map_or(Want::Value(slot.of), |piece| match piece {
                Piece::Literal(words) if start < text.len() => Want::Word(first_word(words)),
                _ => Want::Value(slot.of),
            });
            attempt.fails(start, next);
        }
        ways
    }

    fn word(&self, word: &str) -> Value {
        Value::Name(self.names.id(word))
    }

    /// Several values with commas, or the language's words for *and* and *or*, between them.
    fn many(&self, attempt: &Attempt<'_>, slot: Slot, start: usize) -> Vec<(usize, Value, usize)> {
        let one = Slot { many: false, ..slot };
        let mut list = Vec::new();
        let mut at = start;
        while list.len() < MOST_LISTED {
            let Some((end, value, _)) = self.one(attempt, one, at).into_iter().max_by_key(|(end, ..)| *end) else {
                break;
            };
            list.push(value);
            let after = skip(attempt.text, end);
            let silent = attempt.silent();
            let separators = [",", habit(self.catalogue, "and"), habit(self.catalogue, "or")];
            let separator = separators.into_iter().find_map(|word| literal(&silent, word, after, false));
            let next = separator.map(|at| skip(attempt.text, at));
            match next.filter(|next| !self.one(&silent, one, *next).is_empty()) {
                Some(next) => at = next,
                None => return vec![(end, Value::List(list), 0)],
            }
        }
        Vec::new()
    }

    fn one(&self, attempt: &Attempt<'_>, slot: Slot, start: usize) -> Vec<(usize, Value, usize)> {
        let text = &attempt.text[start..];
        let quiet = attempt.failure.borrow().clone();
        let fails = |want| {
            *attempt.failure.borrow_mut() = quiet.clone();
            attempt.fails(start, want);
            Vec::new()
        };
        let int = |kind| {
            let digits = lexeme(kind, text)?;
            digits.parse().ok().map(|n| (start + digits.len(), Value::Int(n), 0))
        };
        let found = match slot.of {
            "int" => int(Lexeme::Int),
            "int2" => int(Lexeme::Int2),
            "year" => int(Lexeme::Year),
            "zone" => lexeme(Lexeme::Zone, text)
                .and_then(|name| name.parse().ok().map(|zone| (start + name.len(), Value::Zone(zone), 0))),
            "language" => {
                let word = text.split([',', '.', ';', ' ']).next().unwrap_or_default();
                Catalogue::language_named(word).map(|lang| (start + word.len(), Value::Language(lang), 0))
            }
            "percent" => match self.percent(text) {
                Ok((length, percent)) => Some((start + length, Value::Percent(percent), 0)),
                Err(want) => return fails(want),
            },
            "date" => match lexeme(Lexeme::Slashed, text) {
                Some(slashed) => return fails(Want::ClearDate(slashed.len())),
                None => self.composed(attempt, "date", start, date),
            },
            "time" => self.composed(attempt, "time", start, time),
            "duration" => self.duration(attempt, start),
            "moment" => {
                let word = text.split([',', ';', ' ']).next().unwrap_or_default();
                word.parse().ok().map(|at| (start + word.len(), Value::Instant(at), 0))
            }
            "name" => return self.named(attempt, start),
            reference if reference.contains('/') => return self.reference(attempt, reference, start),
            class => return self.phrases(attempt, class, start),
        };
        found.map_or_else(|| fails(Want::Value(slot.of)), |found| vec![found])
    }

    fn phrases(&self, attempt: &Attempt<'_>, class: &'static str, start: usize) -> Vec<(usize, Value, usize)> {
        let quiet = attempt.failure.borrow().clone();
        let mut ways = Vec::new();
        for id in class_of(class) {
            for pattern in self.catalogue.patterns(id) {
                for end in self.pieces(attempt, pattern, Way::from(start)) {
                    ways.push((end.at, Said { id, slots: end.slots }.into(), end.free));
                }
            }
        }
        *attempt.failure.borrow_mut() = quiet;
        if ways.is_empty() {
            attempt.fails(start, Want::Value(class));
        }
        ways.sort_by_key(|(end, ..)| std::cmp::Reverse(*end));
        ways.dedup();
        ways
    }

    /// A value that a class of phrases composes, such as a date of day, month and year.
    fn composed<T: Into<Value>>(
        &self,
        attempt: &Attempt<'_>,
        class: &'static str,
        start: usize,
        make: impl Fn(&Slots) -> Option<T>,
    ) -> Option<(usize, Value, usize)> {
        let ways = self.phrases(attempt, class, start).into_iter();
        let made = |(end, value, free): (usize, Value, usize)| {
            value.as_phrase().and_then(|said| make(&said.slots)).map(|made| (end, made.into(), free))
        };
        ways.filter_map(made).next()
    }

    fn duration(&self, attempt: &Attempt<'_>, start: usize) -> Option<(usize, Value, usize)> {
        let mut sum = Millis::ZERO;
        let mut end = None;
        let mut at = start;
        loop {
            let part = self.phrases(attempt, "duration", at).into_iter().next();
            let Some((until, value, _)) = part else { break };
            let said = value.as_phrase()?;
            let unit = match said.id.key() {
                "h" => 3_600_000,
                "min" => 60_000,
                "s" => 1_000,
                _ => 1,
            };
            sum += Millis(said.slots.int("n")?.checked_mul(unit)?);
            end = Some(until);
            at = skip(attempt.text, until);
        }
        end.map(|end| (end, Value::Duration(sum), 0))
    }

    fn percent(&self, text: &str) -> Result<(usize, Percent), Want> {
        let number = lexeme(Lexeme::Number, text).ok_or(Want::Value("percent"))?;
        let decimal = habit(self.catalogue, "decimal");
        let other_marks = number.chars().filter(|c| !c.is_ascii_digit() && !decimal.starts_with(*c)).count();
        if other_marks > 0 || number.matches(decimal).count() > 1 {
            return Err(Want::DecimalMark(number.len()));
        }
        let after = skip(text, number.len());
        let sign = [habit(self.catalogue, "percent").trim(), habit(self.catalogue, "percent_word")];
        let sign = sign.into_iter().find(|sign| !sign.is_empty() && text[after..].starts_with(sign));
        let sign = sign.ok_or(Want::PercentSign(number.len()))?;
        let percent = number.replace(decimal, ".").parse().map_err(|()| Want::Value("percent"))?;
        Ok((after + sign.len(), percent))
    }

    /// A reference in one form: its words around a declared name, the longest first.
    fn reference(&self, attempt: &Attempt<'_>, of: &'static str, start: usize) -> Vec<(usize, Value, usize)> {
        let Some((kind, form)) = of.split_once('/') else { return Vec::new() };
        let Some(form) = PhraseId::find(&format!("ref.{kind}"), form) else { return Vec::new() };
        let Some(kind) = Kind::of_key(kind) else { return Vec::new() };
        let mut ways = Vec::new();
        attempt.kind.set(Some(kind));
        for pattern in self.catalogue.patterns(form) {
            for end in self.pieces(attempt, pattern, Way::from(start)) {
                ways.extend(end.slots.name("name").map(|id| (end.at, Value::Ref(id), 0)));
            }
        }
        ways.into_iter().flat_map(|way| self.with_number(attempt, kind, way)).collect()
    }

    /// A declared name of the kind that is referred to, the longest first.
    fn named(&self, attempt: &Attempt<'_>, at: usize) -> Vec<(usize, Value, usize)> {
        let Some(kind) = attempt.kind.get() else { return Vec::new() };
        let text = &attempt.text[at..];
        let declared = self.names.of_kind(kind);
        let starts = declared.iter().filter_map(|name| {
            let length = prefix_ignoring_case(text, &name.text)?;
            (!continues_word(&text[length..])).then(|| (at + length, Value::Name(name.id.clone()), 0))
        });
        let mut found: Vec<_> = starts.collect();
        found.sort_by_key(|(end, ..)| std::cmp::Reverse(*end));
        found.truncate(1);
        if found.is_empty() {
            attempt.fails(at, Want::Name(kind));
        }
        found
    }

    /// A clause number may stand behind the name; it must be that clause's.
    fn with_number(&self, attempt: &Attempt<'_>, kind: Kind, way: (usize, Value, usize)) -> Vec<(usize, Value, usize)> {
        let Some(Piece::Literal(open)) =
            PhraseId::find("ref", "number").and_then(|id| self.catalogue.patterns(id).first()).and_then(|p| p.first())
        else {
            return vec![way];
        };
        let silent = attempt.silent();
        let number = literal(&silent, open, way.0, false).map(|at| skip(attempt.text, at));
        let read = number.and_then(|at| lexeme(Lexeme::ClauseNumber, &attempt.text[at..]).map(|n| (at, n)));
        let Some((at, number)) = read else { return vec![way] };
        let end = at + number.len();
        let id = way.1.as_name();
        let agrees =
            self.names.of_kind(kind).iter().any(|n| Some(&n.id) == id.as_ref() && n.number.as_deref() == Some(number));
        if agrees && attempt.text[end..].starts_with(')') {
            return vec![(end + 1, way.1, way.2)];
        }
        attempt.fails(at, Want::Value("clause_number"));
        Vec::new()
    }
}

impl Default for Failure {
    fn default() -> Self {
        Failure { at: 0, wanted: Vec::new() }
    }
}

impl Way {
    fn from(at: usize) -> Self {
        Way { at, slots: Slots::default(), places: Vec::new(), free: 0 }
    }
}

impl<'t> Attempt<'t> {
    /// An attempt whose failures are nobody's.
    fn silent(&self) -> Attempt<'t> {
        Attempt { text: self.text, failure: RefCell::default(), current: self.current, kind: self.kind.clone() }
    }

    /// Keeps the failures that came furthest.
    fn fails(&self, at: usize, what: Want) {
        let mut failure = self.failure.borrow_mut();
        if at < failure.at || (at == 0 && matches!(what, Want::Word(_))) {
            return;
        }
        if at > failure.at {
            *failure = Failure { at, wanted: Vec::new() };
        }
        let wanted = Wanted { phrase: self.current.0, way: self.current.1, what };
        if !failure.wanted.contains(&wanted) {
            failure.wanted.push(wanted);
        }
    }
}

/// Where the literal ends that stands at `at`; case and the number of blanks do not matter.
fn literal(attempt: &Attempt<'_>, words: &'static str, at: usize, last: bool) -> Option<usize> {
    let text = attempt.text;
    let mut here = at;
    let mut word = (0, skip(text, at));
    let mut before = None;
    for (offset, wanted) in words.char_indices() {
        if wanted == ' ' {
            let next = skip(text, here);
            let glued = next == here && here > 0 && before.is_some_and(char::is_alphanumeric);
            if glued && text[here..].chars().next().is_some_and(char::is_alphanumeric) {
                attempt.fails(word.1, Want::Word(first_word(&words[word.0..])));
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
            match text[here..].chars().next().filter(|c| same_letter(*c, wanted)) {
                Some(c) => here += c.len_utf8(),
                None => {
                    attempt.fails(word.1, Want::Word(first_word(&words[word.0..])));
                    return None;
                }
            }
        }
        before = Some(wanted);
    }
    let whole_word = before.is_some_and(char::is_alphanumeric) && (last || words.ends_with(' ') || words.len() > 1);
    if whole_word && continues_word(&text[here..]) {
        attempt.fails(word.1, Want::Word(first_word(&words[word.0..])));
        return None;
    }
    Some(here)
}

fn same_letter(one: char, other: char) -> bool {
    one == other || one.to_lowercase().eq(other.to_lowercase())
}

fn first_word(words: &'static str) -> &'static str {
    words.split_whitespace().next().unwrap_or(words)
}

/// The length of `prefix` at the beginning of `text`, whatever the case of its letters.
fn prefix_ignoring_case(text: &str, prefix: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in prefix.chars() {
        letters.next().filter(|(_, c)| same_letter(*c, wanted))?;
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}

fn continues_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

fn skip(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches(' ').len())
}

/// A statement may end with a full stop or a semicolon.
fn is_end(rest: &str) -> bool {
    matches!(rest.trim(), "" | "." | ";")
}

fn end_of_statement(text: &str) -> usize {
    text.trim_end().strip_suffix(['.', ';']).unwrap_or(text).trim_end().len()
}

fn habit(catalogue: &Catalogue, key: &str) -> &'static str {
    match PhraseId::find("habit", key).and_then(|id| catalogue.patterns(id).first()) {
        Some([Piece::Literal(text)]) => text,
        _ => "",
    }
}

fn date(slots: &Slots) -> Option<Date> {
    let month = match slots.get("month")? {
        Value::Int(month) => u32::try_from(*month).ok()?,
        Value::Phrase(said) => said.id.key().trim_start_matches('m').parse().ok()?,
        _ => return None,
    };
    Date::new(i32::try_from(slots.int("year")?).ok()?, month, u32::try_from(slots.int("day")?).ok()?)
}

fn time(slots: &Slots) -> Option<TimeOfDay> {
    let minutes = slots.int("m").unwrap_or(0);
    TimeOfDay::hm(u32::try_from(slots.int("h")?).ok()?, u32::try_from(minutes).ok()?)
}
