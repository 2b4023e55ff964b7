//! Words of events as small numbers: every name that a contract declares, found by its id or any language's word.
//! Which field may hold which name is left to `bind`.

use crate::{
    model::{AnyOr, Model},
    name::Id,
};

/// A name that the contract declares, as a number within its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) struct Name(u32);

/// The names of a program and the words that mean them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Sorted; a name's number is its place here.
    ids: Vec<Id>,
    /// Sorted by word; each as written and as folded by [`Id::of`].
    words: Vec<(Box<str>, Name)>,
}

impl Name {
    /// A word that means no name of the contract, where that alone decides (a category of no table).
    pub(crate) const OTHER: Name = Name(u32::MAX);
}

impl Names {
    pub(crate) fn of(model: &Model) -> Names {
        let mut ids: Vec<Id> = declared(model).chain(model.glossary.iter().map(|(id, _)| id.clone())).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut names = Names { ids, words: Vec::new() };
        let mut words: Vec<(Box<str>, Name)> = Vec::new();
        for (number, id) in (0..).zip(&names.ids) {
            words.push((Box::from(id.as_str()), Name(number)));
        }
        for (id, by_language) in model.glossary.iter() {
            let Some(name) = names.exact(id) else { continue };
            for word in by_language.values() {
                words.push((Box::from(word.as_str()), name));
                words.push((Box::from(Id::of(word).as_str()), name));
            }
        }
        // An id means itself, whatever else is called so: it was pushed first and the sort is stable.
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words.dedup_by(|next, kept| next.0 == kept.0);
        names.words = words;
        names
    }

    /// The name that a word means.
    pub(crate) fn find(&self, word: &str) -> Option<Name> {
        self.written(word).or_else(|| self.written(Id::of(word).as_str()))
    }

    /// The name with that id.
    pub(crate) fn exact(&self, id: &Id) -> Option<Name> {
        let place = self.ids.binary_search(id).ok()?;
        u32::try_from(place).ok().map(Name)
    }

    pub(crate) fn id(&self, name: Name) -> Option<&Id> {
        self.ids.get(usize::try_from(name.0).ok()?)
    }

    /// The id that a word of an event means: what the contract binds it to, else its own.
    pub(crate) fn meaning(&self, word: &str) -> Id {
        self.find(word).and_then(|name| self.id(name)).cloned().unwrap_or_else(|| Id::of(word))
    }

    fn written(&self, word: &str) -> Option<Name> {
        let place = self.words.binary_search_by(|(held, _)| (**held).cmp(word)).ok()?;
        self.words.get(place).map(|(_, name)| *name)
    }
}

/// Every id by which the model's clauses refer to something that events may name.
fn declared(model: &Model) -> impl Iterator<Item = Id> + '_ {
    let services = model.services.iter().flat_map(|clause| clause.body.names(&clause.name));
    let tables = model.priorities.iter().flat_map(|clause| {
        let body = &clause.body;
        let keys = body.rows.iter().flat_map(|row| [&row.effect, &row.extent]).filter_map(|key| match key {
            AnyOr::Is(id) => Some(id),
            AnyOr::Any | AnyOr::Otherwise => None,
        });
        let priorities = body.rows.iter().map(|row| &row.priority);
        body.category.iter().chain(&body.effects).chain(&body.extents).chain(priorities).chain(keys)
    });
    services.chain(tables).cloned()
}
