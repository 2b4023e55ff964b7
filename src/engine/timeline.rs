//! One case as a table's clocks see it: its report, values that change, acts, pauses, ends and returns, each with its
//! moment. What the clocks make of it is left to `reaction` and `updates`.

use super::{
    facts::{Standing, unused},
    trace,
};
use crate::{
    compile::{Contact, Fact, Name, Program, Rank, Said, Table},
    event::{Unused, UnusedReason},
    model::{Act as Clocks, Channel, Reopened, UpdateEnd},
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
    /// When the clocks start: the report, or the next opening if it is deemed received then.
    pub(super) start: Moment,
    /// The priority from each moment on, in order; the first holds from the start.
    pub(super) values: Vec<Valued<'f>>,
    /// Later contacts by a channel, when they count as received.
    pub(super) contacts: Vec<(Moment, Channel, &'f Fact)>,
    pub(super) acts: Vec<Act<'f>>,
    pub(super) pauses: Vec<Pause<'f>>,
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
    /// No priority is known, or none of this table.
    NoPriority,
    Beyond(Undetermined),
}

impl<'f> Timeline<'f> {
    /// The case that facts in their order make, as a table sees it.
    pub(super) fn of(
        program: &Program,
        table: &Table,
        facts: &[Standing<'f>],
        listed: &mut Vec<Unused>,
    ) -> Result<Timeline<'f>, NoTimeline> {
        let reported = |standing: &&Standing<'f>| matches!(standing.fact.says, Said::Reported(_));
        let report = facts.iter().find(reported).ok_or(NoTimeline::NoReport)?;
        let Said::Reported(contact) = report.fact.says else { return Err(NoTimeline::NoReport) };
        let desk = program.desk(contact.channel);
        let received = |at: Instant| -> Result<Instant, NoTimeline> {
            let Some(desk) = desk else { return Ok(at) };
            let opening = desk.received.clock.open_at_or_after(at).map_err(NoTimeline::Beyond)?;
            // A desk that never opens again receives nothing later either.
            Ok(opening.unwrap_or(at))
        };
        let mut fold = Fold {
            table,
            reported_at: report.at,
            timeline: Timeline {
                report: report.fact,
                channel: contact.channel,
                start: Moment { at: received(report.at)?, nth: 0 },
                values: Vec::with_capacity(2),
                contacts: Vec::new(),
                acts: Vec::with_capacity(facts.len()),
                pauses: Vec::new(),
            },
            values: Values::default(),
            waiting: None,
            ended: None,
            finished: false,
            listed,
        };
        let reported = Moment { at: report.at, nth: 0 };
        fold.contact(reported, report.fact, contact);
        // What corrects the report was so when it came.
        let of_report = |standing: &Standing<'f>| std::ptr::eq(standing.place, report.fact);
        for standing in facts.iter().filter(|one| of_report(one) && !std::ptr::eq(one.fact, report.fact)) {
            fold.take(reported, standing);
        }
        for (nth, standing) in (1..).zip(facts).filter(|(_, one)| !of_report(one)) {
            let at = standing.at.max(report.at);
            if let Said::Reported(contact) | Said::Contacted(contact) = standing.fact.says
                && let Some(channel) = contact.channel
            {
                fold.timeline.contacts.push((Moment { at: received(at)?, nth }, channel, standing.fact));
            }
            fold.take(Moment { at, nth }, standing);
        }
        fold.finish()
    }

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
        let turns = self.acts.iter().rev().find(|act| !matches!(act.what, What::Told { .. }))?;
        matches!(turns.what, What::Ended(_)).then_some(turns.at.at)
    }

    /// Pauses of a clock as intervals; one without an end lasts for ever.
    pub(super) fn intervals(&self, table: &Table, clock: Clocks) -> Intervals {
        let holds = self.pauses.iter().filter(|pause| pauses_clock(table, clock, pause.why));
        holds.map(|pause| Interval::new(pause.from, pause.until.unwrap_or(ServiceClock::NO_END))).collect()
    }

    /// Pauses of a clock that began before an instant, as intervals.
    pub(super) fn intervals_before(&self, table: &Table, clock: Clocks, before: Instant) -> Intervals {
        let holds = |pause: &&Pause<'_>| pause.from < before && pauses_clock(table, clock, pause.why);
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
                        Why::CaseClosed => table.reopened.used.stated.clone(),
                    },
                });
            }
        }
    }
}

fn pauses_clock(table: &Table, clock: Clocks, why: Why) -> bool {
    match why {
        Why::WaitingForCustomer => table.pause.as_ref().is_some_and(|(holds_for, _)| match holds_for {
            Clocks::Every => true,
            Clocks::Update => clock == Clocks::Update,
        }),
        Why::CaseClosed => table.reopened.value == Reopened::Resume,
    }
}

/// What is known of a case's priority.
#[derive(Clone, Copy, Debug, Default)]
struct Values {
    set: Option<Name>,
    category: Option<Name>,
    effect: Option<Name>,
    extent: Option<Name>,
}

struct Fold<'t, 'f, 'l> {
    table: &'t Table,
    reported_at: Instant,
    timeline: Timeline<'f>,
    values: Values,
    /// The question that no answer has followed.
    waiting: Option<(Instant, &'f Fact)>,
    /// The end that no return has followed.
    ended: Option<(Instant, &'f Fact)>,
    /// The first closing stands, and there was one.
    finished: bool,
    listed: &'l mut Vec<Unused>,
}

impl<'f> Fold<'_, 'f, '_> {
    fn take(&mut self, at: Moment, standing: &Standing<'f>) {
        let fact = standing.fact;
        let is_act =
            !matches!(fact.says, Said::Reported(_) | Said::Contacted(_) | Said::Categorised(_) | Said::Prioritised(_));
        if is_act && standing.at < self.reported_at {
            self.listed.push(unused(fact, UnusedReason::BeforeReport));
        }
        match &fact.says {
            Said::Reported(contact) | Said::Contacted(contact) => self.contact(at, fact, *contact),
            Said::Categorised(category) => {
                self.values.category = Some(*category);
                let from = self.correct(standing.place).unwrap_or(at);
                self.value(from, fact);
            }
            Said::Prioritised(priority) => {
                self.values.set = Some(*priority);
                let from = self.correct(standing.place).unwrap_or(at);
                self.value(from, fact);
            }
            Said::Reacted { automatic } => self.told(at, fact, Acted::Reaction, *automatic),
            Said::Messaged { automatic } => self.told(at, fact, Acted::Message, *automatic),
            Said::Questioned { automatic } => {
                self.told(at, fact, Acted::Question, *automatic);
                // What a machine asks keeps nobody waiting.
                if self.waiting.is_none() && !automatic {
                    self.waiting = Some((fact.at, fact));
                }
            }
            Said::Answered => match self.waiting.take() {
                Some((from, by)) => self.pause((from, by), Some(fact), Why::WaitingForCustomer),
                None => self.listed.push(unused(fact, UnusedReason::AnswerWithoutQuestion)),
            },
            Said::Restored if self.table.update_end.value == UpdateEnd::Closing => {}
            Said::Restored => self.end(at, fact, Acted::Restoration),
            Said::Closed => self.end(at, fact, Acted::Closing),
            Said::Reopened => {
                if self.finished {
                    return;
                }
                if let Some((from, by)) = self.ended.take() {
                    self.pause((from, by), Some(fact), Why::CaseClosed);
                    self.act(at, fact, What::Reopened, false);
                }
            }
            Said::State(_) | Said::Checked(_) | Said::Maintenance(_) => {}
        }
    }

    fn contact(&mut self, at: Moment, fact: &'f Fact, contact: Contact) {
        let values = &mut self.values;
        values.set = contact.priority.or(values.set);
        values.category = contact.category.or(values.category);
        values.effect = contact.effect.or(values.effect);
        values.extent = contact.extent.or(values.extent);
        self.value(at, fact);
    }

    /// Takes up the priority that is now known. The first one that is known was the case's from its start: it took no
    /// other's place, so it is no change.
    fn value(&mut self, at: Moment, by: &'f Fact) {
        let Values { set, category, effect, extent } = self.values;
        let known = match set {
            Some(priority) => self.table.rank(priority),
            None => match self.table.derived(effect, extent) {
                Some(rank) => Some(rank),
                None => return,
            },
        };
        let applies = category.is_none() || self.table.category.is_none() || category == self.table.category;
        let priority = known.filter(|_| applies);
        let valued = Valued { from: at, priority, by, effect, extent };
        if self.timeline.values.last().is_none_or(|last| last.priority != priority) {
            self.timeline.values.push(valued);
        }
    }

    /// A correction is no change: what it corrects never held. Since when that would have held.
    fn correct(&mut self, corrected: &Fact) -> Option<Moment> {
        let last = self.timeline.values.pop_if(|last| std::ptr::eq(last.by, corrected))?;
        Some(last.from)
    }

    fn told(&mut self, at: Moment, by: &'f Fact, act: Acted, automatic: bool) {
        self.act(at, by, What::Told { act, automatic }, self.ended.is_some());
    }

    fn end(&mut self, at: Moment, by: &'f Fact, act: Acted) {
        if self.ended.is_some() {
            return;
        }
        self.ended = Some((by.at, by));
        self.finished = self.table.reopened.value == Reopened::Once;
        self.act(at, by, What::Ended(act), false);
    }

    fn act(&mut self, at: Moment, by: &'f Fact, what: What, while_ended: bool) {
        let at = Moment { at: at.at.max(self.timeline.start.at), nth: at.nth };
        self.timeline.acts.push(Act { at, by, what, while_ended });
    }

    fn pause(&mut self, (from, by): (Instant, &'f Fact), ended: Option<&'f Fact>, why: Why) {
        let until = ended.map(|ended| ended.at);
        self.timeline.pauses.push(Pause { from, until, by, ended, why });
    }

    fn finish(mut self) -> Result<Timeline<'f>, NoTimeline> {
        if let Some((from, by)) = self.waiting {
            self.pause((from, by), None, Why::WaitingForCustomer);
        }
        if self.timeline.values.iter().all(|valued| valued.priority.is_none()) {
            return Err(NoTimeline::NoPriority);
        }
        Ok(self.timeline)
    }
}
