//! Time as a contract means it: instants, zones, calendars, service clocks.
//! This layer needs nothing of the rest of the crate.

mod civil;
mod instant;

pub use civil::{Date, Interval, TimeOfDay, Weekday, Zone};
pub use instant::{Instant, InstantError, Millis};
