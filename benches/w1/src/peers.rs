//! The same questions to the other crates; fewer rows, since they take longer.

use crate::data::Data;
use crate::timing::report;
use jiff::{SignedDuration, Timestamp, civil};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).expect("a timestamp")
}

fn ratios(name: &str, due: i64, elapsed: i64, ours_due: i64, ours_elapsed: i64) {
    println!("{name}: due {} times, elapsed {} times as long as klausel", due / ours_due, elapsed / ours_elapsed);
}

pub fn workclock(data: &Data, ours_due: i64, ours_elapsed: i64) {
    let dates = data.holidays.iter().map(|day| day.parse::<civil::Date>().expect("a date"));
    let hours =
        workclock::WorkDay::new(civil::time(8, 0, 0, 0), civil::time(18, 0, 0, 0), workclock::Weekdays::MON_TO_FRI);
    let schedule = workclock::Schedule::builder().time_zone("Europe/Berlin").rule(hours);
    let schedule = schedule.rule(workclock::Holidays::new(dates)).build().expect("a schedule");
    let due = report("workclock add", &data.starts[..100_000], &data.due, 3, |(start, service)| {
        schedule.add(at(*start), SignedDuration::from_secs(*service)).ok().map(Timestamp::as_second)
    });
    let elapsed = report("workclock between", &data.pairs[..5_000], &data.elapsed, 3, |(from, until)| {
        Some(schedule.between(at(*from), at(*until)).as_secs())
    });
    ratios("workclock", due, elapsed, ours_due, ours_elapsed);
}

pub fn ule_hours(data: &Data, ours_due: i64, ours_elapsed: i64) -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = ule_hours::Schedule::builder("Europe/Berlin")?.mon_fri("08:00-18:00")?;
    for day in &data.holidays {
        builder = builder.closed_on(day.parse()?);
    }
    let schedule = builder.build();
    let due = report("ule-hours add", &data.starts[..50_000], &data.due, 3, |(start, service)| {
        schedule.add(at(*start), SignedDuration::from_secs(*service)).ok().map(Timestamp::as_second)
    });
    let elapsed = report("ule-hours between", &data.pairs[..2_000], &data.elapsed, 3, |(from, until)| {
        Some(schedule.between(at(*from), at(*until)).as_secs())
    });
    ratios("ule-hours", due, elapsed, ours_due, ours_elapsed);
    Ok(())
}
