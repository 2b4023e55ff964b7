//! The facts of a contract in a year: every figure said in the hours that people live in, before anything has happened.
//! What a promise allows is judged by `engine` over no event; the words are left to `text`.

mod limits;
mod text;
mod windows;

pub use limits::{LimitFacts, Wait};
pub use windows::{HolidayFacts, ListFacts, MonthTime, WindowFacts};

use crate::{
    check::Contract,
    compile::{CompileError, Program, period_of},
    engine::Monitor,
    model::PeriodKind,
    name::Id,
    percent::Percent,
    report::Period,
    time::{Date, Instant, Interval, Millis, Undetermined},
    verdict::{Figures, Judgement, Verdict},
};
use serde::Serialize;

/// The facts of a contract in a calendar year, cut to the time in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// What this is: [`Facts::SCHEMA`].
    pub schema: &'static str,
    /// The version of its keys: [`Facts::VERSION`].
    pub version: u32,
    /// The contract's name.
    pub contract: Id,
    /// The year.
    pub year: i32,
    /// What of the year the contract is in force; `None`: nothing.
    pub in_force: Option<Period>,
    /// What each promised availability allows.
    pub availability: Vec<AvailabilityFacts>,
    /// What each period for a reaction or an update means.
    pub limits: Vec<LimitFacts>,
    /// The service windows in the year.
    pub windows: Vec<WindowFacts>,
    /// The holidays of the year, list by list.
    pub holidays: Vec<ListFacts>,
}

/// What a promised availability allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AvailabilityFacts {
    /// The service.
    pub service: Id,
    /// The target.
    pub target: Percent,
    /// The measuring period.
    pub per: PeriodKind,
    /// Each measuring period of the year.
    pub periods: Vec<Allowed>,
    /// The first measuring period of all, where the contract begins within it and it lies in another year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Allowed>,
}

/// What a target allows in one measuring period without planned downtime that would still have to be agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Allowed {
    /// The period, cut to the time in force.
    pub period: Period,
    /// Whether only a part of it is in force.
    pub part: bool,
    /// Whether it is judged: the contract may leave a part period out.
    pub judged: bool,
    /// The base.
    pub base_ms: Millis,
    /// Downtime that the target allows.
    pub allowed_ms: Millis,
}

/// Why a contract has no facts in a year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FactsError {
    /// It contradicts itself in what it computes with.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The calendars do not know the year.
    #[error("the calendars have no answer for the year {0}")]
    Beyond(i32),
}

impl From<Undetermined> for FactsError {
    fn from(undetermined: Undetermined) -> Self {
        FactsError::Beyond(undetermined.year())
    }
}

impl Facts {
    /// The name of the schema.
    pub const SCHEMA: &'static str = "klausel-facts";
    /// The version of its keys; it grows when a key is renamed, removed or comes to mean something else.
    pub const VERSION: u32 = 1;

    /// The facts of a contract in a year.
    ///
    /// ```
    /// use klausel::{Contract, facts::Facts, time::Millis};
    /// let text = std::fs::read_to_string("contracts/systembetrieb/contract.klausel.md")?;
    /// let facts = Facts::of(&Contract::read("contract.klausel.md", &text)?, 2025)?;
    /// let first = &facts.availability[0];
    /// // 98.5 % of 2,490 h.
    /// assert_eq!(first.periods[0].allowed_ms, Millis::minutes(37 * 60 + 21));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`FactsError`] where the calendars do not know the year, or windows contradict themselves.
    pub fn of(contract: &Contract, year: i32) -> Result<Facts, FactsError> {
        let program = Program::compile(&contract.model, &contract.places)?;
        let zone = program.zone();
        let days = Date::new(year, 1, 1).zip(Date::new(year, 12, 31)).filter(|(first, _)| first.year() >= 1970);
        let (first, last) = days.ok_or(FactsError::Beyond(year))?;
        let whole = Period::days(first, last, zone).interval();
        let within = whole.intersect(program.term());
        let in_force = (!within.is_empty()).then(|| Period::of(within, zone));
        Ok(Facts {
            schema: Facts::SCHEMA,
            version: Facts::VERSION,
            contract: contract.model.head.name.clone(),
            year,
            in_force,
            availability: if within.is_empty() { Vec::new() } else { availability(&program, within) },
            limits: limits::of(&contract.model, &program, within)?,
            windows: windows::of(&contract.model, &program, within)?,
            holidays: windows::lists(&contract.model, (first, last)),
        })
    }

    /// As JSON, with a line's end.
    ///
    /// # Errors
    /// Never, as far as is known; the signature leaves it to serde.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

/// What the engine judges where nothing has happened: the base of each measuring period, and what may be missing from it.
fn availability(program: &Program, within: Interval) -> Vec<AvailabilityFacts> {
    let monitor = Monitor::new(program.clone());
    let zone = program.zone();
    let judged = |range: Interval| monitor.judge_period(range, Some(range.until), Some(range.until)).judgements;
    let (this_year, begin) = (judged(within), program.term().from);
    let mut found = Vec::new();
    for (_, service, per) in program.promised_services() {
        let whole = |at: Instant| period_of(per, at, zone);
        let allowed = |judgement: &Judgement| {
            let Figures::Availability(figures) = &judgement.figures else { return None };
            let is_part = whole(figures.period.from) != Some(figures.period);
            let allowed = Allowed {
                period: Period::of(figures.period, zone),
                part: is_part,
                judged: judgement.verdict != Verdict::NotOwed,
                base_ms: figures.base,
                allowed_ms: figures.budget,
            };
            Some((figures.target, allowed))
        };
        let of_service = |judgements: &[Judgement]| -> Vec<(Percent, Allowed)> {
            let own = judgements.iter().filter(|judgement| *judgement.subject == *service.as_str());
            own.filter_map(allowed).filter(|(_, allowed)| !allowed.period.interval().is_empty()).collect()
        };
        let periods = of_service(&this_year);
        let first = Some(begin).filter(|begin| *begin > Instant::MIN && *begin < within.from).and_then(whole);
        let first = first.filter(|period| period.from < begin && period.until <= within.from);
        let first = first.and_then(|period| of_service(&judged(period)).into_iter().next());
        let target = periods.iter().chain(&first).map(|(target, _)| *target).next();
        found.extend(target.map(|target| AvailabilityFacts {
            service: service.clone(),
            target,
            per,
            periods: periods.into_iter().map(|(_, allowed)| allowed).collect(),
            first: first.map(|(_, allowed)| allowed),
        }));
    }
    found
}
