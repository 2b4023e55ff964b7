//! Scenarios of what is seen of a service: short and uneven runs, parts, checks of monitoring, periods partly in force.
//! What an outage is otherwise is left to `outages`.

use super::{made::Made, outages::Promised};
use crate::{
    compile::periods,
    name::Id,
    phrase::{PhraseId, Said, Value, ids},
    time::{Instant, Interval, Millis},
};

pub(super) fn make(promised: &Promised<'_>, made: &mut Vec<Made>) {
    made.extend(runs(promised));
    made.extend(parts(promised));
    made.extend(terms(promised));
    made.extend(checks(promised));
}

/// Runs as long as the shortest that counts, and a millisecond shorter; a minute but for a millisecond.
fn runs(promised: &Promised<'_>) -> Vec<Made> {
    let rule = promised.ground.model.outage.as_ref().map(|clause| &clause.body);
    let from = promised.usual().from;
    let shortest = rule.and_then(|rule| rule.shortest).unwrap_or(Millis::minutes(1));
    let lengths = [
        (ids::MADE_RUN, shortest),
        (ids::MADE_SHORTER_RUN, shortest - Millis(1)),
        (ids::MADE_UNEVEN_RUN, shortest + Millis(59_999)),
    ];
    let one = |(name, length): (PhraseId, Millis)| {
        let said = Said::new(name).with("length", Value::Duration(length));
        promised.asked(promised.down(
            promised.named(said),
            promised.say(ids::TOLD_DOWN),
            Interval::new(from, from + length),
        ))
    };
    lengths.into_iter().filter(|(_, length)| *length > Millis::ZERO).map(one).collect()
}

/// One part down, then one more, until all are.
fn parts(promised: &Promised<'_>) -> Option<Made> {
    let parts = &promised.body.parts;
    let from = promised.usual().from;
    let of = |id: PhraseId, part: &Id| promised.say(id).with("part", Value::Name(part.clone()));
    let step = |n: usize| from + Millis::minutes(7 * i64::try_from(n).unwrap_or(0));
    let told = parts.iter().enumerate().fold(promised.named(Said::new(ids::MADE_PARTS)), |told, (n, part)| {
        told.at(step(n), of(ids::TOLD_PART_DOWN, part))
    });
    let end = step(parts.len());
    let told = parts.iter().fold(told, |told, part| told.at(end, of(ids::TOLD_PART_UP, part)));
    (!parts.is_empty()).then(|| promised.asked(told))
}

/// The periods in which the contract comes into force and ends.
fn terms(promised: &Promised<'_>) -> Vec<Made> {
    let term = promised.ground.program.term();
    let edges = [(ids::MADE_TERM_BEGINS, term.from), (ids::MADE_TERM_ENDS, term.until - Millis(1))];
    let one = |(name, at): (PhraseId, Instant)| {
        let known = at > Instant::MIN && at < Instant::MAX - Millis::hours(24);
        let range = Interval::new(at, at + Millis(1));
        let period = known.then(|| periods(promised.per, range, promised.ground.zone).into_iter().next())??;
        let cut = period.intersect(term);
        let from = promised.clock.open_at_or_after(cut.from).ok()??;
        let span = Interval::new(from, from + Millis::minutes(90));
        let told = promised.down(promised.named(Said::new(name)), promised.say(ids::TOLD_DOWN), span);
        (cut.length() < period.length()).then(|| promised.asked_of(told, period))
    };
    edges.into_iter().filter_map(one).collect()
}

/// Checks of monitoring: in time, one that is late by a millisecond, and as many failures as an outage takes.
fn checks(promised: &Promised<'_>) -> Vec<Made> {
    let Some(rule) = promised.ground.model.outage.as_ref().map(|clause| &clause.body) else { return Vec::new() };
    let Some(every) = rule.check_every else { return Vec::new() };
    let takes = rule.failed_checks.map_or(1, |failed| i64::from(failed.count));
    let from = promised.usual().from;
    let check = |ok: bool| promised.say(if ok { ids::TOLD_CHECK_OK } else { ids::TOLD_CHECK_FAILED });
    let series = |name: Said, late: Millis, failed: i64| {
        let at = |n: i64| from + Millis(every.0 * n) + if n > 1 { late } else { Millis::ZERO };
        let told = (0..2).fold(promised.named(name), |told, n| told.at(at(n), check(true)));
        let told = (2..2 + failed).fold(told, |told, n| told.at(at(n), check(false)));
        promised.asked((2 + failed..4 + failed).fold(told, |told, n| told.at(at(n), check(true))))
    };
    let failed = |n: i64| Said::new(ids::MADE_CHECKS_FAILED).with("n", n);
    let mut made = vec![
        series(Said::new(ids::MADE_CHECKS), Millis::ZERO, 0),
        series(Said::new(ids::MADE_CHECK_LATE), Millis(1), 0),
        series(failed(takes), Millis::ZERO, takes),
    ];
    if takes > 1 {
        made.push(series(failed(takes - 1), Millis::ZERO, takes - 1));
    }
    made
}
