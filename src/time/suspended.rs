//! Limits in days, weeks, months and working days, counted day by day: which days count, which the last one is, and
//! when on it they end. Hours are left to `pauses`, the statutory choices to `limit`.

use super::{
    Date, EndsOnDay, EndsOnWorkingDay, Frame, Instant, Intervals, Limit, LimitError, Moves, Resolve, ServiceClock,
    TimeOfDay, Undetermined,
};

/// How a limit in days came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysCounted {
    /// The day that is not counted: the event's, or for working days the one to which the event belongs.
    pub day_zero: Date,
    /// Days after it that would have counted, had no pause touched them.
    pub suspended: Vec<Date>,
    /// The last day that was counted.
    pub ends: Date,
    /// The day on which it ends: that one, or the next working day.
    pub last: Date,
    /// The last instant at which it is kept.
    pub at: Instant,
}

/// When a limit in days ends, with pauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaysDue {
    /// On that day.
    On(DaysCounted),
    /// Not fixed: a pause without an end runs.
    NotFixed,
    /// Never: no such working day comes.
    Never,
}

impl Limit {
    /// The end of a limit in days, weeks, months or working days that starts with an event at `start`; `None` for one
    /// in hours.
    ///
    /// A day that a pause touches does not count, neither as one of the days nor as the last (as §§ 209, 187 BGB have it
    /// for suspended limitation). A pause that begins at or after the end moves nothing.
    ///
    /// ```
    /// use klausel::time::{DaysDue, Frame, Instant, Interval, Intervals, Limit, Millis, Zone};
    /// let frame = Frame { zone: "Europe/Berlin".parse()?, service: None, working: None };
    /// let asked: Instant = "2025-03-04T10:00:00+01:00".parse()?;
    /// let answered = asked + Millis::hours(2);
    /// let limit = Limit::calendar_days(3);
    /// let due = limit.counted("2025-03-03T09:00:00+01:00".parse()?, &Intervals::from([Interval::new(asked, answered)]), &frame);
    /// let Some(DaysDue::On(counted)) = due? else { panic!("a limit in days") };
    /// // The 4th does not count: the 5th, the 6th and the 7th do.
    /// assert_eq!((counted.suspended.len(), counted.last), (1, "2025-03-07".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`due`](Self::due).
    pub fn counted(
        &self,
        start: Instant,
        pauses: &Intervals,
        frame: &Frame<'_>,
    ) -> Result<Option<DaysDue>, LimitError> {
        let counting = |ends: Ends| Counting { frame, pauses, ends, suspended: Vec::new() };
        let (date, reading) = frame.zone.local(start);
        let civil = |last: Option<Date>, ends: EndsOnDay, moves: Moves| {
            let at = match ends {
                EndsOnDay::Midnight => None,
                EndsOnDay::SameLocalTime => Some(reading),
            };
            counting(Ends::At(at)).civil(date, last.ok_or(after_all_calendars())?, moves).map(Some)
        };
        match *self {
            Limit::Elapsed(_) | Limit::Service(_) => Ok(None),
            Limit::CalendarDays { days, ends, moves } => civil(date.plus_days(i64::from(days)), ends, moves),
            Limit::Months { months, ends, moves } => civil(date.plus_months(months), ends, moves),
            Limit::WorkingDays { days, cut_off, ends } => {
                let ends = match ends {
                    EndsOnWorkingDay::LastClosing => Ends::AtClosing,
                    EndsOnWorkingDay::Midnight => Ends::At(None),
                    EndsOnWorkingDay::At(reading) => Ends::At(Some(reading)),
                };
                // Readings are compared, not instants: at the cut-off is in time, also on a day of 23 or 25 hours.
                let late = cut_off.is_some_and(|cut_off| reading > cut_off);
                counting(ends).working(later(date, i64::from(late))?, days).map(Some)
            }
        }
    }
}

/// When on its last day a limit ends.
#[derive(Clone, Copy)]
enum Ends {
    /// At a reading; `None`: with the day.
    At(Option<TimeOfDay>),
    /// When the working days' calendar closes for the last time.
    AtClosing,
}

struct Counting<'a> {
    frame: &'a Frame<'a>,
    pauses: &'a Intervals,
    ends: Ends,
    suspended: Vec<Date>,
}

/// What a pause makes of a day.
enum Touch {
    None,
    Suspends,
    /// It has no end, so no later day counts either.
    ForEver,
}

impl Counting<'_> {
    fn civil(mut self, event: Date, last: Date, moves: Moves) -> Result<DaysDue, LimitError> {
        let days = last.day_number() - event.day_number();
        let mut ends = event;
        let mut counted = 0;
        if self.pauses.is_empty() {
            (ends, counted) = (last, days);
        }
        while counted < days {
            ends = later(ends, 1)?;
            let is_last = counted + 1 == days && self.stays(ends, moves)?;
            match self.touched(ends, is_last)? {
                Touch::None => counted += 1,
                Touch::Suspends => self.suspended.push(ends),
                Touch::ForEver => return Ok(DaysDue::NotFixed),
            }
        }
        let mut last = ends;
        if let (Moves::NextWorkingDay, Some(working)) = (moves, self.frame.working) {
            loop {
                let Some(next) = working.next_working_day(last, self.frame.zone)? else { return Ok(DaysDue::Never) };
                last = next;
                if next == ends {
                    break;
                }
                match self.touched(next, true)? {
                    Touch::None => break,
                    Touch::Suspends => self.suspended.push(next),
                    Touch::ForEver => return Ok(DaysDue::NotFixed),
                }
                last = later(next, 1)?;
            }
        }
        self.due(event, ends, last)
    }

    fn working(mut self, event: Date, days: u32) -> Result<DaysDue, LimitError> {
        let (working, zone) = (self.frame.working.ok_or(LimitError::NoWorkingDays)?, self.frame.zone);
        let Some(day_zero) = working.next_working_day(event, zone)? else { return Ok(DaysDue::Never) };
        let (mut day, mut counted) = (day_zero, 0);
        while counted < days {
            let Some(next) = working.next_working_day(later(day, 1)?, zone)? else { return Ok(DaysDue::Never) };
            day = next;
            match self.touched(day, counted + 1 == days)? {
                Touch::None => counted += 1,
                Touch::Suspends => self.suspended.push(day),
                Touch::ForEver => return Ok(DaysDue::NotFixed),
            }
        }
        self.due(day_zero, day, day)
    }

    /// Whether a limit whose last day is this one ends on it.
    fn stays(&self, day: Date, moves: Moves) -> Result<bool, LimitError> {
        match (moves, self.frame.working) {
            (Moves::NextWorkingDay, Some(working)) => Ok(working.is_working_day(day, self.frame.zone)?),
            (Moves::NextWorkingDay, None) | (Moves::NotMoved, _) => Ok(true),
        }
    }

    fn due(self, day_zero: Date, ends: Date, last: Date) -> Result<DaysDue, LimitError> {
        let at = self.end_of(last)?;
        Ok(DaysDue::On(DaysCounted { day_zero, suspended: self.suspended, ends, last, at }))
    }

    /// What the pauses make of a day; on the last one, only those that begin before the limit ends.
    fn touched(&self, day: Date, is_last: bool) -> Result<Touch, LimitError> {
        if self.pauses.is_empty() {
            return Ok(Touch::None);
        }
        let (from, mut until) = (self.frame.zone.first_instant_of(day), self.frame.zone.end_of(day));
        if is_last {
            until = until.min(self.end_of(day)?);
        }
        let all = self.pauses.as_slice();
        let first = all.get(all.partition_point(|pause| pause.until <= from));
        Ok(match first.filter(|pause| pause.from < until) {
            None => Touch::None,
            Some(pause) if pause.until >= ServiceClock::NO_END => Touch::ForEver,
            Some(_) => Touch::Suspends,
        })
    }

    fn end_of(&self, day: Date) -> Result<Instant, LimitError> {
        let zone = self.frame.zone;
        match (self.ends, self.frame.working) {
            (Ends::At(Some(reading)), _) if reading != TimeOfDay::END => Ok(zone.instant(day, reading, Resolve::Due)),
            (Ends::AtClosing, Some(working)) => {
                Ok(working.last_closing(day, zone)?.unwrap_or_else(|| zone.end_of(day)))
            }
            (Ends::At(_) | Ends::AtClosing, _) => Ok(zone.end_of(day)),
        }
    }
}

fn later(date: Date, days: i64) -> Result<Date, LimitError> {
    date.plus_days(days).ok_or(after_all_calendars())
}

fn after_all_calendars() -> LimitError {
    LimitError::Undetermined(Undetermined::Years { year: Date::LAST.year() + 1 })
}
