//! Limits in days, counted again from the working days and pauses that the reason states, in the contract's zone.
//! From when a limit counts is left to `limit`, the act and the verdict to `deadline`.

use crate::{
    calendar::{Calendar, NEVER},
    check::Checks,
    limit::lacks,
    moment::{Day, Length},
    refused::{Basis, Figure, Place, Refused},
    step::{DueOnDay, WorkingDays},
    zone,
};
use chrono::Months;
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, de::Error};
use std::{borrow::Cow, collections::VecDeque};

/// A limit: a length of time, or so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Term {
    Time(Length),
    Days(Count),
}

/// So many days of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Count {
    WorkingDays(u32),
    CalendarDays(u32),
    Weeks(u32),
    Months(u32),
}

/// A reading of the clocks, in milliseconds since midnight; 24:00 is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TimeOfDay(pub(crate) i64);

/// What a limit in days is counted in.
pub(crate) struct Given<'g, 'a> {
    pub(crate) working: Option<&'a WorkingDays>,
    pub(crate) calendar: &'g Calendar<'a>,
    pub(crate) choices: &'g [&'a str],
}

impl Term {
    pub(crate) fn time(self) -> Option<Length> {
        match self {
            Term::Time(time) => Some(time),
            Term::Days(_) => None,
        }
    }

    /// Whether what was counted of one may count for the other.
    pub(crate) fn is_like(self, other: Term) -> bool {
        let kind = |term| match term {
            Term::Time(_) => 0,
            Term::Days(Count::WorkingDays(_)) => 1,
            Term::Days(Count::CalendarDays(_) | Count::Weeks(_)) => 2,
            Term::Days(Count::Months(_)) => 3,
        };
        kind(self) == kind(other)
    }

    pub(crate) fn check(self, at: Place, what: &'static str, checks: &mut Checks) -> Result<(), Refused> {
        match self {
            Term::Time(time) => checks.length(at, what, time),
            Term::Days(_) => Ok(()),
        }
    }
}

impl From<Term> for Figure {
    fn from(term: Term) -> Self {
        match term {
            Term::Time(time) => time.into(),
            Term::Days(Count::WorkingDays(n)) => Figure::Word(format!("{n} working days")),
            Term::Days(Count::CalendarDays(n)) => Figure::Word(format!("{n} calendar days")),
            Term::Days(Count::Weeks(n)) => Figure::Word(format!("{n} weeks")),
            Term::Days(Count::Months(n)) => Figure::Word(format!("{n} months")),
        }
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        let read = || {
            let mut ms = 0;
            for (part, unit) in text.splitn(3, ':').zip([3_600_000, 60_000, 1_000]) {
                let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
                ms += whole.parse::<i64>().ok()? * unit + fraction.parse::<i64>().ok()?;
            }
            (0..=crate::moment::DAY).contains(&ms).then_some(TimeOfDay(ms))
        };
        read().ok_or_else(|| D::Error::custom(format_args!("{text:?} is no time of day")))
    }
}

/// Working days are in order and in their range, and no holiday is one.
pub(crate) fn check_working(at: Place, working: &WorkingDays, checks: &mut Checks) -> Result<(), Refused> {
    let (first, last) = (working.first, working.last);
    checks.keeps(at, "the range of days", last, "it is reversed", first <= last)?;
    let mut before = None;
    for &day in &working.days {
        let kept = first <= day && day <= last && before.is_none_or(|before| before < day);
        checks.keeps(at, "working day", day, "it is out of order or range", kept)?;
        before = Some(day);
    }
    let mut before = None;
    for holiday in &working.holidays {
        let date = holiday.date;
        let kept = first <= date && date <= last && before.is_none_or(|before| before < date);
        checks.keeps(at, "holiday", date, "it is out of order or range", kept)?;
        checks.keeps(at, "holiday", date, "it is a working day", !working.days.contains(&date))?;
        before = Some(date);
    }
    Ok(())
}

/// The due instant is that of the last day, counted again.
pub(crate) fn check_due(at: Place, due: &DueOnDay, given: &Given<'_, '_>, checks: &mut Checks) -> Result<(), Refused> {
    let zone = given.calendar.zone.ok_or_else(|| lacks(at, "the contract's zone", due.at))?;
    let beyond = || lacks(at, "a date of the calendar", due.at);
    let (event, reading) = zone::reading(zone, due.from).ok_or_else(beyond)?;
    let count = Recount { at, zone, due, given };
    let found = match due.limit {
        Count::WorkingDays(days) => count.working(event, reading, days)?,
        Count::CalendarDays(days) => count.civil(event, Day(event.0.saturating_add(i64::from(days))))?,
        Count::Weeks(weeks) => count.civil(event, Day(event.0.saturating_add(i64::from(weeks) * 7)))?,
        Count::Months(months) => {
            let last = event.date().and_then(|date| date.checked_add_months(Months::new(months)));
            count.civil(event, last.map(Day::of).ok_or_else(beyond)?)?
        }
    };
    let basis = || Basis::Of("the days and pauses");
    checks.same(at, "the day not counted", due.day_zero, basis(), found.day_zero)?;
    for place in 0..due.suspended.len().max(found.suspended.len()) {
        let (claimed, counted) = (due.suspended.get(place).copied(), found.suspended.get(place).copied());
        checks.same(at, "a suspended day", claimed, basis(), counted)?;
    }
    checks.same(at, "the last day counted", due.ends, basis(), found.ends)?;
    checks.same(at, "the last day", due.last, basis(), found.last)?;
    count.check_end(reading, checks)
}

struct Found {
    day_zero: Day,
    suspended: Vec<Day>,
    ends: Day,
    last: Day,
}

struct Recount<'r, 'g, 'a> {
    at: Place,
    zone: Tz,
    due: &'r DueOnDay,
    given: &'r Given<'g, 'a>,
}

impl Recount<'_, '_, '_> {
    fn chose(&self, choice: &str) -> bool {
        self.given.choices.contains(&choice)
    }

    /// Whether a pause touches the day; on the last one, only what begins before the limit ends.
    fn touched(&self, day: Day, is_last: bool) -> Result<bool, Refused> {
        let beyond = || lacks(self.at, "a date of the calendar", day);
        let from = zone::begins(self.zone, day).ok_or_else(beyond)?;
        let mut until = zone::begins(self.zone, Day(day.0 + 1)).ok_or_else(beyond)?;
        if is_last {
            until = until.min(self.due.at);
        }
        let touching = self.given.calendar.pauses().iter().find(|pause| pause.from < until && pause.until > from);
        match touching {
            Some(pause) if pause.until == NEVER => Err(lacks(self.at, "an end of the pause", self.due.at)),
            other => Ok(other.is_some()),
        }
    }

    fn stated_from(&self, first: Day) -> Result<VecDeque<Day>, Refused> {
        let working = self.given.working.ok_or_else(|| lacks(self.at, "a step on the working days", self.due.last))?;
        let covers = working.first == first && working.last == self.due.last;
        if !covers {
            return Err(lacks(self.at, "the working days from the first day to the last", self.due.last));
        }
        Ok(working.days.iter().copied().collect())
    }

    fn working(&self, event: Day, reading: TimeOfDay, days: u32) -> Result<Found, Refused> {
        let late = self.due.cut_off.is_some_and(|cut_off| reading > cut_off);
        let mut stated = self.stated_from(event)?;
        let mut next = || stated.pop_front().ok_or_else(|| lacks(self.at, "so many working days", self.due.last));
        let mut day_zero = next()?;
        if late && day_zero == event {
            day_zero = next()?;
        }
        let (mut day, mut counted, mut suspended) = (day_zero, 0, Vec::new());
        while counted < days {
            day = next()?;
            if self.touched(day, counted + 1 == days && day == self.due.last)? {
                suspended.push(day);
            } else {
                counted += 1;
            }
        }
        Ok(Found { day_zero, suspended, ends: day, last: day })
    }

    fn civil(&self, event: Day, last: Day) -> Result<Found, Refused> {
        let days = last.0.saturating_sub(event.0);
        let (mut ends, mut counted, mut suspended) = (event, 0, Vec::new());
        while counted < days {
            ends = Day(ends.0 + 1);
            if ends > self.due.last {
                return Err(lacks(self.at, "so many days", self.due.last));
            }
            let is_last = counted + 1 == days && ends == self.due.last;
            if self.touched(ends, is_last)? {
                suspended.push(ends);
            } else {
                counted += 1;
            }
        }
        let mut last = ends;
        if self.chose("last_day_moves") {
            let mut stated = self.stated_from(ends)?;
            loop {
                last = stated.pop_front().ok_or_else(|| lacks(self.at, "the next working day", self.due.last))?;
                if last == ends || !self.touched(last, last == self.due.last)? {
                    break;
                }
                suspended.push(last);
            }
        }
        Ok(Found { day_zero: event, suspended, ends, last })
    }

    /// When on the last day it ends.
    fn check_end(&self, reading: TimeOfDay, checks: &mut Checks) -> Result<(), Refused> {
        let DueOnDay { last, at: due, limit, .. } = *self.due;
        let beyond = || lacks(self.at, "a date of the calendar", due);
        let (begins, ends) =
            zone::begins(self.zone, last).zip(zone::begins(self.zone, Day(last.0 + 1))).ok_or_else(beyond)?;
        if !matches!(limit, Count::WorkingDays(_)) {
            let at_midnight = !self.chose("day_ends_at_same_time");
            let end = if at_midnight { Some(ends) } else { zone::latest(self.zone, last, reading) };
            return checks.same(self.at, "due at", Some(due), Basis::Of("the last day"), end);
        }
        if self.chose("working_day_ends_at_time") {
            // At which hour, only the contract says.
            return checks.keeps(self.at, "due at", due, "it is not on the last day", begins <= due && due <= ends);
        }
        let closes = self.given.working.and_then(|working| working.closes);
        checks.same(self.at, "due at", Some(due), Basis::Of("the last closing"), closes)?;
        // A window that begins on the day may close on the next.
        let after = zone::begins(self.zone, Day(last.0 + 2)).ok_or_else(beyond)?;
        checks.keeps(
            self.at,
            "due at",
            due,
            "no window that begins on the last day closes then",
            begins < due && due <= after,
        )
    }
}
