//! How far reading came, and what was wanted there: the raw material of messages.

use crate::{
    model::Kind,
    phrase::{PhraseId, Slots},
};
use std::cell::{Cell, RefCell};

/// Why a text could not be read further.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Up to where it was read.
    pub(crate) at: usize,
    /// What was wanted there, by each phrase that came so far.
    pub(crate) wanted: Vec<Wanted>,
}

/// What a phrase wanted where it failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The phrase.
    pub(crate) phrase: PhraseId,
    /// Which way of saying it.
    pub(crate) way: usize,
    /// What it wanted.
    pub(crate) what: Want,
}

/// What was wanted; lengths are in bytes from where it was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// A literal word.
    Word(&'static str),
    /// The end of the statement.
    End,
    /// A value of that slot type.
    Value(&'static str),
    /// A percent sign after a number of that length.
    PercentSign(usize),
    /// The decimal mark of this language in a number of that length.
    DecimalMark(usize),
    /// A date that cannot be mistaken, instead of one of that length.
    ClearDate(usize),
    /// A day or reading that exists, instead of one of that length.
    Existing(usize),
    /// A unit behind a number of that length.
    Unit(usize),
    /// A declared name of that kind.
    Name(Kind),
    /// The number that the clause bears, instead of one of that length: the clause's kind and its place there.
    Number(usize, Kind, usize),
}

/// A way that reading can go on from some point.
#[derive(Clone)]
pub(super) struct Way {
    pub(super) at: usize,
    pub(super) slots: Slots,
    pub(super) places: Vec<(&'static str, usize, usize)>,
    pub(super) free: usize,
}

/// One text being read by the phrases of a class.
pub(super) struct Attempt<'t> {
    pub(super) text: &'t str,
    /// The phrase and the way of saying it that is being tried.
    pub(super) current: Cell<(PhraseId, usize)>,
    /// The kind of clause whose names are sought.
    pub(super) kind: Cell<Option<Kind>>,
    failure: RefCell<Failure>,
    /// While not zero, failures are nobody's: something is only being looked for.
    silent: Cell<u32>,
}

impl Way {
    pub(super) fn from(at: usize) -> Self {
        Way { at, slots: Slots::default(), places: Vec::new(), free: 0 }
    }
}

impl<'t> Attempt<'t> {
    pub(super) fn new(text: &'t str, first: PhraseId) -> Self {
        Attempt {
            text,
            current: Cell::new((first, 0)),
            kind: Cell::new(None),
            failure: RefCell::default(),
            silent: Cell::new(0),
        }
    }

    /// The text from that byte on; nothing, where no character begins there.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Looks for something without leaving failures.
    pub(super) fn silently<T>(&self, look: impl FnOnce() -> T) -> T {
        self.silent.set(self.silent.get() + 1);
        let found = look();
        self.silent.set(self.silent.get() - 1);
        found
    }

    /// Keeps the failures that came furthest.
    pub(super) fn fails(&self, at: usize, what: Want) {
        // What is written as a date and is none that is clear is a mistake however it was come upon.
        let silent = self.silent.get() > 0 && !matches!(what, Want::ClearDate(_) | Want::Existing(_));
        // A first word that differs says nothing: most phrases begin otherwise.
        if silent || (at == 0 && matches!(what, Want::Word(_))) {
            return;
        }
        let mut failure = self.failure.borrow_mut();
        if at < failure.at {
            return;
        }
        if at > failure.at {
            *failure = Failure { at, wanted: Vec::new() };
        }
        let (phrase, way) = self.current.get();
        let wanted = Wanted { phrase, way, what };
        if !failure.wanted.contains(&wanted) {
            failure.wanted.push(wanted);
        }
    }

    pub(super) fn into_failure(self) -> Failure {
        self.failure.into_inner()
    }
}
