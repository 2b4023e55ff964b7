//! When a service window of a contract is open, asked of one instant after another, from the text of 2.1.
//! What runs in a window is left to `clock`.

use klausel::{
    Id,
    model::{Holidays, ListedDay, Model, ServiceWindow},
    time::{Date, Dates, Ends, Hours, Instant, Interval, Millis, Nth, Removes, Repeated, Resolve, Skipped, Zone},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// A local reading as milliseconds since 1970-01-01 00:00 on the same clock: dates and times of day in one number.
type Reading = i64;

const DAY: i64 = 86_400_000;

/// Openings by window and day.
type Kept = BTreeMap<(Option<Id>, i64), Vec<Interval>>;

/// The windows of a contract. Openings of a day that was asked for are kept, which changes no answer.
pub(super) struct Windows<'m> {
    model: &'m Model,
    kept: RefCell<Kept>,
}

impl<'m> Windows<'m> {
    pub(super) fn of(model: &'m Model) -> Self {
        Windows { model, kept: RefCell::default() }
    }

    /// The openings of a window within a day of UTC, by its number since 1970. No window: always open.
    pub(super) fn on_day(&self, window: Option<&Id>, day: i64) -> Vec<Interval> {
        let key = (window.cloned(), day);
        if let Some(kept) = self.kept.borrow().get(&key) {
            return kept.clone();
        }
        let (from, until) = (day * DAY, (day + 1) * DAY);
        let mut edges = BTreeSet::from([from, until]);
        if let Some(window) = window {
            self.edges(window, day, &mut edges);
        }
        let edges: Vec<i64> = edges.into_iter().filter(|edge| (from..=until).contains(edge)).collect();
        let mut openings: Vec<Interval> = Vec::new();
        for pair in edges.windows(2) {
            let piece = Interval::new(Instant::from_millis(pair[0]), Instant::from_millis(pair[1]));
            if !self.is_open(window, piece.from) {
                continue;
            }
            match openings.last_mut().filter(|last| last.until == piece.from) {
                Some(last) => last.until = piece.until,
                None => openings.push(piece),
            }
        }
        self.kept.borrow_mut().insert(key, openings.clone());
        openings
    }

    /// Every instant of a day at which the window may open or close: where a reading that it names is shown, where the
    /// clocks change, and where they have caught up with themselves.
    fn edges(&self, window: &Id, day: i64, edges: &mut BTreeSet<i64>) {
        let body = self.body(window);
        let zone = body.zone.unwrap_or(self.model.head.zone);
        let around: Vec<i64> = (day - 1..=day + 2).map(|day| offset(zone, day * DAY)).collect();
        for date in day - 2..=day + 1 {
            for reading in readings(body) {
                edges.extend(around.iter().map(|offset| date * DAY + reading - offset));
            }
        }
        let mut from = (day - 1) * DAY;
        while from < (day + 1) * DAY {
            let until = from + DAY;
            if offset(zone, from) != offset(zone, until) {
                let change = change_of_clocks(zone, from, until);
                // Where they are set back, readings are shown for the second time up to the length of that later.
                edges.extend([change, change + i64::max(offset(zone, from) - offset(zone, until), 0)]);
            }
            from = until;
        }
        for other in body.together.iter().chain(&body.only_within).chain(&body.without) {
            self.edges(other, day, edges);
        }
    }

    fn body(&self, window: &Id) -> &'m ServiceWindow {
        &self.model.windows.iter().find(|clause| clause.name == *window).expect("a window").body
    }

    /// Whether a window is open at an instant.
    pub(super) fn is_open(&self, window: Option<&Id>, at: Instant) -> bool {
        let Some(window) = window else { return true };
        let body = self.body(window);
        // A window made of others is their union, cut to each that it must lie within, less each excluded one.
        let own = if body.together.is_empty() {
            !body.never && self.has_hours(body, at)
        } else {
            body.together.iter().any(|part| self.is_open(Some(part), at))
        };
        own && body.only_within.iter().all(|other| self.is_open(Some(other), at))
            && !body.without.iter().any(|other| self.is_open(Some(other), at))
    }

    /// "An instant is in it iff its reading is."
    fn has_hours(&self, window: &ServiceWindow, at: Instant) -> bool {
        let zone = window.zone.unwrap_or(self.model.head.zone);
        let (date, time) = zone.local(at);
        // "Repeated hour counts once (the first)."
        let is_second_time = zone.instant(date, time, Resolve::Start) != at;
        if window.repeated == Some(Repeated::Once) && is_second_time {
            return false;
        }
        let now = date.day_number() * DAY + i64::from(time.as_millis());
        let shifts = window.skipped == Some(Skipped::Shifted);
        let holds = |day: i64, hours: Hours| {
            let from = day * DAY + i64::from(hours.from.as_millis());
            let next = if hours.ends == Ends::NextDay { DAY } else { 0 };
            let until = day * DAY + i64::from(hours.until.as_millis()) + next;
            if shifts { shifted(zone, from) <= now && now < shifted(zone, until) } else { from <= now && now < until }
        };
        let today = date.day_number();
        // "A break is local readings too, and subtracts from all of them."
        let in_break = |day: i64| window.breaks.iter().any(|(from, until)| holds(day, Hours::same_day(*from, *until)));
        if (today - 2..=today).any(in_break) {
            return false;
        }
        let civil_day = window.holiday_removes == Some(Removes::CivilDay);
        let gone = civil_day && self.is_holiday(window, date) && on_dates(window, date).is_none();
        // "A window belongs to the day d on which it starts."
        (today - 2..=today).any(|day| {
            let start = Date::from_day_number(day).expect("a date");
            let own = self.hours_of_holiday(window, start);
            let usual = self.usual_hours(window, start);
            // "The holiday removes the civil day, every instant with that local date", save for hours of its own.
            own.into_iter().any(|hours| holds(day, hours) && (!gone || day == today))
                || usual.into_iter().any(|hours| holds(day, hours) && !gone)
        })
    }

    /// "Strongest first: hours for a date or date range, holidays, nth weekday, weekly pattern." The hours that start on
    /// a day, save those that a holiday states.
    fn usual_hours(&self, window: &ServiceWindow, day: Date) -> Vec<Hours> {
        if let Some(hours) = on_dates(window, day) {
            return hours;
        }
        // "A holiday on d removes it whole and leaves the night that began the day before"; as a civil day it removes
        // instants, not windows.
        if self.is_holiday(window, day) && window.holiday_removes != Some(Removes::CivilDay) {
            return Vec::new();
        }
        let nth = window.nth.iter().find(|rule| {
            let is_last = day.plus_days(7).is_none_or(|later| later.month() != day.month());
            let number = day.day().div_ceil(7);
            rule.day == day.weekday() && if rule.nth == Nth::Last { is_last } else { rule.nth == Nth::Number(number) }
        });
        if let Some(rule) = nth {
            return rule.hours.clone();
        }
        let mut all = Vec::new();
        for hours in window.hours.iter().filter(|hours| hours.days.contains(day.weekday())) {
            let make = if hours.next_day { Hours::over_midnight } else { Hours::same_day };
            all.push(make(hours.from, hours.until));
        }
        for rule in window.every.iter().filter(|rule| rule.days.contains(day.weekday())) {
            let weeks = (monday(day) - monday(rule.every.from)) / 7;
            if weeks % i64::from(rule.every.weeks) == 0 {
                all.extend(rule.hours.iter().copied());
            }
        }
        if window.always {
            all.push(Hours::DAY);
        }
        all
    }

    /// The hours that a window states for a holiday, if that day is one and no stronger rule speaks about it.
    fn hours_of_holiday(&self, window: &ServiceWindow, day: Date) -> Vec<Hours> {
        if on_dates(window, day).is_some() {
            return Vec::new();
        }
        let rule = window.on_holidays.iter().find(|rule| self.lists(&rule.list, day));
        rule.map(|rule| rule.hours.clone()).unwrap_or_default()
    }

    /// When the hours that start on a day are over, if any do and give it time: "a civil day on which the named calendar
    /// opens".
    pub(super) fn begins_on(&self, window: &Id, day: Date) -> Option<Instant> {
        let body = self.body(window);
        let zone = body.zone.unwrap_or(self.model.head.zone);
        let hours = [self.hours_of_holiday(body, day), self.usual_hours(body, day)].concat();
        let ends = |hours: &Hours| {
            let next = if hours.ends == Ends::NextDay { DAY } else { 0 };
            let reading = day.day_number() * DAY + i64::from(hours.until.as_millis()) + next;
            let date = Date::from_day_number(reading.div_euclid(DAY)).expect("a date");
            let time = klausel::time::TimeOfDay::from_millis(reading.rem_euclid(DAY) as u32).expect("a time");
            zone.instant(date, time, Resolve::Due)
        };
        let span = Interval::new(zone.first_instant_of(day), hours.iter().map(ends).max()?);
        let days = span.from.as_millis().div_euclid(DAY)..=span.until.as_millis().div_euclid(DAY);
        let open = days.flat_map(|day| self.on_day(Some(window), day)).map(|piece| piece.intersect(span));
        open.filter(|piece| !piece.is_empty()).map(|piece| piece.until).max()
    }

    fn is_holiday(&self, window: &ServiceWindow, day: Date) -> bool {
        let lists = window.except_holidays.iter().chain(window.on_holidays.iter().map(|rule| &rule.list));
        lists.into_iter().any(|list| self.lists(list, day))
    }

    pub(super) fn lists(&self, list: &Id, day: Date) -> bool {
        let list: &Holidays = &self.model.holidays.iter().find(|clause| clause.name == *list).expect("a list").body;
        assert!(list.regions.is_empty(), "this evaluator reads listed days only");
        let is = |listed: &ListedDay| match *listed {
            ListedDay::On(date) => date == day,
            ListedDay::Through(from, until) => from <= day && day <= until,
            // "29 February exists in leap years only."
            ListedDay::Yearly(yearly) => yearly.in_year(day.year()) == Some(day),
        };
        list.including.iter().any(is) && !list.without.iter().any(is)
    }
}

/// The hours that a rule for dates gives a day; `None` where none speaks about it.
fn on_dates(window: &ServiceWindow, day: Date) -> Option<Vec<Hours>> {
    let speaks = |dates: Dates| match dates {
        Dates::Range { from, until } => from <= day && day <= until,
        Dates::Yearly { from, until } => {
            let of = |date: Date| (date.month(), date.day());
            let place = |yearly: klausel::time::MonthDay| of(yearly.in_year(2024).expect("a leap year has every day"));
            let (from, until, own) = (place(from), place(until), of(day));
            if from <= until { from <= own && own <= until } else { from <= own || own <= until }
        }
    };
    let rule = window.on_dates.iter().find(|rule| speaks(rule.dates) && rule.days.contains(day.weekday()));
    rule.map(|rule| rule.hours.clone())
}

/// Every reading of a day that a window names, and the day's own ends.
fn readings(window: &ServiceWindow) -> BTreeSet<i64> {
    let mut all = BTreeSet::from([0, DAY]);
    let mut name = |hours: &Hours| {
        all.insert(i64::from(hours.from.as_millis()));
        all.insert(i64::from(hours.until.as_millis()));
    };
    let every = window.every.iter().flat_map(|rule| &rule.hours);
    let nth = window.nth.iter().flat_map(|rule| &rule.hours);
    let dates = window.on_dates.iter().flat_map(|rule| &rule.hours);
    let holidays = window.on_holidays.iter().flat_map(|rule| &rule.hours);
    every.chain(nth).chain(dates).chain(holidays).for_each(&mut name);
    window.hours.iter().for_each(|hours| name(&Hours::same_day(hours.from, hours.until)));
    window.breaks.iter().for_each(|(from, until)| name(&Hours::same_day(*from, *until)));
    all
}

/// The number of the Monday of a day's week.
fn monday(day: Date) -> i64 {
    // 1970-01-05 was a Monday.
    day.day_number() - (day.day_number() - 4).rem_euclid(7)
}

/// What the clocks of a zone show beyond UTC.
fn offset(zone: Zone, at: i64) -> i64 {
    let (date, time) = zone.local(Instant::from_millis(at));
    date.day_number() * DAY + i64::from(time.as_millis()) - at
}

/// The instant between two at which the clocks of a zone change.
fn change_of_clocks(zone: Zone, mut before: i64, mut after: i64) -> i64 {
    let old = offset(zone, before);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(zone, middle) == old {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

/// "An end inside a gap moves forward by the gap's length."
fn shifted(zone: Zone, reading: Reading) -> Reading {
    let date = Date::from_day_number(reading.div_euclid(DAY)).expect("a date");
    let time = klausel::time::TimeOfDay::from_millis(reading.rem_euclid(DAY) as u32).expect("a time");
    let meant = zone.instant(date, time, Resolve::Start);
    let exists = zone.local(meant) == (date, time);
    let gap = || offset(zone, meant.as_millis()) - offset(zone, (meant - Millis(1)).as_millis());
    if exists { reading } else { reading + gap() }
}
