//! What performs a duty: an act that states its evidence, or the record of the occasion itself.
//! Whether that was in time is left to the parent.

use super::{Ground, One};
use crate::{
    compile::{Contact, Name, PerformedSaid, Program, Said, Stated, period_before},
    engine::{
        facts::Standing,
        trace::{self, Trace},
    },
    model::{DutyDue, Evidence},
    name::Id,
    time::{Instant, Interval},
    verdict::{EventRef, Lacking, Step},
};
use std::sync::Arc;

/// The acts that performed a duty, as far as they decide.
#[derive(Clone, Debug, Default)]
pub(super) struct Performances {
    /// When the act came that made their number full.
    pub(super) performed_at: Option<Instant>,
    /// How many there were, at most as many as it takes.
    pub(super) done: u32,
    /// The event that contests them.
    pub(super) contested: Option<EventRef>,
}

/// The category that a case was put in last.
pub(super) fn category(facts: &[Standing<'_>]) -> Option<Name> {
    facts.iter().rev().find_map(|one| match &one.fact.says {
        Said::Categorised(category) => Some(*category),
        Said::Reported(contact) | Said::Contacted(contact) => contact.category,
        _ => None,
    })
}

impl One<'_> {
    pub(super) fn performances<T: Trace>(
        &self,
        ground: &Ground<'_>,
        facts: &[Standing<'_>],
        trace: &mut T,
    ) -> Performances {
        let contested = facts.iter().find(|one| matches!(one.fact.says, Said::Contested { duty } if duty == self.duty));
        let contested = contested.map(|one| trace::event(one.fact));
        let times = match self.rule.due {
            Some(DutyDue::PerPeriod { times, .. }) => times,
            _ => 1,
        };
        let mut found = Performances { contested, ..Performances::default() };
        if self.rule.by_record {
            self.by_record(ground, facts, &mut found, trace);
            return found;
        }
        for one in facts {
            let Said::Performed(said) = &one.fact.says else { continue };
            if !self.is_for_it(said, one.at, ground) {
                continue;
            }
            let lacking = self.lacking(&said.stated, &self.rule.evidence, said.stated.len() == 1);
            if !lacking.is_empty() {
                trace.step(|| Step::Insufficient { by: trace::event(one.fact), lacking });
                continue;
            }
            // What was done before the occasion counts with it.
            let at = ground.arose.map_or(one.at, |arose| one.at.max(arose.at));
            trace.step(|| Step::Performed { by: trace::event(one.fact), at });
            found.done += 1;
            if found.done == times {
                found.performed_at = Some(at);
                break;
            }
        }
        found
    }

    /// Whether an act is for this duty, for this period or occasion, and for the thing that it is owed for.
    fn is_for_it(&self, said: &PerformedSaid, at: Instant, ground: &Ground<'_>) -> bool {
        let is_duty = said.duty.is_none_or(|duty| duty == self.duty);
        let of_thing = self.thing.is_none_or(|thing| said.service.as_ref() == Some(thing));
        let in_period = ground.period.is_none_or(|(whole, judged)| match said.period {
            Some(named) => named == whole,
            None => self.usual_period(at, whole, judged),
        });
        is_duty && of_thing && in_period
    }

    /// An act that names no period is for the one in which it is done; where the duty is due after the end of its period,
    /// for the last one that has ended.
    fn usual_period(&self, at: Instant, whole: Interval, judged: Interval) -> bool {
        let zone = self.program.zone();
        match self.rule.due {
            Some(DutyDue::PerPeriod { after: Some(_), per, .. }) => period_before(per, at, zone) == Some(whole),
            _ => judged.contains(at),
        }
    }

    /// The record of the occasion: what its events state, one after the other, until nothing is lacking.
    fn by_record<T: Trace>(
        &self,
        ground: &Ground<'_>,
        facts: &[Standing<'_>],
        found: &mut Performances,
        trace: &mut T,
    ) {
        let Some(arose) = ground.arose else { return };
        let mut record = Stated::new();
        for one in facts {
            let mut states = stated(self.program, one);
            if let Said::Performed(said) = &one.fact.says
                && said.duty.is_none_or(|duty| duty == self.duty)
            {
                states.extend(said.stated.iter().cloned());
            }
            if states.is_empty() && one.at > arose.at {
                continue;
            }
            for (fact, value) in states {
                // What is said anew holds from here on.
                record.retain(|(held, old)| *held != fact || (value.is_none() && old.is_some()));
                if !record.iter().any(|(held, _)| *held == fact) {
                    record.push((fact, value));
                }
            }
            let at = one.at.max(arose.at);
            if one.at >= arose.at && self.record_lacks(&record, facts, arose.at).is_empty() {
                trace.step(|| Step::Performed { by: trace::event(one.fact), at });
                (found.done, found.performed_at) = (1, Some(at));
                return;
            }
        }
        let lacking = self.record_lacks(&record, facts, arose.at);
        trace.step(|| Step::Insufficient { by: trace::event(arose.fact), lacking });
    }

    fn record_lacks(&self, record: &Stated, facts: &[Standing<'_>], arose_at: Instant) -> Vec<Lacking> {
        let mut lacking = self.lacking(record, &[], false);
        let states = |fact: &Id| record.iter().any(|(held, _)| held == fact);
        let missing = self.rule.particulars.iter().filter(|fact| !states(fact));
        lacking.extend(missing.map(|fact| Lacking::Fact { fact: fact.clone(), cite: self.rule.particulars_cite() }));
        if let Some((by, form)) = self.rule.consent {
            let mut before = facts.iter().rev().filter(|one| one.at < arose_at);
            let given = before.find_map(|one| match &one.fact.says {
                Said::Consented(said) if said.by == Some(by) => Some(said.given && suffices(said.form, form)),
                _ => None,
            });
            if given != Some(true) {
                lacking.push(Lacking::Consent { by, cite: self.rule.consent_cite() });
            }
        }
        lacking
    }

    /// What is lacking of facts that must be stated and of values that are prescribed. A document without a name is the
    /// one piece of evidence that is asked for.
    fn lacking(&self, stated: &Stated, evidence: &[Id], is_only: bool) -> Vec<Lacking> {
        let states = |fact: &Id| stated.iter().any(|(held, _)| held == fact);
        let is_document = evidence.len() == 1 && is_only && stated.iter().any(|(_, value)| value.is_none());
        let missing = evidence.iter().filter(|fact| !states(fact) && !is_document);
        let mut lacking: Vec<Lacking> =
            missing.map(|fact| Lacking::Fact { fact: fact.clone(), cite: self.rule.evidence_cite() }).collect();
        for prescribed in &self.rule.prescribed {
            let (fact, cite) = (prescribed.fact.clone(), self.rule.prescribed_cite());
            let found = stated.iter().find(|(held, _)| *held == fact).and_then(|(_, value)| value.clone());
            match found {
                Some(found) if prescribed.values.contains(&Id::of(&found)) => {}
                Some(said) => lacking.push(Lacking::Value { fact, said, cite }),
                None if lacking.iter().any(|one| matches!(one, Lacking::Fact { fact: held, .. } if *held == fact)) => {}
                None => lacking.push(Lacking::Fact { fact, cite }),
            }
        }
        lacking
    }
}

fn suffices(found: Option<Evidence>, demanded: Evidence) -> bool {
    match demanded {
        Evidence::AnyForm => true,
        Evidence::TextForm => matches!(found, Some(Evidence::TextForm | Evidence::Writing)),
        Evidence::Writing => found == Some(Evidence::Writing),
    }
}

/// What an event states of its occasion by itself.
fn stated(program: &Program, one: &Standing<'_>) -> Stated {
    let fields = program.case_fields();
    let names = program.names();
    let text = |id: Option<&Id>| id.map(|id| Arc::from(id.as_str()));
    let contact = |contact: &Contact| -> Stated {
        let name = |name: Name| names.id(name).map(|id| Arc::from(id.as_str()));
        let channel = contact.channel.filter(|_| !contact.detected).map(|channel| Arc::from(channel.key()));
        let mut said: Stated = Vec::new();
        said.extend(channel.map(|channel| (fields.channel.clone(), Some(channel))));
        said.extend(contact.reporter.then(|| (fields.reporter.clone(), None)));
        said.extend(contact.service.then(|| (fields.service.clone(), None)));
        let named = [
            (&fields.effect, contact.effect),
            (&fields.extent, contact.extent),
            (&fields.priority, contact.priority),
            (&fields.category, contact.category),
        ];
        for (field, value) in named {
            said.extend(value.map(|value| (field.clone(), name(value))));
        }
        said
    };
    match &one.fact.says {
        Said::Reported(said) | Said::Contacted(said) => contact(said),
        Said::Categorised(category) => vec![(fields.category.clone(), text(names.id(*category)))],
        Said::Prioritised { priority, .. } => vec![(fields.priority.clone(), text(names.id(*priority)))],
        Said::Arose(said) => {
            let service = said.service.as_ref().map(|service| (fields.service.clone(), text(Some(service))));
            said.stated.iter().cloned().chain(service).collect()
        }
        _ => Vec::new(),
    }
}
