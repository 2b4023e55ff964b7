//! What changes on a running case: priorities set and corrected, reports by another channel, reopening.
//! What runs without a change is left to `clocks`.

use super::{
    clocks::{Clocks, STEP},
    made::{Made, about, again, of_case, set},
};
use crate::{
    clauses::Term,
    model::{Channel, Party, Reopened},
    phrase::{PhraseId, Said, Value, ids},
    time::Millis,
    verdict::Promise,
};

/// More pairs of priorities than these are not told.
const MOST_PAIRS: usize = 30;

pub(super) fn make(clocks: &Clocks<'_>, made: &mut Vec<Made>) {
    made.extend(clocks.reopened());
    made.extend(clocks.changes());
    made.extend(clocks.later_report());
    made.push(clocks.other_party());
}

impl Clocks<'_> {
    fn reopened(&self) -> Vec<Made> {
        let mut after = vec![(ids::MADE_REOPENED, Millis::hours(3)), (ids::MADE_REOPENED_LATER, Millis::hours(24 * 8))];
        let within = match self.table.body.reopened {
            Some(Reopened::Within(days)) => i64::from(days),
            _ => 1,
        };
        let (date, _) = self.ground.zone.local(self.later(60));
        let last = date.plus_days(within).map(|date| self.ground.zone.end_of(date).since(self.later(60)));
        if let Some(last) = last {
            after.push((ids::MADE_REOPENED_IN_TIME, last - Millis(1)));
            after.push((ids::MADE_REOPENED_TOO_LATE, last));
        }
        let one = |(name, after): (PhraseId, Millis)| {
            let back = self.later(60) + after;
            let made = self.begun(self.named(name), 1, 0).at(self.later(10), of_case(ids::TOLD_REACTED, 1));
            let made = made.at(self.later(60), of_case(ids::TOLD_CLOSED, 1)).at(back, of_case(ids::TOLD_REOPENED, 1));
            let case = of_case(ids::QUESTION_CASE, 1);
            made.ask(back, of_case(ids::QUESTION_NEXT_DEADLINE, 1)).ask(back + Millis::hours(24), case)
        };
        after.into_iter().map(one).collect()
    }

    /// Each priority set to each other one, and corrected to it.
    fn changes(&self) -> Vec<Made> {
        let rows = &self.table.body.rows;
        let mut first: Vec<usize> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            if !first.iter().any(|other| rows.get(*other).is_some_and(|other| other.priority == row.priority)) {
                first.push(place);
            }
        }
        let pairs =
            first.iter().flat_map(|from| first.iter().map(move |to| (*from, *to))).filter(|(from, to)| from != to);
        let mut made = Vec::new();
        for (from, to) in pairs.take(MOST_PAIRS) {
            let (Some(old), Some(new)) = (rows.get(from), rows.get(to)) else { continue };
            let said = |id| {
                let said = Said::new(id).with("from", Value::Name(old.priority.clone()));
                self.table.name(said.with("to", Value::Name(new.priority.clone())))
            };
            let begin = self.table.day.from;
            let begun = |id| Made::new(said(id)).all(begin, self.table.reported(1, from));
            let change = begin + Millis::minutes(40);
            let reaction = |made: Made| {
                made.ask(change, about(Promise::Reaction, 1)).ask(change, of_case(ids::QUESTION_NEXT_DEADLINE, 1))
            };
            made.push(reaction(begun(ids::MADE_CHANGED).at(change, set(1, &new.priority, self.table.sets))));
            let corrected =
                of_case(ids::TOLD_PRIORITY_CORRECTED, 1).with("priority", Value::Name(new.priority.clone()));
            let corrected = corrected.with("by", self.table.sets.say("party_by"));
            made.push(reaction(begun(ids::MADE_CORRECTED).at(change, corrected)));
            // Late: after what the new row gives from the start, before what the old one does.
            let late = begin + Millis::hours(3);
            let raised = begun(ids::MADE_CHANGED_LATE).at(late, set(1, &new.priority, self.table.sets));
            made.push(raised.ask(late, about(Promise::Reaction, 1)).ask(late, of_case(ids::QUESTION_NEXT_DEADLINE, 1)));
            // While updates run.
            let update = begun(ids::MADE_CHANGED_UPDATE).at(begin + STEP, of_case(ids::TOLD_REACTED, 1));
            let update = update.at(change, set(1, &new.priority, self.table.sets));
            made.push(
                update.ask(change, about(Promise::Update, 1)).ask(change, of_case(ids::QUESTION_NEXT_DEADLINE, 1)),
            );
        }
        made
    }

    /// Reported by each channel, and again by each other one.
    fn later_report(&self) -> Vec<Made> {
        let channels = &self.table.channels;
        let pairs = channels.iter().flat_map(|first| channels.iter().map(move |then| (*first, *then)));
        let one = |(first, then): (Channel, Channel)| {
            let said = Said::new(ids::MADE_LATER_REPORT).with("first", first.say("channel_by"));
            let made = Made::new(self.table.name(said.with("then", then.say("channel_by"))));
            let keys = self.table.keys.first().cloned().unwrap_or_default();
            let made =
                made.all(self.begin, self.table.report(1, &keys, Some(first))).at(self.later(60), again(1, then));
            made.ask(self.later(60), about(Promise::Reaction, 1)).ask(self.later(60), about(Promise::Update, 1))
        };
        pairs.filter(|(first, then)| first != then).map(one).collect()
    }

    /// A priority set by whom it is not for.
    fn other_party(&self) -> Made {
        let other = if self.table.sets == Party::Provider { Party::Customer } else { Party::Provider };
        let rows = &self.table.body.rows;
        let made = self.begun(self.named(ids::MADE_OTHER_PARTY), 1, 0);
        let made = match rows.last() {
            Some(row) => made.at(self.later(5), set(1, &row.priority, other)),
            None => made,
        };
        made.ask(self.later(5), about(Promise::Reaction, 1))
    }
}
