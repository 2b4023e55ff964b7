//! What starts the clocks of a case, from the text of 2.2: "default: the report; choices: a complete report, the
//! provider's knowledge from monitoring, whichever first". What follows is left to `story`.

use super::{clock::Clock, facts::Fact, window::Windows, words};
use klausel::{
    event::{Happening, Report},
    model::{Channel, Desk, Model, Priorities, Starts, Stated},
    time::Instant,
};

/// How a case begins.
pub(super) struct Beginning {
    /// The place of its report among the facts.
    pub(super) report: usize,
    pub(super) reported_at: Instant,
    pub(super) channel: Option<Channel>,
    /// When its clocks start, and after how many of its facts of that instant.
    pub(super) start: Instant,
    pub(super) starts_after: usize,
}

/// Whether no customer made it: the provider's monitoring detected the case.
pub(super) fn is_detected(contact: &Report) -> bool {
    contact.reporter.as_deref() == Some("monitoring")
}

/// The beginning that facts in their order tell, if they tell one.
pub(super) fn of(windows: &Windows<'_>, model: &Model, table: &Priorities, facts: &[Fact]) -> Option<Beginning> {
    let starts = table.starts.clone().unwrap_or(Starts::AtReport);
    let begins = |fact: &Fact| match (&fact.event.says, &starts) {
        (Happening::Reported(_), Starts::Earliest) => true,
        (Happening::Reported(contact), Starts::WhenDetected) => is_detected(contact),
        (Happening::Reported(contact), Starts::AtReport | Starts::WhenComplete(_)) => !is_detected(contact),
        _ => false,
    };
    let report = facts.iter().position(begins)?;
    let reported_at = facts[report].at;
    let completes = match &starts {
        Starts::WhenComplete(wanted) => complete(wanted, facts, report)?,
        _ => report,
    };
    let channel_of = |place: usize| match &facts[place].event.says {
        Happening::Reported(contact) | Happening::Contacted(contact) => {
            (words::channel(model, contact), is_detected(contact))
        }
        _ => panic!("a contact"),
    };
    let (channel, by_monitoring) = channel_of(completes);
    let at = facts[completes].at.max(reported_at);
    // What monitoring knows is known at once.
    let start = if by_monitoring { at } else { received(windows, model, channel, at) };
    // What completes a report says what holds from the start on.
    let starts_after = if completes == report || start != at { 0 } else { completes + 1 };
    let (channel, by_monitoring) = channel_of(report);
    Some(Beginning { report, reported_at, channel: channel.filter(|_| !by_monitoring), start, starts_after })
}

/// The contact with which the report, with those before it, has stated everything that is wanted.
fn complete(wanted: &[Stated], facts: &[Fact], report: usize) -> Option<usize> {
    let places = std::iter::once(report).chain((0..facts.len()).filter(|place| *place != report));
    let mut lacking = wanted.to_vec();
    for place in places {
        let (Happening::Reported(said) | Happening::Contacted(said)) = &facts[place].event.says else { continue };
        if is_detected(said) {
            continue;
        }
        lacking.retain(|stated| match stated {
            Stated::Service => said.service.is_none(),
            Stated::Effect => said.effect.is_none(),
            Stated::Extent => said.extent.is_none(),
            Stated::Reporter => said.reporter.is_none(),
        });
        if lacking.is_empty() {
            // A contact dated before the report counts with it.
            return Some(if facts[place].at <= facts[report].at { report } else { place });
        }
    }
    None
}

/// "Where the service desk's clause says so, a report outside the window counts as received at the next opening."
pub(super) fn received(windows: &Windows<'_>, model: &Model, channel: Option<Channel>, at: Instant) -> Instant {
    let Some(window) = desk(model, channel).and_then(|desk| desk.deemed_received.as_ref()) else { return at };
    Clock { windows, window: Some(window), pauses: Vec::new() }.opening(at).unwrap_or(at)
}

/// The desk at which a report came in: the one with its channel; where none has it, the first that says when a report
/// counts as received.
fn desk(model: &Model, channel: Option<Channel>) -> Option<&Desk> {
    let has = |desk: &&Desk| channel.is_some_and(|channel| desk.rows.iter().any(|row| row.channel == channel));
    let mut desks = model.desks.iter().map(|clause| &clause.body);
    desks.clone().find(has).or_else(|| desks.find(|desk| desk.deemed_received.is_some()))
}
