//! Limits that a calendar never gives: a service window that does not open for so long (K509), working days that never
//! come (K510). What such a limit means for a verdict is left to `engine`.

use super::{Looking, place};
use crate::{
    diagnostic,
    model::{Clause, HolidayLists, Kind, Model, Priorities, ServiceWindow, WorkingDays, calendar, working_days},
    name::Id,
    phrase::ids,
    time::{Calendar, Horizon, Millis, ServiceClock},
};

/// Windows inside windows are followed so far; what lies deeper is laid out.
const MOST_DEEP: usize = 8;

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    // What never opens may do so by what is wrong elsewhere.
    if looking.refused || looking.lists.is_none() {
        return;
    }
    for (text, clause) in looking.clauses(Kind::Priorities, &model.priorities) {
        let Some((window, limit)) = clause.body.runs_during.as_ref().zip(longest(&clause.body)) else { continue };
        if surely_recurs(model, window, MOST_DEEP) {
            continue;
        }
        let made = calendar(model, window).ok().zip(looking.lists.as_ref());
        if made.is_some_and(|(made, lists)| !gives(model, &made, lists, limit)) {
            let name = looking.printer.word(window);
            looking.note(diagnostic::never_so_long(place(text, &[ids::PRIORITIES_RUNS]), name, limit));
        }
    }
    if let (Some(head), Some(defined @ WorkingDays::WindowBegins(window))) =
        (looking.first(Kind::Contract), &model.head.working_days)
        && !surely_recurs(model, window, MOST_DEEP)
        && working_days(model, defined)
            .ok()
            .zip(looking.lists.as_ref())
            .is_some_and(|(made, lists)| !gives(model, &made, lists, Millis(1)))
    {
        looking.note(diagnostic::never_working_day(place(head, &[ids::CONTRACT_WORKING_DAYS_OF])));
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
