//! The rows of a CSV file as the mapping needs them: its columns found by the header, cells as texts and times.
//! What a row becomes is left to `plain` and `snapshots`.

use super::{Mapped, Mapping, Refused, columns::Columns, line_ends::LineFeeds};
use crate::safe::clip;
use csv::ByteRecord;
use klausel::{
    event::{Line, Unused, UnusedReason},
    time::Instant,
};
use std::io;

/// The cells of one row.
pub(super) struct Cells<'r> {
    record: &'r ByteRecord,
    positions: &'r [usize],
    mapping: &'r Mapping,
}

/// What became of a row that could be read.
pub(super) enum Taken {
    /// It was used.
    Used,
    /// The mapping leaves it out on purpose.
    Skipped,
}

/// Gives each row with its line to `take`, and lists those that it refuses.
pub(super) fn each_row(
    mapping: &Mapping,
    csv: impl io::Read,
    input: u32,
    mapped: &mut Mapped,
    mut take: impl FnMut(&Cells<'_>, Line, &mut Mapped) -> Result<Taken, UnusedReason>,
) -> Result<(), Refused> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mapping.separator)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(LineFeeds::new(csv));
    let mut record = ByteRecord::new();
    read_record(&mut reader, &mut record)?;
    let header: Vec<String> = record.iter().map(heading).collect();
    let mut mistakes = mapping.mistakes();
    let positions = mapping.columns.find(&header, &mut mistakes);
    if !mistakes.none() {
        return Err(Refused::Mapping(mistakes));
    }
    while read_record(&mut reader, &mut record)? {
        mapped.rows += 1;
        let line = Line { input, line: first_line(&reader, &record) };
        let cells = Cells { record: &record, positions: &positions, mapping };
        let taken = if record.len() == header.len() {
            take(&cells, line, mapped)
        } else {
            Err(UnusedReason::CellCount { found: record.len(), wanted: header.len() })
        };
        match taken {
            Ok(Taken::Used) => {}
            Ok(Taken::Skipped) => mapped.skipped += 1,
            Err(reason) => mapped.unused.push(Unused { line, id: None, reason }),
        }
    }
    Ok(())
}

/// The line on which a row begins. The reader stands after it, and counts a row's own line feeds; the position that it
/// gives a row is before the blank lines above.
fn first_line<R: io::Read>(reader: &csv::Reader<R>, record: &ByteRecord) -> u32 {
    let within = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
    reader.position().line().saturating_sub(1 + within).try_into().unwrap_or(u32::MAX)
}

fn heading(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned()
}

fn read_record(reader: &mut csv::Reader<impl io::Read>, record: &mut ByteRecord) -> Result<bool, Refused> {
    reader.read_byte_record(record).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => Refused::Input(error),
        other => Refused::Input(io::Error::other(format!("{other:?}"))),
    })
}

impl<'r> Cells<'r> {
    /// A cell's text without the spaces around it; `None` where it says nothing.
    pub(super) fn text(&self, column: usize) -> Result<Option<&'r str>, UnusedReason> {
        let cell = self.record.get(self.positions[column]).unwrap_or_default();
        let text = std::str::from_utf8(cell).map_err(|_| UnusedReason::BadField {
            field: self.columns().name(column).to_owned(),
            value: clip(&String::from_utf8_lossy(cell)),
        })?;
        let text = text.trim();
        let says_nothing = text.is_empty() || self.mapping.nothing.iter().any(|nothing| nothing == text);
        Ok((!says_nothing).then_some(text))
    }

    /// A cell as a time.
    pub(super) fn instant(&self, column: usize) -> Result<Option<Instant>, UnusedReason> {
        let Some(cell) = self.text(column)? else { return Ok(None) };
        self.mapping.times.read(self.columns().name(column), cell).map(Some)
    }

    /// A cell as a time that must be there.
    pub(super) fn needed_instant(&self, column: usize) -> Result<Instant, UnusedReason> {
        self.instant(column)?.ok_or_else(|| self.missing(column))
    }

    /// A cell as a whole number that must be there.
    pub(super) fn needed_number(&self, column: usize) -> Result<u64, UnusedReason> {
        let cell = self.text(column)?.ok_or_else(|| self.missing(column))?;
        cell.parse()
            .map_err(|_| UnusedReason::BadField { field: self.columns().name(column).to_owned(), value: clip(cell) })
    }

    pub(super) fn missing(&self, column: usize) -> UnusedReason {
        UnusedReason::MissingField { field: self.columns().name(column).to_owned() }
    }

    pub(super) fn unmapped(&self, column: usize, cell: &str) -> UnusedReason {
        UnusedReason::UnmappedValue { column: self.columns().name(column).to_owned(), value: clip(cell) }
    }

    fn columns(&self) -> &'r Columns {
        &self.mapping.columns
    }
}
