//! Questions to a contract and what happened, in any language that has a catalogue, and their answers.
//! Judging is left to `engine`, the words of verdicts to `render`.

mod answer;
mod ask;
mod calendar;
mod claims;
mod duties;
pub(crate) mod instant;
mod read;
mod text;

pub use answer::{Answer, AvailabilityAnswer, ClauseAnswer, PromiseAnswer};
pub use ask::{ask, ask_text, ask_versions};
pub(crate) use claims::claims;
pub use read::{Asked, NotUnderstood, read};
pub(crate) use read::{names, question, weekday};

use crate::{
    model::ClauseId,
    name::Id,
    report::Period,
    time::{Figure, Instant, Millis, ReversedSpan},
};

/// Which duties are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichDuties {
    /// The provider's.
    Provider,
    /// The customer's.
    Customer,
    /// Those whose occasion is an access.
    Accesses,
}

/// For what a duty is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyOf {
    /// A period.
    Period(Period),
    /// An occasion, by its number: a case, an access, a change.
    Occasion(String),
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// The availability of a service in each measuring period that the period asked for touches.
    Availability {
        /// The service.
        service: Id,
        /// The period.
        period: Period,
    },
    /// How much downtime the target still allows.
    Budget {
        /// The service.
        service: Id,
        /// The period.
        period: Period,
    },
    /// A verdict for each promise to a case.
    Case {
        /// The case.
        case: String,
    },
    /// The reaction to a case.
    Reaction {
        /// The case.
        case: String,
    },
    /// The updates of a case, a verdict for each gap.
    Updates {
        /// The case.
        case: String,
    },
    /// The earliest open deadline of a case.
    NextDeadline {
        /// The case.
        case: String,
    },
    /// Whether an instant lies in a service window.
    InWindow {
        /// The instant.
        at: Instant,
        /// The window.
        window: Id,
    },
    /// The service time between two instants.
    ServiceTime {
        /// The window.
        window: Id,
        /// From when.
        from: Instant,
        /// Until when.
        until: Instant,
        /// How the figure is rounded.
        figure: Figure,
        /// What a reversed span measures; one that is refused is no question.
        reversed: ReversedSpan,
    },
    /// When a length of service time is used up.
    Due {
        /// The length.
        limit: Millis,
        /// From when.
        after: Instant,
        /// The window.
        window: Id,
    },
    /// Every promise of a period that was missed.
    Missed {
        /// The period.
        period: Period,
    },
    /// What duties came to in a period.
    Duties {
        /// Which of them.
        which: WhichDuties,
        /// The period.
        period: Period,
    },
    /// What one duty came to.
    Duty {
        /// Its clause.
        duty: ClauseId,
        /// In which period, or on which occasion.
        of: DutyOf,
        /// Whether the reasons are wanted in full.
        why: bool,
    },
    /// What the figures of the contract mean in a year.
    Facts {
        /// The calendar year.
        year: i32,
    },
    /// The reasons of the verdicts on a case, in full.
    WhyCase {
        /// The case.
        case: String,
    },
    /// The reason of the verdict on an availability, in full.
    WhyAvailability {
        /// The service.
        service: Id,
        /// The period.
        period: Period,
    },
}
