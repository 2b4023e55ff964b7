//! Time as a contract means it: instants, zones, calendars, service clocks.
//! This layer needs nothing of the rest of the crate.

mod instant;

pub use instant::{Instant, InstantError, Millis};
