//! The columns that a mapping uses, and what the values of a cell mean.
//! Where the cells come from is left to `rows`.

use super::{
    Place,
    mistakes::{self, Mistakes},
    rows::Cells,
};
use klausel::event::UnusedReason;
use std::collections::HashMap;

/// The columns that a mapping uses, each once.
#[derive(Debug, Default)]
pub(super) struct Columns(Vec<(String, Place)>);

/// What a row says in one respect.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) from: From,
    pub(super) means: Means,
    /// Values of rows that the mapping leaves out on purpose.
    pub(super) skip: Vec<String>,
}

/// Where a value comes from.
#[derive(Debug)]
pub(super) enum From {
    /// A column.
    Column(usize),
    /// The mapping: it is the same in each row.
    Always(String),
}

/// What a cell's text means.
#[derive(Debug)]
pub(super) enum Means {
    /// Itself.
    AsItStands,
    /// A word of the mapping's, by its number.
    Words {
        words: Vec<String>,
        /// The number of the word that a cell's text means. Looked up, never walked.
        by_cell: HashMap<String, u32>,
        /// What a cell means that no word lists.
        others: Others,
    },
}

/// What a cell means that no word lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Nothing that is known: its row cannot be used.
    Unmapped,
    /// Itself.
    Themselves,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'c> {
    /// Nothing.
    Nothing,
    /// That the row is left out on purpose.
    Skip,
    /// A word; its number where the mapping lists words.
    Word(&'c str, u32),
}

impl Columns {
    /// The number of a column, which is added if it is new.
    pub(super) fn index(&mut self, name: String, at: Place) -> usize {
        if let Some(index) = self.0.iter().position(|(known, _)| *known == name) {
            return index;
        }
        self.0.push((name, at));
        self.0.len() - 1
    }

    /// The name of a column as the mapping writes it.
    pub(super) fn name(&self, column: usize) -> &str {
        &self.0[column].0
    }

    /// Where each column stands in a file with that header.
    pub(super) fn find(&self, header: &[String], mistakes: &mut Mistakes) -> Vec<usize> {
        self.0.iter().filter_map(|(name, at)| find(name, at, header, mistakes)).collect()
    }
}

fn find(name: &str, at: &Place, header: &[String], mistakes: &mut Mistakes) -> Option<usize> {
    let called = |wanted: &str| -> Vec<usize> {
        header.iter().enumerate().filter(|(_, name)| *name == wanted).map(|(position, _)| position).collect()
    };
    match called(name)[..] {
        [position] => return Some(position),
        [] => {}
        ref several => {
            mistakes.add(mistakes::ambiguous_column(at.clone(), name, several.len()));
            return None;
        }
    }
    let numbered = name
        .rsplit_once('#')
        .and_then(|(name, number)| called(name).get(number.parse::<usize>().ok()?.checked_sub(1)?).copied());
    if numbered.is_none() {
        mistakes.add(mistakes::no_column(at.clone(), name, header));
    }
    numbered
}

impl Value {
    /// What a row says.
    pub(super) fn read<'c>(&'c self, cells: &Cells<'c>) -> Result<Said<'c>, UnusedReason> {
        let column = match &self.from {
            From::Always(word) => return Ok(Said::Word(word, 0)),
            From::Column(column) => *column,
        };
        let Some(cell) = cells.text(column)? else { return Ok(Said::Nothing) };
        if self.skip.iter().any(|skip| skip == cell) {
            return Ok(Said::Skip);
        }
        match &self.means {
            Means::AsItStands => Ok(Said::Word(cell, 0)),
            Means::Words { words, by_cell, others } => match (by_cell.get(cell), others) {
                (Some(number), _) => Ok(Said::Word(&words[*number as usize], *number)),
                (None, Others::Themselves) => Ok(Said::Word(cell, 0)),
                (None, Others::Unmapped) => Err(cells.unmapped(column, cell)),
            },
        }
    }
}
