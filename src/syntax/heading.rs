//! Headings: the language that the first one fixes, the kind and the name of each clause.
//! A heading that is nearly right is taken for what it means, so that its mistake is reported once.

use super::{
    layout::Section,
    lexeme::{Lexeme, lexeme},
    near,
};
use crate::{
    diagnostic::{self, Diagnostics, Fix},
    model::Kind,
    phrase::{Catalogue, PhraseId, class_of},
};

/// What a heading says.
pub(super) enum Heading {
    /// A clause; a kind that is nearly one is taken for it, so that what stands under it is read.
    Clause { kind: Kind, number: Option<String>, name: String },
    /// It could not be read; what is known of it keeps its name from being reported wherever it is used.
    Unread { kind: Option<Kind>, name: String },
}

impl Heading {
    /// The first line of a file whose language was guessed: its mistake is reported, and the file read on.
    pub(super) fn guessed(catalogue: &'static Catalogue, section: &Section, found: &mut Diagnostics) -> Heading {
        let title = section.title.text();
        let contract = PhraseId::find("kind", Kind::Contract.key()).and_then(|id| near::literal(catalogue, id));
        let contract = contract.unwrap_or_default();
        let name = title.split_once(':').or_else(|| title.split_once(' ')).map_or(title, |(_, name)| name).trim();
        let fix = Fix { span: section.title.whole(), text: format!("{contract}: {name}") };
        found.push(diagnostic::no_contract(section.title.whole(), Some(fix)));
        Heading::Clause { kind: Kind::Contract, number: None, name: name.to_owned() }
    }

    pub(super) fn read(
        catalogue: &'static Catalogue,
        section: &Section,
        place: usize,
        found: &mut Diagnostics,
    ) -> Heading {
        let title = section.title.text();
        let span = section.title.whole();
        let named = |word: &str| kind_named(catalogue, word) == Some(Kind::Contract);
        let again = place > 0 && section.level == 1 && title.split_once(':').is_some_and(|(word, _)| named(word));
        // A second contract in the file is told as one below.
        if !again && ((place == 0) != (section.level == 1) || section.level > 2) {
            found.push(diagnostic::heading_level(span, title));
        }
        let numbered = title.trim_start_matches(['§', ' ']);
        let sign = title.len() - numbered.len();
        if sign > 0 {
            found.push(diagnostic::paragraph_sign(section.title.span(0, sign)));
        }
        let (whole, title) = (title, numbered);
        let behind = |number: &&str| title.get(number.len()..).is_some_and(|rest| rest.starts_with([' ', '.']));
        let number = lexeme(Lexeme::ClauseNumber, title).filter(behind);
        let rest = title.get(number.map_or(0, str::len)..).unwrap_or_default().trim_start_matches(['.', ' ']);
        let at = whole.len() - rest.len();
        let number = number.map(str::to_owned);
        let (words, name) = rest.split_once(':').map_or((rest, ""), |(words, name)| (words.trim(), name.trim()));
        let place_of = |words: &str| section.title.span(at, at + words.len());
        let kind = match kind_named(catalogue, words) {
            Some(kind) => kind,
            None if !rest.contains(':') && kind_before_name(catalogue, rest).is_some() => {
                let Some((kind, length)) = kind_before_name(catalogue, rest) else {
                    return Heading::Unread { kind: None, name: rest.to_owned() };
                };
                let (words, name) = rest.split_at_checked(length).unwrap_or((rest, ""));
                let fix = Fix { span: place_of(rest), text: format!("{words}: {}", name.trim()) };
                found.push(diagnostic::missing_colon(place_of(words), words, fix));
                return Heading::Clause { kind, number, name: name.trim().to_owned() };
            }
            None => {
                let (message, guessed) = near::unknown_kind(catalogue, words, place_of(words));
                found.push(message);
                match guessed.filter(|_| !name.is_empty()) {
                    Some(kind) => kind,
                    None => return Heading::Unread { kind: guessed, name: name.to_owned() },
                }
            }
        };
        if kind == Kind::Contract && place > 0 {
            found.push(diagnostic::second_of_kind(span, words.to_owned(), None));
            return Heading::Unread { kind: None, name: name.to_owned() };
        }
        if name.is_empty() {
            found.push(diagnostic::no_name(span, title));
            return Heading::Unread { kind: Some(kind), name: String::new() };
        }
        Heading::Clause { kind, number, name: name.to_owned() }
    }
}

/// The language whose word for a contract opens the document, and whether it does; else the one that it most likely is.
pub(super) fn language(sections: &[Section]) -> Option<(&'static Catalogue, bool)> {
    let title = sections.first()?.title.text();
    let (word, named) = title.split_once(':').map_or((title, false), |(word, _)| (word.trim(), true));
    let is = |catalogue: &&Catalogue| kind_named(catalogue, word) == Some(Kind::Contract);
    if let Some(catalogue) = Catalogue::all().iter().find(is).filter(|_| named) {
        return Some((catalogue, true));
    }
    let contract = PhraseId::find("kind", Kind::Contract.key())?;
    let first = title.split([' ', ':']).next().unwrap_or_default();
    let near = |catalogue: &&Catalogue| {
        near::literal(catalogue, contract).is_some_and(|word| near::nearest(first, [word].into_iter()).is_some())
    };
    // A file that names its clauses in a language is most likely in it.
    let clauses = |catalogue: &&Catalogue| {
        let kind = |section: &Section| {
            let title = section.title.text().trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '.');
            kind_named(catalogue, title.split(':').next().unwrap_or_default())
        };
        sections.iter().filter_map(kind).count()
    };
    let likely = Catalogue::all().iter().filter(|catalogue| clauses(catalogue) > 0).max_by_key(clauses);
    Catalogue::all().iter().find(near).or(likely).map(|catalogue| (catalogue, false))
}

fn kind_named(catalogue: &Catalogue, words: &str) -> Option<Kind> {
    let alike = |id: &PhraseId| near::is_said(catalogue, *id, words);
    class_of("kind").find(alike).and_then(|id| Kind::of_key(id.key()))
}

/// The kind whose word a heading begins with, and how long it is: `Servicezeit Betrieb`.
fn kind_before_name(catalogue: &Catalogue, title: &str) -> Option<(Kind, usize)> {
    let blanks = title.match_indices(' ').map(|(at, _)| at);
    let kind = |at: usize| Some((kind_named(catalogue, title.get(..at)?)?, at));
    blanks.filter_map(kind).max_by_key(|(_, length)| *length)
}
