//! Each deadline of a priority table met to the millisecond and missed by one: on an ordinary day, over closing, weekend,
//! holiday, the changes of the clocks, 29 February and the year's end. What moves a clock is left to `clocks`.

use super::{
    ground::{Ground, Special},
    made::{Made, about, of_case},
    rows::Table,
};
use crate::{
    phrase::{PhraseId, Said, Value, ids},
    time::{Instant, Interval, Millis},
    verdict::Promise,
};

/// Where a clock starts, and what that is called.
struct Start {
    at: Instant,
    name: PhraseId,
}

pub(super) fn make(ground: &Ground<'_>, table: &Table<'_>, made: &mut Vec<Made>) {
    let starts = starts(ground, table);
    for (place, row) in table.body.rows.iter().enumerate() {
        let limits = [(Promise::Reaction, row.reaction), (Promise::Update, row.update)];
        for (promise, limit) in limits {
            for start in starts.iter().filter(|_| limit.is_some()) {
                let number = i64::try_from(place + 1).unwrap_or(i64::MAX);
                let said = Said::new(ids::MADE_DEADLINE).with("promise", promise_word(promise)).with("row", number);
                let said =
                    said.with("priority", Value::Name(row.priority.clone())).with("start", Said::new(start.name));
                made.extend(pair(ground, table, place, promise, start.at, table.name(said)));
            }
        }
    }
}

fn promise_word(promise: Promise) -> Said {
    Said::new(crate::render::promise_phrase(promise))
}

/// Two cases alike: one is met to the millisecond, the other missed by one.
fn pair(ground: &Ground<'_>, table: &Table<'_>, row: usize, promise: Promise, at: Instant, name: Said) -> Option<Made> {
    let armed = |made: Made, n: usize| {
        let made = made.all(at, table.reported(n, row));
        if promise == Promise::Update { made.at(at, of_case(ids::TOLD_REACTED, n)) } else { made }
    };
    let begun = armed(Made::new(name.clone()), 1);
    let due = table.due(ground, &begun, promise, at)?;
    let act = if promise == Promise::Update { ids::TOLD_MESSAGED } else { ids::TOLD_REACTED };
    let late = due + Millis(1);
    let made = armed(begun, 2).at(due, of_case(act, 1)).at(late, of_case(act, 2));
    Some(made.ask(late, about(promise, 1)).ask(late, about(promise, 2)))
}

fn starts(ground: &Ground<'_>, table: &Table<'_>) -> Vec<Start> {
    let clock = table.clock;
    let day = table.day;
    let mut all = Vec::new();
    let mut put = |at: Instant, name: PhraseId| all.push(Start { at, name });
    put(day.from + Millis::hours(1), ids::MADE_START_ORDINARY);
    put(day.from, ids::MADE_START_OPENING);
    let before = |at: Instant| ground.closing_before(clock, at) - Millis::minutes(30);
    put(day.until - Millis::minutes(30), ids::MADE_START_CLOSING);
    put(day.until, ids::MADE_START_AT_CLOSING);
    put(day.until + Millis::hours(1), ids::MADE_START_OUTSIDE);
    // The weekend of the same week: Saturday is four days after Tuesday.
    let (date, _) = ground.zone.local(day.from);
    let to_saturday = 5 - (date.day_number() + 3).rem_euclid(7);
    let saturday = date.plus_days(to_saturday.rem_euclid(7)).map(|date| ground.zone.first_instant_of(date));
    saturday.into_iter().for_each(|at| put(before(at), ids::MADE_START_WEEKEND));
    if let Some(at) = first_holiday(ground, table) {
        put(before(at), ids::MADE_START_HOLIDAY);
    }
    for (special, day) in ground.special() {
        // Over the special day; the year's end is over when the day is.
        let over = if special == Special::YearEnd { day.until } else { day.from };
        put(before(over), special.phrase());
        if special == Special::Autumn {
            // The hour that is there twice.
            put(day.from + Millis::minutes(150), ids::MADE_START_REPEATED_HOUR);
        }
    }
    all
}

/// The first holiday of the year that closes the table's window on a day with no other closed day before it.
fn first_holiday(ground: &Ground<'_>, table: &Table<'_>) -> Option<Instant> {
    let clock = table.clock?;
    let applied = clock.holidays_applied(ground.whole_year()).unwrap_or_default();
    let opened = |from: Instant| {
        let range = Interval::new(from - Millis::hours(24), from);
        clock.windows(range).is_ok_and(|mut openings| openings.next().is_some())
    };
    applied.into_iter().map(|(date, _)| ground.zone.first_instant_of(date)).find(|from| opened(*from))
}
