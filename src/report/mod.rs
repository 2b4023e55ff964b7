//! The report on a period as data: availability with its figures, counts per priority and promise, misses, and events
//! that were not used. Making verdicts is left to `engine`, its layout for people to `text`.

mod layout;
mod text;

pub use layout::width;

use crate::{
    engine::Monitor,
    event::{Line, Unused, UnusedReason},
    model::Model,
    name::Id,
    percent::Percent,
    time::{Date, Instant, Interval, Millis, TimeOfDay},
    verdict::{Availability, Figures, Judgement, Promise, Stage, Verdict},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The report on a period; its JSON keys are stable and documented in `docs/report.md`.
///
/// Every judgement that is taken is counted once: the counts of a row sum up to its `total`.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The contract's name.
    pub contract: Id,
    /// The period.
    pub period: Period,
    /// As of when.
    pub as_of: Instant,
    /// Known as of when.
    pub known_as_of: Instant,
    /// Availability, a service and measuring period each, in the order of the contract.
    pub availability: Vec<ServiceFigures>,
    /// Counts per priority and promise, in the order of the priority tables.
    pub counts: Vec<Count>,
    /// Every promise that was missed: availability first, then deadlines in the order in which they were due.
    pub missed: Vec<Judgement>,
    /// Every promise whose facts are missing or disputed.
    pub undetermined: Vec<Judgement>,
    /// Every judgement, where a host asked for them; else absent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
    /// Events that were not used, or otherwise than they say, by reason.
    pub unused: Vec<UnusedGroup>,
    /// How many events `unused` lists.
    pub unused_count: usize,
    /// What the inputs are called, by their number; a host fills it in.
    pub inputs: Vec<String>,
}

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
}

/// The figures of an availability under the keys of `interfaces`: milliseconds, percentages as decimal texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AvailabilityFigures {
    /// The window's time in the period.
    pub window_ms: Millis,
    /// Planned downtime taken out of it.
    pub planned_ms: Millis,
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
    /// Kept.
    pub met: u64,
    /// Not kept.
    pub missed: u64,
    /// The duty did not arise.
    pub not_owed: u64,
    /// Facts still to happen decide.
    pub open: u64,
    /// Facts are missing or disputed.
    pub undetermined: u64,
    /// Another's missed duty takes the consequence.
    pub excused: u64,
    /// All of them.
    pub total: u64,
}

/// Events that were not used for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusedGroup {
    /// Why.
    #[serde(flatten)]
    pub reason: UnusedReason,
    /// Where they stood.
    pub lines: Vec<Line>,
}

impl Period {
    /// The period of an interval that begins and ends with civil days of a zone.
    #[must_use]
    pub fn of(span: Interval, zone: crate::time::Zone) -> Period {
        let (first, _) = zone.local(span.from);
        let (last, reading) = zone.local(span.until);
        let back = if reading == TimeOfDay::MIDNIGHT && span.until > span.from { -1 } else { 0 };
        Period { first, last: last.plus_days(back).unwrap_or(last), from: span.from, until: span.until }
    }

    /// The civil days from first through last.
    #[must_use]
    pub fn days(first: Date, last: Date, zone: crate::time::Zone) -> Period {
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

impl Count {
    /// How many came to that verdict.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> u64 {
        match verdict {
            Verdict::Met => self.met,
            Verdict::Missed => self.missed,
            Verdict::Open => self.open,
            Verdict::NotOwed => self.not_owed,
            Verdict::Excused => self.excused,
            Verdict::Undetermined => self.undetermined,
        }
    }
}

impl Report {
    /// An empty report, with a row for each promise of each priority of the contract.
    #[must_use]
    pub fn new(model: &Model, period: Period, as_of: Instant, known_as_of: Instant) -> Self {
        let mut report = Report {
            contract: model.head.name.clone(),
            period,
            as_of,
            known_as_of,
            availability: Vec::new(),
            counts: Vec::new(),
            missed: Vec::new(),
            undetermined: Vec::new(),
            judgements: Vec::new(),
            unused: Vec::new(),
            unused_count: 0,
            inputs: Vec::new(),
        };
        for row in model.priorities.iter().flat_map(|table| &table.body.rows) {
            let promised = [(Promise::Reaction, row.reaction.is_some()), (Promise::Update, row.update.is_some())];
            for (promise, _) in promised.into_iter().filter(|(_, promised)| *promised) {
                report.row(Some(&row.priority), promise);
            }
        }
        report
    }

    /// The report on a period by a monitor: *as of* is by default the earlier of the period's end and the last event,
    /// *known as of* by default *as of*. `listed` are events that were not used before the monitor had them.
    #[must_use]
    pub fn of(
        model: &Model,
        monitor: &Monitor,
        period: Period,
        (as_of, known_as_of): (Option<Instant>, Option<Instant>),
        listed: impl IntoIterator<Item = Unused>,
    ) -> Self {
        let verdicts = monitor.judge_period(period.interval(), as_of, known_as_of);
        let mut report = Report::new(model, period, verdicts.as_of, verdicts.known_as_of);
        verdicts.judgements.into_iter().for_each(|judgement| report.take(judgement));
        report.finish(listed.into_iter().chain(verdicts.unused), model.head.zone)
    }

    /// Counts a judgement; one that was missed or cannot be determined is listed.
    pub fn take(&mut self, judgement: Judgement) {
        match &judgement.figures {
            Figures::Availability(figures) => {
                let whole_days = ServiceFigures {
                    service: Id::of(&judgement.subject),
                    period: Period { from: figures.period.from, until: figures.period.until, ..self.period },
                    verdict: judgement.verdict,
                    stage: judgement.stage,
                    figures: AvailabilityFigures::from(figures),
                };
                self.availability.push(whole_days);
                self.list(judgement);
            }
            Figures::Deadline(deadline) => {
                let row = self.row(deadline.priority.as_ref(), judgement.promise);
                row.total += 1;
                match judgement.verdict {
                    Verdict::Met => row.met += 1,
                    Verdict::Missed => row.missed += 1,
                    Verdict::Open => row.open += 1,
                    Verdict::NotOwed => row.not_owed += 1,
                    Verdict::Excused => row.excused += 1,
                    Verdict::Undetermined => row.undetermined += 1,
                }
                self.list(judgement);
            }
        }
    }

    fn list(&mut self, judgement: Judgement) {
        match judgement.verdict {
            Verdict::Missed => self.missed.push(judgement),
            Verdict::Undetermined => self.undetermined.push(judgement),
            Verdict::Met | Verdict::Open | Verdict::NotOwed | Verdict::Excused => {}
        }
    }

    /// The whole report: misses in order, unused events by reason, days of a zone.
    #[must_use]
    pub fn finish(mut self, unused: impl IntoIterator<Item = Unused>, zone: crate::time::Zone) -> Self {
        let by_due = |judgement: &Judgement| match &judgement.figures {
            Figures::Deadline(deadline) => (deadline.due_at, judgement.subject.clone()),
            Figures::Availability(_) => (None, judgement.subject.clone()),
        };
        self.missed.sort_by_key(by_due);
        self.undetermined.sort_by_key(by_due);
        for service in &mut self.availability {
            service.period = Period::of(service.period.interval(), zone);
        }
        let mut groups: BTreeMap<UnusedReason, Vec<Line>> = BTreeMap::new();
        for one in unused {
            groups.entry(one.reason).or_default().push(one.line);
            self.unused_count += 1;
        }
        self.unused = groups
            .into_iter()
            .map(|(reason, mut lines)| {
                lines.sort_unstable();
                UnusedGroup { reason, lines }
            })
            .collect();
        self
    }

    /// Whether some promise of the period came to that verdict.
    #[must_use]
    pub fn has(&self, verdict: Verdict) -> bool {
        self.counts.iter().any(|count| count.of(verdict) > 0)
            || self.availability.iter().any(|service| service.verdict == verdict)
    }

    fn row(&mut self, priority: Option<&Id>, promise: Promise) -> &mut Count {
        let found = self.counts.iter().position(|row| row.priority.as_ref() == priority && row.promise == promise);
        let place = found.unwrap_or_else(|| {
            self.counts.push(Count {
                priority: priority.cloned(),
                promise,
                met: 0,
                missed: 0,
                not_owed: 0,
                open: 0,
                undetermined: 0,
                excused: 0,
                total: 0,
            });
            self.counts.len() - 1
        });
        &mut self.counts[place]
    }
}

/// A report as JSON, pretty, with a line's end; its keys are documented in `docs/report.md`.
///
/// # Errors
/// None that a report makes; the type is serde_json's.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|text| text + "\n")
}
