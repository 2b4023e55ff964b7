//! Random contracts with streams as logs really are: late, twice, with other content under the same id, corrected, with
//! and without a sequence. What must hold of them is left to `order`, `watch` and `state`.

use super::{
    fixture::input,
    random::{after, case_contract, case_events, service_contract, service_events},
};
use klausel::{
    event::{Event, Happening},
    model::{FactsClosed, Model, PeriodKind},
    time::Millis,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// A contract, a stream, and when it is looked at: as of, known as of.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) model: Model,
    pub(crate) events: Vec<Event>,
    pub(crate) as_of: klausel::time::Instant,
    pub(crate) known_as_of: klausel::time::Instant,
}

/// What becomes of an event on its way into the log.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Once,
    /// The same once more, later in the log.
    Twice,
    /// Other content under the same id, known so many steps later.
    Replaced(i64, i64),
    /// It corrects an earlier one about the same subject.
    Corrects(usize),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => Just(Fate::Once),
        1 => Just(Fate::Twice),
        1 => (-8..8_i64, select(vec![0, 0, 4, 200])).prop_map(|(moved, later)| Fate::Replaced(moved, later)),
        2 => (0..12_usize).prop_map(Fate::Corrects),
    ]
}

/// Events of a case and of a service as a log has them; each keeps its line, whatever the order.
pub(crate) fn stream() -> impl Strategy<Value = Vec<Event>> {
    let ways =
        vec((option::weighted(0.3, select(vec![0_i64, 4, 40, 400, 1500])), fate(), prop::bool::weighted(0.7)), 24);
    (case_events(), service_events(), ways).prop_map(|(case, service, ways)| {
        let mut all: Vec<Event> = Vec::new();
        for (event, (delay, fate, keeps_sequence)) in case.into_iter().chain(service).zip(ways) {
            let mut event = Event { id: Some(format!("m-{}", all.len()).into()), corrects: None, ..event };
            event.seq = event.seq.filter(|_| keeps_sequence);
            event.known_at = delay.map(|steps| event.at + Millis::minutes(15 * steps));
            let before: Vec<&Event> = all.iter().filter(|held| held.subject == event.subject).collect();
            if let Fate::Corrects(nth) = fate
                && let Some(target) = before.len().checked_sub(1).and_then(|last| before.get(nth.min(last)))
            {
                event.corrects.clone_from(&target.id);
            }
            let other = match fate {
                Fate::Twice => Some(event.clone()),
                Fate::Replaced(moved, later) => {
                    let known_at = Some(event.known_at() + Millis::minutes(15 * later));
                    let says = match &event.says {
                        Happening::Messaged { .. } => Happening::Reacted { automatic: false },
                        says => says.clone(),
                    };
                    Some(Event { at: event.at + Millis::minutes(15 * moved), known_at, says, ..event.clone() })
                }
                Fate::Once | Fate::Corrects(_) => None,
            };
            all.push(event);
            all.extend(other);
        }
        input(all)
    })
}

/// A contract with any of the choices of cases or of services, with and without a closing date for facts.
pub(crate) fn contract() -> impl Strategy<Value = Model> {
    let closed = option::weighted(0.3, 0..40_u32);
    (prop_oneof![case_contract(), service_contract()], closed).prop_map(|(mut model, days)| {
        let per = PeriodKind::CalendarMonth;
        model.head.facts_closed = days.map(|days| FactsClosed { per, days, late: None });
        model
    })
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let known = option::weighted(0.4, -2600..2500_i64);
    (contract(), stream(), -2600..2500_i64, known).prop_map(|(model, events, as_of, known)| World {
        model,
        events,
        as_of: after(as_of),
        known_as_of: after(known.unwrap_or(as_of)),
    })
}

/// A stream in another order, by a key for each event.
pub(crate) fn shuffled(events: &[Event], keys: &[u32]) -> Vec<Event> {
    let mut keyed: Vec<(u32, Event)> = keys.iter().copied().cycle().zip(events.iter().cloned()).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, event)| event).collect()
}
