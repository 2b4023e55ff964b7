//! Names that a contract declares, their ids, and the words of each language that mean them.
//! Which names a contract declares is left to `model`.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// The id of a name: what events carry and what two documents of one contract share.
///
/// A name without a row in the glossary has its own text as id, folded by [`Id::of`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

/// The tag of a language, such as `de` (BCP 47).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lang(Arc<str>);

/// The words that mean each id, by language: `glossary.word(id, lang)` and back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glossary {
    words: BTreeMap<Id, BTreeMap<Lang, String>>,
}

impl Id {
    /// The id of a name that no glossary names: lower case, every run of other characters than letters and digits
    /// one hyphen.
    ///
    /// ```
    /// # use klausel::Id;
    /// assert_eq!(Id::of("Router TRAUT").as_str(), "router-traut");
    /// ```
    #[must_use]
    pub fn of(name: &str) -> Self {
        let mut id = String::with_capacity(name.len());
        for c in name.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                id.push(c);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        while id.ends_with('-') {
            id.pop();
        }
        Id(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Lang {
    /// The language with that tag.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        Lang(tag.into())
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Glossary {
    /// Binds `word` to `id` in `lang`.
    pub fn bind(&mut self, id: Id, lang: Lang, word: impl Into<String>) {
        self.words.entry(id).or_default().insert(lang, word.into());
    }

    /// The id that a word of any language means; an id means itself. Case and hyphens do not matter.
    #[must_use]
    pub fn id(&self, word: &str) -> Option<Id> {
        let folded = Id::of(word);
        if self.words.contains_key(&folded) {
            return Some(folded);
        }
        let means = |words: &BTreeMap<Lang, String>| words.values().any(|w| Id::of(w) == folded);
        self.words.iter().find(|(_, words)| means(words)).map(|(id, _)| id.clone())
    }

    /// The word for `id` in `lang`, else in the first language that has one, else the id itself.
    #[must_use]
    pub fn word<'a>(&'a self, id: &'a Id, lang: &Lang) -> &'a str {
        let words = self.words.get(id);
        let word = words.and_then(|words| words.get(lang).or_else(|| words.values().next()));
        word.map_or(id.as_str(), String::as_str)
    }

    /// All ids with their words, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &BTreeMap<Lang, String>)> + Clone {
        self.words.iter()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
