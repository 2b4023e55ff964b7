//! A limit in days of a case's clock: its due instant, and the steps that show which days were counted.
//! Counting is left to `time`, what a changed target does to `clock`.

use super::{
    clock::Clock,
    trace::{self, Trace},
};
use crate::{
    compile::{DayRules, Working},
    model::Days,
    time::{
        Date, DaysCounted, DaysDue, EndsOnWorkingDay, Instant, Interval, Intervals, LimitError, Moves, PausedDue,
        ServiceClock, TimeOfDay, Undetermined, Zone,
    },
    verdict::Step,
};

impl Clock<'_, '_> {
    /// When a limit in days from an instant on is due, with its steps.
    pub(super) fn due_on_day<T: Trace>(
        &self,
        from: Instant,
        limit: Days,
        trace: &mut T,
    ) -> Result<PausedDue, Undetermined> {
        due_on_day(&self.table.days, from, limit, &self.pauses, trace)
    }
}

/// When a limit in days from an instant on is due by rules, with its steps.
pub(super) fn due_on_day<T: Trace>(
    rules: &DayRules,
    from: Instant,
    limit: Days,
    pauses: &Intervals,
    trace: &mut T,
) -> Result<PausedDue, Undetermined> {
    note_choices(rules, limit, trace);
    let counted = match rules.limit(limit).counted(from, pauses, &rules.frame()) {
        Ok(Some(DaysDue::On(counted))) => counted,
        Ok(Some(DaysDue::NotFixed)) => {
            let open = pauses.as_slice().last().filter(|pause| pause.until >= ServiceClock::NO_END);
            let suspended_since = open.map(|pause| pause.from);
            trace.step(|| Step::DaysNotFixed { from, limit, suspended_since });
            return Ok(PausedDue::NotFixed { left: crate::time::Millis::ZERO });
        }
        Err(LimitError::Undetermined(beyond)) => return Err(beyond),
        // A table without what its limits are measured in is not compiled.
        Ok(Some(DaysDue::Never) | None) | Err(_) => {
            trace.step(|| Step::DaysNotFixed { from, limit, suspended_since: None });
            return Ok(PausedDue::Never);
        }
    };
    note_days(rules, from, limit, &counted, trace);
    Ok(PausedDue::At(counted.at))
}

fn note_days<T: Trace>(rules: &DayRules, from: Instant, limit: Days, counted: &DaysCounted, trace: &mut T) {
    let zone = rules.frame().zone;
    let DaysCounted { day_zero, ends, last, at, .. } = *counted;
    if let Some(working) = &rules.working {
        let in_working_days = matches!(limit, Days::WorkingDays(_));
        let first = if in_working_days { zone.local(from).0 } else { ends };
        let at_closing = in_working_days && rules.working_day_end.value == EndsOnWorkingDay::LastClosing;
        if in_working_days || rules.moves.value == Moves::NextWorkingDay {
            trace.step(|| working_days(working, zone, (first, last), at_closing.then_some(at)));
        }
    }
    let cut_off: Option<TimeOfDay> = rules.cut_off.value.filter(|_| matches!(limit, Days::WorkingDays(_)));
    trace.step(|| Step::DueOnDay {
        from,
        limit,
        cut_off,
        day_zero,
        suspended: counted.suspended.clone(),
        ends,
        last,
        at,
    });
}

/// Takes the steps for the choices that a limit in days uses.
fn note_choices<T: Trace>(rules: &DayRules, limit: Days, trace: &mut T) {
    let used = match limit {
        Days::WorkingDays(_) => [Some(&rules.cut_off.used), Some(&rules.working_day_end.used)],
        // Without working days nothing moves.
        Days::CalendarDays(_) | Days::Weeks(_) | Days::Months(_) => {
            [Some(&rules.day_end.used), rules.working.as_ref().map(|_| &rules.moves.used)]
        }
    };
    for used in used.into_iter().flatten() {
        trace.step(|| Step::Chosen(used.clone()));
    }
}

/// Which of the days of a range are working days.
fn working_days(working: &Working, zone: Zone, (first, last): (Date, Date), closes: Option<Instant>) -> Step {
    let range = (first.day_number()..=last.day_number()).filter_map(Date::from_day_number);
    let days: Vec<Date> = range.filter(|day| working.clock.is_working_day(*day, zone) == Ok(true)).collect();
    let within = Interval::new(zone.first_instant_of(first), zone.end_of(last));
    let closed = |date: &Date| (first..=last).contains(date) && days.binary_search(date).is_err();
    let holidays =
        trace::holidays(&working.clock, within).into_iter().filter(|holiday| closed(&holiday.date)).collect();
    Step::WorkingDays { cite: working.cite.clone(), first, last, days, closes, holidays }
}
