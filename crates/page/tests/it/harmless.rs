//! Names and texts made to do harm: they are shown as what they are, and do nothing.

use super::{contract, made, markup::tags, read};

/// Markup, controls, marks that turn the direction of a line, a formula.
const HOSTILE: &str =
    "=cmd()<img src=x onerror=alert(1)>\\u001b[2J\\u202e\\u2066&lt;script&gt;'\\\"\\u0000\\u2028\\u200b";

fn log() -> String {
    let reported = r#"{"id":"ID1","at":"2025-03-07T09:00:00+01:00","source":"desk","type":"case.reported","subject":"CASE","data":{"channel":"phone","service":"SmaWo","effect":"outage","extent":"one whole service","priority":"High"}}"#;
    let reacted =
        r#"{"id":"ID2","at":"2025-03-07T14:00:00+01:00","source":"desk","type":"case.reacted","subject":"CASE"}"#;
    let down = r#"{"id":"ID3","at":"2025-03-07T09:00:00+01:00","source":"desk","type":"service.down","subject":"SmaWo","data":{"place":"PLACE","cause":"CAUSE"}}"#;
    let up = r#"{"id":"ID4","at":"2025-03-07T10:00:00+01:00","source":"desk","type":"service.up","subject":"SmaWo"}"#;
    let unknown = r#"{"id":"ID5","at":"2025-03-07T10:00:00+01:00","source":"desk","type":"TYPE","subject":"SmaWo"}"#;
    let nowhere =
        r#"{"id":"ID6","at":"2025-03-07T10:00:00+01:00","source":"desk","type":"service.down","subject":"SERVICE"}"#;
    let mut text = [reported, reacted, down, up, unknown, nowhere].join("\n");
    for word in ["ID1", "ID2", "ID3", "ID4", "ID5", "ID6", "CASE", "PLACE", "CAUSE", "TYPE", "SERVICE"] {
        text = text.replace(word, &format!("{word}{HOSTILE}"));
    }
    text
}

fn is_harmless(page: &str) {
    for tag in tags(page) {
        assert!(tag.name != "img" && tag.name != "script", "{}", tag.name);
        assert!(tag.attributes.iter().all(|(name, _)| !name.starts_with("on")));
    }
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!page.contains(hidden));
}

#[test]
fn hostile_names_in_events_are_text() {
    for lang in ["de", "en"] {
        let (report, page) = made(&contract("en"), &log(), lang);
        assert!(report.missed.iter().any(|judgement| judgement.subject.contains("onerror")));
        is_harmless(&page);
        assert!(
            page.contains("CASE=cmd()&lt;img src=x onerror=alert(1)&gt;·[2J··&amp;lt;script&amp;gt;&#x27;&quot;···")
        );
    }
}

#[test]
fn hostile_names_in_a_contract_are_text() {
    let text = "# Contract: Mail & \"more\" 'quoted'\n\n- Provider: Tom & Jerry's \"Ltd\"\n- Time zone: Europe/Berlin\n\n\
                ## 1 Service window: Days\n\n- Monday through Friday, 08:00 to 18:00\n\n\
                ## 2 Service: =cmd() & \"co\" 'x'\n\n- Operated during service window Days\n\
                - Availability: at least 99% per calendar year\n";
    let contract = read(text);
    let down = r#"{"id":"1","at":"2025-03-07T09:00:00+01:00","source":"m","type":"service.down","subject":"=cmd() & \"co\" 'x'"}"#;
    let (report, page) = made(&contract, down, "en");
    assert_eq!(report.availability.len(), 1);
    is_harmless(&page);
    assert!(
        page.contains("<h3 id=\"service-1-h\">=cmd() &amp; &quot;co&quot; &#x27;x&#x27;</h3>")
            || page.contains("cmd-co-x")
    );
}
