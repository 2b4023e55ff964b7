//! A table of a TOML file, read key by key: what is missing, of another kind or unknown is a mistake with its place.
//! What the keys mean is left to `parse`.

use super::mistakes::{self, Mistakes};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) text: String,
    pub(super) at: Range<usize>,
}

/// A table whose keys are taken one by one; [`Section::finish`] names those that nobody took.
pub(super) struct Section<'t> {
    /// Where it begins.
    pub(super) at: Range<usize>,
    table: &'t DeTable<'t>,
    known: Vec<&'static str>,
}

impl<'t> Section<'t> {
    pub(super) fn new(table: &'t DeTable<'t>, at: Range<usize>) -> Self {
        Section { at, table, known: Vec::new() }
    }

    fn take(&mut self, key: &'static str) -> Option<(&'t DeValue<'t>, Range<usize>)> {
        self.known.push(key);
        self.table.get(key).map(|value| (value.get_ref(), value.span()))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text, if the key is there.
    pub(super) fn text(&mut self, key: &'static str, example: &str, mistakes: &mut Mistakes) -> Option<Placed> {
        let (value, at) = self.take(key)?;
        let text = value.as_str().map(|text| Placed { text: text.to_owned(), at: at.clone() });
        if text.is_none() {
            mistakes.add(mistakes::wrong_kind(at, key, "a text", example));
        }
        text
    }

    /// A text that must be there.
    pub(super) fn needed_text(&mut self, key: &'static str, example: &str, mistakes: &mut Mistakes) -> Option<Placed> {
        if !self.has(key) {
            mistakes.add(mistakes::missing_key(self.at.clone(), key, example));
        }
        self.text(key, example, mistakes)
    }

    /// A text or a list of texts; none where the key is missing.
    pub(super) fn texts(&mut self, key: &'static str, example: &str, mistakes: &mut Mistakes) -> Vec<Placed> {
        let Some((value, at)) = self.take(key) else { return Vec::new() };
        texts_of(key, value, at, example, mistakes)
    }

    /// A table, if the key is there.
    pub(super) fn section(&mut self, key: &'static str, example: &str, mistakes: &mut Mistakes) -> Option<Section<'t>> {
        let (value, at) = self.take(key)?;
        let table = value.as_table();
        if table.is_none() {
            mistakes.add(mistakes::wrong_kind(at.clone(), key, "a table", example));
        }
        Some(Section::new(table?, at))
    }

    /// A table that must be there.
    pub(super) fn needed_section(
        &mut self,
        key: &'static str,
        example: &str,
        mistakes: &mut Mistakes,
    ) -> Option<Section<'t>> {
        if !self.has(key) {
            mistakes.add(mistakes::missing_key(self.at.clone(), key, example));
        }
        self.section(key, example, mistakes)
    }

    /// A list of tables; none where the key is missing.
    pub(super) fn sections(&mut self, key: &'static str, example: &str, mistakes: &mut Mistakes) -> Vec<Section<'t>> {
        let Some((value, at)) = self.take(key) else { return Vec::new() };
        let Some(list) = value.as_array() else {
            mistakes.add(mistakes::wrong_kind(at, key, "a list of tables", example));
            return Vec::new();
        };
        list.iter()
            .filter_map(|one| {
                let table = one.get_ref().as_table();
                if table.is_none() {
                    mistakes.add(mistakes::wrong_kind(one.span(), key, "a list of tables", example));
                }
                Some(Section::new(table?, one.span()))
            })
            .collect()
    }

    /// Every key with its texts, in the order of the file: a table whose keys the author chooses.
    pub(super) fn all_texts(&self, example: &str, mistakes: &mut Mistakes) -> Vec<(Placed, Vec<Placed>)> {
        let mut all: Vec<_> = self.table.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        all.into_iter()
            .map(|(key, value)| {
                let texts = texts_of(key.get_ref(), value.get_ref(), value.span(), example, mistakes);
                (Placed { text: key.get_ref().to_string(), at: key.span() }, texts)
            })
            .collect()
    }

    /// Every key with its table, in the order of the file.
    pub(super) fn all_sections(&self, example: &str, mistakes: &mut Mistakes) -> Vec<(Placed, Section<'t>)> {
        let mut all: Vec<_> = self.table.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        all.into_iter()
            .filter_map(|(key, value)| {
                let name = Placed { text: key.get_ref().to_string(), at: key.span() };
                let Some(table) = value.get_ref().as_table() else {
                    mistakes.add(mistakes::wrong_kind(value.span(), &name.text, "a table", example));
                    return None;
                };
                Some((name, Section::new(table, key.span())))
            })
            .collect()
    }

    /// Names the keys that nobody took.
    pub(super) fn finish(self, mistakes: &mut Mistakes) {
        for key in self.table.keys() {
            if !self.known.contains(&key.get_ref().as_ref()) {
                mistakes.add(mistakes::unknown_key(key.span(), key.get_ref(), &self.known));
            }
        }
    }
}

fn texts_of(key: &str, value: &DeValue<'_>, at: Range<usize>, example: &str, mistakes: &mut Mistakes) -> Vec<Placed> {
    if let Some(text) = value.as_str() {
        return vec![Placed { text: text.to_owned(), at }];
    }
    let Some(list) = value.as_array() else {
        mistakes.add(mistakes::wrong_kind(at, key, "a text or a list of texts", example));
        return Vec::new();
    };
    list.iter()
        .filter_map(|one| {
            let text = one.get_ref().as_str();
            if text.is_none() {
                mistakes.add(mistakes::wrong_kind(one.span(), key, "texts", example));
            }
            Some(Placed { text: text?.to_owned(), at: one.span() })
        })
        .collect()
}
