//! Replays the reason of a deadline: start, rows, limits, act, and the verdict that follows from them.
//! Rows are left to `rows`, due instants to `limit`, openings and pauses to `calendar`.

mod outcome;

use crate::{
    calendar::{self, Calendar},
    check::Checks,
    closing::Closed,
    days::{self, Term},
    judgement::{Deadline, Judgement, Promise, Verdict},
    limit::{Cause, Limits, lacks},
    moment::{Length, Moment},
    refused::{Basis, Place, Refused},
    rows::{From, Row, Rows},
    spans::Span,
    step::{EventRef, Step, Windows, WorkingDays},
    words::Act,
};

/// What the steps have given so far.
#[derive(Debug)]
struct Replay<'a> {
    judgement: &'a Judgement,
    calendar: Calendar<'a>,
    choices: Vec<&'a str>,
    reported: Option<(&'a EventRef, Option<&'a str>)>,
    /// The openings of the service desk, until what it received starts a clock.
    desk: Option<&'a Windows>,
    /// When the clock started first, and last.
    started: Option<(Moment, Moment)>,
    rows: Rows<'a>,
    /// The working days that a limit in days is counted in, until it is.
    working: Option<&'a WorkingDays>,
    limits: Limits<'a>,
    used: Option<(usize, Span, Length)>,
    barred: Option<Moment>,
    act: Option<(Moment, Act)>,
    unanswered: bool,
    beyond: bool,
    /// Until when a return takes the case up again.
    reopenable_until: Option<Moment>,
    closed: Option<Closed>,
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
        desk: None,
        started: None,
        rows: Rows::default(),
        working: None,
        limits: Limits::default(),
        used: None,
        barred: None,
        act: None,
        unanswered: false,
        beyond: false,
        reopenable_until: None,
        closed: None,
    };
    for (index, step) in judgement.reason.iter().enumerate() {
        replay.take(index, step, checks)?;
    }
    replay.close(Place::Judgement, checks)?;
    replay.check_used(checks)?;
    replay.check_ranges(checks)?;
    replay.check_figures(figures, checks)?;
    let verdict = replay.conclude()?;
    replay.check_stage(verdict, checks)?;
    Ok(verdict)
}

impl<'a> Replay<'a> {
    fn take(&mut self, index: usize, step: &'a Step, checks: &mut Checks) -> Result<(), Refused> {
        let at = Place::Step(index);
        // A correction that is known holds from what it corrects, even if it came after as of.
        let corrects = match step {
            Step::RowApplies { from, corrects_from, .. } | Step::NoRow { from, corrects_from, .. } => {
                corrects_from.is_some() && *from <= self.judgement.as_of
            }
            _ => false,
        };
        for event in step.events() {
            let known = event.at <= self.judgement.as_of || corrects && event.at <= self.judgement.known_as_of;
            checks.keeps(at, "the event", event.at, "it happened after the judgement's as of", known)?;
        }
        match step {
            Step::FactsClosed { until, at: closed_at, .. } => {
                let closed = Closed { until: *until, at: *closed_at };
                self.closed = Some(Closed::take(at, closed, self.judgement, checks)?);
                Ok(())
            }
            Step::Promised { .. } | Step::Paused(_) | Step::Concluded { .. } => Ok(()),
            Step::Chosen(chosen) => {
                if chosen.choice.starts_with("change_") {
                    self.limits.change = Some(&chosen.choice);
                }
                Ok(())
            }
            Step::Windows(windows) => {
                if calendar::is_desk(&self.judgement.reason, index) {
                    self.desk = Some(windows);
                }
                Ok(())
            }
            Step::Reported { by, channel } => {
                self.reported = Some((by, channel.as_deref()));
                Ok(())
            }
            Step::Started { at: started_at, by } => self.start(at, *started_at, by, checks),
            Step::RowApplies { cite, priority, from, by, limit, corrects_from } => {
                self.turn(at, From { at: *from, by, corrects: *corrects_from }, checks)?;
                self.rows.apply(Row { step: index, cite, priority, limit: *limit }, checks)
            }
            Step::NoRow { from, by, corrects_from } => {
                self.turn(at, From { at: *from, by, corrects: *corrects_from }, checks)
            }
            Step::ChannelLacking { cite, demanded, found } => {
                let reported = self.reported.map(|(_, channel)| channel);
                self.rows.lack(index, (cite, demanded, found.as_deref()), reported, checks)
            }
            Step::OtherRow { row, priority, limit, .. } => self.rows.replace(index, (row, priority, *limit), checks),
            Step::Due { from, limit, at: due } => {
                let started_at = self.started_at(at, Term::Time(*limit))?;
                let given = (&self.rows, started_at);
                self.limits.fall_due(at, (*from, *limit, *due), given, &self.calendar, checks)
            }
            Step::DueNotFixed { from, limit, used } => {
                let started_at = self.started_at(at, Term::Time(*limit))?;
                let given = (&self.rows, started_at);
                self.limits.stay_open(at, (*from, *limit, *used), given, &self.calendar, checks)
            }
            Step::WorkingDays(working) => {
                days::check_working(at, working, checks)?;
                self.working = Some(working);
                Ok(())
            }
            Step::DueOnDay(due) => {
                let started_at = self.started_at(at, Term::Days(due.limit))?;
                let begun = self.limits.begin(at, (due.from, Term::Days(due.limit)), &self.rows, checks)?;
                let given =
                    days::Given { working: self.working.take(), calendar: &self.calendar, choices: &self.choices };
                days::check_due(at, due, &given, checks)?;
                self.limits.settle(begun, Some(due.at), &self.rows, started_at);
                Ok(())
            }
            Step::DaysNotFixed { from, limit, suspended_since } => {
                let started_at = self.started_at(at, Term::Days(*limit))?;
                let begun = self.limits.begin(at, (*from, Term::Days(*limit)), &self.rows, checks)?;
                let since = self.calendar.paused_since();
                checks.same(at, "suspended since", *suspended_since, Basis::Of("the pauses"), since)?;
                self.limits.settle(begun, None, &self.rows, started_at);
                Ok(())
            }
            Step::NotLaterThan { old, new } => {
                let at_opening = self.chose("due_at_next_opening");
                self.limits.keep_earlier(at, (*old, *new), at_opening, checks)
            }
            Step::NotBefore { change, used_up } => self.limits.wait_for_change(at, (*change, *used_up), checks),
            Step::UsedUpWhenSet { change, used, limit } => {
                self.limits.exceed(at, (*change, *used, *limit), &self.rows, checks)
            }
            Step::Renewed { at: renewed } => self.renew(at, *renewed, checks),
            Step::ReopenableUntil { until } => {
                self.reopenable_until = Some(*until);
                Ok(())
            }
            Step::MovedToOpening { used_up, at: opening } => {
                let chosen = self.chose("due_at_next_opening");
                checks.keeps(at, "the next opening", *opening, "the choice is due at closing", chosen)?;
                self.limits.move_to_opening(at, (*used_up, *opening), &self.calendar, checks)
            }
            Step::Used { from, until, used } => {
                let range = Span { from: *from, until: *until };
                if self.limits.carries() {
                    return self.limits.carry(at, range, *used, &self.calendar, checks);
                }
                self.close(at, checks)?;
                checks.keeps(at, "time used", *used, "it is stated twice", self.used.is_none())?;
                self.used = Some((index, range, *used));
                Ok(())
            }
            Step::Disqualified { by, .. } => {
                self.barred = self.barred.max(Some(by.at));
                Ok(())
            }
            Step::Acted { by, at: acted_at, act } => self.act(at, by, *acted_at, *act, checks),
            Step::NoAct { as_of } => {
                checks.same(at, "no act until", *as_of, Basis::Of("the judgement"), self.judgement.as_of)?;
                self.unanswered = true;
                Ok(())
            }
            Step::BeyondCalendar { year } => self.stop(at, *year, checks),
            Step::Disputed { events, intervals } => {
                let kept = events.len() > 1 && intervals.is_empty();
                checks.keeps(at, "the dispute", "of a case", "it takes two events and is of no time", kept)
            }
            Step::Period { .. }
            | Step::Arose { .. }
            | Step::TakenOver { .. }
            | Step::DutyDue { .. }
            | Step::Insufficient { .. }
            | Step::Performed { .. }
            | Step::Contested { .. }
            | Step::Planned(_)
            | Step::Base { .. }
            | Step::Outage(_)
            | Step::Down { .. }
            | Step::Unknown { .. }
            | Step::Unobserved { .. }
            | Step::ExcludedTime { .. }
            | Step::Parts { .. }
            | Step::Runs { .. }
            | Step::FixedBase { .. }
            | Step::LeavesBase { .. }
            | Step::Compared { .. }
            | Step::Foreseen { .. } => {
                checks.keeps(at, "the step", "of an availability", "the promise is a deadline", false)
            }
        }
    }

    fn chose(&self, choice: &str) -> bool {
        self.choices.contains(&choice)
    }

    fn started_at(&self, at: Place, limit: Term) -> Result<Moment, Refused> {
        let (first, last) = self.started.ok_or_else(|| lacks(at, "the clock's start", limit))?;
        // A call starts the reaction's clock for the limit that it sets; a gap has one start of its own.
        Ok(if self.judgement.promise == Promise::Update { last } else { first })
    }

    fn close(&mut self, at: Place, checks: &mut Checks) -> Result<(), Refused> {
        if self.beyond {
            return Ok(());
        }
        let at_opening = self.chose("due_at_next_opening");
        self.limits.close(at, &self.rows, at_opening, &self.calendar, checks)
    }

    /// The clock starts with its event, at the next opening where the desk receives it then, or with the case's clocks.
    fn start(&mut self, at: Place, started_at: Moment, by: &EventRef, checks: &mut Checks) -> Result<(), Refused> {
        let is_gap = self.judgement.promise == Promise::Update;
        // A contact dated before the report counts with it.
        let came_at = self.reported.map_or(by.at, |(report, _)| by.at.max(report.at));
        match (self.desk.take(), self.started) {
            (Some(desk), _) => {
                let waited = Span { from: came_at, until: started_at.plus(1) };
                checks.same(at, "the wait", desk.within, Basis::Of("event and start"), waited)?;
                let opened = desk.openings.first().map(|opening| opening.from);
                checks.same(at, "the start", Some(started_at), Basis::Of("the desk's openings"), opened)?;
            }
            (None, Some((first, _))) if is_gap => {
                checks.same(at, "the start", started_at, Basis::Of("its event"), by.at.max(first))?;
            }
            (None, _) => checks.same(at, "the start", started_at, Basis::Of("its event"), came_at)?,
        }
        let Some((first, last)) = self.started else {
            self.started = Some((started_at, started_at));
            self.limits.caused(Cause::Started(started_at));
            return Ok(());
        };
        checks.keeps(at, "the start", started_at, "the clock started later before", last <= started_at)?;
        self.close(at, checks)?;
        self.started = Some((first, started_at));
        if is_gap {
            self.limits.caused(Cause::Started(started_at));
        } else {
            self.rows.called();
            self.limits.caused(Cause::Called(started_at));
        }
        Ok(())
    }

    /// An interval without an update ended, where the contract counts each: the next one is judged from then on.
    fn renew(&mut self, at: Place, renewed: Moment, checks: &mut Checks) -> Result<(), Refused> {
        let (first, last) = self.started.ok_or_else(|| lacks(at, "the clock's start", renewed))?;
        let counted = self.judgement.promise == Promise::Update && self.chose("silence_counts_each");
        checks.keeps(at, "the interval", renewed, "one silence is one miss", counted)?;
        checks.keeps(at, "the interval", renewed, "it begins no later than the gap", last < renewed)?;
        self.started = Some((first, renewed));
        self.limits.caused(Cause::Started(renewed));
        Ok(())
    }

    /// A row applies, or none: at the start, or by a change.
    fn turn(&mut self, at: Place, from: From<'_>, checks: &mut Checks) -> Result<(), Refused> {
        let (_, started_at) = self.started.ok_or_else(|| lacks(at, "the clock's start", from.at))?;
        let begins = self.limits.has_just_started() && !self.rows.have_begun();
        if begins {
            checks.same(at, "the row", from.at, Basis::Of("the clock's start"), started_at)?;
            return self.rows.turn(at, from, Some(started_at), checks);
        }
        self.close(at, checks)?;
        self.limits.caused(Cause::Changed(from.at));
        // A change dated before the start counts at the start.
        let at_start = Some(started_at).filter(|_| from.by.at <= from.at);
        self.rows.turn(at, from, at_start, checks)
    }

    /// An act counts when it happens, one before the start at the start.
    fn act(
        &mut self,
        at: Place,
        by: &EventRef,
        acted_at: Moment,
        act: Act,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let (first, last) = self.started.ok_or_else(|| lacks(at, "the clock's start", acted_at))?;
        checks.same(at, "the act", acted_at, Basis::Of("its event"), by.at.max(first))?;
        let is_gap = self.judgement.promise == Promise::Update;
        checks.keeps(at, "the act", acted_at, "the gap began no earlier", !is_gap || last < acted_at)?;
        let ends = matches!(act, Act::Restoration | Act::Closing);
        let by_customer = matches!(act, Act::Contact | Act::Answer);
        let either_side = self.chose("updates_from_last_contact");
        checks.keeps(
            at,
            "the act",
            acted_at,
            "only the provider's acts count",
            !by_customer || is_gap && either_side,
        )?;
        let kept = is_gap || (act == Act::Reaction || !self.chose("reaction_is_personal")) && !ends;
        checks.keeps(at, "the act", acted_at, "what it is is no reaction", kept)?;
        let ordered = self.barred.is_none_or(|barred| barred <= acted_at);
        checks.keeps(at, "the act", acted_at, "one that did not qualify came later", ordered)?;
        checks.keeps(at, "the act", acted_at, "it is stated twice", self.act.is_none() && !self.unanswered)?;
        self.act = Some((acted_at, act));
        Ok(())
    }

    /// The calendar has no answer, so nothing is due.
    fn stop(&mut self, at: Place, year: i32, checks: &mut Checks) -> Result<(), Refused> {
        let started = self.started.is_some() && year < 10_000;
        checks.keeps(at, "the year", i64::from(year), "no clock comes to it", started)?;
        (self.beyond, self.limits.run) = (true, None);
        Ok(())
    }
}
