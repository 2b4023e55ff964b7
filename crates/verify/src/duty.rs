//! Replays the reason of a duty: its period or occasion, when it was due, what performed it, and the verdict of that.
//! Limits in days are left to `days`, openings to `calendar`.

use crate::{
    calendar::Calendar,
    check::Checks,
    closing::{self, Closed},
    days::{self, Count, Given},
    judgement::{DutyFigures, Judgement, Stage, Verdict},
    limit::lacks,
    moment::Moment,
    period,
    refused::{Basis, Place, Refused},
    spans::Span,
    step::{DueBy, DueOnDay, Step, WorkingDays},
    zone,
};

/// What the steps have given so far.
#[derive(Debug)]
struct Replay<'a> {
    judgement: &'a Judgement,
    calendar: Calendar<'a>,
    choices: Vec<&'a str>,
    /// The period, whole and cut to the term.
    period: Option<(Span, Span)>,
    arose: Option<Moment>,
    working: Option<&'a WorkingDays>,
    due: Option<Moment>,
    /// Where a range of openings may begin or end.
    measured: Vec<Moment>,
    performed: Vec<Moment>,
    no_act: bool,
    taken_over: bool,
    contested: bool,
    beyond: bool,
    closed: Option<Closed>,
}

/// Replays a duty whose figures are these.
pub(crate) fn replay<'a>(
    judgement: &'a Judgement,
    figures: &DutyFigures,
    calendar: Calendar<'a>,
    choices: Vec<&'a str>,
    checks: &mut Checks,
) -> Result<Verdict, Refused> {
    let mut replay = Replay {
        judgement,
        calendar,
        choices,
        period: None,
        arose: None,
        working: None,
        due: None,
        measured: Vec::new(),
        performed: Vec::new(),
        no_act: false,
        taken_over: false,
        contested: false,
        beyond: false,
        closed: None,
    };
    for (index, step) in judgement.reason.iter().enumerate() {
        replay.take(index, step, checks)?;
    }
    replay.check_ranges(checks)?;
    replay.check_figures(figures, checks)?;
    let verdict = replay.conclude(figures, checks)?;
    replay.check_stage(verdict, checks)?;
    Ok(verdict)
}

impl<'a> Replay<'a> {
    fn take(&mut self, index: usize, step: &'a Step, checks: &mut Checks) -> Result<(), Refused> {
        let at = Place::Step(index);
        for event in step.events() {
            let known = event.at <= self.judgement.as_of;
            checks.keeps(at, "the event", event.at, "it happened after the judgement's as of", known)?;
        }
        match step {
            Step::Promised { .. } | Step::Chosen(_) | Step::Windows(_) | Step::Concluded { .. } => Ok(()),
            Step::Disputed { .. } => Ok(()),
            Step::FactsClosed { until, at: closed_at, .. } => {
                let closed = Closed { until: *until, at: *closed_at };
                self.closed = Some(Closed::take(at, closed, self.judgement, checks)?);
                Ok(())
            }
            Step::Period { whole, judged } => {
                period::check(index, *whole, *judged, self.calendar.zone, checks)?;
                let begun = judged.from <= self.judgement.as_of && judged.from < judged.until;
                checks.keeps(at, "the period judged", *judged, "it has not begun", begun)?;
                self.period = Some((*whole, *judged));
                Ok(())
            }
            Step::Arose { at: arose, by } => {
                checks.same(at, "the occasion", *arose, Basis::Of("the event"), by.at)?;
                self.arose = Some(*arose);
                Ok(())
            }
            Step::TakenOver { .. } => {
                self.taken_over = true;
                Ok(())
            }
            Step::DutyDue { at: due, by } => self.due_by(at, *due, by, checks),
            Step::Due { from, limit, at: due } => {
                self.check_from(at, *from, None, checks)?;
                checks.length(at, "the limit", *limit)?;
                let used_up = self.calendar.used_up(*from, *limit);
                checks.same(at, "due at", Some(*due), Basis::Of("the openings"), used_up)?;
                self.measured.extend([*from, *due, from.plus(1)]);
                self.set_due(at, *due, checks)
            }
            Step::WorkingDays(working) => {
                days::check_working(at, working, checks)?;
                self.working = Some(working);
                Ok(())
            }
            Step::DueOnDay(due) => {
                self.check_from(at, due.from, Some(due), checks)?;
                let given = Given { working: self.working.take(), calendar: &self.calendar, choices: &self.choices };
                days::check_due(at, due, &given, checks)?;
                self.set_due(at, due.at, checks)
            }
            Step::DaysNotFixed { from, suspended_since, .. } => {
                let never = suspended_since.is_none();
                checks.keeps(at, "the limit", *from, "nothing suspends the time of a duty", never)
            }
            Step::Insufficient { by, lacking } => {
                checks.keeps(at, "what it lacks", by.at, "it lacks nothing", !lacking.is_empty())
            }
            Step::Performed { by, at: performed } => {
                let counts = self.arose.map_or(by.at, |arose| arose.max(by.at));
                checks.same(at, "performed at", *performed, Basis::Of("the act and the occasion"), counts)?;
                let before = self.performed.last().is_none_or(|last| last <= performed);
                checks.keeps(at, "performed at", *performed, "it came before the act before it", before)?;
                self.performed.push(*performed);
                Ok(())
            }
            Step::NoAct { as_of } => {
                self.no_act = true;
                checks.same(at, "the as of", *as_of, Basis::Of("the judgement"), self.judgement.as_of)
            }
            Step::Contested { .. } => {
                self.contested = true;
                Ok(())
            }
            Step::BeyondCalendar { .. } => {
                self.beyond = true;
                Ok(())
            }
            _ => Err(Refused::Lacks { at, lacking: "a step of a duty", claim: self.judgement.verdict.into() }),
        }
    }

    fn due_by(&mut self, at: Place, due: Moment, by: &DueBy, checks: &mut Checks) -> Result<(), Refused> {
        let (basis, expected) = match by {
            DueBy::Occasion => ("the occasion", self.arose),
            DueBy::PeriodEnd => ("the period", self.period.map(|(_, judged)| judged.until)),
            DueBy::Closing(closing) => {
                let after = self.arose.is_some_and(|arose| arose <= closing.at);
                checks.keeps(at, "the closing", closing.at, "it came before the occasion", after)?;
                ("the closing", Some(closing.at))
            }
        };
        checks.same(at, "due at", Some(due), Basis::Of(basis), expected)?;
        self.set_due(at, due, checks)
    }

    fn set_due(&mut self, at: Place, due: Moment, checks: &mut Checks) -> Result<(), Refused> {
        checks.keeps(at, "due at", due, "it is due twice", self.due.is_none())?;
        self.due = Some(due);
        Ok(())
    }

    /// A limit runs from the occasion; after a period from its end, in days from its last day, which is not counted, in
    /// working days from its last working day.
    fn check_from(
        &self,
        at: Place,
        from: Moment,
        in_days: Option<&DueOnDay>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        if let Some(arose) = self.arose {
            return checks.same(at, "the limit from", from, Basis::Of("the occasion"), arose);
        }
        let Some((_, judged)) = self.period else { return Err(lacks(at, "an occasion or a period", from)) };
        let Some(due) = in_days else {
            return checks.same(at, "the limit from", from, Basis::Of("the period"), judged.until);
        };
        let zone = self.calendar.zone.ok_or_else(|| lacks(at, "the contract's zone", from))?;
        let beyond = || lacks(at, "a date of the calendar", from);
        let (last, _) = zone::reading(zone, judged.until.plus(-1)).ok_or_else(beyond)?;
        let (day, _) = zone::reading(zone, from).ok_or_else(beyond)?;
        checks.same(at, "the limit from", Some(from), Basis::Of("the day"), zone::begins(zone, day))?;
        let begins = match (due.limit, self.working) {
            (Count::WorkingDays(_), Some(working)) => {
                let its = |other: &&crate::moment::Day| day <= **other && **other <= last;
                working.days.iter().filter(its).count() == 1 && working.days.contains(&day)
            }
            (Count::WorkingDays(_), None) => false,
            _ => day == last,
        };
        checks.keeps(at, "the limit from", from, "it is not the last day of the period", begins)
    }

    fn check_ranges(&self, checks: &mut Checks) -> Result<(), Refused> {
        for (index, windows) in self.calendar.windows() {
            for end in [windows.within.from, windows.within.until] {
                let measured = self.measured.contains(&end);
                checks.keeps(
                    Place::Step(*index),
                    "the range",
                    end,
                    "no time is measured from or until then",
                    measured,
                )?;
            }
        }
        Ok(())
    }

    fn check_figures(&self, figures: &DutyFigures, checks: &mut Checks) -> Result<(), Refused> {
        let (at, steps) = (Place::Figures, || Basis::Of("the reason"));
        checks.same(
            at,
            "the period",
            figures.period.map(|one| one.from),
            steps(),
            self.period.map(|(_, one)| one.from),
        )?;
        let until = self.period.map(|(_, one)| one.until);
        checks.same(at, "the period", figures.period.map(|one| one.until), steps(), until)?;
        checks.same(at, "started at", figures.started_at, steps(), self.arose)?;
        checks.same(at, "due at", figures.due_at, steps(), self.due)?;
        let done = i64::try_from(self.performed.len()).unwrap_or(i64::MAX);
        checks.same(at, "the acts", i64::from(figures.done), steps(), done)?;
        let kept = figures.times >= 1 && figures.done <= figures.times;
        checks.keeps(at, "the acts", i64::from(figures.done), "they are more than it takes", kept)?;
        let full = self.performed.last().copied().filter(|_| figures.done == figures.times);
        checks.same(at, "performed at", figures.performed_at, steps(), full)
    }

    fn not_owed(&self) -> bool {
        self.taken_over || self.choices.contains(&"part_period_not_owed")
    }

    fn conclude(&self, figures: &DutyFigures, checks: &mut Checks) -> Result<Verdict, Refused> {
        let at = Place::Judgement;
        let part = self.choices.iter().any(|choice| matches!(*choice, "part_period_owed" | "part_period_not_owed"));
        let is_part = self.period.is_some_and(|(whole, judged)| whole != judged);
        checks.keeps(at, "the verdict", self.judgement.verdict, "a part period is named as one", part == is_part)?;
        if self.beyond {
            return Ok(Verdict::Undetermined);
        }
        if self.not_owed() {
            checks.keeps(at, "the verdict", self.judgement.verdict, "nothing is owed", self.due.is_none())?;
            return Ok(Verdict::NotOwed);
        }
        if figures.performed_at.is_none() != self.no_act {
            return Err(lacks(at, "a step on the act", self.judgement.verdict));
        }
        let late = self.due.is_some_and(|due| figures.performed_at.unwrap_or(self.judgement.as_of) > due);
        let verdict = match (late, figures.performed_at) {
            (true, _) => Verdict::Missed,
            (false, Some(_)) => Verdict::Met,
            (false, None) => Verdict::Open,
        };
        if self.contested {
            checks.keeps(
                at,
                "the verdict",
                verdict,
                "only what was performed can be contested",
                verdict == Verdict::Met,
            )?;
            let prompt = self.arose.zip(figures.performed_at).is_some_and(|(arose, at)| arose < at);
            checks.keeps(at, "the verdict", verdict, "it was performed at once", prompt)?;
            return Ok(Verdict::Undetermined);
        }
        Ok(verdict)
    }

    /// What was performed may be contested where the contract asks for no undue delay, which no step says.
    fn check_stage(&self, verdict: Verdict, checks: &mut Checks) -> Result<(), Refused> {
        let stage = self.judgement.stage;
        let performed = self.performed.last().copied();
        let later = self.arose.zip(performed).is_some_and(|(arose, at)| arose < at);
        let decided = match self.judgement.verdict {
            _ if self.judgement.verdict != verdict => false,
            Verdict::Met if later => stage != Stage::Revisable,
            Verdict::Met | Verdict::Missed | Verdict::NotOwed => true,
            Verdict::Open | Verdict::Undetermined | Verdict::Excused => false,
        };
        let without = if decided { Stage::Decided } else { Stage::Revisable };
        let ended = match verdict {
            Verdict::Missed => self.due,
            Verdict::Met => performed,
            _ => self.arose.or(self.period.map(|(_, judged)| judged.from)),
        };
        let is_firm = |closed: Closed| decided && ended.is_some_and(|ended| ended < closed.until);
        closing::check_stage(self.judgement, self.closed, is_firm, without, checks)
    }
}
