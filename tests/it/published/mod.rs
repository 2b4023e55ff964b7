//! The contracts for public logs: equal in both languages, printed as they stand, and their scenarios come out as they say.
//! What they make of the real logs is tested by the command, in `crates/cli/tests/logs`.

use klausel::{
    Contract, Lang,
    compile::Program,
    engine::Monitor,
    event::read_ndjson,
    model::Model,
    render::Render,
    report::{Period, Report},
    scenario,
};

/// A contract and its scenarios in English, then in German.
type Pair = [(&'static str, Option<&'static str>); 2];

const STATUS_PAGE: Pair = [
    (
        include_str!("../../../contracts/github/contract.klausel.md"),
        Some(include_str!("../../../contracts/github/scenarios.scenario.md")),
    ),
    (
        include_str!("../../../contracts/github/vertrag.klausel.md"),
        Some(include_str!("../../../contracts/github/szenarien.scenario.md")),
    ),
];
const STATUS_PAGE_WIDE: Pair = [
    (include_str!("../../../contracts/github/contract-wide.klausel.md"), None),
    (include_str!("../../../contracts/github/vertrag-weit.klausel.md"), None),
];
const WEB_SERVICES: Pair = [
    (
        include_str!("../../../contracts/bern/contract.klausel.md"),
        Some(include_str!("../../../contracts/bern/scenarios.scenario.md")),
    ),
    (
        include_str!("../../../contracts/bern/vertrag.klausel.md"),
        Some(include_str!("../../../contracts/bern/szenarien.scenario.md")),
    ),
];
const ALL: [Pair; 3] = [STATUS_PAGE, STATUS_PAGE_WIDE, WEB_SERVICES];

fn contract(text: &str) -> Contract {
    Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

fn model(text: &str) -> Model {
    contract(text).model
}

#[test]
fn the_german_and_the_english_document_mean_the_same() {
    for [(english, _), (german, _)] in ALL {
        assert_eq!(model(german).meaning(), model(english).meaning());
    }
}

#[test]
fn the_documents_are_printed_as_they_stand_and_said_in_the_other_language_they_mean_the_same() {
    for (text, _) in ALL.concat() {
        let read = model(text);
        assert_eq!(klausel::print(&read, &read.head.lang).unwrap(), text);
        let other = if read.head.lang == Lang::new("de") { Lang::new("en") } else { Lang::new("de") };
        assert_eq!(model(&klausel::print(&read, &other).unwrap()).meaning(), read.meaning());
    }
}

#[test]
fn nothing_is_left_open_that_is_noted() {
    for (text, _) in ALL.concat() {
        assert!(contract(text).notes.is_empty(), "{:?}", contract(text).notes);
    }
}

#[test]
fn the_two_readings_of_a_status_page_differ_in_one_statement_and_in_when_they_begin() {
    let [narrow, mut wide] = [STATUS_PAGE, STATUS_PAGE_WIDE].map(|[(english, _), _]| model(english).meaning());
    assert_ne!(narrow, wide);
    wide.head = narrow.head.clone();
    if let Some(outage) = &mut wide.outage {
        assert_eq!(outage.body.impairment_counts, Some(true));
        outage.body.impairment_counts = Some(false);
    }
    assert_eq!(narrow, wide);
}

#[test]
fn every_scenario_comes_out_as_it_says_in_both_languages() {
    for pair in ALL {
        let outcomes = pair.map(|(text, scenarios)| {
            let contract = contract(text);
            let outcomes = scenario::run("scenarios.scenario.md", scenarios?, &contract);
            let outcomes = outcomes.unwrap_or_else(|error| match error {
                scenario::NotRun::Refused(refused) => panic!("{}", refused.show()),
                other => panic!("{other}"),
            });
            assert!(outcomes.hold(), "{}", outcomes.text(&contract));
            Some(outcomes.outcomes.len())
        });
        assert_eq!(outcomes[0], outcomes[1]);
    }
}

const MONITORED: &str = "# Contract: Sites

- In force from 1 March 2026
- Time zone: Europe/Zurich

## 1 Service window: Always

- Around the clock, on all days

## 2 Outage: Monitoring

- Where the cause of an established outage is unexplained, it stays open whether the outage counts
- Monitoring: a check at least every 25 h

## 3 Service: Sites

- Applies to each of: Blog, Forum, Mail, Shop, Wiki
- Operated during service window Always
- Availability: at least 99.5% per calendar month
";

/// A check every day of March; the fourth and fifth day lack one of the blog's. Mail is down once, for a cause that
/// nobody stated. The wiki has its first check on the second day.
fn march() -> Report {
    let mut lines = String::new();
    let mut check = |service: &str, day: u32, at: &str, kind: &str| {
        let event =
            format!(r#"{{"at":"2026-03-{day:02}T{at}+01:00","source":"m","type":"{kind}","subject":"{service}""#);
        lines.push_str(&(event + "}\n"));
    };
    for day in 1..=31 {
        for service in ["Blog", "Forum", "Mail", "Shop", "Wiki"] {
            let is_gap = matches!((service, day), ("Blog", 4 | 5) | ("Wiki", 1));
            if !is_gap {
                check(service, day, "00:00:00", "probe.ok");
            }
        }
    }
    check("Shop", 9, "12:00:00", "probe.failed");
    check("Shop", 9, "20:30:00", "probe.ok");
    check("Mail", 9, "12:00:00", "service.down");
    check("Mail", 9, "14:00:00", "service.up");
    let contract = contract(MONITORED);
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let mut monitor = Monitor::new(program);
    monitor.push_all(read_ndjson(lines.as_bytes(), 0).map(|event| event.unwrap()));
    let zone = contract.model.head.zone;
    let period = Period::days("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap(), zone);
    Report::of(&contract.model, &monitor, period, (Some(period.until), None), Vec::new())
}

#[test]
fn a_report_says_when_nothing_was_observed_and_counts_many_services_first() {
    let (contract, report) = (contract(MONITORED), march());
    for lang in ["en", "de"] {
        let text = report.text(&Render::of(&contract, &Lang::new(lang)).unwrap());
        insta::with_settings!({ snapshot_suffix => lang }, { insta::assert_snapshot!(text) });
    }
}
