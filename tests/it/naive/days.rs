//! When a limit in days, weeks, months or working days is due, counted day by day, from the text of 2.1.
//! Limits in hours are left to `clock`.

use super::{clock::Pause, periods, window::Windows};
use klausel::{
    model::{Days, Model, Priorities},
    time::{Date, EndsOnDay, EndsOnWorkingDay, Instant, Moves, Resolve, TimeOfDay},
};

/// How a table's limits in days count.
pub(super) struct DayRules<'c> {
    pub(super) model: &'c Model,
    pub(super) windows: &'c Windows<'c>,
    pub(super) table: &'c Priorities,
}

/// When a limit ends on its last day.
#[derive(Clone, Copy)]
enum Ends {
    WithTheDay,
    AtReading(TimeOfDay),
    AtClosing,
}

impl DayRules<'_> {
    /// The due instant of a limit from an instant on; `None` where a pause without an end takes it, or no such day comes.
    pub(super) fn due(&self, from: Instant, limit: Days, pauses: &[Pause]) -> Option<Instant> {
        let (date, reading) = self.model.head.zone.local(from);
        let own = match self.table.day_end.unwrap_or_default() {
            EndsOnDay::Midnight => Ends::WithTheDay,
            EndsOnDay::SameLocalTime => Ends::AtReading(reading),
        };
        match limit {
            // "A *calendar day* limit ends with the n-th civil day after the event (day of the event not counted)."
            Days::CalendarDays(n) => self.civil(date, date.plus_days(i64::from(n))?, own, pauses),
            Days::Weeks(n) => self.civil(date, date.plus_days(7 * i64::from(n))?, own, pauses),
            // "A *month* ends with the same day number, or the month's last."
            Days::Months(n) => self.civil(date, date.plus_months(n)?, own, pauses),
            Days::WorkingDays(n) => {
                let ends = match self.table.working_day_end.unwrap_or_default() {
                    EndsOnWorkingDay::LastClosing => Ends::AtClosing,
                    EndsOnWorkingDay::Midnight => Ends::WithTheDay,
                    EndsOnWorkingDay::At(reading) => Ends::AtReading(reading),
                };
                // "An event on another day, or after the cut-off (at the cut-off is in time), counts as the next working
                // day; that is day 0."
                let is_late = self.table.cut_off.is_some_and(|cut_off| reading > cut_off);
                self.working(date.plus_days(i64::from(is_late))?, n, ends, pauses)
            }
        }
    }

    fn working(&self, from: Date, n: u32, ends: Ends, pauses: &[Pause]) -> Option<Instant> {
        let next = |day: Date| periods::working_day_from(self.model, self.windows, day);
        let mut day = next(from)?;
        let mut counted = 0;
        while counted < n {
            day = next(day.plus_days(1)?)?;
            if self.is_suspended(day, (counted + 1 == n).then_some(ends), pauses)? {
                continue;
            }
            counted += 1;
        }
        Some(self.end(day, ends))
    }

    fn civil(&self, from: Date, last: Date, ends: Ends, pauses: &[Pause]) -> Option<Instant> {
        // "Where working days are defined, a limit that ends on another day moves to the next working day (choice: not
        // moved)."
        let moves =
            self.model.head.working_days.is_some() && self.table.day_moves.unwrap_or_default() == Moves::NextWorkingDay;
        let is_working = |day: Date| periods::is_working_day(self.model, self.windows, day);
        let all = last.day_number() - from.day_number();
        let (mut day, mut counted) = (from, 0);
        while counted < all {
            day = day.plus_days(1)?;
            let ends_here = counted + 1 == all && (!moves || is_working(day));
            if self.is_suspended(day, ends_here.then_some(ends), pauses)? {
                continue;
            }
            counted += 1;
        }
        let counted_last = day;
        while moves && (!is_working(day) || (day != counted_last && self.is_suspended(day, Some(ends), pauses)?)) {
            day = day.plus_days(1).filter(|day| day.day_number() - counted_last.day_number() < 400)?;
        }
        Some(self.end(day, ends))
    }

    /// "A day on which time was suspended, be it for an hour, does not count, neither as one of the days nor as the last. A
    /// suspension that begins when the limit has ended moves nothing." `None`: one without an end.
    fn is_suspended(&self, day: Date, last: Option<Ends>, pauses: &[Pause]) -> Option<bool> {
        let zone = self.model.head.zone;
        let (from, until) = (zone.first_instant_of(day), periods::end_of(zone, day));
        let until = last.map_or(until, |ends| until.min(self.end(day, ends)));
        let touches = |pause: &&Pause| {
            let ended = pause.1.unwrap_or(Instant::MAX);
            pause.0 < ended && pause.0 < until && ended > from
        };
        let mut touching = pauses.iter().filter(touches).peekable();
        let suspends = touching.peek().is_some();
        if touching.any(|pause| pause.1.is_none()) { None } else { Some(suspends) }
    }

    fn end(&self, day: Date, ends: Ends) -> Instant {
        let zone = self.model.head.zone;
        match ends {
            Ends::AtReading(reading) if reading != TimeOfDay::END => zone.instant(day, reading, Resolve::Due),
            Ends::AtClosing => periods::last_closing(self.model, self.windows, day),
            Ends::AtReading(_) | Ends::WithTheDay => periods::end_of(zone, day),
        }
    }
}
