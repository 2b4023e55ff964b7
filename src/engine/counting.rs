//! Whether an outage counts: by its cause, its state, and the side of the handover point on which it lay.
//! How much of it lies in the base is left to `availability`.

use super::outages::Outage;
use crate::{
    compile::{ServicePromise, Starts},
    event::State,
    model::{Impairments, Unexplained},
    verdict::{Choice, CountedBy},
};

/// Whether an outage counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    Yes,
    No,
    /// Its cause or place is unexplained, and the contract leaves that unknown.
    Unknown,
}

/// Whether an outage counts, what decided it, and whether an explanation still to come could turn it.
pub(super) struct Finding {
    pub(super) counts: Counts,
    pub(super) decided_by: CountedBy,
    pub(super) is_unexplained: bool,
}

impl Finding {
    /// Whether the outage is excluded by its cause or by the side on which it lay, or may still turn out so.
    pub(super) fn is_or_may_be_excused(&self) -> bool {
        match (self.counts, &self.decided_by) {
            (Counts::Unknown, _) => true,
            (Counts::No, by) => matches!(by, CountedBy::CauseExcluded { .. } | CountedBy::CustomerSide { .. }),
            (Counts::Yes, _) => false,
        }
    }
}

/// Whether an outage of a service counts.
pub(super) fn counts(promise: &ServicePromise, outage: &Outage<'_>) -> Finding {
    let certain = |counts, decided_by| Finding { counts, decided_by, is_unexplained: false };
    let is_impaired_only = outage.state == State::Degraded
        && match &promise.impairments.value {
            Impairments::Counted => false,
            Impairments::NotCounted => true,
            Impairments::OfDegrees(degrees) => !outage.degree.is_some_and(|degree| degrees.contains(degree)),
        };
    if is_impaired_only {
        return certain(Counts::No, CountedBy::Choice(promise.impairments.used.clone()));
    }
    if promise.counting.starts == Starts::Report
        && outage.reported.is_none()
        && let Some(used) = &promise.counting.starts_used
    {
        return certain(Counts::No, CountedBy::Choice(used.clone()));
    }
    // What is no outage has nothing to be excluded, and takes no time out of the base.
    if let (Some((causes, cite)), Some(cause)) = (&promise.excluded, outage.cause)
        && causes.contains(cause)
    {
        return certain(Counts::No, CountedBy::CauseExcluded { cite: cite.clone() });
    }
    let may_be_excluded = promise.excluded.is_some() && outage.cause.is_none();
    let Some(handover) = &promise.handover else {
        return unexplained_if(may_be_excluded, promise, CountedBy::NoHandoverPoint);
    };
    match outage.place {
        Some(place) if handover.customer_side.0.contains(place) => {
            certain(Counts::No, CountedBy::CustomerSide { cite: handover.customer_side.1.clone() })
        }
        Some(place) if handover.provider_side.0.contains(place) => {
            let cite = handover.provider_side.1.clone();
            unexplained_if(may_be_excluded, promise, CountedBy::ProviderSide { cite })
        }
        Some(_) => {
            let choice = promise.unexplained.used.choice;
            unexplained_if(true, promise, CountedBy::PlaceOnNoSide { choice })
        }
        None => unexplained_if(true, promise, CountedBy::Choice(promise.unexplained.used.clone())),
    }
}

/// An outage that counts unless it is unexplained and the contract leaves that unknown.
fn unexplained_if(is_unexplained: bool, promise: &ServicePromise, decided_by: CountedBy) -> Finding {
    match promise.unexplained.value {
        Unexplained::Unknown if is_unexplained => {
            let by_place = matches!(decided_by, CountedBy::PlaceOnNoSide { choice: Choice::UnexplainedUnknown });
            let choice = CountedBy::Choice(promise.unexplained.used.clone());
            let decided_by = if by_place { decided_by } else { choice };
            Finding { counts: Counts::Unknown, decided_by, is_unexplained }
        }
        Unexplained::Unknown | Unexplained::Counts => Finding { counts: Counts::Yes, decided_by, is_unexplained },
    }
}
