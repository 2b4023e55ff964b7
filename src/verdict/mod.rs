//! Verdicts and their reasons as data: no strings for people, no way to make one but `engine::judge`.
//! Their texts are left to `render`, their replay to the crate `klausel-verify`.

mod choice;
mod duty;
mod found;
mod reason;

pub use choice::{Choice, ChoiceUsed};
pub use duty::{DueBy, DutyFigures, Lacking};
pub use found::{Acted, Barred, CountedBy, OutageFinding, Unobserved, Why};
pub use reason::{EventRef, HolidayApplied, Reason, Step};

use crate::{
    model::{self, Shown},
    name::Id,
    percent::Percent,
    time::{Instant, Interval, Millis},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a promise came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// Kept.
    Met,
    /// Not kept.
    Missed,
    /// Facts still to happen decide.
    Open,
    /// The duty did not arise.
    NotOwed,
    /// Missed, and another's missed duty takes the consequence.
    Excused,
    /// Facts that have happened are missing or disputed.
    Undetermined,
}

/// How firm a verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// Events still to happen may change it.
    Revisable,
    /// No event happening after *as of* can change it.
    Decided,
    /// Decided, and the contract's closing date for facts has passed.
    Final,
}

/// Which promise was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Promise {
    /// A reaction to a case.
    Reaction,
    /// One gap between updates of a case.
    Update,
    /// The availability of a service in a period.
    Availability,
    /// A duty in a period or on an occasion.
    Duty,
}

/// A judged promise: the verdict with its figures, and its reason where one was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Which promise.
    pub promise: Promise,
    /// Whom it is about: the case, the service, the duty that is owed in periods, or the number of the occasion.
    pub subject: Arc<str>,
    /// The verdict.
    pub verdict: Verdict,
    /// How firm it is.
    pub stage: Stage,
    /// As of when.
    pub as_of: Instant,
    /// Known as of when.
    pub known_as_of: Instant,
    /// Its figures.
    pub figures: Figures,
    /// Why; empty unless it was asked for.
    pub reason: Reason,
}

/// The figures of a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Figures {
    /// Of a deadline.
    Deadline(Deadline),
    /// Of an availability.
    Availability(Availability),
    /// Of a duty.
    Duty(DutyFigures),
}

/// The figures of a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The case's own priority at the clock's end: what the verdict counts under.
    pub priority: Option<Id>,
    /// The priority whose row's limit applied; other than `priority` where the contract names another row.
    pub row: Option<Id>,
    /// When the clock started.
    pub started_at: Option<Instant>,
    /// When it is due; `None`: not owed, or not fixed while a pause runs.
    pub due_at: Option<Instant>,
    /// When the act came that stopped it.
    pub stopped_at: Option<Instant>,
    /// The limit.
    pub limit: Option<model::Deadline>,
    /// Time of the clock used, to the act or to *as of*; 0 under a limit in days, which uses up no hours.
    pub used: Millis,
    /// Time of the clock between the act, or *as of*, and the due instant: what was left, or negative by how much it was
    /// late. `None` without a due instant, and under a limit in days.
    pub margin: Option<Millis>,
}

/// The figures of an availability, in milliseconds of the clock of its base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// The period, cut to the term.
    pub period: Interval,
    /// The window's time in the period.
    pub window: Millis,
    /// Planned downtime taken out of it.
    pub planned: Millis,
    /// Other time within it that is no part of the base by a window or a cause.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub excluded: Millis,
    /// Other time that leaves the base.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub out: Millis,
    /// The base.
    pub base: Millis,
    /// Of the base, what leaves it in the best case: outages of which it is not known whether they are excused.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub contingent: Millis,
    /// How the percentage is shown, where the contract says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
    /// Counted downtime in the base, the best case.
    pub down: Millis,
    /// Time in the base that is unknown: down in the worst case.
    pub unknown: Millis,
    /// The target.
    pub target: Percent,
    /// Downtime that the target allows in this base.
    pub budget: Millis,
}

fn is_zero(length: &Millis) -> bool {
    *length == Millis::ZERO
}

impl Judgement {
    /// Whether it is about a period in which the contract is not in force.
    #[must_use]
    pub(crate) fn has_no_time(&self) -> bool {
        matches!(&self.figures, Figures::Availability(figures) if figures.period.is_empty())
    }
}

impl Deadline {
    /// Time of the limit that is not used up; `None` without a limit, or under one in days.
    #[must_use]
    pub fn left(&self) -> Option<Millis> {
        let limit = self.limit.and_then(model::Deadline::time)?;
        Some((limit - self.used).max(Millis::ZERO))
    }
}

impl Availability {
    /// The percentage shown: rounded down, with at least the target's decimals and at least two, unless the contract says
    /// otherwise. `None`: empty base.
    #[must_use]
    pub fn percent(&self) -> Option<Percent> {
        self.show(self.base - self.contingent, self.down)
    }

    /// The percentage if all unknown time was down.
    #[must_use]
    pub fn worst(&self) -> Option<Percent> {
        self.show(self.base, self.down + self.unknown)
    }

    /// A missed target is never shown as met, however it is rounded.
    fn show(&self, base: Millis, down: Millis) -> Option<Percent> {
        // Of a fixed base more may be down than there is.
        let up = (base - down).max(Millis::ZERO).0;
        let by_default = Shown { decimals: self.target.decimals().max(2), half_up: false };
        let Shown { decimals, half_up } = self.shown.unwrap_or(by_default);
        let rounded_up = half_up.then(|| Percent::rounded_half_up(up, base.0, decimals)).flatten();
        let is_met = self.target.is_met_by(up, base.0);
        rounded_up
            .filter(|shown| is_met || !shown.reaches(self.target))
            .or_else(|| Percent::rounded_down(up, base.0, decimals))
    }
}
