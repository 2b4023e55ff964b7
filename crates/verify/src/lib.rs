//! Replays the reasons of verdicts, and refuses one in which any figure was altered.
//! Judging is left to the engine, which this crate cannot depend on: it shares no type and no arithmetic with it.
//!
//! A judgement says its verdict, its figures and the steps that led to them. [`verify`] takes those steps one by one
//! and computes each figure again from the events and openings that the steps name. What only the contract or the
//! event log can bear out is taken as evidence; [`alter::evidence`] lists it.

mod availability;
mod calendar;
mod check;
mod closing;
mod days;
mod deadline;
mod downtime;
mod duty;
mod foreseen;
mod judgement;
mod limit;
mod moment;
mod percent;
mod period;
mod refused;
mod rows;
mod spans;
mod step;
mod words;
mod zone;

pub mod alter;

pub use judgement::{Promise, Verdict};
pub use moment::{Day, Length, Moment};
pub use refused::{Basis, Figure, Place, Refused};
pub use spans::Span;

use calendar::Calendar;
use check::Checks;
use chrono_tz::Tz;
use judgement::{Figures, Judgement};
use step::Step;

/// A judgement whose figures all follow from its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replayed {
    /// Which promise was judged.
    pub promise: Promise,
    /// Whom it is about: the case or the service.
    pub subject: String,
    /// The verdict that the steps give, which is the one claimed.
    pub verdict: Verdict,
    /// How many steps were replayed.
    pub steps: usize,
    /// How many claims were compared.
    pub checks: usize,
}

/// Replays a judgement given as JSON; no zone is assumed beyond those that its steps name.
///
/// # Errors
///
/// [`Refused`], with the first step whose claim does not follow, what was claimed and what was computed.
///
/// ```
/// let judgement = r#"{
///   "promise": "reaction", "subject": "INC-81", "verdict": "met", "stage": "decided",
///   "as_of": "2025-03-10T12:00:00.000Z", "known_as_of": "2025-03-10T12:00:00.000Z",
///   "figures": {"deadline": {"priority": "high", "row": "high", "started_at": "2025-03-07T16:30:00.000Z",
///     "due_at": "2025-03-10T07:30:00.000Z", "stopped_at": "2025-03-10T07:20:00.000Z",
///     "limit": 3600000, "used": 3000000, "margin": 600000}},
///   "reason": [
///     {"step": "started", "at": "2025-03-07T16:30:00.000Z",
///      "by": {"source": "desk", "id": "d-81", "at": "2025-03-07T16:30:00.000Z"}},
///     {"step": "row_applies", "priority": "high", "from": "2025-03-07T16:30:00.000Z", "limit": 3600000,
///      "cite": {"clause": {"kind": "priorities", "name": "operation"}, "item": {"row": 1}},
///      "by": {"source": "desk", "id": "d-81", "at": "2025-03-07T16:30:00.000Z"}},
///     {"step": "windows", "within": {"from": "2025-03-07T16:30:00.000Z", "until": "2025-03-10T07:30:00.000Z"},
///      "cite": {"clause": {"kind": "service_window", "name": "operation"}, "item": "heading"}, "holidays": [],
///      "openings": [{"from": "2025-03-07T16:30:00.000Z", "until": "2025-03-07T17:00:00.000Z"},
///                   {"from": "2025-03-10T07:00:00.000Z", "until": "2025-03-10T07:30:00.000Z"}]},
///     {"step": "due", "from": "2025-03-07T16:30:00.000Z", "limit": 3600000, "at": "2025-03-10T07:30:00.000Z"},
///     {"step": "acted", "act": "reaction", "at": "2025-03-10T07:20:00.000Z",
///      "by": {"source": "desk", "id": "d-82", "at": "2025-03-10T07:20:00.000Z"}},
///     {"step": "used", "from": "2025-03-07T16:30:00.000Z", "until": "2025-03-10T07:20:00.000Z", "used": 3000000},
///     {"step": "concluded", "verdict": "met"}
///   ]}"#;
/// assert_eq!(klausel_verify::verify(judgement)?.verdict, klausel_verify::Verdict::Met);
///
/// let altered = judgement.replace(r#""limit": 3600000, "at""#, r#""limit": 3000000, "at""#);
/// let refused = klausel_verify::verify(&altered).unwrap_err();
/// assert_eq!(refused.to_string(), "step 3: the limit 50 min was claimed, the row gives 1 h");
/// # Ok::<(), klausel_verify::Refused>(())
/// ```
pub fn verify(judgement_json: &str) -> Result<Replayed, Refused> {
    let judgement = serde_json::from_str(judgement_json).map_err(unreadable)?;
    replay(&judgement, None)
}

/// Replays a judgement given as a JSON value; see [`verify`].
///
/// # Errors
///
/// As [`verify`].
pub fn verify_value(judgement: &serde_json::Value) -> Result<Replayed, Refused> {
    let judgement = <Judgement as serde::Deserialize>::deserialize(judgement).map_err(unreadable)?;
    replay(&judgement, None)
}

/// Replays a judgement with the IANA zone of its contract, such as `Europe/Berlin`, so that no opening may start on a
/// holiday's local date and a period must begin and end at local midnight. Without the zone, both need only hold in
/// some zone.
///
/// # Errors
///
/// As [`verify`], and [`Refused::NoSuchZone`].
pub fn verify_in(judgement: &serde_json::Value, zone: &str) -> Result<Replayed, Refused> {
    let zone: Tz = zone.parse().map_err(|_| Refused::NoSuchZone { zone: zone.to_owned() })?;
    let judgement = <Judgement as serde::Deserialize>::deserialize(judgement).map_err(unreadable)?;
    replay(&judgement, Some(zone))
}

fn unreadable(why: serde_json::Error) -> Refused {
    Refused::Unreadable { why: why.to_string() }
}

fn replay(judgement: &Judgement, zone: Option<Tz>) -> Result<Replayed, Refused> {
    let steps = &judgement.reason;
    if steps.is_empty() {
        return Err(Refused::NoReason);
    }
    let mut checks = Checks::default();
    checks.events(steps, judgement.as_of, judgement.known_as_of)?;
    let choices = choices(steps);
    if choices.contains(&"instants_to_minute") {
        checks.whole_minutes(steps, zone)?;
    }
    let calendar = Calendar::read(steps, zone, &mut checks)?;
    let verdict = match (&judgement.figures, judgement.promise) {
        (Figures::Deadline(figures), Promise::Reaction | Promise::Update) => {
            deadline::replay(judgement, figures, calendar, choices, &mut checks)?
        }
        (Figures::Availability(figures), Promise::Availability) => {
            availability::replay(judgement, figures, calendar, choices, zone, &mut checks)?
        }
        (Figures::Duty(figures), Promise::Duty) => duty::replay(judgement, figures, calendar, choices, &mut checks)?,
        (Figures::Deadline(_) | Figures::Availability(_) | Figures::Duty(_), _) => {
            let rule = "its figures are those of another promise";
            return Err(Refused::Breaks { at: Place::Judgement, what: "the promise", claimed: word(judgement), rule });
        }
    };
    conclude(judgement, verdict, &mut checks)?;
    let Judgement { promise, subject, .. } = judgement;
    Ok(Replayed { promise: *promise, subject: subject.clone(), verdict, steps: steps.len(), checks: checks.made })
}

/// The last step, and it alone, says the verdict, as does the judgement. Where facts are disputed, it says what one
/// reading of them comes to, and then that the readings differ.
fn conclude(judgement: &Judgement, verdict: Verdict, checks: &mut Checks) -> Result<(), Refused> {
    let (steps, claim) = (&judgement.reason, judgement.verdict);
    let (concluded, verdict) = match steps.as_slice() {
        [.., Step::Concluded { .. }, Step::Disputed { .. }, Step::Concluded { verdict: last }] => {
            let reading = Place::Step(steps.len() - 3);
            let differs = verdict != Verdict::Undetermined;
            checks.keeps(reading, "the verdict", verdict, "it is undetermined without the dispute", differs)?;
            // What is open by one reading stays so: facts still to happen decide.
            let is_case = !matches!(judgement.figures, Figures::Availability(_));
            let disputed = if is_case && verdict == Verdict::Open { Verdict::Open } else { Verdict::Undetermined };
            checks.same(Place::Step(steps.len() - 1), "the verdict", *last, Basis::Of("the dispute"), disputed)?;
            (steps.len() - 3, (verdict, disputed))
        }
        _ => (steps.len() - 1, (verdict, verdict)),
    };
    let (reading, whole) = verdict;
    for (index, step) in steps.iter().enumerate().take(concluded + 1) {
        if let Step::Concluded { verdict: claimed } = step {
            checks.same(Place::Step(index), "the verdict", *claimed, Basis::Of("the reason"), reading)?;
            checks.keeps(Place::Step(index), "the verdict", *claimed, "steps follow it", index == concluded)?;
        } else if index == concluded {
            return Err(Refused::Lacks { at: Place::Step(index), lacking: "the conclusion", claim: claim.into() });
        }
    }
    checks.same(Place::Judgement, "the verdict", claim, Basis::Of("the reason"), whole)
}

/// The choices that the reason used, by their words.
fn choices(steps: &[Step]) -> Vec<&str> {
    let mut choices = Vec::new();
    for step in steps {
        if let Step::Chosen(chosen) = step {
            choices.push(chosen.choice.as_str());
        }
    }
    choices
}

fn word(judgement: &Judgement) -> Figure {
    let word = match judgement.promise {
        Promise::Reaction => "reaction",
        Promise::Update => "update",
        Promise::Availability => "availability",
        Promise::Duty => "duty",
    };
    word.into()
}
