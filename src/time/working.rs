//! Working days: the civil days on which a named calendar opens, the next of them, and when each closes.
//! Limits counted in such days are left to `limit`.

use super::{Date, Instant, Millis, ServiceClock, Undetermined, Zone};

impl ServiceClock {
    /// Whether a window of the calendar starts on a civil day in `zone` and gives it any time.
    ///
    /// The morning after a night shift is no working day. Where calendars are combined, a union opens where any part
    /// does, an intersection where all do; what is not made of days (24×7, a complement) opens on each.
    ///
    /// ```
    /// # use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Hours, Schedule, ServiceClock, Weekdays, Zone};
    /// let berlin: Zone = "Europe/Berlin".parse()?;
    /// let days = Schedule::weekly(berlin, Weekdays::MONDAY_TO_FRIDAY, [Hours::DAY]).without_holidays("DE-BE");
    /// let clock = ServiceClock::compile(&Calendar::Schedule(days), &EmbeddedHolidays, Horizon::default())?;
    /// // Women's Day, a Friday of 2024, is a holiday in Berlin.
    /// assert!(!clock.is_working_day("2024-03-08".parse()?, berlin)?);
    /// assert_eq!(clock.next_working_day("2024-03-08".parse()?, berlin)?, Some("2024-03-11".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Undetermined`] in a year without an answer.
    pub fn is_working_day(&self, date: Date, zone: Zone) -> Result<bool, Undetermined> {
        match self.plan().reach(date, zone) {
            Some(reach) => Ok(self.elapsed(zone.first_instant_of(date), reach)? > Millis::ZERO),
            // What no rule opens may still lie where nothing is known.
            None => self.elapsed(zone.first_instant_of(date), zone.end_of(date)).map(|_| false),
        }
    }

    /// The first working day from `date` on, itself included; `None` where the calendar never opens again.
    ///
    /// # Errors
    /// [`Undetermined`] where it would lie in a year without an answer.
    pub fn next_working_day(&self, date: Date, zone: Zone) -> Result<Option<Date>, Undetermined> {
        let mut date = date;
        while !self.is_working_day(date, zone)? {
            let Some(opening) = self.open_at_or_after(zone.end_of(date))? else { return Ok(None) };
            // The day after, at least: an opening may be the rest of a window that no day of its own has.
            let later = zone.local(opening).0;
            date = match date.plus_days(1) {
                Some(next) => next.max(later),
                None => return Err(Undetermined::Years { year: date.year() + 1 }),
            };
        }
        Ok(Some(date))
    }

    /// The last closing of the windows that start on a civil day; one after midnight belongs to the day before, and a
    /// calendar that does not close ends the day at 24:00. `None` on a day that is no working day.
    ///
    /// # Errors
    /// [`Undetermined`] in a year without an answer.
    pub fn last_closing(&self, date: Date, zone: Zone) -> Result<Option<Instant>, Undetermined> {
        let reach = self.plan().reach(date, zone);
        match reach.filter(|_| matches!(self.is_working_day(date, zone), Ok(true))) {
            Some(reach) => Ok(self.latest_start(reach, Millis(1))?.map(|last| last + Millis(1))),
            None => self.is_working_day(date, zone).map(|_| None),
        }
    }
}
