//! When a service is down by its parts, and which runs of downtime count: the union of those that count, the minimum
//! run, whole minutes. What counts, and cutting it to the agreed time and the period, is left to `downtime`.

use crate::{
    compile::ServicePromise,
    name::Id,
    time::{Instant, Interval, Intervals, Millis},
};
use std::collections::BTreeMap;

/// A piece of time in which the service (`None`) or a part of it is in some state.
pub(super) type Piece<'f> = (Option<&'f Id>, Interval);

/// Whether some rule is about whole runs of downtime.
pub(super) fn has_runs(promise: &ServicePromise) -> bool {
    promise.counting.shortest.is_some() || promise.counting.whole_minutes.is_some()
}

/// When the service is down by these pieces: where one is of the service as a whole, or of as many parts as it takes.
pub(super) fn cover<'f>(promise: &ServicePromise, pieces: impl IntoIterator<Item = Piece<'f>>) -> Intervals {
    let needed = i64::from(promise.needed.value);
    if needed <= 1 {
        return Intervals::from_unsorted(pieces.into_iter().map(|(_, interval)| interval));
    }
    let mut by_part: BTreeMap<Option<&Id>, Vec<Interval>> = BTreeMap::new();
    for (part, interval) in pieces {
        by_part.entry(part).or_default().push(interval);
    }
    let whole = Intervals::from_unsorted(by_part.remove(&None).unwrap_or_default());
    let mut turns: Vec<(Instant, i64)> = Vec::new();
    for (part, intervals) in by_part {
        // What is no part of the service takes nothing down.
        if part.is_none_or(|part| !promise.parts.contains(part)) {
            continue;
        }
        for interval in Intervals::from_unsorted(intervals).iter() {
            turns.extend([(interval.from, 1), (interval.until, -1)]);
        }
    }
    turns.sort_unstable();
    let (mut down, mut found, mut since) = (0, Vec::new(), None);
    for same in turns.chunk_by(|a, b| a.0 == b.0) {
        down += same.iter().map(|(_, by)| by).sum::<i64>();
        let Some((at, _)) = same.first() else { continue };
        match since {
            None if down >= needed => since = Some(*at),
            Some(from) if down < needed => {
                found.push(Interval::new(from, *at));
                since = None;
            }
            _ => {}
        }
    }
    Intervals::from_unsorted(found).union(&whole)
}

/// The runs that count: none shorter than the minimum, each shortened at its end to whole minutes where that is said.
pub(super) fn runs(promise: &ServicePromise, down: &Intervals) -> Intervals {
    let shortest = promise.counting.shortest.as_ref().map_or(Millis::ZERO, |chosen| chosen.value);
    let minute = Millis::minutes(1).0;
    let whole = |run: Interval| match promise.counting.whole_minutes {
        Some(_) => Interval::new(run.from, run.from + Millis(run.length().0 / minute * minute)),
        None => run,
    };
    Intervals::from_unsorted(down.iter().filter(|run| run.length() >= shortest).map(whole))
}
