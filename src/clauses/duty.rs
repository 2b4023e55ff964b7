//! A duty: who owes what, when it is due, what it must state and what shows that it was done.
//! When its occasions arise is left to events.

use super::{ClauseReading, Part, of, part, statements, terms, terms::Term};
use crate::{
    diagnostic,
    model::{
        Days, Deadline, Duty, DutyDue, Each, Kind, Occasion, Owed, PartDue, Party, PeriodKind, Prescribed, Within,
    },
    phrase::{PhraseId, Said, Value, ids},
    source::Span,
    syntax::{ClauseText, Statement},
    time::Weekdays,
};

/// What is said of when a duty is due, before it is known whether it fits together.
#[derive(Default)]
struct DueSaid {
    per: Option<(u32, PeriodKind, Option<Deadline>)>,
    occasion: Option<Occasion>,
    within: Option<(Within, Span)>,
}

/// Reads a duty of a party: the heading says whose.
pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText, owner: Party) -> Duty {
    let mut duty = Duty::default();
    let mut due = DueSaid::default();
    for statement in statements(clause) {
        if !when(reading, &mut due, statement) {
            said(reading, &mut duty, statement, owner);
        }
    }
    if duty.owed.is_none() {
        let sentence = if owner == Party::Provider { ids::DUTY_PROVIDER } else { ids::DUTY_CUSTOMER };
        reading.lacks(&of(sentence).with("what", "…"));
    }
    duty.due = put_together(reading, due);
    agree(reading, &duty, clause);
    duty
}

/// Takes a statement on when the duty is due; whether it was one.
fn when(reading: &mut ClauseReading<'_, '_>, due: &mut DueSaid, statement: &Statement) -> bool {
    let slots = &statement.said.slots;
    let within = match statement.said.id {
        ids::DUTY_PER_PERIOD | ids::DUTY_PER_PERIOD_TIMES | ids::DUTY_PER_PERIOD_AFTER => {
            let times = slots.int("times").map_or(Ok(1), |n| u32::try_from(n).map_err(|_| n));
            let after = (statement.said.id == ids::DUTY_PER_PERIOD_AFTER).then(|| terms::limit(reading, statement));
            match (times, terms::term(slots, "per")) {
                (Ok(times @ 1..), Some(per)) => {
                    reading.once("due", &mut due.per, (times, per, after.flatten()), statement);
                }
                (Ok(n), _) => reading.report(diagnostic::no_such_value(statement.place("times"), &n.to_string())),
                (Err(n), _) => reading.report(diagnostic::no_such_value(statement.place("times"), &n.to_string())),
            }
            return true;
        }
        ids::DUTY_WITH_OCCASION => Some(Within::WithIt),
        ids::DUTY_WITHIN => terms::limit(reading, statement).map(Within::AtMost),
        ids::DUTY_PROMPTLY_WITHIN => terms::limit(reading, statement).map(Within::Promptly),
        ids::DUTY_PROMPTLY => Some(Within::PromptlyUnbounded),
        ids::DUTY_BY_CLOSING => Some(Within::ByClosing),
        _ => {
            let occasion = occasion(&statement.said);
            if let Some(occasion) = occasion.clone() {
                reading.once("occasion", &mut due.occasion, occasion, statement);
            }
            return occasion.is_some();
        }
    };
    if let Some(within) = within {
        reading.once("due", &mut due.within, (within, statement.span), statement);
    }
    true
}

fn occasion(said: &Said) -> Option<Occasion> {
    Some(match said.id {
        ids::DUTY_OCCASION_CASE => Occasion::Case(None),
        ids::DUTY_OCCASION_CASE_OF => Occasion::Case(Some(said.slots.name("category")?)),
        ids::DUTY_OCCASION_ACCESS => Occasion::Access,
        ids::DUTY_OCCASION_CHANGE => Occasion::CustomerChange,
        ids::DUTY_OCCASION_UPDATE => Occasion::Update,
        ids::DUTY_OCCASION_NAMED => Occasion::Named(said.slots.name("name")?),
        _ => return None,
    })
}

fn put_together(reading: &mut ClauseReading<'_, '_>, due: DueSaid) -> Option<DutyDue> {
    match (due.per, due.within, due.occasion) {
        (Some((times, per, after)), _, _) => Some(DutyDue::PerPeriod { times, per, after }),
        (None, Some((Within::ByClosing, _)), None) => {
            Some(DutyDue::ForEach { occasion: Occasion::Case(None), within: Within::ByClosing })
        }
        (None, Some((Within::ByClosing, span)), Some(occasion)) if !matches!(occasion, Occasion::Case(_)) => {
            let example = reading.example(&of(ids::DUTY_OCCASION_CASE));
            reading.report(diagnostic::closing_without_case(span, example));
            None
        }
        (None, Some((within, _)), Some(occasion)) => Some(DutyDue::ForEach { occasion, within }),
        (None, Some(_), None) => {
            reading.lacks(&of(ids::DUTY_OCCASION_CASE));
            None
        }
        (None, None, Some(_)) => {
            reading.lacks(&of(ids::DUTY_WITH_OCCASION));
            None
        }
        (None, None, None) => None,
    }
}

fn said(reading: &mut ClauseReading<'_, '_>, duty: &mut Duty, statement: &Statement, owner: Party) {
    let slots = &statement.said.slots;
    match statement.said.id {
        id @ (ids::DUTY_PROVIDER | ids::DUTY_CUSTOMER) => {
            let by = if id == ids::DUTY_PROVIDER { Party::Provider } else { Party::Customer };
            if by != owner {
                let other = if by == Party::Provider { Kind::Duty } else { Kind::CustomerDuty };
                let (kind, other) = (reading.kind(), reading.reading.kind(other));
                reading.report(diagnostic::owed_by_other(statement.span, kind, other));
            }
            if let Some(what) = reading.text(statement, "what") {
                reading.once("owed", &mut duty.owed, Owed { by: owner, what }, statement);
            }
        }
        ids::DUTY_RUNS => {
            if let Some(window) = slots.name("window") {
                reading.once("runs", &mut duty.runs_during, window, statement);
            }
        }
        ids::DUTY_APPLIES_TO if reading.first("applies", statement) => duty.applies_to = slots.names("names"),
        ids::DUTY_PARTICULARS if reading.first("particulars", statement) => duty.particulars = slots.names("facts"),
        ids::DUTY_EVIDENCE if reading.first("evidence", statement) => duty.evidence = slots.names("facts"),
        ids::DUTY_EVIDENCE_ONLY => duty.by_evidence_only = reading.first("evidence_only", statement),
        ids::DUTY_PRESCRIBED => prescribed(reading, duty, statement),
        ids::DUTY_CONSENT => {
            if let Some(consent) = terms::term(slots, "party").zip(terms::term(slots, "form")) {
                reading.once("consent", &mut duty.consent, consent, statement);
            }
        }
        ids::DUTY_TAKEN_OVER => {
            if let Some(party) = terms::term(slots, "party") {
                reading.once("taken_over", &mut duty.taken_over, (party, slots.names("names")), statement);
            }
        }
        id => {
            if let Some((_, each)) = EACH.iter().find(|(other, _)| *other == id) {
                reading.once("each", &mut duty.each, *each, statement);
            }
            if let Some((_, due)) = PART.iter().find(|(other, _)| *other == id) {
                reading.once("part_period", &mut duty.part_period, *due, statement);
            }
        }
    }
}

fn prescribed(reading: &mut ClauseReading<'_, '_>, duty: &mut Duty, statement: &Statement) {
    let slots = &statement.said.slots;
    let Some(fact) = slots.name("fact") else { return };
    if duty.prescribed.iter().any(|held| held.fact == fact) {
        let said = reading.example(&statement.said);
        reading.report(diagnostic::contradiction(statement.span, &said, statement.span));
        return;
    }
    duty.prescribed.push(Prescribed { fact, values: slots.names("values") });
}

/// What the statements ask of each other and of the rest of the contract.
fn agree(reading: &mut ClauseReading<'_, '_>, duty: &Duty, clause: &ClauseText) {
    let limit = duty_limit(duty);
    let at = |ids: &[PhraseId]| {
        statements(clause).find(|statement| ids.contains(&statement.said.id)).map_or(clause.span, |one| one.span)
    };
    let due = [ids::DUTY_WITHIN, ids::DUTY_PROMPTLY_WITHIN, ids::DUTY_PER_PERIOD_AFTER];
    if matches!(limit, Some(Deadline::In(Days::WorkingDays(_)))) && !reading.defines_working_days() {
        let days = of(ids::CONTRACT_WORKING_DAYS).with("days", terms::say_weekdays(Weekdays::MONDAY_TO_FRIDAY));
        let example = reading.example(&days);
        reading.report(diagnostic::working_days_undefined(at(&due), example));
    }
}

/// The limit of a duty, if it has one.
pub(crate) fn duty_limit(duty: &Duty) -> Option<Deadline> {
    match duty.due {
        Some(DutyDue::PerPeriod { after, .. }) => after,
        Some(DutyDue::ForEach { within: Within::AtMost(limit) | Within::Promptly(limit), .. }) => Some(limit),
        _ => None,
    }
}

const EACH: [(PhraseId, Each); 2] =
    [(ids::DUTY_ONE_FOR_ALL, Each::OneForAll), (ids::DUTY_SEPARATELY, Each::Separately)];

const PART: [(PhraseId, PartDue); 2] =
    [(ids::DUTY_PART_OWED, PartDue::Owed), (ids::DUTY_PART_NOT_OWED, PartDue::NotOwed)];

pub(super) fn say(duty: &Duty) -> Vec<Part> {
    let mut said = Vec::new();
    said.extend(duty.owed.as_ref().map(|owed| {
        let id = if owed.by == Party::Provider { ids::DUTY_PROVIDER } else { ids::DUTY_CUSTOMER };
        of(id).with("what", owed.what.text.as_str())
    }));
    let names = |id, names: &[crate::name::Id], role| of(id).with(role, terms::say_names(names));
    said.extend(duty.due.iter().flat_map(say_due));
    said.extend(duty.runs_during.clone().map(|window| of(ids::DUTY_RUNS).with("window", Value::Ref(window))));
    if !duty.applies_to.is_empty() {
        said.push(names(ids::DUTY_APPLIES_TO, &duty.applies_to, "names"));
    }
    said.extend(super::outage::chosen(duty.each, &EACH).map(of));
    said.extend(
        duty.taken_over
            .as_ref()
            .map(|(party, over)| names(ids::DUTY_TAKEN_OVER, over, "names").with("party", party.say("party_the"))),
    );
    if !duty.particulars.is_empty() {
        said.push(names(ids::DUTY_PARTICULARS, &duty.particulars, "facts"));
    }
    said.extend(
        duty.prescribed
            .iter()
            .map(|one| names(ids::DUTY_PRESCRIBED, &one.values, "values").with("fact", Value::Name(one.fact.clone()))),
    );
    said.extend(duty.consent.map(|(party, form)| {
        of(ids::DUTY_CONSENT).with("party", party.say("party_the")).with("form", form.say("form"))
    }));
    if !duty.evidence.is_empty() {
        said.push(names(ids::DUTY_EVIDENCE, &duty.evidence, "facts"));
    }
    said.extend(duty.by_evidence_only.then(|| of(ids::DUTY_EVIDENCE_ONLY)));
    let per = match duty.due {
        Some(DutyDue::PerPeriod { per, .. }) => per,
        _ => PeriodKind::CalendarYear,
    };
    let part_period = super::outage::chosen(duty.part_period, &PART);
    said.extend(part_period.map(|id| of(id).with("periods", per.say("periods"))));
    said.into_iter().map(part).collect()
}

fn say_due(due: &DutyDue) -> Vec<Said> {
    match due {
        DutyDue::PerPeriod { times, per, after } => {
            let id = match (after, times) {
                (Some(_), _) => ids::DUTY_PER_PERIOD_AFTER,
                (None, 1) => ids::DUTY_PER_PERIOD,
                (None, _) => ids::DUTY_PER_PERIOD_TIMES,
            };
            let said = of(id).with("per", per.say("period"));
            vec![match after {
                Some(limit) => said.with("limit", terms::say_limit(*limit)),
                None => said.with("times", i64::from(*times)),
            }]
        }
        DutyDue::ForEach { occasion, within } => vec![say_occasion(occasion), say_within(*within)],
    }
}

/// The statement that names an occasion.
pub(crate) fn say_occasion(occasion: &Occasion) -> Said {
    match occasion {
        Occasion::Case(None) => of(ids::DUTY_OCCASION_CASE),
        Occasion::Case(Some(category)) => {
            of(ids::DUTY_OCCASION_CASE_OF).with("category", Value::Name(category.clone()))
        }
        Occasion::Access => of(ids::DUTY_OCCASION_ACCESS),
        Occasion::CustomerChange => of(ids::DUTY_OCCASION_CHANGE),
        Occasion::Update => of(ids::DUTY_OCCASION_UPDATE),
        Occasion::Named(name) => of(ids::DUTY_OCCASION_NAMED).with("name", Value::Name(name.clone())),
    }
}

fn say_within(within: Within) -> Said {
    match within {
        Within::WithIt => of(ids::DUTY_WITH_OCCASION),
        Within::AtMost(limit) => of(ids::DUTY_WITHIN).with("limit", terms::say_limit(limit)),
        Within::Promptly(limit) => of(ids::DUTY_PROMPTLY_WITHIN).with("limit", terms::say_limit(limit)),
        Within::PromptlyUnbounded => of(ids::DUTY_PROMPTLY),
        Within::ByClosing => of(ids::DUTY_BY_CLOSING),
    }
}
