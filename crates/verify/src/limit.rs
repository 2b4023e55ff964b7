//! A limit that runs: from when, when it is due, and what a changed priority does to that, step by step.
//! Which rows give limits is left to `rows`, the act and the verdict to `deadline`.

use crate::{
    calendar::Calendar,
    check::Checks,
    days::Term,
    moment::{Length, Moment},
    refused::{Basis, Place, Refused},
    rows::Rows,
    spans::Span,
};

/// A limit that runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'a> {
    /// When the clock started.
    pub(crate) started: Moment,
    /// Since when time used counts: the start, a call, or the change by which something became owed.
    pub(crate) owed_since: Moment,
    /// From when the limit counts.
    pub(crate) from: Moment,
    pub(crate) limit: Term,
    pub(crate) due: Option<Moment>,
    /// The priority whose row's limit it is.
    pub(crate) owing: Option<&'a str>,
}

/// What set a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The clock started.
    Started(Moment),
    /// The row changed.
    Changed(Moment),
    /// A later call by the channel that the row demands.
    Called(Moment),
}

/// The limits so far.
#[derive(Debug, Default)]
pub(crate) struct Limits<'a> {
    pub(crate) run: Option<Run<'a>>,
    before: Option<Run<'a>>,
    /// What sets a limit next, until one is set.
    cause: Option<Cause>,
    /// What set the limit that runs.
    settled_by: Option<Cause>,
    /// The choice of what a change does, where the change states it.
    pub(crate) change: Option<&'a str>,
    /// Time used before the change, where it stays used.
    carried: Option<Length>,
    /// Between which instants time is measured: where a range of openings may begin or end.
    pub(crate) measured: Vec<Moment>,
}

impl Cause {
    fn at(self) -> Moment {
        let (Cause::Started(at) | Cause::Changed(at) | Cause::Called(at)) = self;
        at
    }
}

impl<'a> Limits<'a> {
    /// Something sets a limit, or takes it away.
    pub(crate) fn caused(&mut self, cause: Cause) {
        (self.cause, self.change, self.carried) = (Some(cause), None, None);
        self.measured.push(cause.at());
    }

    /// Whether the clock started and no limit was set yet.
    pub(crate) fn has_just_started(&self) -> bool {
        matches!(self.cause, Some(Cause::Started(_)))
    }

    /// Whether time used before the change is measured now.
    pub(crate) fn carries(&self) -> bool {
        let time = self.run.is_some_and(|run| run.limit.time().is_some());
        time && self.cause.is_some() && self.change == Some("change_carries") && self.carried.is_none()
    }

    /// The change by which a running limit is replaced.
    fn replaced(&self) -> Option<(Run<'a>, Moment)> {
        match self.cause? {
            Cause::Changed(at) => self.run.map(|run| (run, at)),
            Cause::Started(_) | Cause::Called(_) => None,
        }
    }

    /// Time used before the change stays used.
    pub(crate) fn carry(
        &mut self,
        at: Place,
        range: Span,
        used: Length,
        calendar: &Calendar<'_>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let (run, change) = self.replaced().ok_or_else(|| lacks(at, "a limit that ran before", used))?;
        checks.same(at, "time used from", range.from, Basis::Of("the limit before"), run.owed_since)?;
        checks.same(at, "time used until", range.until, Basis::Of("the change"), change)?;
        checks.same(at, "time used", used, Basis::Of("the openings"), calendar.used(at, range, used)?)?;
        self.carried = Some(used);
        Ok(())
    }

    /// A limit from an instant on: checks both, and gives the limit that the row promises.
    pub(crate) fn begin(
        &self,
        at: Place,
        (from, limit): (Moment, Term),
        rows: &Rows<'_>,
        checks: &mut Checks,
    ) -> Result<(Cause, Term), Refused> {
        let cause = self.cause.ok_or_else(|| lacks(at, "a start or a change that sets a limit", limit))?;
        let owed = rows.limit().ok_or_else(|| lacks(at, "a row that promises a limit", limit))?;
        let (begin, left) = match (self.replaced(), self.change) {
            (None, _) | (Some(_), Some("change_from_change")) => (cause.at(), owed),
            (Some((run, _)), Some("change_retroactive")) => (run.owed_since, owed),
            (Some((run, _)), Some("change_carries")) => match (owed, run.limit) {
                (Term::Time(owed), Term::Time(_)) => {
                    let used = self.carried.ok_or_else(|| lacks(at, "the time used before the change", limit))?;
                    (cause.at(), Term::Time(Length(owed.0.saturating_sub(used.0).max(0))))
                }
                // Days counted stay counted: they are counted from the same start.
                (owed, before) if owed.is_like(before) => (run.owed_since, owed),
                (Term::Time(_) | Term::Days(_), _) => return Err(lacks(at, "a limit of the same type before", limit)),
            },
            (Some(_), _) => return Err(lacks(at, "the choice of what a change does", limit)),
        };
        checks.same(at, "the limit", limit, Basis::Of("the row"), left)?;
        checks.same(at, "counted from", from, Basis::Of("the clock's start or the row"), begin)?;
        Ok((cause, owed))
    }

    pub(crate) fn settle(
        &mut self,
        (cause, limit): (Cause, Term),
        due: Option<Moment>,
        rows: &Rows<'a>,
        started_at: Moment,
    ) {
        let owing = rows.owing();
        let run = match (self.replaced(), self.change) {
            (Some((before, change)), Some("change_from_change")) => Run { from: change, limit, due, owing, ..before },
            (Some((before, _)), _) => Run { from: before.owed_since, limit, due, owing, ..before },
            (None, _) => {
                let started = if let Cause::Called(at) = cause { at } else { started_at };
                Run { started, owed_since: cause.at(), from: cause.at(), limit, due, owing }
            }
        };
        (self.before, self.run, self.cause, self.settled_by) = (self.run, Some(run), None, Some(cause));
    }

    /// The due instant is the earliest at which the openings without pauses measure the limit.
    pub(crate) fn fall_due(
        &mut self,
        at: Place,
        (from, limit, due): (Moment, Length, Moment),
        (rows, started_at): (&Rows<'a>, Moment),
        calendar: &Calendar<'_>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let begun = self.begin(at, (from, Term::Time(limit)), rows, checks)?;
        calendar.used(at, Span { from, until: due.max(from) }, due)?;
        checks.same(at, "due at", Some(due), Basis::OfTheOpenings(limit), calendar.used_up(from, limit))?;
        self.measured.extend([from, due]);
        self.settle(begun, Some(due), rows, started_at);
        Ok(())
    }

    /// A limit whose time is not used up has no due instant yet.
    pub(crate) fn stay_open(
        &mut self,
        at: Place,
        (from, limit, used): (Moment, Length, Length),
        (rows, started_at): (&Rows<'a>, Moment),
        calendar: &Calendar<'_>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let begun = self.begin(at, (from, Term::Time(limit)), rows, checks)?;
        let until = calendar.paused_since().map_or(from, |since| since.max(from));
        let measured = calendar.used(at, Span { from, until }, used)?;
        checks.same(at, "time used", used, Basis::Of("the openings"), measured)?;
        checks.same(at, "due at", None, Basis::OfTheOpenings(limit), calendar.used_up(from, limit))?;
        self.measured.extend([from, until]);
        self.settle(begun, None, rows, started_at);
        Ok(())
    }

    /// Due no later than by the limit before, since the priority was raised.
    pub(crate) fn keep_earlier(
        &mut self,
        at: Place,
        (old, new): (Moment, Option<Moment>),
        at_opening: bool,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let run = self.run.as_mut().ok_or_else(|| lacks(at, "a due instant", old))?;
        let changed = self.change == Some("change_from_change") && matches!(self.settled_by, Some(Cause::Changed(_)));
        checks.keeps(at, "the old due instant", old, "no change of priority set the new one", changed)?;
        checks.same(at, "the new due instant", new, Basis::Of("the last due step"), run.due)?;
        let before = self.before.and_then(|before| before.due);
        checks.same(at, "the old due instant", Some(old), Basis::Of("the due step before"), before)?;
        checks.keeps(at, "the new due instant", new, "it is not later", new.is_none_or(|new| old < new))?;
        run.due = Some(old);
        // Whether the new one lies in the window was asked too.
        let in_time = self.run.is_some_and(|run| run.limit.time().is_some());
        self.measured.extend(new.filter(|_| at_opening && in_time).into_iter().flat_map(|new| [new, new.plus(1)]));
        Ok(())
    }

    /// Due no earlier than the change.
    pub(crate) fn wait_for_change(
        &mut self,
        at: Place,
        (change, used_up): (Moment, Moment),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let run = self.run.as_mut().ok_or_else(|| lacks(at, "a due instant", used_up))?;
        checks.same(at, "used up at", Some(used_up), Basis::Of("the due step"), run.due)?;
        let counted = self.change == Some("change_carries") && run.limit.time().is_none();
        let from_start = counted || self.change == Some("change_retroactive");
        let changed = from_start.then_some(self.settled_by).flatten();
        checks.same(at, "the change", Some(change), Basis::Of("the row"), changed.map(Cause::at))?;
        checks.keeps(at, "used up at", used_up, "that is not before the change", used_up < change)?;
        run.due = Some(used_up.max(change));
        Ok(())
    }

    /// Time used up outside the window is due at the next opening.
    pub(crate) fn move_to_opening(
        &mut self,
        at: Place,
        (used_up, opening): (Moment, Moment),
        calendar: &Calendar<'_>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let run = self.run.as_mut().ok_or_else(|| lacks(at, "a due instant", used_up))?;
        checks.same(at, "used up at", Some(used_up), Basis::Of("the due step"), run.due)?;
        let next = calendar.next_opening(at, used_up, opening)?;
        checks.same(at, "the next opening", Some(opening), Basis::Of("the openings"), next)?;
        self.measured.extend([used_up, opening.plus(1)]);
        run.due = Some(opening);
        Ok(())
    }

    /// Ends what set a limit: one that the row promises was set, and it keeps the choices.
    pub(crate) fn close(
        &mut self,
        at: Place,
        rows: &Rows<'a>,
        at_opening: bool,
        calendar: &Calendar<'_>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        if let Some(cause) = self.cause.take() {
            let Some(limit) = rows.limit() else {
                (self.before, self.run) = (None, None);
                return Ok(());
            };
            // Another row in place of both leaves the limit as it was.
            let kept = self.run.filter(|_| !matches!(cause, Cause::Started(_)));
            let same = kept.is_some_and(|run| run.owing == rows.owing() && run.limit == limit);
            return checks.keeps(at, "the row's limit", limit, "no due instant follows from it", same);
        }
        let (Some(due), Some(settled)) = (self.run.and_then(|run| run.due), self.settled_by) else { return Ok(()) };
        let in_time = self.run.is_some_and(|run| run.limit.time().is_some());
        let from_start = match self.change {
            Some("change_retroactive") => true,
            Some("change_carries") => !in_time,
            _ => false,
        };
        if from_start {
            checks.keeps(at, "due at", due, "that is before the change", settled.at() <= due)?;
        }
        if at_opening && in_time {
            let next = calendar.next_opening(at, due, due)?;
            checks.same(at, "due at", Some(due), Basis::Of("the next opening"), next)?;
            self.measured.extend([due, due.plus(1)]);
        }
        Ok(())
    }
}

pub(crate) fn lacks(at: Place, lacking: &'static str, claim: impl Into<crate::refused::Figure>) -> Refused {
    Refused::Lacks { at, lacking, claim: claim.into() }
}
