//! A beginning a minute after the hour, an end a minute before it: `18:01 to 07:59` (K511). Whoever writes so counts the
//! last minute in; a window is half-open, and the minutes between belong to nobody.

use super::{Looking, statements};
use crate::{
    diagnostic::{self, Fix},
    model::Kind,
    phrase::ids,
    syntax::Statement,
    time::TimeOfDay,
};

const MINUTE: i64 = 60_000;

pub(super) fn look(looking: &mut Looking<'_>) {
    let texts = looking.texts.get(&Kind::ServiceWindow).cloned().unwrap_or_default();
    texts.into_iter().flat_map(statements).for_each(|statement| note(looking, statement));
}

/// Notes a beginning a minute after the hour, and an end a minute before it: `18:01 to 07:59`.
fn note(looking: &mut Looking<'_>, statement: &Statement) {
    if ![ids::SERVICE_WINDOW_HOURS, ids::SERVICE_WINDOW_HOURS_OVERNIGHT].contains(&statement.said.id) {
        return;
    }
    for (role, minute, by) in [("from", 1, -MINUTE), ("until", 59, MINUTE)] {
        let read = statement.said.slots.time(role).filter(|time| i64::from(time.as_millis()) / MINUTE % 60 == minute);
        let meant = read.and_then(|time| u32::try_from(i64::from(time.as_millis()) + by).ok());
        if let Some((read, meant)) = read.zip(meant.and_then(TimeOfDay::from_millis)) {
            let span = statement.place(role);
            let fix = Some(Fix { span, text: looking.printer.time(meant) });
            looking.note(diagnostic::odd_minute(span, read, meant, fix));
        }
    }
}
