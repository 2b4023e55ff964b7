//! When a service is owed: hours of the week, exceptions, breaks.

use super::{ClauseReading, Part, of, part, statements, terms};
use crate::{
    diagnostic,
    model::{Hours, ServiceWindow},
    phrase::{Value, ids},
    syntax::{ClauseText, Statement},
    time::{TimeOfDay, Weekdays},
};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> ServiceWindow {
    let mut window = ServiceWindow::default();
    for statement in statements(clause) {
        let slots = &statement.said.slots;
        match statement.said.id {
            ids::SERVICE_WINDOW_HOURS | ids::SERVICE_WINDOW_HOURS_OVERNIGHT => {
                let next_day = statement.said.id == ids::SERVICE_WINDOW_HOURS_OVERNIGHT;
                let days = slots.phrase("days").and_then(terms::weekdays);
                if let (Some(days), Some((from, until))) = (days, range(reading, statement, next_day)) {
                    window.hours.push(Hours { days, from, until, next_day });
                }
            }
            ids::SERVICE_WINDOW_EXCEPT_HOLIDAYS => window.except_holidays.extend(slots.name("holidays")),
            ids::SERVICE_WINDOW_ON_DATE => {
                if let (Some(date), Some(hours)) = (slots.date("date"), range(reading, statement, false)) {
                    match window.on_dates.iter_mut().find(|(from, through, _)| *from == date && *through == date) {
                        Some((.., same)) => same.push(hours),
                        None => window.on_dates.push((date, date, vec![hours])),
                    }
                }
            }
            ids::SERVICE_WINDOW_CLOSED_ON => {
                window.on_dates.extend(slots.date("date").map(|date| (date, date, Vec::new())));
            }
            ids::SERVICE_WINDOW_CLOSED_THROUGH => {
                if let (Some(from), Some(through)) = (slots.date("from"), slots.date("through")) {
                    if through < from {
                        reading.report(diagnostic::ends_before_start(statement.span, from.into(), through.into()));
                    } else {
                        window.on_dates.push((from, through, Vec::new()));
                    }
                }
            }
            ids::SERVICE_WINDOW_BREAK => window.breaks.extend(range(reading, statement, false)),
            _ => {}
        }
    }
    if window.hours.is_empty() && window.on_dates.is_empty() {
        reading.lacks(&example());
    }
    window
}

/// Both ends of a range of readings; an end that does not lie after the beginning is reported.
fn range(reading: &mut ClauseReading<'_, '_>, statement: &Statement, next_day: bool) -> Option<(TimeOfDay, TimeOfDay)> {
    let slots = &statement.said.slots;
    let (from, until) = (slots.time("from")?, slots.time("until")?);
    let span = statement.place("from").to(statement.place("until"));
    if !next_day && from == until {
        reading.report(diagnostic::equal_ends(span, from.into()));
        return None;
    }
    if !next_day && until < from {
        reading.report(diagnostic::ends_before_start(span, from.into(), until.into()));
        return None;
    }
    Some((from, until))
}

fn example() -> crate::phrase::Said {
    let hour = |h| TimeOfDay::hm(h, 0).unwrap_or(TimeOfDay::MIDNIGHT);
    let days = terms::say_weekdays(Weekdays::MONDAY_TO_FRIDAY);
    of(ids::SERVICE_WINDOW_HOURS).with("days", days).with("from", hour(8)).with("until", hour(18))
}

pub(super) fn say(window: &ServiceWindow) -> Vec<Part> {
    let mut parts = Vec::new();
    for hours in &window.hours {
        let id = if hours.next_day { ids::SERVICE_WINDOW_HOURS_OVERNIGHT } else { ids::SERVICE_WINDOW_HOURS };
        let said = of(id).with("days", terms::say_weekdays(hours.days));
        parts.push(part(said.with("from", hours.from).with("until", hours.until)));
    }
    for (from, through, hours) in &window.on_dates {
        if hours.is_empty() && from == through {
            parts.push(part(of(ids::SERVICE_WINDOW_CLOSED_ON).with("date", *from)));
        } else if hours.is_empty() {
            parts.push(part(of(ids::SERVICE_WINDOW_CLOSED_THROUGH).with("from", *from).with("through", *through)));
        }
        for (open, close) in hours {
            let said = of(ids::SERVICE_WINDOW_ON_DATE).with("date", *from);
            parts.push(part(said.with("from", *open).with("until", *close)));
        }
    }
    for holidays in &window.except_holidays {
        parts.push(part(of(ids::SERVICE_WINDOW_EXCEPT_HOLIDAYS).with("holidays", Value::Ref(holidays.clone()))));
    }
    for (from, until) in &window.breaks {
        parts.push(part(of(ids::SERVICE_WINDOW_BREAK).with("from", *from).with("until", *until)));
    }
    parts
}
