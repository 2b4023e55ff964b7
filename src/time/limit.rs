//! Limits of each type that a contract may set, and when they end: §§ 187, 188, 193 BGB.
//! Counting days is left to `suspended`; which clock a limit runs in, and what starts and stops it, to those who ask.

use super::{DaysDue, Instant, Intervals, Millis, PausedDue, ServiceClock, TimeOfDay, Undetermined, Zone};
use serde::{Deserialize, Serialize};

/// How long something may take. Types never mix: a limit in working days has no length in hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Time by the clock on the wall, 24 hours a day.
    Elapsed(Millis),
    /// Time in the service window.
    Service(Millis),
    /// Civil days; the day of the event is not counted (§ 187 (1) BGB).
    CalendarDays {
        /// How many; a week is seven.
        days: u32,
        /// When on the last day it ends.
        #[serde(default)]
        ends: EndsOnDay,
        /// What happens where the last day is no working day.
        #[serde(default)]
        moves: Moves,
    },
    /// Days on which the named calendar opens; the event's own, or the next, is day 0.
    WorkingDays {
        /// How many.
        days: u32,
        /// An event whose reading is later counts as on the next working day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cut_off: Option<TimeOfDay>,
        /// When on the last day it ends.
        #[serde(default)]
        ends: EndsOnWorkingDay,
    },
    /// Months, until the day of the same number, or the month's last (§ 188 (2), (3) BGB).
    Months {
        /// How many.
        months: u32,
        /// When on the last day it ends.
        #[serde(default)]
        ends: EndsOnDay,
        /// What happens where the last day is no working day.
        #[serde(default)]
        moves: Moves,
    },
}

/// When a limit in days or months ends on its last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndsOnDay {
    /// With the day (§ 188 (1) BGB).
    #[default]
    Midnight,
    /// At the local time of the event.
    SameLocalTime,
}

/// When a limit in working days ends on its last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndsOnWorkingDay {
    /// When the calendar closes for the last time.
    #[default]
    LastClosing,
    /// At 24:00.
    Midnight,
    /// At a stated time.
    At(TimeOfDay),
}

/// What happens to a limit in days or months that ends on a day that is no working day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moves {
    /// It ends on the next working day, where working days are defined (§ 193 BGB).
    #[default]
    NextWorkingDay,
    /// It stays.
    NotMoved,
}

/// What a limit is measured in.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The zone of civil days and stated times.
    pub zone: Zone,
    /// The clock of service time, if the rule names one.
    pub service: Option<&'a ServiceClock>,
    /// The calendar of working days, if they are defined.
    pub working: Option<&'a ServiceClock>,
}

/// A limit whose end cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LimitError {
    /// Service time without a calendar.
    #[error("a limit in service time needs a calendar")]
    NoServiceCalendar,
    /// Working days that nothing defines.
    #[error("a limit in working days needs a calendar of working days")]
    NoWorkingDays,
    /// The question reaches a year without an answer.
    #[error(transparent)]
    Undetermined(#[from] Undetermined),
}

impl Limit {
    /// A limit of so many weeks: of seven civil days each.
    #[must_use]
    pub const fn weeks(weeks: u32) -> Self {
        Limit::calendar_days(weeks.saturating_mul(7))
    }

    /// A limit of so many civil days, with the statutory choices.
    #[must_use]
    pub const fn calendar_days(days: u32) -> Self {
        Limit::CalendarDays { days, ends: EndsOnDay::Midnight, moves: Moves::NextWorkingDay }
    }

    /// A limit of so many working days, until the last closing, without a cut-off.
    #[must_use]
    pub const fn working_days(days: u32) -> Self {
        Limit::WorkingDays { days, cut_off: None, ends: EndsOnWorkingDay::LastClosing }
    }

    /// A limit of so many months, with the statutory choices.
    #[must_use]
    pub const fn months(months: u32) -> Self {
        Limit::Months { months, ends: EndsOnDay::Midnight, moves: Moves::NextWorkingDay }
    }

    /// The last instant at which a limit that starts with an event at `start` is kept; `None` where it never ends.
    ///
    /// ```
    /// use klausel::time::{Frame, Limit, Zone};
    /// // Thirty days after 31 January: with 2 March, at midnight.
    /// let frame = Frame { zone: "Europe/Berlin".parse()?, service: None, working: None };
    /// let due = Limit::calendar_days(30).due("2025-01-31T10:00:00+01:00".parse()?, &frame)?;
    /// assert_eq!(due, Some("2025-03-03T00:00:00+01:00".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`LimitError`] where the frame lacks what the limit is measured in, or the end lies in a year without an
    /// answer.
    pub fn due(&self, start: Instant, frame: &Frame<'_>) -> Result<Option<Instant>, LimitError> {
        match *self {
            Limit::Elapsed(time) => Ok(Some(start + time.max(Millis::ZERO))),
            Limit::Service(time) => Ok(frame.service()?.due(start, time)?),
            Limit::CalendarDays { .. } | Limit::WorkingDays { .. } | Limit::Months { .. } => {
                match self.counted(start, &Intervals::default(), frame)? {
                    Some(DaysDue::On(counted)) => Ok(Some(counted.at)),
                    Some(DaysDue::NotFixed | DaysDue::Never) | None => Ok(None),
                }
            }
        }
    }

    /// The same with pauses: taken out of a limit in hours, while days that a pause touches do not count (see
    /// [`counted`](Self::counted)). What is left of a limit in days is no length of time: it is told as nothing.
    ///
    /// # Errors
    /// As for [`due`](Self::due).
    pub fn due_with_pauses(
        &self,
        start: Instant,
        pauses: &Intervals,
        frame: &Frame<'_>,
    ) -> Result<PausedDue, LimitError> {
        match *self {
            Limit::Elapsed(time) => Ok(elapsed_with_pauses(start, time, pauses)),
            Limit::Service(time) => Ok(frame.service()?.due_with_pauses(start, time, pauses)?),
            Limit::CalendarDays { .. } | Limit::WorkingDays { .. } | Limit::Months { .. } => {
                Ok(match self.counted(start, pauses, frame)? {
                    Some(DaysDue::On(counted)) => PausedDue::At(counted.at),
                    Some(DaysDue::NotFixed) => PausedDue::NotFixed { left: Millis::ZERO },
                    Some(DaysDue::Never) | None => PausedDue::Never,
                })
            }
        }
    }
}

fn elapsed_with_pauses(start: Instant, time: Millis, pauses: &Intervals) -> PausedDue {
    let (mut from, mut left) = (start, time.max(Millis::ZERO));
    for pause in pauses.iter().filter(|pause| pause.until > start) {
        if from + left <= pause.from || left == Millis::ZERO {
            break;
        }
        left = left - pause.from.since(from);
        if pause.until >= ServiceClock::NO_END {
            return PausedDue::NotFixed { left };
        }
        from = from.max(pause.until);
    }
    PausedDue::At(from + left)
}

impl<'a> Frame<'a> {
    fn service(&self) -> Result<&'a ServiceClock, LimitError> {
        self.service.ok_or(LimitError::NoServiceCalendar)
    }
}
