//! Planned downtime of a service: what stands for ever, and what was agreed, moved, extended, withdrawn, finished.
//! What it does to the base is left to `availability`.

use super::{
    facts::{Standing, unused},
    outages::Outage,
    periods,
};
use crate::{
    compile::{AgreedRule, Fact, MaintenanceSaid, Program, Said},
    event::{MaintenanceAct, Unused, UnusedReason},
    model::{Cite, Evidence, FinishedEarly},
    time::{Instant, Interval, Intervals, Millis},
    verdict::ChoiceUsed,
};
use std::sync::Arc;

/// What is moved or extended more often than this is no longer planned: a limit on hostile input.
const MOST_ACTS: usize = 100;

/// By what an agreement is named: its event, and what its event calls it.
type Names = Vec<Arc<str>>;

/// What happened to an agreement, in order.
type Acts<'f> = Vec<(MaintenanceAct, &'f Fact)>;

/// An interval of agreed downtime.
#[derive(Clone, Debug)]
pub(super) struct Agreement<'f> {
    /// As agreed.
    pub(super) agreed: Interval,
    /// What happened to it, in order.
    pub(super) acts: Acts<'f>,
    /// The clause by which it counts; `None`: it does not.
    pub(super) cite: Option<Cite>,
    /// What of it counts as planned.
    pub(super) counts: Intervals,
    /// What of it exceeds the budget.
    pub(super) beyond: Intervals,
    /// The choice on work that is finished early, where it was used.
    pub(super) finished: Option<ChoiceUsed>,
    /// Which of the rules it satisfies.
    rule: Option<usize>,
    /// Until when it holds: its end, or when it was withdrawn or finished.
    until: Instant,
    names: Names,
}

/// The agreed downtime of a service, in the order in which it was agreed.
pub(super) fn agreements<'f>(
    program: &Program,
    facts: &[Standing<'f>],
    outages: &[Outage<'_>],
    listed: &mut Vec<Unused>,
) -> Vec<Agreement<'f>> {
    let mut agreements: Vec<Agreement<'f>> = Vec::new();
    for standing in facts {
        let Said::Maintenance(said) = &standing.fact.says else { continue };
        let act = Act { program, said, at: standing.at, fact: standing.fact, outages };
        // What sources dispute was not shown, and what is not shown is not planned.
        let takes_effect = standing.dispute.is_none() && act.take(&mut agreements);
        if !takes_effect {
            let is_reversed = said.from.zip(said.until).is_some_and(|(from, until)| until < from);
            let reason = if is_reversed { UnusedReason::EndsBeforeBegin } else { UnusedReason::AgreementDoesNotCount };
            listed.push(unused(standing.fact, reason));
        }
    }
    for agreement in &mut agreements {
        let holds = Interval::new(agreement.agreed.from, agreement.until);
        agreement.counts = agreement.counts.clip(holds);
    }
    spend_budgets(program, &mut agreements);
    agreements
}

/// Takes from each budget what counts, in the order in which the intervals start; what exceeds it does not count.
fn spend_budgets(program: &Program, agreements: &mut [Agreement<'_>]) {
    for (number, AgreedRule { rule, .. }) in program.agreed_rules().enumerate() {
        let Some((budget, per)) = rule.budget else { continue };
        let mut its: Vec<&mut Agreement<'_>> =
            agreements.iter_mut().filter(|one| one.rule == Some(number) && !one.counts.is_empty()).collect();
        its.sort_by_key(|one| one.agreed);
        let mut spent = Intervals::EMPTY;
        for agreement in its {
            let mut beyond = Vec::new();
            for piece in agreement.counts.minus(&spent).iter() {
                for period in periods(per, piece, program.zone()) {
                    let left = Millis((budget - spent.clip(period).total()).0.max(0));
                    let piece = piece.intersect(period);
                    let within = Interval::new(piece.from, piece.until.min(piece.from + left));
                    beyond.push(Interval::new(within.until, piece.until));
                    spent = spent.union(&Intervals::from([within]));
                }
            }
            agreement.beyond = Intervals::from_unsorted(beyond);
            agreement.counts = agreement.counts.minus(&agreement.beyond);
        }
    }
}

struct Act<'a, 'f> {
    program: &'a Program,
    said: &'f MaintenanceSaid,
    at: Instant,
    fact: &'f Fact,
    outages: &'a [Outage<'a>],
}

impl<'f> Act<'_, 'f> {
    /// Takes up the act; whether it has the effect that it says.
    fn take(&self, agreements: &mut Vec<Agreement<'f>>) -> bool {
        match self.said.act {
            MaintenanceAct::Agreed | MaintenanceAct::Announced => {
                self.make(agreements, self.said.from, Vec::new(), Vec::new())
            }
            MaintenanceAct::Moved => {
                // Moving withdraws the old interval, whether or not the new one counts.
                let Some((names, acts)) = self.cut(agreements) else { return false };
                self.make(agreements, self.said.from, names, acts)
            }
            MaintenanceAct::Extended => {
                let Some(old) = self.concerned(agreements).and_then(|place| agreements.get_mut(place)) else {
                    return false;
                };
                if old.acts.len() >= MOST_ACTS {
                    return false;
                }
                old.acts.push((self.said.act, self.fact));
                let (names, acts, from) = (old.names.clone(), old.acts.clone(), old.until);
                self.make(agreements, Some(from), names, acts)
            }
            MaintenanceAct::Withdrawn | MaintenanceAct::Finished => self.cut(agreements).is_some(),
        }
    }

    /// A new interval; whether it counts.
    fn make(
        &self,
        agreements: &mut Vec<Agreement<'f>>,
        from: Option<Instant>,
        mut names: Names,
        mut acts: Acts<'f>,
    ) -> bool {
        let (Some(from), Some(until)) = (from, self.said.until) else { return false };
        let agreed = Interval::new(from, until);
        if agreed.is_empty() || acts.len() > MOST_ACTS {
            return false;
        }
        names.extend(self.fact.id.clone());
        names.extend(self.said.agreement.clone());
        if acts.last().is_none_or(|(_, last)| !std::ptr::eq(*last, self.fact)) {
            acts.push((self.said.act, self.fact));
        }
        let satisfied = self.program.agreed_rules().enumerate().find(|(_, rule)| self.satisfies(rule, from));
        let rule = satisfied.map(|(number, _)| number);
        let cite = satisfied.map(|(_, rule)| rule.cite.clone());
        let counts = match (&cite, self.said.act) {
            (None, _) => Intervals::EMPTY,
            (Some(_), MaintenanceAct::Announced) => Intervals::from([agreed]).minus(&self.running_outages()),
            (Some(_), _) => Intervals::from([agreed]),
        };
        let does_count = cite.is_some();
        let (beyond, finished) = (Intervals::EMPTY, None);
        agreements.push(Agreement { agreed, acts, cite, counts, beyond, finished, rule, until, names });
        does_count
    }

    /// Made before the interval begins, by the lead at least, by the party that must and in its form.
    fn satisfies(&self, AgreedRule { rule, .. }: &AgreedRule, from: Instant) -> bool {
        let lead = rule.lead.unwrap_or(Millis::ZERO);
        let in_time = self.at < from && self.at + lead <= from;
        let agreed = rule.agreed_by.is_none_or(|(party, form)| {
            // Only the party itself agrees: an announcement is no agreement, and silence is no consent.
            self.said.act != MaintenanceAct::Announced && self.said.by == Some(party) && self.is_in(form)
        });
        let announced = rule.announced_by.is_none_or(|(party, form)| self.said.by == Some(party) && self.is_in(form));
        in_time && agreed && announced
    }

    fn is_in(&self, form: Evidence) -> bool {
        match form {
            Evidence::AnyForm => true,
            Evidence::TextForm => matches!(self.said.form, Some(Evidence::TextForm | Evidence::Writing)),
            Evidence::Writing => self.said.form == Some(Evidence::Writing),
        }
    }

    /// Outages that had begun when this was announced and still ran: it does not cover them.
    fn running_outages(&self) -> Intervals {
        let running = self.outages.iter().map(|outage| outage.interval).filter(|interval| interval.contains(self.at));
        running.filter(|interval| interval.from < self.at).collect()
    }

    /// Ends the interval that it is about, with its extensions, from now on.
    fn cut(&self, agreements: &mut [Agreement<'f>]) -> Option<(Names, Acts<'f>)> {
        let concerned = self.concerned(agreements)?;
        let names = agreements.get(concerned)?.names.clone();
        let same = |one: &Agreement<'f>| one.names.first() == names.first();
        for one in agreements.iter_mut().filter(|one| same(one) && one.until > self.at) {
            if self.said.act == MaintenanceAct::Finished && one.agreed.from <= self.at {
                let rule = one.rule.and_then(|number| self.program.agreed_rules().nth(number));
                one.finished = rule.map(|rule| rule.finished.used.clone());
                if rule.is_some_and(|rule| rule.finished.value == FinishedEarly::AsAnnounced) {
                    continue;
                }
            }
            one.until = self.at.max(one.agreed.from);
            one.acts.push((self.said.act, self.fact));
        }
        agreements.get(concerned).map(|one| (names.clone(), one.acts.clone()))
    }

    /// The interval that it is about: the last of that name or beginning, else the only one that is not over.
    fn concerned(&self, agreements: &[Agreement<'f>]) -> Option<usize> {
        let stands = |one: &Agreement<'f>| one.until > self.at && one.until > one.agreed.from;
        if let Some(name) = &self.said.agreement {
            let from: Option<Instant> = name.parse().ok();
            let named = |one: &Agreement<'f>| one.names.contains(name) || Some(one.agreed.from) == from;
            let standing = agreements.iter().rposition(|one| named(one) && stands(one));
            let found = standing.or_else(|| agreements.iter().rposition(named));
            // A name means that agreement and no other; a beginning may be that of the new interval.
            if found.is_some() || from.is_none() {
                return found;
            }
        }
        let mut standing = (0..).zip(agreements).filter(|(_, one)| stands(one));
        let only = standing.next().map(|(place, _)| place);
        if standing.next().is_none() { only } else { None }
    }
}
