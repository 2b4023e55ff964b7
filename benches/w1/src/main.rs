//! Workload W1: service-time arithmetic through the public API, with workclock and ule-hours in the same run.
//! Reads the binary files of `$BENCH_DATA`; their making and the numpy side are left to Python.

mod data;
mod peers;
mod shapes;
mod timing;

use data::Data;
use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Hours, Millis, Schedule, ServiceClock, Weekdays};
use timing::{median_of, report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let data = Data::read()?;
    let office = office();

    let first = median_of(1, || ServiceClock::compile(&office, &EmbeddedHolidays, Horizon::years(2021, 2030)).is_ok());
    let compiled = || ServiceClock::compile(&office, &EmbeddedHolidays, Horizon::years(2021, 2030));
    let again = median_of(201, || compiled().is_ok());
    let clock = compiled()?;
    println!("ten years: {} bytes, compiled in {again} ns (the first in a process: {first} ns)", clock.bytes());

    let due = |row: &(i64, i64)| clock.due(data::instant(row.0), Millis(row.1 * 1_000)).ok().flatten();
    let elapsed = |row: &(i64, i64)| clock.elapsed(data::instant(row.0), data::instant(row.1)).ok();
    let ours_due = report("klausel due", &data.starts, &data.due, 9, |row| due(row).map(data::seconds));
    let ours_elapsed =
        report("klausel elapsed", &data.pairs, &data.elapsed, 9, |row| elapsed(row).map(|ms| ms.0 / 1_000));

    peers::workclock(&data, ours_due, ours_elapsed);
    peers::ule_hours(&data, ours_due, ours_elapsed)?;
    shapes::others(&data)?;
    shapes::spans(&clock, &data)?;
    shapes::readings(&data);
    Ok(())
}

/// Monday to Friday 08:00 to 18:00 in Berlin without Bavarian holidays.
fn office() -> Calendar {
    let reading = |text: &str| text.parse().expect("a reading");
    let hours = Hours::same_day(reading("08:00"), reading("18:00"));
    let zone = "Europe/Berlin".parse().expect("a zone");
    Calendar::Schedule(Schedule::weekly(zone, Weekdays::MONDAY_TO_FRIDAY, [hours]).without_holidays("DE-BY"))
}
