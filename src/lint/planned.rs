//! Planned downtime without a cap, a notice or a form (K517): what is agreed leaves the base, so that a year of it meets any
//! target. A contract may rely on each single consent; it should do so on purpose.

use super::Looking;
use crate::{
    clauses::Term,
    diagnostic,
    model::{AgreedDowntime, Evidence, Kind, Party, PeriodKind, PlannedDowntime},
    phrase::{Said, ids},
    time::Millis,
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::PlannedDowntime, &model.planned) {
        let PlannedDowntime::Agreed(agreed) = &clause.body else { continue };
        let open: Vec<String> = lacking(agreed).iter().map(|said| format!("- {}", looking.say(said))).collect();
        if !open.is_empty() {
            let name = looking.printer.word(&clause.name);
            looking.note(diagnostic::planned_without_limits(text.span, name, open.join("\n")));
        }
    }
}

/// The statements that would limit it, with figures to be replaced.
fn lacking(agreed: &AgreedDowntime) -> Vec<Said> {
    let mut said = Vec::new();
    if agreed.budget.is_none() {
        let per = PeriodKind::CalendarYear.say("period");
        said.push(Said::new(ids::PLANNED_DOWNTIME_BUDGET).with("budget", Millis::hours(10)).with("per", per));
    }
    if agreed.lead.is_none() {
        let announced = agreed.announced_by.is_some();
        let id = if announced { ids::PLANNED_DOWNTIME_LEAD_ANNOUNCED } else { ids::PLANNED_DOWNTIME_LEAD };
        said.push(Said::new(id).with("lead", Millis::hours(48)));
    }
    let by = |by: Option<(Party, Evidence)>| by.filter(|(_, form)| *form == Evidence::AnyForm).map(|(party, _)| party);
    let form = [
        (ids::PLANNED_DOWNTIME_AGREED_BY, by(agreed.agreed_by)),
        (ids::PLANNED_DOWNTIME_ANNOUNCED_BY, by(agreed.announced_by)),
    ];
    for (id, party) in form {
        let formal = |party: Party| Said::new(id).with("party", party.say("party_the"));
        said.extend(party.map(|party| formal(party).with("form", Evidence::TextForm.say("form"))));
    }
    said
}
