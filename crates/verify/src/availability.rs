//! Replays the reason of an availability: the base, each outage, their union, the comparison, the verdict.
//! Planned downtime and single outages are left to `downtime`, the period to `period`.

mod outcome;
mod union;

use crate::{
    calendar::Calendar,
    check::Checks,
    closing::Closed,
    downtime::{self, Known},
    foreseen::Foreseen,
    judgement::{Availability, Judgement, Verdict},
    moment::Length,
    percent::Percent,
    period,
    refused::{Basis, Place, Refused},
    spans::{self, Span},
    step::{Planned, Step},
    words::{Outage, Unobserved},
};
use chrono_tz::Tz;
use union::Piece;

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
    disputed: Vec<Span>,
    /// Time in which no check was made, for which the contract says what follows.
    unobserved: Vec<Piece<'a>>,
    /// Other time of which nothing is known.
    unclear: Vec<Piece<'a>>,
    /// What the contract excludes by a window, and what events do.
    outside: Vec<Span>,
    excluded: Vec<Span>,
    parts: Option<(&'a [String], u32)>,
    runs: Option<(Option<Length>, bool)>,
    fixed: bool,
    out: Option<Vec<Span>>,
    compared: Option<(Percent, Length)>,
    foreseen: Option<Foreseen>,
    beyond: bool,
    closed: Option<Closed>,
}

/// The base: its figures, the time in which an outage can count, and the time that the percentage is of.
#[derive(Clone, Debug)]
struct Base {
    window: Length,
    planned: Length,
    excluded: Length,
    base: Length,
    agreed: Vec<Span>,
    whole: Vec<Span>,
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
        disputed: Vec::new(),
        unobserved: Vec::new(),
        unclear: Vec::new(),
        outside: Vec::new(),
        excluded: Vec::new(),
        parts: None,
        runs: None,
        fixed: false,
        out: None,
        compared: None,
        foreseen: None,
        beyond: false,
        closed: None,
    };
    for (index, step) in judgement.reason.iter().enumerate() {
        replay.take(index, step, checks)?;
    }
    replay.check_figures(figures, checks)?;
    let verdict = replay.conclude(figures.target, checks)?;
    replay.check_stage(figures.target, verdict, checks)?;
    Ok(verdict)
}

impl<'a> Replay<'a> {
    fn take(&mut self, index: usize, step: &'a Step, checks: &mut Checks) -> Result<(), Refused> {
        let at = Place::Step(index);
        match step {
            Step::FactsClosed { until, at: closed_at, .. } => {
                let closed = Closed { until: *until, at: *closed_at };
                self.closed = Some(Closed::take(at, closed, self.judgement, checks)?);
                Ok(())
            }
            Step::Promised { .. } | Step::Chosen(_) | Step::Concluded { .. } => Ok(()),
            Step::Period { whole, judged } => {
                period::check(index, *whole, *judged, self.zone, checks)?;
                self.judged = Some((*whole, *judged));
                Ok(())
            }
            Step::Windows(windows) => {
                let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", windows.within))?;
                let measured = self.measured(whole, judged);
                checks.same(at, "the range", windows.within, Basis::Of("the period judged"), measured)
            }
            Step::Planned(planned) => {
                let claim = || planned.agreed.into_iter().collect::<Vec<_>>();
                let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", claim()))?;
                let judged = self.measured(whole, judged);
                let known = Known { begins: judged.from, judged, as_of: self.judgement.as_of };
                let outages: Vec<Span> = self.announced_during();
                downtime::check_planned(index, planned, (self.calendar.open(), &outages), known, checks)?;
                self.planned.push(planned);
                Ok(())
            }
            Step::ExcludedTime { by, intervals, .. } => {
                let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", intervals.clone()))?;
                checks.ranges(at, "excluded time", intervals, Some(self.measured(whole, judged)))?;
                let early = self.base.is_none();
                checks.keeps(at, "excluded time", intervals.clone(), "the base is stated already", early)?;
                if by.is_some() { &mut self.excluded } else { &mut self.outside }.extend(intervals);
                Ok(())
            }
            Step::Parts { parts, needed } => {
                let some = usize::try_from(*needed).is_ok_and(|needed| needed > 0);
                checks.keeps(at, "the parts", i64::from(*needed), "some part must be down", some)?;
                self.parts = Some((parts, *needed));
                Ok(())
            }
            Step::Runs { shortest, whole_minutes, runs } => {
                self.take_runs(at, (*shortest, *whole_minutes), runs, checks)
            }
            Step::FixedBase { length, base } => self.take_fixed(at, *length, *base, checks),
            Step::Base { window, planned, excluded, base, .. } => {
                self.take_base(at, (*window, *planned, *excluded, *base), checks)
            }
            Step::Outage(outage) => {
                let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", outage.interval))?;
                let agreed = self.agreed(at, outage.interval)?;
                let known = Known { begins: whole.from, judged, as_of: self.judgement.as_of };
                downtime::check_outage(index, outage, agreed, known, &self.choices, checks)?;
                self.outages.push((index, outage));
                Ok(())
            }
            Step::Down { intervals, down } => self.take_down(at, intervals, *down, checks),
            Step::Unknown { intervals, unknown } => self.take_unknown(at, intervals, *unknown, checks),
            Step::Unobserved { why, part, intervals, .. } => {
                let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", intervals.clone()))?;
                checks.ranges(at, "unobserved time", intervals, self.cut_to(judged))?;
                let its = intervals.iter().map(|interval| (part.as_deref(), *interval));
                let known = intervals.iter().all(|interval| interval.until <= self.judgement.as_of);
                checks.keeps(at, "unobserved time", intervals.clone(), "it lies after the as of", known)?;
                match why {
                    Unobserved::NoChecks => self.unobserved.extend(its),
                    Unobserved::BeforeFirst | Unobserved::Contradicted | Unobserved::Pending => {
                        self.unclear.extend(its);
                    }
                }
                Ok(())
            }
            Step::LeavesBase { intervals, out, base } => self.take_out(at, intervals, (*out, *base), checks),
            Step::Compared { target, base, down, allowed } => {
                self.compare(at, *target, (*base, *down, *allowed), checks)
            }
            Step::Foreseen { as_of, greatest_base, least_base, down, most_down, plannable_from } => {
                checks.same(at, "foreseen as of", *as_of, Basis::Of("the judgement"), self.judgement.as_of)?;
                let stated = Foreseen { greatest: *greatest_base, least: *least_base, down: *down, most: *most_down };
                self.foresee(at, stated, *plannable_from, checks)
            }
            Step::BeyondCalendar { year } => {
                let (whole, _) = self.judged.ok_or_else(|| lacks(at, "the period", i64::from(*year)))?;
                let reached = period::reaches_year(whole, *year);
                checks.keeps(at, "the year", i64::from(*year), "the period ends before", reached)?;
                self.beyond = true;
                Ok(())
            }
            Step::Disputed { events, intervals } => {
                let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", intervals.clone()))?;
                checks.ranges(at, "disputed time", intervals, self.cut_to(judged))?;
                for interval in intervals {
                    let begins = interval.from == judged.from || events.iter().any(|event| event.at == interval.from);
                    checks.keeps(at, "disputed time", interval.from, "it begins with an event in dispute", begins)?;
                }
                checks.keeps(at, "the dispute", intervals.clone(), "it takes two events", events.len() > 1)?;
                self.disputed.extend(intervals);
                Ok(())
            }
            Step::Reported { .. }
            | Step::Arose { .. }
            | Step::TakenOver { .. }
            | Step::DutyDue { .. }
            | Step::Insufficient { .. }
            | Step::Performed { .. }
            | Step::Contested { .. }
            | Step::Started { .. }
            | Step::RowApplies { .. }
            | Step::NoRow { .. }
            | Step::ChannelLacking { .. }
            | Step::OtherRow { .. }
            | Step::Paused(_)
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

    /// Every outage of the judgement, also those of steps to come.
    fn announced_during(&self) -> Vec<Span> {
        let outage = |step: &Step| if let Step::Outage(outage) = step { Some(outage.interval) } else { None };
        self.judgement.reason.iter().filter_map(outage).collect()
    }

    fn agreed(&self, at: Place, claim: Span) -> Result<&[Span], Refused> {
        let base = self.base.as_ref().ok_or_else(|| lacks(at, "the base", claim))?;
        Ok(&base.agreed)
    }

    /// The base is the window's time without what is planned, unless planned downtime stays in it, and without what is
    /// excluded.
    fn take_base(
        &mut self,
        at: Place,
        (window, planned, excluded, base): (Length, Length, Length, Length),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let openings = self.calendar.open();
        let counts: Vec<Span> = self.planned.iter().flat_map(|planned| planned.counts.iter().copied()).collect();
        checks.keeps(at, "the base", base, "it is stated twice", self.base.is_none())?;
        checks.same(at, "the window's time", window, Basis::Of("the openings"), spans::measure(openings))?;
        let kept = spans::minus(&spans::minus(openings, &self.outside), &self.excluded);
        let left = Length(window.0 - spans::measure(&kept).0);
        checks.same(at, "excluded time", excluded, Basis::Of("the excluded time"), left)?;
        let agreed = spans::minus(&kept, &counts);
        let stays = self.chose("planned_stays_in_base");
        let taken = if stays { Length(0) } else { Length(spans::measure(&kept).0 - spans::measure(&agreed).0) };
        checks.same(at, "planned downtime", planned, Basis::Of("the planned steps"), taken)?;
        let rest = Length(window.0 - planned.0 - excluded.0);
        checks.same(at, "the base", base, Basis::Of("window less planned"), rest)?;
        let whole = if stays { kept } else { agreed.clone() };
        self.base = Some(Base { window, planned, excluded, base, agreed, whole });
        Ok(())
    }

    /// The contract fixes the base; of a part period it takes the part in its proportion.
    fn take_fixed(&mut self, at: Place, length: Length, base: Length, checks: &mut Checks) -> Result<(), Refused> {
        let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", base))?;
        let measured = self.measured(whole, judged);
        let (part, all) = (measured.until.0 - measured.from.0, (whole.until.0 - whole.from.0).max(1));
        let share = i128::from(length.0) * i128::from(part) / i128::from(all);
        let share = Length(i64::try_from(share).unwrap_or(i64::MAX));
        checks.same(at, "the base", base, Basis::Of("the length fixed"), share)?;
        let stated = self.base.as_mut().ok_or_else(|| lacks(at, "the base", base))?;
        stated.base = base;
        self.fixed = true;
        Ok(())
    }

    /// Downtime is the union of the outages that count, cut to the base.
    fn take_down(&mut self, at: Place, intervals: &[Span], down: Length, checks: &mut Checks) -> Result<(), Refused> {
        let base = self.base.as_ref().ok_or_else(|| lacks(at, "the base", down))?;
        checks.ranges(at, "downtime", intervals, None)?;
        checks.same(at, "downtime", down, Basis::Of("its intervals"), spans::measure(intervals))?;
        let within = self.certain(base, |_| true);
        checks.union(at, "downtime", intervals, "the outages that count", &within)?;
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
        let possible = spans::minus(&self.possible(base), down);
        checks.union(at, "unknown time", intervals, "the undecided outages", &possible)?;
        checks.keeps(at, "unknown time", unknown, "it is stated twice", self.unknown.is_none())?;
        self.unknown = Some((intervals.to_vec(), unknown));
        Ok(())
    }

    /// What leaves the base: unobserved and excused time, where the contract says so, that is not down and not unknown.
    fn take_out(
        &mut self,
        at: Place,
        intervals: &[Span],
        (out, left): (Length, Length),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let base = self.base.as_ref().ok_or_else(|| lacks(at, "the base", out))?;
        checks.ranges(at, "time out of the base", intervals, None)?;
        checks.same(at, "time out of the base", out, Basis::Of("its intervals"), spans::measure(intervals))?;
        checks.union(at, "time out of the base", intervals, "what was not observed", &self.leaving(base))?;
        checks.keeps(at, "time out of the base", out, "it is stated twice", self.out.is_none())?;
        checks.same(at, "the base", left, Basis::Of("the base less this"), Length(base.base.0 - out.0))?;
        self.out = Some(intervals.to_vec());
        if let Some(base) = &mut self.base {
            base.base = left;
        }
        Ok(())
    }

    /// What of the period the base is of: also what is missing of it, where that counts as up.
    fn measured(&self, whole: Span, judged: Span) -> Span {
        if self.chose("part_period_as_up") && judged.from < judged.until { whole } else { judged }
    }

    /// Whether runs of downtime may reach beyond the period.
    fn may_reach(&self) -> bool {
        self.chose("shortest_run") || self.chose("whole_minutes")
    }

    fn cut_to(&self, judged: Span) -> Option<Span> {
        (!self.may_reach()).then_some(judged)
    }

    fn compare(
        &mut self,
        at: Place,
        target: Percent,
        (base, down, allowed): (Length, Length, Length),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let stated = self.base.as_ref().ok_or_else(|| lacks(at, "the base", base))?;
        // The best case is compared first; the worst case may follow.
        let contingent = if self.compared.is_some() { Length(0) } else { self.contingent(stated) };
        let case_base = Length(stated.base.0 - contingent.0);
        checks.same(at, "the base", base, Basis::Of("the base step"), case_base)?;
        checks.same(at, "the allowance", allowed, Basis::Of("base and target"), target.allows(base))?;
        let best = self.best();
        let case = if self.compared.is_some() { Length(best.0 + self.undecided().0) } else { best };
        checks.same(at, "downtime", down, Basis::Of("the down step"), case)?;
        let second = self.compared.is_some();
        let first = self.compared.map_or(allowed, |(_, allowed)| allowed);
        let open = best <= first || stated.base == self.contingent(stated);
        checks.keeps(at, "downtime", down, "the best case decides alone", !second || open && case > allowed)?;
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
}

fn lacks(at: Place, lacking: &'static str, claim: impl Into<crate::refused::Figure>) -> Refused {
    Refused::Lacks { at, lacking, claim: claim.into() }
}
