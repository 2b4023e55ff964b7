//! Limits of a table in days, weeks and months: reading a cell, the statements with a time, and what must be defined
//! for them. Counting days is left to `time`.

use super::{limits, of, part, rows, statements, terms};
use crate::{
    clauses::{ClauseReading, Part},
    diagnostic,
    model::{Days, Deadline, Priorities, PriorityRow, Raised},
    phrase::{Said, Value, ids},
    source::Span,
    syntax::{ClauseText, Statement},
    time::{EndsOnWorkingDay, Weekdays},
};

/// What limits in days ask of the rest of the contract: a definition of working days, and one type where time used
/// stays used.
pub(super) fn agree(reading: &mut ClauseReading<'_, '_>, table: &Priorities, clause: &ClauseText) {
    if limits(table).any(|limit| matches!(limit, Deadline::In(Days::WorkingDays(_)))) && !reading.defines_working_days()
    {
        let days = of(ids::CONTRACT_WORKING_DAYS).with("days", terms::say_weekdays(Weekdays::MONDAY_TO_FRIDAY));
        let example = reading.example(&days);
        let at = cell(clause, |days| matches!(days, Days::WorkingDays(_))).unwrap_or(reading.span);
        reading.report(diagnostic::working_days_undefined(at, example));
    }
    let months = cell(clause, |days| matches!(days, Days::Months(_)));
    if let (Some(at), None) = (months, table.day_end) {
        let both = [ids::PRIORITIES_DAY_END_MIDNIGHT, ids::PRIORITIES_DAY_END_SAME_TIME].map(of);
        let [default, other] = both.map(|said| reading.example(&said));
        reading.report_gap(diagnostic::month_ends_open(at, default, other));
    }
    let carries = statements(clause).find(|statement| statement.said.id == ids::PRIORITIES_CHANGED_CARRY);
    let mixed = |limit: fn(&PriorityRow) -> Option<Deadline>| {
        let mut all = table.rows.iter().filter_map(limit);
        let first = all.next();
        let other = first.and_then(|first| all.find(|other| !first.is_like(*other)));
        first.zip(other)
    };
    if let (Some(Raised::Carry), Some(statement)) = (table.raised, carries)
        && let Some((one, other)) = mixed(|row| row.reaction).or_else(|| mixed(|row| row.update))
    {
        let said = |limit| reading.reading.print(|printer| printer.value(&terms::say_limit(limit), "duration"));
        let mixed = diagnostic::carries_across_types(statement.span, said(one), said(other));
        reading.report(mixed);
    }
}

/// The first cell with such a limit in days.
fn cell(clause: &ClauseText, of: impl Fn(Days) -> bool) -> Option<Span> {
    rows(clause).find_map(|(table, row)| {
        let cells = ["reaction", "update"].into_iter().filter_map(|column| table.cell(row, column));
        let days = |cell: &&Statement| cell.said.slots.phrase("limit").and_then(|said| terms::days(said).ok());
        cells.into_iter().find(|cell| days(cell).is_some_and(|(days, _)| of(days))).map(|cell| cell.span)
    })
}

/// The statements that bear a time.
pub(super) fn say(table: &Priorities) -> Vec<Part> {
    let at = |id, time| part(Said::new(id).with("time", Value::Time(time)));
    let cut_off = table.cut_off.map(|time| at(ids::PRIORITIES_CUT_OFF, time));
    let ends = match table.working_day_end {
        Some(EndsOnWorkingDay::At(time)) => Some(at(ids::PRIORITIES_WORKING_END_AT, time)),
        Some(EndsOnWorkingDay::Midnight) => Some(at(ids::PRIORITIES_WORKING_END_AT, crate::time::TimeOfDay::END)),
        Some(EndsOnWorkingDay::LastClosing) | None => None,
    };
    cut_off.into_iter().chain(ends).collect()
}
