//! The clock's calendar as the reason states it: openings within ranges, holidays, pauses, and measures in them.
//! Which measures are claimed is left to `deadline` and `availability`.

use crate::{
    check::Checks,
    moment::{Day, Length, Moment},
    refused::{Basis, Figure, Place, Refused},
    spans::{self, Span},
    step::{Chosen, Paused, Step, Windows},
    zone,
};
use chrono_tz::Tz;

/// When a pause ends that has no end yet.
pub(crate) const NEVER: Moment = Moment(i64::MAX);

/// The `windows` and `paused` steps of a reason, those of the service desk apart.
#[derive(Debug)]
pub(crate) struct Calendar<'a> {
    clock: Vec<(usize, &'a Windows)>,
    /// Where the clock's openings are stated.
    stated: Vec<Span>,
    /// Those openings, joined.
    open: Vec<Span>,
    /// Those openings without the pauses.
    running: Vec<Span>,
    pauses: Vec<Span>,
    /// The contract's zone, if it is known.
    pub(crate) zone: Option<Tz>,
}

impl<'a> Calendar<'a> {
    /// Reads and checks them: openings sorted, disjoint, within their range; holidays closed; pauses as their events.
    pub(crate) fn read(steps: &'a [Step], zone: Option<Tz>, checks: &mut Checks) -> Result<Self, Refused> {
        let (mut clock, mut pauses) = (Vec::new(), Vec::new());
        for (index, step) in steps.iter().enumerate() {
            match step {
                Step::Windows(windows) => {
                    check_windows(index, windows, zone, checks)?;
                    if !is_desk(steps, index) {
                        clock.push((index, windows));
                    }
                }
                Step::Paused(paused) => {
                    check_pause(index, paused, checks)?;
                    pauses.push(Span { from: paused.from, until: paused.until.unwrap_or(NEVER) });
                }
                _ => {}
            }
        }
        check_agreement(&clock, checks)?;
        let stated: Vec<Span> = clock.iter().map(|(_, windows)| windows.within).collect();
        let open: Vec<Span> = clock.iter().flat_map(|(_, windows)| windows.openings.iter().copied()).collect();
        let (stated, open, pauses) = (spans::union(&stated), spans::union(&open), spans::union(&pauses));
        let running = spans::minus(&open, &pauses);
        Ok(Calendar { clock, stated, open, running, pauses, zone })
    }

    /// The clock's `windows` steps with their index.
    pub(crate) fn windows(&self) -> &[(usize, &'a Windows)] {
        &self.clock
    }

    /// All openings that are stated.
    pub(crate) fn open(&self) -> &[Span] {
        &self.open
    }

    /// The pauses, joined; one without an end lasts for ever.
    pub(crate) fn pauses(&self) -> &[Span] {
        &self.pauses
    }

    /// When the pause began that has no end.
    pub(crate) fn paused_since(&self) -> Option<Moment> {
        self.pauses.last().filter(|pause| pause.until == NEVER).map(|pause| pause.from)
    }

    /// How much time of the clock lies in the range.
    pub(crate) fn used(&self, at: Place, range: Span, claim: impl Into<Figure>) -> Result<Length, Refused> {
        self.must_state(at, &spans::minus(&[range], &self.pauses), claim)?;
        Ok(spans::measure_within(&self.running, range))
    }

    /// When `limit` is used up from `from` on, as far as the openings are stated; `None`: not in them.
    pub(crate) fn used_up(&self, from: Moment, limit: Length) -> Option<Moment> {
        spans::used_up(&self.running, from, limit)
    }

    /// The first instant at or after `at` inside the window, whether or not a pause runs then.
    pub(crate) fn next_opening(
        &self,
        at: Place,
        instant: Moment,
        claim: impl Into<Figure>,
    ) -> Result<Option<Moment>, Refused> {
        let next = spans::next_in(&self.open, instant);
        let until = next.unwrap_or(instant).plus(1);
        self.must_state(at, &[Span { from: instant, until }], claim)?;
        Ok(next)
    }

    fn must_state(&self, at: Place, ranges: &[Span], claim: impl Into<Figure>) -> Result<(), Refused> {
        if spans::minus(ranges, &self.stated).is_empty() {
            return Ok(());
        }
        Err(Refused::Lacks { at, lacking: "a step with the openings up to there", claim: claim.into() })
    }
}

/// Whether the openings are those of the service desk, at which a report counts as received.
pub(crate) fn is_desk(steps: &[Step], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| steps.get(before));
    matches!(before, Some(Step::Chosen(Chosen { choice, .. })) if choice == "received_at_opening")
}

/// The clock's steps are of one service window, and say the same where their ranges overlap.
fn check_agreement(clock: &[(usize, &Windows)], checks: &mut Checks) -> Result<(), Refused> {
    for (nth, (index, later)) in clock.iter().enumerate() {
        for (_, earlier) in clock.iter().take(nth) {
            let at = Place::Step(*index);
            let alike = earlier.cite == later.cite;
            checks.keeps(at, "the service window", later.within, "the clock runs in another one before", alike)?;
            let Some(both) = earlier.within.cut(later.within) else { continue };
            let (said, says) = (spans::overlap(&earlier.openings, &[both]), spans::overlap(&later.openings, &[both]));
            checks.union(at, "openings", &says, "an earlier step on that window", &said)?;
        }
    }
    Ok(())
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
    checks.same(at, "the pause", paused.from, Basis::Of("the event that began it"), paused.by.at)?;
    let ended = paused.ended.as_ref().map(|ended| ended.at);
    checks.same(at, "the pause's end", paused.until, Basis::Of("the event that ended it"), ended)?;
    let ordered = paused.until.is_none_or(|until| paused.from <= until);
    checks.keeps(at, "the pause's end", paused.until, "it ended before it began", ordered)
}
