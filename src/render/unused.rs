//! Why an event was not used, as text.
//! Listing events by these reasons is left to `report`.

use super::{Render, step::of};
use crate::{
    event::{Unused, UnusedReason},
    phrase::{PhraseId, Said, ids},
};

impl Render<'_> {
    /// Why an event was not used, with what it said.
    #[must_use]
    pub fn unused(&self, unused: &Unused) -> String {
        let shown = |text: &str| super::visible(text);
        let id = unused_phrase(&unused.reason);
        let said = of(id);
        let said: Said = match &unused.reason {
            UnusedReason::NotJson { detail } => {
                column(detail).map_or(said, |column| of(ids::UNUSED_NOT_JSON_AT).with("column", column))
            }
            UnusedReason::LineTooLong { limit } => said.with("limit", super::count(*limit)),
            UnusedReason::RepeatedField { field } | UnusedReason::MissingField { field } => {
                said.with("field", shown(field))
            }
            UnusedReason::CutToMillis { value } | UnusedReason::NoZone { value } => said.with("value", shown(value)),
            UnusedReason::BadField { field, value } | UnusedReason::UnknownName { field, value } => {
                said.with("field", shown(field)).with("value", shown(value))
            }
            UnusedReason::UnknownType { kind } | UnusedReason::NoClause { kind } => said.with("kind", shown(kind)),
            UnusedReason::CellCount { found, wanted } => {
                said.with("found", super::count(*found)).with("wanted", super::count(*wanted))
            }
            UnusedReason::UnmappedValue { column, value } => {
                said.with("column", shown(column)).with("value", shown(value))
            }
            UnusedReason::Corrected { by } => said.with("by", shown(by)),
            UnusedReason::CorrectsNothing { id } => said.with("id", shown(id)),
            UnusedReason::BeyondCalendar { year } => said.with("year", i64::from(*year)),
            UnusedReason::NoReport
            | UnusedReason::NoPriority
            | UnusedReason::Duplicate
            | UnusedReason::Disputed
            | UnusedReason::NotYetKnown
            | UnusedReason::AfterClosing
            | UnusedReason::AfterAsOf
            | UnusedReason::BeforeReport
            | UnusedReason::EndsBeforeBegin
            | UnusedReason::AnswerWithoutQuestion
            | UnusedReason::WaitingVoid
            | UnusedReason::WaitingSuspends
            | UnusedReason::ReportIncomplete
            | UnusedReason::NotDetected
            | UnusedReason::NotEntitled
            | UnusedReason::UpWithoutDown
            | UnusedReason::PreviousContradicts
            | UnusedReason::NotInForce
            | UnusedReason::AgreementDoesNotCount => said,
        };
        self.say(&said)
    }
}

/// Where a line stops being JSON: what the reader says of it is in English, and of use to machines only.
fn column(detail: &str) -> Option<i64> {
    detail.strip_prefix("column ")?.split(':').next()?.parse().ok()
}

/// The phrase of a reason; its key is the reason's in JSON.
#[must_use]
pub const fn unused_phrase(reason: &UnusedReason) -> PhraseId {
    match reason {
        UnusedReason::NotJson { .. } => ids::UNUSED_NOT_JSON,
        UnusedReason::LineTooLong { .. } => ids::UNUSED_LINE_TOO_LONG,
        UnusedReason::RepeatedField { .. } => ids::UNUSED_REPEATED_FIELD,
        UnusedReason::CutToMillis { .. } => ids::UNUSED_CUT_TO_MILLIS,
        UnusedReason::MissingField { .. } => ids::UNUSED_MISSING_FIELD,
        UnusedReason::BadField { .. } => ids::UNUSED_BAD_FIELD,
        UnusedReason::NoZone { .. } => ids::UNUSED_NO_ZONE,
        UnusedReason::UnknownType { .. } => ids::UNUSED_UNKNOWN_TYPE,
        UnusedReason::NoClause { .. } => ids::UNUSED_NO_CLAUSE,
        UnusedReason::UnknownName { .. } => ids::UNUSED_UNKNOWN_NAME,
        UnusedReason::CellCount { .. } => ids::UNUSED_CELL_COUNT,
        UnusedReason::UnmappedValue { .. } => ids::UNUSED_UNMAPPED_VALUE,
        UnusedReason::NoReport => ids::UNUSED_NO_REPORT,
        UnusedReason::NoPriority => ids::UNUSED_NO_PRIORITY,
        UnusedReason::Duplicate => ids::UNUSED_DUPLICATE,
        UnusedReason::Disputed => ids::UNUSED_DISPUTED,
        UnusedReason::NotYetKnown => ids::UNUSED_NOT_YET_KNOWN,
        UnusedReason::AfterClosing => ids::UNUSED_AFTER_CLOSING,
        UnusedReason::AfterAsOf => ids::UNUSED_AFTER_AS_OF,
        UnusedReason::Corrected { .. } => ids::UNUSED_CORRECTED,
        UnusedReason::CorrectsNothing { .. } => ids::UNUSED_CORRECTS_NOTHING,
        UnusedReason::BeforeReport => ids::UNUSED_BEFORE_REPORT,
        UnusedReason::EndsBeforeBegin => ids::UNUSED_ENDS_BEFORE_BEGIN,
        UnusedReason::AnswerWithoutQuestion => ids::UNUSED_ANSWER_WITHOUT_QUESTION,
        UnusedReason::WaitingVoid => ids::UNUSED_WAITING_VOID,
        UnusedReason::WaitingSuspends => ids::UNUSED_WAITING_SUSPENDS,
        UnusedReason::ReportIncomplete => ids::UNUSED_REPORT_INCOMPLETE,
        UnusedReason::NotDetected => ids::UNUSED_NOT_DETECTED,
        UnusedReason::NotEntitled => ids::UNUSED_NOT_ENTITLED,
        UnusedReason::UpWithoutDown => ids::UNUSED_UP_WITHOUT_DOWN,
        UnusedReason::PreviousContradicts => ids::UNUSED_PREVIOUS_CONTRADICTS,
        UnusedReason::NotInForce => ids::UNUSED_NOT_IN_FORCE,
        UnusedReason::AgreementDoesNotCount => ids::UNUSED_AGREEMENT_DOES_NOT_COUNT,
        UnusedReason::BeyondCalendar { .. } => ids::UNUSED_BEYOND_CALENDAR,
    }
}
