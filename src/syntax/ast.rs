//! A document as it was read: clauses, statements, tables, wording, each with its place; names are ids already.
//! What it means is left to `check`.

use crate::{
    model::{Binding, Kind},
    name::{Glossary, Id, Lang},
    phrase::{PhraseId, Said},
    source::Span,
};

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// The language of the file.
    pub lang: Lang,
    /// The words of every id.
    pub glossary: Glossary,
    /// Its clauses in order, the head first.
    pub clauses: Vec<ClauseText>,
}

/// A clause as it was read.
#[derive(Clone, Debug)]
pub struct ClauseText {
    /// Its kind.
    pub kind: Kind,
    /// The number as written.
    pub number: Option<String>,
    /// Its name's id.
    pub name: Id,
    /// Where its heading stands.
    pub span: Span,
    /// What it consists of, in order.
    pub blocks: Vec<Block>,
    /// Whether all of it was understood; else what it seems to lack may stand in what was not.
    pub whole: bool,
}

/// A part of a clause.
#[derive(Clone, Debug)]
pub enum Block {
    /// A statement.
    Statement(Statement),
    /// A table.
    Table(Table),
    /// Wording for people.
    Wording {
        /// Whether it binds.
        binding: Binding,
        /// The language that it is written in: the document's, unless it says that it was not translated.
        lang: Lang,
        /// The text.
        text: String,
        /// Where it stands.
        span: Span,
    },
}

/// A statement that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What is said.
    pub said: Said,
    /// Where it stands.
    pub span: Span,
    /// Where its slots stand, by role.
    pub places: Vec<(&'static str, Span)>,
}

/// A table whose columns are known.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where its header stands.
    pub span: Span,
    /// Its columns, in order.
    pub columns: Vec<PhraseId>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub span: Span,
    /// Its cells by column; `None`: could not be read.
    pub cells: Vec<Option<Statement>>,
}

impl Statement {
    /// Where the slot of that role stands, else the statement.
    #[must_use]
    pub fn place(&self, role: &str) -> Span {
        self.places.iter().find(|(other, _)| *other == role).map_or(self.span, |(_, span)| *span)
    }
}

impl Table {
    /// The cell of a row in the column with that key.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a Row, key: &str) -> Option<&'a Statement> {
        let column = self.columns.iter().position(|column| column.key() == key)?;
        row.cells.get(column)?.as_ref()
    }
}

/// A part of a document as a reader of the page sees it: what is seen must be what is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A heading with its level.
    Heading(usize, String),
    /// An item of a list.
    Item(String),
    /// A quote.
    Quote(String),
    /// A table: its header and its rows, cell by cell.
    Table(Vec<Vec<String>>),
}
