//! The maximal outages of a service from records and checks, per incident, part, place and cause, and unclear time.
//! Whether an outage counts is left to `counting`, how checks are read to `checks`, one part's state to `track`.

use super::{
    checks,
    facts::{Standing, unused},
    order::is_sequenced,
    track::{Agreed, Track, agreed},
};
use crate::{
    compile::{Fact, Said, ServicePromise, Starts},
    event::{State, Unused, UnusedReason},
    model::BeforeFirst,
    name::Id,
    time::{Instant, Interval, Intervals},
    verdict::Unobserved,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// A time during which a service, or a part of it, was down or impaired.
#[derive(Clone, Debug)]
pub(super) struct Outage<'f> {
    /// Until as of where it still runs.
    pub(super) interval: Interval,
    pub(super) state: State,
    /// The part of the service; `None`: the whole.
    pub(super) part: Option<&'f Id>,
    pub(super) degree: Option<&'f Id>,
    /// When it was reported, if its records say so.
    pub(super) reported: Option<Instant>,
    /// Until when the service is known to have been up; `None`: another state was before.
    pub(super) up_until: Option<Instant>,
    /// The first record, where the outage is shown back to before it: for ever, or for what was not closed yet.
    pub(super) shown_back_from: Option<Instant>,
    pub(super) began: &'f Fact,
    pub(super) ended: Option<&'f Fact>,
    pub(super) place: Option<&'f Id>,
    pub(super) cause: Option<&'f Id>,
    /// Time within it of which that is not known.
    pub(super) unclear: Intervals,
}

/// The states of a service up to as of.
#[derive(Debug, Default)]
pub(super) struct States<'f> {
    /// By beginning.
    pub(super) outages: Vec<Outage<'f>>,
    /// When sources dispute the state.
    pub(super) disputed: Intervals,
    pub(super) disputed_by: Vec<&'f Fact>,
    /// When it is not known for another reason, by part.
    pub(super) unclear: Vec<Unclear<'f>>,
    /// Whether there are checks.
    pub(super) is_checked: bool,
}

/// Time in which the state of the service, or of a part, is not known.
#[derive(Debug)]
pub(super) struct Unclear<'f> {
    pub(super) why: Unobserved,
    pub(super) part: Option<&'f Id>,
    pub(super) intervals: Intervals,
}

/// By what a state is known: each stream has a state of its own, none ends what another began, and any suffices for an
/// outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stream<'f> {
    /// What is recorded apart from incidents, or within one.
    Records(Option<&'f str>),
    Checks,
}

/// A change of state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'f> {
    pub(super) at: Instant,
    pub(super) fact: &'f Fact,
    pub(super) place: &'f Fact,
    pub(super) stream: Stream<'f>,
    pub(super) says: Says<'f>,
    pub(super) is_disputed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Says<'f> {
    pub(super) state: State,
    pub(super) previous: Option<State>,
    pub(super) place: Option<&'f Id>,
    pub(super) cause: Option<&'f Id>,
    pub(super) part: Option<&'f Id>,
    pub(super) degree: Option<&'f Id>,
    pub(super) reported: Option<Instant>,
}

/// The outages that records and checks make. A state that held before the first of them held from [`Instant::MIN`] on.
pub(super) fn states<'f>(
    facts: &[Standing<'f>],
    promise: &'f ServicePromise,
    as_of: Instant,
    listed: &mut Vec<Unused>,
) -> States<'f> {
    let watch = &promise.watch;
    let facts = of_parts(facts, promise, listed);
    let records: Vec<Change<'f>> = facts.iter().filter_map(Change::of).collect();
    let series = checks::series(&facts, watch, as_of, listed);
    let mut service = Service {
        promise,
        streams: BTreeMap::new(),
        told: BTreeSet::new(),
        states: States { is_checked: !series.is_empty(), ..States::default() },
    };
    for same in records.chunk_by(|a, b| a.at == b.at && a.place.rank == b.place.rank) {
        let mut by_stream: BTreeMap<Stream<'f>, Vec<Change<'f>>> = BTreeMap::new();
        for change in same {
            by_stream.entry(change.stream).or_default().push(*change);
        }
        for (stream, same) in by_stream {
            let in_sequence = same.windows(2).all(|pair| match pair {
                [a, b] => is_sequenced(a.place, b.place),
                _ => true,
            });
            if in_sequence {
                same.iter().for_each(|change| service.take(stream, std::slice::from_ref(change), listed));
            } else {
                service.take(stream, &same, listed);
            }
        }
    }
    for (part, one) in series {
        let track = service.streams.entry(Stream::Checks).or_default().entry(part).or_default();
        track.unclear.extend(one.unobserved.iter().chain(one.before_first));
        track.before_first = one.before_first;
        if let Some(first) = one.changes.first().filter(|_| one.is_projected) {
            track.project(first, Instant::MIN);
        }
        for change in &one.changes {
            track.set(change);
            track.last_at = Some(change.at);
        }
        let unclear = &mut service.states.unclear;
        unclear.push(Unclear { why: Unobserved::NoChecks, part, intervals: one.unobserved });
        unclear.push(Unclear { why: Unobserved::Pending, part, intervals: one.pending });
    }
    service.finish(as_of)
}

/// The facts without those about parts that the contract does not name, where it takes several parts; they are listed.
fn of_parts<'s, 'f>(
    facts: &'s [Standing<'f>],
    promise: &ServicePromise,
    listed: &mut Vec<Unused>,
) -> Cow<'s, [Standing<'f>]> {
    let is_other = |part: &&Id| promise.needed.value > 1 && !promise.parts.contains(part);
    let other = |standing: &Standing<'f>| match &standing.fact.says {
        Said::State(said) => said.part.as_ref().filter(is_other),
        Said::Checked(said) => said.part.as_ref().filter(is_other),
        _ => None,
    };
    if facts.iter().all(|standing| other(standing).is_none()) {
        return Cow::Borrowed(facts);
    }
    listed.extend(facts.iter().filter_map(|standing| {
        let (field, value) = ("part".to_owned(), other(standing)?.as_str().to_owned());
        Some(unused(standing.fact, UnusedReason::UnknownName { field, value }))
    }));
    Cow::Owned(facts.iter().filter(|standing| other(standing).is_none()).copied().collect())
}

impl<'f> Change<'f> {
    fn of(standing: &Standing<'f>) -> Option<Change<'f>> {
        let Said::State(said) = &standing.fact.says else { return None };
        Some(Change {
            at: standing.at,
            fact: standing.fact,
            place: standing.place,
            stream: Stream::Records(said.incident.as_deref()),
            says: Says {
                state: said.state,
                previous: said.previous,
                place: said.place.as_ref(),
                cause: said.cause.as_ref(),
                part: said.part.as_ref(),
                degree: said.degree.as_ref(),
                reported: said.reported,
            },
            is_disputed: standing.dispute.is_some(),
        })
    }
}

struct Service<'f> {
    promise: &'f ServicePromise,
    streams: BTreeMap<Stream<'f>, Tracks<'f>>,
    /// The parts of which something is recorded; the service as a whole is `None`.
    told: BTreeSet<Option<&'f Id>>,
    states: States<'f>,
}

/// The service as a whole, and each part that events name.
type Tracks<'f> = BTreeMap<Option<&'f Id>, Track<'f>>;

impl<'f> Service<'f> {
    /// Takes up records of one instant that nothing orders, all of one stream.
    fn take(&mut self, stream: Stream<'f>, same: &[Change<'f>], listed: &mut Vec<Unused>) {
        // Where it takes several parts, each has its state from the start: what is said of the whole is said of it.
        let parts = self.promise.parts.iter().filter(|_| self.promise.needed.value > 1).map(Some);
        let all = || std::iter::once(None).chain(parts).map(|part| (part, Track::default())).collect();
        let tracks: &mut Tracks<'f> = self.streams.entry(stream).or_insert_with(all);
        let mut by_part: BTreeMap<Option<&'f Id>, Vec<usize>> = BTreeMap::new();
        for (place, change) in same.iter().enumerate() {
            // What was recorded of the service as a whole was recorded of each part.
            let whole = tracks.get(&None).filter(|_| change.says.part.is_some());
            let begun = whole.cloned().unwrap_or_default();
            tracks.entry(change.says.part).or_insert(begun);
            by_part.entry(change.says.part).or_default().push(place);
        }
        if by_part.contains_key(&None) {
            // What is said of the service as a whole is said of each part.
            for part in tracks.keys() {
                let speaks = |change: &Change<'f>| change.says.part.is_none() || change.says.part == *part;
                let places = (0..).zip(same).filter(|(_, change)| speaks(change)).map(|(place, _)| place);
                by_part.insert(*part, places.collect());
            }
        }
        let mut has_ended: Vec<bool> = vec![false; same.len()];
        // Where there are checks, they say what was before the first record.
        let before_first =
            self.promise.watch.before_first.as_ref().filter(|_| !self.states.is_checked).map(|before| before.value);
        let contradicted = self.promise.watch.contradicted.value;
        let is_whole_told = self.told.contains(&None);
        for (part, places) in by_part {
            let its: Vec<&Change<'f>> = places.iter().filter_map(|place| same.get(*place)).collect();
            let (Some(track), Some(first)) = (tracks.get_mut(&part), its.first()) else {
                continue;
            };
            let is_told = !self.told.insert(part) || is_whole_told;
            let before_first = before_first.filter(|_| !is_told);
            track.open(first, (before_first, contradicted), listed);
            let was_up = track.is_up();
            match agreed(&its, track) {
                Agreed::On(change) => track.set(change),
                Agreed::Unchanged => {}
                Agreed::Disputed => {
                    self.states.disputed_by.extend(its.iter().map(|change| change.fact));
                    listed.extend(its.iter().map(|change| unused(change.fact, UnusedReason::Disputed)));
                    track.dispute(first.at);
                }
            }
            track.last_at = Some(first.at);
            for place in places {
                if let Some(ended) = has_ended.get_mut(place) {
                    *ended |= !was_up || its.len() > 1;
                }
            }
        }
        for (change, _) in same.iter().zip(has_ended).filter(|(_, ended)| !ended) {
            if change.says.state == State::Up && change.says.previous.is_none() {
                listed.push(unused(change.fact, UnusedReason::UpWithoutDown));
            }
        }
    }

    fn finish(mut self, as_of: Instant) -> States<'f> {
        let before_first = self.promise.watch.before_first.as_ref().map(|before| before.value);
        let is_silent = !self.states.is_checked && self.streams.is_empty();
        let (unclear, mut disputed) = (&mut self.states.unclear, Vec::new());
        let mut tell = |why, part, intervals: Intervals| {
            if !intervals.is_empty() {
                unclear.push(Unclear { why, part, intervals });
            }
        };
        if is_silent && before_first == Some(BeforeFirst::Unknown) {
            let ever = Intervals::from([Interval::new(Instant::MIN, as_of)]);
            tell(Unobserved::BeforeFirst, None, ever);
        }
        let takes_parts = self.promise.needed.value > 1;
        for (stream, tracks) in self.streams {
            for (part, mut track) in tracks {
                track.close(as_of, None);
                disputed.extend(track.disputed);
                // What is recorded of the whole is in the track of each part.
                if takes_parts && part.is_none() && stream != Stream::Checks {
                    continue;
                }
                let time = Intervals::from_unsorted(track.unclear);
                let outages = track.outages.into_iter().filter_map(|outage| {
                    let interval = outage.counts_from(self.promise.counting.starts);
                    let unclear = time.clip(interval);
                    let shown_back_from = outage.shown_back_from.filter(|_| interval.from == outage.interval.from);
                    (!interval.is_empty()).then_some(Outage { interval, unclear, part, shown_back_from, ..outage })
                });
                let outages: Vec<Outage<'f>> = outages.collect();
                // What a report shows to have been down before the first record is known.
                let shown = outages.iter().map(|outage| outage.interval).filter(|_| stream != Stream::Checks);
                let before_first = Intervals::from_unsorted(track.before_first).minus(&Intervals::from_unsorted(shown));
                tell(Unobserved::BeforeFirst, part, before_first);
                tell(Unobserved::Contradicted, part, Intervals::from_unsorted(track.contradicted));
                self.states.outages.extend(outages);
            }
        }
        self.states.unclear.retain(|unclear| !unclear.intervals.is_empty());
        self.states.unclear.sort_by_key(|unclear| (unclear.why, unclear.part.cloned()));
        self.states.outages.sort_by(|a, b| a.order().cmp(&b.order()));
        if !takes_parts {
            // An outage of the service as a whole is one outage, though each part goes through it.
            self.states.outages.dedup_by(|a, b| identity(a) == identity(b) && std::ptr::eq(a.began, b.began));
        }
        self.states.disputed = Intervals::from_unsorted(disputed);
        self.states
    }
}

impl Outage<'_> {
    /// The order of outages: by beginning; those that differ in nothing but the part stand together, the whole first.
    pub(super) fn order(&self) -> impl Ord + '_ {
        (identity(self), self.part)
    }

    /// The outage from the instant on from which it counts: its record, its report, or the earlier of the two, though
    /// not before it was last known to be up.
    fn counts_from(&self, starts: Starts) -> Interval {
        let from = match (starts, self.reported, self.up_until) {
            (Starts::First, Some(reported), Some(up_until)) => self.interval.from.min(reported.max(up_until)),
            (Starts::Report, Some(reported), _) => self.interval.from.max(reported),
            _ => self.interval.from,
        };
        Interval::new(from, self.interval.until)
    }
}

fn identity<'o>(outage: &'o Outage<'_>) -> impl Ord + 'o {
    let what = (outage.interval, outage.state, outage.place, outage.cause, outage.degree, outage.reported);
    (what, &outage.began.source, &outage.began.id)
}
