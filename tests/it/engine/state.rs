//! A written state is refused by the name of what differs, and nothing damaged is taken up.

use super::fixture::*;
use klausel::{
    Digest,
    compile::Program,
    engine::{Monitor, StateError, Watch},
    event::{Happening, State},
};
use std::sync::LazyLock;

fn written() -> String {
    let events = input([
        event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "eine Leistung ganz")),
        event(at("2025-03-10 08:30"), "INC-1", reply()),
        event(at("2025-03-10 08:00"), "SmaWo", state(State::Down, "Router", "power")),
        event(at("2025-03-10 08:00"), "nobody", state(State::Down, "", "")),
        event(at("2025-03-10 08:00"), "SmaWo", Happening::NotJudged { kind: "effort.recorded".into() }),
    ]);
    let mut state = Vec::new();
    let mut watch = Watch::new(Monitor::new(program(&founding())), at("2025-03-10 07:00"));
    watch.push_all(events);
    watch.advance(at("2025-03-10 12:00"));
    watch.write(&mut state).expect("a state");
    String::from_utf8(state).expect("text")
}

/// The state with something else in it, and a checksum that fits.
fn with(from: &str, to: &str) -> String {
    let state = written();
    assert!(state.contains(from), "{state}");
    let changed = state.replacen(from, to, 1);
    let (body, _) = changed.split_at(changed.find("sha256 ").expect("a checksum"));
    format!("{body}sha256 {}\n", Digest::of(body.as_bytes()))
}

/// The founding contract, compiled once: a state of some kilobytes is cut in a hundred places.
static PROGRAM: LazyLock<Program> = LazyLock::new(|| program(&founding()));

fn refused(state: &str) -> StateError {
    match Watch::read(PROGRAM.clone(), state.as_bytes()) {
        Err(error) => error,
        Ok(_) => panic!("taken up:\n{state}"),
    }
}

#[test]
fn a_state_of_the_same_contract_is_taken_up_whole() {
    let watch = Watch::read(program(&founding()), written().as_bytes()).expect("a monitor");
    assert_eq!(watch.finish().unused.len(), 2);
    assert_eq!((watch.as_of(), watch.began_at()), (at("2025-03-10 12:00"), at("2025-03-10 07:00")));
    // The events alone may be taken up as well.
    let monitor = Monitor::read(program(&founding()), written().as_bytes()).expect("a monitor");
    assert_eq!(monitor.finish(None, None), watch.monitor().finish(None, None));
}

#[test]
fn what_is_no_state_is_refused() {
    for text in ["", "{}", "klausel state", "klausel state x\n", "# Contract: Demo\n"] {
        assert!(matches!(refused(text), StateError::NoState), "{text}");
    }
    assert!(matches!(refused("klausel state 2\nanything"), StateError::Format { found: 2, here: 1 }));
}

#[test]
fn a_state_with_one_byte_lost_turned_or_more_is_damaged() {
    let state = written();
    let lengths = (state.find('\n').expect("a line") + 1..state.len() - 1).step_by(37);
    for end in lengths {
        assert!(matches!(refused(&state[..end]), StateError::Damaged), "cut at {end}");
        let turned: String = state[..end].chars().chain(['~']).chain(state[end + 1..].chars()).collect();
        assert!(matches!(refused(&turned), StateError::Damaged), "turned at {end}");
    }
    assert!(matches!(refused(&(state + "more\n")), StateError::Damaged));
}

#[test]
fn a_state_of_another_contract_is_refused_by_name() {
    let mut model = founding();
    model.services[0].body.availability = None;
    let error = Watch::read(program(&model), written().as_bytes()).expect_err("refused");
    assert!(
        matches!(error, StateError::Contract { found, here } if found == founding().digest() && here == model.digest())
    );
    // Wording for people is none of the meaning.
    let mut worded = founding();
    worded.head.wording = vec![klausel::model::Wording {
        binding: klausel::model::Binding::Note,
        lang: klausel::Lang::new("de"),
        text: "Zur Erläuterung.".into(),
    }];
    assert!(Watch::read(program(&worded), written().as_bytes()).is_ok());
}

#[test]
fn a_state_of_other_data_is_refused_by_the_name_of_the_data() {
    assert!(matches!(refused(&with("\"language\":1", "\"language\":2")), StateError::Language { found: 2, here: 1 }));
    let zones = klausel::time::Zone::rules();
    let error = refused(&with(&format!("\"time_zones\":\"{zones}\""), "\"time_zones\":\"2019a\""));
    assert!(matches!(error, StateError::TimeZones { found, .. } if found == "2019a"));
    let error = refused(&with("\"holidays\":\"", "\"holidays\":\"other "));
    assert!(matches!(error, StateError::Holidays { .. }), "{error}");
    let catalogue = klausel::phrase::digest().to_string();
    let error = refused(&with(&catalogue, &Digest::of(b"other words").to_string()));
    assert!(matches!(error, StateError::Catalogue { .. }), "{error}");
}

#[test]
fn a_line_that_is_whole_and_not_understood_is_named() {
    let error = refused(&with("\"source\":\"desk\"", "\"source\":7"));
    assert!(matches!(error, StateError::Line { line: 3, .. }), "{error}");
}

#[test]
fn a_monitor_stands_at_no_instant() {
    let mut state = Vec::new();
    Monitor::new(program(&founding())).write(&mut state).expect("a state");
    let error = Watch::read(program(&founding()), state.as_slice()).expect_err("refused");
    assert!(matches!(error, StateError::NotWatched));
}

#[test]
fn documents_of_one_contract_have_one_digest_and_other_contracts_another() {
    let (german, english) = (crate::query::contract("de"), crate::query::contract("en"));
    assert_eq!(german.model.digest(), english.model.digest());
    assert_ne!(german.digest(), english.digest());
    let mut other = german.model.clone();
    other.priorities[0].body.rows[0].reaction = None;
    assert_ne!(other.digest(), german.model.digest());
    assert_ne!(other.digest(), Digest::of(b""));
}
