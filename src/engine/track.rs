//! The state of a service, or of one part of it, from one change to the next, and the outages that it makes.
//! Which changes it is told is left to `outages`.

use super::{
    facts::unused,
    outages::{Change, Outage},
};
use crate::{
    compile::Fact,
    event::{State, Unused, UnusedReason},
    model::{BeforeFirst, Contradicted},
    time::{Instant, Interval, Intervals},
};

/// The state of the service or of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Track<'f> {
    now: Now<'f>,
    /// Where among the outages those begin that have followed each other since it was last up.
    row: usize,
    /// When it was last told something; `None`: not yet.
    pub(super) last_at: Option<Instant>,
    pub(super) outages: Vec<Outage<'f>>,
    pub(super) disputed: Vec<Interval>,
    pub(super) before_first: Option<Interval>,
    pub(super) contradicted: Vec<Interval>,
    /// All time in which its state is not known, but for disputes.
    pub(super) unclear: Vec<Interval>,
}

#[derive(Clone, Debug, Default)]
enum Now<'f> {
    #[default]
    Up,
    Out(Outage<'f>),
    Disputed(Instant),
}

pub(super) enum Agreed<'c, 'f> {
    On(&'c Change<'f>),
    Unchanged,
    Disputed,
}

/// What changes of one instant that nothing orders come to: each is taken where it is a change, so that a pair of down
/// and up leaves the state as it was; two values of one fact are disputed.
pub(super) fn agreed<'c, 'f>(its: &[&'c Change<'f>], track: &Track<'f>) -> Agreed<'c, 'f> {
    let Some((first, rest)) = its.split_first() else { return Agreed::Unchanged };
    if its.iter().any(|change| change.is_disputed) {
        return Agreed::Disputed;
    }
    if rest.iter().all(|change| change.says == first.says) {
        return Agreed::On(first);
    }
    let mut states: Vec<State> = its.iter().map(|change| change.says.state).collect();
    states.sort_unstable();
    states.dedup();
    match track.state() {
        Some(now) if states.len() == 2 && states.contains(&now) => Agreed::Unchanged,
        _ => Agreed::Disputed,
    }
}

impl<'f> Track<'f> {
    /// The state now; `None` while it is disputed.
    fn state(&self) -> Option<State> {
        match &self.now {
            Now::Up => Some(State::Up),
            Now::Out(outage) => Some(outage.state),
            Now::Disputed(_) => None,
        }
    }

    pub(super) fn is_up(&self) -> bool {
        matches!(self.now, Now::Up)
    }

    /// Takes up what an event says of the state before it: before the first event it holds, after it what was observed
    /// does.
    pub(super) fn open(
        &mut self,
        change: &Change<'f>,
        (before_first, contradicted): (Option<BeforeFirst>, Contradicted),
        listed: &mut Vec<Unused>,
    ) {
        let previous = change.says.previous;
        // Facts that were closed when this became known stay as they were.
        let reach = change.fact.reaches_back_to.unwrap_or(Instant::MIN).min(change.at);
        if let Some(last_at) = self.last_at {
            if previous.is_some_and(|previous| self.state().is_some_and(|now| now != previous)) {
                listed.push(unused(change.fact, UnusedReason::PreviousContradicts));
                if contradicted == Contradicted::Unknown {
                    let since_then = Interval::new(last_at.max(reach), change.at);
                    self.contradicted.push(since_then);
                    self.unclear.push(since_then);
                }
            }
            return;
        }
        let known_from = if previous.is_some() { reach } else { change.at };
        if before_first == Some(BeforeFirst::Unknown) && Instant::MIN < known_from {
            self.before_first = Some(Interval::new(Instant::MIN, known_from));
        }
        match (previous, before_first) {
            (Some(state @ (State::Down | State::Degraded)), _) => {
                let outage = Outage::of(change, state, Interval::new(reach, change.at), false);
                self.now = Now::Out(Outage { shown_back_from: Some(change.at), ..outage });
            }
            (None, Some(BeforeFirst::Earliest)) => self.project(change, reach),
            (Some(State::Up), _) | (None, Some(BeforeFirst::Up | BeforeFirst::Unknown) | None) => {}
        }
    }

    /// Projects the state that a change shows back to before it.
    pub(super) fn project(&mut self, change: &Change<'f>, since: Instant) {
        let before = Interval::new(since.min(change.at), change.at);
        if change.says.state != State::Up && !before.is_empty() {
            let outage = Outage::of(change, change.says.state, before, true);
            self.now = Now::Out(Outage { shown_back_from: Some(change.at), ..outage });
        }
    }

    pub(super) fn set(&mut self, change: &Change<'f>) {
        let says = change.says;
        if says.state == State::Up {
            self.close(change.at, Some(change.fact));
            return;
        }
        let mut next = Outage::of(change, says.state, Interval::new(change.at, change.at), true);
        if self.is_up() {
            next.up_until = Some(self.last_at.unwrap_or(Instant::MIN));
        }
        if !matches!(self.now, Now::Out(_)) {
            self.row = self.outages.len();
        }
        if let Now::Out(outage) = &mut self.now {
            // What a later event does not say again still holds of the same outage.
            next.place = next.place.or(outage.place);
            next.cause = next.cause.or(outage.cause);
            outage.reported = outage.reported.or(next.reported);
            next.reported = outage.reported;
            // Whoever reports an outage reports all of it, whatever its cause is at a time.
            let row = self.outages.get_mut(self.row..).unwrap_or_default();
            row.iter_mut().for_each(|earlier| earlier.reported = next.reported);
            if outage.state == next.state {
                next.degree = next.degree.or(outage.degree);
            }
            let is_same = (outage.state, outage.degree, outage.place, outage.cause)
                == (next.state, next.degree, next.place, next.cause);
            if is_same {
                return;
            }
        }
        self.close(change.at, Some(change.fact));
        self.now = Now::Out(next);
    }

    pub(super) fn dispute(&mut self, at: Instant) {
        if !matches!(self.now, Now::Disputed(_)) {
            self.close(at, None);
            self.now = Now::Disputed(at);
        }
    }

    pub(super) fn close(&mut self, at: Instant, ended: Option<&'f Fact>) {
        match std::mem::take(&mut self.now) {
            Now::Up => {}
            Now::Out(outage) => {
                let interval = Interval::new(outage.interval.from, at);
                if !interval.is_empty() {
                    self.outages.push(Outage { interval, ended, ..outage });
                }
            }
            Now::Disputed(from) => self.disputed.push(Interval::new(from, at)),
        }
    }
}

impl<'f> Outage<'f> {
    /// An outage that a change begins; whether it shares the change's place, cause and degree.
    fn of(change: &Change<'f>, state: State, interval: Interval, shares: bool) -> Outage<'f> {
        let of = |word: Option<&'f crate::name::Id>| word.filter(|_| shares);
        Outage {
            interval,
            state,
            part: None,
            up_until: None,
            shown_back_from: None,
            reported: change.says.reported.filter(|_| shares),
            degree: of(change.says.degree),
            began: change.fact,
            ended: None,
            place: of(change.says.place),
            cause: of(change.says.cause),
            unclear: Intervals::EMPTY,
        }
    }
}
