//! Random events of one case and of one service: in any order, late, once more, corrected, disputed, at instants that meet.
//! Contracts are left to `drawn`, what the events come to to `agree`.

use crate::engine::fixture::{self, contact, event, input};
use klausel::{
    event::{Event, ExcludedTime, Happening, Maintenance, MaintenanceAct, Probe, Report, State},
    time::{Instant, Millis},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

pub(super) const CASE: &str = "INC-1";
pub(super) const SERVICE: &str = "smawo";

const HOUR: i64 = 3_600_000;

/// Since the instant about which things happen: often on the hour, so that instants meet, sometimes to the millisecond.
fn since(hours: std::ops::Range<i64>) -> impl Strategy<Value = i64> {
    let ms = hours.start * HOUR..hours.end * HOUR;
    prop_oneof![
        4 => hours.clone().prop_map(|hour| hour * HOUR),
        3 => (hours.start * 4..hours.end * 4).prop_map(|quarter| quarter * HOUR / 4),
        1 => ms,
    ]
}

/// How an event stands to those before it in the stream.
#[derive(Clone, Copy, Debug)]
enum Stands {
    Alone,
    /// It is one of them once more.
    Again(usize),
    /// It has the identity of one of them.
    SameId(usize),
    /// It corrects one of them.
    Corrects(usize),
    WithoutId,
}

/// What makes an event of something that happened.
#[derive(Clone, Debug)]
struct Seed {
    at: i64,
    says: Happening,
    stands: Stands,
    /// How long after it happened it became known, where that is said.
    late: Option<i64>,
    from_monitoring: bool,
    rank: i32,
    has_seq: bool,
}

/// How much of what makes facts hard to read a stream has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trouble {
    /// Of a hundred events, how many stand in some way to another.
    pub(super) tangled: u32,
    /// Whether ties may be without order.
    pub(super) unordered: bool,
}

fn seed(
    at: impl Strategy<Value = i64>,
    says: impl Strategy<Value = Happening>,
    trouble: Trouble,
) -> impl Strategy<Value = Seed> {
    let tangled = trouble.tangled;
    let stands = prop_oneof![
        100 - tangled => Just(Stands::Alone),
        tangled / 4 => (0..8_usize).prop_map(Stands::Again),
        tangled / 4 => (0..8_usize).prop_map(Stands::SameId),
        tangled / 2 => (0..8_usize).prop_map(Stands::Corrects),
        tangled / 8 => Just(Stands::WithoutId),
    ];
    let late = prop_oneof![8 => Just(None), 2 => since(-1..90).prop_map(Some)];
    let often = prop::bool::weighted;
    (at, says, stands, late, often(0.2), prop::bool::weighted(0.1), often(0.8)).prop_map(
        |(at, says, stands, late, from_monitoring, ranked, has_seq)| Seed {
            at,
            says,
            stands,
            late,
            from_monitoring,
            rank: i32::from(ranked),
            has_seq,
        },
    )
}

/// The events of seeds, in the order in which they stand in the input.
fn events(subject: &str, seeds: Vec<Seed>, trouble: Trouble, numbered: bool) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (n, seed) in seeds.into_iter().enumerate() {
        let mut made = event(Instant::from_millis(seed.at), subject, seed.says);
        made.source = if seed.from_monitoring && trouble.unordered { "monitoring" } else { "desk" }.into();
        made.rank = if trouble.unordered { seed.rank } else { 0 };
        made.known_at = seed.late.map(|late| made.at + Millis(late));
        made.id = Some(format!("e-{n:02}").into());
        let sequenced = numbered && (seed.has_seq || !trouble.unordered);
        made.seq = sequenced.then_some(n as u64);
        let alike: Vec<&Event> = events.iter().filter(|held| are_alike(&held.says, &made.says)).collect();
        let earlier = |place: usize| alike.get(place % alike.len().max(1)).copied();
        match seed.stands {
            Stands::Alone => {}
            Stands::WithoutId => made.id = None,
            Stands::Again(place) => {
                if let Some(held) = earlier(place) {
                    made = Event { known_at: made.known_at.or(held.known_at), ..held.clone() };
                }
            }
            Stands::SameId(place) => {
                if let Some(held) = earlier(place) {
                    // Whether it corrects another event at all is not what the two contents differ in.
                    (made.id, made.source, made.corrects) =
                        (held.id.clone(), held.source.clone(), held.corrects.clone());
                }
            }
            Stands::Corrects(place) => {
                if let Some(held) = earlier(place) {
                    (made.corrects, made.source) = (held.id.clone(), held.source.clone());
                    made.at = made.at.max(held.at);
                }
            }
        }
        events.push(made);
    }
    let without: Vec<bool> = events.iter().map(|event| event.id.is_none()).collect();
    let mut events = input(events);
    for (event, without) in events.iter_mut().zip(without) {
        if without {
            event.id = None;
        }
    }
    events
}

/// Whether one may be told as a correction of the other.
fn are_alike(held: &Happening, says: &Happening) -> bool {
    use Happening::{Categorised, Contacted, Excluded, Maintenance, Prioritised, Probe, Reported, State};
    match (held, says) {
        (State(_), State(_)) | (Maintenance(_), Maintenance(_)) | (Probe(_), Probe(_)) | (Excluded(_), Excluded(_)) => {
            true
        }
        (State(_) | Maintenance(_) | Probe(_) | Excluded(_), _)
        | (_, State(_) | Maintenance(_) | Probe(_) | Excluded(_)) => false,
        (Reported(_) | Contacted(_), Prioritised { .. } | Categorised { .. }) => true,
        (Reported(_) | Prioritised { .. } | Categorised { .. }, _) => {
            std::mem::discriminant(held) == std::mem::discriminant(says)
        }
        (_, Reported(_) | Prioritised { .. } | Categorised { .. }) => false,
        _ => true,
    }
}

/// The same events about another instant.
pub(super) fn about(origin: Instant, events: Vec<Event>) -> Vec<Event> {
    let moved = |at: Instant| origin + Millis(at.as_millis());
    let event = |event: Event| {
        let mut event = Event { at: moved(event.at), known_at: event.known_at.map(moved), ..event };
        match &mut event.says {
            Happening::Maintenance(said) => (said.from, said.until) = (said.from.map(moved), said.until.map(moved)),
            Happening::Excluded(said) => (said.from, said.until) = (said.from.map(moved), said.until.map(moved)),
            Happening::State(said) => said.reported = said.reported.map(moved),
            _ => {}
        }
        event
    };
    events.into_iter().map(event).collect()
}

fn happening() -> impl Strategy<Value = Happening> {
    let automatic = || prop::bool::weighted(0.15);
    let by = || select(vec![None, None, Some("provider"), Some("customer")]);
    let set = |(priority, by): (&str, Option<&str>)| Happening::Prioritised {
        priority: priority.into(),
        by: by.map(Into::into),
    };
    // By its number in the stream, often one that is none.
    let question = option::weighted(0.3, (0..11_usize).prop_map(|n| format!("e-{n:02}").into()));
    prop_oneof![
        3 => (select(vec!["hoch", "High", "Mittel", "gering", "unheard of"]), by()).prop_map(set),
        1 => select(vec!["incident", "Support"])
            .prop_map(|word| Happening::Categorised { category: word.into(), by: None }),
        2 => select(vec!["phone", "phone", "e-mail", "portal", "voicemail", ""])
            .prop_map(|channel| Happening::Contacted(contact(channel, "", ""))),
        2 => report().prop_map(Happening::Contacted),
        1 => report().prop_map(Happening::Reported),
        3 => automatic().prop_map(|automatic| Happening::Reacted { automatic }),
        4 => automatic().prop_map(|automatic| Happening::Messaged { automatic }),
        2 => automatic().prop_map(|automatic| Happening::Questioned { automatic }),
        2 => question.prop_map(|question| Happening::Answered { question }),
        1 => Just(Happening::Waiting),
        1 => Just(Happening::Noted),
        1 => Just(Happening::Restored),
        1 => Just(Happening::Closed),
        2 => Just(Happening::Reopened),
    ]
}

/// What a customer, or monitoring, says of a case.
fn report() -> impl Strategy<Value = Report> {
    let channel = select(vec!["phone", "phone", "e-mail", "portal", "chat", "voicemail", ""]);
    let set = option::weighted(0.3, select(vec!["hoch", "Mittel", "Low"]));
    let category = option::weighted(0.2, select(vec!["incident", "Support"]));
    let who = (select(vec!["", "Ada", "Ada", "monitoring"]), any::<bool>());
    (channel, effect(), extent(), set, category, who).prop_map(|(channel, effect, extent, set, category, who)| {
        let mut report = contact(channel, effect, extent);
        report.priority = set.map(Into::into);
        report.category = category.map(Into::into);
        report.reporter = (!who.0.is_empty()).then(|| who.0.into());
        report.service = who.1.then(|| SERVICE.into());
        report
    })
}

fn effect() -> impl Strategy<Value = &'static str> {
    select(vec!["", "Ausfall", "Beeinträchtigung", "keine"])
}

fn extent() -> impl Strategy<Value = &'static str> {
    select(vec!["", "eine Leistung ganz", "Teil einer Leistung"])
}

/// The events of one case.
pub(super) fn case(trouble: Trouble) -> BoxedStrategy<Vec<Event>> {
    let plain = Trouble { tangled: 0, ..trouble };
    let first = seed(since(0..20), report().prop_map(Happening::Reported), plain);
    let rest = vec(seed(since(-4..130), happening(), trouble), 0..10);
    let all = (first, rest, any::<bool>()).prop_map(move |(first, rest, numbered)| {
        events(CASE, std::iter::once(first).chain(rest).collect(), trouble, numbered)
    });
    all.boxed()
}

/// The events of one service: its states, checks of it, downtime planned for it, time that does not count.
pub(super) fn service(trouble: Trouble) -> BoxedStrategy<Vec<Event>> {
    let seeds = |parts: &'static [&'static str], incidents: &'static [&'static str], checks: u32| {
        let states = seed(since(-700..700), state(parts, incidents), trouble);
        let works = seed(since(-700..700), maintenance(), trouble);
        let probes = seed(since(-700..700), probe(parts), trouble);
        let times = seed(since(-700..700), excluded(), trouble);
        vec(prop_oneof![6 => states, 4 => works, checks => probes, 1 => times], 0..12).boxed()
    };
    let (whole, checked) = (seeds(&[""], &[""], 0), seeds(&[""], &[""], 9));
    let in_parts = seeds(&["", "node 1", "node 2", "node 3", "node 4"], &[""], 4);
    let incidents = seeds(&["", "", "node 1"], &["", "I-1", "I-2"], 0);
    let all = prop_oneof![2 => whole, 2 => checked, 2 => in_parts, 1 => incidents].prop_map(move |seeds| {
        // What was planned is planned about the time at which it was said.
        let about = |mut seed: Seed| {
            let moved = |at: Instant| at + Millis(seed.at);
            match &mut seed.says {
                Happening::Maintenance(said) => (said.from, said.until) = (said.from.map(moved), said.until.map(moved)),
                Happening::Excluded(said) => (said.from, said.until) = (said.from.map(moved), said.until.map(moved)),
                Happening::State(said) => said.reported = said.reported.map(moved),
                _ => {}
            }
            seed
        };
        events(SERVICE, seeds.into_iter().map(about).collect(), trouble, true)
    });
    all.boxed()
}

fn state(parts: &'static [&'static str], incidents: &'static [&'static str]) -> impl Strategy<Value = Happening> {
    let to = select(vec![State::Down, State::Down, State::Degraded, State::Up, State::Up]);
    let previous = option::weighted(0.2, select(vec![State::Down, State::Degraded, State::Up]));
    let place = select(vec!["", "Router", "Internetanschluss", "anywhere"]);
    let cause = select(vec!["", "power", "Fremdsoftware", "Customer software"]);
    let more = (select(parts), select(incidents), select(vec!["", "partial", "slow"]));
    let reported = option::weighted(0.3, since(-20..20).prop_map(Instant::from_millis));
    (to, previous, place, cause, more, reported).prop_map(move |(state, previous, place, cause, more, reported)| {
        let mut says = fixture::state(state, place, cause);
        if let Happening::State(change) = &mut says {
            let said = |word: &str| (!word.is_empty()).then(|| word.into());
            (change.previous, change.part, change.incident) = (previous, said(more.0), said(more.1));
            (change.degree, change.reported) = (said(more.2), reported);
        }
        says
    })
}

fn probe(parts: &'static [&'static str]) -> impl Strategy<Value = Happening> {
    let place = select(vec!["", "Router", "Internetanschluss"]);
    let cause = select(vec!["", "power", "Fremdsoftware"]);
    (prop::bool::weighted(0.4), place, cause, select(parts)).prop_map(|(ok, place, cause, part)| {
        let said = |word: &str| (!word.is_empty()).then(|| word.into());
        Happening::Probe(Probe { ok, place: said(place), cause: said(cause), part: said(part) })
    })
}

fn excluded() -> impl Strategy<Value = Happening> {
    let cause = select(vec!["flood", "flood", "flood", "moon", ""]);
    let at = |range| option::weighted(0.7, since(range).prop_map(Instant::from_millis));
    (at(-30..20), at(10..60), cause).prop_map(|(from, until, cause)| {
        Happening::Excluded(ExcludedTime { from, until, cause: (!cause.is_empty()).then(|| cause.into()) })
    })
}

fn maintenance() -> impl Strategy<Value = Happening> {
    use MaintenanceAct::{Agreed, Announced, Extended, Finished, Moved, Withdrawn};
    let act = select(vec![Agreed, Agreed, Agreed, Announced, Announced, Moved, Extended, Withdrawn, Finished]);
    let by = select(vec![Some("customer"), Some("customer"), Some("provider"), None]);
    let form = select(vec![Some("text_form"), Some("writing"), Some("any_form"), None]);
    let name = select(vec![Some("A"), Some("A"), Some("B"), None]);
    (act, since(-2..60), since(1..12), by, form, name).prop_map(|(act, lead, length, by, form, name)| {
        let has_times = matches!(act, Agreed | Announced | Moved | Extended);
        let from = Instant::from_millis(lead);
        Happening::Maintenance(Maintenance {
            act,
            agreement: name.map(Into::into),
            from: has_times.then_some(from),
            until: has_times.then_some(from + Millis(length)),
            by: by.map(Into::into),
            form: form.map(Into::into),
        })
    })
}

/// As of when and known as of when a stream is asked about.
pub(super) fn asked(hours: std::ops::Range<i64>) -> impl Strategy<Value = (Millis, Millis)> {
    let known = prop_oneof![3 => Just(0), 1 => since(-30..90)];
    (since(hours), known).prop_map(|(as_of, known)| (Millis(as_of), Millis(as_of + known)))
}
