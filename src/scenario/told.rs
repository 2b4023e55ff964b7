//! What happened in a person's words: the sentences of a table, read with the names of a contract.
//! Which events they become is left to `tale`.

use super::{document::EventRow, tale::Tale};
use crate::{
    check::Contract,
    diagnostic::{self, Diagnostics},
    event::Event,
    model::{AnyOr, Model},
    name::Id,
    phrase::{Catalogue, Said, Slots},
    query::{self, instant::instant as local},
    syntax::{Flow, Names, Reader, Reading, sentence},
    time::{Instant, Zone},
};

/// The events of a table after those `before`; rows that are wrong are reported.
pub(super) fn events(
    catalogue: &'static Catalogue,
    names: &Names,
    contract: &Contract,
    rows: &[EventRow],
    before: Vec<Event>,
    found: &mut Diagnostics,
) -> Vec<Event> {
    let reader = Reader::new(catalogue, names);
    let mut told = Told { reader: &reader, model: &contract.model, found };
    let mut tale = Tale { model: &contract.model, events: before };
    let zone = contract.model.head.zone;
    for row in rows {
        let at = instant(catalogue, names, zone, &row.at, told.found);
        let known = row.known.as_ref().and_then(|flow| told.known(flow));
        let reading = told.read(&row.event);
        if let (Some(at), Some(reading)) = (at, reading)
            && !tale.tell(at, known, &reading.said, row.line)
        {
            told.found.push(diagnostic::no_earlier_event(row.event.whole()));
        }
    }
    tale.events
}

/// The instant that a cell says.
pub(super) fn instant(
    catalogue: &'static Catalogue,
    names: &Names,
    zone: Zone,
    flow: &Flow,
    found: &mut Diagnostics,
) -> Option<Instant> {
    let reader = Reader::new(catalogue, names);
    let said = match reader.read("instant", flow.text()) {
        Ok(readings) => readings.into_iter().next()?.said,
        Err(failure) => {
            let unknown = |span, ways| diagnostic::expected_value(span, flow.text(), String::new(), None, ways);
            found.push(sentence(&reader, "instant", flow, &failure, unknown));
            return None;
        }
    };
    let mut slots = Slots::default();
    slots.put("at", said.into());
    match local(&slots, "at", zone)? {
        Ok(at) => Some(at),
        Err(wrong) => {
            found.push(query::weekday(flow.whole(), wrong));
            None
        }
    }
}

/// Sentences being read.
struct Told<'a> {
    reader: &'a Reader<'a>,
    model: &'a Model,
    found: &'a mut Diagnostics,
}

impl Told<'_> {
    /// The one reading whose names the contract has.
    fn read(&mut self, flow: &Flow) -> Option<Reading> {
        let mut readings = match self.reader.read("told", flow.text()) {
            Ok(readings) => readings,
            Err(failure) => {
                self.found.push(sentence(self.reader, "told", flow, &failure, diagnostic::unknown_event));
                return None;
            }
        };
        let known = |reading: &Reading| self.unknown_name(&reading.said).is_none();
        if let Some(place) = readings.iter().position(known) {
            return Some(readings.swap_remove(place));
        }
        let reading = readings.into_iter().next()?;
        let (role, listed) = self.unknown_name(&reading.said)?;
        let place = reading.places.iter().find(|(other, ..)| *other == role);
        let span = place.map_or(flow.whole(), |(_, from, until)| flow.span(*from, *until));
        let read = place.map_or(flow.text(), |(_, from, until)| &flow.text()[*from..*until]);
        let lang = self.reader.catalogue().lang();
        let listed: Vec<&str> = listed.iter().map(|id| self.model.glossary.word(id, &lang)).collect();
        self.found.push(diagnostic::not_in_contract(span, read, listed.join(", ")));
        None
    }

    /// The slot whose name the contract does not have, and the names that it has there.
    fn unknown_name(&self, said: &Said) -> Option<(&'static str, Vec<Id>)> {
        let rows = || self.model.priorities.iter().flat_map(|table| &table.body.rows);
        let is = |key: &AnyOr| match key {
            AnyOr::Is(id) => Some(id.clone()),
            AnyOr::Any | AnyOr::Otherwise => None,
        };
        let mut effects: Vec<Id> = self.model.priorities.iter().flat_map(|table| table.body.effects.clone()).collect();
        effects.extend(rows().filter_map(|row| is(&row.effect)));
        let mut extents: Vec<Id> = self.model.priorities.iter().flat_map(|table| table.body.extents.clone()).collect();
        extents.extend(rows().filter_map(|row| is(&row.extent)));
        let priorities: Vec<Id> = rows().map(|row| row.priority.clone()).collect();
        let lists = [("effect", effects), ("extent", extents), ("priority", priorities)];
        lists.into_iter().find_map(|(role, mut listed)| {
            let name = said.slots.name(role)?;
            let unknown = !listed.contains(&name);
            let mut seen = Vec::new();
            listed.retain(|id| {
                !seen.contains(id) && {
                    seen.push(id.clone());
                    true
                }
            });
            unknown.then_some((role, listed))
        })
    }

    /// When an event became known, if not at once.
    fn known(&mut self, flow: &Flow) -> Option<Instant> {
        let said = match self.reader.read("known", flow.text()) {
            Ok(readings) => readings.into_iter().next()?.said,
            Err(failure) => {
                let unknown = |span, ways| diagnostic::expected_value(span, flow.text(), String::new(), None, ways);
                self.found.push(sentence(self.reader, "known", flow, &failure, unknown));
                return None;
            }
        };
        match local(&said.slots, "at", self.model.head.zone)? {
            Ok(at) => Some(at),
            Err(wrong) => {
                self.found.push(query::weekday(flow.whole(), wrong));
                None
            }
        }
    }
}
