//! The reaction owed to a case: from its report to the first act that the contract takes for one.
//! How its clock runs is left to `clock`.

use super::{
    Instants,
    clock::{Clock, Run, Target, Turn, by_default},
    timeline::{Act, Moment, Timeline, Valued, What},
    trace::{self, Trace},
};
use crate::{
    compile::{Fact, Program, Promises, Rank, Said, Table},
    model::{Act as Clocks, Channel, InTime, ReactionAct, Starts},
    time::{Instant, Interval, Millis, Undetermined},
    verdict::{Acted, Barred, Choice, ChoiceUsed, Deadline, Figures, Judgement, Promise, Stage, Step, Verdict},
};
use std::sync::Arc;

/// The judgement on the reaction to a case.
pub(super) fn judge<T: Trace>(
    program: &Program,
    table: &Table,
    case: &Timeline<'_>,
    subject: &Arc<str>,
    instants: Instants,
    trace: &mut T,
) -> Judgement {
    let act = first(table, case);
    let reaction = Reaction { program, table, case, act, as_of: instants.as_of };
    reaction.note_start(trace);
    let outcome = reaction.outcome(trace).unwrap_or_else(|beyond| {
        trace.step(|| Step::BeyondCalendar { year: beyond.year() });
        let since = case.start;
        Outcome { run: None, since, verdict: Verdict::Undetermined, used: Millis::ZERO, margin: None }
    });
    reaction.note_act(&outcome, trace);
    trace.step(|| Step::Concluded { verdict: outcome.verdict });
    Judgement {
        promise: Promise::Reaction,
        subject: subject.clone(),
        verdict: outcome.verdict,
        stage: reaction.stage(&outcome),
        as_of: instants.as_of,
        known_as_of: instants.known_as_of,
        figures: Figures::Deadline(reaction.figures(&outcome)),
        reason: trace.reason(),
    }
}

/// The first act that is a reaction by this table.
pub(super) fn first<'c, 'f>(table: &Table, case: &'c Timeline<'f>) -> Option<&'c Act<'f>> {
    case.acts.iter().find(|act| match act.what {
        What::Told { act, automatic } => barred(table, act, automatic).is_none(),
        What::Noted | What::Contacted(_) | What::Ended(_) | What::Reopened => false,
    })
}

fn barred(table: &Table, act: Acted, automatic: bool) -> Option<Barred> {
    match table.reaction.value {
        ReactionAct::AnyReply => None,
        _ if automatic => Some(Barred::Automatic),
        ReactionAct::PersonalReply if act != Acted::Reaction => Some(Barred::NotPersonal),
        ReactionAct::PersonalReply | ReactionAct::AnyAct => None,
    }
}

struct Reaction<'c, 'f> {
    program: &'c Program,
    table: &'c Table,
    case: &'c Timeline<'f>,
    act: Option<&'c Act<'f>>,
    as_of: Instant,
}

struct Outcome {
    run: Option<Run>,
    /// The start, or the last change or call that was heeded.
    since: Moment,
    verdict: Verdict,
    used: Millis,
    margin: Option<Millis>,
}

/// What may set a new target.
#[derive(Clone, Copy)]
enum Event<'v, 'f> {
    Changed(&'v Valued<'f>),
    Called,
}

impl Reaction<'_, '_> {
    fn outcome<T: Trace>(&self, trace: &mut T) -> Result<Outcome, Undetermined> {
        let start = self.case.start;
        let pauses = self.case.intervals(self.table, Clocks::Reaction);
        let stopped = self.act.map(|act| act.at);
        let clock =
            Clock::of(self.table, self.case, Clocks::Reaction, start.at, &pauses, stopped.map(|stopped| stopped.at));
        let until = stopped.map_or(self.as_of, |stopped| stopped.at);
        // A pause that begins as of the question has begun.
        clock.note(Interval::new(start.at, if stopped.is_some() { until } else { until + Millis(1) }), trace);
        trace.step(|| Step::Chosen(self.table.reaction.used.clone()));

        clock.note_row(start, |promises| promises.reaction, trace);
        let mut run = match self.target(start, start, trace) {
            Some(target) => Some(clock.turn(None, start.at, target, Turn::Start, trace)?),
            None => None,
        };
        let mut since = start;
        for (at, event) in self.events(stopped) {
            if run.is_some_and(|run| run.is_missed_before(at.at, self.table.in_time.value)) {
                // A change never undoes a miss that occurred before it.
                break;
            }
            if matches!(event, Event::Changed(_)) {
                clock.note_row(at, |promises| promises.reaction, trace);
            }
            since = at;
            // A contact that changes the priority too is a call besides, if that makes a difference.
            let called_by = match event {
                Event::Changed(_) => Moment { at: at.at, nth: at.nth.saturating_sub(1) },
                Event::Called => at,
            };
            let target = self.target(at, called_by, trace);
            let same_row = run.zip(target).is_some_and(|(run, target)| run.row == target.row);
            if same_row {
                continue;
            }
            let turn = match event {
                Event::Changed(valued) => Turn::Changed { raised: self.is_raised(valued) },
                Event::Called => {
                    self.note_call(at, trace);
                    Turn::Called
                }
            };
            run = match target {
                Some(target) => Some(clock.turn(run, at.at, target, turn, trace)?),
                None => None,
            };
        }
        let Some(run) = run else {
            return Ok(Outcome { run, since, verdict: Verdict::NotOwed, used: Millis::ZERO, margin: None });
        };
        let verdict = run.verdict(stopped.map(|stopped| stopped.at), self.as_of, self.table.in_time.value);
        clock.note_at_due(&run, until, trace);
        let used = clock.measure(&run, until, trace)?;
        let margin = clock.margin(&run, until)?;
        Ok(Outcome { run: Some(run), since, verdict, used, margin })
    }

    /// Changes of priority and later calls in their order, up to the act and as of.
    fn events(&self, stopped: Option<Moment>) -> impl Iterator<Item = (Moment, Event<'_, '_>)> {
        let start = self.case.start;
        let until = move |at: Moment| at.at <= self.as_of && stopped.is_none_or(|stopped| at < stopped);
        let mut changes = self.case.changes(start, stopped).peekable();
        let by_channel = |channel: Channel| self.table.later_call.as_ref().is_some_and(|(held, _)| *held == channel);
        let calls = self.case.contacts.iter().filter(move |(_, channel, _)| by_channel(*channel));
        let mut calls = calls.map(|(at, _, _)| *at).filter(move |at| *at > start && until(*at)).peekable();
        std::iter::from_fn(move || match (changes.peek(), calls.peek()) {
            (Some(change), Some(call)) if *call < change.from => calls.next().map(|at| (at, Event::Called)),
            (Some(_), _) => changes.next().map(|change| (change.from, Event::Changed(change))),
            (None, _) => calls.next().map(|at| (at, Event::Called)),
        })
    }

    /// What is owed under the priority at a moment, by its own row or by the one that the contract names instead, with the
    /// calls that have come by another.
    fn target<T: Trace>(&self, at: Moment, called_by: Moment, trace: &mut T) -> Option<Target> {
        let priority = self.case.value(at)?.priority?;
        let own = self.table.promises(priority)?;
        if self.has_channel(own, called_by) {
            return own.reaction.map(|limit| Target { limit, row: priority });
        }
        let row = self.case.value(at).and_then(|valued| self.table.row(priority, valued.effect, valued.extent));
        trace.step(|| Step::ChannelLacking {
            cite: row.unwrap_or(&own.cite).clone(),
            demanded: own.reaction_on.clone(),
            found: self.case.channel,
        });
        let other = self.table.without_channel.as_ref().filter(|(channel, _, _)| own.reaction_on.contains(channel));
        let Some((_, row, cite)) = other else {
            trace.step(|| by_default(Choice::NoChannelNotOwed));
            return None;
        };
        let promises = self.table.promises(*row).filter(|promises| self.has_channel(promises, called_by))?;
        let limit = promises.reaction?;
        trace.step(|| Step::OtherRow {
            cite: cite.clone(),
            row: promises.cite.clone(),
            priority: promises.priority.clone(),
            limit,
        });
        Some(Target { limit, row: *row })
    }

    /// Whether the report came by a channel that a row demands, or a later call did that the contract lets count.
    fn has_channel(&self, promises: &Promises, at: Moment) -> bool {
        let demanded = &promises.reaction_on;
        let reported = self.case.channel.is_some_and(|channel| demanded.contains(&channel));
        let counts = |channel: Channel| {
            demanded.contains(&channel) && self.table.later_call.as_ref().is_some_and(|(held, _)| *held == channel)
        };
        let called = || self.case.contacts.iter().any(|(when, channel, _)| *when <= at && counts(*channel));
        demanded.is_empty() || reported || called()
    }

    fn is_raised(&self, valued: &Valued<'_>) -> bool {
        let before = self.case.values.iter().take_while(|held| held.from < valued.from).last();
        raised(before.and_then(|held| held.priority), valued.priority)
    }

    fn note_call<T: Trace>(&self, at: Moment, trace: &mut T) {
        let call = self.case.contacts.iter().find(|(when, _, _)| *when == at);
        let (channel, by) =
            call.map_or((self.case.channel, self.case.report), |(_, channel, by)| (Some(*channel), *by));
        let stated = self.table.later_call.as_ref().map(|(_, cite)| cite.clone());
        trace.step(|| Step::Chosen(ChoiceUsed { choice: Choice::LaterCallStarts, stated }));
        note_received(self.program, channel, by, (by.at.max(self.case.report.at), at.at), trace);
    }

    fn note_start<T: Trace>(&self, trace: &mut T) {
        note_start(self.program, self.table, self.case, trace);
    }

    /// Takes the steps for acts that do not qualify, and for the one that does.
    fn note_act<T: Trace>(&self, outcome: &Outcome, trace: &mut T) {
        let before = |act: &&Act<'_>| self.act.is_none_or(|stopping| act.at < stopping.at);
        note_not_entitled(self.table, self.case, |at| self.act.is_none_or(|act| at <= act.at.at), trace);
        for act in self.case.acts.iter().take_while(before) {
            let barred = match act.what {
                What::Told { act: told, automatic } => barred(self.table, told, automatic),
                What::Noted => Some(Barred::Internal),
                What::Contacted(_) | What::Ended(_) | What::Reopened => None,
            };
            if let Some(barred) = barred {
                let cite = self.table.reaction.used.stated.clone();
                trace.step(|| Step::Disqualified { by: trace::event(act.by), barred, cite });
            }
        }
        match self.act {
            Some(Act { at, by, what: What::Told { act, .. }, .. }) => {
                trace.step(|| Step::Acted { by: trace::event(by), at: at.at, act: *act });
            }
            Some(_) | None if outcome.verdict != Verdict::NotOwed => {
                trace.step(|| Step::NoAct { as_of: self.as_of });
            }
            Some(_) | None => {}
        }
    }

    fn stage(&self, outcome: &Outcome) -> Stage {
        if self.case.start.at > self.as_of {
            // An act before the start is one at the start, and until then the priority may change.
            return Stage::Revisable;
        }
        match outcome.verdict {
            Verdict::Met => Stage::Decided,
            // Closed time will be a pause if the case is reopened, and so may move what was due in it.
            Verdict::Missed => {
                let due = outcome.run.and_then(|run| run.due_at());
                let ended = self.case.ended_at().filter(|_| self.case.resumes_after(self.table, self.as_of));
                let movable = ended.zip(due).is_some_and(|(ended, due)| ended < due);
                if movable && self.act.is_none_or(|act| Some(act.at.at) > ended) {
                    Stage::Revisable
                } else {
                    Stage::Decided
                }
            }
            Verdict::NotOwed if self.act.is_some() => Stage::Decided,
            _ => Stage::Revisable,
        }
    }

    fn figures(&self, outcome: &Outcome) -> Deadline {
        let due_at = outcome.run.and_then(|run| run.due_at());
        let stopped = self.act.map(|act| act.at);
        let end = clock_end(self.table, (outcome.verdict, outcome.since), due_at, stopped, self.as_of);
        Deadline {
            priority: priority_at(self.table, self.case, end).map(|promises| promises.priority.clone()),
            row: outcome.run.and_then(|run| self.table.promises(run.row)).map(|promises| promises.priority.clone()),
            started_at: Some(outcome.run.map_or(self.case.start.at, |run| run.started)),
            due_at,
            stopped_at: stopped.map(|stopped| stopped.at),
            limit: outcome.run.map(|run| run.limit),
            used: outcome.used,
            margin: outcome.margin,
        }
    }
}

/// When a clock ended: at due if missed, else at the act, else it runs as of; not before what it heeded last.
pub(super) fn clock_end(
    table: &Table,
    (verdict, since): (Verdict, Moment),
    due: Option<Instant>,
    stopped: Option<Moment>,
    as_of: Instant,
) -> Moment {
    let last_of = |at| Moment { at, nth: u32::MAX };
    let end = match (verdict, due, stopped) {
        // What happens at the due instant is late, a change too.
        (Verdict::Missed, Some(due), _) if table.in_time.value == InTime::BeforeDue => Moment { at: due, nth: 0 },
        (Verdict::Missed, Some(due), _) => last_of(due),
        // What ends a gap and changes the priority at once, such as a call, changes that of the next one.
        (_, _, Some(Moment { at, nth })) => Moment { at, nth: nth.saturating_sub(1) },
        _ => last_of(as_of),
    };
    end.max(since)
}

/// What the case's own priority promises at a moment.
pub(super) fn priority_at<'t>(table: &'t Table, case: &Timeline<'_>, at: Moment) -> Option<&'t Promises> {
    table.promises(case.value(at)?.priority?)
}

/// Whether a priority is more urgent than the one before.
pub(super) fn raised(before: Option<Rank>, after: Option<Rank>) -> bool {
    before.zip(after).is_some_and(|(before, after)| after < before)
}

/// Takes the steps from the promise to the start of the case's clocks.
pub(super) fn note_start<T: Trace>(program: &Program, table: &Table, case: &Timeline<'_>, trace: &mut T) {
    trace.step(|| Step::Promised { cite: table.clause.heading() });
    trace::instants(program, trace);
    trace.step(|| Step::Reported { by: trace::event(case.report), channel: case.channel });
    let starts = &table.starts;
    let is_silent = starts.value == Starts::AtReport && starts.used.stated.is_none();
    // What the service desk receives later starts then, and says so itself.
    if !is_silent || case.start.at == case.report.at {
        trace.step(|| Step::Chosen(starts.used.clone()));
    }
    case.note_resumable(trace);
    let by = case.started_by;
    let channel = match &by.says {
        Said::Reported(contact) | Said::Contacted(contact) => contact.channel.filter(|_| !contact.detected),
        _ => case.channel,
    };
    note_received(program, channel, by, (by.at.max(case.report.at), case.start.at), trace);
}

/// Takes the steps for priorities that were set by who may not set them.
pub(super) fn note_not_entitled<T: Trace>(
    table: &Table,
    case: &Timeline<'_>,
    within: impl Fn(Instant) -> bool,
    trace: &mut T,
) {
    for by in case.not_entitled.iter().filter(|by| within(by.at)) {
        let cite = table.set_by.as_ref().map(|(_, cite)| cite.clone());
        trace.step(|| Step::Disqualified { by: trace::event(by), barred: Barred::NotEntitled, cite });
    }
}

/// Takes the steps by which a contact counts as received at an instant, and a clock starts.
fn note_received<T: Trace>(
    program: &Program,
    channel: Option<Channel>,
    contact: &Fact,
    (came_at, received_at): (Instant, Instant),
    trace: &mut T,
) {
    let desk = program.desk(channel).filter(|_| received_at != came_at);
    if let Some(desk) = desk {
        let within = Interval::new(came_at, received_at + Millis(1));
        trace.step(|| Step::Chosen(ChoiceUsed { choice: Choice::ReceivedAtOpening, stated: Some(desk.cite.clone()) }));
        trace.step(|| trace::windows(&desk.received, within));
    }
    trace.step(|| Step::Started { at: received_at, by: trace::event(contact) });
}
