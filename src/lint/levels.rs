//! The levels that a contract's head sets: notes that the parties accept, for a reason, are not said any more; those that
//! they do not accept are mistakes. An acceptance of what is not there is itself noted (K540): it would hide what comes later.

use super::{Looking, statements};
use crate::{
    diagnostic::{self, Code, Severity},
    model::{Kind, Level},
    phrase::{Value, ids},
    source::Span,
};
use std::collections::BTreeMap;

pub(super) fn apply(looking: &mut Looking<'_>) {
    let levels = stated(looking);
    for (code, (level, span)) in &levels {
        let noted = looking.found.level(*code, *level, *span);
        // Of a contract with mistakes it is not known what else it would say.
        if !noted && *level == Level::Accepted && !looking.refused {
            looking.note(diagnostic::accepted_in_vain(*span, code.as_str()));
        }
    }
}

/// Each level with the place of its statement; what is no note has none.
fn stated(looking: &mut Looking<'_>) -> BTreeMap<Code, (Level, Span)> {
    let mut levels: BTreeMap<Code, (Level, Span)> = BTreeMap::new();
    let Some(head) = looking.texts.get(&Kind::Contract).and_then(|texts| texts.first()).copied() else { return levels };
    for statement in statements(head) {
        let level = match statement.said.id {
            ids::CONTRACT_LINT_ACCEPTED => Level::Accepted,
            ids::CONTRACT_LINT_NOT_ACCEPTED => Level::NotAccepted,
            _ => continue,
        };
        let span = statement.place("codes");
        for read in statement.said.slots.list("codes").iter().filter_map(Value::as_text) {
            match Code::named(read) {
                None => looking.note(diagnostic::no_such_note(span, read)),
                Some(code) if code.severity() == Severity::Error => looking.note(diagnostic::not_a_note(span, read)),
                Some(code) => match levels.get(&code) {
                    Some((_, first)) => looking.note(diagnostic::levelled_twice(span, read, *first)),
                    None => drop(levels.insert(code, (level, statement.span))),
                },
            }
        }
    }
    levels
}
