//! Replays the reason of an availability: the base, each outage, their union, the comparison, the verdict.
//! Planned downtime and single outages are left to `downtime`, the period to `period`.

use crate::{
    calendar::Calendar,
    check::Checks,
    downtime::{self, Known},
    judgement::{Availability, Judgement, Stage, Verdict},
    moment::Length,
    percent::Percent,
    period,
    refused::{Basis, Place, Refused},
    spans::{self, Span},
    step::{Outage, Planned, Step},
};
use chrono_tz::Tz;

/// What the steps have given so far.
#[derive(Debug)]
struct Replay<'a> {
    judgement: &'a Judgement,
    zone: Option<Tz>,
    calendar: Calendar<'a>,
    choices: Vec<&'a str>,
    judged: Option<(Span, Span)>,
    planned: Vec<&'a Planned>,
    base: Option<Base>,
    outages: Vec<(usize, &'a Outage)>,
    down: Option<(Vec<Span>, Length)>,
    unknown: Option<(Vec<Span>, Length)>,
    compared: Option<(Percent, Length)>,
}

/// The base: its figures, and the time in which an outage can count.
#[derive(Clone, Debug)]
struct Base {
    window: Length,
    planned: Length,
    base: Length,
    agreed: Vec<Span>,
}

/// Replays an availability whose figures are these.
pub(crate) fn replay<'a>(
    judgement: &'a Judgement,
    figures: &Availability,
    calendar: Calendar<'a>,
    choices: Vec<&'a str>,
    zone: Option<Tz>,
    checks: &mut Checks,
) -> Result<Verdict, Refused> {
    let mut replay = Replay {
        judgement,
        zone,
        calendar,
        choices,
        judged: None,
        planned: Vec::new(),
        base: None,
        outages: Vec::new(),
        down: None,
        unknown: None,
        compared: None,
    };
    for (index, step) in judgement.reason.iter().enumerate() {
        replay.take(index, step, checks)?;
    }
    replay.check_figures(figures, checks)?;
    replay.conclude(checks)
}

impl<'a> Replay<'a> {
    fn take(&mut self, index: usize, step: &'a Step, checks: &mut Checks) -> Result<(), Refused> {
        let at = Place::Step(index);
        match step {
            Step::Promised { .. } | Step::Chosen(_) | Step::Concluded { .. } => Ok(()),
            Step::Period { whole, judged } => {
                period::check(index, *whole, *judged, self.judgement.as_of, self.zone, checks)?;
                self.judged = Some((*whole, *judged));
                Ok(())
            }
            Step::Windows(windows) => {
                let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", windows.within))?;
                checks.same(at, "the range", windows.within, Basis::Of("the period judged"), judged)
            }
            Step::Planned(planned) => {
                let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", judged_claim(planned)))?;
                let window: Vec<Span> = self.openings();
                let known = Known { judged, as_of: self.judgement.as_of };
                downtime::check_planned(index, planned, &window, known, checks)?;
                self.planned.push(planned);
                Ok(())
            }
            Step::Base { window, planned, base, .. } => self.take_base(at, (*window, *planned, *base), checks),
            Step::Outage(outage) => {
                let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", outage.interval))?;
                let agreed = self.agreed(at, outage.interval)?;
                let known = Known { judged, as_of: self.judgement.as_of };
                downtime::check_outage(index, outage, agreed, known, &self.choices, checks)?;
                self.outages.push((index, outage));
                Ok(())
            }
            Step::Down { intervals, down } => self.take_down(at, intervals, *down, checks),
            Step::Unknown { intervals, unknown } => self.take_unknown(at, intervals, *unknown, checks),
            Step::Compared { target, base, down, allowed } => {
                self.compare(at, *target, (*base, *down, *allowed), checks)
            }
            Step::Reported { .. }
            | Step::Started { .. }
            | Step::RowApplies { .. }
            | Step::ChannelLacking { .. }
            | Step::OtherRow { .. }
            | Step::Paused(_)
            | Step::Due { .. }
            | Step::NotLaterThan { .. }
            | Step::DueNotFixed { .. }
            | Step::Acted { .. }
            | Step::NoAct { .. }
            | Step::Disqualified { .. }
            | Step::Used { .. } => {
                checks.keeps(at, "the step", "of a deadline", "the promise is an availability", false)
            }
        }
    }

    fn chose(&self, choice: &str) -> bool {
        self.choices.contains(&choice)
    }

    fn openings(&self) -> Vec<Span> {
        self.calendar.windows().iter().flat_map(|(_, windows)| windows.openings.iter().copied()).collect()
    }

    fn agreed(&self, at: Place, claim: Span) -> Result<&[Span], Refused> {
        let base = self.base.as_ref().ok_or_else(|| lacks(at, "the base", claim))?;
        Ok(&base.agreed)
    }

    /// The base is the window's time without what is planned, unless planned downtime stays in it.
    fn take_base(
        &mut self,
        at: Place,
        (window, planned, base): (Length, Length, Length),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let openings = self.openings();
        let counts: Vec<Span> = self.planned.iter().flat_map(|planned| planned.counts.iter().copied()).collect();
        checks.keeps(at, "the base", base, "it is stated twice", self.base.is_none())?;
        checks.same(at, "the window's time", window, Basis::Of("the openings"), spans::measure(&openings))?;
        let taken = spans::measure(&spans::overlap(&openings, &counts));
        checks.same(at, "planned downtime", planned, Basis::Of("the planned steps"), taken)?;
        let agreed = spans::minus(&openings, &counts);
        let left = if self.chose("planned_stays_in_base") { window } else { Length(window.0 - planned.0) };
        checks.same(at, "the base", base, Basis::Of("window less planned"), left)?;
        self.base = Some(Base { window, planned, base, agreed });
        Ok(())
    }

    /// Downtime is the union of the outages that count, cut to the base.
    fn take_down(&mut self, at: Place, intervals: &[Span], down: Length, checks: &mut Checks) -> Result<(), Refused> {
        let base = self.base.as_ref().ok_or_else(|| lacks(at, "the base", down))?;
        checks.ranges(at, "downtime", intervals, None)?;
        checks.same(at, "downtime", down, Basis::Of("its intervals"), spans::measure(intervals))?;
        let counted: Vec<Span> = self.counted(|outage| outage.counts);
        let within = spans::overlap(&counted, &base.agreed);
        if self.chose("unobserved_down") {
            // What nothing observed is no outage step of its own, so only the outages must be in it.
            let kept = spans::minus(&within, intervals).is_empty() && spans::minus(intervals, &base.agreed).is_empty();
            checks.keeps(at, "downtime", intervals.to_vec(), "it leaves the base or leaves out an outage", kept)?;
        } else {
            checks.union(at, "downtime", intervals, "the outages that count", &within)?;
        }
        checks.keeps(at, "downtime", down, "it is stated twice", self.down.is_none())?;
        self.down = Some((intervals.to_vec(), down));
        Ok(())
    }

    /// Unknown time lies in the base and is not down already; outages that may yet count are in it.
    fn take_unknown(
        &mut self,
        at: Place,
        intervals: &[Span],
        unknown: Length,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let base = self.base.as_ref().ok_or_else(|| lacks(at, "the base", unknown))?;
        let (down, _) = self.down.as_ref().ok_or_else(|| lacks(at, "the downtime", unknown))?;
        checks.ranges(at, "unknown time", intervals, None)?;
        checks.same(at, "unknown time", unknown, Basis::Of("its intervals"), spans::measure(intervals))?;
        let left = spans::minus(&base.agreed, down);
        let within = spans::minus(intervals, &left).is_empty();
        checks.keeps(at, "unknown time", intervals.to_vec(), "it is down already or outside the base", within)?;
        let undecided = spans::overlap(&self.counted(downtime::is_undecided), &left);
        if self.chose("unobserved_unknown") {
            let kept = spans::minus(&undecided, intervals).is_empty();
            checks.keeps(at, "unknown time", intervals.to_vec(), "it leaves out an undecided outage", kept)?;
        } else {
            checks.union(at, "unknown time", intervals, "the undecided outages", &undecided)?;
        }
        checks.keeps(at, "unknown time", unknown, "it is stated twice", self.unknown.is_none())?;
        self.unknown = Some((intervals.to_vec(), unknown));
        Ok(())
    }

    fn counted(&self, which: impl Fn(&Outage) -> bool) -> Vec<Span> {
        self.outages.iter().filter(|(_, outage)| which(outage)).map(|(_, outage)| outage.interval).collect()
    }

    fn compare(
        &mut self,
        at: Place,
        target: Percent,
        (base, down, allowed): (Length, Length, Length),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let stated = self.base.as_ref().ok_or_else(|| lacks(at, "the base", base))?;
        checks.same(at, "the base", base, Basis::Of("the base step"), stated.base)?;
        checks.same(at, "the allowance", allowed, Basis::Of("base and target"), target.allows(base))?;
        let best = self.best();
        // The best case is compared first; the worst case may follow.
        let case = if self.compared.is_some() { Length(best.0 + self.undecided().0) } else { best };
        checks.same(at, "downtime", down, Basis::Of("the down step"), case)?;
        if let Some((before, _)) = self.compared {
            checks.same(at, "the target", target, Basis::Of("the comparison before"), before)?;
        }
        self.compared = Some((target, allowed));
        Ok(())
    }

    fn best(&self) -> Length {
        self.down.as_ref().map_or(Length(0), |(_, down)| *down)
    }

    fn undecided(&self) -> Length {
        self.unknown.as_ref().map_or(Length(0), |(_, unknown)| *unknown)
    }

    fn check_figures(&self, figures: &Availability, checks: &mut Checks) -> Result<(), Refused> {
        let (at, steps) = (Place::Figures, || Basis::Of("the reason"));
        let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", figures.period))?;
        checks.same(at, "the period", figures.period, steps(), judged)?;
        let base = self.base.clone();
        let (window, planned, base) =
            base.map_or((Length(0), Length(0), Length(0)), |base| (base.window, base.planned, base.base));
        checks.same(at, "the window's time", figures.window, steps(), window)?;
        checks.same(at, "planned downtime", figures.planned, steps(), planned)?;
        checks.same(at, "the base", figures.base, steps(), base)?;
        checks.same(at, "downtime", figures.down, steps(), self.best())?;
        checks.same(at, "unknown time", figures.unknown, steps(), self.undecided())?;
        if let Some((target, _)) = self.compared {
            checks.same(at, "the target", figures.target, steps(), target)?;
        }
        let allowed = self.compared.map_or(figures.target.allows(base), |(_, allowed)| allowed);
        checks.same(at, "the budget", figures.budget, steps(), allowed)
    }

    /// Met iff `(base − down) / base` reaches the target, whether unknown time was up or down; else undetermined.
    fn conclude(&self, checks: &mut Checks) -> Result<Verdict, Refused> {
        let at = Place::Judgement;
        let claim = self.judgement.verdict;
        let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", claim))?;
        let Some(base) = self.base.as_ref() else {
            let unjudged = judged.from >= judged.until || (judged != whole && self.chose("part_period_not_judged"));
            checks.keeps(at, "the verdict", claim, "the base is lacking and the period is judged", unjudged)?;
            return Ok(Verdict::NotOwed);
        };
        if base.base.0 == 0 {
            return Ok(Verdict::NotOwed);
        }
        let (target, _) = self.compared.ok_or_else(|| lacks(at, "the comparison", claim))?;
        let worst = Length(self.best().0 + self.undecided().0);
        if self.judgement.as_of >= judged.until {
            return Ok(match (target.is_met(base.base, self.best()), target.is_met(base.base, worst)) {
                (_, true) => Verdict::Met,
                (false, false) => Verdict::Missed,
                (true, false) => Verdict::Undetermined,
            });
        }
        self.conclude_early(base, target, worst, checks)
    }

    /// Before the period's end: missed once even the greatest base allows less; met once nothing left can miss it.
    fn conclude_early(
        &self,
        base: &Base,
        target: Percent,
        worst: Length,
        checks: &mut Checks,
    ) -> Result<Verdict, Refused> {
        let (at, claim) = (Place::Judgement, self.judgement.verdict);
        let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", claim))?;
        let ahead = Span { from: self.judgement.as_of, until: judged.until };
        // What is agreed and not yet over may be withdrawn; standing downtime stays.
        let standing: Vec<Span> = downtime::counts(self.planned.iter().filter(|planned| planned.agreed.is_none()));
        let agreed: Vec<Span> = downtime::counts(self.planned.iter().filter(|planned| planned.agreed.is_some()));
        let revocable = spans::minus(&spans::overlap(&self.openings(), &agreed), &standing);
        let stays = self.chose("planned_stays_in_base");
        let regained = if stays { Length(0) } else { spans::measure_within(&revocable, ahead) };
        if !target.is_met(Length(base.base.0 + regained.0), self.best()) {
            return Ok(Verdict::Missed);
        }
        let left = spans::measure_within(&base.agreed, ahead);
        let safe = target.is_met(base.base, Length(worst.0.saturating_add(left.0)));
        let verdict = if claim == Verdict::Met && safe { Verdict::Met } else { Verdict::Open };
        if verdict == Verdict::Open {
            let stage = self.judgement.stage;
            checks.same(at, "the stage", stage.word(), Basis::Of("an open verdict"), Stage::Revisable.word())?;
        }
        Ok(verdict)
    }
}

fn lacks(at: Place, lacking: &'static str, claim: impl Into<crate::refused::Figure>) -> Refused {
    Refused::Lacks { at, lacking, claim: claim.into() }
}

fn judged_claim(planned: &Planned) -> Vec<Span> {
    planned.agreed.into_iter().collect()
}
