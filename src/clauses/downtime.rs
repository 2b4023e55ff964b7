//! When downtime is planned: standing, or by agreement for one interval at a time.

use super::{ClauseReading, Part, of, part, statements, terms, terms::Term};
use crate::{
    model::{AgreedDowntime, Evidence, FinishedEarly, Party, PlannedDowntime},
    phrase::{Value, ids},
    syntax::ClauseText,
};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> Option<PlannedDowntime> {
    let mut standing = None;
    let mut agreed = AgreedDowntime::default();
    let mut lead = None;
    for statement in statements(clause) {
        let slots = &statement.said.slots;
        match statement.said.id {
            ids::PLANNED_DOWNTIME_STANDING => {
                if let Some(window) = slots.name("window") {
                    reading.once("kind", &mut standing, window, statement);
                }
            }
            ids::PLANNED_DOWNTIME_AGREED_BY => {
                let by = terms::term(slots, "party").zip(terms::term(slots, "form"));
                if let Some(by) = by {
                    reading.once("kind", &mut agreed.agreed_by, by, statement);
                }
            }
            ids::PLANNED_DOWNTIME_ANNOUNCED_BY => {
                let by = terms::term(slots, "party").zip(terms::term(slots, "form"));
                if let Some(by) = by {
                    reading.once("kind", &mut agreed.announced_by, by, statement);
                }
            }
            ids::PLANNED_DOWNTIME_BUDGET => {
                if let Some(budget) = slots.duration("budget").zip(terms::term(slots, "per")) {
                    reading.once("budget", &mut agreed.budget, budget, statement);
                }
            }
            id @ (ids::PLANNED_DOWNTIME_ENDS_AS_ANNOUNCED | ids::PLANNED_DOWNTIME_ENDS_WHEN_FINISHED) => {
                let ends = match id == ids::PLANNED_DOWNTIME_ENDS_AS_ANNOUNCED {
                    true => FinishedEarly::AsAnnounced,
                    false => FinishedEarly::EndsThen,
                };
                reading.once("finished_early", &mut agreed.finished_early, ends, statement);
            }
            ids::PLANNED_DOWNTIME_LEAD | ids::PLANNED_DOWNTIME_LEAD_ANNOUNCED => {
                if let Some(time) = slots.duration("lead") {
                    reading.once("lead", &mut lead, time, statement);
                }
            }
            ids::PLANNED_DOWNTIME_SILENCE => agreed.silence_is_no_consent = reading.first("silence", statement),
            ids::PLANNED_DOWNTIME_TERMS => agreed.terms_stated = reading.first("terms", statement),
            ids::PLANNED_DOWNTIME_OVERRUN => agreed.overrun_counts = reading.first("overrun", statement),
            _ => {}
        }
    }
    agreed.lead = lead;
    match standing {
        Some(outside) => Some(PlannedDowntime::Standing { outside }),
        None if agreed.agreed_by.is_some() || agreed.announced_by.is_some() => Some(PlannedDowntime::Agreed(agreed)),
        None => {
            let party = Party::Customer.say("party_the");
            let form = Evidence::TextForm.say("form");
            reading.lacks(&of(ids::PLANNED_DOWNTIME_AGREED_BY).with("party", party).with("form", form));
            None
        }
    }
}

pub(super) fn say(planned: &PlannedDowntime) -> Vec<Part> {
    let agreed = match planned {
        PlannedDowntime::Standing { outside } => {
            return vec![part(of(ids::PLANNED_DOWNTIME_STANDING).with("window", Value::Ref(outside.clone())))];
        }
        PlannedDowntime::Agreed(agreed) => agreed,
    };
    let mut parts = Vec::new();
    if let Some((party, form)) = agreed.agreed_by {
        let said = of(ids::PLANNED_DOWNTIME_AGREED_BY).with("party", party.say("party_the"));
        parts.push(part(said.with("form", form.say("form"))));
    }
    if let Some((party, form)) = agreed.announced_by {
        let said = of(ids::PLANNED_DOWNTIME_ANNOUNCED_BY).with("party", party.say("party_the"));
        parts.push(part(said.with("form", form.say("form"))));
    }
    if let Some(lead) = agreed.lead {
        let announced = agreed.announced_by.is_some();
        let id = if announced { ids::PLANNED_DOWNTIME_LEAD_ANNOUNCED } else { ids::PLANNED_DOWNTIME_LEAD };
        parts.push(part(of(id).with("lead", lead)));
    }
    if let Some((budget, per)) = agreed.budget {
        parts.push(part(of(ids::PLANNED_DOWNTIME_BUDGET).with("budget", budget).with("per", per.say("period"))));
    }
    let said = [
        (agreed.silence_is_no_consent, ids::PLANNED_DOWNTIME_SILENCE),
        (agreed.terms_stated, ids::PLANNED_DOWNTIME_TERMS),
        (agreed.overrun_counts, ids::PLANNED_DOWNTIME_OVERRUN),
    ];
    parts.extend(said.into_iter().filter(|(said, _)| *said).map(|(_, id)| part(of(id))));
    parts.extend(agreed.finished_early.map(|ends| {
        part(of(match ends {
            FinishedEarly::EndsThen => ids::PLANNED_DOWNTIME_ENDS_WHEN_FINISHED,
            FinishedEarly::AsAnnounced => ids::PLANNED_DOWNTIME_ENDS_AS_ANNOUNCED,
        }))
    }));
    parts
}
