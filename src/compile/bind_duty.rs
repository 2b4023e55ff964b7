//! Events about duties bound to a contract: which duty or occasion they concern, and what they state.
//! All other events are left to `bind`.

use super::{
    Program,
    bind::{Binding, WordKind, no_clause, unknown_name},
    duty::{DutyAt, DutyRule, OccasionAt},
    fact::{AroseSaid, ConsentSaid, PerformedSaid, Said, Scope, Stated},
    periods,
};
use crate::{
    event::{Act, Arising, Arose, Consent, Contest, Event, Performing, UnusedReason},
    model::{Evidence, Occasion, Party},
};
use std::sync::Arc;

/// A fact's subject and what it says, or why it cannot be used.
type Bound = Result<(Scope, Said), UnusedReason>;

impl Binding<'_> {
    pub(super) fn arose(&self, event: &Event, arising: &Arising) -> Bound {
        let kind = arising.what.type_name();
        let at = match arising.what {
            Arose::Access => self.occasion(&Occasion::Access),
            Arose::CustomerChange => self.occasion(&Occasion::CustomerChange),
            Arose::UpdatePublished => self.occasion(&Occasion::Update),
            Arose::Named => {
                let word = arising.kind.as_deref();
                let word = word.ok_or_else(|| UnusedReason::MissingField { field: "kind".to_owned() })?;
                Some(self.occasion_called(word).ok_or_else(|| unknown_name("kind", word))?)
            }
        };
        let at = at.ok_or_else(|| no_clause(kind))?;
        let service = arising.service.as_deref().map(|word| self.id(WordKind::Service, word));
        let said = AroseSaid { service, stated: self.stated(&arising.stated) };
        Ok((Scope::Occasion(at, event.subject.clone()), Said::Arose(Box::new(said))))
    }

    pub(super) fn performed(&self, event: &Event, performing: &Performing) -> Bound {
        let kind = performing.act.type_name();
        let occasion = || performing.occasion.clone();
        let (scope, duty) = match performing.act {
            Act::Performed => {
                let word = performing.duty.as_deref().unwrap_or(&event.subject);
                let (at, rule) = self.duty(word).ok_or_else(|| unknown_name("duty", word))?;
                // Without a field for the duty, the subject is the duty and names no occasion.
                let subject = || performing.duty.as_ref().map(|_| event.subject.clone());
                let id = || {
                    let missing = || UnusedReason::MissingField { field: "occasion".to_owned() };
                    occasion().or_else(subject).ok_or_else(missing)
                };
                let scope = match rule.occasion {
                    Some(kind) => Scope::Occasion(kind, id()?),
                    None if rule.is_on_case() => Scope::Case(id()?),
                    None => Scope::Duty(at),
                };
                (scope, Some(at))
            }
            Act::CustomerNotified | Act::UpdateInstalled => {
                let of = match performing.act {
                    Act::CustomerNotified => Occasion::CustomerChange,
                    Act::UpdateInstalled | Act::Performed => Occasion::Update,
                };
                let at = self.occasion(&of).ok_or_else(|| no_clause(kind))?;
                (Scope::Occasion(at, occasion().unwrap_or_else(|| event.subject.clone())), None)
            }
        };
        let period = performing.period.as_deref().map(|text| {
            let read = periods::named(text, self.program.zone());
            let bad = || UnusedReason::BadField { field: "period".to_owned(), value: text.chars().take(60).collect() };
            read.ok_or_else(bad)
        });
        let service = performing.service.as_deref().map(|word| self.id(WordKind::Service, word));
        let stated = self.stated(&performing.stated);
        let said = PerformedSaid { duty, period: period.transpose()?, service, stated };
        Ok((scope, Said::Performed(Box::new(said))))
    }

    pub(super) fn consent(&mut self, event: &Event, consent: &Consent) -> Bound {
        let kind = if consent.given { "consent.given" } else { "consent.refused" };
        let scope = match consent.to.as_deref() {
            Some(word) => match self.occasion_called(word) {
                Some(at) => Scope::Occasion(at, event.subject.clone()),
                None => {
                    let (_, rule) = self.duty(word).ok_or_else(|| unknown_name("to", word))?;
                    self.scope_of(rule, &event.subject).ok_or_else(|| no_clause(kind))?
                }
            },
            None => {
                let rules = self.program.duty_rules().iter();
                let mut asking = rules.filter(|rule| rule.consent.is_some());
                let only = asking.next().filter(|_| asking.next().is_none());
                only.and_then(|rule| self.scope_of(rule, &event.subject)).ok_or_else(|| no_clause(kind))?
            }
        };
        let said = ConsentSaid {
            given: consent.given,
            by: self.closed_term::<Party>(WordKind::Party, "by", consent.by.as_deref()),
            form: self.closed_term::<Evidence>(WordKind::Form, "form", consent.form.as_deref()),
        };
        Ok((scope, Said::Consented(Box::new(said))))
    }

    pub(super) fn contested(&self, event: &Event, contest: &Contest) -> Bound {
        let word = &contest.duty;
        let (duty, rule) = self.duty(word).ok_or_else(|| unknown_name("duty", word))?;
        let scope = self.scope_of(rule, &event.subject).ok_or_else(|| no_clause("duty.contested"))?;
        Ok((scope, Said::Contested { duty }))
    }

    fn scope_of(&self, rule: &DutyRule, subject: &Arc<str>) -> Option<Scope> {
        match rule.occasion {
            Some(kind) => Some(Scope::Occasion(kind, subject.clone())),
            None => rule.is_on_case().then(|| Scope::Case(subject.clone())),
        }
    }

    fn occasion(&self, occasion: &Occasion) -> Option<OccasionAt> {
        let place = self.program.occasions().iter().position(|held| held == occasion)?;
        u32::try_from(place).ok().map(OccasionAt)
    }

    /// The occasion that the contract calls so, or that of the duty of that name.
    fn occasion_called(&self, word: &str) -> Option<OccasionAt> {
        let id = self.id(WordKind::Occasion, word);
        self.occasion(&Occasion::Named(id)).or_else(|| self.duty(word).and_then(|(_, rule)| rule.occasion))
    }

    fn duty(&self, word: &str) -> Option<(DutyAt, &DutyRule)> {
        let id = self.id(WordKind::Duty, word);
        (0..).map(DutyAt).zip(self.program.duty_rules()).find(|(_, rule)| rule.clause.name == id)
    }

    /// A value that the contract names is known by its id, all else by what was written.
    fn value(&self, word: &Arc<str>) -> Arc<str> {
        let names = self.program.names();
        let named = names.find(word).and_then(|name| names.id(name)).cloned();
        let id = named.or_else(|| self.program.words(WordKind::Fact, word));
        id.map_or_else(|| word.clone(), |id| Arc::from(id.as_str()))
    }

    fn stated(&self, stated: &crate::event::Stated) -> Stated {
        let mut found: Stated = stated
            .iter()
            .map(|(name, value)| (self.id(WordKind::Fact, name), value.as_ref().map(|value| self.value(value))))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Program {
    /// The duties of the contract: place and clause, the provider's before the customer's.
    pub fn duties(&self) -> impl Iterator<Item = (DutyAt, &crate::model::ClauseId)> {
        (0..).map(DutyAt).zip(self.duty_rules()).map(|(at, rule)| (at, &rule.clause))
    }

    /// The duty of that clause.
    #[must_use]
    pub fn duty_of(&self, clause: &crate::model::ClauseId) -> Option<DutyAt> {
        self.duties().find(|(_, held)| *held == clause).map(|(at, _)| at)
    }
}
