//! The order of a subject's facts, ties of one instant included: by rank, by each source's sequence, else by what they
//! are. What the facts do in that order is left to `timeline` and `outages`.

use super::facts::{Selection, Standing};
use crate::compile::{Fact, Said};
use std::collections::BTreeSet;

/// Sorts what stands. Where nothing orders facts of one instant: start before change before resume before act before
/// pause before stop; two values of one fact are disputed.
pub(super) fn sort(selection: &mut Selection<'_>) {
    selection.facts.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    let mut ties = Vec::new();
    let mut start = 0;
    for same in selection.facts.chunk_by(|a, b| a.at == b.at && a.place.rank == b.place.rank) {
        if same.len() > 1 {
            ties.push(start..start + same.len());
        }
        start += same.len();
    }
    for tie in ties {
        let Some(same) = selection.facts.get_mut(tie.clone()) else { continue };
        let alternatives = disputed_values(same);
        merge_sequences(same);
        for facts in alternatives {
            let dispute = selection.dispute();
            for standing in selection.facts.get_mut(tie.clone()).unwrap_or_default() {
                if facts.contains(&std::ptr::from_ref(standing.fact)) {
                    standing.dispute = Some(dispute);
                }
            }
        }
    }
}

/// Whether the order of two facts of one instant is told by their source.
pub(super) fn is_sequenced(a: &Fact, b: &Fact) -> bool {
    a.source == b.source && a.seq.is_some() && b.seq.is_some() && a.seq != b.seq
}

fn key<'s>(standing: &'s Standing<'_>) -> impl Ord + 's {
    let place = standing.place;
    // What corrects a value follows it.
    let corrects = !std::ptr::eq(standing.fact, place);
    (standing.at, place.rank, &place.source, place.seq, turn(place), &place.id, place.line, corrects, &standing.fact.id)
}

/// What comes first where nothing else tells.
fn turn(fact: &Fact) -> u8 {
    match fact.says {
        Said::Reported(_) | Said::Arose(_) => 0,
        Said::Contacted(_) => 1,
        Said::Categorised(_) | Said::Prioritised { .. } | Said::Consented(_) => 2,
        Said::Answered { .. } | Said::Reopened => 3,
        Said::State(_)
        | Said::Excluded(_)
        | Said::Checked(_)
        | Said::Maintenance(_)
        | Said::Reacted { .. }
        | Said::Messaged { .. }
        | Said::Performed(_)
        | Said::Noted => 4,
        Said::Questioned { .. } | Said::Waiting => 5,
        Said::Restored => 6,
        Said::Closed => 7,
        Said::Contested { .. } => 8,
    }
}

/// Merges the sequences of several sources: each keeps its own order, and among their next facts the earliest turn goes
/// first. A source without a sequence has no order of its own.
fn merge_sequences(same: &mut [Standing<'_>]) {
    let sequenced = |standing: &Standing<'_>| standing.place.seq.is_some();
    let one_source = same.windows(2).all(|pair| match pair {
        [a, b] => a.place.source == b.place.source && sequenced(a) && sequenced(b),
        _ => true,
    });
    if one_source {
        return;
    }
    // Sorted by source and sequence already: a fact may go when none of its source with an earlier sequence is left.
    let all: Vec<Standing<'_>> = same.to_vec();
    let turns = |begins: usize, run: &[Standing<'_>]| {
        run.iter().zip(begins..).map(|(one, place)| (turn(one.place), place)).collect::<Vec<_>>()
    };
    let runs: Vec<&[Standing<'_>]> =
        all.chunk_by(|a, b| a.place.source == b.place.source && a.place.seq == b.place.seq).collect();
    let mut free = BTreeSet::new();
    // By place: its run. By run: how many of it are left, and where it begins.
    let mut run_of: Vec<usize> = Vec::with_capacity(all.len());
    let mut left: Vec<(usize, usize)> = Vec::with_capacity(runs.len());
    for (number, run) in runs.iter().enumerate() {
        let begins = run_of.len();
        left.push((run.len(), begins));
        run_of.extend(std::iter::repeat_n(number, run.len()));
        let before = number.checked_sub(1).and_then(|before| runs.get(before));
        if !before.is_some_and(|before| goes_before(before, run)) {
            free.extend(turns(begins, run));
        }
    }
    for slot in same.iter_mut() {
        let Some((_, place)) = free.pop_first() else { return };
        let (Some(one), Some(number)) = (all.get(place), run_of.get(place)) else { return };
        *slot = *one;
        let Some((of_run, _)) = left.get_mut(*number) else { return };
        *of_run -= 1;
        if *of_run == 0
            && let (Some(run), Some(next)) = (runs.get(*number), runs.get(number + 1))
            && goes_before(run, next)
            && let Some((_, begins)) = left.get(number + 1)
        {
            free.extend(turns(*begins, next));
        }
    }
}

/// Whether the facts of one run must be gone before those of the next may go.
fn goes_before(run: &[Standing<'_>], next: &[Standing<'_>]) -> bool {
    run.first().zip(next.first()).is_some_and(|(one, other)| is_sequenced(one.place, other.place))
}

/// Values of one fact at one instant that no sequence orders and that differ.
fn disputed_values(same: &[Standing<'_>]) -> Vec<BTreeSet<*const Fact>> {
    let priorities = |said: &Said| matches!(said, Said::Prioritised { .. });
    let categories = |said: &Said| matches!(said, Said::Categorised(_));
    let mut found = Vec::new();
    for kind in [&priorities as &dyn Fn(&Said) -> bool, &categories] {
        let values: Vec<&Standing<'_>> =
            same.iter().filter(|one| kind(&one.fact.says) && one.dispute.is_none()).collect();
        let ordered = values.windows(2).all(|pair| match pair {
            [a, b] => is_sequenced(a.place, b.place) || a.fact.says == b.fact.says,
            _ => true,
        });
        if !ordered {
            found.push(values.into_iter().map(|one| std::ptr::from_ref(one.fact)).collect());
        }
    }
    found
}
