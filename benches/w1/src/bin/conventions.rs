//! Where the crates differ: the same corner cases to klausel, workclock and ule-hours, an answer a line.
//! What the answers mean is left to `docs/time-peers.md`.

use jiff::{SignedDuration, Timestamp, civil};
use klausel::time::{
    Calendar, Dates, HolidayCalendar, HolidayStep, Holidays, Horizon, Hours, Millis, Schedule, ServiceClock, Weekdays,
};

struct Case {
    what: &'static str,
    hours: (&'static str, &'static str),
    holiday: Option<&'static str>,
    ask: Ask,
}

enum Ask {
    Due(&'static str, i64),
    Elapsed(&'static str, &'static str),
}

struct Own(Option<&'static str>);

impl Holidays for Own {
    fn list(&self, _: &str) -> Option<HolidayCalendar> {
        let add = |day: &str| HolidayStep::Add { dates: Dates::on(day.parse().expect("a date")), names: [].into() };
        Some(HolidayCalendar { steps: self.0.map(add).into_iter().collect() })
    }
}

fn main() {
    let office = ("08:00", "18:00");
    let night = ("22:00", "06:00");
    let cases = [
        Case {
            what: "used up at closing",
            hours: office,
            holiday: None,
            ask: Ask::Due("2025-03-07T17:00:00+01:00", 60),
        },
        Case {
            what: "no time, on a Sunday",
            hours: office,
            holiday: None,
            ask: Ask::Due("2025-03-09T12:00:00+01:00", 0),
        },
        Case {
            what: "a reversed span of an hour",
            hours: office,
            holiday: None,
            ask: Ask::Elapsed("2025-03-07T10:00:00+01:00", "2025-03-07T09:00:00+01:00"),
        },
        Case {
            what: "a night shift into a holiday",
            hours: night,
            holiday: Some("2025-12-25"),
            ask: Ask::Elapsed("2025-12-24T20:00:00+01:00", "2025-12-25T12:00:00+01:00"),
        },
        Case {
            what: "a night over the spring gap",
            hours: ("00:00", "06:00"),
            holiday: None,
            ask: Ask::Elapsed("2025-03-30T00:00:00+01:00", "2025-03-30T12:00:00+02:00"),
        },
        Case {
            what: "02:30 to 06:00 on the day of the spring gap",
            hours: ("02:30", "06:00"),
            holiday: None,
            ask: Ask::Elapsed("2025-03-30T00:00:00+01:00", "2025-03-30T12:00:00+02:00"),
        },
        Case {
            what: "02:00 to 02:30 on the day of the repeated hour",
            hours: ("02:00", "02:30"),
            holiday: None,
            ask: Ask::Elapsed("2025-10-26T00:00:00+02:00", "2025-10-26T12:00:00+01:00"),
        },
        Case {
            what: "a span of 1.5 s",
            hours: office,
            holiday: None,
            ask: Ask::Elapsed("2025-03-07T10:00:00+01:00", "2025-03-07T10:00:01.500+01:00"),
        },
    ];
    for case in cases {
        println!("{}", case.what);
        println!("  klausel    {}", klausel(&case));
        println!("  workclock  {}", workclock(&case));
        println!("  ule-hours  {}", ule_hours(&case));
    }
}

fn klausel(case: &Case) -> String {
    let reading = |text: &str| text.parse().expect("a reading");
    let (from, until) = (reading(case.hours.0), reading(case.hours.1));
    let hours = if from < until { Hours::same_day(from, until) } else { Hours::over_midnight(from, until) };
    let days = if matches!(case.hours, ("08:00", _)) { Weekdays::MONDAY_TO_FRIDAY } else { Weekdays::ALL };
    let schedule = Schedule::weekly("Europe/Berlin".parse().expect("a zone"), days, [hours]).without_holidays("own");
    let clock = ServiceClock::compile(&Calendar::Schedule(schedule), &Own(case.holiday), Horizon::default());
    let clock = clock.expect("a clock");
    let at = |text: &str| text.parse().expect("an instant");
    match case.ask {
        Ask::Due(start, minutes) => {
            format!("{:?}", clock.due(at(start), Millis::minutes(minutes)).map(|due| due.map(|due| due.to_string())))
        }
        Ask::Elapsed(from, until) => format!("{:?}", clock.elapsed(at(from), at(until))),
    }
}

fn workclock(case: &Case) -> String {
    let time = |text: &str| text.parse::<civil::Time>().expect("a time");
    let days = if case.hours.0 == "08:00" { workclock::Weekdays::MON_TO_FRI } else { workclock::Weekdays::ALL };
    let hours = workclock::WorkDay::new(time(case.hours.0), time(case.hours.1), days);
    let holidays = workclock::Holidays::new(case.holiday.map(|day| day.parse::<civil::Date>().expect("a date")));
    let schedule = workclock::Schedule::builder().time_zone("Europe/Berlin").rule(hours);
    let schedule = if case.holiday.is_some() { schedule.rule(holidays) } else { schedule };
    let schedule = schedule.build().expect("a schedule");
    let at = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
    match case.ask {
        Ask::Due(start, minutes) => format!("{:?}", schedule.add(at(start), SignedDuration::from_mins(minutes))),
        Ask::Elapsed(from, until) => format!("{:?}", schedule.between(at(from), at(until))),
    }
}

fn ule_hours(case: &Case) -> String {
    let windows = format!("{}-{}", case.hours.0, case.hours.1);
    let builder = ule_hours::Schedule::builder("Europe/Berlin").expect("a zone");
    let builder = if case.hours.0 == "08:00" { builder.mon_fri(&windows) } else { builder.every_day(&windows) };
    let mut builder = builder.expect("hours");
    if let Some(day) = case.holiday {
        builder = builder.closed_on(day.parse().expect("a date"));
    }
    let schedule = builder.build();
    let at = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
    match case.ask {
        Ask::Due(start, minutes) => format!("{:?}", schedule.add(at(start), SignedDuration::from_mins(minutes))),
        Ask::Elapsed(from, until) => format!("{:?}", schedule.between(at(from), at(until))),
    }
}
