//! One case as its facts tell it: when it began, what its priority was, what was done, when it waited and was closed.
//! From the text of 2.2; what a clock makes of it is left to `deadline`.

use super::{
    clock::{Clock, Pause},
    facts::Fact,
    window::Windows,
    words,
};
use klausel::{
    Id,
    event::{Happening, Report},
    model::{Act, Channel, Desk, Model, Priorities, Reopened, UpdateEnd},
    time::Instant,
};

/// Something that happens to a case.
#[derive(Clone, Debug)]
pub(super) enum Thing {
    /// The case's priority from here on; `None`: the table does not apply to it.
    Priority(Option<Id>),
    /// A later contact by a channel.
    Called(Channel),
    /// Something was written to the customer: whether it is a reply that takes up the case, and whether a machine did it.
    Told { reply: bool, automatic: bool },
    /// The end of the case.
    Ended,
    /// Its return.
    Reopened,
}

/// A case.
pub(super) struct Story {
    /// When its clocks start.
    pub(super) start: Instant,
    pub(super) channel: Option<Channel>,
    /// The priority with which it begins.
    pub(super) first: Option<Id>,
    /// In order.
    pub(super) things: Vec<(Instant, Thing)>,
    waits: Vec<Pause>,
    closed: Vec<Pause>,
    /// Since when it is closed.
    pub(super) ended: Option<Instant>,
}

/// What is known of a case's priority.
#[derive(Clone, Default)]
struct Values {
    set: Option<Id>,
    category: Option<Id>,
    effect: Option<Id>,
    extent: Option<Id>,
}

/// The case that facts in their order tell under a table; `None` where there is no report, or the table never applies.
pub(super) fn tell(windows: &Windows<'_>, model: &Model, table: &Priorities, facts: &[Fact]) -> Option<Story> {
    let is_report = |fact: &Fact| matches!(fact.event.says, Happening::Reported(_));
    let place = facts.iter().position(is_report)?;
    let Happening::Reported(report) = &facts[place].event.says else { return None };
    let reported_at = facts[place].at;
    let channel = words::channel(model, report);
    // "Where the service desk's clause says so, a report outside the window counts as received at the next opening."
    let deemed = desk(model, channel).and_then(|desk| desk.deemed_received.as_ref());
    let received = |at: Instant| match deemed {
        None => at,
        Some(window) => Clock { windows, window: Some(window), pauses: Vec::new() }.opening(at).unwrap_or(at),
    };
    let start = received(reported_at);
    let mut story =
        Story { start, channel, first: None, things: Vec::new(), waits: Vec::new(), closed: Vec::new(), ended: None };
    let mut values = Values::default();
    values.take(model, report);
    // "A first priority holds from the start": it took no other's place.
    let mut known = values.priority(table);
    story.first = known.clone().flatten();
    let mut asked: Option<Instant> = None;
    let mut is_over = false;
    for (_, fact) in facts.iter().enumerate().filter(|(other, _)| *other != place) {
        // "An act before the start counts at the start": what is dated before the report counts at the report.
        let at = fact.at.max(reported_at);
        let mut called = None;
        match &fact.event.says {
            Happening::Reported(contact) | Happening::Contacted(contact) => {
                values.take(model, contact);
                called = words::channel(model, contact);
            }
            Happening::Prioritised { priority, .. } => {
                // A priority of no contract is no fact of this one.
                values.set = words::declared(model, priority).or(values.set);
            }
            Happening::Categorised { category, .. } => values.category = Some(words::name(model, category)),
            Happening::Reacted { automatic } => story.told(at, true, *automatic),
            Happening::Messaged { automatic } => story.told(at, false, *automatic),
            Happening::Questioned { automatic } => {
                story.told(at, false, *automatic);
                // "From a question sent to the answer received"; what a machine asks keeps nobody waiting.
                if !automatic {
                    asked = asked.or(Some(fact.at));
                }
            }
            Happening::Answered => {
                if let Some(from) = asked.take() {
                    story.waits.push((from, Some(fact.at)));
                }
            }
            Happening::Restored | Happening::Closed => {
                let ends = matches!(fact.event.says, Happening::Closed)
                    || table.update_end.unwrap_or(UpdateEnd::Closing) == UpdateEnd::Restoration;
                if ends && story.ended.is_none() {
                    story.ended = Some(fact.at);
                    story.things.push((at.max(start), Thing::Ended));
                    // "*Once*: the first closing stands."
                    is_over = table.reopened == Some(Reopened::Once);
                }
            }
            Happening::Reopened => {
                if let Some(from) = story.ended.filter(|_| !is_over) {
                    story.closed.push((from, Some(fact.at)));
                    story.ended = None;
                    story.things.push((at.max(start), Thing::Reopened));
                }
            }
            _ => {}
        }
        let now = values.priority(table);
        if now.is_some() && now != known {
            match known {
                None => story.first = now.clone().flatten(),
                Some(_) => story.things.push((at, Thing::Priority(now.clone().flatten()))),
            }
            known = now;
        }
        story.things.extend(called.map(|channel| (received(at), Thing::Called(channel))));
    }
    story.waits.extend(asked.map(|from| (from, None)));
    // What counts at a later instant than it came takes its place among what came then.
    story.things.sort_by_key(|(at, _)| *at);
    let applies = |(_, thing): &(Instant, Thing)| matches!(thing, Thing::Priority(Some(_)));
    (story.first.is_some() || story.things.iter().any(applies)).then_some(story)
}

impl Story {
    fn told(&mut self, at: Instant, reply: bool, automatic: bool) {
        self.things.push((at.max(self.start), Thing::Told { reply, automatic }));
    }

    /// The pauses of a clock: those of the clause hold "for every clock unless it names some", and under *resume* "closed
    /// time accrues nothing".
    pub(super) fn pauses(&self, table: &Priorities, clock: Act) -> Vec<Pause> {
        let holds = |for_clocks: Act| for_clocks == Act::Every || clock == Act::Update;
        let waits = table.pause.is_some_and(|pause| holds(pause.holds_for));
        let resumes = table.reopened.unwrap_or(Reopened::Resume) == Reopened::Resume;
        let (waits, closed) = (self.waits.iter().filter(|_| waits), self.closed.iter().filter(|_| resumes));
        waits.chain(closed).copied().collect()
    }
}

/// The desk at which a report came in: the one with its channel; where none has it, the first that says when a report
/// counts as received.
fn desk(model: &Model, channel: Option<Channel>) -> Option<&Desk> {
    let has = |desk: &&Desk| channel.is_some_and(|channel| desk.rows.iter().any(|row| row.channel == channel));
    let mut desks = model.desks.iter().map(|clause| &clause.body);
    desks.clone().find(has).or_else(|| desks.find(|desk| desk.deemed_received.is_some()))
}

impl Values {
    fn take(&mut self, model: &Model, contact: &Report) {
        let named = |word: &Option<std::sync::Arc<str>>| word.as_deref().and_then(|word| words::declared(model, word));
        self.set = named(&contact.priority).or(self.set.take());
        self.effect = named(&contact.effect).or(self.effect.take());
        self.extent = named(&contact.extent).or(self.extent.take());
        let category = contact.category.as_deref().map(|word| words::name(model, word));
        self.category = category.or(self.category.take());
    }

    /// "The priority of a case is what was last set. Where none was set, the table's row for the reported effect and
    /// extent gives it." Nothing where none is known; no priority where the table is for another category.
    fn priority(&self, table: &Priorities) -> Option<Option<Id>> {
        let priority = match &self.set {
            Some(set) => words::row(table, set).map(|_| set.clone()),
            None => Some(words::derived(table, self.effect.as_ref(), self.extent.as_ref())?),
        };
        let of_other = |category: &Id| table.category.as_ref().is_some_and(|held| held != category);
        Some(priority.filter(|_| !self.category.as_ref().is_some_and(of_other)))
    }
}
