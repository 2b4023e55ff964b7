//! What counts as an outage.

use super::{ClauseReading, Part, of, part, statements};
use crate::{
    model::{OutageRule, Unexplained, Unobserved},
    phrase::{PhraseId, ids},
    syntax::ClauseText,
};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> OutageRule {
    let mut rule = OutageRule::default();
    for statement in statements(clause) {
        match statement.said.id {
            ids::OUTAGE_NO_USER => rule.no_user = reading.first("no_user", statement),
            ids::OUTAGE_IMPAIRMENT => rule.impairment_defined = reading.first("impairment", statement),
            ids::OUTAGE_STARTS => rule.starts_when_detected = reading.first("starts", statement),
            ids::OUTAGE_ENDS => rule.ends_when_usable = reading.first("ends", statement),
            id => {
                if let Some((_, counts)) = IMPAIRMENT.iter().find(|(other, _)| *other == id) {
                    reading.once("impairment_counts", &mut rule.impairment_counts, *counts, statement);
                }
                if let Some((_, unexplained)) = UNEXPLAINED.iter().find(|(other, _)| *other == id) {
                    reading.once("unexplained", &mut rule.unexplained, *unexplained, statement);
                }
                if let Some((_, unobserved)) = UNOBSERVED.iter().find(|(other, _)| *other == id) {
                    reading.once("unobserved", &mut rule.unobserved, *unobserved, statement);
                }
            }
        }
    }
    rule
}

const IMPAIRMENT: [(PhraseId, bool); 2] =
    [(ids::OUTAGE_IMPAIRMENT_NOT_COUNTED, false), (ids::OUTAGE_IMPAIRMENT_COUNTED, true)];

const UNEXPLAINED: [(PhraseId, Unexplained); 2] =
    [(ids::OUTAGE_UNEXPLAINED_COUNTS, Unexplained::Counts), (ids::OUTAGE_UNEXPLAINED_UNKNOWN, Unexplained::Unknown)];

const UNOBSERVED: [(PhraseId, Unobserved); 3] = [
    (ids::OUTAGE_UNOBSERVED_UNKNOWN, Unobserved::Unknown),
    (ids::OUTAGE_UNOBSERVED_UP, Unobserved::Up),
    (ids::OUTAGE_UNOBSERVED_DOWN, Unobserved::Down),
];

pub(super) fn say(rule: &OutageRule) -> Vec<Part> {
    let mut said = Vec::new();
    let stated = [(rule.no_user, ids::OUTAGE_NO_USER), (rule.impairment_defined, ids::OUTAGE_IMPAIRMENT)];
    said.extend(stated.into_iter().filter(|(stated, _)| *stated).map(|(_, id)| id));
    said.extend(chosen(rule.impairment_counts, &IMPAIRMENT));
    let stated = [(rule.starts_when_detected, ids::OUTAGE_STARTS), (rule.ends_when_usable, ids::OUTAGE_ENDS)];
    said.extend(stated.into_iter().filter(|(stated, _)| *stated).map(|(_, id)| id));
    said.extend(chosen(rule.unexplained, &UNEXPLAINED));
    said.extend(chosen(rule.unobserved, &UNOBSERVED));
    said.into_iter().map(|id| part(of(id))).collect()
}

/// The phrase that says a choice, if it was made.
pub(super) fn chosen<T: PartialEq>(choice: Option<T>, phrases: &[(PhraseId, T)]) -> Option<PhraseId> {
    let choice = choice?;
    phrases.iter().find(|(_, value)| *value == choice).map(|(id, _)| *id)
}
