//! The steps of a reason as their JSON has them, each known by its `step` word.
//! What they must add up to is left to `deadline` and `availability`.

use crate::{
    days::{Count, Term, TimeOfDay},
    judgement::Verdict,
    moment::{Day, Length, Moment},
    percent::Percent,
    spans::Span,
    words::{Act, Barred, MaintenanceAct, Outage, Unobserved, Why},
};
use serde::Deserialize;

/// An event that a step rests on; its instant is evidence, and the same wherever the event is named.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventRef {
    pub(crate) source: String,
    pub(crate) id: String,
    pub(crate) at: Moment,
}

/// A place of the contract: a kind and name of clause, and what of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cite {
    pub(crate) clause: Clause,
    pub(crate) item: Item,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Clause {
    pub(crate) kind: String,
    pub(crate) name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Item {
    Heading,
    Statement(String),
    Row(u32),
}

/// A choice of meaning and where it is stated; its word stays a word, for a new one decides nothing here.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chosen {
    pub(crate) choice: String,
    #[serde(rename = "stated")]
    pub(crate) _stated: Option<Cite>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holiday {
    pub(crate) date: Day,
    #[serde(rename = "name")]
    pub(crate) _name: Vec<(String, String)>,
    #[serde(rename = "source")]
    pub(crate) _source: String,
}

/// The clock's calendar within a range.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Windows {
    pub(crate) cite: Option<Cite>,
    pub(crate) within: Span,
    pub(crate) openings: Vec<Span>,
    pub(crate) holidays: Vec<Holiday>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Paused {
    pub(crate) from: Moment,
    pub(crate) until: Option<Moment>,
    pub(crate) by: EventRef,
    pub(crate) ended: Option<EventRef>,
    #[serde(rename = "why")]
    pub(crate) _why: Why,
    #[serde(rename = "cite")]
    pub(crate) _cite: Option<Cite>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Planned {
    #[serde(rename = "cite")]
    pub(crate) _cite: Cite,
    pub(crate) agreed: Option<Span>,
    pub(crate) acts: Vec<(MaintenanceAct, EventRef)>,
    pub(crate) counts: Vec<Span>,
    #[serde(default)]
    pub(crate) beyond: Vec<Span>,
}

/// Which days of a range are working days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkingDays {
    #[serde(rename = "cite")]
    pub(crate) _cite: Cite,
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) days: Vec<Day>,
    pub(crate) closes: Option<Moment>,
    pub(crate) holidays: Vec<Holiday>,
}

/// The due instant of a limit in days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DueOnDay {
    pub(crate) from: Moment,
    pub(crate) limit: Count,
    pub(crate) cut_off: Option<TimeOfDay>,
    pub(crate) day_zero: Day,
    pub(crate) suspended: Vec<Day>,
    pub(crate) ends: Day,
    pub(crate) last: Day,
    pub(crate) at: Moment,
}

/// One step; a word that is not here is refused, since its effect cannot be replayed.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Step {
    Promised {
        #[serde(rename = "cite")]
        _cite: Cite,
    },
    Chosen(Chosen),
    Reported {
        by: EventRef,
        channel: Option<String>,
    },
    Started {
        at: Moment,
        by: EventRef,
    },
    RowApplies {
        cite: Cite,
        priority: String,
        from: Moment,
        by: EventRef,
        limit: Option<Term>,
        corrects_from: Option<Moment>,
    },
    NoRow {
        from: Moment,
        by: EventRef,
        corrects_from: Option<Moment>,
    },
    ChannelLacking {
        cite: Cite,
        demanded: Vec<String>,
        found: Option<String>,
    },
    OtherRow {
        #[serde(rename = "cite")]
        _cite: Cite,
        row: Cite,
        priority: String,
        limit: Term,
    },
    Paused(Paused),
    Windows(Windows),
    Due {
        from: Moment,
        limit: Length,
        at: Moment,
    },
    WorkingDays(WorkingDays),
    DueOnDay(DueOnDay),
    DaysNotFixed {
        from: Moment,
        limit: Count,
        suspended_since: Option<Moment>,
    },
    NotLaterThan {
        old: Moment,
        new: Option<Moment>,
    },
    NotBefore {
        change: Moment,
        used_up: Moment,
    },
    UsedUpWhenSet {
        change: Moment,
        used: Length,
        limit: Length,
    },
    Renewed {
        at: Moment,
    },
    ReopenableUntil {
        until: Moment,
    },
    MovedToOpening {
        used_up: Moment,
        at: Moment,
    },
    DueNotFixed {
        from: Moment,
        limit: Length,
        used: Length,
    },
    Acted {
        by: EventRef,
        at: Moment,
        act: Act,
    },
    NoAct {
        as_of: Moment,
    },
    Disqualified {
        by: EventRef,
        #[serde(rename = "barred")]
        _barred: Barred,
        #[serde(rename = "cite")]
        _cite: Option<Cite>,
    },
    Used {
        from: Moment,
        until: Moment,
        used: Length,
    },
    Period {
        whole: Span,
        judged: Span,
    },
    Planned(Planned),
    Base {
        #[serde(rename = "cite")]
        _cite: Option<Cite>,
        window: Length,
        planned: Length,
        #[serde(default)]
        excluded: Length,
        base: Length,
    },
    Outage(Outage),
    Down {
        intervals: Vec<Span>,
        down: Length,
    },
    ExcludedTime {
        #[serde(rename = "cite")]
        _cite: Cite,
        by: Option<EventRef>,
        intervals: Vec<Span>,
    },
    Parts {
        parts: Vec<String>,
        needed: u32,
    },
    Runs {
        shortest: Option<Length>,
        whole_minutes: bool,
        runs: Vec<Span>,
    },
    FixedBase {
        length: Length,
        base: Length,
    },
    Unobserved {
        why: Unobserved,
        #[serde(default)]
        part: Option<String>,
        intervals: Vec<Span>,
        #[serde(rename = "cite")]
        _cite: Option<Cite>,
    },
    LeavesBase {
        intervals: Vec<Span>,
        out: Length,
        base: Length,
    },
    Unknown {
        intervals: Vec<Span>,
        unknown: Length,
    },
    Compared {
        target: Percent,
        base: Length,
        down: Length,
        allowed: Length,
    },
    Foreseen {
        as_of: Moment,
        greatest_base: Length,
        least_base: Length,
        down: Length,
        most_down: Length,
        plannable_from: Option<Moment>,
    },
    BeyondCalendar {
        year: i32,
    },
    Disputed {
        events: Vec<EventRef>,
        intervals: Vec<Span>,
    },
    FactsClosed {
        #[serde(rename = "cite")]
        _cite: Cite,
        until: Moment,
        at: Moment,
    },
    Arose {
        at: Moment,
        by: EventRef,
    },
    TakenOver {
        #[serde(rename = "cite")]
        _cite: Cite,
        #[serde(rename = "party")]
        _party: String,
        #[serde(rename = "what")]
        _what: String,
    },
    DutyDue {
        at: Moment,
        by: DueBy,
    },
    Insufficient {
        by: EventRef,
        lacking: Vec<Lacking>,
    },
    Performed {
        by: EventRef,
        at: Moment,
    },
    Contested {
        by: EventRef,
    },
    Concluded {
        verdict: Verdict,
    },
}

/// By what a duty is due.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DueBy {
    Occasion,
    PeriodEnd,
    Closing(EventRef),
}

/// What an act or a record lacks: which facts it states, only the event log says.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "lacks", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Lacking {
    Fact {
        #[serde(rename = "fact")]
        _fact: String,
        #[serde(rename = "cite")]
        _cite: Cite,
    },
    Value {
        #[serde(rename = "fact")]
        _fact: String,
        #[serde(rename = "said")]
        _said: String,
        #[serde(rename = "cite")]
        _cite: Cite,
    },
    Consent {
        #[serde(rename = "by")]
        _by: String,
        #[serde(rename = "cite")]
        _cite: Cite,
    },
}
