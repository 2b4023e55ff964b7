//! What base and downtime come to: after the period by its best and worst case, before its end by what may still come.
//! Base and downtime themselves are left to `availability` and `downtime`.

use super::{
    availability::{Base, Service},
    downtime::Down,
    planned::Agreement,
    trace::Trace,
};
use crate::{
    compile::Planned,
    model::Unobserved,
    time::{Instant, Interval, Intervals, Millis},
    verdict::{Availability, Stage, Step, Verdict},
};

impl Service<'_> {
    /// After the period: the best and the worst case, which agree or leave it undetermined.
    pub(super) fn concluded<T: Trace>(&self, figures: &Availability, down: &Down, trace: &mut T) -> (Verdict, Stage) {
        let allowed = figures.budget;
        trace.step(|| self.compared(figures.base, figures.down));
        if figures.base == Millis::ZERO {
            return (Verdict::NotOwed, Stage::Decided);
        }
        if figures.down + figures.unknown <= allowed {
            return (Verdict::Met, Stage::Decided);
        }
        if figures.down <= allowed {
            trace.step(|| self.compared(figures.base, figures.down + figures.unknown));
            return (Verdict::Undetermined, Stage::Revisable);
        }
        // An outage counts while its cause or place is unexplained, and an explanation may still come.
        let stands = down.explained > allowed;
        (Verdict::Missed, if stands { Stage::Decided } else { Stage::Revisable })
    }

    /// Before the period's end: missed or met for good by the bounds of what may still come, else open.
    pub(super) fn foreseen<T: Trace>(
        &self,
        base: &Base,
        down: &Down,
        agreements: &[Agreement<'_>],
        trace: &mut T,
    ) -> (Verdict, Stage) {
        let past = Interval::new(self.judged.from, self.as_of);
        let future = Interval::new(self.as_of.max(self.judged.from), self.judged.until);
        let plannable_from = self.plannable_from();
        let most = match self.promise.planned.value {
            Planned::StaysInBase => base.window.clone(),
            Planned::LeavesBase => {
                let over: Intervals = agreements.iter().flat_map(|one| Vec::from(one.counts.clip(past))).collect();
                base.most.minus(&over)
            }
        };
        let greatest_base = most.minus(&down.out).total();
        let least = base.whole.minus(&down.out);
        let least_base = plannable_from
            .map_or_else(|| least.total(), |from| least.clip(Interval::new(self.judged.from, from)).total());
        let certain = down.certain.total();
        let so_far = down.certain.union(&down.unknown).union(&down.running).total();
        let most_down = so_far + base.most.clip(future).total();
        let as_of = self.as_of;
        trace.step(|| Step::Foreseen { as_of, greatest_base, least_base, down: certain, most_down, plannable_from });
        if greatest_base == Millis::ZERO {
            (Verdict::NotOwed, Stage::Decided)
        } else if certain > self.allowed(greatest_base) {
            let stands = down.explained > self.allowed(greatest_base);
            (Verdict::Missed, if stands { Stage::Decided } else { Stage::Revisable })
        } else if least_base > Millis::ZERO && most_down <= self.allowed(least_base) {
            (Verdict::Met, Stage::Decided)
        } else {
            (Verdict::Open, Stage::Revisable)
        }
    }

    /// From when on time can still leave the base that has not yet; `None` where none can.
    fn plannable_from(&self) -> Option<Instant> {
        let leads = self.program.agreed_rules().map(|rule| rule.rule.lead.unwrap_or(Millis::ZERO));
        let planned = leads.min().filter(|_| self.promise.planned.value == Planned::LeavesBase);
        let is_checked = self.promise.watch.check_every.is_some();
        let unobserved =
            (is_checked && self.promise.watch.unobserved.value == Unobserved::LeavesBase).then_some(Millis::ZERO);
        planned.into_iter().chain(unobserved).min().map(|lead| self.as_of + lead)
    }

    fn compared(&self, base: Millis, down: Millis) -> Step {
        Step::Compared { target: self.target, base, down, allowed: self.allowed(base) }
    }

    /// The most that the target allows: `(base − down) / base ≥ target` in whole milliseconds.
    pub(super) fn allowed(&self, base: Millis) -> Millis {
        Millis(self.target.allows_missing(base.0))
    }
}
