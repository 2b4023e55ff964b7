//! The report on a period as data: availability with its figures, counts per priority and promise, misses, and events
//! that were not used. Making verdicts is left to `engine`, its layout for people to `text`.

mod duties;
mod figures;
mod layout;
mod overview;
mod series;
mod tally;
mod text;
mod unregulated;

pub use figures::{AvailabilityFigures, Count, DutyCount, Period, ServiceFigures};
pub use layout::width;
pub(crate) use layout::{Side, table, wrapped};
pub use series::{MonthFigures, UsedAt};
pub use tally::Tally;
pub use unregulated::{ForPeople, Unregulated};

use crate::{
    edition::Edition,
    engine::Monitor,
    event::{Line, Unused, UnusedReason},
    model::Model,
    name::Id,
    time::{Instant, Zone},
    verdict::{Figures, Judgement, Promise, Reason, Verdict},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The report on a period; its JSON keys are stable and documented in `docs/report.md`.
///
/// Every judgement that is taken is counted once: the counts of a row sum up to its `total`.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What this is: [`Report::SCHEMA`].
    pub schema: &'static str,
    /// The version of the keys: [`Report::VERSION`].
    pub version: u32,
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
    /// Counts of each duty, the provider's before the customer's, in the order of the contract.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyCount>,
    /// Every promise that was missed: availability first, then deadlines in the order in which they were due.
    pub missed: Vec<Judgement>,
    /// Every promise whose facts are missing or disputed.
    pub undetermined: Vec<Judgement>,
    /// Every judgement, where a host asked for them; else absent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
    /// What the contract does not regulate, and what of it is left to people.
    pub unregulated: Vec<Unregulated>,
    /// Events that were not used, or otherwise than they say, by reason.
    pub unused: Vec<UnusedGroup>,
    /// How many events `unused` lists.
    pub unused_count: usize,
    /// What the inputs are called, by their number; a host fills it in.
    pub inputs: Vec<String>,
    /// What the report rests on besides its events; a host fills in the files.
    pub edition: Edition,
    #[serde(skip)]
    zone: Zone,
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

impl Report {
    /// The name of the schema, which is published as `docs/schema/report.schema.json`.
    pub const SCHEMA: &'static str = "klausel-report";
    /// The version of its keys; it grows when a key is renamed, removed or comes to mean something else.
    pub const VERSION: u32 = 1;

    /// Of at most so many judgements [`Report::explain`] gives the reasons.
    pub const MOST_EXPLAINED: usize = 1_000;

    /// Gives every judgement that is listed as missed or undetermined its reason, where there are at most
    /// [`Report::MOST_EXPLAINED`] of them; of more, none: then a host asks for those that it wants.
    pub fn explain(&mut self, monitor: &Monitor) {
        if self.missed.len() + self.undetermined.len() > Report::MOST_EXPLAINED {
            return;
        }
        let cases = self.missed.iter_mut().chain(&mut self.undetermined);
        // The reason of an availability stands with its service.
        for judgement in cases.filter(|judgement| judgement.promise != Promise::Availability) {
            if let Some(explained) = monitor.explain(judgement) {
                *judgement = explained;
            }
        }
    }

    /// An empty report, with a row for each promise of each priority of the contract.
    #[must_use]
    pub fn new(model: &Model, period: Period, as_of: Instant, known_as_of: Instant) -> Self {
        let mut report = Report {
            schema: Report::SCHEMA,
            version: Report::VERSION,
            contract: model.head.name.clone(),
            period,
            as_of,
            known_as_of,
            availability: Vec::new(),
            counts: Vec::new(),
            duties: duties::none_yet(model),
            missed: Vec::new(),
            undetermined: Vec::new(),
            judgements: Vec::new(),
            unregulated: unregulated::of(model),
            unused: Vec::new(),
            unused_count: 0,
            inputs: Vec::new(),
            zone: model.head.zone,
            edition: Edition::current(),
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
        for judgement in verdicts.judgements {
            // A report tells of every outage of a service, kept promise or not; of a case only what was missed.
            // A duty that was missed says what was lacking.
            let lacks = judgement.promise == Promise::Duty && judgement.verdict == Verdict::Missed;
            let told = judgement.promise == Promise::Availability || lacks;
            report.take(if told { monitor.explain(&judgement).unwrap_or(judgement) } else { judgement });
        }
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
                    months: series::months(&judgement.reason, figures, self.zone),
                    used: series::used(&judgement.reason, figures),
                    reason: judgement.reason.clone(),
                };
                self.availability.push(whole_days);
                // Its reason stands with the service, once.
                self.list(Judgement { reason: Reason::default(), ..judgement });
            }
            Figures::Duty(figures) => {
                if let Some(row) = self.duties.iter_mut().find(|row| row.duty == figures.duty) {
                    row.tally.count(judgement.verdict);
                }
                self.list(judgement);
            }
            Figures::Deadline(deadline) => {
                let row = self.row(deadline.priority.as_ref(), judgement.promise);
                row.tally.count(judgement.verdict);
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
    pub fn finish(mut self, unused: impl IntoIterator<Item = Unused>, zone: Zone) -> Self {
        let by_due = |judgement: &Judgement| match &judgement.figures {
            Figures::Deadline(deadline) => (deadline.due_at, judgement.subject.clone()),
            Figures::Availability(_) => (None, judgement.subject.clone()),
            Figures::Duty(figures) => (figures.due_at, judgement.subject.clone()),
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
        self.counts.iter().any(|count| count.tally.of(verdict) > 0)
            || self.availability.iter().any(|service| service.verdict == verdict)
            || self.duties.iter().any(|duty| duty.tally.of(verdict) > 0)
    }

    fn row(&mut self, priority: Option<&Id>, promise: Promise) -> &mut Count {
        let found = self.counts.iter().position(|row| row.priority.as_ref() == priority && row.promise == promise);
        let place = found.unwrap_or_else(|| {
            self.counts.push(Count { priority: priority.cloned(), promise, tally: Tally::default() });
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
