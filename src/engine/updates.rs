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
    model::{Act as Clocks, Reopened, UpdateArm},
    time::{Interval, Intervals, Millis, Undetermined},
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
    gaps.walk(|gap, stop| found.push(gaps.judge(gap, stop, trace)));
}

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
    from: Moment,
    by: &'f Fact,
}

struct Outcome {
    run: Option<Run>,
    verdict: Verdict,
    used: Millis,
}

impl<'f> Gaps<'_, 'f> {
    /// Finds each gap with the act that stopped it, if one did.
    fn walk(&self, mut found: impl FnMut(Gap<'f>, Option<&Act<'f>>)) {
        let arms_at = match self.table.update_arm.value {
            UpdateArm::AtReport => None,
            UpdateArm::AtReaction => match reaction::first(self.table, self.case) {
                Some(reaction) => Some(reaction.at),
                None => return,
            },
        };
        let mut gap = match arms_at {
            None => Some(Gap { from: self.case.start, by: self.case.report }),
            Some(_) => None,
        };
        let mut ended: Option<&Act<'f>> = None;
        for act in &self.case.acts {
            match act.what {
                What::Told { automatic, .. } => {
                    let arms = gap.is_none() && ended.is_none() && arms_at == Some(act.at);
                    if act.while_ended || (automatic && !arms) || (gap.is_none() && !arms) {
                        continue;
                    }
                    // At the very instant at which the gap began there was no silence.
                    if let Some(gap) = gap.filter(|gap| act.at.at > gap.from.at) {
                        found(gap, Some(act));
                    }
                    gap = Some(Gap { from: act.at, by: act.by });
                }
                What::Ended(_) => match self.table.reopened.value {
                    Reopened::Resume => ended = Some(act),
                    Reopened::Restart | Reopened::Once => {
                        let stopped = gap.take();
                        if let Some(gap) = stopped.filter(|gap| act.at.at > gap.from.at) {
                            found(gap, Some(act));
                        }
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
                        gap = Some(Gap { from: act.at, by: act.by });
                    }
                }
            }
        }
        let Some(gap) = gap else { return };
        match ended {
            Some(end) if end.at.at > gap.from.at => found(gap, Some(end)),
            Some(_) => {}
            None if self.instants.as_of >= gap.from.at => found(gap, None),
            // Not begun yet: the report is deemed received at an opening to come.
            None => {}
        }
    }

    fn judge<T: Trace>(&self, gap: Gap<'f>, stop: Option<&Act<'f>>, trace: &mut T) -> Judgement {
        let as_of = self.instants.as_of;
        self.note_start(gap, trace);
        let outcome = self.outcome(gap, stop, trace).unwrap_or_else(|beyond| {
            trace.step(|| Step::BeyondCalendar { year: beyond.year() });
            Outcome { run: None, verdict: Verdict::Undetermined, used: Millis::ZERO }
        });
        match stop {
            Some(act) => trace.step(|| Step::Acted { by: trace::event(act.by), at: act.at.at, act: acted(act.what) }),
            None if outcome.verdict == Verdict::NotOwed => {}
            None => trace.step(|| Step::NoAct { as_of }),
        }
        trace.step(|| Step::Concluded { verdict: outcome.verdict });
        let due_at = outcome.run.and_then(|run| run.due_at());
        let stopped = stop.map(|act| act.at);
        let end = clock_end(outcome.verdict, due_at, stopped, as_of);
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
                started_at: Some(gap.from.at),
                due_at,
                stopped_at: stopped.map(|stopped| stopped.at),
                limit: outcome.run.map(|run| run.limit),
                used: outcome.used,
            }),
            reason: trace.reason(),
        }
    }

    fn outcome<T: Trace>(&self, gap: Gap<'f>, stop: Option<&Act<'f>>, trace: &mut T) -> Result<Outcome, Undetermined> {
        let stopped = stop.map(|act| act.at);
        let until = stopped.map_or(self.instants.as_of, |stopped| stopped.at);
        let clock = Clock::of(
            self.table,
            self.case,
            Clocks::Update,
            gap.from.at,
            &self.pauses,
            stopped.map(|stopped| stopped.at),
        );
        // A pause that begins as of the question has begun.
        clock.note(Interval::new(gap.from.at, if stopped.is_some() { until } else { until + Millis(1) }), trace);
        clock.note_row(gap.from, |promises| promises.update, trace);
        let mut run = match self.target(gap.from) {
            Some(target) => Some(clock.turn(None, gap.from.at, target, Turn::Start, trace)?),
            None => None,
        };
        let mut before = self.case.value(gap.from).and_then(|valued| valued.priority);
        for change in self.case.changes(gap.from, stopped) {
            if run.is_some_and(|run| run.is_missed_before(change.from.at)) {
                break;
            }
            clock.note_row(change.from, |promises| promises.update, trace);
            let turn = Turn::Changed { raised: raised(before, change.priority) };
            run = match self.target(change.from) {
                Some(target) => Some(clock.turn(run, change.from.at, target, turn, trace)?),
                None => None,
            };
            before = change.priority;
        }
        let Some(run) = run else { return Ok(Outcome { run, verdict: Verdict::NotOwed, used: Millis::ZERO }) };
        let verdict = run.verdict(stopped.map(|stopped| stopped.at), self.instants.as_of);
        let used = clock.measure(&run, until, trace)?;
        Ok(Outcome { run: Some(run), verdict, used })
    }

    fn target(&self, at: Moment) -> Option<Target> {
        let row = self.case.value(at)?.priority?;
        self.table.promises(row)?.update.map(|limit| Target { limit, row })
    }

    fn stage(&self, verdict: Verdict, stop: Option<&Act<'f>>) -> Stage {
        let resumable =
            self.table.reopened.value == Reopened::Resume && stop.is_some_and(|act| matches!(act.what, What::Ended(_)));
        match verdict {
            Verdict::Missed => Stage::Decided,
            // A case that is reopened takes up the gap that its end has stopped.
            Verdict::Met | Verdict::NotOwed if stop.is_some() && !resumable => Stage::Decided,
            _ => Stage::Revisable,
        }
    }

    fn note_start<T: Trace>(&self, gap: Gap<'f>, trace: &mut T) {
        // An act before the clock's start counts at the start, so the start is shown.
        if gap.from.at <= self.case.start.at {
            reaction::note_start(self.program, self.table, self.case, trace);
        }
        if gap.from != self.case.start {
            trace.step(|| Step::Promised { cite: self.table.clause.heading() });
            trace::instants(self.program, trace);
            trace.step(|| Step::Started { at: gap.from.at, by: trace::event(gap.by) });
        }
        for used in [&self.table.update_arm.used, &self.table.update_end.used, &self.table.reopened.used] {
            trace.step(|| Step::Chosen(used.clone()));
        }
    }
}

fn acted(what: What) -> Acted {
    match what {
        What::Told { act, .. } | What::Ended(act) => act,
        // A return stops nothing: it is never the act that stops a gap.
        What::Reopened => Acted::Message,
    }
}
