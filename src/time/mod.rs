//! Time as a contract means it: instants, zones, calendars, service clocks.
//! This layer needs nothing of the rest of the crate.

#[cfg(doctest)]
#[doc = include_str!("../../docs/time.md")]
struct Guide;

mod calendar;
mod check;
mod choices;
mod civil;
mod clock;
mod holiday;
mod horizon;
mod instant;
mod interval;
mod limit;
mod matters;
mod offsets;
mod pauses;
mod plan;
mod region;
mod suspended;
mod table;
mod weekday;
mod working;
mod zone;

pub use calendar::{
    Calendar, DateRule, Dates, Ends, EveryWeeks, HolidayRule, Hours, Nth, NthRule, Removes, Repeated, Schedule,
    Skipped, WeekRule,
};
pub use check::{CalendarError, Fault, FaultKind, Rank, check};
pub use choices::{Figure, MeasureError, ReversedSpan, UsedUpAtClosing};
pub use civil::{CivilError, Date, MonthDay, TimeOfDay};
pub use clock::ServiceClock;
pub use holiday::{BeyondTable, EmbeddedHolidays, Holiday, HolidayCalendar, HolidaySource, HolidayStep, Holidays};
pub use horizon::{Horizon, Undetermined};
pub use instant::{Instant, InstantError, Millis};
pub use interval::{Interval, Intervals};
pub use limit::{EndsOnDay, EndsOnWorkingDay, Frame, Limit, LimitError, Moves};
pub use matters::{ChoiceThatMatters, WindowChoice, choices_that_matter};
pub use pauses::PausedDue;
pub use region::{Region, RegionError};
pub use suspended::{DaysCounted, DaysDue};
pub use weekday::{Weekday, Weekdays};
pub use zone::{Resolve, Zone, ZoneError};
