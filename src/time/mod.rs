//! Time as a contract means it: instants, zones, calendars, service clocks.
//! This layer needs nothing of the rest of the crate.

mod calendar;
mod check;
mod choices;
mod civil;
mod clock;
mod holiday;
mod instant;
mod interval;
mod limit;
mod offsets;
mod pauses;
mod plan;
mod region;
mod table;
mod working;
mod zone;

pub use calendar::{
    Calendar, DateRule, Dates, Ends, EveryWeeks, HolidayRule, Hours, Nth, NthRule, Removes, Repeated, Schedule,
    Skipped, WeekRule,
};
pub use check::{CalendarError, Fault, FaultKind, Rank, check};
pub use choices::{Figure, MeasureError, ReversedSpan, UsedUpAtClosing};
pub use civil::{CivilError, Date, MonthDay, TimeOfDay, Weekday, Weekdays};
pub use clock::{Horizon, ServiceClock, Undetermined};
pub use holiday::{BeyondTable, EmbeddedHolidays, Holiday, HolidayCalendar, HolidaySource, HolidayStep, Holidays};
pub use instant::{Instant, InstantError, Millis};
pub use interval::{Interval, Intervals};
pub use limit::{EndsOnDay, EndsOnWorkingDay, Frame, Limit, LimitError, Moves};
pub use pauses::PausedDue;
pub use region::{Region, RegionError};
pub use zone::{Resolve, Zone, ZoneError};
