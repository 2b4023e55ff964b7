//! What a table of priorities leaves open about its clocks: in which hours they run (K501), what a reaction is, which clocks
//! a question suspends, what a changed priority does, to which period a case belongs (K531). Each can change a verdict.

use super::Looking;
use crate::{
    diagnostic,
    model::{Act, Kind, Priorities},
    phrase::{Said, Value, ids},
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::Priorities, &model.priorities) {
        let table = &clause.body;
        if runs_day_and_night(table) {
            let window =
                model.windows.first().map_or(Value::Text("…".into()), |window| Value::Ref(window.name.clone()));
            let example = looking.say(&Said::new(ids::PRIORITIES_RUNS).with("window", window));
            looking.note(diagnostic::hours_without_clock(text.span, example));
        }
        let defaults = left_open(looking, table);
        if !defaults.is_empty() {
            looking.note(diagnostic::open_clocks(text.span, defaults.join("\n")));
        }
    }
}

/// Whether limits in hours name no window.
fn runs_day_and_night(table: &Priorities) -> bool {
    let mut limits = table.rows.iter().flat_map(|row| row.reaction.into_iter().chain(row.update));
    table.runs_during.is_none() && limits.any(|limit| limit.time().is_some())
}

/// The statements that say what holds where the table is silent.
fn left_open(looking: &Looking<'_>, table: &Priorities) -> Vec<String> {
    let reacts = table.rows.iter().any(|row| row.reaction.is_some());
    let changes = table.rows.iter().any(|row| table.rows.iter().any(|other| other.priority != row.priority));
    let unnamed = table.pause.is_some_and(|pause| pause.holds_for == Act::Every);
    let open = [
        (table.reaction.is_none() && reacts, ids::PRIORITIES_REACTION_ACT),
        (unnamed, ids::PRIORITIES_PAUSE_BOTH),
        (table.raised.is_none() && changes, ids::PRIORITIES_CHANGED_FROM_CHANGE),
        (table.belongs.is_none() && !table.rows.is_empty(), ids::PRIORITIES_BELONGS_START),
    ];
    open.iter().filter(|(open, _)| *open).map(|(_, id)| format!("- {}", looking.printer.text(*id))).collect()
}
