//! Other shapes of schedule, and spans from an hour to thirty years: that the cost depends on neither.

use crate::data::{Data, Reference, instant, seconds};
use crate::timing::report;
use klausel::time::{
    Calendar, EmbeddedHolidays, Horizon, Hours, Interval, Millis, Schedule, ServiceClock, Weekday, Weekdays,
};

/// Each shape with the starts and spans of the workload; the reference is a binary search over its windows.
pub fn others(data: &Data) -> Result<(), Box<dyn std::error::Error>> {
    let hours = |text: &str| -> Hours {
        let (from, until) = text.split_once('-').expect("hours");
        let (from, until) = (from.parse().expect("a reading"), until.parse().expect("a reading"));
        if until > from { Hours::same_day(from, until) } else { Hours::over_midnight(from, until) }
    };
    let weekly = |zone: &str, days, all: &[&str]| {
        let all: Vec<_> = all.iter().map(|text| hours(text)).collect();
        Schedule::weekly(zone.parse().expect("a zone"), days, all).without_holidays("DE-BY")
    };
    let work = Weekdays::MONDAY_TO_FRIDAY;
    let mut friday = weekly("Europe/Berlin", Weekdays::range(Weekday::Monday, Weekday::Thursday), &["08:00-18:00"]);
    friday.weekly.extend(weekly("Europe/Berlin", Weekday::Friday.into(), &["08:00-15:00"]).weekly);
    let one = Calendar::Schedule;
    let shapes = [
        ("split days", one(weekly("Europe/Berlin", work, &["08:00-12:00", "13:00-17:00"]))),
        ("three parts a day", one(weekly("Europe/Berlin", work, &["07:00-09:00", "10:00-12:00", "13:00-17:00"]))),
        ("overnight", one(weekly("Europe/Berlin", work, &["22:00-06:00"]))),
        ("Friday until 15:00", one(friday)),
        (
            "two zones",
            Calendar::Union(vec![
                one(weekly("Europe/Berlin", work, &["08:00-16:00"])),
                one(weekly("America/Los_Angeles", work, &["09:00-17:00"])),
            ]),
        ),
        ("24 hours on 7 days", Calendar::Always),
    ];
    for (name, calendar) in shapes {
        let clock = ServiceClock::compile(&calendar, &EmbeddedHolidays, Horizon::years(2021, 2032))?;
        let range = Interval::new(instant(1_546_300_800), instant(2_082_758_400));
        let windows = clock.windows(range)?.map(|part| (seconds(part.from), seconds(part.until))).collect();
        let reference = Reference::of(windows);
        let due: Vec<_> = data.starts.iter().map(|(start, service)| reference.due(*start, *service)).collect();
        let elapsed =
            data.pairs.iter().map(|(from, until)| reference.open_before(*until) - reference.open_before(*from));
        let elapsed: Vec<_> = elapsed.collect();
        println!("{name}: {} bytes for twelve years", clock.bytes());
        report(&format!("{name}, due"), &data.starts, &due, 5, |(start, service)| {
            clock.due(instant(*start), Millis(service * 1_000)).ok().flatten().map(seconds)
        });
        report(&format!("{name}, elapsed"), &data.pairs, &elapsed, 5, |(from, until)| {
            clock.elapsed(instant(*from), instant(*until)).ok().map(|ms| ms.0 / 1_000)
        });
    }
    Ok(())
}

/// The same starts with spans of one length, the reference being a binary search over the windows.
pub fn spans(short: &ServiceClock, data: &Data) -> Result<(), Box<dyn std::error::Error>> {
    let long = ServiceClock::compile(&crate::office(), &EmbeddedHolidays, Horizon::years(2015, 2050))?;
    println!("36 years: {} bytes", long.bytes());
    let all = Interval::new(instant(1_420_156_800), instant(2_524_608_000));
    let reference = Reference::of(long.windows(all)?.map(|part| (seconds(part.from), seconds(part.until))).collect());
    let hour = 3_600;
    let year = 365 * 24 * hour;
    for (name, span) in [("an hour", hour), ("a day", 24 * hour), ("a month", 30 * 24 * hour), ("five years", 5 * year)]
    {
        let starts = data.starts.iter().map(|(start, _)| start % (5 * year) + 1_609_545_600);
        run(name, short, &reference, starts.map(|start| (start, span)).collect());
    }
    for (name, span) in [("an hour of 36 years", hour), ("thirty years", 30 * year)] {
        let starts = data.starts.iter().map(|(start, _)| start % (4 * year) + 1_420_156_800);
        run(name, &long, &reference, starts.map(|start| (start, span)).collect());
    }
    Ok(())
}

fn run(name: &str, clock: &ServiceClock, reference: &Reference, spans: Vec<(i64, i64)>) {
    let pairs: Vec<_> = spans.iter().map(|(from, span)| (*from, from + span)).collect();
    let elapsed = pairs.iter().map(|(from, until)| reference.open_before(*until) - reference.open_before(*from));
    let elapsed: Vec<_> = elapsed.collect();
    report(&format!("elapsed over {name}"), &pairs, &elapsed, 5, |(from, until)| {
        clock.elapsed(instant(*from), instant(*until)).ok().map(|ms| ms.0 / 1_000)
    });
    // A second more than lies within the span: due without any service time would be at the start itself.
    let starts: Vec<_> = pairs.iter().zip(&elapsed).map(|((from, _), service)| (*from, service + 1)).collect();
    let due: Vec<_> = starts.iter().map(|(start, service)| reference.due(*start, *service)).collect();
    report(&format!("due after {name}"), &starts, &due, 5, |(start, service)| {
        clock.due(instant(*start), Millis(service * 1_000)).ok().flatten().map(seconds)
    });
}

/// Readings to instants and back, as they occur a row when tables of events are read.
pub fn readings(data: &Data) {
    let berlin: klausel::time::Zone = "Europe/Berlin".parse().expect("a zone");
    let local: Vec<_> = data.starts.iter().map(|(start, _)| berlin.local(instant(*start))).collect();
    let rows: Vec<_> = (0..local.len() as i64).map(|row| (row, 0)).collect();
    let right: Vec<_> = data.starts.iter().map(|(start, _)| *start).collect();
    report("a reading to its instant", &rows, &right, 5, |(row, _)| {
        let (day, reading) = local[*row as usize];
        Some(seconds(berlin.instant(day, reading, klausel::time::Resolve::Start)))
    });
}
