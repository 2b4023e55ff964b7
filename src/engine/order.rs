//! The order of a subject's facts, ties of one instant included: by rank, by each source's sequence, else by what they
//! are. What the facts do in that order is left to `timeline` and `outages`.

use super::facts::{Selection, Standing};
use crate::compile::{Fact, Said};

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
        let Some(same) = selection.facts.get_mut(tie) else { continue };
        let alternatives = disputed_values(same);
        merge_sequences(same);
        for facts in alternatives {
            let dispute = selection.dispute();
            for standing in &mut selection.facts {
                if facts.iter().any(|fact| std::ptr::eq(*fact, standing.fact)) {
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
        Said::Reported(_) => 0,
        Said::Contacted(_) => 1,
        Said::Categorised(_) | Said::Prioritised(_) => 2,
        Said::Answered | Said::Reopened => 3,
        Said::State(_) | Said::Maintenance(_) | Said::Reacted { .. } | Said::Messaged { .. } => 4,
        Said::Questioned { .. } => 5,
        Said::Restored => 6,
        Said::Closed => 7,
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
    // Sorted by source and sequence already: a fact may go when none of its source before it is left.
    let mut left: Vec<Standing<'_>> = same.to_vec();
    for slot in same.iter_mut() {
        let free = |place: usize, standing: &Standing<'_>| {
            !left.iter().take(place).any(|earlier| {
                earlier.place.source == standing.place.source && is_sequenced(earlier.place, standing.place)
            })
        };
        let next = (0..).zip(&left).filter(|(place, one)| free(*place, one)).min_by_key(|(_, one)| turn(one.place));
        let Some((place, _)) = next else { return };
        *slot = left.remove(place);
    }
}

/// Values of one fact at one instant that no sequence orders and that differ.
fn disputed_values<'f>(same: &[Standing<'f>]) -> Vec<Vec<&'f Fact>> {
    let priorities = |said: &Said| matches!(said, Said::Prioritised(_));
    let categories = |said: &Said| matches!(said, Said::Categorised(_));
    let mut found = Vec::new();
    for kind in [&priorities as &dyn Fn(&Said) -> bool, &categories] {
        let values: Vec<&Standing<'f>> =
            same.iter().filter(|one| kind(&one.fact.says) && one.dispute.is_none()).collect();
        let ordered = values.windows(2).all(|pair| match pair {
            [a, b] => is_sequenced(a.place, b.place) || a.fact.says == b.fact.says,
            _ => true,
        });
        if !ordered {
            found.push(values.into_iter().map(|one| one.fact).collect());
        }
    }
    found
}
