//! Values read into slots: free text up to the next literal, names, numbers, and what a class of phrases composes.

use super::{
    Reader,
    attempt::{Attempt, Want, Way},
    literal::{continues_word, end_of_statement, literal, may_begin, prefix_ignoring_case, skip},
    next_word, reference_form,
};
use crate::{
    model::Kind,
    percent::Percent,
    phrase::{Catalogue, PhraseId, Piece, Said, Slot, Slots, Value, class_of},
    syntax::lexeme::{Lexeme, lexeme},
    time::{Date, Millis, TimeOfDay},
};

/// A list of values longer than this is not read at all: a limit on hostile input.
const MOST_LISTED: usize = 500;

/// Where a value ends, the value, and how much of it is free text.
type Found = (usize, Value, usize);

impl Reader<'_> {
    /// Free text: up to each place where the next literal stands, or to the end.
    pub(super) fn free(&self, attempt: &Attempt<'_>, slot: Slot, start: usize, rest: &'static [Piece]) -> Vec<Found> {
        let text = attempt.text;
        let ends: Vec<usize> = match rest.first() {
            Some(Piece::Literal(next)) => attempt.silently(|| {
                let places = attempt.rest(start).char_indices().map(|(i, _)| start + i);
                // What begins with a blank begins where a word of the text ends.
                let may = |at: &usize| !next.starts_with(' ') || attempt.rest(*at).starts_with(' ');
                places.filter(|at| may(at) && literal(attempt, next, *at, rest.len() == 1).is_some()).collect()
            }),
            // Free text keeps its full stop; a name has none.
            _ if slot.of == "text" => vec![text.trim_end().len()],
            _ => vec![start + end_of_statement(attempt.rest(start))],
        };
        let mut ways = Vec::new();
        for end in ends {
            let said = text.get(start..end).unwrap_or_default().trim();
            if said.is_empty() {
                continue;
            }
            let value = match (slot.of, slot.many) {
                ("word", true) => {
                    let words = said.split(',').map(str::trim).filter(|word| !word.is_empty());
                    Value::List(words.map(|word| self.word(word)).collect())
                }
                ("word", false) => self.word(said),
                _ => Value::Text(said.to_owned()),
            };
            ways.push((end, value, end - start));
        }
        if ways.is_empty() {
            let wanted = if start < text.len() { next_word(rest, slot.of) } else { Want::Value(slot.of) };
            attempt.fails(start, wanted);
        }
        ways
    }

    fn word(&self, word: &str) -> Value {
        Value::Name(self.names.id(word))
    }

    /// Several values with commas, or the language's words for *and* and *or*, between them.
    pub(super) fn many(&self, attempt: &Attempt<'_>, slot: Slot, start: usize) -> Vec<Found> {
        let one = Slot { many: false, ..slot };
        let mut list = Vec::new();
        let mut at = start;
        while list.len() < MOST_LISTED {
            let Some((end, value, _)) = self.one(attempt, one, at).into_iter().max_by_key(|(end, ..)| *end) else {
                break;
            };
            list.push(value);
            let after = skip(attempt.text, end);
            let next = attempt.silently(|| {
                let separator =
                    self.habits.separators.into_iter().find_map(|word| literal(attempt, word, after, false));
                let next = separator.map(|at| skip(attempt.text, at))?;
                (!self.one(attempt, one, next).is_empty()).then_some(next)
            });
            match next {
                Some(next) => at = next,
                None => return vec![(end, Value::List(list), 0)],
            }
        }
        Vec::new()
    }

    pub(super) fn one(&self, attempt: &Attempt<'_>, slot: Slot, start: usize) -> Vec<Found> {
        let text = attempt.rest(start);
        let fails = |want| {
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
            "int3" => int(Lexeme::Int3),
            "year" => int(Lexeme::Year),
            "code" => lexeme(Lexeme::Code, text).map(|code| (start + code.len(), Value::Text(code.to_uppercase()), 0)),
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
                None => match self.composed(attempt, "date", start, date) {
                    Ok(found) => found,
                    Err(length) => return fails(Want::Existing(length)),
                },
            },
            "time" => match self.composed(attempt, "time", start, time) {
                Ok(found) => found,
                Err(length) => return fails(Want::Existing(length)),
            },
            "duration" => match (self.duration(attempt, start), lexeme(Lexeme::Number, text)) {
                (None, Some(number)) => return fails(Want::Unit(number.len())),
                (found, _) => found,
            },
            "moment" => {
                let word = text.split([',', ';', ' ']).next().unwrap_or_default();
                word.parse().ok().map(|at| (start + word.len(), Value::Instant(at), 0))
            }
            "name" => return self.named(attempt, start),
            reference if reference.contains('/') => return self.reference(attempt, reference, start),
            class => {
                let ways = self.phrases(attempt, class, start);
                return if ways.is_empty() { fails(Want::Value(class)) } else { ways };
            }
        };
        found.map_or_else(|| fails(Want::Value(slot.of)), |found| vec![found])
    }

    /// The phrases of a class that stand there, the longest first.
    fn phrases(&self, attempt: &Attempt<'_>, class: &'static str, start: usize) -> Vec<Found> {
        let text = attempt.rest(start);
        let mut ways = Vec::new();
        attempt.silently(|| {
            for id in class_of(class) {
                for pattern in self.catalogue.patterns(id) {
                    if matches!(pattern.first(), Some(Piece::Literal(words)) if !may_begin(words, text)) {
                        continue;
                    }
                    for end in self.pieces(attempt, pattern, Way::from(start)) {
                        ways.push((end.at, Said { id, slots: end.slots }.into(), end.free));
                    }
                }
            }
        });
        ways.sort_by_key(|(end, ..)| std::cmp::Reverse(*end));
        ways.dedup();
        ways
    }

    /// A value that a class of phrases composes, such as a date of day, month and year; `Err`: it is written as one, that
    /// long, but there is none such.
    fn composed<T: Into<Value>>(
        &self,
        attempt: &Attempt<'_>,
        class: &'static str,
        start: usize,
        make: impl Fn(&Slots) -> Option<T>,
    ) -> Result<Option<Found>, usize> {
        let ways = self.phrases(attempt, class, start);
        let longest = ways.first().map(|(end, ..)| *end);
        let made = |(end, value, free): Found| {
            value.as_phrase().and_then(|said| make(&said.slots)).map(|made| (end, made.into(), free))
        };
        match (ways.into_iter().find_map(made), longest) {
            (None, Some(end)) => Err(end - start),
            (found, _) => Ok(found),
        }
    }

    fn duration(&self, attempt: &Attempt<'_>, start: usize) -> Option<Found> {
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
            sum = Millis(sum.0.checked_add(said.slots.int("n")?.checked_mul(unit)?)?);
            end = Some(until);
            at = skip(attempt.text, until);
        }
        end.map(|end| (end, Value::Duration(sum), 0))
    }

    fn percent(&self, text: &str) -> Result<(usize, Percent), Want> {
        let number = lexeme(Lexeme::Number, text).ok_or(Want::Value("percent"))?;
        let decimal = self.habits.decimal;
        let other_marks = number.chars().filter(|c| !c.is_ascii_digit() && !decimal.starts_with(*c)).count();
        if other_marks > 0 || number.matches(decimal).count() > 1 {
            return Err(Want::DecimalMark(number.len()));
        }
        let after = skip(text, number.len());
        let behind = text.get(after..).unwrap_or_default();
        let sign = self.habits.percent.into_iter().find(|sign| !sign.is_empty() && behind.starts_with(sign));
        let sign = sign.ok_or(Want::PercentSign(number.len()))?;
        let percent = number.replace(decimal, ".").parse().map_err(|()| Want::Value("percent"))?;
        Ok((after + sign.len(), percent))
    }

    /// A reference in one form: its words around a declared name, the longest first.
    fn reference(&self, attempt: &Attempt<'_>, of: &'static str, start: usize) -> Vec<Found> {
        let Some((kind, form)) = reference_form(of) else { return Vec::new() };
        let mut ways = Vec::new();
        attempt.kind.set(Some(kind));
        for pattern in self.catalogue.patterns(form) {
            for end in self.pieces(attempt, pattern, Way::from(start)) {
                ways.extend(end.slots.name("name").map(|id| (end.at, Value::Ref(id), 0)));
            }
        }
        ways.into_iter().flat_map(|way| self.with_number(attempt, kind, way)).collect()
    }

    /// A declared name of the kind that is referred to, the longest one.
    fn named(&self, attempt: &Attempt<'_>, at: usize) -> Vec<Found> {
        let Some(kind) = attempt.kind.get() else { return Vec::new() };
        let text = attempt.rest(at);
        let declared = self.names.of_kind(kind).iter().filter_map(|name| {
            let length = prefix_ignoring_case(text, &name.text)?;
            let whole = !continues_word(text.get(length..).unwrap_or_default());
            whole.then(|| (at + length, Value::Name(name.id.clone()), 0))
        });
        let longest = declared.max_by_key(|(end, ..)| *end);
        if longest.is_none() {
            attempt.fails(at, Want::Name(kind));
        }
        longest.into_iter().collect()
    }

    /// A clause number may stand behind the name; it must be that clause's.
    fn with_number(&self, attempt: &Attempt<'_>, kind: Kind, way: Found) -> Vec<Found> {
        let form = PhraseId::find("ref", "number").and_then(|id| self.catalogue.patterns(id).first());
        let Some(Piece::Literal(open)) = form.and_then(|pattern| pattern.first()) else { return vec![way] };
        let number = attempt.silently(|| literal(attempt, open, way.0, false)).map(|at| skip(attempt.text, at));
        let read = number.and_then(|at| lexeme(Lexeme::ClauseNumber, attempt.rest(at)).map(|n| (at, n)));
        let Some((at, number)) = read else { return vec![way] };
        let end = at + number.len();
        let id = way.1.as_name();
        let place = self.names.of_kind(kind).iter().position(|name| Some(&name.id) == id.as_ref());
        let own = place.and_then(|place| self.names.of_kind(kind).get(place)).and_then(|name| name.number.as_deref());
        if own == Some(number) && attempt.rest(end).starts_with(')') {
            return vec![(end + 1, way.1, way.2)];
        }
        attempt.fails(at, Want::Number(number.len(), kind, place.unwrap_or(0)));
        Vec::new()
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
