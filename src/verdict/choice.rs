//! The choices of meaning that a verdict used, and whether the contract stated them.
//! The defaults themselves stand in `docs/meaning.md`.

use crate::model::Cite;
use serde::{Deserialize, Serialize};

/// A choice of meaning, by the value that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Choice {
    /// Time used up at closing is due at closing.
    DueAtClosing,
    /// Time used up at closing is due at the next opening.
    DueAtNextOpening,
    /// Instants are cut to the whole minute.
    InstantsToMinute,
    /// Instants count to the millisecond.
    InstantsToMillisecond,
    /// What happens on a working day belongs to it, at whatever hour.
    NoCutOff,
    /// What happens after the cut-off belongs to the next working day.
    CutOff,
    /// A limit in working days ends with the last closing of its last day.
    WorkingDayEndsAtClosing,
    /// A limit in working days ends at a stated time of its last day.
    WorkingDayEndsAtTime,
    /// A limit in days, weeks or months ends with its last day.
    DayEndsAtMidnight,
    /// A limit in days, weeks or months ends at the local time at which it began.
    DayEndsAtSameTime,
    /// A last day that is no working day moves to the next one.
    LastDayMoves,
    /// The last day stays, working day or not.
    LastDayStays,
    /// The clock runs in elapsed time.
    ElapsedTime,
    /// The clock starts with the report.
    StartsAtReport,
    /// A report outside the window counts as received at the next opening.
    ReceivedAtOpening,
    /// Only a personal reply is a reaction.
    ReactionIsPersonal,
    /// Any reply is a reaction.
    ReactionIsAnyReply,
    /// Any act of the provider's staff is a reaction.
    ReactionIsAnyAct,
    /// The update clock arms at the report.
    UpdatesFromReport,
    /// The update clock arms at the reaction.
    UpdatesFromReaction,
    /// Updates end with the restoration.
    UpdatesEndAtRestoration,
    /// Updates end with the closing.
    UpdatesEndAtClosing,
    /// A new limit from the change, when raised never later than the old due.
    ChangeFromChange,
    /// The time used stays.
    ChangeCarries,
    /// From the start, not due before the change.
    ChangeRetroactive,
    /// Closed time accrues nothing.
    ReopenResumes,
    /// A new clock from the reopening.
    ReopenRestarts,
    /// The first closing stands.
    ReopenNever,
    /// Without the channel demanded, the promise is not owed.
    NoChannelNotOwed,
    /// Without the channel demanded, another row applies.
    NoChannelOtherRow,
    /// A later report by the channel starts the row's clock.
    LaterCallStarts,
    /// The clock starts once the report states what the contract demands.
    StartsWhenComplete,
    /// The clock starts when monitoring detects the case.
    StartsWhenDetected,
    /// The clock starts with the report or with its detection, whichever is earlier.
    StartsAtEarliest,
    /// An act at the due instant is in time.
    DueIsInTime,
    /// An act at the due instant is late.
    DueIsLate,
    /// The update clock arms at the customer's first contact that no message has answered.
    UpdatesFromContact,
    /// The update clock arms at the last contact of either side.
    UpdatesFromLastContact,
    /// One silence is one miss, however long.
    SilenceIsOneMiss,
    /// Each further interval of a silence is another gap.
    SilenceCountsEach,
    /// Waiting for the customer suspends only from a question.
    WaitingTakesQuestion,
    /// Waiting for the customer suspends without a question too.
    WaitingSuspends,
    /// Reopened within the days that the contract gives, time goes on; later it is a new case.
    ReopenWithin,
    /// A case belongs to the period in which its clock starts.
    BelongsAtStart,
    /// A case belongs to the period in which it is due.
    BelongsAtDue,
    /// A case belongs to the period in which its clock ends.
    BelongsAtEnd,
    /// Impairments do not count.
    ImpairmentNotCounted,
    /// Impairments count.
    ImpairmentCounts,
    /// An established outage with an unexplained cause counts.
    UnexplainedCounts,
    /// An established outage with an unexplained cause is unknown.
    UnexplainedUnknown,
    /// What nothing observed is unknown.
    UnobservedUnknown,
    /// What nothing observed counts as up.
    UnobservedUp,
    /// What nothing observed counts as down.
    UnobservedDown,
    /// Planned downtime leaves the base.
    PlannedLeavesBase,
    /// Planned downtime stays in the base.
    PlannedStaysInBase,
    /// A part period is judged as it is.
    PartPeriodAsIs,
    /// A part period is not judged.
    PartPeriodNotJudged,
    /// A part period owes as much as a whole one.
    PartPeriodOwed,
    /// A part period owes nothing.
    PartPeriodNotOwed,
    /// One act suffices for all that a duty applies to.
    OneForAll,
    /// Each thing that a duty applies to is owed an act of its own.
    EachSeparately,
    /// What becomes known after the closing date for facts changes nothing.
    LateFactsChangeNothing,
    /// An outage log is up where it says nothing.
    UpWithoutRecord,
    /// What nothing observed leaves the base.
    UnobservedLeavesBase,
    /// The service is down from the first of the failed checks that an outage takes.
    DownFromFirst,
    /// The service is down from the last of the failed checks that an outage takes.
    DownFromLast,
    /// Before the first record the service was up.
    UpBeforeFirst,
    /// Before the first record the state is unknown.
    UnknownBeforeFirst,
    /// Before the first record the state was what it shows.
    EarliestBeforeFirst,
    /// A state recorded stands against a later claim.
    RecordStands,
    /// A claim that contradicts the record makes the time since it unknown.
    ContradictedUnknown,
    /// Impairments of some degrees count.
    ImpairmentsOfDegree,
    /// An outage begins with its first detection by monitoring or report.
    OutageFromFirst,
    /// An outage counts from its report.
    OutageFromReport,
    /// Outages shorter than agreed do not count.
    ShortestRun,
    /// Only whole minutes of an outage count.
    WholeMinutes,
    /// Where an outage that counts coincides with an excluded one, the time counts.
    CoincidingCounts,
    /// Where an outage that counts coincides with an excluded one, the time does not count.
    CoincidingExcused,
    /// The time of excluded outages stays in the base.
    ExcusedStays,
    /// The time of excluded outages is no part of the base.
    ExcusedLeavesBase,
    /// The service is down as soon as one part is.
    DownWithAnyPart,
    /// The service is down only when all parts are.
    DownWithAllParts,
    /// The service is down when as many parts are as agreed.
    DownWithSomeParts,
    /// The percentage is always of the same length of time.
    FixedBase,
    /// In a part period the time missing counts as available.
    PartPeriodAsUp,
    /// Planned downtime ends early where the work is finished early.
    EndsWhenFinished,
    /// Planned downtime ends as announced though the work is finished early.
    EndsAsAnnounced,
}

/// A choice that was used, and where the contract states it; `None`: the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceUsed {
    /// The choice.
    pub choice: Choice,
    /// Where it is stated.
    pub stated: Option<Cite>,
}
