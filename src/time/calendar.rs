//! Calendars as data: what a contract says about when a window is open.
//! Nothing here computes: `check` finds contradictions, `plan` gives the meaning, `clock` the answers.

use super::{Date, Intervals, MonthDay, TimeOfDay, Weekday, Weekdays, Zone};
use serde::{Deserialize, Serialize};

/// A set of instants, built from schedules by set algebra; schedules of different zones may be combined.
///
/// ```
/// use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Hours, Millis, Schedule, ServiceClock, Weekdays};
/// let hours = Hours::same_day("08:00".parse()?, "18:00".parse()?);
/// let office = Schedule::weekly("Europe/Berlin".parse()?, Weekdays::MONDAY_TO_FRIDAY, [hours]);
/// let on_call = Calendar::Minus(Calendar::Always.into(), Calendar::Schedule(office).into());
///
/// let clock = ServiceClock::compile(&on_call, &EmbeddedHolidays, Horizon::default())?;
/// let monday = ("2025-03-10T00:00:00+01:00".parse()?, "2025-03-11T00:00:00+01:00".parse()?);
/// assert_eq!(clock.elapsed(monday.0, monday.1)?, Millis::hours(14));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Every instant: 24 hours on 7 days.
    Always,
    /// No instant.
    Never,
    /// Windows of civil days in one zone.
    Schedule(Schedule),
    /// Instants stated one by one, such as an announced maintenance.
    Fixed(Intervals),
    /// The instants in any of these.
    Union(Vec<Calendar>),
    /// The instants in all of these; of none, every instant.
    Intersect(Vec<Calendar>),
    /// The instants in the first and not in the second.
    Minus(Box<Calendar>, Box<Calendar>),
    /// The instants not in this one.
    Complement(Box<Calendar>),
}

/// The windows of each civil day in one zone, with their exceptions.
///
/// The hours of a day are those of the strongest rule that speaks about the day: `dates`, then `holidays`, then
/// `nth`, then all of `weekly` together. `breaks` are taken out of whatever that gives. A window belongs to the day
/// on which it starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The zone of all its readings and dates, and of its holidays.
    pub zone: Zone,
    /// Hours by day of the week; those of several rules add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekly: Vec<WeekRule>,
    /// Hours of the n-th weekday of each month, instead of its weekly ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nth: Vec<NthRule>,
    /// Holidays, which close or have hours of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<HolidayRule>,
    /// Hours of single days and ranges of days, instead of anything else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DateRule>,
    /// Readings taken out on every day that they name, whatever opened it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<WeekRule>,
    /// What a repeated hour counts.
    #[serde(default)]
    pub repeated: Repeated,
    /// What an end inside a skipped hour means.
    #[serde(default)]
    pub skipped: Skipped,
}

/// A range of readings from a day's `from` up to, not including, `until` on the same or the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// The first reading inside.
    pub from: TimeOfDay,
    /// The first reading no longer inside.
    pub until: TimeOfDay,
    /// The day of `until`.
    pub ends: Ends,
}

/// The day on which hours end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// The day on which they begin.
    SameDay,
    /// The day after.
    NextDay,
}

/// Hours on days of the week, in every week or every so many weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekRule {
    /// The days.
    pub days: Weekdays,
    /// The hours of each.
    pub hours: Vec<Hours>,
    /// `None`: every week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<EveryWeeks>,
}

/// Every so many weeks, counted from the week (Monday to Sunday) of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EveryWeeks {
    /// 2 is every second week; at least 1.
    pub weeks: u32,
    /// A date in a week that counts.
    pub from: Date,
}

/// Hours on the n-th given weekday of each month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NthRule {
    /// Which of them.
    pub nth: Nth,
    /// The weekday.
    pub day: Weekday,
    /// The hours; none: closed.
    pub hours: Vec<Hours>,
}

/// Which of the equal weekdays of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nth {
    /// The first to fifth, by number; a month without a fifth has none.
    Number(u32),
    /// The last.
    Last,
}

/// What the holidays of one list do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayRule {
    /// The id of the holiday list, such as `DE-BY`, or one that the host supplies.
    pub list: String,
    /// How far a holiday reaches.
    #[serde(default)]
    pub removes: Removes,
    /// Hours that a holiday has instead; none: closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
}

/// What a holiday removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removes {
    /// The windows that start on it, whole; the night that began the day before stays.
    #[default]
    WindowsStarting,
    /// Every instant with its date, and no other.
    CivilDay,
}

/// Hours on dates, instead of all other hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRule {
    /// The dates.
    pub dates: Dates,
    /// The days of the week among them; the rule says nothing about the others.
    #[serde(default = "every_weekday")]
    pub days: Weekdays,
    /// The hours; none: closed.
    pub hours: Vec<Hours>,
}

/// A range of dates, its end included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dates {
    /// Once.
    Range {
        /// The first date.
        from: Date,
        /// The last date.
        until: Date,
    },
    /// In every year, over its end where `until` comes before `from`.
    Yearly {
        /// The first day.
        from: MonthDay,
        /// The last day.
        until: MonthDay,
    },
}

/// What a repeated hour counts, when clocks are set back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeated {
    /// Both times: an instant is inside if its reading is.
    #[default]
    Twice,
    /// The first time only.
    Once,
}

/// What an end of hours means that lies in a skipped hour, when clocks are set forward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// Nothing special: skipped readings contribute nothing.
    #[default]
    Absent,
    /// It moves forward by the length of the gap.
    Shifted,
}

fn every_weekday() -> Weekdays {
    Weekdays::ALL
}

impl Schedule {
    /// A schedule with the same hours on some days of every week and no exceptions.
    #[must_use]
    pub fn weekly(zone: Zone, days: Weekdays, hours: impl Into<Vec<Hours>>) -> Self {
        Schedule { weekly: vec![WeekRule { days, hours: hours.into(), every: None }], ..Schedule::empty(zone) }
    }

    /// A schedule without any hours, to be filled.
    #[must_use]
    pub const fn empty(zone: Zone) -> Self {
        Schedule {
            zone,
            weekly: Vec::new(),
            nth: Vec::new(),
            holidays: Vec::new(),
            dates: Vec::new(),
            breaks: Vec::new(),
            repeated: Repeated::Twice,
            skipped: Skipped::Absent,
        }
    }

    /// The same without the windows that start on holidays of a list.
    #[must_use]
    pub fn without_holidays(mut self, list: impl Into<String>) -> Self {
        self.holidays.push(HolidayRule { list: list.into(), removes: Removes::WindowsStarting, hours: Vec::new() });
        self
    }
}

impl Hours {
    /// The whole day, 00:00 to 24:00.
    pub const DAY: Hours = Hours { from: TimeOfDay::MIDNIGHT, until: TimeOfDay::END, ends: Ends::SameDay };

    /// From a reading until a later one of the same day.
    #[must_use]
    pub const fn same_day(from: TimeOfDay, until: TimeOfDay) -> Self {
        Hours { from, until, ends: Ends::SameDay }
    }

    /// From a reading until one of the next day.
    #[must_use]
    pub const fn over_midnight(from: TimeOfDay, until: TimeOfDay) -> Self {
        Hours { from, until, ends: Ends::NextDay }
    }

    /// The readings as milliseconds since 00:00 of the day on which they begin.
    pub(super) fn readings(self) -> (i64, i64) {
        let until = i64::from(self.until.as_millis());
        let until = match self.ends {
            Ends::SameDay => until,
            Ends::NextDay => until + super::civil::DAY,
        };
        (i64::from(self.from.as_millis()), until)
    }
}

impl WeekRule {
    /// Whether the rule speaks about the day with this number.
    pub(super) fn covers(&self, day_number: i64) -> bool {
        self.days.contains(Weekday::of_day_number(day_number))
            && self.every.is_none_or(|every| {
                // 1970-01-01 was a Thursday: weeks begin on the Monday three days before.
                let week = |day: i64| (day + 3).div_euclid(7);
                (week(day_number) - week(every.from.day_number())).rem_euclid(i64::from(every.weeks.max(1))) == 0
            })
    }
}

impl NthRule {
    /// Whether the rule speaks about the date.
    pub(super) fn covers(&self, date: Date) -> bool {
        date.weekday() == self.day
            && match self.nth {
                Nth::Number(n) => date.nth_in_month() == n,
                Nth::Last => date.is_last_in_month(),
            }
    }
}

impl DateRule {
    /// Whether the rule speaks about the date.
    pub(super) fn covers(&self, date: Date) -> bool {
        self.days.contains(date.weekday()) && self.dates.contains(date)
    }
}

impl Dates {
    /// One date.
    #[must_use]
    pub const fn on(date: Date) -> Self {
        Dates::Range { from: date, until: date }
    }

    /// Whether `date` is among them.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        match self {
            Dates::Range { from, until } => from <= date && date <= until,
            Dates::Yearly { from, until } => {
                let day = MonthDay::of(date);
                if from <= until { from <= day && day <= until } else { from <= day || day <= until }
            }
        }
    }
}
