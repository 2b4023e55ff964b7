//! Half-open spans of instants and sorted sets of them: the one interval algebra of the crate.
//! What the spans mean (windows, outages, pauses, maintenance) is left to those who make them.

use super::{Instant, Millis};
use serde::{Deserialize, Serialize};

/// The instants from `from` up to, not including, `until`; empty where `until` is not later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The first instant inside.
    pub from: Instant,
    /// The first instant no longer inside.
    pub until: Instant,
}

/// A set of instants as sorted intervals, none empty, no two overlapping or touching.
///
/// ```
/// use klausel::time::{Instant, Interval, Intervals, Millis};
/// let span = |from, until| Interval::new(Instant::from_millis(from), Instant::from_millis(until));
/// let outages = Intervals::from_unsorted([span(50, 70), span(0, 20), span(10, 30)]);
/// assert_eq!(outages.as_slice(), [span(0, 30), span(50, 70)]);
/// assert_eq!(outages.minus(&[span(5, 60)].into()).total(), Millis(15));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Interval>", into = "Vec<Interval>")]
pub struct Intervals(Vec<Interval>);

impl Interval {
    /// The instants from `from` up to, not including, `until`.
    #[must_use]
    pub const fn new(from: Instant, until: Instant) -> Self {
        Interval { from, until }
    }

    /// Whether no instant is inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    /// The length in milliseconds; 0 where it is empty.
    #[must_use]
    pub fn length(self) -> Millis {
        self.until.since(self.from)
    }

    /// Whether `at` is inside; the end is not.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }

    /// The instants inside both, possibly none.
    #[must_use]
    pub fn intersect(self, other: Interval) -> Interval {
        Interval { from: self.from.max(other.from), until: self.until.min(other.until) }
    }
}

impl Intervals {
    /// The set without any instant.
    pub const EMPTY: Intervals = Intervals(Vec::new());

    /// The set of all instants in any of `parts`, which may come in any order, overlap, touch or be empty.
    ///
    /// Takes one sort (none where they come sorted by their beginnings) and one sweep.
    #[must_use]
    pub fn from_unsorted(parts: impl IntoIterator<Item = Interval>) -> Self {
        let mut parts: Vec<Interval> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if !parts.is_sorted_by_key(|part| part.from) {
            parts.sort_unstable();
        }
        parts.dedup_by(|next, kept| {
            let joined = next.from <= kept.until;
            if joined {
                kept.until = kept.until.max(next.until);
            }
            joined
        });
        Intervals(parts)
    }

    /// The intervals, in order of time.
    #[must_use]
    pub fn as_slice(&self) -> &[Interval] {
        &self.0
    }

    /// The intervals one by one, in order of time.
    pub fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, Interval>> {
        self.0.iter().copied()
    }

    /// How many intervals there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no instant is inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The time inside, in milliseconds.
    #[must_use]
    pub fn total(&self) -> Millis {
        self.iter().map(Interval::length).sum()
    }

    /// Whether `at` is inside any interval; found by halving, no walk.
    #[must_use]
    pub fn contains(&self, at: Instant) -> bool {
        self.0.get(self.0.partition_point(|part| part.until <= at)).is_some_and(|part| part.contains(at))
    }

    /// The part of the set inside `range`.
    #[must_use]
    pub fn clip(&self, range: Interval) -> Self {
        let first = self.0.partition_point(|part| part.until <= range.from);
        let inside = self.0.iter().skip(first).take_while(|part| part.from < range.until);
        Intervals(inside.map(|part| part.intersect(range)).filter(|part| !part.is_empty()).collect())
    }

    /// The instants in either set.
    #[must_use]
    pub fn union(&self, other: &Intervals) -> Self {
        let mut left = self.iter().peekable();
        let mut right = other.iter().peekable();
        let merged = std::iter::from_fn(|| match (left.peek(), right.peek()) {
            (Some(l), Some(r)) if r < l => right.next(),
            (Some(_), _) => left.next(),
            (None, _) => right.next(),
        });
        Intervals::from_unsorted(merged)
    }

    /// The instants in both sets.
    #[must_use]
    pub fn intersect(&self, other: &Intervals) -> Self {
        let mut found = Vec::new();
        let (mut left, mut right) = (self.iter().peekable(), other.iter().peekable());
        while let (Some(&l), Some(&r)) = (left.peek(), right.peek()) {
            let both = l.intersect(r);
            if !both.is_empty() {
                found.push(both);
            }
            if l.until <= r.until {
                left.next();
            } else {
                right.next();
            }
        }
        Intervals(found)
    }

    /// The instants in this set and not in `other`.
    #[must_use]
    pub fn minus(&self, other: &Intervals) -> Self {
        let mut kept = Vec::with_capacity(self.len());
        let mut holes = other.iter().peekable();
        for part in self.iter() {
            let mut from = part.from;
            while let Some(&hole) = holes.peek() {
                if hole.from >= part.until {
                    break;
                }
                if hole.from > from {
                    kept.push(Interval::new(from, hole.from));
                }
                from = from.max(hole.until);
                if hole.until > part.until {
                    break;
                }
                holes.next();
            }
            if from < part.until {
                kept.push(Interval::new(from, part.until));
            }
        }
        Intervals(kept)
    }

    /// The instants of `range` that are not in this set.
    #[must_use]
    pub fn complement_within(&self, range: Interval) -> Self {
        Intervals::from(vec![range]).minus(self)
    }
}

impl From<Vec<Interval>> for Intervals {
    fn from(parts: Vec<Interval>) -> Self {
        Intervals::from_unsorted(parts)
    }
}

impl<const N: usize> From<[Interval; N]> for Intervals {
    fn from(parts: [Interval; N]) -> Self {
        Intervals::from_unsorted(parts)
    }
}

impl From<Intervals> for Vec<Interval> {
    fn from(all: Intervals) -> Self {
        all.0
    }
}

impl FromIterator<Interval> for Intervals {
    fn from_iter<I: IntoIterator<Item = Interval>>(parts: I) -> Self {
        Intervals::from_unsorted(parts)
    }
}

impl<'a> IntoIterator for &'a Intervals {
    type Item = Interval;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, Interval>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
