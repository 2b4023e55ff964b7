//! Rows of CSV as events, by a mapping file that says what the columns mean; `docs/mapping.md` teaches it.
//! What the events mean is left to the contract.

mod columns;
mod line_ends;
mod mistakes;
mod parse;
mod plain;
mod rows;
mod rules;
mod snapshots;
mod times;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use mistakes::Mistakes;

use columns::{Columns, Value};
use klausel::{
    event::{Event, Unused},
    time::Instant,
};
use std::{io, ops::Range};
use times::Times;

/// A mapping file: which columns, what their values mean, and how rows become events.
#[derive(Debug)]
pub(crate) struct Mapping {
    file: String,
    text: String,
    /// The source that the events name.
    source: String,
    separator: u8,
    /// Values which say nothing, as an empty cell does.
    nothing: Vec<String>,
    times: Times,
    columns: Columns,
    subject: Value,
    at: usize,
    known_at: Option<usize>,
    /// A column of whole numbers that orders rows of the same instant.
    ties: Option<usize>,
    /// Fields of the events' data.
    data: Vec<Field>,
    rows: Rows,
}

/// A field of the events' data and where its value comes from.
#[derive(Debug)]
struct Field {
    name: String,
    value: Value,
    reads: Reads,
}

/// What a field's cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// A word.
    Word,
    /// A time of the mapping's format.
    Time,
}

/// What a row is.
#[derive(Debug)]
enum Rows {
    /// An event.
    Events(Plain),
    /// A subject as it stood after an update.
    Snapshots(Snapshots),
}

/// How a row is an event.
#[derive(Debug)]
struct Plain {
    kind: Value,
    id: Option<usize>,
    corrects: Option<usize>,
    /// Whether the order of the rows is the source's own.
    order: RowOrder,
    /// Types in the order in which they come at one instant.
    ranks: Vec<String>,
}

/// Whether rows stand in the order in which they happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowOrder {
    /// They do: it decides ties.
    IsSequence,
    /// It says nothing.
    SaysNothing,
}

/// How snapshots become events.
#[derive(Debug)]
struct Snapshots {
    state: Option<Value>,
    rules: Vec<Rule>,
}

/// One rule: which event a row makes, and when.
#[derive(Debug)]
struct Rule {
    kind: String,
    on: On,
    /// Another time column than the row's.
    at: Option<usize>,
    /// The fields that the event carries, as indexes of [`Mapping::data`].
    fields: Vec<usize>,
}

/// A set of classes of states, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Classes(u64);

/// When a rule makes its event.
#[derive(Debug)]
enum On {
    /// At the subject's first row whose state is one of these.
    First(Classes),
    /// Where a field says otherwise than it did in the rows before.
    Change(usize),
    /// Where the row before was in one of these states, and this one is in none.
    Leave(Classes),
    /// Where this row is in one of these states, and the row before in none of these or those.
    Enter { into: Classes, not_from: Classes },
    /// Where none of these rules, a bit each, made an event of the row.
    Other(u64),
}

/// What an input came to.
#[derive(Debug, Default)]
pub(crate) struct Mapped {
    /// The events: of plain rows in the order of the file, of snapshots subject by subject.
    pub(crate) events: Vec<Event>,
    /// What could not be used, in the order of the file.
    pub(crate) unused: Vec<Unused>,
    /// Rows read, without the header.
    pub(crate) rows: u64,
    /// Rows that the mapping leaves out on purpose.
    pub(crate) skipped: u64,
}

/// Why an input could not be read at all.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The mapping does not fit the file.
    Mapping(Mistakes),
    /// The input failed.
    Input(io::Error),
}

impl Mapping {
    /// Reads a mapping file; `file` is what a person calls it.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, Mistakes> {
        parse::parse(file, text)
    }

    /// Reads the rows of a CSV input of that number in [`klausel::event::Line`].
    pub(crate) fn read(&self, csv: impl io::Read, input: u32) -> Result<Mapped, Refused> {
        match &self.rows {
            Rows::Events(plain) => plain::read(self, plain, csv, input),
            Rows::Snapshots(snapshots) => snapshots::read(self, snapshots, csv, input),
        }
    }

    fn mistakes(&self) -> Mistakes {
        Mistakes::new(&self.file, &self.text)
    }
}

impl Classes {
    const NONE: Classes = Classes(0);
    const ALL: Classes = Classes(u64::MAX);

    fn contains(self, class: u32) -> bool {
        self.0 >> class & 1 == 1
    }
}

/// Where something stands in the mapping file.
type Place = Range<usize>;

/// No time said; before every time that is.
const NO_TIME: Instant = Instant::MIN;
