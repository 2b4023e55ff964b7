//! The updates owed to a case: each gap between messages to the customer is a judgement of its own.
//! How a gap's clock runs is left to `clock`.

use super::{
    Instants,
    clock::{Clock, Run, Target, Turn},
    reaction::{self, clock_end, priority_at, raised},
    timeline::{Act, Moment, Timeline, What},
    trace::{self, Trace},
};
use crate::{
    compile::{Fact, Program, Table},
    model::{Act as Clocks, Reopened, Silence, UpdateArm},
    time::{Instant, Interval, Intervals, Millis, Undetermined},
    verdict::{Acted, Deadline, Figures, Judgement, Promise, Stage, Step, Verdict},
};
use std::sync::Arc;

/// The judgements on the gaps of a case, in order of time.
pub(super) fn judge<T: Trace>(
    program: &Program,
    table: &Table,
    case: &Timeline<'_>,
    subject: &Arc<str>,
    instants: Instants,
    trace: &mut T,
    found: &mut Vec<Judgement>,
) {
    let pauses = case.intervals(table, Clocks::Update);
    let gaps = Gaps { program, table, case, subject, instants, pauses };
    gaps.walk(|gap, stop| gaps.judge_silence(gap, stop, trace, found));
}

/// At most this many intervals of one silence are judged, where each is a gap of its own.
const MOST_INTERVALS: usize = 10_000;

struct Gaps<'c, 'f> {
    program: &'c Program,
    table: &'c Table,
    case: &'c Timeline<'f>,
    subject: &'c Arc<str>,
    instants: Instants,
    pauses: Intervals,
}

/// Where a gap began.
#[derive(Clone, Copy)]
struct Gap<'f> {
    /// When its clock was armed.
    armed: Moment,
    by: &'f Fact,
    /// Where it follows an interval without an update: when that was due.
    renewed: Option<Instant>,
}

impl<'f> Gap<'f> {
    fn of(armed: Moment, by: &'f Fact) -> Self {
        Gap { armed, by, renewed: None }
    }

    /// From when it is judged.
    fn from(&self) -> Moment {
        self.renewed.map_or(self.armed, |at| Moment { at, nth: u32::MAX })
    }
}

struct Outcome {
    run: Option<Run>,
    /// Where the gap began, or the last change that was heeded.
    since: Moment,
    verdict: Verdict,
    used: Millis,
    margin: Option<Millis>,
}

impl<'f> Gaps<'_, 'f> {
    /// Finds each gap with the act that stopped it, if one did.
    fn walk(&self, mut found: impl FnMut(Gap<'f>, Option<&Act<'f>>)) {
        let arm = self.table.update_arm.value;
        let arms_at = match arm {
            UpdateArm::AtReport | UpdateArm::AtContact | UpdateArm::AtLastContact => None,
            UpdateArm::AtReaction => match reaction::first(self.table, self.case) {
                Some(reaction) => Some(reaction.at),
                None => return,
            },
        };
        let mut gap = match arms_at {
            None => Some(Gap::of(self.case.start, self.case.started_by)),
            Some(_) => None,
        };
        let mut ended: Option<&Act<'f>> = None;
        // At the very instant at which the gap began there was no silence.
        let mut stop = |gap: Option<Gap<'f>>, act: &Act<'f>| {
            if let Some(gap) = gap.filter(|gap| act.at.at > gap.armed.at) {
                found(gap, Some(act));
            }
        };
        for act in &self.case.acts {
            match act.what {
                What::Noted => {}
                What::Told { automatic, .. } => {
                    let arms = gap.is_none() && ended.is_none() && arms_at == Some(act.at);
                    if act.while_ended
                        || (automatic && !arms)
                        || (gap.is_none() && !arms && arm != UpdateArm::AtLastContact)
                    {
                        continue;
                    }
                    stop(gap, act);
                    gap = (arm != UpdateArm::AtContact).then(|| Gap::of(act.at, act.by));
                }
                What::Contacted(_) => match arm {
                    UpdateArm::AtReport | UpdateArm::AtReaction => {}
                    _ if act.while_ended => {}
                    // Further contacts before the answer move nothing.
                    UpdateArm::AtContact => gap = gap.or(Some(Gap::of(act.at, act.by))),
                    UpdateArm::AtLastContact => {
                        stop(gap, act);
                        gap = Some(Gap::of(act.at, act.by));
                    }
                },
                What::Ended(_) => match self.table.reopened.value {
                    Reopened::Resume | Reopened::Within(_) => ended = Some(act),
                    Reopened::Restart | Reopened::Once => {
                        let stopped = gap.take();
                        stop(stopped, act);
                        // Only a clock that was armed is armed anew.
                        ended = stopped.map(|_| act);
                        if self.table.reopened.value == Reopened::Once {
                            return;
                        }
                    }
                },
                What::Reopened => {
                    let was_ended = ended.take();
                    if self.table.reopened.value == Reopened::Restart && was_ended.is_some() {
                        gap = Some(Gap::of(act.at, act.by));
                    }
                }
            }
        }
        let Some(gap) = gap else { return };
        match ended {
            Some(end) => stop(Some(gap), end),
            None if self.instants.as_of >= gap.armed.at => found(gap, None),
            // Not begun yet: the report is deemed received at an opening to come.
            None => {}
        }
    }

    /// The judgement on a gap, and where the contract counts each interval of a silence, on each further one.
    fn judge_silence<T: Trace>(
        &self,
        mut gap: Gap<'f>,
        stop: Option<&Act<'f>>,
        trace: &mut T,
        found: &mut Vec<Judgement>,
    ) {
        for _ in 0..MOST_INTERVALS {
            let judgement = self.judge(gap, stop, trace);
            let due = match &judgement.figures {
                Figures::Deadline(deadline) if judgement.verdict == Verdict::Missed => deadline.due_at,
                Figures::Deadline(_) | Figures::Availability(_) => None,
            };
            found.push(judgement);
            let until = stop.map_or(self.instants.as_of, |stop| stop.at.at);
            let renews = |due: &Instant| *due > gap.from().at && *due < until;
            match due.filter(|due| self.table.silence.value == Silence::EachInterval && renews(due)) {
                Some(due) => gap.renewed = Some(due),
                None => return,
            }
        }
    }

    fn judge<T: Trace>(&self, gap: Gap<'f>, stop: Option<&Act<'f>>, trace: &mut T) -> Judgement {
        let as_of = self.instants.as_of;
        self.note_start(gap, trace);
        let outcome = self.outcome(gap, stop, trace).unwrap_or_else(|beyond| {
            trace.step(|| Step::BeyondCalendar { year: beyond.year() });
            let since = gap.from();
            Outcome { run: None, since, verdict: Verdict::Undetermined, used: Millis::ZERO, margin: None }
        });
        match stop {
            Some(act) => trace.step(|| Step::Acted { by: trace::event(act.by), at: act.at.at, act: acted(act.what) }),
            None if outcome.verdict == Verdict::NotOwed => {}
            None => trace.step(|| Step::NoAct { as_of }),
        }
        trace.step(|| Step::Concluded { verdict: outcome.verdict });
        let due_at = outcome.run.and_then(|run| run.due_at());
        let stopped = stop.map(|act| act.at);
        let end = clock_end(self.table, (outcome.verdict, outcome.since), due_at, stopped, as_of);
        let row = outcome.run.and_then(|run| self.table.promises(run.row));
        Judgement {
            promise: Promise::Update,
            subject: self.subject.clone(),
            verdict: outcome.verdict,
            stage: self.stage(outcome.verdict, stop),
            as_of,
            known_as_of: self.instants.known_as_of,
            figures: Figures::Deadline(Deadline {
                priority: priority_at(self.table, self.case, end).map(|promises| promises.priority.clone()),
                row: row.map(|promises| promises.priority.clone()),
                started_at: Some(gap.from().at),
                due_at,
                stopped_at: stopped.map(|stopped| stopped.at),
                limit: outcome.run.map(|run| run.limit),
                used: outcome.used,
                margin: outcome.margin,
            }),
            reason: trace.reason(),
        }
    }

    fn outcome<T: Trace>(&self, gap: Gap<'f>, stop: Option<&Act<'f>>, trace: &mut T) -> Result<Outcome, Undetermined> {
        let stopped = stop.map(|act| act.at);
        let until = stopped.map_or(self.instants.as_of, |stopped| stopped.at);
        let from = gap.from();
        let clock =
            Clock::of(self.table, self.case, Clocks::Update, from.at, &self.pauses, stopped.map(|stopped| stopped.at));
        // A pause that begins as of the question has begun.
        clock.note(Interval::new(from.at, if stopped.is_some() { until } else { until + Millis(1) }), trace);
        clock.note_row(from, |promises| promises.update, trace);
        let mut run = match self.target(from) {
            Some(target) => Some(clock.turn(None, from.at, target, Turn::Start, trace)?),
            None => None,
        };
        let mut before = self.case.value(from).and_then(|valued| valued.priority);
        let mut since = from;
        for change in self.case.changes(from, stopped) {
            if run.is_some_and(|run| run.is_missed_before(change.from.at, self.table.in_time.value)) {
                break;
            }
            since = change.from;
            clock.note_row(change.from, |promises| promises.update, trace);
            let turn = Turn::Changed { raised: raised(before, change.priority) };
            run = match self.target(change.from) {
                Some(target) => Some(clock.turn(run, change.from.at, target, turn, trace)?),
                None => None,
            };
            before = change.priority;
        }
        let Some(run) = run else {
            return Ok(Outcome { run, since, verdict: Verdict::NotOwed, used: Millis::ZERO, margin: None });
        };
        let verdict = run.verdict(stopped.map(|stopped| stopped.at), self.instants.as_of, self.table.in_time.value);
        clock.note_at_due(&run, until, trace);
        let used = clock.measure(&run, until, trace)?;
        let margin = clock.margin(&run, until)?;
        Ok(Outcome { run: Some(run), since, verdict, used, margin })
    }

    fn target(&self, at: Moment) -> Option<Target> {
        let row = self.case.value(at)?.priority?;
        self.table.promises(row)?.update.map(|limit| Target { limit, row })
    }

    fn stage(&self, verdict: Verdict, stop: Option<&Act<'f>>) -> Stage {
        let resumable = stop.is_some_and(|act| matches!(act.what, What::Ended(_)))
            && self.case.resumes_after(self.table, self.instants.as_of);
        match verdict {
            Verdict::Missed => Stage::Decided,
            // A case that is reopened takes up the gap that its end has stopped.
            Verdict::Met | Verdict::NotOwed if stop.is_some() && !resumable => Stage::Decided,
            _ => Stage::Revisable,
        }
    }

    fn note_start<T: Trace>(&self, gap: Gap<'f>, trace: &mut T) {
        // An act before the clock's start counts at the start, so the start is shown.
        if gap.armed.at <= self.case.start.at {
            reaction::note_start(self.program, self.table, self.case, trace);
        }
        if gap.armed != self.case.start {
            trace.step(|| Step::Promised { cite: self.table.clause.heading() });
            if gap.armed.at > self.case.start.at {
                self.case.note_resumable(trace);
            }
            trace::instants(self.program, trace);
            trace.step(|| Step::Started { at: gap.armed.at, by: trace::event(gap.by) });
        }
        if let Some(at) = gap.renewed {
            trace.step(|| Step::Chosen(self.table.silence.used.clone()));
            trace.step(|| Step::Renewed { at });
        }
        for used in [&self.table.update_arm.used, &self.table.update_end.used, &self.table.reopened.used] {
            trace.step(|| Step::Chosen(used.clone()));
        }
    }
}

fn acted(what: What) -> Acted {
    match what {
        What::Told { act, .. } | What::Contacted(act) | What::Ended(act) => act,
        // Neither stops a gap.
        What::Noted | What::Reopened => Acted::Message,
    }
}
