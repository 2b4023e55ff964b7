//! Events that were not used, each with its place and its reason.
//! What a reason is called in a language is left to the catalogues.

use super::Line;
use serde::{Deserialize, Serialize};

/// An event, or a line that should have been one, that decided nothing. As an error it names its place and its reason;
/// sentences for people are left to `render`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
#[error("line {} of input {} is not used as it stands: {reason:?}", .line.line, .line.input)]
pub struct Unused {
    /// Where it stood.
    pub line: Line,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// Why.
    pub reason: UnusedReason,
}

/// Why an event was not used, or was used otherwise than it says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnusedReason {
    /// The line is no JSON object.
    NotJson {
        /// What the reader says, clipped.
        detail: String,
    },
    /// The line is longer than the reader takes.
    LineTooLong {
        /// The most that it takes, in bytes.
        limit: usize,
    },
    /// A field stands twice, with different values.
    RepeatedField {
        /// Its name.
        field: String,
    },
    /// A time finer than milliseconds: used, cut toward the past.
    CutToMillis {
        /// The time.
        value: String,
    },
    /// A field is missing.
    MissingField {
        /// Its name.
        field: String,
    },
    /// A field's value cannot be read.
    BadField {
        /// Its name.
        field: String,
        /// What it says, clipped.
        value: String,
    },
    /// A time without a zone, and no zone in the mapping.
    NoZone {
        /// The time.
        value: String,
    },
    /// A type that the published table does not have.
    UnknownType {
        /// The type.
        kind: String,
    },
    /// A type that no clause of this contract judges.
    NoClause {
        /// The type.
        kind: String,
    },
    /// A name that the contract does not declare.
    UnknownName {
        /// The field.
        field: String,
        /// The name.
        value: String,
    },
    /// A row with more or fewer cells than the header.
    CellCount {
        /// Its cells.
        found: usize,
        /// The header's.
        wanted: usize,
    },
    /// A value that the mapping does not have.
    UnmappedValue {
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
    /// A case without a report.
    NoReport,
    /// A case without a priority, or whose priority no row promises anything for.
    NoPriority,
    /// An act or a consent whose occasion never arose.
    NoOccasion,
    /// The same event once more.
    Duplicate,
    /// Same identity, other content, known at once: disputed.
    Disputed,
    /// Known after the report's *known as of*.
    NotYetKnown,
    /// Known after the contract's closing date for facts: changes nothing.
    AfterClosing,
    /// Happened after the report's *as of*.
    AfterAsOf,
    /// Replaced by a correction.
    Corrected {
        /// The correction's id.
        by: String,
    },
    /// Corrects an event that is not there.
    CorrectsNothing {
        /// The id that it names.
        id: String,
    },
    /// An act before the report: counted at the report.
    BeforeReport,
    /// A pause that ended before it began.
    EndsBeforeBegin,
    /// An answer without a question.
    AnswerWithoutQuestion,
    /// The desk waits for the customer without a question: suspends nothing.
    WaitingVoid,
    /// The desk waits for the customer without a question: suspends as the contract says.
    WaitingSuspends,
    /// A case whose report is not complete, so that no clock of the contract has started.
    ReportIncomplete,
    /// A case that monitoring has not detected, so that no clock of the contract has started.
    NotDetected,
    /// A priority set by a party that the contract does not let set it.
    NotEntitled,
    /// Up without a preceding down: ends nothing.
    UpWithoutDown,
    /// The stated previous state contradicts what was observed.
    PreviousContradicts,
    /// Not in force at that instant.
    NotInForce,
    /// Agreed or announced too late, by the wrong party or in the wrong form: not planned.
    AgreementDoesNotCount,
    /// The zone, time or limit lies beyond what can be judged.
    BeyondCalendar {
        /// The year.
        year: i32,
    },
}
