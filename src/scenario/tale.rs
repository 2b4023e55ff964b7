//! What sentences tell, one after the other: each becomes an event, or goes back to an earlier one.
//! Whether the contract can use the event is left to `compile`.

use super::duties;
use crate::{
    clauses::Term,
    event::{Event, ExcludedTime, Happening, Line, Maintenance, MaintenanceAct, Probe, Report, State, StateChange},
    model::{Channel, Evidence, Model, Party},
    phrase::{PhraseId, Said, Slots, ids},
    query::instant::instant as local,
    time::Instant,
};
use std::sync::Arc;

/// Who says what a scenario tells.
const SOURCE: &str = "scenario";

/// What happened so far: what is said next becomes the next event, or goes back to an earlier one.
pub(super) struct Tale<'a> {
    pub(super) model: &'a Model,
    pub(super) events: Vec<Event>,
}

impl Tale<'_> {
    /// Tells what a sentence says; `false`: it goes back to an earlier event that is not there.
    pub(super) fn tell(&mut self, at: Instant, known_at: Option<Instant>, said: &Said, line: u32) -> bool {
        let line = Line { input: 0, line };
        if matches!(said.id, ids::TOLD_DELIVERED_AGAIN | ids::TOLD_HAPPENED_AT) {
            let again = self.again(said, at);
            self.events.extend(again.clone().map(|event| Event { line, ..event }));
            return again.is_some();
        }
        let Some(subject) = subject(&said.slots) else { return true };
        let id: Arc<str> = (self.events.len() + 1).to_string().into();
        let mut event = Event {
            id: Some(id),
            at,
            known_at,
            source: SOURCE.into(),
            rank: 0,
            seq: Some(self.events.len() as u64),
            corrects: None,
            subject,
            says: Happening::Answered { question: None },
            line,
        };
        let says = self.case(said).or_else(|| duties::says(said, self.model));
        let says = says.or_else(|| self.service(said, &event.subject));
        let Some(says) = says.or_else(|| self.corrects(said, &mut event)) else { return false };
        event.says = says;
        self.events.push(event);
        true
    }

    /// The event of the row before once more: the same, or with another instant, which corrects it.
    fn again(&self, said: &Said, known_at: Instant) -> Option<Event> {
        let before = self.events.last()?.clone();
        if said.id == ids::TOLD_DELIVERED_AGAIN {
            return Some(before);
        }
        let at = local(&said.slots, "at", self.model.head.zone)?.ok()?;
        Some(Event {
            id: Some((self.events.len() + 1).to_string().into()),
            seq: Some(self.events.len() as u64),
            corrects: before.corrects.clone().or(before.id.clone()),
            at,
            known_at: Some(known_at),
            ..before
        })
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
            ids::TOLD_REPORTED_VOICEMAIL | ids::TOLD_REPORTED_VOICEMAIL_EXTENT => Happening::Reported(Report {
                channel: Some("voicemail".into()),
                effect: word("effect"),
                extent: word("extent"),
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
            ids::TOLD_DEGRADED
            | ids::TOLD_DEGRADED_AT
            | ids::TOLD_DEGRADED_BY
            | ids::TOLD_DEGRADED_OF
            | ids::TOLD_DEGRADED_IN => State::Degraded,
            ids::TOLD_UP | ids::TOLD_UP_IN | ids::TOLD_PART_UP => State::Up,
            id @ (ids::TOLD_CHECK_OK | ids::TOLD_CHECK_FAILED) => {
                return Some(Happening::Probe(Probe { ok: id == ids::TOLD_CHECK_OK, ..Probe::default() }));
            }
            ids::TOLD_TIME_EXCLUDED => {
                let at = |role: &str| local(slots, role, self.model.head.zone).and_then(Result::ok);
                let (from, until, cause) = (at("from"), at("until"), word("cause"));
                return Some(Happening::Excluded(ExcludedTime { from, until, cause }));
            }
            id => return self.maintenance(id, slots, service),
        };
        let (place, cause, part) = (word("place"), word("cause"), word("part"));
        let (previous, degree, reported) = (None, word("degree"), None);
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
