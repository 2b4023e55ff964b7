//! Holiday lists as data: regions of the embedded table, dates of one's own, and changes to both.
//! What a holiday does to a window is left to `plan`; the table itself to `region`.

use super::region::Row;
use super::{Date, Dates, Region};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A list of holidays, made in steps: a later step undoes or renames what an earlier one gave.
///
/// ```
/// use klausel::time::{Date, HolidayCalendar};
/// let augsburg = HolidayCalendar::region("DE-BY-augsburg".parse()?);
/// let peace = augsburg.on(Date::new(2025, 8, 8).unwrap())?.unwrap();
/// assert_eq!((peace.name("de"), peace.name("en")), ("Augsburger Hohes Friedensfest", "Augsburg Peace Festival"));
/// assert!(augsburg.on(Date::new(2051, 8, 8).unwrap()).is_err_and(|beyond| beyond.year == 2051));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayCalendar {
    /// The steps, in order.
    pub steps: Vec<HolidayStep>,
}

/// One step of a holiday list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayStep {
    /// All holidays of a region.
    Region(Region),
    /// One's own: dates, once or yearly, under a name in each language.
    Add {
        /// The dates; 29 February only in the years that have it.
        dates: Dates,
        /// Language tag to name; may be empty.
        #[serde(default)]
        names: BTreeMap<String, String>,
    },
    /// The list knows these years only, both included: a question beyond them is undetermined, not "no holiday".
    Known {
        /// The first year.
        first_year: i32,
        /// The last year.
        last_year: i32,
    },
    /// No holidays after all on these dates.
    Remove(Dates),
    /// No holiday of this name, in any language, capital letters ignored.
    RemoveNamed(String),
}

/// A holiday that falls on a date: what it is called and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Language tag (`de`, `en`) to name; empty where a list of one's own gives none.
    pub names: BTreeMap<String, String>,
    /// Where it comes from.
    pub source: HolidaySource,
}

/// Where a holiday comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum HolidaySource {
    /// The embedded table, for this region; [`Region::source`] names the table.
    Region(Region),
    /// A step, counted from 0, of the list itself.
    Own {
        /// The step.
        step: usize,
    },
}

/// A date in a year that the list does not know: whether it is a holiday is undetermined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the holidays of {year} are not known")]
pub struct BeyondTable {
    /// The year.
    pub year: i32,
}

/// Who knows the holiday lists that calendars name by id.
pub trait Holidays {
    /// The list with this id, if there is one.
    fn list(&self, id: &str) -> Option<HolidayCalendar>;
}

/// The embedded regions and nothing else.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmbeddedHolidays;

impl HolidayCalendar {
    /// The holidays of a region.
    #[must_use]
    pub fn region(region: Region) -> Self {
        HolidayCalendar { steps: vec![HolidayStep::Region(region)] }
    }

    /// The years that the list knows, both ends included: those that all its steps know. Dates of one's own are known
    /// in all years, unless a step says otherwise.
    #[must_use]
    pub fn years(&self) -> RangeInclusive<i32> {
        let all = Date::FIRST.year()..=Date::LAST.year();
        self.steps.iter().fold(all, |known, step| {
            let (first, last) = match step {
                HolidayStep::Region(_) => Region::years().into_inner(),
                HolidayStep::Known { first_year, last_year } => (*first_year, *last_year),
                HolidayStep::Add { .. } | HolidayStep::Remove(_) | HolidayStep::RemoveNamed(_) => return known,
            };
            first.max(*known.start())..=last.min(*known.end())
        })
    }

    /// The holiday on a date, `None` if it is none.
    ///
    /// # Errors
    /// In a year that the list does not know.
    pub fn on(&self, date: Date) -> Result<Option<Holiday>, BeyondTable> {
        let year = date.year();
        if !self.years().contains(&year) {
            return Err(BeyondTable { year });
        }
        Ok(self.in_range(date, date).pop().map(|(_, holiday)| holiday))
    }

    /// The holidays from one date to another, both included, in order, one a date; years that the list does not know
    /// have none here.
    #[must_use]
    pub fn in_range(&self, first: Date, last: Date) -> Vec<(Date, Holiday)> {
        self.found(first, last).into_iter().map(|(date, found)| (date, self.holiday(found))).collect()
    }

    /// The dates of `in_range` without the cost of names.
    pub(super) fn dates_in_range(&self, first: Date, last: Date) -> Vec<Date> {
        self.found(first, last).into_keys().collect()
    }

    fn found(&self, first: Date, last: Date) -> BTreeMap<Date, Found> {
        let mut found: BTreeMap<Date, Found> = BTreeMap::new();
        for (step, what) in self.steps.iter().enumerate() {
            match what {
                HolidayStep::Region(region) => {
                    let rows = (first.year()..=last.year()).flat_map(|year| region.in_year(year));
                    for (date, row) in rows.filter(|(date, _)| first <= *date && *date <= last) {
                        // Two holidays of one region may fall on one date: both names are kept.
                        let other = found.get(&date).filter(|held| held.step == step).and_then(|held| held.rows[0]);
                        let rows = if other.is_some() { [other, Some(row)] } else { [Some(row), None] };
                        found.insert(date, Found { step, rows });
                    }
                }
                HolidayStep::Add { dates, .. } => {
                    found.extend(dates.within(first, last).map(|date| (date, Found { step, rows: [None; 2] })));
                }
                HolidayStep::Known { .. } => {}
                HolidayStep::Remove(dates) => found.retain(|date, _| !dates.contains(*date)),
                HolidayStep::RemoveNamed(name) => {
                    let name = name.to_lowercase();
                    found.retain(|_, held| !self.holiday(*held).names.values().any(|own| own.to_lowercase() == name));
                }
            }
        }
        found
    }

    fn holiday(&self, Found { step, rows }: Found) -> Holiday {
        match self.steps.get(step) {
            Some(HolidayStep::Region(region)) => {
                let joined = |name: fn(&Row) -> &'static str| {
                    rows.into_iter().flatten().map(name).collect::<Vec<_>>().join("; ")
                };
                let names = [("de", joined(|row| row.german)), ("en", joined(|row| row.english))];
                let names = names.map(|(language, name)| (language.to_owned(), name));
                Holiday { names: names.into(), source: HolidaySource::Region(*region) }
            }
            Some(HolidayStep::Add { names, .. }) => {
                Holiday { names: names.clone(), source: HolidaySource::Own { step } }
            }
            _ => Holiday { names: BTreeMap::new(), source: HolidaySource::Own { step } },
        }
    }
}

/// A holiday as found: the step that gave it and, from the table, its rows.
#[derive(Clone, Copy)]
struct Found {
    step: usize,
    rows: [Option<&'static Row>; 2],
}

impl Dates {
    /// The dates among these from `first` to `last`, both included; costs as much as there are, not as long as that is.
    fn within(self, first: Date, last: Date) -> impl Iterator<Item = Date> {
        let ranges: Vec<(Date, Date)> = match self {
            Dates::Range { from, until } => vec![(from, until)],
            Dates::Yearly { from, until } => (first.year()..=last.year())
                .flat_map(|year| {
                    let (begin, end) = (from.first_in(year), until.last_in(year));
                    match (Date::new(year, 1, 1), Date::new(year, 12, 31)) {
                        (Some(new_year), Some(last)) if from > until => vec![(new_year, end), (begin, last)],
                        _ => vec![(begin, end)],
                    }
                })
                .collect(),
        };
        ranges.into_iter().flat_map(move |(from, until)| {
            let (from, until) = (from.max(first), until.min(last));
            (from.day_number()..=until.day_number()).filter_map(Date::from_day_number)
        })
    }
}

impl Holiday {
    /// The name in a language, else in any, else nothing.
    #[must_use]
    pub fn name(&self, language: &str) -> &str {
        self.names.get(language).or_else(|| self.names.values().next()).map_or("", String::as_str)
    }
}

impl Holidays for EmbeddedHolidays {
    fn list(&self, id: &str) -> Option<HolidayCalendar> {
        id.parse().ok().map(HolidayCalendar::region)
    }
}

impl Holidays for BTreeMap<String, HolidayCalendar> {
    /// One's own lists by id; an id that is not among them may be a region's.
    fn list(&self, id: &str) -> Option<HolidayCalendar> {
        self.get(id).cloned().or_else(|| EmbeddedHolidays.list(id))
    }
}
