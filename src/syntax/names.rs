//! The names that a document declares, known before its statements are read.
//! Whether a reference is right is left to `check`.

use crate::{
    model::Kind,
    name::{Glossary, Id, Lang},
    source::Span,
};
use std::collections::BTreeMap;

/// A declared name.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    /// The name as written.
    pub(crate) text: String,
    /// Its id.
    pub(crate) id: Id,
    /// The clause's number.
    pub(crate) number: Option<String>,
    /// Where it is declared.
    pub(crate) span: Span,
}

/// The names of a document by the kind of their clause, and its glossary.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    kinds: BTreeMap<Kind, Vec<Declared>>,
    glossary: Glossary,
}

impl Names {
    /// Names with this glossary, and no clause yet.
    pub(crate) fn new(glossary: Glossary) -> Self {
        Names { kinds: BTreeMap::new(), glossary }
    }

    /// Declares a clause's name; the earlier declaration of the same name, if there is one.
    pub(crate) fn declare(&mut self, kind: Kind, text: &str, number: Option<String>, span: Span) -> Option<Span> {
        let id = self.id(text);
        let names = self.kinds.entry(kind).or_default();
        let earlier = names.iter().find(|name| name.id == id).map(|name| name.span);
        if earlier.is_none() {
            names.push(Declared { text: text.to_owned(), id, number, span });
        }
        earlier
    }

    /// Declares a name that has its id already, by the word that a language has for it.
    pub(crate) fn declare_as(&mut self, kind: Kind, id: Id, word: &str, number: Option<String>) {
        let declared = Declared { text: word.to_owned(), id, number, span: Span::default() };
        self.kinds.entry(kind).or_default().push(declared);
    }

    /// The declared names of a kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> &[Declared] {
        self.kinds.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The id of a word: what the glossary binds it to, else its own.
    pub(crate) fn id(&self, word: &str) -> Id {
        self.glossary.id(word).unwrap_or_else(|| Id::of(word))
    }

    /// The glossary.
    pub(crate) fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// Binds a word that the glossary does not name to its own id, in no language: it is the same in all.
    pub(crate) fn keep(&mut self, word: &str) -> Id {
        let id = self.id(word);
        if self.glossary.id(word).is_none() {
            self.glossary.bind(id.clone(), Lang::new(""), word);
        }
        id
    }
}
