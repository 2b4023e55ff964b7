//! The report on a period, for people in both languages and as JSON; its numbers agree with each other.

use super::{EVENTS, contract, monitor, monitor_of};
use klausel::{
    Digest, Edition, File, Lang,
    render::Render,
    report::{self, MonthFigures, Period, Report},
    time::{Date, Instant, Millis},
    verdict::{Step, Verdict},
};

fn made(lang: &str) -> (klausel::Contract, Report) {
    let contract = contract(lang);
    let (monitor, unread) = monitor(&contract);
    let zone = contract.model.head.zone;
    let period = Period::days(Date::new(2025, 1, 1).unwrap(), Date::new(2025, 12, 31).unwrap(), zone);
    let mut report = Report::of(&contract.model, &monitor, period, (None, None), unread);
    report.inputs = vec!["events.ndjson".into()];
    (contract, report)
}

#[test]
fn a_report_for_people_in_german() {
    let (contract, report) = made("de");
    insta::assert_snapshot!(report.text(&Render::of(&contract, contract.lang()).unwrap()));
}

#[test]
fn a_report_for_people_in_english() {
    let (contract, report) = made("en");
    insta::assert_snapshot!(report.text(&Render::of(&contract, contract.lang()).unwrap()));
}

#[test]
fn a_report_is_the_same_whatever_the_language_of_the_contract() {
    let ((german, one), (english, other)) = (made("de"), made("en"));
    assert_eq!(report::json(&one).unwrap(), report::json(&other).unwrap());
    for lang in ["de", "en"].map(Lang::new) {
        let shown = |contract, report: &Report| report.text(&Render::of(contract, &lang).unwrap());
        assert_eq!(shown(&german, &one), shown(&english, &other));
    }
}

#[test]
fn a_report_for_machines() {
    let (_, mut report) = made("en");
    // A year has some 250 openings a service.
    for service in &mut report.availability {
        service.reason.steps.retain(|step| !matches!(step, Step::Windows { .. }));
    }
    insta::assert_snapshot!(report::json(&report).unwrap());
}

#[test]
fn the_counts_of_a_row_sum_up_and_every_miss_is_listed() {
    let (_, report) = made("en");
    let mut missed = 0;
    for row in &report.counts {
        let sum = row.tally.met
            + row.tally.missed
            + row.tally.not_owed
            + row.tally.open
            + row.tally.undetermined
            + row.tally.excused;
        assert_eq!(sum, row.tally.total, "{:?}", row.priority);
        missed += row.tally.missed;
    }
    let services = report.availability.iter().filter(|service| service.verdict == Verdict::Missed).count();
    assert_eq!(missed + services as u64, report.missed.len() as u64);
    assert_eq!(report.unused.iter().map(|group| group.lines.len()).sum::<usize>(), report.unused_count);
    for service in &report.availability {
        let figures = &service.figures;
        assert_eq!(figures.window_ms - figures.planned_ms, figures.base_ms);
        assert_eq!(figures.budget_ms.0 - figures.down_ms.0, figures.left_ms.0);
        let sum = |figure: &dyn Fn(&MonthFigures) -> Millis| service.months.iter().map(figure).sum::<Millis>();
        assert_eq!(service.months.len(), 12);
        assert_eq!(sum(&|month| month.window_ms), figures.window_ms);
        assert_eq!(sum(&|month| month.planned_ms), figures.planned_ms);
        assert_eq!(sum(&|month| month.base_ms), figures.base_ms);
        assert_eq!(sum(&|month| month.down_ms), figures.down_ms);
        assert_eq!(sum(&|month| month.unknown_ms), figures.unknown_ms);
        let last = service.used.last().unwrap();
        assert_eq!((last.down_ms, last.unknown_ms), (figures.down_ms, figures.unknown_ms));
        assert!(service.used.is_sorted_by_key(|used| (used.at, used.down_ms, used.unknown_ms)));
    }
}

#[test]
fn no_line_of_a_report_is_wider_than_the_page_or_shows_a_hidden_character() {
    for lang in ["de", "en"] {
        let (contract, report) = made(lang);
        let text = report.text(&Render::of(&contract, &Lang::new(lang)).unwrap());
        assert!(text.contains("INC-·84"), "{text}");
        for line in text.lines() {
            assert!(report::width(line) <= 80, "{line}");
            assert!(!line.chars().any(|c| c.is_control() || c == '\u{202e}'), "{line:?}");
        }
    }
}

#[test]
fn a_report_says_which_files_and_which_versions_it_rests_on() {
    for (lang, title) in [("de", "Grundlage dieses Berichts"), ("en", "Basis of this report")] {
        let (contract, mut report) = made(lang);
        report.edition = Edition::of(&contract);
        report.edition.inputs = vec![File { name: "events.ndjson".into(), sha256: Digest::of(EVENTS.as_bytes()) }];
        let text = report.text(&Render::of(&contract, contract.lang()).unwrap());
        let basis = &text[text.find(title).unwrap()..];
        for digest in [contract.digest(), Digest::of(EVENTS.as_bytes())] {
            assert!(basis.contains(&format!("SHA-256 {digest}\n")), "{basis}");
        }
        assert!(basis.contains(klausel::time::Zone::rules()), "{basis}");
        let json: serde_json::Value = serde_json::from_str(&report::json(&report).unwrap()).unwrap();
        assert_eq!(json["edition"]["contract"]["sha256"], contract.digest().to_string());
        assert_eq!(json["edition"]["language"], klausel::LANGUAGE_VERSION);
    }
}

#[test]
fn no_line_is_wider_than_the_page_however_long_the_names_are() {
    let long = "Extraordinarilylongwordswithoutanyblankinthemofwhichsomeonemadeapriorityorsoitseems";
    let many = "very ".repeat(30);
    let text = include_str!("../../../contracts/systembetrieb/contract.klausel.md");
    let text = text.replace("| High ", &format!("| {long} ")).replace("| Low ", &format!("| {many}low "));
    let text = text
        .replace("row Low applies", &format!("row {many}low applies"))
        .replace("SmaWo", &format!("SmaWo {many}end"));
    let contract =
        klausel::Contract::read("contract.klausel.md", &text).unwrap_or_else(|wrong| panic!("{}", wrong.show()));
    let log = include_str!("../../../contracts/systembetrieb/events.ndjson").replace("INC-", &long.repeat(2));
    let (monitor, unread) = monitor_of(&contract, &log.replace("\"SmaWo\"", &format!("\"SmaWo {many}end\"")));
    let period =
        Period::days(Date::new(2025, 1, 1).unwrap(), Date::new(2025, 12, 31).unwrap(), contract.model.head.zone);
    let mut report = Report::of(&contract.model, &monitor, period, (None, None), unread);
    report.edition = Edition::of(&contract);
    report.edition.inputs = vec![File { name: format!("{long}/{long}"), sha256: Digest::of(b"") }];
    for lang in ["de", "en"].map(Lang::new) {
        let text = report.text(&Render::of(&contract, &lang).unwrap());
        assert!(text.lines().count() > 60);
        for line in text.lines() {
            assert!(report::width(line) <= 80, "{line}");
        }
    }
}

/// The report on 2025 over a log as JSON, with its reasons.
pub(super) fn json_of(log: &str, as_of: Option<Instant>) -> serde_json::Value {
    let contract = contract("en");
    let (monitor, unread) = monitor_of(&contract, log);
    let period =
        Period::days(Date::new(2025, 1, 1).unwrap(), Date::new(2025, 12, 31).unwrap(), contract.model.head.zone);
    let mut report = Report::of(&contract.model, &monitor, period, (as_of, None), unread);
    report.edition = Edition::of(&contract);
    report.explain(&monitor);
    serde_json::from_str(&report::json(&report).unwrap()).unwrap()
}

/// The report as JSON.
pub(super) fn whole_json() -> String {
    report::json(&made("en").1).unwrap()
}
