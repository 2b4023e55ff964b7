//! Answers in both languages, for people and as JSON.

use super::{contract, monitor, transcript};
use klausel::query;

const ENGLISH: &[&str] = &[
    "availability of service SmaWo in 2025",
    "budget of service SmaWo in 2025",
    "budget of service Call Connect in 2025",
    "availability of service SmaWo Lite in 2025",
    "case INC-81",
    "next deadline of case INC-81",
    "next deadline of case INC-83",
    "next deadline of case INC-99",
    "reaction of case INC-82",
    "is 2025-08-15T10:00 in service window Operation",
    "is 2025-08-18 10:00 in service window Operation?",
    "is Saturday 2025-08-16, 10:00 in service window Operation",
    "service time in service window Operation from 2025-03-07 17:30 to 2025-03-10T08:30:00+01:00",
    "due 4 h after 2025-03-07 17:30 in service window Operation",
    "missed in 2025-Q1",
    "why case INC-81",
    "why availability of service SmaWo in 2025",
];

const GERMAN: &[&str] = &[
    "Verfügbarkeit der Leistung SmaWo 2025",
    "Restbudget der Leistung SmaWo 2025",
    "Restbudget der Leistung Call Connect 2025",
    "Verfügbarkeit der Leistung SmaWo Lite 2025",
    "Vorgang INC-81",
    "nächste Frist des Vorgangs INC-81",
    "nächste Frist des Vorgangs INC-83",
    "nächste Frist des Vorgangs INC-99",
    "Reaktion des Vorgangs INC-82",
    "liegt 15.08.2025 10:00 in der Servicezeit Betrieb",
    "liegt 18.08.2025 10:00 in der Servicezeit Betrieb?",
    "liegt Samstag, 16.08.2025, 10:00 Uhr in der Servicezeit Betrieb",
    "Zeit der Servicezeit Betrieb von 07.03.2025 17:30 bis 2025-03-10T08:30:00+01:00",
    "fällig 4 h nach 07.03.2025 17:30 in der Servicezeit Betrieb",
    "nicht eingehalten im 1. Quartal 2025",
    "warum Vorgang INC-81",
    "warum Verfügbarkeit der Leistung SmaWo 2025",
];

#[test]
fn a_person_is_answered_in_english() {
    insta::assert_snapshot!(transcript("en", ENGLISH));
}

#[test]
fn a_person_is_answered_in_german() {
    insta::assert_snapshot!(transcript("de", GERMAN));
}

#[test]
fn a_machine_gets_the_documented_keys() {
    let contract = contract("en");
    let (monitor, _) = monitor(&contract);
    let answer = |question: &&str| query::ask_text(&contract, &monitor, question, None, None).unwrap();
    let plain = ENGLISH.iter().filter(|question| !question.starts_with("why") && !question.starts_with("case"));
    let lines: Vec<String> = plain
        .map(|question| {
            let mut answer = answer(question);
            answer.reason = None;
            answer.promises.iter_mut().flatten().for_each(|promise| promise.reason = None);
            answer.json().unwrap()
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn both_languages_give_the_same_answer_to_machines() {
    let (german, english) = (contract("de"), contract("en"));
    let (monitors, other) = (monitor(&german).0, monitor(&english).0);
    for (de, en) in GERMAN.iter().zip(ENGLISH) {
        let json = |contract, monitor, question| {
            let mut answer = query::ask_text(contract, monitor, question, None, None).unwrap();
            answer.question = String::new();
            answer.json().unwrap()
        };
        assert_eq!(json(&german, &monitors, de), json(&english, &other, en), "{de}");
        // A question may be asked in the other language too.
        assert_eq!(json(&german, &monitors, en), json(&english, &other, de), "{en}");
    }
}

#[test]
fn an_answer_says_as_of_when_it_holds() {
    let contract = contract("en");
    let (monitor, _) = monitor(&contract);
    let at = |text: &str| Some(text.parse().unwrap());
    let ask = |as_of, known| query::ask_text(&contract, &monitor, "reaction of case INC-82", as_of, known).unwrap();
    let verdict = |as_of| ask(at(as_of), None).verdict;
    assert_eq!(verdict("2025-03-10T08:30:00+01:00"), Some(klausel::verdict::Verdict::Open));
    assert_eq!(verdict("2025-03-10T08:30:00.001+01:00"), Some(klausel::verdict::Verdict::Missed));
    assert_eq!(ask(at("2025-03-07T17:31:00+01:00"), None).as_of, at("2025-03-07T17:31:00+01:00"));
}

/// The keys of answers of every kind, together.
pub(super) fn whole_json() -> serde_json::Value {
    let contract = contract("en");
    let monitor = monitor(&contract).0;
    let mut all = serde_json::Map::new();
    for question in ENGLISH {
        let answer = query::ask_text(&contract, &monitor, question, None, None).unwrap().json().unwrap();
        let answer: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&answer).unwrap();
        for (key, value) in answer {
            for inner in [value.as_object(), value.get(0).and_then(|first| first.as_object())].into_iter().flatten() {
                all.extend(inner.clone().into_iter().filter(|_| key != "reason"));
            }
            all.insert(key, serde_json::Value::Null);
        }
    }
    assert!(all.len() > 20);
    all.into()
}
