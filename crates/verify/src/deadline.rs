//! Replays the reason of a deadline: start, row, due instant, act, and the verdict that follows from them.
//! Rows are left to `rows`, openings and pauses to `calendar`.

use crate::{
    calendar::{Calendar, Closing},
    check::Checks,
    judgement::{Deadline, Judgement, Stage, Verdict},
    moment::{Length, Moment},
    refused::{Basis, Place, Refused},
    rows::{Row, Rows},
    spans::Span,
    step::{EventRef, Step},
};

/// What the steps have given so far.
#[derive(Debug)]
struct Replay<'a> {
    judgement: &'a Judgement,
    calendar: Calendar<'a>,
    choices: Vec<&'a str>,
    reported: Option<(&'a EventRef, Option<&'a str>)>,
    started_at: Option<Moment>,
    rows: Rows<'a>,
    due: Option<Due<'a>>,
    /// What was due before the row changed: a raised priority is never later.
    due_before: Option<(Moment, Length)>,
    stopped_at: Option<Moment>,
    unanswered: bool,
    used: Option<Length>,
    /// Between which instants time is measured: where a range of openings may begin or end.
    measured: Vec<Moment>,
}

/// A due instant, or that there is none yet, with the row that gave it.
#[derive(Clone, Copy, Debug)]
struct Due<'a> {
    row_count: usize,
    owing: Option<&'a str>,
    from: Moment,
    limit: Length,
    computed: Option<Moment>,
    at: Option<Moment>,
}

/// Replays a deadline whose figures are these.
pub(crate) fn replay<'a>(
    judgement: &'a Judgement,
    figures: &Deadline,
    calendar: Calendar<'a>,
    choices: Vec<&'a str>,
    checks: &mut Checks,
) -> Result<Verdict, Refused> {
    let mut replay = Replay {
        judgement,
        calendar,
        choices,
        reported: None,
        started_at: None,
        rows: Rows::default(),
        due: None,
        due_before: None,
        stopped_at: None,
        unanswered: false,
        used: None,
        measured: Vec::new(),
    };
    for (index, step) in judgement.reason.iter().enumerate() {
        replay.take(index, step, checks)?;
    }
    replay.check_ranges(checks)?;
    replay.check_raise(checks)?;
    replay.check_figures(figures, checks)?;
    replay.conclude(checks)
}

impl<'a> Replay<'a> {
    fn take(&mut self, index: usize, step: &'a Step, checks: &mut Checks) -> Result<(), Refused> {
        let at = Place::Step(index);
        match step {
            Step::Promised { .. } | Step::Chosen(_) | Step::Windows(_) | Step::Concluded { .. } => Ok(()),
            Step::Reported { by, channel } => {
                self.happened(at, by, checks)?;
                self.reported = Some((by, channel.as_deref()));
                Ok(())
            }
            Step::Started { at: started_at, by } => self.start(at, *started_at, by, checks),
            Step::RowApplies { cite, priority, from, by, limit } => {
                self.check_row_was_used(at, Some(*from), checks)?;
                let row = Row { step: index, cite, priority, from: *from, by, limit: *limit };
                self.rows.apply(row, self.started_at, checks)
            }
            Step::ChannelLacking { cite, demanded, found } => {
                let later = self.chose("later_call_starts");
                let reported = self.reported.filter(|_| !later).map(|(_, channel)| channel);
                self.rows.lack(index, (cite, demanded, found.as_deref()), reported, checks)
            }
            Step::OtherRow { row, priority, limit, .. } => {
                let named = !self.chose("no_channel_not_owed");
                checks.keeps(at, "the other row", priority.as_str(), "the choice is not owed", named)?;
                self.rows.replace(index, (row, priority, *limit), checks)
            }
            Step::Paused(paused) => {
                self.happened(at, &paused.by, checks)?;
                let begins = paused.from == paused.by.at || Some(paused.from) == self.started_at;
                checks.keeps(at, "the pause", paused.from, "it begins with its event or with the clock", begins)
            }
            Step::Due { from, limit, at: due_at } => self.fall_due(index, *from, *limit, *due_at, checks),
            Step::NotLaterThan { old, new } => self.keep_earlier(at, *old, *new, checks),
            Step::DueNotFixed { from, limit, used } => self.stay_open(index, *from, *limit, *used, checks),
            Step::Acted { by, at: acted_at, .. } => self.act(at, by, *acted_at, checks),
            Step::NoAct { as_of } => {
                checks.same(at, "no act until", *as_of, Basis::Of("the judgement"), self.judgement.as_of)?;
                self.unanswered = true;
                Ok(())
            }
            Step::Disqualified { by, .. } => self.happened(at, by, checks),
            Step::Used { from, until, used } => self.measure(index, *from, *until, *used, checks),
            Step::Period { .. }
            | Step::Planned(_)
            | Step::Base { .. }
            | Step::Outage(_)
            | Step::Down { .. }
            | Step::Unknown { .. }
            | Step::Compared { .. } => {
                checks.keeps(at, "the step", "of an availability", "the promise is a deadline", false)
            }
        }
    }

    fn chose(&self, choice: &str) -> bool {
        self.choices.contains(&choice)
    }

    fn happened(&self, at: Place, event: &EventRef, checks: &mut Checks) -> Result<(), Refused> {
        let known = event.at <= self.judgement.as_of;
        checks.keeps(at, "the event", event.at, "it happened after the judgement's as of", known)
    }

    /// The clock starts with its event, or at the next opening where the contract receives it then.
    fn start(&mut self, at: Place, started_at: Moment, by: &EventRef, checks: &mut Checks) -> Result<(), Refused> {
        self.happened(at, by, checks)?;
        if self.chose("received_at_opening") {
            checks.keeps(at, "the start", started_at, "it lies before its event", by.at <= started_at)?;
            let waited = Span { from: by.at, until: started_at };
            for (_, windows) in self.calendar.windows() {
                let closed = windows.openings.iter().all(|opening| opening.cut(waited).is_none());
                checks.keeps(at, "the start", started_at, "the window opened before", closed)?;
            }
            let opens = |opening: &Span| opening.from == started_at;
            let opened = self.calendar.windows().iter().any(|(_, windows)| windows.openings.iter().any(opens));
            let kept = by.at == started_at || opened;
            checks.keeps(at, "the start", started_at, "no opening begins then", kept)?;
        } else {
            checks.same(at, "the start", started_at, Basis::Of("its event"), by.at)?;
        }
        self.measured.extend([by.at, started_at]);
        self.started_at = Some(started_at);
        Ok(())
    }

    /// The due instant is the earliest at which the openings without pauses measure the limit.
    fn fall_due(
        &mut self,
        index: usize,
        from: Moment,
        limit: Length,
        due_at: Moment,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let at = Place::Step(index);
        self.check_begin(index, from, limit, checks)?;
        let closing = if self.chose("due_at_next_opening") { Closing::NextOpening } else { Closing::AtClosing };
        let range = Span { from, until: due_at.max(from) };
        let openings = self.calendar.openings(index, range);
        let openings = openings.ok_or(Refused::Lacks {
            at,
            lacking: "a step with the openings up to there",
            claim: due_at.into(),
        })?;
        let mut computed = openings.due(from, limit, closing);
        if let (Some(row), true) = (self.changed_row(), self.chose("change_retroactive")) {
            computed = computed.map(|computed| computed.max(row.from));
        }
        checks.same(at, "due at", Some(due_at), Basis::OfTheOpenings(limit), computed)?;
        self.measured.extend([from, due_at]);
        self.settle(from, limit, Some(due_at));
        Ok(())
    }

    /// A limit whose time is not used up has no due instant yet.
    fn stay_open(
        &mut self,
        index: usize,
        from: Moment,
        limit: Length,
        used: Length,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let at = Place::Step(index);
        self.check_begin(index, from, limit, checks)?;
        let until = self.calendar.paused_since().unwrap_or(self.judgement.as_of).max(from);
        let openings = self.calendar.openings(index, Span { from, until });
        let openings = openings.ok_or(Refused::Lacks {
            at,
            lacking: "a step with the openings up to there",
            claim: used.into(),
        })?;
        checks.same(at, "time used", used, Basis::Of("the openings"), openings.used(Span { from, until }))?;
        let computed = openings.due(from, limit, Closing::AtClosing);
        checks.same(at, "due at", None, Basis::OfTheOpenings(limit), computed)?;
        self.measured.extend([from, until]);
        self.settle(from, limit, None);
        Ok(())
    }

    /// A limit counts from the clock's start, or from the change of the row as the choice says.
    fn check_begin(&mut self, index: usize, from: Moment, limit: Length, checks: &mut Checks) -> Result<(), Refused> {
        let at = Place::Step(index);
        let lacks = |lacking| Refused::Lacks { at, lacking, claim: limit.into() };
        let started_at = self.started_at.ok_or_else(|| lacks("the clock's start"))?;
        let mut owed = self.rows.limit().ok_or_else(|| lacks("a row that promises a limit"))?;
        let changed = self.changed_row();
        let carried = changed.filter(|row| self.chose("change_carries") && row.from == from);
        let begin = match changed {
            Some(_) if self.chose("change_retroactive") => started_at,
            Some(_) if self.chose("change_carries") && carried.is_none() => started_at,
            Some(row) => row.from,
            None if self.rows.current().is_some_and(|row| row.from == from) => from,
            None => started_at,
        };
        if carried.is_some() {
            let before = Span { from: started_at, until: from };
            let openings = self.calendar.openings(index, before).ok_or_else(|| lacks("the openings before it"))?;
            owed = Length(owed.0.saturating_sub(openings.used(before).0).max(0));
        }
        checks.same(at, "the limit", limit, Basis::Of("the row"), owed)?;
        checks.same(at, "counted from", from, Basis::Of("the clock's start or the row"), begin)
    }

    /// The row that replaced another one while the clock ran.
    fn changed_row(&self) -> Option<Row<'a>> {
        let row = self.rows.current()?;
        (self.rows.count() > 1 && Some(row.from) > self.started_at).then_some(row)
    }

    fn settle(&mut self, from: Moment, limit: Length, computed: Option<Moment>) {
        let (row_count, owing) = (self.rows.count(), self.rows.owing());
        self.due_before = self.due.and_then(|due| Some((due.at?, due.limit)));
        self.due = Some(Due { row_count, owing, from, limit, computed, at: computed });
    }

    fn keep_earlier(&mut self, at: Place, old: Moment, new: Moment, checks: &mut Checks) -> Result<(), Refused> {
        let before = self.due_before.map(|(at, _)| at);
        let Some(due) = self.due.as_mut() else {
            return Err(Refused::Lacks { at, lacking: "a due instant", claim: new.into() });
        };
        checks.same(at, "the new due instant", Some(new), Basis::Of("the last due step"), due.computed)?;
        checks.same(at, "the old due instant", Some(old), Basis::Of("the due step before"), before)?;
        due.at = Some(old.min(new));
        Ok(())
    }

    /// An act counts when it happens, one before the start at the start.
    fn act(&mut self, at: Place, by: &EventRef, acted_at: Moment, checks: &mut Checks) -> Result<(), Refused> {
        self.happened(at, by, checks)?;
        let counts_at = self.started_at.map_or(by.at, |started_at| by.at.max(started_at));
        checks.same(at, "the act", acted_at, Basis::Of("its event"), counts_at)?;
        self.stopped_at = Some(acted_at);
        Ok(())
    }

    fn measure(
        &mut self,
        index: usize,
        from: Moment,
        until: Moment,
        used: Length,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let at = Place::Step(index);
        let begins = Some(from) == self.started_at || self.due.is_some_and(|due| due.from == from);
        checks.keeps(at, "time used from", from, "it is neither the clock's start nor the limit's", begins)?;
        let end = self.stopped_at.unwrap_or(self.judgement.as_of);
        checks.same(at, "time used until", until, Basis::Of("the act or the as of"), end)?;
        let range = Span { from, until: until.max(from) };
        let openings = self.calendar.openings(index, range);
        let openings = openings.ok_or(Refused::Lacks {
            at,
            lacking: "a step with the openings up to there",
            claim: used.into(),
        })?;
        checks.same(at, "time used", used, Basis::Of("the openings"), openings.used(range))?;
        self.measured.extend([from, until]);
        self.used = Some(used);
        Ok(())
    }

    /// A row that promises something gives a due instant, unless the clock was already overdue when it came.
    fn check_row_was_used(&self, at: Place, next: Option<Moment>, checks: &mut Checks) -> Result<(), Refused> {
        let Some((row, limit)) = self.rows.current().zip(self.rows.limit()) else { return Ok(()) };
        let used = self.due.is_some_and(|due| due.row_count == self.rows.count());
        let overdue = self.due.and_then(|due| due.at).is_some_and(|due_at| due_at < row.from);
        let replaced = next.is_some_and(|next| next == row.from);
        checks.keeps(at, "the row's limit", limit, "no due instant follows from it", used || overdue || replaced)
    }

    /// A range of openings begins and ends where time is measured, or with an opening: else it could be moved unseen.
    fn check_ranges(&self, checks: &mut Checks) -> Result<(), Refused> {
        for (index, windows) in self.calendar.windows() {
            let (at, within) = (Place::Step(*index), windows.within);
            let opens = windows.openings.first().is_some_and(|first| first.from == within.from);
            let closes = windows.openings.last().is_some_and(|last| last.until == within.until);
            let rule = "no time is measured from or until then, and no opening begins or ends then";
            checks.keeps(at, "the range", within.from, rule, opens || self.measured.contains(&within.from))?;
            checks.keeps(at, "the range", within.until, rule, closes || self.measured.contains(&within.until))?;
        }
        Ok(())
    }

    /// A shorter limit from a change on, unless the contract chose otherwise, never makes it later than the old due.
    fn check_raise(&self, checks: &mut Checks) -> Result<(), Refused> {
        let Some((due, (before, longer))) = self.due.zip(self.due_before) else { return Ok(()) };
        let chosen = self.chose("change_carries") || self.chose("change_retroactive");
        let later = due.at.is_none_or(|due_at| due_at > before);
        let kept = chosen || due.limit >= longer || !later;
        checks.keeps(Place::Figures, "due at", due.at, "a raised priority is never later than the old due", kept)
    }

    fn check_figures(&self, figures: &Deadline, checks: &mut Checks) -> Result<(), Refused> {
        let (at, steps) = (Place::Figures, || Basis::Of("the reason"));
        let own = self.rows.current().map(|row| row.priority);
        checks.same(at, "the priority", figures.priority.as_deref(), steps(), own)?;
        let due = self.due;
        let owing = due.map_or(self.rows.owing(), |due| due.owing);
        if due.is_some() || figures.row.is_some() {
            checks.same(at, "the row", figures.row.as_deref(), steps(), owing)?;
        }
        checks.same(at, "started at", figures.started_at, steps(), self.started_at)?;
        checks.same(at, "due at", figures.due_at, steps(), due.and_then(|due| due.at))?;
        checks.same(at, "stopped at", figures.stopped_at, steps(), self.stopped_at)?;
        checks.same(at, "the limit", figures.limit, steps(), due.map(|due| due.limit))?;
        checks.same(at, "time used", figures.used, steps(), self.used.unwrap_or(Length(0)))
    }

    /// Met iff the act comes at or before due; open while *as of* is not past due; not owed without a limit.
    fn conclude(&self, checks: &mut Checks) -> Result<Verdict, Refused> {
        let at = Place::Judgement;
        self.check_row_was_used(at, None, checks)?;
        let as_of = self.judgement.as_of;
        let verdict = match (self.due, self.stopped_at) {
            (Some(Due { at: Some(due_at), .. }), Some(stopped_at)) if stopped_at <= due_at => Verdict::Met,
            (Some(Due { at: Some(_), .. }), Some(_)) => Verdict::Missed,
            (Some(Due { at: None, .. }), Some(_)) => Verdict::Met,
            (Some(due), None) => {
                let answer = Refused::Lacks { at, lacking: "a step on the act", claim: self.judgement.verdict.into() };
                if !self.unanswered {
                    return Err(answer);
                }
                if due.at.is_some_and(|due_at| as_of > due_at) { Verdict::Missed } else { Verdict::Open }
            }
            // Without a row the steps show no more than that nothing is due.
            (None, _) if self.rows.count() == 0 => match self.judgement.verdict {
                Verdict::Open => Verdict::Open,
                Verdict::Undetermined => Verdict::Undetermined,
                Verdict::Met | Verdict::Missed | Verdict::NotOwed | Verdict::Excused => Verdict::NotOwed,
            },
            (None, _) => Verdict::NotOwed,
        };
        if verdict == Verdict::Open {
            let stage = self.judgement.stage;
            checks.same(at, "the stage", stage.word(), Basis::Of("an open verdict"), Stage::Revisable.word())?;
        }
        Ok(verdict)
    }
}
