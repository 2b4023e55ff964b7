//! Time as a contract means it: instants, zones, calendars, service clocks.
//! This layer needs nothing of the rest of the crate.

mod civil;
mod instant;
mod interval;
mod offsets;
mod zone;

pub use civil::{CivilError, Date, MonthDay, TimeOfDay, Weekday, Weekdays};
pub use instant::{Instant, InstantError, Millis};
pub use interval::{Interval, Intervals};
pub use zone::{Resolve, Zone, ZoneError};
