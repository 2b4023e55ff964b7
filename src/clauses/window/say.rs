//! A service window as it is said.
//! Reading what is said is left to `hours` and its parent.

use crate::{
    clauses::{Part, of, part, terms, terms::Term},
    model::{DayHours, EveryHours, ServiceWindow},
    name::Id,
    phrase::{PhraseId, Said, Value, ids},
    time::{Dates, Ends, Hours, Removes, Repeated, Skipped, Weekdays},
};

pub(in crate::clauses) fn say(window: &ServiceWindow) -> Vec<Part> {
    let mut all = Vec::new();
    let phrase = |said: bool, id: PhraseId| said.then(|| of(id));
    all.extend(phrase(window.always, ids::SERVICE_WINDOW_ALWAYS));
    all.extend(phrase(window.never, ids::SERVICE_WINDOW_NEVER));
    all.extend(say_together(&window.together));
    for hours in &window.hours {
        let id = if hours.next_day { ids::SERVICE_WINDOW_HOURS_OVERNIGHT } else { ids::SERVICE_WINDOW_HOURS };
        let said = of(id).with("days", terms::say_weekdays(hours.days));
        all.push(said.with("from", hours.from).with("until", hours.until));
    }
    all.extend(window.every.iter().map(say_every));
    for rule in &window.nth {
        let said = of(ids::SERVICE_WINDOW_NTH).with("nth", rule.nth.say("ordinal"));
        all.push(said.with("day", rule.day.say("weekday")).with("hours", say_opening(&rule.hours)));
    }
    all.extend(window.on_dates.iter().map(say_dates));
    let list = |id, list: &Id| of(id).with("holidays", Value::Ref(list.clone()));
    all.extend(window.except_holidays.iter().map(|name| list(ids::SERVICE_WINDOW_EXCEPT_HOLIDAYS, name)));
    all.extend(
        window
            .on_holidays
            .iter()
            .map(|rule| list(ids::SERVICE_WINDOW_ON_HOLIDAYS, &rule.list).with("hours", say_opening(&rule.hours))),
    );
    for (from, until) in &window.breaks {
        all.push(of(ids::SERVICE_WINDOW_BREAK).with("from", *from).with("until", *until));
    }
    let other = |id, window: &Id| of(id).with("window", Value::Ref(window.clone()));
    all.extend(window.only_within.iter().map(|name| other(ids::SERVICE_WINDOW_ONLY_WITHIN, name)));
    all.extend(window.without.iter().map(|name| other(ids::SERVICE_WINDOW_WITHOUT, name)));
    all.extend(window.zone.map(|zone| of(ids::SERVICE_WINDOW_ZONE).with("zone", zone)));
    all.extend(window.holiday_removes.map(say_removes));
    all.extend(window.repeated.map(say_repeated));
    all.extend(window.skipped.map(say_skipped));
    all.into_iter().map(part).collect()
}

fn say_together(windows: &[Id]) -> Option<Said> {
    match windows {
        [] => None,
        [one] => Some(of(ids::SERVICE_WINDOW_AS).with("window", Value::Ref(one.clone()))),
        several => {
            let list = several.iter().cloned().map(Value::Ref).collect::<Vec<_>>();
            Some(of(ids::SERVICE_WINDOW_TOGETHER).with("windows", list))
        }
    }
}

fn say_every(rule: &EveryHours) -> Said {
    let (weeks, from) = (rule.every.weeks, rule.every.from);
    let nth = PhraseId::find("nth_week", &format!("n{weeks}"));
    // Counted from one of its own days, a single weekday is said as people say it.
    let said = match nth.filter(|_| rule.days == Weekdays::from(from.weekday())) {
        Some(nth) => {
            let said = of(ids::SERVICE_WINDOW_EVERY_NTH_WEEK).with("nth", Said::new(nth));
            said.with("day", from.weekday().say("weekday"))
        }
        None => {
            let said = of(ids::SERVICE_WINDOW_EVERY_WEEKS).with("weeks", i64::from(weeks));
            said.with("days", terms::say_weekdays(rule.days))
        }
    };
    said.with("from", from).with("hours", say_hours(&rule.hours))
}

fn say_dates(rule: &DayHours) -> Said {
    let all = rule.days == Weekdays::ALL;
    let either = |every: PhraseId, some: PhraseId| of(if all { every } else { some });
    let said = match rule.dates {
        Dates::Range { from, until } if from == until && all => of(ids::SERVICE_WINDOW_ON_DATE).with("date", from),
        Dates::Range { from, until } => {
            let said = either(ids::SERVICE_WINDOW_ON_DATES, ids::SERVICE_WINDOW_ON_DATES_DAYS);
            said.with("from", from).with("through", until)
        }
        Dates::Yearly { from, until } if from == until => {
            let said = either(ids::SERVICE_WINDOW_YEARLY, ids::SERVICE_WINDOW_YEARLY_DAYS);
            said.with("day", terms::say_day_of_year(from))
        }
        Dates::Yearly { from, until } => {
            let said = either(ids::SERVICE_WINDOW_YEARLY_THROUGH, ids::SERVICE_WINDOW_YEARLY_THROUGH_DAYS);
            said.with("from", terms::say_day_of_year(from)).with("through", terms::say_day_of_year(until))
        }
    };
    let said = said.with("hours", say_opening(&rule.hours));
    if all { said } else { said.with("days", terms::say_weekdays(rule.days)) }
}

fn say_opening(hours: &[Hours]) -> Said {
    if hours.is_empty() { of(ids::OPENING_CLOSED) } else { of(ids::OPENING_OPEN).with("hours", say_hours(hours)) }
}

fn say_hours(hours: &[Hours]) -> Value {
    let one = |hours: &Hours| {
        let id = if hours.ends == Ends::NextDay { ids::HOURS_NEXT_DAY } else { ids::HOURS_SAME_DAY };
        Value::from(of(id).with("from", hours.from).with("until", hours.until))
    };
    Value::List(hours.iter().map(one).collect())
}

/// How far a holiday reaches.
pub(crate) fn say_removes(removes: Removes) -> Said {
    of(match removes {
        Removes::WindowsStarting => ids::SERVICE_WINDOW_HOLIDAY_REMOVES_STARTING,
        Removes::CivilDay => ids::SERVICE_WINDOW_HOLIDAY_REMOVES_DAY,
    })
}

/// What a repeated hour counts.
pub(crate) fn say_repeated(repeated: Repeated) -> Said {
    of(match repeated {
        Repeated::Twice => ids::SERVICE_WINDOW_REPEATED_TWICE,
        Repeated::Once => ids::SERVICE_WINDOW_REPEATED_ONCE,
    })
}

/// What an end in a skipped hour means.
pub(crate) fn say_skipped(skipped: Skipped) -> Said {
    of(match skipped {
        Skipped::Absent => ids::SERVICE_WINDOW_SKIPPED_ABSENT,
        Skipped::Shifted => ids::SERVICE_WINDOW_SKIPPED_SHIFTED,
    })
}
