//! What the time of a service comes to: `(base − down) / base ≥ target`, in exact integers, with what is unknown and what
//! may still come, from the text of 2.3 and 2.4. Summing it up is left to `availability`.

use super::availability::Found;
use klausel::{
    Percent,
    time::Millis,
    verdict::{Stage, Verdict},
};

/// Time of each kind, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) window: i64,
    pub(super) planned: i64,
    pub(super) excluded: i64,
    /// What left the base since nothing observed it, or since it is excused.
    pub(super) out: i64,
    pub(super) base: i64,
    /// What leaves the base in the best case only.
    pub(super) contingent: i64,
    /// "No further planned downtime, and what is agreed but not yet over withdrawn or finished early."
    pub(super) greatest_base: i64,
    /// All planned that can still be.
    pub(super) least_base: i64,
    pub(super) down: i64,
    /// Down whatever explanation may still come.
    pub(super) explained: i64,
    pub(super) unknown: i64,
    /// "Down + the running outage, counted or not yet + all window time left."
    pub(super) most_down: i64,
}

/// What is not owed at all.
pub(super) fn nothing() -> Found {
    let none = Millis::ZERO;
    Found {
        verdict: Verdict::NotOwed,
        stage: Stage::Decided,
        window: none,
        planned: none,
        excluded: none,
        out: none,
        base: none,
        down: none,
        unknown: none,
        budget: none,
    }
}

/// What sums come to; whether the period still runs.
pub(super) fn found(sums: &Sums, fixed: Option<i64>, target: Percent, runs: bool) -> Found {
    let base = fixed.unwrap_or(sums.base);
    let (digits, scale) = target.as_fraction();
    // The most that may be missing: (base − down) × scale ≥ base × digits.
    let holds = |base: i64, down: i64| {
        let up = i128::from(base) - i128::from(down);
        up * i128::from(scale) >= i128::from(base) * i128::from(digits)
    };
    let budget = i128::from(base) * i128::from(scale - digits) / i128::from(scale);
    let (verdict, stage) = if runs { foreseen(sums, fixed, &holds) } else { concluded(sums, fixed, &holds) };
    Found {
        verdict,
        stage,
        window: Millis(sums.window),
        planned: Millis(sums.planned),
        excluded: Millis(sums.excluded),
        out: Millis(sums.out),
        base: Millis(base),
        down: Millis(sums.down),
        unknown: Millis(sums.unknown),
        budget: Millis(i64::try_from(budget).expect("less than the base")),
    }
}

/// "Unknown: equal verdicts stand, else *undetermined*." "Empty base: *not owed*."
fn concluded(sums: &Sums, fixed: Option<i64>, holds: &dyn Fn(i64, i64) -> bool) -> (Verdict, Stage) {
    let verdict = |base: i64, down: i64| match base {
        0 => Verdict::NotOwed,
        _ if holds(base, down) => Verdict::Met,
        _ => Verdict::Missed,
    };
    let base = fixed.unwrap_or(sums.base);
    let worst = verdict(base, sums.down + sums.unknown);
    let best = verdict(fixed.unwrap_or(sums.base - sums.contingent), sums.down);
    match worst {
        _ if worst != best => (Verdict::Undetermined, Stage::Revisable),
        Verdict::Missed => (worst, missed(holds(base, sums.explained))),
        _ => (worst, Stage::Decided),
    }
}

/// "A period is decided as missed once `down > (1 − target) × base` with the greatest base still possible. It is decided
/// as met once `down + the running outage + all window time left ≤ (1 − target) × base`, with the least base; else at its
/// end."
fn foreseen(sums: &Sums, fixed: Option<i64>, holds: &dyn Fn(i64, i64) -> bool) -> (Verdict, Stage) {
    let greatest = fixed.unwrap_or(sums.greatest_base);
    let least = fixed.unwrap_or(sums.least_base);
    if greatest == 0 {
        (Verdict::NotOwed, Stage::Decided)
    } else if !holds(greatest, sums.down) {
        (Verdict::Missed, missed(holds(greatest, sums.explained)))
    } else if least > 0 && holds(least, sums.most_down) {
        (Verdict::Met, Stage::Decided)
    } else {
        (Verdict::Open, Stage::Revisable)
    }
}

/// What was missed may still be explained, if it would be met then.
fn missed(would_be_met: bool) -> Stage {
    if would_be_met { Stage::Revisable } else { Stage::Decided }
}
