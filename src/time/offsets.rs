//! The changes of a zone's offset as a sorted table, found once a process from chrono-tz, which hides its own.
//! The rules for readings in gaps and repeats live here; names and types are left to `zone`.

use super::Resolve;
use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use std::sync::OnceLock;

/// Stretches of one offset: from `changes[i].0` on, readings are UTC plus `changes[i].1` milliseconds.
///
/// INVARIANT: never empty; the first stretch begins at `i64::MIN`; neighbours differ in offset.
pub(super) struct Offsets {
    changes: Vec<(i64, i64)>,
}

/// One stretch of a zone with one offset.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// First instant, in milliseconds UTC.
    pub(super) from: i64,
    /// First instant after it.
    pub(super) until: i64,
    /// Reading minus instant.
    pub(super) offset: i64,
    /// The offset of the stretch before, or its own in the first.
    pub(super) offset_before: i64,
}

/// 1900-01-01 and 2100-01-01 in seconds UTC.
const YEARS: (i64, i64) = (-2_208_988_800, 4_102_444_800);
/// Two changes of one zone are never closer than 601,200 s (Gaza, Hebron, Boa Vista), so that a probe every
/// 6.5 days sees each of them.
const PROBE: i64 = 561_600;
/// More than any difference between a reading and its instant.
const MOST: i64 = 26 * 3_600_000;

/// Too early and too late to overflow, beyond any instant that is a date.
const EARLIEST: i64 = i64::MIN / 2;
const LATEST: i64 = i64::MAX / 2;

static TABLES: [OnceLock<Offsets>; TZ_VARIANTS.len()] = [const { OnceLock::new() }; TZ_VARIANTS.len()];

impl Offsets {
    /// The table of a zone; the first call in a process takes about a third of a millisecond.
    pub(super) fn of(zone: Tz) -> &'static Offsets {
        TABLES[zone as usize].get_or_init(|| Offsets::probe(zone))
    }

    fn probe(zone: Tz) -> Offsets {
        let mut changes = vec![(i64::MIN, offset_at(zone, YEARS.0))];
        let mut at = YEARS.0;
        let mut offset = changes[0].1;
        while at < YEARS.1 {
            let next = (at + PROBE).min(YEARS.1);
            let later = offset_at(zone, next);
            if later != offset {
                let (mut before, mut after) = (at, next);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    if offset_at(zone, middle) == offset { before = middle } else { after = middle }
                }
                changes.push((after * 1_000, later));
                offset = later;
            }
            at = next;
        }
        Offsets { changes }
    }

    /// What clocks show at an instant, as milliseconds since 1970-01-01 00:00 of their own.
    pub(super) fn reading(&self, at: i64) -> i64 {
        let at = at.clamp(EARLIEST, LATEST);
        at + self.changes[self.index_at(at)].1
    }

    /// The stretches that may bear readings of `[from, until)`, in order.
    pub(super) fn stretches(&self, from: i64, until: i64) -> impl Iterator<Item = Stretch> + '_ {
        let first = self.index_at(from.saturating_sub(MOST));
        (first..self.changes.len())
            .map(|index| self.stretch(index))
            .take_while(move |stretch| stretch.from < until.saturating_add(MOST))
    }

    /// The instant that a reading means: in a gap the first after it, of two the first or last.
    pub(super) fn instant(&self, reading: i64, resolve: Resolve) -> i64 {
        let reading = reading.clamp(EARLIEST, LATEST);
        let mut found = None;
        for stretch in self.stretches(reading, reading) {
            let at = reading - stretch.offset;
            if at < stretch.from {
                // Skipped between the stretch before and this one, unless it was borne before.
                return found.unwrap_or(stretch.from);
            }
            if at < stretch.until {
                found = Some(at);
                if resolve == Resolve::Start {
                    break;
                }
            }
        }
        found.unwrap_or(reading)
    }

    /// The gap in which a reading lies, as its length.
    pub(super) fn gap_at(&self, reading: i64) -> Option<i64> {
        self.stretches(reading, reading).find_map(|stretch| {
            let skipped =
                stretch.from.saturating_add(stretch.offset_before)..stretch.from.saturating_add(stretch.offset);
            skipped.contains(&reading).then_some(stretch.offset - stretch.offset_before)
        })
    }

    fn index_at(&self, at: i64) -> usize {
        self.changes.partition_point(|change| change.0 <= at).saturating_sub(1)
    }

    fn stretch(&self, index: usize) -> Stretch {
        let (from, offset) = self.changes[index];
        let until = self.changes.get(index + 1).map_or(i64::MAX, |change| change.0);
        let offset_before = if index == 0 { offset } else { self.changes[index - 1].1 };
        Stretch { from, until, offset, offset_before }
    }
}

fn offset_at(zone: Tz, seconds: i64) -> i64 {
    let at = DateTime::from_timestamp(seconds, 0).unwrap_or_default().naive_utc();
    i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc()) * 1_000
}
