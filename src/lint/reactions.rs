//! A reaction that takes longer than the window is open at a stretch (K518): 24 h of service time are days, where a reader
//! takes them for tomorrow. The note says when a report at an opening would be due.

use super::{Looking, rough};
use crate::{
    diagnostic,
    model::Kind,
    name::Id,
    syntax::{Block, Statement},
    time::{Date, Instant, Interval, Millis},
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::Priorities, &model.priorities) {
        let Some(window) = clause.body.runs_during.as_ref() else { continue };
        let cells = text.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.iter().filter_map(|row| table.cell(row, "reaction"))),
            Block::Statement(_) | Block::Wording { .. } => None,
        });
        let limit = |cell: &Statement| cell.said.slots.duration("limit");
        let longest = cells.flatten().filter_map(|cell| Some((cell, limit(cell)?))).max_by_key(|(_, limit)| *limit);
        let Some((cell, limit)) = longest else { continue };
        if let Some((open, reported, due)) = straddles(looking, window, limit) {
            let zone = model.head.zone;
            let name = looking.printer.word(window);
            let example = (zone.local(reported), zone.local(due));
            looking.note(diagnostic::longer_than_open(cell.span, limit, (name, open), example));
        }
    }
}

/// How long a window is open at a stretch, where that is less than a limit; and an opening with when the limit is due.
fn straddles(looking: &mut Looking<'_>, window: &Id, limit: Millis) -> Option<(Millis, Instant, Instant)> {
    if rough::stretch(looking.model, window).is_some_and(|stretch| limit <= stretch) {
        return None;
    }
    let clock = looking.clock(window)?;
    let zone = looking.model.head.zone;
    // A month shows how long it is open at a stretch, and needs no more than a year laid out.
    let february = zone.first_instant_of(Date::new(looking.first_year(), 2, 1)?);
    let month = Interval::new(february, zone.first_instant_of(Date::new(looking.first_year(), 3, 1)?));
    let longest = clock.windows(month).ok()?.map(|open| open.length()).max()?;
    let opening = clock.open_at_or_after(february).ok()??;
    let due = clock.due(opening, limit).ok()??;
    (longest < limit).then_some((longest, opening, due))
}
