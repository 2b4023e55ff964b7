//! The rules by which a table's limits in days count and end.
//! Counting them is left to `time`, when they start to `engine`.

use super::{
    CompileError,
    table::{Chosen, chosen},
    window::{Windows, Working},
};
use crate::{
    model::{ClauseId, Days, Deadline, Priorities, PriorityRow, Raised},
    time::{EndsOnDay, EndsOnWorkingDay, Frame, Limit, Moves, TimeOfDay, Zone},
    verdict::Choice,
};

/// How limits in days count and end.
#[derive(Clone, Debug)]
pub(crate) struct DayRules {
    zone: Zone,
    /// The working days, if the contract defines them.
    pub(crate) working: Option<Working>,
    pub(crate) cut_off: Chosen<Option<TimeOfDay>>,
    pub(crate) working_day_end: Chosen<EndsOnWorkingDay>,
    pub(crate) day_end: Chosen<EndsOnDay>,
    pub(crate) moves: Chosen<Moves>,
}

impl DayRules {
    /// The usual rules, of a clause that states none.
    pub(super) fn usual(clause: &ClauseId, zone: Zone, windows: &Windows) -> DayRules {
        DayRules::of(clause, &Priorities::default(), zone, windows)
    }

    pub(super) fn of(clause: &ClauseId, body: &Priorities, zone: Zone, windows: &Windows) -> DayRules {
        DayRules {
            zone,
            working: windows.working().cloned(),
            cut_off: chosen(clause, body.cut_off.map(Some), None, |cut_off| match cut_off {
                Some(_) => Choice::CutOff,
                None => Choice::NoCutOff,
            }),
            working_day_end: chosen(clause, body.working_day_end, EndsOnWorkingDay::LastClosing, |ends| match ends {
                EndsOnWorkingDay::LastClosing => Choice::WorkingDayEndsAtClosing,
                EndsOnWorkingDay::Midnight | EndsOnWorkingDay::At(_) => Choice::WorkingDayEndsAtTime,
            }),
            day_end: chosen(clause, body.day_end, EndsOnDay::Midnight, |ends| match ends {
                EndsOnDay::Midnight => Choice::DayEndsAtMidnight,
                EndsOnDay::SameLocalTime => Choice::DayEndsAtSameTime,
            }),
            moves: chosen(clause, body.day_moves, Moves::NextWorkingDay, |moves| match moves {
                Moves::NextWorkingDay => Choice::LastDayMoves,
                Moves::NotMoved => Choice::LastDayStays,
            }),
        }
    }

    /// A limit with these rules.
    pub(crate) fn limit(&self, days: Days) -> Limit {
        let (ends, moves) = (self.day_end.value, self.moves.value);
        match days {
            Days::WorkingDays(days) => {
                Limit::WorkingDays { days, cut_off: self.cut_off.value, ends: self.working_day_end.value }
            }
            Days::CalendarDays(days) => Limit::CalendarDays { days, ends, moves },
            Days::Weeks(weeks) => Limit::CalendarDays { days: weeks.saturating_mul(7), ends, moves },
            Days::Months(months) => Limit::Months { months, ends, moves },
        }
    }

    /// What limits in days are measured in.
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame { zone: self.zone, service: None, working: self.working.as_ref().map(|working| &working.clock) }
    }
}

/// What a table's limits in days ask for: a definition of working days, and one type where time used stays used.
pub(super) fn hold(clause: &ClauseId, body: &Priorities, windows: &Windows) -> Result<(), CompileError> {
    let column = |limit: fn(&PriorityRow) -> Option<Deadline>| body.rows.iter().filter_map(limit);
    let columns = || [column(|row| row.reaction), column(|row| row.update)];
    let working = |limit: Deadline| matches!(limit, Deadline::In(Days::WorkingDays(_)));
    if windows.working().is_none() && columns().into_iter().flatten().any(working) {
        return Err(CompileError::WorkingDaysUndefined { clause: clause.clone() });
    }
    let mixed = |mut limits: Box<dyn Iterator<Item = Deadline> + '_>| {
        let first = limits.next();
        first.is_some_and(|first| limits.any(|other| !first.is_like(other)))
    };
    if body.raised == Some(Raised::Carry) && columns().into_iter().any(|column| mixed(Box::new(column))) {
        return Err(CompileError::CarriesAcrossTypes { clause: clause.clone() });
    }
    Ok(())
}
