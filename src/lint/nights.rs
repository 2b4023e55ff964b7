//! Choices that a window leaves open and that change an instant of it: what a holiday takes of a night (K504), how often an
//! hour counts that clocks repeat (K505), what an end in an hour means that they skip (K506). Only nights come near them.

use super::Looking;
use crate::{
    clauses::{Speaking, say_removes, say_repeated, say_skipped},
    diagnostic,
    model::{Clause, HolidayLists, Kind, ServiceWindow, schedule},
    phrase::Said,
    source::Span,
    time::{
        Calendar, ChoiceThatMatters, Ends, Horizon, Hours, Rank, Removes, Repeated, Schedule, Skipped, TimeOfDay,
        WindowChoice, choices_that_matter,
    },
};

/// How many years a choice is looked for in: each leap day and weekday of the change of clocks is not needed, the first
/// night before a holiday and the first change of clocks are.
const YEARS: i32 = 6;

/// Rules for dates are so many at most: a window of more is looked at nowhere.
const MOST_DATES: usize = 100;

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::ServiceWindow, &model.windows) {
        let rules = schedule(&clause.body, model.head.zone);
        if !clause.body.together.is_empty() || clause.body.never || rules.dates.len() > MOST_DATES {
            continue;
        }
        let speaking = Speaking::of(text);
        // Clocks are changed at night: where no window is near, no choice matters, and nothing need be laid out.
        let Some(at) = night(&rules, &speaking).filter(|_| looking.may_lay_out()) else { continue };
        let Some(lists) = &looking.lists else { return };
        if crate::time::check(&Calendar::Schedule(rules.clone()), lists).is_ok_and(|faults| faults.is_empty()) {
            let first = looking.first_year().clamp(1970, 2099 - YEARS);
            let matter = matters(rules, lists, first);
            let holidays = speaking.place(Rank::Holiday, 0).unwrap_or(text.span);
            matter.into_iter().for_each(|choice| note(looking, clause, choice, (at, holidays)));
        }
    }
}

/// The place of the first hours that come near the change of clocks.
fn night(rules: &Schedule, speaking: &Speaking) -> Option<Span> {
    let night = |hours: &[Hours]| hours.iter().any(|hours| is_night(*hours));
    let place = |rank: Rank, at: Option<usize>| at.and_then(|at| speaking.place(rank, at));
    let weekly = place(Rank::Weekly, rules.weekly.iter().position(|rule| night(&rule.hours)));
    let nth = || place(Rank::Nth, rules.nth.iter().position(|rule| night(&rule.hours)));
    let dates = || place(Rank::Dates, rules.dates.iter().position(|rule| night(&rule.hours)));
    let holidays = || place(Rank::Holiday, rules.holidays.iter().position(|rule| night(&rule.hours)));
    weekly.or_else(nth).or_else(dates).or_else(holidays)
}

fn matters(mut rules: Schedule, lists: &HolidayLists, first: i32) -> Vec<ChoiceThatMatters> {
    rules.weekly.iter_mut().for_each(|rule| rule.hours.retain(|hours| *hours != Hours::DAY));
    let years = Horizon::years(first, first + YEARS - 1);
    choices_that_matter(&Calendar::Schedule(rules), lists, years).unwrap_or_default()
}

fn note(
    looking: &mut Looking<'_>,
    clause: &Clause<ServiceWindow>,
    choice: ChoiceThatMatters,
    (at, holidays): (Span, Span),
) {
    let both = |default: Said, other: Said| (looking.say(&default), looking.say(&other));
    let (window, day) = (&clause.body, choice.first_day);
    match choice.choice {
        WindowChoice::HolidayAndNight if window.holiday_removes.is_none() => {
            let (default, other) = both(say_removes(Removes::WindowsStarting), say_removes(Removes::CivilDay));
            looking.note(diagnostic::holiday_and_night(holidays, day, default, other));
        }
        WindowChoice::RepeatedHour if window.repeated.is_none() => {
            let (default, other) = both(say_repeated(Repeated::Twice), say_repeated(Repeated::Once));
            looking.note(diagnostic::repeated_hour(at, day, default, other));
        }
        WindowChoice::SkippedEnd if window.skipped.is_none() => {
            let (default, other) = both(say_skipped(Skipped::Absent), say_skipped(Skipped::Shifted));
            looking.note(diagnostic::skipped_end(at, day, default, other));
        }
        WindowChoice::HolidayAndNight | WindowChoice::RepeatedHour | WindowChoice::SkippedEnd => {}
    }
}

/// Whether hours come near the change of clocks. Those of a whole day do not: nobody doubts that they go on.
fn is_night(hours: Hours) -> bool {
    let at = |hour| TimeOfDay::hm(hour, 0).unwrap_or(TimeOfDay::MIDNIGHT);
    hours != Hours::DAY && (hours.ends == Ends::NextDay || hours.from < at(4) || hours.until > at(22))
}
