//! The service clock with pauses: the calendar's window minus a set of intervals, without compiling anything again.
//! Which events make a pause is left to those who ask; the clock without pauses to `clock`.

use super::{Instant, Interval, Intervals, Millis, ServiceClock, Undetermined};
use serde::{Deserialize, Serialize};

/// When service time is used up, with pauses taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PausedDue {
    /// At this instant.
    At(Instant),
    /// Not fixed: a pause without an end holds while this much service time is left.
    NotFixed {
        /// Service time not used when the pause began.
        left: Millis,
    },
    /// Never: the calendar does not open for so long.
    Never,
}

impl ServiceClock {
    /// The end of a pause that has none yet.
    pub const NO_END: Instant = Instant::MAX;

    /// The service time within `[from, until)` outside `pauses`; one search a pause. 0 where `until` is not later.
    ///
    /// # Errors
    /// [`Undetermined`] where the span reaches a year without an answer.
    pub fn elapsed_with_pauses(
        &self,
        from: Instant,
        until: Instant,
        pauses: &Intervals,
    ) -> Result<Millis, Undetermined> {
        let span = Interval::new(from, until);
        let mut service = self.elapsed(from, until)?;
        for pause in later_than(pauses, from).take_while(|pause| pause.from < until) {
            let inside = pause.intersect(span);
            service = service - self.elapsed(inside.from, inside.until)?;
        }
        Ok(service)
    }

    /// The earliest instant, not before `start`, until which `service` has elapsed outside `pauses`.
    ///
    /// A pause that begins at or after the instant at which the time is used up moves nothing. A pause until
    /// [`NO_END`](Self::NO_END) leaves the instant not fixed.
    ///
    /// ```
    /// # use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Instant, Interval, Intervals, Millis};
    /// # use klausel::time::{PausedDue, ServiceClock};
    /// let clock = ServiceClock::compile(&Calendar::Always, &EmbeddedHolidays, Horizon::default())?;
    /// let start: Instant = "2025-01-01T08:00:00Z".parse()?;
    /// let pause = Interval::new(start + Millis::hours(1), start + Millis::hours(3));
    /// let due = clock.due_with_pauses(start, Millis::hours(2), &Intervals::from([pause]))?;
    /// assert_eq!(due, PausedDue::At(start + Millis::hours(4)));
    ///
    /// let open = Interval::new(start + Millis::hours(1), ServiceClock::NO_END);
    /// let due = clock.due_with_pauses(start, Millis::hours(2), &Intervals::from([open]))?;
    /// assert_eq!(due, PausedDue::NotFixed { left: Millis::hours(1) });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Undetermined`] where the answer would lie in a year without an answer.
    pub fn due_with_pauses(
        &self,
        start: Instant,
        service: Millis,
        pauses: &Intervals,
    ) -> Result<PausedDue, Undetermined> {
        let (mut from, mut left) = (start, service);
        for pause in later_than(pauses, start) {
            // Used up before the pause, or the pause lies where there is no answer: what is left decides alone.
            let Some(used) = self.elapsed(from, pause.from).ok().filter(|used| *used < left) else { break };
            left = left - used;
            if pause.until >= Self::NO_END {
                return Ok(PausedDue::NotFixed { left });
            }
            from = from.max(pause.until);
        }
        Ok(self.due(from, left)?.map_or(PausedDue::Never, PausedDue::At))
    }

    /// The other convention: [`due_with_pauses`](Self::due_with_pauses), and where that lies outside the calendar's
    /// window, the next instant inside, pause or not: only the calendar opens.
    ///
    /// # Errors
    /// As for `due_with_pauses`.
    pub fn due_next_opening_with_pauses(
        &self,
        start: Instant,
        service: Millis,
        pauses: &Intervals,
    ) -> Result<PausedDue, Undetermined> {
        match self.due_with_pauses(start, service, pauses)? {
            PausedDue::At(due) => Ok(self.open_at_or_after(due)?.map_or(PausedDue::Never, PausedDue::At)),
            other => Ok(other),
        }
    }
}

/// The pauses that are not over at an instant.
fn later_than(pauses: &Intervals, at: Instant) -> impl Iterator<Item = Interval> {
    let all = pauses.as_slice();
    let first = all.partition_point(|pause| pause.until <= at);
    all.iter().skip(first).copied()
}
