//! One case as its facts tell it: when it began, what its priority was, what was done, when it waited and was closed.
//! From the text of 2.2; what starts it is left to `beginning`, what a clock makes of it to `deadline`.

use super::{
    beginning::{self, Beginning, received},
    clock::Pause,
    facts::Fact,
    periods,
    window::Windows,
    words,
};
use klausel::{
    Id,
    event::{Happening, Report},
    model::{Act, Channel, Model, Priorities, Reopened, UpdateEnd, Waiting},
    time::Instant,
};
use std::sync::Arc;

/// Something that happens to a case.
#[derive(Clone, Debug)]
pub(super) enum Thing {
    /// The case's priority from here on; `None`: the table does not apply to it.
    Priority(Option<Id>),
    /// A later contact by a channel, when it counts as received.
    Called(Channel),
    /// A contact by the customer: a report, a call, an answer.
    Contacted,
    /// Something was written to the customer: whether it is a reply that takes up the case, and whether a machine did it.
    Told { reply: bool, automatic: bool },
    /// The end of the case.
    Ended,
    /// Its return.
    Reopened,
}

/// A thing with its instant and its place in the order of the case's facts.
#[derive(Clone, Debug)]
pub(super) struct Happened {
    pub(super) at: Instant,
    pub(super) nth: usize,
    pub(super) what: Thing,
}

/// A case.
pub(super) struct Story {
    /// When its clocks start, and after which of its facts of that instant.
    pub(super) start: Instant,
    starts_after: usize,
    pub(super) channel: Option<Channel>,
    /// The priority with which it begins.
    pub(super) first: Option<Id>,
    /// In order.
    pub(super) things: Vec<Happened>,
    waits: Vec<Pause>,
    closed: Vec<Pause>,
    /// Since when it is closed.
    pub(super) ended: Option<Instant>,
    /// Until when a return takes it up again, where that is limited.
    resumable_until: Option<Instant>,
}

/// What is known of a case's priority.
#[derive(Clone, Default)]
struct Values {
    set: Option<Id>,
    category: Option<Id>,
    effect: Option<Id>,
    extent: Option<Id>,
}

/// The cases that facts in their order tell under a table: none where nothing starts its clocks or the table never
/// applies, more than one where a return came too late.
pub(super) fn tell(windows: &Windows<'_>, model: &Model, table: &Priorities, facts: &[Fact]) -> Vec<Story> {
    let Some(beginning) = beginning::of(windows, model, table, facts) else { return Vec::new() };
    let mut told = Told {
        windows,
        model,
        table,
        story: Story::begun(beginning.start, beginning.starts_after, beginning.channel),
        before: Vec::new(),
        reported_at: beginning.reported_at,
        last_channel: beginning.channel,
        values: Values::default(),
        known: None,
        waiting: Vec::new(),
        answered: Vec::new(),
        is_over: false,
    };
    let Beginning { report, .. } = beginning;
    let Happening::Reported(said) = &facts[report].event.says else { panic!("a report") };
    told.values.take(model, said);
    told.value(beginning.reported_at, 0);
    for (nth, fact) in (1..).zip(facts) {
        if nth != report + 1 {
            told.take(nth, fact);
        }
    }
    told.finish()
}

struct Told<'t> {
    windows: &'t Windows<'t>,
    model: &'t Model,
    table: &'t Priorities,
    story: Story,
    /// What a return that came too late has left behind.
    before: Vec<Story>,
    reported_at: Instant,
    last_channel: Option<Channel>,
    values: Values,
    known: Option<Option<Id>>,
    waiting: Vec<(Instant, Option<Arc<str>>)>,
    answered: Vec<Arc<str>>,
    /// "*Once*: the first closing stands."
    is_over: bool,
}

impl Told<'_> {
    fn take(&mut self, nth: usize, fact: &Fact) {
        // "An act before the start counts at the start": what is dated before the report counts at the report.
        let at = fact.at.max(self.reported_at);
        let mut called = None;
        match &fact.event.says {
            Happening::Reported(contact) | Happening::Contacted(contact) => {
                let by_monitoring = beginning::is_detected(contact);
                self.values.take(self.model, contact);
                if !by_monitoring {
                    called = words::channel(self.model, contact);
                    self.last_channel = called.or(self.last_channel);
                    self.push(at.max(self.story.start), nth, Thing::Contacted);
                }
            }
            Happening::Prioritised { priority, .. } => {
                self.values.set = words::declared(self.model, priority);
            }
            Happening::Categorised { category, .. } => self.values.category = Some(words::name(self.model, category)),
            Happening::Reacted { automatic } => self.told(at, nth, true, *automatic),
            Happening::Messaged { automatic } => self.told(at, nth, false, *automatic),
            Happening::Questioned { automatic } => {
                self.told(at, nth, false, *automatic);
                // "From a question sent to the answer received"; what a machine asks keeps nobody waiting.
                if !automatic && !self.is_answered(fact) {
                    self.waiting.push((fact.at, fact.event.id.clone()));
                }
            }
            // "Waiting for the customer without a question suspends nothing; choice: it suspends as a question does."
            Happening::Waiting if self.table.waiting == Some(Waiting::Suspends) && !self.is_answered(fact) => {
                self.waiting.push((fact.at, fact.event.id.clone()));
            }
            Happening::Answered { question } => {
                // "An answer ends every wait, unless it names the question that it answers."
                let ends = |id: &Option<Arc<str>>| question.is_none() || id == question;
                let ended = self.waiting.extract_if(.., |(_, id)| ends(id));
                self.story.waits.extend(ended.map(|(from, _)| (from, Some(fact.at))));
                self.answered.extend(question.clone());
                self.push(at.max(self.story.start), nth, Thing::Contacted);
            }
            Happening::Restored | Happening::Closed => self.end(nth, fact, at),
            Happening::Reopened => self.reopen(nth, fact, at),
            _ => {}
        }
        self.value(at, nth);
        if let Some(channel) = called {
            let received = received(self.windows, self.model, Some(channel), at);
            self.push(received, nth, Thing::Called(channel));
        }
    }

    fn push(&mut self, at: Instant, nth: usize, what: Thing) {
        self.story.things.push(Happened { at, nth, what });
    }

    fn told(&mut self, at: Instant, nth: usize, reply: bool, automatic: bool) {
        self.push(at.max(self.story.start), nth, Thing::Told { reply, automatic });
    }

    /// The priority as far as it is known now. "A first priority holds from the start": it took no other's place.
    fn value(&mut self, at: Instant, nth: usize) {
        let now = self.values.priority(self.table);
        if now.is_some() && now != self.known {
            match self.known {
                None => self.story.first = now.clone().flatten(),
                Some(_) => self.push(at, nth, Thing::Priority(now.clone().flatten())),
            }
            self.known = now;
        }
    }

    /// "One that is dated before the question that it names makes no pause."
    fn is_answered(&self, question: &Fact) -> bool {
        question.event.id.as_ref().is_some_and(|id| self.answered.contains(id))
    }

    fn end(&mut self, nth: usize, fact: &Fact, at: Instant) {
        let ends = matches!(fact.event.says, Happening::Closed)
            || self.table.update_end.unwrap_or(UpdateEnd::Closing) == UpdateEnd::Restoration;
        if !ends {
            return;
        }
        // "Within so many calendar days of closing; the day of the last end is not counted."
        if let Some(Reopened::Within(days)) = self.table.reopened {
            let zone = self.model.head.zone;
            let last = zone.local(fact.at).0.plus_days(i64::from(days)).expect("a date");
            self.story.resumable_until = Some(periods::end_of(zone, last));
        }
        if self.story.ended.is_none() {
            self.story.ended = Some(fact.at);
            self.push(at.max(self.story.start), nth, Thing::Ended);
            self.is_over = self.table.reopened == Some(Reopened::Once);
        }
    }

    fn reopen(&mut self, nth: usize, fact: &Fact, at: Instant) {
        let Some(from) = self.story.ended.filter(|_| !self.is_over) else { return };
        if self.story.resumable_until.is_some_and(|until| fact.at >= until) {
            // "*Within n days*, else a new case": the return is its report, by the channel of the last contact.
            let start = received(self.windows, self.model, self.last_channel, at);
            self.leave_waiting();
            let next = Story::begun(start, 0, self.last_channel);
            self.before.push(std::mem::replace(&mut self.story, next));
            self.reported_at = fact.at;
            self.known = None;
            return;
        }
        self.story.closed.push((from, Some(fact.at)));
        self.story.ended = None;
        self.push(at.max(self.story.start), nth, Thing::Reopened);
    }

    fn leave_waiting(&mut self) {
        self.story.waits.extend(self.waiting.drain(..).map(|(from, _)| (from, None)));
    }

    fn finish(mut self) -> Vec<Story> {
        self.leave_waiting();
        let mut all = self.before;
        all.push(self.story);
        // What counts at a later instant than it came takes its place among what came then.
        all.iter_mut().for_each(|story| story.things.sort_by_key(|thing| (thing.at, thing.nth)));
        let applies = |thing: &Happened| matches!(thing.what, Thing::Priority(Some(_)));
        all.retain(|story| story.first.is_some() || story.things.iter().any(applies));
        all
    }
}

impl Story {
    fn begun(start: Instant, starts_after: usize, channel: Option<Channel>) -> Story {
        Story {
            start,
            starts_after,
            channel,
            first: None,
            things: Vec::new(),
            waits: Vec::new(),
            closed: Vec::new(),
            ended: None,
            resumable_until: None,
        }
    }

    /// How many of the things are the clocks' start, or before it.
    pub(super) fn before_start(&self) -> usize {
        self.things.iter().take_while(|thing| (thing.at, thing.nth) <= (self.start, self.starts_after)).count()
    }

    /// Whether a return after an instant takes the case up as it was.
    pub(super) fn resumes(&self, table: &Priorities, as_of: Instant) -> bool {
        match table.reopened.unwrap_or(Reopened::Resume) {
            Reopened::Resume => true,
            Reopened::Within(_) => self.resumable_until.is_none_or(|until| as_of < until),
            Reopened::Restart | Reopened::Once => false,
        }
    }

    /// The pauses of a clock: those of the clause hold "for every clock unless it names some", and under *resume* "closed
    /// time accrues nothing".
    pub(super) fn pauses(&self, table: &Priorities, clock: Act) -> Vec<Pause> {
        let holds = |named: Act| matches!(named, Act::Every | Act::ReactionAndUpdate) || named == clock;
        let waits = table.pause.is_some_and(|pause| holds(pause.holds_for));
        let resumes = matches!(table.reopened.unwrap_or(Reopened::Resume), Reopened::Resume | Reopened::Within(_));
        let (waits, closed) = (self.waits.iter().filter(|_| waits), self.closed.iter().filter(|_| resumes));
        waits.chain(closed).copied().collect()
    }
}

impl Values {
    fn take(&mut self, model: &Model, contact: &Report) {
        let named = |word: &Option<Arc<str>>| word.as_deref().and_then(|word| words::declared(model, word));
        let category = contact.category.as_deref().map(|word| words::name(model, word));
        // "What monitoring says of the case stands back behind what people say."
        let stands_back = beginning::is_detected(contact);
        let said = |new: Option<Id>, held: &mut Option<Id>| {
            *held = if stands_back { held.take().or(new) } else { new.or(held.take()) };
        };
        said(named(&contact.priority), &mut self.set);
        said(named(&contact.effect), &mut self.effect);
        said(named(&contact.extent), &mut self.extent);
        said(category, &mut self.category);
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
