//! How a verdict names the place in the contract that decided it.
//! A citation is an identity, not a position: reordering a document changes none.

use crate::{name::Id, source::Span};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

/// The kinds of clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The head of the contract.
    Contract,
    /// Which days are holidays.
    Holidays,
    /// When a service is owed.
    ServiceWindow,
    /// Where a service is handed over.
    HandoverPoint,
    /// When downtime is planned.
    PlannedDowntime,
    /// What an outage is.
    Outage,
    /// A service and its promise.
    Service,
    /// How the desk is reached.
    ServiceDesk,
    /// Priorities, reactions, updates.
    Priorities,
    /// A duty of the provider.
    Duty,
    /// A duty of the customer.
    CustomerDuty,
    /// Words of each language.
    Glossary,
}

impl Kind {
    /// All kinds, in the order in which a document usually has them.
    pub const ALL: [Kind; 12] = [
        Kind::Contract,
        Kind::Holidays,
        Kind::ServiceWindow,
        Kind::HandoverPoint,
        Kind::PlannedDowntime,
        Kind::Outage,
        Kind::Service,
        Kind::ServiceDesk,
        Kind::Priorities,
        Kind::Duty,
        Kind::CustomerDuty,
        Kind::Glossary,
    ];

    /// The key of the kind in the catalogues.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Contract => "contract",
            Kind::Holidays => "holidays",
            Kind::ServiceWindow => "service_window",
            Kind::HandoverPoint => "handover_point",
            Kind::PlannedDowntime => "planned_downtime",
            Kind::Outage => "outage",
            Kind::Service => "service",
            Kind::ServiceDesk => "service_desk",
            Kind::Priorities => "priorities",
            Kind::Duty => "duty",
            Kind::CustomerDuty => "customer_duty",
            Kind::Glossary => "glossary",
        }
    }

    /// The class of its statements: both parties' duties are said in the same words.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Kind::CustomerDuty => Kind::Duty.key(),
            kind => kind.key(),
        }
    }

    /// The kind with that key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A clause by kind and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClauseId {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: Id,
}

/// What of a clause is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// The clause as a whole: its heading.
    Heading,
    /// The statement with that phrase.
    Statement(Cow<'static, str>),
    /// That row of its table, from 1.
    Row(u32),
}

/// A place of the contract that decided something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cite {
    /// The clause.
    pub clause: ClauseId,
    /// What of it.
    pub item: Item,
}

/// Where each citable thing stands, and the number of its clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    spans: BTreeMap<Cite, Span>,
    numbers: BTreeMap<ClauseId, String>,
}

impl ClauseId {
    /// The clause of that kind and name.
    #[must_use]
    pub fn new(kind: Kind, name: Id) -> Self {
        ClauseId { kind, name }
    }

    /// The clause as a whole.
    #[must_use]
    pub fn heading(&self) -> Cite {
        Cite { clause: self.clone(), item: Item::Heading }
    }

    /// A statement of the clause.
    #[must_use]
    pub fn statement(&self, phrase: &'static str) -> Cite {
        Cite { clause: self.clone(), item: Item::Statement(Cow::Borrowed(phrase)) }
    }

    /// A row of its table, from 1.
    #[must_use]
    pub fn row(&self, row: u32) -> Cite {
        Cite { clause: self.clone(), item: Item::Row(row) }
    }
}

impl Places {
    /// Records where a citable thing stands; the first place of one identity stays.
    pub fn record(&mut self, cite: Cite, span: Span) {
        self.spans.entry(cite).or_insert(span);
    }

    /// Records the number that a clause bears.
    pub fn number(&mut self, clause: ClauseId, number: impl Into<String>) {
        self.numbers.entry(clause).or_insert_with(|| number.into());
    }

    /// Everything that can be cited, with its place.
    pub fn all(&self) -> impl Iterator<Item = (Cite, Span)> {
        self.spans.iter().map(|(cite, span)| (cite.clone(), *span))
    }

    /// Where it stands; a statement that is not there (a default) is sought at its clause's heading.
    #[must_use]
    pub fn span(&self, cite: &Cite) -> Option<Span> {
        self.spans.get(cite).or_else(|| self.spans.get(&cite.clause.heading())).copied()
    }

    /// The number of a clause.
    #[must_use]
    pub fn clause_number(&self, clause: &ClauseId) -> Option<&str> {
        self.numbers.get(clause).map(String::as_str)
    }
}
