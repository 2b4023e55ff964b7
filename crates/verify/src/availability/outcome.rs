//! What the steps of an availability come to: what is still possible, figures, verdict and stage.
//! Taking the steps is left to `availability`.

use super::{Base, Replay, lacks};
use crate::{
    check::Checks,
    closing::{self, Closed},
    downtime,
    foreseen::{Foreseen, Given},
    judgement::{Availability, Stage, Verdict},
    moment::{Length, Moment},
    percent::Percent,
    refused::{Basis, Place, Refused},
    spans,
    words::Outage,
};

impl Replay<'_> {
    /// Before the period's end: each bound is computed again.
    pub(super) fn foresee(
        &mut self,
        at: Place,
        stated: Foreseen,
        plannable_from: Option<Moment>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let base = self.base.as_ref().ok_or_else(|| lacks(at, "the base", stated.greatest))?;
        let (down, _) = self.down.as_ref().ok_or_else(|| lacks(at, "the downtime", stated.down))?;
        let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", stated.greatest))?;
        let as_of = self.judgement.as_of;
        let ahead = plannable_from.is_none_or(|plannable| as_of <= plannable);
        checks.keeps(at, "plannable from", plannable_from, "nothing is planned for time that is over", ahead)?;
        let counts =
            |agreed: bool| downtime::counts(self.planned.iter().filter(|planned| planned.agreed.is_some() == agreed));
        let mut possible = self.possible(base);
        possible.extend(self.whole_outages(|outage| outage.ended.is_none()));
        if self.runs.is_some() {
            // A run that ends as of may go on, so that all of it counts.
            possible.extend(self.cover(self.pieces()).into_iter().filter(|run| run.until == as_of));
        }
        let within = spans::overlap(&possible, &[judged]);
        let mut computed = Foreseen::compute(Given {
            judged,
            as_of,
            plannable_from,
            planned_stays: self.chose("planned_stays_in_base"),
            window: self.calendar.open(),
            standing: &counts(false),
            agreed: &counts(true),
            outside: &self.outside,
            excluded: &self.excluded,
            owed: &base.agreed,
            whole: &base.whole,
            down,
            out: self.out.as_deref().unwrap_or_default(),
            possible: &within,
        });
        if self.fixed {
            (computed.greatest, computed.least) = (base.base, base.base);
        }
        let basis = || Basis::Of("window, planned downtime and outages");
        checks.same(at, "the greatest base", stated.greatest, basis(), computed.greatest)?;
        checks.same(at, "the least base", stated.least, basis(), computed.least)?;
        checks.same(at, "downtime", stated.down, basis(), computed.down)?;
        checks.same(at, "the most downtime", stated.most, basis(), computed.most)?;
        self.foreseen = Some(stated);
        Ok(())
    }

    pub(super) fn check_figures(&self, figures: &Availability, checks: &mut Checks) -> Result<(), Refused> {
        let (at, steps) = (Place::Figures, || Basis::Of("the reason"));
        let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", figures.period))?;
        let measured = self.measured(whole, judged);
        checks.same(at, "the period", figures.period, steps(), measured)?;
        let zero = Length(0);
        let base = self.base.as_ref();
        let of = |get: fn(&Base) -> Length| base.map_or(zero, get);
        if let Some(base) = base {
            // Without such a step there is no unknown time, and none that leaves the base.
            let (down, _) = self.down.as_ref().ok_or_else(|| lacks(at, "the downtime", figures.down))?;
            let unknown = spans::minus(&self.possible(base), down);
            checks.same(at, "unknown time", figures.unknown, Basis::Of("the outages"), spans::measure(&unknown))?;
            let out = spans::measure(&self.leaving(base));
            checks.same(at, "time out of the base", figures.out, Basis::Of("the unobserved time"), out)?;
        }
        let out = self.out.as_deref().map_or(zero, spans::measure);
        checks.same(at, "time out of the base", figures.out, steps(), out)?;
        checks.same(at, "the window's time", figures.window, steps(), of(|base| base.window))?;
        checks.same(at, "planned downtime", figures.planned, steps(), of(|base| base.planned))?;
        checks.same(at, "excluded time", figures.excluded, steps(), of(|base| base.excluded))?;
        checks.same(at, "the base", figures.base, steps(), of(|base| base.base))?;
        let contingent = base.map_or(zero, |base| self.contingent(base));
        checks.same(at, "contingent time", figures.contingent, Basis::Of("the outages"), contingent)?;
        checks.same(at, "downtime", figures.down, steps(), self.best())?;
        checks.same(at, "unknown time", figures.unknown, steps(), self.undecided())?;
        if let Some((target, _)) = self.compared {
            checks.same(at, "the target", figures.target, steps(), target)?;
        }
        let allowed = figures.target.allows(of(|base| base.base));
        checks.same(at, "the budget", figures.budget, steps(), allowed)
    }

    /// Met iff `(base − down) / base` reaches the target, whether unknown time was up or down; else undetermined.
    pub(super) fn conclude(&self, target: Percent, checks: &mut Checks) -> Result<Verdict, Refused> {
        let at = Place::Judgement;
        let claim = self.judgement.verdict;
        let (whole, judged) = self.judged.ok_or_else(|| lacks(at, "the period", claim))?;
        if self.beyond {
            return Ok(Verdict::Undetermined);
        }
        let Some(base) = self.base.as_ref() else {
            let unjudged = judged.from >= judged.until || (judged != whole && self.chose("part_period_not_judged"));
            checks.keeps(at, "the verdict", claim, "the base is lacking and the period is judged", unjudged)?;
            return Ok(Verdict::NotOwed);
        };
        let early = self.judgement.as_of < judged.until;
        let kept = early == self.foreseen.is_some() && early == self.compared.is_none();
        checks.keeps(at, "the verdict", claim, "a comparison is made iff the period is over", kept)?;
        if let Some(foreseen) = self.foreseen {
            return Ok(foreseen.verdict(target));
        }
        if base.base.0 == 0 {
            return Ok(Verdict::NotOwed);
        }
        let worst = Length(self.best().0 + self.undecided().0);
        let best = Length(base.base.0 - self.contingent(base).0);
        let best_is_met = best.0 == 0 || target.is_met(best, self.best());
        Ok(match (best_is_met, target.is_met(base.base, worst)) {
            (_, true) => Verdict::Met,
            (false, false) => Verdict::Missed,
            (true, false) => Verdict::Undetermined,
        })
    }

    /// Missed is decided unless an explanation still to come may take out an outage that counts.
    pub(super) fn check_stage(&self, target: Percent, verdict: Verdict, checks: &mut Checks) -> Result<(), Refused> {
        let stage = self.judgement.stage;
        let base = self.foreseen.map_or(self.base.as_ref().map_or(Length(0), |base| base.base), |seen| seen.greatest);
        let stands = |which: fn(&Outage) -> bool| {
            let counted = self.base.as_ref().map_or_else(Vec::new, |base| self.certain(base, which));
            !target.is_met(base, spans::measure(&counted))
        };
        let decided = match verdict {
            Verdict::Open | Verdict::Undetermined | Verdict::Excused => false,
            Verdict::Met | Verdict::NotOwed => true,
            Verdict::Missed if stands(downtime::is_explained) => true,
            Verdict::Missed if !stands(downtime::may_be_explained) => false,
            // Whether a cause may still take it out, the contract says.
            Verdict::Missed => stage != Stage::Revisable,
        };
        let without = if decided { Stage::Decided } else { Stage::Revisable };
        let over = |closed: Closed| self.judged.is_some_and(|(_, judged)| judged.until <= closed.until);
        let is_firm = |closed: Closed| match verdict {
            Verdict::Open | Verdict::Excused => false,
            // Nothing can be explained any more.
            Verdict::Met | Verdict::Missed | Verdict::NotOwed => true,
            Verdict::Undetermined => over(closed),
        };
        closing::check_stage(self.judgement, self.closed, is_firm, without, checks)
    }
}
