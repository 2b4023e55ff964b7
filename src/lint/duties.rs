//! What a contract leaves open about duties where that can change a verdict: when one is due (K551), until when *promptly*
//! lasts (K552), one act or one for each thing (K553), part periods (K554), the clock of hours (K501).
//! What holds where it is silent is said in `docs/meaning.md`.

use super::{
    Looking,
    availability::{ends_within, starts_within},
    place,
};
use crate::{
    clauses::{Term, duty_limit, say_days},
    diagnostic::{self, Fix},
    model::{Clause, Days, Deadline, Duty, DutyDue, Kind, PeriodKind, Within},
    phrase::{Said, Value, ids},
    syntax::ClauseText,
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (kind, clauses) in [(Kind::Duty, &model.duties), (Kind::CustomerDuty, &model.customer_duties)] {
        for (text, clause) in looking.clauses(kind, clauses) {
            due(looking, text, clause);
            applies(looking, text, clause);
        }
    }
}

fn due(looking: &mut Looking<'_>, text: &ClauseText, clause: &Clause<Duty>) {
    let duty = &clause.body;
    let limited = [ids::DUTY_WITHIN, ids::DUTY_PROMPTLY_WITHIN, ids::DUTY_PER_PERIOD_AFTER];
    if matches!(duty_limit(duty), Some(Deadline::Within(_))) && duty.runs_during.is_none() {
        let window = looking.model.windows.first();
        let window = window.map_or(Value::Text("…".into()), |window| Value::Ref(window.name.clone()));
        let example = looking.say(&Said::new(ids::DUTY_RUNS).with("window", window));
        looking.note(diagnostic::hours_without_clock(place(text, &limited), example));
    }
    match &duty.due {
        None => {
            let per = Said::new(ids::DUTY_PER_PERIOD).with("per", PeriodKind::CalendarQuarter.say("period"));
            let (period, occasion) = (looking.say(&per), looking.say(&Said::new(ids::DUTY_OCCASION_CASE)));
            looking.note(diagnostic::duty_without_due(text.span, period, occasion));
        }
        Some(DutyDue::ForEach { within: Within::PromptlyUnbounded, .. }) => {
            let span = place(text, &[ids::DUTY_PROMPTLY]);
            let defined = looking.model.head.working_days.is_some();
            let days = if defined { Days::WorkingDays(3) } else { Days::CalendarDays(3) };
            let bounded = Said::new(ids::DUTY_PROMPTLY_WITHIN).with("limit", say_days(days));
            let example = looking.say(&bounded);
            let fix = Some(Fix { span, text: example.clone() });
            looking.note(diagnostic::promptly_unbounded(span, example, fix));
        }
        Some(DutyDue::PerPeriod { per, .. }) => {
            let head = &looking.model.head;
            let has_part = starts_within(*per, head.in_force_from) || ends_within(*per, head.in_force_through);
            if duty.part_period.is_none() && has_part {
                let said = |id| looking.say(&Said::new(id).with("periods", per.say("periods")));
                let (default, other) = (said(ids::DUTY_PART_OWED), said(ids::DUTY_PART_NOT_OWED));
                looking.note(diagnostic::part_due_open(text.span, default, other));
            }
        }
        Some(DutyDue::ForEach { .. }) => {}
    }
}

fn applies(looking: &mut Looking<'_>, text: &ClauseText, clause: &Clause<Duty>) {
    if clause.body.applies_to.len() > 1 && clause.body.each.is_none() {
        let (default, other) = looking.either(ids::DUTY_ONE_FOR_ALL, ids::DUTY_SEPARATELY);
        looking.note(diagnostic::one_or_each_open(place(text, &[ids::DUTY_APPLIES_TO]), default, other));
    }
}
