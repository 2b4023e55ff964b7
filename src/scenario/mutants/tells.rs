//! Statements that tell people something and decide no verdict: altering them is no alteration of what is judged.
//! What they say is written down in the page on meaning.

use crate::phrase::{PhraseId, ids};

/// Whether a statement only tells: who the parties are, where something stands, what a word means, what is left to people,
/// which values the rows of a table are held against.
pub(super) fn only(id: PhraseId) -> bool {
    matches!(
        id,
        ids::CONTRACT_DOCUMENT
            | ids::CONTRACT_PROVIDER
            | ids::CONTRACT_CUSTOMER
            | ids::CONTRACT_AUTHORITATIVE
            | ids::HANDOVER_POINT_PLACE
            | ids::HANDOVER_POINT_ACTS_FOR_PROVIDER
            | ids::PLANNED_DOWNTIME_TERMS
            | ids::PLANNED_DOWNTIME_SILENCE
            | ids::PLANNED_DOWNTIME_OVERRUN
            | ids::OUTAGE_NO_USER
            | ids::OUTAGE_IMPAIRMENT
            | ids::OUTAGE_STARTS
            | ids::OUTAGE_ENDS
            | ids::SERVICE_AVAILABILITY_NONE
            | ids::SERVICE_DESK_REACHABLE
            | ids::PRIORITIES_EFFECTS
            | ids::PRIORITIES_EXTENTS
            | ids::PRIORITIES_UPDATE
            | ids::PRIORITIES_NO_RESTORATION
            | ids::CELL_SERVICE_DESK_ADDRESS_IS
            | ids::CELL_SERVICE_DESK_RECEIVED_CALL_ANSWERED
            | ids::CELL_SERVICE_DESK_RECEIVED_ARRIVES_IN_INBOX
            | ids::CELL_SERVICE_DESK_RECEIVED_ENTERED_IN_PORTAL
    )
}

/// Whether a statement says what holds without it, though no reason names it as a choice.
pub(super) fn default(id: PhraseId) -> bool {
    matches!(id, ids::SERVICE_EXCLUDED_NOTHING | ids::PRIORITIES_BELONGS_START)
}
