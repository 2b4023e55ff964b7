//! One case, walked through from its report on with counters that run down, from the text of 2.1, 2.2 and 2.5.

use super::{STEP, is_open, opening};
use klausel::{
    Id,
    event::{Event, Happening},
    model::{
        Act, AnyOr, Channel, ChannelCondition, Closing, Deadline, Model, Priorities, PriorityRow, Raised, ReactionAct,
        Reopened, UpdateArm, UpdateEnd,
    },
    time::{Instant, Millis},
    verdict::{Promise, Verdict},
};

/// What is compared with the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) promise: Promise,
    pub(crate) started_at: Instant,
    pub(crate) verdict: Verdict,
    /// Compared where it is missed.
    pub(crate) due_at: Option<Instant>,
    pub(crate) stopped_at: Option<Instant>,
    pub(crate) priority: Option<Id>,
    pub(crate) row: Option<Id>,
}

/// Something that happens to a case at an instant, in the order of the list.
#[derive(Clone, Debug)]
enum Thing {
    /// The case's priority is that from now on; `None`: of another category.
    Priority(Option<Id>),
    Called(Channel),
    Told {
        reply: bool,
        automatic: bool,
    },
    Ended,
    Reopened,
}

struct Story {
    start: Instant,
    report_channel: Option<Channel>,
    things: Vec<(Instant, Thing)>,
    /// From a question to its answer; no end: for ever.
    waiting: Vec<(Instant, Option<Instant>)>,
    /// From the case's end to its return.
    closed: Vec<(Instant, Instant)>,
    first_priority: Option<Id>,
    /// Whether the table ever applied to the case.
    is_judged: bool,
}

/// Reaction and updates of the case that the events tell, in the order in which they are to be taken.
pub(crate) fn judge(model: &Model, events: &[Event], as_of: Instant) -> Vec<Found> {
    let table = &model.priorities[0].body;
    let story = tell(model, table, events, as_of);
    let mut found = Vec::new();
    if !story.is_judged {
        return found;
    }
    if table.rows.iter().any(|row| row.reaction.is_some()) {
        found.push(reaction(model, table, &story, as_of));
    }
    if table.rows.iter().any(|row| row.update.is_some()) {
        found.extend(updates(model, table, &story, as_of));
    }
    found
}

/// The order of one instant: by sequence where the source has one, else start, change, resume, act, pause, stop.
fn in_order(events: &[Event], as_of: Instant) -> Vec<(Instant, Event)> {
    let turn = |event: &Event| match event.says {
        Happening::Reported(_) => 0,
        Happening::Contacted(_) => 1,
        Happening::Prioritised { .. } | Happening::Categorised { .. } => 2,
        Happening::Answered { question: None } | Happening::Reopened => 3,
        Happening::Reacted { .. } | Happening::Messaged { .. } => 4,
        Happening::Questioned { .. } => 5,
        Happening::Restored => 6,
        _ => 7,
    };
    let mut all: Vec<(Instant, Event)> = Vec::new();
    for event in events.iter().filter(|event| event.at <= as_of && event.corrects.is_none()) {
        all.push((event.at, event.clone()));
    }
    all.sort_by_key(|(at, event)| (*at, event.seq, turn(event), event.id.clone()));
    // A correction of a priority stands where the corrected value stood; that of a report is taken up with the report.
    for correction in events.iter().filter(|event| event.at <= as_of && event.corrects.is_some()) {
        let place = all.iter().position(|(_, event)| event.id == correction.corrects).expect("what is corrected");
        if !matches!(all[place].1.says, Happening::Reported(_)) {
            all[place].1 = correction.clone();
        }
    }
    all
}

fn tell(model: &Model, table: &Priorities, events: &[Event], as_of: Instant) -> Story {
    let ordered = in_order(events, as_of);
    let (report_at, report_id, report) = ordered
        .iter()
        .find_map(|(at, event)| match &event.says {
            Happening::Reported(report) => Some((*at, event.id.clone(), report.clone())),
            _ => None,
        })
        .expect("a report");
    let deemed = model.desks.iter().find_map(|desk| desk.body.deemed_received.clone());
    let received = |at: Instant| deemed.as_ref().map_or(at, |window| opening(model, Some(window.as_str()), at));
    let start = received(report_at);
    let channel = |word: &Option<std::sync::Arc<str>>| match word.as_deref() {
        Some("phone") => Some(Channel::Phone),
        Some("e-mail") => Some(Channel::Email),
        Some("portal") => Some(Channel::Portal),
        _ => None,
    };
    let mut story = Story {
        start,
        report_channel: channel(&report.channel),
        things: Vec::new(),
        waiting: Vec::new(),
        closed: Vec::new(),
        first_priority: None,
        is_judged: false,
    };
    let by_rows = by_rows(table, report.effect.as_deref(), report.extent.as_deref());
    let of_report = |event: &&Event| event.at <= as_of && event.corrects.is_some() && event.corrects == report_id;
    let corrected = events.iter().find(of_report).and_then(|event| match &event.says {
        Happening::Prioritised { priority, .. } => Some(Id::of(priority)),
        _ => None,
    });
    let mut set = corrected.or(report.priority.as_deref().map(Id::of));
    let mut applies = true;
    let priority = |set: &Option<Id>, applies: bool| set.clone().or_else(|| by_rows.clone()).filter(|_| applies);
    let mut is_first = set.is_none() && by_rows.is_none();
    story.first_priority = priority(&set, applies);
    let mut asked: Option<Instant> = None;
    let mut ended: Option<Instant> = None;
    let mut finished = false;
    for (at, event) in &ordered {
        let at = (*at).max(report_at);
        match &event.says {
            Happening::Prioritised { priority: word, .. } => {
                set = Some(Id::of(word));
                if is_first {
                    is_first = false;
                    story.first_priority = priority(&set, applies);
                } else {
                    story.things.push((at, Thing::Priority(priority(&set, applies))));
                }
            }
            Happening::Categorised { category, .. } => {
                applies = table.category.as_ref().is_none_or(|held| *held == Id::of(category));
                if !is_first {
                    story.things.push((at, Thing::Priority(priority(&set, applies))));
                }
            }
            Happening::Contacted(contact) => {
                if let Some(channel) = channel(&contact.channel) {
                    story.things.push((received(at), Thing::Called(channel)));
                }
            }
            Happening::Reacted { automatic } | Happening::Messaged { automatic } => {
                let reply = matches!(event.says, Happening::Reacted { .. });
                let told = Thing::Told { reply, automatic: *automatic };
                story.things.push((at.max(start), told));
            }
            Happening::Questioned { automatic } => {
                let told = Thing::Told { reply: false, automatic: *automatic };
                story.things.push((at.max(start), told));
                if !automatic && asked.is_none() {
                    asked = Some(at);
                }
            }
            Happening::Answered { .. } => {
                if let Some(from) = asked.take() {
                    story.waiting.push((from, Some(at)));
                }
            }
            Happening::Restored | Happening::Closed => {
                let is_end =
                    matches!(event.says, Happening::Closed) || table.update_end == Some(UpdateEnd::Restoration);
                if is_end && ended.is_none() {
                    ended = Some(at);
                    story.things.push((at.max(start), Thing::Ended));
                    finished = table.reopened == Some(Reopened::Once);
                }
            }
            Happening::Reopened => {
                if let Some(from) = ended.filter(|_| !finished) {
                    story.closed.push((from, at));
                    story.things.push((at.max(start), Thing::Reopened));
                    ended = None;
                }
            }
            _ => {}
        }
    }
    if let Some(from) = asked {
        story.waiting.push((from, None));
    }
    let applied = |thing: &(Instant, Thing)| matches!(thing, (_, Thing::Priority(Some(_))));
    story.is_judged = story.first_priority.is_some() || story.things.iter().any(applied);
    story.things.sort_by_key(|(at, _)| *at);
    story.things.retain(|(at, thing)| *at <= as_of || !matches!(thing, Thing::Called(_)));
    story
}

fn by_rows(table: &Priorities, effect: Option<&str>, extent: Option<&str>) -> Option<Id> {
    let is = |cell: &AnyOr, said: &str| match cell {
        AnyOr::Any | AnyOr::Otherwise => true,
        AnyOr::Is(id) => *id == Id::of(said),
    };
    let (effect, extent) = (effect?, extent?);
    table.rows.iter().find(|row| is(&row.effect, effect) && is(&row.extent, extent)).map(|row| row.priority.clone())
}

fn row<'t>(table: &'t Priorities, priority: &Id) -> &'t PriorityRow {
    table.rows.iter().find(|row| row.priority == *priority).expect("a row")
}

fn rank(table: &Priorities, priority: &Option<Id>) -> usize {
    let place = |priority: &Id| table.rows.iter().position(|row| row.priority == *priority).expect("a row");
    priority.as_ref().map_or(usize::MAX, place)
}

fn limit(deadline: &Option<Deadline>) -> Option<Millis> {
    deadline.and_then(Deadline::time)
}

/// A clock with its counters: the first of them that is used up makes it due.
struct Counters {
    /// Time left of each limit that holds, and whether it is already used up.
    left: Vec<Millis>,
    due: Option<Instant>,
    used: Millis,
    row: Id,
}

struct Walk<'a> {
    model: &'a Model,
    table: &'a Priorities,
    pauses: Vec<(Instant, Option<Instant>)>,
    counters: Option<Counters>,
    missed: bool,
}

impl Walk<'_> {
    fn begin(&mut self, at: Instant, target: Option<(Id, Millis)>) {
        self.counters = target.map(|(row, limit)| Counters { left: vec![limit], due: None, used: Millis::ZERO, row });
        self.look(at);
    }

    /// A new target from now on.
    fn change(&mut self, at: Instant, target: Option<(Id, Millis)>, raised: bool) {
        let Some((row, limit)) = target else {
            self.counters = None;
            return;
        };
        let Some(counters) = &mut self.counters else {
            self.begin(at, Some((row, limit)));
            return;
        };
        match self.table.raised.unwrap_or(Raised::FromChange) {
            Raised::FromChange if raised => counters.left.push(limit),
            Raised::FromChange => {
                counters.left = vec![limit];
                counters.due = None;
            }
            Raised::Carry | Raised::Retroactive => {
                counters.left = vec![Millis((limit - counters.used).0.max(0))];
                counters.due = None;
            }
        }
        counters.row = row;
        self.look(at);
    }

    /// Sees whether a limit is used up now.
    fn look(&mut self, at: Instant) {
        let closing = self.table.closing.unwrap_or(Closing::AtClosing);
        let window = self.table.runs_during.as_ref().map(Id::as_str);
        let is_due = closing == Closing::AtClosing || is_open(self.model, window, at);
        if let Some(counters) = &mut self.counters
            && counters.due.is_none()
            && counters.left.contains(&Millis::ZERO)
            && is_due
        {
            counters.due = Some(at);
        }
    }

    /// Lets a quarter of an hour pass.
    fn pass(&mut self, at: Instant) {
        let window = self.table.runs_during.as_ref().map(Id::as_str);
        let paused = self.pauses.iter().any(|(from, until)| *from <= at && until.is_none_or(|until| at < until));
        let counts = is_open(self.model, window, at) && !paused;
        if let Some(counters) = &mut self.counters {
            if counters.due.is_some() {
                self.missed = true;
            } else if counts {
                counters.used += STEP;
                counters.left.iter_mut().for_each(|left| *left = Millis((*left - STEP).0.max(0)));
            }
        }
        if !self.missed {
            self.look(at + STEP);
        }
    }

    fn verdict(&self, stopped: bool) -> Verdict {
        match (&self.counters, self.missed, stopped) {
            (None, _, _) => Verdict::NotOwed,
            (Some(_), true, _) => Verdict::Missed,
            (Some(_), false, true) => Verdict::Met,
            (Some(_), false, false) => Verdict::Open,
        }
    }
}

fn pauses(table: &Priorities, story: &Story, clock: Act) -> Vec<(Instant, Option<Instant>)> {
    let mut pauses = Vec::new();
    if table.pause.is_some_and(|pause| pause.holds_for == Act::Every || clock == Act::Update) {
        pauses.extend(story.waiting.iter().copied());
    }
    if table.reopened.is_none_or(|reopened| reopened == Reopened::Resume) {
        pauses.extend(story.closed.iter().map(|(from, until)| (*from, Some(*until))));
    }
    pauses
}

fn reaction(model: &Model, table: &Priorities, story: &Story, as_of: Instant) -> Found {
    let is_reaction = |thing: &Thing| match (thing, table.reaction) {
        (Thing::Told { .. }, Some(ReactionAct::AnyReply)) => true,
        (Thing::Told { reply, automatic, .. }, Some(ReactionAct::PersonalReply)) => *reply && !automatic,
        (Thing::Told { automatic, .. }, Some(ReactionAct::AnyAct) | None) => !automatic,
        _ => false,
    };
    let target = |priority: &Option<Id>, called: bool| {
        let priority = priority.as_ref()?;
        let own = row(table, priority);
        let has = |row: &PriorityRow| match &row.reaction_on {
            ChannelCondition::AnyChannel => true,
            ChannelCondition::ReportBy(channels) => {
                let reported = story.report_channel.is_some_and(|channel| channels.contains(&channel));
                let later = table.later_call.as_ref().is_some_and(|call| called && channels.contains(&call.channel));
                reported || later
            }
        };
        if has(own) {
            return limit(&own.reaction).map(|limit| (priority.clone(), limit));
        }
        let other = table.without_channel.as_ref().filter(
            |other| matches!(&own.reaction_on, ChannelCondition::ReportBy(channels) if channels.contains(&other.channel)),
        )?;
        let other = row(table, &other.row);
        limit(&other.reaction).filter(|_| has(other)).map(|limit| (other.priority.clone(), limit))
    };
    // Changes before the start have made the priority at the start.
    let mut priority = story.first_priority.clone();
    let mut things = story.things.iter().peekable();
    let before_start = |(at, thing): &&(Instant, Thing)| *at < story.start && matches!(thing, Thing::Priority(_));
    while let Some((_, Thing::Priority(now))) = things.next_if(|next| before_start(next)) {
        priority = now.clone();
    }
    let mut walk = Walk { model, table, pauses: pauses(table, story, Act::Every), counters: None, missed: false };
    let mut called = false;
    let mut started_at = story.start;
    walk.begin(story.start, target(&priority, called));
    let mut row_now = target(&priority, called).map(|(row, _)| row);
    let mut stopped_at = None;
    let mut at = story.start;
    loop {
        while let Some((_, thing)) = things.next_if(|(when, _)| *when <= at) {
            if stopped_at.is_some() {
                continue;
            }
            if is_reaction(thing) {
                stopped_at = Some(at);
            } else if walk.missed {
                // What is missed stays so: only the act that still came is noted.
            } else if let Thing::Priority(now) = thing {
                if *now != priority {
                    let raised = rank(table, now) < rank(table, &priority) && priority.is_some();
                    priority = now.clone();
                    let target = target(&priority, called);
                    let row = target.as_ref().map(|(row, _)| row.clone());
                    if row != row_now {
                        walk.change(at, target, raised);
                        row_now = row;
                    }
                }
            } else if let Thing::Called(channel) = thing
                && table.later_call.as_ref().is_some_and(|call| call.channel == *channel)
            {
                called = true;
                let target = target(&priority, called);
                let row = target.as_ref().map(|(row, _)| row.clone());
                if row != row_now {
                    walk.begin(at, target);
                    row_now = row;
                    started_at = at;
                }
            }
            // What is not owed has no clock that a call has started.
            if walk.counters.is_none() {
                started_at = story.start;
            }
        }
        if at >= as_of || (stopped_at.is_some()) {
            break;
        }
        walk.pass(at);
        at = at + STEP;
    }
    let verdict = walk.verdict(stopped_at.is_some());
    Found {
        promise: Promise::Reaction,
        started_at,
        verdict,
        due_at: walk.counters.as_ref().and_then(|counters| counters.due),
        stopped_at,
        priority,
        row: walk.counters.map(|counters| counters.row),
    }
}

fn updates(model: &Model, table: &Priorities, story: &Story, as_of: Instant) -> Vec<Found> {
    let target = |priority: &Option<Id>| {
        let priority = priority.as_ref()?;
        limit(&row(table, priority).update).map(|limit| (priority.clone(), limit))
    };
    let mut found: Vec<Found> = Vec::new();
    let mut priority = story.first_priority.clone();
    let mut priority_at_miss = None;
    let mut walk = Walk { model, table, pauses: pauses(table, story, Act::Update), counters: None, missed: false };
    let mut gap: Option<Instant> = None;
    let mut has_reacted = false;
    // The end of the case, with what the gap was then.
    let mut ended: Option<(Instant, Found)> = None;
    let mut was_armed = false;
    let mut things = story.things.iter().peekable();
    let before_start = |(at, thing): &&(Instant, Thing)| *at < story.start && matches!(thing, Thing::Priority(_));
    while let Some((_, Thing::Priority(now))) = things.next_if(|next| before_start(next)) {
        priority = now.clone();
    }
    if table.update_arm != Some(UpdateArm::AtReaction) {
        gap = Some(story.start);
        walk.begin(story.start, target(&priority));
    }
    let make =
        |walk: &Walk<'_>, from: Instant, stopped_at: Option<Instant>, now: &Option<Id>, missed: &Option<Option<Id>>| {
            Found {
                promise: Promise::Update,
                started_at: from,
                verdict: walk.verdict(stopped_at.is_some()),
                due_at: walk.counters.as_ref().and_then(|counters| counters.due),
                stopped_at,
                priority: if walk.missed { missed.clone().flatten() } else { now.clone() },
                row: walk.counters.as_ref().map(|counters| counters.row.clone()),
            }
        };
    let mut at = story.start;
    loop {
        while let Some((_, thing)) = things.next_if(|(when, _)| *when <= at) {
            match thing {
                Thing::Priority(now) => {
                    if *now == priority {
                        continue;
                    }
                    let raised = priority.is_some() && rank(table, now) < rank(table, &priority);
                    priority = now.clone();
                    if gap.is_some() && !walk.missed {
                        walk.change(at, target(&priority), raised);
                    }
                }
                Thing::Told { reply, automatic, .. } => {
                    let qualifies = match table.reaction {
                        Some(ReactionAct::AnyReply) => true,
                        Some(ReactionAct::PersonalReply) => *reply && !automatic,
                        Some(ReactionAct::AnyAct) | None => !automatic,
                    };
                    let is_the_reaction = qualifies && !has_reacted;
                    has_reacted |= qualifies;
                    if ended.is_some() {
                        continue;
                    }
                    let arms = gap.is_none()
                        && !was_armed
                        && is_the_reaction
                        && table.update_arm == Some(UpdateArm::AtReaction);
                    if (*automatic || gap.is_none()) && !arms {
                        continue;
                    }
                    if let Some(from) = gap.filter(|from| *from < at) {
                        found.push(make(&walk, from, Some(at), &priority, &priority_at_miss));
                    }
                    gap = Some(at);
                    was_armed = true;
                    walk.missed = false;
                    priority_at_miss = None;
                    walk.begin(at, target(&priority));
                }
                Thing::Called(_) => {}
                Thing::Ended => match table.reopened.unwrap_or(Reopened::Resume) {
                    Reopened::Resume | Reopened::Within(_) => {
                        let from = gap.unwrap_or(at);
                        ended = Some((at, make(&walk, from, Some(at), &priority, &priority_at_miss)));
                    }
                    Reopened::Restart | Reopened::Once => {
                        if let Some(from) = gap.filter(|from| *from < at) {
                            found.push(make(&walk, from, Some(at), &priority, &priority_at_miss));
                        }
                        ended = Some((at, make(&walk, at, Some(at), &priority, &priority_at_miss)));
                        was_armed |= gap.is_some();
                        gap = None;
                    }
                },
                Thing::Reopened => {
                    ended = None;
                    if table.reopened == Some(Reopened::Restart) && was_armed {
                        gap = Some(at);
                        walk.missed = false;
                        priority_at_miss = None;
                        walk.begin(at, target(&priority));
                    }
                }
            }
        }
        if at >= as_of {
            break;
        }
        let due_now = walk.counters.as_ref().is_some_and(|counters| counters.due == Some(at));
        if due_now && priority_at_miss.is_none() {
            priority_at_miss = Some(priority.clone());
        }
        walk.pass(at);
        at = at + STEP;
    }
    let resumes = table.reopened.unwrap_or(Reopened::Resume) == Reopened::Resume;
    match (gap, ended) {
        (Some(from), Some((end, kept))) if resumes && from < end => found.push(kept),
        (Some(from), None) if from <= as_of => found.push(make(&walk, from, None, &priority, &priority_at_miss)),
        _ => {}
    }
    found
}
