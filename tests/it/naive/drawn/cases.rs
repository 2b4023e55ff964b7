//! Random priority tables and desks: every choice of the clocks of cases.

use super::{clause, windows::WINDOWS};
use klausel::{
    Id, Lang,
    model::{
        Act, Channel, ChannelCondition, Clause, Closing, Days, Deadline, Desk, DeskRow, InTime, LaterCall, Model,
        Otherwise, Party, Pause, Priorities, Raised, ReactionAct, Received, Reopened, Silence, Starts, Stated, Text,
        UpdateArm, UpdateEnd, Waiting,
    },
    time::{EndsOnDay, EndsOnWorkingDay, Millis, Moves, TimeOfDay},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// How limits of a column are measured; of one type where time used is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Hours,
    WorkingDays,
    CalendarDays,
    Months,
}

fn limit(in_days: bool) -> impl Strategy<Value = Option<Deadline>> {
    let minutes = select(vec![0, 15, 30, 60, 120, 240, 600, 1440, 2880]);
    let hours = minutes.prop_map(|minutes| Deadline::Within(Millis::minutes(minutes))).boxed();
    let days = prop_oneof![
        3 => (0..4_u32).prop_map(Days::WorkingDays),
        2 => (0..4_u32).prop_map(Days::CalendarDays),
        1 => (0..2_u32).prop_map(Days::Weeks),
        1 => (0..2_u32).prop_map(Days::Months),
    ];
    let days = days.prop_map(Deadline::In).boxed();
    option::weighted(0.9, if in_days { prop_oneof![1 => hours, 2 => days].boxed() } else { hours })
}

/// The same limit as one of another type.
fn measured(limit: Deadline, measure: Measure) -> Deadline {
    let n = match limit {
        Deadline::Within(time) => u32::try_from(time.0 / 3_600_000 % 3).unwrap_or(0),
        Deadline::In(Days::WorkingDays(n) | Days::CalendarDays(n) | Days::Weeks(n) | Days::Months(n)) => n,
    };
    match measure {
        Measure::Hours => Deadline::Within(limit.time().unwrap_or(Millis::hours(i64::from(n)))),
        Measure::WorkingDays => Deadline::In(Days::WorkingDays(n)),
        Measure::CalendarDays => Deadline::In(Days::CalendarDays(n)),
        Measure::Months => Deadline::In(Days::Months(n)),
    }
}

/// Reaction, its channels and update of each priority.
type Rows = Vec<(Option<Deadline>, ChannelCondition, Option<Deadline>)>;

/// A table without its keys, and what its rows promise.
pub(super) type Table = (Priorities, Rows);

fn channels() -> impl Strategy<Value = ChannelCondition> {
    let one = || select(vec![Channel::Phone, Channel::Phone, Channel::Email, Channel::Portal]);
    prop_oneof![
        Just(ChannelCondition::AnyChannel),
        one().prop_map(|channel| ChannelCondition::ReportBy(vec![channel])),
        (one(), one()).prop_map(|(a, b)| ChannelCondition::ReportBy(vec![a, b])),
    ]
}

fn starts() -> impl Strategy<Value = Option<Starts>> {
    let stated = vec(select(vec![Stated::Service, Stated::Effect, Stated::Extent, Stated::Reporter]), 1..3);
    prop_oneof![
        4 => Just(None),
        1 => Just(Some(Starts::AtReport)),
        2 => stated.prop_map(|wanted| Some(Starts::WhenComplete(wanted))),
        1 => Just(Some(Starts::WhenDetected)),
        2 => Just(Some(Starts::Earliest)),
    ]
}

pub(super) fn table() -> impl Strategy<Value = Table> {
    let channel = || select(vec![Channel::Phone, Channel::Phone, Channel::Email]);
    let rows = prop::bool::weighted(0.3).prop_flat_map(|in_days| vec((limit(in_days), channels(), limit(in_days)), 3));
    let other = option::of((channel(), select(vec!["hoch", "mittel", "gering"])));
    let silence = select(vec![None, None, Some(Silence::OneMiss), Some(Silence::EachInterval)]);
    let acts = (
        select(vec![None, Some(ReactionAct::AnyAct), Some(ReactionAct::PersonalReply), Some(ReactionAct::AnyReply)]),
        select(vec![
            None,
            Some(UpdateArm::AtReport),
            Some(UpdateArm::AtReaction),
            Some(UpdateArm::AtContact),
            Some(UpdateArm::AtLastContact),
        ]),
        select(vec![None, Some(UpdateEnd::Restoration), Some(UpdateEnd::Closing)]),
        silence,
    );
    let reopened = vec![
        None,
        Some(Reopened::Resume),
        Some(Reopened::Restart),
        Some(Reopened::Once),
        Some(Reopened::Within(0)),
        Some(Reopened::Within(2)),
    ];
    let clocks = (
        select(vec![None, Some(Closing::AtClosing), Some(Closing::NextOpening)]),
        select(vec![None, Some(Act::Every), Some(Act::ReactionAndUpdate), Some(Act::Reaction), Some(Act::Update)]),
        select(vec![None, Some(Raised::FromChange), Some(Raised::Carry), Some(Raised::Retroactive)]),
        select(reopened),
        select(vec![None, Some(InTime::AtDue), Some(InTime::BeforeDue)]),
        select(vec![None, Some(Waiting::TakesQuestion), Some(Waiting::Suspends)]),
        select(vec![None, None, Some(Party::Provider), Some(Party::Customer)]),
        starts(),
    );
    let reading = |minutes: u32| TimeOfDay::from_millis(minutes * 60_000).expect("a reading");
    let measures = vec![Measure::Hours, Measure::WorkingDays, Measure::CalendarDays, Measure::Months];
    let days = (
        option::weighted(0.4, select(vec![600, 720, 1439]).prop_map(reading)),
        select(vec![
            None,
            Some(EndsOnWorkingDay::LastClosing),
            Some(EndsOnWorkingDay::Midnight),
            Some(EndsOnWorkingDay::At(reading(990))),
            Some(EndsOnWorkingDay::At(TimeOfDay::END)),
        ]),
        select(vec![None, Some(EndsOnDay::Midnight), Some(EndsOnDay::SameLocalTime)]),
        select(vec![None, Some(Moves::NextWorkingDay), Some(Moves::NotMoved)]),
        (select(measures.clone()), select(measures)),
    );
    let names = (option::weighted(0.8, select(&WINDOWS[..])), option::weighted(0.5, Just("incident")));
    let choices = (option::of(channel()), acts, clocks, days);
    (rows, other, choices, names).prop_map(|(mut rows, other, (later, acts, clocks, days), names)| {
        let (reaction, update_arm, update_end, silence) = acts;
        let (closing, pause, raised, reopened, in_time, waiting, set_by, starts) = clocks;
        let (cut_off, working_day_end, day_end, day_moves, (of_reaction, of_update)) = days;
        if raised == Some(Raised::Carry) {
            // Limits of several types in one column are refused then.
            for (reaction, _, update) in &mut rows {
                *reaction = reaction.map(|limit| measured(limit, of_reaction));
                *update = update.map(|limit| measured(limit, of_update));
            }
        }
        let table = Priorities {
            category: names.1.map(Id::of),
            runs_during: names.0.map(Id::of),
            set_by,
            starts,
            in_time,
            without_channel: other.map(|(channel, row)| Otherwise { channel, row: Id::of(row) }),
            later_call: later.map(|channel| LaterCall { channel }),
            reaction,
            update_arm,
            silence,
            update_end,
            closing,
            cut_off,
            working_day_end,
            day_end,
            day_moves,
            pause: pause.map(|holds_for| Pause { holds_for }),
            waiting,
            raised,
            reopened,
            ..Priorities::default()
        };
        (table, rows)
    })
}

/// Keeps the founding table's keys.
pub(super) fn set_table(model: &mut Model, table: Priorities, rows: Rows) {
    let held = &mut model.priorities[0].body;
    let kept = (std::mem::take(&mut held.rows), std::mem::take(&mut held.effects), std::mem::take(&mut held.extents));
    *held = Priorities { rows: kept.0, effects: kept.1, extents: kept.2, ..table };
    let place = |priority: &Id| ["hoch", "mittel", "gering"].iter().position(|held| *held == priority.as_str());
    for row in &mut held.rows {
        let (reaction, reaction_on, update) = &rows[place(&row.priority).expect("a priority")];
        (row.reaction, row.reaction_on, row.update) = (*reaction, reaction_on.clone(), *update);
    }
}

pub(super) fn desks() -> impl Strategy<Value = Vec<Clause<Desk>>> {
    let row = |channel| DeskRow {
        channel,
        address: Text { lang: Lang::new("de"), text: "x".to_owned() },
        received: Received::ArrivesInInbox,
    };
    let deemed = || option::of(select(&WINDOWS[..]));
    let voicemail = select(vec![None, Some(Channel::Phone), Some(Channel::Email)]);
    (deemed(), deemed(), any::<bool>(), voicemail).prop_map(move |(first, second, has_second, voicemail_counts_as)| {
        let desk = |channels: &[Channel], deemed: Option<&str>, voicemail_counts_as| Desk {
            reachable_during: None,
            deemed_received: deemed.map(Id::of),
            rows: channels.iter().copied().map(row).collect(),
            voicemail_counts_as,
        };
        let mut desks = vec![clause("eins", desk(&[Channel::Phone, Channel::Email], first, voicemail_counts_as))];
        if has_second {
            desks.push(clause("zwei", desk(&[Channel::Portal], second, None)));
        }
        desks
    })
}
