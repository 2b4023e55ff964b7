//! Scenarios of service windows: when they open and close, on ordinary and on special days, and how much time a year has.
//! What runs in them is left to the neighbours.

use super::{
    ground::Ground,
    made::{Made, window},
};
use crate::{
    name::Id,
    phrase::{Said, Value, ids},
    time::{Instant, Interval, Millis, ServiceClock},
};

/// More openings of a week than these are not asked one by one: the hours of the week say the rest.
const MOST_OPENINGS: usize = 40;

pub(super) fn make(ground: &Ground<'_>, made: &mut Vec<Made>) {
    for clause in &ground.model.windows {
        let Some(clock) = ground.program.window(&clause.name) else { continue };
        made.push(edges(ground, &clause.name, clock));
        made.push(holidays(ground, &clause.name, clock));
        made.push(measures(ground, &clause.name));
    }
}

/// Each opening and closing of an ordinary week, just before and at it.
fn edges(ground: &Ground<'_>, name: &Id, clock: &ServiceClock) -> Made {
    let from = ground.ordinary(Some(clock)).from;
    let (day, _) = ground.zone.local(from);
    let week =
        Interval::new(ground.zone.first_instant_of(day), ground.zone.first_instant_of(day) + Millis::hours(7 * 24));
    let openings = clock.windows(week).map(|openings| openings.take(MOST_OPENINGS).collect::<Vec<_>>());
    let mut made = Made::new(Said::new(ids::MADE_WINDOW_EDGES).with("window", window(name)));
    for opening in openings.unwrap_or_default() {
        made = made.ask_calendar(is_in(opening.from - Millis(1), name)).ask_calendar(is_in(opening.from, name));
        made = made.ask_calendar(is_in(opening.until - Millis(1), name)).ask_calendar(is_in(opening.until, name));
    }
    made
}

/// Noon of each day of the year that a holiday closes, and of the days that only look like holidays.
fn holidays(ground: &Ground<'_>, name: &Id, clock: &ServiceClock) -> Made {
    let mut made = Made::new(Said::new(ids::MADE_WINDOW_HOLIDAYS).with("window", window(name)));
    let applied = clock.holidays_applied(ground.whole_year()).unwrap_or_default();
    for (date, _) in applied {
        made = made.ask_calendar(is_in(ground.zone.first_instant_of(date) + Millis::hours(12), name));
    }
    for (month, day) in [(8, 8), (8, 15), (10, 31), (12, 24), (12, 31)] {
        let said = is_in(ground.day(month, day) + Millis::hours(12), name);
        if !made.asked.iter().any(|ask| ask.said == said) {
            made = made.ask_calendar(said);
        }
    }
    made
}

/// How much time the year, each of its months and its special days have.
fn measures(ground: &Ground<'_>, name: &Id) -> Made {
    let mut made = Made::new(Said::new(ids::MADE_WINDOW_MEASURES).with("window", window(name)));
    made = made.ask_calendar(measured(ground.whole_year(), name));
    let month = |n: u32| {
        let until = if n == 12 { ground.midnight(ground.year + 1, 1, 1) } else { ground.day(n + 1, 1) };
        Interval::new(ground.day(n, 1), until)
    };
    made = (1..=12).fold(made, |made, n| made.ask_calendar(measured(month(n), name)));
    ground.special().into_iter().fold(made, |made, (_, day)| made.ask_calendar(measured(day, name)))
}

fn is_in(at: Instant, name: &Id) -> Said {
    Said::new(ids::QUESTION_IN_WINDOW).with("at", Value::Instant(at)).with("window", window(name))
}

fn measured(range: Interval, name: &Id) -> Said {
    let said = Said::new(ids::QUESTION_SERVICE_TIME).with("window", window(name));
    said.with("from", Value::Instant(range.from)).with("until", Value::Instant(range.until))
}
