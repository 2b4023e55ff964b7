//! Events in the documented shape, as `docs/events.md` has it, so that what was read can be handed on.
//! Reading is left to `read`; reading what was written gives the same event.

use super::{
    Arising, Consent, Contest, Event, ExcludedTime, Happening, Maintenance, MaintenanceAct, Performing, Probe, Report,
    State, StateChange, Stated,
};
use crate::time::Instant;
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::sync::Arc;

impl Event {
    /// The event as one JSON object without a line end.
    ///
    /// Its rank and its place in the input are not part of the shape.
    ///
    /// ```
    /// # use klausel::event::read_ndjson;
    /// let line = r#"{"id":"7","at":"2025-03-07T16:30:00.000Z","source":"desk","type":"case.closed","subject":"INC-81"}"#;
    /// let event = read_ndjson(line.as_bytes(), 0).next().unwrap().unwrap();
    /// assert_eq!(event.to_json(), line);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // No value of an event fails to be written: texts, instants and whole numbers are all there is.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Happening {
    /// The type, as the published table has it.
    #[must_use]
    pub fn type_name(&self) -> &str {
        match self {
            Happening::State(StateChange { state: State::Down, .. }) => "service.down",
            Happening::State(StateChange { state: State::Degraded, .. }) => "service.degraded",
            Happening::State(StateChange { state: State::Up, .. }) => "service.up",
            Happening::Probe(Probe { ok: true, .. }) => "probe.ok",
            Happening::Probe(Probe { ok: false, .. }) => "probe.failed",
            Happening::Excluded(_) => "time.excluded",
            Happening::Maintenance(planned) => match planned.act {
                MaintenanceAct::Agreed => "maintenance.agreed",
                MaintenanceAct::Announced => "maintenance.announced",
                MaintenanceAct::Moved => "maintenance.moved",
                MaintenanceAct::Extended => "maintenance.extended",
                MaintenanceAct::Withdrawn => "maintenance.withdrawn",
                MaintenanceAct::Finished => "maintenance.finished",
            },
            Happening::Reported(_) => "case.reported",
            Happening::Contacted(_) => "case.contacted",
            Happening::Categorised { .. } => "case.categorised",
            Happening::Prioritised { .. } => "case.prioritised",
            Happening::Reacted { .. } => "case.reacted",
            Happening::Messaged { .. } => "case.messaged",
            Happening::Questioned { .. } | Happening::Waiting => "case.questioned",
            Happening::Noted => "case.messaged",
            Happening::Answered { .. } => "case.answered",
            Happening::Restored => "case.restored",
            Happening::Closed => "case.closed",
            Happening::Reopened => "case.reopened",
            Happening::Arose(arising) => arising.what.type_name(),
            Happening::Performed(performing) => performing.act.type_name(),
            Happening::Consent(consent) if consent.given => "consent.given",
            Happening::Consent(_) => "consent.refused",
            Happening::Contested(_) => "duty.contested",
            Happening::NotJudged { kind } => kind,
        }
    }

    /// The fields of its data that say something, in the order in which they are written.
    fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let fields: Vec<(&'static str, Option<Field<'_>>)> = match self {
            Happening::State(StateChange { state: _, previous, place, cause, part, degree, incident, reported }) => {
                vec![
                    ("previous", previous.as_ref().map(Field::State)),
                    ("place", word(place)),
                    ("cause", word(cause)),
                    ("part", word(part)),
                    ("degree", word(degree)),
                    ("incident", word(incident)),
                    ("reported", reported.as_ref().map(Field::Instant)),
                ]
            }
            Happening::Probe(Probe { ok: _, place, cause, part }) => {
                vec![("place", word(place)), ("cause", word(cause)), ("part", word(part))]
            }
            Happening::Excluded(ExcludedTime { from, until, cause }) => vec![
                ("from", from.as_ref().map(Field::Instant)),
                ("until", until.as_ref().map(Field::Instant)),
                ("cause", word(cause)),
            ],
            Happening::Maintenance(Maintenance { act: _, agreement, from, until, by, form }) => vec![
                ("agreement", word(agreement)),
                ("from", from.as_ref().map(Field::Instant)),
                ("until", until.as_ref().map(Field::Instant)),
                ("by", word(by)),
                ("form", word(form)),
            ],
            Happening::Reported(report) | Happening::Contacted(report) => {
                let Report { channel, reporter, service, effect, extent, priority, category } = report;
                vec![
                    ("channel", word(channel)),
                    ("reporter", word(reporter)),
                    ("service", word(service)),
                    ("effect", word(effect)),
                    ("extent", word(extent)),
                    ("priority", word(priority)),
                    ("category", word(category)),
                ]
            }
            Happening::Categorised { category, by } => {
                vec![("category", Some(Field::Word(category))), ("by", word(by))]
            }
            Happening::Prioritised { priority, by } => {
                vec![("priority", Some(Field::Word(priority))), ("by", word(by))]
            }
            Happening::Reacted { automatic }
            | Happening::Messaged { automatic }
            | Happening::Questioned { automatic } => {
                vec![("automatic", automatic.then_some(Field::Yes))]
            }
            Happening::Waiting => vec![("asked", Some(Field::No))],
            Happening::Noted => vec![("internal", Some(Field::Yes))],
            Happening::Answered { question } => vec![("question", word(question))],
            Happening::Arose(arising) => {
                let Arising { what: _, kind, service, stated } = &**arising;
                vec![("kind", word(kind)), ("service", word(service)), ("evidence", facts(stated))]
            }
            Happening::Performed(performing) => {
                let Performing { act: _, duty, occasion, period, service, stated } = &**performing;
                vec![
                    ("duty", word(duty)),
                    ("occasion", word(occasion)),
                    ("period", word(period)),
                    ("service", word(service)),
                    ("evidence", facts(stated)),
                ]
            }
            Happening::Consent(consent) => {
                let Consent { given: _, to, by, form } = &**consent;
                vec![("to", word(to)), ("by", word(by)), ("form", word(form))]
            }
            Happening::Contested(contest) => {
                let Contest { duty, by } = &**contest;
                vec![("duty", Some(Field::Word(duty))), ("by", word(by))]
            }
            Happening::Restored | Happening::Closed | Happening::Reopened | Happening::NotJudged { .. } => Vec::new(),
        };
        fields.into_iter().filter_map(|(name, field)| Some((name, field?))).collect()
    }
}

/// A field's value as it is written.
#[derive(Serialize)]
#[serde(untagged)]
enum Field<'a> {
    Word(&'a str),
    State(&'a State),
    Instant(&'a Instant),
    #[serde(serialize_with = "named")]
    Facts(&'a Stated),
    #[serde(serialize_with = "yes")]
    Yes,
    #[serde(serialize_with = "no")]
    No,
}

fn yes<S: Serializer>(to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bool(true)
}

/// Facts without a value are `null`.
fn named<S: Serializer>(facts: &Stated, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(facts.iter().map(|(name, value)| (&**name, value.as_deref())))
}

fn facts(stated: &Stated) -> Option<Field<'_>> {
    (!stated.is_empty()).then_some(Field::Facts(stated))
}

fn no<S: Serializer>(to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bool(false)
}

fn word(word: &Option<Arc<str>>) -> Option<Field<'_>> {
    word.as_deref().map(Field::Word)
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Event { id, at, known_at, source, rank: _, seq, corrects, subject, says, line: _ } = self;
        let mut map = to.serialize_map(None)?;
        if let Some(id) = id {
            map.serialize_entry("id", id)?;
        }
        map.serialize_entry("at", at)?;
        if let Some(known_at) = known_at {
            map.serialize_entry("known_at", known_at)?;
        }
        map.serialize_entry("source", source)?;
        if let Some(seq) = seq {
            map.serialize_entry("seq", seq)?;
        }
        map.serialize_entry("type", says.type_name())?;
        map.serialize_entry("subject", subject)?;
        if let Some(corrects) = corrects {
            map.serialize_entry("corrects", corrects)?;
        }
        let fields = says.fields();
        if !fields.is_empty() {
            map.serialize_entry("data", &Ordered(fields))?;
        }
        map.end()
    }
}

struct Ordered<'a>(Vec<(&'static str, Field<'a>)>);

impl Serialize for Ordered<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, field)| (name, field)))
    }
}
