//! What happened, as systems report it: one event, its identity, its order, what it says.
//! Names stay words here; `compile` binds them to a contract, and lists what cannot be used.

mod clock;
mod data;
mod duty;
mod happening;
mod read;
mod typed;
mod unused;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use data::{Data, Datum};
pub use duty::{Act, Arising, Arose, Consent, Contest, Performing, Stated};
pub use happening::Happening;
pub use happening::{ExcludedTime, Maintenance, MaintenanceAct, Probe, Report, State, StateChange};
pub use read::{EventReader, LINE_LIMIT, Ndjson, read_ndjson};
pub use unused::{Unused, UnusedReason};
pub use words::Words;

use crate::time::Instant;
use std::sync::Arc;

/// Where an event stood in the input: which input, which line from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Line {
    /// The input, from 0 in the order in which they were given.
    pub input: u32,
    /// The line, from 1.
    pub line: u32,
}

/// One event, read and typed.
///
/// Identity is `(source, id)`. Ties of one instant are ordered by rank, source, sequence, id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id within the source; absent: its place in the input is its identity and no duplicate is suspected.
    pub id: Option<Arc<str>>,
    /// When it happened.
    pub at: Instant,
    /// When it became known; absent: when it happened.
    pub known_at: Option<Instant>,
    /// Who says so.
    pub source: Arc<str>,
    /// Order of ties, declared by a mapping; 0 where none is.
    pub rank: i32,
    /// Place in the source's own order.
    pub seq: Option<u64>,
    /// The id of the event of the same source that it replaces from its beginning.
    pub corrects: Option<Arc<str>>,
    /// Whom it is about: a service, a case.
    pub subject: Arc<str>,
    /// What it says.
    pub says: Happening,
    /// Where it stood.
    pub line: Line,
}

impl Event {
    /// When it became known.
    #[must_use]
    pub fn known_at(&self) -> Instant {
        self.known_at.unwrap_or(self.at)
    }

    /// The event, known at an instant unless it says itself when it became known: a batch arrives as a whole.
    #[must_use]
    pub fn known_by(self, known_at: Instant) -> Event {
        Event { known_at: self.known_at.or(Some(known_at)), ..self }
    }

    /// The order of events: instant, rank, source, sequence, id, place in the input.
    #[must_use]
    pub fn order(&self) -> impl Ord + '_ {
        (self.at, self.rank, &*self.source, self.seq, self.id.as_deref(), self.line)
    }
}
