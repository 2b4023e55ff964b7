//! What one statement about hours says, and which statement a rule of a window came from.
//! Whether rules contradict each other is left to `check`.

use crate::{
    clauses::{statements, terms},
    diagnostic::{self, Diagnostic},
    model::{DayHours, EveryHours, HolidayHours, Hours, NthHours, ServiceWindow},
    phrase::{Value, ids},
    source::Span,
    syntax::{ClauseText, Statement},
    time::{Dates, Ends, EveryWeeks, Hours as Readings, Nth, Rank, TimeOfDay, Weekday, Weekdays},
};

/// Why a statement about hours is none.
pub(super) enum Wrong {
    /// What to say of it.
    Told(Box<Diagnostic>),
    /// The slot of that role names a day that no year has.
    NoSuchDay(&'static str),
}

impl From<Diagnostic> for Wrong {
    fn from(diagnostic: Diagnostic) -> Self {
        Wrong::Told(Box::new(diagnostic))
    }
}

/// Adds what a statement says about hours; of a statement that says nothing about them, nothing.
pub(super) fn take(window: &mut ServiceWindow, statement: &Statement) -> Result<(), Wrong> {
    let slots = &statement.said.slots;
    let days = || slots.phrase("days").and_then(terms::weekdays);
    match statement.said.id {
        ids::SERVICE_WINDOW_HOURS | ids::SERVICE_WINDOW_HOURS_OVERNIGHT => {
            let next_day = statement.said.id == ids::SERVICE_WINDOW_HOURS_OVERNIGHT;
            if let (Some(days), Some((from, until))) = (days(), range(statement, next_day)?) {
                window.hours.push(Hours { days, from, until, next_day });
            }
        }
        ids::SERVICE_WINDOW_ALWAYS => window.always = true,
        ids::SERVICE_WINDOW_EVERY_NTH_WEEK | ids::SERVICE_WINDOW_EVERY_WEEKS => {
            if let Some(rule) = every(statement)? {
                window.every.push(rule);
            }
        }
        ids::SERVICE_WINDOW_NTH => {
            let hours = opening(statement)?;
            if let (Some(nth), Some(day)) = (terms::term::<Nth>(slots, "nth"), terms::term::<Weekday>(slots, "day")) {
                window.nth.push(NthHours { nth, day, hours });
            }
        }
        ids::SERVICE_WINDOW_EXCEPT_HOLIDAYS => window.except_holidays.extend(slots.name("holidays")),
        ids::SERVICE_WINDOW_ON_HOLIDAYS => {
            let hours = opening(statement)?;
            match slots.name("holidays") {
                Some(list) if hours.is_empty() => window.except_holidays.push(list),
                Some(list) => window.on_holidays.push(HolidayHours { list, hours }),
                None => {}
            }
        }
        ids::SERVICE_WINDOW_BREAK => window.breaks.extend(range(statement, false)?),
        _ => {
            if let Some(dates) = dates(statement)? {
                on_dates(window, DayHours { dates, days: days().unwrap_or(Weekdays::ALL), hours: opening(statement)? });
            }
        }
    }
    Ok(())
}

/// Hours of the same dates that several statements name add up.
fn on_dates(window: &mut ServiceWindow, rule: DayHours) {
    let adds = |other: &&mut DayHours| {
        other.dates == rule.dates && other.days == rule.days && !other.hours.is_empty() && !rule.hours.is_empty()
    };
    match window.on_dates.iter_mut().find(adds) {
        Some(same) => same.hours.extend(rule.hours),
        None => window.on_dates.push(rule),
    }
}

/// Both ends of a range of readings; an end that does not lie after the beginning is wrong.
fn range(statement: &Statement, next_day: bool) -> Result<Option<(TimeOfDay, TimeOfDay)>, Wrong> {
    let slots = &statement.said.slots;
    let Some((from, until)) = slots.time("from").zip(slots.time("until")) else { return Ok(None) };
    let span = statement.place("from").to(statement.place("until"));
    ordered(span, from, until, next_day).map(Some)
}

fn ordered(span: Span, from: TimeOfDay, until: TimeOfDay, next_day: bool) -> Result<(TimeOfDay, TimeOfDay), Wrong> {
    if !next_day && from == until {
        return Err(diagnostic::equal_ends(span, from.into()).into());
    }
    if !next_day && until < from {
        return Err(diagnostic::ends_before_start(span, from.into(), until.into()).into());
    }
    Ok((from, until))
}

/// The ranges in the slot of hours; none: closed.
fn opening(statement: &Statement) -> Result<Vec<Readings>, Wrong> {
    let slots = &statement.said.slots;
    // `closed` has no list.
    let listed = slots.phrase("hours").map_or_else(|| slots.list("hours"), |said| said.slots.list("hours"));
    let mut all = Vec::new();
    for said in listed.iter().filter_map(Value::as_phrase) {
        let next_day = said.id == ids::HOURS_NEXT_DAY;
        if let (Some(from), Some(until)) = (said.slots.time("from"), said.slots.time("until")) {
            let (from, until) = ordered(statement.place("hours"), from, until, next_day)?;
            all.push(Readings { from, until, ends: if next_day { Ends::NextDay } else { Ends::SameDay } });
        }
    }
    Ok(all)
}

fn every(statement: &Statement) -> Result<Option<EveryHours>, Wrong> {
    let slots = &statement.said.slots;
    let Some(from) = slots.date("from") else { return Ok(None) };
    let (weeks, days) = match slots.int("weeks") {
        Some(weeks) => {
            let known = u32::try_from(weeks).ok().filter(|weeks| (1..=MOST_WEEKS).contains(weeks));
            let wrong = || diagnostic::no_such_value(statement.place("weeks"), &weeks.to_string());
            (Some(known.ok_or_else(wrong)?), slots.phrase("days").and_then(terms::weekdays))
        }
        None => {
            let day: Option<Weekday> = terms::term(slots, "day");
            if let Some(day) = day.filter(|day| *day != from.weekday()) {
                let (is, said) = (terms::Term::say(from.weekday(), "weekday"), terms::Term::say(day, "weekday"));
                return Err(diagnostic::counted_from_other_weekday(statement.place("from"), from, is, said).into());
            }
            let nth = slots.phrase("nth").and_then(|said| said.id.key().trim_start_matches('n').parse().ok());
            (nth, day.map(Weekdays::from))
        }
    };
    let hours = opening(statement)?;
    Ok(weeks.zip(days).map(|(weeks, days)| EveryHours { every: EveryWeeks { weeks, from }, days, hours }))
}

/// Two years: what comes less often is said by date.
const MOST_WEEKS: u32 = 104;

/// The dates that a statement names; `None`: it names none.
fn dates(statement: &Statement) -> Result<Option<Dates>, Wrong> {
    let slots = &statement.said.slots;
    if let Some(date) = slots.date("date") {
        return Ok(Some(Dates::on(date)));
    }
    if let (Some(from), Some(until)) = (slots.date("from"), slots.date("through")) {
        if until < from {
            return Err(diagnostic::ends_before_start(statement.span, from.into(), until.into()).into());
        }
        return Ok(Some(Dates::Range { from, until }));
    }
    let day = |role: &'static str| {
        slots.phrase(role).map(|said| terms::day_of_year(said).ok_or(Wrong::NoSuchDay(role))).transpose()
    };
    if let Some(day) = day("day")? {
        return Ok(Some(Dates::Yearly { from: day, until: day }));
    }
    Ok(day("from")?.zip(day("through")?).map(|(from, until)| Dates::Yearly { from, until }))
}

/// Where the rules of a window stand, in the order in which the model has them.
pub(crate) struct Speaking([Vec<Span>; 7]);

impl Speaking {
    /// Of a clause: which statement made which rule.
    pub(crate) fn of(clause: &ClauseText) -> Speaking {
        let mut window = ServiceWindow::default();
        let mut spans: [Vec<Span>; 7] = Default::default();
        for statement in statements(clause) {
            let before = counts(&window);
            // What is wrong with it was reported when it was read.
            if take(&mut window, statement).is_ok() {
                for ((list, before), after) in spans.iter_mut().zip(before).zip(counts(&window)) {
                    list.extend((before..after).map(|_| statement.span));
                }
            }
        }
        Speaking(spans)
    }

    /// Where the rule with that number among its rank stands.
    pub(crate) fn place(&self, rank: Rank, number: usize) -> Option<Span> {
        let [hours, every, always, nth, closed, holidays, dates] = &self.0;
        match rank {
            Rank::Weekly => hours.iter().chain(every).chain(always).nth(number),
            Rank::Nth => nth.get(number),
            Rank::Holiday => closed.iter().chain(holidays).nth(number),
            Rank::Dates => dates.get(number),
        }
        .copied()
    }
}

fn counts(window: &ServiceWindow) -> [usize; 7] {
    [
        window.hours.len(),
        window.every.len(),
        usize::from(window.always),
        window.nth.len(),
        window.except_holidays.len(),
        window.on_holidays.len(),
        window.on_dates.len(),
    ]
}
