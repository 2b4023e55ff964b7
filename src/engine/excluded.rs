//! Time that is no part of the base, by a window or by a cause that events state: force majeure, a customer's freeze.
//! Excluded outages, which take out themselves and no time, are left to `counting`.

use super::facts::Standing;
use crate::{
    compile::{Fact, Said},
    time::{Instant, Interval},
};

/// Time that an event excludes.
pub(super) struct Excluded<'f> {
    pub(super) interval: Interval,
    pub(super) by: &'f Fact,
}

/// The time that events exclude; what sources dispute was not shown. Without an end it runs to as of.
pub(super) fn excluded<'f>(facts: &[Standing<'f>], as_of: Instant) -> Vec<Excluded<'f>> {
    let of = |standing: &Standing<'f>| {
        let Said::Excluded(said) = &standing.fact.says else { return None };
        let interval = Interval::new(said.from.unwrap_or(standing.at), said.until.unwrap_or(as_of));
        (standing.dispute.is_none() && !interval.is_empty()).then_some(Excluded { interval, by: standing.fact })
    };
    facts.iter().filter_map(of).collect()
}
