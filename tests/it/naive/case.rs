//! The reaction and the updates owed to a case, from the text of 2.2, and the stage of each from 2.4.
//! Several readings of disputed facts give one answer where they agree, and none where they do not.

use super::{
    clock::{Clock, Pause},
    closing,
    days::DayRules,
    deadline::{Outcome, Run, Target},
    facts::{self, Fact, Horizon},
    gaps::{self, Gap},
    story::{Story, Thing, tell},
    window::Windows,
    words,
};
use klausel::{
    Id,
    event::{Event, Happening},
    model::{Act, ChannelCondition, Deadline, Model, Priorities, PriorityRow, Silence},
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
    pub(super) limit: Option<Deadline>,
    pub(super) used: Millis,
    pub(super) margin: Option<Millis>,
}

/// What a case comes to, and whether its facts are disputed: then its figures are those of one reading.
pub(super) struct Answer {
    pub(super) found: Vec<Found>,
    pub(super) is_disputed: bool,
}

/// Everything owed to a case under each table.
pub(super) fn judge(model: &Model, events: &[Event], case: &str, horizon: Horizon) -> Answer {
    let events = closing::in_time(model, &facts::usable(model, events), horizon.known_as_of);
    let mut answer = as_it_stands(model, &events, case, horizon);
    if let Some((until, _)) = closing::closed_until(model, horizon.known_as_of) {
        let end = until - Millis(1);
        let then =
            (horizon.as_of > end).then(|| as_it_stands(model, &events, case, Horizon { as_of: end, ..horizon }).found);
        let closed = then.unwrap_or_else(|| answer.found.clone());
        let firm: Vec<_> = closed.iter().filter(|one| closing::is_final_deadline(one)).map(Found::identity).collect();
        for one in &mut answer.found {
            if firm.contains(&one.identity()) {
                one.stage = Stage::Final;
            }
        }
    }
    answer
}

fn as_it_stands(model: &Model, events: &[Event], case: &str, horizon: Horizon) -> Answer {
    let windows = Windows::of(model);
    let mut found = Vec::new();
    let mut is_disputed = false;
    for clause in &model.priorities {
        let readings = facts::readings(model, &entitled(&clause.body, events), case, horizon);
        is_disputed |= readings.len() > 1;
        let answers: Vec<Vec<Found>> =
            readings.iter().map(|facts| under(&windows, model, &clause.body, facts, horizon.as_of)).collect();
        let mut agreed = agreement(answers);
        if readings.len() >= facts::MOST {
            agreed.iter_mut().for_each(undetermine);
        }
        found.extend(agreed);
    }
    Answer { found, is_disputed }
}

/// "Where the contract says who sets the priority, one set `by` the other party is not used, a correction too; who set it
/// need not be said."
fn entitled(table: &Priorities, events: &[Event]) -> Vec<Event> {
    let is_other = |by: Option<&str>| words::party(by).is_some_and(|by| table.set_by.is_some_and(|held| held != by));
    let may = |event: &&Event| match &event.says {
        Happening::Prioritised { by, .. } => !is_other(by.as_deref()),
        _ => true,
    };
    events.iter().filter(may).cloned().collect()
}

impl Found {
    /// What tells verdicts on one case apart, and the verdict.
    fn identity(&self) -> (Promise, Option<Instant>, Verdict) {
        (self.promise, (self.promise == Promise::Update).then_some(self.started_at), self.verdict)
    }
}

/// "Facts that sources dispute without a rule of authority: unknown." What every reading gives stands. "Open beats
/// undetermined until as of passes due."
fn agreement(answers: Vec<Vec<Found>>) -> Vec<Found> {
    // What tells verdicts of one reading apart: the promise, of an update the gap, and which of them in order.
    type Key = (Promise, Option<Instant>, usize);
    let keyed = |answer: &Vec<Found>| -> Vec<(Key, Found)> {
        let mut keyed: Vec<(Key, Found)> = Vec::new();
        for one in answer {
            let gap = (one.promise == Promise::Update).then_some(one.started_at);
            let nth = keyed.iter().filter(|(key, _)| (key.0, key.1) == (one.promise, gap)).count();
            keyed.push(((one.promise, gap, nth), one.clone()));
        }
        keyed
    };
    let answers: Vec<Vec<(Key, Found)>> = answers.iter().map(keyed).collect();
    if let [only] = &answers[..] {
        return only.iter().map(|(_, one)| one.clone()).collect();
    }
    let mut all: Vec<(Key, Found)> = Vec::new();
    for (key, one) in answers.iter().flatten() {
        if all.iter().any(|(held, _)| held == key) {
            continue;
        }
        let of = |answer: &Vec<(Key, Found)>| answer.iter().find(|(other, _)| other == key).map(|(_, one)| one.clone());
        let others: Vec<Option<Found>> = answers.iter().map(of).collect();
        let mut one = one.clone();
        if others.iter().any(|other| other.as_ref().is_none_or(|other| other.verdict != one.verdict)) {
            match others.iter().flatten().find(|other| other.verdict == Verdict::Open) {
                Some(open) => one = Found { stage: Stage::Revisable, ..open.clone() },
                None => undetermine(&mut one),
            }
        } else if others.iter().flatten().any(|other| other.stage == Stage::Revisable) {
            // An event still to come may turn one of the readings.
            one.stage = Stage::Revisable;
        }
        all.push((*key, one));
    }
    all.sort_by_key(|(key, _)| *key);
    all.into_iter().map(|(_, one)| one).collect()
}

fn undetermine(one: &mut Found) {
    one.verdict = Verdict::Undetermined;
    one.stage = Stage::Revisable;
}

fn under(windows: &Windows<'_>, model: &Model, table: &Priorities, facts: &[Fact], as_of: Instant) -> Vec<Found> {
    let mut found = Vec::new();
    for story in tell(windows, model, table, facts) {
        // "Judged by the version in force at its start": what starts at another time is another version's.
        if !in_force(model, story.start) {
            continue;
        }
        let case = Case { windows, model, table, story: &story, as_of };
        if table.rows.iter().any(|row| row.reaction.is_some()) {
            found.push(case.reaction());
        }
        if table.rows.iter().any(|row| row.update.is_some()) {
            found.extend(case.updates());
        }
    }
    found
}

fn in_force(model: &Model, at: Instant) -> bool {
    let head = &model.head;
    let day = head.zone.local(at).0;
    head.in_force_from.is_none_or(|first| first <= day) && head.in_force_through.is_none_or(|last| day <= last)
}

struct Case<'c> {
    windows: &'c Windows<'c>,
    model: &'c Model,
    table: &'c Priorities,
    story: &'c Story,
    as_of: Instant,
}

impl Case<'_> {
    /// The priority before a thing.
    fn priority_before(&self, thing: usize) -> Option<Id> {
        let last = self.story.things[..thing].iter().rev().find_map(|thing| match &thing.what {
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

    fn run<'r>(
        &'r self,
        which: Act,
        stopped: Option<Instant>,
        target: &'r dyn Fn(Option<&Id>, bool) -> Option<Target>,
    ) -> Run<'r> {
        Run {
            table: self.table,
            clock: self.clock(which, stopped),
            days: DayRules { model: self.model, windows: self.windows, table: self.table },
            target,
            heeds_calls: which == Act::Reaction,
        }
    }

    fn reaction(&self) -> Found {
        let things = &self.story.things;
        let first = self.story.before_start();
        let stop = gaps::reaction(self.table, self.story);
        let stopped = stop.map(|stop| things[stop].at);
        // What is received only after as of has not happened to the clock.
        let has_happened =
            |thing: &&super::story::Happened| thing.at <= self.as_of || !matches!(thing.what, Thing::Called(_));
        let during = things.get(first..stop.unwrap_or(things.len())).unwrap_or_default();
        let during: Vec<_> = during.iter().filter(has_happened).cloned().collect();
        // "An act before the start counts at the start", and so does a call.
        let later = self.table.later_call.as_ref().map(|call| call.channel);
        let is_call = |thing: &Thing| matches!(thing, Thing::Called(channel) if Some(*channel) == later);
        let called = things[..first].iter().any(|thing| is_call(&thing.what));
        let target = |priority: Option<&Id>, called: bool| self.reaction_owed(priority, called);
        let run = self.run(Act::Reaction, stopped, &target);
        let priority = self.priority_before(first);
        let outcome = run.walk(self.story.start, (priority.as_ref(), called), &during, stopped, self.as_of);
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
        let limit = |row: &PriorityRow| row.reaction.map(|limit| (row.priority.clone(), limit));
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
        let resumes = self.story.resumes(self.table, self.as_of);
        let closed_before_due = self
            .story
            .ended
            .filter(|_| resumes)
            .zip(outcome.due_at)
            .is_some_and(|(ended, due)| ended.max(self.story.start) < due);
        let was_closed_when_stopped =
            stopped.is_none_or(|stopped| self.story.ended.is_none_or(|ended| stopped > ended.max(self.story.start)));
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
        let all = gaps::of(self.table, self.story, self.as_of);
        all.into_iter().flat_map(|gap| self.silence(gap)).collect()
    }

    /// "One silence is one miss however long (choice: each further interval is another)."
    fn silence(&self, mut gap: Gap) -> Vec<Found> {
        let mut all = Vec::new();
        loop {
            let one = self.gap(&gap);
            let until = one.stopped_at.unwrap_or(self.as_of);
            let renews = self.table.silence == Some(Silence::EachInterval) && one.verdict == Verdict::Missed;
            let next = one.due_at.filter(|due| renews && *due > gap.from && *due < until);
            all.push(one);
            let Some(next) = next else { return all };
            let things = &self.story.things;
            gap.after = things.iter().take_while(|thing| thing.at <= next).count().max(gap.after);
            gap.from = next;
        }
    }

    fn gap(&self, gap: &Gap) -> Found {
        let target = |priority: Option<&Id>, _| {
            let row = words::row(self.table, priority?)?;
            row.update.map(|limit| (row.priority.clone(), limit))
        };
        let things = &self.story.things;
        let stopped = gap.stopped_by.map(|stop| things[stop].at);
        let run = self.run(Act::Update, stopped, &target);
        let during = things.get(gap.after..gap.stopped_by.unwrap_or(things.len())).unwrap_or_default();
        let priority = self.priority_before(gap.after);
        let outcome = run.walk(gap.from, (priority.as_ref(), false), during, stopped, self.as_of);
        let stage = self.stage_of_gap(outcome.verdict, gap.stopped_by);
        found(Promise::Update, outcome, stopped, stage)
    }

    fn stage_of_gap(&self, verdict: Verdict, stopped_by: Option<usize>) -> Stage {
        let resumes = self.story.resumes(self.table, self.as_of);
        let by_end = stopped_by.is_some_and(|stop| matches!(self.story.things[stop].what, Thing::Ended));
        match verdict {
            Verdict::Missed => Stage::Decided,
            // A case that is reopened takes up the gap that its end has stopped.
            Verdict::Met | Verdict::NotOwed if stopped_by.is_some() && !(resumes && by_end) => Stage::Decided,
            _ => Stage::Revisable,
        }
    }
}

fn found(promise: Promise, outcome: Outcome, stopped_at: Option<Instant>, stage: Stage) -> Found {
    let Outcome { verdict, started_at, due_at, priority, row, limit, used, margin } = outcome;
    Found { promise, verdict, stage, started_at, stopped_at, due_at, priority, row, limit, used, margin }
}
