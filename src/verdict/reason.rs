//! Reasons: typed steps with ids, instants and figures, from which the verdict can be computed again.
//! No step holds a text for people; a checker that shares no code with the engine replays them.

use super::{Acted, Barred, ChoiceUsed, DueBy, Lacking, OutageFinding, Unobserved, Verdict, Why};
use crate::{
    event::MaintenanceAct,
    model::{Channel, Cite, Days, Deadline, Party},
    name::Id,
    percent::Percent,
    time::{Date, Instant, Interval, Millis, TimeOfDay},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Why a verdict is what it is: steps in the order in which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reason {
    /// The steps.
    pub steps: Vec<Step>,
}

/// An event that a step rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRef {
    /// Its source.
    pub source: Arc<str>,
    /// Its id, or its place in the input (`input:line`) where it has none.
    pub id: Arc<str>,
    /// When it happened.
    pub at: Instant,
}

/// A holiday that closed the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayApplied {
    /// The day.
    pub date: Date,
    /// Its name by language, and where the list comes from.
    pub name: Vec<(String, String)>,
    /// Where the list comes from.
    pub source: String,
}

/// One step of a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// The rule that promises it.
    Promised {
        /// The clause, statement or row.
        cite: Cite,
    },
    /// A choice of meaning that decided.
    Chosen(ChoiceUsed),
    /// The case was reported.
    Reported {
        /// The report.
        by: EventRef,
        /// By which channel, if it says so.
        channel: Option<Channel>,
    },
    /// The clock started.
    Started {
        /// When.
        at: Instant,
        /// Because of which event.
        by: EventRef,
    },
    /// A row of the priority table applies from an instant on.
    RowApplies {
        /// The row.
        cite: Cite,
        /// The case's priority.
        priority: Id,
        /// From when.
        from: Instant,
        /// Because of which event.
        by: EventRef,
        /// The row's limit; `None`: the row promises none.
        limit: Option<Deadline>,
        /// Where the event is a correction, since when what it corrects was said: it holds from there.
        corrects_from: Option<Instant>,
    },
    /// No row of the table applies from an instant on.
    NoRow {
        /// From when.
        from: Instant,
        /// Because of which event.
        by: EventRef,
        /// Where the event is a correction, since when what it corrects was said.
        corrects_from: Option<Instant>,
    },
    /// The row's condition on the channel is not met, so it is not owed by that row.
    ChannelLacking {
        /// The row whose condition fails.
        cite: Cite,
        /// The channels that it demands.
        demanded: Vec<Channel>,
        /// The channel of the report, if it says so.
        found: Option<Channel>,
    },
    /// Another row's limit applies instead.
    OtherRow {
        /// The statement that says so.
        cite: Cite,
        /// The row that applies.
        row: Cite,
        /// Its priority.
        priority: Id,
        /// Its limit.
        limit: Deadline,
    },
    /// The clock was suspended.
    Paused {
        /// From when until when; no end: still suspended.
        from: Instant,
        /// Until when.
        until: Option<Instant>,
        /// Because of which event.
        by: EventRef,
        /// The event that ended it; `None`: still suspended.
        ended: Option<EventRef>,
        /// Why.
        why: Why,
        /// The statement that says so; `None`: default.
        cite: Option<Cite>,
    },
    /// The clock's calendar within a range.
    Windows {
        /// The service window; `None`: elapsed time.
        cite: Option<Cite>,
        /// The range.
        within: Interval,
        /// Its openings within the range, cut to it.
        openings: Vec<Interval>,
        /// Holidays within the range on which it did not open.
        holidays: Vec<HolidayApplied>,
    },
    /// The due instant: from `from`, `limit` of the clock's time without its pauses.
    Due {
        /// From when.
        from: Instant,
        /// How much.
        limit: Millis,
        /// When it is used up.
        at: Instant,
    },
    /// Which days are working days within a range of days, both included.
    WorkingDays {
        /// The statement that defines them.
        cite: Cite,
        /// The first day of the range.
        first: Date,
        /// The last day of the range.
        last: Date,
        /// Those of them that are working days.
        days: Vec<Date>,
        /// When the last of those closes; `None` where limits do not end then.
        closes: Option<Instant>,
        /// Holidays within the range on which it did not open.
        holidays: Vec<HolidayApplied>,
    },
    /// The due instant of a limit in days.
    DueOnDay {
        /// From when.
        from: Instant,
        /// How many.
        limit: Days,
        /// The reading after which what happens belongs to the next working day.
        cut_off: Option<TimeOfDay>,
        /// The day that is not counted.
        day_zero: Date,
        /// Days that would have counted, had no pause touched them.
        suspended: Vec<Date>,
        /// The last day counted.
        ends: Date,
        /// That day, or the next working day to which the limit moves.
        last: Date,
        /// When it is due.
        at: Instant,
    },
    /// A limit in days is not fixed, since a pause still runs, or no such working day comes.
    DaysNotFixed {
        /// From when.
        from: Instant,
        /// How many.
        limit: Days,
        /// Since when the pause runs; `None`: no such working day comes.
        suspended_since: Option<Instant>,
    },
    /// A raised priority never makes it later than the old due.
    NotLaterThan {
        /// The old due.
        old: Instant,
        /// The due by the new limit; `None`: not fixed.
        new: Option<Instant>,
    },
    /// The limit reckoned from the clock's start would be used up before the change, so it is due at the change.
    NotBefore {
        /// The change.
        change: Instant,
        /// When the limit would be used up.
        used_up: Instant,
    },
    /// Time used before a change is more than the new limit gives: missed at the change.
    UsedUpWhenSet {
        /// The change.
        change: Instant,
        /// Time used before it.
        used: Millis,
        /// The new limit.
        limit: Millis,
    },
    /// Time used up outside the window is due at the next opening.
    MovedToOpening {
        /// When it is used up.
        used_up: Instant,
        /// The next instant inside the window.
        at: Instant,
    },
    /// The due instant is not fixed, since a pause still runs or the calendar never gives the time.
    DueNotFixed {
        /// From when.
        from: Instant,
        /// How much.
        limit: Millis,
        /// How much was used when the pause began.
        used: Millis,
    },
    /// An update was not given in the interval before: another one starts.
    Renewed {
        /// When the interval before was due.
        at: Instant,
    },
    /// Until when a return takes the case up again; later it is a new case.
    ReopenableUntil {
        /// The end of that time.
        until: Instant,
    },
    /// The act that stopped the clock.
    Acted {
        /// The act.
        by: EventRef,
        /// When it counts.
        at: Instant,
        /// What it is.
        act: Acted,
    },
    /// No act until then.
    NoAct {
        /// As of when.
        as_of: Instant,
    },
    /// An act that does not qualify.
    Disqualified {
        /// The act.
        by: EventRef,
        /// Why.
        barred: Barred,
        /// The statement that says so.
        cite: Option<Cite>,
    },
    /// Time of the clock used between two instants.
    Used {
        /// From when.
        from: Instant,
        /// Until when.
        until: Instant,
        /// How much.
        used: Millis,
    },
    /// The period judged, cut to the term.
    Period {
        /// The period.
        whole: Interval,
        /// What of it lies in force and is judged.
        judged: Interval,
    },
    /// Planned downtime.
    Planned {
        /// The clause.
        cite: Cite,
        /// The interval as agreed; `None`: standing.
        agreed: Option<Interval>,
        /// What happened to it, in order.
        acts: Vec<(MaintenanceAct, EventRef)>,
        /// What of it counts as planned.
        counts: Vec<Interval>,
        /// What of it exceeds the budget.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        beyond: Vec<Interval>,
    },
    /// Time that is no part of the base by a window or a cause.
    ExcludedTime {
        /// The statement that says so.
        cite: Cite,
        /// The event that says when; `None`: the window of the statement.
        by: Option<EventRef>,
        /// The time, cut to the period.
        intervals: Vec<Interval>,
    },
    /// The service has parts, and is down when so many of them are.
    Parts {
        /// The parts.
        parts: Vec<Id>,
        /// How many of them.
        needed: u32,
    },
    /// The runs of downtime that count, before they are cut to the base.
    Runs {
        /// A shorter run does not count.
        shortest: Option<Millis>,
        /// Whether each is shortened at its end to whole minutes.
        whole_minutes: bool,
        /// The runs that reach into the period.
        runs: Vec<Interval>,
    },
    /// The percentage is of the same length in every period.
    FixedBase {
        /// That length.
        length: Millis,
        /// The base: of a part period in its proportion.
        base: Millis,
    },
    /// The base: window without planned downtime.
    Base {
        /// The statement that says so.
        cite: Option<Cite>,
        /// The window's time.
        window: Millis,
        /// Planned downtime within it.
        planned: Millis,
        /// Other time within it that is no part of the base.
        #[serde(default, skip_serializing_if = "super::is_zero")]
        excluded: Millis,
        /// What remains.
        base: Millis,
    },
    /// An outage and whether it counts.
    Outage(OutageFinding),
    /// The downtime that counts: the union of counted outages within the base.
    Down {
        /// The union, cut to the base.
        intervals: Vec<Interval>,
        /// Its length.
        down: Millis,
    },
    /// Time in which the state of the service is not known.
    Unobserved {
        /// Why.
        why: Unobserved,
        /// The part of which that is so; `None`: the service as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Id>,
        /// The intervals, cut to the period.
        intervals: Vec<Interval>,
        /// The statement that says how often a check is due, where that is why.
        cite: Option<Cite>,
    },
    /// Time that leaves the base besides planned downtime.
    LeavesBase {
        /// The intervals.
        intervals: Vec<Interval>,
        /// Their length.
        out: Millis,
        /// What remains of the base.
        base: Millis,
    },
    /// Time that is unknown within the base.
    Unknown {
        /// The intervals.
        intervals: Vec<Interval>,
        /// Their length.
        unknown: Millis,
    },
    /// The comparison with the target: `(base − down) / base ≥ target`.
    Compared {
        /// The target.
        target: Percent,
        /// The base.
        base: Millis,
        /// Down.
        down: Millis,
        /// The most that the target allows.
        allowed: Millis,
    },
    /// The period is not over: what is still possible. Missed for good iff `down > allowed(greatest_base)`; met for good
    /// iff `most_down <= allowed(least_base)`; else open.
    Foreseen {
        /// As of when.
        as_of: Instant,
        /// The base without any planned downtime that is not over yet.
        greatest_base: Millis,
        /// The base if all time that can still be planned is.
        least_base: Millis,
        /// Down for certain so far.
        down: Millis,
        /// Down if what is unknown, what runs and all window time left is.
        most_down: Millis,
        /// From when on downtime can still be planned that is not yet; `None`: none can.
        plannable_from: Option<Instant>,
    },
    /// The calendar has no answer in a year that the clock reaches.
    BeyondCalendar {
        /// The year.
        year: i32,
    },
    /// Facts that sources dispute: each reading was judged, and the verdicts differ.
    Disputed {
        /// The events of which exactly one can stand.
        events: Vec<EventRef>,
        /// Of a service: when its state is disputed for that.
        intervals: Vec<Interval>,
    },
    /// The facts until an instant are closed, so that what was decided as of it is final.
    FactsClosed {
        /// The statement that closes them.
        cite: Cite,
        /// The end of the last period whose facts are closed.
        until: Instant,
        /// Since when they are: the last instant at which they could become known.
        at: Instant,
    },
    /// The occasion of a duty arose.
    Arose {
        /// When.
        at: Instant,
        /// The event that says so.
        by: EventRef,
    },
    /// Not owed so far as a party has taken it over.
    TakenOver {
        /// The statement that says so.
        cite: Cite,
        /// The party.
        party: Party,
        /// What it has taken over.
        what: Id,
    },
    /// When a duty without a limit of its own is due.
    DutyDue {
        /// When.
        at: Instant,
        /// By what.
        by: DueBy,
    },
    /// What was done, or recorded, does not perform the duty.
    Insufficient {
        /// The act, or the occasion whose record is meant.
        by: EventRef,
        /// What it lacks.
        lacking: Vec<Lacking>,
    },
    /// An act that performs the duty.
    Performed {
        /// The act.
        by: EventRef,
        /// When it counts.
        at: Instant,
    },
    /// That the duty was performed without undue delay is contested.
    Contested {
        /// The event that says so.
        by: EventRef,
    },
    /// What follows.
    Concluded {
        /// The verdict.
        verdict: Verdict,
    },
}
