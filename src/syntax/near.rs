//! What a text that could not be read comes near to: the message for it, with what to type instead.
//! Suggestions come from the catalogue and the declared names, never from a list of their own.

use super::{
    flow::Flow,
    lexeme::{Lexeme, lexeme},
    matching::{Failure, Reader, Want, Wanted},
};
use crate::{
    diagnostic::{self, Diagnostic, Fix},
    model::Kind,
    phrase::{Catalogue, PhraseId, Piece, Printer, Said, Value, class_of},
    source::Span,
    time::{Date, TimeOfDay, Zone},
};

/// At most so many ways of saying it are offered.
const MOST_WAYS: usize = 3;

/// The message for a statement that no phrase of its clause's kind says.
pub(super) fn statement(reader: &Reader<'_>, kind: Kind, flow: &Flow, failure: &Failure) -> Diagnostic {
    let text = flow.text();
    let whole = flow.whole();
    if let Some((other, said)) = in_other_language(reader, kind.key(), text) {
        return diagnostic::other_language(whole, text, other.lang(), reader.catalogue().lang(), said);
    }
    if failure.at == 0 {
        let elsewhere = Kind::ALL.into_iter().filter(|other| *other != kind);
        let there = |other: &Kind| reader.read(other.key(), text).is_ok();
        if let Some(other) = elsewhere.into_iter().find(there) {
            return diagnostic::other_clause(whole, text, self::kind(reader, kind), self::kind(reader, other));
        }
    }
    specific(reader, flow, failure).unwrap_or_else(|| {
        let ways = ways(reader, &closest(reader, kind.key(), text));
        diagnostic::unknown_statement(whole, text, self::kind(reader, kind), ways)
    })
}

/// The message for a cell that its column does not have.
pub(super) fn cell(reader: &Reader<'_>, class: &str, flow: &Flow, failure: &Failure) -> Diagnostic {
    let text = flow.text();
    if let Some((other, said)) = in_other_language(reader, class, text) {
        return diagnostic::other_language(flow.whole(), text, other.lang(), reader.catalogue().lang(), said);
    }
    specific(reader, flow, failure).unwrap_or_else(|| {
        let all: Vec<(PhraseId, usize)> = class_of(class).map(|id| (id, 0)).collect();
        diagnostic::expected_word(flow.whole(), text, ways(reader, &all), String::new())
    })
}

/// The message for a sentence of a class that is no kind of clause: a question, an event; `unknown` makes the one for a
/// sentence that comes near to none, with ways of saying some.
pub(crate) fn sentence(
    reader: &Reader<'_>,
    class: &str,
    flow: &Flow,
    failure: &Failure,
    unknown: impl Fn(Span, String) -> Diagnostic,
) -> Diagnostic {
    let text = flow.text();
    if let Some((other, said)) = in_other_language(reader, class, text) {
        return diagnostic::other_language(flow.whole(), text, other.lang(), reader.catalogue().lang(), said);
    }
    specific(reader, flow, failure).unwrap_or_else(|| {
        let closest = closest(reader, class, text);
        let all = || class_of(class).map(|id| (id, 0)).collect();
        unknown(flow.whole(), ways(reader, &if closest.is_empty() { all() } else { closest }))
    })
}

/// The message for the place at which the best attempt failed.
fn specific(reader: &Reader<'_>, flow: &Flow, failure: &Failure) -> Option<Diagnostic> {
    let text = flow.text();
    let at = failure.at.min(text.len());
    let wanted = failure.wanted.iter().max_by_key(|wanted| rank(wanted.what))?;
    let rest = &text[at..];
    let phrases: Vec<(PhraseId, usize)> = failure.wanted.iter().map(|wanted| (wanted.phrase, wanted.way)).collect();
    let ways = ways(reader, &phrases);
    let word = rest.split([' ', ',', ';']).next().unwrap_or_default();
    let word_span = flow.span(at, at + word.len());
    Some(match wanted.what {
        Want::PercentSign(length) => {
            let number = &rest[..length];
            let sign = sign(reader);
            diagnostic::percent_sign(flow.span(at, at + length), number, format!("{number}{sign}"))
        }
        Want::DecimalMark(length) => {
            let number = &rest[..length];
            diagnostic::decimal_mark(flow.span(at, at + length), number, other_mark(reader, number))
        }
        Want::ClearDate(length) => {
            let read = &rest[..length];
            let (one, other) = both_dates(reader, read);
            diagnostic::ambiguous_date(flow.span(at, at + length), read, one, other)
        }
        Want::Name(kind) => undeclared(reader, kind, flow, at, wanted),
        Want::Value("clause_number") => diagnostic::wrong_number(word_span, word),
        Want::Value(of) => {
            let fix = fix_for(reader, of, rest).map(|(length, text)| Fix { span: flow.span(at, at + length), text });
            let span = fix.as_ref().map_or(word_span, |fix| fix.span);
            diagnostic::expected_value(span, if word.is_empty() { text } else { word }, what(reader, of), fix, ways)
        }
        Want::End => diagnostic::surplus(flow.span(at, text.len()), rest, ways),
        Want::Word(_) if at == 0 => return None,
        Want::Word(next) => {
            let wanted: Vec<&str> = words_wanted(failure);
            let wanted = if wanted.is_empty() { next.to_owned() } else { wanted.join(" / ") };
            let read = if word.is_empty() { text } else { word };
            diagnostic::expected_word(word_span, read, wanted, ways)
        }
    })
}

/// The more a phrase had already understood, the better it knows what is wrong.
fn rank(want: Want) -> u8 {
    match want {
        Want::PercentSign(_) | Want::DecimalMark(_) | Want::ClearDate(_) => 4,
        Want::Name(_) => 3,
        Want::Value(_) => 2,
        Want::Word(_) => 1,
        Want::End => 0,
    }
}

fn words_wanted(failure: &Failure) -> Vec<&'static str> {
    let mut words: Vec<&str> = Vec::new();
    for wanted in &failure.wanted {
        if let Want::Word(word) = wanted.what
            && !words.contains(&word)
        {
            words.push(word);
        }
    }
    words.truncate(4);
    words
}

fn undeclared(reader: &Reader<'_>, kind: Kind, flow: &Flow, at: usize, wanted: &Wanted) -> Diagnostic {
    let text = flow.text();
    let rest = &text[at..];
    // A name runs to the next comma; what stands behind it in the phrase is not a part of it.
    let read = rest.split([',', ';', ':']).next().unwrap_or_default().trim_end_matches('.').trim_end();
    let span = flow.span(at, at + read.len());
    let declared = reader.names().of_kind(kind);
    let nearest = nearest(read, declared.iter().map(|name| name.text.as_str()));
    let fix = nearest.map(|name| Fix { span, text: name.to_owned() });
    let known: Vec<&str> = declared.iter().take(8).map(|name| name.text.as_str()).collect();
    let _ = wanted;
    diagnostic::undeclared(span, read, self::kind(reader, kind), known.join(", "), fix)
}

/// The message for a heading whose kind is none.
pub(super) fn unknown_kind(catalogue: &'static Catalogue, read: &str, span: Span) -> Diagnostic {
    let kinds: Vec<&'static str> = class_of("kind").filter_map(|id| literal(catalogue, id)).collect();
    let elsewhere = Catalogue::all().iter().filter(|other| other.tag() != catalogue.tag());
    let translated = elsewhere.into_iter().find_map(|other| class_of("kind").find(|id| is_said(other, *id, read)));
    let best = translated.and_then(|id| literal(catalogue, id)).or_else(|| nearest(read, kinds.iter().copied()));
    let fix = best.map(|kind| Fix { span, text: kind.to_owned() });
    diagnostic::unknown_kind(span, read, fix, kinds.join(", "))
}

/// The message for a column that the table does not have.
pub(super) fn unknown_column(reader: &Reader<'_>, class: &str, flow: &Flow) -> Diagnostic {
    let known: Vec<&str> = class_of(class).filter_map(|id| literal(reader.catalogue(), id)).collect();
    diagnostic::unknown_column(flow.whole(), flow.text(), known.join(", "))
}

/// The message for columns that the table lacks.
pub(super) fn missing_columns(reader: &Reader<'_>, span: Span, missing: &[PhraseId]) -> Diagnostic {
    let missing: Vec<&str> = missing.iter().filter_map(|id| literal(reader.catalogue(), *id)).collect();
    diagnostic::missing_column(span, missing.join(", "))
}

/// Whether a phrase without slots is said by these words, whatever their case.
pub(crate) fn is_said(catalogue: &Catalogue, id: PhraseId, words: &str) -> bool {
    let alike = |said: &str| said.to_lowercase() == words.trim().to_lowercase();
    catalogue.patterns(id).iter().any(|pattern| matches!(pattern, [Piece::Literal(said)] if alike(said)))
}

fn literal(catalogue: &Catalogue, id: PhraseId) -> Option<&'static str> {
    match catalogue.patterns(id).first() {
        Some([Piece::Literal(said)]) => Some(said),
        _ => None,
    }
}

/// What a kind is called.
pub(super) fn kind(reader: &Reader<'_>, kind: Kind) -> String {
    let id = PhraseId::find("kind", kind.key());
    id.and_then(|id| literal(reader.catalogue(), id)).unwrap_or_default().to_owned()
}

/// What is said, in the language of the document.
pub(super) fn shown(reader: &Reader<'_>, said: &Said) -> String {
    Printer::new(reader.catalogue(), reader.names().glossary(), Zone::UTC).say(said)
}

/// The same text read in another language, said in this one.
fn in_other_language(reader: &Reader<'_>, class: &str, text: &str) -> Option<(&'static Catalogue, String)> {
    let others = Catalogue::all().iter().filter(|other| other.tag() != reader.catalogue().tag());
    others.into_iter().find_map(|other| {
        let readings = Reader::new(other, reader.names()).read(class, text).ok()?;
        let said = &readings.first()?.said;
        // What is free text in the other language is no sign of it.
        let free = said.slots.iter().all(|(_, value)| matches!(value, Value::Name(_) | Value::Text(_)));
        let literal = other.patterns(said.id).iter().any(|p| matches!(p.first(), Some(Piece::Literal(_))));
        (!free || literal).then(|| (other, shown(reader, said)))
    })
}

/// Ways of saying phrases, with what their slots want, a line each.
fn ways(reader: &Reader<'_>, phrases: &[(PhraseId, usize)]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for (id, way) in phrases {
        let patterns = reader.catalogue().patterns(*id);
        let Some(pattern) = patterns.get(*way).or(patterns.first()) else { continue };
        let piece = |piece: &Piece| match piece {
            Piece::Literal(said) => (*said).to_owned(),
            Piece::Optional(_) => String::new(),
            Piece::Slot(slot) => {
                let form =
                    slot.of.split_once('/').and_then(|(kind, form)| PhraseId::find(&format!("ref.{kind}"), form));
                let lead = form.and_then(|form| match reader.catalogue().patterns(form).first() {
                    Some([Piece::Literal(lead), ..]) => Some(*lead),
                    _ => None,
                });
                format!("{}…", lead.unwrap_or_default())
            }
        };
        let way: String = pattern.iter().map(piece).collect();
        if !shown.contains(&way) {
            shown.push(way);
        }
    }
    shown.truncate(MOST_WAYS);
    shown.join("\\n")
}

/// The phrases of a class that share most words with the text.
fn closest(reader: &Reader<'_>, class: &str, text: &str) -> Vec<(PhraseId, usize)> {
    let words: Vec<String> = words(text);
    let mut scored: Vec<(usize, PhraseId, usize)> = Vec::new();
    for id in class_of(class) {
        for (way, pattern) in reader.catalogue().patterns(id).iter().enumerate() {
            let said: Vec<String> = pattern
                .iter()
                .flat_map(|piece| match piece {
                    Piece::Literal(said) => self::words(said),
                    _ => Vec::new(),
                })
                .collect();
            let shared =
                said.iter().filter(|word| words.iter().any(|other| distance(word, other) <= word.chars().count() / 4));
            let shared = shared.map(|word| word.chars().count()).sum::<usize>();
            if shared > 3 {
                scored.push((shared, id, way));
            }
        }
    }
    scored.sort_by_key(|(shared, id, way)| (std::cmp::Reverse(*shared), *id, *way));
    let best = scored.first().map_or(0, |(shared, ..)| *shared);
    scored.into_iter().filter(|(shared, ..)| shared * 2 > best).map(|(_, id, way)| (id, way)).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The name most like `read`, if one is like it.
pub(crate) fn nearest<'n>(read: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let folded = read.to_lowercase();
    let scored = names.map(|name| (distance(&folded, &name.to_lowercase()), name));
    let close = |(far, name): &(usize, &str)| {
        *far <= (name.chars().count() / 3).max(1) || name.to_lowercase().starts_with(&folded)
    };
    scored.filter(|scored| !folded.is_empty() && close(scored)).min_by_key(|(far, _)| *far).map(|(_, name)| name)
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

/// What a slot of that type wants, with an example, in the words of the language.
fn what(reader: &Reader<'_>, of: &str) -> String {
    let id = PhraseId::find("wanted", of.split('/').next().unwrap_or(of)).or_else(|| PhraseId::find("wanted", "term"));
    let text = id.and_then(|id| literal(reader.catalogue(), id)).unwrap_or_default().to_owned();
    let terms: Vec<&str> = class_of(of).filter_map(|id| literal(reader.catalogue(), id)).take(8).collect();
    if terms.is_empty() { text } else { format!("{text} ({})", terms.join(", ")) }
}

/// What to type for a value that is nearly right: how much of the text it replaces, and by what.
fn fix_for(reader: &Reader<'_>, of: &str, rest: &str) -> Option<(usize, String)> {
    let printer = Printer::new(reader.catalogue(), reader.names().glossary(), Zone::UTC);
    let digits = lexeme(Lexeme::Int, rest);
    match of {
        "time" => {
            let digits = digits?;
            let hour: u32 = digits.parse().ok()?;
            Some((digits.len(), printer.time(TimeOfDay::hm(hour, 0)?)))
        }
        "duration" => {
            let digits = digits?;
            let hours: i64 = digits.parse().ok()?;
            Some((digits.len(), printer.duration(crate::time::Millis(hours.checked_mul(3_600_000)?))))
        }
        _ => {
            let word = rest.split([',', ';', '.']).next()?.trim();
            let terms = class_of(of).filter_map(|id| literal(reader.catalogue(), id));
            nearest(word, terms).map(|term| (word.len(), term.to_owned()))
        }
    }
}

fn sign(reader: &Reader<'_>) -> String {
    PhraseId::find("habit", "percent").and_then(|id| literal(reader.catalogue(), id)).unwrap_or("%").to_owned()
}

/// The number with this language's decimal mark, where the other reading (a mark of thousands) is impossible.
fn other_mark(reader: &Reader<'_>, number: &str) -> Option<String> {
    let decimal = PhraseId::find("habit", "decimal").and_then(|id| literal(reader.catalogue(), id))?;
    let marks: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    let [mark] = marks.as_slice() else { return None };
    let thousands = number.split(*mark).next_back().is_some_and(|group| group.len() == 3);
    (!thousands).then(|| format!("{}{}", number.replace(*mark, decimal), sign(reader)))
}

fn both_dates(reader: &Reader<'_>, read: &str) -> (String, String) {
    let printer = Printer::new(reader.catalogue(), reader.names().glossary(), Zone::UTC);
    let parts: Vec<u32> = read.split('/').filter_map(|part| part.parse().ok()).collect();
    let [one, other, year] = parts.as_slice() else { return (String::new(), String::new()) };
    let year = i32::try_from(if *year < 100 { year + 2000 } else { *year }).unwrap_or(0);
    let date =
        |month, day| Date::new(year, month, day).map(|date| printer.date(date)).unwrap_or_else(|| "-".to_owned());
    (date(*other, *one), date(*one, *other))
}
