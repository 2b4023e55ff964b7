//! What happened about duties in a person's words: occasions, acts that perform them, consent.
//! All other sentences are left to `tale`.

use super::tale::key;
use crate::{
    clauses::term,
    event::{Act, Arising, Arose, Consent, Contest, Happening, Performing, Stated},
    model::{Evidence, Model, Party},
    name::Id,
    phrase::{Said, Slots, ids},
};
use std::sync::Arc;

/// What a sentence about duties says; `None`: it is about something else.
pub(super) fn says(said: &Said, model: &Model) -> Option<Happening> {
    let slots = &said.slots;
    let word = |role: &str| slots.name(role).map(|id| Arc::from(id.as_str()));
    let stated = || stated(slots, model);
    let arose = |what, kind, service| Happening::Arose(Box::new(Arising { what, kind, service, stated: stated() }));
    let performed = |act, period| {
        let occasion = slots.text("occasion").map(Arc::from);
        let (duty, service, stated) = (word("duty"), None, stated());
        Happening::Performed(Box::new(Performing { act, duty, occasion, period, service, stated }))
    };
    let by = || term::<Party>(slots, "by").map(|party| key(party, "party"));
    Some(match said.id {
        ids::TOLD_DUTY_PERFORMED
        | ids::TOLD_DUTY_PERFORMED_STATING
        | ids::TOLD_DUTY_PERFORMED_FOR
        | ids::TOLD_DUTY_PERFORMED_FOR_STATING
        | ids::TOLD_CUSTOMER_DUTY_PERFORMED_FOR
        | ids::TOLD_CUSTOMER_DUTY_PERFORMED_FOR_STATING => performed(Act::Performed, None),
        ids::TOLD_DUTY_PERFORMED_IN | ids::TOLD_DUTY_PERFORMED_IN_STATING => {
            performed(Act::Performed, Some(period(slots.phrase("period")?)?.into()))
        }
        ids::TOLD_AROSE | ids::TOLD_AROSE_STATING => arose(Arose::Named, word("kind"), None),
        ids::TOLD_ACCESS | ids::TOLD_ACCESS_BARE => arose(Arose::Access, None, None),
        ids::TOLD_CHANGED => arose(Arose::CustomerChange, None, None),
        ids::TOLD_NOTIFIED => performed(Act::CustomerNotified, None),
        ids::TOLD_PUBLISHED | ids::TOLD_PUBLISHED_FOR => arose(Arose::UpdatePublished, None, word("service")),
        ids::TOLD_INSTALLED => performed(Act::UpdateInstalled, None),
        id @ (ids::TOLD_CONSENTED | ids::TOLD_REFUSED) => Happening::Consent(Box::new(Consent {
            given: id == ids::TOLD_CONSENTED,
            to: word("to"),
            by: by(),
            form: term::<Evidence>(slots, "form").map(|form| key(form, "form")),
        })),
        ids::TOLD_CONTESTED | ids::TOLD_CUSTOMER_CONTESTED => {
            Happening::Contested(Box::new(Contest { duty: word("duty")?, by: by() }))
        }
        _ => return None,
    })
}

/// Facts with commas between them, a colon before a value: `credentials: tenant administration, client: admin-3`.
fn stated(slots: &Slots, model: &Model) -> Stated {
    let Some(text) = slots.text("facts") else { return Stated::new() };
    let id = |word: &str| -> Arc<str> {
        let id = model.glossary.id(word.trim()).unwrap_or_else(|| Id::of(word.trim()));
        Arc::from(id.as_str())
    };
    let mut stated: Stated = text
        .split(',')
        .filter(|fact| !fact.trim().is_empty())
        .map(|fact| match fact.split_once(':') {
            Some((name, value)) => (id(name), Some(Arc::from(value.trim()))),
            None => (id(fact), None),
        })
        .collect();
    stated.sort_unstable();
    stated.dedup();
    stated
}

/// A period as an event names it.
fn period(said: &Said) -> Option<String> {
    let (year, n) = (said.slots.int("year")?, said.slots.int("n"));
    Some(match said.id {
        ids::ASKED_YEAR => format!("{year:04}"),
        ids::ASKED_HALF_YEAR => format!("{year:04}-H{}", n?),
        ids::ASKED_QUARTER => format!("{year:04}-Q{}", n?),
        ids::ASKED_MONTH => {
            let month: u32 = said.slots.phrase("month")?.id.key().trim_start_matches('m').parse().ok()?;
            format!("{year:04}-{month:02}")
        }
        ids::ASKED_ISO_MONTH => format!("{year:04}-{:02}", said.slots.int("month")?),
        _ => return None,
    })
}
