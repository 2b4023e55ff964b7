//! A case's judgements from its facts: each reading of what is disputed is judged, and only what all agree on stands.
//! Each reading is left to `reaction` and `updates`.

use super::{
    Instants,
    facts::{Horizon, Selection, Standing, select, unused},
    reaction,
    timeline::{NoTimeline, Timeline},
    trace::{self, Trace},
    updates,
};
use crate::{
    compile::{Fact, Program, Scope, Table},
    event::{Unused, UnusedReason},
    verdict::{Figures, Judgement, Promise, Reason, Stage, Step, Verdict},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// At most this many readings of disputed facts are judged; beyond, nothing is determined.
const READINGS: usize = 64;

/// Which promises of a case are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Reaction,
    Updates,
    Both,
}

/// The judgements of a case, by table, the reaction before the updates.
pub(super) fn judge<T: Trace>(
    program: &Program,
    which: Which,
    facts: &[Fact],
    instants: Instants,
    trace: &mut T,
    listed: &mut Vec<Unused>,
    found: &mut Vec<Judgement>,
) {
    let horizon = Horizon { as_of: instants.as_of, known_as_of: instants.known_as_of };
    let selection = select(facts, horizon, listed);
    let Some(subject) = selection.facts.first().and_then(|standing| subject(standing.fact)) else { return };
    let mut faults = Vec::new();
    let mut judged = false;
    for table in program.tables() {
        let case = Case { program, table, which, subject, instants };
        match case.judge(&selection, trace, listed, found) {
            Ok(()) => judged = true,
            Err(fault) => faults.push(fault),
        }
    }
    let first = selection.facts.first().map(|standing| standing.fact);
    if let (false, Some(first), Some(fault)) = (judged, first, faults.first()) {
        let reason = match fault {
            NoTimeline::NoReport => UnusedReason::NoReport,
            NoTimeline::NoPriority => UnusedReason::NoPriority,
            NoTimeline::Beyond(beyond) => UnusedReason::BeyondCalendar { year: beyond.year() },
        };
        listed.push(unused(first, reason));
    }
}

fn subject(fact: &Fact) -> Option<&Arc<str>> {
    match &fact.scope {
        Scope::Case(subject) => Some(subject),
        Scope::Service(_) => None,
    }
}

struct Case<'c> {
    program: &'c Program,
    table: &'c Table,
    which: Which,
    subject: &'c Arc<str>,
    instants: Instants,
}

impl Case<'_> {
    fn judge<T: Trace>(
        &self,
        selection: &Selection<'_>,
        trace: &mut T,
        listed: &mut Vec<Unused>,
        found: &mut Vec<Judgement>,
    ) -> Result<(), NoTimeline> {
        if selection.disputes == 0 {
            return self.reading(&selection.facts, trace, listed, found);
        }
        let mut readings = readings(selection).into_iter();
        let mut agreed = Vec::new();
        if let Some(first) = readings.next() {
            self.reading(&first, trace, listed, &mut agreed)?;
        }
        let mut last = 0;
        for reading in readings {
            let mut other = Vec::new();
            self.reading(&reading, trace, &mut Vec::new(), &mut other)?;
            agree(&mut agreed, other, selection, trace);
            last += 1;
        }
        if last + 1 >= READINGS {
            agreed.iter_mut().for_each(|judgement| undetermine(judgement, selection, trace));
        }
        found.extend(agreed);
        Ok(())
    }

    fn reading<T: Trace>(
        &self,
        facts: &[Standing<'_>],
        trace: &mut T,
        listed: &mut Vec<Unused>,
        found: &mut Vec<Judgement>,
    ) -> Result<(), NoTimeline> {
        let case = Timeline::of(self.program, self.table, facts, listed)?;
        let Case { program, table, which, subject, instants } = *self;
        if which != Which::Updates && table.promises_reactions() {
            found.push(reaction::judge(program, table, &case, subject, instants, trace));
        }
        if which != Which::Reaction && table.promises_updates() {
            updates::judge(program, table, &case, subject, instants, trace, found);
        }
        Ok(())
    }
}

/// Every way in which exactly one fact of each dispute stands, up to the limit.
fn readings<'f>(selection: &Selection<'f>) -> Vec<Vec<Standing<'f>>> {
    let mut readings = vec![selection.facts.clone()];
    for dispute in 0..selection.disputes {
        let mut next = Vec::new();
        for reading in readings {
            let its = |one: &&Standing<'f>| one.dispute == Some(dispute);
            for chosen in reading.iter().filter(its) {
                let stands = |one: &&Standing<'f>| !its(one) || std::ptr::eq(one.fact, chosen.fact);
                next.push(reading.iter().filter(stands).copied().collect());
            }
            if !reading.iter().any(|one| one.dispute == Some(dispute)) {
                next.push(reading);
            }
        }
        next.truncate(READINGS);
        readings = next;
        if readings.len() == READINGS {
            // Nothing will be determined: of the disputes that are left, any reading will do.
            readings.iter_mut().for_each(|reading| keep_first_of_each(reading, dispute + 1));
            break;
        }
    }
    readings
}

/// Keeps one fact of each dispute from that one on.
fn keep_first_of_each(reading: &mut Vec<Standing<'_>>, from: u16) {
    let mut seen = BTreeSet::new();
    reading.retain(|one| one.dispute.is_none_or(|dispute| dispute < from || seen.insert(dispute)));
}

/// Keeps of the judgements so far what another reading gives too; everything else is undetermined.
fn agree<T: Trace>(agreed: &mut Vec<Judgement>, other: Vec<Judgement>, selection: &Selection<'_>, trace: &mut T) {
    let verdicts: BTreeMap<_, Verdict> = other.iter().map(|one| (identity(one), one.verdict)).collect();
    let mut known = BTreeSet::new();
    for judgement in agreed.iter_mut() {
        known.insert(identity(judgement));
        if verdicts.get(&identity(judgement)) != Some(&judgement.verdict) {
            undetermine(judgement, selection, trace);
        }
    }
    for mut judgement in other {
        if known.insert(identity(&judgement)) {
            undetermine(&mut judgement, selection, trace);
            agreed.push(judgement);
        }
    }
    agreed.sort_by_key(identity);
}

fn identity(judgement: &Judgement) -> (Promise, Option<crate::time::Instant>) {
    let started_at = match &judgement.figures {
        Figures::Deadline(deadline) => deadline.started_at,
        Figures::Availability(_) => None,
    };
    (judgement.promise, started_at.filter(|_| judgement.promise == Promise::Update))
}

fn undetermine<T: Trace>(judgement: &mut Judgement, selection: &Selection<'_>, trace: &mut T) {
    if judgement.verdict == Verdict::Undetermined {
        return;
    }
    judgement.verdict = Verdict::Undetermined;
    judgement.stage = Stage::Revisable;
    let disputed = selection.facts.iter().filter(|standing| standing.dispute.is_some());
    trace.step(|| Step::Disputed {
        events: disputed.map(|standing| trace::event(standing.fact)).collect(),
        intervals: Vec::new(),
    });
    trace.step(|| Step::Concluded { verdict: Verdict::Undetermined });
    let Reason { steps } = trace.reason();
    judgement.reason.steps.extend(steps);
}
