//! Places of the contract as a person cites them: `Ziffer 18 Prioritäten: Incidents, Zeile 1`.
//! Which step cites which place is left to `step`.

use super::Render;
use crate::{
    model::{Cite, Item},
    phrase::{PhraseId, Said, Value, ids},
    verdict::{Acted, Barred, Choice, CountedBy, Reason, Step, Why},
};

impl Render<'_> {
    /// A place of the contract by number, kind and name, and by row.
    #[must_use]
    pub fn cite(&self, cite: &Cite) -> String {
        let row = match &cite.item {
            Item::Row(row) => Some(i64::from(*row)),
            Item::Heading | Item::Statement(_) => None,
        };
        let number = self.places.clause_number(&cite.clause);
        let id = match (number, row) {
            (Some(_), None) => ids::CITE_NUMBERED,
            (None, None) => ids::CITE_PLAIN,
            (Some(_), Some(_)) => ids::CITE_NUMBERED_ROW,
            (None, Some(_)) => ids::CITE_PLAIN_ROW,
        };
        let kind = PhraseId::find("kind", cite.clause.kind.key()).unwrap_or(ids::KIND_CONTRACT);
        let mut said = Said::new(id).with("kind", Said::new(kind));
        said = said.with("name", Value::Name(cite.clause.name.clone()));
        if let Some(number) = number {
            said = said.with("number", number);
        }
        if let Some(row) = row {
            said = said.with("row", row);
        }
        self.say(&said)
    }

    /// A place of the contract, or that the contract is silent.
    pub(crate) fn cite_or_silent(&self, cite: Option<&Cite>) -> String {
        cite.map_or_else(|| self.say(&Said::new(ids::CITE_SILENT)), |cite| self.cite(cite))
    }
}

/// Every place that a reason cites, in the order of its steps, each once.
#[must_use]
pub fn cites(reason: &Reason) -> Vec<Cite> {
    let mut found: Vec<Cite> = Vec::new();
    for cite in reason.steps.iter().flat_map(of_step) {
        if !found.contains(cite) {
            found.push(cite.clone());
        }
    }
    found
}

/// The clause that decided a verdict: the one that hands it to another row, else the one that promises it.
pub(crate) fn decisive(reason: &Reason) -> Option<Cite> {
    let steps = || reason.steps.iter().rev();
    let other = steps().find_map(|step| match step {
        Step::OtherRow { row, .. } => Some(row.clone()),
        _ => None,
    });
    let row = || {
        steps().find_map(|step| match step {
            Step::ChannelLacking { cite, .. } | Step::RowApplies { cite, .. } | Step::Promised { cite } => {
                Some(cite.clone())
            }
            _ => None,
        })
    };
    other.or_else(row)
}

fn of_step(step: &Step) -> Vec<&Cite> {
    match step {
        Step::Promised { cite }
        | Step::RowApplies { cite, .. }
        | Step::ChannelLacking { cite, .. }
        | Step::ExcludedTime { cite, .. }
        | Step::WorkingDays { cite, .. }
        | Step::FactsClosed { cite, .. }
        | Step::TakenOver { cite, .. }
        | Step::Planned { cite, .. } => vec![cite],
        Step::Insufficient { lacking, .. } => lacking.iter().map(super::duty::of_lacking).collect(),
        Step::OtherRow { cite, row, .. } => vec![cite, row],
        Step::Chosen(used) => used.stated.iter().collect(),
        Step::Paused { cite, .. }
        | Step::Unobserved { cite, .. }
        | Step::Windows { cite, .. }
        | Step::Disqualified { cite, .. }
        | Step::Base { cite, .. } => cite.iter().collect(),
        Step::Outage(finding) => match &finding.decided_by {
            CountedBy::ProviderSide { cite } | CountedBy::CustomerSide { cite } | CountedBy::CauseExcluded { cite } => {
                vec![cite]
            }
            CountedBy::Choice(used) => used.stated.iter().collect(),
            CountedBy::NoHandoverPoint | CountedBy::PlaceOnNoSide { .. } => Vec::new(),
        },
        Step::Reported { .. }
        | Step::NoRow { .. }
        | Step::Started { .. }
        | Step::Due { .. }
        | Step::DueOnDay { .. }
        | Step::DaysNotFixed { .. }
        | Step::NotLaterThan { .. }
        | Step::NotBefore { .. }
        | Step::UsedUpWhenSet { .. }
        | Step::Renewed { .. }
        | Step::ReopenableUntil { .. }
        | Step::MovedToOpening { .. }
        | Step::DueNotFixed { .. }
        | Step::Acted { .. }
        | Step::NoAct { .. }
        | Step::Used { .. }
        | Step::Period { .. }
        | Step::Down { .. }
        | Step::Unknown { .. }
        | Step::LeavesBase { .. }
        | Step::Parts { .. }
        | Step::Runs { .. }
        | Step::FixedBase { .. }
        | Step::Compared { .. }
        | Step::Foreseen { .. }
        | Step::BeyondCalendar { .. }
        | Step::Disputed { .. }
        | Step::Arose { .. }
        | Step::DutyDue { .. }
        | Step::Performed { .. }
        | Step::Contested { .. }
        | Step::Concluded { .. } => Vec::new(),
    }
}

/// The phrase of a choice.
#[must_use]
pub const fn choice(choice: Choice) -> PhraseId {
    match choice {
        Choice::DueAtClosing => ids::CHOICE_DUE_AT_CLOSING,
        Choice::DueAtNextOpening => ids::CHOICE_DUE_AT_NEXT_OPENING,
        Choice::InstantsToMinute => ids::CHOICE_INSTANTS_TO_MINUTE,
        Choice::InstantsToMillisecond => ids::CHOICE_INSTANTS_TO_MILLISECOND,
        Choice::NoCutOff => ids::CHOICE_NO_CUT_OFF,
        Choice::CutOff => ids::CHOICE_CUT_OFF,
        Choice::WorkingDayEndsAtClosing => ids::CHOICE_WORKING_DAY_ENDS_AT_CLOSING,
        Choice::WorkingDayEndsAtTime => ids::CHOICE_WORKING_DAY_ENDS_AT_TIME,
        Choice::DayEndsAtMidnight => ids::CHOICE_DAY_ENDS_AT_MIDNIGHT,
        Choice::DayEndsAtSameTime => ids::CHOICE_DAY_ENDS_AT_SAME_TIME,
        Choice::LastDayMoves => ids::CHOICE_LAST_DAY_MOVES,
        Choice::LastDayStays => ids::CHOICE_LAST_DAY_STAYS,
        Choice::ElapsedTime => ids::CHOICE_ELAPSED_TIME,
        Choice::StartsAtReport => ids::CHOICE_STARTS_AT_REPORT,
        Choice::ReceivedAtOpening => ids::CHOICE_RECEIVED_AT_OPENING,
        Choice::ReactionIsPersonal => ids::CHOICE_REACTION_IS_PERSONAL,
        Choice::ReactionIsAnyReply => ids::CHOICE_REACTION_IS_ANY_REPLY,
        Choice::ReactionIsAnyAct => ids::CHOICE_REACTION_IS_ANY_ACT,
        Choice::UpdatesFromReport => ids::CHOICE_UPDATES_FROM_REPORT,
        Choice::UpdatesFromReaction => ids::CHOICE_UPDATES_FROM_REACTION,
        Choice::UpdatesEndAtRestoration => ids::CHOICE_UPDATES_END_AT_RESTORATION,
        Choice::UpdatesEndAtClosing => ids::CHOICE_UPDATES_END_AT_CLOSING,
        Choice::ChangeFromChange => ids::CHOICE_CHANGE_FROM_CHANGE,
        Choice::ChangeCarries => ids::CHOICE_CHANGE_CARRIES,
        Choice::ChangeRetroactive => ids::CHOICE_CHANGE_RETROACTIVE,
        Choice::ReopenResumes => ids::CHOICE_REOPEN_RESUMES,
        Choice::ReopenRestarts => ids::CHOICE_REOPEN_RESTARTS,
        Choice::ReopenNever => ids::CHOICE_REOPEN_NEVER,
        Choice::NoChannelNotOwed => ids::CHOICE_NO_CHANNEL_NOT_OWED,
        Choice::NoChannelOtherRow => ids::CHOICE_NO_CHANNEL_OTHER_ROW,
        Choice::LaterCallStarts => ids::CHOICE_LATER_CALL_STARTS,
        Choice::StartsWhenComplete => ids::CHOICE_STARTS_WHEN_COMPLETE,
        Choice::StartsWhenDetected => ids::CHOICE_STARTS_WHEN_DETECTED,
        Choice::StartsAtEarliest => ids::CHOICE_STARTS_AT_EARLIEST,
        Choice::DueIsInTime => ids::CHOICE_DUE_IS_IN_TIME,
        Choice::DueIsLate => ids::CHOICE_DUE_IS_LATE,
        Choice::UpdatesFromContact => ids::CHOICE_UPDATES_FROM_CONTACT,
        Choice::UpdatesFromLastContact => ids::CHOICE_UPDATES_FROM_LAST_CONTACT,
        Choice::SilenceIsOneMiss => ids::CHOICE_SILENCE_IS_ONE_MISS,
        Choice::SilenceCountsEach => ids::CHOICE_SILENCE_COUNTS_EACH,
        Choice::WaitingTakesQuestion => ids::CHOICE_WAITING_TAKES_QUESTION,
        Choice::WaitingSuspends => ids::CHOICE_WAITING_SUSPENDS,
        Choice::ReopenWithin => ids::CHOICE_REOPEN_WITHIN,
        Choice::BelongsAtStart => ids::CHOICE_BELONGS_AT_START,
        Choice::BelongsAtDue => ids::CHOICE_BELONGS_AT_DUE,
        Choice::BelongsAtEnd => ids::CHOICE_BELONGS_AT_END,
        Choice::ImpairmentNotCounted => ids::CHOICE_IMPAIRMENT_NOT_COUNTED,
        Choice::ImpairmentCounts => ids::CHOICE_IMPAIRMENT_COUNTS,
        Choice::UnexplainedCounts => ids::CHOICE_UNEXPLAINED_COUNTS,
        Choice::UnexplainedUnknown => ids::CHOICE_UNEXPLAINED_UNKNOWN,
        Choice::UnobservedUnknown => ids::CHOICE_UNOBSERVED_UNKNOWN,
        Choice::UnobservedUp => ids::CHOICE_UNOBSERVED_UP,
        Choice::UnobservedDown => ids::CHOICE_UNOBSERVED_DOWN,
        Choice::PlannedLeavesBase => ids::CHOICE_PLANNED_LEAVES_BASE,
        Choice::PlannedStaysInBase => ids::CHOICE_PLANNED_STAYS_IN_BASE,
        Choice::PartPeriodAsIs => ids::CHOICE_PART_PERIOD_AS_IS,
        Choice::PartPeriodNotJudged => ids::CHOICE_PART_PERIOD_NOT_JUDGED,
        Choice::PartPeriodOwed => ids::CHOICE_PART_PERIOD_OWED,
        Choice::PartPeriodNotOwed => ids::CHOICE_PART_PERIOD_NOT_OWED,
        Choice::OneForAll => ids::CHOICE_ONE_FOR_ALL,
        Choice::EachSeparately => ids::CHOICE_EACH_SEPARATELY,
        Choice::LateFactsChangeNothing => ids::CHOICE_LATE_FACTS_CHANGE_NOTHING,
        Choice::UpWithoutRecord => ids::CHOICE_UP_WITHOUT_RECORD,
        Choice::UnobservedLeavesBase => ids::CHOICE_UNOBSERVED_LEAVES_BASE,
        Choice::DownFromFirst => ids::CHOICE_DOWN_FROM_FIRST,
        Choice::DownFromLast => ids::CHOICE_DOWN_FROM_LAST,
        Choice::UpBeforeFirst => ids::CHOICE_UP_BEFORE_FIRST,
        Choice::UnknownBeforeFirst => ids::CHOICE_UNKNOWN_BEFORE_FIRST,
        Choice::EarliestBeforeFirst => ids::CHOICE_EARLIEST_BEFORE_FIRST,
        Choice::RecordStands => ids::CHOICE_RECORD_STANDS,
        Choice::ContradictedUnknown => ids::CHOICE_CONTRADICTED_UNKNOWN,
        Choice::ImpairmentsOfDegree => ids::CHOICE_IMPAIRMENTS_OF_DEGREE,
        Choice::OutageFromFirst => ids::CHOICE_OUTAGE_FROM_FIRST,
        Choice::OutageFromReport => ids::CHOICE_OUTAGE_FROM_REPORT,
        Choice::ShortestRun => ids::CHOICE_SHORTEST_RUN,
        Choice::WholeMinutes => ids::CHOICE_WHOLE_MINUTES,
        Choice::CoincidingCounts => ids::CHOICE_COINCIDING_COUNTS,
        Choice::CoincidingExcused => ids::CHOICE_COINCIDING_EXCUSED,
        Choice::ExcusedStays => ids::CHOICE_EXCUSED_STAYS,
        Choice::ExcusedLeavesBase => ids::CHOICE_EXCUSED_LEAVES_BASE,
        Choice::DownWithAnyPart => ids::CHOICE_DOWN_WITH_ANY_PART,
        Choice::DownWithAllParts => ids::CHOICE_DOWN_WITH_ALL_PARTS,
        Choice::DownWithSomeParts => ids::CHOICE_DOWN_WITH_SOME_PARTS,
        Choice::FixedBase => ids::CHOICE_FIXED_BASE,
        Choice::PartPeriodAsUp => ids::CHOICE_PART_PERIOD_AS_UP,
        Choice::EndsWhenFinished => ids::CHOICE_ENDS_WHEN_FINISHED,
        Choice::EndsAsAnnounced => ids::CHOICE_ENDS_AS_ANNOUNCED,
    }
}

pub(crate) const fn act(act: Acted) -> PhraseId {
    match act {
        Acted::Reaction => ids::ACT_REACTION,
        Acted::Message => ids::ACT_MESSAGE,
        Acted::Question => ids::ACT_QUESTION,
        Acted::Restoration => ids::ACT_RESTORATION,
        Acted::Closing => ids::ACT_CLOSING,
        Acted::Contact => ids::ACT_CONTACT,
        Acted::Answer => ids::ACT_ANSWER,
    }
}

pub(crate) const fn why(why: Why) -> PhraseId {
    match why {
        Why::WaitingForCustomer => ids::PAUSE_WHY_WAITING_FOR_CUSTOMER,
        Why::WaitingWithoutQuestion => ids::PAUSE_WHY_WAITING_WITHOUT_QUESTION,
        Why::CaseClosed => ids::PAUSE_WHY_CASE_CLOSED,
    }
}

pub(crate) const fn barred(barred: Barred) -> PhraseId {
    match barred {
        Barred::Automatic => ids::BARRED_AUTOMATIC,
        Barred::NotPersonal => ids::BARRED_NOT_PERSONAL,
        Barred::Internal => ids::BARRED_INTERNAL,
        Barred::NotEntitled => ids::BARRED_NOT_ENTITLED,
    }
}
