//! An availability over the course of its period: by calendar months, and how downtime used up what is allowed.
//! Both are read off the reason of the verdict, so that they are the verdict's own figures; drawing them is left to pages.

use super::Period;
use crate::{
    engine::periods,
    model::PeriodKind,
    time::{Instant, Interval, Intervals, Millis, Zone},
    verdict::{Availability, Reason, Step},
};
use serde::Serialize;

/// The part of a measuring period in one calendar month. The months of a period sum up to its figures exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MonthFigures {
    /// The days of the month in the period.
    pub period: Period,
    /// The window's time.
    pub window_ms: Millis,
    /// Planned downtime taken out of it.
    pub planned_ms: Millis,
    /// The base.
    pub base_ms: Millis,
    /// Counted downtime, certain.
    pub down_ms: Millis,
    /// Time that is unexplained.
    pub unknown_ms: Millis,
}

/// Downtime of a period up to an instant. Between two of them in a row it grows evenly with time, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct UsedAt {
    /// The instant.
    pub at: Instant,
    /// Counted downtime from the period's beginning until then.
    pub down_ms: Millis,
    /// Unexplained time until then, besides.
    pub unknown_ms: Millis,
}

/// What a reason says of time, as sets.
struct Sets {
    window: Intervals,
    base: Intervals,
    down: Intervals,
    unknown: Intervals,
}

impl Sets {
    /// `None` where the steps do not come to the figures: then the verdict was reached in another way, or not at all.
    fn of(reason: &Reason, figures: &Availability) -> Option<Sets> {
        let steps = &reason.steps;
        let window = steps.iter().find_map(|step| match step {
            Step::Windows { openings, .. } => Some(Intervals::from(openings.clone())),
            _ => None,
        })?;
        let planned = steps.iter().filter_map(|step| match step {
            Step::Planned { counts, .. } => Some(counts.as_slice()),
            _ => None,
        });
        let planned = Intervals::from_unsorted(planned.flatten().copied());
        // A contract may leave planned downtime in the base.
        let stays = figures.planned == Millis::ZERO;
        let base = if stays { window.clone() } else { window.minus(&planned) };
        let down = steps.iter().find_map(|step| match step {
            Step::Down { intervals, .. } => Some(Intervals::from(intervals.clone())),
            _ => None,
        })?;
        let unknown = steps.iter().find_map(|step| match step {
            Step::Unknown { intervals, .. } => Some(Intervals::from(intervals.clone())),
            _ => None,
        });
        let sets = Sets { window, base, down, unknown: unknown.unwrap_or_default() };
        let totals = [&sets.window, &sets.base, &sets.down, &sets.unknown].map(Intervals::total);
        (totals == [figures.window, figures.base, figures.down, figures.unknown]).then_some(sets)
    }
}

/// The calendar months of an availability; none where its reason does not say from which time the figures come.
pub(super) fn months(reason: &Reason, figures: &Availability, zone: Zone) -> Vec<MonthFigures> {
    let Some(sets) = Sets::of(reason, figures) else { return Vec::new() };
    let month = |whole: Interval| {
        let part = whole.intersect(figures.period);
        let of = |set: &Intervals| set.clip(part).total();
        let (window_ms, base_ms) = (of(&sets.window), of(&sets.base));
        MonthFigures {
            period: Period::of(part, zone),
            window_ms,
            planned_ms: window_ms - base_ms,
            base_ms,
            down_ms: of(&sets.down),
            unknown_ms: of(&sets.unknown),
        }
    };
    periods(PeriodKind::CalendarMonth, figures.period, zone).into_iter().map(month).collect()
}

/// How downtime grew: an entry at each instant at which it, or unexplained time, begins or ceases to grow.
pub(super) fn used(reason: &Reason, figures: &Availability) -> Vec<UsedAt> {
    let Some(sets) = Sets::of(reason, figures) else { return Vec::new() };
    // No instant is in both: what is certain is not unexplained.
    let marked =
        |set: &Intervals, certain: bool| -> Vec<(Interval, bool)> { set.iter().map(|span| (span, certain)).collect() };
    let mut spans = marked(&sets.down, true);
    spans.extend(marked(&sets.unknown, false));
    spans.sort_unstable();
    let (mut down_ms, mut unknown_ms) = (Millis::ZERO, Millis::ZERO);
    let mut found = Vec::with_capacity(spans.len() * 2);
    for (span, certain) in spans {
        found.push(UsedAt { at: span.from, down_ms, unknown_ms });
        *(if certain { &mut down_ms } else { &mut unknown_ms }) += span.length();
        found.push(UsedAt { at: span.until, down_ms, unknown_ms });
    }
    found.dedup();
    found
}
