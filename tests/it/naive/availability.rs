//! The availability of a service in a month, asked for each quarter of an hour, from the text of 2.3 and 2.4.

use super::{STEP, is_open};
use klausel::{
    Id,
    event::{Event, Happening, Maintenance, MaintenanceAct, State},
    model::{Availability, Evidence, Excluded, Model, Party, PlannedDowntime, Unexplained},
    time::{Instant, Interval, Millis},
    verdict::Verdict,
};

/// What is compared with the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) verdict: Verdict,
    pub(crate) window: Millis,
    pub(crate) planned: Millis,
    pub(crate) base: Millis,
    pub(crate) down: Millis,
    pub(crate) unknown: Millis,
}

/// What a quarter of an hour is, if nobody had planned anything in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Up,
    Down,
    Unknown,
}

/// The first service of the contract in a period, as of an instant, by its events in the order in which they are to be
/// taken.
pub(crate) fn judge(model: &Model, events: &[Event], period: Interval, as_of: Instant) -> Found {
    let service = &model.services[0].body;
    let Some(Availability::AtLeast { target, .. }) = &service.availability else { panic!("a promise") };
    let base = service.base.as_ref().expect("a base");
    let window = Some(base.window.as_str());
    let mut events: Vec<&Event> = events.iter().filter(|event| event.at <= as_of).collect();
    events.sort_by_key(|event| (event.at, event.seq));
    let intervals = agreed(model, &events);
    let lead = model.planned.iter().find_map(|clause| match &clause.body {
        PlannedDowntime::Agreed(rule) => Some(rule.lead.unwrap_or(Millis::ZERO)),
        PlannedDowntime::Standing { .. } => None,
    });

    let (mut in_window, mut in_base, mut planned, mut down, mut unknown) = (0, 0, 0, 0, 0);
    let (mut greatest, mut least, mut most_down) = (0, 0, 0);
    let mut at = period.from;
    while at < period.until {
        if is_open(model, window, at) {
            in_window += 1;
            let stands = model.planned.iter().any(|clause| match &clause.body {
                PlannedDowntime::Standing { outside } => !is_open(model, Some(outside.as_str()), at),
                PlannedDowntime::Agreed(_) => false,
            });
            let is_agreed = intervals.iter().any(|interval| interval.contains(at));
            let is_owed = !stands && !is_agreed;
            let is_past = at < as_of;
            if stands || is_agreed {
                planned += 1;
            }
            if is_owed || !base.less_planned {
                in_base += 1;
            }
            if (!stands && (!is_agreed || !is_past)) || !base.less_planned {
                greatest += 1;
            }
            if (is_owed && lead.is_none_or(|lead| at < as_of + lead)) || !base.less_planned {
                least += 1;
            }
            if is_past {
                let (is, is_running) = state(model, &events, at, as_of);
                if is_owed && is == Is::Down {
                    down += 1;
                }
                if is_owed && is == Is::Unknown {
                    unknown += 1;
                }
                if is_owed && (is != Is::Up || is_running) {
                    most_down += 1;
                }
            } else if !stands {
                most_down += 1;
            }
        }
        at = at + STEP;
    }
    if !base.less_planned {
        planned = 0;
    }
    // (base − down) / base ≥ digits / scale
    let (digits, scale) = target.as_fraction();
    let holds =
        |base: i64, down: i64| i128::from(base - down) * i128::from(scale) >= i128::from(base) * i128::from(digits);
    let verdict = if as_of >= period.until {
        match (in_base, holds(in_base, down), holds(in_base, down + unknown)) {
            (0, _, _) => Verdict::NotOwed,
            (_, true, true) => Verdict::Met,
            (_, false, _) => Verdict::Missed,
            (_, true, false) => Verdict::Undetermined,
        }
    } else if greatest == 0 {
        Verdict::NotOwed
    } else if !holds(greatest, down) {
        Verdict::Missed
    } else if least > 0 && holds(least, most_down) {
        Verdict::Met
    } else {
        Verdict::Open
    };
    let length = |steps: i64| Millis(steps * STEP.0);
    Found {
        verdict,
        window: length(in_window),
        planned: length(planned),
        base: length(in_base),
        down: length(down),
        unknown: length(unknown),
    }
}

/// The state in the quarter of an hour that begins then, and whether it belongs to an outage that runs as of.
fn state(model: &Model, events: &[&Event], at: Instant, as_of: Instant) -> (Is, bool) {
    // (state, place, cause), and the same for the outage that has run since.
    let mut now: (State, Option<Id>, Option<Id>) = (State::Up, None, None);
    let mut is_running = false;
    let mut is_first = true;
    let mut held = now.clone();
    let said = |word: &Option<std::sync::Arc<str>>| word.as_deref().map(Id::of);
    for event in events.iter().filter(|event| event.at <= as_of) {
        let Happening::State(change) = &event.says else { continue };
        if is_first {
            is_first = false;
            if let Some(previous) = change.previous {
                now = (previous, None, None);
            }
            if event.at > at {
                held = now.clone();
                is_running = true;
            }
        }
        let before = now.clone();
        now = match change.state {
            State::Up => (State::Up, None, None),
            state if before.0 == State::Up => (state, said(&change.place), said(&change.cause)),
            state => (state, said(&change.place).or(before.1.clone()), said(&change.cause).or(before.2.clone())),
        };
        if event.at <= at {
            held = now.clone();
            is_running = true;
        } else if now != held {
            // The outage of that time is over.
            is_running = false;
        }
    }
    (counts(model, &held), is_running && held.0 != State::Up)
}

fn counts(model: &Model, (state, place, cause): &(State, Option<Id>, Option<Id>)) -> Is {
    let service = &model.services[0].body;
    let rule = model.outage.as_ref().map(|clause| &clause.body);
    let impairment_counts = rule.and_then(|rule| rule.impairment_counts).unwrap_or(false);
    let excluded = match &service.excluded {
        Some(Excluded::CausedBy(causes)) => Some(causes),
        _ => None,
    };
    if *state == State::Up || (*state == State::Degraded && !impairment_counts) {
        return Is::Up;
    }
    if excluded.zip(cause.as_ref()).is_some_and(|(causes, cause)| causes.contains(cause)) {
        return Is::Up;
    }
    let point = service
        .handed_over_at
        .as_ref()
        .map(|name| &model.handover_points.iter().find(|clause| clause.name == *name).expect("a handover point").body);
    let on = |side: &Vec<Id>| place.as_ref().is_some_and(|place| side.contains(place));
    if point.is_some_and(|point| on(&point.customer_side)) {
        return Is::Up;
    }
    let no_place = point.is_some_and(|point| !on(&point.provider_side));
    let no_cause = excluded.is_some() && cause.is_none();
    let unknown = rule.and_then(|rule| rule.unexplained) == Some(Unexplained::Unknown);
    if unknown && (no_place || no_cause) { Is::Unknown } else { Is::Down }
}

/// Agreed intervals that count, cut where they were withdrawn or finished.
fn agreed(model: &Model, events: &[&Event]) -> Vec<Interval> {
    struct Agreement {
        name: String,
        interval: Interval,
        counts: bool,
    }
    let rule = model.planned.iter().find_map(|clause| match &clause.body {
        PlannedDowntime::Agreed(rule) => Some(rule),
        PlannedDowntime::Standing { .. } => None,
    });
    let Some(rule) = rule else { return Vec::new() };
    let counts = |event: &Event, act: &Maintenance, from: Instant| {
        let by = rule.agreed_by.is_none_or(|(party, form)| {
            let party = match party {
                Party::Customer => "customer",
                Party::Provider => "provider",
            };
            let forms: &[&str] = match form {
                Evidence::TextForm => &["text_form", "writing"],
                Evidence::Writing => &["writing"],
                Evidence::AnyForm => &["text_form", "writing", "any_form"],
            };
            act.by.as_deref() == Some(party) && act.form.as_deref().is_some_and(|form| forms.contains(&form))
        });
        by && event.at < from && event.at + rule.lead.unwrap_or(Millis::ZERO) <= from
    };
    let mut all: Vec<Agreement> = Vec::new();
    for event in events {
        let Happening::Maintenance(act) = &event.says else { continue };
        let name = act.agreement.as_deref().or(event.id.as_deref()).expect("a name").to_owned();
        // What is about no interval that was ever agreed has no effect.
        let end_of_last = all.iter().rev().find(|one| one.name == name).map(|one| one.interval.until);
        let cut = |all: &mut Vec<Agreement>| {
            for one in all.iter_mut().filter(|one| one.name == name && one.interval.until > event.at) {
                one.interval.until = event.at.max(one.interval.from);
            }
        };
        match act.act {
            MaintenanceAct::Agreed => {
                let interval = Interval::new(act.from.expect("a begin"), act.until.expect("an end"));
                all.push(Agreement { name, interval, counts: counts(event, act, interval.from) });
            }
            MaintenanceAct::Moved if end_of_last.is_some() => {
                cut(&mut all);
                let interval = Interval::new(act.from.expect("a begin"), act.until.expect("an end"));
                all.push(Agreement { name, interval, counts: counts(event, act, interval.from) });
            }
            MaintenanceAct::Extended => {
                if let Some(from) = end_of_last {
                    let interval = Interval::new(from, act.until.expect("an end"));
                    if interval.from < interval.until {
                        all.push(Agreement { name, interval, counts: counts(event, act, from) });
                    }
                }
            }
            MaintenanceAct::Withdrawn | MaintenanceAct::Finished => cut(&mut all),
            _ => {}
        }
    }
    all.into_iter().filter(|one| one.counts).map(|one| one.interval).collect()
}
