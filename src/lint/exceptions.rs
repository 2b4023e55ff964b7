//! Exceptions that except nothing (K529): a break outside the hours, holidays of a window that no holiday can fall in, a
//! window taken out that does not meet this one. Its author believes that it does something.

use super::{Looking, statements};
use crate::{
    diagnostic,
    model::{Clause, Kind, ServiceWindow, calendar, schedule},
    name::Id,
    phrase::ids,
    source::Span,
    syntax::ClauseText,
    time::{Calendar, Ends, Horizon, Hours, ServiceClock, TimeOfDay},
};

/// So many windows are taken out of one at most, as far as this is looked at.
const MOST: usize = 8;

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::ServiceWindow, &model.windows) {
        let mut vain: Vec<Span> = breaks(text, &clause.body);
        vain.extend(disjoint(looking, text, clause));
        vain.into_iter().for_each(|span| looking.note(diagnostic::excepts_nothing(span)));
    }
}

/// Breaks that lie in none of the window's hours.
fn breaks(text: &ClauseText, window: &ServiceWindow) -> Vec<Span> {
    if window.breaks.is_empty() || !window.together.is_empty() || window.never || window.always {
        return Vec::new();
    }
    let rules = schedule(window, crate::time::Zone::UTC);
    let weekly = rules.weekly.iter().flat_map(|rule| &rule.hours);
    let nth = rules.nth.iter().flat_map(|rule| &rule.hours);
    let dates = rules.dates.iter().flat_map(|rule| &rule.hours);
    let hours: Vec<&Hours> =
        weekly.chain(nth).chain(dates).chain(rules.holidays.iter().flat_map(|r| &r.hours)).collect();
    let meets = |from: TimeOfDay, until: TimeOfDay| hours.iter().any(|hours| meet(hours, from, until));
    let vain =
        statements(text).filter(|statement| statement.said.id == ids::SERVICE_WINDOW_BREAK).filter(|statement| {
            let slots = &statement.said.slots;
            slots.time("from").zip(slots.time("until")).is_some_and(|(from, until)| !meets(from, until))
        });
    vain.map(|statement| statement.span).collect()
}

fn meet(hours: &Hours, from: TimeOfDay, until: TimeOfDay) -> bool {
    let within = |start: TimeOfDay, end: TimeOfDay| from < end && start < until;
    match hours.ends {
        Ends::NextDay => within(hours.from, TimeOfDay::END) || within(TimeOfDay::MIDNIGHT, hours.until),
        Ends::SameDay => within(hours.from, hours.until),
    }
}

/// Statements that take out a window which never meets this one.
fn disjoint(looking: &mut Looking<'_>, text: &ClauseText, clause: &Clause<ServiceWindow>) -> Vec<Span> {
    if clause.body.without.is_empty() || !looking.may_lay_out() {
        return Vec::new();
    }
    let Some(lists) = &looking.lists else { return Vec::new() };
    let bare = ServiceWindow { without: Vec::new(), ..clause.body.clone() };
    if !bare.together.is_empty() || !bare.only_within.is_empty() || bare.never {
        return Vec::new();
    }
    let own = Calendar::Schedule(schedule(&bare, looking.model.head.zone));
    let first = looking.first_year();
    let meets = |other: &Id| {
        let both = calendar(looking.model, other).ok().map(|other| Calendar::Intersect(vec![own.clone(), other]));
        let clock = both.and_then(|both| ServiceClock::compile(&both, lists, Horizon::years(first, first + 1)).ok());
        clock.is_none_or(|clock| !clock.never_opens())
    };
    let vain = statements(text).filter(|statement| statement.said.id == ids::SERVICE_WINDOW_WITHOUT).take(MOST);
    let vain = vain.filter(|statement| statement.said.slots.name("window").is_some_and(|other| !meets(&other)));
    vain.map(|statement| statement.span).collect()
}
