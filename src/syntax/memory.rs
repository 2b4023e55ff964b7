//! What texts were read as, kept from one reading of a document to the next: after an edit of one line only that line is
//! read anew. It holds as long as what reading depends on is the same: the language and the names.

use super::{
    matching::{Failure, Reading},
    names::Names,
};
use crate::phrase::{Catalogue, PhraseId};
use std::collections::HashMap;

/// A text of a class as it was read: every complete reading, or how far the best attempt came.
type Read = Result<Vec<Reading>, Failure>;

/// By the first phrase of a class, then by text. Only looked up, never gone through: its order reaches nothing.
type Readings = HashMap<PhraseId, HashMap<String, Read>>;

/// The texts of a document as they were read.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// What the readings depend on.
    depends: Option<(&'static str, Names)>,
    /// Of the document before; what the present one uses again moves on, the rest is forgotten with it.
    before: Readings,
    now: Readings,
}

impl Memory {
    /// A document is read, with these names.
    pub(super) fn begin(&mut self, catalogue: &'static Catalogue, names: &Names) {
        self.before = std::mem::take(&mut self.now);
        let same = self.depends.as_ref().is_some_and(|(tag, old)| *tag == catalogue.tag() && old.reads_like(names));
        if !same {
            self.before.clear();
            self.depends = Some((catalogue.tag(), names.clone()));
        }
    }

    /// What a text was read as.
    pub(super) fn recall(&mut self, class: PhraseId, text: &str) -> Option<Read> {
        if let Some(known) = self.now.get(&class).and_then(|texts| texts.get(text)) {
            return Some(known.clone());
        }
        let (text, known) = self.before.get_mut(&class)?.remove_entry(text)?;
        self.now.entry(class).or_default().insert(text, known.clone());
        Some(known)
    }

    pub(super) fn keep(&mut self, class: PhraseId, text: &str, read: &Read) {
        self.now.entry(class).or_default().insert(text.to_owned(), read.clone());
    }
}
