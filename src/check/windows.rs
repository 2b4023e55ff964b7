//! What only all windows and holidays of a contract show: windows made of themselves, rules that contradict each other,
//! choices left open where they matter. What a rule means on a day is left to `time`.

use crate::{
    clauses::{Speaking, say_removes, say_repeated, say_skipped},
    diagnostic::{self, Diagnostics, Fix},
    model::{Clause, HolidayLists, Kind, Model, NoCalendar, ServiceWindow, calendar, schedule},
    name::Id,
    phrase::{Catalogue, Printer, Said, ids},
    source::Span,
    syntax::{Block, ClauseText, Document, Statement},
    time::{
        Calendar, Ends, FaultKind, Horizon, Hours, Rank, Removes, Repeated, Schedule, Skipped, TimeOfDay, WindowChoice,
        Zone, choices_that_matter,
    },
};

/// More rules for dates than this are compared by `compile` only: a limit on hostile input, for every pair is compared.
const MOST_DATES: usize = 100;

/// How many years a choice is looked for in: each leap day and weekday of the change of clocks is not needed, the first
/// night before a holiday and the first change of clocks are.
const YEARS: i32 = 6;

/// Finds what is wrong with the windows of a contract, and what they leave open.
pub(super) fn check(document: &Document, model: &Model, found: &mut Diagnostics) {
    let Some(catalogue) = Catalogue::of(&document.lang) else { return };
    let printer = Printer::new(catalogue, &document.glossary, Zone::UTC);
    let texts = document.clauses.iter().filter(|clause| clause.kind == Kind::ServiceWindow);
    // Of a contract with an unknown region nothing more is said: it is wrong elsewhere.
    let Ok(lists) = HolidayLists::of(model) else { return };
    for (text, clause) in texts.zip(&model.windows) {
        if calendar(model, &clause.name) == Err(NoCalendar::Circular(clause.name.clone())) {
            let statement = statements(text).find(|statement| leads_back(model, &clause.name, statement));
            let span = statement.map_or(text.span, |statement| statement.span);
            found.push(diagnostic::circular_window(span, &printer.word(&clause.name)));
        }
        statements(text).for_each(|statement| odd_minutes(statement, &printer, found));
        let rules = schedule(&clause.body, model.head.zone);
        if !clause.body.together.is_empty() || clause.body.never || rules.dates.len() > MOST_DATES {
            continue;
        }
        let speaking = Speaking::of(text);
        if faults(&rules, &lists, &speaking, text.span, found) == 0 && text.whole {
            open(model, clause, rules, &lists, (&speaking, text.span), &printer, found);
        }
    }
}

fn statements(clause: &ClauseText) -> impl Iterator<Item = &Statement> {
    clause.blocks.iter().filter_map(|block| match block {
        Block::Statement(statement) => Some(statement),
        Block::Table(_) | Block::Wording { .. } => None,
    })
}

/// Notes a beginning a minute after the hour, and an end a minute before it: `18:01 to 07:59`.
fn odd_minutes(statement: &Statement, printer: &Printer<'_>, found: &mut Diagnostics) {
    if ![ids::SERVICE_WINDOW_HOURS, ids::SERVICE_WINDOW_HOURS_OVERNIGHT].contains(&statement.said.id) {
        return;
    }
    for (role, minute, by) in [("from", 1, -MINUTE), ("until", 59, MINUTE)] {
        let read = statement.said.slots.time(role).filter(|time| i64::from(time.as_millis()) / MINUTE % 60 == minute);
        let meant = read.and_then(|time| u32::try_from(i64::from(time.as_millis()) + by).ok());
        if let Some((read, meant)) = read.zip(meant.and_then(TimeOfDay::from_millis)) {
            let span = statement.place(role);
            let fix = Some(Fix { span, text: printer.time(meant) });
            found.push(diagnostic::odd_minute(span, read, meant, fix));
        }
    }
}

const MINUTE: i64 = 60_000;

/// Whether a statement of a window's clause names a window that is made of it.
fn leads_back(model: &Model, own: &Id, statement: &Statement) -> bool {
    let slots = &statement.said.slots;
    let made_of = [ids::SERVICE_WINDOW_AS, ids::SERVICE_WINDOW_TOGETHER];
    let limited = [ids::SERVICE_WINDOW_ONLY_WITHIN, ids::SERVICE_WINDOW_WITHOUT];
    let about = made_of.contains(&statement.said.id) || limited.contains(&statement.said.id);
    let mut named = slots.name("window").into_iter().chain(slots.names("windows"));
    about && named.any(|name| name == *own || matches!(calendar(model, &name), Err(NoCalendar::Circular(_))))
}

/// Reports two rules of one rank that give one day different hours; how many there are.
fn faults(
    rules: &Schedule,
    lists: &HolidayLists,
    speaking: &Speaking,
    heading: Span,
    found: &mut Diagnostics,
) -> usize {
    let mut count = 0;
    let faults = crate::time::check(&Calendar::Schedule(rules.clone()), lists).unwrap_or_default();
    for fault in faults {
        // Whatever is wrong with a single statement was reported when it was read.
        if let FaultKind::SameRank { rank, first, second, day } = fault.kind {
            let second = speaking.place(rank, second).unwrap_or(heading);
            found.push(diagnostic::same_rank(second, day, speaking.place(rank, first)));
        }
        count += 1;
    }
    count
}

/// Notes the choices that the clause does not state and that change an instant of its windows.
fn open(
    model: &Model,
    clause: &Clause<ServiceWindow>,
    mut rules: Schedule,
    lists: &HolidayLists,
    (speaking, heading): (&Speaking, Span),
    printer: &Printer<'_>,
    found: &mut Diagnostics,
) {
    let night = |hours: &[Hours]| hours.iter().any(|hours| is_night(*hours));
    let place = |rank: Rank, at: Option<usize>| at.and_then(|at| speaking.place(rank, at));
    let weekly = place(Rank::Weekly, rules.weekly.iter().position(|rule| night(&rule.hours)));
    let nth = place(Rank::Nth, rules.nth.iter().position(|rule| night(&rule.hours)));
    let dates = place(Rank::Dates, rules.dates.iter().position(|rule| night(&rule.hours)));
    let holidays = place(Rank::Holiday, rules.holidays.iter().position(|rule| night(&rule.hours)));
    // Clocks are changed at night: where no window is near, no choice matters, and nothing need be laid out.
    let Some(at) = weekly.or(nth).or(dates).or(holidays) else { return };
    rules.weekly.iter_mut().for_each(|rule| rule.hours.retain(|hours| *hours != Hours::DAY));
    let from = model.head.in_force_from.map_or(2025, |date| date.year()).clamp(1970, 2099 - YEARS);
    let years = Horizon::years(from, from + YEARS - 1);
    let matter = choices_that_matter(&Calendar::Schedule(rules), lists, years).unwrap_or_default();
    let both = |default: Said, other: Said| (printer.say(&default), printer.say(&other));
    let window = &clause.body;
    for choice in matter {
        let day = choice.first_day;
        match choice.choice {
            WindowChoice::HolidayAndNight if window.holiday_removes.is_none() => {
                let (default, other) = both(say_removes(Removes::WindowsStarting), say_removes(Removes::CivilDay));
                let at = speaking.place(Rank::Holiday, 0).unwrap_or(heading);
                found.push(diagnostic::holiday_and_night(at, day, default, other));
            }
            WindowChoice::RepeatedHour if window.repeated.is_none() => {
                let (default, other) = both(say_repeated(Repeated::Twice), say_repeated(Repeated::Once));
                found.push(diagnostic::repeated_hour(at, day, default, other));
            }
            WindowChoice::SkippedEnd if window.skipped.is_none() => {
                let (default, other) = both(say_skipped(Skipped::Absent), say_skipped(Skipped::Shifted));
                found.push(diagnostic::skipped_end(at, day, default, other));
            }
            WindowChoice::HolidayAndNight | WindowChoice::RepeatedHour | WindowChoice::SkippedEnd => {}
        }
    }
}

/// Whether hours come near the change of clocks. Those of a whole day do not: nobody doubts that they go on.
fn is_night(hours: Hours) -> bool {
    let at = |hour| TimeOfDay::hm(hour, 0).unwrap_or(TimeOfDay::MIDNIGHT);
    hours != Hours::DAY && (hours.ends == Ends::NextDay || hours.from < at(4) || hours.until > at(22))
}
