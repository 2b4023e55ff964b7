//! What an answer claims, as short phrases that an expected answer can name: verdict, row, instants, figures.
//! Comparing them with what a scenario expects is left to `scenario`.

use super::{Answer, Question, answer::Found};
use crate::{
    clauses::Term,
    model::{Channel, Item, Model, Party},
    phrase::{Said, Value, ids},
    render::{promise_phrase, stage_phrase, verdict_phrase},
    report::Period,
    time::Millis,
    verdict::{Figures, Judgement, Lacking, Step, Verdict},
};

/// Everything that an answer claims; what a person would say first comes first.
pub(crate) fn claims(answer: &Answer, model: &Model) -> Vec<Said> {
    let mut claims = common(answer, model);
    match answer.judgements.as_slice() {
        [only] => claims.extend(of(only, model)),
        all => claims.extend(several(all)),
    }
    if let Question::Duties { .. } | Question::Duty { .. } = &answer.asked {
        claims.extend((answer.judgements.is_empty()).then(|| Said::new(ids::CLAIM_NONE)));
        claims.extend(answer.judgements.iter().flat_map(|one| item(one, model, true)));
        claims.extend(answer.judgements.iter().flat_map(|one| item(one, model, false)));
    }
    claims
}

/// What the answer as a whole says.
fn common(answer: &Answer, model: &Model) -> Vec<Said> {
    let mut claims = Vec::new();
    let instant = |at| Said::new(ids::CLAIM_INSTANT).with("at", Value::Instant(at));
    match answer.boolean {
        Some(true) => claims.push(Said::new(ids::CLAIM_YES)),
        Some(false) => claims.push(Said::new(ids::CLAIM_NO)),
        None => {}
    }
    match &answer.asked {
        Question::NextDeadline { .. } => match (answer.instant, answer.judgements.is_empty()) {
            (Some(at), _) => claims.push(instant(at)),
            (None, true) => claims.push(Said::new(ids::CLAIM_NONE)),
            (None, false) => claims.push(Said::new(ids::CLAIM_NOT_FIXED)),
        },
        Question::Missed { .. } => {
            if answer.judgements.is_empty() {
                claims.push(Said::new(ids::CLAIM_NONE));
            }
            claims.extend(answer.judgements.iter().flat_map(|judgement| item(judgement, model, false)));
            let cases = answer.judgements.iter().filter(|one| !matches!(one.figures, Figures::Duty(_)));
            claims.extend(cases.map(|judgement| {
                let promise = Said::new(promise_phrase(judgement.promise));
                Said::new(ids::CLAIM_ITEM).with("promise", promise).with("case", judgement.subject.as_ref())
            }));
        }
        Question::Budget { .. } => {
            let left = answer.duration_ms.filter(|left| left.0 >= 0);
            claims.extend(left.map(|left| Said::new(ids::CLAIM_LEFT).with("length", left)));
            claims.extend(left.map(|left| Said::new(ids::CLAIM_DURATION).with("length", left)));
        }
        Question::Due { .. } => claims.extend(answer.instant.map(instant)),
        Question::ServiceTime { .. } => {
            claims.extend(answer.duration_ms.map(|length| Said::new(ids::CLAIM_DURATION).with("length", length)));
        }
        _ => {}
    }
    let about_case = matches!(
        answer.asked,
        Question::Case { .. } | Question::Reaction { .. } | Question::Updates { .. } | Question::WhyCase { .. }
    );
    if about_case && answer.judgements.is_empty() {
        claims.push(Said::new(ids::CLAIM_NONE));
    }
    let not_open = !matches!(answer.asked, Question::NextDeadline { .. } | Question::Budget { .. });
    claims.extend(answer.verdict.filter(|_| not_open).map(verdict));
    if matches!(answer.found, Found::Never) {
        claims.push(Said::new(ids::CLAIM_NONE));
    }
    claims
}

fn verdict(verdict: Verdict) -> Said {
    Said::new(ids::CLAIM_VERDICT).with("verdict", Said::new(verdict_phrase(verdict)))
}

/// What one judgement claims.
fn of(judgement: &Judgement, model: &Model) -> Vec<Said> {
    let mut claims = vec![verdict(judgement.verdict)];
    claims.push(Said::new(ids::CLAIM_STAGE).with("stage", Said::new(stage_phrase(judgement.stage))));
    let length = |id, length: Millis| Said::new(id).with("length", length);
    match &judgement.figures {
        Figures::Deadline(deadline) => {
            let row = deadline.row.as_ref().or(deadline.priority.as_ref());
            claims.extend(row.map(|row| Said::new(ids::CLAIM_ROW).with("row", Value::Name(row.clone()))));
            claims.extend(deadline.due_at.map(|at| Said::new(ids::CLAIM_DUE).with("at", Value::Instant(at))));
            if deadline.due_at.is_none() && deadline.limit.is_some() {
                claims.push(Said::new(ids::CLAIM_NOT_FIXED));
                claims.extend(deadline.left().map(|left| length(ids::CLAIM_LEFT, left)));
            }
        }
        Figures::Duty(figures) => {
            claims.extend(figures.due_at.map(|at| Said::new(ids::CLAIM_DUE).with("at", Value::Instant(at))));
            let performed = figures.performed_at;
            claims.extend(performed.map(|at| Said::new(ids::CLAIM_PERFORMED).with("at", Value::Instant(at))));
            claims.extend(judgement.reason.steps.iter().flat_map(lacks));
        }
        Figures::Availability(figures) => {
            claims.extend(figures.percent().map(|percent| Said::new(ids::CLAIM_PERCENT).with("percent", percent)));
            claims.push(length(ids::CLAIM_DOWN, figures.down));
            claims.push(length(ids::CLAIM_UNKNOWN, figures.unknown));
            claims.push(length(ids::CLAIM_BASE, figures.base));
            claims.push(length(ids::CLAIM_BUDGET, figures.budget));
        }
    }
    let steps = &judgement.reason.steps;
    claims.extend(steps.iter().flat_map(|step| not_owed(step, steps, model)));
    claims
}

/// What the reason of a duty says is lacking.
fn lacks(step: &Step) -> Vec<Said> {
    let Step::Insufficient { lacking, .. } = step else { return Vec::new() };
    let said = |one: &Lacking| match one {
        Lacking::Fact { fact, .. } => Said::new(ids::CLAIM_LACKS_FACT).with("fact", Value::Name(fact.clone())),
        Lacking::Value { fact, .. } => Said::new(ids::CLAIM_LACKS_VALUE).with("fact", Value::Name(fact.clone())),
        Lacking::Consent { by, .. } => Said::new(ids::CLAIM_LACKS_CONSENT).with("party", by.say("party_of")),
    };
    lacking.iter().map(said).collect()
}

/// A duty by its name and its period or occasion, with its verdict or without.
fn item(judgement: &Judgement, model: &Model, with_verdict: bool) -> Option<Said> {
    let Figures::Duty(figures) = &judgement.figures else { return None };
    let promise = match figures.owed_by {
        Party::Customer => ids::PROMISE_CUSTOMER_DUTY,
        Party::Provider => ids::PROMISE_DUTY,
    };
    let id = match (figures.period, with_verdict) {
        (Some(_), false) => ids::CLAIM_ITEM_PERIOD,
        (Some(_), true) => ids::CLAIM_ITEM_PERIOD_VERDICT,
        (None, false) => ids::CLAIM_ITEM_OCCASION,
        (None, true) => ids::CLAIM_ITEM_OCCASION_VERDICT,
    };
    let said = Said::new(id).with("promise", Said::new(promise)).with("duty", Value::Name(figures.duty.name.clone()));
    let said = match figures.period {
        Some(period) => {
            let period = Period::of(period, model.head.zone);
            said.with("first", period.first).with("last", period.last)
        }
        None => said.with("case", judgement.subject.as_ref()),
    };
    Some(if with_verdict { said.with("verdict", Said::new(verdict_phrase(judgement.verdict))) } else { said })
}

/// A row that is not owed, for each channel that it demands.
fn not_owed(step: &Step, steps: &[Step], model: &Model) -> Vec<Said> {
    let Step::ChannelLacking { cite, demanded, .. } = step else { return Vec::new() };
    let Item::Row(row) = cite.item else { return Vec::new() };
    // The reason says whose row it is: another version of the contract may have other rows.
    let applied = steps.iter().find_map(|step| match step {
        Step::RowApplies { cite: of, priority, .. } if of == cite => Some(priority),
        _ => None,
    });
    let table = model.priorities.iter().find(|table| table.name == cite.clause.name);
    let place = usize::try_from(row).unwrap_or(0).saturating_sub(1);
    let written = table.and_then(|table| table.body.rows.get(place)).map(|row| &row.priority);
    let Some(priority) = applied.or(written) else { return Vec::new() };
    let said = |channel: &Channel| {
        let said = Said::new(ids::CLAIM_NOT_OWED_ROW).with("row", Value::Name(priority.clone()));
        said.with("channel", channel.say("channel_by"))
    };
    demanded.iter().map(said).collect()
}

/// What several judgements claim: how many came to what, and each promise that all its judgements agree on.
fn several(all: &[Judgement]) -> Vec<Said> {
    let mut claims = Vec::new();
    for one in [Verdict::Met, Verdict::Missed, Verdict::Open, Verdict::NotOwed, Verdict::Excused, Verdict::Undetermined]
    {
        let n = all.iter().filter(|judgement| judgement.verdict == one).count();
        if n > 0 {
            let said = Said::new(ids::CLAIM_COUNT).with("n", i64::try_from(n).unwrap_or(i64::MAX));
            claims.push(said.with("verdict", Said::new(verdict_phrase(one))));
        }
    }
    for judgement in all {
        let same = all.iter().filter(|other| other.promise == judgement.promise);
        if same.clone().all(|other| other.verdict == judgement.verdict) {
            let said = Said::new(ids::CLAIM_PROMISE).with("promise", Said::new(promise_phrase(judgement.promise)));
            let said = said.with("verdict", Said::new(verdict_phrase(judgement.verdict)));
            if !claims.contains(&said) {
                claims.push(said);
            }
        }
    }
    claims
}
