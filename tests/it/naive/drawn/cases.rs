//! Random priority tables and desks: every choice of the clocks of cases.

use super::{clause, windows::WINDOWS};
use klausel::{
    Id, Lang,
    model::{
        Act, Channel, ChannelCondition, Clause, Closing, Deadline, Desk, DeskRow, LaterCall, Model, Otherwise, Pause,
        Priorities, Raised, ReactionAct, Received, Reopened, Text, UpdateArm, UpdateEnd,
    },
    time::Millis,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn limit() -> impl Strategy<Value = Option<Deadline>> {
    let minutes = select(vec![0, 15, 30, 60, 120, 240, 600, 1440, 2880]);
    option::weighted(0.9, minutes.prop_map(|minutes| Deadline::Within(Millis::minutes(minutes))))
}

/// The rows, and which window, category and other row the table names.
pub(super) type Table = (Priorities, Vec<(Option<Deadline>, ChannelCondition, Option<Deadline>)>);

fn channels() -> impl Strategy<Value = ChannelCondition> {
    let one = || select(vec![Channel::Phone, Channel::Phone, Channel::Email, Channel::Portal]);
    prop_oneof![
        Just(ChannelCondition::AnyChannel),
        one().prop_map(|channel| ChannelCondition::ReportBy(vec![channel])),
        (one(), one()).prop_map(|(a, b)| ChannelCondition::ReportBy(vec![a, b])),
    ]
}

pub(super) fn table() -> impl Strategy<Value = Table> {
    let channel = || select(vec![Channel::Phone, Channel::Phone, Channel::Email]);
    let rows = vec((limit(), channels(), limit()), 3);
    let other = option::of((channel(), select(vec!["hoch", "mittel", "gering"])));
    let acts = (
        select(vec![None, Some(ReactionAct::PersonalReply), Some(ReactionAct::AnyReply)]),
        select(vec![None, Some(UpdateArm::AtReport), Some(UpdateArm::AtReaction)]),
        select(vec![None, Some(UpdateEnd::Restoration), Some(UpdateEnd::Closing)]),
    );
    let clocks = (
        select(vec![None, Some(Closing::AtClosing), Some(Closing::NextOpening)]),
        select(vec![None, Some(Act::Every), Some(Act::Update)]),
        select(vec![None, Some(Raised::FromChange), Some(Raised::Carry), Some(Raised::Retroactive)]),
        select(vec![None, Some(Reopened::Resume), Some(Reopened::Restart), Some(Reopened::Once)]),
    );
    let names = (option::weighted(0.8, select(&WINDOWS[..])), option::weighted(0.5, Just("incident")));
    (rows, other, option::of(channel()), acts, clocks, names).prop_map(|(rows, other, later, acts, clocks, names)| {
        let (reaction, update_arm, update_end) = acts;
        let (closing, pause, raised, reopened) = clocks;
        let table = Priorities {
            category: names.1.map(Id::of),
            runs_during: names.0.map(Id::of),
            without_channel: other.map(|(channel, row)| Otherwise { channel, row: Id::of(row) }),
            later_call: later.map(|channel| LaterCall { channel }),
            reaction,
            update_arm,
            update_end,
            closing,
            pause: pause.map(|holds_for| Pause { holds_for }),
            raised,
            reopened,
            ..Priorities::default()
        };
        (table, rows)
    })
}

/// Keeps the founding table's keys.
pub(super) fn set_table(
    model: &mut Model,
    table: Priorities,
    rows: Vec<(Option<Deadline>, ChannelCondition, Option<Deadline>)>,
) {
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
