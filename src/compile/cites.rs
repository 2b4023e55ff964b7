//! The names by which reasons cite statements: those of the phrases that state them.
//! The phrases themselves are left to the catalogues; a test holds that each name is one of theirs.

use crate::{
    model::{Act, WorkingDays},
    verdict::Choice,
};

pub(crate) const WITHOUT_CHANNEL: &str = "priorities.without_channel";
pub(crate) const SET_BY: &str = "priorities.set_by";
pub(crate) const LATER_CALL: &str = "priorities.later_call";
pub(crate) const REOPENED_WITHIN_ONE: &str = "priorities.reopened_within_one";
pub(crate) const DEEMED_RECEIVED: &str = "service_desk.received_next_opening";
pub(crate) const PROVIDER_SIDE: &str = "handover_point.provider_side";
pub(crate) const CUSTOMER_SIDE: &str = "handover_point.customer_side";
pub(crate) const STANDING: &str = "planned_downtime.standing";
pub(crate) const AGREED: &str = "planned_downtime.agreed_by";
pub(crate) const AVAILABILITY: &str = "service.availability";
pub(crate) const OPERATED: &str = "service.operated";
pub(crate) const FACTS_CLOSED: &str = "contract.facts_closed";
pub(crate) const EXCLUDED: &str = "service.excluded";
pub(crate) const OUTSIDE_WINDOW: &str = "service.outside_window";
pub(crate) const OUTSIDE_CAUSES: &str = "service.outside_causes";
pub(crate) const ANNOUNCED: &str = "planned_downtime.announced_by";
pub(crate) const CHECK_EVERY: &str = "outage.check_every";
pub(crate) const EVIDENCE: &str = "duty.evidence";
pub(crate) const PARTICULARS: &str = "duty.particulars";
pub(crate) const PRESCRIBED: &str = "duty.prescribed";
pub(crate) const CONSENT: &str = "duty.consent";
pub(crate) const TAKEN_OVER: &str = "duty.taken_over";
pub(crate) const SERVICE_IMPAIRMENTS: [&str; 2] = ["service.impairment_not_counted", "service.impairment_counted"];

/// The statement that defines working days.
pub(crate) fn defining(working_days: &WorkingDays) -> &'static str {
    match working_days {
        WorkingDays::Days { except: None, .. } => "contract.working_days",
        WorkingDays::Days { except: Some(_), .. } => "contract.working_days_except",
        WorkingDays::WindowBegins(_) => "contract.working_days_of",
    }
}

/// The statement that suspends clocks.
pub(crate) fn pausing(holds_for: Act) -> &'static str {
    match holds_for {
        Act::Every => "priorities.pause",
        Act::ReactionAndUpdate => "priorities.pause_both",
        Act::Reaction => "priorities.pause_reaction",
        Act::Update => "priorities.pause_updates",
    }
}

/// The statement that makes a choice; the clause as a whole where no phrase says it.
pub(crate) fn stating(choice: Choice) -> Option<&'static str> {
    let phrase = match choice {
        Choice::DueAtClosing => "priorities.due_at_closing",
        Choice::DueAtNextOpening => "priorities.due_at_next_opening",
        Choice::InstantsToMinute => "contract.instants_minute",
        Choice::InstantsToMillisecond => "contract.instants_exact",
        Choice::StartsAtReport => "priorities.starts_report",
        Choice::StartsWhenComplete => "priorities.starts_complete",
        Choice::StartsWhenDetected => "priorities.starts_detected",
        Choice::StartsAtEarliest => "priorities.starts_earliest",
        Choice::DueIsInTime => "priorities.due_in_time",
        Choice::DueIsLate => "priorities.due_late",
        Choice::ReactionIsAnyAct => "priorities.reaction_act",
        Choice::UpdatesFromContact => "priorities.update_from_contact",
        Choice::UpdatesFromLastContact => "priorities.update_from_last_contact",
        Choice::SilenceIsOneMiss => "priorities.silence_one_miss",
        Choice::SilenceCountsEach => "priorities.silence_each",
        Choice::WaitingTakesQuestion => "priorities.waiting_takes_question",
        Choice::WaitingSuspends => "priorities.waiting_suspends",
        Choice::ReopenWithin => "priorities.reopened_within",
        Choice::BelongsAtStart => "priorities.belongs_start",
        Choice::BelongsAtDue => "priorities.belongs_due",
        Choice::BelongsAtEnd => "priorities.belongs_end",
        Choice::CutOff => "priorities.cut_off",
        Choice::WorkingDayEndsAtClosing => "priorities.working_end_closing",
        Choice::WorkingDayEndsAtTime => "priorities.working_end_at",
        Choice::DayEndsAtMidnight => "priorities.day_end_midnight",
        Choice::DayEndsAtSameTime => "priorities.day_end_same_time",
        Choice::LastDayMoves => "priorities.day_moves",
        Choice::LastDayStays => "priorities.day_stays",
        Choice::ReactionIsPersonal => "priorities.reaction_personal",
        Choice::ReactionIsAnyReply => "priorities.reaction_any",
        Choice::UpdatesFromReport => "priorities.update_from_report",
        Choice::UpdatesFromReaction => "priorities.update_from_reaction",
        Choice::UpdatesEndAtRestoration => "priorities.updates_end_at_restoration",
        Choice::UpdatesEndAtClosing => "priorities.updates_end_at_closing",
        Choice::ChangeFromChange => "priorities.changed_from_change",
        Choice::ChangeCarries => "priorities.changed_carry",
        Choice::ChangeRetroactive => "priorities.changed_retroactive",
        Choice::ReopenResumes => "priorities.reopened_resume",
        Choice::ReopenRestarts => "priorities.reopened_restart",
        Choice::ReopenNever => "priorities.reopened_once",
        Choice::UnobservedUnknown => "outage.unobserved_unknown",
        Choice::UnobservedUp => "outage.unobserved_up",
        Choice::UnobservedDown => "outage.unobserved_down",
        Choice::UnobservedLeavesBase => "outage.unobserved_leaves_base",
        Choice::DownFromFirst => "outage.failed_from_first",
        Choice::DownFromLast => "outage.failed_from_last",
        Choice::UpBeforeFirst => "outage.before_first_up",
        Choice::UnknownBeforeFirst => "outage.before_first_unknown",
        Choice::EarliestBeforeFirst => "outage.before_first_earliest",
        Choice::RecordStands => "outage.contradicted_stands",
        Choice::ContradictedUnknown => "outage.contradicted_unknown",
        Choice::ImpairmentsOfDegree => "service.impairment_degrees",
        Choice::OutageFromFirst => "outage.starts",
        Choice::OutageFromReport => "outage.starts_at_report",
        Choice::ShortestRun => "outage.shortest",
        Choice::WholeMinutes => "outage.whole_minutes",
        Choice::CoincidingCounts => "outage.coinciding_counts",
        Choice::CoincidingExcused => "outage.coinciding_excused",
        Choice::ExcusedStays => "outage.excused_stays",
        Choice::ExcusedLeavesBase => "outage.excused_leaves_base",
        Choice::DownWithAnyPart => "service.down_any",
        Choice::DownWithAllParts => "service.down_all",
        Choice::DownWithSomeParts => "service.down_at_least",
        Choice::FixedBase => "service.fixed_base",
        Choice::PartPeriodAsUp => "service.part_period_up",
        Choice::EndsWhenFinished => "planned_downtime.ends_when_finished",
        Choice::EndsAsAnnounced => "planned_downtime.ends_as_announced",
        Choice::ImpairmentNotCounted => "outage.impairment_not_counted",
        Choice::ImpairmentCounts => "outage.impairment_counted",
        Choice::UnexplainedCounts => "outage.unexplained_counts",
        Choice::UnexplainedUnknown => "outage.unexplained_unknown",
        Choice::PlannedLeavesBase => "service.base",
        Choice::PlannedStaysInBase => "service.base_with_planned",
        Choice::LateFactsChangeNothing => "contract.late_facts",
        Choice::PartPeriodAsIs => "service.part_period",
        Choice::PartPeriodNotJudged => "service.part_period_not_judged",
        Choice::PartPeriodOwed => "duty.part_owed",
        Choice::PartPeriodNotOwed => "duty.part_not_owed",
        Choice::OneForAll => "duty.one_for_all",
        Choice::EachSeparately => "duty.separately",
        _ => return None,
    };
    Some(phrase)
}
