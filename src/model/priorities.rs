//! A priority table with its clocks as a contract says them; each `None` is silence.
//! How the clocks run is left to `engine`.

use super::{Channel, Party};
use crate::{
    name::Id,
    time::{EndsOnDay, EndsOnWorkingDay, Millis, Moves, TimeOfDay},
};
use serde::{Deserialize, Serialize};

/// Priorities, what each promises, and the rules of their clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Priorities {
    /// The category of case that they apply to; silent: every case.
    pub category: Option<Id>,
    /// The window in which time runs; silent: elapsed time.
    pub runs_during: Option<Id>,
    /// Effects, worst first.
    pub effects: Vec<Id>,
    /// Extents, widest first.
    pub extents: Vec<Id>,
    /// Who sets the priority.
    pub set_by: Option<Party>,
    /// The table, most urgent priority first.
    pub rows: Vec<PriorityRow>,
    /// The row that applies to the reaction without a report by the channel that a row demands; silent: not owed.
    pub without_channel: Option<Otherwise>,
    /// What a later report by the channel does; silent: nothing.
    pub later_call: Option<LaterCall>,
    /// What a reaction is; silent: any act of the provider's staff.
    pub reaction: Option<ReactionAct>,
    /// Said: an update is a message to the customer, even without news.
    pub update_is_message: bool,
    /// What arms the update clock; silent: the report.
    pub update_arm: Option<UpdateArm>,
    /// What ends updates; silent: the end of the case.
    pub update_end: Option<UpdateEnd>,
    /// What happens to time used up at closing; silent: due at closing.
    pub closing: Option<Closing>,
    /// For limits in working days: the reading after which what happens belongs to the next working day; silent: none.
    pub cut_off: Option<TimeOfDay>,
    /// When a limit in working days ends on its last day; silent: at the last closing.
    pub working_day_end: Option<EndsOnWorkingDay>,
    /// When a limit in days, weeks or months ends on its last day; silent: with the day.
    pub day_end: Option<EndsOnDay>,
    /// What becomes of a limit in days, weeks or months whose last day is no working day; silent: it moves to the next.
    pub day_moves: Option<Moves>,
    /// What suspends the clocks; silent: nothing.
    pub pause: Option<Pause>,
    /// What a changed priority does to a running clock; silent: from the change, never later than the old due when
    /// raised.
    pub raised: Option<Raised>,
    /// What reopening does; silent: time goes on.
    pub reopened: Option<Reopened>,
    /// Said: no period for restoration is agreed.
    pub no_restoration_period: bool,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PriorityRow {
    /// The priority that the row results in.
    pub priority: Id,
    /// The effect that it is for.
    pub effect: AnyOr,
    /// The extent that it is for.
    pub extent: AnyOr,
    /// React within; `None`: none promised.
    pub reaction: Option<Deadline>,
    /// By which channel the report must come for the reaction to be owed.
    pub reaction_on: ChannelCondition,
    /// Update every; `None`: none promised.
    pub update: Option<Deadline>,
}

/// A key cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnyOr {
    /// Whatever it is.
    Any,
    /// Whatever the rows above leave.
    Otherwise,
    /// That value.
    Is(Id),
}

/// A limit of a row: in JSON a number of milliseconds, or an object such as `{"working_days": 2}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Deadline {
    /// That much time of the clock that the clause names.
    Within(Millis),
    /// So many days of some kind.
    In(Days),
}

/// A limit in days, weeks or months. Types never mix: none of them has a length in hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Days {
    /// Days that the contract's definition of working days has.
    WorkingDays(u32),
    /// Civil days.
    CalendarDays(u32),
    /// Weeks of seven civil days.
    Weeks(u32),
    /// Months, until the day of the same number or the month's last.
    Months(u32),
}

impl Deadline {
    /// The time, of a limit in hours and minutes.
    #[must_use]
    pub const fn time(self) -> Option<Millis> {
        match self {
            Deadline::Within(time) => Some(time),
            Deadline::In(_) => None,
        }
    }

    /// Whether two limits are of one type, so that time used under one may count for the other.
    #[must_use]
    pub const fn is_like(self, other: Deadline) -> bool {
        matches!(
            (self, other),
            (Deadline::Within(_), Deadline::Within(_))
                | (Deadline::In(Days::WorkingDays(_)), Deadline::In(Days::WorkingDays(_)))
                | (
                    Deadline::In(Days::CalendarDays(_) | Days::Weeks(_)),
                    Deadline::In(Days::CalendarDays(_) | Days::Weeks(_))
                )
                | (Deadline::In(Days::Months(_)), Deadline::In(Days::Months(_)))
        )
    }
}

/// A condition on how a case was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelCondition {
    /// However it was reported.
    AnyChannel,
    /// By one of these channels.
    ReportBy(Vec<Channel>),
}

/// What applies without a report by the channel that a row demands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Otherwise {
    /// The channel.
    pub channel: Channel,
    /// The priority whose row applies to the reaction.
    pub row: Id,
}

/// What a later report by a channel does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterCall {
    /// The channel.
    pub channel: Channel,
}

/// What a reaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReactionAct {
    /// A personal reply that takes up the case (`case.reacted`, not by a machine).
    PersonalReply,
    /// Any reply, also by a machine.
    AnyReply,
}

/// What arms the update clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpdateArm {
    /// The report.
    AtReport,
    /// The reaction.
    AtReaction,
}

/// What ends updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpdateEnd {
    /// The restoration of the service, or the closing of the case if that is earlier.
    Restoration,
    /// The closing of the case.
    Closing,
}

/// What happens to time used up exactly at closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Due at closing.
    AtClosing,
    /// Due at the next opening.
    NextOpening,
}

/// What suspends the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Which clocks.
    pub holds_for: Act,
}

/// Which clock of a priority table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Every clock of the clause.
    Every,
    /// Only the update clock.
    Update,
}

/// What a changed priority does to a running clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Raised {
    /// A new limit from the change, when raised never later than the old due; a priority that was wrong from the start
    /// is corrected and judged from the start.
    FromChange,
    /// The time used stays, measured in the calendar under which it ran.
    Carry,
    /// From the start, but not due before the change.
    Retroactive,
}

/// What reopening does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reopened {
    /// Time goes on; closed time accrues nothing.
    Resume,
    /// A new clock from the reopening.
    Restart,
    /// The first closing stands.
    Once,
}
