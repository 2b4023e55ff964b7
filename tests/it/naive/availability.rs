//! The availability of a service in a period, piece by piece between all instants at which anything changes, from the
//! text of 2.3 and 2.4. What a service's state is, and what was agreed, is left to `states` and `planned`.

use super::{
    facts::{self, Fact, Horizon},
    planned::{self, Agreed},
    states::{self, Class, States},
    window::Windows,
};
use klausel::{
    Percent,
    event::{Event, Happening},
    model::{Availability, Model, PartPeriod, PlannedDowntime, Service},
    time::{Instant, Interval, Millis},
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
    let service = &model.services.iter().find(|clause| clause.name.as_str() == name).expect("a service").body;
    let readings = facts::readings(events, name, horizon);
    let untied = readings.into_iter().flat_map(|reading| states::untied(model, reading));
    let mut readings: Vec<Vec<Fact>> = untied.collect();
    // What sources dispute was not shown, and what was not shown is not planned.
    let is_certain = |fact: &Fact, all: &[Vec<Fact>]| all.iter().all(|reading| reading.contains(fact));
    let all = readings.clone();
    for reading in &mut readings {
        reading.retain(|fact| !matches!(fact.event.says, Happening::Maintenance(_)) || is_certain(fact, &all));
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

/// Time of each kind, in the base unless it says otherwise.
#[derive(Default)]
struct Sums {
    window: i64,
    planned: i64,
    base: i64,
    /// "No further planned downtime, and what is agreed but not yet over withdrawn or finished early."
    greatest_base: i64,
    /// All planned that can still be.
    least_base: i64,
    down: i64,
    /// Down whatever explanation may still come.
    down_explained: i64,
    unknown: i64,
    /// "Down + the running outage, counted or not yet + all window time left."
    most_down: i64,
}

/// A reading with what it says of a service.
struct Told {
    states: States,
    agreed: Agreed,
}

impl Promise<'_> {
    fn judge(&self, readings: &[Vec<Fact>], period: Interval) -> Found {
        let Some(Availability::AtLeast { target, .. }) = self.service.availability else { panic!("a promise") };
        let term = self.term();
        let judged = Interval::new(period.from.max(term.from), period.until.min(term.until));
        let nothing = Found {
            verdict: Verdict::NotOwed,
            stage: Stage::Decided,
            window: Millis::ZERO,
            planned: Millis::ZERO,
            base: Millis::ZERO,
            down: Millis::ZERO,
            unknown: Millis::ZERO,
            budget: Millis::ZERO,
        };
        // "A part period is judged as it is (choices: not judged)."
        let is_part = judged != period;
        if judged.is_empty() || (is_part && self.service.part_period == Some(PartPeriod::NotJudged)) {
            return nothing;
        }
        let told: Vec<Told> = readings
            .iter()
            .map(|facts| {
                let states = States::of(self.model, facts);
                let agreed = Agreed::of(self.model, &states, facts);
                Told { states, agreed }
            })
            .collect();
        let sums = self.sums(&told, readings, judged);
        // (base − down) / base ≥ target, in exact integers.
        let (digits, scale) = target.as_fraction();
        let holds =
            |base: i64, down: i64| i128::from(base - down) * i128::from(scale) >= i128::from(base) * i128::from(digits);
        let (verdict, stage) =
            if self.as_of < judged.until { foreseen(&sums, &holds) } else { concluded(&sums, &holds) };
        Found {
            verdict,
            stage,
            window: Millis(sums.window),
            planned: Millis(sums.planned),
            base: Millis(sums.base),
            down: Millis(sums.down),
            unknown: Millis(sums.unknown),
            budget: Millis(budget(sums.base, target)),
        }
    }

    /// From the first instant of the first day in force to the end of the last.
    fn term(&self) -> Interval {
        let head = &self.model.head;
        let from = head.in_force_from.map_or(Instant::MIN, |day| head.zone.first_instant_of(day));
        let after = head.in_force_through.map(|day| day.plus_days(1).expect("a day after"));
        Interval::new(from, after.map_or(Instant::MAX, |day| head.zone.first_instant_of(day)))
    }

    /// Every instant of a period at which anything may change.
    fn edges(&self, told: &[Told], readings: &[Vec<Fact>], judged: Interval) -> Vec<Instant> {
        let mut edges = BTreeSet::from([judged.from, judged.until, self.as_of]);
        let base = self.service.base.as_ref().map(|base| &base.window);
        let windows = base.or(self.service.operated_during.as_ref()).into_iter().chain(self.standing());
        for window in windows {
            for day in judged.from.as_millis().div_euclid(DAY)..=judged.until.as_millis().div_euclid(DAY) {
                edges.extend(self.windows.on_day(Some(window), day).iter().flat_map(|piece| [piece.from, piece.until]));
            }
        }
        edges.extend(readings.iter().flatten().map(|fact| fact.at));
        edges.extend(told.iter().flat_map(|told| told.agreed.edges()));
        edges.extend(self.leads().map(|lead| self.as_of + lead));
        edges.into_iter().filter(|edge| judged.from <= *edge && *edge <= judged.until).collect()
    }

    /// The windows outside which downtime is planned at any time.
    fn standing(&self) -> impl Iterator<Item = &klausel::Id> {
        self.model.planned.iter().filter_map(|clause| match &clause.body {
            PlannedDowntime::Standing { outside } => Some(outside),
            PlannedDowntime::Agreed(_) => None,
        })
    }

    fn leads(&self) -> impl Iterator<Item = Millis> {
        planned::rules(self.model).map(|rule| rule.lead.unwrap_or(Millis::ZERO))
    }

    fn sums(&self, told: &[Told], readings: &[Vec<Fact>], judged: Interval) -> Sums {
        let base = self.service.base.as_ref();
        let window = base.map(|base| &base.window).or(self.service.operated_during.as_ref());
        let less_planned = base.is_none_or(|base| base.less_planned);
        let edges = self.edges(told, readings, judged);
        let mut sums = Sums::default();
        for piece in edges.windows(2) {
            let (at, length) = (piece[0], piece[1].since(piece[0]).0);
            if !self.windows.is_open(window, at) {
                continue;
            }
            sums.window += length;
            // "Planned downtime is standing (at any time outside service window …, the complement) or agreed."
            let stands = self.standing().any(|outside| !self.windows.is_open(Some(outside), at));
            let is_agreed = told[0].agreed.holds(&told[0].states.at(at), at);
            let is_owed = !stands && !is_agreed;
            let is_past = at < self.as_of;
            let may_be_planned = self.leads().any(|lead| at >= self.as_of + lead);
            // "Choice *planned stays*: the base is window ∩ period ∩ term, down the same as before."
            let mut add = |sum: fn(&mut Sums) -> &mut i64, is: bool| *sum(&mut sums) += if is { length } else { 0 };
            add(|sums| &mut sums.planned, !is_owed && less_planned);
            add(|sums| &mut sums.base, is_owed || !less_planned);
            let was_agreed = is_agreed && is_past;
            add(|sums| &mut sums.greatest_base, !less_planned || !(stands || was_agreed));
            add(|sums| &mut sums.least_base, !less_planned || (is_owed && !may_be_planned));
            if !is_past {
                add(|sums| &mut sums.most_down, !stands);
                continue;
            }
            if !is_owed {
                continue;
            }
            // "Each instant has a set of possible classes. The best case takes the greatest, the worst the least."
            let classes: Vec<Class> = told.iter().map(|told| self.class(told, at)).collect();
            let (worst, best) = (classes.iter().min().expect("one"), classes.iter().max().expect("one"));
            let is_unknown = *best > Class::DownUnexplained && *worst < Class::Up;
            let is_running = told.iter().any(|told| self.is_running(told, at));
            add(|sums| &mut sums.down, *best <= Class::DownUnexplained);
            add(|sums| &mut sums.down_explained, *best == Class::Down);
            add(|sums| &mut sums.unknown, is_unknown);
            add(|sums| &mut sums.most_down, *worst < Class::Up || is_running);
        }
        sums
    }

    /// "Union of those that count": down where any is.
    fn class(&self, told: &Told, at: Instant) -> Class {
        let held = told.states.at(at);
        held.iter().map(|held| held.class(self.model, self.service)).min().expect("the service as a whole")
    }

    /// Whether an outage holds then that still runs as of.
    fn is_running(&self, told: &Told, at: Instant) -> bool {
        let (then, now) = (told.states.at(at), told.states.at(self.as_of));
        then.iter().zip(&now).any(|(then, now)| then.is_out() && then == now)
    }
}

/// "Unknown: equal verdicts stand, else *undetermined*." "Empty base: *not owed*."
fn concluded(sums: &Sums, holds: &dyn Fn(i64, i64) -> bool) -> (Verdict, Stage) {
    if sums.base == 0 {
        return (Verdict::NotOwed, Stage::Decided);
    }
    match (holds(sums.base, sums.down), holds(sums.base, sums.down + sums.unknown)) {
        (true, true) => (Verdict::Met, Stage::Decided),
        (true, false) => (Verdict::Undetermined, Stage::Revisable),
        (false, _) => (Verdict::Missed, missed(holds(sums.base, sums.down_explained))),
    }
}

/// "A period is decided as missed once `down > (1 − target) × base` with the greatest base still possible. It is decided
/// as met once `down + the running outage + all window time left ≤ (1 − target) × base`, with the least base; else at its
/// end."
fn foreseen(sums: &Sums, holds: &dyn Fn(i64, i64) -> bool) -> (Verdict, Stage) {
    if sums.greatest_base == 0 {
        (Verdict::NotOwed, Stage::Decided)
    } else if !holds(sums.greatest_base, sums.down) {
        (Verdict::Missed, missed(holds(sums.greatest_base, sums.down_explained)))
    } else if sums.least_base > 0 && holds(sums.least_base, sums.most_down) {
        (Verdict::Met, Stage::Decided)
    } else {
        (Verdict::Open, Stage::Revisable)
    }
}

/// What was missed may still be explained, if it would be met then.
fn missed(would_be_met: bool) -> Stage {
    if would_be_met { Stage::Revisable } else { Stage::Decided }
}

/// The most that may be missing: (base − down) × scale ≥ base × digits.
fn budget(base: i64, target: Percent) -> i64 {
    let (digits, scale) = target.as_fraction();
    let most = i128::from(base) * i128::from(scale - digits) / i128::from(scale);
    i64::try_from(most).expect("less than the base")
}
