//! The monitor: what it keeps, what it answers, and what embedders rely on.

use super::fixture::*;
use klausel::{
    compile::Program,
    engine::{Instants, Monitor, Subject},
    event::State,
    time::{Interval, Millis},
    verdict::{Promise, Step, Verdict},
};

#[test]
fn a_program_is_shared_and_a_monitor_is_sent() {
    fn shared<T: Send + Sync + Clone>() {}
    fn sent<T: Send>() {}
    shared::<Program>();
    sent::<Monitor>();
}

fn stream() -> Vec<klausel::event::Event> {
    input([
        event(at("2025-03-10 08:00"), "INC-2", report("phone", "Ausfall", "eine Leistung ganz")),
        event(at("2025-03-10 08:00"), "SmaWo", state(State::Down, "Router", "x")),
        event(at("2025-03-10 08:30"), "INC-2", reply()),
        event(at("2025-03-10 09:00"), "SmaWo", state(State::Up, "", "")),
        event(at("2025-04-01 08:00"), "INC-1", report("e-mail", "Ausfall", "eine Leistung ganz")),
        event(at("2025-04-01 08:00"), "rack", state(State::Down, "", "")),
        event(at("2025-04-01 08:00"), "SmaWo", check(true)),
    ])
}

#[test]
fn everything_is_judged_services_first_then_cases_by_number() {
    let verdicts = monitor(&founding(), stream()).finish(None, None);
    assert_eq!(verdicts.as_of, at("2025-04-01 08:00"));
    let found: Vec<_> = verdicts.judgements.iter().map(|one| (&*one.subject, one.promise, one.verdict)).collect();
    let expected = [
        ("smawo", Promise::Availability, Verdict::Open),
        ("call-connect", Promise::Availability, Verdict::Open),
        ("INC-1", Promise::Reaction, Verdict::Open),
        ("INC-2", Promise::Reaction, Verdict::Met),
        ("INC-2", Promise::Update, Verdict::Missed),
    ];
    assert_eq!(found, expected);
    assert_eq!(verdicts.unused.len(), 2);
}

#[test]
fn a_case_belongs_to_the_period_in_which_its_clock_starts() {
    let march = Interval::new(at("2025-03-01 00:00"), at("2025-04-01 00:00"));
    let verdicts = monitor(&founding(), stream()).judge_period(march, None, None);
    assert_eq!(verdicts.as_of, march.until);
    let cases: Vec<_> = verdicts.judgements.iter().map(|one| &*one.subject).collect();
    assert_eq!(cases, ["smawo", "call-connect", "INC-2", "INC-2"]);
}

#[test]
fn the_next_change_is_the_first_due_instant_to_pass() {
    let as_of = at("2025-04-01 08:00");
    let monitor = monitor(&founding(), stream());
    let next = monitor.next_change_at(Instants { as_of, known_as_of: as_of });
    // Low by mail: 24 h from Tuesday 08:00.
    assert_eq!(next, Some(at("2025-04-03 12:00") + Millis(1)));
}

#[test]
fn the_next_change_of_a_running_outage_is_when_its_budget_is_gone() {
    let events = input([event(at("2025-03-10 08:00"), "SmaWo", state(State::Down, "Router", "x"))]);
    let as_of = at("2025-03-10 08:00");
    let next = monitor(&founding(), events).next_change_at(Instants { as_of, known_as_of: as_of });
    assert_eq!(next, Some(at("2025-03-13 15:21") + Millis(1)));
}

#[test]
fn why_gives_the_steps_from_the_promise_to_the_conclusion() {
    let as_of = at("2025-04-01 08:00");
    let monitor = monitor(&founding(), stream());
    let instants = Instants { as_of, known_as_of: as_of };
    let why = monitor.why(&Subject::Case("INC-1".into()), Promise::Reaction, instants);
    let steps = &why[0].reason.steps;
    assert!(matches!(steps.first(), Some(Step::Promised { .. })));
    assert!(matches!(steps.last(), Some(Step::Concluded { verdict: Verdict::Open })));
    let limit = Millis::hours(24);
    let due = |step: &&Step| matches!(step, Step::Due { limit: held, at: due, .. } if *held == limit && *due == at("2025-04-03 12:00"));
    assert_eq!(steps.iter().filter(due).count(), 1);
    assert!(steps.iter().any(|step| matches!(step, Step::OtherRow { priority, .. } if *priority == id("gering"))));
    // Reasons survive JSON, which the independent checker reads.
    let written = serde_json::to_string(&why).expect("JSON");
    let read: Vec<klausel::verdict::Judgement> = serde_json::from_str(&written).expect("judgements");
    assert_eq!(read, why);
}
