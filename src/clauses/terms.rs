//! Closed terms: words of a catalogue that are one of a fixed set of meanings, in both directions.

use super::ClauseReading;
use crate::{
    diagnostic::{self, Fix},
    model::{Channel, Days, Deadline, Evidence, Party, PeriodKind, Stated},
    name::Id,
    phrase::{PhraseId, Said, Slots, Value, ids},
    syntax::Statement,
    time::{Figure, MonthDay, Nth, ReversedSpan, Weekday, Weekdays},
};

/// A meaning that a class of phrases without slots says.
pub(crate) trait Term: Sized + Copy + PartialEq + 'static {
    /// Every meaning with the key of its phrase.
    const ALL: &'static [(Self, &'static str)];

    /// The meaning of a phrase.
    fn of(said: &Said) -> Option<Self> {
        Self::of_key(said.id.key())
    }

    /// The meaning with that key.
    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, other)| *other == key).map(|(term, _)| *term)
    }

    /// The phrase of a class that says it.
    fn say(self, class: &str) -> Value {
        let key = Self::ALL.iter().find(|(term, _)| *term == self).map_or("", |(_, key)| key);
        PhraseId::find(class, key).map_or(Value::List(Vec::new()), |id| Said::new(id).into())
    }
}

impl Term for PeriodKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (PeriodKind::CalendarYear, "calendar_year"),
        (PeriodKind::CalendarHalfYear, "calendar_half_year"),
        (PeriodKind::CalendarQuarter, "calendar_quarter"),
        (PeriodKind::CalendarMonth, "calendar_month"),
    ];
}

impl Term for Channel {
    const ALL: &'static [(Self, &'static str)] =
        &[(Channel::Phone, "phone"), (Channel::Email, "email"), (Channel::Portal, "portal"), (Channel::Chat, "chat")];
}

impl Term for Party {
    const ALL: &'static [(Self, &'static str)] = &[(Party::Provider, "provider"), (Party::Customer, "customer")];
}

impl Term for Stated {
    const ALL: &'static [(Self, &'static str)] = &[
        (Stated::Service, "service"),
        (Stated::Effect, "effect"),
        (Stated::Extent, "extent"),
        (Stated::Reporter, "reporter"),
    ];
}

impl Term for Evidence {
    const ALL: &'static [(Self, &'static str)] =
        &[(Evidence::TextForm, "text_form"), (Evidence::Writing, "writing"), (Evidence::AnyForm, "any_form")];
}

impl Term for Weekday {
    const ALL: &'static [(Self, &'static str)] = &[
        (Weekday::Monday, "monday"),
        (Weekday::Tuesday, "tuesday"),
        (Weekday::Wednesday, "wednesday"),
        (Weekday::Thursday, "thursday"),
        (Weekday::Friday, "friday"),
        (Weekday::Saturday, "saturday"),
        (Weekday::Sunday, "sunday"),
    ];
}

impl Term for Figure {
    const ALL: &'static [(Self, &'static str)] = &[
        (Figure::StartedSeconds, "started_seconds"),
        (Figure::StartedMinutes, "started_minutes"),
        (Figure::AtLeastOneSecond, "at_least_one_second"),
    ];
}

impl Term for ReversedSpan {
    const ALL: &'static [(Self, &'static str)] =
        &[(ReversedSpan::Zero, "zero"), (ReversedSpan::Negative, "negative"), (ReversedSpan::Refused, "refused")];
}

impl Term for Nth {
    const ALL: &'static [(Self, &'static str)] = &[
        (Nth::Number(1), "n1"),
        (Nth::Number(2), "n2"),
        (Nth::Number(3), "n3"),
        (Nth::Number(4), "n4"),
        (Nth::Number(5), "n5"),
        (Nth::Last, "last"),
    ];
}

/// The term in a slot.
pub(crate) fn term<T: Term>(slots: &Slots, role: &str) -> Option<T> {
    slots.phrase(role).and_then(T::of)
}

/// The days that a phrase of days says.
pub(crate) fn weekdays(said: &Said) -> Option<Weekdays> {
    match said.id.key() {
        "every_day" => Some(Weekdays::ALL),
        "range" => Some(Weekdays::range(term(&said.slots, "first")?, term(&said.slots, "last")?)),
        _ => Some(said.slots.list("days").iter().filter_map(Value::as_phrase).filter_map(Weekday::of).collect()),
    }
}

/// Days as they are said: every day, a range, or one by one.
pub(crate) fn say_weekdays(days: Weekdays) -> Value {
    let find = |key| PhraseId::find("weekdays", key).map(Said::new);
    let all: Vec<Weekday> = days.iter().collect();
    let said = match all.as_slice() {
        [_, _, _, _, _, _, _] => find("every_day"),
        [first, _, .., last] if Weekdays::range(*first, *last) == days => {
            find("range").map(|said| said.with("first", first.say("weekday")).with("last", last.say("weekday")))
        }
        _ => find("list").map(|said| said.with("days", all.iter().map(|day| day.say("weekday")).collect::<Vec<_>>())),
    };
    said.map_or(Value::List(Vec::new()), Value::from)
}

/// More days than these are no deadline: ten years.
const MOST_DAYS: i64 = 3_660;

/// The limit in days that a phrase says, and whether it leaves open which days; `Err`: so many are no limit.
pub(crate) fn days(said: &Said) -> Result<(Days, bool), i64> {
    let said_n = said.slots.int("n").unwrap_or(0);
    let n = u32::try_from(said_n).ok().filter(|n| *n > 0 && i64::from(*n) <= MOST_DAYS).ok_or(said_n)?;
    Ok(match said.id {
        ids::DAY_LIMIT_WORKING_DAY | ids::DAY_LIMIT_WORKING_DAYS => (Days::WorkingDays(n), false),
        ids::DAY_LIMIT_WEEK | ids::DAY_LIMIT_WEEKS => (Days::Weeks(n), false),
        ids::DAY_LIMIT_MONTH | ids::DAY_LIMIT_MONTHS => (Days::Months(n), false),
        ids::DAY_LIMIT_DAY | ids::DAY_LIMIT_DAYS => (Days::CalendarDays(n), true),
        _ => (Days::CalendarDays(n), false),
    })
}

/// The limit that a statement or cell says in its slot `limit`; `none` has none. Which days are meant is asked where it leaves
/// that open.
pub(super) fn limit(reading: &mut ClauseReading<'_, '_>, said: &Statement) -> Option<Deadline> {
    let slots = &said.said.slots;
    let Some(phrase) = slots.phrase("limit") else { return slots.duration("limit").map(Deadline::Within) };
    match days(phrase) {
        Ok((days, false)) => Some(Deadline::In(days)),
        Ok((days, true)) => {
            let both = [days, working(days)].map(|days| reading.example(&say_days(days)));
            let [calendar, working] = both;
            let fix = Some(Fix { span: said.span, text: calendar.clone() });
            let read = reading.example(&said.said);
            reading.report(diagnostic::days_of_which_kind(said.span, read, calendar, working, fix));
            Some(Deadline::In(days))
        }
        Err(n) => {
            reading.report(diagnostic::no_such_value(said.span, &n.to_string()));
            None
        }
    }
}

const fn working(days: Days) -> Days {
    let (Days::WorkingDays(n) | Days::CalendarDays(n) | Days::Weeks(n) | Days::Months(n)) = days;
    Days::WorkingDays(n)
}

/// A limit in days as it is said.
pub(crate) fn say_days(days: Days) -> Said {
    let (n, one, many) = match days {
        Days::WorkingDays(n) => (n, ids::DAY_LIMIT_WORKING_DAY, ids::DAY_LIMIT_WORKING_DAYS),
        Days::CalendarDays(n) => (n, ids::DAY_LIMIT_CALENDAR_DAY, ids::DAY_LIMIT_CALENDAR_DAYS),
        Days::Weeks(n) => (n, ids::DAY_LIMIT_WEEK, ids::DAY_LIMIT_WEEKS),
        Days::Months(n) => (n, ids::DAY_LIMIT_MONTH, ids::DAY_LIMIT_MONTHS),
    };
    // As text: never `1.000 Tage`, which in another language is one day.
    Said::new(if n == 1 { one } else { many }).with("n", n.to_string())
}

/// A limit as it is said.
pub(crate) fn say_limit(limit: Deadline) -> Value {
    match limit {
        Deadline::Within(time) => time.into(),
        Deadline::In(days) => say_days(days).into(),
    }
}

/// The day of the year that a phrase says.
pub(crate) fn day_of_year(said: &Said) -> Option<MonthDay> {
    let month = match said.slots.get("month")? {
        Value::Int(month) => u32::try_from(*month).ok()?,
        Value::Phrase(month) => month.id.key().trim_start_matches('m').parse().ok()?,
        _ => return None,
    };
    MonthDay::new(month, u32::try_from(said.slots.int("day")?).ok()?)
}

/// A day of the year as it is said.
pub(crate) fn say_day_of_year(day: MonthDay) -> Value {
    let (number, month) = day.in_year(2024).map_or((1, 1), |date| (date.day(), date.month()));
    let month = PhraseId::find("month", &format!("m{month:02}")).map(|id| Value::from(Said::new(id)));
    let said = PhraseId::find("day_of_year", "canonical").map(Said::new);
    match (said, month) {
        (Some(said), Some(month)) => said.with("day", i64::from(number)).with("month", month).into(),
        _ => Value::List(Vec::new()),
    }
}

/// A list of names as it is said.
pub(crate) fn say_names(names: &[Id]) -> Value {
    Value::List(names.iter().cloned().map(Value::Name).collect())
}
