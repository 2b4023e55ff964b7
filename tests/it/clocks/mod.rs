//! Clocks in full, by hand: starts, acts, pauses, changed targets, reopening, armed updates, periods, who sets a priority.
//! Each case's reasons are replayed by the verifier as well.

mod changes;
mod pauses;
mod periods;
mod reopening;
mod starts;
mod updates;

use crate::engine::fixture::{Case, at, event, id, input, judged, monitor, report};
use klausel::{
    engine::{Instants, Subject, Verdicts},
    event::{Event, Happening, UnusedReason},
    model::{Model, Priorities},
    time::Instant,
    verdict::{Deadline, Judgement, Promise, Step, Verdict},
};

/// The founding contract with a change to its priority table.
fn with(change: impl Fn(&mut Priorities)) -> Model {
    let mut model = crate::engine::fixture::founding();
    change(&mut model.priorities[0].body);
    model
}

/// High: 1 h to the reaction, an update every 2 h, from a report by phone.
fn high() -> Happening {
    report("phone", "Ausfall", "eine Leistung ganz")
}

/// Medium: 4 h, an update every 4 h.
fn medium() -> Happening {
    report("phone", "Ausfall", "Teil einer Leistung")
}

fn told(events: &[(&str, Happening)]) -> Vec<Event> {
    input(events.iter().map(|(when, says)| event(at(when), "INC-1", says.clone())))
}

/// The case as of an instant; its reasons are replayed.
fn case(model: &Model, as_of: &str, events: &[(&str, Happening)]) -> Case {
    case_of(model, as_of, told(events))
}

fn case_of(model: &Model, as_of: &str, events: Vec<Event>) -> Case {
    for judgement in why(model, as_of, events.clone()) {
        let json = serde_json::to_value(&judgement).expect("JSON");
        if let Err(refused) = klausel_verify::verify_in(&json, "Europe/Berlin") {
            panic!("{refused}\n{json:#}");
        }
    }
    judged(model, at(as_of), events)
}

fn why(model: &Model, as_of: &str, events: Vec<Event>) -> Vec<Judgement> {
    let monitor = monitor(model, events);
    let instants = Instants { as_of: at(as_of), known_as_of: at(as_of) };
    let subject = Subject::Case("INC-1".into());
    let both = [Promise::Reaction, Promise::Update];
    both.into_iter().flat_map(|promise| monitor.why(&subject, promise, instants)).collect()
}

fn steps(model: &Model, as_of: &str, events: &[(&str, Happening)]) -> Vec<Step> {
    why(model, as_of, told(events)).into_iter().flat_map(|judgement| judgement.reason.steps).collect()
}

/// Verdict and due instant of the reaction.
fn reaction(case: &Case) -> (Verdict, Option<Instant>) {
    let (verdict, Deadline { due_at, .. }) = case.reaction();
    (verdict, *due_at)
}

fn listed(model: &Model, as_of: &str, events: Vec<Event>) -> Vec<UnusedReason> {
    let verdicts = monitor(model, events).finish(Some(at(as_of)), None);
    verdicts.unused.into_iter().map(|unused| unused.reason).collect()
}

fn judged_in(model: &Model, events: Vec<Event>, (from, until): (&str, &str), as_of: &str) -> Verdicts {
    let period = klausel::time::Interval::new(at(from), at(until));
    monitor(model, events).judge_period(period, Some(at(as_of)), None)
}

fn due(reading: &str) -> Option<Instant> {
    Some(at(reading))
}

fn priority_of(case: &Case) -> Option<klausel::Id> {
    case.reaction().1.priority.clone()
}

fn name(word: &str) -> Option<klausel::Id> {
    Some(id(word))
}
