//! Whether a measuring period is one of the calendar: a month, a quarter, a half-year or a year, from local midnight.
//! What is measured in it is left to `availability`.

use crate::{
    check::Checks,
    moment::Day,
    refused::{Place, Refused},
    spans::Span,
    zone,
};
use chrono::Datelike;
use chrono_tz::Tz;

/// Refuses a period that no calendar has, and a part of it that begins or ends within a day.
pub(crate) fn check(
    step: usize,
    whole: Span,
    judged: Span,
    zone: Option<Tz>,
    checks: &mut Checks,
) -> Result<(), Refused> {
    let at = Place::Step(step);
    let calendar = zone::midnights(zone, whole.from, whole.until).iter().any(|&(first, end)| is_period(first, end));
    checks.keeps(at, "the period", whole, "it is no month, quarter, half-year or year of a calendar", calendar)?;
    // What no term covers is reversed, as the cut leaves it.
    let disjoint = whole.until <= judged.from || judged.until <= whole.from;
    let cut = judged.from == whole.from || judged.until == whole.until;
    let outside = judged.until <= judged.from && (cut || disjoint);
    let inside = judged.from < judged.until && whole.covers(judged);
    checks.keeps(at, "the period judged", judged, "it leaves the period", inside || outside)?;
    if outside {
        return Ok(());
    }
    // A term begins and ends with whole days.
    let whole_days = |end| zone::midnights(zone, whole.from, end).iter().any(|(first, last)| first < last);
    let days_left = |end| zone::midnights(zone, end, whole.until).iter().any(|(first, last)| first < last);
    let from = judged.from == whole.from || whole_days(judged.from);
    checks.keeps(at, "the period judged", judged.from, "it begins within a day", from)?;
    let until = judged.until == whole.until || days_left(judged.until);
    checks.keeps(at, "the period judged", judged.until, "it ends within a day", until)
}

/// Whether a calendar that ends with a year says nothing of the end of a period.
pub(crate) fn reaches_year(whole: Span, year: i32) -> bool {
    whole.until.plus(crate::moment::DAY).date_at(0).date().is_some_and(|end| year <= end.year())
}

fn is_period(first: Day, end: Day) -> bool {
    let Some((first, end)) = first.date().zip(end.date()) else { return false };
    let months = (end.year() - first.year()) * 12 + end.month0().cast_signed() - first.month0().cast_signed();
    let aligned = matches!(months, 1 | 3 | 6 | 12) && first.month0().cast_signed() % months == 0;
    first.day() == 1 && end.day() == 1 && aligned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_the_calendar_begin_in_their_own_months() {
        let day = |text| Day::read(text).unwrap();
        assert!(is_period(day("2025-01-01"), day("2026-01-01")));
        assert!(is_period(day("2025-07-01"), day("2026-01-01")));
        assert!(is_period(day("2024-02-01"), day("2024-03-01")));
        assert!(!is_period(day("2025-02-01"), day("2026-02-01")));
        assert!(!is_period(day("2025-01-01"), day("2025-12-31")));
        assert!(!is_period(day("2025-05-01"), day("2025-08-01")));
    }
}
