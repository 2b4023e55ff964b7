//! W2: ten million outages of ten thousand services in 2025, overlapping, per service and month.
//! An outage of the log is a pair of events about a part of its own, so that overlapping ones are a union.

use crate::timing::{Stages, process_ns};
use klausel::{
    Contract,
    compile::Program,
    engine::Monitor,
    event::{Event, Happening, Line, State, StateChange},
    report::Period,
    time::Instant,
    verdict::Figures,
};
use std::{fs, path::Path, sync::Arc};

const RIGHT_SECONDS: i64 = 10_033_042_730;

pub fn run(folder: &Path, runs: usize) -> Result<(), Box<dyn std::error::Error>> {
    let contract = Contract::read("outages.klausel.md", include_str!("../outages.klausel.md"))?;
    let program = Program::compile(&contract.model, &contract.places)?;
    let services = numbers::<4, _>(&fs::read(folder.join("o_svc.bin"))?, i32::from_le_bytes);
    let from = numbers::<8, _>(&fs::read(folder.join("o_s.bin"))?, i64::from_le_bytes);
    let until = numbers::<8, _>(&fs::read(folder.join("o_e.bin"))?, i64::from_le_bytes);
    let year = Period::days("2025-01-01".parse()?, "2025-12-31".parse()?, contract.model.head.zone);
    let end = Some(year.until);

    let mut stages = Stages::default();
    for _ in 0..runs {
        let begun = process_ns();
        let by_service = stages.time("log to services", || grouped(&services));
        let (mut pushed, mut judged, mut total) = (0, 0, 0);
        for outages in &by_service {
            let at = process_ns();
            let mut monitor = Monitor::new(program.clone());
            let words = Words::new(outages.len());
            for (number, outage) in outages.iter().enumerate() {
                for (state, at) in [(State::Down, from[*outage as usize]), (State::Up, until[*outage as usize])] {
                    let _ = monitor.push(words.event(number, state, at));
                }
            }
            let pushed_at = process_ns();
            let verdicts = monitor.judge_period(year.interval(), end, None);
            total += verdicts.judgements.iter().map(down_ms).sum::<i64>();
            pushed += pushed_at - at;
            judged += process_ns() - pushed_at;
        }
        stages.add("events bound and kept", pushed);
        stages.add("twelve months judged", judged);
        stages.add("all", process_ns() - begun);
        println!("downtime {} s, right: {}", total / 1_000, total == RIGHT_SECONDS * 1_000);
    }
    stages.print(from.len() * 2);
    Ok(())
}

fn down_ms(judgement: &klausel::verdict::Judgement) -> i64 {
    match &judgement.figures {
        Figures::Availability(figures) => figures.down.0,
        _ => 0,
    }
}

/// The places in the log of each service's outages, in the order of the log.
fn grouped(services: &[i32]) -> Vec<Vec<u32>> {
    let most = services.iter().copied().max().unwrap_or(-1);
    let mut found = vec![Vec::new(); usize::try_from(most + 1).unwrap_or(0)];
    for (place, service) in (0..).zip(services) {
        found[usize::try_from(*service).unwrap_or(0)].push(place);
    }
    found
}

/// What all events of a run share.
struct Words {
    source: Arc<str>,
    subject: Arc<str>,
    parts: Vec<Arc<str>>,
}

impl Words {
    fn new(parts: usize) -> Words {
        let parts = (0..parts).map(|part| Arc::from(part.to_string())).collect();
        Words { source: "log".into(), subject: "Hosting".into(), parts }
    }

    fn event(&self, number: usize, state: State, at: i64) -> Event {
        let part = self.parts.get(number).cloned();
        Event {
            id: None,
            at: Instant::from_secs(at),
            known_at: None,
            source: self.source.clone(),
            rank: 0,
            seq: None,
            corrects: None,
            subject: self.subject.clone(),
            says: Happening::State(StateChange {
                state,
                previous: None,
                place: None,
                cause: None,
                part,
                degree: None,
                incident: None,
                reported: None,
            }),
            line: Line { input: 0, line: u32::try_from(number).unwrap_or(u32::MAX) },
        }
    }
}

fn numbers<const N: usize, T>(bytes: &[u8], read: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks::<N>().0.iter().map(|number| read(*number)).collect()
}
