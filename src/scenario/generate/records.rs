//! Scenarios of what is recorded: delivered twice, known late, corrected, contradicting what was recorded before.
//! What the records are about is left to the neighbours.

use super::{made::Made, outages::Promised};
use crate::{
    model::Excluded,
    phrase::{Said, Value, ids},
    time::Millis,
};

pub(super) fn make(promised: &Promised<'_>, made: &mut Vec<Made>) {
    let usual = promised.usual();
    let week = Millis::hours(7 * 24);
    let down = || promised.say(ids::TOLD_DOWN);
    let up = || promised.say(ids::TOLD_UP);
    let named = |id| promised.named(Said::new(id));
    let twice = named(ids::MADE_DUPLICATE).at(usual.from, down()).at(usual.from, Said::new(ids::TOLD_DELIVERED_AGAIN));
    made.push(promised.asked(twice.at(usual.until, up())));
    let late = named(ids::MADE_LATE).at(usual.from, down()).known(usual.until, usual.until + week, up());
    let asked = super::made::in_period(
        ids::QUESTION_AVAILABILITY,
        promised.id,
        promised.per,
        promised.period.from,
        promised.ground.zone,
    );
    made.push(promised.asked(late.ask(usual.until, asked.clone())));
    let other = Value::Instant(usual.from + Millis::minutes(30));
    let corrected = named(ids::MADE_CORRECTED_TIME).at(usual.from, down());
    let corrected =
        corrected.at(usual.from + week, Said::new(ids::TOLD_HAPPENED_AT).with("at", other)).at(usual.until, up());
    made.push(promised.asked(corrected.ask(usual.until, asked.clone())));
    made.push(promised.asked(named(ids::MADE_UP_ONLY).at(usual.until, up())));
    let again = named(ids::MADE_DOWN_TWICE).at(usual.from, down()).at(usual.from + Millis::minutes(30), down());
    made.push(promised.asked(again.at(usual.until, up())));
    made.push(promised.asked(named(ids::MADE_STILL_DOWN).at(usual.from, down()).ask(usual.until, asked.clone())));
    let causes = match &promised.body.excluded {
        Some(Excluded::CausedBy(causes)) => causes.as_slice(),
        Some(Excluded::Nothing) | None => &[],
    };
    for cause in causes {
        let found = promised.say(ids::TOLD_CAUSE_FOUND).with("cause", Value::Name(cause.clone()));
        let said = Said::new(ids::MADE_CAUSE_FOUND).with("cause", Value::Name(cause.clone()));
        let told = promised.named(said).at(usual.from, down()).at(usual.until, up()).at(usual.until + week, found);
        made.push(promised.asked(told.ask(usual.until + week - Millis(1), asked.clone())));
    }
}
