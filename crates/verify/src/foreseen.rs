//! What is still possible before a period's end: the bounds of base and downtime, and what they decide.
//! Their step is checked against the base, the planned downtime and the outages that `availability` has replayed.

use crate::{
    judgement::Verdict,
    moment::{Length, Moment},
    percent::Percent,
    spans::{self, Span},
};

/// The bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Foreseen {
    /// The base without any planned downtime that is not over yet.
    pub(crate) greatest: Length,
    /// The base if all time that can still be planned is.
    pub(crate) least: Length,
    /// Down for certain so far.
    pub(crate) down: Length,
    /// Down if what is unknown, what runs and all window time left is.
    pub(crate) most: Length,
}

/// What they are computed from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub(crate) judged: Span,
    pub(crate) as_of: Moment,
    /// From when on downtime can still be planned.
    pub(crate) plannable_from: Option<Moment>,
    /// Whether planned downtime stays in the base.
    pub(crate) planned_stays: bool,
    pub(crate) window: &'a [Span],
    pub(crate) standing: &'a [Span],
    pub(crate) agreed: &'a [Span],
    /// The window without all of these.
    pub(crate) owed: &'a [Span],
    pub(crate) down: &'a [Span],
    /// What leaves the base since nothing observed it.
    pub(crate) out: &'a [Span],
    /// What may be down too: unknown so far, and what still runs.
    pub(crate) possible: &'a [Span],
}

impl Foreseen {
    /// Computes the bounds.
    pub(crate) fn compute(given: Given<'_>) -> Foreseen {
        let Span { from, until } = given.judged;
        let most = spans::minus(given.window, given.standing);
        let over = spans::overlap(given.agreed, &[Span { from, until: given.as_of.max(from) }]);
        let plannable = given.plannable_from.map_or(until, |plannable| plannable.max(from));
        let (greatest, whole) = match given.planned_stays {
            true => (given.window.to_vec(), given.window),
            false => (spans::minus(&most, &over), given.owed),
        };
        let greatest = spans::measure(&spans::minus(&greatest, given.out));
        let least = spans::measure_within(&spans::minus(whole, given.out), Span { from, until: plannable });
        let so_far: Vec<Span> = [given.down, &spans::overlap(given.possible, given.owed)].concat();
        let left = spans::measure_within(&most, Span { from: given.as_of.max(from), until });
        let so_far = spans::measure(&so_far);
        Foreseen { greatest, least, down: spans::measure(given.down), most: Length(so_far.0.saturating_add(left.0)) }
    }

    /// Missed once even the greatest base allows less; met once even all that is possible is allowed by the least.
    pub(crate) fn verdict(self, target: Percent) -> Verdict {
        if self.greatest.0 == 0 {
            Verdict::NotOwed
        } else if !target.is_met(self.greatest, self.down) {
            Verdict::Missed
        } else if self.least.0 > 0 && target.is_met(self.least, self.most) {
            Verdict::Met
        } else {
            Verdict::Open
        }
    }
}
