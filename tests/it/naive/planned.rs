//! Downtime that was agreed or announced, from the text of 2.3: when it counts, and what moves, extends and ends it.
//! Standing downtime, and what planned downtime does to the base, are left to `availability`.

use super::{
    facts::Fact,
    states::{Held, States},
    words,
};
use klausel::{
    event::{Happening, Maintenance, MaintenanceAct},
    model::{AgreedDowntime, Model, PlannedDowntime},
    time::{Instant, Interval, Millis},
};
use std::sync::Arc;

/// An interval of downtime that was agreed or announced.
struct Agreement {
    /// As it was made.
    interval: Interval,
    /// Until when it holds: its end, or when it was withdrawn or reported finished.
    until: Instant,
    counts: bool,
    /// The outages that it does not cover.
    not_covered: Vec<Held>,
    /// What it is called, what it was called when it was first agreed before all.
    names: Vec<Arc<str>>,
}

/// Whether an instant is planned by agreement.
pub(super) struct Agreed(Vec<Agreement>);

/// The rules by which downtime is agreed.
pub(super) fn rules(model: &Model) -> impl Iterator<Item = &AgreedDowntime> {
    model.planned.iter().filter_map(|clause| match &clause.body {
        PlannedDowntime::Agreed(rule) => Some(rule),
        PlannedDowntime::Standing { .. } => None,
    })
}

impl Agreed {
    /// What was agreed by facts in their order, while a service's states were such.
    pub(super) fn of(model: &Model, states: &States, facts: &[Fact]) -> Agreed {
        let mut all: Vec<Agreement> = Vec::new();
        for fact in facts {
            let Happening::Maintenance(said) = &fact.event.says else { continue };
            let concerned = concerned(&all, said, fact.at);
            match said.act {
                MaintenanceAct::Agreed | MaintenanceAct::Announced => {
                    make((model, states), &mut all, fact, said, said.from, Vec::new());
                }
                // "Moving withdraws it and makes a new one."
                MaintenanceAct::Moved => {
                    let Some(old) = concerned else { continue };
                    let names = all[old].names.clone();
                    end(&mut all, old, fact.at);
                    make((model, states), &mut all, fact, said, said.from, names);
                }
                // "An extension is a new interval from the old end, with the same lead."
                MaintenanceAct::Extended => {
                    let Some(old) = concerned else { continue };
                    let (names, from) = (all[old].names.clone(), all[old].until);
                    make((model, states), &mut all, fact, said, Some(from), names);
                }
                // "Withdrawal counts from when it is made. It ends early when reported finished."
                MaintenanceAct::Withdrawn | MaintenanceAct::Finished => {
                    if let Some(old) = concerned {
                        end(&mut all, old, fact.at);
                    }
                }
            }
        }
        Agreed(all)
    }

    /// Whether an instant is planned, by what a service's state is then.
    pub(super) fn holds(&self, now: &[&Held], at: Instant) -> bool {
        let covers = |one: &&Agreement| one.counts && one.interval.from <= at && at < one.until;
        // "Announced (not agreed) after an outage began, it does not cover that outage."
        let runs = |one: &Agreement| now.iter().any(|held| one.not_covered.contains(held));
        self.0.iter().filter(covers).any(|one| !runs(one))
    }

    /// Where anything about agreed downtime may change.
    pub(super) fn edges(&self) -> impl Iterator<Item = Instant> {
        self.0.iter().flat_map(|one| [one.interval.from, one.interval.until, one.until])
    }
}

/// "It counts iff made before the interval begins, by the lead at least, by the party that must."
fn make(
    (model, states): (&Model, &States),
    all: &mut Vec<Agreement>,
    fact: &Fact,
    said: &Maintenance,
    from: Option<Instant>,
    mut names: Vec<Arc<str>>,
) {
    let (Some(from), Some(until)) = (from, said.until) else { return };
    if until <= from {
        return;
    }
    names.extend(fact.event.id.clone());
    names.extend(said.agreement.clone());
    let announced = said.act == MaintenanceAct::Announced;
    let counts = rules(model).any(|rule| {
        let in_time = fact.at < from && fact.at + rule.lead.unwrap_or(Millis::ZERO) <= from;
        // An announcement is no agreement, and silence is no consent.
        let agreed = rule.agreed_by.is_none_or(|(party, form)| {
            let by = words::party(said.by.as_deref()) == Some(party);
            !announced && by && words::has_form(said.form.as_deref(), form)
        });
        in_time && agreed
    });
    let before = states.at(fact.at - Millis(1));
    let runs = |held: &&&Held| announced && held.is_out() && before.contains(held);
    let not_covered = states.at(fact.at).iter().filter(runs).map(|held| (*held).clone()).collect();
    all.push(Agreement { interval: Interval::new(from, until), until, counts, not_covered, names });
}

/// Ends an interval, with its extensions, from an instant on.
fn end(all: &mut [Agreement], place: usize, at: Instant) {
    let first = all[place].names.first().cloned();
    for one in all.iter_mut().filter(|one| one.names.first() == first.as_ref() && one.until > at) {
        one.until = at.max(one.interval.from);
    }
}

/// The interval that an act is about: the last of that name or beginning that stands, else the last; without a name, or
/// where a beginning names none, the only one that stands.
fn concerned(all: &[Agreement], said: &Maintenance, at: Instant) -> Option<usize> {
    let stands = |one: &Agreement| one.until > at && one.until > one.interval.from;
    if let Some(name) = &said.agreement {
        let beginning: Option<Instant> = name.parse().ok();
        let is = |one: &Agreement| one.names.contains(name) || Some(one.interval.from) == beginning;
        let last = all.iter().rposition(|one| is(one) && stands(one)).or_else(|| all.iter().rposition(is));
        if last.is_some() || beginning.is_none() {
            return last;
        }
    }
    let standing: Vec<usize> = (0..all.len()).filter(|place| stands(&all[*place])).collect();
    if let [only] = standing[..] { Some(only) } else { None }
}
