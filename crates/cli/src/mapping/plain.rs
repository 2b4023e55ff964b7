//! Rows that are events: one row, one event.
//! Rows that are snapshots are left to `snapshots`.

use super::{
    Field, Mapped, Mapping, Plain, Reads, Refused, RowOrder,
    columns::{From, Said},
    rows::{Cells, Taken, each_row},
};
use klausel::event::{Data, Datum, Event, Happening, Line, UnusedReason, Words};
use std::io;

pub(super) fn read(mapping: &Mapping, plain: &Plain, csv: impl io::Read, input: u32) -> Result<Mapped, Refused> {
    let mut mapped = Mapped::default();
    let mut words = Words::new();
    each_row(mapping, csv, input, &mut mapped, |cells, line, mapped| {
        let Some(event) = event(mapping, plain, cells, line, &mut words)? else { return Ok(Taken::Skipped) };
        mapped.events.push(event);
        Ok(Taken::Used)
    })?;
    Ok(mapped)
}

/// The event of a row; `None` where the mapping leaves the row out.
fn event(
    mapping: &Mapping,
    plain: &Plain,
    cells: &Cells<'_>,
    line: Line,
    words: &mut Words,
) -> Result<Option<Event>, UnusedReason> {
    let kind = match plain.kind.read(cells)? {
        Said::Skip => return Ok(None),
        Said::Word(kind, _) => kind,
        Said::Nothing => return Err(says_nothing(&plain.kind.from, "type", cells)),
    };
    let subject = match mapping.subject.read(cells)? {
        Said::Skip => return Ok(None),
        Said::Word(subject, _) => words.word(subject),
        Said::Nothing => return Err(says_nothing(&mapping.subject.from, "subject", cells)),
    };
    let at = cells.needed_instant(mapping.at)?;
    let known_at = mapping.known_at.map(|column| cells.instant(column)).transpose()?.flatten();
    let mut data = Data::new();
    for field in &mapping.data {
        match value(field, cells)? {
            Some(value) => data.put(&field.name, value),
            None => return Ok(None),
        }
    }
    let id = match plain.id {
        Some(column) => cells.text(column)?.ok_or_else(|| cells.missing(column))?.into(),
        None => line.line.to_string().into(),
    };
    let seq = match (mapping.ties, plain.order) {
        (Some(column), _) => Some(cells.needed_number(column)?),
        (None, RowOrder::IsSequence) => Some(u64::from(line.line)),
        (None, RowOrder::SaysNothing) => None,
    };
    let rank = plain.ranks.iter().position(|ranked| ranked == kind).unwrap_or(plain.ranks.len());
    Ok(Some(Event {
        id: Some(id),
        at,
        known_at,
        source: words.word(&mapping.source),
        rank: i32::try_from(rank).unwrap_or(i32::MAX),
        seq,
        corrects: plain.corrects.map(|column| cells.text(column)).transpose()?.flatten().map(Into::into),
        subject,
        says: Happening::read(kind, &data, words)?,
        line,
    }))
}

/// A field's value; `None` where the mapping leaves the row out.
pub(super) fn value<'c>(field: &'c Field, cells: &Cells<'c>) -> Result<Option<Datum<'c>>, UnusedReason> {
    if let (Reads::Time, From::Column(column)) = (field.reads, &field.value.from) {
        return Ok(Some(match cells.instant(*column)? {
            Some(at) => Datum::Text(at.to_string().into()),
            None => Datum::Null,
        }));
    }
    Ok(match field.value.read(cells)? {
        Said::Skip => None,
        Said::Nothing => Some(Datum::Null),
        Said::Word(word, _) => Some(Datum::Text(word.into())),
    })
}

pub(super) fn says_nothing(from: &From, field: &str, cells: &Cells<'_>) -> UnusedReason {
    match from {
        From::Column(column) => cells.missing(*column),
        From::Always(_) => UnusedReason::MissingField { field: field.to_owned() },
    }
}
