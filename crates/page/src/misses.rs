//! What was missed or cannot be determined, by priority: each with its reason where there are few; where there are many,
//! those exceeded by most with their reasons, the next in short, and how many are left out.
//! Reasons are the monitor's, their sentences the core's.

use crate::{
    chart::{self, Bar, Told},
    say::{Judged, Say, bound, number},
};
use klausel::{
    engine::Monitor,
    model,
    phrase::{Said, ids},
    report::Report,
    time::{Instant, Millis},
    verdict::{Deadline, Figures, Judgement, Promise},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Up to so many on a page are all shown with their reasons.
const MOST_WHOLE: usize = 240;
/// Of more, so many of a priority.
const MOST_EXPLAINED: usize = 12;
/// And so many more of it in short.
const MOST_SHORT: usize = 150;
/// More months are not drawn.
const MOST_MONTHS: usize = 60;

/// A judgement with its figures.
type Missed<'j> = (&'j Judgement, &'j Deadline);

/// What was missed of one promise.
#[derive(Debug, Serialize)]
pub(crate) struct Misses {
    title: String,
    count: String,
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    title: String,
    priority: String,
    months: Option<String>,
    explained_title: Option<String>,
    explained: Vec<Explained>,
    short_caption: String,
    short: Vec<Short>,
    left_out: Option<String>,
}

/// A miss with its reason.
#[derive(Debug, Serialize)]
struct Explained {
    subject: String,
    judged: Judged,
    line: String,
    over: Option<String>,
    clause: Option<String>,
    standing: String,
    sentences: Vec<String>,
    clauses: Option<String>,
}

/// A miss in short.
#[derive(Debug, Serialize)]
struct Short {
    subject: String,
    due: String,
    done: String,
    over: String,
}

impl Misses {
    pub(crate) fn of(
        (promise, kind): (Promise, &str),
        judgements: &[Judgement],
        title: String,
        monitor: &Monitor,
        report: &Report,
        say: Say<'_>,
    ) -> Misses {
        let whole = report.missed.len() + report.undetermined.len() <= MOST_WHOLE;
        let mut groups: BTreeMap<usize, Vec<Missed<'_>>> = BTreeMap::new();
        let mut count = 0;
        for judgement in judgements.iter().filter(|judgement| judgement.promise == promise) {
            let Figures::Deadline(deadline) = &judgement.figures else { continue };
            let row = |count: &klausel::report::Count| count.promise == promise && count.priority == deadline.priority;
            let place = report.counts.iter().position(row).unwrap_or(usize::MAX);
            groups.entry(place).or_default().push((judgement, deadline));
            count += 1;
        }
        let groups = groups.into_values().enumerate().map(|(place, mut its)| {
            its.sort_by_key(|(judgement, deadline)| {
                (std::cmp::Reverse(over(judgement, deadline)), deadline.due_at, judgement.subject.clone())
            });
            let priority = its.first().and_then(|(_, deadline)| deadline.priority.as_ref());
            let name = priority.map_or_else(|| say.text(ids::REPORT_NO_PRIORITY), |priority| say.word(priority));
            let id = format!("{kind}-{}", place + 1);
            group(&id, name, &its, whole, monitor, say)
        });
        Misses { title, count: say.int(count), groups: groups.collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

fn group(id: &str, priority: String, its: &[Missed<'_>], whole: bool, monitor: &Monitor, say: Say<'_>) -> Group {
    let explained = if whole { its.len() } else { its.len().min(MOST_EXPLAINED) };
    let (explained, rest) = its.split_at(explained);
    let (short, left) = rest.split_at(rest.len().min(MOST_SHORT));
    let with = |phrase, n: usize| {
        let said = Said::new(phrase).with("n", number(n));
        say.say(&said.with("priority", priority.clone()))
    };
    Group {
        title: with(ids::PAGE_GROUP, its.len()),
        months: (!rest.is_empty()).then(|| months(id, &priority, its, say)).flatten(),
        explained_title: (!rest.is_empty()).then(|| with(ids::PAGE_WORST_EXPLAINED, explained.len())),
        explained: explained.iter().map(|(judgement, deadline)| explain(judgement, deadline, monitor, say)).collect(),
        short_caption: with(ids::PAGE_COMPACT_CAPTION, short.len()),
        short: short.iter().map(|(judgement, deadline)| in_short(judgement, deadline, say)).collect(),
        left_out: (!left.is_empty()).then(|| with(ids::PAGE_LEFT_OUT, left.len())),
        priority,
    }
}

/// By how much of the clock's time the limit was exceeded; of a limit in days, which has no hours, by how much time.
fn over(judgement: &Judgement, deadline: &Deadline) -> Millis {
    match (deadline.limit, deadline.due_at) {
        (Some(model::Deadline::Within(limit)), _) => Millis((deadline.used.0 - limit.0).max(0)),
        (Some(model::Deadline::In(_)), Some(due)) => {
            Millis(deadline.stopped_at.unwrap_or(judgement.as_of).since(due).0.max(0))
        }
        (Some(model::Deadline::In(_)) | None, _) => Millis::ZERO,
    }
}

fn explain(judgement: &Judgement, deadline: &Deadline, monitor: &Monitor, say: Say<'_>) -> Explained {
    let with_reason = judgement.reason.steps.is_empty().then(|| monitor.explain(judgement)).flatten();
    let told = with_reason.as_ref().unwrap_or(judgement);
    let over = over(judgement, deadline);
    Explained {
        subject: say.render.subject(told),
        judged: say.verdict(told.verdict),
        line: bound(&say.render.short(told)),
        over: (over > Millis::ZERO).then(|| say.duration(over)),
        clause: say.render.clause(told),
        standing: say.render.standing(told),
        sentences: say.sentences(&told.reason),
        clauses: say.render.by_clauses(told),
    }
}

fn in_short(judgement: &Judgement, deadline: &Deadline, say: Say<'_>) -> Short {
    let instant = |at: Option<Instant>, none| at.map_or_else(|| say.text(none), |at| say.instant(at));
    Short {
        subject: say.render.subject(judgement),
        due: instant(deadline.due_at, ids::PAGE_DUE_NOT_FIXED),
        done: instant(deadline.stopped_at, ids::PAGE_NOT_DONE),
        over: say.duration(over(judgement, deadline)),
    }
}

/// How many were missed in which month, by the due instant.
fn months(id: &str, priority: &str, its: &[Missed<'_>], say: Say<'_>) -> Option<String> {
    let mut by_month: BTreeMap<klausel::time::Date, i64> = BTreeMap::new();
    for due in its.iter().filter_map(|(_, deadline)| deadline.due_at) {
        let date = say.render.date_of(due);
        let first = klausel::time::Date::new(date.year(), date.month(), 1)?;
        *by_month.entry(first).or_default() += 1;
    }
    // A month without a miss is shown as one.
    let (mut month, last) = (*by_month.keys().next()?, *by_month.keys().next_back()?);
    while month < last && by_month.len() <= MOST_MONTHS {
        month = month.plus_months(1)?;
        by_month.entry(month).or_default();
    }
    if by_month.len() > MOST_MONTHS {
        return None;
    }
    let bar = |(date, n): (&klausel::time::Date, &i64)| Bar {
        name: format!("{} {:02}", say.short_month(*date), date.year().rem_euclid(100)),
        certain: *n,
        uncertain: 0,
        figure: say.int(u64::try_from(*n).unwrap_or(0)),
    };
    let told = Told {
        id: id.to_owned(),
        title: say.say(&Said::new(ids::PAGE_GROUP_MONTHS).with("priority", priority.to_owned())),
        description: by_month
            .iter()
            .map(|(date, n)| format!("{} {}", say.month(*date), say.int(u64::try_from(*n).unwrap_or(0))))
            .collect::<Vec<_>>()
            .join(", "),
    };
    Some(chart::bars(&told, &by_month.iter().map(bar).collect::<Vec<_>>()))
}
