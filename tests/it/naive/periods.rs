//! Measuring periods, days and working days of a contract, from the text of 2.1 and 2.8.
//! What is measured in them is left to the files beside this one.

use super::window::Windows;
use klausel::{
    model::{Model, PeriodKind, WorkingDays},
    time::{Date, Instant, Interval, Zone},
};

/// The period that holds an instant: "a period begins at the first instant bearing its first date".
pub(super) fn of(zone: Zone, per: PeriodKind, at: Instant) -> Interval {
    let months = match per {
        PeriodKind::CalendarYear => 12,
        PeriodKind::CalendarHalfYear => 6,
        PeriodKind::CalendarQuarter => 3,
        PeriodKind::CalendarMonth => 1,
    };
    let date = zone.local(at).0;
    let first = Date::new(date.year(), (date.month() - 1) / months * months + 1, 1).expect("a date");
    let next = first.plus_months(months).expect("a date");
    Interval::new(zone.first_instant_of(first), zone.first_instant_of(next))
}

/// The end of a day: the first instant of the next.
pub(super) fn end_of(zone: Zone, day: Date) -> Instant {
    zone.first_instant_of(day.plus_days(1).expect("a date"))
}

/// "*Working days*: a civil day on which the named calendar opens."
pub(super) fn is_working_day(model: &Model, windows: &Windows<'_>, day: Date) -> bool {
    match model.head.working_days.as_ref().expect("a contract that says what a working day is") {
        WorkingDays::Days { days, except } => {
            days.contains(day.weekday()) && !except.as_ref().is_some_and(|list| windows.lists(list, day))
        }
        WorkingDays::WindowBegins(window) => windows.begins_on(window, day).is_some(),
    }
}

/// When the window that defines working days closes for the last time on a working day: "due at the last closing".
pub(super) fn last_closing(model: &Model, windows: &Windows<'_>, day: Date) -> Instant {
    match &model.head.working_days {
        Some(WorkingDays::WindowBegins(window)) => windows.begins_on(window, day).expect("a working day"),
        _ => end_of(model.head.zone, day),
    }
}

/// The first working day from a day on.
pub(super) fn working_day_from(model: &Model, windows: &Windows<'_>, day: Date) -> Option<Date> {
    let days = (0..400).filter_map(|offset| day.plus_days(offset));
    days.into_iter().find(|day| is_working_day(model, windows, *day))
}
