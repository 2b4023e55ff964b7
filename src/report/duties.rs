//! The sections of a report on duties: a table for each party, in periods and on occasions.
//! What they came to is left to the report, each miss to its list.

use super::{
    DutyCount, Tally,
    layout::{Side, table},
    text::Page,
};
use crate::{
    model::{DutyDue, Model, Party},
    phrase::ids,
    render::verdict_phrase,
    verdict::Verdict,
};

/// A row for each duty of the contract.
pub(super) fn none_yet(model: &Model) -> Vec<DutyCount> {
    let row = |(clause, duty): (crate::model::ClauseId, &crate::model::Duty)| DutyCount {
        owed_by: duty.owed.as_ref().map_or(Party::Provider, |owed| owed.by),
        in_periods: matches!(duty.due, Some(DutyDue::PerPeriod { .. })),
        duty: clause,
        tally: Tally::default(),
    };
    model.all_duties().map(row).collect()
}

impl Page<'_> {
    /// The sections on duties; none where the contract has none.
    pub(super) fn duties(&self) -> Vec<String> {
        let parties = [(Party::Provider, ids::REPORT_DUTIES_PROVIDER), (Party::Customer, ids::REPORT_DUTIES_CUSTOMER)];
        let section = |(party, heading)| {
            let its = |in_periods: bool| {
                let duties = self.report.duties.iter().filter(move |one| one.owed_by == party);
                duties.filter(|one| one.in_periods == in_periods).collect::<Vec<&DutyCount>>()
            };
            let tables: Vec<String> = [(true, ids::REPORT_DUTY_IN_PERIODS), (false, ids::REPORT_DUTY_ON_OCCASIONS)]
                .into_iter()
                .filter_map(|(in_periods, head)| self.duty_table(self.render.text(head), &its(in_periods)))
                .collect();
            (!tables.is_empty()).then(|| self.heading(self.render.text(heading)) + &tables.join("\n"))
        };
        parties.into_iter().filter_map(section).collect()
    }

    fn duty_table(&self, head: String, duties: &[&DutyCount]) -> Option<String> {
        if duties.is_empty() {
            return None;
        }
        // What no duty of the table came to leaves room for the names.
        let rare = [Verdict::NotOwed, Verdict::Excused, Verdict::Open, Verdict::Undetermined].into_iter();
        let rare = rare.filter(|verdict| duties.iter().any(|duty| duty.tally.of(*verdict) > 0));
        let verdicts: Vec<Verdict> = [Verdict::Met, Verdict::Missed].into_iter().chain(rare).collect();
        let mut header = vec![head];
        header.extend(verdicts.iter().map(|verdict| self.render.text(verdict_phrase(*verdict))));
        header.push(self.render.text(ids::REPORT_TOTAL));
        let sides: Vec<Side> = std::iter::once(Side::Left).chain(header.iter().skip(1).map(|_| Side::Right)).collect();
        let number = |n: u64| self.number(usize::try_from(n).unwrap_or(usize::MAX));
        let row = |duty: &&DutyCount| {
            let mut cells = vec![self.render.word(&duty.duty.name)];
            cells.extend(verdicts.iter().map(|verdict| number(duty.tally.of(*verdict))));
            cells.push(number(duty.tally.total));
            cells
        };
        Some(table(&header, &sides, &duties.iter().map(row).collect::<Vec<_>>()))
    }
}
