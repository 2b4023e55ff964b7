//! Which days are holidays.

use super::{ClauseReading, Part, of, part, statements, terms};
use crate::{
    diagnostic,
    model::{Holidays, ListedDay},
    name::Id,
    phrase::{PhraseId, Said, Slots, Value, ids},
    syntax::{ClauseText, Statement},
};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> Holidays {
    let mut holidays = Holidays::default();
    for statement in statements(clause) {
        match statement.said.id {
            ids::HOLIDAYS_REGION => {
                let region = statement.said.slots.phrase("region").map(|said| Id::of(said.id.key()));
                holidays.regions.extend(region);
            }
            ids::HOLIDAYS_ON | ids::HOLIDAYS_THROUGH | ids::HOLIDAYS_YEARLY => {
                holidays.including.extend(listed(reading, statement));
            }
            _ => holidays.without.extend(listed(reading, statement)),
        }
    }
    if holidays.regions.is_empty() && holidays.including.is_empty() {
        let example = PhraseId::find("region", "de_by").map_or(Value::List(Vec::new()), |id| Said::new(id).into());
        reading.lacks(&of(ids::HOLIDAYS_REGION).with("region", example));
    }
    holidays
}

fn listed(reading: &mut ClauseReading<'_, '_>, statement: &Statement) -> Option<ListedDay> {
    let slots: &Slots = &statement.said.slots;
    if let (Some(from), Some(through)) = (slots.date("from"), slots.date("through")) {
        if through < from {
            reading.report(diagnostic::ends_before_start(statement.span, from.into(), through.into()));
            return None;
        }
        return Some(ListedDay::Through(from, through));
    }
    if let Some(date) = slots.date("date") {
        return Some(ListedDay::On(date));
    }
    let day = slots.phrase("day").and_then(terms::day_of_year);
    if day.is_none() {
        let read = slots.get("day").map(|day| reading.reading.print(|printer| printer.value(day, "text")));
        reading.report(diagnostic::no_such_value(statement.place("day"), &read.unwrap_or_default()));
    }
    day.map(ListedDay::Yearly)
}

pub(super) fn say(holidays: &Holidays) -> Vec<Part> {
    let region = |region: &Id| {
        let id = PhraseId::find("region", &region.as_str().replace('-', "_"))?;
        Some(part(of(ids::HOLIDAYS_REGION).with("region", Said::new(id))))
    };
    let mut parts: Vec<Part> = holidays.regions.iter().filter_map(region).collect();
    let with = [ids::HOLIDAYS_ON, ids::HOLIDAYS_THROUGH, ids::HOLIDAYS_YEARLY];
    let without = [ids::HOLIDAYS_NOT_ON, ids::HOLIDAYS_NOT_THROUGH, ids::HOLIDAYS_NOT_YEARLY];
    parts.extend(holidays.including.iter().map(|day| part(say_day(day, with))));
    parts.extend(holidays.without.iter().map(|day| part(say_day(day, without))));
    parts
}

fn say_day(day: &ListedDay, [on, through, yearly]: [PhraseId; 3]) -> Said {
    match day {
        ListedDay::On(date) => of(on).with("date", *date),
        ListedDay::Through(from, until) => of(through).with("from", *from).with("through", *until),
        ListedDay::Yearly(day) => of(yearly).with("day", terms::say_day_of_year(*day)),
    }
}
