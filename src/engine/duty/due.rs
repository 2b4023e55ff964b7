//! When a duty is due: by the end of its period, so long after it, with its occasion, so long after that, by a closing.
//! Counting days is left to `days`, whether it was performed in time to the parent.

use super::{Ground, One};
use crate::{
    compile::Said,
    engine::{
        days::due_on_day,
        facts::Standing,
        trace::{self, Trace},
    },
    model::{Days, Deadline, DutyDue, Within},
    time::{Instant, Interval, Intervals, Millis, PausedDue, Undetermined},
    verdict::{DueBy, Step},
};

/// When a duty is due.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    At(Instant),
    /// No instant is fixed, or none ever is.
    Open,
}

impl Due {
    pub(super) fn at(self) -> Option<Instant> {
        match self {
            Due::At(at) => Some(at),
            Due::Open => None,
        }
    }
}

impl One<'_> {
    pub(super) fn due<T: Trace>(
        &self,
        ground: &Ground<'_>,
        facts: &[Standing<'_>],
        trace: &mut T,
    ) -> Result<Due, Undetermined> {
        let at = |at: Instant, by: DueBy, trace: &mut T| {
            trace.step(|| Step::DutyDue { at, by });
            Ok(Due::At(at))
        };
        match (&self.rule.due, ground.arose, ground.period) {
            (Some(DutyDue::PerPeriod { after: None, .. }), _, Some((_, judged))) => {
                at(judged.until, DueBy::PeriodEnd, trace)
            }
            (Some(DutyDue::PerPeriod { after: Some(limit), .. }), _, Some((_, judged))) => {
                self.after_period(*limit, judged, trace)
            }
            (Some(DutyDue::ForEach { within, .. }), Some(arose), _) => match within {
                Within::WithIt => at(arose.at, DueBy::Occasion, trace),
                Within::AtMost(limit) | Within::Promptly(limit) => self.limited(arose.at, *limit, trace),
                Within::PromptlyUnbounded => Ok(Due::Open),
                Within::ByClosing => {
                    // The first closing counts: a return of the case gives no further occasion.
                    let closing = facts.iter().find(|one| one.fact.says == Said::Closed && one.at >= arose.at);
                    match closing {
                        Some(closing) => at(closing.at, DueBy::Closing(trace::event(closing.fact)), trace),
                        None => Ok(Due::Open),
                    }
                }
            },
            _ => Ok(Due::Open),
        }
    }

    /// So long after the end of a period: the day that is not counted is its last, of working days its last working day.
    fn after_period<T: Trace>(&self, limit: Deadline, period: Interval, trace: &mut T) -> Result<Due, Undetermined> {
        let zone = self.program.zone();
        let last = zone.local(period.until + Millis(-1)).0;
        let from = match (limit, &self.rule.days.working) {
            (Deadline::Within(_), _) => period.until,
            (Deadline::In(Days::WorkingDays(_)), Some(working)) => {
                let mut day = last;
                // Calendars close for a year at most; further back no day is looked for.
                for _ in 0..400 {
                    if working.clock.is_working_day(day, zone)? {
                        break;
                    }
                    day = day.plus_days(-1).unwrap_or(day);
                }
                zone.first_instant_of(day)
            }
            (Deadline::In(_), _) => zone.first_instant_of(last),
        };
        self.limited(from, limit, trace)
    }

    fn limited<T: Trace>(&self, from: Instant, limit: Deadline, trace: &mut T) -> Result<Due, Undetermined> {
        let days = match limit {
            Deadline::Within(time) => {
                if let Some(elapsed) = &self.rule.elapsed {
                    trace.step(|| Step::Chosen(elapsed.clone()));
                }
                let Some(at) = self.rule.window.clock.due(from, time)? else { return Ok(Due::Open) };
                trace.step(|| trace::windows(&self.rule.window, Interval::new(from, at.max(from + Millis(1)))));
                trace.step(|| Step::Due { from, limit: time, at });
                return Ok(Due::At(at));
            }
            Deadline::In(days) => days,
        };
        Ok(match due_on_day(&self.rule.days, from, days, &Intervals::default(), trace)? {
            PausedDue::At(at) => Due::At(at),
            PausedDue::NotFixed { .. } | PausedDue::Never => Due::Open,
        })
    }
}
