//! The contract's closing date for facts, from the text of 2.4: what is known after it changes nothing, and what was
//! decided by then is final. What facts come to is left to the files beside this one.

use super::{availability, case, periods, window::Windows, words};
use klausel::{
    event::Event,
    model::{FactsClosed, Model},
    time::{Instant, Interval, Millis},
    verdict::{Stage, Verdict},
};

/// The last instant at which what happened in a period may become known: the end of the n-th day after its last.
fn closes_at(model: &Model, closed: FactsClosed, period: Interval) -> Instant {
    let zone = model.head.zone;
    let last = zone.local(period.until - Millis(1)).0;
    let day = last.plus_days(i64::from(closed.days)).expect("a date");
    // "Where working days are defined, a limit in days that ends on another day moves to the next working day."
    let moved = model.head.working_days.as_ref().and_then(|_| {
        let windows = Windows::of(model);
        periods::working_day_from(model, &windows, day)
    });
    periods::end_of(zone, moved.unwrap_or(day))
}

/// The end of the last period whose facts are closed at an instant, and since when they are.
pub(super) fn closed_until(model: &Model, at: Instant) -> Option<(Instant, Instant)> {
    let closed = model.head.facts_closed?;
    let mut period = periods::of(model.head.zone, closed.per, at);
    loop {
        let closes = closes_at(model, closed, period);
        if closes <= at {
            return Some((period.until, closes));
        }
        period = periods::of(model.head.zone, closed.per, period.from - Millis(1));
    }
}

/// The events that became known in time.
///
/// "A fact known after that date is listed, and changes nothing." A fact belongs to the period in which it happened; what
/// corrects another, or says other of it under its identity, to the earlier of both.
pub(super) fn in_time(model: &Model, events: &[Event], known_as_of: Instant) -> Vec<Event> {
    let Some(closed) = model.head.facts_closed else { return events.to_vec() };
    let cut = |at| words::cut(model, at);
    let mut left: Vec<&Event> = events.iter().filter(|event| cut(event.known_at()) <= known_as_of).collect();
    left.sort_by_key(|event| (cut(event.known_at()), cut(event.at), event.line));
    // What is in time, each with the beginning of what it is about.
    let mut taken: Vec<(Event, Instant)> = Vec::new();
    while !left.is_empty() {
        // Of what became known at once, what is corrected comes before what corrects it.
        let at_once: Vec<usize> =
            (0..left.len()).filter(|place| cut(left[*place].known_at()) == cut(left[0].known_at())).collect();
        let waits = |place: &usize| {
            let corrects = left[*place].corrects.as_ref();
            let is_target = |other: &usize| {
                other != place && left[*other].source == left[*place].source && left[*other].id.as_ref() == corrects
            };
            corrects.is_some() && at_once.iter().any(is_target)
        };
        let next = at_once.iter().copied().find(|place| !waits(place)).unwrap_or(0);
        let event = left.remove(next);
        let is_about = |held: &&(Event, Instant)| {
            let (held, _) = held;
            let same = event.id.is_some() && held.id == event.id;
            held.source == event.source && (same || (event.corrects.is_some() && held.id == event.corrects))
        };
        let begins = taken.iter().filter(is_about).map(|(_, begin)| *begin).min();
        let begin = begins.map_or(cut(event.at), |begin| begin.min(cut(event.at)));
        let period = periods::of(model.head.zone, closed.per, begin);
        if cut(event.known_at()) <= closes_at(model, closed, period) {
            taken.push((event.clone(), begin));
        }
    }
    let mut in_time: Vec<Event> = taken.into_iter().map(|(event, _)| event).collect();
    in_time.extend(events.iter().filter(|event| cut(event.known_at()) > known_as_of).cloned());
    in_time.sort_by_key(|event| event.line);
    in_time
}

/// "*Final*: decided, and the contract's closing date for facts has passed." Whether a verdict on a service as of the end
/// of what is closed stands: an outage that nobody explained in time counts as it stands, and time that nobody explained
/// stays unknown, while a later check may still say since when earlier ones failed.
pub(super) fn is_final(found: &availability::Found, ends: Instant, closed_until: Instant, is_checked: bool) -> bool {
    match found.verdict {
        Verdict::Open => false,
        Verdict::Met | Verdict::Undetermined if is_checked => false,
        Verdict::Missed => true,
        Verdict::Undetermined => ends <= closed_until,
        _ => found.stage != Stage::Revisable,
    }
}

/// The same of a deadline.
pub(super) fn is_final_deadline(found: &case::Found) -> bool {
    found.verdict != Verdict::Open && found.stage != Stage::Revisable
}
