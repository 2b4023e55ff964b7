//! The clock's calendar as the reason states it: openings within ranges, holidays, pauses, and measures in them.
//! Which measures are claimed is left to `deadline` and `availability`.

use crate::{
    check::Checks,
    moment::{Day, Length, Moment},
    refused::{Basis, Place, Refused},
    spans::{self, Span},
    step::{Paused, Step, Windows},
    zone,
};
use chrono_tz::Tz;

/// The `windows` and `paused` steps of a reason.
#[derive(Debug)]
pub(crate) struct Calendar<'a> {
    windows: Vec<(usize, &'a Windows)>,
    paused: Vec<(usize, &'a Paused)>,
    pauses: Vec<Span>,
}

/// The openings that bear on a claim.
#[derive(Clone, Debug)]
pub(crate) struct Openings {
    /// The openings of the calendar.
    pub(crate) window: Vec<Span>,
    /// Those without the pauses.
    pub(crate) running: Vec<Span>,
}

impl<'a> Calendar<'a> {
    /// Reads and checks them: openings sorted, disjoint, within their range; holidays closed; pauses in order.
    pub(crate) fn read(steps: &'a [Step], zone: Option<Tz>, checks: &mut Checks) -> Result<Self, Refused> {
        let mut calendar = Calendar { windows: Vec::new(), paused: Vec::new(), pauses: Vec::new() };
        for (index, step) in steps.iter().enumerate() {
            match step {
                Step::Windows(windows) => {
                    check_windows(index, windows, zone, checks)?;
                    calendar.windows.push((index, windows));
                }
                Step::Paused(paused) => {
                    check_pause(index, paused, checks)?;
                    let until = paused.until.unwrap_or(Moment(i64::MAX));
                    calendar.pauses.push(Span { from: paused.from, until });
                    calendar.paused.push((index, paused));
                }
                _ => {}
            }
        }
        calendar.check_agreement(checks)?;
        Ok(calendar)
    }

    /// The `windows` steps with their index.
    pub(crate) fn windows(&self) -> &[(usize, &'a Windows)] {
        &self.windows
    }

    /// When the pause began that has no end.
    pub(crate) fn paused_since(&self) -> Option<Moment> {
        let running = self.paused.iter().filter(|(_, paused)| paused.until.is_none());
        running.map(|(_, paused)| paused.from).min()
    }

    /// The openings of the step that covers the range: the last before `asking`, else the first after it.
    pub(crate) fn openings(&self, asking: usize, range: Span) -> Option<Openings> {
        let covers = |(_, windows): &&(usize, &Windows)| windows.within.covers(range);
        let before = self.windows.iter().rev().filter(|(index, _)| *index < asking).find(covers);
        let (_, windows) = before.or_else(|| self.windows.iter().find(covers))?;
        let running = spans::minus(&windows.openings, &self.pauses);
        Some(Openings { window: windows.openings.clone(), running })
    }

    /// Two steps of one service window say the same where their ranges overlap.
    fn check_agreement(&self, checks: &mut Checks) -> Result<(), Refused> {
        for (nth, (index, later)) in self.windows.iter().enumerate() {
            for (_, earlier) in self.windows.iter().take(nth).filter(|(_, earlier)| earlier.cite == later.cite) {
                let Some(both) = earlier.within.cut(later.within) else { continue };
                let (said, says) =
                    (spans::overlap(&earlier.openings, &[both]), spans::overlap(&later.openings, &[both]));
                checks.union(Place::Step(*index), "openings", &says, "an earlier step on that window", &said)?;
            }
        }
        Ok(())
    }
}

/// The zone given beside the judgement, which is the one that its steps name, if they do.
pub(crate) fn zone(steps: &[Step], given: Option<Tz>, checks: &mut Checks) -> Result<Option<Tz>, Refused> {
    let mut zone = given;
    for (index, step) in steps.iter().enumerate() {
        let Step::Windows(Windows { zone: Some(name), .. }) = step else { continue };
        let named: Tz = name.parse().map_err(|_| Refused::NoSuchZone { zone: name.clone() })?;
        let expected = *zone.get_or_insert(named);
        checks.same(Place::Step(index), "the zone", name.as_str(), Basis::Of("the contract"), expected.name())?;
    }
    Ok(zone)
}

fn check_windows(index: usize, windows: &Windows, zone: Option<Tz>, checks: &mut Checks) -> Result<(), Refused> {
    let at = Place::Step(index);
    let within = windows.within;
    checks.keeps(at, "the range", within, "it is reversed", within.from <= within.until)?;
    checks.ranges(at, "opening", &windows.openings, Some(within))?;
    if windows.cite.is_none() {
        checks.union(at, "openings", &windows.openings, "elapsed time", &[within])?;
    }
    let (first, last) = zone::dates(zone, within);
    // An opening that the range cuts began earlier, maybe on the day before.
    let begins = windows.openings.iter().map(|opening| opening.from).filter(|from| *from != within.from);
    let begins: Vec<Moment> = begins.collect();
    let mut seen: Vec<Day> = Vec::with_capacity(windows.holidays.len());
    for holiday in &windows.holidays {
        let touches = first <= holiday.date && holiday.date <= last;
        checks.keeps(at, "holiday", holiday.date, "it lies outside the range", touches)?;
        checks.keeps(at, "holiday", holiday.date, "it is named twice", !seen.contains(&holiday.date))?;
        let closed = zone::can_avoid(zone, &begins, holiday.date);
        checks.keeps(at, "holiday", holiday.date, "the window opens on it", closed)?;
        seen.push(holiday.date);
    }
    Ok(())
}

fn check_pause(index: usize, paused: &Paused, checks: &mut Checks) -> Result<(), Refused> {
    let at = Place::Step(index);
    let begun = paused.by.at <= paused.from;
    checks.keeps(at, "the pause", paused.from, "it begins before the event that began it", begun)?;
    if let Some(until) = paused.until {
        checks.keeps(at, "the pause's end", until, "it ended before it began", paused.from <= until)?;
    }
    if let Some(ended) = &paused.ended {
        let kept = paused.until.is_some_and(|until| until <= ended.at);
        checks.keeps(at, "the pause's end", paused.until, "it ends with the event that ended it", kept)?;
    }
    Ok(())
}

impl Openings {
    /// How much time of the clock lies in the range.
    pub(crate) fn used(&self, range: Span) -> Length {
        spans::measure_within(&self.running, range)
    }

    /// When `limit` is used up from `from` on; with `at_opening`, moved to the next opening where it falls outside.
    pub(crate) fn due(&self, from: Moment, limit: Length, closing: Closing) -> Option<Moment> {
        let at = spans::used_up(&self.running, from, limit)?;
        match closing {
            Closing::AtClosing => Some(at),
            Closing::NextOpening => spans::next_in(&self.window, at),
        }
    }
}

/// What time used up at closing means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// Due at closing.
    AtClosing,
    /// Due at the next opening of the window, whether or not a pause runs then.
    NextOpening,
}
