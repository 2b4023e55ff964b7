//! Time that is no part of the base, by a window or by a cause that events state: force majeure, a customer's freeze.
//! Excluded outages, which take out themselves and no time, are left to `counting`.

use super::facts::{Standing, unused};
use crate::{
    compile::{Fact, Said},
    event::{Unused, UnusedReason},
    time::{Instant, Interval},
};

/// Time that an event excludes.
pub(super) struct Excluded<'f> {
    pub(super) interval: Interval,
    pub(super) by: &'f Fact,
}

/// The time that events exclude; what sources dispute was not shown. Without an end it runs to as of.
pub(super) fn excluded<'f>(facts: &[Standing<'f>], as_of: Instant, listed: &mut Vec<Unused>) -> Vec<Excluded<'f>> {
    let mut of = |standing: &Standing<'f>| {
        let Said::Excluded(said) = &standing.fact.says else { return None };
        let from = said.from.unwrap_or(standing.at);
        if said.until.is_some_and(|until| until < from) {
            listed.push(unused(standing.fact, UnusedReason::EndsBeforeBegin));
        }
        let interval = Interval::new(from, said.until.unwrap_or(as_of));
        (standing.dispute.is_none() && !interval.is_empty()).then_some(Excluded { interval, by: standing.fact })
    };
    facts.iter().filter_map(&mut of).collect()
}
