//! The meaning of a calendar: from rules and readings to intervals of UTC, day by day and zone by zone.
//! Looking up instants quickly is left to `table`, contradictions between rules to `check`.

use super::civil::DAY;
use super::offsets::Offsets;
use super::{
    Calendar, CalendarError, Date, DateRule, Holiday, HolidayCalendar, HolidayRule, Holidays, Hours, Instant, Interval,
    Intervals, NthRule, Removes, Repeated, Resolve, Schedule, Skipped, WeekRule,
};
use std::collections::BTreeMap;

/// A calendar with its holidays looked up; no rule of it is asked anything but "what on this day?".
pub(super) enum Plan {
    Always,
    Never,
    Fixed(Intervals),
    Days(Box<DayPlan>),
    Union(Vec<Plan>),
    Intersect(Vec<Plan>),
    Minus(Box<Plan>, Box<Plan>),
    Complement(Box<Plan>),
}

/// A schedule with the dates of its holiday lists.
pub(super) struct DayPlan {
    schedule: Schedule,
    /// As many as the schedule's holiday rules, in their order.
    lists: Vec<List>,
}

struct List {
    calendar: HolidayCalendar,
    /// Sorted.
    day_numbers: Vec<i64>,
}

/// The rule that speaks about a day.
enum Speaking<'a> {
    Dates(&'a DateRule),
    Holiday(usize, &'a HolidayRule),
    Nth(&'a NthRule),
    Weekly,
}

/// Whether a window may keep the part on the day on which it starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OwnDay {
    Stays,
    Removed,
}

/// The years from which to which a plan knows all its holidays, or why it knows none.
pub(super) struct Known {
    pub(super) first_year: i32,
    pub(super) last_year: i32,
}

impl Plan {
    pub(super) fn of(calendar: &Calendar, holidays: &dyn Holidays) -> Result<Plan, CalendarError> {
        let all = |parts: &[Calendar]| parts.iter().map(|part| Plan::of(part, holidays)).collect::<Result<Vec<_>, _>>();
        Ok(match calendar {
            Calendar::Always => Plan::Always,
            Calendar::Never => Plan::Never,
            Calendar::Fixed(intervals) => Plan::Fixed(intervals.clone()),
            Calendar::Schedule(schedule) => Plan::Days(Box::new(DayPlan::of(schedule, holidays)?)),
            Calendar::Union(parts) => Plan::Union(all(parts)?),
            Calendar::Intersect(parts) => Plan::Intersect(all(parts)?),
            Calendar::Minus(from, taken) => {
                Plan::Minus(Box::new(Plan::of(from, holidays)?), Box::new(Plan::of(taken, holidays)?))
            }
            Calendar::Complement(part) => Plan::Complement(Box::new(Plan::of(part, holidays)?)),
        })
    }

    /// The instants of `range` that are in the calendar.
    pub(super) fn within(&self, range: Interval) -> Intervals {
        match self {
            Plan::Always => Intervals::from([range]),
            Plan::Never => Intervals::EMPTY,
            Plan::Fixed(intervals) => intervals.clip(range),
            Plan::Days(days) => days.within(range),
            Plan::Union(parts) => parts.iter().flat_map(|part| Vec::from(part.within(range))).collect(),
            Plan::Intersect(parts) => {
                parts.iter().fold(Intervals::from([range]), |kept, part| kept.intersect(&part.within(range)))
            }
            Plan::Minus(from, taken) => from.within(range).minus(&taken.within(range)),
            Plan::Complement(part) => part.within(range).complement_within(range),
        }
    }

    /// The instant until which the windows that start on a day reach, at most; `None` where none starts on it.
    ///
    /// Windows have no day once sets are combined: a union reaches as far as any part, an intersection as any of its
    /// parts reaches first; what is not made of days counts every day until 24:00 in `zone`.
    pub(super) fn reach(&self, date: Date, zone: super::Zone) -> Option<Instant> {
        match self {
            Plan::Never => None,
            Plan::Always | Plan::Fixed(_) | Plan::Complement(_) => Some(zone.end_of(date)),
            Plan::Days(days) => days.reach(date),
            Plan::Union(parts) => parts.iter().filter_map(|part| part.reach(date, zone)).max(),
            Plan::Intersect(parts) => {
                let all = parts.iter().map(|part| part.reach(date, zone)).collect::<Option<Vec<_>>>()?;
                Some(all.into_iter().min().unwrap_or_else(|| zone.end_of(date)))
            }
            Plan::Minus(from, _) => from.reach(date, zone),
        }
    }

    /// Whether it can still open after any given instant; `false` only where it certainly cannot.
    pub(super) fn recurs(&self) -> bool {
        match self {
            Plan::Always | Plan::Complement(_) => true,
            Plan::Never | Plan::Fixed(_) => false,
            Plan::Days(days) => days.recurs(),
            Plan::Union(parts) => parts.iter().any(Plan::recurs),
            Plan::Intersect(parts) => parts.iter().all(Plan::recurs),
            Plan::Minus(from, _) => from.recurs(),
        }
    }

    /// Calls `visit` with each schedule, in the order in which the calendar is written.
    pub(super) fn each_day_plan<'a>(&'a self, visit: &mut dyn FnMut(&'a DayPlan)) {
        match self {
            Plan::Always | Plan::Never | Plan::Fixed(_) => {}
            Plan::Days(days) => visit(days),
            Plan::Union(parts) | Plan::Intersect(parts) => parts.iter().for_each(|part| part.each_day_plan(visit)),
            Plan::Minus(from, taken) => {
                from.each_day_plan(visit);
                taken.each_day_plan(visit);
            }
            Plan::Complement(part) => part.each_day_plan(visit),
        }
    }
}

impl DayPlan {
    fn of(schedule: &Schedule, holidays: &dyn Holidays) -> Result<DayPlan, CalendarError> {
        let list = |rule: &HolidayRule| {
            let unknown = || CalendarError::UnknownHolidays { list: rule.list.clone() };
            let calendar = holidays.list(&rule.list).ok_or_else(unknown)?;
            let dates = calendar.dates_in_range(Date::FIRST, Date::LAST);
            Ok(List { calendar, day_numbers: dates.into_iter().map(Date::day_number).collect() })
        };
        let lists = schedule.holidays.iter().map(list).collect::<Result<_, _>>()?;
        Ok(DayPlan { schedule: schedule.clone(), lists })
    }

    /// The years that all its holiday lists know.
    pub(super) fn known(&self) -> Known {
        let years = |list: &List| list.calendar.years();
        Known {
            first_year: self.lists.iter().map(|list| *years(list).start()).max().unwrap_or(Date::FIRST.year()),
            last_year: self.lists.iter().map(|list| *years(list).end()).min().unwrap_or(Date::LAST.year()),
        }
    }

    /// The instants that bear a date of the years `known`.
    pub(super) fn instants_of(&self, known: &Known) -> Interval {
        let first = |year| Date::new(year, 1, 1).map(|date| self.schedule.zone.first_instant_of(date));
        let last = |year| Date::new(year, 12, 31).map(|date| self.schedule.zone.end_of(date));
        Interval::new(first(known.first_year).unwrap_or(Instant::MAX), last(known.last_year).unwrap_or(Instant::MIN))
    }

    fn recurs(&self) -> bool {
        let Schedule { weekly, nth, holidays, dates, .. } = &self.schedule;
        weekly.iter().any(|rule| !rule.hours.is_empty())
            || nth.iter().any(|rule| !rule.hours.is_empty())
            || holidays.iter().any(|rule| !rule.hours.is_empty())
            || dates.iter().any(|rule| !rule.hours.is_empty() && matches!(rule.dates, super::Dates::Yearly { .. }))
    }

    /// The strongest rule that speaks about a day; the first of equals, which `check` refuses.
    fn speaking(&self, day: i64) -> Speaking<'_> {
        let Schedule { dates, nth, holidays, .. } = &self.schedule;
        let date = if dates.is_empty() && nth.is_empty() { None } else { Date::from_day_number(day) };
        if let Some(rule) = date.and_then(|date| dates.iter().find(|rule| rule.covers(date))) {
            return Speaking::Dates(rule);
        }
        let holiday = self.lists.iter().position(|list| list.day_numbers.binary_search(&day).is_ok());
        if let Some((index, rule)) = holiday.and_then(|index| Some((index, holidays.get(index)?))) {
            return Speaking::Holiday(index, rule);
        }
        self.speaking_without_holidays(date, nth)
    }

    fn speaking_without_holidays<'a>(&self, date: Option<Date>, nth: &'a [NthRule]) -> Speaking<'a> {
        match date.and_then(|date| nth.iter().find(|rule| rule.covers(date))) {
            Some(rule) => Speaking::Nth(rule),
            None => Speaking::Weekly,
        }
    }

    /// The hours of a day by the rule that speaks about it.
    fn hours<'a>(&'a self, day: i64, speaking: &Speaking<'a>) -> impl Iterator<Item = Hours> + 'a {
        let (own, weekly): (&'a [Hours], &'a [WeekRule]) = match speaking {
            Speaking::Dates(rule) => (&rule.hours, &[]),
            Speaking::Holiday(_, rule) => (&rule.hours, &[]),
            Speaking::Nth(rule) => (&rule.hours, &[]),
            Speaking::Weekly => (&[], &self.schedule.weekly),
        };
        own.iter().copied().chain(hours_of(weekly, day))
    }

    fn removes_civil_day(&self, day: i64) -> bool {
        matches!(self.speaking(day), Speaking::Holiday(_, rule) if rule.removes == Removes::CivilDay)
    }

    fn within(&self, range: Interval) -> Intervals {
        let offsets = self.schedule.zone.offsets();
        let days = self.days_around(range);
        let mut windows = Vec::new();
        for day in days.clone() {
            let speaking = self.speaking(day);
            for hours in self.hours(day, &speaking) {
                self.open(day, hours, OwnDay::Stays, &mut windows);
            }
            if matches!(&speaking, Speaking::Holiday(_, rule) if rule.removes == Removes::CivilDay) {
                // The holiday took its own date and no other: what its windows reach of the next may stay.
                let weaker = self.speaking_without_holidays(Date::from_day_number(day), &self.schedule.nth);
                for hours in self.hours(day, &weaker) {
                    self.open(day, hours, OwnDay::Removed, &mut windows);
                }
            }
        }
        let windows = Intervals::from_unsorted(windows).clip(range);
        if self.schedule.breaks.is_empty() {
            return windows;
        }
        let mut breaks = Vec::new();
        for day in days {
            for hours in hours_of(&self.schedule.breaks, day) {
                let (from, until) = self.readings(day, hours);
                spread(offsets, from, until, Repeated::Twice, &mut breaks);
            }
        }
        windows.minus(&Intervals::from_unsorted(breaks))
    }

    /// Adds a window of a day, without the civil days that holidays remove.
    fn open(&self, day: i64, hours: Hours, own: OwnDay, into: &mut Vec<Interval>) {
        let (offsets, repeated) = (self.schedule.zone.offsets(), self.schedule.repeated);
        let (from, until) = self.readings(day, hours);
        if self.schedule.holidays.iter().all(|rule| rule.removes == Removes::WindowsStarting) {
            return spread(offsets, from, until, repeated, into);
        }
        for each in from.div_euclid(DAY)..=(until - 1).div_euclid(DAY) {
            let removed = if each == day { own == OwnDay::Removed } else { self.removes_civil_day(each) };
            if !removed {
                spread(offsets, from.max(each * DAY), until.min((each + 1) * DAY), repeated, into);
            }
        }
    }

    /// The numbers of the days whose windows may reach into `range`.
    fn days_around(&self, range: Interval) -> std::ops::RangeInclusive<i64> {
        let offsets = self.schedule.zone.offsets();
        let day = |at: Instant| offsets.reading(at.as_millis()).div_euclid(DAY);
        (day(range.from) - 2).max(Date::FIRST.day_number())..=(day(range.until) + 2).min(Date::LAST.day_number())
    }

    /// Hours on a day as readings since 1970, with the choice for ends in a gap.
    fn readings(&self, day: i64, hours: Hours) -> (i64, i64) {
        let (from, until) = hours.readings();
        let (from, until) = (day * DAY + from, day * DAY + until);
        match self.schedule.skipped {
            Skipped::Absent => (from, until),
            Skipped::Shifted => {
                let offsets = self.schedule.zone.offsets();
                let shifted = |reading| reading + offsets.gap_at(reading).unwrap_or(0);
                (shifted(from), shifted(until))
            }
        }
    }

    /// The holidays in `range` that took a window away or gave the day other hours.
    pub(super) fn holidays_applied(&self, range: Interval, found: &mut BTreeMap<Date, Holiday>) {
        for day in self.days_around(range) {
            let Speaking::Holiday(index, rule) = self.speaking(day) else { continue };
            let Some((date, list)) = Date::from_day_number(day).zip(self.lists.get(index)) else { continue };
            let zone = self.schedule.zone;
            let of_day = Interval::new(zone.first_instant_of(date), zone.end_of(date));
            let weaker = self.speaking_without_holidays(Some(date), &self.schedule.nth);
            let took_own = self.hours(day, &weaker).next().is_some();
            let took_night = rule.removes == Removes::CivilDay
                && self.hours(day - 1, &self.speaking(day - 1)).any(|hours| hours.readings().1 > DAY);
            let applied = took_own || took_night || !rule.hours.is_empty();
            if applied
                && !of_day.intersect(range).is_empty()
                && let Ok(Some(holiday)) = list.calendar.on(date)
            {
                found.entry(date).or_insert(holiday);
            }
        }
    }

    fn reach(&self, date: Date) -> Option<Instant> {
        let day = date.day_number();
        let latest = self.hours(day, &self.speaking(day)).map(|hours| self.readings(day, hours).1).max()?;
        Some(Instant::from_millis(self.schedule.zone.offsets().instant(latest, Resolve::Due)))
    }
}

/// The hours that weekly rules give a day.
fn hours_of(rules: &[WeekRule], day: i64) -> impl Iterator<Item = Hours> {
    rules.iter().filter(move |rule| rule.covers(day)).flat_map(|rule| rule.hours.iter().copied())
}

/// Adds the instants whose readings lie in `[from, until)`.
fn spread(offsets: &Offsets, from: i64, until: i64, repeated: Repeated, into: &mut Vec<Interval>) {
    for stretch in offsets.stretches(from, until) {
        let second_time = match repeated {
            Repeated::Twice => 0,
            Repeated::Once => (stretch.offset_before - stretch.offset).max(0),
        };
        let first = (from - stretch.offset).max(stretch.from.saturating_add(second_time));
        let last = (until - stretch.offset).min(stretch.until);
        if first < last {
            into.push(Interval::new(Instant::from_millis(first), Instant::from_millis(last)));
        }
    }
}
