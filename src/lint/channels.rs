//! A table that demands a channel and says nothing of the others (K502): by them no reaction is owed at all, which a reader
//! of the limits beside it does not expect.

use super::Looking;
use crate::{
    clauses::Term,
    diagnostic,
    model::{ChannelCondition, Kind},
    phrase::{Said, Value, ids},
    syntax::Block,
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::Priorities, &model.priorities) {
        let table = &clause.body;
        let demanded = table.rows.iter().find_map(|row| match &row.reaction_on {
            ChannelCondition::ReportBy(channels) => channels.first().copied(),
            ChannelCondition::AnyChannel => None,
        });
        if let (Some(channel), None, Some(last)) = (demanded, &table.without_channel, table.rows.last()) {
            let said = Said::new(ids::PRIORITIES_WITHOUT_CHANNEL).with("channel", channel.say("channel_by"));
            let example = looking.say(&said.with("row", Value::Name(last.priority.clone())));
            let place = text.blocks.iter().find_map(|block| match block {
                Block::Table(table) => Some(table.span),
                Block::Statement(_) | Block::Wording { .. } => None,
            });
            looking.note(diagnostic::channel_without_row(place.unwrap_or(text.span), example));
        }
    }
}
