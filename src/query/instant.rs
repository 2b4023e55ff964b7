//! Instants and periods as questions and scenarios write them, in the zone of the contract.
//! Which phrases say them is left to the catalogues.

use crate::{
    clauses::Term,
    phrase::{Said, Slots, Value, ids},
    report::Period,
    time::{Date, Instant, Millis, Resolve, TimeOfDay, Weekday, Zone},
};

/// A weekday that disagrees with its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WrongWeekday {
    /// The date.
    pub(crate) date: Date,
    /// The weekday that was written.
    pub(crate) said: Weekday,
}

/// The instant in the slot of that role; local readings are those of `zone`, of two equal ones the first unless the
/// second is said.
pub(crate) fn instant(slots: &Slots, role: &str, zone: Zone) -> Option<Result<Instant, WrongWeekday>> {
    let said = match slots.get(role)? {
        Value::Instant(at) => return Some(Ok(*at)),
        value => value.as_phrase()?,
    };
    if let Some(at) = said.slots.instant("at") {
        return Some(Ok(at));
    }
    let (date, time) = (said.slots.date("date")?, said.slots.time("time")?);
    let weekday = said.slots.phrase("weekday").and_then(Weekday::of);
    if let Some(said) = weekday.filter(|said| *said != date.weekday()) {
        return Some(Err(WrongWeekday { date, said }));
    }
    let (seconds, ms) = (said.slots.int("s").unwrap_or(0), said.slots.int("ms").unwrap_or(0));
    let second = said.id.key().contains("second");
    let resolve = if second { Resolve::Due } else { Resolve::Start };
    let at = zone.instant(date, time, resolve) + Millis(seconds.clamp(0, 59) * 1_000 + ms.clamp(0, 999));
    // 24:00 is the beginning of the next day.
    Some(Ok(if time == TimeOfDay::END { zone.end_of(date) } else { at }))
}

/// The days that a phrase of the class `asked` says; `None`: there is no such period.
pub(crate) fn period(said: &Said, zone: Zone) -> Option<Period> {
    let slots = &said.slots;
    let year = || i32::try_from(slots.int("year")?).ok().filter(|year| (1970..=2099).contains(year));
    let months = |first: i64, count: u32| {
        let first = Date::new(year()?, u32::try_from(first).ok()?, 1)?;
        let last = first.plus_months(count).map_or_else(|| Date::new(2099, 12, 31), |next| next.plus_days(-1));
        Some((first, last?))
    };
    let nth = |most: i64| slots.int("n").filter(|n| (1..=most).contains(n));
    let (first, last) = match said.id {
        ids::ASKED_YEAR => months(1, 12)?,
        ids::ASKED_HALF_YEAR => months(nth(2)? * 6 - 5, 6)?,
        ids::ASKED_QUARTER => months(nth(4)? * 3 - 2, 3)?,
        ids::ASKED_MONTH => {
            let month = slots.phrase("month")?.id.key().trim_start_matches('m').parse().ok()?;
            months(month, 1)?
        }
        ids::ASKED_ISO_MONTH => months(slots.int("month")?, 1)?,
        ids::ASKED_DAY => (slots.date("date")?, slots.date("date")?),
        _ => (slots.date("first")?, slots.date("last")?),
    };
    (first <= last).then(|| Period::days(first, last, zone))
}
