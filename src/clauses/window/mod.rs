//! When a service is owed: which statements stand in one clause, and what it lacks.
//! What a statement about hours says is left to `hours`, saying a window to `say`.

mod hours;
mod say;

pub(crate) use hours::Speaking;
pub(super) use say::say;
pub(crate) use say::{say_removes, say_repeated, say_skipped};

use super::{ClauseReading, of, statements, terms};
use crate::{
    diagnostic,
    model::ServiceWindow,
    phrase::{PhraseId, Said, ids},
    syntax::{ClauseText, Statement},
    time::{Removes, Repeated, Skipped, TimeOfDay, Weekdays},
};
use hours::Wrong;

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> ServiceWindow {
    let mut window = ServiceWindow::default();
    for statement in statements(clause) {
        said(reading, &mut window, statement);
    }
    one_kind_of_hours(reading, clause);
    if !window.has_own_hours() && window.together.is_empty() && !window.never {
        reading.lacks(&example());
    }
    window
}

fn said(reading: &mut ClauseReading<'_, '_>, window: &mut ServiceWindow, statement: &Statement) {
    let slots = &statement.said.slots;
    match statement.said.id {
        ids::SERVICE_WINDOW_NEVER => window.never = true,
        ids::SERVICE_WINDOW_AS | ids::SERVICE_WINDOW_TOGETHER => {
            if reading.first("together", statement) {
                window.together = slots.name("window").into_iter().chain(slots.names("windows")).collect();
            }
        }
        ids::SERVICE_WINDOW_ONLY_WITHIN => window.only_within.extend(slots.name("window")),
        ids::SERVICE_WINDOW_WITHOUT => window.without.extend(slots.name("window")),
        ids::SERVICE_WINDOW_ZONE => {
            if let Some(crate::phrase::Value::Zone(zone)) = slots.get("zone") {
                reading.once("zone", &mut window.zone, *zone, statement);
            }
        }
        ids::SERVICE_WINDOW_HOLIDAY_REMOVES_DAY => {
            reading.once("removes", &mut window.holiday_removes, Removes::CivilDay, statement);
        }
        ids::SERVICE_WINDOW_HOLIDAY_REMOVES_STARTING => {
            reading.once("removes", &mut window.holiday_removes, Removes::WindowsStarting, statement);
        }
        ids::SERVICE_WINDOW_REPEATED_ONCE => {
            reading.once("repeated", &mut window.repeated, Repeated::Once, statement);
        }
        ids::SERVICE_WINDOW_REPEATED_TWICE => {
            reading.once("repeated", &mut window.repeated, Repeated::Twice, statement);
        }
        ids::SERVICE_WINDOW_SKIPPED_SHIFTED => {
            reading.once("skipped", &mut window.skipped, Skipped::Shifted, statement);
        }
        ids::SERVICE_WINDOW_SKIPPED_ABSENT => {
            reading.once("skipped", &mut window.skipped, Skipped::Absent, statement);
        }
        _ => match hours::take(window, statement) {
            Ok(()) => {}
            Err(Wrong::Told(diagnostic)) => {
                // An end that lies before its beginning is most likely meant for the next day.
                let meant = Said { id: ids::SERVICE_WINDOW_HOURS_OVERNIGHT, ..statement.said.clone() };
                let is_hours = statement.said.id == ids::SERVICE_WINDOW_HOURS && diagnostic.code() == "K402";
                let fix = is_hours.then(|| crate::Fix { span: statement.span, text: reading.example(&meant) });
                reading.report(diagnostic.or_fixed_by(fix));
            }
            Err(Wrong::NoSuchDay(role)) => {
                let day = slots.get(role);
                let read = day.map(|day| reading.reading.print(|printer| printer.value(day, "text")));
                reading.report(diagnostic::no_such_value(statement.place(role), &read.unwrap_or_default()));
            }
        },
    }
}

/// Hours of its own, other windows together, or no time: a window is one of these. What an exception would be taken out of
/// is not clear otherwise.
fn one_kind_of_hours(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) {
    let first = |wanted: Hours| statements(clause).find(|statement| kind_of_hours(statement.said.id) == Some(wanted));
    let found: Vec<&Statement> = [Hours::Together, Hours::Never, Hours::Own].into_iter().filter_map(first).collect();
    if let [one, other, ..] = found.as_slice() {
        let read = reading.example(&other.said);
        reading.report(diagnostic::contradiction(other.span, &read, one.span));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hours {
    Own,
    Together,
    Never,
}

/// Which hours a statement is about; what may limit any of them is about none.
fn kind_of_hours(id: PhraseId) -> Option<Hours> {
    match id {
        ids::SERVICE_WINDOW_AS | ids::SERVICE_WINDOW_TOGETHER => Some(Hours::Together),
        ids::SERVICE_WINDOW_NEVER => Some(Hours::Never),
        ids::SERVICE_WINDOW_ONLY_WITHIN | ids::SERVICE_WINDOW_WITHOUT => None,
        _ => Some(Hours::Own),
    }
}

fn example() -> Said {
    let hour = |h| TimeOfDay::hm(h, 0).unwrap_or(TimeOfDay::MIDNIGHT);
    let days = terms::say_weekdays(Weekdays::MONDAY_TO_FRIDAY);
    of(ids::SERVICE_WINDOW_HOURS).with("days", days).with("from", hour(8)).with("until", hour(18))
}
