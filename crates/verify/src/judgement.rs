//! A judgement as its JSON has it: verdict, figures and the list of steps.
//! The steps themselves are left to `step`; the names are those of the JSON, the types this crate's own.

use crate::{
    days::Term,
    moment::{Length, Moment},
    percent::Percent,
    refused::Figure,
    spans::Span,
    step::{Clause, Step},
};
use serde::Deserialize;
use std::fmt;

/// A judged promise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Judgement {
    pub(crate) promise: Promise,
    pub(crate) subject: String,
    pub(crate) verdict: Verdict,
    pub(crate) stage: Stage,
    pub(crate) as_of: Moment,
    pub(crate) known_as_of: Moment,
    pub(crate) figures: Figures,
    pub(crate) reason: Vec<Step>,
}

/// What a promise came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// Which promise was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    Revisable,
    Decided,
    Final,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Figures {
    Deadline(Deadline),
    Availability(Availability),
    Duty(DutyFigures),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DutyFigures {
    #[serde(rename = "duty")]
    pub(crate) _duty: Clause,
    #[serde(rename = "owed_by")]
    pub(crate) _owed_by: String,
    #[serde(default)]
    pub(crate) period: Option<Span>,
    #[serde(default, rename = "owed_for")]
    pub(crate) _owed_for: Option<String>,
    pub(crate) started_at: Option<Moment>,
    pub(crate) due_at: Option<Moment>,
    pub(crate) performed_at: Option<Moment>,
    pub(crate) times: u32,
    pub(crate) done: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deadline {
    pub(crate) priority: Option<String>,
    pub(crate) row: Option<String>,
    pub(crate) started_at: Option<Moment>,
    pub(crate) due_at: Option<Moment>,
    pub(crate) stopped_at: Option<Moment>,
    pub(crate) limit: Option<Term>,
    pub(crate) used: Length,
    pub(crate) margin: Option<Length>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Availability {
    pub(crate) period: Span,
    pub(crate) window: Length,
    pub(crate) planned: Length,
    #[serde(default)]
    pub(crate) excluded: Length,
    #[serde(default)]
    pub(crate) out: Length,
    pub(crate) base: Length,
    #[serde(default)]
    pub(crate) contingent: Length,
    #[serde(default, rename = "shown")]
    pub(crate) _shown: Option<Shown>,
    pub(crate) down: Length,
    pub(crate) unknown: Length,
    pub(crate) target: Percent,
    pub(crate) budget: Length,
}

/// How the percentage is shown, which decides nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shown {
    #[serde(rename = "decimals")]
    pub(crate) _decimals: u8,
    #[serde(rename = "half_up")]
    pub(crate) _half_up: bool,
}

impl Verdict {
    /// Its word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::Missed => "missed",
            Verdict::Open => "open",
            Verdict::NotOwed => "not_owed",
            Verdict::Excused => "excused",
            Verdict::Undetermined => "undetermined",
        }
    }
}

impl Stage {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Stage::Revisable => "revisable",
            Stage::Decided => "decided",
            Stage::Final => "final",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl From<Verdict> for Figure {
    fn from(verdict: Verdict) -> Self {
        verdict.word().into()
    }
}
