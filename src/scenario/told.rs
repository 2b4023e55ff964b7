//! What happened in a person's words: each sentence of a table becomes an event.
//! Whether the contract can use the event is left to `compile`.

use super::{document::EventRow, duties};
use crate::{
    check::Contract,
    clauses::Term,
    diagnostic::{self, Diagnostics},
    event::{Event, Happening, Line, Maintenance, MaintenanceAct, Probe, Report, State, StateChange},
    model::{AnyOr, Channel, Evidence, Model, Party},
    name::Id,
    phrase::{Catalogue, PhraseId, Said, Slots, ids},
    query::{self, instant::instant as local},
    syntax::{Flow, Names, Reader, Reading, sentence},
    time::{Instant, Zone},
};
use std::sync::Arc;

/// Who says what a scenario tells.
const SOURCE: &str = "scenario";

/// The events of a table; rows that are wrong are reported.
pub(super) fn events(
    catalogue: &'static Catalogue,
    names: &Names,
    contract: &Contract,
    rows: &[EventRow],
    found: &mut Diagnostics,
) -> Vec<Event> {
    let reader = Reader::new(catalogue, names);
    let mut told = Told { reader: &reader, model: &contract.model, events: Vec::new(), found };
    for row in rows {
        let zone = contract.model.head.zone;
        let at = instant(catalogue, names, zone, &row.at, told.found);
        let reading = told.read(&row.event);
        if let (Some(at), Some(reading)) = (at, reading) {
            told.event(at, row, &reading);
        }
    }
    told.events
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

struct Told<'a> {
    reader: &'a Reader<'a>,
    model: &'a Model,
    events: Vec<Event>,
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

    fn event(&mut self, at: Instant, row: &EventRow, reading: &Reading) {
        let span = row.event.whole();
        let said = &reading.said;
        let Some(subject) = subject(&said.slots) else { return };
        let id: Arc<str> = (self.events.len() + 1).to_string().into();
        let mut event = Event {
            id: Some(id),
            at,
            known_at: None,
            source: SOURCE.into(),
            rank: 0,
            seq: Some(self.events.len() as u64),
            corrects: None,
            subject,
            says: Happening::Answered { question: None },
            line: Line { input: 0, line: row.line },
        };
        let says = self.case(said).or_else(|| duties::says(said, self.model));
        let says = says.or_else(|| self.service(said, &event.subject));
        let Some(says) = says.or_else(|| self.corrects(said, &mut event)) else {
            self.found.push(diagnostic::no_earlier_event(span));
            return;
        };
        event.says = says;
        self.events.push(event);
    }

    fn case(&self, said: &Said) -> Option<Happening> {
        let slots = &said.slots;
        let word = |role: &str| slots.name(role).map(|id| Arc::from(id.as_str()));
        let by = || crate::clauses::term::<Party>(slots, "by").map(|party| key(party, "party"));
        let channel = || crate::clauses::term::<Channel>(slots, "channel").map(channel_id);
        Some(match said.id {
            ids::TOLD_REPORTED
            | ids::TOLD_REPORTED_EFFECT
            | ids::TOLD_REPORTED_EFFECT_SERVICE
            | ids::TOLD_REPORTED_EXTENT
            | ids::TOLD_REPORTED_FULL
            | ids::TOLD_REPORTED_CATEGORY
            | ids::TOLD_REPORTED_PRIORITY
            | ids::TOLD_REPORTED_CATEGORY_PRIORITY => Happening::Reported(Report {
                channel: channel(),
                service: word("service"),
                effect: word("effect"),
                extent: word("extent"),
                priority: word("priority"),
                category: word("category"),
                ..Report::default()
            }),
            ids::TOLD_DETECTED => {
                Happening::Reported(Report { reporter: Some("monitoring".into()), ..Report::default() })
            }
            ids::TOLD_CONTACTED => Happening::Contacted(Report { channel: channel(), ..Report::default() }),
            ids::TOLD_CALLED_AGAIN => {
                Happening::Contacted(Report { channel: Some(channel_id(Channel::Phone)), ..Report::default() })
            }
            ids::TOLD_PRIORITISED => Happening::Prioritised { priority: word("priority")?, by: by() },
            ids::TOLD_CATEGORISED => Happening::Categorised { category: word("category")?, by: None },
            ids::TOLD_REACTED => Happening::Reacted { automatic: false },
            ids::TOLD_REACTED_AUTOMATIC => Happening::Reacted { automatic: true },
            ids::TOLD_MESSAGED => Happening::Messaged { automatic: false },
            ids::TOLD_MESSAGED_AUTOMATIC => Happening::Messaged { automatic: true },
            ids::TOLD_QUESTIONED => Happening::Questioned { automatic: false },
            ids::TOLD_NOTED => Happening::Noted,
            ids::TOLD_WAITING => Happening::Waiting,
            ids::TOLD_ANSWERED => Happening::Answered { question: None },
            ids::TOLD_RESTORED => Happening::Restored,
            ids::TOLD_CLOSED => Happening::Closed,
            ids::TOLD_REOPENED => Happening::Reopened,
            _ => return None,
        })
    }

    fn service(&self, said: &Said, service: &str) -> Option<Happening> {
        let slots = &said.slots;
        let word = |role: &str| slots.name(role).map(|id| Arc::from(id.as_str()));
        let state = match said.id {
            ids::TOLD_DOWN
            | ids::TOLD_DOWN_AT
            | ids::TOLD_DOWN_BY
            | ids::TOLD_DOWN_AT_BY
            | ids::TOLD_DOWN_IN
            | ids::TOLD_PART_DOWN => State::Down,
            ids::TOLD_DEGRADED | ids::TOLD_DEGRADED_AT | ids::TOLD_DEGRADED_BY | ids::TOLD_DEGRADED_IN => {
                State::Degraded
            }
            ids::TOLD_UP | ids::TOLD_UP_IN | ids::TOLD_PART_UP => State::Up,
            id @ (ids::TOLD_CHECK_OK | ids::TOLD_CHECK_FAILED) => {
                return Some(Happening::Probe(Probe { ok: id == ids::TOLD_CHECK_OK, ..Probe::default() }));
            }
            id => return self.maintenance(id, slots, service),
        };
        let (place, cause, part) = (word("place"), word("cause"), word("part"));
        let (previous, degree, reported) = (None, None, None);
        let incident = slots.text("incident").map(Arc::from);
        Some(Happening::State(StateChange { state, previous, place, cause, part, degree, incident, reported }))
    }

    fn maintenance(&self, id: PhraseId, slots: &Slots, service: &str) -> Option<Happening> {
        let act = match id {
            ids::TOLD_MAINTENANCE_AGREED => MaintenanceAct::Agreed,
            ids::TOLD_MAINTENANCE_ANNOUNCED => MaintenanceAct::Announced,
            ids::TOLD_MAINTENANCE_MOVED => MaintenanceAct::Moved,
            ids::TOLD_MAINTENANCE_EXTENDED => MaintenanceAct::Extended,
            ids::TOLD_MAINTENANCE_WITHDRAWN => MaintenanceAct::Withdrawn,
            ids::TOLD_MAINTENANCE_FINISHED => MaintenanceAct::Finished,
            _ => return None,
        };
        let zone = self.model.head.zone;
        let at = |role: &str| local(slots, role, zone).and_then(Result::ok);
        let agreed = |event: &&Event| {
            let opens = |says: &Happening| {
                matches!(
                    says,
                    Happening::Maintenance(Maintenance { act: MaintenanceAct::Agreed | MaintenanceAct::Announced, .. })
                )
            };
            &*event.subject == service && opens(&event.says)
        };
        let earlier = self.events.iter().filter(agreed).count();
        let opens = matches!(act, MaintenanceAct::Agreed | MaintenanceAct::Announced);
        if !opens && earlier == 0 {
            return None;
        }
        // What goes on with an agreement goes on with the last one of that service.
        let agreement = Some(Arc::from((earlier + usize::from(opens)).to_string()));
        Some(Happening::Maintenance(Maintenance {
            act,
            agreement,
            from: at("from"),
            until: at("until"),
            by: crate::clauses::term::<Party>(slots, "by").map(|party| key(party, "party")),
            form: crate::clauses::term::<Evidence>(slots, "form").map(|form| key(form, "form")),
        }))
    }

    /// A correction of the last event of the subject that says the same kind of thing.
    fn corrects(&self, said: &Said, event: &mut Event) -> Option<Happening> {
        let word = |role: &str| said.slots.name(role).map(|id| Arc::from(id.as_str()));
        let of_subject = |other: &&Event| other.subject == event.subject;
        let mut earlier = self.events.iter().rev().filter(of_subject);
        match said.id {
            ids::TOLD_PRIORITY_CORRECTED => {
                let set = |other: &&Event| matches!(other.says, Happening::Prioritised { .. } | Happening::Reported(_));
                let original = earlier.find(set)?;
                event.corrects.clone_from(&original.id);
                let by = crate::clauses::term::<Party>(&said.slots, "by").map(|party| key(party, "party"));
                Some(Happening::Prioritised { priority: word("priority")?, by })
            }
            ids::TOLD_CAUSE_FOUND => {
                let down =
                    |other: &&Event| matches!(&other.says, Happening::State(change) if change.state != State::Up);
                let original = earlier.find(down)?;
                let Happening::State(change) = &original.says else { return None };
                event.corrects.clone_from(&original.id);
                event.known_at = Some(event.at);
                event.at = original.at;
                Some(Happening::State(StateChange { cause: word("cause"), ..change.clone() }))
            }
            _ => None,
        }
    }
}

fn subject(slots: &Slots) -> Option<Arc<str>> {
    let case = slots.text("case").or_else(|| slots.text("occasion")).map(Arc::from);
    let duty = || slots.name("duty").map(|duty| Arc::from(duty.as_str()));
    case.or_else(duty).or_else(|| slots.name("service").map(|service| Arc::from(service.as_str())))
}

/// The id of a closed term: the key of its phrase.
pub(super) fn key<T: Term>(term: T, class: &str) -> Arc<str> {
    term.say(class).as_phrase().map_or_else(|| Arc::from(""), |said| Arc::from(said.id.key()))
}

fn channel_id(channel: Channel) -> Arc<str> {
    Arc::from(channel.key())
}
