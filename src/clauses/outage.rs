//! What counts as an outage.

use super::{ClauseReading, Part, of, part, statements};
use crate::{
    diagnostic,
    model::{BeforeFirst, Contradicted, FailedChecks, OutageRule, Unexplained, Unobserved},
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
            ids::OUTAGE_CHECK_EVERY => {
                if let Some(every) = statement.said.slots.duration("every") {
                    reading.once("check_every", &mut rule.check_every, every, statement);
                }
            }
            id @ (ids::OUTAGE_FAILED_FROM_FIRST | ids::OUTAGE_FAILED_FROM_LAST) => {
                let count = statement.said.slots.int("n").and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0);
                match count {
                    Some(count) => {
                        let checks = FailedChecks { count, from_first: id == ids::OUTAGE_FAILED_FROM_FIRST };
                        reading.once("failed_checks", &mut rule.failed_checks, checks, statement);
                    }
                    None => {
                        let span = statement.place("n");
                        reading.report(diagnostic::no_such_value(span, "0"));
                    }
                }
            }
            id => {
                if let Some((_, before)) = BEFORE_FIRST.iter().find(|(other, _)| *other == id) {
                    reading.once("before_first", &mut rule.before_first, *before, statement);
                }
                if let Some((_, contradicted)) = CONTRADICTED.iter().find(|(other, _)| *other == id) {
                    reading.once("contradicted", &mut rule.contradicted, *contradicted, statement);
                }
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

const BEFORE_FIRST: [(PhraseId, BeforeFirst); 3] = [
    (ids::OUTAGE_BEFORE_FIRST_UP, BeforeFirst::Up),
    (ids::OUTAGE_BEFORE_FIRST_UNKNOWN, BeforeFirst::Unknown),
    (ids::OUTAGE_BEFORE_FIRST_EARLIEST, BeforeFirst::Earliest),
];

const CONTRADICTED: [(PhraseId, Contradicted); 2] = [
    (ids::OUTAGE_CONTRADICTED_STANDS, Contradicted::RecordStands),
    (ids::OUTAGE_CONTRADICTED_UNKNOWN, Contradicted::Unknown),
];

const UNOBSERVED: [(PhraseId, Unobserved); 4] = [
    (ids::OUTAGE_UNOBSERVED_UNKNOWN, Unobserved::Unknown),
    (ids::OUTAGE_UNOBSERVED_UP, Unobserved::Up),
    (ids::OUTAGE_UNOBSERVED_DOWN, Unobserved::Down),
    (ids::OUTAGE_UNOBSERVED_LEAVES_BASE, Unobserved::LeavesBase),
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
    let mut parts: Vec<Part> = said.into_iter().map(|id| part(of(id))).collect();
    parts.extend(rule.check_every.map(|every| part(of(ids::OUTAGE_CHECK_EVERY).with("every", every))));
    parts.extend(rule.failed_checks.map(|FailedChecks { count, from_first }| {
        let id = if from_first { ids::OUTAGE_FAILED_FROM_FIRST } else { ids::OUTAGE_FAILED_FROM_LAST };
        part(of(id).with("n", i64::from(count)))
    }));
    let last = [chosen(rule.before_first, &BEFORE_FIRST), chosen(rule.contradicted, &CONTRADICTED)];
    parts.extend(last.into_iter().flatten().map(|id| part(of(id))));
    parts
}

/// The phrase that says a choice, if it was made.
pub(super) fn chosen<T: PartialEq>(choice: Option<T>, phrases: &[(PhraseId, T)]) -> Option<PhraseId> {
    let choice = choice?;
    phrases.iter().find(|(_, value)| *value == choice).map(|(id, _)| *id)
}
