//! A calendar evaluated by asking one instant after another, from the words of the design and nothing of the engine.
//! Shares only the data types and chrono-tz with it; speed is left to the engine.

use chrono::{DateTime, Datelike, Days, MappedLocalTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use klausel::time::*;
use std::collections::BTreeSet;

/// Whether an instant is in a calendar; `holidays` are the dates of every holiday list.
pub(super) fn inside(calendar: &Calendar, holidays: &BTreeSet<NaiveDate>, at: DateTime<Utc>) -> bool {
    let part = |part: &Calendar| inside(part, holidays, at);
    match calendar {
        Calendar::Always => true,
        Calendar::Never => false,
        Calendar::Fixed(intervals) => intervals.iter().any(|span| {
            let (from, until) = (span.from.as_millis(), span.until.as_millis());
            from <= at.timestamp_millis() && at.timestamp_millis() < until
        }),
        Calendar::Schedule(schedule) => in_schedule(schedule, holidays, at),
        Calendar::Union(parts) => parts.iter().any(part),
        Calendar::Intersect(parts) => parts.iter().all(part),
        Calendar::Minus(from, taken) => part(from) && !part(taken),
        Calendar::Complement(other) => !part(other),
    }
}

fn in_schedule(schedule: &Schedule, holidays: &BTreeSet<NaiveDate>, at: DateTime<Utc>) -> bool {
    let zone: Tz = schedule.zone.name().parse().expect("a zone");
    let reading = at.with_timezone(&zone).naive_local();
    let second_time = matches!(
        zone.from_local_datetime(&reading),
        MappedLocalTime::Ambiguous(_, later) if later.with_timezone(&Utc) == at
    );
    if schedule.repeated == Repeated::Once && second_time {
        return false;
    }
    let breaks = |day: NaiveDate| weekly(&schedule.breaks, day);
    let days = [0, 1, 2].map(|back| reading.date() - Days::new(back));
    if days.iter().any(|&day| breaks(day).iter().any(|hours| holds(schedule, zone, *hours, day, reading))) {
        return false;
    }
    let removed = |day: NaiveDate| removed_day(schedule, holidays, day);
    days.iter().any(|&day| {
        hours_of(schedule, holidays, day).into_iter().any(|(hours, stated_for_holiday)| {
            let own = day == reading.date();
            let taken = removed(reading.date()) && !(own && stated_for_holiday);
            holds(schedule, zone, hours, day, reading) && !taken
        })
    })
}

/// Whether the holiday on a day removes every instant with its date.
fn removed_day(schedule: &Schedule, holidays: &BTreeSet<NaiveDate>, day: NaiveDate) -> bool {
    let stronger = schedule.dates.iter().any(|rule| speaks_on(rule, day));
    let first = schedule.holidays.first();
    !stronger && holidays.contains(&day) && first.is_some_and(|rule| rule.removes == Removes::CivilDay)
}

/// The hours that start on a day, and whether they are a holiday's own.
fn hours_of(schedule: &Schedule, holidays: &BTreeSet<NaiveDate>, day: NaiveDate) -> Vec<(Hours, bool)> {
    if let Some(rule) = schedule.dates.iter().find(|rule| speaks_on(rule, day)) {
        return rule.hours.iter().map(|hours| (*hours, false)).collect();
    }
    let nth = schedule.nth.iter().find(|rule| {
        let next_is_other_month = (day + Days::new(7)).month() != day.month();
        weekday(day) == rule.day
            && match rule.nth {
                Nth::Number(n) => day.day().div_ceil(7) == n,
                Nth::Last => next_is_other_month,
            }
    });
    let usual = || match nth {
        Some(rule) => rule.hours.clone(),
        None => weekly(&schedule.weekly, day),
    };
    match schedule.holidays.first().filter(|_| holidays.contains(&day)) {
        Some(rule) => {
            let own = rule.hours.iter().map(|hours| (*hours, true));
            // A removed civil day takes its own date; what its windows reach of the next is not its own.
            let rest = if rule.removes == Removes::CivilDay { usual() } else { vec![] };
            own.chain(rest.into_iter().map(|hours| (hours, false))).collect()
        }
        None => usual().into_iter().map(|hours| (hours, false)).collect(),
    }
}

fn weekly(rules: &[WeekRule], day: NaiveDate) -> Vec<Hours> {
    let monday = |day: NaiveDate| day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    let speaks = |rule: &&WeekRule| {
        let weeks =
            |every: EveryWeeks| (monday(day) - monday(chrono(every.from))).num_weeks() % i64::from(every.weeks) == 0;
        rule.days.contains(weekday(day)) && rule.every.is_none_or(weeks)
    };
    rules.iter().filter(speaks).flat_map(|rule| rule.hours.clone()).collect()
}

fn speaks_on(rule: &DateRule, day: NaiveDate) -> bool {
    let among = match rule.dates {
        Dates::Range { from, until } => chrono(from) <= day && day <= chrono(until),
        Dates::Yearly { from, until } => {
            let (from, until, own) = (from.to_string(), until.to_string(), day.format("%m-%d").to_string());
            if from <= until { from <= own && own <= until } else { from <= own || own <= until }
        }
    };
    among && rule.days.contains(weekday(day))
}

/// Whether a reading lies in the hours that start on a day.
fn holds(schedule: &Schedule, zone: Tz, hours: Hours, day: NaiveDate, reading: NaiveDateTime) -> bool {
    let midnight = day.and_hms_opt(0, 0, 0).expect("midnight");
    let clock = |time: TimeOfDay| midnight + TimeDelta::milliseconds(i64::from(time.as_millis()));
    let next = if hours.ends == Ends::NextDay { TimeDelta::days(1) } else { TimeDelta::zero() };
    let end = |reading| if schedule.skipped == Skipped::Shifted { out_of_gap(zone, reading) } else { reading };
    end(clock(hours.from)) <= reading && reading < end(clock(hours.until) + next)
}

/// A reading that clocks skip, moved by the length of the gap.
fn out_of_gap(zone: Tz, reading: NaiveDateTime) -> NaiveDateTime {
    let exists = |reading: &NaiveDateTime| !matches!(zone.from_local_datetime(reading), MappedLocalTime::None);
    if exists(&reading) {
        return reading;
    }
    let step = TimeDelta::minutes(1);
    let walk = |step| std::iter::successors(Some(reading), move |at: &NaiveDateTime| Some(*at + step)).find(exists);
    let (before, after) = (walk(-step).expect("a reading"), walk(step).expect("a reading"));
    // Offsets of these years are whole minutes: the last reading before the gap is a minute before its beginning.
    let begin = NaiveDateTime::new(before.date(), before.time()) + step;
    let (begin, after) = (whole_minute(begin), whole_minute(after));
    reading + (after - begin)
}

fn whole_minute(reading: NaiveDateTime) -> NaiveDateTime {
    reading - TimeDelta::milliseconds(reading.and_utc().timestamp_millis().rem_euclid(60_000))
}

fn weekday(day: NaiveDate) -> Weekday {
    Weekday::ALL[day.weekday().num_days_from_monday() as usize]
}

fn chrono(date: Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(date.year(), date.month(), date.day()).expect("a date")
}
