//! What the checks of monitoring say of a service, from the text of 2.3: a probe series is unknown from one missed probe's
//! due time to the next probe. What records say is left to `states`.

use super::{
    facts::Fact,
    states::{History, Outage, Part, Span, Track, Unclear, rule},
    words,
};
use klausel::{
    event::{Happening, Probe, State},
    model::{BeforeFirst, FailedChecks, Model},
    time::{Instant, Interval, Intervals, Millis},
};
use std::collections::BTreeSet;

/// A track for the service and each part that checks are about; none where the contract knows no checks.
pub(super) fn tracks(model: &Model, facts: &[Fact], span: Span) -> Vec<Track> {
    let Some(every) = rule(model).and_then(|rule| rule.check_every) else { return Vec::new() };
    let checks: Vec<(Instant, &Probe)> = facts.iter().filter_map(|fact| Some((fact.at, probe(fact)?))).collect();
    let named = |probe: &Probe| probe.part.as_deref().map(|word| words::name(model, word));
    let parts: BTreeSet<Part> = checks.iter().map(|(_, probe)| named(probe)).collect();
    let of = |part: Part| {
        let its: Vec<_> = checks.iter().copied().filter(|(_, probe)| named(probe) == part).collect();
        track(model, part, &its, every, span)
    };
    parts.into_iter().map(of).collect()
}

fn probe(fact: &Fact) -> Option<&Probe> {
    match &fact.event.says {
        Happening::Probe(probe) => Some(probe),
        _ => None,
    }
}

fn track(model: &Model, part: Part, told: &[(Instant, &Probe)], every: Millis, span: Span) -> Track {
    // "Checks of one instant that contradict each other show nothing."
    let agrees = |same: &&[(Instant, &Probe)]| same.iter().all(|(_, probe)| probe.ok == same[0].1.ok);
    let checks: Vec<(Instant, &Probe)> = told.chunk_by(|a, b| a.0 == b.0).filter(agrees).map(|same| same[0]).collect();
    let before_first = rule(model).and_then(|rule| rule.before_first);
    let failed = rule(model).and_then(|rule| rule.failed_checks);
    let FailedChecks { count, from_first } = failed.unwrap_or(FailedChecks { count: 1, from_first: true });

    let first = checks.first().map_or(span.as_of, |(at, _)| *at);
    let before = Interval::new(span.ever, first);
    let mut missed = Vec::new();
    let mut unclear = Vec::new();
    match before_first {
        None => missed.push(before),
        Some(BeforeFirst::Unknown) => unclear.push((before, Unclear::DownOrUp)),
        Some(BeforeFirst::Up | BeforeFirst::Earliest) => {}
    }
    for (place, (at, _)) in checks.iter().enumerate() {
        let next = checks.get(place + 1).map_or(span.as_of, |(at, _)| *at);
        missed.push(Interval::new(*at + every, next));
    }
    missed.retain(|piece| !piece.is_empty());

    let mut history = History::default();
    for row in checks.chunk_by(|a, b| a.1.ok == b.1.ok) {
        if row[0].1.ok {
            history.end(row[0].0);
            continue;
        }
        let is_projected = before_first == Some(BeforeFirst::Earliest) && row[0].0 == first;
        let is_last = row.last().map(|last| last.0) == checks.last().map(|last| last.0);
        if row.len() >= count as usize {
            // "Down from the first of them (choice: the n-th)."
            let down_from = if from_first { 0 } else { count as usize - 1 };
            for (place, (at, probe)) in row.iter().enumerate().skip(down_from) {
                let since = if is_projected && place == 0 { span.ever } else { *at };
                history.turn(out(model, probe, since), None);
            }
        } else if is_last && from_first {
            // Whether the row will be long enough is still to be seen.
            let since = if is_projected { span.ever } else { row[0].0 };
            let pending = Intervals::from([Interval::new(since, span.as_of)]);
            let seen = pending.minus(&Intervals::from_unsorted(missed.iter().copied()));
            unclear.extend(seen.iter().map(|piece| (piece, Unclear::DownOrUp)));
        }
    }
    unclear.extend(missed.into_iter().map(|piece| (piece, Unclear::Unobserved)));
    Track { part, outages: history.finish(span.as_of), unclear }
}

fn out(model: &Model, probe: &Probe, since: Instant) -> Outage {
    Outage {
        interval: Interval::new(since, since),
        state: State::Down,
        degree: None,
        place: probe.place.as_deref().map(|word| words::name(model, word)),
        cause: probe.cause.as_deref().map(|word| words::name(model, word)),
        reported: None,
        up_since: None,
        has_ended: false,
    }
}
