//! Short ways to say calendars, instants and clocks in a test.
//! Leaves every expectation to the tests.

use klausel::time::*;

/// An instant, as RFC 3339.
pub(super) fn at(text: &str) -> Instant {
    text.parse().expect(text)
}

/// A date, as `2025-12-24`.
pub(super) fn date(text: &str) -> Date {
    text.parse().expect(text)
}

/// A reading, as `08:00`.
pub(super) fn time(text: &str) -> TimeOfDay {
    text.parse().expect(text)
}

pub(super) fn zone(name: &str) -> Zone {
    name.parse().expect(name)
}

/// An instant by the clocks of Berlin, as `2025-03-07 17:30`; a start where they show it twice.
pub(super) fn berlin(text: &str) -> Instant {
    let (day, reading) = text.split_once(' ').expect(text);
    zone("Europe/Berlin").instant(date(day), time(reading), Resolve::Start)
}

/// Hours, as `08:00-18:00`; over midnight where the end is not later.
pub(super) fn hours(text: &str) -> Hours {
    let (from, until) = text.split_once('-').expect(text);
    let (from, until) = (time(from), time(until));
    if until > from { Hours::same_day(from, until) } else { Hours::over_midnight(from, until) }
}

/// Hours on every day from Monday to Friday in Berlin.
pub(super) fn office(text: &str) -> Schedule {
    Schedule::weekly(zone("Europe/Berlin"), Weekdays::MONDAY_TO_FRIDAY, [hours(text)])
}

/// Hours on every day in a zone.
pub(super) fn daily(name: &str, text: &str) -> Schedule {
    Schedule::weekly(zone(name), Weekdays::ALL, [hours(text)])
}

/// A clock over the years 2020 to 2029.
pub(super) fn clock(schedule: Schedule) -> ServiceClock {
    clock_of(&Calendar::Schedule(schedule))
}

pub(super) fn clock_of(calendar: &Calendar) -> ServiceClock {
    ServiceClock::compile(calendar, &EmbeddedHolidays, Horizon::years(2020, 2029)).expect("a sound calendar")
}

pub(super) fn span(from: Instant, until: Instant) -> Interval {
    Interval::new(from, until)
}

pub(super) const HOUR: Millis = Millis::hours(1);
pub(super) const MINUTE: Millis = Millis::minutes(1);
