//! What can be said, in each language: phrases with typed slots, one catalogue a language.
//! Reading a text by them is left to `syntax`, what a statement means to `clauses`.

mod print;
mod value;

pub use print::{Numbered, Printer, References, Words};
pub use value::{Slots, Value};

use crate::{
    digest::{Digest, Digesting},
    name::Lang,
};

/// A phrase, the same in every language; its constants are [`ids`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhraseId(u16);

/// Some way of saying a phrase: literal words and slots.
pub type Pattern = &'static [Piece];

/// A piece of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words that are said so.
    Literal(&'static str),
    /// Words that may be said, and are not printed.
    Optional(&'static str),
    /// A place for a value.
    Slot(Slot),
}

/// A place for a value in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What the value is in the statement.
    pub role: &'static str,
    /// What it must be: a lexeme, a reference `kind/form`, or a class of phrases.
    pub of: &'static str,
    /// Whether several may stand there, with commas.
    pub many: bool,
}

/// All phrases of one language.
#[derive(Debug)]
pub struct Catalogue {
    tag: &'static str,
    phrases: &'static [&'static [Pattern]],
}

/// A phrase with what stands in its slots: what a text says, before it is known what it means, and what is said in
/// print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The phrase.
    pub id: PhraseId,
    /// What stands in its slots.
    pub slots: Slots,
}

include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// What all catalogues are known by: another after any change of any phrase.
#[must_use]
pub fn digest() -> Digest {
    let mut digesting = Digesting::default();
    // What stands apart stays apart: no text holds the bytes between.
    let mut take = |text: &str| {
        digesting.take(text.as_bytes());
        digesting.take(&[0]);
    };
    for catalogue in Catalogue::all() {
        take(catalogue.tag);
        for (name, patterns) in NAMES.iter().zip(catalogue.phrases) {
            take(name);
            for pattern in patterns.iter() {
                take("|");
                for piece in pattern.iter() {
                    match piece {
                        Piece::Literal(words) => take(words),
                        Piece::Optional(words) => take(&format!("[{words}]")),
                        Piece::Slot(Slot { role, of, many }) => take(&format!("{{{role}:{of}:{many}}}")),
                    }
                }
            }
        }
    }
    digesting.digest()
}

impl PhraseId {
    /// Its class and key, as the catalogues name it: `service.availability`.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or_default()
    }

    /// Its key, without the class.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.name().rsplit_once('.').map_or("", |(_, key)| key)
    }

    /// Its class.
    #[must_use]
    pub fn class(self) -> &'static str {
        self.name().rsplit_once('.').map_or("", |(class, _)| class)
    }

    /// The phrase `key` of `class`.
    #[must_use]
    pub fn find(class: &str, key: &str) -> Option<PhraseId> {
        class_of(class).find(|id| id.key() == key)
    }
}

/// The phrases of a class, in the order of their keys; none for a class that no catalogue has.
pub fn class_of(class: &str) -> impl Iterator<Item = PhraseId> + use<> {
    let found = CLASSES.binary_search_by(|(name, ..)| name.cmp(&class)).ok().and_then(|at| CLASSES.get(at));
    let (first, end) = found.map_or((0, 0), |(_, first, end)| (*first, *end));
    (first..end).map(PhraseId)
}

impl Catalogue {
    /// The catalogue of a language; `None`: no folder of that name was there when the crate was built.
    #[must_use]
    pub fn of(lang: &Lang) -> Option<&'static Catalogue> {
        CATALOGUES.iter().find(|catalogue| catalogue.tag == lang.as_str())
    }

    /// All catalogues, by tag.
    #[must_use]
    pub fn all() -> &'static [Catalogue] {
        CATALOGUES
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::new(self.tag)
    }

    /// The tag of the language.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// The ways of saying a phrase, the canonical one first; empty where the language has none.
    #[must_use]
    pub fn patterns(&self, id: PhraseId) -> &'static [Pattern] {
        self.phrases.get(usize::from(id.0)).copied().unwrap_or_default()
    }

    /// What this language, or else the language itself, calls a language.
    #[must_use]
    pub fn tongue(&self, lang: &Lang) -> String {
        let own = |catalogue: &Catalogue| {
            let id = PhraseId::find("tongue", lang.as_str())?;
            match catalogue.patterns(id).first() {
                Some([Piece::Literal(name)]) => Some((*name).to_owned()),
                _ => None,
            }
        };
        let name = own(self).or_else(|| Catalogue::of(lang).and_then(own));
        name.unwrap_or_else(|| lang.as_str().to_owned())
    }

    /// The language that a word of any catalogue names; a tag names itself.
    #[must_use]
    pub fn language_named(word: &str) -> Option<Lang> {
        let called = |id: &PhraseId| {
            let said = |p: &Pattern| matches!(p, [Piece::Literal(name)] if name.to_lowercase() == word.to_lowercase());
            CATALOGUES.iter().any(|catalogue| catalogue.patterns(*id).iter().any(said)) || id.key() == word
        };
        class_of("tongue").find(called).map(|id| Lang::new(id.key()))
    }
}

impl Said {
    /// A phrase without slots.
    #[must_use]
    pub fn new(id: PhraseId) -> Self {
        Said { id, slots: Slots::default() }
    }

    /// With a value in the slot of that role.
    #[must_use]
    pub fn with(mut self, role: &'static str, value: impl Into<Value>) -> Self {
        self.slots.put(role, value.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_of_every_language_is_a_class_or_a_lexeme() {
        for catalogue in Catalogue::all() {
            for id in (0..).map(PhraseId).take(NAMES.len()) {
                for piece in catalogue.patterns(id).iter().flat_map(|pattern| pattern.iter()) {
                    let Piece::Slot(slot) = piece else { continue };
                    let class = slot.of.split_once('/').map_or(slot.of.to_owned(), |(kind, form)| {
                        assert!(PhraseId::find(&format!("ref.{kind}"), form).is_some(), "{} {}", id.name(), slot.of);
                        format!("ref.{kind}")
                    });
                    let known = class_of(&class).next().is_some() || Value::LEXEMES.contains(&slot.of);
                    assert!(known, "{}: [{}] asks for {:?}", catalogue.tag, id.name(), slot.of);
                }
            }
        }
    }

    #[test]
    fn ids_keep_their_class_and_key() {
        assert_eq!(ids::SERVICE_AVAILABILITY.class(), "service");
        assert_eq!(ids::SERVICE_AVAILABILITY.key(), "availability");
        assert_eq!(PhraseId::find("service", "availability"), Some(ids::SERVICE_AVAILABILITY));
    }
}
