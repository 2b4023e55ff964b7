//! What the steps of a deadline come to: time used, figures, verdict and stage.
//! Taking the steps is left to `deadline`.

use super::Replay;
use crate::{
    check::Checks,
    closing::{self, Closed},
    days::Term,
    judgement::{Deadline, Promise, Stage, Verdict},
    limit::lacks,
    moment::{Length, Moment},
    refused::{Basis, Place, Refused},
    spans::Span,
    words::Act,
};

impl Replay<'_> {
    /// Time is used from when the limit counts, until the act or as of.
    pub(super) fn check_used(&mut self, checks: &mut Checks) -> Result<(), Refused> {
        // Days use up no hours.
        let run = self.limits.run.filter(|run| run.limit.time().is_some());
        let (Some((index, range, used)), Some(run)) = (self.used, run) else {
            let lacking = self.used.is_some() != run.is_some();
            let claim = self.judgement.verdict;
            return checks.keeps(Place::Judgement, "the verdict", claim, "time is used iff a limit runs", !lacking);
        };
        let at = Place::Step(index);
        let end = self.act.map_or(self.judgement.as_of, |(acted_at, _)| acted_at);
        checks.same(at, "time used from", range.from, Basis::Of("the limit"), run.from)?;
        checks.same(at, "time used until", range.until, Basis::Of("the act or the as of"), end)?;
        let measured = self.calendar.used(at, Span { from: range.from, until: end.max(range.from) }, used)?;
        checks.same(at, "time used", used, Basis::Of("the openings"), measured)?;
        self.limits.measured.extend(run.due);
        self.limits.measured.extend([range.from, end]);
        Ok(())
    }

    /// A range of openings begins and ends where time is measured: else it could be moved unseen.
    pub(super) fn check_ranges(&self, checks: &mut Checks) -> Result<(), Refused> {
        for (index, windows) in self.calendar.windows() {
            for end in [windows.within.from, windows.within.until] {
                let measured = self.limits.measured.contains(&end);
                let rule = "no time is measured from or until then";
                checks.keeps(Place::Step(*index), "the range", end, rule, measured)?;
            }
        }
        Ok(())
    }

    pub(super) fn check_figures(&self, figures: &Deadline, checks: &mut Checks) -> Result<(), Refused> {
        let (at, steps) = (Place::Figures, || Basis::Of("the reason"));
        let own = self.rows.current().map(|row| row.priority);
        checks.same(at, "the priority", figures.priority.as_deref(), steps(), own)?;
        let run = self.limits.run;
        let started = self.started.map(|(first, last)| match self.judgement.promise {
            Promise::Update => last,
            Promise::Reaction | Promise::Availability | Promise::Duty => run.map_or(first, |run| run.started),
        });
        checks.same(at, "the row", figures.row.as_deref(), steps(), run.and_then(|run| run.owing))?;
        checks.same(at, "started at", figures.started_at, steps(), started)?;
        checks.same(at, "due at", figures.due_at, steps(), run.and_then(|run| run.due))?;
        checks.same(at, "stopped at", figures.stopped_at, steps(), self.act.map(|(acted_at, _)| acted_at))?;
        checks.same(at, "the limit", figures.limit, steps(), run.map(|run| run.limit))?;
        let used = self.used.map_or(Length(0), |(_, _, used)| used);
        checks.same(at, "time used", figures.used, steps(), used)?;
        checks.same(at, "the margin", figures.margin, Basis::Of("the openings"), self.margin(figures)?)
    }

    /// Time of the clock from the act, or as of, to the due instant; negative where that has passed.
    fn margin(&self, figures: &Deadline) -> Result<Option<Length>, Refused> {
        let run = self.limits.run.filter(|run| matches!(run.limit, Term::Time(_)));
        let Some((begun, due)) = run.and_then(|run| Some((run.from, run.due?))) else { return Ok(None) };
        let end = self.act.map_or(self.judgement.as_of, |(acted_at, _)| acted_at).max(begun);
        let (from, until) = (end.min(due), end.max(due));
        let claim = figures.margin.unwrap_or(Length(0));
        let measured = self.calendar.used(Place::Figures, Span { from, until }, claim)?;
        Ok(Some(if end <= due { measured } else { Length(-measured.0) }))
    }

    /// Met iff the act comes at or before due; open while *as of* is not past due; not owed without a limit.
    pub(super) fn conclude(&self) -> Result<Verdict, Refused> {
        if self.beyond {
            return Ok(Verdict::Undetermined);
        }
        let Some(run) = self.limits.run else { return Ok(Verdict::NotOwed) };
        let end = match self.act {
            Some((acted_at, _)) => acted_at,
            None if self.unanswered => self.judgement.as_of,
            None => return Err(lacks(Place::Judgement, "a step on the act", self.judgement.verdict)),
        };
        let before_due = self.chose("due_is_late");
        let is_late = |due: Moment| if before_due { end >= due } else { end > due };
        Ok(match (run.due.is_some_and(is_late), self.act) {
            (true, _) => Verdict::Missed,
            (false, Some(_)) => Verdict::Met,
            (false, None) => Verdict::Open,
        })
    }

    /// What an event still to come may change is revisable.
    pub(super) fn check_stage(&self, verdict: Verdict, checks: &mut Checks) -> Result<(), Refused> {
        let stage = self.judgement.stage;
        let act = self.act.map(|(_, act)| act);
        let as_of = self.judgement.as_of;
        let reopenable = self.chose("reopen_within") && self.reopenable_until.is_none_or(|until| as_of < until);
        let resumable = (self.chose("reopen_resumes") || reopenable)
            && act.is_some_and(|act| matches!(act, Act::Restoration | Act::Closing));
        let decided = match (self.judgement.verdict, self.judgement.promise) {
            _ if self.judgement.verdict != verdict => false,
            // Until a clock that waits for the desk starts, its priority may change.
            (_, Promise::Reaction) if self.started.is_some_and(|(first, _)| self.judgement.as_of < first) => false,
            // A return to a case that had ended before the due instant may move it; no step says when the case ended.
            (Verdict::Missed, Promise::Reaction) => stage != Stage::Revisable,
            (Verdict::Missed, _) | (Verdict::Met, Promise::Reaction) => true,
            (Verdict::Met | Verdict::NotOwed, _) => act.is_some() && !resumable,
            _ => false,
        };
        let without = if decided { Stage::Decided } else { Stage::Revisable };
        let ended = match (verdict, self.limits.run.and_then(|run| run.due), self.act) {
            (Verdict::Missed, Some(due), _) => Some(due),
            (_, _, act) => act.map(|(acted_at, _)| acted_at),
        };
        let is_firm = |closed: Closed| decided && ended.is_some_and(|ended| ended < closed.until);
        closing::check_stage(self.judgement, self.closed, is_firm, without, checks)
    }
}
