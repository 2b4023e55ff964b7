//! What the words of events mean in a contract: ids, or any language's words of its glossary.

use klausel::{
    Id,
    event::Report,
    model::{AnyOr, Channel, Evidence, Instants, Model, Party, Priorities, PriorityRow},
    time::{Instant, Millis},
};

/// The name that a word means; a word of no glossary means itself.
pub(super) fn name(model: &Model, word: &str) -> Id {
    model.glossary.id(word).unwrap_or_else(|| Id::of(word))
}

/// A name, if the contract has it at all.
pub(super) fn declared(model: &Model, word: &str) -> Option<Id> {
    let id = name(model, word);
    let in_table = |table: &Priorities| {
        let keys = table.rows.iter().flat_map(|row| [&row.effect, &row.extent]);
        let is_key = keys.into_iter().any(|key| *key == AnyOr::Is(id.clone()));
        is_key
            || table.rows.iter().any(|row| row.priority == id)
            || table.category.as_ref() == Some(&id)
            || table.effects.contains(&id)
            || table.extents.contains(&id)
    };
    let known = model.glossary.iter().any(|(held, _)| *held == id)
        || model.priorities.iter().any(|clause| in_table(&clause.body))
        || model.services.iter().any(|clause| clause.name == id);
    known.then_some(id)
}

/// The channel of a contact; a voice message is what a desk says that it is.
pub(super) fn channel(model: &Model, contact: &Report) -> Option<Channel> {
    match contact.channel.as_deref()? {
        "phone" => Some(Channel::Phone),
        "e-mail" => Some(Channel::Email),
        "portal" => Some(Channel::Portal),
        "chat" => Some(Channel::Chat),
        "voicemail" => model.desks.iter().find_map(|desk| desk.body.voicemail_counts_as),
        _ => None,
    }
}

pub(super) fn party(word: Option<&str>) -> Option<Party> {
    match word? {
        "provider" => Some(Party::Provider),
        "customer" => Some(Party::Customer),
        _ => None,
    }
}

/// Whether a form that was kept is the one that was demanded: writing is text form too.
pub(super) fn has_form(word: Option<&str>, demanded: Evidence) -> bool {
    match demanded {
        Evidence::AnyForm => true,
        Evidence::TextForm => matches!(word, Some("text_form" | "writing")),
        Evidence::Writing => word == Some("writing"),
    }
}

/// The first row of a priority: "rows of one priority promise the same".
pub(super) fn row<'t>(table: &'t Priorities, priority: &Id) -> Option<&'t PriorityRow> {
    table.rows.iter().find(|row| row.priority == *priority)
}

/// The priority that the first matching row gives for an effect and an extent; `None` where that depends on what was not
/// said.
pub(super) fn derived(table: &Priorities, effect: Option<&Id>, extent: Option<&Id>) -> Option<Id> {
    let fits = |cell: &AnyOr, said: Option<&Id>| match cell {
        AnyOr::Any | AnyOr::Otherwise => Some(true),
        AnyOr::Is(id) => said.map(|said| said == id),
    };
    for row in &table.rows {
        match (fits(&row.effect, effect), fits(&row.extent, extent)) {
            (Some(false), _) | (_, Some(false)) => {}
            (Some(true), Some(true)) => return Some(row.priority.clone()),
            _ => return None,
        }
    }
    None
}

/// The place of a priority in its table: the order of the rows, most urgent first.
pub(super) fn rank(table: &Priorities, priority: Option<&Id>) -> Option<usize> {
    table.rows.iter().position(|row| Some(&row.priority) == priority)
}

/// "An instant is UTC in whole milliseconds. Choice: instants cut to the whole minute" that the clocks show.
pub(super) fn cut(model: &Model, at: Instant) -> Instant {
    match model.head.instants {
        Some(Instants::Minute) => at - Millis(i64::from(model.head.zone.local(at).1.as_millis() % 60_000)),
        Some(Instants::Millisecond) | None => at,
    }
}
