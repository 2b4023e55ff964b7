//! What holds of every stream under every contract, whatever its verdicts are: neither order nor repetition nor the time of
//! asking changes them, and what is decided stays so whatever happens later.

use super::{
    agree::{self, TANGLED},
    drawn::{self, Drawn},
    facts::Horizon,
    streams::{self, CASE, SERVICE},
};
use klausel::{
    engine::{Monitor, Subject},
    event::{Event, Happening},
    time::Millis,
    verdict::{Figures, Judgement, Promise, Stage},
};
use proptest::{collection::vec, prelude::*};

/// Events of a case and of a service in one stream.
fn stream() -> impl Strategy<Value = Vec<Event>> {
    (streams::case(TANGLED), streams::service(TANGLED), any::<bool>()).prop_map(|(case, service, first)| {
        let mut all = if first { [case, service].concat() } else { [service, case].concat() };
        for (line, event) in (1..).zip(&mut all) {
            event.line.line = line;
            // The two know nothing of each other.
            event.id = event.id.take().map(|id| format!("{}:{id}", event.subject).into());
            event.corrects = event.corrects.take().map(|id| format!("{}:{id}", event.subject).into());
        }
        all
    })
}

fn judged(monitor: &Monitor, drawn: &Drawn, horizon: Horizon) -> Vec<Judgement> {
    let service = monitor.program().service(SERVICE).expect("a service");
    let mut all = monitor.judgements(&Subject::Case(CASE.into()), agree::instants(horizon));
    let subject = Subject::Service(service, drawn.period(drawn.origin));
    all.extend(monitor.judgements(&subject, agree::instants(horizon)));
    for (subject, promise) in [(Subject::Case(CASE.into()), Promise::Update), (subject, Promise::Availability)] {
        all.extend(monitor.why(&subject, promise, agree::instants(horizon)));
    }
    all
}

/// Whether two judgements are about the same promise: of updates, about the same gap.
fn same(a: &Judgement, b: &Judgement) -> bool {
    let gap = |one: &Judgement| match &one.figures {
        Figures::Deadline(figures) if one.promise == Promise::Update => figures.started_at,
        _ => None,
    };
    a.promise == b.promise && gap(a) == gap(b)
}

proptest! {
    #![proptest_config(crate::chance::cases(12))]

    #[test]
    fn neither_order_nor_repetition_changes_a_verdict_or_a_reason(
        drawn in drawn::contract(),
        events in stream(),
        again in vec(any::<prop::sample::Index>(), 0..6),
        order in vec(any::<u32>(), 40),
        asked in streams::asked(-4..160),
    ) {
        let events = streams::about(drawn.origin, events);
        let horizon = agree::horizon(&drawn, asked);
        let once = judged(&agree::monitor(&drawn, &events), &drawn, horizon);
        // An event without an id is never known to be one that was already told.
        let with_id: Vec<&Event> = events.iter().filter(|event| event.id.is_some()).collect();
        let repeated = again.iter().filter(|_| !with_id.is_empty()).map(|place| (*place.get(&with_id)).clone());
        let mut shuffled: Vec<(u32, Event)> = order.into_iter().cycle().zip(events.iter().cloned().chain(repeated)).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled: Vec<Event> = shuffled.into_iter().map(|(_, event)| event).collect();
        prop_assert_eq!(judged(&agree::monitor(&drawn, &shuffled), &drawn, horizon), once);
    }

    #[test]
    fn being_asked_between_events_changes_nothing(
        drawn in drawn::contract(),
        events in stream(),
        split in any::<prop::sample::Index>(),
        asked in streams::asked(-4..160),
        before in streams::asked(-4..160),
    ) {
        let events = streams::about(drawn.origin, events);
        let horizon = agree::horizon(&drawn, asked);
        let (first, rest) = events.split_at(split.index(events.len() + 1));
        let mut monitor = agree::monitor(&drawn, first);
        judged(&monitor, &drawn, agree::horizon(&drawn, before));
        let mut resumed = monitor.clone();
        for event in rest {
            // Listed by the monitor where the contract cannot use it.
            let _ = monitor.push(event.clone());
        }
        resumed.push_all(rest.to_vec());
        let batch = judged(&agree::monitor(&drawn, &events), &drawn, horizon);
        prop_assert_eq!(&judged(&monitor, &drawn, horizon), &batch);
        prop_assert_eq!(&judged(&resumed, &drawn, horizon), &batch);
    }

    #[test]
    fn what_is_decided_stays_so_whatever_happens_later(
        drawn in drawn::contract(),
        events in stream(),
        later in stream(),
        asked in streams::asked(-4..160),
        more in 1..300_i64,
    ) {
        let then = agree::horizon(&drawn, (asked.0, asked.0));
        let at = then.as_of + Millis::hours(more);
        let events = streams::about(drawn.origin, events);
        let known: Vec<Event> = events.into_iter().filter(|event| event.known_at() <= then.as_of).collect();
        let first = judged(&agree::monitor(&drawn, &known), &drawn, then);
        // What happens later is no correction of what was, and says nothing of the time before.
        let mut all = known;
        for mut event in streams::about(drawn.origin, later) {
            event.at = event.at.max(then.as_of + Millis(1));
            (event.known_at, event.corrects) = (None, None);
            event.id = event.id.map(|id| format!("later {id}").into());
            event.line.line += 100;
            match &mut event.says {
                Happening::State(change) => (change.previous, change.reported) = (None, None),
                Happening::Excluded(time) => time.from = None,
                _ => {}
            }
            all.push(event);
        }
        let last = judged(&agree::monitor(&drawn, &all), &drawn, Horizon { as_of: at, known_as_of: at });
        for decided in first.iter().filter(|one| one.stage == Stage::Decided) {
            let now = last.iter().find(|other| same(other, decided));
            prop_assert_eq!(now.map(|now| (now.verdict, now.stage)), Some((decided.verdict, Stage::Decided)));
        }
    }
}
