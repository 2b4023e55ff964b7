//! Random windows and holidays, near the days about which things happen.

use super::{SCENES, clause, zone};
use klausel::{
    Id,
    model::{Clause, DayHours, EveryHours, HolidayHours, Holidays, Hours, ListedDay, NthHours, ServiceWindow},
    time::{
        Date, Dates, Ends, EveryWeeks, Hours as Readings, MonthDay, Nth, Removes, Repeated, Skipped, TimeOfDay,
        Weekday, Weekdays,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};

pub(super) type Windows = (Vec<Clause<Holidays>>, Vec<Clause<ServiceWindow>>);

/// The windows that a contract may name.
pub(super) const WINDOWS: [&str; 4] = ["tag", "nacht", "immer", "gemischt"];

pub(super) fn windows(day: Date) -> impl Strategy<Value = Windows> {
    let holidays = (holidays(day), holidays(day));
    (holidays, window(day, false), window(day, true), mixed()).prop_map(|(holidays, own, night, mixed)| {
        let always = ServiceWindow { always: true, ..ServiceWindow::default() };
        let windows = [own, night, always, mixed];
        let named = WINDOWS.iter().zip(windows).map(|(name, body)| clause(name, body));
        (vec![clause("eins", holidays.0), clause("zwei", holidays.1)], named.collect())
    })
}

fn holidays(day: Date) -> impl Strategy<Value = Holidays> {
    let near = move |offset: i64| day.plus_days(offset).expect("a date");
    let listed = prop_oneof![
        3 => (-3..8_i64).prop_map(move |offset| ListedDay::On(near(offset))),
        1 => (-3..8_i64, 0..3_i64).prop_map(move |(offset, length)| ListedDay::Through(near(offset), near(offset + length))),
        1 => (-3..8_i64).prop_map(move |offset| ListedDay::Yearly(MonthDay::of(near(offset)))),
    ];
    (vec(listed.clone(), 0..3), vec(listed, 0..2)).prop_map(|(including, without)| Holidays {
        regions: Vec::new(),
        including,
        without,
    })
}

fn reading() -> impl Strategy<Value = TimeOfDay> {
    prop_oneof![
        3 => select(vec![0, 120, 150, 180, 360, 480, 720, 780, 1080, 1440]),
        1 => (0..=96_u32).prop_map(|quarter| quarter * 15),
    ]
    .prop_map(|minutes| TimeOfDay::from_millis(minutes * 60_000).expect("a reading"))
}

/// Hours of at least one hour on one day or over midnight.
fn hours(night: bool) -> impl Strategy<Value = Readings> {
    (reading(), reading(), prop::bool::weighted(if night { 0.7 } else { 0.1 })).prop_filter_map(
        "hours of an hour at least",
        |(a, b, next)| {
            let (from, until) = if a.as_millis() <= b.as_millis() { (a, b) } else { (b, a) };
            if next {
                let length = 86_400_000 - (until.as_millis() - from.as_millis());
                return (length >= 3_600_000 && until != TimeOfDay::END).then(|| Readings::over_midnight(until, from));
            }
            (until.as_millis() - from.as_millis() >= 3_600_000).then(|| Readings::same_day(from, until))
        },
    )
}

fn weekdays() -> impl Strategy<Value = Weekdays> {
    prop_oneof![
        2 => Just(Weekdays::ALL),
        3 => Just(Weekdays::MONDAY_TO_FRIDAY),
        2 => (0..7_usize, 0..7_usize).prop_map(|(first, last)| Weekdays::range(Weekday::ALL[first], Weekday::ALL[last])),
    ]
}

/// A window with hours of its own.
fn window(day: Date, night: bool) -> impl Strategy<Value = ServiceWindow> {
    let near = move |offset: i64| day.plus_days(offset).expect("a date");
    let weekly = (weekdays(), hours(night)).prop_map(|(days, hours)| Hours {
        days,
        from: hours.from,
        until: hours.until,
        next_day: hours.ends == Ends::NextDay,
    });
    let every =
        (1..4_u32, -20..20_i64, weekdays(), vec(hours(false), 1..2)).prop_map(move |(weeks, offset, days, hours)| {
            EveryHours { every: EveryWeeks { weeks, from: near(offset) }, days, hours }
        });
    let nth = (prop_oneof![(1..6_u32).prop_map(Nth::Number), Just(Nth::Last)], 0..7_usize, vec(hours(false), 0..2))
        .prop_map(|(nth, day, hours)| NthHours { nth, day: Weekday::ALL[day], hours });
    let dates = (0..6_i64, 0..3_i64, any::<bool>()).prop_map(move |(offset, length, yearly)| {
        let (from, until) = (near(offset), near(offset + length));
        if yearly {
            Dates::Yearly { from: MonthDay::of(from), until: MonthDay::of(until) }
        } else {
            Dates::Range { from, until }
        }
    });
    let on_dates =
        (dates, weekdays(), vec(hours(false), 0..2)).prop_map(|(dates, days, hours)| DayHours { dates, days, hours });
    let list = || select(vec!["eins", "zwei"]);
    let on_holidays =
        (list(), vec(hours(false), 1..2)).prop_map(|(list, hours)| HolidayHours { list: Id::of(list), hours });
    let rare = |weight| prop::bool::weighted(weight);
    let breaks = option::weighted(0.3, (reading(), reading())).prop_map(|said| {
        let ordered = |(a, b): (TimeOfDay, TimeOfDay)| if a <= b { (a, b) } else { (b, a) };
        said.map(ordered).filter(|(from, until)| from < until && until.as_millis() - from.as_millis() < 14_400_000)
    });
    let rules = (vec(weekly, 1..3), (rare(0.2), every), (rare(0.2), nth), (rare(0.3), on_dates));
    let days = ((rare(0.4), list()), (rare(0.3), on_holidays), breaks);
    let choices = (
        select(vec![None, Some(Removes::WindowsStarting), Some(Removes::CivilDay)]),
        select(vec![None, Some(Repeated::Twice), Some(Repeated::Once)]),
        select(vec![None, Some(Skipped::Absent), Some(Skipped::Shifted)]),
        option::weighted(0.2, select(&SCENES[..]).prop_map(|(name, _)| zone(name))),
    );
    (rules, days, choices).prop_map(|((hours, every, nth, on_dates), days, choices)| {
        fn said<T>((is, what): (bool, T)) -> Vec<T> {
            is.then_some(what).into_iter().collect()
        }
        let (except, on_holidays, breaks) = days;
        let (holiday_removes, repeated, skipped, zone) = choices;
        ServiceWindow {
            hours,
            every: said(every),
            nth: said(nth),
            on_dates: said(on_dates),
            except_holidays: said(except).into_iter().map(Id::of).collect(),
            on_holidays: said(on_holidays),
            breaks: breaks.into_iter().collect(),
            zone,
            holiday_removes,
            repeated,
            skipped,
            ..ServiceWindow::default()
        }
    })
}

/// A window made of the others.
fn mixed() -> impl Strategy<Value = ServiceWindow> {
    let part = || select(&WINDOWS[..3]).prop_map(Id::of);
    (vec(part(), 1..3), vec(part(), 0..2), vec(part(), 0..2)).prop_map(|(together, only_within, without)| {
        ServiceWindow {
            together,
            only_within,
            without: without.into_iter().filter(|name| name.as_str() != "immer").collect(),
            ..ServiceWindow::default()
        }
    })
}
