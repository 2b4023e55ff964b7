//! When the facts of a period are closed: what becomes known later changes nothing, and what is decided is final.
//! Which facts are late is left to `engine`.

use super::{
    cites, period_of,
    table::stated,
    window::{Windows, Working},
};
use crate::{
    model::{Cite, ClauseId, Kind, LateFacts, Model, PeriodKind},
    time::{Frame, Instant, Interval, Limit, Zone},
    verdict::{Choice, ChoiceUsed},
};

/// The contract's closing date for facts.
#[derive(Clone, Debug)]
pub(crate) struct Closing {
    per: PeriodKind,
    limit: Limit,
    zone: Zone,
    /// Where working days are defined, a last day that is none moves to the next one (§ 193 BGB).
    working: Option<Working>,
    /// What becomes of facts known later, and whether the contract says so.
    pub(crate) late: ChoiceUsed,
    pub(crate) cite: Cite,
}

impl Closing {
    pub(super) fn of(model: &Model, windows: &Windows) -> Option<Closing> {
        let closed = model.head.facts_closed.as_ref()?;
        let clause = ClauseId::new(Kind::Contract, model.head.name.clone());
        let late = closed.late.unwrap_or(LateFacts::ChangeNothing);
        let choice = match late {
            LateFacts::ChangeNothing => Choice::LateFactsChangeNothing,
        };
        Some(Closing {
            per: closed.per,
            limit: Limit::calendar_days(closed.days),
            zone: model.head.zone,
            working: windows.working().cloned(),
            late: ChoiceUsed { choice, stated: closed.late.map(|_| stated(&clause, choice)) },
            cite: clause.statement(cites::FACTS_CLOSED),
        })
    }

    /// The period to which what happens then belongs.
    pub(crate) fn period(&self, at: Instant) -> Option<Interval> {
        period_of(self.per, at, self.zone)
    }

    /// The last instant at which what happened then may become known; `None`: outside the years of calendars, where
    /// nothing is closed.
    pub(crate) fn closes_at(&self, happened_at: Instant) -> Option<Instant> {
        let period = self.period(happened_at)?;
        // The days are counted from the period's last one, as those after an event are (§ 187 (1) BGB).
        let last = Instant::from_millis(period.until.as_millis() - 1);
        let working = self.working.as_ref().map(|working| &working.clock);
        let frame = Frame { zone: self.zone, service: None, working };
        self.limit.due(last, &frame).ok().flatten()
    }

    /// The end of the last period whose facts are closed then, and since when they are.
    pub(crate) fn closed_until(&self, known_as_of: Instant) -> Option<(Instant, Instant)> {
        let mut period = self.period(known_as_of)?;
        loop {
            match self.closes_at(period.from) {
                Some(closed_at) if closed_at <= known_as_of => return Some((period.until, closed_at)),
                _ => period = self.period(Instant::from_millis(period.from.as_millis() - 1))?,
            }
        }
    }
}
