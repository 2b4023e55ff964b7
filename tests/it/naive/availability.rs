//! The availability of a service in a period, piece by piece between all instants at which anything changes, from the
//! text of 2.3 and 2.4. What a service's state is, whether it counts and what was agreed is left to the files beside
//! this one, what its time comes to in the end to `ratio`.

use super::{
    closing,
    counts::{self, Class},
    facts::{self, Fact, Horizon},
    planned,
    ratio::{self, Sums},
    states::{self, Span, Track},
    window::Windows,
    words,
};
use klausel::{
    Id,
    event::{Event, Happening},
    model::{Availability, ExcusedTime, Model, PartPeriod, PlannedDowntime, Service, Unobserved},
    time::{Instant, Interval, Intervals, Millis},
    verdict::{Stage, Verdict},
};
use std::collections::BTreeSet;

const DAY: i64 = 86_400_000;

/// What is compared with the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) verdict: Verdict,
    pub(super) stage: Stage,
    pub(super) window: Millis,
    pub(super) planned: Millis,
    pub(super) excluded: Millis,
    pub(super) out: Millis,
    pub(super) base: Millis,
    pub(super) down: Millis,
    pub(super) unknown: Millis,
    pub(super) budget: Millis,
}

/// What a service comes to, and whether its facts are disputed.
pub(super) struct Answer {
    pub(super) found: Found,
    pub(super) is_disputed: bool,
}

/// A service of the contract in a period.
pub(super) fn judge(model: &Model, events: &[Event], name: &str, period: Interval, horizon: Horizon) -> Answer {
    let events = closing::in_time(model, &facts::usable(model, events), horizon.known_as_of);
    let mut answer = as_it_stands(model, &events, name, period, horizon);
    if let Some((until, _)) = closing::closed_until(model, horizon.known_as_of) {
        let then = (horizon.as_of > until)
            .then(|| as_it_stands(model, &events, name, period, Horizon { as_of: until, ..horizon }).found);
        let closed = then.as_ref().unwrap_or(&answer.found);
        let is_checked = states::rule(model).is_some_and(|rule| rule.check_every.is_some());
        if closing::is_final(closed, period_in_force(model, name, period).until, until, is_checked)
            && closed.verdict == answer.found.verdict
        {
            answer.found.stage = Stage::Final;
        }
    }
    answer
}

fn service<'m>(model: &'m Model, name: &str) -> &'m Service {
    &model.services.iter().find(|clause| clause.name.as_str() == name).expect("a service").body
}

/// What of a period is measured.
fn period_in_force(model: &Model, name: &str, period: Interval) -> Interval {
    let promise = Promise { model, service: service(model, name), windows: Windows::of(model), as_of: Instant::MIN };
    promise.measured(period).0
}

fn as_it_stands(model: &Model, events: &[Event], name: &str, period: Interval, horizon: Horizon) -> Answer {
    let service = service(model, name);
    let readings = facts::readings(model, events, name, horizon);
    let untied = readings.into_iter().flat_map(|reading| states::untied(model, reading));
    let mut readings: Vec<Vec<Fact>> = untied.collect();
    // What sources dispute was not shown, and what was not shown is neither planned nor excluded.
    let is_certain = |fact: &Fact, all: &[Vec<Fact>]| all.iter().all(|reading| reading.contains(fact));
    let all = readings.clone();
    for reading in &mut readings {
        let must_be_shown = |fact: &Fact| matches!(fact.event.says, Happening::Maintenance(_) | Happening::Excluded(_));
        reading.retain(|fact| !must_be_shown(fact) || is_certain(fact, &all));
    }
    let readings = facts::distinct(readings);
    let promise = Promise { model, service, windows: Windows::of(model), as_of: horizon.as_of };
    Answer { found: promise.judge(&readings, period), is_disputed: readings.len() > 1 }
}

struct Promise<'m> {
    model: &'m Model,
    service: &'m Service,
    windows: Windows<'m>,
    as_of: Instant,
}

/// What of all time is down.
struct Down {
    /// By every reading.
    best: Intervals,
    /// By some reading.
    worst: Intervals,
    /// By every reading and whatever explanation may still come.
    explained: Intervals,
    /// What may go on: a run by some reading that reaches as of.
    running: Intervals,
    /// What each piece of time may be, as it is known.
    classes: Vec<(Interval, BTreeSet<Class>)>,
}

impl Promise<'_> {
    fn judge(&self, readings: &[Vec<Fact>], period: Interval) -> Found {
        let Some(Availability::AtLeast { target, .. }) = self.service.availability else { panic!("a promise") };
        let (measured, judged) = self.measured(period);
        // "A part period is judged as it is (choices: missing time counts as up; not judged)."
        let is_part = judged != period;
        if judged.is_empty() || (is_part && self.service.part_period == Some(PartPeriod::NotJudged)) {
            return ratio::nothing();
        }
        let span = self.span(readings, period);
        let told: Vec<Vec<Track>> =
            readings.iter().map(|facts| states::tracks(self.model, self.service, facts, span)).collect();
        let agreed = planned::agreed(self.model, &told[0], &readings[0]);
        let sums = self.sums(&told, (&agreed, &self.excluded(&readings[0])), (measured, judged), span);
        // "Choice *fixed base* (43,200 min a month)", of a part period in its proportion.
        let fixed = self.service.fixed_base.map(|fixed| {
            let share = i128::from(fixed.0) * i128::from(measured.length().0) / i128::from(period.length().0);
            i64::try_from(share).expect("a length")
        });
        ratio::found(&sums, fixed, target, self.as_of < judged.until)
    }

    /// What of a period the base is of, and what of it lies in force.
    fn measured(&self, period: Interval) -> (Interval, Interval) {
        let head = &self.model.head;
        let from = head.in_force_from.map_or(Instant::MIN, |day| head.zone.first_instant_of(day));
        let until = head.in_force_through.map_or(Instant::MAX, |day| super::periods::end_of(head.zone, day));
        let judged = Interval::new(period.from.max(from), period.until.min(until));
        let missing_is_up = self.service.part_period == Some(PartPeriod::CountsAsUp) && !judged.is_empty();
        (if missing_is_up { period } else { judged }, judged)
    }

    /// What was before all facts is looked at from so long before all of them and the period that no run is cut, by whole
    /// minutes.
    fn span(&self, readings: &[Vec<Fact>], period: Interval) -> Span {
        let first = readings.iter().flatten().map(|fact| fact.at).min().unwrap_or(period.from).min(period.from);
        let days = period.from.since(first).0.div_euclid(DAY) + 100;
        Span { ever: period.from + Millis(-days * DAY), as_of: self.as_of }
    }

    /// "**Exclusion by time** (force majeure, customer's freeze) subtracts": what events say, without an end to as of.
    fn excluded(&self, facts: &[Fact]) -> Intervals {
        let said = facts.iter().filter_map(|fact| match &fact.event.says {
            Happening::Excluded(time) => Some((fact, time)),
            _ => None,
        });
        let its = said.filter_map(|(fact, time)| {
            let cause = time.cause.as_deref().map(|word| words::name(self.model, word))?;
            let cut = |at| words::cut(self.model, at);
            let from = time.from.map_or(fact.at, cut);
            let is_named = self.service.outside_causes.contains(&cause);
            is_named.then_some(Interval::new(from, time.until.map_or(self.as_of, cut)))
        });
        Intervals::from_unsorted(its.filter(|interval| !interval.is_empty()))
    }

    /// The windows outside which downtime is planned at any time.
    fn standing(&self) -> impl Iterator<Item = &Id> {
        self.model.planned.iter().filter_map(|clause| match &clause.body {
            PlannedDowntime::Standing { outside } => Some(outside),
            PlannedDowntime::Agreed(_) => None,
        })
    }

    fn is_open(&self, window: Option<&Id>, at: Instant) -> bool {
        self.windows.on_day(window, at.as_millis().div_euclid(DAY)).iter().any(|piece| piece.contains(at))
    }

    /// Since when time may still leave the base.
    fn leaves_from(&self, less_planned: bool) -> Option<Instant> {
        let rule = states::rule(self.model);
        let leads = planned::rules(self.model).map(|rule| rule.lead.unwrap_or(Millis::ZERO));
        let planned = leads.min().filter(|_| less_planned);
        let unobserved = rule.is_some_and(|rule| rule.check_every.is_some())
            && rule.and_then(|rule| rule.unobserved) == Some(Unobserved::LeavesBase);
        let excused = rule.and_then(|rule| rule.excused_time) == Some(ExcusedTime::LeavesBase);
        let at_once = unobserved || excused || !self.service.outside_causes.is_empty();
        planned.into_iter().chain(at_once.then_some(Millis::ZERO)).min().map(|lead| self.as_of + lead)
    }

    /// "(4) Union of those that count. (5) Minimum run, on the whole run, uncut. (6) Floor: the run is shortened at its
    /// end to whole minutes."
    fn down(&self, told: &[Vec<Track>], span: Span) -> Down {
        let pieces = self.pieces(told, span);
        let possible = |piece: &Interval, explained| -> (Interval, BTreeSet<Class>) {
            let of = |tracks: &Vec<Track>| counts::possible(self.model, self.service, tracks, piece.from, explained);
            (*piece, told.iter().flat_map(of).collect())
        };
        let classes: Vec<_> = pieces.iter().map(|piece| possible(piece, false)).collect();
        let explained: Vec<_> = pieces.iter().map(|piece| possible(piece, true)).collect();
        let down = |classes: &[(Interval, BTreeSet<Class>)], is: fn(&BTreeSet<Class>) -> Option<&Class>| {
            let those = classes.iter().filter(|(_, classes)| is(classes) == Some(&Class::Down));
            Intervals::from_unsorted(those.map(|(piece, _)| *piece))
        };
        let worst = down(&classes, BTreeSet::first);
        let outages = told.iter().flatten().flat_map(|track| &track.outages).filter(|outage| !outage.has_ended);
        let running = Intervals::from_unsorted(outages.map(|outage| counts::interval(self.model, outage)));
        let has_runs = states::rule(self.model).is_some_and(|rule| rule.shortest.is_some() || rule.whole_minutes);
        // A run that ends as of may go on, so that all of it counts.
        let last: Vec<Interval> = worst.iter().filter(|run| has_runs && run.until == self.as_of).collect();
        Down {
            best: self.runs(&down(&classes, BTreeSet::last)),
            explained: self.runs(&down(&explained, BTreeSet::last)),
            worst: self.runs(&worst),
            running: running.union(&Intervals::from_unsorted(last)),
            classes,
        }
    }

    fn runs(&self, down: &Intervals) -> Intervals {
        let Some(rule) = states::rule(self.model) else { return down.clone() };
        let long_enough = down.iter().filter(|run| rule.shortest.is_none_or(|least| run.length() >= least));
        let floored = long_enough.map(|run| {
            let whole = if rule.whole_minutes { run.length().0 / 60_000 * 60_000 } else { run.length().0 };
            Interval::new(run.from, run.from + Millis(whole))
        });
        Intervals::from_unsorted(floored)
    }

    /// All time up to as of, cut wherever anything is said.
    fn pieces(&self, told: &[Vec<Track>], span: Span) -> Vec<Interval> {
        let mut edges = BTreeSet::from([span.ever, span.as_of]);
        for track in told.iter().flatten() {
            let outages = track.outages.iter().map(|outage| counts::interval(self.model, outage));
            let unclear = track.unclear.iter().map(|(piece, _)| *piece);
            edges.extend(outages.chain(unclear).flat_map(|piece| [piece.from, piece.until]));
        }
        let edges: Vec<Instant> = edges.into_iter().filter(|edge| span.ever <= *edge && *edge <= span.as_of).collect();
        edges.windows(2).map(|pair| Interval::new(pair[0], pair[1])).collect()
    }

    /// Every instant of a period at which anything may change.
    fn edges(&self, measured: Interval, all: &[Intervals]) -> Vec<Instant> {
        let mut edges = BTreeSet::from([measured.from, measured.until, self.as_of]);
        let base = self.service.base.as_ref().map(|base| &base.window);
        let windows = base.or(self.service.operated_during.as_ref()).into_iter().chain(self.standing());
        for window in windows.chain(&self.service.outside_window) {
            for day in measured.from.as_millis().div_euclid(DAY)..=measured.until.as_millis().div_euclid(DAY) {
                edges.extend(self.windows.on_day(Some(window), day).iter().flat_map(|piece| [piece.from, piece.until]));
            }
        }
        edges.extend(all.iter().flat_map(|set| set.iter()).flat_map(|piece| [piece.from, piece.until]));
        edges.extend(self.leaves_from(true).into_iter().chain(self.leaves_from(false)));
        edges.into_iter().filter(|edge| measured.from <= *edge && *edge <= measured.until).collect()
    }

    fn sums(
        &self,
        told: &[Vec<Track>],
        (agreed, excluded): (&Intervals, &Intervals),
        (measured, judged): (Interval, Interval),
        span: Span,
    ) -> Sums {
        let base = self.service.base.as_ref();
        let window = base.map(|base| &base.window).or(self.service.operated_during.as_ref());
        let less_planned = base.is_none_or(|base| base.less_planned);
        let down = self.down(told, span);
        let term = Intervals::from([judged]);
        let sets = [agreed, excluded, &down.best, &down.worst, &down.explained, &down.running, &term];
        let mut cuts: Vec<Intervals> = sets.into_iter().cloned().collect();
        cuts.extend(down.classes.iter().map(|(piece, _)| Intervals::from([*piece])));
        let edges = self.edges(measured, &cuts);
        let leaves_from = self.leaves_from(less_planned);
        let mut sums = Sums::default();
        for piece in edges.windows(2) {
            let (at, length) = (piece[0], piece[1].since(piece[0]).0);
            if !self.is_open(window, at) {
                continue;
            }
            let mut add = |sum: fn(&mut Sums) -> &mut i64, is: bool| *sum(&mut sums) += if is { length } else { 0 };
            add(|sums| &mut sums.window, true);
            // "Planned downtime is standing (at any time outside service window …, the complement) or agreed."
            let stands = self.standing().any(|outside| !self.is_open(Some(outside), at));
            let is_outside = self.service.outside_window.as_ref().is_some_and(|one| self.is_open(Some(one), at));
            let (is_agreed, is_excluded) = (contains(agreed, at), contains(excluded, at));
            let is_past = at < self.as_of;
            let is_kept = !is_outside && !is_excluded;
            let is_owed = is_kept && !stands && !is_agreed;
            // "Choice *planned stays*: the base is window ∩ period ∩ term, down the same as before."
            let is_base = if less_planned { is_owed } else { is_kept };
            add(|sums| &mut sums.excluded, !is_kept);
            add(|sums| &mut sums.planned, is_kept && !is_base);
            // "What is agreed but not yet over withdrawn or finished early."
            let was_taken = is_past && (is_excluded || (is_agreed && less_planned));
            let is_greatest = !(is_outside || was_taken || stands && less_planned);
            let in_term = judged.contains(at);
            if !is_past || !in_term {
                add(|sums| &mut sums.base, is_base);
                add(|sums| &mut sums.greatest_base, is_greatest);
                let may_leave = leaves_from.is_some_and(|from| at >= from) && in_term;
                add(|sums| &mut sums.least_base, is_base && !may_leave);
                add(|sums| &mut sums.most_down, !is_past && in_term && !stands && !is_outside);
                continue;
            }
            let possible = down.classes.iter().find(|(piece, _)| piece.contains(at)).map(|(_, classes)| classes);
            let possible = possible.expect("all time up to as of is in a piece");
            let is_down = is_owed && contains(&down.best, at);
            let is_unknown = is_owed && contains(&down.worst, at) && !is_down;
            let is_out = is_base && !is_down && !is_unknown && possible.iter().all(|class| *class == Class::Out);
            let may_be_out = is_unknown && possible.contains(&Class::Out);
            add(|sums| &mut sums.out, is_out);
            add(|sums| &mut sums.base, is_base && !is_out);
            add(|sums| &mut sums.contingent, is_base && may_be_out && possible.last() == Some(&Class::Out));
            add(|sums| &mut sums.greatest_base, is_greatest && !is_out);
            add(|sums| &mut sums.least_base, is_base && !is_out);
            add(|sums| &mut sums.down, is_down);
            add(|sums| &mut sums.explained, is_owed && contains(&down.explained, at));
            add(|sums| &mut sums.unknown, is_unknown);
            let runs_on = is_owed && contains(&down.running, at);
            add(|sums| &mut sums.most_down, is_down || is_unknown || runs_on);
        }
        sums
    }
}

fn contains(set: &Intervals, at: Instant) -> bool {
    set.iter().any(|piece| piece.contains(at))
}
