//! The report on a period, for people in both languages and as JSON; its numbers agree with each other.

use super::{EVENTS, contract, monitor};
use klausel::{
    Digest, Edition, File, Lang,
    render::Render,
    report::{self, Period, Report},
    time::Date,
    verdict::Verdict,
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
    insta::assert_snapshot!(report::json(&made("en").1).unwrap());
}

#[test]
fn the_counts_of_a_row_sum_up_and_every_miss_is_listed() {
    let (_, report) = made("en");
    let mut missed = 0;
    for row in &report.counts {
        let sum = row.met + row.missed + row.not_owed + row.open + row.undetermined + row.excused;
        assert_eq!(sum, row.total, "{:?}", row.priority);
        missed += row.missed;
    }
    let services = report.availability.iter().filter(|service| service.verdict == Verdict::Missed).count();
    assert_eq!(missed + services as u64, report.missed.len() as u64);
    assert_eq!(report.unused.iter().map(|group| group.lines.len()).sum::<usize>(), report.unused_count);
    for service in &report.availability {
        let figures = &service.figures;
        assert_eq!(figures.window_ms - figures.planned_ms, figures.base_ms);
        assert_eq!(figures.budget_ms.0 - figures.down_ms.0, figures.left_ms.0);
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

/// The report as JSON.
pub(super) fn whole_json() -> String {
    report::json(&made("en").1).unwrap()
}
