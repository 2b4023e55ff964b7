//! Scenarios of planned downtime by agreement or announcement: made in time and a minute late, by whom and in which form,
//! outlasted, finished early, moved, extended, withdrawn, beyond its budget.

use super::{
    made::{Made, maintenance, of_service},
    outages::Promised,
};
use crate::{
    clauses::Term,
    model::{AgreedDowntime, Evidence, Party, PlannedDowntime},
    phrase::{PhraseId, Said, Value, ids},
    time::{Instant, Interval, Millis},
};

pub(super) fn make(promised: &Promised<'_>, made: &mut Vec<Made>) {
    let rules = promised.ground.model.planned.iter().filter_map(|clause| match &clause.body {
        PlannedDowntime::Agreed(rule) => Some(rule),
        PlannedDowntime::Standing { .. } => None,
    });
    for rule in rules {
        let forms =
            [(ids::TOLD_MAINTENANCE_AGREED, rule.agreed_by), (ids::TOLD_MAINTENANCE_ANNOUNCED, rule.announced_by)];
        for (id, by) in forms {
            if let Some(by) = by {
                let planned = Planned { promised, rule, id, by, span: promised.usual() };
                planned.all(made);
            }
        }
    }
}

struct Planned<'a> {
    promised: &'a Promised<'a>,
    rule: &'a AgreedDowntime,
    id: PhraseId,
    by: (Party, Evidence),
    /// What is agreed: an hour and a half on an ordinary day.
    span: Interval,
}

impl Planned<'_> {
    fn all(&self, made: &mut Vec<Made>) {
        let minute = Millis::minutes(1);
        let last = self.span.from - self.rule.lead.unwrap_or(Millis::ZERO);
        let both =
            |name| [(name, last - minute), (ids::MADE_PLANNED_AT, last), (ids::MADE_PLANNED_LATE, last + minute)];
        made.extend(both(ids::MADE_PLANNED_IN_TIME).into_iter().map(|(name, at)| self.down(self.told(name, at))));
        for party in [Party::Provider, Party::Customer] {
            for form in [Evidence::TextForm, Evidence::Writing, Evidence::AnyForm] {
                let name =
                    Said::new(ids::MADE_PLANNED_BY).with("by", party.say("party_the")).with("form", form.say("form"));
                let said = maintenance(self.id, self.promised.id, (party, form), (self.span.from, self.span.until));
                made.push(self.down(self.promised.named(self.name(name)).at(self.early(), said)));
            }
        }
        made.push(self.outlasted());
        made.push(self.changed(
            ids::MADE_PLANNED_FINISHED,
            self.span.from + Millis::minutes(40),
            ids::TOLD_MAINTENANCE_FINISHED,
        ));
        made.push(self.changed(
            ids::MADE_PLANNED_WITHDRAWN,
            self.span.from - Millis::hours(1),
            ids::TOLD_MAINTENANCE_WITHDRAWN,
        ));
        made.push(self.changed(ids::MADE_PLANNED_MOVED, self.early() + minute, ids::TOLD_MAINTENANCE_MOVED));
        made.push(self.changed(
            ids::MADE_PLANNED_EXTENDED,
            self.span.until - self.rule.lead.unwrap_or(Millis::ZERO) - minute,
            ids::TOLD_MAINTENANCE_EXTENDED,
        ));
        made.push(self.unused());
        made.extend(self.beyond_budget());
    }

    /// Long before it must be made.
    fn early(&self) -> Instant {
        self.span.from - self.rule.lead.unwrap_or(Millis::ZERO) - Millis::hours(48)
    }

    fn name(&self, said: Said) -> Said {
        if self.id == ids::TOLD_MAINTENANCE_ANNOUNCED {
            Said::new(ids::MADE_ANNOUNCED).with("name", said)
        } else {
            said
        }
    }

    fn told(&self, name: PhraseId, at: Instant) -> Made {
        let said = maintenance(self.id, self.promised.id, self.by, (self.span.from, self.span.until));
        self.promised.named(self.name(Said::new(name))).at(at, said)
    }

    fn down(&self, told: Made) -> Made {
        self.promised.asked(self.promised.down(told, self.promised.say(ids::TOLD_DOWN), self.span))
    }

    fn outlasted(&self) -> Made {
        let span = Interval::new(self.span.from, self.span.until + Millis::minutes(20));
        let told = self.told(ids::MADE_PLANNED_OUTLASTED, self.early());
        self.promised.asked(self.promised.down(told, self.promised.say(ids::TOLD_DOWN), span))
    }

    /// Planned, and nothing was down.
    fn unused(&self) -> Made {
        self.promised.asked(self.told(ids::MADE_PLANNED_UNUSED, self.early()))
    }

    /// Something becomes of the agreement; the service is down for as long as was agreed, and half an hour more.
    fn changed(&self, name: PhraseId, at: Instant, act: PhraseId) -> Made {
        let (party, form) = self.by;
        let later = Millis::minutes(30);
        let mut said =
            of_service(act, self.promised.id).with("by", party.say("party_the")).with("form", form.say("form"));
        let until = Value::Instant(self.span.until + later);
        if act == ids::TOLD_MAINTENANCE_MOVED {
            said = said.with("from", Value::Instant(self.span.from + later)).with("until", until);
        } else if act == ids::TOLD_MAINTENANCE_EXTENDED {
            said = said.with("until", until);
        }
        let span = Interval::new(self.span.from, self.span.until + later);
        let mut rows = vec![
            (at, said),
            (span.from, self.promised.say(ids::TOLD_DOWN)),
            (span.until, self.promised.say(ids::TOLD_UP)),
        ];
        rows.sort_by_key(|(at, _)| *at);
        let told = self.told(name, self.early());
        self.promised.asked(rows.into_iter().fold(told, |told, (at, said)| told.at(at, said)))
    }

    /// As much as the budget gives on one day, and a minute more.
    fn beyond_budget(&self) -> Vec<Made> {
        let Some((budget, _)) = self.rule.budget else { return Vec::new() };
        let one = |(name, more): (PhraseId, Millis)| {
            let until = self.promised.clock.due(self.span.from, budget).ok()?? + more;
            let said = maintenance(self.id, self.promised.id, self.by, (self.span.from, until));
            let told = self.promised.named(self.name(Said::new(name))).at(self.early(), said);
            let span = Interval::new(self.span.from, until);
            Some(self.promised.asked(self.promised.down(told, self.promised.say(ids::TOLD_DOWN), span)))
        };
        let both = [(ids::MADE_PLANNED_BUDGET, Millis::ZERO), (ids::MADE_PLANNED_BEYOND, Millis::minutes(1))];
        both.into_iter().filter_map(one).collect()
    }
}
