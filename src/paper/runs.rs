//! A printed phrase in pieces: names and references are marked as they are printed, and found again in the text.
//! Where they lead is left to the parent.

use super::Run;
use crate::{
    model::{ClauseId, Kind},
    name::{Glossary, Id},
    phrase::{Catalogue, Printer, References, Said, Words, ids},
};
use std::collections::BTreeMap;

/// What a marked piece names.
pub(super) enum Named {
    /// A clause, by kind and name.
    Clause(ClauseId),
    /// A name in a statement.
    Word(Id),
}

/// Marks names and references with characters that the contract does not have.
pub(super) struct Marked<'a> {
    glossary: &'a Glossary,
    numbers: &'a BTreeMap<ClauseId, String>,
    open: char,
    between: char,
    close: char,
}

impl<'a> Marked<'a> {
    /// `None`: the text has every character that could mark something.
    pub(super) fn of(text: &str, glossary: &'a Glossary, numbers: &'a BTreeMap<ClauseId, String>) -> Option<Self> {
        let mut free = ('\u{e000}'..='\u{f8ff}').filter(|c| !text.contains(*c));
        let (open, between, close) = (free.next()?, free.next()?, free.next()?);
        Some(Marked { glossary, numbers, open, between, close })
    }

    /// The text without its marks.
    fn plain(&self, text: &str) -> String {
        self.runs(text, |_| None).into_iter().map(|run| run.text).collect()
    }

    /// The pieces of a printed text, each with where it leads.
    pub(super) fn runs(&self, text: &str, to: impl Fn(Named) -> Option<String>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut put = |text: &str, to: Option<String>| match runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.to == to => last.text.push_str(text),
            _ => runs.push(Run { text: text.to_owned(), to }),
        };
        let mut rest = text;
        while let Some((before, marked)) = rest.split_once(self.open) {
            put(before, None);
            let Some((inside, after)) = marked.split_once(self.close) else { break };
            let (name, shown) = inside.split_once(self.between).unwrap_or(("", inside));
            put(shown, self.named(name).and_then(&to));
            rest = after;
        }
        put(rest, None);
        runs
    }

    fn named(&self, name: &str) -> Option<Named> {
        match name.split_once(':') {
            Some(("", word)) => Some(Named::Word(Id::of(word))),
            Some((kind, name)) => Kind::of_key(kind).map(|kind| Named::Clause(ClauseId::new(kind, Id::of(name)))),
            None => None,
        }
    }
}

impl Words for Marked<'_> {
    fn word(&self, id: &Id, catalogue: &Catalogue) -> String {
        let word = self.glossary.word(id, &catalogue.lang());
        format!("{}:{id}{}{word}{}", self.open, self.between, self.close)
    }
}

impl References for Marked<'_> {
    fn reference(&self, printer: &Printer<'_>, clause: &ClauseId, written: String) -> String {
        let mut shown = self.plain(&written);
        if let Some(number) = self.numbers.get(clause) {
            let said = Said::new(ids::REF_NUMBER).with("number", number.as_str());
            shown = format!("{shown} {}", printer.say(&said));
        }
        format!("{}{}:{}{}{shown}{}", self.open, clause.kind.key(), clause.name, self.between, self.close)
    }
}
