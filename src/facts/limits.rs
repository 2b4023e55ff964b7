//! What the periods of priority tables mean: how many service days they are, and when they end at the earliest and at the
//! latest, over every report that the year could bring.

use super::windows::usual;
use crate::{
    compile::{Program, Table},
    model::{Cite, ClauseId, Deadline, Kind, Model},
    name::Id,
    time::{Instant, Interval, Millis, ServiceClock, Undetermined, Zone},
    verdict::Promise,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a period for a reaction or an update means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LimitFacts {
    /// The row that states it.
    pub cite: Cite,
    /// The priority.
    pub priority: Id,
    /// The promise.
    pub promise: Promise,
    /// The period.
    pub limit: Deadline,
    /// The window in which it runs; absent: in elapsed time, or in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Id>,
    /// What most days of that window have; absent without a window, or where it never opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual_day_ms: Option<Millis>,
    /// Of a period of a service day at least: how many such days it is, in tenths, rounded half up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_days_tenths: Option<i64>,
    /// The shortest that it takes on the calendar; absent where that is the period itself, or always as long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortest: Option<Wait>,
    /// The longest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<Wait>,
}

/// From a report to the end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Wait {
    /// When the period begins.
    pub from: Instant,
    /// When it ends.
    pub due: Instant,
    /// What lies between on the calendar.
    pub elapsed_ms: Millis,
}

pub(super) fn of(model: &Model, program: &Program, within: Interval) -> Result<Vec<LimitFacts>, Undetermined> {
    let mut found: Vec<LimitFacts> = Vec::new();
    for (clause, table) in model.priorities.iter().zip(program.tables()) {
        let id = ClauseId::new(Kind::Priorities, clause.name.clone());
        let clock = clause.body.runs_during.as_ref().and_then(|name| program.window(name));
        let starts = clock.map(|clock| Starts::of(clock, within, program.zone())).transpose()?;
        let first = found.len();
        for (row, cite) in clause.body.rows.iter().zip((1..).map(|row| id.row(row))) {
            for (promise, limit) in [(Promise::Reaction, row.reaction), (Promise::Update, row.update)] {
                let Some(limit) = limit else { continue };
                // The rows of one priority promise the same.
                let told = |facts: &LimitFacts| facts.priority == row.priority && facts.promise == promise;
                if found.iter().skip(first).any(told) {
                    continue;
                }
                let in_window = limit.time().zip(clock).zip(starts.as_ref());
                let (shortest, longest) = match in_window {
                    Some(((length, clock), starts)) => starts.waits(|from| clock.due(from, length))?,
                    None => in_days(table, limit, within, program.zone())?,
                };
                let usual_day = in_window.and_then(|(_, starts)| starts.usual_day);
                found.push(LimitFacts {
                    cite: cite.clone(),
                    priority: row.priority.clone(),
                    promise,
                    limit,
                    window: clause.body.runs_during.clone().filter(|_| in_window.is_some()),
                    usual_day_ms: usual_day,
                    service_days_tenths: limit.time().zip(usual_day).and_then(|(limit, day)| tenths(limit, day)),
                    // What begins and ends without a gap takes what it says.
                    shortest: shortest.filter(|wait| limit.time() != Some(wait.elapsed_ms)),
                    longest,
                });
            }
        }
    }
    Ok(found)
}

/// How many days of that length a period is, in tenths; `None` for less than one.
fn tenths(limit: Millis, day: Millis) -> Option<i64> {
    let twice = 2 * i128::from(limit.0) * 10 + i128::from(day.0);
    (limit >= day && day > Millis::ZERO).then(|| i64::try_from(twice / (2 * i128::from(day.0))).unwrap_or(i64::MAX))
}

/// The reports that matter: a period that begins with an opening passes as few gaps as any, one that begins with a
/// closing as many.
struct Starts {
    at: Vec<Instant>,
    usual_day: Option<Millis>,
}

impl Starts {
    fn of(clock: &ServiceClock, within: Interval, zone: Zone) -> Result<Starts, Undetermined> {
        let mut at = Vec::new();
        let mut days: BTreeMap<Millis, u32> = BTreeMap::new();
        for opening in clock.windows(within)? {
            at.extend([opening.from, opening.until].into_iter().filter(|at| *at < within.until));
            let (from, _) = zone.local(opening.from);
            let day = Interval::new(zone.first_instant_of(from), zone.end_of(from));
            *days.entry(clock.elapsed(day.from, day.until)?).or_default() += 1;
        }
        at.sort_unstable();
        at.dedup();
        Ok(Starts { at, usual_day: usual(&days) })
    }

    /// The shortest and the longest wait; none where all are as long.
    fn waits(
        &self,
        due: impl Fn(Instant) -> Result<Option<Instant>, Undetermined>,
    ) -> Result<(Option<Wait>, Option<Wait>), Undetermined> {
        let (mut shortest, mut longest): (Option<Wait>, Option<Wait>) = (None, None);
        for from in &self.at {
            // Beyond the calendars nothing is known; the year before it is no less true.
            let Ok(Some(due)) = due(*from) else { continue };
            let wait = Wait { from: *from, due, elapsed_ms: due.since(*from) };
            shortest = Some(shortest.filter(|other| other.elapsed_ms <= wait.elapsed_ms).unwrap_or(wait));
            longest = Some(longest.filter(|other| other.elapsed_ms >= wait.elapsed_ms).unwrap_or(wait));
        }
        let differ = shortest.map(|wait| wait.elapsed_ms) != longest.map(|wait| wait.elapsed_ms);
        Ok(if differ { (shortest, longest) } else { (None, None) })
    }
}

/// Of a period in days: over a report at noon of each day.
fn in_days(
    table: &Table,
    limit: Deadline,
    within: Interval,
    zone: Zone,
) -> Result<(Option<Wait>, Option<Wait>), Undetermined> {
    let Deadline::In(days) = limit else { return Ok((None, None)) };
    let mut at = Vec::new();
    let mut date = Some(zone.local(within.from).0).filter(|_| !within.is_empty());
    while let Some(day) = date.filter(|day| zone.first_instant_of(*day) < within.until) {
        at.push(zone.first_instant_of(day) + Millis::hours(12));
        date = day.plus_days(1);
    }
    let limit = table.days.limit(days);
    Starts { at, usual_day: None }.waits(|from| Ok(limit.due(from, &table.days.frame()).ok().flatten()))
}
