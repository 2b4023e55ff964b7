//! Events bound to a contract: words become names, and what cannot be used is listed with its reason.
//! Which facts decide a verdict is left to `engine`.

use super::{
    Program,
    fact::{CheckSaid, Contact, ExcludedSaid, Fact, MaintenanceSaid, Said, Scope, ServiceAt, StateSaid},
    names::Name,
    words,
};
use crate::{
    event::{Event, ExcludedTime, Happening, Maintenance, Probe, Report, StateChange, Unused, UnusedReason},
    model::{Channel, Evidence, Party},
    name::Id,
};
use serde::{Deserialize, de::value::StrDeserializer};
use std::sync::Arc;

/// What a word of an event stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WordKind {
    /// A priority.
    Priority,
    /// A category of case.
    Category,
    /// An effect.
    Effect,
    /// An extent.
    Extent,
    /// A service.
    Service,
    /// A place.
    Place,
    /// A cause.
    Cause,
    /// A part of a service.
    Part,
    /// A degree of an impairment.
    Degree,
    /// A channel: `phone`, `e-mail`, `portal`, `chat`, `voicemail`.
    Channel,
    /// A party: `provider`, `customer`.
    Party,
    /// A form: `text_form`, `writing`, `any_form`; an e-mail is text form.
    Form,
}

/// The words that a language's catalogue has for things that no glossary names.
pub type Words = dyn Fn(WordKind, &str) -> Option<Id> + Send + Sync;

impl Program {
    /// The fact that an event is for this contract.
    ///
    /// A word that the contract does not know, in a field that only describes (a channel, an effect), is used as though
    /// it had not been said, and is listed by the monitor.
    ///
    /// # Errors
    /// [`Unused`] where no clause judges the event, or where it names something that the contract does not declare.
    pub fn bind(&self, event: Event) -> Result<Fact, Unused> {
        let known_at = self.cut(event.known_at());
        let mut binding = Binding { program: self, misread: None };
        let bound = binding.bind(&event);
        let misread = binding.misread;
        let listed = |reason| Unused { line: event.line, id: event.id.as_deref().map(str::to_owned), reason };
        let (scope, says) = match bound {
            Ok(bound) => bound,
            Err(reason) => return Err(listed(reason)),
        };
        let misread = misread.map(|reason| Box::new(listed(reason)));
        Ok(Fact {
            known_at,
            id: event.id,
            source: event.source,
            corrects: event.corrects,
            at: self.cut(event.at),
            seq: event.seq,
            rank: event.rank,
            line: event.line,
            reaches_back_to: self.closing().and_then(|closing| closing.closed_until(known_at)).map(|(until, _)| until),
            scope,
            says,
            misread,
        })
    }
}

struct Binding<'p> {
    program: &'p Program,
    misread: Option<UnusedReason>,
}

impl Binding<'_> {
    fn bind(&mut self, event: &Event) -> Result<(Scope, Said), UnusedReason> {
        let case = || Scope::Case(event.subject.clone());
        let says = match &event.says {
            Happening::State(change) => return Ok((self.service(&event.subject)?, self.state(change))),
            Happening::Maintenance(act) => {
                if self.program.agreed_rules().next().is_none() {
                    return Err(no_clause("maintenance"));
                }
                return Ok((self.service(&event.subject)?, self.maintenance(act)));
            }
            Happening::Probe(probe) => {
                let scope = self.service(&event.subject)?;
                return Ok((scope.clone(), self.check(&scope, probe)?));
            }
            Happening::Excluded(time) => {
                let scope = self.service(&event.subject)?;
                return Ok((scope.clone(), self.excluded(&scope, time)?));
            }
            Happening::NotJudged { kind } => return Err(no_clause(kind)),
            Happening::Reported(report) => Said::Reported(self.contact(report)),
            Happening::Contacted(report) => Said::Contacted(self.contact(report)),
            Happening::Categorised { category, by: _ } => Said::Categorised(self.category(category)),
            Happening::Prioritised { priority, by } => {
                let unknown = || unknown_name("priority", priority);
                let priority = self.name(WordKind::Priority, priority).ok_or_else(unknown)?;
                Said::Prioritised { priority, by: self.closed_term(WordKind::Party, "by", by.as_deref()) }
            }
            Happening::Reacted { automatic } => Said::Reacted { automatic: *automatic },
            Happening::Messaged { automatic } => Said::Messaged { automatic: *automatic },
            Happening::Questioned { automatic } => Said::Questioned { automatic: *automatic },
            Happening::Waiting => Said::Waiting,
            Happening::Noted => Said::Noted,
            Happening::Answered { question } => Said::Answered { question: question.clone() },
            Happening::Restored => Said::Restored,
            Happening::Closed => Said::Closed,
            Happening::Reopened => Said::Reopened,
        };
        if self.program.tables().is_empty() {
            return Err(no_clause("case"));
        }
        Ok((case(), says))
    }

    fn service(&self, word: &str) -> Result<Scope, UnusedReason> {
        let named = self.name(WordKind::Service, word).and_then(|name| self.program.service_named(name));
        let (number, promise) = named.ok_or_else(|| unknown_name("subject", word))?;
        promise.target.is_some().then_some(Scope::Service(ServiceAt(number))).ok_or_else(|| no_clause("service"))
    }

    fn state(&self, change: &StateChange) -> Said {
        let id = |kind, word: &Option<Arc<str>>| word.as_deref().map(|word| self.id(kind, word));
        Said::State(Box::new(StateSaid {
            state: change.state,
            previous: change.previous,
            place: id(WordKind::Place, &change.place),
            cause: id(WordKind::Cause, &change.cause),
            part: id(WordKind::Part, &change.part),
            degree: id(WordKind::Degree, &change.degree),
            incident: change.incident.clone(),
            reported: change.reported.map(|at| self.program.cut(at)),
        }))
    }

    /// A check of monitoring, where the contract says how often one is due: without that, no time is unobserved.
    fn check(&self, scope: &Scope, probe: &Probe) -> Result<Said, UnusedReason> {
        let promise = match scope {
            Scope::Service(service) => self.program.promise(*service),
            Scope::Case(_) => None,
        };
        if promise.is_none_or(|promise| promise.watch.check_every.is_none()) {
            return Err(no_clause("probe"));
        }
        let id = |kind, word: &Option<Arc<str>>| word.as_deref().map(|word| self.id(kind, word));
        Ok(Said::Checked(Box::new(CheckSaid {
            ok: probe.ok,
            place: id(WordKind::Place, &probe.place),
            cause: id(WordKind::Cause, &probe.cause),
            part: id(WordKind::Part, &probe.part),
        })))
    }

    /// Time with a cause by which the service's clause takes it out of the base.
    fn excluded(&self, scope: &Scope, time: &ExcludedTime) -> Result<Said, UnusedReason> {
        let promise = match scope {
            Scope::Service(service) => self.program.promise(*service),
            Scope::Case(_) => None,
        };
        let cause = time.cause.as_deref().map(|word| self.id(WordKind::Cause, word));
        let causes = promise.and_then(|promise| promise.outside_causes.as_ref());
        match (&cause, causes) {
            (Some(cause), Some((causes, _))) if causes.contains(cause) => {}
            _ => return Err(no_clause("time.excluded")),
        }
        let cut = |at| self.program.cut(at);
        Ok(Said::Excluded(Box::new(ExcludedSaid { from: time.from.map(cut), until: time.until.map(cut), cause })))
    }

    fn maintenance(&mut self, act: &Maintenance) -> Said {
        Said::Maintenance(Box::new(MaintenanceSaid {
            act: act.act,
            agreement: act.agreement.clone(),
            from: act.from.map(|at| self.program.cut(at)),
            until: act.until.map(|at| self.program.cut(at)),
            by: self.closed_term::<Party>(WordKind::Party, "by", act.by.as_deref()),
            form: self.closed_term::<Evidence>(WordKind::Form, "form", act.form.as_deref()),
        }))
    }

    fn contact(&mut self, report: &Report) -> Contact {
        Contact {
            channel: self.channel(report.channel.as_deref()),
            effect: self.described(WordKind::Effect, "effect", report.effect.as_deref()),
            extent: self.described(WordKind::Extent, "extent", report.extent.as_deref()),
            priority: self.described(WordKind::Priority, "priority", report.priority.as_deref()),
            category: report.category.as_deref().map(|word| self.category(word)),
            service: report.service.is_some(),
            reporter: report.reporter.is_some(),
            detected: report.reporter.as_deref().is_some_and(words::is_monitoring),
        }
    }

    /// A category of no table is as good as any other: it takes the case out of the tables that name one.
    fn category(&self, word: &str) -> Name {
        self.name(WordKind::Category, word).unwrap_or(Name::OTHER)
    }

    fn channel(&mut self, word: Option<&str>) -> Option<Channel> {
        let word = word?;
        let voicemail = Id::of(word).as_str() == "voicemail"
            || self.program.words(WordKind::Channel, word).is_some_and(|id| id.as_str() == "voicemail");
        match self.program.voicemail_counts_as().filter(|_| voicemail) {
            Some(channel) => Some(channel),
            None => self.closed_term(WordKind::Channel, "channel", Some(word)),
        }
    }

    fn described(&mut self, kind: WordKind, field: &str, word: Option<&str>) -> Option<Name> {
        let word = word?;
        let name = self.name(kind, word);
        if name.is_none() {
            self.misread = Some(unknown_name(field, word));
        }
        name
    }

    /// A term of a closed list: by its own name, else by a word of a catalogue.
    fn closed_term<T: for<'de> Deserialize<'de>>(
        &mut self,
        kind: WordKind,
        field: &str,
        word: Option<&str>,
    ) -> Option<T> {
        let word = word?;
        let own = |text: &str| T::deserialize(StrDeserializer::<serde::de::value::Error>::new(text)).ok();
        let by_host = || self.program.words(kind, word).and_then(|id| own(id.as_str()));
        let term = own(word).or_else(by_host).or_else(|| words::term(kind, word).and_then(own));
        if term.is_none() {
            self.misread = Some(unknown_name(field, word));
        }
        term
    }

    fn name(&self, kind: WordKind, word: &str) -> Option<Name> {
        let names = self.program.names();
        names.find(word).or_else(|| self.program.words(kind, word).and_then(|id| names.exact(&id)))
    }

    /// A place or a cause may be anything: what the contract does not name keeps its own word as id.
    fn id(&self, kind: WordKind, word: &str) -> Id {
        let names = self.program.names();
        let named = names.find(word).and_then(|name| names.id(name)).cloned();
        named.or_else(|| self.program.words(kind, word)).unwrap_or_else(|| Id::of(word))
    }
}

fn no_clause(kind: &str) -> UnusedReason {
    UnusedReason::NoClause { kind: kind.to_owned() }
}

fn unknown_name(field: &str, value: &str) -> UnusedReason {
    UnusedReason::UnknownName { field: field.to_owned(), value: value.chars().take(80).collect() }
}
