//! Rows of a priority table that can never apply (K513), cases that no row has (K514), and cases that fall to `otherwise`
//! although a lesser case is more urgent by a row above (K515). Each is said with the row or the case that shows it.

use super::Looking;
use crate::{
    diagnostic,
    model::{AnyOr, Kind, Priorities, PriorityRow},
    name::Id,
    source::Span,
    syntax::{Block, ClauseText},
};

/// An effect and an extent by their places in their lists, worst and widest first.
type Case = (usize, usize);

/// Tables with more cases are not looked through: a limit on hostile input.
const MOST_CASES: usize = 2_500;

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::Priorities, &model.priorities) {
        let table = &clause.body;
        let places = rows(text);
        let tells = table.rows.iter().any(|row| row.effect != AnyOr::Any || row.extent != AnyOr::Any);
        let size = table.effects.len().max(1) * table.extents.len().max(1);
        if !tells || places.len() != table.rows.len() || size > MOST_CASES {
            continue;
        }
        let cases: Vec<(Case, Option<usize>)> = cases(table).map(|case| (case, row_of(table, case))).collect();
        never_applied(looking, table, &cases, &places);
        if let Some((case, _)) = cases.iter().find(|(_, row)| row.is_none()) {
            let said = said(looking, table, *case);
            let span = places.last().copied().unwrap_or(text.span);
            looking.note(diagnostic::case_without_row(span, said));
        }
        if let Some((case, row, lesser, above)) = worse_than_above(table, &cases) {
            let word =
                |row: usize| table.rows.get(row).map(|row| looking.printer.word(&row.priority)).unwrap_or_default();
            let (low, high) = (word(row), word(above));
            let (case, lesser) = (said(looking, table, case), said(looking, table, lesser));
            let place = |row: usize| places.get(row).copied();
            let span = place(row).unwrap_or(text.span);
            looking.note(diagnostic::otherwise_worse(span, place(above), (case, low), (lesser, high)));
        }
    }
}

/// Where the rows of a clause's tables stand.
fn rows(text: &ClauseText) -> Vec<Span> {
    let tables = text.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Statement(_) | Block::Wording { .. } => None,
    });
    tables.flat_map(|table| table.rows.iter().map(|row| row.span)).collect()
}

/// Every case, the worst first.
fn cases(table: &Priorities) -> impl Iterator<Item = Case> + use<> {
    let (effects, extents) = (table.effects.len().max(1), table.extents.len().max(1));
    (0..effects).flat_map(move |effect| (0..extents).map(move |extent| (effect, extent)))
}

/// The first row that matches.
fn row_of(table: &Priorities, case: Case) -> Option<usize> {
    table.rows.iter().position(|row| matches(table, row, case))
}

fn matches(table: &Priorities, row: &PriorityRow, (effect, extent): Case) -> bool {
    is(&row.effect, table.effects.get(effect)) && is(&row.extent, table.extents.get(extent))
}

/// `otherwise` is what the rows above leave, and those were asked first.
fn is(cell: &AnyOr, value: Option<&Id>) -> bool {
    match cell {
        AnyOr::Any | AnyOr::Otherwise => true,
        AnyOr::Is(id) => Some(id) == value,
    }
}

/// Notes each row all of whose cases rows above it take.
fn never_applied(looking: &mut Looking<'_>, table: &Priorities, cases: &[(Case, Option<usize>)], places: &[Span]) {
    for (place, row) in table.rows.iter().enumerate() {
        if cases.iter().any(|(_, taken)| *taken == Some(place)) {
            continue;
        }
        let own = cases.iter().find(|(case, _)| matches(table, row, *case));
        let first = own.and_then(|(_, taken)| *taken).and_then(|taken| places.get(taken)).copied();
        if let Some(span) = places.get(place) {
            looking.note(diagnostic::row_never_applies(*span, first));
        }
    }
}

/// A case that a row with `otherwise` takes, and a lesser one that a row above gives a more urgent priority.
fn worse_than_above(table: &Priorities, cases: &[(Case, Option<usize>)]) -> Option<(Case, usize, Case, usize)> {
    let otherwise = |row: &PriorityRow| row.effect == AnyOr::Otherwise || row.extent == AnyOr::Otherwise;
    let urgency = |row: usize| {
        let priority = &table.rows.get(row)?.priority;
        table.rows.iter().position(|other| other.priority == *priority)
    };
    cases.iter().find_map(|(case, taken)| {
        let row = taken.filter(|row| table.rows.get(*row).is_some_and(otherwise))?;
        cases.iter().find_map(|(lesser, above)| {
            let above = above.filter(|above| *above < row && urgency(*above) < urgency(row))?;
            let is_lesser = lesser != case && lesser.0 >= case.0 && lesser.1 >= case.1;
            is_lesser.then_some((*case, row, *lesser, above))
        })
    })
}

/// A case in the words of the contract.
fn said(looking: &Looking<'_>, table: &Priorities, (effect, extent): Case) -> String {
    let words = [table.effects.get(effect), table.extents.get(extent)];
    let words: Vec<String> = words.into_iter().flatten().map(|id| looking.printer.word(id)).collect();
    words.join(", ")
}
