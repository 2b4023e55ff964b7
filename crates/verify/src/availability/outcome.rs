//! What the steps of an availability come to: what is still possible, figures, verdict and stage.
//! Taking the steps is left to `availability`.

use super::{Replay, lacks};
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
        let mut possible = self.possible();
        possible.extend(self.whole(|outage| outage.ended.is_none()));
        let computed = Foreseen::compute(Given {
            judged,
            as_of,
            plannable_from,
            planned_stays: self.chose("planned_stays_in_base"),
            window: self.calendar.open(),
            standing: &counts(false),
            agreed: &counts(true),
            owed: &base.agreed,
            down,
            out: self.out.as_deref().unwrap_or_default(),
            possible: &possible,
        });
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
        let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", figures.period))?;
        checks.same(at, "the period", figures.period, steps(), judged)?;
        let base = self.base.clone();
        let (window, planned, base) =
            base.map_or((Length(0), Length(0), Length(0)), |base| (base.window, base.planned, base.base));
        if let Some(base) = &self.base {
            // Without such a step there is no unknown time.
            let (down, _) = self.down.as_ref().ok_or_else(|| lacks(at, "the downtime", figures.down))?;
            let unknown = spans::minus(&spans::overlap(&self.possible(), &base.agreed), down);
            checks.same(at, "unknown time", figures.unknown, Basis::Of("the outages"), spans::measure(&unknown))?;
            let out = spans::measure(&self.leaving(base));
            checks.same(at, "time out of the base", figures.out, Basis::Of("the unobserved time"), out)?;
        }
        checks.same(at, "the window's time", figures.window, steps(), window)?;
        checks.same(at, "planned downtime", figures.planned, steps(), planned)?;
        checks.same(
            at,
            "time out of the base",
            figures.out,
            steps(),
            self.out.as_deref().map_or(Length(0), spans::measure),
        )?;
        checks.same(at, "the base", figures.base, steps(), base)?;
        checks.same(at, "downtime", figures.down, steps(), self.best())?;
        checks.same(at, "unknown time", figures.unknown, steps(), self.undecided())?;
        if let Some((target, _)) = self.compared {
            checks.same(at, "the target", figures.target, steps(), target)?;
        }
        let allowed = self.compared.map_or(figures.target.allows(base), |(_, allowed)| allowed);
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
        Ok(match (target.is_met(base.base, self.best()), target.is_met(base.base, worst)) {
            (_, true) => Verdict::Met,
            (false, false) => Verdict::Missed,
            (true, false) => Verdict::Undetermined,
        })
    }

    /// Missed is decided unless an explanation still to come may take out an outage that counts.
    pub(super) fn check_stage(&self, target: Percent, verdict: Verdict, checks: &mut Checks) -> Result<(), Refused> {
        let stage = self.judgement.stage;
        let agreed = self.base.as_ref().map_or(&[][..], |base| &base.agreed);
        let base = self.foreseen.map_or(self.base.as_ref().map_or(Length(0), |base| base.base), |seen| seen.greatest);
        let stands = |which: fn(&Outage) -> bool| {
            let counted = self.certain(which);
            !target.is_met(base, spans::measure(&spans::overlap(&counted, agreed)))
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
