//! A second evaluator of the whole meaning, quarter of an hour by quarter of an hour, as plain as the text reads, and
//! the property that the engine agrees with it. It shares the model and the types of time with the engine, no more.

mod agree;
mod availability;
mod case;
pub(crate) mod random;

use klausel::{
    model::{ListedDay, Model, ServiceWindow},
    time::{Instant, Millis},
};

/// The step of the walk. Every random instant, limit and opening is a multiple of it.
pub(crate) const STEP: Millis = Millis::minutes(15);

/// Whether the service window is open in the quarter of an hour that begins then. Of holidays it knows listed days.
pub(crate) fn is_open(model: &Model, window: Option<&str>, at: Instant) -> bool {
    let Some(window) = window else { return true };
    let window = &model.windows.iter().find(|clause| clause.name.as_str() == window).expect("a window").body;
    opens(model, window, at)
}

fn opens(model: &Model, window: &ServiceWindow, at: Instant) -> bool {
    let (date, time) = model.head.zone.local(at);
    let within = |from, until| from <= time && time < until;
    if window.breaks.iter().any(|(from, until)| within(*from, *until)) {
        return false;
    }
    if let Some(rule) = window.on_dates.iter().find(|rule| rule.dates.contains(date)) {
        return rule.hours.iter().any(|hours| within(hours.from, hours.until));
    }
    let is_holiday = |list: &klausel::Id| {
        let list = model.holidays.iter().find(|clause| clause.name == *list).expect("a list");
        assert!(list.body.regions.is_empty(), "this evaluator reads listed days only");
        list.body.including.contains(&ListedDay::On(date))
    };
    if window.except_holidays.iter().any(is_holiday) {
        return false;
    }
    window.hours.iter().any(|hours| hours.days.contains(date.weekday()) && within(hours.from, hours.until))
}

/// The first instant at which the window is open, then or later.
pub(crate) fn opening(model: &Model, window: Option<&str>, at: Instant) -> Instant {
    let mut at = at;
    while !is_open(model, window, at) {
        at = at + STEP;
    }
    at
}
