//! Which facts of one subject stand: identity, duplicates, corrections, disputes, what is known and has happened.
//! The order of what stands is left to `order`, its meaning to the files after it.

use crate::{
    compile::{Fact, Said},
    event::{Unused, UnusedReason},
    time::Instant,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A fact that stands, with the instant at which it holds: a corrected value holds from the beginning of the old one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<'f> {
    pub(super) fact: &'f Fact,
    pub(super) at: Instant,
    /// The fact whose place in the order of events it takes: the one that it corrects, else itself.
    pub(super) place: &'f Fact,
    /// The dispute of which it is one reading.
    pub(super) dispute: Option<u16>,
}

/// What stands of a subject's facts, in their order.
#[derive(Debug, Default)]
pub(super) struct Selection<'f> {
    pub(super) facts: Vec<Standing<'f>>,
    /// How many disputes there are.
    pub(super) disputes: u16,
}

/// Up to when facts are looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Horizon {
    pub(super) as_of: Instant,
    pub(super) known_as_of: Instant,
}

/// What stands of one subject's facts as of then and known as of then; `listed` takes what does not.
pub(super) fn select<'f>(facts: &'f [Fact], horizon: Horizon, listed: &mut Vec<Unused>) -> Selection<'f> {
    select_of(facts, horizon, |_| true, listed)
}

/// As [`select`], of the facts that are taken.
pub(super) fn select_of<'f>(
    facts: &'f [Fact],
    horizon: Horizon,
    takes: impl Fn(&Fact) -> bool,
    listed: &mut Vec<Unused>,
) -> Selection<'f> {
    let mut known: Vec<&Fact> = Vec::with_capacity(facts.len());
    for fact in facts.iter().filter(|fact| takes(fact)) {
        if fact.known_at <= horizon.known_as_of {
            known.push(fact);
        } else {
            let has_happened = fact.at <= horizon.as_of;
            let reason = if has_happened { UnusedReason::NotYetKnown } else { UnusedReason::AfterAsOf };
            listed.push(unused(fact, reason));
        }
    }
    let mut selection = Selection::default();
    by_identity(known, &mut selection, listed);
    if selection.facts.iter().any(|standing| standing.fact.corrects.is_some()) {
        correct(&mut selection, listed);
    }
    selection.facts.retain(|standing| {
        let happened = standing.at <= horizon.as_of;
        if !happened {
            listed.push(unused(standing.fact, UnusedReason::AfterAsOf));
        }
        happened
    });
    super::order::sort(&mut selection);
    selection
}

/// An entry for the list of what was not used, or used otherwise than it says.
pub(super) fn unused(fact: &Fact, reason: UnusedReason) -> Unused {
    Unused { line: fact.line, id: fact.id.as_deref().map(str::to_owned), reason }
}

impl<'f> Selection<'f> {
    /// A new dispute.
    pub(super) fn dispute(&mut self) -> u16 {
        self.disputes = self.disputes.saturating_add(1);
        self.disputes - 1
    }
}

/// One fact for each identity: the same once more is a duplicate, other content known later a correction, other content
/// known at once a dispute.
fn by_identity<'f>(mut known: Vec<&'f Fact>, selection: &mut Selection<'f>, listed: &mut Vec<Unused>) {
    known.sort_unstable_by(|a, b| (&a.id, &a.source, a.known_at, a.line).cmp(&(&b.id, &b.source, b.known_at, b.line)));
    for same in known.chunk_by(|a, b| a.id.is_some() && a.id == b.id && a.source == b.source) {
        if let [only] = same {
            selection.facts.push(standing(only, None));
            continue;
        }
        let mut contents: Vec<&Fact> = Vec::with_capacity(same.len());
        // What is said has no order: it is compared only among facts that agree in all else.
        let mut held: BTreeMap<_, Vec<&Fact>> = BTreeMap::new();
        for fact in same {
            let alike = held.entry((fact.at, fact.seq, fact.rank, &fact.corrects)).or_default();
            if alike.iter().any(|held| held.says == fact.says) {
                listed.push(unused(fact, UnusedReason::Duplicate));
            } else {
                alike.push(fact);
                contents.push(fact);
            }
        }
        let last_known = contents.iter().map(|fact| fact.known_at).max();
        let (last, earlier): (Vec<&Fact>, Vec<&Fact>) =
            contents.into_iter().partition(|fact| Some(fact.known_at) == last_known);
        for fact in earlier {
            listed.push(unused(fact, corrected_by(last.first().copied())));
        }
        let dispute = (last.len() > 1).then(|| selection.dispute());
        for fact in last {
            if dispute.is_some() {
                listed.push(unused(fact, UnusedReason::Disputed));
            }
            selection.facts.push(standing(fact, dispute));
        }
    }
}

fn standing(fact: &Fact, dispute: Option<u16>) -> Standing<'_> {
    Standing { fact, at: fact.at, place: fact, dispute }
}

fn corrected_by(winner: Option<&Fact>) -> UnusedReason {
    let by = winner.and_then(|fact| fact.id.as_deref()).unwrap_or_default();
    UnusedReason::Corrected { by: by.to_owned() }
}

/// Puts each correction in the place of what it corrects; of several the last known wins, then the sequence, else they
/// are disputed.
fn correct<'f>(selection: &mut Selection<'f>, listed: &mut Vec<Unused>) {
    let facts = std::mem::take(&mut selection.facts);
    // Each correction with the root of its chain of corrections, what it is about, and its place.
    let mut corrections: Vec<(usize, Value, usize)> = Vec::new();
    let mut plain: BTreeSet<usize> = BTreeSet::new();
    let roots = roots(&facts);
    for (place, standing) in facts.iter().enumerate() {
        if standing.fact.corrects.is_none() {
            plain.insert(place);
        } else if let Some(root) = roots.get(place).copied().flatten() {
            corrections.push((root, Value::corrected(&facts, root, standing.fact), place));
        } else {
            let id = standing.fact.corrects.as_deref().unwrap_or_default().to_owned();
            listed.push(unused(standing.fact, UnusedReason::CorrectsNothing { id }));
            plain.insert(place);
        }
    }
    corrections.sort_unstable_by_key(|(root, value, _)| (*root, *value));
    let get = |place: usize| facts.get(place);
    for same in corrections.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some(&(root, value, _)) = same.first() else { continue };
        let Some(target) = get(root) else { continue };
        let its = || same.iter().filter_map(|(_, _, place)| get(*place));
        let last_known = its().map(|standing| standing.fact.known_at).max();
        let latest: Vec<&Standing<'f>> = its().filter(|one| Some(one.fact.known_at) == last_known).collect();
        let sequenced = latest.iter().all(|one| one.fact.seq.is_some());
        let last_seq = latest.iter().map(|one| one.fact.seq).max().flatten();
        // A correction of a correction that was known at once with it still corrects it.
        let corrected: BTreeSet<&Arc<str>> = its().filter_map(|one| one.fact.corrects.as_ref()).collect();
        let is_corrected = |one: &Standing<'f>| one.fact.id.as_ref().is_some_and(|id| corrected.contains(id));
        let wins = |one: &Standing<'f>| !is_corrected(one) && (!sequenced || one.fact.seq == last_seq);
        let mut winners: Vec<&Standing<'f>> = latest.iter().copied().filter(|one| wins(one)).collect();
        if winners.is_empty() {
            winners = latest;
        }
        let first = winners.first().map(|one| one.fact);
        let won: BTreeSet<*const Fact> = winners.iter().map(|winner| std::ptr::from_ref(winner.fact)).collect();
        for loser in its().filter(|one| !won.contains(&std::ptr::from_ref(one.fact))) {
            listed.push(unused(loser.fact, corrected_by(first)));
        }
        if value == Value::Whole {
            listed.push(unused(target.fact, corrected_by(first)));
            plain.remove(&root);
        }
        // A value holds from the beginning of what it corrects, an act or a state from when it says.
        let says = |fact: &'f Fact| {
            let is_value = matches!(fact.says, Said::Prioritised { .. } | Said::Categorised(_));
            (&fact.says, (!is_value).then_some(fact.at))
        };
        let same_said = winners.iter().all(|one| Some(says(one.fact)) == first.map(says));
        let disputed = winners.len() > 1 && !same_said;
        let dispute = if disputed { Some(selection.dispute()) } else { winners.first().and_then(|one| one.dispute) };
        for winner in winners.iter().take(if disputed { winners.len() } else { 1 }) {
            if disputed {
                listed.push(unused(winner.fact, UnusedReason::Disputed));
            }
            let is_value = matches!(winner.fact.says, Said::Prioritised { .. } | Said::Categorised(_));
            // A value holds from the beginning of the one that it replaces; an act or a state from when it says.
            let (at, place) = if is_value { (target.at, target.fact) } else { (winner.fact.at, winner.fact) };
            selection.facts.push(Standing { fact: winner.fact, at, place, dispute });
        }
    }
    selection.facts.extend(plain.into_iter().filter_map(get));
}

/// What of its target a correction is about: a priority that corrects a report leaves the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Whole,
    Priority,
    Category,
}

impl Value {
    fn corrected(facts: &[Standing<'_>], root: usize, correction: &Fact) -> Value {
        let of_contact =
            facts.get(root).is_some_and(|target| matches!(target.fact.says, Said::Reported(_) | Said::Contacted(_)));
        match correction.says {
            Said::Prioritised { .. } if of_contact => Value::Priority,
            Said::Categorised(_) if of_contact => Value::Category,
            _ => Value::Whole,
        }
    }
}

/// For each fact the one that its chain of corrections starts from; `None` where it corrects nothing, or its chain starts
/// nowhere or runs in a circle. Each link is followed once, however long the chains are.
fn roots(facts: &[Standing<'_>]) -> Vec<Option<usize>> {
    let mut named = BTreeMap::new();
    for (place, Standing { fact, .. }) in facts.iter().enumerate() {
        if let Some(id) = &fact.id {
            named.entry((id, &fact.source)).or_insert(place);
        }
    }
    let target = |place: usize| {
        let fact = facts.get(place)?.fact;
        named.get(&(fact.corrects.as_ref()?, &fact.source)).copied()
    };
    let corrects = |place: usize| facts.get(place).is_some_and(|one| one.fact.corrects.is_some());
    // A place that is being followed has no root yet: who comes back to it runs in a circle.
    let mut roots: Vec<Option<usize>> = vec![None; facts.len()];
    let mut is_followed = vec![false; facts.len()];
    for place in 0..facts.len() {
        let (mut chain, mut at) = (Vec::new(), place);
        let root = loop {
            if !corrects(at) {
                break Some(at);
            }
            match is_followed.get_mut(at) {
                Some(followed) if !*followed => *followed = true,
                _ => break roots.get(at).copied().flatten(),
            }
            chain.push(at);
            match target(at) {
                Some(next) => at = next,
                None => break None,
            }
        };
        for link in chain {
            if let Some(slot) = roots.get_mut(link) {
                *slot = root;
            }
        }
    }
    roots
}
