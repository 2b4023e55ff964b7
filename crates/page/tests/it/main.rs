//! The page as a reader gets it: what it says in both languages, that it is well-formed, reachable and harmless.
//! How it looks is for people, with `scripts/page`.

mod contract;
mod harmless;
mod many;
mod markup;
mod shown;

use klausel::{
    Contract, Edition, Lang,
    compile::Program,
    engine::Monitor,
    event::{Event, read_ndjson},
    report::{Period, Report},
};

const GERMAN: &str = include_str!("../../../../contracts/systembetrieb/vertrag.klausel.md");
const ENGLISH: &str = include_str!("../../../../contracts/systembetrieb/contract.klausel.md");
const EVENTS: &str = include_str!("../../../../contracts/systembetrieb/events.ndjson");
const YEAR: &str = include_str!("../../../../contracts/systembetrieb/year.ndjson");

/// The founding contract in a language.
fn contract(lang: &str) -> Contract {
    read(if lang == "de" { GERMAN } else { ENGLISH })
}

fn read(text: &str) -> Contract {
    Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

/// The report on 2025 and its page.
fn made(contract: &Contract, log: &str, lang: &str) -> (Report, String) {
    let mut monitor = Monitor::new(Program::compile(&contract.model, &contract.places).unwrap());
    let mut unread = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    for read in read_ndjson(log.as_bytes(), 0) {
        match read {
            Ok(event) => events.push(event),
            Err(unused) => unread.push(unused),
        }
    }
    monitor.push_all(events);
    let zone = contract.model.head.zone;
    let period = Period::days("2025-01-01".parse().unwrap(), "2025-12-31".parse().unwrap(), zone);
    let mut report = Report::of(&contract.model, &monitor, period, (None, None), unread);
    report.inputs = vec!["events.ndjson".into()];
    report.edition = Edition::of(contract);
    let page = klausel_page::page(contract, &report, &monitor, &Lang::new(lang)).unwrap();
    (report, page)
}
