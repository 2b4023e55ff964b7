//! Checks of single steps of downtime: what of an agreed interval counts, and whether an outage counts and how long.
//! Their union and the comparison are left to `availability`.

use crate::{
    check::Checks,
    moment::Moment,
    refused::{Basis, Place, Refused},
    spans::{self, Span},
    step::Planned,
    words::{CountedBy, MaintenanceAct, Outage, State},
};

/// What part of time a step can speak of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// The first instant from which a state of before is shown.
    pub(crate) begins: Moment,
    /// The period judged.
    pub(crate) judged: Span,
    /// As of when.
    pub(crate) as_of: Moment,
}

/// Checks one step of planned downtime: what counts is what was agreed, unless it was withdrawn or finished early.
pub(crate) fn check_planned(
    index: usize,
    planned: &Planned,
    (window, outages): (&[Span], &[Span]),
    known: Known,
    checks: &mut Checks,
) -> Result<(), Refused> {
    let at = Place::Step(index);
    checks.ranges(at, "planned downtime", &planned.counts, Some(known.judged))?;
    for (_, by) in &planned.acts {
        let happened = by.at <= known.as_of;
        checks.keeps(at, "the act", by.at, "it happened after the judgement's as of", happened)?;
    }
    for ((_, one), (_, next)) in planned.acts.iter().zip(planned.acts.iter().skip(1)) {
        checks.keeps(at, "the act", next.at, "acts are in the order in which they happened", one.at <= next.at)?;
    }
    let Some(agreed) = planned.agreed else {
        // Standing downtime: what another window leaves of this one.
        let shared = spans::minus(&planned.counts, window).is_empty();
        return checks.keeps(at, "standing downtime", planned.counts.clone(), "it leaves the window", shared);
    };
    checks.keeps(at, "planned downtime", agreed, "it is reversed", agreed.from <= agreed.until)?;
    if planned.counts.is_empty() && planned.beyond.is_empty() {
        return Ok(());
    }
    if let Some((_, first)) = planned.acts.first() {
        let ahead = first.at < agreed.from;
        checks.keeps(at, "the agreement", first.at, "it was made once the interval had begun", ahead)?;
    }
    let ended = |(act, by): &(MaintenanceAct, crate::step::EventRef)| match act {
        MaintenanceAct::Finished | MaintenanceAct::Withdrawn | MaintenanceAct::Moved => Some(by.at),
        MaintenanceAct::Agreed | MaintenanceAct::Announced | MaintenanceAct::Extended => None,
    };
    let until = planned.acts.iter().filter_map(ended).filter(|end| *end > agreed.from).min();
    let stands = Span { from: agreed.from, until: until.unwrap_or(agreed.until).min(agreed.until) };
    let expected: Vec<Span> = stands.cut(known.judged).into_iter().collect();
    // Announced once an outage had begun, it does not cover that outage.
    let announced = planned.acts.iter().rev().find(|(act, by)| is_made(*act) && by.at < agreed.from);
    let during = |at: Moment| outages.iter().copied().filter(move |outage| outage.from < at && at < outage.until);
    let uncovered: Vec<Span> = match announced {
        Some((MaintenanceAct::Announced, by)) => during(by.at).collect(),
        _ => Vec::new(),
    };
    checks.ranges(at, "what is beyond the budget", &planned.beyond, Some(known.judged))?;
    let expected = spans::minus(&spans::minus(&expected, &uncovered), &planned.beyond);
    checks.union(at, "planned downtime", &planned.counts, "what was agreed", &expected)
}

/// Checks one outage: its ends are its events', its place or cause decides, and so much of it lies in the base.
pub(crate) fn check_outage(
    index: usize,
    outage: &Outage,
    agreed: &[Span],
    known: Known,
    choices: &[&str],
    checks: &mut Checks,
) -> Result<(), Refused> {
    let at = Place::Step(index);
    let Span { from, until } = outage.interval;
    let touching = spans::overlap(&[outage.interval], &[known.judged]);
    checks.keeps(at, "the outage", outage.interval, "it is reversed", from <= until)?;
    let may_reach = choices.iter().any(|choice| ["shortest_run", "whole_minutes"].contains(choice));
    let reaches = !touching.is_empty() || may_reach;
    checks.keeps(at, "the outage", outage.interval, "it lies outside the period", reaches)?;
    // A state of before the first event, which that event states, is shown from the period's begin on, or from before where
    // whole runs count.
    let is_before = from == known.begins || (may_reach && from < known.begins);
    let stated_later = is_before && from < outage.began.at && outage.began.at <= until;
    let reported = outage.reported.is_some_and(|reported| {
        let first = choices.contains(&"outage_from_first") && reported <= from && from <= outage.began.at;
        let report = choices.contains(&"outage_from_report") && from == reported.max(outage.began.at);
        first || report
    });
    let at_report = outage.counts && choices.contains(&"outage_from_report");
    let begins =
        if at_report && !stated_later { reported } else { from == outage.began.at || stated_later || reported };
    checks.keeps(at, "the outage", from, "it begins with its event, or before as that says", begins)?;
    let ends = outage.ended.as_ref().map_or(known.as_of, |ended| ended.at);
    checks.same(at, "the outage", until, Basis::Of("its event or the as of"), ends)?;
    let counts = counts_by(outage, choices);
    if let Some(counts) = counts {
        checks.same(at, "counts", word(outage.counts), Basis::Of("what decided it"), word(counts))?;
    }
    checks.ranges(at, "unclear time", &outage.unclear, Some(outage.interval))?;
    let in_base = spans::measure(&spans::overlap(&spans::overlap(agreed, &[known.judged]), &outage.clear()));
    checks.same(at, "time in the base", outage.in_base, Basis::Of("outage and base"), in_base)
}

/// Whether an outage counts by what decided it; `None` where a choice decided that this version does not know.
fn counts_by(outage: &Outage, choices: &[&str]) -> Option<bool> {
    if outage.state == State::Up {
        return Some(false);
    }
    match &outage.decided_by {
        CountedBy::ProviderSide { .. } | CountedBy::NoHandoverPoint => {
            let impaired = outage.state == State::Degraded;
            Some(!impaired || ["impairment_counts", "impairments_of_degree"].iter().any(|one| choices.contains(one)))
        }
        CountedBy::CustomerSide { .. } | CountedBy::CauseExcluded { .. } => Some(false),
        CountedBy::Choice(chosen) => chosen_counts(&chosen.choice),
        CountedBy::PlaceOnNoSide { choice } => chosen_counts(choice),
    }
}

fn chosen_counts(choice: &str) -> Option<bool> {
    match choice {
        "unexplained_counts" => Some(true),
        "unexplained_unknown" | "impairment_not_counted" | "impairments_of_degree" | "outage_from_report" => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether it is not known yet whether the outage counts, so that it is down in the worst case.
pub(crate) fn is_undecided(outage: &Outage) -> bool {
    match &outage.decided_by {
        CountedBy::Choice(chosen) => is_unknown(&chosen.choice),
        CountedBy::PlaceOnNoSide { choice } => is_unknown(choice),
        CountedBy::ProviderSide { .. }
        | CountedBy::CustomerSide { .. }
        | CountedBy::CauseExcluded { .. }
        | CountedBy::NoHandoverPoint => false,
    }
}

fn is_unknown(choice: &str) -> bool {
    choice == "unexplained_unknown"
}

/// Whether an exclusion takes the outage out.
pub(crate) fn is_excused(outage: &Outage) -> bool {
    !outage.counts && matches!(outage.decided_by, CountedBy::CustomerSide { .. } | CountedBy::CauseExcluded { .. })
}

/// Whether nothing that is still said of an outage's place or cause can take it out.
pub(crate) fn is_explained(outage: &Outage) -> bool {
    outage.cause.is_some() && may_be_explained(outage)
}

/// Whether that may be so, if the contract excludes no cause.
pub(crate) fn may_be_explained(outage: &Outage) -> bool {
    matches!(outage.decided_by, CountedBy::ProviderSide { .. } | CountedBy::NoHandoverPoint)
}

fn is_made(act: MaintenanceAct) -> bool {
    match act {
        MaintenanceAct::Agreed | MaintenanceAct::Announced | MaintenanceAct::Moved | MaintenanceAct::Extended => true,
        MaintenanceAct::Withdrawn | MaintenanceAct::Finished => false,
    }
}

/// All that counts as planned, of these steps.
pub(crate) fn counts<'a>(planned: impl Iterator<Item = &'a &'a Planned>) -> Vec<Span> {
    planned.flat_map(|planned| planned.counts.iter().copied()).collect()
}

fn word(counts: bool) -> &'static str {
    if counts { "yes" } else { "no" }
}
