//! What only all windows and holidays of a contract show: windows made of themselves, rules that contradict each other.
//! Choices left open are left to `lint`, what a rule means on a day to `time`.

use crate::{
    clauses::Speaking,
    diagnostic::{self, Diagnostics},
    model::{HolidayLists, Kind, Model, NoCalendar, calendar, schedule},
    name::Id,
    phrase::{Catalogue, Printer, ids},
    source::Span,
    syntax::{Block, ClauseText, Document, Statement},
    time::{Calendar, FaultKind, Schedule, Zone},
};

/// More rules for dates than this are compared by `compile` only: a limit on hostile input, for every pair is compared.
const MOST_DATES: usize = 100;

/// Finds what is wrong with the windows of a contract.
pub(super) fn check(document: &Document, model: &Model, found: &mut Diagnostics) {
    let Some(catalogue) = Catalogue::of(&document.lang) else { return };
    let printer = Printer::new(catalogue, &document.glossary, Zone::UTC);
    let texts = document.clauses.iter().filter(|clause| clause.kind == Kind::ServiceWindow);
    // Of a contract with an unknown region nothing more is said: it is wrong elsewhere.
    let Ok(lists) = HolidayLists::of(model) else { return };
    for (text, clause) in texts.zip(&model.windows) {
        if calendar(model, &clause.name) == Err(NoCalendar::Circular(clause.name.clone())) {
            let statement = statements(text).find(|statement| leads_back(model, &clause.name, statement));
            let span = statement.map_or(text.span, |statement| statement.span);
            found.push(diagnostic::circular_window(span, &printer.word(&clause.name)));
        }
        let rules = schedule(&clause.body, model.head.zone);
        if !clause.body.together.is_empty() || clause.body.never || rules.dates.len() > MOST_DATES {
            continue;
        }
        let speaking = Speaking::of(text);
        faults(&rules, &lists, &speaking, text.span, found);
    }
}

fn statements(clause: &ClauseText) -> impl Iterator<Item = &Statement> {
    clause.blocks.iter().filter_map(|block| match block {
        Block::Statement(statement) => Some(statement),
        Block::Table(_) | Block::Wording { .. } => None,
    })
}

/// Whether a statement of a window's clause names a window that is made of it.
fn leads_back(model: &Model, own: &Id, statement: &Statement) -> bool {
    let slots = &statement.said.slots;
    let made_of = [ids::SERVICE_WINDOW_AS, ids::SERVICE_WINDOW_TOGETHER];
    let limited = [ids::SERVICE_WINDOW_ONLY_WITHIN, ids::SERVICE_WINDOW_WITHOUT];
    let about = made_of.contains(&statement.said.id) || limited.contains(&statement.said.id);
    let mut named = slots.name("window").into_iter().chain(slots.names("windows"));
    about && named.any(|name| name == *own || matches!(calendar(model, &name), Err(NoCalendar::Circular(_))))
}

/// Reports two rules of one rank that give one day different hours.
fn faults(rules: &Schedule, lists: &HolidayLists, speaking: &Speaking, heading: Span, found: &mut Diagnostics) {
    let faults = crate::time::check(&Calendar::Schedule(rules.clone()), lists).unwrap_or_default();
    for fault in faults {
        // Whatever is wrong with a single statement was reported when it was read.
        if let FaultKind::SameRank { rank, first, second, day } = fault.kind {
            let second = speaking.place(rank, second).unwrap_or(heading);
            found.push(diagnostic::same_rank(second, day, speaking.place(rank, first)));
        }
    }
}
