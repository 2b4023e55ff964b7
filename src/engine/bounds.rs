//! What base and downtime come to: after the period by its best and worst case, before its end by what may still come.
//! Base and downtime themselves are left to `availability` and `downtime`.

use super::{
    availability::{Base, Service},
    downtime::Down,
    trace::Trace,
};
use crate::{
    compile::Planned,
    model::{ExcusedTime, Unobserved},
    time::{Instant, Interval, Millis},
    verdict::{Availability, Stage, Step, Verdict},
};

impl Service<'_> {
    /// After the period: the best and the worst case, which agree or leave it undetermined.
    pub(super) fn concluded<T: Trace>(&self, figures: &Availability, down: &Down, trace: &mut T) -> (Verdict, Stage) {
        let best = figures.base - figures.contingent;
        trace.step(|| self.compared(best, figures.down));
        if figures.base == Millis::ZERO {
            return (Verdict::NotOwed, Stage::Decided);
        }
        if figures.down + figures.unknown <= self.allowed(figures.base) {
            return (Verdict::Met, Stage::Decided);
        }
        if best == Millis::ZERO || figures.down <= self.allowed(best) {
            trace.step(|| self.compared(figures.base, figures.down + figures.unknown));
            return (Verdict::Undetermined, Stage::Revisable);
        }
        // An outage counts while its cause or place is unexplained, and an explanation may still come.
        let stands = down.explained.total() > self.allowed(figures.base);
        (Verdict::Missed, if stands { Stage::Decided } else { Stage::Revisable })
    }

    /// Before the period's end: missed or met for good by the bounds of what may still come, else open.
    pub(super) fn foreseen<T: Trace>(&self, base: &Base, down: &Down, trace: &mut T) -> (Verdict, Stage) {
        let future = Interval::new(self.as_of.max(self.judged.from), self.judged.until);
        let plannable_from = self.plannable_from();
        let greatest_base = self.fixed_or(base.greatest.minus(&down.out).total());
        let least = base.whole.minus(&down.out);
        let future_out = plannable_from
            .map_or(Millis::ZERO, |from| least.clip(Interval::new(from.max(future.from), future.until)).total());
        let least_base = self.fixed_or(least.total() - future_out);
        let certain = down.certain.total();
        let so_far = down.certain.union(&down.unknown).union(&down.running).total();
        let most_down = so_far + base.most.clip(future).total();
        let as_of = self.as_of;
        trace.step(|| Step::Foreseen { as_of, greatest_base, least_base, down: certain, most_down, plannable_from });
        if greatest_base == Millis::ZERO {
            (Verdict::NotOwed, Stage::Decided)
        } else if certain > self.allowed(greatest_base) {
            let stands = down.explained.total() > self.allowed(greatest_base);
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
        let promise = self.promise;
        let is_checked = promise.watch.check_every.is_some();
        let at_once = (is_checked && promise.watch.unobserved.value == Unobserved::LeavesBase)
            || promise.counting.excused_time.value == ExcusedTime::LeavesBase
            || promise.outside_causes.is_some();
        planned.into_iter().chain(at_once.then_some(Millis::ZERO)).min().map(|lead| self.as_of + lead)
    }

    fn compared(&self, base: Millis, down: Millis) -> Step {
        Step::Compared { target: self.target, base, down, allowed: self.allowed(base) }
    }

    /// The most that the target allows: `(base − down) / base ≥ target` in whole milliseconds.
    pub(super) fn allowed(&self, base: Millis) -> Millis {
        Millis(self.target.allows_missing(base.0))
    }
}
