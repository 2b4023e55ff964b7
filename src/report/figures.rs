//! The figures of a report: periods as days and instants, availability in milliseconds, counts by verdict.
//! Filling them in is left to the report.

use super::{
    Tally,
    series::{MonthFigures, UsedAt},
};
use crate::{
    model::{ClauseId, Party},
    name::Id,
    percent::Percent,
    time::{Date, Instant, Interval, Millis, TimeOfDay, Zone},
    verdict::{Availability, Promise, Reason, Stage, Verdict},
};
use serde::Serialize;

/// Civil days, first and last included, and the instants that they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// The first instant.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
}

/// The availability of a service in a period, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServiceFigures {
    /// The service.
    pub service: Id,
    /// The measuring period, cut to the term.
    pub period: Period,
    /// The verdict.
    pub verdict: Verdict,
    /// How firm it is.
    pub stage: Stage,
    /// The figures.
    #[serde(flatten)]
    pub figures: AvailabilityFigures,
    /// Their course by calendar months; empty where no reason was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<MonthFigures>,
    /// How counted downtime grew; empty where there was none, or no reason was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<UsedAt>,
    /// Why; empty where it was not asked for.
    pub reason: Reason,
}

/// The figures of an availability under the keys of `interfaces`: milliseconds, percentages as decimal texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AvailabilityFigures {
    /// The window's time in the period.
    pub window_ms: Millis,
    /// Planned downtime taken out of it.
    pub planned_ms: Millis,
    /// Other time within it that is no part of the base by a window or a cause; absent: none.
    #[serde(skip_serializing_if = "is_zero")]
    pub excluded_ms: Millis,
    /// What leaves the base besides, not observed or excused; absent: none.
    #[serde(skip_serializing_if = "is_zero")]
    pub out_ms: Millis,
    /// The base.
    pub base_ms: Millis,
    /// Counted downtime, certain.
    pub down_ms: Millis,
    /// Time that is unexplained: down in the worst case.
    pub unknown_ms: Millis,
    /// The target.
    pub target: Percent,
    /// The percentage, rounded down; absent where some time is unexplained or the base is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// The percentage if all unexplained time was down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst: Option<Percent>,
    /// The percentage if none of it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<Percent>,
    /// Downtime that the target allows.
    pub budget_ms: Millis,
    /// What of it is left; negative where it is exceeded.
    pub left_ms: Millis,
}

/// How many judgements on deadlines came to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The priority at the clock's end; absent: none was set.
    pub priority: Option<Id>,
    /// The promise.
    pub promise: Promise,
    /// What they came to.
    #[serde(flatten)]
    pub tally: Tally,
}

/// How many judgements on a duty came to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DutyCount {
    /// The duty's clause.
    pub duty: ClauseId,
    /// Who owes it.
    pub owed_by: Party,
    /// Whether it is owed in periods; else on occasions.
    pub in_periods: bool,
    /// What they came to.
    #[serde(flatten)]
    pub tally: Tally,
}

impl Period {
    /// The period of an interval that begins and ends with civil days of a zone.
    #[must_use]
    pub fn of(span: Interval, zone: Zone) -> Period {
        let (first, _) = zone.local(span.from);
        let (last, reading) = zone.local(span.until);
        let back = if reading == TimeOfDay::MIDNIGHT && span.until > span.from { -1 } else { 0 };
        Period { first, last: last.plus_days(back).unwrap_or(last), from: span.from, until: span.until }
    }

    /// The civil days from first through last.
    #[must_use]
    pub fn days(first: Date, last: Date, zone: Zone) -> Period {
        let until = last.plus_days(1).map_or_else(|| zone.end_of(last), |next| zone.first_instant_of(next));
        Period { first, last, from: zone.first_instant_of(first), until }
    }

    /// Its instants.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::new(self.from, self.until)
    }
}

impl From<&Availability> for AvailabilityFigures {
    fn from(figures: &Availability) -> Self {
        let best = figures.percent();
        AvailabilityFigures {
            window_ms: figures.window,
            planned_ms: figures.planned,
            excluded_ms: figures.excluded,
            out_ms: figures.out,
            base_ms: figures.base,
            down_ms: figures.down,
            unknown_ms: figures.unknown,
            target: figures.target,
            percent: best.filter(|_| figures.unknown == Millis::ZERO),
            worst: figures.worst(),
            best,
            budget_ms: figures.budget,
            left_ms: Millis(figures.budget.0 - figures.down.0),
        }
    }
}

fn is_zero(length: &Millis) -> bool {
    *length == Millis::ZERO
}
