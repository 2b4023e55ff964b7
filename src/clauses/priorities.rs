//! A priority table with the rules of its clocks.

mod days;

use super::{ClauseReading, Part, of, outage::chosen, part, rows, statements, terms, terms::Term};
use crate::{
    diagnostic::{self, Fix},
    model::{
        Act, AnyOr, Belongs, Channel, ChannelCondition, Closing, Deadline, InTime, LaterCall, Otherwise, Pause,
        Priorities, PriorityRow, Raised, ReactionAct, Reopened, Silence, Starts, Stated, UpdateArm, UpdateEnd, Waiting,
    },
    name::Id,
    phrase::{PhraseId, Said, Value, ids},
    source::Span,
    syntax::{ClauseText, Row, Statement, Table, nearest},
    time::{EndsOnDay, EndsOnWorkingDay, Moves},
};

pub(super) fn read(reading: &mut ClauseReading<'_, '_>, clause: &ClauseText) -> Priorities {
    let mut table = Priorities::default();
    for statement in statements(clause) {
        said(reading, &mut table, statement);
    }
    let mut places = Vec::new();
    for (columns, row) in rows(clause) {
        if let Some(read) = read_row(reading, &table, columns, row) {
            table.rows.push(read);
            places.push(row.span);
        }
    }
    if rows(clause).next().is_none() {
        let kind = reading.kind();
        reading.report_gap(diagnostic::missing_table(reading.span, kind));
    }
    agree(reading, &table, &places);
    days::agree(reading, &table, clause);
    otherwise_row(reading, &table, clause);
    table
}

fn said(reading: &mut ClauseReading<'_, '_>, table: &mut Priorities, statement: &Statement) {
    let slots = &statement.said.slots;
    match statement.said.id {
        ids::PRIORITIES_CATEGORY => {
            if let Some(category) = slots.name("category") {
                reading.once("category", &mut table.category, category, statement);
            }
        }
        ids::PRIORITIES_RUNS => {
            if let Some(window) = slots.name("window") {
                reading.once("runs", &mut table.runs_during, window, statement);
            }
        }
        ids::PRIORITIES_EFFECTS => {
            if reading.first("effects", statement) {
                table.effects = slots.names("effects");
            }
        }
        ids::PRIORITIES_EXTENTS => {
            if reading.first("extents", statement) {
                table.extents = slots.names("extents");
            }
        }
        ids::PRIORITIES_SET_BY => {
            if let Some(party) = terms::term(slots, "party") {
                reading.once("set_by", &mut table.set_by, party, statement);
            }
        }
        ids::PRIORITIES_WITHOUT_CHANNEL => {
            if let Some((channel, row)) = terms::term(slots, "channel").zip(slots.name("row")) {
                reading.once("without", &mut table.without_channel, Otherwise { channel, row }, statement);
            }
        }
        ids::PRIORITIES_LATER_CALL => {
            if let Some(channel) = terms::term(slots, "channel") {
                reading.once("later_call", &mut table.later_call, LaterCall { channel }, statement);
            }
        }
        ids::PRIORITIES_STARTS_COMPLETE => {
            let stated = slots.list("stated").iter().filter_map(Value::as_phrase).filter_map(Stated::of);
            reading.once("starts", &mut table.starts, Starts::WhenComplete(stated.collect()), statement);
        }
        ids::PRIORITIES_REOPENED_WITHIN => {
            if let Some(days) = slots.int("days").and_then(|days| u32::try_from(days).ok()) {
                reading.once("reopened", &mut table.reopened, Reopened::Within(days), statement);
            }
        }
        ids::PRIORITIES_CUT_OFF => {
            if let Some(time) = slots.time("time") {
                reading.once("cut_off", &mut table.cut_off, time, statement);
            }
        }
        ids::PRIORITIES_WORKING_END_AT => {
            if let Some(time) = slots.time("time") {
                reading.once("working_end", &mut table.working_day_end, EndsOnWorkingDay::At(time), statement);
            }
        }
        ids::PRIORITIES_UPDATE => table.update_is_message = reading.first("update", statement),
        ids::PRIORITIES_NO_RESTORATION => table.no_restoration_period = reading.first("restoration", statement),
        id => choices(reading, table, id, statement),
    }
}

/// Statements without slots, each one of a few choices.
fn choices(reading: &mut ClauseReading<'_, '_>, table: &mut Priorities, id: PhraseId, statement: &Statement) {
    let mut pick = Pick { reading, id, statement };
    pick.choice("starts", &mut table.starts, &STARTS);
    pick.choice("reaction", &mut table.reaction, &REACTION);
    pick.choice("in_time", &mut table.in_time, &IN_TIME);
    pick.choice("update_from", &mut table.update_arm, &UPDATE_ARM);
    pick.choice("silence", &mut table.silence, &SILENCE);
    pick.choice("updates_end", &mut table.update_end, &UPDATE_END);
    pick.choice("closing", &mut table.closing, &CLOSING);
    pick.choice("pause", &mut table.pause, &PAUSE);
    pick.choice("waiting", &mut table.waiting, &WAITING);
    pick.choice("changed", &mut table.raised, &CHANGED);
    pick.choice("working_end", &mut table.working_day_end, &WORKING_END);
    pick.choice("day_end", &mut table.day_end, &DAY_END);
    pick.choice("day_moves", &mut table.day_moves, &DAY_MOVES);
    pick.choice("reopened", &mut table.reopened, &REOPENED);
    pick.choice("belongs", &mut table.belongs, &BELONGS);
}

struct Pick<'p, 'a, 'r> {
    reading: &'p mut ClauseReading<'a, 'r>,
    id: PhraseId,
    statement: &'p Statement,
}

impl Pick<'_, '_, '_> {
    fn choice<T: Clone>(&mut self, group: &'static str, slot: &mut Option<T>, phrases: &[(PhraseId, T)]) {
        if let Some((_, value)) = phrases.iter().find(|(id, _)| *id == self.id) {
            self.reading.once(group, slot, value.clone(), self.statement);
        }
    }
}

/// The starts that take no list.
const STARTS: [(PhraseId, Starts); 3] = [
    (ids::PRIORITIES_STARTS_REPORT, Starts::AtReport),
    (ids::PRIORITIES_STARTS_DETECTED, Starts::WhenDetected),
    (ids::PRIORITIES_STARTS_EARLIEST, Starts::Earliest),
];
const IN_TIME: [(PhraseId, InTime); 2] =
    [(ids::PRIORITIES_DUE_IN_TIME, InTime::AtDue), (ids::PRIORITIES_DUE_LATE, InTime::BeforeDue)];
const SILENCE: [(PhraseId, Silence); 2] =
    [(ids::PRIORITIES_SILENCE_ONE_MISS, Silence::OneMiss), (ids::PRIORITIES_SILENCE_EACH, Silence::EachInterval)];
const WAITING: [(PhraseId, Waiting); 2] = [
    (ids::PRIORITIES_WAITING_TAKES_QUESTION, Waiting::TakesQuestion),
    (ids::PRIORITIES_WAITING_SUSPENDS, Waiting::Suspends),
];
const BELONGS: [(PhraseId, Belongs); 3] = [
    (ids::PRIORITIES_BELONGS_START, Belongs::AtStart),
    (ids::PRIORITIES_BELONGS_DUE, Belongs::AtDue),
    (ids::PRIORITIES_BELONGS_END, Belongs::AtEnd),
];
const REACTION: [(PhraseId, ReactionAct); 3] = [
    (ids::PRIORITIES_REACTION_PERSONAL, ReactionAct::PersonalReply),
    (ids::PRIORITIES_REACTION_ANY, ReactionAct::AnyReply),
    (ids::PRIORITIES_REACTION_ACT, ReactionAct::AnyAct),
];
const UPDATE_ARM: [(PhraseId, UpdateArm); 4] = [
    (ids::PRIORITIES_UPDATE_FROM_REACTION, UpdateArm::AtReaction),
    (ids::PRIORITIES_UPDATE_FROM_REPORT, UpdateArm::AtReport),
    (ids::PRIORITIES_UPDATE_FROM_CONTACT, UpdateArm::AtContact),
    (ids::PRIORITIES_UPDATE_FROM_LAST_CONTACT, UpdateArm::AtLastContact),
];
const UPDATE_END: [(PhraseId, UpdateEnd); 2] = [
    (ids::PRIORITIES_UPDATES_END_AT_RESTORATION, UpdateEnd::Restoration),
    (ids::PRIORITIES_UPDATES_END_AT_CLOSING, UpdateEnd::Closing),
];
const CLOSING: [(PhraseId, Closing); 2] =
    [(ids::PRIORITIES_DUE_AT_CLOSING, Closing::AtClosing), (ids::PRIORITIES_DUE_AT_NEXT_OPENING, Closing::NextOpening)];
const WORKING_END: [(PhraseId, EndsOnWorkingDay); 1] =
    [(ids::PRIORITIES_WORKING_END_CLOSING, EndsOnWorkingDay::LastClosing)];
const DAY_END: [(PhraseId, EndsOnDay); 2] = [
    (ids::PRIORITIES_DAY_END_MIDNIGHT, EndsOnDay::Midnight),
    (ids::PRIORITIES_DAY_END_SAME_TIME, EndsOnDay::SameLocalTime),
];
const DAY_MOVES: [(PhraseId, Moves); 2] =
    [(ids::PRIORITIES_DAY_MOVES, Moves::NextWorkingDay), (ids::PRIORITIES_DAY_STAYS, Moves::NotMoved)];
const PAUSE: [(PhraseId, Pause); 4] = [
    (ids::PRIORITIES_PAUSE, Pause { holds_for: Act::Every }),
    (ids::PRIORITIES_PAUSE_BOTH, Pause { holds_for: Act::ReactionAndUpdate }),
    (ids::PRIORITIES_PAUSE_REACTION, Pause { holds_for: Act::Reaction }),
    (ids::PRIORITIES_PAUSE_UPDATES, Pause { holds_for: Act::Update }),
];
const CHANGED: [(PhraseId, Raised); 3] = [
    (ids::PRIORITIES_CHANGED_FROM_CHANGE, Raised::FromChange),
    (ids::PRIORITIES_CHANGED_CARRY, Raised::Carry),
    (ids::PRIORITIES_CHANGED_RETROACTIVE, Raised::Retroactive),
];
/// What reopening does; other numbers of days are said with their number.
const REOPENED: [(PhraseId, Reopened); 4] = [
    (ids::PRIORITIES_REOPENED_RESUME, Reopened::Resume),
    (ids::PRIORITIES_REOPENED_RESTART, Reopened::Restart),
    (ids::PRIORITIES_REOPENED_ONCE, Reopened::Once),
    (ids::PRIORITIES_REOPENED_WITHIN_ONE, Reopened::Within(1)),
];

fn read_row(reading: &mut ClauseReading<'_, '_>, clause: &Priorities, table: &Table, row: &Row) -> Option<PriorityRow> {
    let priority = table.cell(row, "priority")?.said.slots.name("priority")?;
    let effect = key(reading, table, row, "effect", &clause.effects)?;
    let extent = key(reading, table, row, "extent", &clause.extents)?;
    let reaction = days::limit(reading, table.cell(row, "reaction")?);
    let update = days::limit(reading, table.cell(row, "update")?);
    let on = &table.cell(row, "reaction_on")?.said;
    let channels: Vec<Channel> =
        on.slots.list("channels").iter().filter_map(Value::as_phrase).filter_map(Channel::of).collect();
    let reaction_on = if on.id == ids::CELL_PRIORITIES_REACTION_ON_ANY {
        ChannelCondition::AnyChannel
    } else {
        ChannelCondition::ReportBy(channels)
    };
    Some(PriorityRow { priority, effect, extent, reaction, reaction_on, update })
}

/// A key cell; a value that the clause does not list is reported. A table without the column asks for nothing.
fn key(reading: &mut ClauseReading<'_, '_>, table: &Table, row: &Row, column: &str, listed: &[Id]) -> Option<AnyOr> {
    if !table.columns.iter().any(|other| other.key() == column) {
        return Some(AnyOr::Any);
    }
    let cell = table.cell(row, column)?;
    match cell.said.id.key() {
        "any" => return Some(AnyOr::Any),
        "otherwise" => return Some(AnyOr::Otherwise),
        _ => {}
    }
    let value = cell.said.slots.name("value")?;
    if listed.is_empty() {
        // The list itself is what is missing: it is asked for once, with the values that the table uses.
        let (id, role) = match column {
            "effect" => (ids::PRIORITIES_EFFECTS, "effects"),
            _ => (ids::PRIORITIES_EXTENTS, "extents"),
        };
        let used = table.rows.iter().filter_map(|row| table.cell(row, column)?.said.slots.get("value").cloned());
        reading.lacks(&of(id).with(role, used.collect::<Vec<_>>()));
        return None;
    }
    if !listed.contains(&value) {
        let known: Vec<String> = listed.iter().map(|id| reading.word(id)).collect();
        let read = reading.word(&value);
        let fix =
            nearest(&read, known.iter().map(String::as_str)).map(|text| Fix { span: cell.span, text: text.into() });
        reading.report(diagnostic::unlisted_value(cell.span, read, known.join(", "), fix));
        return None;
    }
    Some(AnyOr::Is(value))
}

/// Rows of one priority promise the same, and no two rows match one case.
fn agree(reading: &mut ClauseReading<'_, '_>, table: &Priorities, places: &[Span]) {
    let rows: Vec<(&PriorityRow, Span)> = table.rows.iter().zip(places.iter().copied()).collect();
    for (n, (row, span)) in rows.iter().enumerate() {
        let above = rows.iter().take(n);
        for (other, first) in above {
            let promise = |row: &PriorityRow| (row.reaction, row.reaction_on.clone(), row.update);
            if other.priority == row.priority && promise(other) != promise(row) {
                let priority = reading.word(&row.priority);
                reading.report(diagnostic::rows_disagree(*span, priority, *first));
            }
            let told_apart = asks_for_facts(table);
            if told_apart && meets(&other.effect, &row.effect) && meets(&other.extent, &row.extent) {
                reading.report(diagnostic::overlapping_rows(*span, *first));
            }
        }
    }
}

/// Every limit of a table.
fn limits(table: &Priorities) -> impl Iterator<Item = Deadline> {
    table.rows.iter().flat_map(|row| row.reaction.into_iter().chain(row.update))
}

/// Whether the rows are for effects and extents; else priorities are whoever's who sets them.
fn asks_for_facts(table: &Priorities) -> bool {
    let asks = |row: &PriorityRow| row.effect != AnyOr::Any || row.extent != AnyOr::Any;
    !table.effects.is_empty() || !table.extents.is_empty() || table.rows.iter().any(asks)
}

/// Whether one value can match both cells; `otherwise` is what the others leave.
fn meets(one: &AnyOr, other: &AnyOr) -> bool {
    match (one, other) {
        (AnyOr::Is(one), AnyOr::Is(other)) => one == other,
        (AnyOr::Any, AnyOr::Any | AnyOr::Is(_)) | (AnyOr::Is(_), AnyOr::Any) | (AnyOr::Otherwise, AnyOr::Otherwise) => {
            true
        }
        (AnyOr::Otherwise, _) | (_, AnyOr::Otherwise) => false,
    }
}

/// The row that the clause's sentence names must be there.
fn otherwise_row(reading: &mut ClauseReading<'_, '_>, table: &Priorities, clause: &ClauseText) {
    let named = statements(clause).find(|statement| statement.said.id == ids::PRIORITIES_WITHOUT_CHANNEL);
    let missing = |row: &Id| !table.rows.iter().any(|other| other.priority == *row);
    if let (Some(statement), Some(otherwise)) = (named, &table.without_channel)
        && missing(&otherwise.row)
    {
        let mut known: Vec<String> = table.rows.iter().map(|row| reading.word(&row.priority)).collect();
        known.dedup();
        let (span, read) = (statement.place("row"), reading.word(&otherwise.row));
        let fix = nearest(&read, known.iter().map(String::as_str)).map(|text| Fix { span, text: text.into() });
        reading.report_gap(diagnostic::no_such_row(span, read, known.join(", "), fix));
    }
}

pub(super) fn say(table: &Priorities) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(category) = &table.category {
        parts.push(part(of(ids::PRIORITIES_CATEGORY).with("category", Value::Name(category.clone()))));
    }
    if let Some(window) = &table.runs_during {
        parts.push(part(of(ids::PRIORITIES_RUNS).with("window", Value::Ref(window.clone()))));
    }
    if !table.effects.is_empty() {
        parts.push(part(of(ids::PRIORITIES_EFFECTS).with("effects", terms::say_names(&table.effects))));
    }
    if !table.extents.is_empty() {
        parts.push(part(of(ids::PRIORITIES_EXTENTS).with("extents", terms::say_names(&table.extents))));
    }
    if let Some(party) = table.set_by {
        parts.push(part(of(ids::PRIORITIES_SET_BY).with("party", party.say("party"))));
    }
    if let Some(starts) = &table.starts {
        parts.push(part(match starts {
            Starts::WhenComplete(stated) => {
                let stated: Vec<Value> = stated.iter().map(|stated| stated.say("stated")).collect();
                of(ids::PRIORITIES_STARTS_COMPLETE).with("stated", stated)
            }
            Starts::AtReport => of(ids::PRIORITIES_STARTS_REPORT),
            Starts::WhenDetected => of(ids::PRIORITIES_STARTS_DETECTED),
            Starts::Earliest => of(ids::PRIORITIES_STARTS_EARLIEST),
        }));
    }
    if !table.rows.is_empty() {
        let mut columns = vec![
            ids::COLUMN_PRIORITIES_PRIORITY,
            ids::COLUMN_PRIORITIES_EFFECT,
            ids::COLUMN_PRIORITIES_EXTENT,
            ids::COLUMN_PRIORITIES_REACTION,
            ids::COLUMN_PRIORITIES_REACTION_ON,
            ids::COLUMN_PRIORITIES_UPDATE,
        ];
        let mut rows: Vec<Vec<Said>> = table.rows.iter().map(say_row).collect();
        if !asks_for_facts(table) {
            columns.drain(1..3);
            rows.iter_mut().for_each(|row| drop(row.drain(1..3)));
        }
        parts.push(Part::Table(columns, rows));
    }
    if let Some(otherwise) = &table.without_channel {
        let said = of(ids::PRIORITIES_WITHOUT_CHANNEL).with("channel", otherwise.channel.say("channel_by"));
        parts.push(part(said.with("row", Value::Name(otherwise.row.clone()))));
    }
    if let Some(later) = &table.later_call {
        parts.push(part(of(ids::PRIORITIES_LATER_CALL).with("channel", later.channel.say("channel_by"))));
    }
    let update = table.update_is_message.then_some(ids::PRIORITIES_UPDATE);
    let restoration = table.no_restoration_period.then_some(ids::PRIORITIES_NO_RESTORATION);
    let reopened = match table.reopened {
        Some(Reopened::Within(days)) if days != 1 => {
            Some(of(ids::PRIORITIES_REOPENED_WITHIN).with("days", i64::from(days)))
        }
        other => chosen(other, &REOPENED).map(of),
    };
    let said = [
        chosen(table.reaction, &REACTION),
        chosen(table.in_time, &IN_TIME),
        update,
        chosen(table.update_arm, &UPDATE_ARM),
        chosen(table.silence, &SILENCE),
        chosen(table.update_end, &UPDATE_END),
        chosen(table.closing, &CLOSING),
        chosen(table.working_day_end, &WORKING_END),
        chosen(table.day_end, &DAY_END),
        chosen(table.day_moves, &DAY_MOVES),
        chosen(table.pause, &PAUSE),
        chosen(table.waiting, &WAITING),
        chosen(table.raised, &CHANGED),
    ];
    parts.extend(said.into_iter().flatten().map(|id| part(of(id))));
    parts.extend(reopened.map(part));
    let last = [chosen(table.belongs, &BELONGS), restoration];
    parts.extend(last.into_iter().flatten().map(|id| part(of(id))));
    parts.extend(days::say(table));
    parts
}

fn say_row(row: &PriorityRow) -> Vec<Said> {
    let key = |value: &AnyOr, any: PhraseId, otherwise: PhraseId, is: PhraseId| match value {
        AnyOr::Any => of(any),
        AnyOr::Otherwise => of(otherwise),
        AnyOr::Is(id) => of(is).with("value", Value::Name(id.clone())),
    };
    let limit = |deadline: Option<Deadline>, none: PhraseId, within: PhraseId| match deadline {
        None => of(none),
        Some(limit) => of(within).with("limit", terms::say_limit(limit)),
    };
    let on = match &row.reaction_on {
        ChannelCondition::AnyChannel => of(ids::CELL_PRIORITIES_REACTION_ON_ANY),
        ChannelCondition::ReportBy(channels) => {
            let channels: Vec<Value> = channels.iter().map(|channel| channel.say("channel_by")).collect();
            of(ids::CELL_PRIORITIES_REACTION_ON_BY).with("channels", channels)
        }
    };
    vec![
        of(ids::CELL_PRIORITIES_PRIORITY_IS).with("priority", Value::Name(row.priority.clone())),
        key(
            &row.effect,
            ids::CELL_PRIORITIES_EFFECT_ANY,
            ids::CELL_PRIORITIES_EFFECT_OTHERWISE,
            ids::CELL_PRIORITIES_EFFECT_IS,
        ),
        key(
            &row.extent,
            ids::CELL_PRIORITIES_EXTENT_ANY,
            ids::CELL_PRIORITIES_EXTENT_OTHERWISE,
            ids::CELL_PRIORITIES_EXTENT_IS,
        ),
        limit(row.reaction, ids::CELL_PRIORITIES_REACTION_NONE, ids::CELL_PRIORITIES_REACTION_WITHIN),
        on,
        limit(row.update, ids::CELL_PRIORITIES_UPDATE_NONE, ids::CELL_PRIORITIES_UPDATE_WITHIN),
    ]
}
