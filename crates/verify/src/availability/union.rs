//! How the time of outages adds up: by parts, by excused time, by whole runs; what is certain, possible, out of the base.
//! Taking the steps is left to `availability`.

use super::{Base, Replay, lacks};
use crate::{
    check::Checks,
    downtime,
    moment::{Length, Moment},
    refused::{Place, Refused},
    spans::{self, Span},
    words::Outage,
};

const MINUTE: i64 = 60_000;

/// Time in which the service (`None`) or a part of it is in some state.
pub(super) type Piece<'a> = (Option<&'a str>, Span);

impl<'a> Replay<'a> {
    /// The service is down where it is as a whole, or as many of its parts as it takes.
    pub(super) fn cover(&self, pieces: Vec<Piece<'a>>) -> Vec<Span> {
        let (parts, needed) = self.parts.unwrap_or((&[], 1));
        let of = |wanted: Option<&str>| -> Vec<Span> {
            pieces.iter().filter(|(part, _)| *part == wanted).map(|(_, span)| *span).collect()
        };
        if needed <= 1 {
            return spans::union(&pieces.iter().map(|(_, span)| *span).collect::<Vec<_>>());
        }
        // Of n parts so many: what at least one has, then at least two, part by part.
        let most = usize::try_from(needed).unwrap_or(usize::MAX).min(parts.len() + 1);
        let mut at_least: Vec<Vec<Span>> = vec![Vec::new(); most];
        for part in parts {
            let its = of(Some(part));
            for level in (0..most).rev() {
                let below = match level.checked_sub(1) {
                    Some(below) => at_least.get(below).map_or_else(Vec::new, |below| spans::overlap(below, &its)),
                    None => its.clone(),
                };
                if let Some(level) = at_least.get_mut(level) {
                    level.extend(below);
                    *level = spans::union(level);
                }
            }
        }
        let mut down = at_least.pop().unwrap_or_default();
        down.extend(of(None));
        spans::union(&down)
    }

    pub(super) fn take_runs(
        &mut self,
        at: Place,
        rule: (Option<Length>, bool),
        runs: &[Span],
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let (_, judged) = self.judged.ok_or_else(|| lacks(at, "the period", runs.to_vec()))?;
        checks.ranges(at, "runs", runs, None)?;
        self.runs = Some(rule);
        let found = self.runs_of(self.counted(|_| true));
        let reach: Vec<Span> = found.into_iter().filter(|run| run.cut(judged).is_some()).collect();
        checks.union(at, "runs", runs, "the outages that count", &reach)
    }

    fn runs_of(&self, down: Vec<Span>) -> Vec<Span> {
        let Some((shortest, whole_minutes)) = self.runs else { return down };
        let least = shortest.map_or(0, |shortest| shortest.0);
        let long = spans::union(&down).into_iter().filter(|run| run.until.0 - run.from.0 >= least);
        let cut = |run: Span| match whole_minutes {
            true => Span { until: Moment(run.from.0 + (run.until.0 - run.from.0) / MINUTE * MINUTE), ..run },
            false => run,
        };
        spans::union(&long.map(cut).collect::<Vec<_>>())
    }

    /// What counts before runs are looked at: without excused time, where that wins.
    fn counted(&self, which: impl Fn(&Outage) -> bool) -> Vec<Span> {
        let mut pieces = self.clear(|outage| outage.counts && which(outage));
        if self.chose("unobserved_down") {
            pieces.extend(&self.unobserved);
        }
        let counted = self.cover(pieces);
        if !self.chose("coinciding_excused") {
            return counted;
        }
        let excused = self.clear(|outage| downtime::is_excused(outage) || downtime::is_undecided(outage));
        // What is not explained yet may turn out excused.
        let open = self.flat(self.clear(|outage| outage.counts && !which(outage)));
        spans::minus(&spans::minus(&counted, &self.flat(excused)), &open)
    }

    /// Downtime for certain in the base.
    pub(super) fn certain(&self, base: &Base, which: impl Fn(&Outage) -> bool) -> Vec<Span> {
        self.in_base(base, self.runs_of(self.counted(which)))
    }

    /// Everything that may have been down.
    pub(super) fn pieces(&self) -> Vec<Piece<'a>> {
        let mut pieces = self.clear(|outage| outage.counts || downtime::is_undecided(outage));
        pieces.extend(self.unclear.iter().chain(&self.unobserved));
        pieces.extend(self.disputed.iter().map(|span| (None, *span)));
        pieces
    }

    /// What may be down in the base: certain, undecided, and time of which nothing is known.
    pub(super) fn possible(&self, base: &Base) -> Vec<Span> {
        let mut possible = self.cover(self.known_possible(true, self.is_unobserved_possible()));
        if self.chose("coinciding_excused") {
            possible = spans::minus(&possible, &self.flat(self.clear(downtime::is_excused)));
        }
        let mut possible = self.runs_of(possible);
        possible.extend(self.runs_of(self.counted(|_| true)));
        self.in_base(base, possible)
    }

    fn is_unobserved_possible(&self) -> bool {
        !self.chose("unobserved_up") && !self.chose("unobserved_leaves_base")
    }

    fn known_possible(&self, undecided: bool, unobserved: bool) -> Vec<Piece<'a>> {
        let mut pieces = self.clear(|outage| outage.counts || undecided && downtime::is_undecided(outage));
        pieces.extend(&self.unclear);
        pieces.extend(self.disputed.iter().map(|span| (None, *span)));
        if unobserved {
            pieces.extend(&self.unobserved);
        }
        pieces
    }

    /// What leaves the base for not being observed or for being excused.
    pub(super) fn leaving(&self, base: &Base) -> Vec<Span> {
        let mut leaving = Vec::new();
        if self.chose("unobserved_leaves_base") {
            let with = self.cover(self.known_possible(true, true));
            leaving.extend(spans::minus(&with, &self.cover(self.known_possible(true, false))));
        }
        if self.chose("excused_leaves_base") {
            leaving.extend(self.flat(self.clear(downtime::is_excused)));
        }
        spans::minus(&self.left(base, leaving), &self.unknown_spans())
    }

    /// What leaves the base only if outages that are not explained turn out excused.
    pub(super) fn contingent(&self, base: &Base) -> Length {
        if !self.chose("excused_leaves_base") || self.fixed {
            return Length(0);
        }
        let undecided = self.left(base, self.flat(self.clear(downtime::is_undecided)));
        let otherwise = self.runs_of(self.cover(self.known_possible(false, self.is_unobserved_possible())));
        spans::measure(&spans::minus(&spans::overlap(&undecided, &self.unknown_spans()), &otherwise))
    }

    fn unknown_spans(&self) -> Vec<Span> {
        self.unknown.as_ref().map_or_else(Vec::new, |(unknown, _)| unknown.clone())
    }

    /// What of some time is left in the base besides downtime.
    fn left(&self, base: &Base, time: Vec<Span>) -> Vec<Span> {
        let judged = self.judged.map_or_else(Vec::new, |(_, judged)| vec![judged]);
        let down = self.down.as_ref().map_or(&[][..], |(down, _)| down);
        spans::minus(&spans::overlap(&spans::overlap(&time, &base.whole), &judged), down)
    }

    fn in_base(&self, base: &Base, down: Vec<Span>) -> Vec<Span> {
        let judged = self.judged.map_or_else(Vec::new, |(_, judged)| vec![judged]);
        spans::overlap(&spans::overlap(&down, &base.agreed), &judged)
    }

    fn flat(&self, pieces: Vec<Piece<'a>>) -> Vec<Span> {
        pieces.into_iter().map(|(_, span)| span).collect()
    }

    /// When these outages were down, without what is not known of them.
    fn clear(&self, which: impl Fn(&Outage) -> bool) -> Vec<Piece<'a>> {
        let its = self.outages.iter().map(|(_, outage)| *outage).filter(|outage| which(outage));
        its.flat_map(|outage| outage.clear().into_iter().map(|span| (outage.part.as_deref(), span))).collect()
    }

    pub(super) fn whole_outages(&self, which: impl Fn(&Outage) -> bool) -> Vec<Span> {
        self.outages.iter().filter(|(_, outage)| which(outage)).map(|(_, outage)| outage.interval).collect()
    }
}
