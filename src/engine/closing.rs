//! Facts that became known after the contract's closing date, which change nothing, and verdicts that are final by it.
//! When facts are closed is left to `compile`, the verdicts themselves to `judge`.

use super::{
    Instants, Owed, Silent,
    change::{Key, keyed},
    facts::unused,
    judge_facts,
};
use crate::{
    compile::{Closing, Fact, Program},
    event::{Unused, UnusedReason},
    time::{Instant, Millis},
    verdict::{Figures, Judgement, Stage, Step, Verdict},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// The facts that became known in time, and those that are not known yet; the others are listed.
///
/// A fact belongs to the period in which it happened. What corrects another, or says other of it under the same id,
/// belongs to the earlier of both periods: it would change that one too.
pub(super) fn in_time<'f>(
    closing: &Closing,
    facts: &'f [Fact],
    known_as_of: Instant,
    listed: &mut Vec<Unused>,
) -> Cow<'f, [Fact]> {
    let first = facts.iter().map(|fact| fact.at).min();
    let last_known = facts.iter().map(|fact| fact.known_at).filter(|at| *at <= known_as_of).max();
    if first.zip(last_known).is_none_or(|(first, last_known)| !is_late(closing, first, last_known)) {
        return Cow::Borrowed(facts);
    }
    let late = late(closing, facts, known_as_of);
    if late.is_empty() {
        return Cow::Borrowed(facts);
    }
    let places = || (0..).zip(facts);
    listed.extend(
        places().filter(|(place, _)| late.contains(place)).map(|(_, fact)| unused(fact, UnusedReason::AfterClosing)),
    );
    Cow::Owned(places().filter(|(place, _)| !late.contains(place)).map(|(_, fact)| fact.clone()).collect())
}

fn is_late(closing: &Closing, happened_at: Instant, known_at: Instant) -> bool {
    closing.closes_at(happened_at).is_some_and(|closes| known_at > closes)
}

/// The places of facts that became known too late.
fn late(closing: &Closing, facts: &[Fact], known_as_of: Instant) -> BTreeSet<usize> {
    let of = |place: &usize| facts.get(*place);
    let mut known: Vec<usize> = (0..facts.len()).collect();
    known.retain(|place| of(place).is_some_and(|fact| fact.known_at <= known_as_of));
    known.sort_by_key(|place| of(place).map(|fact| (fact.known_at, fact.at, fact.line)));
    // By source and id: since when that holds which stands under it in time.
    let mut begins = BTreeMap::new();
    let mut late = BTreeSet::new();
    for at_once in known.chunk_by(|a, b| of(a).map(|fact| fact.known_at) == of(b).map(|fact| fact.known_at)) {
        for place in targets_first(facts, at_once) {
            let Some(fact) = of(&place) else { continue };
            let ids = [&fact.id, &fact.corrects].into_iter().flatten();
            let held = ids.filter_map(|id| begins.get(&(&fact.source, id)).copied());
            let begin = held.fold(fact.at, Instant::min);
            if is_late(closing, begin, fact.known_at) {
                late.insert(place);
            } else if let Some(id) = &fact.id {
                begins.insert((&fact.source, id), begin);
            }
        }
    }
    late
}

/// Facts that became known at once, each after the one that it corrects.
fn targets_first(facts: &[Fact], at_once: &[usize]) -> Vec<usize> {
    if let [only] = at_once {
        return vec![*only];
    }
    let named = |place: &usize| facts.get(*place).and_then(|fact| Some(((&fact.source, fact.id.as_ref()?), *place)));
    let named: BTreeMap<_, usize> = at_once.iter().rev().filter_map(named).collect();
    let target = |place: usize| {
        let fact = facts.get(place)?;
        named.get(&(&fact.source, fact.corrects.as_ref()?)).copied()
    };
    let (mut order, mut taken) = (Vec::with_capacity(at_once.len()), BTreeSet::new());
    for place in at_once {
        let (mut chain, mut next) = (Vec::new(), Some(*place));
        while let Some(link) = next.filter(|link| taken.insert(*link)) {
            chain.push(link);
            next = target(link);
        }
        order.extend(chain.into_iter().rev());
    }
    order
}

/// Makes final what was decided as of the end of the last period whose facts are closed: nothing that happened until then
/// can become known any more, and nothing that happened later can change it.
pub(super) fn finalise(
    program: &Program,
    closing: &Closing,
    owed: Owed<'_>,
    facts: &[Fact],
    instants: Instants,
    found: &mut [Judgement],
) {
    let Some((until, closed_at)) = closing.closed_until(instants.known_as_of) else { return };
    if found.iter().all(|judgement| judgement.verdict == Verdict::Open) {
        return;
    }
    // What happens at the very end belongs to the next period; of a service it concerns nothing before.
    let end = match owed {
        Owed::Availability { .. } => until,
        Owed::Case(_) => until + Millis(-1),
    };
    let mut then = Vec::new();
    if instants.as_of > end {
        let instants = Instants { as_of: end, ..instants };
        judge_facts(program, owed, facts, (instants, None), &mut Silent, &mut Vec::new(), &mut then);
    }
    let closed = if instants.as_of > end { then.as_slice() } else { &*found };
    let firm = closed_verdicts(closed, until, has_checks(program, owed));
    let is_final: Vec<bool> =
        keyed(found).into_iter().map(|(key, judgement)| firm.get(&key) == Some(&judgement.verdict)).collect();
    for (judgement, _) in found.iter_mut().zip(is_final).filter(|(_, is_final)| *is_final) {
        judgement.stage = Stage::Final;
        if let Some(last) = judgement.reason.steps.len().checked_sub(1) {
            let closed = Step::FactsClosed { cite: closing.cite.clone(), until, at: closed_at };
            judgement.reason.steps.splice(last..last, [Step::Chosen(closing.late.clone()), closed]);
        }
    }
}

/// Whether the service is watched by checks: a later one may still say that earlier ones began an outage, or that a part
/// was not observed until then.
fn has_checks(program: &Program, owed: Owed<'_>) -> bool {
    match owed {
        Owed::Availability { service, .. } => {
            program.promise(service).is_some_and(|promise| promise.watch.check_every.is_some())
        }
        Owed::Case(_) => false,
    }
}

/// The verdicts that only knowledge could change.
fn closed_verdicts(judgements: &[Judgement], until: Instant, has_checks: bool) -> BTreeMap<Key, Verdict> {
    let is_closed = |judgement: &Judgement| match (&judgement.figures, judgement.verdict) {
        (_, Verdict::Open) => false,
        (Figures::Availability(_), Verdict::Met | Verdict::Undetermined) if has_checks => false,
        // Revisable while an explanation may still come, which it no longer may.
        (Figures::Availability(_), Verdict::Missed) => true,
        (Figures::Availability(figures), Verdict::Undetermined) => figures.period.until <= until,
        _ => judgement.stage != Stage::Revisable,
    };
    let closed = keyed(judgements).into_iter().filter(|(_, judgement)| is_closed(judgement));
    closed.map(|(key, judgement)| (key, judgement.verdict)).collect()
}
