//! Comparisons of what was claimed with what was computed, counted, and the first that fails as a refusal.
//! What is compared is left to the replays.

use crate::{
    moment::{Length, Moment},
    refused::{Basis, Figure, Place, Refused},
    spans::{self, Span},
    step::{DueBy, EventRef, Step},
    zone,
};
use chrono_tz::Tz;
use std::collections::HashMap;

/// The comparisons made so far.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    pub(crate) made: usize,
}

impl Checks {
    /// Refuses unless the claim is what was computed.
    pub(crate) fn same<T>(
        &mut self,
        at: Place,
        what: &'static str,
        claimed: T,
        basis: Basis,
        computed: T,
    ) -> Result<(), Refused>
    where
        T: PartialEq + Into<Figure>,
    {
        self.made += 1;
        if claimed == computed {
            return Ok(());
        }
        Err(Refused::Differs { at, what, claimed: claimed.into(), basis, computed: computed.into() })
    }

    /// Refuses unless the claim keeps the rule.
    pub(crate) fn keeps(
        &mut self,
        at: Place,
        what: &'static str,
        claimed: impl Into<Figure>,
        rule: &'static str,
        kept: bool,
    ) -> Result<(), Refused> {
        self.made += 1;
        if kept {
            return Ok(());
        }
        Err(Refused::Breaks { at, what, claimed: claimed.into(), rule })
    }

    /// Refuses what has no length that a contract could give.
    pub(crate) fn length(&mut self, at: Place, what: &'static str, length: Length) -> Result<(), Refused> {
        self.keeps(at, what, length, "no length of time is negative", length.0 >= 0)
    }

    /// Refuses ranges that are empty, unsorted, that meet, or that leave `within`.
    pub(crate) fn ranges(
        &mut self,
        at: Place,
        what: &'static str,
        ranges: &[Span],
        within: Option<Span>,
    ) -> Result<(), Refused> {
        for range in ranges {
            self.keeps(at, what, *range, "a range ends after it begins", range.from < range.until)?;
            let inside = within.is_none_or(|within| within.covers(*range));
            self.keeps(at, what, *range, "it leaves the range that it is cut to", inside)?;
        }
        for (one, next) in ranges.iter().zip(ranges.iter().skip(1)) {
            self.keeps(at, what, *next, "ranges are sorted and disjoint", one.until <= next.from)?;
        }
        Ok(())
    }

    /// Refuses ranges other than those computed, as sets of instants, and a sum other than their measure.
    pub(crate) fn union(
        &mut self,
        at: Place,
        what: &'static str,
        claimed: &[Span],
        basis: &'static str,
        computed: &[Span],
    ) -> Result<(), Refused> {
        self.same(at, what, spans::union(claimed), Basis::Of(basis), spans::union(computed))
    }

    /// Refuses an event named at two instants, and one that happened after everything that was known.
    pub(crate) fn events(&mut self, steps: &[Step], as_of: Moment, known_as_of: Moment) -> Result<(), Refused> {
        let mut seen: HashMap<(&str, &str), (usize, Moment)> = HashMap::new();
        for (index, step) in steps.iter().enumerate() {
            for event in step.events() {
                let at = Place::Step(index);
                // Under one id, what is disputed says different things, and may say different instants.
                if !matches!(step, Step::Disputed { .. }) {
                    let (first, instant) = *seen.entry((&event.source, &event.id)).or_insert((index, event.at));
                    self.same(at, "the event's instant", event.at, Basis::Step(first), instant)?;
                }
                let known = event.at <= as_of.max(known_as_of);
                self.keeps(at, "the event's instant", event.at, "it happened later than anything was known", known)?;
            }
        }
        Ok(())
    }

    /// Every event happened at a whole minute, as the clocks of the zone show it.
    pub(crate) fn whole_minutes(&mut self, steps: &[Step], zone: Option<Tz>) -> Result<(), Refused> {
        for (index, step) in steps.iter().enumerate() {
            for event in step.events() {
                let shown = zone.and_then(|zone| zone::reading(zone, event.at));
                let ms = shown.map_or(event.at.0, |(_, reading)| reading.0);
                let rule = "instants are cut to the whole minute";
                self.keeps(Place::Step(index), "the event", event.at, rule, ms.rem_euclid(60_000) == 0)?;
            }
        }
        Ok(())
    }
}

impl Step {
    /// Every event that the step names.
    pub(crate) fn events(&self) -> Vec<&EventRef> {
        match self {
            Step::Reported { by, .. }
            | Step::Started { by, .. }
            | Step::RowApplies { by, .. }
            | Step::NoRow { by, .. }
            | Step::Acted { by, .. }
            | Step::Arose { by, .. }
            | Step::Insufficient { by, .. }
            | Step::Performed { by, .. }
            | Step::Contested { by }
            | Step::Disqualified { by, .. } => vec![by],
            Step::ExcludedTime { by, .. } => by.iter().collect(),
            Step::Paused(paused) => [&paused.by].into_iter().chain(&paused.ended).collect(),
            Step::Disputed { events, .. } => events.iter().collect(),
            Step::Planned(planned) => planned.acts.iter().map(|(_, by)| by).collect(),
            Step::Outage(outage) => [&outage.began].into_iter().chain(&outage.ended).collect(),
            Step::DutyDue { by: DueBy::Closing(by), .. } => vec![by],
            Step::DutyDue { .. }
            | Step::TakenOver { .. }
            | Step::Promised { .. }
            | Step::Chosen(_)
            | Step::ChannelLacking { .. }
            | Step::OtherRow { .. }
            | Step::Windows(_)
            | Step::Due { .. }
            | Step::WorkingDays(_)
            | Step::DueOnDay(_)
            | Step::DaysNotFixed { .. }
            | Step::NotLaterThan { .. }
            | Step::NotBefore { .. }
            | Step::UsedUpWhenSet { .. }
            | Step::Renewed { .. }
            | Step::ReopenableUntil { .. }
            | Step::MovedToOpening { .. }
            | Step::Foreseen { .. }
            | Step::BeyondCalendar { .. }
            | Step::DueNotFixed { .. }
            | Step::NoAct { .. }
            | Step::Used { .. }
            | Step::Period { .. }
            | Step::Base { .. }
            | Step::Down { .. }
            | Step::Unobserved { .. }
            | Step::Parts { .. }
            | Step::Runs { .. }
            | Step::FixedBase { .. }
            | Step::LeavesBase { .. }
            | Step::Unknown { .. }
            | Step::Compared { .. }
            | Step::FactsClosed { .. }
            | Step::Concluded { .. } => Vec::new(),
        }
    }
}
