//! From the facts of a case in their order to the case as a table's clocks see it: what starts them, what is a change, an
//! act, a pause, an end. A return that comes too late for the contract begins a case of its own.
//! What the clocks make of it is left to `reaction` and `updates`.

use super::{
    facts::{Standing, unused},
    timeline::{Act, Moment, NoTimeline, Pause, Timeline, Valued, What},
};
use crate::{
    compile::{Contact, Fact, Name, Program, Said, Table},
    event::{Unused, UnusedReason},
    model::{Channel, Reopened, Starts, Stated, UpdateEnd, Waiting},
    time::Instant,
    verdict::{Acted, Why},
};
use std::{collections::BTreeMap, sync::Arc};

/// The cases that facts in their order make, as a table sees them: one, and one for each return that makes a new case.
pub(super) fn timelines<'f>(
    program: &Program,
    table: &Table,
    facts: &[Standing<'f>],
    listed: &mut Vec<Unused>,
) -> Result<Vec<Timeline<'f>>, NoTimeline> {
    let Beginning { report, contact, started_by } = beginning(table, facts)?;
    let starts_at = received(program, started_by.fact, report.at)?;
    // What completes a report says what holds from the start on.
    let nth = facts.iter().position(|one| std::ptr::eq(one.fact, started_by.fact)).unwrap_or_default();
    let is_report = std::ptr::eq(report.fact, started_by.fact);
    let nth = if is_report || starts_at != started_by.at.max(report.at) { 0 } else { number(nth) };
    let mut fold = Fold {
        program,
        table,
        reported_at: report.at,
        asked: questions(facts),
        waits: 0,
        timeline: Timeline {
            report: report.fact,
            channel: contact.channel.filter(|_| !contact.detected),
            started_by: started_by.fact,
            start: Moment { at: starts_at, nth },
            values: Vec::with_capacity(2),
            contacts: Vec::new(),
            acts: Vec::with_capacity(facts.len()),
            pauses: Vec::new(),
            not_entitled: Vec::new(),
            resumable_until: None,
        },
        before: Vec::new(),
        values: Values::default(),
        last_channel: contact.channel.filter(|_| !contact.detected),
        waiting: BTreeMap::new(),
        ended: None,
        finished: false,
        listed,
    };
    let reported = Moment { at: report.at, nth: 0 };
    fold.contact(reported, report.fact, contact);
    // What corrects the report was so when it came.
    let of_report = |standing: &Standing<'f>| std::ptr::eq(standing.place, report.fact);
    for standing in facts.iter().filter(|one| of_report(one) && !std::ptr::eq(one.fact, report.fact)) {
        fold.take(reported, standing)?;
    }
    for (nth, standing) in (1..).zip(facts).filter(|(_, one)| !of_report(one)) {
        fold.take(Moment { at: standing.at.max(report.at), nth }, standing)?;
    }
    fold.finish()
}

/// What begins a case: its report, or its detection where that starts the clocks, and what starts them.
struct Beginning<'s, 'f> {
    report: &'s Standing<'f>,
    contact: Contact,
    started_by: &'s Standing<'f>,
}

fn beginning<'s, 'f>(table: &Table, facts: &'s [Standing<'f>]) -> Result<Beginning<'s, 'f>, NoTimeline> {
    let first = |is: &dyn Fn(&Contact) -> bool| {
        facts.iter().find_map(|standing| match &standing.fact.says {
            Said::Reported(contact) if is(contact) => Some((standing, *contact)),
            _ => None,
        })
    };
    let (report, contact) = match table.starts.value {
        Starts::AtReport | Starts::WhenComplete(_) => first(&|one| !one.detected).ok_or(NoTimeline::NoReport)?,
        Starts::WhenDetected => first(&|one| one.detected).ok_or_else(|| match first(&|_| true) {
            Some(_) => NoTimeline::NotDetected,
            None => NoTimeline::NoReport,
        })?,
        Starts::Earliest => first(&|_| true).ok_or(NoTimeline::NoReport)?,
    };
    let Starts::WhenComplete(wanted) = &table.starts.value else {
        return Ok(Beginning { report, contact, started_by: report });
    };
    let mut lacking = wanted.clone();
    // A contact dated before the report counts with it.
    for standing in std::iter::once(report).chain(facts) {
        let (Said::Reported(said) | Said::Contacted(said)) = &standing.fact.says else { continue };
        if said.detected {
            continue;
        }
        lacking.retain(|stated| !match stated {
            Stated::Service => said.service,
            Stated::Effect => said.effect.is_some(),
            Stated::Extent => said.extent.is_some(),
            Stated::Reporter => said.reporter,
        });
        if lacking.is_empty() {
            let started_by = if standing.at <= report.at { report } else { standing };
            return Ok(Beginning { report, contact, started_by });
        }
    }
    Err(NoTimeline::Incomplete)
}

/// When a contact counts as received: then, or at the desk's next opening where the contract says so.
fn received(program: &Program, fact: &Fact, not_before: Instant) -> Result<Instant, NoTimeline> {
    let at = fact.at.max(not_before);
    match &fact.says {
        // What monitoring knows is known at once.
        Said::Reported(contact) | Said::Contacted(contact) if contact.detected => Ok(at),
        Said::Reported(contact) | Said::Contacted(contact) => received_by(program, contact.channel, at),
        _ => Ok(at),
    }
}

fn received_by(program: &Program, channel: Option<Channel>, at: Instant) -> Result<Instant, NoTimeline> {
    let Some(desk) = program.desk(channel) else { return Ok(at) };
    let opening = desk.received.clock.open_at_or_after(at).map_err(NoTimeline::Beyond)?;
    // A desk that never opens again receives nothing later either.
    Ok(opening.unwrap_or(at))
}

/// A question with an id: when it was asked, and its place among what is waited for.
#[derive(Clone, Copy, Debug)]
struct Question {
    at: Instant,
    place: Option<u32>,
}

/// The questions that answers may name.
fn questions<'f>(facts: &[Standing<'f>]) -> BTreeMap<&'f Arc<str>, Question> {
    let asks = |fact: &Fact| matches!(fact.says, Said::Questioned { .. } | Said::Waiting);
    let asked = facts.iter().filter(|one| asks(one.fact));
    asked.filter_map(|one| Some((one.fact.id.as_ref()?, Question { at: one.fact.at, place: None }))).collect()
}

fn number(place: usize) -> u32 {
    // Places count from 1 after the report.
    u32::try_from(place).map_or(u32::MAX, |place| place.saturating_add(1))
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
    program: &'t Program,
    table: &'t Table,
    reported_at: Instant,
    asked: BTreeMap<&'f Arc<str>, Question>,
    /// How often the desk has begun to wait.
    waits: u32,
    timeline: Timeline<'f>,
    /// The cases before, which a late return has left behind.
    before: Vec<Timeline<'f>>,
    values: Values,
    /// The channel of the customer's last contact.
    last_channel: Option<Channel>,
    /// What no answer has followed, in its order.
    waiting: BTreeMap<u32, (Instant, &'f Fact, Why)>,
    /// The end that no return has followed.
    ended: Option<(Instant, &'f Fact)>,
    /// The first closing stands, and there was one.
    finished: bool,
    listed: &'l mut Vec<Unused>,
}

impl<'f> Fold<'_, 'f, '_> {
    fn take(&mut self, at: Moment, standing: &Standing<'f>) -> Result<(), NoTimeline> {
        let fact = standing.fact;
        let is_act = !matches!(
            fact.says,
            Said::Reported(_)
                | Said::Contacted(_)
                | Said::Categorised(_)
                | Said::Prioritised { .. }
                | Said::Performed(_)
                | Said::Consented(_)
                | Said::Contested { .. }
        );
        if is_act && standing.at < self.reported_at {
            self.listed.push(unused(fact, UnusedReason::BeforeReport));
        }
        match &fact.says {
            Said::Reported(contact) | Said::Contacted(contact) => {
                if let Some(channel) = contact.channel.filter(|_| !contact.detected) {
                    let received = received(self.program, fact, self.reported_at)?;
                    self.timeline.contacts.push((Moment { at: received, nth: at.nth }, channel, fact));
                    self.last_channel = Some(channel);
                }
                if !contact.detected {
                    self.act(at, fact, What::Contacted(Acted::Contact), self.ended.is_some());
                }
                self.contact(at, fact, *contact);
            }
            Said::Categorised(category) => {
                self.values.category = Some(*category);
                let from = self.correct(standing.place).unwrap_or(at);
                self.value(from, fact);
            }
            Said::Prioritised { priority, .. } => {
                self.values.set = Some(*priority);
                let from = self.correct(standing.place).unwrap_or(at);
                self.value(from, fact);
            }
            Said::Reacted { automatic } => self.told(at, fact, Acted::Reaction, *automatic),
            Said::Messaged { automatic } => self.told(at, fact, Acted::Message, *automatic),
            Said::Noted => self.act(at, fact, What::Noted, self.ended.is_some()),
            Said::Questioned { automatic } => {
                self.told(at, fact, Acted::Question, *automatic);
                // What a machine asks keeps nobody waiting.
                if !automatic {
                    self.wait(fact, Why::WaitingForCustomer);
                }
            }
            Said::Waiting => {
                let suspends = self.table.waiting.value == Waiting::Suspends && self.table.pause.is_some();
                let reason = if suspends { UnusedReason::WaitingSuspends } else { UnusedReason::WaitingVoid };
                self.listed.push(unused(fact, reason));
                if suspends {
                    self.wait(fact, Why::WaitingWithoutQuestion);
                }
            }
            Said::Answered { question } => {
                self.answer(fact, question.as_ref());
                self.act(at, fact, What::Contacted(Acted::Answer), self.ended.is_some());
            }
            Said::Restored if self.table.update_end.value == UpdateEnd::Closing => {}
            Said::Restored => self.end(at, fact, Acted::Restoration),
            Said::Closed => self.end(at, fact, Acted::Closing),
            Said::Reopened if self.finished => {}
            Said::Reopened => {
                let is_late = self.timeline.resumable_until.is_some_and(|until| fact.at >= until);
                match self.ended.take() {
                    Some(_) if is_late => self.begin_anew(at, fact)?,
                    Some((from, by)) => {
                        self.pause((from, by), Some(fact), Why::CaseClosed);
                        self.act(at, fact, What::Reopened, false);
                    }
                    None => {}
                }
            }
            Said::State(_)
            | Said::Checked(_)
            | Said::Excluded(_)
            | Said::Maintenance(_)
            | Said::Arose(_)
            | Said::Performed(_)
            | Said::Consented(_)
            | Said::Contested { .. } => {}
        }
        Ok(())
    }

    fn contact(&mut self, at: Moment, fact: &'f Fact, contact: Contact) {
        let values = &mut self.values;
        // What monitoring says stands back behind what people say.
        let said = |new: Option<Name>, held: Option<Name>| if contact.detected { held.or(new) } else { new.or(held) };
        values.set = said(contact.priority, values.set);
        values.category = said(contact.category, values.category);
        values.effect = said(contact.effect, values.effect);
        values.extent = said(contact.extent, values.extent);
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

    /// The desk waits from then on, unless the answer that names the question came before it.
    fn wait(&mut self, by: &'f Fact, why: Why) {
        if let Some(id) = &by.id {
            match self.asked.get_mut(id) {
                Some(question) => question.place = Some(self.waits),
                None => return,
            }
        }
        self.waiting.insert(self.waits, (by.at, by, why));
        self.waits = self.waits.saturating_add(1);
    }

    /// An answer ends the wait for the question that it names, else for all.
    fn answer(&mut self, by: &'f Fact, question: Option<&Arc<str>>) {
        let Some(question) = question else {
            // What began later within the same wait adds nothing to it.
            let first = self.waiting.pop_first();
            self.waiting.clear();
            match first.map(|(_, first)| first) {
                Some((from, asked, why)) => self.pause((from, asked), Some(by), why),
                None => self.listed.push(unused(by, UnusedReason::AnswerWithoutQuestion)),
            }
            return;
        };
        let asked = self.asked.get(question).copied();
        let waiting = asked.and_then(|asked| asked.place).and_then(|place| self.waiting.remove(&place));
        match (waiting, asked) {
            (Some((from, asked, why)), _) => self.pause((from, asked), Some(by), why),
            // The order of one instant may put an answer before its question.
            (None, Some(asked)) if asked.place.is_none() && asked.at >= by.at => {
                if asked.at > by.at {
                    self.listed.push(unused(by, UnusedReason::EndsBeforeBegin));
                }
                self.asked.remove(question);
            }
            (None, _) => self.listed.push(unused(by, UnusedReason::AnswerWithoutQuestion)),
        }
    }

    fn end(&mut self, at: Moment, by: &'f Fact, act: Acted) {
        if let Reopened::Within(days) = self.table.reopened.value {
            self.timeline.resumable_until = self.end_of_day_after(by.at, days);
        }
        if self.ended.is_some() {
            return;
        }
        self.ended = Some((by.at, by));
        self.finished = self.table.reopened.value == Reopened::Once;
        self.act(at, by, What::Ended(act), false);
    }

    /// The end of the n-th civil day after an instant, whose own day is not counted; `None`: beyond all calendars.
    fn end_of_day_after(&self, at: Instant, days: u32) -> Option<Instant> {
        let zone = self.program.zone();
        let (day, _) = zone.local(at);
        day.plus_days(i64::from(days)).map(|last| zone.end_of(last))
    }

    /// A return that comes too late is the report of a new case, with the priority that the old one had.
    fn begin_anew(&mut self, at: Moment, by: &'f Fact) -> Result<(), NoTimeline> {
        let start = Moment { at: received_by(self.program, self.last_channel, at.at)?, nth: at.nth };
        let channel = self.last_channel;
        let next = Timeline {
            report: by,
            channel,
            started_by: by,
            start,
            values: Vec::with_capacity(2),
            contacts: Vec::new(),
            acts: Vec::new(),
            pauses: Vec::new(),
            not_entitled: Vec::new(),
            resumable_until: None,
        };
        self.leave_waiting();
        self.before.push(std::mem::replace(&mut self.timeline, next));
        self.reported_at = by.at;
        self.value(at, by);
        Ok(())
    }

    fn act(&mut self, at: Moment, by: &'f Fact, what: What, while_ended: bool) {
        let at = Moment { at: at.at.max(self.timeline.start.at), nth: at.nth };
        self.timeline.acts.push(Act { at, by, what, while_ended });
    }

    fn pause(&mut self, (from, by): (Instant, &'f Fact), ended: Option<&'f Fact>, why: Why) {
        let until = ended.map(|ended| ended.at);
        self.timeline.pauses.push(Pause { from, until, by, ended, why });
    }

    /// What no answer has followed holds on; what began later adds nothing to it.
    fn leave_waiting(&mut self) {
        let first = self.waiting.pop_first();
        self.waiting.clear();
        if let Some((_, (from, by, why))) = first {
            self.pause((from, by), None, why);
        }
    }

    fn finish(mut self) -> Result<Vec<Timeline<'f>>, NoTimeline> {
        self.leave_waiting();
        let mut all = self.before;
        all.push(self.timeline);
        all.retain(|timeline| timeline.values.iter().any(|valued| valued.priority.is_some()));
        if all.is_empty() { Err(NoTimeline::NoPriority) } else { Ok(all) }
    }
}
