//! The service clock: how much service time lies between instants, and when so much of it has passed.
//! The hot loop is left to `table`, the meaning of calendars to `plan`, pauses to `pauses`, typed limits to `limit`.

use super::plan::Plan;
use super::table::Table;
use super::{
    Calendar, CalendarError, Date, Holiday, Holidays, Horizon, Instant, Interval, Millis, Undetermined, check,
};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A calendar compiled for questions, each of which costs the same whatever the span.
///
/// Cheap to clone, `Send + Sync`. The years of the [`Horizon`] are laid out at once, all others, to the end of 2099,
/// at the first question that leaves the horizon. Answers are exact in milliseconds and the same in either case.
///
/// Where the holidays of a year are not known, or beyond 1970 to 2099, the answer is [`Undetermined`], never a guess.
///
/// ```
/// use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Hours, Instant, Millis, Schedule, ServiceClock, Weekdays};
/// let hours = Hours::same_day("08:00".parse()?, "18:00".parse()?);
/// let office = Schedule::weekly("Europe/Berlin".parse()?, Weekdays::MONDAY_TO_FRIDAY, [hours]);
/// let calendar = Calendar::Schedule(office.without_holidays("DE-BY"));
/// let clock = ServiceClock::compile(&calendar, &EmbeddedHolidays, Horizon::default())?;
///
/// let friday: Instant = "2025-10-31T17:30:00+01:00".parse()?;
/// let monday: Instant = "2025-11-03T08:30:00+01:00".parse()?;
/// assert_eq!(clock.elapsed(friday, monday)?, Millis::hours(1));
/// assert_eq!(clock.due(friday, Millis::hours(1))?, Some(monday));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct ServiceClock {
    near: Arc<Table>,
    all: Arc<All>,
}

/// What every clone of a clock shares.
struct All {
    plan: Plan,
    /// The instants about which the calendar can answer.
    range: Interval,
    before: Undetermined,
    after: Undetermined,
    whole: OnceLock<Table>,
}

const FIRST_YEAR: i32 = 1970;
const LAST_YEAR: i32 = 2099;

impl ServiceClock {
    /// Compiles a calendar; ten years take a fraction of a millisecond and about 90 KB.
    ///
    /// # Errors
    /// [`CalendarError`] for an unknown holiday list and for what [`check`](super::check()) finds.
    pub fn compile(calendar: &Calendar, holidays: &dyn Holidays, horizon: Horizon) -> Result<Self, CalendarError> {
        let faults = check(calendar, holidays)?;
        if !faults.is_empty() {
            return Err(CalendarError::Faulty { faults });
        }
        let all = All::of(Plan::of(calendar, holidays)?);
        let near = all.range.intersect(horizon.instants());
        // A horizon wholly outside what is known leaves a table of no length, so that all questions go the long way.
        let near = if near.is_empty() { Interval::new(all.range.from, all.range.from) } else { near };
        let table = Table::build(&all.plan.within(near), near);
        Ok(ServiceClock { near: Arc::new(table), all: Arc::new(all) })
    }

    /// The service time within `[from, until)`; 0 where `until` is not later.
    ///
    /// # Errors
    /// [`Undetermined`] where the span reaches a year without an answer.
    #[inline]
    pub fn elapsed(&self, from: Instant, until: Instant) -> Result<Millis, Undetermined> {
        match (self.near.open_before(from), self.near.open_before(until)) {
            (Some(before), Some(after)) => Ok(Millis((after - before).max(0))),
            _ => self.elapsed_anywhere(from, until),
        }
    }

    /// The earliest instant, not before `start`, until which `service` has elapsed; time used up at closing is due at
    /// closing, and no time at `start` itself. `None` where the calendar never gives so much.
    ///
    /// # Errors
    /// [`Undetermined`] where that would lie in, or behind, a year without an answer.
    #[inline]
    pub fn due(&self, start: Instant, service: Millis) -> Result<Option<Instant>, Undetermined> {
        if service <= Millis::ZERO {
            return Ok(Some(start));
        }
        let near = self.near.open_before(start).and_then(|before| due_in(&self.near, before, service));
        if near.is_some() { Ok(near) } else { self.due_anywhere(start, service) }
    }

    /// The other convention: [`due`](Self::due), and where that lies outside the window, the next instant inside.
    ///
    /// ```
    /// # use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Hours, Instant, Millis, Schedule, ServiceClock, Weekdays, Zone};
    /// # let hours = Hours::same_day("08:00".parse()?, "18:00".parse()?);
    /// # let office = Calendar::Schedule(Schedule::weekly(Zone::UTC, Weekdays::MONDAY_TO_FRIDAY, [hours]));
    /// # let clock = ServiceClock::compile(&office, &EmbeddedHolidays, Horizon::default())?;
    /// let friday: Instant = "2025-03-07T17:00:00Z".parse()?;
    /// assert_eq!(clock.due(friday, Millis::hours(1))?, Some("2025-03-07T18:00:00Z".parse()?));
    /// assert_eq!(clock.due_next_opening(friday, Millis::hours(1))?, Some("2025-03-10T08:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for `due`.
    pub fn due_next_opening(&self, start: Instant, service: Millis) -> Result<Option<Instant>, Undetermined> {
        match self.due(start, service)? {
            Some(due) => self.open_at_or_after(due),
            None => Ok(None),
        }
    }

    /// The latest instant, not after `due`, from which `service` elapses until `due`; `None` where the calendar has
    /// never given so much. When must work begin that has to be done by then?
    ///
    /// ```
    /// # use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Hours, Millis, Schedule, ServiceClock, Weekdays, Zone};
    /// # let hours = Hours::same_day("08:00".parse()?, "18:00".parse()?);
    /// # let office = Calendar::Schedule(Schedule::weekly(Zone::UTC, Weekdays::MONDAY_TO_FRIDAY, [hours]));
    /// # let clock = ServiceClock::compile(&office, &EmbeddedHolidays, Horizon::default())?;
    /// let monday = "2025-03-10T09:00:00Z".parse()?;
    /// assert_eq!(clock.latest_start(monday, Millis::hours(2))?, Some("2025-03-07T17:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Undetermined`] where that would lie in, or before, a year without an answer.
    pub fn latest_start(&self, due: Instant, service: Millis) -> Result<Option<Instant>, Undetermined> {
        if service <= Millis::ZERO {
            return Ok(Some(due));
        }
        let start_in = |table: &Table| table.instant_of(table.open_before(due)?.saturating_sub(service.0));
        if let Some(start) = start_in(&self.near) {
            return Ok(Some(start));
        }
        let whole = self.all.covering(due)?;
        match start_in(whole) {
            None if self.all.recurs() => Err(self.all.before),
            start => Ok(start),
        }
    }

    /// Whether an instant is in the window.
    ///
    /// # Errors
    /// [`Undetermined`] in a year without an answer.
    pub fn contains(&self, at: Instant) -> Result<bool, Undetermined> {
        // The end of a table belongs to what follows it.
        let near = self.near.contains(at).filter(|_| at < self.near.range().until);
        match near {
            Some(inside) => Ok(inside),
            None if at < self.all.range.until => Ok(self.all.covering(at)?.contains(at).unwrap_or(false)),
            None => Err(self.all.after),
        }
    }

    /// The first instant in the window, `at` itself or later; `None` where the calendar never opens again.
    ///
    /// # Errors
    /// [`Undetermined`] where that would lie in a year without an answer.
    pub fn open_at_or_after(&self, at: Instant) -> Result<Option<Instant>, Undetermined> {
        self.search(at, |table| table.instant_of(table.open_before(at)?))
    }

    /// The first instant, `at` itself or later, at which a window begins; `None` where none does.
    ///
    /// # Errors
    /// As for [`open_at_or_after`](Self::open_at_or_after).
    pub fn next_opening(&self, at: Instant) -> Result<Option<Instant>, Undetermined> {
        self.search(at, |table| {
            let closed_before = || table.contains(at - Millis(1)) == Some(false);
            let begins = |part: &Interval| part.from > at || (part.from == at && closed_before());
            table.intervals_from(at).find(begins).map(|part| part.from)
        })
    }

    /// The first instant after `at` at which a window ends; `None` where none does.
    ///
    /// # Errors
    /// As for [`open_at_or_after`](Self::open_at_or_after).
    pub fn next_closing(&self, at: Instant) -> Result<Option<Instant>, Undetermined> {
        self.search(at, |table| {
            let ends = |part: &Interval| part.until < table.range().until;
            table.intervals_from(at).next().filter(ends).map(|part| part.until)
        })
    }

    /// The windows in a range, clipped to it, in order.
    ///
    /// ```
    /// # use klausel::time::{Calendar, EmbeddedHolidays, Horizon, Interval, ServiceClock};
    /// let clock = ServiceClock::compile(&Calendar::Always, &EmbeddedHolidays, Horizon::default())?;
    /// let day = Interval::new("2025-01-01T00:00:00Z".parse()?, "2025-01-02T00:00:00Z".parse()?);
    /// assert_eq!(clock.windows(day)?.collect::<Vec<_>>(), [day]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Undetermined`] where the range reaches a year without an answer.
    pub fn windows(&self, range: Interval) -> Result<impl Iterator<Item = Interval> + '_, Undetermined> {
        let near = self.near.range();
        let table = if near.from <= range.from && range.until <= near.until {
            &*self.near
        } else if range.is_empty() {
            // Nothing is asked, so nothing is unknown.
            &*self.near
        } else {
            self.all.covering(range.from)?;
            self.all.covering(range.until)?
        };
        let parts = table.intervals_from(range.from).take_while(move |part| part.from < range.until);
        Ok(parts.map(move |part| part.intersect(range)).filter(|part| !part.is_empty()))
    }

    /// The holidays that took a window out of a range, or gave one other hours, each with its name and source.
    ///
    /// # Errors
    /// [`Undetermined`] where the range reaches a year without an answer.
    pub fn holidays_applied(&self, range: Interval) -> Result<Vec<(Date, Holiday)>, Undetermined> {
        let mut found = BTreeMap::new();
        if !range.is_empty() {
            self.all.has(range.from)?;
            self.all.has(range.until)?;
            self.all.plan.each_day_plan(&mut |days| days.holidays_applied(range, &mut found));
        }
        Ok(found.into_iter().collect())
    }

    /// Whether no instant about which the calendar can answer is in the window.
    #[must_use]
    pub fn never_opens(&self) -> bool {
        self.near.total() == 0 && self.all.table().total() == 0
    }

    /// The instants about which the calendar can answer; the end itself may still end a span.
    #[must_use]
    pub fn determined(&self) -> Interval {
        self.all.range
    }

    /// Bytes that the layout of the horizon takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.near.bytes()
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.all.plan
    }

    #[cold]
    fn elapsed_anywhere(&self, from: Instant, until: Instant) -> Result<Millis, Undetermined> {
        if until <= from {
            return Ok(Millis::ZERO);
        }
        let open_before = |at| Ok(self.all.covering(at)?.open_before(at).unwrap_or_default());
        Ok(Millis(open_before(until)? - open_before(from)?))
    }

    #[cold]
    fn due_anywhere(&self, start: Instant, service: Millis) -> Result<Option<Instant>, Undetermined> {
        let whole = self.all.covering(start)?;
        match whole.open_before(start).and_then(|before| due_in(whole, before, service)) {
            None if self.all.recurs() => Err(self.all.after),
            due => Ok(due),
        }
    }

    /// Asks the horizon, then all years; no answer in these is one only if the calendar certainly never opens again.
    fn search(&self, at: Instant, find: impl Fn(&Table) -> Option<Instant>) -> Result<Option<Instant>, Undetermined> {
        // At its very beginning the horizon does not know what was before.
        let Interval { from, until } = self.near.range();
        let near = if from < at && at <= until { find(&self.near) } else { None };
        if near.is_some() {
            return Ok(near);
        }
        match find(self.all.covering(at)?) {
            None if self.all.recurs() => Err(self.all.after),
            found => Ok(found),
        }
    }
}

/// The end of the millisecond that uses `service` up.
#[inline]
fn due_in(table: &Table, before: i64, service: Millis) -> Option<Instant> {
    table.instant_of(before.saturating_add(service.0 - 1)).map(|last| last + Millis(1))
}

impl All {
    fn of(plan: Plan) -> All {
        let years = |first, last| {
            let midnight = |year| Date::new(year, 1, 1).map_or(0, Date::day_number) * super::civil::DAY;
            // 2099-12-31 ends a day after it begins.
            let last = Date::new(last, 12, 31).map_or(0, Date::day_number) * super::civil::DAY + super::civil::DAY;
            Interval::new(Instant::from_millis(midnight(first)), Instant::from_millis(last))
        };
        let mut range = years(FIRST_YEAR, LAST_YEAR);
        let mut before = Undetermined::Years { year: FIRST_YEAR - 1 };
        let mut after = Undetermined::Years { year: LAST_YEAR + 1 };
        plan.each_day_plan(&mut |days| {
            let mut known = days.known();
            let (first, last) = (known.first_year, known.last_year);
            known.first_year = first.max(FIRST_YEAR);
            known.last_year = last.min(LAST_YEAR);
            let own = days.instants_of(&known);
            if own.from > range.from {
                range.from = own.from;
                if first > FIRST_YEAR {
                    before = Undetermined::Holidays { year: first - 1 };
                }
            }
            if own.until < range.until {
                range.until = own.until;
                if last < LAST_YEAR {
                    after = Undetermined::Holidays { year: last + 1 };
                }
            }
        });
        range.until = range.until.max(range.from);
        All { plan, range, before, after, whole: OnceLock::new() }
    }

    fn has(&self, at: Instant) -> Result<(), Undetermined> {
        match at {
            at if at < self.range.from => Err(self.before),
            at if at > self.range.until => Err(self.after),
            _ => Ok(()),
        }
    }

    /// The table of all years, if `at` is among them.
    fn covering(&self, at: Instant) -> Result<&Table, Undetermined> {
        self.has(at)?;
        Ok(self.table())
    }

    /// The table of all years.
    fn table(&self) -> &Table {
        self.whole.get_or_init(|| Table::build(&self.plan.within(self.range), self.range))
    }

    /// Whether the calendar may open outside the years that are known.
    ///
    /// Weekdays fall on the same dates again after 28 years: what was closed for the last as for the first 28 of them
    /// stays so.
    fn recurs(&self) -> bool {
        let years = Millis(28 * 1_461 * super::civil::DAY / 4);
        let open = |table: &Table, from, until| table.open_before(until) > table.open_before(from);
        let Interval { from, until } = self.range;
        let at_ends =
            |table: &Table| open(table, from, until.min(from + years)) || open(table, from.max(until - years), until);
        self.plan.recurs() && self.whole.get().is_none_or(at_ends)
    }
}

impl std::fmt::Debug for ServiceClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServiceClock").field("determined", &self.all.range).finish_non_exhaustive()
    }
}
