//! The checks of monitoring as a series: when the service is down by them, and when nothing observed it.
//! What outages that makes is left to `outages`.

use super::{
    facts::{Standing, unused},
    outages::{Change, Says, Stream},
};
use crate::{
    compile::{CheckSaid, Fact, Said, Watch},
    event::{State, Unused, UnusedReason},
    model::BeforeFirst,
    name::Id,
    time::{Instant, Interval, Intervals, Millis},
};
use std::collections::BTreeMap;

/// What the checks of a service, or of a part of it, come to.
#[derive(Debug, Default)]
pub(super) struct Series<'f> {
    /// Where the state changes or what is known of it does.
    pub(super) changes: Vec<Change<'f>>,
    /// Before the first check, and from when a missed check was due to the next one.
    pub(super) unobserved: Intervals,
    /// Before the first check, where the contract leaves that open.
    pub(super) before_first: Option<Interval>,
    /// Whether what the first check shows holds before it too.
    pub(super) is_projected: bool,
    /// Since when checks fail that are not yet as many as an outage takes.
    pub(super) pending: Intervals,
}

/// One check, or several of one instant that agree.
struct Check<'f> {
    at: Instant,
    fact: &'f Fact,
    place: &'f Fact,
    said: &'f CheckSaid,
}

/// The series of each part that checks are about; the service as a whole is `None`.
pub(super) fn series<'f>(
    facts: &[Standing<'f>],
    watch: &Watch,
    as_of: Instant,
    listed: &mut Vec<Unused>,
) -> BTreeMap<Option<&'f Id>, Series<'f>> {
    let Some((every, _)) = watch.check_every else { return BTreeMap::new() };
    let mut by_part: BTreeMap<Option<&'f Id>, Vec<Check<'f>>> = BTreeMap::new();
    for same in facts.chunk_by(|a, b| a.at == b.at) {
        let mut at_once: BTreeMap<Option<&'f Id>, Vec<(Check<'f>, bool)>> = BTreeMap::new();
        for standing in same {
            let Said::Checked(said) = &standing.fact.says else { continue };
            let check = Check { at: standing.at, fact: standing.fact, place: standing.place, said };
            at_once.entry(said.part.as_ref()).or_default().push((check, standing.dispute.is_some()));
        }
        for (part, checks) in at_once {
            let first = checks.first().map(|(check, _)| check.said.ok);
            // Checks of one instant that contradict each other show nothing.
            if checks.iter().any(|(check, is_disputed)| *is_disputed || Some(check.said.ok) != first) {
                listed.extend(checks.iter().map(|(check, _)| unused(check.fact, UnusedReason::Disputed)));
                continue;
            }
            by_part.entry(part).or_default().extend(checks.into_iter().map(|(check, _)| check).next());
        }
    }
    let of = |(part, checks): (Option<&'f Id>, Vec<Check<'f>>)| {
        (part, Series::of(&checks, watch, every, Interval::new(Instant::MIN, as_of)))
    };
    by_part.into_iter().map(of).collect()
}

impl<'f> Series<'f> {
    fn of(checks: &[Check<'f>], watch: &Watch, every: Millis, within: Interval) -> Series<'f> {
        let mut unobserved = Vec::new();
        let first_at = checks.first().map_or(within.until, |first| first.at).max(within.from);
        let before = Interval::new(within.from, first_at);
        let (mut known_until, before_first) = match watch.before_first.as_ref().map(|chosen| chosen.value) {
            None => (within.from, None),
            Some(BeforeFirst::Unknown) => (first_at, Some(before)),
            Some(BeforeFirst::Up | BeforeFirst::Earliest) => (first_at, None),
        };
        for check in checks {
            unobserved.push(Interval::new(known_until, check.at));
            known_until = check.at + every;
        }
        unobserved.push(Interval::new(known_until, within.until));
        let unobserved = Intervals::from_unsorted(unobserved);
        let earliest = watch.before_first.as_ref().is_some_and(|before| before.value == BeforeFirst::Earliest);
        let mut series =
            Series { changes: Vec::new(), unobserved, before_first, is_projected: false, pending: Intervals::EMPTY };
        let needed = usize::try_from(watch.failed.value.count).unwrap_or(usize::MAX);
        for row in checks.chunk_by(|a, b| a.said.ok == b.said.ok) {
            let Some(first) = row.first() else { continue };
            let is_earliest = earliest && checks.first().is_some_and(|earliest| earliest.at == first.at);
            if first.said.ok {
                series.changes.push(first.change(State::Up));
            } else if row.len() >= needed {
                let from = if watch.failed.value.from_first { 0 } else { needed.saturating_sub(1) };
                series.is_projected |= is_earliest && from == 0;
                series.changes.extend(row.iter().skip(from).map(|check| check.change(State::Down)));
            } else if watch.failed.value.from_first
                && row.last().map(|last| last.at) == checks.last().map(|last| last.at)
            {
                let from = if is_earliest { within.from.min(first.at) } else { first.at };
                let since = Intervals::from([Interval::new(from, within.until)]);
                series.pending = since.minus(&series.unobserved);
            }
        }
        series
    }
}

impl<'f> Check<'f> {
    fn change(&self, state: State) -> Change<'f> {
        let CheckSaid { ok: _, place, cause, part } = self.said;
        Change {
            at: self.at,
            fact: self.fact,
            place: self.place,
            stream: Stream::Checks,
            says: Says {
                state,
                previous: None,
                place: place.as_ref(),
                cause: cause.as_ref(),
                part: part.as_ref(),
                degree: None,
                reported: None,
            },
            is_disputed: false,
        }
    }
}
