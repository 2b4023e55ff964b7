//! The interval algebra against sets of single milliseconds.
//! What intervals mean is left to the clocks.

use klausel::time::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

type Parts = Vec<(i64, i64)>;

fn set(parts: &Parts) -> Intervals {
    parts.iter().map(|&(from, until)| Interval::new(Instant::from_millis(from), Instant::from_millis(until))).collect()
}

fn points(parts: &Parts) -> BTreeSet<i64> {
    parts.iter().flat_map(|&(from, until)| from..until).collect()
}

fn points_of(set: &Intervals) -> BTreeSet<i64> {
    set.iter().flat_map(|part| part.from.as_millis()..part.until.as_millis()).collect()
}

/// Intervals that may be empty, reversed, overlapping and in any order.
fn parts() -> impl Strategy<Value = Parts> {
    prop::collection::vec((0..40_i64, 0..40_i64), 0..8)
}

proptest! {
    #![proptest_config(crate::chance::cases(1_000))]

    #[test]
    fn intervals_are_sorted_and_never_touch(a in parts()) {
        let merged = set(&a);
        prop_assert!(merged.iter().all(|part| part.from < part.until));
        prop_assert!(merged.as_slice().windows(2).all(|pair| pair[0].until < pair[1].from));
        prop_assert_eq!(merged.total(), Millis(points(&a).len() as i64));
        prop_assert_eq!(points_of(&merged), points(&a));
    }

    #[test]
    fn the_algebra_is_that_of_sets(a in parts(), b in parts(), from in 0..40_i64, length in 0..40_i64) {
        let (left, right, p, q) = (set(&a), set(&b), points(&a), points(&b));
        let same = |set: &Intervals, points: BTreeSet<i64>| set == &Intervals::from_unsorted(set.iter()) && points_of(set) == points;
        prop_assert!(same(&left.union(&right), &p | &q));
        prop_assert!(same(&left.intersect(&right), &p & &q));
        prop_assert!(same(&left.minus(&right), &p - &q));
        let range = Interval::new(Instant::from_millis(from), Instant::from_millis(from + length));
        let within: BTreeSet<i64> = (from..from + length).collect();
        prop_assert!(same(&left.clip(range), &p & &within));
        prop_assert!(same(&left.complement_within(range), &within - &p));
        for at in 0..41 {
            prop_assert_eq!(left.contains(Instant::from_millis(at)), p.contains(&at));
        }
    }
}
