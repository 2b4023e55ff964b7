//! The measuring periods that a range of time touches, as intervals.
//! Which period a question means is left to those who ask.

use crate::{
    model::PeriodKind,
    time::{Date, Instant, Interval, Zone},
};

/// The periods of a kind that a range touches, in order; each begins at the first instant that bears its first date.
///
/// ```
/// use klausel::{engine::periods, model::PeriodKind, time::{Interval, Zone}};
/// let berlin: Zone = "Europe/Berlin".parse()?;
/// let spring = Interval::new("2025-03-31T00:00:00+02:00".parse()?, "2025-04-02T00:00:00+02:00".parse()?);
/// let quarters = periods(PeriodKind::CalendarQuarter, spring, berlin);
/// assert_eq!(quarters.len(), 2);
/// assert_eq!(quarters[1].from, "2025-04-01T00:00:00+02:00".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn periods(kind: PeriodKind, range: Interval, zone: Zone) -> Vec<Interval> {
    let months = months(kind);
    let mut found = Vec::new();
    if range.is_empty() {
        return found;
    }
    let mut first = first_date(kind, zone.local(clamp(range.from)).0);
    while let Some(date) = first {
        let next = date.plus_months(months);
        let until = next.map_or_else(|| zone.end_of(Date::LAST), |next| zone.first_instant_of(next));
        let period = Interval::new(zone.first_instant_of(date), until);
        if period.from >= range.until {
            break;
        }
        if period.until > range.from {
            found.push(period);
        }
        first = next;
    }
    found
}

/// The period of a kind that an instant lies in; `None` outside the years of calendars.
#[must_use]
pub fn period_of(kind: PeriodKind, at: Instant, zone: Zone) -> Option<Interval> {
    let at = Interval::new(at, at + crate::time::Millis(1));
    periods(kind, at, zone).into_iter().find(|period| period.contains(at.from))
}

/// The period of a kind before the one that an instant lies in.
pub(crate) fn period_before(kind: PeriodKind, at: Instant, zone: Zone) -> Option<Interval> {
    let period = period_of(kind, at, zone)?;
    period_of(kind, Instant::from_millis(period.from.as_millis() - 1), zone)
}

/// The period that an event names: `2025`, `2025-H1`, `2025-Q1` or `2025-01`.
pub(crate) fn named(text: &str, zone: Zone) -> Option<Interval> {
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (text, None),
    };
    let year: i32 = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    let nth = |text: &str, most: u32| text.parse().ok().filter(|n| (1..=most).contains(n));
    let (kind, first) = match part {
        None => (PeriodKind::CalendarYear, 1),
        Some(part) if part.starts_with(['H', 'h']) => (PeriodKind::CalendarHalfYear, nth(part.get(1..)?, 2)? * 6 - 5),
        Some(part) if part.starts_with(['Q', 'q']) => (PeriodKind::CalendarQuarter, nth(part.get(1..)?, 4)? * 3 - 2),
        Some(part) => (PeriodKind::CalendarMonth, nth(part, 12)?),
    };
    let first = Date::new(year, first, 1)?;
    period_of(kind, zone.first_instant_of(first), zone)
}

fn months(kind: PeriodKind) -> u32 {
    match kind {
        PeriodKind::CalendarYear => 12,
        PeriodKind::CalendarHalfYear => 6,
        PeriodKind::CalendarQuarter => 3,
        PeriodKind::CalendarMonth => 1,
    }
}

fn first_date(kind: PeriodKind, date: Date) -> Option<Date> {
    let months = months(kind);
    Date::new(date.year(), (date.month() - 1) / months * months + 1, 1)
}

/// Calendars begin with 1970.
fn clamp(at: Instant) -> Instant {
    at.max(Instant::from_millis(0))
}
