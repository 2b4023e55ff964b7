//! Which choices matter to a calendar: those for which another answer would open or close some instant of its years.
//! Whether a contract states the choice, and what a lint says about it, is left to the language.

use super::check::schedules_of;
use super::plan::Plan;
use super::{Calendar, CalendarError, Date, Holidays, Horizon, Intervals, Removes, Repeated, Schedule, Skipped};
use serde::{Deserialize, Serialize};

/// A choice that changes what a schedule means, and the first day on which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceThatMatters {
    /// The schedule, counted from 0 in the order in which the calendar is written.
    pub schedule: usize,
    /// The choice.
    pub choice: WindowChoice,
    /// The first day in the zone of the schedule that another choice would change.
    pub first_day: Date,
}

/// A choice about windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowChoice {
    /// What a repeated hour counts: [`Repeated`].
    RepeatedHour,
    /// What an end in a skipped hour means: [`Skipped`].
    SkippedEnd,
    /// What a holiday removes where a window crosses midnight: [`Removes`].
    HolidayAndNight,
}

/// The choices that matter to a calendar in some years, schedule by schedule.
///
/// ```
/// use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Hours, Schedule, Weekdays, WindowChoice, choices_that_matter};
/// let night = Hours::over_midnight("22:00".parse()?, "06:00".parse()?);
/// let nights = Schedule::weekly("Europe/Berlin".parse()?, Weekdays::ALL, [night]).without_holidays("DE-BY");
/// let found = choices_that_matter(&Calendar::Schedule(nights), &EmbeddedHolidays, Horizon::years(2025, 2025))?;
/// let found: Vec<_> = found.iter().map(|one| (one.choice, one.first_day.to_string())).collect();
/// // No end of these hours lies in the skipped hour; the repeated one is theirs, and so is the night before a holiday.
/// let night = (WindowChoice::HolidayAndNight, "2025-01-01".to_owned());
/// assert_eq!(found, [(WindowChoice::RepeatedHour, "2025-10-26".to_owned()), night]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`CalendarError::UnknownHolidays`] for a list that `holidays` does not have.
pub fn choices_that_matter(
    calendar: &Calendar,
    holidays: &dyn Holidays,
    years: Horizon,
) -> Result<Vec<ChoiceThatMatters>, CalendarError> {
    let mut found = Vec::new();
    for (schedule, rules) in schedules_of(calendar).into_iter().enumerate() {
        let own = windows(rules, holidays, years)?;
        for (choice, other) in others(rules) {
            let other = windows(&other, holidays, years)?;
            let differing = own.minus(&other).union(&other.minus(&own));
            if let Some(first) = differing.iter().next() {
                found.push(ChoiceThatMatters { schedule, choice, first_day: rules.zone.local(first.from).0 });
            }
        }
    }
    Ok(found)
}

/// The same rules under the other answer to each choice.
fn others(rules: &Schedule) -> [(WindowChoice, Schedule); 3] {
    let repeated = match rules.repeated {
        Repeated::Twice => Repeated::Once,
        Repeated::Once => Repeated::Twice,
    };
    let skipped = match rules.skipped {
        Skipped::Absent => Skipped::Shifted,
        Skipped::Shifted => Skipped::Absent,
    };
    let mut holidays = rules.holidays.clone();
    for rule in &mut holidays {
        rule.removes = match rule.removes {
            Removes::WindowsStarting => Removes::CivilDay,
            Removes::CivilDay => Removes::WindowsStarting,
        };
    }
    [
        (WindowChoice::RepeatedHour, Schedule { repeated, ..rules.clone() }),
        (WindowChoice::SkippedEnd, Schedule { skipped, ..rules.clone() }),
        (WindowChoice::HolidayAndNight, Schedule { holidays, ..rules.clone() }),
    ]
}

fn windows(rules: &Schedule, holidays: &dyn Holidays, years: Horizon) -> Result<Intervals, CalendarError> {
    let first = Date::new(years.first_year, 1, 1).unwrap_or(Date::FIRST);
    let last = Date::new(years.last_year, 12, 31).unwrap_or(Date::LAST);
    let range = super::Interval::new(rules.zone.first_instant_of(first), rules.zone.end_of(last));
    Ok(Plan::of(&Calendar::Schedule(rules.clone()), holidays)?.within(range))
}
