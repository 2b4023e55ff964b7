//! Judgements in one line, in a few and in full: what they cite, what they never say, what they never show.

use super::judgements;
use crate::query::{contract, monitor};
use klausel::{
    Lang,
    engine::{Instants, Subject},
    phrase::{Catalogue, Piece, class_of},
    render::{Render, cites},
    verdict::{Figures, Judgement, Promise},
};

#[test]
fn a_judgement_is_said_short_medium_and_in_full() {
    for lang in ["de", "en"] {
        let contract = contract(lang);
        let render = Render::of(&contract, &Lang::new(lang)).unwrap();
        let said = judgements().into_iter().map(|(name, judgement)| {
            let forms = [render.short(&judgement), render.medium(&judgement), render.full(&judgement)];
            format!("## {name}\n\n{}\n", forms.join("\n\n"))
        });
        insta::assert_snapshot!(format!("judgements_{lang}"), said.collect::<Vec<_>>().join("\n"));
    }
}

/// The judgements of the events beside the questions.
fn judged(lang: &str) -> (klausel::Contract, Vec<Judgement>) {
    let contract = contract(lang);
    let monitor = monitor(&contract).0;
    let as_of = monitor.last_at().unwrap();
    let instants = Instants { as_of, known_as_of: as_of };
    let mut found = Vec::new();
    for case in ["INC-81", "INC-82", "INC-83", "INC-\u{202e}84"] {
        for promise in [Promise::Reaction, Promise::Update] {
            found.extend(monitor.why(&Subject::Case(case.into()), promise, instants));
        }
    }
    let year = klausel::report::Period::days(
        klausel::time::Date::new(2025, 1, 1).unwrap(),
        klausel::time::Date::new(2025, 12, 31).unwrap(),
        contract.model.head.zone,
    );
    for service in ["SmaWo", "Call Connect"] {
        let service = monitor.program().service(service).unwrap();
        found.extend(monitor.why(&Subject::Service(service, year.interval()), Promise::Availability, instants));
    }
    assert!(found.len() >= 8);
    (contract, found)
}

#[test]
fn every_reason_cites_each_of_its_clauses() {
    for lang in ["de", "en"] {
        let (contract, judged) = judged(lang);
        let render = Render::of(&contract, contract.lang()).unwrap();
        for judgement in judged {
            let (full, cited) = (render.full(&judgement), cites(&judgement.reason));
            assert!(!cited.is_empty(), "{full}");
            for cite in cited {
                assert!(full.contains(&render.cite(&cite)), "{} is not cited in\n{full}", render.cite(&cite));
            }
        }
    }
}

#[test]
fn a_full_text_names_every_event_that_decided() {
    let (contract, judged) = judged("en");
    let render = Render::of(&contract, contract.lang()).unwrap();
    for judgement in judged {
        let full = render.full(&judgement);
        let json = serde_json::to_value(&judgement.reason).unwrap();
        let mut ids = Vec::new();
        collect(&json, &mut ids);
        assert!(!ids.is_empty());
        for id in ids {
            assert!(full.contains(&klausel::render::visible(&id)), "{id} is not in\n{full}");
        }
    }
}

fn collect(json: &serde_json::Value, ids: &mut Vec<String>) {
    match json {
        serde_json::Value::Object(fields) => {
            if let (Some(id), true) = (fields.get("id").and_then(|id| id.as_str()), fields.contains_key("source")) {
                ids.push(id.to_owned());
            }
            fields.values().for_each(|value| collect(value, ids));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, ids)),
        _ => {}
    }
}

#[test]
fn hostile_names_are_shown_without_hidden_characters() {
    let (contract, judged) = judged("de");
    let render = Render::of(&contract, contract.lang()).unwrap();
    let mut seen = false;
    for mut judgement in judged {
        judgement.subject = format!("{}\u{1b}[31m\u{200b}\n", judgement.subject).into();
        if let Figures::Deadline(deadline) = &mut judgement.figures {
            deadline.row = Some(klausel::Id::of("mittel\u{202e}"));
        }
        let full = render.full(&judgement);
        assert!(!full.contains(['\u{1b}', '\u{202e}', '\u{200b}']), "{full}");
        seen |= full.contains('·');
    }
    assert!(seen);
}

#[test]
fn no_text_but_the_fixed_sentence_speaks_of_fault_breach_default_or_damages() {
    let banned = [
        ("de", vec!["schuld", "verletz", "verzug", "schadens", "haft", "verstoß", "anspr"]),
        ("en", vec!["fault", "breach", "damage", "liab", "violat", "claim", "negligen"]),
    ];
    let classes =
        ["verdict", "stage", "choice", "step", "counted", "short", "medium", "answer", "report", "figure", "unused"];
    for (lang, words) in banned {
        let catalogue = Catalogue::of(&Lang::new(lang)).unwrap();
        for id in classes.iter().flat_map(|class| class_of(class)) {
            for piece in catalogue.patterns(id).iter().flat_map(|pattern| pattern.iter()) {
                let Piece::Literal(text) = piece else { continue };
                let said = text.to_lowercase().replace("geschuldet", "").replace("nicht anspr", "");
                for word in &words {
                    assert!(!said.contains(word), "{lang}: {} says {text:?}", id.name());
                }
            }
        }
    }
}

#[test]
fn the_second_of_two_equal_readings_of_the_clocks_says_so_after_the_whole_instant() {
    let at = |at: &str| at.parse().unwrap();
    let said = |lang, instant| {
        let contract = contract(lang);
        Render::of(&contract, &Lang::new(lang)).unwrap().printer().instant(at(instant))
    };
    assert_eq!(said("de", "2025-10-26T02:30:00+02:00"), "Sonntag, 26.10.2025, 2:30 Uhr");
    assert_eq!(said("de", "2025-10-26T02:30:00+01:00"), "Sonntag, 26.10.2025, 2:30 Uhr (zweites Mal an diesem Tag)");
    assert_eq!(said("en", "2025-10-26T02:30:00+01:00"), "Sunday 26 October 2025, 02:30 (second time that day)");
}
