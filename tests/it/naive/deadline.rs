//! One clock of a case from its start to its act or to *as of*: what a change of priority does to its limit, when it is
//! due, what follows. From the text of 2.2; which clocks there are is left to `case`.

use super::{
    clock::Clock,
    days::DayRules,
    story::{Happened, Thing},
    words,
};
use klausel::{
    Id,
    model::{Channel, Closing, Deadline, InTime, Priorities, Raised},
    time::{Instant, Millis},
    verdict::Verdict,
};

/// What is owed: the priority whose row's limit it is, and the limit.
pub(super) type Target = (Id, Deadline);

/// What a clock comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    pub(super) started_at: Instant,
    pub(super) due_at: Option<Instant>,
    pub(super) priority: Option<Id>,
    pub(super) row: Option<Id>,
    pub(super) limit: Option<Deadline>,
    pub(super) used: Millis,
    pub(super) margin: Option<Millis>,
}

/// A clock that runs.
pub(super) struct Run<'c> {
    pub(super) table: &'c Priorities,
    pub(super) clock: Clock<'c>,
    pub(super) days: DayRules<'c>,
    /// What is owed under a priority, and whether a call by the channel demanded has come.
    pub(super) target: &'c dyn Fn(Option<&Id>, bool) -> Option<Target>,
    /// Whether a later call starts a row's own limit.
    pub(super) heeds_calls: bool,
}

/// A limit that something owed has.
struct Owed {
    started_at: Instant,
    /// Since when something is owed without a break, by which time used and limits from the start are measured.
    since: Instant,
    /// From when the time used is shown.
    from: Instant,
    limit: Deadline,
    due: Option<Instant>,
    row: Id,
}

impl Run<'_> {
    /// The clock from a start with a priority, through all that happens until it is stopped or as of comes.
    pub(super) fn walk(
        &self,
        start: Instant,
        (first, called): (Option<&Id>, bool),
        things: &[Happened],
        stopped: Option<Instant>,
        as_of: Instant,
    ) -> Outcome {
        let mut priority = first.cloned();
        let mut called = called;
        let mut owed = (self.target)(first, called).map(|target| self.begin(start, start, target));
        // What one event says, it says at once.
        for told in things.chunk_by(|a, b| (a.at, a.nth) == (b.at, b.nth)) {
            let at = told[0].at;
            // "A change never undoes a miss that occurred before it."
            if owed.as_ref().is_some_and(|owed| owed.due.is_some_and(|due| self.is_late(at, due))) {
                break;
            }
            let before = priority.clone();
            let (mut changes, mut calls) = (false, false);
            for thing in told {
                match &thing.what {
                    Thing::Priority(now) => (priority, changes) = (now.clone(), true),
                    Thing::Called(channel) if self.calls(*channel) => calls = true,
                    _ => {}
                }
            }
            if !changes && !calls {
                continue;
            }
            let by_change_alone = (self.target)(priority.as_ref(), called);
            called |= calls;
            // "A row's conditions are tested on the facts at the clock's start, and again at each change."
            let target = (self.target)(priority.as_ref(), called);
            owed = match (owed, target) {
                (_, None) => None,
                (Some(owed), Some((row, _))) if self.heeds_calls && owed.row == row => Some(owed),
                // "A later contact by the channel starts the row's clock."
                (_, Some(target)) if calls && Some(&target) != by_change_alone.as_ref() => {
                    Some(self.begin(at, at, target))
                }
                (Some(owed), Some(target)) => {
                    let place = |priority: &Option<Id>| words::rank(self.table, priority.as_ref());
                    let raised = place(&before).zip(place(&priority)).is_some_and(|(before, now)| now < before);
                    Some(self.change(owed, at, target, raised))
                }
                // A duty that only now arises runs from now on.
                (None, Some(target)) => Some(self.begin(start, at, target)),
            };
        }
        let until = stopped.unwrap_or(as_of);
        let Some(owed) = owed else {
            return Outcome {
                verdict: Verdict::NotOwed,
                started_at: start,
                due_at: None,
                priority,
                row: None,
                limit: None,
                used: Millis::ZERO,
                margin: None,
            };
        };
        // "Met iff a qualifying act happens at or before due. Open while as of ≤ due without an act, missed from then on."
        let verdict = match (owed.due, stopped) {
            (Some(due), _) if self.is_late(until, due) => Verdict::Missed,
            (_, Some(_)) => Verdict::Met,
            (_, None) => Verdict::Open,
        };
        let in_hours = owed.limit.time().is_some();
        let elapsed =
            |from: Instant, until: Instant| if in_hours { self.clock.elapsed(from, until) } else { Millis::ZERO };
        let at = until.max(owed.from);
        Outcome {
            verdict,
            started_at: owed.started_at,
            due_at: owed.due,
            priority,
            row: Some(owed.row),
            limit: Some(owed.limit),
            used: elapsed(owed.from, until),
            // "The clock's time from the act, or from as of, to the due instant: what was left, or negative by how much it
            // was late; a limit in days has none."
            margin: owed.due.filter(|_| in_hours).map(|due| Millis(elapsed(at, due).0 - elapsed(due, at).0)),
        }
    }

    /// "Met iff a qualifying act happens at or before due (choice: before)."
    fn is_late(&self, at: Instant, due: Instant) -> bool {
        match self.table.in_time.unwrap_or(InTime::AtDue) {
            InTime::AtDue => at > due,
            InTime::BeforeDue => at >= due,
        }
    }

    /// When a limit from an instant on is due.
    fn due(&self, from: Instant, limit: Deadline) -> Option<Instant> {
        match limit {
            Deadline::Within(time) => self.closed(self.clock.due(from, time)),
            Deadline::In(days) => self.days.due(from, days, &self.clock.pauses),
        }
    }

    fn calls(&self, channel: Channel) -> bool {
        self.heeds_calls && self.table.later_call.as_ref().is_some_and(|call| call.channel == channel)
    }

    fn begin(&self, started_at: Instant, at: Instant, (row, limit): Target) -> Owed {
        let due = self.due(at, limit);
        Owed { started_at, since: at, from: at, limit, due, row }
    }

    fn change(&self, old: Owed, at: Instant, (row, limit): Target, raised: bool) -> Owed {
        match self.table.raised.unwrap_or(Raised::FromChange) {
            // "The new limit runs from the change, but when the priority is raised never later than the old due."
            Raised::FromChange => {
                let new = self.due(at, limit);
                let due = match (old.due, new) {
                    (Some(old), Some(new)) if raised => Some(old.min(new)),
                    (Some(old), None) if raised => Some(old),
                    _ => new,
                };
                Owed { from: at, limit, due, row, ..old }
            }
            // "*Carry* (time used stays, measured in the calendar under which it ran; already used up: missed at the
            // change)." Days that were counted stay counted: so they are counted from the start.
            Raised::Carry => match limit {
                Deadline::Within(time) => {
                    let used = self.clock.elapsed(old.since, at);
                    let left = Millis(i64::max(time.0 - used.0, 0));
                    Owed { from: old.since, limit, due: self.closed(self.clock.due(at, left)), row, ..old }
                }
                Deadline::In(_) => self.since_start(old, at, (row, limit)),
            },
            Raised::Retroactive => self.since_start(old, at, (row, limit)),
        }
    }

    /// "*Retroactive* (from the start, with its pauses, in the new calendar, but not due before the change)."
    fn since_start(&self, old: Owed, at: Instant, (row, limit): Target) -> Owed {
        let due = match limit {
            Deadline::Within(time) => self.closed(self.clock.due(old.since, time).map(|due| due.max(at))),
            Deadline::In(_) => self.due(old.since, limit).map(|due| due.max(at)),
        };
        Owed { from: old.since, limit, due, row, ..old }
    }

    /// "Time used up at closing is due at closing. Choice: *next opening*."
    fn closed(&self, due: Option<Instant>) -> Option<Instant> {
        match self.table.closing.unwrap_or(Closing::AtClosing) {
            Closing::AtClosing => due,
            Closing::NextOpening => self.clock.opening(due?),
        }
    }
}
