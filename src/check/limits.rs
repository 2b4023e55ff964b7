//! Limits that a calendar never gives: a service window that does not open for so long, working days that never come.
//! What such a limit means for a verdict is left to `engine`.

use crate::{
    diagnostic::{self, Diagnostics},
    model::{Clause, HolidayLists, Kind, Model, Priorities, ServiceWindow, WorkingDays, calendar, working_days},
    name::Id,
    phrase::{Catalogue, PhraseId, Printer, ids},
    source::Span,
    syntax::{Block, ClauseText, Document},
    time::{Calendar, Horizon, Millis, ServiceClock, Zone},
};

/// Windows inside windows are followed so far; what lies deeper is laid out.
const MOST_DEEP: usize = 8;

/// Notes each table whose window never gives a limit, and working days that never come.
pub(super) fn check(document: &Document, model: &Model, found: &mut Diagnostics) {
    let Some(catalogue) = Catalogue::of(&document.lang) else { return };
    let printer = Printer::new(catalogue, &document.glossary, Zone::UTC);
    // What never opens may do so by what is wrong elsewhere.
    if found.refuse() {
        return;
    }
    // Of a contract with an unknown region nothing more is said: it is wrong elsewhere.
    let Ok(lists) = HolidayLists::of(model) else { return };
    let texts = document.clauses.iter().filter(|clause| clause.kind == Kind::Priorities);
    for (text, clause) in texts.zip(&model.priorities) {
        let Some((window, limit)) = clause.body.runs_during.as_ref().zip(longest(&clause.body)) else { continue };
        if surely_recurs(model, window, MOST_DEEP) {
            continue;
        }
        let gives = calendar(model, window).ok().map(|made| gives(model, &made, &lists, limit));
        if gives == Some(false) {
            let span = said(text, &[ids::PRIORITIES_RUNS]).unwrap_or(text.span);
            found.push(diagnostic::never_so_long(span, printer.word(window), limit));
        }
    }
    let head = document.clauses.iter().find(|clause| clause.kind == Kind::Contract);
    if let (Some(head), Some(defined @ WorkingDays::WindowBegins(window))) = (head, &model.head.working_days)
        && !surely_recurs(model, window, MOST_DEEP)
        && working_days(model, defined).is_ok_and(|made| !gives(model, &made, &lists, Millis(1)))
    {
        found.push(diagnostic::never_working_day(said(head, &[ids::CONTRACT_WORKING_DAYS_OF]).unwrap_or(head.span)));
    }
}

/// The longest limit of a table in hours and minutes.
fn longest(table: &Priorities) -> Option<Millis> {
    let limits = table.rows.iter().flat_map(|row| row.reaction.into_iter().chain(row.update));
    limits.filter_map(|limit| limit.time()).max()
}

/// Whether a window certainly opens again and again, so that it gives any limit: what hours it has come every week or
/// month, and nothing limits it.
fn surely_recurs(model: &Model, name: &Id, deep: usize) -> bool {
    let Some(Clause { body, .. }) = model.windows.iter().find(|clause| clause.name == *name) else { return true };
    let ServiceWindow { hours, always, never, together, only_within, without, breaks, .. } = body;
    let limited = *never || !only_within.is_empty() || !without.is_empty() || !breaks.is_empty();
    let within = |part: &Id| deep > 0 && surely_recurs(model, part, deep - 1);
    !limited && (*always || !hours.is_empty() || together.iter().any(within))
}

/// Whether a calendar gives so much from the contract's first day on, as far as it can be told.
fn gives(model: &Model, made: &Calendar, lists: &HolidayLists, limit: Millis) -> bool {
    let from = model.head.in_force_from;
    let start = from.map(|day| model.head.zone.first_instant_of(day));
    let year = from.map_or(2025, |day| day.year()).clamp(1970, 2099);
    let Ok(clock) = ServiceClock::compile(made, lists, Horizon::years(year, year)) else { return true };
    let start = start.unwrap_or(clock.determined().from);
    !matches!(clock.due(start, limit), Ok(None))
}

/// Where a clause says one of these.
fn said(clause: &ClauseText, of: &[PhraseId]) -> Option<Span> {
    clause.blocks.iter().find_map(|block| match block {
        Block::Statement(statement) if of.contains(&statement.said.id) => Some(statement.span),
        Block::Statement(_) | Block::Table(_) | Block::Wording { .. } => None,
    })
}
