//! From a type's name and the fields of its data to what an event says: the published table, in one place.
//! Reading a line is left to `read`; whether a contract judges it, to `compile`.

use super::{
    Act, Arising, Arose, Consent, Contest, Data, Datum, ExcludedTime, Happening, Maintenance, MaintenanceAct,
    Performing, Probe, Report, State, StateChange, Stated, UnusedReason, Words, clock,
};
use crate::time::Instant;
use std::sync::Arc;

/// The types of the published table that some clause of this version judges.
const JUDGED: &[&str] = &[
    "service.down",
    "service.degraded",
    "service.up",
    "probe.failed",
    "probe.ok",
    "time.excluded",
    "maintenance.agreed",
    "maintenance.announced",
    "maintenance.moved",
    "maintenance.extended",
    "maintenance.withdrawn",
    "maintenance.finished",
    "case.reported",
    "case.contacted",
    "case.categorised",
    "case.prioritised",
    "case.reacted",
    "case.messaged",
    "case.questioned",
    "case.answered",
    "case.restored",
    "case.closed",
    "case.reopened",
    "duty.arose",
    "duty.performed",
    "duty.contested",
    "access.made",
    "consent.given",
    "consent.refused",
    "customer.changed",
    "customer.notified",
    "update.published",
    "update.installed",
];

/// Fields of `data` that an occasion or an act may state by their own names.
const STATED: &[&str] = &["address", "case", "client", "credentials", "of", "version", "what"];

/// The types of the published table that no clause of this version judges.
const NOT_JUDGED: &[&str] = &["effort.recorded"];

impl Happening {
    /// All types of the published table, in its order.
    pub fn types() -> impl Iterator<Item = &'static str> + Clone {
        JUDGED.iter().chain(NOT_JUDGED).copied()
    }

    /// What an event of that type says with these fields.
    ///
    /// ```
    /// use klausel::event::{Data, Datum, ExcludedTime, Happening, Words};
    /// let mut data = Data::new();
    /// data.put("priority", Datum::Text("High".into()));
    /// let says = Happening::read("case.prioritised", &data, &mut Words::new())?;
    /// assert_eq!(says, Happening::Prioritised { priority: "High".into(), by: None });
    /// # Ok::<(), klausel::event::UnusedReason>(())
    /// ```
    ///
    /// # Errors
    /// An unknown type, a field that is missing, or one that cannot be read.
    pub fn read(kind: &str, data: &Data<'_>, words: &mut Words) -> Result<Self, UnusedReason> {
        data.must_be_unambiguous()?;
        let mut fields = Fields { data, words };
        Ok(match kind {
            "service.down" => fields.state(State::Down)?,
            "service.degraded" => fields.state(State::Degraded)?,
            "service.up" => fields.state(State::Up)?,
            "probe.ok" => fields.probe(true)?,
            "probe.failed" => fields.probe(false)?,
            "time.excluded" => Happening::Excluded(ExcludedTime {
                from: fields.instant("from")?,
                until: fields.instant("until")?,
                cause: fields.word("cause")?,
            }),
            "maintenance.agreed" => fields.maintenance(MaintenanceAct::Agreed)?,
            "maintenance.announced" => fields.maintenance(MaintenanceAct::Announced)?,
            "maintenance.moved" => fields.maintenance(MaintenanceAct::Moved)?,
            "maintenance.extended" => fields.maintenance(MaintenanceAct::Extended)?,
            "maintenance.withdrawn" => fields.maintenance(MaintenanceAct::Withdrawn)?,
            "maintenance.finished" => fields.maintenance(MaintenanceAct::Finished)?,
            "case.reported" => Happening::Reported(fields.report()?),
            "case.contacted" => Happening::Contacted(fields.report()?),
            "case.categorised" => {
                Happening::Categorised { category: fields.value("category")?, by: fields.word("by")? }
            }
            "case.prioritised" => {
                Happening::Prioritised { priority: fields.value("priority")?, by: fields.word("by")? }
            }
            "case.reacted" | "case.messaged" if fields.yes("internal")? == Some(true) => Happening::Noted,
            "case.reacted" => Happening::Reacted { automatic: fields.automatic()? },
            "case.messaged" => Happening::Messaged { automatic: fields.automatic()? },
            "case.questioned" if fields.yes("asked")? == Some(false) => Happening::Waiting,
            "case.questioned" => Happening::Questioned { automatic: fields.automatic()? },
            "case.answered" => Happening::Answered { question: fields.word("question")? },
            "case.restored" => Happening::Restored,
            "case.closed" => Happening::Closed,
            "case.reopened" => Happening::Reopened,
            "duty.arose" => fields.arose(Arose::Named)?,
            "access.made" => fields.arose(Arose::Access)?,
            "customer.changed" => fields.arose(Arose::CustomerChange)?,
            "update.published" => fields.arose(Arose::UpdatePublished)?,
            "duty.performed" => fields.performed(Act::Performed)?,
            "customer.notified" => fields.performed(Act::CustomerNotified)?,
            "update.installed" => fields.performed(Act::UpdateInstalled)?,
            "consent.given" => fields.consent(true)?,
            "consent.refused" => fields.consent(false)?,
            "duty.contested" => {
                Happening::Contested(Box::new(Contest { duty: fields.value("duty")?, by: fields.word("by")? }))
            }
            other if NOT_JUDGED.contains(&other) => Happening::NotJudged { kind: fields.words.word(other) },
            other => return Err(UnusedReason::UnknownType { kind: super::data::clip(other) }),
        })
    }
}

struct Fields<'d, 'a> {
    data: &'d Data<'a>,
    words: &'d mut Words,
}

impl Fields<'_, '_> {
    fn word(&mut self, field: &'static str) -> Result<Option<Arc<str>>, UnusedReason> {
        Ok(self.data.word(field)?.map(|word| self.words.word(&word)))
    }

    /// The value that the event sets: under its own name, else as `value`.
    fn value(&mut self, field: &'static str) -> Result<Arc<str>, UnusedReason> {
        let value = self.word(field).transpose().or_else(|| self.word("value").transpose()).transpose()?;
        value.ok_or_else(|| UnusedReason::MissingField { field: field.to_owned() })
    }

    fn automatic(&self) -> Result<bool, UnusedReason> {
        Ok(self.yes("automatic")?.unwrap_or(false))
    }

    /// Yes or no, where the event says so.
    fn yes(&self, field: &'static str) -> Result<Option<bool>, UnusedReason> {
        match self.data.get(field) {
            None => Ok(None),
            Some(Datum::Bool(yes)) => Ok(Some(*yes)),
            Some(Datum::Text(text)) if text == "true" => Ok(Some(true)),
            Some(Datum::Text(text)) if text == "false" => Ok(Some(false)),
            Some(other) => Err(other.bad(field)),
        }
    }

    fn state(&mut self, state: State) -> Result<Happening, UnusedReason> {
        let previous = match self.data.word("previous")?.as_deref() {
            None => None,
            Some("down") => Some(State::Down),
            Some("degraded") => Some(State::Degraded),
            Some("up") => Some(State::Up),
            Some(other) => return Err(Datum::Text(other.into()).bad("previous")),
        };
        let (place, cause, part) = (self.word("place")?, self.word("cause")?, self.word("part")?);
        let (degree, incident) = (self.word("degree")?, self.word("incident")?);
        let reported = self.instant("reported")?;
        Ok(Happening::State(StateChange { state, previous, place, cause, part, degree, incident, reported }))
    }

    fn probe(&mut self, ok: bool) -> Result<Happening, UnusedReason> {
        let (place, cause, part) = (self.word("place")?, self.word("cause")?, self.word("part")?);
        Ok(Happening::Probe(Probe { ok, place, cause, part }))
    }

    fn maintenance(&mut self, act: MaintenanceAct) -> Result<Happening, UnusedReason> {
        let (from, until) = (self.instant("from")?, self.instant("until")?);
        let named = match (self.word("agreement")?, from, act) {
            (Some(name), _, _) => Some(name),
            // A move states the new beginning, which names nothing that stands.
            (None, _, MaintenanceAct::Moved) | (None, None, _) => None,
            (None, Some(from), _) => Some(self.words.word(&from.to_string())),
        };
        let (by, form) = (self.word("by")?, self.word("form")?);
        Ok(Happening::Maintenance(Maintenance { act, agreement: named, from, until, by, form }))
    }

    fn report(&mut self) -> Result<Report, UnusedReason> {
        Ok(Report {
            channel: self.word("channel")?,
            reporter: self.word("reporter")?,
            service: self.word("service")?,
            effect: self.word("effect")?,
            extent: self.word("extent")?,
            priority: self.word("priority")?,
            category: self.word("category")?,
        })
    }

    fn arose(&mut self, what: Arose) -> Result<Happening, UnusedReason> {
        let (kind, duty) = (self.word("kind")?, self.word("duty")?);
        let (service, stated) = (self.word("service")?, self.stated()?);
        Ok(Happening::Arose(Box::new(Arising { what, kind: kind.or(duty), service, stated })))
    }

    fn performed(&mut self, act: Act) -> Result<Happening, UnusedReason> {
        let (duty, occasion) = (self.word("duty")?, self.word("occasion")?);
        let (period, service) = (self.word("period")?, self.word("service")?);
        let stated = self.stated()?;
        Ok(Happening::Performed(Box::new(Performing { act, duty, occasion, period, service, stated })))
    }

    fn consent(&mut self, given: bool) -> Result<Happening, UnusedReason> {
        let (to, by, form) = (self.word("to")?, self.word("by")?, self.word("form")?);
        Ok(Happening::Consent(Box::new(Consent { given, to, by, form })))
    }

    /// Facts by name: fields that are such themselves, and what `evidence` names.
    fn stated(&mut self) -> Result<Stated, UnusedReason> {
        let mut stated = Stated::new();
        for field in STATED {
            if let Some(word) = self.word(field)? {
                stated.push((self.words.word(field), Some(word)));
            }
        }
        match self.data.get("evidence") {
            None => {}
            Some(Datum::Text(text)) => stated.push((self.words.word(text.trim()), None)),
            Some(Datum::Named(named)) => {
                for (name, value) in named {
                    let value = value.as_ref().map(|value| self.words.word(value));
                    stated.push((self.words.word(name), value));
                }
            }
            Some(other) => return Err(other.bad("evidence")),
        }
        stated.sort_unstable();
        stated.dedup();
        Ok(stated)
    }

    fn instant(&self, field: &'static str) -> Result<Option<Instant>, UnusedReason> {
        match self.data.get(field) {
            None => Ok(None),
            Some(Datum::Text(text)) => clock::read_instant(field, text).map(Some),
            Some(other) => Err(other.bad(field)),
        }
    }
}
