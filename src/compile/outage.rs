//! What the clause on outages says, as judging needs it: how a state is known, which impairments count, how time counts.
//! Finding and counting outages is left to `engine`.

use super::{
    cites,
    promise::made,
    table::{Chosen, stated},
};
use crate::{
    model::{
        BeforeFirst, Cite, ClauseId, Coinciding, Contradicted, ExcusedTime, FailedChecks, Impairments, OutageRule,
        Service, Unobserved,
    },
    time::Millis,
    verdict::{Choice, ChoiceUsed},
};

/// What is known of a service's state, and from when.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    /// How long after a check the next one is due, and where that is stated; `None`: there are no checks.
    pub(crate) check_every: Option<(Millis, Cite)>,
    pub(crate) failed: Chosen<FailedChecks>,
    /// `None`: by the kind of record.
    pub(crate) before_first: Option<Chosen<BeforeFirst>>,
    pub(crate) contradicted: Chosen<Contradicted>,
    pub(crate) unobserved: Chosen<Unobserved>,
}

/// From which instant on an outage counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Starts {
    /// From its record.
    Record,
    /// From its record or its report, whichever is earlier.
    First,
    /// From its report, not before its record.
    Report,
}

/// How the time of outages counts.
#[derive(Clone, Debug)]
pub(crate) struct Counting {
    pub(crate) starts: Starts,
    /// Where that is stated.
    pub(crate) starts_used: Option<ChoiceUsed>,
    pub(crate) shortest: Option<Chosen<Millis>>,
    pub(crate) whole_minutes: Option<ChoiceUsed>,
    pub(crate) coinciding: Chosen<Coinciding>,
    pub(crate) excused_time: Chosen<ExcusedTime>,
}

/// What the clause on outages says of how their time counts.
pub(super) fn counting(rule: Option<(&ClauseId, &OutageRule)>) -> Counting {
    let said = |choice, is_said: bool| rule.filter(|_| is_said).map(|(id, _)| stated(id, choice));
    let used = |choice, is_said: bool| is_said.then(|| ChoiceUsed { choice, stated: said(choice, true) });
    let of = |get: &dyn Fn(&OutageRule) -> bool| rule.is_some_and(|(_, rule)| get(rule));
    let (first, report) = (of(&|rule| rule.starts_when_detected), of(&|rule| rule.starts_at_report));
    let (starts, starts_used) = match (first, report) {
        (true, _) => (Starts::First, used(Choice::OutageFromFirst, true)),
        (false, true) => (Starts::Report, used(Choice::OutageFromReport, true)),
        (false, false) => (Starts::Record, None),
    };
    let shortest = rule.and_then(|(_, rule)| rule.shortest);
    let coinciding = rule.and_then(|(_, rule)| rule.coinciding);
    let coinciding_choice = match coinciding {
        Some(Coinciding::Excused) => (Coinciding::Excused, Choice::CoincidingExcused),
        Some(Coinciding::Counts) | None => (Coinciding::Counts, Choice::CoincidingCounts),
    };
    let excused = rule.and_then(|(_, rule)| rule.excused_time);
    let excused_choice = match excused {
        Some(ExcusedTime::LeavesBase) => (ExcusedTime::LeavesBase, Choice::ExcusedLeavesBase),
        Some(ExcusedTime::Stays) | None => (ExcusedTime::Stays, Choice::ExcusedStays),
    };
    Counting {
        starts,
        starts_used,
        shortest: shortest.map(|least| made((least, Choice::ShortestRun), said(Choice::ShortestRun, true))),
        whole_minutes: used(Choice::WholeMinutes, of(&|rule| rule.whole_minutes)),
        coinciding: made(coinciding_choice, said(coinciding_choice.1, coinciding.is_some())),
        excused_time: made(excused_choice, said(excused_choice.1, excused.is_some())),
    }
}

/// Which impairments count: by the service's own statement, else by that on outages.
pub(super) fn impairments(
    id: &ClauseId,
    service: &Service,
    rule: Option<(&ClauseId, &OutageRule)>,
) -> Chosen<Impairments> {
    let [none, all] = cites::SERVICE_IMPAIRMENTS.map(|phrase| Some(id.statement(phrase)));
    let (value, choice, own) = match &service.impairments {
        Some(Impairments::NotCounted) => (Impairments::NotCounted, Choice::ImpairmentNotCounted, none),
        Some(Impairments::Counted) => (Impairments::Counted, Choice::ImpairmentCounts, all),
        Some(Impairments::OfDegrees(degrees)) => {
            let choice = Choice::ImpairmentsOfDegree;
            (Impairments::OfDegrees(degrees.clone()), choice, Some(stated(id, choice)))
        }
        None => {
            let said = rule.and_then(|(id, rule)| rule.impairment_counts.map(|counts| (id, counts)));
            let (value, choice) = match said {
                Some((_, true)) => (Impairments::Counted, Choice::ImpairmentCounts),
                Some((_, false)) | None => (Impairments::NotCounted, Choice::ImpairmentNotCounted),
            };
            (value, choice, said.map(|(id, _)| stated(id, choice)))
        }
    };
    made((value, choice), own)
}

/// What the clause on outages says of how a state comes to be known.
pub(super) fn watch(rule: Option<(&ClauseId, &OutageRule)>) -> Watch {
    let said = |choice, is_said: bool| rule.filter(|_| is_said).map(|(id, _)| stated(id, choice));
    let failed = rule.and_then(|(_, rule)| rule.failed_checks);
    let checks = failed.unwrap_or(FailedChecks { count: 1, from_first: true });
    let failed_choice = if checks.from_first { Choice::DownFromFirst } else { Choice::DownFromLast };
    let before_first = rule.and_then(|(_, rule)| rule.before_first).map(|before| {
        let choice = match before {
            BeforeFirst::Up => Choice::UpBeforeFirst,
            BeforeFirst::Unknown => Choice::UnknownBeforeFirst,
            BeforeFirst::Earliest => Choice::EarliestBeforeFirst,
        };
        made((before, choice), said(choice, true))
    });
    let contradicted = rule.and_then(|(_, rule)| rule.contradicted);
    let contradicted_choice = match contradicted {
        Some(Contradicted::Unknown) => (Contradicted::Unknown, Choice::ContradictedUnknown),
        Some(Contradicted::RecordStands) | None => (Contradicted::RecordStands, Choice::RecordStands),
    };
    let unobserved = rule.and_then(|(_, rule)| rule.unobserved);
    let unobserved_choice = match unobserved {
        Some(Unobserved::Up) => (Unobserved::Up, Choice::UnobservedUp),
        Some(Unobserved::Down) => (Unobserved::Down, Choice::UnobservedDown),
        Some(Unobserved::LeavesBase) => (Unobserved::LeavesBase, Choice::UnobservedLeavesBase),
        Some(Unobserved::Unknown) | None => (Unobserved::Unknown, Choice::UnobservedUnknown),
    };
    Watch {
        check_every: rule.and_then(|(id, rule)| Some((rule.check_every?, id.statement(cites::CHECK_EVERY)))),
        failed: made((checks, failed_choice), said(failed_choice, failed.is_some())),
        before_first,
        contradicted: made(contradicted_choice, said(contradicted_choice.1, contradicted.is_some())),
        unobserved: made(unobserved_choice, said(unobserved_choice.1, unobserved.is_some())),
    }
}
