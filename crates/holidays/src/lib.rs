//! Public holidays of some 240 countries and 600 of their parts, as holiday lists for service clocks.
//! Germany, Austria and Switzerland are left to the core, which has them embedded; what a holiday does, too.
//!
//! Beside the core because few need it: the table is a megabyte. Only public holidays, not those of banks, schools or
//! single confessions; days that depend on the sighting of the moon are marked as estimated by the source. A question
//! beyond the years of a country is undetermined, never "no holiday".
//!
//! ```
//! use klausel::time::{Calendar, Horizon, Hours, Schedule, ServiceClock, Weekdays};
//! use klausel_holidays::WorldHolidays;
//!
//! let hours = Hours::same_day("09:00".parse()?, "17:00".parse()?);
//! let office = Schedule::weekly("Europe/Paris".parse()?, Weekdays::MONDAY_TO_FRIDAY, [hours]).without_holidays("FR");
//! let clock = ServiceClock::compile(&Calendar::Schedule(office), &WorldHolidays, Horizon::default())?;
//! // Bastille Day, a Monday of 2025.
//! assert!(!clock.contains("2025-07-14T12:00:00+02:00".parse()?)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use klausel::time::{Date, Dates, EmbeddedHolidays, HolidayCalendar, HolidayStep, Holidays, MonthDay};
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

const WORLD: &str = include_str!("world.tsv");

/// The lists of the core, and those of every other country by its ISO 3166 code: `FR`, `US-CA`, `GB-SCT`.
#[derive(Clone, Copy, Debug, Default)]
pub struct WorldHolidays;

struct Table {
    source: &'static str,
    /// Names and days of each holiday, as written.
    holidays: Vec<(&'static str, &'static str)>,
    places: HashMap<&'static str, Place>,
}

struct Place {
    first_year: i32,
    last_year: i32,
    holidays: &'static str,
}

/// Where the table comes from, with version and licence.
#[must_use]
pub fn source() -> &'static str {
    table().source
}

/// The ids of all lists, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    let mut ids: Vec<_> = table().places.keys().copied().collect();
    ids.sort_unstable();
    ids.into_iter()
}

impl Holidays for WorldHolidays {
    fn list(&self, id: &str) -> Option<HolidayCalendar> {
        if let Some(embedded) = EmbeddedHolidays.list(id) {
            return Some(embedded);
        }
        let Place { first_year, last_year, holidays } = table().places.get(id)?;
        let numbers = holidays.split(' ').filter_map(|number| number.parse::<usize>().ok());
        let rows = numbers.filter_map(|number| table().holidays.get(number));
        let known = HolidayStep::Known { first_year: *first_year, last_year: *last_year };
        let mut steps = vec![known];
        steps.extend(rows.flat_map(|(names, days)| steps_of(names, days)));
        Some(HolidayCalendar { steps })
    }
}

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(read)
}

/// Reads the table; that no line of it is passed over is a test's business.
fn read() -> Table {
    let mut found = Table { source: "", holidays: Vec::new(), places: HashMap::new() };
    for line in WORLD.lines() {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        match next() {
            "# source" => found.source = next(),
            "H" => found.holidays.push((next(), next())),
            "R" => {
                let id = next();
                let mut year = || next().parse().unwrap_or_default();
                let (first_year, last_year) = (year(), year());
                found.places.insert(id, Place { first_year, last_year, holidays: next() });
            }
            _ => {}
        }
    }
    found
}

/// The days of a holiday: `MMDD` in every year, or a first year and then an entry a year, `MMDD+MMDD` or `-`.
fn steps_of(names: &str, days: &str) -> Vec<HolidayStep> {
    let names: BTreeMap<String, String> = names
        .split(" | ")
        .filter_map(|name| name.split_once('='))
        .map(|(language, name)| (language.to_owned(), name.to_owned()))
        .collect();
    let add = |dates| HolidayStep::Add { dates, names: names.clone() };
    let yearly = |day| add(Dates::Yearly { from: day, until: day });
    match days.split_once(' ') {
        None => days.split('+').filter_map(month_day).map(yearly).collect(),
        Some((first, by_year)) => {
            let years = first.parse::<i32>().unwrap_or_default()..;
            let dated = years.zip(by_year.split(' ')).flat_map(|(year, days)| {
                days.split('+').filter_map(month_day).filter_map(move |day| day.in_year(year))
            });
            dated.map(|date: Date| add(Dates::on(date))).collect()
        }
    }
}

fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_at_checked(2)?;
    MonthDay::new(month.parse().ok()?, day.parse().ok()?)
}
