//! Questions that a calendar answers alone: whether it is open, for how long, until when time is used up.
//! Questions about what happened are left to `ask`.

use super::answer::Found;
use crate::{
    compile::Program,
    name::Id,
    time::{Figure, Instant, Interval, MeasureError, Millis, ReversedSpan, ServiceClock, Undetermined},
};

/// What a calendar answers: yes or no, a duration, an instant, and what it rests on.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    pub(super) boolean: Option<bool>,
    pub(super) duration: Option<Millis>,
    pub(super) instant: Option<Instant>,
    pub(super) found: Found,
}

pub(super) fn in_window(program: &Program, window: &Id, at: Instant) -> Calendar {
    let answer = |clock: &ServiceClock| -> Result<Calendar, Undetermined> {
        let zone = program.zone();
        let (date, _) = zone.local(at);
        if clock.contains(at)? {
            // The opening that it lies in touches yesterday, today or tomorrow.
            let around = Interval::new(at - Millis::hours(48), at + Millis::hours(48));
            let inside = clock.windows(around)?.find(|opening| opening.contains(at));
            let found = inside.map_or(Found::Nothing, Found::Inside);
            return Ok(Calendar { boolean: Some(true), found, ..Calendar::default() });
        }
        let day = Interval::new(zone.first_instant_of(date), zone.end_of(date));
        let holiday = clock.holidays_applied(day)?.into_iter().find(|(day, _)| *day == date);
        let holiday = holiday.map(|(day, holiday)| (day, holiday.names.into_iter().collect()));
        let next = clock.open_at_or_after(at)?;
        Ok(Calendar { boolean: Some(false), found: Found::Outside { next, holiday }, ..Calendar::default() })
    };
    asked(program, window, answer)
}

pub(super) fn service_time(
    program: &Program,
    window: &Id,
    (from, until, reversed): (Instant, Instant, ReversedSpan),
    figure: Figure,
) -> Calendar {
    let answer = |clock: &ServiceClock| -> Result<Calendar, Undetermined> {
        let measure = match clock.measure(from, until, reversed) {
            Ok(measure) => measure,
            Err(MeasureError::Undetermined(beyond)) => return Err(beyond),
            Err(_) => return Ok(Calendar::default()),
        };
        let negative = until < from && reversed == ReversedSpan::Negative;
        let span = if negative { Interval::new(until, from) } else { Interval::new(from, until) };
        let found = Found::Openings(clock.windows(span)?.collect());
        Ok(Calendar { duration: Some(figure.of(measure)), found, ..Calendar::default() })
    };
    asked(program, window, answer)
}

pub(super) fn due(program: &Program, window: &Id, after: Instant, limit: Millis) -> Calendar {
    let answer = |clock: &ServiceClock| -> Result<Calendar, Undetermined> {
        let Some(at) = clock.due(after, limit)? else {
            return Ok(Calendar { found: Found::Never, ..Calendar::default() });
        };
        let found = Found::Openings(clock.windows(Interval::new(after, at))?.collect());
        Ok(Calendar { instant: Some(at), found, ..Calendar::default() })
    };
    asked(program, window, answer)
}

fn asked(program: &Program, window: &Id, answer: impl Fn(&ServiceClock) -> Result<Calendar, Undetermined>) -> Calendar {
    let Some(clock) = program.window(window) else {
        return Calendar { found: Found::NoPromise, ..Calendar::default() };
    };
    answer(clock)
        .unwrap_or_else(|beyond| Calendar { found: Found::BeyondCalendar(beyond.year()), ..Calendar::default() })
}
