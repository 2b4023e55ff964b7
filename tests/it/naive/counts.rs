//! Whether an outage counts, and what the time of a service may be, from the text of 2.3: "each instant has a set of
//! possible classes: *down*, *out* (not agreed, or excluded from the base), *up*".

use super::states::{self, Outage, Part, Track, Unclear, rule};
use klausel::{
    Id,
    event::State,
    model::{Coinciding, Excluded, ExcusedTime, Impairments, Model, Service, Unexplained, Unobserved},
    time::{Instant, Interval},
};
use std::collections::BTreeSet;

/// "The order down < out < up never lowers the ratio, so the best case takes the greatest, the worst the least."
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Down,
    Out,
    Up,
}

/// What an outage may turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    Yes,
    /// "An established outage counts while its cause or place is unexplained, revisable."
    Unexplained,
    /// "Choice: unknown until stated."
    Unknown,
    /// "Exclusion by cause or party."
    Excused,
    /// It is none.
    NoOutage,
}

/// What one thing that is said makes of the service or of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    Up,
    Down,
    Excused,
    /// Not observed, and to leave the base for that.
    Unseen,
}

/// From when an outage counts: "an outage counts from its report" by choice; by another from its record or its report,
/// whichever is earlier, though not before it was last recorded as up.
pub(super) fn interval(model: &Model, outage: &Outage) -> Interval {
    let Interval { from, until } = outage.interval;
    let Some(rule) = rule(model) else { return outage.interval };
    let from = match (outage.reported, outage.up_since) {
        (Some(reported), Some(up_since)) if rule.starts_when_detected => from.min(reported.max(up_since)),
        (Some(reported), _) if rule.starts_at_report && !rule.starts_when_detected => from.max(reported),
        _ => from,
    };
    Interval::new(from, until)
}

/// "Each outage counts or not, by place, cause and its own conditions."
fn counts(model: &Model, service: &Service, outage: &Outage) -> Counts {
    let rule = rule(model);
    // "Which states are down is the contract's: default only *unavailable*, not *degraded*."
    let all_count = rule.and_then(|rule| rule.impairment_counts).unwrap_or(false);
    let is_down = match &service.impairments {
        _ if outage.state == State::Down => true,
        None => all_count,
        Some(Impairments::Counted) => true,
        Some(Impairments::NotCounted) => false,
        Some(Impairments::OfDegrees(degrees)) => outage.degree.as_ref().is_some_and(|own| degrees.contains(own)),
    };
    let from_report = rule.is_some_and(|rule| rule.starts_at_report && !rule.starts_when_detected);
    if !is_down || (from_report && outage.reported.is_none()) {
        return Counts::NoOutage;
    }
    let excluded = match &service.excluded {
        Some(Excluded::CausedBy(causes)) => Some(causes),
        Some(Excluded::Nothing) | None => None,
    };
    if excluded.zip(outage.cause.as_ref()).is_some_and(|(causes, cause)| causes.contains(cause)) {
        return Counts::Excused;
    }
    // "A service without a handover point counts every outage."
    let point = service.handed_over_at.as_ref();
    let point = point.map(|name| &model.handover_points.iter().find(|one| one.name == *name).expect("a point").body);
    let on = |side: &[Id]| outage.place.as_ref().is_some_and(|place| side.contains(place));
    if point.is_some_and(|point| on(&point.customer_side)) {
        return Counts::Excused;
    }
    let no_place = point.is_some_and(|point| !on(&point.provider_side));
    let no_cause = excluded.is_some() && outage.cause.is_none();
    match rule.and_then(|rule| rule.unexplained).unwrap_or(Unexplained::Counts) {
        _ if !no_place && !no_cause => Counts::Yes,
        Unexplained::Counts => Counts::Unexplained,
        Unexplained::Unknown => Counts::Unknown,
    }
}

/// The classes that an instant may have by what is said; whether every explanation that may still come is thought of.
pub(super) fn possible(
    model: &Model,
    service: &Service,
    tracks: &[Track],
    at: Instant,
    explained: bool,
) -> BTreeSet<Class> {
    let said: Vec<(&Part, Vec<Truth>)> =
        tracks.iter().filter_map(|track| Some((&track.part, truths(model, service, track, at, explained)?))).collect();
    let mut all: Vec<Vec<(&Part, Truth)>> = vec![Vec::new()];
    for (part, truths) in said {
        let mut longer = Vec::new();
        for so_far in &all {
            for truth in &truths {
                longer.push(so_far.iter().copied().chain([(part, *truth)]).collect());
            }
        }
        all = longer;
    }
    all.iter().map(|truths| class(model, service, truths)).collect()
}

/// What one stream says of the service or of a part at an instant: all that it may have been.
fn truths(model: &Model, service: &Service, track: &Track, at: Instant, explained: bool) -> Option<Vec<Truth>> {
    let unclear = track.unclear.iter().filter(|(piece, _)| piece.contains(at));
    let mut truths: Vec<Truth> = Vec::new();
    for (_, why) in unclear {
        let unobserved = rule(model).and_then(|rule| rule.unobserved).unwrap_or(Unobserved::Unknown);
        truths.extend(match (why, unobserved) {
            (Unclear::DownOrUp, _) | (Unclear::Unobserved, Unobserved::Unknown) => vec![Truth::Down, Truth::Up],
            (Unclear::Unobserved, Unobserved::Up) => vec![Truth::Up],
            (Unclear::Unobserved, Unobserved::Down) => vec![Truth::Down],
            (Unclear::Unobserved, Unobserved::LeavesBase) => vec![Truth::Unseen],
        });
    }
    if !truths.is_empty() {
        return Some(truths);
    }
    let outage = track.outages.iter().find(|outage| interval(model, outage).contains(at))?;
    Some(match counts(model, service, outage) {
        Counts::Yes => vec![Truth::Down],
        Counts::Unexplained if explained => vec![Truth::Down, Truth::Excused],
        Counts::Unexplained => vec![Truth::Down],
        Counts::Unknown => vec![Truth::Down, Truth::Excused],
        Counts::Excused => vec![Truth::Excused],
        Counts::NoOutage => vec![Truth::Up],
    })
}

/// What a service is by what it and its parts are.
fn class(model: &Model, service: &Service, truths: &[(&Part, Truth)]) -> Class {
    let down_by = |is: &dyn Fn(Truth) -> bool| {
        let those = || truths.iter().filter(|(_, truth)| is(*truth)).map(|(part, _)| *part);
        let needed = states::needed(service);
        let of_parts: BTreeSet<&Part> = those().filter(|part| part.is_some()).collect();
        let named =
            of_parts.iter().filter(|part| needed <= 1 || part.as_ref().is_some_and(|id| service.parts.contains(id)));
        those().any(Option::is_none) || named.count() >= needed
    };
    let rule = rule(model);
    let leaves = rule.and_then(|rule| rule.excused_time).unwrap_or(ExcusedTime::Stays) == ExcusedTime::LeavesBase;
    let wins = rule.and_then(|rule| rule.coinciding).unwrap_or(Coinciding::Counts) == Coinciding::Excused;
    let is_excused = truths.iter().any(|(_, truth)| *truth == Truth::Excused);
    let excused = if leaves { Class::Out } else { Class::Up };
    match down_by(&|truth| truth == Truth::Down) {
        // "Another counted outage at the same instant still counts (choice: excused time wins)."
        true if is_excused && wins => excused,
        true => Class::Down,
        // "Excused time stays in the base as up (choice: leaves it)."
        false if is_excused && leaves => Class::Out,
        false if down_by(&|truth| matches!(truth, Truth::Down | Truth::Unseen)) => Class::Out,
        false => Class::Up,
    }
}
