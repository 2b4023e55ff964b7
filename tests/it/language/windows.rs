//! Random service windows for the round trip through print and read: each says all that a window can say, without two rules
//! of one rank for one day.

use super::models::one;
use klausel::{
    Id,
    model::{DayHours, EveryHours, HolidayHours, Hours, NthHours, ServiceWindow},
    time::{
        Date, Dates, Ends, EveryWeeks, Hours as Readings, MonthDay, Nth, Removes, Repeated, Skipped, TimeOfDay,
        Weekday, Weekdays,
    },
};
use proptest::{option, prelude::*, sample::select, strategy::Union};

/// A range of readings within a tenth of the day: ranges of different tenths never overlap.
fn range(part: u32) -> impl Strategy<Value = (TimeOfDay, TimeOfDay)> {
    let reading = |minutes: u32| TimeOfDay::hm(minutes / 60, minutes % 60).unwrap();
    let first = part * 144;
    (0..143_u32, 1..144_u32)
        .prop_map(move |(from, more)| (reading(first + from), reading(first + (from + more).min(144))))
}

/// Hours of a day; the last of them may go past midnight.
fn readings(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Readings>> {
    let late = (range(8), any::<bool>()).prop_map(|((from, until), next)| match next {
        true => Readings { from, until: TimeOfDay::hm(3, 30).unwrap(), ends: Ends::NextDay },
        false => Readings::same_day(from, until),
    });
    let one = Union::new([range(2).prop_map(|(from, until)| Readings::same_day(from, until)).boxed(), late.boxed()]);
    prop::collection::vec(one, count)
}

fn days() -> impl Strategy<Value = Weekdays> {
    prop::sample::subsequence(Weekday::ALL.to_vec(), 1..=7).prop_map(|days| days.into_iter().collect())
}

fn date() -> impl Strategy<Value = Date> {
    (1..=12_u32, 1..=28_u32, 1990..2060_i32).prop_map(|(m, d, y)| Date::new(y, m, d).unwrap())
}

/// Hours of the week, each range in a part of the day of its own.
fn weekly() -> impl Strategy<Value = (Vec<Hours>, Vec<EveryHours>)> {
    let hours = |part: u32| {
        (days(), range(part)).prop_map(|(days, (from, until))| Hours { days, from, until, next_day: false })
    };
    let night = (days(), range(9)).prop_map(|(days, (from, _))| Hours {
        days,
        from,
        until: TimeOfDay::hm(5, 0).unwrap(),
        next_day: true,
    });
    let every =
        (1..20_u32, date(), days(), any::<bool>(), range(7)).prop_map(|(weeks, from, days, own, (open, close))| {
            EveryHours {
                every: EveryWeeks { weeks, from },
                days: if own { from.weekday().into() } else { days },
                hours: vec![Readings::same_day(open, close)],
            }
        });
    let hours = (option::of(hours(3)), option::of(hours(5)), option::of(night), hours(1));
    (hours, prop::collection::vec(every, 0..2)).prop_map(|((one, other, night, first), every)| {
        (std::iter::once(first).chain(one).chain(other).chain(night).collect(), every)
    })
}

/// A rule for dates as drawn: a single day or several, weekdays, all of them or not, hours; two days of a month.
type Drawn = ((bool, Weekdays, bool, Vec<Readings>), u32, u32);

/// Dates that share no day: single ones and ranges, a year each, or days of every year, a month each.
fn dates() -> impl Strategy<Value = Vec<DayHours>> {
    let some = (any::<bool>(), days(), any::<bool>(), readings(0..3));
    let all = prop::collection::vec((some, 1..=28_u32, 1..=28_u32), 0..4);
    (all, any::<bool>())
        .prop_map(|(all, yearly)| (0..).zip(all).map(|(place, drawn)| day_hours(yearly, place, drawn)).collect())
}

fn day_hours(yearly: bool, place: u32, ((single, days, every_day, hours), one, other): Drawn) -> DayHours {
    let (from, until) = if single { (one, one) } else { (one.min(other), one.max(other)) };
    let dates = if yearly {
        let day = |day| MonthDay::new(place + 1, day).unwrap();
        Dates::Yearly { from: day(from), until: day(until) }
    } else {
        let day = |day| Date::new(2030 + i32::try_from(place).unwrap(), 2, day).unwrap();
        Dates::Range { from: day(from), until: day(until) }
    };
    DayHours { dates, days: if every_day { Weekdays::ALL } else { days }, hours }
}

fn nth() -> impl Strategy<Value = Vec<NthHours>> {
    let which = select(vec![Nth::Number(1), Nth::Number(2), Nth::Number(3), Nth::Number(4), Nth::Number(5), Nth::Last]);
    prop::collection::vec((which, readings(0..3)), 0..3).prop_map(|all| {
        let rule = |((nth, hours), day)| NthHours { nth, day, hours };
        all.into_iter().zip(Weekday::ALL).map(rule).collect()
    })
}

/// A window with hours of its own.
pub(super) fn window(lists: Vec<Id>) -> impl Strategy<Value = ServiceWindow> {
    let except = prop::sample::subsequence(lists.clone(), 0..=lists.len());
    let own = option::of((select(lists), readings(1..3)));
    let choices = (
        one(&[Removes::WindowsStarting, Removes::CivilDay]),
        one(&[Repeated::Twice, Repeated::Once]),
        one(&[Skipped::Absent, Skipped::Shifted]),
        option::of(select(vec!["Europe/Zurich", "America/St_Johns", "UTC"])),
    );
    let breaks = prop::collection::vec(range(4), 0..2);
    (weekly(), any::<bool>(), nth(), dates(), except, own, breaks, choices).prop_map(
        |((hours, every), always, nth, on_dates, except, own, breaks, (holiday_removes, repeated, skipped, zone))| {
            // Around the clock leaves no room for other hours of the week; two holiday lists may share a day.
            let on_holidays: Vec<_> = own.into_iter().map(|(list, hours)| HolidayHours { list, hours }).collect();
            ServiceWindow {
                hours: if always { Vec::new() } else { hours },
                every: if always { Vec::new() } else { every },
                always,
                nth,
                on_dates,
                except_holidays: if on_holidays.is_empty() { except } else { Vec::new() },
                on_holidays,
                breaks,
                zone: zone.map(|zone| zone.parse().unwrap()),
                holiday_removes,
                repeated,
                skipped,
                ..ServiceWindow::default()
            }
        },
    )
}

/// A window made of others, or never open.
pub(super) fn made_of_others(windows: Vec<Id>) -> impl Strategy<Value = ServiceWindow> {
    let some = |least: usize| prop::sample::subsequence(windows.clone(), least..=windows.len());
    (some(0), some(0), some(0)).prop_map(|(together, only_within, without)| ServiceWindow {
        never: together.is_empty(),
        together,
        only_within,
        without,
        ..ServiceWindow::default()
    })
}
