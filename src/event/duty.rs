//! What events say of duties: an occasion that arose, an act that performs a duty, consent, and what is contested.
//! Which duty of a contract they concern is left to `compile`.

use std::sync::Arc;

/// Facts that an event states by name, each with its value where it has one.
pub type Stated = Vec<(Arc<str>, Option<Arc<str>>)>;

/// What kind of occasion arose, as the type of its event says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arose {
    /// `duty.arose`: whatever the contract calls so.
    Named,
    /// `access.made`
    Access,
    /// `customer.changed`
    CustomerChange,
    /// `update.published`
    UpdatePublished,
}

/// An occasion of a duty arose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arising {
    /// What kind of occasion.
    pub what: Arose,
    /// What the contract calls it, as a word (`kind`), or the duty that it is the occasion of (`duty`).
    pub kind: Option<Arc<str>>,
    /// The service or component that it is about, as a word.
    pub service: Option<Arc<str>>,
    /// What else it states.
    pub stated: Stated,
}

/// What performs a duty, as the type of its event says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// `duty.performed`: the duty that it names.
    Performed,
    /// `customer.notified`: every duty whose occasion is a change by the customer.
    CustomerNotified,
    /// `update.installed`: every duty whose occasion is a published update.
    UpdateInstalled,
}

/// A duty was performed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performing {
    /// What performs it.
    pub act: Act,
    /// The duty, as a word; of `duty.performed` absent: its subject is the duty.
    pub duty: Option<Arc<str>>,
    /// The occasion that it is for; absent: its subject, where that is not the duty.
    pub occasion: Option<Arc<str>>,
    /// The period that it is for: `2025`, `2025-H1`, `2025-Q1`, `2025-01`.
    pub period: Option<Arc<str>>,
    /// The service or component that it is about, as a word.
    pub service: Option<Arc<str>>,
    /// What it states, its evidence among it.
    pub stated: Stated,
}

/// A party consented or refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Whether it consented.
    pub given: bool,
    /// To what, as a word: the occasion as the contract calls it, or the duty.
    pub to: Option<Arc<str>>,
    /// By whom, as a word.
    pub by: Option<Arc<str>>,
    /// In which form, as a word.
    pub form: Option<Arc<str>>,
}

/// A party contests that a duty was performed without undue delay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The duty, as a word.
    pub duty: Arc<str>,
    /// By whom, as a word.
    pub by: Option<Arc<str>>,
}

impl Arose {
    /// The type of the event.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Arose::Named => "duty.arose",
            Arose::Access => "access.made",
            Arose::CustomerChange => "customer.changed",
            Arose::UpdatePublished => "update.published",
        }
    }
}

impl Act {
    /// The type of the event.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Act::Performed => "duty.performed",
            Act::CustomerNotified => "customer.notified",
            Act::UpdateInstalled => "update.installed",
        }
    }
}
