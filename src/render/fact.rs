//! Outages and planned downtime as sentences: what happened, by which events, and what of it counts.
//! The other steps of a reason are left to `step`.

use super::{
    Render, cite,
    step::{capitalised, name, of},
};
use crate::{
    event::{MaintenanceAct, State},
    model::Cite,
    phrase::{PhraseId, Said, ids},
    time::Interval,
    verdict::{Choice, CountedBy, EventRef, OutageFinding},
};

impl Render<'_> {
    /// When an outage was; of one that still runs, since when.
    #[must_use]
    pub fn outage_span(&self, finding: &OutageFinding) -> String {
        match finding.ended {
            Some(_) => self.span(finding.interval),
            None => self.say(&of(ids::SPAN_RUNNING).with("from", finding.interval.from)),
        }
    }

    /// Where an outage lay and what caused it, or that it is not stated.
    #[must_use]
    pub fn place_and_cause(&self, finding: &OutageFinding) -> String {
        let place = match &finding.place {
            Some(place) => of(ids::OUTAGE_FACT_PLACE).with("place", name(place)),
            None => of(ids::OUTAGE_FACT_NO_PLACE),
        };
        let cause = match &finding.cause {
            Some(cause) => of(ids::OUTAGE_FACT_CAUSE).with("cause", name(cause)),
            None => of(ids::OUTAGE_FACT_NO_CAUSE),
        };
        let degree = finding.degree.as_ref().map(|degree| of(ids::OUTAGE_FACT_DEGREE).with("degree", name(degree)));
        let unclear = (!finding.unclear.is_empty())
            .then(|| of(ids::OUTAGE_FACT_UNCLEAR).with("intervals", self.spans(&finding.unclear)));
        let facts: Vec<String> =
            degree.iter().chain([&place, &cause]).chain(&unclear).map(|fact| self.say(fact)).collect();
        facts.join(", ")
    }

    /// Whether an outage counts, and which statement of the contract decided it.
    #[must_use]
    pub fn finding(&self, finding: &OutageFinding) -> String {
        capitalised(&self.say(&self.counted(finding)))
    }

    /// What kind of outage it was.
    #[must_use]
    pub fn outage_state(&self, finding: &OutageFinding) -> String {
        capitalised(&self.text(state(finding.state)))
    }

    pub(super) fn outage(&self, finding: &OutageFinding) -> String {
        let span = self.outage_span(finding);
        let facts = self.place_and_cause(finding);
        let events: Vec<EventRef> = std::iter::once(&finding.began).chain(&finding.ended).cloned().collect();
        let id = if events.len() == 1 { ids::STEP_OUTAGE_EVENT } else { ids::STEP_OUTAGE };
        let said = of(id).with("state", of(state(finding.state))).with("span", span).with("facts", facts);
        let said = said.with("finding", self.counted(finding)).with("in_base", finding.in_base);
        self.say(&said.with("events", self.events(&events)))
    }

    fn counted(&self, finding: &OutageFinding) -> Said {
        let choice = match &finding.decided_by {
            CountedBy::Choice(used) => Some(used.choice),
            CountedBy::PlaceOnNoSide { choice } => Some(*choice),
            CountedBy::ProviderSide { .. }
            | CountedBy::CustomerSide { .. }
            | CountedBy::CauseExcluded { .. }
            | CountedBy::NoHandoverPoint => None,
        };
        let counts = match (finding.counts, choice) {
            (true, _) => ids::COUNTED_COUNTS,
            (false, Some(Choice::UnexplainedUnknown)) => ids::COUNTED_OPEN,
            (false, _) => ids::COUNTED_DOES_NOT_COUNT,
        };
        let said = |id| of(id).with("counts", of(counts));
        match &finding.decided_by {
            CountedBy::ProviderSide { cite } => said(ids::COUNTED_PROVIDER_SIDE).with("cite", self.cite(cite)),
            CountedBy::CustomerSide { cite } => said(ids::COUNTED_CUSTOMER_SIDE).with("cite", self.cite(cite)),
            CountedBy::CauseExcluded { cite } => said(ids::COUNTED_CAUSE_EXCLUDED).with("cite", self.cite(cite)),
            CountedBy::Choice(used) => {
                let said = said(ids::COUNTED_CHOICE).with("choice", of(cite::choice(used.choice)));
                said.with("cite", self.cite_or_silent(used.stated.as_ref()))
            }
            CountedBy::NoHandoverPoint => said(ids::COUNTED_NO_HANDOVER_POINT),
            CountedBy::PlaceOnNoSide { choice } => {
                said(ids::COUNTED_PLACE_ON_NO_SIDE).with("choice", of(cite::choice(*choice)))
            }
        }
    }

    pub(super) fn planned(
        &self,
        cite: &Cite,
        agreed: Option<Interval>,
        acts: &[(MaintenanceAct, EventRef)],
        counts: &[Interval],
    ) -> String {
        let Some(agreed) = agreed else {
            return self.say(&of(ids::STEP_PLANNED_STANDING).with("cite", self.cite(cite)));
        };
        let id = if counts.is_empty() { ids::STEP_PLANNED_DOES_NOT } else { ids::STEP_PLANNED_COUNTS };
        let said = of(id).with("agreed", self.span(agreed)).with("acts", self.declared(acts));
        self.say(&said.with("counts", self.spans(counts)).with("cite", self.cite(cite)))
    }

    /// What was declared about a planned downtime, in order.
    #[must_use]
    pub fn declared(&self, acts: &[(MaintenanceAct, EventRef)]) -> String {
        let shown = acts.iter().map(|(act, by)| {
            let said = of(ids::STEP_PLANNED_ACT).with("act", of(maintenance(*act))).with("at", by.at);
            self.say(&said.with("event", self.event(by)))
        });
        shown.collect::<Vec<_>>().join(", ")
    }
}

const fn state(state: State) -> PhraseId {
    match state {
        State::Down => ids::STATE_DOWN,
        State::Degraded => ids::STATE_DEGRADED,
        State::Up => ids::STATE_UP,
    }
}

const fn maintenance(act: MaintenanceAct) -> PhraseId {
    match act {
        MaintenanceAct::Agreed => ids::MAINTENANCE_ACT_AGREED,
        MaintenanceAct::Announced => ids::MAINTENANCE_ACT_ANNOUNCED,
        MaintenanceAct::Moved => ids::MAINTENANCE_ACT_MOVED,
        MaintenanceAct::Extended => ids::MAINTENANCE_ACT_EXTENDED,
        MaintenanceAct::Withdrawn => ids::MAINTENANCE_ACT_WITHDRAWN,
        MaintenanceAct::Finished => ids::MAINTENANCE_ACT_FINISHED,
    }
}
