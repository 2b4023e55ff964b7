//! The reaction and the updates owed to a case, from the text of 2.2, and the stage of each from 2.4.
//! Several readings of disputed facts give one answer where they agree, and none where they do not.

use super::{
    clock::{Clock, Pause},
    deadline::{Outcome, Run, Target},
    facts::{self, Fact, Horizon},
    story::{Story, Thing, tell},
    window::Windows,
    words,
};
use klausel::{
    Id,
    event::Event,
    model::{Act, ChannelCondition, Deadline, Model, Priorities, PriorityRow, ReactionAct, Reopened, UpdateArm},
    time::{Instant, Millis},
    verdict::{Promise, Stage, Verdict},
};

/// What is compared with the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) promise: Promise,
    pub(super) verdict: Verdict,
    pub(super) stage: Stage,
    pub(super) started_at: Instant,
    pub(super) stopped_at: Option<Instant>,
    pub(super) due_at: Option<Instant>,
    pub(super) priority: Option<Id>,
    pub(super) row: Option<Id>,
    pub(super) limit: Option<Millis>,
    pub(super) used: Millis,
}

/// What a case comes to, and whether its facts are disputed: then its figures are those of one reading.
pub(super) struct Answer {
    pub(super) found: Vec<Found>,
    pub(super) is_disputed: bool,
}

/// Everything owed to a case under each table.
pub(super) fn judge(model: &Model, events: &[Event], case: &str, horizon: Horizon) -> Answer {
    let readings = facts::readings(events, case, horizon);
    let windows = Windows::of(model);
    let mut found = Vec::new();
    for clause in &model.priorities {
        let answers: Vec<Vec<Found>> =
            readings.iter().map(|facts| under(&windows, model, &clause.body, facts, horizon.as_of)).collect();
        let mut agreed = agreement(answers);
        if readings.len() >= facts::MOST {
            agreed.iter_mut().for_each(undetermine);
        }
        found.extend(agreed);
    }
    Answer { found, is_disputed: readings.len() > 1 }
}

/// "Facts that sources dispute without a rule of authority: unknown." What every reading gives stands.
fn agreement(answers: Vec<Vec<Found>>) -> Vec<Found> {
    let same =
        |a: &Found, b: &Found| a.promise == b.promise && (a.promise != Promise::Update || a.started_at == b.started_at);
    let mut all: Vec<Found> = Vec::new();
    for one in answers.iter().flatten() {
        if all.iter().any(|held| same(held, one)) {
            continue;
        }
        let others: Vec<Option<&Found>> =
            answers.iter().map(|answer| answer.iter().find(|other| same(other, one))).collect();
        let mut one = one.clone();
        if others.iter().any(|other| other.is_none_or(|other| other.verdict != one.verdict)) {
            undetermine(&mut one);
        } else if others.iter().flatten().any(|other| other.stage == Stage::Revisable) {
            // An event still to come may turn one of the readings.
            one.stage = Stage::Revisable;
        }
        all.push(one);
    }
    all.sort_by_key(|one| (one.promise, (one.promise == Promise::Update).then_some(one.started_at)));
    all
}

fn undetermine(one: &mut Found) {
    one.verdict = Verdict::Undetermined;
    one.stage = Stage::Revisable;
}

fn under(windows: &Windows<'_>, model: &Model, table: &Priorities, facts: &[Fact], as_of: Instant) -> Vec<Found> {
    let Some(story) = tell(windows, model, table, facts) else { return Vec::new() };
    let case = Case { windows, table, story: &story, as_of };
    let mut found = Vec::new();
    if table.rows.iter().any(|row| row.reaction.is_some()) {
        found.push(case.reaction());
    }
    if table.rows.iter().any(|row| row.update.is_some()) {
        found.extend(case.updates());
    }
    found
}

struct Case<'c> {
    windows: &'c Windows<'c>,
    table: &'c Priorities,
    story: &'c Story,
    as_of: Instant,
}

/// A gap between updates: from where among the things that happen, and what stopped it.
struct Gap {
    from: Instant,
    /// The things after the one that began it.
    after: usize,
    stopped_by: Option<usize>,
}

impl Case<'_> {
    /// "What qualifies is the contract's. Default: an act by the provider's staff; automatic mail does not."
    fn is_reaction(&self, thing: &Thing) -> bool {
        match (thing, self.table.reaction) {
            (Thing::Told { .. }, Some(ReactionAct::AnyReply)) => true,
            (Thing::Told { reply, automatic }, Some(ReactionAct::PersonalReply)) => *reply && !automatic,
            (Thing::Told { automatic, .. }, None) => !automatic,
            _ => false,
        }
    }

    /// Of the things, the first after the clocks' start, and the priority then.
    fn at_start(&self) -> (usize, Option<Id>) {
        let things = &self.story.things;
        let first = things.iter().position(|(at, _)| *at >= self.story.start).unwrap_or(things.len());
        (first, self.priority_before(first))
    }

    /// The priority before a thing.
    fn priority_before(&self, thing: usize) -> Option<Id> {
        let last = self.story.things[..thing].iter().rev().find_map(|(_, thing)| match thing {
            Thing::Priority(priority) => Some(priority.clone()),
            _ => None,
        });
        last.unwrap_or_else(|| self.story.first.clone())
    }

    /// "A clock already stopped" is not touched: not by a pause that begins when it has been.
    fn clock(&self, which: Act, stopped: Option<Instant>) -> Clock<'_> {
        let mut pauses: Vec<Pause> = self.story.pauses(self.table, which);
        pauses.retain(|(from, _)| stopped.is_none_or(|stopped| *from < stopped));
        Clock { windows: self.windows, window: self.table.runs_during.as_ref(), pauses }
    }

    fn reaction(&self) -> Found {
        let (first, priority) = self.at_start();
        let things = &self.story.things[first..];
        let stop = things.iter().position(|(_, thing)| self.is_reaction(thing));
        let stopped = stop.map(|stop| things[stop].0);
        let until = stop.unwrap_or(things.len());
        // What is received only after as of has not happened to the clock.
        let mut before: Vec<(Instant, Thing)> = things[..until].to_vec();
        before.retain(|(at, thing)| *at <= self.as_of || !matches!(thing, Thing::Called(_)));
        let target = |priority: Option<&Id>, called: bool| self.reaction_owed(priority, called);
        let run = Run { table: self.table, clock: self.clock(Act::Every, stopped), target: &target, heeds_calls: true };
        let outcome = run.walk(self.story.start, priority.as_ref(), false, &before, stopped, self.as_of);
        let stage = self.stage_of_reaction(&outcome, stopped);
        found(Promise::Reaction, outcome, stopped, stage)
    }

    /// "A condition that fails gives *not owed*; where the contract names another row instead, there is one verdict,
    /// against that row's limit, counted under the case's own priority."
    fn reaction_owed(&self, priority: Option<&Id>, called: bool) -> Option<Target> {
        let own = words::row(self.table, priority?)?;
        let has = |row: &PriorityRow| match &row.reaction_on {
            ChannelCondition::AnyChannel => true,
            ChannelCondition::ReportBy(channels) => {
                let later = self.table.later_call.as_ref().filter(|_| called).map(|call| call.channel);
                self.story.channel.into_iter().chain(later).any(|channel| channels.contains(&channel))
            }
        };
        let limit = |row: &PriorityRow| limit(row.reaction.as_ref()).map(|limit| (row.priority.clone(), limit));
        if has(own) {
            return limit(own);
        }
        let other = self.table.without_channel.as_ref()?;
        let demanded = match &own.reaction_on {
            ChannelCondition::AnyChannel => false,
            ChannelCondition::ReportBy(channels) => channels.contains(&other.channel),
        };
        let other = words::row(self.table, &other.row).filter(|other| demanded && has(other))?;
        limit(other)
    }

    /// "*Decided*: no event happening after as of can change it."
    fn stage_of_reaction(&self, outcome: &Outcome, stopped: Option<Instant>) -> Stage {
        if self.story.start > self.as_of {
            // What happens until the start counts at the start.
            return Stage::Revisable;
        }
        // Once the case is reopened, "closed time accrues nothing", and what was due in it is due later.
        let resumes = self.table.reopened.unwrap_or(Reopened::Resume) == Reopened::Resume;
        let closed_before_due =
            self.story.ended.filter(|_| resumes).zip(outcome.due_at).is_some_and(|(ended, due)| ended < due);
        let was_closed_when_stopped =
            stopped.is_none_or(|stopped| self.story.ended.is_none_or(|ended| stopped > ended));
        match outcome.verdict {
            Verdict::Met => Stage::Decided,
            Verdict::Missed if closed_before_due && was_closed_when_stopped => Stage::Revisable,
            Verdict::Missed => Stage::Decided,
            // "Nor touches a clock already stopped": who reacted owes no reaction any more.
            Verdict::NotOwed if stopped.is_some() => Stage::Decided,
            _ => Stage::Revisable,
        }
    }

    fn updates(&self) -> Vec<Found> {
        let target = |priority: Option<&Id>, _| {
            let row = words::row(self.table, priority?)?;
            limit(row.update.as_ref()).map(|limit| (row.priority.clone(), limit))
        };
        let things = &self.story.things;
        let judge = |gap: Gap| {
            let stopped = gap.stopped_by.map(|stop| things[stop].0);
            let clock = self.clock(Act::Update, stopped);
            let run = Run { table: self.table, clock, target: &target, heeds_calls: false };
            let during = &things[gap.after..gap.stopped_by.unwrap_or(things.len())];
            let priority = self.priority_before(gap.after);
            let outcome = run.walk(gap.from, priority.as_ref(), false, during, stopped, self.as_of);
            let stage = self.stage_of_gap(outcome.verdict, gap.stopped_by);
            found(Promise::Update, outcome, stopped, stage)
        };
        self.gaps().into_iter().map(judge).collect()
    }

    /// "An update clock arms at the report (choice: at the reaction) and re-arms, empty, at each qualifying message to the
    /// customer while the case is open. The case's end at or before due keeps the last gap."
    fn gaps(&self) -> Vec<Gap> {
        let things = &self.story.things;
        let (first, _) = self.at_start();
        let mut gaps: Vec<Gap> = Vec::new();
        let mut open: Option<(Instant, usize)> = match self.table.update_arm.unwrap_or(UpdateArm::AtReport) {
            UpdateArm::AtReport => Some((self.story.start, first)),
            UpdateArm::AtReaction => None,
        };
        let arms_at = things[first..].iter().position(|(_, thing)| self.is_reaction(thing)).map(|place| first + place);
        let reopened = self.table.reopened.unwrap_or(Reopened::Resume);
        // The end that no return has followed, and whether a clock was armed then.
        let mut ended: Option<(usize, bool)> = None;
        // At the very instant at which a gap began there was no silence.
        let close = |open: Option<(Instant, usize)>, stop: usize, gaps: &mut Vec<Gap>| {
            if let Some((from, after)) = open.filter(|(from, _)| *from < things[stop].0) {
                gaps.push(Gap { from, after, stopped_by: Some(stop) });
            }
        };
        for (place, (at, thing)) in things.iter().enumerate().skip(first) {
            match thing {
                // A message while the case is closed arms nothing and ends nothing.
                Thing::Told { .. } if ended.is_some() => {}
                Thing::Told { automatic, .. } => {
                    let arms = open.is_none()
                        && self.table.update_arm == Some(UpdateArm::AtReaction)
                        && arms_at == Some(place);
                    if arms || (open.is_some() && !automatic) {
                        close(open, place, &mut gaps);
                        open = Some((*at, place + 1));
                    }
                }
                Thing::Ended if reopened == Reopened::Resume => ended = Some((place, open.is_some())),
                Thing::Ended => {
                    close(open, place, &mut gaps);
                    ended = Some((place, open.is_some()));
                    open = None;
                }
                // "*Restart*": only a clock that was armed is armed anew.
                Thing::Reopened => {
                    if ended.take().is_some_and(|(_, armed)| armed) && reopened == Reopened::Restart {
                        open = Some((*at, place + 1));
                    }
                }
                Thing::Priority(_) | Thing::Called(_) => {}
            }
        }
        match ended {
            Some((end, _)) => close(open, end, &mut gaps),
            None => {
                let begun = open.filter(|(from, _)| *from <= self.as_of);
                gaps.extend(begun.map(|(from, after)| Gap { from, after, stopped_by: None }));
            }
        }
        gaps
    }

    fn stage_of_gap(&self, verdict: Verdict, stopped_by: Option<usize>) -> Stage {
        let resumes = self.table.reopened.unwrap_or(Reopened::Resume) == Reopened::Resume;
        let by_end = stopped_by.is_some_and(|stop| matches!(self.story.things[stop].1, Thing::Ended));
        match verdict {
            Verdict::Missed => Stage::Decided,
            // A case that is reopened takes up the gap that its end has stopped.
            Verdict::Met | Verdict::NotOwed if stopped_by.is_some() && !(resumes && by_end) => Stage::Decided,
            _ => Stage::Revisable,
        }
    }
}

fn limit(deadline: Option<&Deadline>) -> Option<Millis> {
    deadline.and_then(|deadline| deadline.time())
}

fn found(promise: Promise, outcome: Outcome, stopped_at: Option<Instant>, stage: Stage) -> Found {
    let Outcome { verdict, started_at, due_at, priority, row, limit, used } = outcome;
    Found { promise, verdict, stage, started_at, stopped_at, due_at, priority, row, limit, used }
}
