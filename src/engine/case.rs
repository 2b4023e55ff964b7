//! A case's judgements from its facts: each reading of what is disputed is judged, and only what all agree on stands.
//! Each reading is left to `reaction` and `updates`.

use super::{
    Instants,
    change::{Key, keyed},
    facts::{Horizon, Selection, Standing, select_of, unused},
    fold, reaction,
    timeline::NoTimeline,
    trace::{self, Trace},
    updates,
};
use crate::{
    compile::{Fact, Program, Said, Scope, Table},
    event::{Unused, UnusedReason},
    model::{Belongs, Party},
    time::Interval,
    verdict::{Figures, Judgement, Reason, Stage, Step, Verdict},
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
    (instants, within): (Instants, Option<Interval>),
    trace: &mut T,
    listed: &mut Vec<Unused>,
    found: &mut Vec<Judgement>,
) {
    let horizon = Horizon { as_of: instants.as_of, known_as_of: instants.known_as_of };
    let mut faults = Vec::new();
    // What a table says of a case that it does not judge is said only where no table judges the case.
    let (mut judged, mut of_others) = (false, Vec::new());
    let mut first = None;
    let mut last: Option<(Option<Party>, Selection<'_>)> = None;
    for table in program.tables() {
        let by = table.set_by.as_ref().map(|(party, _)| *party);
        // Tables that trust the same party see the same facts.
        let selection = match last.take() {
            Some((held, selection)) if held == by => selection,
            _ => select_of(facts, horizon, |fact| is_entitled(fact, by), listed),
        };
        let Some(subject) = selection.facts.first().and_then(|standing| subject(standing.fact)) else { continue };
        first = first.or(selection.facts.first().map(|standing| standing.fact));
        let mut of_table = Vec::new();
        let barred = facts.iter().filter(|fact| !is_entitled(fact, by));
        let not_entitled: Vec<&Fact> = barred
            .filter(|fact| {
                let reason = match (fact.at <= instants.as_of, fact.known_at <= instants.known_as_of) {
                    (true, true) => UnusedReason::NotEntitled,
                    (true, false) => UnusedReason::NotYetKnown,
                    (false, _) => UnusedReason::AfterAsOf,
                };
                let is_used = reason == UnusedReason::NotEntitled;
                of_table.push(unused(fact, reason));
                is_used
            })
            .collect();
        let case = Case { program, table, which, subject, instants, within, not_entitled };
        match case.judge(&selection, trace, &mut of_table, found) {
            Ok(()) => {
                judged = true;
                listed.append(&mut of_table);
            }
            Err(fault) => {
                faults.push(fault);
                of_others.append(&mut of_table);
            }
        }
        last = Some((by, selection));
    }
    if !judged {
        listed.append(&mut of_others);
    }
    if let (false, Some(first), Some(fault)) = (judged, first, faults.first()) {
        let reason = match fault {
            NoTimeline::NoReport => UnusedReason::NoReport,
            NoTimeline::Incomplete => UnusedReason::ReportIncomplete,
            NoTimeline::NotDetected => UnusedReason::NotDetected,
            NoTimeline::NoPriority => UnusedReason::NoPriority,
            NoTimeline::NotInForce => UnusedReason::NotInForce,
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
    /// The period to which what is judged must belong, if one is asked for.
    within: Option<Interval>,
    /// Priorities set by who may not set them.
    not_entitled: Vec<&'c Fact>,
}

impl Case<'_> {
    fn judge<T: Trace>(
        &self,
        selection: &Selection<'_>,
        trace: &mut T,
        listed: &mut Vec<Unused>,
        found: &mut Vec<Judgement>,
    ) -> Result<(), NoTimeline> {
        let (mut agreed, mut is_judged) = (Vec::new(), false);
        if selection.disputes == 0 {
            self.reading(&selection.facts, trace, listed, &mut agreed)?;
            self.take(agreed, found);
            return Ok(());
        }
        let readings = readings(selection);
        let most = readings.len() >= READINGS;
        // By a reading that makes no case under the table, nothing is owed: what others find differs from it.
        let (mut first, mut fault) = (true, None);
        for reading in readings {
            let (mut other, mut of_reading) = (Vec::new(), Vec::new());
            match self.reading(&reading, trace, &mut of_reading, &mut other) {
                Err(none) => fault = fault.or(Some((none, of_reading))),
                // What is listed is what the first reading that makes a case lists.
                Ok(()) if !is_judged => {
                    is_judged = true;
                    listed.append(&mut of_reading);
                }
                Ok(()) => {}
            }
            if std::mem::take(&mut first) {
                agreed = other;
            } else {
                agree(&mut agreed, other, selection, trace);
            }
        }
        if let (false, Some((none, mut of_reading))) = (is_judged, fault) {
            listed.append(&mut of_reading);
            return Err(none);
        }
        if most {
            agreed.iter_mut().for_each(|judgement| undetermine(judgement, selection, trace));
        }
        self.take(agreed, found);
        Ok(())
    }

    /// Keeps what belongs to the period that is asked for.
    fn take(&self, agreed: Vec<Judgement>, found: &mut Vec<Judgement>) {
        let belongs =
            |one: &Judgement| self.within.is_none_or(|period| belongs(self.table, one, self.instants, period));
        found.extend(agreed.into_iter().filter(belongs));
    }

    fn reading<T: Trace>(
        &self,
        facts: &[Standing<'_>],
        trace: &mut T,
        listed: &mut Vec<Unused>,
        found: &mut Vec<Judgement>,
    ) -> Result<(), NoTimeline> {
        let Case { program, table, which, subject, instants, .. } = *self;
        let mut cases = fold::timelines(program, table, facts, listed)?;
        // A case is judged by the version in force when its clock starts.
        cases.retain(|case| program.term().contains(case.start.at));
        if cases.is_empty() {
            return Err(NoTimeline::NotInForce);
        }
        for mut case in cases {
            case.not_entitled.extend(&self.not_entitled);
            if which != Which::Updates && table.promises_reactions() {
                found.push(reaction::judge(program, table, &case, subject, instants, trace));
            }
            if which != Which::Reaction && table.promises_updates() {
                updates::judge(program, table, &case, subject, instants, trace, found);
            }
        }
        Ok(())
    }
}

/// Whether a contract lets a fact's party set what it sets; who set it is not said of all.
fn is_entitled(fact: &Fact, party: Option<Party>) -> bool {
    match fact.says {
        Said::Prioritised { by: Some(by), .. } => party.is_none_or(|party| party == by),
        _ => true,
    }
}

/// Whether a deadline belongs to a period; one that runs belongs to each in which it runs until it is due or has ended.
fn belongs(table: &Table, judgement: &Judgement, instants: Instants, period: Interval) -> bool {
    let Figures::Deadline(deadline) = &judgement.figures else { return true };
    let Some(start) = deadline.started_at else { return false };
    let at = match (table.belongs.value, judgement.verdict) {
        (Belongs::AtStart, _) | (_, Verdict::NotOwed) => Some(start),
        (Belongs::AtDue, _) => deadline.due_at,
        (Belongs::AtEnd, Verdict::Missed) => deadline.due_at,
        (Belongs::AtEnd, _) => deadline.stopped_at,
    };
    let runs = || start < period.until && period.from <= instants.as_of && instants.as_of <= period.until;
    at.map_or_else(runs, |at| period.contains(at))
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
    let told_apart = |all: &[Judgement]| -> Vec<Key> { keyed(all).into_iter().map(|(key, _)| key).collect() };
    let keys = told_apart(&other);
    let mut others: BTreeMap<Key, Judgement> = keys.into_iter().zip(other).collect();
    let keys = told_apart(agreed);
    let mut all: BTreeMap<Key, Judgement> = BTreeMap::new();
    for (key, mut judgement) in keys.into_iter().zip(std::mem::take(agreed)) {
        match others.remove(&key) {
            // It is as firm as the least firm of its readings.
            Some(other) if other.verdict == judgement.verdict => judgement.stage = judgement.stage.min(other.stage),
            // Open beats undetermined: by one reading as of has not passed due, and what happens until then may settle it.
            Some(other) if other.verdict == Verdict::Open => {
                judgement = other;
                differ(&mut judgement, selection, trace);
            }
            Some(_) | None => differ(&mut judgement, selection, trace),
        }
        all.insert(key, judgement);
    }
    for (key, mut judgement) in others {
        differ(&mut judgement, selection, trace);
        all.insert(key, judgement);
    }
    agreed.extend(all.into_values());
}

/// The readings differ: the verdict is open as long as it is open by one of them, else undetermined.
fn differ<T: Trace>(judgement: &mut Judgement, selection: &Selection<'_>, trace: &mut T) {
    let verdict = if judgement.verdict == Verdict::Open { Verdict::Open } else { Verdict::Undetermined };
    dispute(judgement, verdict, selection, trace);
}

fn undetermine<T: Trace>(judgement: &mut Judgement, selection: &Selection<'_>, trace: &mut T) {
    dispute(judgement, Verdict::Undetermined, selection, trace);
}

fn dispute<T: Trace>(judgement: &mut Judgement, verdict: Verdict, selection: &Selection<'_>, trace: &mut T) {
    let is_said = judgement.reason.steps.iter().any(|step| matches!(step, Step::Disputed { .. }));
    if judgement.verdict == Verdict::Undetermined || is_said && judgement.verdict == verdict {
        return;
    }
    judgement.verdict = verdict;
    judgement.stage = Stage::Revisable;
    let Reason { steps } = &mut judgement.reason;
    if is_said {
        // Only the conclusion changes: that the facts are disputed is said.
        steps.truncate(steps.len().saturating_sub(2));
    }
    let disputed = selection.facts.iter().filter(|standing| standing.dispute.is_some());
    trace.step(|| Step::Disputed {
        events: disputed.map(|standing| trace::event(standing.fact)).collect(),
        intervals: Vec::new(),
    });
    trace.step(|| Step::Concluded { verdict });
    steps.extend(trace.reason().steps);
}
