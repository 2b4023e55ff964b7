//! Contradictions and slips inside a calendar, all found in one pass, as values for a diagnostic.
//! Their wording and place in a contract are left to the language; the meaning of sound rules to `plan`.

use super::{
    Calendar, Date, DateRule, Dates, Ends, HolidayRule, Holidays, Hours, Nth, NthRule, Schedule, WeekRule, Weekdays,
};
use serde::{Deserialize, Serialize};

/// A calendar that cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CalendarError {
    /// Nobody supplies this holiday list.
    #[error("no holiday list {list:?} is known")]
    UnknownHolidays {
        /// The id asked for.
        list: String,
    },
    /// Rules are wrong, or contradict each other.
    #[error("the calendar contradicts itself in {} places", faults.len())]
    Faulty {
        /// All that is wrong, in the order of the calendar.
        faults: Vec<Fault>,
    },
}

/// One thing wrong in a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The schedule in which, counted from 0 in the order in which the calendar is written.
    pub schedule: usize,
    /// What.
    pub kind: FaultKind,
}

/// What is wrong in a schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// Hours that end before they begin, on the same day.
    Reversed {
        /// The hours.
        hours: Hours,
    },
    /// Hours that end when they begin: neither nothing nor 24 hours is meant for certain.
    EqualEnds {
        /// The hours.
        hours: Hours,
    },
    /// A range of dates that ends before it begins.
    DatesReversed {
        /// The first date.
        from: Date,
        /// The last date.
        until: Date,
    },
    /// A weekday of the month that no month has: only the first to fifth and the last exist.
    NoSuchNth {
        /// The number.
        nth: u32,
    },
    /// Every 0 weeks.
    EveryNoWeek,
    /// Two rules of one rank give one day different hours, and neither is stronger.
    SameRank {
        /// Their rank.
        rank: Rank,
        /// The first rule, counted from 0 among its rank.
        first: usize,
        /// The second.
        second: usize,
        /// A day about which both speak.
        day: Date,
    },
}

/// How strong a rule is; the strongest that speaks about a day decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// Hours by day of the week: weakest; several add up unless they overlap.
    Weekly,
    /// Hours of the n-th weekday of a month.
    Nth,
    /// Holidays; several are fine if they do the same.
    Holiday,
    /// Hours for dates: strongest.
    Dates,
}

/// All that is wrong in a calendar: none if it can be compiled.
///
/// ```
/// use klausel::time::{Calendar, EmbeddedHolidays, FaultKind, Hours, Schedule, Weekdays, Zone, check};
/// let hours = Hours::same_day("18:00".parse()?, "08:00".parse()?);
/// let calendar = Calendar::Schedule(Schedule::weekly(Zone::UTC, Weekdays::ALL, [hours]));
/// assert_eq!(check(&calendar, &EmbeddedHolidays)?[0].kind, FaultKind::Reversed { hours });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`CalendarError::UnknownHolidays`] for a list that `holidays` does not have.
pub fn check(calendar: &Calendar, holidays: &dyn Holidays) -> Result<Vec<Fault>, CalendarError> {
    let mut faults = Vec::new();
    for (schedule, rules) in schedules_of(calendar).into_iter().enumerate() {
        let mut kinds = Vec::new();
        check_single(rules, &mut kinds);
        check_pairs(rules, holidays, &mut kinds)?;
        faults.extend(kinds.into_iter().map(|kind| Fault { schedule, kind }));
    }
    Ok(faults)
}

/// The schedules of a calendar, in the order in which it is written.
pub(super) fn schedules_of(calendar: &Calendar) -> Vec<&Schedule> {
    let mut found = Vec::new();
    collect(calendar, &mut found);
    found
}

fn collect<'a>(calendar: &'a Calendar, into: &mut Vec<&'a Schedule>) {
    match calendar {
        Calendar::Always | Calendar::Never | Calendar::Fixed(_) => {}
        Calendar::Schedule(schedule) => into.push(schedule),
        Calendar::Union(parts) | Calendar::Intersect(parts) => parts.iter().for_each(|part| collect(part, into)),
        Calendar::Minus(from, taken) => {
            collect(from, into);
            collect(taken, into);
        }
        Calendar::Complement(part) => collect(part, into),
    }
}

/// Rules that are wrong by themselves.
fn check_single(rules: &Schedule, found: &mut Vec<FaultKind>) {
    let weekly = || rules.weekly.iter().chain(&rules.breaks);
    let hours = weekly()
        .map(|rule| &rule.hours)
        .chain(rules.nth.iter().map(|rule| &rule.hours))
        .chain(rules.holidays.iter().map(|rule| &rule.hours))
        .chain(rules.dates.iter().map(|rule| &rule.hours));
    for &hours in hours.flatten() {
        if hours.ends == Ends::SameDay && hours.from == hours.until {
            found.push(FaultKind::EqualEnds { hours });
        } else if hours.ends == Ends::SameDay && hours.from > hours.until {
            found.push(FaultKind::Reversed { hours });
        }
    }
    if weekly().any(|rule| rule.every.is_some_and(|every| every.weeks == 0)) {
        found.push(FaultKind::EveryNoWeek);
    }
    for rule in &rules.nth {
        if let Nth::Number(nth @ (0 | 6..)) = rule.nth {
            found.push(FaultKind::NoSuchNth { nth });
        }
    }
    for rule in &rules.dates {
        if let Dates::Range { from, until } = rule.dates
            && until < from
        {
            found.push(FaultKind::DatesReversed { from, until });
        }
    }
}

/// Rules that are sound alone and contradict each other.
fn check_pairs(rules: &Schedule, holidays: &dyn Holidays, found: &mut Vec<FaultKind>) -> Result<(), CalendarError> {
    each_pair(&rules.weekly, Rank::Weekly, found, |one, other| {
        let overlapping = one.hours.iter().any(|a| other.hours.iter().any(|b| overlap(*a, *b)));
        if overlapping { first_day(shared_weekdays(one, other), |day| both_weeks(one, other, day)) } else { None }
    });
    each_pair(&rules.nth, Rank::Nth, found, |one: &NthRule, other| {
        first_day(Weekdays::from(one.day), |day| one.covers(day) && other.covers(day))
    });
    each_pair(&rules.dates, Rank::Dates, found, |one: &DateRule, other| {
        let limits = |dates| match dates {
            Dates::Range { from, until } => (from, until),
            Dates::Yearly { .. } => (CYCLE.0, CYCLE.1),
        };
        let ((from, until), (other_from, other_until)) = (limits(one.dates), limits(other.dates));
        // A yearly rule may meet a range outside the cycle: the range then gives the days to look at.
        let (from, until) = match (one.dates, other.dates) {
            (Dates::Range { .. }, Dates::Yearly { .. }) => (from, until),
            (Dates::Yearly { .. }, Dates::Range { .. }) => (other_from, other_until),
            _ => (from.max(other_from), until.min(other_until)),
        };
        days(from, until).find(|day| one.covers(*day) && other.covers(*day))
    });
    let mut lists = Vec::new();
    for rule in &rules.holidays {
        let unknown = || CalendarError::UnknownHolidays { list: rule.list.clone() };
        lists.push((rule, holidays.list(&rule.list).ok_or_else(unknown)?));
    }
    each_pair(&lists, Rank::Holiday, found, |(one, list), (other, other_list)| {
        let same = |rule: &HolidayRule| (rule.removes, rule.hours.clone());
        if same(one) == same(other) {
            return None;
        }
        let others = other_list.dates_in_range(Date::FIRST, Date::LAST);
        list.dates_in_range(Date::FIRST, Date::LAST).into_iter().find(|date| others.binary_search(date).is_ok())
    });
    Ok(())
}

fn each_pair<T>(rules: &[T], rank: Rank, found: &mut Vec<FaultKind>, clash: impl Fn(&T, &T) -> Option<Date>) {
    for (second, later) in rules.iter().enumerate() {
        for (first, earlier) in rules.iter().enumerate().take(second) {
            if let Some(day) = clash(earlier, later) {
                found.push(FaultKind::SameRank { rank, first, second, day });
            }
        }
    }
}

/// 28 years, after which weekdays fall on the same dates again.
const CYCLE: (Date, Date) = (Date::CYCLE_FIRST, Date::CYCLE_LAST);

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    (first.day_number()..=last.day_number()).filter_map(Date::from_day_number)
}

fn first_day(on: Weekdays, clash: impl Fn(Date) -> bool) -> Option<Date> {
    days(CYCLE.0, CYCLE.1).find(|day| on.contains(day.weekday()) && clash(*day))
}

fn shared_weekdays(one: &WeekRule, other: &WeekRule) -> Weekdays {
    one.days.intersect(other.days)
}

fn both_weeks(one: &WeekRule, other: &WeekRule, day: Date) -> bool {
    one.covers(day.day_number()) && other.covers(day.day_number())
}

fn overlap(one: Hours, other: Hours) -> bool {
    let ((from, until), (other_from, other_until)) = (one.readings(), other.readings());
    from < other_until && other_from < until
}
