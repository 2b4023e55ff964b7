//! A page about very many misses or services: the summary first, the worst with their reasons, and what is left out is said.

use super::{contract, made, markup::tags, read};
use std::fmt::Write as _;

/// So many cases of which each reaction comes late, some by more than others.
fn log(cases: usize) -> String {
    let mut text = String::new();
    for n in 0..cases {
        let day = 1 + n % 28;
        let (month, late) = (1 + n % 12, 10 + n % 7);
        let _ = write!(
            text,
            concat!(
                r#"{{"id":"r{n}","at":"2025-{month:02}-{day:02}T08:00:00Z","source":"d","type":"case.reported","subject":"C-{n}","#,
                r#""data":{{"channel":"phone","service":"SmaWo","effect":"outage","extent":"one whole service","priority":"High"}}}}"#,
                "\n",
                r#"{{"id":"a{n}","at":"2025-{month:02}-{day:02}T{late:02}:00:00Z","source":"d","type":"case.reacted","subject":"C-{n}"}}"#,
                "\n",
                r#"{{"id":"e{n}","at":"2025-{month:02}-{day:02}T{late:02}:01:00Z","source":"d","type":"case.restored","subject":"C-{n}"}}"#,
                "\n"
            ),
            n = n,
            month = month,
            day = day,
            late = late
        );
    }
    text
}

#[test]
fn of_thousands_the_worst_are_told_and_the_rest_is_counted() {
    let (report, page) = made(&contract("en"), &log(3_000), "en");
    let high = report.counts.iter().find(|count| count.tally.missed > 0).unwrap();
    assert!(high.tally.missed > 1_500, "{}", high.tally.missed);
    tags(&page);
    assert_eq!(page.matches("<details class=\"case\">").count(), 12);
    let left = high.tally.missed - 12 - 150;
    let said = format!("{},{:03} more are not shown on this page.", left / 1_000, left % 1_000);
    assert!(page.contains(&said), "{said}");
    assert!(page.find("id=\"summary\"").unwrap() < page.find("id=\"reactions\"").unwrap());
    assert!(page.len() < 300_000, "{}", page.len());
}

const SITES: &str = include_str!("../../../../contracts/bern/contract.klausel.md");

#[test]
fn many_services_stand_in_a_table_and_a_range_says_what_it_means() {
    let text = SITES.replace("1 March 2026", "1 January 2025").replace("calendar month", "calendar year");
    let check = r#"{"id":"1","at":"2026-01-02T22:00:00Z","source":"m","type":"probe.ok","subject":"Parzival"}"#;
    let (report, page) = made(&read(&text), check, "en");
    tags(&page);
    assert_eq!(report.availability.len(), 42);
    let (_, table) = page.split_once("<caption>42 services</caption>").unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    // Each row leads to its service, and neither tiles nor the contents say the same once more.
    assert_eq!(table.matches("<th scope=\"row\"><a href=\"#service-").count(), 42);
    assert_eq!(page.matches("href=\"#service-").count(), 42);
    assert!(!page.contains("class=\"tile\""));
    assert_eq!(table.matches("undetermined\"><svg").count(), 42);
    assert!(page.contains("Where an availability is a range, part of the time is unexplained"));
    assert!(table.contains("0.00\u{a0}% – 100.00\u{a0}%") || table.contains("0.00% – 100.00%"));
}

#[test]
fn a_limit_that_differs_between_periods_is_named_with_both_ends() {
    let text = SITES.replace("1 March 2026", "1 January 2025");
    let check = r#"{"id":"1","at":"2025-12-31T22:00:00Z","source":"m","type":"probe.ok","subject":"Parzival"}"#;
    let (_, page) = made(&read(&text), check, "en");
    // February has 672 h, October 745 h.
    assert!(page.contains("allowed 3\u{a0}h 21\u{a0}min to 3\u{a0}h 43\u{a0}min"));
    assert!(page.contains("0 of 12"));
}
