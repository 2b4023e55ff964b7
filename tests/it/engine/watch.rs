//! The watch: what each event and the passing of time change, when it changes next, and that a break changes nothing.

use super::{
    fixture::*,
    messy::{contract, stream},
    random::after,
};
use klausel::{
    engine::{Change, Held, Instants, Monitor, Verdicts, Watch},
    event::{Event, State},
    model::Model,
    time::{Instant, Interval, Millis},
    verdict::{Figures, Promise, Stage, Verdict},
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

type Place = (Arc<str>, Promise, Option<Instant>, Option<Interval>);

fn watch(model: &Model, from: Instant) -> Watch {
    Watch::new(Monitor::new(program(model)), from)
}

/// Verdict and stage of everything.
fn held(verdicts: &Verdicts) -> BTreeMap<Place, Held> {
    let mut held = BTreeMap::new();
    for one in &verdicts.judgements {
        let (gap, period) = match &one.figures {
            Figures::Deadline(deadline) => (deadline.started_at.filter(|_| one.promise == Promise::Update), None),
            Figures::Availability(figures) => (None, Some(figures.period)),
            other => panic!("{other:?}"),
        };
        let now = Held { verdict: one.verdict, stage: one.stage };
        held.insert((one.subject.clone(), one.promise, gap, period), now);
    }
    held
}

/// Follows changes: each must begin at what was held.
fn follow(held: &mut BTreeMap<Place, Held>, changes: &[Change]) {
    for change in changes {
        let place = (change.subject.clone(), change.promise, change.gap_from, change.period);
        let before = match change.to {
            Some(to) => held.insert(place, to),
            None => held.remove(&place),
        };
        assert_eq!(before, change.from, "{change:?}");
        assert_ne!(change.from, change.to, "{change:?}");
    }
}

/// Pushes a stream in the order in which it stands, with time that passes between.
fn replay(watch: &mut Watch, events: &[Event], hours: &[i64]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (event, hour) in events.iter().zip(hours.iter().cycle()) {
        let to = watch.as_of() + Millis::hours(*hour);
        changes.extend(watch.advance(to));
        changes.extend(watch.push(event.clone()).unwrap_or_default());
    }
    changes
}

#[test]
fn an_event_changes_what_it_concerns_and_says_what_is_left() {
    let mut watch = watch(&founding(), at("2025-03-10 08:00"));
    let events = input([
        event(at("2025-03-10 08:00"), "SmaWo", state(State::Down, "Router", "power")),
        event(at("2025-03-10 09:00"), "SmaWo", state(State::Up, "", "")),
    ]);
    assert!(watch.push_all(events).is_empty(), "the year was open and stays so");
    let long = input([event(at("2025-03-11 08:00"), "SmaWo", state(State::Down, "Router", "power"))]);
    watch.push_all(long);
    let next = watch.next_change_at();
    let changes = watch.advance(at("2025-03-20 00:00"));
    assert_eq!(changes.len(), 1);
    assert_eq!((Some(changes[0].at), changes[0].because.as_slice()), (next, [].as_slice()));
    let missed = Held { verdict: Verdict::Missed, stage: Stage::Decided };
    let open = Held { verdict: Verdict::Open, stage: Stage::Revisable };
    assert_eq!((changes[0].from, changes[0].to, changes[0].left), (Some(open), Some(missed), Some(Millis(-1))));
}

#[test]
fn a_late_fact_names_itself_and_what_it_turned() {
    let mut watch = watch(&founding(), at("2025-03-10 08:00"));
    let report = event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "eine Leistung ganz"));
    watch.push(report).expect("a report");
    let missed = watch.advance(at("2025-03-12 08:00"));
    assert_eq!(missed[0].to.map(|held| held.verdict), Some(Verdict::Missed));
    let mut late = event(at("2025-03-10 08:30"), "INC-1", reply());
    (late.id, late.known_at) = (Some("late".into()), Some(at("2025-03-12 08:00")));
    let changes = watch.push(late).expect("a reply");
    assert!(changes[0].is_revision());
    assert_eq!(changes[0].because[0].id.as_ref(), "late");
    assert_eq!(changes[0].to, Some(Held { verdict: Verdict::Met, stage: Stage::Decided }));
    // The gap that the reaction opens was missed meanwhile; it comes up as such.
    assert_eq!(changes[1].promise, Promise::Update);
    assert_eq!((changes[1].from, changes[1].to.map(|held| held.verdict)), (None, Some(Verdict::Missed)));
}

#[test]
fn what_is_to_be_known_takes_effect_when_time_reaches_it() {
    let mut watch = watch(&founding(), at("2025-03-10 08:00"));
    let mut report = event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "eine Leistung ganz"));
    (report.id, report.known_at) = (Some("r".into()), Some(at("2025-03-10 08:20")));
    assert!(watch.push(report).expect("a report").is_empty());
    assert_eq!(watch.next_change_at(), Some(at("2025-03-10 08:20")));
    let changes = watch.advance(at("2025-03-10 08:20"));
    assert_eq!((changes[0].at, changes[0].because[0].id.as_ref()), (at("2025-03-10 08:20"), "r"));
}

#[test]
fn a_batch_may_say_when_it_became_known() {
    let mut watch = watch(&founding(), at("2025-03-12 08:00"));
    let batch = input([
        event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "eine Leistung ganz")),
        event(at("2025-03-10 08:30"), "INC-1", reply()),
    ]);
    let changes = watch.push_known_at(at("2025-03-12 07:00"), batch);
    assert_eq!(changes[0].because.len(), 2);
    let then = Instants { as_of: at("2025-03-12 06:00"), known_as_of: at("2025-03-12 06:00") };
    let case = klausel::engine::Subject::Case("INC-1".into());
    assert!(watch.monitor().judgements(&case, then).is_empty());
    assert_eq!(watch.judgements(&case)[0].verdict, Verdict::Met);
}

proptest! {
    #![proptest_config(crate::chance::cases(12))]

    #[test]
    fn the_changes_lead_to_what_all_events_at_once_come_to(
        model in contract(),
        events in stream(),
        hours in prop::collection::vec(0..60_i64, 8),
        more in 0..3000_i64,
    ) {
        let mut watch = watch(&model, after(-2100));
        let mut now = held(&watch.finish());
        now.extend(watch_services(&watch));
        let mut changes = replay(&mut watch, &events, &hours);
        changes.extend(watch.advance(watch.as_of() + Millis::hours(more)));
        follow(&mut now, &changes);
        let all = monitor(&model, events).finish(Some(watch.as_of()), Some(watch.as_of()));
        prop_assert_eq!(&watch.finish(), &all);
        for (place, held) in held(&all) {
            prop_assert_eq!(now.get(&place), Some(&held), "{:?}", place);
        }
    }

    #[test]
    fn nothing_changes_before_the_next_change_and_something_does_then(
        model in contract(),
        events in stream(),
        began in -2100..600_i64,
        between in prop::collection::vec(0..1000_i64, 6),
    ) {
        let mut watch = watch(&model, after(began));
        watch.push_all(events.clone());
        let now = held(&watch.finish());
        let at = |as_of| held(&watch.monitor().finish(Some(as_of), Some(as_of)));
        match watch.next_change_at() {
            Some(next) => {
                let length = next.since(watch.as_of()).0;
                let inner = between.iter().map(|part| watch.as_of() + Millis(length * part / 1000));
                for quiet in inner.chain([Instant::from_millis(next.as_millis() - 1)]).filter(|at| *at < next) {
                    prop_assert_eq!(&at(quiet), &now, "at {}, before {}", quiet, next);
                }
                prop_assert!(!watch.advance(next).is_empty());
            }
            None => {
                for far in between {
                    let far = watch.as_of() + Millis::hours(far * 24);
                    prop_assert_eq!(&at(far), &now);
                }
            }
        }
    }

    #[test]
    fn written_and_read_anywhere_it_says_what_it_would_have_said(
        model in contract(),
        events in stream(),
        hours in prop::collection::vec(0..60_i64, 8),
        split in 0..60_usize,
    ) {
        let (first, rest) = events.split_at(split.min(events.len()));
        let (mut whole, mut broken) = (watch(&model, after(-2100)), watch(&model, after(-2100)));
        prop_assert_eq!(replay(&mut broken, first, &hours), replay(&mut whole, first, &hours));
        let mut state = Vec::new();
        broken.write(&mut state).expect("a state");
        let mut broken = Watch::read(program(&model), state.as_slice()).expect("a monitor");
        let mut again = Vec::new();
        broken.write(&mut again).expect("a state");
        prop_assert_eq!(again, state);
        prop_assert_eq!(broken.next_change_at(), whole.next_change_at());
        prop_assert_eq!(replay(&mut broken, rest, &hours), replay(&mut whole, rest, &hours));
        prop_assert_eq!(broken.finish(), whole.finish());
    }
}

/// What a watch of no events holds: each service in the measuring period that runs.
fn watch_services(watch: &Watch) -> BTreeMap<Place, Held> {
    let at = Interval::new(watch.as_of(), watch.as_of() + Millis(1));
    let services = watch.monitor().program().promised_services();
    let subjects = services.map(|(service, ..)| klausel::engine::Subject::Service(service, at));
    let judgements = subjects.flat_map(|subject| watch.judgements(&subject)).collect();
    held(&Verdicts {
        as_of: watch.as_of(),
        known_as_of: watch.as_of(),
        judgements,
        unused: Vec::new(),
        beyond: Vec::new(),
    })
}
