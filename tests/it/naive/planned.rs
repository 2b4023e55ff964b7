//! Downtime that was agreed or announced, from the text of 2.3: when it counts, and what moves, extends and ends it.
//! Standing downtime, and what planned downtime does to the base, are left to `availability`.

use super::{counts, facts::Fact, periods, states::Track, words};
use klausel::{
    event::{Happening, Maintenance, MaintenanceAct},
    model::{AgreedDowntime, FinishedEarly, Model, PlannedDowntime},
    time::{Instant, Interval, Intervals, Millis},
};
use std::sync::Arc;

/// An interval of downtime that was agreed or announced.
struct Agreement {
    /// As it was made.
    interval: Interval,
    /// Until when it holds: its end, or when it was withdrawn or reported finished.
    until: Instant,
    /// By which rule it counts, if it does.
    rule: Option<usize>,
    /// The outages that it does not cover.
    not_covered: Intervals,
    /// What it is called, what it was called when it was first agreed before all.
    names: Vec<Arc<str>>,
}

/// The rules by which downtime is agreed.
pub(super) fn rules(model: &Model) -> impl Iterator<Item = &AgreedDowntime> {
    model.planned.iter().filter_map(|clause| match &clause.body {
        PlannedDowntime::Agreed(rule) => Some(rule),
        PlannedDowntime::Standing { .. } => None,
    })
}

/// When a service is planned to be down by agreement, of facts in their order, while such was said of it.
pub(super) fn agreed(model: &Model, tracks: &[Track], facts: &[Fact]) -> Intervals {
    let mut all: Vec<Agreement> = Vec::new();
    for fact in facts {
        let Happening::Maintenance(said) = &fact.event.says else { continue };
        let cut = |at: Option<Instant>| at.map(|at| words::cut(model, at));
        let said = &Maintenance { from: cut(said.from), until: cut(said.until), ..said.clone() };
        let concerned = concerned(&all, said, fact.at);
        match said.act {
            MaintenanceAct::Agreed | MaintenanceAct::Announced => {
                make((model, tracks), &mut all, fact, said, said.from, Vec::new());
            }
            // "Moving withdraws it and makes a new one."
            MaintenanceAct::Moved => {
                let Some(old) = concerned else { continue };
                let names = all[old].names.clone();
                end(model, &mut all, old, fact.at, said.act);
                make((model, tracks), &mut all, fact, said, said.from, names);
            }
            // "An extension is a new interval from the old end, with the same lead."
            MaintenanceAct::Extended => {
                let Some(old) = concerned else { continue };
                let (names, from) = (all[old].names.clone(), all[old].until);
                make((model, tracks), &mut all, fact, said, Some(from), names);
            }
            // "Withdrawal counts from when it is made. It ends early when reported finished."
            MaintenanceAct::Withdrawn | MaintenanceAct::Finished => {
                if let Some(old) = concerned {
                    end(model, &mut all, old, fact.at, said.act);
                }
            }
        }
    }
    let mut planned = Intervals::EMPTY;
    for (number, rule) in rules(model).enumerate() {
        let mut its: Vec<&Agreement> = all.iter().filter(|one| one.rule == Some(number)).collect();
        its.sort_by_key(|one| one.interval);
        planned = planned.union(&within_budget(model, rule, &its));
    }
    planned
}

/// "A budget is used in order of start over its own period; what exceeds it does not count as planned."
fn within_budget(model: &Model, rule: &AgreedDowntime, its: &[&Agreement]) -> Intervals {
    let mut counted = Intervals::EMPTY;
    for one in its {
        let holds = Intervals::from([Interval::new(one.interval.from, one.until)]).minus(&one.not_covered);
        let Some((budget, per)) = rule.budget else {
            counted = counted.union(&holds);
            continue;
        };
        for piece in holds.minus(&counted).iter() {
            let mut at = piece.from;
            while at < piece.until {
                let period = periods::of(model.head.zone, per, at);
                let left = Millis(i64::max((budget - counted.clip(period).total()).0, 0));
                let until = piece.until.min(period.until);
                counted = counted.union(&Intervals::from([Interval::new(at, until.min(at + left))]));
                at = until;
            }
        }
    }
    counted
}

/// "It counts iff made before the interval begins, by the lead at least, by the party that must."
fn make(
    (model, tracks): (&Model, &[Track]),
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
    let by = words::party(said.by.as_deref());
    let has_form = |form| words::has_form(said.form.as_deref(), form);
    let rule = rules(model).position(|rule| {
        let in_time = fact.at < from && fact.at + rule.lead.unwrap_or(Millis::ZERO) <= from;
        // An announcement is no agreement, and silence is no consent.
        let agreed = rule.agreed_by.is_none_or(|(party, form)| !announced && by == Some(party) && has_form(form));
        let told = rule.announced_by.is_none_or(|(party, form)| by == Some(party) && has_form(form));
        in_time && agreed && told
    });
    // "Announced (not agreed) after an outage began, it does not cover that outage."
    let outages = tracks.iter().flat_map(|track| &track.outages).map(|outage| counts::interval(model, outage));
    let runs = |outage: &Interval| announced && outage.from < fact.at && fact.at < outage.until;
    let not_covered = Intervals::from_unsorted(outages.filter(runs));
    all.push(Agreement { interval: Interval::new(from, until), until, rule, not_covered, names });
}

/// Ends an interval, with its extensions, from an instant on.
fn end(model: &Model, all: &mut [Agreement], place: usize, at: Instant, act: MaintenanceAct) {
    let first = all[place].names.first().cloned();
    for one in all.iter_mut().filter(|one| one.names.first() == first.as_ref() && one.until > at) {
        let rule = one.rule.and_then(|number| rules(model).nth(number));
        let finished_early = rule.and_then(|rule| rule.finished_early).unwrap_or(FinishedEarly::EndsThen);
        let has_begun = one.interval.from <= at;
        // "It ends early when reported finished (choice: as announced)."
        if act == MaintenanceAct::Finished && has_begun && finished_early == FinishedEarly::AsAnnounced {
            continue;
        }
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
