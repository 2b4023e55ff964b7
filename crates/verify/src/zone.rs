//! Local dates of instants: by the zone where it is known, else by every offset that a zone could have.
//! Which dates and instants must agree is left to `calendar` and `period`.

use crate::{
    days::TimeOfDay,
    moment::{DAY, Day, Moment},
    spans::Span,
};
use chrono::{DateTime, LocalResult, Offset, TimeZone};
use chrono_tz::Tz;

const QUARTER: i64 = 900_000;
/// Zones lie between UTC−12 and UTC+14.
const OFFSETS: std::ops::RangeInclusive<i64> = -48..=56;
/// What summer time adds: nothing, half an hour (Lord Howe), an hour.
const SUMMER: [i64; 3] = [0, 2 * QUARTER, 4 * QUARTER];

/// How far ahead of UTC the zone is at an instant, in milliseconds.
fn offset(zone: Tz, at: Moment) -> Option<i64> {
    let at = DateTime::from_timestamp_millis(at.0)?;
    Some(i64::from(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()) * 1_000)
}

/// The local date of an instant; `None` beyond the years that chrono knows.
pub(crate) fn date(zone: Tz, at: Moment) -> Option<Day> {
    Some(at.date_at(offset(zone, at)?))
}

/// The local date and reading of an instant; `None` beyond the years that chrono knows.
pub(crate) fn reading(zone: Tz, at: Moment) -> Option<(Day, TimeOfDay)> {
    let local = at.0.checked_add(offset(zone, at)?)?;
    Some((Day(local.div_euclid(DAY)), TimeOfDay(local.rem_euclid(DAY))))
}

/// The first instant that bears a date.
pub(crate) fn begins(zone: Tz, day: Day) -> Option<Moment> {
    resolve(zone, day, TimeOfDay(0), false)
}

/// The last instant with a reading, or the first after a gap that has it.
pub(crate) fn latest(zone: Tz, day: Day, at: TimeOfDay) -> Option<Moment> {
    resolve(zone, day, at, true)
}

/// A zone jumps by a day at most (Samoa's 30 December 2011), from one whole minute to another.
const LONGEST_GAP: i64 = 1_440;

fn resolve(zone: Tz, day: Day, at: TimeOfDay, last: bool) -> Option<Moment> {
    let local = day.0.checked_mul(DAY)?.checked_add(at.0)?;
    // In a gap: what its end reads is the first minute that exists.
    for minute in 0..=LONGEST_GAP {
        let reading = if minute == 0 { local } else { local - local.rem_euclid(60_000) + minute * 60_000 };
        let naive = DateTime::from_timestamp_millis(reading)?.naive_utc();
        match zone.from_local_datetime(&naive) {
            LocalResult::Single(one) => return Some(Moment(one.timestamp_millis())),
            LocalResult::Ambiguous(first, second) => {
                let (first, second) = (first.min(second), first.max(second));
                return Some(Moment(if last { second } else { first }.timestamp_millis()));
            }
            LocalResult::None => {}
        }
    }
    None
}

/// The first and the last local date that a range touches: in the given zone, else in any.
pub(crate) fn dates(zone: Option<Tz>, range: Span) -> (Day, Day) {
    let behind = zone.map_or(Some(OFFSETS.start() * QUARTER), |zone| offset(zone, range.from));
    let ahead = zone.map_or(Some(OFFSETS.end() * QUARTER), |zone| offset(zone, range.until));
    let last = range.until.plus(-1).max(range.from);
    (range.from.date_at(behind.unwrap_or(0)), last.date_at(ahead.unwrap_or(0)))
}

/// Whether none of the instants lies on the date: in the given zone, else in some zone that could exist.
pub(crate) fn can_avoid(zone: Option<Tz>, instants: &[Moment], date: Day) -> bool {
    let falls_on = |at: Moment, offset: i64| at.date_at(offset) == date;
    if let Some(zone) = zone {
        return !instants.iter().any(|&at| offset(zone, at).is_none_or(|offset| falls_on(at, offset)));
    }
    // Around one date a zone is taken to keep one offset: a change of the clocks at the holiday itself would matter
    // only to windows that open both within the last hour of the day before and within the first of the day after.
    let avoids = |offset: i64| !instants.iter().any(|&at| falls_on(at, offset));
    OFFSETS.map(|quarters| quarters * QUARTER).any(avoids)
}

/// The pairs of local dates that begin at these two instants: one pair where the zone is known, else one for each
/// offset that a zone could have; none where an instant is no midnight.
pub(crate) fn midnights(zone: Option<Tz>, first: Moment, last: Moment) -> Vec<(Day, Day)> {
    if let Some(zone) = zone {
        let begins = |at: Moment| {
            let day = date(zone, at)?;
            (date(zone, at.plus(-1))? < day).then_some(day)
        };
        return begins(first).zip(begins(last)).into_iter().collect();
    }
    let begins = |at: Moment, offset: i64| {
        let local = at.0.saturating_add(offset);
        (local.rem_euclid(DAY) == 0).then(|| Day(local.div_euclid(DAY)))
    };
    let mut pairs = Vec::new();
    for base in OFFSETS.map(|quarters| quarters * QUARTER) {
        for at_first in SUMMER {
            let Some(day) = begins(first, base + at_first) else { continue };
            pairs.extend(SUMMER.iter().filter_map(|at_last| Some((day, begins(last, base + at_last)?))));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::read(text).unwrap()
    }

    #[test]
    fn a_year_of_munich_begins_and_ends_at_midnights() {
        let (first, last) = (at("2024-12-31T23:00:00Z"), at("2025-12-31T23:00:00Z"));
        let year = (Day::read("2025-01-01").unwrap(), Day::read("2026-01-01").unwrap());
        assert_eq!(midnights(Some(chrono_tz::Europe::Berlin), first, last), [year]);
        assert!(midnights(None, first, last).contains(&year));
        assert!(midnights(Some(chrono_tz::Europe::Berlin), first, at("2026-01-01T00:00:00Z")).is_empty());
        assert!(midnights(None, first, at("2025-12-31T23:00:00.001Z")).is_empty());
    }

    #[test]
    fn openings_of_a_whole_week_leave_no_zone_to_a_holiday_within_it() {
        let week: Vec<Moment> = (3..=8).map(|day| at(&format!("2025-03-{day:02}T07:00:00Z"))).collect();
        let wednesday = Day::read("2025-03-05").unwrap();
        assert!(!can_avoid(None, &week, wednesday));
        assert!(can_avoid(None, &[week[0], week[1], week[3]], wednesday));
        assert!(!can_avoid(Some(chrono_tz::Europe::Berlin), &[week[2]], wednesday));
    }
}
