//! The head: parties, zone, term, documents.

use super::{ClauseReading, Part, Term as _, of, part, statements, term, terms};
use crate::{
    diagnostic,
    model::{FactsClosed, Head, Instants, LateFacts, Level, NoteLevel, PeriodKind, WorkingDays},
    name::{Id, Lang},
    phrase::{Value, ids},
    syntax::ClauseText,
    time::Zone,
};

/// A head that says nothing yet; its name and language are the document's.
pub(super) fn empty() -> Head {
    Head {
        name: Id::of(""),
        lang: Lang::new(""),
        document: None,
        in_force_from: None,
        in_force_through: None,
        provider: None,
        customer: None,
        zone: Zone::UTC,
        instants: None,
        working_days: None,
        facts_closed: None,
        authoritative: None,
        notes: Vec::new(),
        wording: Vec::new(),
    }
}

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> Head {
    let mut head = empty();
    let (mut zone, mut late) = (None, None);
    for statement in statements(clause) {
        let slots = &statement.said.slots;
        match statement.said.id {
            ids::CONTRACT_DOCUMENT => {
                let value = reading.text(statement, "title").zip(slots.date("date"));
                set(reading, "document", &mut head.document, value, statement);
            }
            ids::CONTRACT_IN_FORCE => set(reading, "term", &mut head.in_force_from, slots.date("from"), statement),
            ids::CONTRACT_IN_FORCE_THROUGH => {
                set(reading, "term", &mut head.in_force_from, slots.date("from"), statement);
                head.in_force_through = slots.date("through");
                if let (Some(from), Some(through)) = (head.in_force_from, head.in_force_through)
                    && through < from
                {
                    reading.report(diagnostic::ends_before_start(statement.span, from.into(), through.into()));
                }
            }
            ids::CONTRACT_PROVIDER => {
                let name = reading.text(statement, "name");
                set(reading, "provider", &mut head.provider, name, statement);
            }
            ids::CONTRACT_CUSTOMER => {
                let name = reading.text(statement, "name");
                set(reading, "customer", &mut head.customer, name, statement);
            }
            ids::CONTRACT_ZONE => {
                let value = match slots.get("zone") {
                    Some(Value::Zone(zone)) => Some(*zone),
                    _ => None,
                };
                set(reading, "zone", &mut zone, value, statement);
            }
            ids::CONTRACT_INSTANTS_MINUTE => {
                set(reading, "instants", &mut head.instants, Some(Instants::Minute), statement);
            }
            ids::CONTRACT_INSTANTS_EXACT => {
                set(reading, "instants", &mut head.instants, Some(Instants::Millisecond), statement);
            }
            ids::CONTRACT_WORKING_DAYS | ids::CONTRACT_WORKING_DAYS_EXCEPT => {
                let days = slots.phrase("days").and_then(terms::weekdays);
                let defined = days.map(|days| WorkingDays::Days { days, except: slots.name("holidays") });
                set(reading, "working_days", &mut head.working_days, defined, statement);
            }
            ids::CONTRACT_WORKING_DAYS_OF => {
                let defined = slots.name("window").map(WorkingDays::WindowBegins);
                set(reading, "working_days", &mut head.working_days, defined, statement);
            }
            ids::CONTRACT_FACTS_CLOSED => {
                let days = slots.int("days").and_then(|days| u32::try_from(days).ok());
                let closed = term::<PeriodKind>(slots, "period").zip(days);
                let closed = closed.map(|(per, days)| FactsClosed { per, days, late: None });
                set(reading, "facts_closed", &mut head.facts_closed, closed, statement);
            }
            ids::CONTRACT_LATE_FACTS => {
                set(reading, "late_facts", &mut late, Some(LateFacts::ChangeNothing), statement);
            }
            ids::CONTRACT_AUTHORITATIVE => {
                let value = match slots.get("language") {
                    Some(Value::Language(lang)) => Some(lang.clone()),
                    _ => None,
                };
                set(reading, "authoritative", &mut head.authoritative, value, statement);
            }
            id @ (ids::CONTRACT_LINT_ACCEPTED | ids::CONTRACT_LINT_NOT_ACCEPTED) => {
                let level = if id == ids::CONTRACT_LINT_ACCEPTED { Level::Accepted } else { Level::NotAccepted };
                let codes = slots.list("codes").iter().filter_map(Value::as_text).map(str::to_owned).collect();
                head.notes.extend(reading.text(statement, "reason").map(|reason| NoteLevel { codes, level, reason }));
            }
            _ => {}
        }
    }
    match &mut head.facts_closed {
        Some(closed) => closed.late = late,
        None if late.is_some() => reading.lacks(&example_closing()),
        None => {}
    }
    match zone {
        Some(zone) => head.zone = zone,
        None => reading.lacks(&example_zone()),
    }
    head
}

/// What a working day is, as it is said.
pub(super) fn say_working_days(defined: &WorkingDays) -> crate::phrase::Said {
    match defined {
        WorkingDays::Days { days, except: None } => {
            of(ids::CONTRACT_WORKING_DAYS).with("days", terms::say_weekdays(*days))
        }
        WorkingDays::Days { days, except: Some(list) } => {
            let said = of(ids::CONTRACT_WORKING_DAYS_EXCEPT).with("days", terms::say_weekdays(*days));
            said.with("holidays", Value::Ref(list.clone()))
        }
        WorkingDays::WindowBegins(window) => {
            of(ids::CONTRACT_WORKING_DAYS_OF).with("window", Value::Ref(window.clone()))
        }
    }
}

/// A closing date for facts as it may be stated.
pub(crate) fn example_closing() -> crate::phrase::Said {
    say_closing(FactsClosed { per: PeriodKind::CalendarMonth, days: 30, late: None })
}

fn say_closing(closed: FactsClosed) -> crate::phrase::Said {
    of(ids::CONTRACT_FACTS_CLOSED).with("days", i64::from(closed.days)).with("period", closed.per.say("period_end"))
}

fn example_zone() -> crate::phrase::Said {
    let zone: Zone = "Europe/Berlin".parse().unwrap_or(Zone::UTC);
    of(ids::CONTRACT_ZONE).with("zone", zone)
}

fn set<T>(
    reading: &mut ClauseReading<'_, '_>,
    group: &'static str,
    slot: &mut Option<T>,
    value: Option<T>,
    statement: &crate::syntax::Statement,
) {
    if let Some(value) = value {
        reading.once(group, slot, value, statement);
    }
}

pub(super) fn say(head: &Head) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some((title, date)) = &head.document {
        parts.push(part(of(ids::CONTRACT_DOCUMENT).with("title", title.text.as_str()).with("date", *date)));
    }
    match (head.in_force_from, head.in_force_through) {
        (Some(from), None) => parts.push(part(of(ids::CONTRACT_IN_FORCE).with("from", from))),
        (Some(from), Some(through)) => {
            parts.push(part(of(ids::CONTRACT_IN_FORCE_THROUGH).with("from", from).with("through", through)));
        }
        (None, _) => {}
    }
    if let Some(name) = &head.provider {
        parts.push(part(of(ids::CONTRACT_PROVIDER).with("name", name.text.as_str())));
    }
    if let Some(name) = &head.customer {
        parts.push(part(of(ids::CONTRACT_CUSTOMER).with("name", name.text.as_str())));
    }
    parts.push(part(of(ids::CONTRACT_ZONE).with("zone", head.zone)));
    parts.extend(head.instants.map(|instants| {
        part(of(match instants {
            Instants::Minute => ids::CONTRACT_INSTANTS_MINUTE,
            Instants::Millisecond => ids::CONTRACT_INSTANTS_EXACT,
        }))
    }));
    parts.extend(head.working_days.as_ref().map(|defined| part(say_working_days(defined))));
    if let Some(closed) = head.facts_closed {
        parts.push(part(say_closing(closed)));
        if closed.late == Some(LateFacts::ChangeNothing) {
            parts.push(part(of(ids::CONTRACT_LATE_FACTS)));
        }
    }
    if let Some(lang) = &head.authoritative {
        parts.push(part(of(ids::CONTRACT_AUTHORITATIVE).with("language", Value::Language(lang.clone()))));
    }
    parts.extend(head.notes.iter().map(|NoteLevel { codes, level, reason }| {
        let id = match level {
            Level::Accepted => ids::CONTRACT_LINT_ACCEPTED,
            Level::NotAccepted => ids::CONTRACT_LINT_NOT_ACCEPTED,
        };
        let codes: Vec<Value> = codes.iter().map(|code| code.as_str().into()).collect();
        part(of(id).with("codes", codes).with("reason", reason.text.as_str()))
    }));
    parts
}
