//! Streams of events made to hurt, over the founding contract.

use crate::{
    chance,
    engine::fixture::{
        at, called, event, founding, input, maintenance, message, monitor, priority, question, report, state,
    },
};
use klausel::{
    engine::{Instants, Subject},
    event::{Event, Happening, Maintenance, MaintenanceAct, State, StateChange, UnusedReason, read_ndjson},
    time::{Instant, Interval, Millis},
    verdict::{Promise, Verdict},
};
use proptest::prelude::*;

/// So many events of one case or one service.
const MANY: usize = 20_000;

/// The judgements on the one case of a stream, asked for quickly and with their reasons, and why events were not used.
fn judged(events: Vec<Event>) -> (Vec<Verdict>, Vec<UnusedReason>) {
    let monitor = monitor(&founding(), events);
    let verdicts = monitor.finish(None, None);
    let instants = Instants { as_of: verdicts.as_of, known_as_of: verdicts.known_as_of };
    let why = monitor.why(&Subject::Case("INC-1".into()), Promise::Reaction, instants);
    let quick: Vec<Verdict> =
        verdicts.judgements.iter().filter(|one| &*one.subject == "INC-1").map(|one| one.verdict).collect();
    assert!(why.iter().zip(&quick).all(|(why, quick)| why.verdict == *quick));
    (quick, verdicts.unused.into_iter().map(|unused| unused.reason).collect())
}

fn minute(n: usize) -> Instant {
    at("2025-03-03 09:00") + Millis::minutes(i64::try_from(n).unwrap())
}

/// A report, then what happens in the minutes after it.
fn of_case(says: impl Fn(usize) -> Happening) -> Vec<Event> {
    let reported = event(minute(0), "INC-1", report("phone", "Ausfall", "Teil einer Leistung"));
    input(std::iter::once(reported).chain((1..MANY).map(|n| event(minute(n), "INC-1", says(n)))))
}

fn of_service(says: impl Fn(usize) -> Happening) -> Vec<Event> {
    input((1..MANY).map(|n| event(minute(n), "SmaWo", says(n))))
}

#[test]
fn a_case_that_never_rests_is_judged() {
    let (verdicts, _) = judged(of_case(|n| match n % 5 {
        0 => question(),
        1 => Happening::Answered,
        2 => priority("Hoch"),
        3 => priority("Mittel"),
        _ => called(),
    }));
    assert_eq!(verdicts[0], Verdict::Open);
    let (verdicts, _) = judged(of_case(|n| match n % 4 {
        0 => Happening::Closed,
        1 => Happening::Reopened,
        2 => Happening::Reacted { automatic: false },
        _ => message(),
    }));
    assert!(verdicts.len() > 5_000, "{}", verdicts.len());
}

#[test]
fn a_correction_of_a_correction_of_a_correction_comes_to_the_last() {
    let mut events = of_case(|_| priority("Hoch"));
    for (n, event) in events.iter_mut().enumerate().skip(2) {
        event.corrects = Some(format!("e-{n}").into());
    }
    let (verdicts, unused) = judged(events.clone());
    assert_eq!(verdicts, [Verdict::Missed]);
    assert_eq!(unused.len(), MANY - 2);
    // All of them at one instant, and at last in a circle.
    events.iter_mut().for_each(|event| event.at = minute(0));
    assert_eq!(judged(events.clone()).1.len(), MANY - 2);
    events[1].corrects = Some(format!("e-{MANY}").into());
    let (_, unused) = judged(events);
    let of_nothing = unused.iter().filter(|reason| matches!(reason, UnusedReason::CorrectsNothing { .. }));
    assert_eq!(of_nothing.count(), MANY - 1);
}

#[test]
fn a_correction_in_a_circle_corrects_nothing_and_one_that_leads_into_it_neither() {
    let mut events = of_case(|_| priority("Hoch"));
    events.truncate(5);
    for (n, target) in [(1, "e-3"), (2, "e-2"), (3, "e-3"), (4, "e-1")] {
        events[n].corrects = Some(target.into());
    }
    let of_nothing = |reason: &UnusedReason| match reason {
        UnusedReason::CorrectsNothing { id } => Some(id.clone()),
        _ => None,
    };
    let found: Vec<String> = judged(events).1.iter().filter_map(of_nothing).collect();
    assert_eq!(found, ["e-3", "e-2", "e-3"]);
}

#[test]
fn a_day_of_one_instant_has_an_order() {
    let mut events = of_case(|n| if n % 2 == 0 { message() } else { priority("Hoch") });
    for (n, event) in events.iter_mut().enumerate() {
        event.at = minute(0);
        event.source = if n % 2 == 0 { "a" } else { "b" }.into();
        event.seq = Some(n as u64);
    }
    assert_eq!(judged(events.clone()).0, [Verdict::Open]);
    events.iter_mut().for_each(|event| event.id = Some("e-1".into()));
    assert!(judged(events).1.contains(&UnusedReason::Disputed));
}

#[test]
fn where_everything_is_disputed_nothing_is_determined() {
    let mut events = of_case(|n| if n % 2 == 0 { priority("Mittel") } else { priority("Hoch") });
    for (n, event) in events.iter_mut().enumerate() {
        event.at = minute(n / 2);
    }
    let (verdicts, _) = judged(events);
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Undetermined), "{verdicts:?}");
}

#[test]
fn a_service_of_so_many_parts_or_incidents_that_never_rest_is_judged() {
    let down = |part, incident| {
        let (previous, place, cause, degree) = (None, None, None, None);
        Happening::State(StateChange { state: State::Down, previous, place, cause, part, degree, incident })
    };
    let name = |n: usize| Some(format!("p{n}").into());
    for so_many in [|part| (part, None), |incident| (None, incident)] {
        let says = |n| {
            let (part, incident) = so_many(name(n));
            down(part, incident)
        };
        assert!(judged(of_service(says)).1.is_empty());
        let mut at_once = of_service(says);
        at_once.iter_mut().for_each(|event| event.at = minute(0));
        assert!(judged(at_once).1.is_empty());
    }
    judged(of_service(|n| state(if n % 2 == 0 { State::Up } else { State::Down }, "Router", "")));
}

#[test]
fn maintenance_that_is_extended_a_hundred_times_is_no_longer_planned() {
    let extended = |n: usize| {
        let (from, until) = (minute(100_000_000), minute(100_000_000 + n));
        let agreed = maintenance(MaintenanceAct::Agreed, "", "");
        let Happening::Maintenance(agreed) = agreed else { unreachable!() };
        let act = if n == 1 { MaintenanceAct::Agreed } else { MaintenanceAct::Extended };
        Happening::Maintenance(Maintenance {
            act,
            agreement: Some("a".into()),
            from: Some(from),
            until: Some(until),
            ..agreed
        })
    };
    let (_, unused) = judged(of_service(extended));
    assert_eq!(unused.len(), MANY - 1 - 100, "{:?}", unused.first());
    assert!(unused.iter().all(|reason| *reason == UnusedReason::AgreementDoesNotCount));
}

#[test]
fn the_ends_of_time_are_answered() {
    let ends = [
        Instant::from_millis(i64::MIN),
        at("1900-01-01 00:00"),
        at("2099-12-31 23:59"),
        Instant::from_millis(i64::MAX),
    ];
    for one in ends {
        for other in ends {
            let mut agreed = maintenance(MaintenanceAct::Agreed, "", "");
            if let Happening::Maintenance(agreed) = &mut agreed {
                (agreed.from, agreed.until) = (Some(one), Some(other));
            }
            let mut events = input([
                event(one, "INC-1", report("phone", "Ausfall", "Teil einer Leistung")),
                event(other, "INC-1", question()),
                event(one, "SmaWo", state(State::Down, "", "")),
                event(other, "SmaWo", state(State::Up, "", "")),
                event(one, "SmaWo", agreed),
            ]);
            events[1].known_at = Some(one);
            let monitor = monitor(&founding(), events);
            let instants = Instants { as_of: other, known_as_of: one };
            let whole = monitor.finish(Some(other), Some(one));
            let period = monitor.judge_period(Interval::new(one, other), Some(one), Some(other));
            let next = monitor.next_change_at(instants);
            let answered = whole
                .judgements
                .iter()
                .chain(&period.judgements)
                .all(|one| one.as_of <= Instant::from_millis(i64::MAX));
            assert!(answered && next.is_none_or(|next| next > instants.as_of), "{next:?} after {instants:?}");
        }
    }
}

fn line(fields: &str) -> Vec<u8> {
    let event = r#"{"at":"2025-03-07T17:30:00+01:00","source":"desk","type":"case.closed","subject":"INC-81""#;
    format!("{event},{fields}}}").into_bytes()
}

proptest! {
    #![proptest_config(chance::cases(256))]

    #[test]
    fn any_bytes_are_read_without_panic_and_each_line_that_is_not_blank_is_answered_once(
        lines in proptest::collection::vec(proptest::collection::vec(0_u8..=255, 0..40), 0..20),
        cut in 0_usize..120,
    ) {
        let half = line(r#""seq":3,"data":{"channel":"phone"}"#);
        let mut lines: Vec<Vec<u8>> =
            lines.into_iter().map(|line| line.into_iter().filter(|byte| *byte != b'\n').collect()).collect();
        lines.push(half[..cut.min(half.len())].to_vec());
        let answers = lines.iter().filter(|line| !line.trim_ascii().is_empty()).count();
        let text = lines.join(&b'\n');
        prop_assert_eq!(read_ndjson(&*text, 0).count(), answers);
    }
}
