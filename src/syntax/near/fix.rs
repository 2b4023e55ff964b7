//! What to type for a value that is nearly right.

use super::{
    super::{
        lexeme::{Lexeme, lexeme},
        matching::Reader,
    },
    example::{literal, shown},
    similar::nearest,
};
use crate::{
    percent::Percent,
    phrase::{Catalogue, PhraseId, Piece, Printer, Value, class_of},
    time::{Date, Millis, TimeOfDay, Zone},
};

/// How much of the text to replace, and by what.
pub(super) fn for_value(reader: &Reader<'_>, of: &str, rest: &str) -> Option<(usize, String)> {
    match of {
        "time" => {
            let digits = lexeme(Lexeme::Int, rest)?;
            let hour: u32 = digits.parse().ok()?;
            let (length, hour) = match half_day(reader, rest.get(digits.len()..)?) {
                // Whether 12 is noon or midnight is for its author to say.
                Some(_) if hour == 0 || hour >= 12 => return None,
                Some((length, afternoon)) => (digits.len() + length, if afternoon { hour + 12 } else { hour }),
                None => (digits.len(), hour),
            };
            Some((length, printer(reader).time(TimeOfDay::hm(hour, 0)?)))
        }
        _ => {
            let word = rest.split([',', ';', '.']).next()?.trim();
            let terms = class_of(of).filter_map(|id| literal(reader.catalogue(), id));
            nearest(word, terms).map(|term| (word.len(), term.to_owned()))
        }
    }
}

/// The half of the day that a text begins with, as a language counts hours that has such: how long its word is, and
/// whether it is the second half.
fn half_day(reader: &Reader<'_>, rest: &str) -> Option<(usize, bool)> {
    let said = |id: PhraseId| {
        let patterns = reader.catalogue().patterns(id).iter();
        patterns.filter_map(move |pattern| match pattern {
            [Piece::Literal(word)] => Some((*word, id.key() == "pm")),
            _ => None,
        })
    };
    let after = rest.trim_start_matches(' ');
    let begins = |(word, _): &(&str, bool)| {
        let next = after.get(word.len()..).map(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()));
        after.get(..word.len()).is_some_and(|read| read.eq_ignore_ascii_case(word)) && next == Some(true)
    };
    let (word, afternoon) = class_of("half_day").flat_map(said).find(begins)?;
    Some((rest.len() - after.len() + word.len(), afternoon))
}

/// A bare number as hours, which is what most limits are in.
pub(super) fn with_unit(reader: &Reader<'_>, number: &str) -> Option<String> {
    let hours: i64 = number.parse().ok()?;
    Some(printer(reader).duration(Millis(hours.checked_mul(3_600_000)?)))
}

/// The percent sign as this language writes it behind a number.
pub(super) fn sign(reader: &Reader<'_>) -> &'static str {
    PhraseId::find("habit", "percent").and_then(|id| literal(reader.catalogue(), id)).unwrap_or("%")
}

/// The percentage with this language's decimal mark, where that is one at all: no percentage has thousands.
pub(super) fn other_mark(reader: &Reader<'_>, number: &str) -> Option<String> {
    let decimal = PhraseId::find("habit", "decimal").and_then(|id| literal(reader.catalogue(), id))?;
    let marks: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    let [mark] = marks.as_slice() else { return None };
    let percent: Result<Percent, ()> = number.replace(*mark, ".").parse();
    percent.is_ok().then(|| number.replace(*mark, decimal))
}

/// Both days that `03/04/2026` can mean.
pub(super) fn both_dates(reader: &Reader<'_>, read: &str) -> (String, String) {
    let parts: Vec<u32> = read.split('/').filter_map(|part| part.parse().ok()).collect();
    let [one, other, year] = parts.as_slice() else { return (String::new(), String::new()) };
    let year = i32::try_from(if *year < 100 { year + 2000 } else { *year }).unwrap_or(0);
    let date =
        |month, day| Date::new(year, month, day).map_or_else(|| "-".to_owned(), |date| printer(reader).date(date));
    (date(*other, *one), date(*one, *other))
}

/// The same text read in another language, said in this one.
pub(super) fn in_other_language(reader: &Reader<'_>, class: &str, text: &str) -> Option<(&'static Catalogue, String)> {
    others(reader).find_map(|other| {
        let readings = Reader::new(other, reader.names()).read(class, text).ok()?;
        let said = &readings.first()?.said;
        // What is free text in the other language is no sign of it.
        let free = said.slots.iter().all(|(_, value)| matches!(value, Value::Name(_) | Value::Text(_)));
        let literal = other.patterns(said.id).iter().any(|p| matches!(p.first(), Some(Piece::Literal(_))));
        (!free || literal).then(|| (other, shown(reader, said)))
    })
}

/// A value read in another language: which one, how long it is, and how this language writes it.
pub(super) fn value_in_other_language(
    reader: &Reader<'_>,
    of: &'static str,
    rest: &str,
) -> Option<(&'static Catalogue, usize, String)> {
    others(reader).find_map(|other| {
        let (length, value) = Reader::new(other, reader.names()).value(of, rest)?;
        let worded = rest.get(..length).is_some_and(|read| read.chars().any(char::is_alphabetic));
        worded.then(|| (other, length, printer(reader).value(&value, of)))
    })
}

fn others(reader: &Reader<'_>) -> impl Iterator<Item = &'static Catalogue> {
    let own = reader.catalogue().tag();
    Catalogue::all().iter().filter(move |other| other.tag() != own)
}

fn printer<'a>(reader: &'a Reader<'_>) -> Printer<'a> {
    Printer::new(reader.catalogue(), reader.names().glossary(), Zone::UTC)
}
