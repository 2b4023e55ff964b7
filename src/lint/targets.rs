//! A target that allows nothing, (K530), or so little that no outage can be noticed within it (K516): 99.99 % of a short month of
//! office hours is less than a minute. The figure is said, so that its author sees the price of the number.

use super::{Looking, place, rough};
use crate::{
    diagnostic,
    model::{Availability, Kind, PeriodKind, Service},
    name::Id,
    percent::Percent,
    phrase::ids,
    time::{Date, Interval, Millis},
};

/// Within less nobody notices an outage, not to speak of ending it.
const LEAST: Millis = Millis::minutes(1);

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::Service, &model.services) {
        let Some(Availability::AtLeast { target, per }) = clause.body.availability else { continue };
        let Some(window) = window(&clause.body) else { continue };
        if surely_enough(looking, &clause.body, window, target, per) {
            continue;
        }
        let Some((first, last, open)) = shortest(looking, window, per) else { continue };
        let base = clause.body.fixed_base.unwrap_or(open);
        let allowed = Millis(target.allows_missing(base.0));
        let span = place(text, &[ids::SERVICE_AVAILABILITY]);
        if allowed == Millis::ZERO {
            looking.note(diagnostic::allows_nothing(span, target));
        } else if allowed < LEAST {
            let whole = Millis(allowed.0 / 1_000 * 1_000);
            looking.note(diagnostic::allows_too_little(span, target, whole, (first, last)));
        }
    }
}

/// Whether a window of plain hours is open so long in any period that the target allows more: a month has four weeks, of
/// which holidays take no two.
fn surely_enough(looking: &Looking<'_>, service: &Service, window: &Id, target: Percent, per: PeriodKind) -> bool {
    let weeks = match per {
        PeriodKind::CalendarYear => 44,
        PeriodKind::CalendarHalfYear => 20,
        PeriodKind::CalendarQuarter => 9,
        PeriodKind::CalendarMonth => 2,
    };
    let week = rough::week(looking.model, window).filter(|_| service.fixed_base.is_none());
    week.is_some_and(|week| target.allows_missing(week.0.saturating_mul(weeks)) >= LEAST.0)
}

fn window(service: &Service) -> Option<&Id> {
    service.base.as_ref().map(|base| &base.window).or(service.operated_during.as_ref())
}

/// The period of a whole year in force in which a window is open least, and for how long.
fn shortest(looking: &mut Looking<'_>, window: &Id, per: PeriodKind) -> Option<(Date, Date, Millis)> {
    let clock = looking.clock(window)?;
    let (zone, year) = (looking.model.head.zone, looking.first_year());
    let months = match per {
        PeriodKind::CalendarYear => 12,
        PeriodKind::CalendarHalfYear => 6,
        PeriodKind::CalendarQuarter => 3,
        PeriodKind::CalendarMonth => 1,
    };
    let first = Date::new(year, 1, 1)?;
    let starts = std::iter::successors(Some(first), |date| date.plus_months(months).filter(|next| next.year() == year));
    let periods = starts.filter_map(|from| {
        let next = from.plus_months(months)?;
        let range = Interval::new(zone.first_instant_of(from), zone.first_instant_of(next));
        let open = clock.elapsed(range.from, range.until).ok()?;
        (open > Millis::ZERO).then(|| next.plus_days(-1).map(|last| (from, last, open)))?
    });
    periods.min_by_key(|(_, _, open)| *open)
}
