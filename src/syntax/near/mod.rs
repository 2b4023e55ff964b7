//! What a text that could not be read comes near to: the message for it, with what to type instead.
//! Suggestions come from the catalogue and the declared names, never from a list of their own.

mod closest;
mod example;
mod fix;
mod name;
mod similar;
mod vague;

pub(super) use example::{example, kind, literal, shown};
pub(super) use name::{fold, name_read};
pub(crate) use similar::nearest;

use super::{
    flow::Flow,
    matching::{Failure, Reader, Want},
};
use crate::{
    diagnostic::{self, Diagnostic, Fix},
    model::Kind,
    phrase::{Catalogue, PhraseId, Piece, class_of},
    source::Span,
};
use example::{ways, what};

/// The message for a statement that no phrase of its clause's kind says.
pub(super) fn statement(reader: &Reader<'_>, kind: Kind, flow: &Flow, failure: &Failure) -> Diagnostic {
    let text = flow.text();
    let whole = flow.whole();
    if let Some((other, said)) = fix::in_other_language(reader, kind.key(), text) {
        return diagnostic::other_language(whole, text, other.lang(), reader.catalogue().lang(), said);
    }
    if let Some(message) = vague::without_bound(reader, flow, failure) {
        return message;
    }
    if let Some(at) = second_statement(reader, kind, flow) {
        let rest = text.get(at..).unwrap_or_default();
        return diagnostic::missing_dash(flow.span(at, text.len()), rest);
    }
    if failure.at == 0 {
        let mut elsewhere = Kind::ALL.into_iter().filter(|other| *other != kind);
        if let Some(other) = elsewhere.find(|other| reader.read(other.key(), text).is_ok()) {
            return diagnostic::other_clause(whole, text, self::kind(reader, kind), self::kind(reader, other));
        }
        if let Some(first) = similar::first_word(reader, kind.key(), text) {
            let span = flow.span(0, first.length);
            let read = text.get(..first.length).unwrap_or_default();
            let said = ways(reader, &[(first.phrase, first.way)]);
            return diagnostic::misspelt_word(span, read, first.word, said);
        }
    }
    let closest = closest::closest(reader, kind.key(), text);
    let specific = if is_foreign(reader, text, failure) { None } else { specific(reader, kind.key(), flow, failure) };
    specific.unwrap_or_else(|| {
        let offered = if closest.is_empty() { class_of(kind.key()).map(|id| (id, 0)).collect() } else { closest };
        diagnostic::unknown_statement(whole, text, self::kind(reader, kind), ways(reader, &offered))
    })
}

/// The message for a statement that goes on behind the next dash.
pub(super) fn split(reader: &Reader<'_>, kind: Kind, flow: &Flow, after: &Flow) -> Option<Diagnostic> {
    let reads = |text: &str| reader.read(kind.key(), text).is_ok();
    let joined = format!("{} {}", flow.text(), after.text());
    let (one, other) = (flow.whole(), after.whole());
    (reads(&joined) && !reads(after.text())).then(|| {
        let between = Span { from: one.until, until: other.from, ..one };
        diagnostic::split_statement(one.to(other), &joined, between)
    })
}

/// Whether not even the first value was understood, and the text shares no words with what was tried: then it is no
/// sentence of this kind, however it begins.
fn is_foreign(reader: &Reader<'_>, text: &str, failure: &Failure) -> bool {
    let related = |phrase, way| similar::is_related(reader, phrase, way, text);
    failure.at == 0 && !failure.wanted.iter().any(|wanted| related(wanted.phrase, wanted.way))
}

/// Nobody forgets the dash behind so many lines of one statement: a limit on hostile input.
const MOST_JOINTS: usize = 40;

/// Where a line begins that is a statement of its own, as is what stands before it: its dash was forgotten.
fn second_statement(reader: &Reader<'_>, kind: Kind, flow: &Flow) -> Option<usize> {
    let reads = |text: &str| reader.read(kind.key(), text).is_ok();
    flow.joints().iter().copied().take(MOST_JOINTS).find(|at| {
        let parts = flow.text().split_at_checked(*at);
        parts.is_some_and(|(before, after)| reads(before.trim_end()) && reads(after))
    })
}

/// The message for text of its own: a statement whose dash is missing, if a phrase says it.
pub(super) fn stray(reader: &Reader<'_>, kind: Kind, flow: &Flow) -> Diagnostic {
    let text = flow.text();
    match reader.read(kind.key(), text) {
        Ok(_) => diagnostic::missing_dash(flow.whole(), text),
        Err(_) => diagnostic::stray_text(flow.whole(), text),
    }
}

/// The message for a cell that its column does not have.
pub(super) fn cell(reader: &Reader<'_>, class: &str, flow: &Flow, failure: &Failure) -> Diagnostic {
    let text = flow.text();
    if let Some((other, said)) = fix::in_other_language(reader, class, text) {
        return diagnostic::other_language(flow.whole(), text, other.lang(), reader.catalogue().lang(), said);
    }
    if let Some(message) = vague::without_bound(reader, flow, failure) {
        return message;
    }
    specific(reader, class, flow, failure).unwrap_or_else(|| {
        let said = cells(reader, class);
        let fix = nearest(text, said.iter().map(String::as_str));
        let fix = fix.map(|text| Fix { span: flow.whole(), text: text.to_owned() });
        diagnostic::expected_word(flow.whole(), text, said.join(" / "), fix, String::new())
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
    if let Some((other, said)) = fix::in_other_language(reader, class, text) {
        return diagnostic::other_language(flow.whole(), text, other.lang(), reader.catalogue().lang(), said);
    }
    let specific = if is_foreign(reader, text, failure) { None } else { specific(reader, class, flow, failure) };
    specific.unwrap_or_else(|| {
        let closest = closest::closest(reader, class, text);
        let all = || class_of(class).map(|id| (id, 0)).collect();
        unknown(flow.whole(), ways(reader, &if closest.is_empty() { all() } else { closest }))
    })
}

/// What a cell of that class may say, as examples.
pub(super) fn cells(reader: &Reader<'_>, class: &str) -> Vec<String> {
    class_of(class).map(|id| example(reader, id, 0)).filter(|said| said != "…").collect()
}

/// The message for the place at which the best attempt failed.
fn specific(reader: &Reader<'_>, class: &str, flow: &Flow, failure: &Failure) -> Option<Diagnostic> {
    let text = flow.text();
    let at = failure.at.min(text.len());
    let rest = text.get(at..)?;
    let phrases: Vec<(PhraseId, usize)> = failure.wanted.iter().map(|wanted| (wanted.phrase, wanted.way)).collect();
    let ways = ways(reader, &phrases);
    let word = first_word(rest);
    let quoted = if word.is_empty() { text } else { word };
    let place = |length: usize| flow.span(at, at + length);
    let read = |length: usize| rest.get(..length).unwrap_or(rest);
    // Where a mark is wanted, all that stands before it lacks it.
    let marked = words_wanted(failure).iter().any(|word| word.starts_with(|c: char| c.is_ascii_punctuation()));
    let (word, quoted) = if marked { (rest, rest) } else { (word, quoted) };
    let expected =
        || diagnostic::expected_word(place(word.len()), quoted, words_wanted(failure).join(" / "), None, ways.clone());
    // A near miss of a literal word is the cause, whatever else could have stood there.
    if let Some(meant) = nearest(word, words_wanted(failure).into_iter()) {
        let say = failure.wanted.iter().filter(|wanted| wanted.what == Want::Word(meant));
        let ways = self::ways(reader, &say.map(|wanted| (wanted.phrase, wanted.way)).collect::<Vec<_>>());
        let span = place(word.len());
        if similar::are_near(word, words_wanted(failure).into_iter()) > 1 {
            let fix = Some(Fix { span, text: meant.to_owned() });
            return Some(diagnostic::expected_word(span, quoted, meant.to_owned(), fix, ways));
        }
        return Some(diagnostic::misspelt_word(span, quoted, meant, ways));
    }
    let wanted = failure.wanted.iter().max_by_key(|wanted| rank(wanted.what))?;
    Some(match wanted.what {
        Want::PercentSign(length) => {
            diagnostic::percent_sign(place(length), read(length), format!("{}{}", read(length), fix::sign(reader)))
        }
        Want::DecimalMark(length) => {
            diagnostic::decimal_mark(place(length), read(length), fix::other_mark(reader, read(length)))
        }
        Want::ClearDate(length) => {
            let (one, other) = fix::both_dates(reader, read(length));
            diagnostic::ambiguous_date(place(length), read(length), one, other)
        }
        Want::Existing(length) => diagnostic::no_such_value(place(length), read(length)),
        Want::Unit(length) => {
            diagnostic::missing_unit(place(length), read(length), fix::with_unit(reader, read(length)))
        }
        Want::Name(kind) => name::undeclared(reader, class, kind, flow, at),
        Want::Number(length, kind, name) => {
            let name = reader.names().of_kind(kind).get(name);
            let own = name.and_then(|name| name.number.clone());
            let name = name.map(|name| name.text.clone()).unwrap_or_default();
            diagnostic::wrong_number(place(length), read(length), &name, own)
        }
        Want::Value(of) => value(reader, of, flow, at, ways),
        Want::End => diagnostic::surplus(flow.span(at, text.len()), rest, ways),
        Want::Word(_) if at == 0 => return None,
        Want::Word(_) => expected(),
    })
}

/// The message for a value of another type than its place has.
fn value(reader: &Reader<'_>, of: &'static str, flow: &Flow, at: usize, ways: String) -> Diagnostic {
    let rest = flow.text().get(at..).unwrap_or_default();
    if let Some(message) = vague::period(reader, flow, at).filter(|_| of == "period") {
        return message;
    }
    if let Some((other, length, said)) = fix::value_in_other_language(reader, of, rest) {
        let read = rest.get(..length).unwrap_or(rest);
        let own = reader.catalogue().lang();
        return diagnostic::other_language(flow.span(at, at + length), read, other.lang(), own, said);
    }
    let word = similar::as_many_words(reader, of, rest).unwrap_or_else(|| first_word(rest));
    let read = if word.is_empty() { flow.text() } else { word };
    let fix = fix::for_value(reader, of, rest);
    let fix = fix.map(|(length, text)| Fix { span: flow.span(at, at + length), text });
    let span = fix.as_ref().map_or(flow.span(at, at + word.len()), |fix| fix.span);
    let what = what(reader, of);
    diagnostic::expected_value(span, read, what, fix, ways)
}

/// The first word of a text, without the mark that ends it.
fn first_word(text: &str) -> &str {
    text.split([' ', ';']).next().unwrap_or_default().trim_end_matches([',', '.', ':'])
}

/// The more a phrase had already understood, the better it knows what is wrong.
fn rank(want: Want) -> u8 {
    match want {
        Want::PercentSign(_) | Want::DecimalMark(_) | Want::ClearDate(_) | Want::Existing(_) | Want::Unit(_) => 4,
        Want::Name(_) | Want::Number(..) => 3,
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

/// The message for a heading whose kind is none, and the kind that it most likely means.
pub(super) fn unknown_kind(catalogue: &'static Catalogue, read: &str, span: Span) -> (Diagnostic, Option<Kind>) {
    let named = |kind: Kind| PhraseId::find("kind", kind.key()).and_then(|id| literal(catalogue, id));
    let others = Catalogue::all().iter().filter(|other| other.tag() != catalogue.tag());
    let of = |other: &Catalogue| class_of("kind").find(|id| is_said(other, *id, read));
    for other in others {
        if let Some(kind) = of(other).and_then(|id| Kind::of_key(id.key()))
            && let Some(own) = named(kind)
        {
            let message = diagnostic::other_language(span, read, other.lang(), catalogue.lang(), own.to_owned());
            return (message, Some(kind));
        }
    }
    let kinds: Vec<(Kind, &'static str)> =
        Kind::ALL.into_iter().filter_map(|kind| named(kind).map(|name| (kind, name))).collect();
    let near = nearest(read, kinds.iter().map(|(_, name)| *name));
    let guessed = kinds.iter().find(|(_, name)| Some(*name) == near).map(|(kind, _)| *kind);
    let fix = near.map(|kind| Fix { span, text: kind.to_owned() });
    let known: Vec<&str> = kinds.iter().skip(1).map(|(_, name)| *name).collect();
    (diagnostic::unknown_kind(span, read, fix, known.join(", ")), guessed)
}

/// The message for a column that the table does not have; `missing`: those that it should have.
pub(super) fn unknown_column(reader: &Reader<'_>, missing: &[PhraseId], flow: &Flow) -> Diagnostic {
    let known: Vec<&str> = missing.iter().filter_map(|id| literal(reader.catalogue(), *id)).collect();
    let fix = match known.as_slice() {
        [only] => Some(*only),
        _ => nearest(flow.text(), known.iter().copied()),
    };
    let fix = fix.map(|text| Fix { span: flow.whole(), text: text.to_owned() });
    diagnostic::unknown_column(flow.whole(), flow.text(), known.join(", "), fix)
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
