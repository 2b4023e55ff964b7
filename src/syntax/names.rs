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
    /// Each word of the glossary, folded, with the id that it means: every name in every line asks for one.
    folded: BTreeMap<Id, Id>,
    /// Headings that could not be read, with what is known of them.
    unread: Vec<(Option<Kind>, String)>,
}

impl Names {
    /// Names with this glossary, and no clause yet.
    pub(crate) fn new(glossary: Glossary) -> Self {
        let mut folded = BTreeMap::new();
        for (id, words) in glossary.iter() {
            for word in words.values() {
                folded.entry(Id::of(word)).or_insert_with(|| id.clone());
            }
        }
        // An id means itself, whatever else a word of the same letters means.
        folded.extend(glossary.iter().map(|(id, _)| (id.clone(), id.clone())));
        Names { kinds: BTreeMap::new(), glossary, folded, unread: Vec::new() }
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

    /// A heading that could not be read may declare a name of that kind, or of any.
    pub(crate) fn doubt(&mut self, kind: Option<Kind>, name: &str) {
        self.unread.push((kind, name.to_lowercase()));
    }

    /// Whether a name that nobody declares may be that of a heading that could not be read.
    pub(crate) fn is_doubtful(&self, kind: Kind, name: &str) -> bool {
        let name = name.to_lowercase();
        let may = |unread: &(Option<Kind>, String)| {
            unread.0.is_none_or(|other| other == kind) && (unread.1.is_empty() || unread.1.ends_with(&name))
        };
        self.unread.iter().any(may)
    }

    /// Declares a name that has its id already, by the word that a language has for it.
    pub(crate) fn declare_as(&mut self, kind: Kind, id: Id, word: &str, number: Option<String>) {
        let declared = Declared { text: word.to_owned(), id, number, span: Span::default() };
        self.kinds.entry(kind).or_default().push(declared);
    }

    /// Whether texts are read by these names as by others: places decide nothing.
    pub(super) fn reads_like(&self, other: &Names) -> bool {
        let alike = |one: &Declared, other: &Declared| {
            one.text == other.text && one.id == other.id && one.number == other.number
        };
        let all_alike = |one: &[Declared], other: &[Declared]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        };
        self.folded == other.folded
            && self.kinds.len() == other.kinds.len()
            && self.kinds.iter().all(|(kind, names)| all_alike(names, other.of_kind(*kind)))
    }

    /// The declared names of a kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> &[Declared] {
        self.kinds.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The id of a word: what the glossary binds it to, else its own.
    pub(crate) fn id(&self, word: &str) -> Id {
        let own = Id::of(word);
        self.folded.get(&own).cloned().unwrap_or(own)
    }

    /// The glossary.
    pub(crate) fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// Binds a word that the glossary does not name to its own id, in no language: it is the same in all.
    pub(crate) fn keep(&mut self, word: &str) -> Id {
        let own = Id::of(word);
        if let Some(id) = self.folded.get(&own) {
            return id.clone();
        }
        self.glossary.bind(own.clone(), Lang::new(""), word);
        self.folded.insert(own.clone(), own.clone());
        own
    }
}
