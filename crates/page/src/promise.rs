//! Reactions or updates: how many came to what, by priority.
//! What was missed, one by one, is left to `misses`.

use crate::{
    chart,
    head::{Tally, VERDICTS},
    misses::Misses,
    say::{Judged, Say},
};
use klausel::{
    engine::Monitor,
    phrase::{Said, ids},
    report::{Count, Report},
    verdict::{Promise, Verdict},
};
use serde::Serialize;

/// One promise of cases.
#[derive(Debug, Serialize)]
pub(crate) struct Promised {
    id: &'static str,
    title: String,
    caption: String,
    header: Vec<Judged>,
    rows: Vec<Row>,
    total: Row,
    missed: Misses,
    undetermined: Option<Misses>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    cells: Vec<Cell>,
    total: String,
    bar: String,
}

#[derive(Debug, Serialize)]
struct Cell {
    key: &'static str,
    is_none: bool,
    text: String,
}

impl Promised {
    /// `None` where the contract promises it for no priority.
    pub(crate) fn of(promise: Promise, report: &Report, monitor: &Monitor, say: Say<'_>) -> Option<Promised> {
        let counts: Vec<&Count> = report.counts.iter().filter(|count| count.promise == promise).collect();
        if counts.is_empty() {
            return None;
        }
        let (id, title, missed, undetermined) = match promise {
            Promise::Update => ("updates", ids::PAGE_UPDATES, ids::PAGE_MISSED_UPDATES, ids::PAGE_UNDETERMINED_UPDATES),
            _ => ("reactions", ids::PAGE_REACTIONS, ids::PAGE_MISSED_REACTIONS, ids::PAGE_UNDETERMINED_REACTIONS),
        };
        let excused = counts.iter().any(|count| count.tally.excused > 0);
        let verdicts: Vec<Verdict> =
            VERDICTS.into_iter().filter(|verdict| excused || *verdict != Verdict::Excused).collect();
        let row = |name: String, counts: &[&Count]| {
            let n = |verdict| counts.iter().map(|count| count.tally.of(verdict)).sum::<u64>();
            let cell = |verdict: &Verdict| Cell {
                key: say.verdict(*verdict).key,
                is_none: n(*verdict) == 0,
                text: say.int(n(*verdict)),
            };
            Row {
                name,
                cells: verdicts.iter().map(cell).collect(),
                total: say.int(counts.iter().map(|count| count.tally.total).sum()),
                bar: chart::shares(&Tally::of_counts(counts.iter().copied()).parts()),
            }
        };
        let named = |count: &&Count| {
            let none = || say.text(ids::REPORT_NO_PRIORITY);
            row(count.priority.as_ref().map_or_else(none, |priority| say.word(priority)), &[*count])
        };
        let listed = |kind: &str, judgements, title| {
            Misses::of((promise, &format!("{id}-{kind}")), judgements, say.text(title), monitor, report, say)
        };
        let undetermined = listed("undetermined", &report.undetermined, undetermined);
        Some(Promised {
            id,
            title: say.text(title),
            caption: say.say(&Said::new(ids::PAGE_COUNTS_CAPTION).with("promises", say.text(title))),
            header: verdicts.iter().map(|verdict| say.verdict(*verdict)).collect(),
            rows: counts.iter().map(named).collect(),
            total: row(say.text(ids::REPORT_TOTAL), &counts),
            missed: listed("missed", &report.missed, missed),
            undetermined: (!undetermined.is_empty()).then_some(undetermined),
        })
    }
}
