//! What a priority table's rows take: which report comes to which row, by which channel its reaction is owed.
//! What their clocks do is left to `deadlines` and `clocks`.

use super::{
    ground::Ground,
    made::{Made, of_case, set},
};
use crate::{
    clauses::Term,
    model::{AnyOr, Channel, ChannelCondition, Item, Party, Priorities, Starts},
    name::Id,
    phrase::{Said, Value, ids},
    time::{Instant, Interval, Millis, ServiceClock},
    verdict::{Promise, Step},
};

/// More combinations of effect and extent than these are not told.
const MOST_KEYS: usize = 60;

/// A priority table with what scenarios need of it.
pub(super) struct Table<'a> {
    pub(super) body: &'a Priorities,
    /// The window in which its clocks run, if one is named.
    pub(super) clock: Option<&'a ServiceClock>,
    /// An ordinary opening of it.
    pub(super) day: Interval,
    /// The channels by which cases are reported.
    pub(super) channels: Vec<Channel>,
    /// Whoever sets priorities.
    pub(super) sets: Party,
    /// How a case comes to each row: its effect and extent, else its priority.
    pub(super) keys: Vec<Keys>,
    /// Where its name stands before that of a scenario: there are other tables.
    pub(super) named: Option<&'a Id>,
}

/// How a case comes to a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) effect: Option<Id>,
    pub(super) extent: Option<Id>,
    pub(super) priority: Option<Id>,
}

impl<'a> Table<'a> {
    pub(super) fn all(ground: &'a Ground<'a>) -> Vec<Table<'a>> {
        let tables = &ground.model.priorities;
        let several = tables.len() > 1;
        let table = |clause: &'a crate::model::Clause<Priorities>| {
            let body = &clause.body;
            let clock = body.runs_during.as_ref().and_then(|window| ground.clock(window));
            let mut table = Table {
                body,
                clock,
                day: ground.ordinary(clock),
                channels: channels(ground, body),
                sets: body.set_by.unwrap_or(Party::Provider),
                keys: Vec::new(),
                named: several.then_some(&clause.name),
            };
            table.keys = table.find_keys(ground);
            table
        };
        tables.iter().map(table).collect()
    }

    /// The name of a scenario of this table.
    pub(super) fn name(&self, said: Said) -> Said {
        match self.named {
            Some(table) => Said::new(ids::MADE_OF_TABLE).with("table", Value::Name(table.clone())).with("name", said),
            None => said,
        }
    }

    /// Each combination of effect and extent, and what only says one of them.
    pub(super) fn combinations(&self) -> Vec<Keys> {
        let (effects, extents) = (self.effects(), self.extents());
        let mut all: Vec<Keys> = Vec::new();
        for effect in &effects {
            let keys = Keys { effect: Some(effect.clone()), ..Keys::default() };
            all.extend(extents.iter().map(|extent| Keys { extent: Some(extent.clone()), ..keys.clone() }));
            all.push(keys);
        }
        all.truncate(MOST_KEYS);
        all
    }

    fn effects(&self) -> Vec<Id> {
        listed(&self.body.effects, self.body.rows.iter().map(|row| &row.effect))
    }

    fn extents(&self) -> Vec<Id> {
        listed(&self.body.extents, self.body.rows.iter().map(|row| &row.extent))
    }

    /// The first combination that comes to each row; else its priority.
    fn find_keys(&self, ground: &Ground<'_>) -> Vec<Keys> {
        let rows = self.body.rows.len();
        let mut found: Vec<Option<Keys>> = vec![None; rows];
        let all = self.combinations();
        // A whole combination tells more than half of one.
        let whole =
            all.iter().filter(|keys| keys.extent.is_some()).chain(all.iter().filter(|keys| keys.extent.is_none()));
        for keys in whole {
            let made = Made::new(Said::new(ids::MADE_CHANNELS)).all(self.day.from, self.report(1, keys, None));
            let judged = ground.judged(&made.events, Promise::Reaction, self.day.from);
            let row = judged.iter().flat_map(|judgement| &judgement.reason.steps).find_map(|step| match step {
                Step::RowApplies { cite, .. } => match cite.item {
                    Item::Row(row) => usize::try_from(row).ok()?.checked_sub(1),
                    Item::Heading | Item::Statement(_) => None,
                },
                _ => None,
            });
            if let Some(slot) = row.and_then(|row| found.get_mut(row)) {
                slot.get_or_insert_with(|| keys.clone());
            }
        }
        let by_priority =
            |row: usize| Keys { priority: self.body.rows.get(row).map(|row| row.priority.clone()), ..Keys::default() };
        found.into_iter().enumerate().map(|(row, keys)| keys.unwrap_or_else(|| by_priority(row))).collect()
    }

    /// A channel by which the row's reaction is owed.
    pub(super) fn channel(&self, row: usize) -> Channel {
        match self.body.rows.get(row).map(|row| &row.reaction_on) {
            Some(ChannelCondition::ReportBy(channels)) => channels.first().copied().unwrap_or(Channel::Phone),
            Some(ChannelCondition::AnyChannel) | None => self.channels.first().copied().unwrap_or(Channel::Phone),
        }
    }

    /// The sentences by which the n-th case is reported and comes to a row.
    pub(super) fn reported(&self, n: usize, row: usize) -> Vec<Said> {
        let keys = self.keys.get(row).cloned().unwrap_or_default();
        self.report(n, &keys, Some(self.channel(row)))
    }

    pub(super) fn report(&self, n: usize, keys: &Keys, channel: Option<Channel>) -> Vec<Said> {
        let channel = channel.or(self.channels.first().copied()).unwrap_or(Channel::Phone);
        let said = |id| of_case(id, n).with("channel", channel.say("channel_by"));
        let mut all = Vec::new();
        if self.body.starts == Some(Starts::WhenDetected) {
            all.push(of_case(ids::TOLD_DETECTED, n));
        }
        let name = |id: &Id| Value::Name(id.clone());
        let report = match (&keys.effect, &keys.extent, &self.body.category) {
            (Some(effect), Some(extent), _) => {
                said(ids::TOLD_REPORTED_EXTENT).with("effect", name(effect)).with("extent", name(extent))
            }
            (Some(effect), None, _) => said(ids::TOLD_REPORTED_EFFECT).with("effect", name(effect)),
            (None, _, Some(category)) => said(ids::TOLD_REPORTED_CATEGORY).with("category", name(category)),
            (None, _, None) => said(ids::TOLD_REPORTED),
        };
        all.push(report);
        all.extend(keys.priority.as_ref().map(|priority| set(n, priority, self.sets)));
        all
    }

    /// When the n-th row's clock for a promise is due, if it has begun with these events.
    pub(super) fn due(&self, ground: &Ground<'_>, made: &Made, promise: Promise, as_of: Instant) -> Option<Instant> {
        let judged = ground.judged(&made.events, promise, as_of);
        judged.iter().rev().find_map(|judgement| match &judgement.figures {
            crate::verdict::Figures::Deadline(deadline) => deadline.due_at,
            _ => None,
        })
    }
}

/// Each combination by each channel, and each row by each channel.
pub(super) fn make(ground: &Ground<'_>, table: &Table<'_>, made: &mut Vec<Made>) {
    let at = table.day.from + Millis::minutes(30);
    let by_channels = |name: Said, keys: &Keys| {
        let mut scenario = Made::new(table.name(name));
        for (n, channel) in (1..).zip(&table.channels) {
            scenario = scenario.all(at, table.report(n, keys, Some(*channel)));
        }
        for (n, _) in (1..).zip(&table.channels) {
            scenario = scenario.ask(at, of_case(ids::QUESTION_REACTION, n)).ask(at, of_case(ids::QUESTION_UPDATES, n));
        }
        scenario
    };
    for keys in table.combinations() {
        let name = match (&keys.effect, &keys.extent) {
            (Some(effect), Some(extent)) => Said::new(ids::MADE_KEYS)
                .with("effect", Value::Name(effect.clone()))
                .with("extent", Value::Name(extent.clone())),
            (effect, _) => {
                let effect = effect.iter().map(|effect| Value::Name(effect.clone())).next();
                Said::new(ids::MADE_KEYS_EFFECT).with("effect", effect.unwrap_or_else(|| Value::from("")))
            }
        };
        made.push(by_channels(name, &keys));
    }
    for (number, row) in (1_i64..).zip(&table.body.rows) {
        let keys = Keys { priority: Some(row.priority.clone()), ..Keys::default() };
        let name =
            Said::new(ids::MADE_CHANNELS).with("row", number).with("priority", Value::Name(row.priority.clone()));
        made.push(by_channels(name, &keys));
    }
    let _ = ground;
}

/// The channels of the desks, and those that rows name; by phone and by e-mail at least.
fn channels(ground: &Ground<'_>, table: &Priorities) -> Vec<Channel> {
    let mut all = vec![Channel::Phone, Channel::Email];
    let desks = ground.model.desks.iter().flat_map(|desk| desk.body.rows.iter().map(|row| row.channel));
    let rows = table.rows.iter().flat_map(|row| match &row.reaction_on {
        ChannelCondition::ReportBy(channels) => channels.clone(),
        ChannelCondition::AnyChannel => Vec::new(),
    });
    for channel in desks.chain(rows) {
        if !all.contains(&channel) {
            all.push(channel);
        }
    }
    all
}

fn listed<'r>(declared: &[Id], keys: impl Iterator<Item = &'r AnyOr>) -> Vec<Id> {
    let mut all = declared.to_vec();
    for key in keys {
        if let AnyOr::Is(id) = key
            && !all.contains(id)
        {
            all.push(id.clone());
        }
    }
    all
}
