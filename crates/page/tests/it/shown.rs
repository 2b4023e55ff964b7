//! What the page says: snapshots in both languages, and figures that are the report's.

use super::{ENGLISH, EVENTS, YEAR, contract, made, read};
use klausel::{Lang, render::Render, verdict::Verdict};

/// The page without its style sheet, and without what a build is called.
fn said(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    // The policy holds the digest of the style sheet.
    let (policy, rest) = before.split_once("sha256-").unwrap();
    let (_, rest) = rest.split_once("=&#x27;").unwrap();
    format!("{policy}sha256-…&#x27;{rest}<style>…</style>{after}")
}

#[test]
fn a_page_in_german() {
    insta::assert_snapshot!(said(&made(&contract("de"), EVENTS, "de").1));
}

#[test]
fn a_page_in_english() {
    insta::assert_snapshot!(said(&made(&contract("en"), EVENTS, "en").1));
}

#[test]
fn a_page_without_events_says_so() {
    let (_, page) = made(&contract("en"), "", "en");
    assert!(page.contains("No outage was recorded in this period."));
    assert!(page.contains("All events were used."));
}

#[test]
fn the_page_is_the_same_whatever_the_language_of_the_contract() {
    // Titles and parties are texts of the document, and its digest is its own.
    let plain = |page: String| {
        let mut lines: Vec<String> = said(&page).lines().map(str::to_owned).collect();
        lines.retain(|line| !line.contains("class=\"document\"") && !line.contains("SHA-256"));
        lines.retain(|line| !line.contains("Kunde") && !line.contains("Customer<"));
        lines
    };
    for lang in ["de", "en"] {
        assert_eq!(plain(made(&contract("de"), EVENTS, lang).1), plain(made(&contract("en"), EVENTS, lang).1));
    }
}

#[test]
fn the_year_is_told_with_the_figures_of_its_report() {
    for lang in ["de", "en"] {
        let contract = contract(lang);
        let (report, page) = made(&contract, YEAR, lang);
        let render = Render::of(&contract, &Lang::new(lang)).unwrap();
        for service in &report.availability {
            let down = render.printer().duration(service.figures.down_ms).replace(' ', "\u{a0}");
            // Between two units a line may end.
            let shown = page.replace(' ', "\u{a0}");
            assert!(shown.contains(&down), "{down}");
            assert!(shown.contains(&render.printer().percent(service.figures.best.unwrap()).replace(' ', "\u{a0}")));
        }
        let missed = report.missed.iter().filter(|judgement| judgement.verdict == Verdict::Missed);
        let cases: Vec<_> = missed.filter(|judgement| judgement.subject.starts_with("INC-")).collect();
        assert!(cases.len() > 20);
        assert_eq!(page.matches("<details class=\"case\">").count(), cases.len());
        for case in cases {
            assert!(page.contains(&format!("<span class=\"subject\">{}</span>", case.subject)));
        }
        assert!(page.len() < 400_000, "{}", page.len());
    }
}

#[test]
fn one_millisecond_over_is_missed_in_words_and_in_the_drawing() {
    // 2,490 h, of which a thousandth is 2 h 29 min 24 s.
    let down = |until: &str| {
        format!(
            "{}\n{}\n",
            r#"{"id":"1","at":"2025-06-03T14:00:00+02:00","source":"m","type":"service.down","subject":"Call Connect","data":{"place":"telephone system"}}"#,
            r#"{"id":"2","at":"UNTIL","source":"m","type":"service.up","subject":"Call Connect"}"#
                .replace("UNTIL", until)
        )
    };
    let contract = read(ENGLISH);
    let (_, kept) = made(&contract, &down("2025-06-03T16:29:24+02:00"), "en");
    let (_, missed) = made(&contract, &down("2025-06-03T16:29:24.001+02:00"), "en");
    assert!(kept.contains("class=\"used\"") && !kept.contains("used over"));
    assert!(missed.contains("used over") && missed.contains("curve over"));
    assert!(missed.contains("99.89%") && !missed.contains("99.90%"));
    // Cut to minutes both would be alike, so both are told exactly.
    assert!(missed.contains("2\u{a0}h 29\u{a0}min 24\u{a0}s 1\u{a0}ms of 2\u{a0}h 29\u{a0}min 24\u{a0}s used"));
}
