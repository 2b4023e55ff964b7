//! A page about very many misses: the summary first, the worst with their reasons, and what is left out is said.

use super::{contract, made, markup::tags};
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
    let high = report.counts.iter().find(|count| count.missed > 0).unwrap();
    assert!(high.missed > 1_500, "{}", high.missed);
    tags(&page);
    assert_eq!(page.matches("<details class=\"case\">").count(), 12);
    let left = high.missed - 12 - 150;
    let said = format!("{},{:03} more are not shown on this page.", left / 1_000, left % 1_000);
    assert!(page.contains(&said), "{said}");
    assert!(page.find("id=\"summary\"").unwrap() < page.find("id=\"reactions\"").unwrap());
    assert!(page.len() < 300_000, "{}", page.len());
}
