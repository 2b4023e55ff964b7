//! Random calendars, zones and instants for the laws, with a liking for the days on which clocks change.
//! What must hold for them is left to `laws`.

use super::helper::*;
use chrono::NaiveDate;
use klausel::time::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A calendar, the dates of its holiday list, and a few days to look at.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) calendar: Calendar,
    pub(super) holidays: BTreeSet<NaiveDate>,
    /// Whole days of UTC.
    pub(super) look: Interval,
    /// The step at which a walk misses nothing.
    pub(super) step: Millis,
}

/// The id of the one holiday list of a case.
pub(super) const LIST: &str = "own";

/// Zones and days on which something unusual happened to clocks.
const UNUSUAL: [(&str, &str); 22] = [
    ("Europe/Berlin", "2025-03-30"),
    ("Europe/Berlin", "2025-10-26"),
    ("Europe/Berlin", "1980-04-06"),
    ("Australia/Lord_Howe", "2025-04-05"),
    ("Australia/Lord_Howe", "2025-10-04"),
    ("Pacific/Apia", "2011-12-30"),
    ("America/St_Johns", "2009-11-01"),
    ("America/St_Johns", "2009-03-08"),
    ("America/Caracas", "2007-12-09"),
    ("America/Caracas", "2016-05-01"),
    ("Asia/Pyongyang", "2015-08-14"),
    ("Asia/Pyongyang", "2018-05-04"),
    ("Asia/Kathmandu", "1985-12-31"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2018-02-17"),
    ("Antarctica/Troll", "2025-03-30"),
    ("Africa/Casablanca", "2025-02-23"),
    ("Asia/Gaza", "2040-10-13"),
    ("Pacific/Kiritimati", "1994-12-31"),
    ("America/New_York", "2024-02-29"),
    ("Europe/Moscow", "2014-10-26"),
    ("UTC", "2000-02-29"),
];

pub(super) fn case() -> impl Strategy<Value = Case> {
    let day = prop_oneof![
        2 => prop::sample::select(&UNUSUAL[..]).prop_map(|(name, day)| (zone(name), date(day))),
        1 => (any_zone(), 0..47_000_i64).prop_map(|(zone, day)| (zone, Date::from_day_number(day).expect("a date"))),
    ];
    (day, any::<bool>()).prop_flat_map(|((zone, day), fine)| {
        let step = if fine { Millis(15_000) } else { MINUTE };
        let length = if fine { 1_i64 } else { 4 };
        let holidays = prop::collection::btree_set(-3..4_i64, 0..3);
        (calendar(zone, day, step), holidays, 0..length).prop_map(move |(calendar, holidays, back)| {
            let from = i64::max(day.day_number() - back, 3);
            let midnight = |day: i64| Instant::from_secs(day * 86_400);
            let look = Interval::new(midnight(from), midnight(from + length));
            let holidays = holidays.into_iter().filter_map(|offset| day.plus_days(offset)).map(chrono_date).collect();
            Case { calendar, holidays, look, step }
        })
    })
}

fn any_zone() -> impl Strategy<Value = Zone> {
    (0..chrono_tz::TZ_VARIANTS.len()).prop_map(|place| zone(chrono_tz::TZ_VARIANTS[place].name()))
}

fn calendar(own: Zone, day: Date, step: Millis) -> impl Strategy<Value = Calendar> {
    let zone = prop_oneof![4 => Just(own).boxed(), 1 => any_zone().boxed()];
    let leaf = prop_oneof![
        8 => schedule(zone, day, step).prop_map(Calendar::Schedule),
        1 => Just(Calendar::Always),
        1 => Just(Calendar::Never),
    ];
    leaf.prop_recursive(2, 4, 3, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 1..3).prop_map(Calendar::Union),
            prop::collection::vec(part.clone(), 1..3).prop_map(Calendar::Intersect),
            (part.clone(), part.clone()).prop_map(|(from, taken)| Calendar::Minus(from.into(), taken.into())),
            part.prop_map(|part| Calendar::Complement(part.into())),
        ]
    })
}

fn schedule(zone: impl Strategy<Value = Zone>, day: Date, step: Millis) -> impl Strategy<Value = Schedule> {
    let many = move || prop::collection::vec(hours_in(step), 0..3);
    let weekly = (weekdays(), many(), proptest::option::weighted(0.2, every(day)))
        .prop_map(|(days, hours, every)| WeekRule { days, hours, every });
    let nth = (0..7_usize, prop_oneof![(1..6_u32).prop_map(Nth::Number), Just(Nth::Last)], many())
        .prop_map(|(day, nth, hours)| NthRule { nth, day: Weekday::ALL[day], hours });
    let dates = (dates(day), weekdays(), many()).prop_map(|(dates, days, hours)| DateRule { dates, days, hours });
    let removes = prop_oneof![Just(Removes::WindowsStarting), Just(Removes::CivilDay)];
    let holiday = (removes, prop_oneof![2 => Just(vec![]).boxed(), 1 => many().boxed()])
        .prop_map(|(removes, hours)| HolidayRule { list: LIST.into(), removes, hours });
    let breaks = (weekdays(), many()).prop_map(|(days, hours)| WeekRule { days, hours, every: None });
    let choices = (
        prop_oneof![3 => Just(Repeated::Twice), 1 => Just(Repeated::Once)],
        prop_oneof![3 => Just(Skipped::Absent), 1 => Just(Skipped::Shifted)],
    );
    let rules = (
        prop::collection::vec(weekly, 1..3),
        prop::collection::vec(nth, 0..2),
        prop::collection::vec(holiday, 0..2),
        prop::collection::vec(dates, 0..2),
        prop::collection::vec(breaks, 0..2),
    );
    (zone, rules, choices).prop_map(|(zone, (weekly, nth, holidays, dates, breaks), (repeated, skipped))| Schedule {
        zone,
        weekly,
        nth,
        holidays,
        dates,
        breaks,
        repeated,
        skipped,
    })
}

/// Hours between multiples of a step, often of the night, in which clocks change.
fn hours_in(step: Millis) -> impl Strategy<Value = Hours> {
    let steps = 86_400_000 / step.0 as u32;
    let reading = prop_oneof![
        2 => (0..=24 * 4_u32).prop_map(|quarter| quarter * 900_000),
        2 => (0..=16_u32).prop_map(|quarter| quarter * 900_000),
        1 => (0..=steps).prop_map(move |place| place * step.0 as u32),
    ];
    let reading = reading.prop_map(|ms| TimeOfDay::from_millis(ms).expect("a reading"));
    (reading.clone(), reading, any::<bool>()).prop_map(|(from, until, next)| match (from < until, next) {
        (true, false) => Hours::same_day(from, until),
        (false, false) if until < from => Hours::same_day(until, from),
        _ => Hours::over_midnight(from, until),
    })
}

fn weekdays() -> impl Strategy<Value = Weekdays> {
    prop_oneof![
        Just(Weekdays::ALL),
        Just(Weekdays::MONDAY_TO_FRIDAY),
        (0..7_usize, 0..7_usize).prop_map(|(first, last)| Weekdays::range(Weekday::ALL[first], Weekday::ALL[last])),
    ]
}

fn every(day: Date) -> impl Strategy<Value = EveryWeeks> {
    (1..4_u32, -30..30_i64)
        .prop_map(move |(weeks, offset)| EveryWeeks { weeks, from: day.plus_days(offset).unwrap_or(day) })
}

fn dates(day: Date) -> impl Strategy<Value = Dates> {
    (-2..3_i64, 0..3_i64, any::<bool>()).prop_map(move |(offset, length, yearly)| {
        let from = day.plus_days(offset).unwrap_or(day);
        let until = from.plus_days(length).unwrap_or(from);
        if yearly {
            Dates::Yearly { from: MonthDay::of(from), until: MonthDay::of(until) }
        } else {
            Dates::Range { from, until }
        }
    })
}

fn chrono_date(date: Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(date.year(), date.month(), date.day()).expect("a date")
}

impl Case {
    /// The clock of the case, if its rules do not contradict each other.
    pub(super) fn clock(&self, horizon: Horizon) -> Option<ServiceClock> {
        let steps = self
            .holidays
            .iter()
            .map(|day| HolidayStep::Add { dates: Dates::on(date(&day.to_string())), names: BTreeMap::new() });
        let lists = BTreeMap::from([(LIST.to_owned(), HolidayCalendar { steps: steps.collect() })]);
        match ServiceClock::compile(&self.calendar, &lists, horizon) {
            Ok(clock) => Some(clock),
            Err(CalendarError::Faulty { .. }) => None,
            Err(other) => panic!("{other}"),
        }
    }

    /// The years of the days to look at.
    pub(super) fn horizon(&self) -> Horizon {
        let year = Zone::UTC.local(self.look.from).0.year();
        Horizon::years(year - 1, year + 1)
    }
}

/// An instant in or near an interval, to the millisecond.
pub(super) fn near(look: Interval) -> impl Strategy<Value = Instant> {
    let (from, until) = (look.from.as_millis(), look.until.as_millis());
    prop_oneof![
        (from - 200_000_000..until + 200_000_000).prop_map(Instant::from_millis),
        (from / 900_000..until / 900_000).prop_map(|quarter| Instant::from_millis(quarter * 900_000)),
    ]
}
