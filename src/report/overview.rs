//! How many verdicts on availability came to what, where there are many services.
//! The figures of each service are left to `text`.

use super::{
    Period,
    layout::{Side, table},
    text::Page,
};
use crate::{phrase::ids, verdict::Verdict};

/// From so many verdicts on, they are counted first.
const MANY: usize = 5;

impl Page<'_> {
    /// Of many services: how many came to what, a row for each measuring period.
    pub(super) fn overview(&self) -> Option<String> {
        let all = &self.report.availability;
        if all.len() < MANY {
            return None;
        }
        let mut periods: Vec<Period> = all.iter().map(|service| service.period).collect();
        periods.sort_by_key(|period| (period.from, period.until));
        periods.dedup();
        let rare = [Verdict::NotOwed, Verdict::Open, Verdict::Undetermined, Verdict::Excused];
        let occurs = |verdict: &Verdict| all.iter().any(|service| service.verdict == *verdict);
        let verdicts = || [Verdict::Met, Verdict::Missed].into_iter().chain(rare.into_iter().filter(occurs));
        let mut header = vec![self.render.text(ids::REPORT_AVAILABILITY)];
        header.extend(verdicts().map(|verdict| self.render.verdict(verdict)));
        header.push(self.render.text(ids::REPORT_TOTAL));
        let mut sides = vec![Side::Right; header.len()];
        sides.iter_mut().take(1).for_each(|side| *side = Side::Left);
        let rows: Vec<Vec<String>> = periods
            .into_iter()
            .map(|period| {
                let its = || all.iter().filter(move |service| service.period == period);
                let mut cells = vec![self.days(&period)];
                cells.extend(verdicts().map(|verdict| self.number(its().filter(|one| one.verdict == verdict).count())));
                cells.push(self.number(its().count()));
                cells
            })
            .collect();
        Some(table(&header, &sides, &rows))
    }
}
