//! W3: 5.9 million events of a million tickets, as lines of JSON in time order: reactions and gaps between updates.
//! Reading and judging are timed apart.

use crate::timing::{Stages, process_ns};
use klausel::{
    Contract,
    compile::Program,
    engine::Monitor,
    event::{Event, Happening, Line, Report, Words},
    verdict::{Promise, Verdict},
};
use serde::Deserialize;
use std::{collections::HashSet, fs, path::Path, sync::Arc};

const RIGHT: (usize, usize) = (907_046, 847_337);

#[derive(Deserialize)]
struct Row<'a> {
    ts: &'a str,
    ticket: &'a str,
    r#type: &'a str,
    prio: u8,
}

pub fn run(folder: &Path, runs: usize) -> Result<(), Box<dyn std::error::Error>> {
    let contract = Contract::read("tickets.klausel.md", include_str!("../tickets.klausel.md"))?;
    let program = Program::compile(&contract.model, &contract.places)?;
    let log = fs::read_to_string(folder.join("events.ndjson"))?;

    let mut stages = Stages::default();
    let mut events = 0;
    for _ in 0..runs {
        let rows = stages.time("typed parsing by serde_json alone", || log.lines().filter(|line| row(line).is_some()).count());
        let begun = process_ns();
        let mut monitor = Monitor::new(program.clone());
        let mut words = Words::new();
        for (line, text) in (1..).zip(log.lines()) {
            if let Some(event) = row(text).and_then(|row| event(&row, line, &mut words)) {
                let _ = monitor.push(event);
            }
        }
        let pushed = process_ns();
        let verdicts = monitor.finish(None, None);
        let cases = monitor.cases().len();
        let kept = |promise: Promise| {
            let missed = verdicts.judgements.iter().filter(|one| one.promise == promise && one.verdict == Verdict::Missed);
            cases - missed.map(|one| &one.subject).collect::<HashSet<&Arc<str>>>().len()
        };
        let found = (kept(Promise::Reaction), kept(Promise::Update));
        stages.add("lines to events, bound and kept", pushed - begun);
        stages.add("all judged", process_ns() - pushed);
        stages.add("all", process_ns() - begun);
        println!("kept {found:?} of {cases}, right: {}", found == RIGHT);
        events = rows;
    }
    stages.print(events);
    Ok(())
}

fn row(line: &str) -> Option<Row<'_>> {
    serde_json::from_str(line).ok()
}

fn event(row: &Row<'_>, line: u32, words: &mut Words) -> Option<Event> {
    let says = match row.r#type {
        "reported" => Happening::Reported(Report {
            priority: Some(words.word(["", "P1", "P2", "P3", "P4"].get(usize::from(row.prio))?)),
            ..Report::default()
        }),
        "reacted" => Happening::Reacted { automatic: false },
        "updated" => Happening::Messaged { automatic: false },
        // A pause of the log is no message to the customer.
        "paused" => Happening::Waiting,
        "resumed" => Happening::Answered { question: None },
        "resolved" => Happening::Restored,
        _ => return None,
    };
    Some(Event {
        id: None,
        at: row.ts.parse().ok()?,
        known_at: None,
        source: words.word("log"),
        rank: 0,
        seq: Some(u64::from(line)),
        corrects: None,
        subject: words.word(row.ticket),
        says,
        line: Line { input: 0, line },
    })
}
