//! One case as a table's clocks see it: its report, values that change, acts, pauses, ends and returns, each with its
//! moment. How facts make it is left to `fold`, what the clocks make of it to `reaction` and `updates`.

use super::trace;
use crate::{
    compile::{Fact, Name, Rank, Table},
    model::{Act as Clocks, Channel, Reopened},
    time::{Instant, Interval, Intervals, ServiceClock, Undetermined},
    verdict::{Acted, Step, Why},
};

/// A place in the order of a case's facts. Facts of one instant are ordered by their place among each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) at: Instant,
    pub(super) nth: u32,
}

/// A case.
#[derive(Debug)]
pub(super) struct Timeline<'f> {
    pub(super) report: &'f Fact,
    pub(super) channel: Option<Channel>,
    /// What starts the clocks: the report, what completed it, or a return that makes a new case.
    pub(super) started_by: &'f Fact,
    /// When the clocks start: then, or at the next opening if it is deemed received then.
    pub(super) start: Moment,
    /// The priority from each moment on, in order; the first holds from the start.
    pub(super) values: Vec<Valued<'f>>,
    /// Later contacts by a channel, when they count as received.
    pub(super) contacts: Vec<(Moment, Channel, &'f Fact)>,
    pub(super) acts: Vec<Act<'f>>,
    pub(super) pauses: Vec<Pause<'f>>,
    /// Priorities that were set by who may not set them.
    pub(super) not_entitled: Vec<&'f Fact>,
    /// Where a return makes a new case after some time: when that time is over, counted from the last end.
    pub(super) resumable_until: Option<Instant>,
}

/// A priority from a moment on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Valued<'f> {
    pub(super) from: Moment,
    /// `None`: the table does not apply to the case.
    pub(super) priority: Option<Rank>,
    pub(super) by: &'f Fact,
    pub(super) effect: Option<Name>,
    pub(super) extent: Option<Name>,
}

/// An act, an end or a return; dated before the start, it counts at the start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act<'f> {
    pub(super) at: Moment,
    pub(super) by: &'f Fact,
    pub(super) what: What,
    /// Whether the case had ended for the update clock and was not reopened.
    pub(super) while_ended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A message to the customer.
    Told { act: Acted, automatic: bool },
    /// A note that the customer does not see.
    Noted,
    /// A contact by the customer.
    Contacted(Acted),
    /// The end of the case for the update clock.
    Ended(Acted),
    /// Its return.
    Reopened,
}

/// Time that does not count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pause<'f> {
    pub(super) from: Instant,
    /// `None`: it still runs.
    pub(super) until: Option<Instant>,
    pub(super) by: &'f Fact,
    pub(super) ended: Option<&'f Fact>,
    pub(super) why: Why,
}

/// Why a case has no timeline.
#[derive(Clone, Copy, Debug)]
pub(super) enum NoTimeline {
    NoReport,
    /// The report lacks what the contract demands.
    Incomplete,
    /// Monitoring has not detected the case.
    NotDetected,
    /// No priority is known, or none of this table.
    NoPriority,
    /// Its clock starts before or after the time in force: another version of the contract judges it.
    NotInForce,
    Beyond(Undetermined),
}

impl<'f> Timeline<'f> {
    /// The priority in force at a moment.
    pub(super) fn value(&self, at: Moment) -> Option<&Valued<'f>> {
        let later = self.values.partition_point(|valued| valued.from <= at);
        self.values.get(later.saturating_sub(1))
    }

    /// The changes of priority after one moment and before another.
    pub(super) fn changes(&self, after: Moment, before: Option<Moment>) -> impl Iterator<Item = &Valued<'f>> {
        let first = self.values.partition_point(|valued| valued.from <= after).max(1);
        let rest = self.values.get(first..).unwrap_or_default();
        rest.iter().take_while(move |valued| before.is_none_or(|before| valued.from < before))
    }

    /// Whether the case has ended for the update clock and was not reopened: since when.
    pub(super) fn ended_at(&self) -> Option<Instant> {
        let turns = self.acts.iter().rev().find(|act| matches!(act.what, What::Ended(_) | What::Reopened))?;
        matches!(turns.what, What::Ended(_)).then_some(turns.at.at)
    }

    /// Whether a return after an instant would take up the clocks that an end has left, and so change what they come to.
    pub(super) fn resumes_after(&self, table: &Table, as_of: Instant) -> bool {
        match table.reopened.value {
            Reopened::Resume => true,
            Reopened::Within(_) => self.resumable_until.is_none_or(|until| as_of < until),
            Reopened::Restart | Reopened::Once => false,
        }
    }

    /// Takes the step that says until when a return takes the case up again.
    pub(super) fn note_resumable<T: trace::Trace>(&self, trace: &mut T) {
        if let Some(until) = self.resumable_until.filter(|_| self.ended_at().is_some()) {
            trace.step(|| Step::ReopenableUntil { until });
        }
    }

    /// Pauses of a clock as intervals; one without an end lasts for ever.
    pub(super) fn intervals(&self, table: &Table, clock: Clocks) -> Intervals {
        let holds = self.pauses.iter().filter(|pause| pauses_clock(table, clock, pause.why));
        holds.map(|pause| Interval::new(pause.from, pause.until.unwrap_or(ServiceClock::NO_END))).collect()
    }

    /// Pauses of a clock that ended after its start and began before it stopped, as intervals.
    pub(super) fn intervals_within(
        &self,
        table: &Table,
        clock: Clocks,
        (start, stopped): (Instant, Option<Instant>),
    ) -> Intervals {
        let holds = |pause: &&Pause<'_>| {
            stopped.is_none_or(|stopped| pause.from < stopped)
                && pause.until.is_none_or(|until| until > start)
                && pauses_clock(table, clock, pause.why)
        };
        let holds = self.pauses.iter().filter(holds);
        holds.map(|pause| Interval::new(pause.from, pause.until.unwrap_or(ServiceClock::NO_END))).collect()
    }

    /// Takes a step for each pause of a clock that touches a range.
    pub(super) fn note_pauses<T: trace::Trace>(&self, table: &Table, clock: Clocks, within: Interval, trace: &mut T) {
        for pause in self.pauses.iter().filter(|pause| pauses_clock(table, clock, pause.why)) {
            if pause.from < within.until && pause.until.is_none_or(|until| until > within.from) {
                trace.step(|| Step::Paused {
                    from: pause.from,
                    until: pause.until,
                    by: trace::event(pause.by),
                    ended: pause.ended.map(trace::event),
                    why: pause.why,
                    cite: match pause.why {
                        Why::WaitingForCustomer => table.pause.as_ref().map(|(_, cite)| cite.clone()),
                        Why::WaitingWithoutQuestion => table.waiting.used.stated.clone(),
                        Why::CaseClosed => table.reopened.used.stated.clone(),
                    },
                });
            }
        }
    }
}

fn pauses_clock(table: &Table, clock: Clocks, why: Why) -> bool {
    match why {
        Why::WaitingForCustomer | Why::WaitingWithoutQuestion => {
            table.pause.as_ref().is_some_and(|(holds_for, _)| match holds_for {
                Clocks::Every | Clocks::ReactionAndUpdate => true,
                Clocks::Reaction | Clocks::Update => clock == *holds_for,
            })
        }
        Why::CaseClosed => matches!(table.reopened.value, Reopened::Resume | Reopened::Within(_)),
    }
}
