//! What can be told of a window without laying out a calendar: at least how long it is open in a week, at most how long at a
//! stretch. Most windows have plain hours, and most questions end here; what cannot be told so is `None`.

use crate::{
    model::{Model, ServiceWindow},
    name::Id,
    time::{Millis, TimeOfDay, Weekday},
};

/// The window of that name, if its hours are those of the week, save holidays.
fn plain<'a>(model: &'a Model, name: &Id) -> Option<&'a ServiceWindow> {
    let window = &model.windows.iter().find(|clause| clause.name == *name)?.body;
    let made = !window.together.is_empty() || !window.only_within.is_empty() || !window.without.is_empty();
    let other = window.never || !window.breaks.is_empty() || !window.on_dates.is_empty() || !window.nth.is_empty();
    (!made && !other && window.every.is_empty()).then_some(window)
}

/// How long a window of plain hours is open in a week without a holiday, at least.
pub(super) fn week(model: &Model, name: &Id) -> Option<Millis> {
    let window = plain(model, name)?;
    let lengths = window.hours.iter().filter(|hours| !hours.next_day).map(|hours| {
        let days = Weekday::ALL.iter().filter(|day| hours.days.contains(**day)).count();
        i64::try_from(days).unwrap_or(0) * (ms(hours.until) - ms(hours.from)).max(0)
    });
    // Hours may overlap; the longest of them is not counted twice.
    lengths.max().map(Millis)
}

/// How long a window of plain hours is open at a stretch, at most; hours that touch midnight may adjoin others.
pub(super) fn stretch(model: &Model, name: &Id) -> Option<Millis> {
    let window = plain(model, name).filter(|window| !window.always && window.on_holidays.is_empty())?;
    let apart = |hours: &&crate::model::Hours| {
        !hours.next_day && hours.from > TimeOfDay::MIDNIGHT && hours.until < TimeOfDay::END
    };
    let [only] = window.hours.as_slice() else { return None };
    Some(only).filter(apart).map(|hours| Millis((ms(hours.until) - ms(hours.from)).max(0)))
}

fn ms(time: TimeOfDay) -> i64 {
    i64::from(time.as_millis())
}
