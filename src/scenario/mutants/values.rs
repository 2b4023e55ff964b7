//! The values beside a value: a number one step up or down, another name of the same list, one fewer of several, another
//! term of the same class. Where they stand is left to the parent.

use crate::{
    clauses::{Part, SaidClause},
    model::Kind,
    name::Id,
    percent::Percent,
    phrase::{Catalogue, Piece, Said, Slot, Value, class_of},
    time::{Millis, TimeOfDay, Zone},
};
use std::collections::BTreeMap;

/// Of a class of many terms so many others are tried.
const MOST_TERMS: usize = 4;

/// The names that may stand for one another.
pub(super) struct Names {
    clauses: BTreeMap<Kind, Vec<Id>>,
    /// Names that stand in the same slot of the same class.
    slots: BTreeMap<(String, &'static str), Vec<Id>>,
}

impl Names {
    pub(super) fn of(said: &[SaidClause]) -> Names {
        let mut names = Names { clauses: BTreeMap::new(), slots: BTreeMap::new() };
        for clause in said {
            names.clauses.entry(clause.kind).or_default().push(clause.name.clone());
            for part in &clause.parts {
                match part {
                    Part::Statement(said) => names.take(said),
                    Part::Table(_, rows) => rows.iter().flatten().for_each(|cell| names.take(cell)),
                    Part::Words(..) | Part::Wording(_) => {}
                }
            }
        }
        names
    }

    fn take(&mut self, said: &Said) {
        for (role, value) in said.slots.iter() {
            if let Value::Name(id) = value {
                let known = self.slots.entry((said.id.class().to_owned(), role)).or_default();
                if !known.contains(id) {
                    known.push(id.clone());
                }
            }
        }
    }

    fn like(&self, id: &Id) -> Vec<Id> {
        let same = self.clauses.values().find(|names| names.contains(id));
        same.into_iter().flatten().filter(|other| *other != id).cloned().collect()
    }

    fn in_slot(&self, said: &Said, role: &'static str, id: &Id) -> Vec<Id> {
        let same = self.slots.get(&(said.id.class().to_owned(), role));
        same.into_iter().flatten().filter(|other| *other != id).cloned().collect()
    }
}

/// A phrase with each of its values altered in turn.
pub(super) fn beside(said: &Said, names: &Names, catalogue: &'static Catalogue) -> Vec<Said> {
    let mut found = Vec::new();
    for (role, value) in said.slots.iter() {
        let Some(slot) = slot(said, role, catalogue) else { continue };
        for other in values(said, slot, value, names, catalogue) {
            found.push(said.clone().with(role, other));
        }
    }
    found
}

/// The slot of that role in the phrase as it is printed.
fn slot(said: &Said, role: &str, catalogue: &'static Catalogue) -> Option<Slot> {
    catalogue.patterns(said.id).first()?.iter().find_map(|piece| match piece {
        Piece::Slot(slot) if slot.role == role => Some(*slot),
        _ => None,
    })
}

fn values(said: &Said, slot: Slot, value: &Value, names: &Names, catalogue: &'static Catalogue) -> Vec<Value> {
    match value {
        Value::Percent(percent) => percents(*percent).into_iter().map(Value::Percent).collect(),
        Value::Duration(length) => durations(*length).into_iter().map(Value::Duration).collect(),
        Value::Int(n) => [n - 1, n + 1].into_iter().filter(|n| *n >= 0).map(Value::Int).collect(),
        Value::Time(time) => times(*time).into_iter().map(Value::Time).collect(),
        Value::Date(date) => [-1, 1].into_iter().filter_map(|days| date.plus_days(days)).map(Value::Date).collect(),
        Value::Zone(zone) => [Zone::UTC].into_iter().filter(|other| other != zone).map(Value::Zone).collect(),
        Value::Ref(id) => names.like(id).into_iter().map(Value::Ref).collect(),
        Value::Name(id) => names.in_slot(said, slot.role, id).into_iter().map(Value::Name).collect(),
        Value::Phrase(term) => terms(term, slot, names, catalogue),
        Value::List(list) => lists(list),
        Value::Text(_) | Value::Instant(_) | Value::Language(_) => Vec::new(),
    }
}

/// One step of the last decimal down and up.
fn percents(percent: Percent) -> Vec<Percent> {
    let decimals = percent.decimals();
    let (digits, _) = percent.as_fraction();
    [digits.checked_sub(1), Some(digits + 1)].into_iter().flatten().filter_map(|n| Percent::new(n, decimals)).collect()
}

/// One minute less and more; of what has no whole minutes, one second or one millisecond.
fn durations(length: Millis) -> Vec<Millis> {
    let step = [60_000, 1_000, 1].into_iter().find(|step| length.0 % step == 0 && length.0 >= *step).unwrap_or(1);
    [Millis(length.0 - step), Millis(length.0 + step)].into_iter().filter(|length| length.0 > 0).collect()
}

fn times(time: TimeOfDay) -> Vec<TimeOfDay> {
    let ms = time.as_millis();
    [ms.checked_sub(60_000), Some(ms + 60_000)].into_iter().flatten().filter_map(TimeOfDay::from_millis).collect()
}

/// Other terms of the class, and the term itself with its values altered.
fn terms(term: &Said, slot: Slot, names: &Names, catalogue: &'static Catalogue) -> Vec<Value> {
    let bare = |said: &Said| {
        let pattern = catalogue.patterns(said.id).first();
        pattern.is_some_and(|pattern| !pattern.iter().any(|piece| matches!(piece, Piece::Slot(_))))
    };
    let mut all: Vec<Value> = beside(term, names, catalogue).into_iter().map(Value::from).collect();
    let others = class_of(slot.of).filter(|id| id.key() != term.id.key()).map(Said::new).filter(bare);
    all.extend(others.take(MOST_TERMS).map(Value::from));
    all
}

/// One fewer: in which order they stand means nothing.
fn lists(list: &[Value]) -> Vec<Value> {
    let without = |at: usize| {
        let mut fewer = list.to_vec();
        fewer.remove(at);
        Value::List(fewer)
    };
    if list.len() < 2 { Vec::new() } else { (0..list.len()).map(without).collect() }
}
