//! Half-open ranges of instants: their union, difference, overlap and measure, and when a measure is used up.
//! Which ranges a judgement speaks of is left to the replays.

use crate::moment::{Length, Moment};
use serde::Deserialize;
use std::fmt;

/// A half-open range of instants: `from` is in it, `until` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Its first instant.
    pub from: Moment,
    /// The first instant after it.
    pub until: Moment,
}

impl Span {
    /// Whether the other range lies wholly in it.
    pub(crate) fn covers(self, other: Span) -> bool {
        self.from <= other.from && other.until <= self.until
    }

    /// The part that both share; empty ranges share nothing.
    pub(crate) fn cut(self, other: Span) -> Option<Span> {
        let shared = Span { from: self.from.max(other.from), until: self.until.min(other.until) };
        (shared.from < shared.until).then_some(shared)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.until)
    }
}

/// The union: sorted, disjoint, ranges that touch joined, empty ones dropped.
pub(crate) fn union(spans: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|span| span.from < span.until).collect();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            _ => joined.push(span),
        }
    }
    joined
}

/// What both unions share.
pub(crate) fn overlap(a: &[Span], b: &[Span]) -> Vec<Span> {
    let (a, b) = (union(a), union(b));
    let (mut i, mut j) = (0, 0);
    let mut shared = Vec::new();
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        shared.extend(one.cut(*other));
        if one.until <= other.until {
            i += 1;
        } else {
            j += 1;
        }
    }
    shared
}

/// What of the union of `spans` the union of `without` leaves.
pub(crate) fn minus(spans: &[Span], without: &[Span]) -> Vec<Span> {
    let without = union(without);
    let mut left = Vec::new();
    let mut first = 0;
    for span in union(spans) {
        while without.get(first).is_some_and(|gap| gap.until <= span.from) {
            first += 1;
        }
        let mut from = span.from;
        for gap in without.iter().skip(first).take_while(|gap| gap.from < span.until) {
            if from < gap.from {
                left.push(Span { from, until: gap.from });
            }
            from = from.max(gap.until);
        }
        if from < span.until {
            left.push(Span { from, until: span.until });
        }
    }
    left
}

/// How long the union of `spans` is.
pub(crate) fn measure(spans: &[Span]) -> Length {
    let sum = |sum: i64, span: &Span| sum.saturating_add(span.until.0.saturating_sub(span.from.0));
    Length(union(spans).iter().fold(0, sum))
}

/// How much of the union of `spans` lies in the range; 0 where it is reversed.
pub(crate) fn measure_within(spans: &[Span], within: Span) -> Length {
    measure(&overlap(spans, &[within]))
}

/// The earliest `t ≥ from` such that `spans` measure `limit` from `from` to `t`; `None` if they never do.
pub(crate) fn used_up(spans: &[Span], from: Moment, limit: Length) -> Option<Moment> {
    if limit.0 <= 0 {
        return Some(from);
    }
    let mut left = limit.0;
    for span in union(spans) {
        let begin = span.from.max(from);
        let length = span.until.0.saturating_sub(begin.0);
        if length >= left {
            return Some(begin.plus(left));
        }
        left -= length.max(0);
    }
    None
}

/// The first instant at or after `at` that lies in one of the ranges.
pub(crate) fn next_in(spans: &[Span], at: Moment) -> Option<Moment> {
    union(spans).iter().find(|span| at < span.until).map(|span| span.from.max(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pairs: &[(i64, i64)]) -> Vec<Span> {
        pairs.iter().map(|&(from, until)| Span { from: Moment(from), until: Moment(until) }).collect()
    }

    #[test]
    fn ranges_that_touch_are_one() {
        assert_eq!(union(&spans(&[(5, 9), (0, 5), (20, 20), (7, 8)])), spans(&[(0, 9)]));
    }

    #[test]
    fn a_difference_and_an_overlap_split_the_whole() {
        let (a, b) = (spans(&[(0, 10), (20, 30), (40, 41)]), spans(&[(-5, 2), (4, 6), (9, 25), (29, 60)]));
        assert_eq!(minus(&a, &b), spans(&[(2, 4), (6, 9), (25, 29)]));
        assert_eq!(overlap(&a, &b), spans(&[(0, 2), (4, 6), (9, 10), (20, 25), (29, 30), (40, 41)]));
        assert_eq!(measure(&minus(&a, &b)).0 + measure(&overlap(&a, &b)).0, measure(&a).0);
    }

    #[test]
    fn time_is_used_up_at_closing_and_not_at_the_next_opening() {
        let openings = spans(&[(0, 10), (20, 30)]);
        assert_eq!(used_up(&openings, Moment(4), Length(6)), Some(Moment(10)));
        assert_eq!(used_up(&openings, Moment(4), Length(7)), Some(Moment(21)));
        assert_eq!(used_up(&openings, Moment(12), Length(0)), Some(Moment(12)));
        assert_eq!(used_up(&openings, Moment(12), Length(11)), None);
        assert_eq!(next_in(&openings, Moment(10)), Some(Moment(20)));
    }
}
