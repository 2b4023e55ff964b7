//! Scenarios of a service's availability: the budget used exactly and exceeded, outages over the edges of windows and
//! periods. What is excluded is left to `exclusions`, planned downtime to `planned`, late facts to `records`.

use super::{
    ground::Ground,
    made::{Made, in_period, of_service},
};
use crate::{
    compile::period_of,
    engine::{Instants, Subject},
    model::{Availability, Excluded, PeriodKind, Service},
    name::Id,
    phrase::{PhraseId, Said, Value, ids},
    time::{Instant, Interval, Millis, ServiceClock},
    verdict::{Figures, Promise},
};

/// A promised service with what scenarios need of it.
pub(super) struct Promised<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) id: &'a Id,
    pub(super) body: &'a Service,
    pub(super) per: PeriodKind,
    pub(super) clock: &'a ServiceClock,
    /// The measuring period that ordinary outages lie in.
    pub(super) period: Interval,
    /// An ordinary opening of the window of its base.
    pub(super) day: Interval,
    /// The downtime that is allowed in the period; `None`: it is not judged.
    allowed: Option<Millis>,
}

impl<'a> Promised<'a> {
    /// The promised services; of one clause for many services the first.
    pub(super) fn all(ground: &'a Ground<'a>) -> Vec<Promised<'a>> {
        let promised = |clause: &'a crate::model::Clause<Service>| {
            let body = &clause.body;
            let Some(Availability::AtLeast { per, .. }) = body.availability else { return None };
            let window = body.base.as_ref().map(|base| &base.window).or(body.operated_during.as_ref())?;
            let clock = ground.clock(window)?;
            let day = ground.ordinary(Some(clock));
            let period = period_of(per, day.from, ground.zone)?;
            let id = body.names(&clause.name).first()?;
            let allowed = allowed(ground, id, period);
            Some(Promised { ground, id, body, per, clock, period, day, allowed })
        };
        ground.model.services.iter().filter_map(promised).collect()
    }

    pub(super) fn named(&self, said: Said) -> Made {
        Made::new(Said::new(ids::MADE_OF_SERVICE).with("service", Value::Name(self.id.clone())).with("name", said))
    }

    pub(super) fn say(&self, id: PhraseId) -> Said {
        of_service(id, self.id)
    }

    /// Its availability in the period that begins there, asked when it is over.
    pub(super) fn asked_of(&self, made: Made, period: Interval) -> Made {
        let said = in_period(ids::QUESTION_AVAILABILITY, self.id, self.per, period.from, self.ground.zone);
        made.ask(period.until, said)
    }

    pub(super) fn asked(&self, made: Made) -> Made {
        self.asked_of(made, self.period)
    }

    /// Down from and until, as one sentence says that it is.
    pub(super) fn down(&self, made: Made, said: Said, span: Interval) -> Made {
        made.at(span.from, said).at(span.until, self.say(ids::TOLD_UP))
    }

    /// From the first opening of the period in force until so much time has been used up.
    fn first_used_up(&self, length: Millis) -> Option<Interval> {
        let from = self.clock.open_at_or_after(self.period.from.max(self.ground.program.term().from)).ok()??;
        Some(Interval::new(from, self.clock.due(from, length).ok()??))
    }

    /// As long as makes the difference: a second more than is allowed.
    pub(super) fn exceeding(&self) -> Interval {
        let exceeding = self.allowed.and_then(|allowed| self.first_used_up(allowed + Millis(1_000)));
        exceeding.unwrap_or_else(|| self.usual())
    }

    /// An hour and a half on an ordinary day.
    pub(super) fn usual(&self) -> Interval {
        let from = self.day.from + Millis::minutes(30);
        Interval::new(from, from + Millis::minutes(90).min(self.day.length()))
    }
}

pub(super) fn make(promised: &Promised<'_>, made: &mut Vec<Made>) {
    made.push(promised.asked(promised.named(Said::new(ids::MADE_NO_OUTAGE))));
    made.extend(budget(promised));
    made.extend(edges(promised));
}

/// An outage that uses what is allowed exactly, and one that lasts a second more.
fn budget(promised: &Promised<'_>) -> Vec<Made> {
    let Some(allowed) = promised.allowed else { return Vec::new() };
    let one = |name: PhraseId, length: Millis| {
        let span = promised.first_used_up(length)?;
        let down = promised.down(promised.named(Said::new(name)), promised.say(ids::TOLD_DOWN), span);
        let budget =
            in_period(ids::QUESTION_BUDGET, promised.id, promised.per, promised.period.from, promised.ground.zone);
        Some(promised.asked(down).ask(promised.period.until, budget))
    };
    let made = [
        one(ids::MADE_BUDGET_USED, allowed),
        one(ids::MADE_BUDGET_EXCEEDED, allowed + Millis(1_000)),
        one(ids::MADE_BUDGET_HALF, Millis(allowed.0 / 2)),
    ];
    made.into_iter().flatten().collect()
}

/// Outages over the edges of windows, nights, weekends, special days and periods; overlapping and adjoining ones.
fn edges(promised: &Promised<'_>) -> Vec<Made> {
    let (day, hour, half) = (promised.day, Millis::hours(1), Millis::minutes(30));
    let one = |name: PhraseId, span: Interval| {
        promised.down(promised.named(Said::new(name)), promised.say(ids::TOLD_DOWN), span)
    };
    let next = promised.clock.next_opening(day.until).ok().flatten().unwrap_or(day.until + Millis::hours(14));
    let mut made = vec![
        promised.asked(one(ids::MADE_UNTIL_OPENING, Interval::new(day.from - hour, day.from))),
        promised.asked(one(ids::MADE_FROM_CLOSING, Interval::new(day.until, day.until + hour))),
        promised.asked(one(ids::MADE_OVER_OPENING, Interval::new(day.from - half, day.from + half))),
        promised.asked(one(ids::MADE_OVER_CLOSING, Interval::new(day.until - half, next + half))),
        promised.asked(one(ids::MADE_WEEK, Interval::new(day.from + half, day.from + Millis::hours(7 * 24)))),
    ];
    for (special, span) in promised.ground.special() {
        let name = Said::new(ids::MADE_OVER_DAY).with("day", Said::new(special.phrase()));
        let span = Interval::new(span.from - hour, span.until + hour);
        let down = promised.down(promised.named(name), promised.say(ids::TOLD_DOWN), span);
        let Some(period) = period_of(promised.per, span.from, promised.ground.zone) else { continue };
        made.push(promised.asked_of(down, period));
    }
    // Over the end of a measuring period: each has its own part.
    let until = promised.period.until;
    let (last, first) =
        (promised.ground.closing_before(Some(promised.clock), until), promised.clock.open_at_or_after(until));
    if let (Ok(Some(first)), Some(after)) = (first, period_of(promised.per, until, promised.ground.zone)) {
        let down = one(ids::MADE_OVER_PERIOD, Interval::new(last - hour, first.max(until) + hour));
        made.push(promised.asked_of(promised.asked(down), after));
    }
    let usual = promised.usual();
    let incident = |id: PhraseId, name: &str| promised.say(id).with("incident", name);
    let two = |name: PhraseId, then: Instant, end: Instant| {
        let told = promised.named(Said::new(name)).at(usual.from, incident(ids::TOLD_DOWN_IN, "A"));
        let until = usual.from + hour;
        let (down, up) = (incident(ids::TOLD_DOWN_IN, "B"), incident(ids::TOLD_UP_IN, "A"));
        let told = if then <= until { told.at(then, down).at(until, up) } else { told.at(until, up).at(then, down) };
        promised.asked(told.at(end, incident(ids::TOLD_UP_IN, "B")))
    };
    let middle = usual.from + half;
    made.push(two(ids::MADE_OVERLAPPING, middle, middle + hour));
    made.push(two(ids::MADE_ADJOINING, usual.from + hour, usual.from + hour + half));
    if let Some(Excluded::CausedBy(causes)) = &promised.body.excluded
        && let Some(cause) = causes.first()
    {
        let told = promised.named(Said::new(ids::MADE_COINCIDING)).at(usual.from, incident(ids::TOLD_DOWN_IN, "A"));
        let told = told.at(middle, promised.say(ids::TOLD_DOWN_BY).with("cause", Value::Name(cause.clone())));
        let told =
            told.at(usual.from + hour, incident(ids::TOLD_UP_IN, "A")).at(middle + hour, promised.say(ids::TOLD_UP));
        made.push(promised.asked(told));
    }
    made
}

/// What is allowed in a period in which nothing was down.
fn allowed(ground: &Ground<'_>, service: &Id, period: Interval) -> Option<Millis> {
    let at = ground.program.service(service.as_str())?;
    let instants = Instants { as_of: period.until, known_as_of: period.until };
    let judged = ground.monitor(&[]).why(&Subject::Service(at, period), Promise::Availability, instants);
    judged.iter().find_map(|judgement| match &judgement.figures {
        Figures::Availability(figures) => Some(figures.budget),
        _ => None,
    })
}
