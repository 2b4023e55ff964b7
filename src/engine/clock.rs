//! One clock of a case: when its limit is used up, what a changed target does to that, and what follows from an act.
//! Limits in days are left to `days`; which acts stop it and when it starts, to `reaction` and `updates`.

use super::{
    timeline::{Moment, Pause, Timeline},
    trace::{self, Trace},
};
use crate::{
    compile::{Promises, Rank, Table},
    model::{Act as Clocks, Belongs, Closing, Deadline, InTime, Raised},
    time::{Instant, Interval, Intervals, Millis, PausedDue, Undetermined},
    verdict::{Choice, ChoiceUsed, Step, Verdict},
};
use std::borrow::Cow;

/// A clock of one case under one table, with the pauses that hold for it.
pub(super) struct Clock<'c, 'f> {
    pub(super) table: &'c Table,
    pub(super) timeline: &'c Timeline<'f>,
    pub(super) which: Clocks,
    /// When it starts.
    pub(super) start: Instant,
    pub(super) pauses: Cow<'c, Intervals>,
}

/// A limit that runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// When the clock started.
    pub(super) started: Instant,
    /// Since when time used counts: the start, a call, or the change by which something became owed.
    pub(super) owed_since: Instant,
    /// From when the limit counts: the start, or the change that set it.
    pub(super) from: Instant,
    pub(super) limit: Deadline,
    pub(super) due: PausedDue,
    /// The priority whose row's limit it is.
    pub(super) row: Rank,
}

/// What is owed at a moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) limit: Deadline,
    pub(super) row: Rank,
}

/// How a new target came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The clock starts, or something is owed that was not.
    Start,
    /// The case's priority changed: raised or not.
    Changed { raised: bool },
    /// A later contact by the channel that the row demands.
    Called,
}

impl<'c, 'f> Clock<'c, 'f> {
    /// The clock with all pauses that began before it stopped and ended after its start, so that no other moves what is
    /// shown.
    pub(super) fn of(
        table: &'c Table,
        timeline: &'c Timeline<'f>,
        which: Clocks,
        start: Instant,
        pauses: &'c Intervals,
        stopped: Option<Instant>,
    ) -> Self {
        // Asked of the pauses one by one: one that begins as another ends is one interval with it.
        let meets =
            |pause: &Pause<'_>| pause.until == Some(start) || stopped.is_some_and(|stopped| pause.from >= stopped);
        let pauses = match timeline.pauses.iter().any(meets) {
            true => Cow::Owned(timeline.intervals_within(table, which, (start, stopped))),
            false => Cow::Borrowed(pauses),
        };
        Clock { table, timeline, which, start, pauses }
    }

    /// The run under a target from an instant on, after the run before, if one was owed.
    pub(super) fn turn<T: Trace>(
        &self,
        before: Option<Run>,
        at: Instant,
        target: Target,
        turn: Turn,
        trace: &mut T,
    ) -> Result<Run, Undetermined> {
        let Target { limit, row } = target;
        let (before, raised) = match (turn, before) {
            (Turn::Changed { raised }, Some(before)) => (before, raised),
            (Turn::Start | Turn::Called | Turn::Changed { .. }, _) => {
                let started = if turn == Turn::Called { at } else { self.start };
                let due = self.due(at, limit, trace)?;
                return Ok(Run { started, owed_since: at, from: at, limit, due, row });
            }
        };
        trace.step(|| Step::Chosen(self.table.raised.used.clone()));
        match self.table.raised.value {
            Raised::FromChange => {
                let due = self.due(at, target.limit, trace)?;
                let run = Run { from: at, limit, due, row, ..before };
                match (before.due, due) {
                    (PausedDue::At(old), PausedDue::At(new)) if raised && old < new => {
                        trace.step(|| Step::NotLaterThan { old, new: Some(new) });
                        Ok(Run { due: before.due, ..run })
                    }
                    (PausedDue::At(old), PausedDue::NotFixed { .. } | PausedDue::Never) if raised => {
                        trace.step(|| Step::NotLaterThan { old, new: None });
                        Ok(Run { due: before.due, ..run })
                    }
                    _ => Ok(run),
                }
            }
            Raised::Carry if limit.time().is_some() => {
                let limit_time = limit.time().unwrap_or(Millis::ZERO);
                let used = self.used(before.owed_since, at)?;
                trace.step(|| Step::Used { from: before.owed_since, until: at, used });
                if used > limit_time {
                    trace.step(|| Step::UsedUpWhenSet { change: at, used, limit: limit_time });
                }
                let left = (limit_time - used).max(Millis::ZERO);
                let due = self.due(at, Deadline::Within(left), trace)?;
                Ok(Run { from: before.owed_since, limit, due, row, ..before })
            }
            // Days counted before the change stay counted: that is to count them from the start.
            Raised::Carry | Raised::Retroactive => {
                let due = match self.used_up(before.owed_since, limit, trace)? {
                    PausedDue::At(used_up) if used_up < at => {
                        trace.step(|| Step::NotBefore { change: at, used_up });
                        PausedDue::At(at)
                    }
                    due @ (PausedDue::At(_) | PausedDue::NotFixed { .. } | PausedDue::Never) => due,
                };
                let due = if limit.time().is_some() { self.closed(due, trace)? } else { due };
                Ok(Run { from: before.owed_since, limit, due, row, ..before })
            }
        }
    }

    /// When a limit from an instant on is due.
    fn due<T: Trace>(&self, from: Instant, limit: Deadline, trace: &mut T) -> Result<PausedDue, Undetermined> {
        let used_up = self.used_up(from, limit, trace)?;
        if limit.time().is_some() { self.closed(used_up, trace) } else { Ok(used_up) }
    }

    /// When a limit from an instant on is used up.
    fn used_up<T: Trace>(&self, from: Instant, limit: Deadline, trace: &mut T) -> Result<PausedDue, Undetermined> {
        let limit = match limit {
            Deadline::Within(limit) => limit,
            Deadline::In(days) => return self.due_on_day(from, days, trace),
        };
        let clock = &self.table.window.clock;
        let due = clock.due_with_pauses(from, limit, &self.pauses)?;
        match due {
            PausedDue::At(at) => {
                trace.step(|| trace::windows(&self.table.window, Interval::new(from, at)));
                trace.step(|| Step::Due { from, limit, at });
            }
            PausedDue::NotFixed { left } => {
                let paused_since = self.pauses.as_slice().last().map_or(from, |pause| pause.from.max(from));
                trace.step(|| trace::windows(&self.table.window, Interval::new(from, paused_since)));
                trace.step(|| Step::DueNotFixed { from, limit, used: limit - left });
            }
            PausedDue::Never => trace.step(|| Step::DueNotFixed { from, limit, used: Millis::ZERO }),
        }
        Ok(due)
    }

    /// What the contract makes of time used up outside the window.
    fn closed<T: Trace>(&self, due: PausedDue, trace: &mut T) -> Result<PausedDue, Undetermined> {
        match (self.table.closing.value, due) {
            (Closing::NextOpening, PausedDue::At(used_up)) => {
                let Some(at) = self.table.window.clock.open_at_or_after(used_up)? else { return Ok(PausedDue::Never) };
                trace.step(|| trace::windows(&self.table.window, Interval::new(used_up, at + Millis(1))));
                if at != used_up {
                    trace.step(|| Step::MovedToOpening { used_up, at });
                }
                Ok(PausedDue::At(at))
            }
            _ => Ok(due),
        }
    }

    /// Time of the clock used by a run until an instant, with its steps; none under a limit in days, which uses up no
    /// hours.
    pub(super) fn measure<T: Trace>(&self, run: &Run, until: Instant, trace: &mut T) -> Result<Millis, Undetermined> {
        if run.limit.time().is_none() {
            return Ok(Millis::ZERO);
        }
        let used = self.used(run.from, until)?;
        self.note_overdue(run, until, trace);
        trace.step(|| Step::Used { from: run.from, until, used });
        Ok(used)
    }

    /// Time of the clock from an instant, or from when the limit counts, to the due instant; negative where that has passed.
    pub(super) fn margin(&self, run: &Run, at: Instant) -> Result<Option<Millis>, Undetermined> {
        let at = at.max(run.from);
        match run.due_at().filter(|_| run.limit.time().is_some()) {
            Some(due) if at <= due => self.used(at, due).map(Some),
            Some(due) => Ok(Some(Millis::ZERO - self.used(due, at)?)),
            None => Ok(None),
        }
    }

    /// Time of the clock between two instants.
    fn used(&self, from: Instant, until: Instant) -> Result<Millis, Undetermined> {
        self.table.window.clock.elapsed_with_pauses(from, until, &self.pauses)
    }

    /// Takes the step with the choice that decides what comes exactly at the due instant, where it is silent.
    pub(super) fn note_at_due<T: Trace>(&self, run: &Run, until: Instant, trace: &mut T) {
        let used = &self.table.in_time.used;
        if run.due_at() == Some(until) && used.stated.is_none() {
            trace.step(|| Step::Chosen(used.clone()));
        }
    }

    /// Takes the step with the openings after the due instant, where time is measured beyond it.
    fn note_overdue<T: Trace>(&self, run: &Run, until: Instant, trace: &mut T) {
        match run.due {
            PausedDue::At(due) if due < until => {
                trace.step(|| trace::windows(&self.table.window, Interval::new(due, until)));
            }
            PausedDue::Never => trace.step(|| trace::windows(&self.table.window, Interval::new(run.from, until))),
            // Nothing is measured in the pause that runs.
            PausedDue::At(_) | PausedDue::NotFixed { .. } => {}
        }
    }

    /// Takes the steps that hold for the clock as a whole.
    pub(super) fn note<T: Trace>(&self, within: Interval, trace: &mut T) {
        if self.table.has_time_limits(self.which) {
            if let Some(elapsed) = &self.table.runs {
                trace.step(|| Step::Chosen(elapsed.clone()));
            }
            trace.step(|| Step::Chosen(self.table.closing.used.clone()));
        }
        let Table { in_time, belongs, .. } = self.table;
        if in_time.used.stated.is_some() {
            trace.step(|| Step::Chosen(in_time.used.clone()));
        }
        // It decides no verdict, only which report has it: said where that is not the period of the start.
        if belongs.value != Belongs::AtStart {
            trace.step(|| Step::Chosen(belongs.used.clone()));
        }
        self.timeline.note_pauses(self.table, self.which, within, trace);
    }

    /// Takes the step that a row applies from a moment on.
    pub(super) fn note_row<T: Trace>(&self, at: Moment, limit: impl Fn(&Promises) -> Option<Deadline>, trace: &mut T) {
        let Some(valued) = self.timeline.value(at) else { return };
        let corrects_from = (valued.by.corrects.is_some() && valued.from.at == at.at).then_some(at.at);
        let Some(priority) = valued.priority else {
            trace.step(|| Step::NoRow { from: at.at, by: trace::event(valued.by), corrects_from });
            return;
        };
        if let (Some(promises), Some(cite)) =
            (self.table.promises(priority), self.table.row(priority, valued.effect, valued.extent))
        {
            trace.step(|| Step::RowApplies {
                cite: cite.clone(),
                priority: promises.priority.clone(),
                from: at.at,
                by: trace::event(valued.by),
                limit: limit(promises),
                corrects_from,
            });
        }
    }
}

impl Run {
    /// Whether the time was used up before what happens at an instant, so that a miss stands.
    pub(super) fn is_missed_before(&self, at: Instant, in_time: InTime) -> bool {
        matches!(self.due, PausedDue::At(due) if is_late(at, due, in_time))
    }

    pub(super) fn due_at(&self) -> Option<Instant> {
        match self.due {
            PausedDue::At(due) => Some(due),
            PausedDue::NotFixed { .. } | PausedDue::Never => None,
        }
    }

    /// Met iff stopped in time; open while as of would be in time.
    pub(super) fn verdict(&self, stopped: Option<Instant>, as_of: Instant, in_time: InTime) -> Verdict {
        match (self.due_at(), stopped) {
            (Some(due), Some(stopped)) if is_late(stopped, due, in_time) => Verdict::Missed,
            (_, Some(_)) => Verdict::Met,
            (Some(due), None) if is_late(as_of, due, in_time) => Verdict::Missed,
            (_, None) => Verdict::Open,
        }
    }
}

/// Whether an instant is too late for a due instant.
fn is_late(at: Instant, due: Instant, in_time: InTime) -> bool {
    match in_time {
        InTime::AtDue => at > due,
        InTime::BeforeDue => at >= due,
    }
}

/// A choice that no contract can state otherwise yet.
pub(super) fn by_default(choice: Choice) -> Step {
    Step::Chosen(ChoiceUsed { choice, stated: None })
}
