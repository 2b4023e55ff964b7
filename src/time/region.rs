//! The embedded holiday table: Germany, Austria and Switzerland with their parts, 2015 to 2050.
//! Lists of one's own and changes to these are left to `holiday`; the table itself is written by a script.

use super::civil::as_text;
use super::{Date, MonthDay};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::{fmt, str::FromStr, sync::OnceLock};

const TABLE: &str = include_str!("data/holidays.tsv");

/// A place with holidays in the embedded table, by its id.
///
/// Ids are those of ISO 3166: `DE`, `DE-BY`, `AT-9`, `CH-ZH`; `DE-BY` is Bavaria without Assumption Day (15 August),
/// which holds in most of its municipalities: that is `DE-BY-assumption`, and `DE-BY-augsburg` adds 8 August.
/// Read also by German or English name, such as `Bayern` or `bavaria`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(usize);

/// A text that names no region of the table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no region with embedded holidays: write an id such as DE-BY, AT or CH-ZH, or give a list")]
pub struct RegionError {
    text: String,
}

/// One holiday of the table: what it is called and when it falls.
pub(super) struct Row {
    pub(super) german: &'static str,
    pub(super) english: &'static str,
    /// One day if it never moves, else one a year from the table's first.
    days: Vec<Option<MonthDay>>,
}

struct Place {
    id: &'static str,
    german: &'static str,
    english: &'static str,
    rows: Vec<usize>,
}

struct Table {
    source: &'static str,
    years: RangeInclusive<i32>,
    rows: Vec<Row>,
    places: Vec<Place>,
}

impl Region {
    /// All regions of the table: countries, states, then municipal cases.
    pub fn all() -> impl Iterator<Item = Region> {
        (0..table().places.len()).map(Region)
    }

    /// The id, such as `DE-BY`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.place().map_or("", |place| place.id)
    }

    /// The German name.
    #[must_use]
    pub fn german(self) -> &'static str {
        self.place().map_or("", |place| place.german)
    }

    /// The English name.
    #[must_use]
    pub fn english(self) -> &'static str {
        self.place().map_or("", |place| place.english)
    }

    /// Where the table comes from, with version and licence.
    #[must_use]
    pub fn source() -> &'static str {
        table().source
    }

    /// The years that the table knows, both ends included.
    #[must_use]
    pub fn years() -> RangeInclusive<i32> {
        table().years.clone()
    }

    /// The holidays of the region in a year of the table, none in another, in no order.
    pub(super) fn in_year(self, year: i32) -> impl Iterator<Item = (Date, &'static Row)> {
        let rows = self.place().map_or(&[][..], |place| &place.rows);
        rows.iter().filter_map(|&row| table().rows.get(row)).filter_map(move |row| Some((row.in_year(year)?, row)))
    }

    fn place(self) -> Option<&'static Place> {
        table().places.get(self.0)
    }
}

impl Row {
    fn in_year(&self, year: i32) -> Option<Date> {
        let years = &table().years;
        if !years.contains(&year) {
            return None;
        }
        let place = if self.days.len() == 1 { 0 } else { usize::try_from(year - years.start()).ok()? };
        self.days.get(place).copied().flatten()?.in_year(year)
    }
}

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(read)
}

/// Reads the embedded table; that no line of it is passed over is a test's business.
fn read() -> Table {
    let mut found = Table { source: "", years: 0..=0, rows: Vec::new(), places: Vec::new() };
    for line in TABLE.lines() {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        match next() {
            "# source" => found.source = next(),
            "# years" => found.years = next().parse().unwrap_or_default()..=next().parse().unwrap_or_default(),
            "H" => found.rows.push(Row { german: next(), english: next(), days: next().split(' ').map(day).collect() }),
            "R" => {
                let (id, german, english) = (next(), next(), next());
                let rows = next().split(' ').filter_map(|row| row.parse().ok()).collect();
                found.places.push(Place { id, german, english, rows });
            }
            _ => {}
        }
    }
    found
}

/// A day written `MMDD`.
fn day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_at_checked(2)?;
    MonthDay::new(month.parse().ok()?, day.parse().ok()?)
}

impl FromStr for Region {
    type Err = RegionError;
    fn from_str(text: &str) -> Result<Self, RegionError> {
        let lower = text.to_lowercase();
        let named =
            |place: &Place| [place.id, place.german, place.english].iter().any(|name| name.to_lowercase() == lower);
        // Ids first: a name may be that of two places, an id is not.
        let places = &table().places;
        places
            .iter()
            .position(|place| place.id.eq_ignore_ascii_case(text))
            .or_else(|| places.iter().position(named))
            .map(Region)
            .ok_or_else(|| RegionError { text: text.chars().take(60).collect() })
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({})", self.id())
    }
}

as_text!(Region);
