//! Which facts stand: duplicates, corrections, disputes, what was known, and the order of ties.

use super::fixture::*;
use klausel::{
    engine::{Instants, Subject},
    event::{Event, Happening, UnusedReason},
    verdict::Verdict,
};

fn high_case() -> Vec<Event> {
    input([
        event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "eine Leistung ganz")),
        event(at("2025-03-10 08:30"), "INC-1", reply()),
    ])
}

fn listed(events: Vec<Event>) -> Vec<UnusedReason> {
    let verdicts = monitor(&founding(), events).finish(Some(at("2025-03-10 12:00")), None);
    verdicts.unused.into_iter().map(|unused| unused.reason).collect()
}

#[test]
fn the_same_event_once_more_is_listed_and_changes_nothing() {
    let mut events = high_case();
    events.extend(high_case());
    assert_eq!(listed(events.clone()), [UnusedReason::Duplicate, UnusedReason::Duplicate]);
    let once = judged(&founding(), at("2025-03-10 12:00"), high_case());
    let twice = judged(&founding(), at("2025-03-10 12:00"), events);
    assert_eq!(once.gaps(), twice.gaps());
    assert_eq!(once.reaction(), twice.reaction());
}

#[test]
fn the_same_id_with_other_content_known_later_corrects() {
    let mut events = high_case();
    let mut later = events[1].clone();
    later.at = at("2025-03-10 10:00");
    later.known_at = Some(at("2025-03-10 11:00"));
    events.push(later);
    assert_eq!(judged(&founding(), at("2025-03-10 10:30"), events.clone()).reaction().0, Verdict::Met);
    assert_eq!(judged(&founding(), at("2025-03-10 11:00"), events.clone()).reaction().0, Verdict::Missed);
    assert_eq!(listed(events), [UnusedReason::Corrected { by: "e-2".into() }]);
}

#[test]
fn the_same_id_with_other_content_known_at_once_is_disputed() {
    let mut events = high_case();
    let mut other = events[1].clone();
    other.known_at = Some(other.at);
    other.at = at("2025-03-10 09:30");
    events.push(other);
    assert_eq!(judged(&founding(), at("2025-03-10 12:00"), events.clone()).reaction().0, Verdict::Undetermined);
    // Both readings of this one are in time.
    events[2].at = at("2025-03-10 08:40");
    assert_eq!(judged(&founding(), at("2025-03-10 12:00"), events).reaction().0, Verdict::Met);
}

#[test]
fn two_priorities_of_one_instant_are_disputed_unless_a_sequence_orders_them() {
    let mut events = input([
        event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "Teil einer Leistung")),
        event(at("2025-03-10 08:10"), "INC-1", priority("Hoch")),
        event(at("2025-03-10 08:10"), "INC-1", priority("Gering")),
    ]);
    let verdict = |events: &[Event]| judged(&founding(), at("2025-03-10 12:00"), events.to_vec()).reaction().0;
    // By Low it may still be kept: open beats undetermined until nothing that happens can settle it.
    assert_eq!(verdict(&events), Verdict::Open);
    let answered: Vec<Event> =
        events.iter().cloned().chain([event(at("2025-03-10 11:00"), "INC-1", reply())]).collect();
    assert_eq!(verdict(&input(answered)), Verdict::Undetermined);
    (events[1].seq, events[2].seq) = (Some(2), Some(1));
    assert_eq!(verdict(&events), Verdict::Missed);
    (events[1].seq, events[2].seq) = (Some(1), Some(2));
    assert_eq!(verdict(&events), Verdict::Open);
}

#[test]
fn of_several_corrections_the_last_known_wins() {
    let mut events = input([
        event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "eine Leistung ganz")),
        event(at("2025-03-10 10:00"), "INC-1", priority("Gering")),
        event(at("2025-03-10 11:00"), "INC-1", priority("Mittel")),
    ]);
    events[1].corrects = Some("e-1".into());
    events[2].corrects = Some("e-1".into());
    let due = |as_of| judged(&founding(), at(as_of), events.clone()).reaction().1.due_at;
    assert_eq!(due("2025-03-10 10:30"), Some(at("2025-03-12 12:00")));
    assert_eq!(due("2025-03-10 11:00"), Some(at("2025-03-10 12:00")));
    // The correction of a correction wins too.
    events[2].corrects = Some("e-2".into());
    let due = judged(&founding(), at("2025-03-10 11:00"), events).reaction().1.due_at;
    assert_eq!(due, Some(at("2025-03-10 12:00")));
}

#[test]
fn what_became_known_later_is_listed_and_not_used() {
    let mut events = high_case();
    events[1].known_at = Some(at("2025-03-10 15:00"));
    assert_eq!(listed(events.clone()), [UnusedReason::NotYetKnown]);
    let monitor = monitor(&founding(), events);
    let verdict = |known_as_of| {
        let instants = Instants { as_of: at("2025-03-10 12:00"), known_as_of: at(known_as_of) };
        monitor.judgements(&Subject::Case("INC-1".into()), instants)[0].verdict
    };
    assert_eq!((verdict("2025-03-10 14:59"), verdict("2025-03-10 15:00")), (Verdict::Missed, Verdict::Met));
}

#[test]
fn contradictions_are_listed_with_their_place() {
    let mut events = high_case();
    let more = [
        ("2025-03-10 07:00", message()),
        ("2025-03-10 09:00", Happening::Answered { question: None }),
        ("2025-03-10 13:00", message()),
    ];
    events.extend(more.map(|(when, says)| event(at(when), "INC-1", says)));
    events.push(event(at("2025-03-10 09:00"), "INC-2", message()));
    events.push(event(at("2025-03-10 09:00"), "INC-3", report("phone", "", "")));
    events.push(event(at("2025-03-10 09:00"), "INC-3", priority("sofort")));
    let mut correction = event(at("2025-03-10 09:10"), "INC-1", priority("Hoch"));
    correction.corrects = Some("nothing".into());
    events.push(correction);
    let expected = [
        UnusedReason::BeforeReport,
        UnusedReason::AnswerWithoutQuestion,
        UnusedReason::AfterAsOf,
        UnusedReason::NoReport,
        UnusedReason::NoPriority,
        UnusedReason::UnknownName { field: "priority".into(), value: "sofort".into() },
        UnusedReason::CorrectsNothing { id: "nothing".into() },
    ];
    let (used, more) = events.split_at(2);
    assert_eq!(listed(input(used.iter().chain(more).cloned())), expected);
}

#[test]
fn words_of_any_language_and_ids_name_the_same() {
    for word in ["High", "hoch", "HOCH", "Hoch"] {
        let mut events = high_case();
        events.insert(1, event(at("2025-03-10 08:00"), "INC-1", priority(word)));
        assert_eq!(judged(&founding(), at("2025-03-10 12:00"), input(events)).reaction().1.priority, Some(id("hoch")));
    }
}

#[test]
fn a_voice_message_counts_as_mail() {
    let events = input([event(at("2025-03-10 08:00"), "INC-1", report("voicemail", "Ausfall", "eine Leistung ganz"))]);
    assert_eq!(judged(&founding(), at("2025-03-10 09:00"), events).reaction().1.row, Some(id("gering")));
}
