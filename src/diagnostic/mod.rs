//! What is wrong with a text, as values: a code for life, a place, typed arguments, a fix to paste.
//! The words are phrases of the catalogues; the named functions of this folder are the only ones that make one, and
//! `codes` lists them all.

mod ask;
mod codes;
mod json;
mod make;
mod meaning;
mod notes;
mod plain;
mod show;
mod statement;
mod text;

pub(crate) use ask::*;
pub use codes::Code;
pub(crate) use meaning::*;
pub(crate) use notes::*;
pub(crate) use statement::*;
pub(crate) use text::*;

use crate::{model::Level, phrase::Slots, source::Span};

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The text is refused.
    Error,
    /// The text is understood, and may mean what its author did not.
    Lint,
}

/// Something wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    span: Span,
    args: Slots,
    second: Option<Span>,
    fix: Option<Fix>,
    /// Whether the fix may be put there unasked.
    safe: bool,
    /// The statement of the contract's head that makes a note a mistake.
    level: Option<Span>,
}

/// A text to put in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it replaces; empty: it is put in there.
    pub span: Span,
    /// What to put.
    pub text: String,
}

/// All that is wrong with the texts of one contract, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostic {
    /// The code, such as `K303`; it never means anything else.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code.as_str()
    }

    /// The key of its texts in the catalogues.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.code.key()
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where it is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Another place that matters, such as an earlier declaration.
    #[must_use]
    pub fn second(&self) -> Option<Span> {
        self.second
    }

    /// What to put instead, where that is known.
    #[must_use]
    pub fn fix(&self) -> Option<&Fix> {
        self.fix.as_ref()
    }

    /// The fix, where nothing else can have been meant, so that it may be put there unasked: what `klausel check --fix`
    /// does.
    #[must_use]
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fix.as_ref().filter(|_| self.safe)
    }

    /// The statement of the contract's head that makes a mistake of what is a note elsewhere.
    #[must_use]
    pub fn level(&self) -> Option<Span> {
        self.level
    }
}

impl Diagnostics {
    /// At most this many are kept: errors before lints, the first to be found before the others.
    pub const MOST: usize = 200;

    /// Adds one; two with the same code at the same place are one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let stands = self.0.iter().any(|other| other.code == diagnostic.code && other.span == diagnostic.span);
        if stands {
            return;
        }
        if self.0.len() < Self::MOST {
            self.0.push(diagnostic);
        } else if diagnostic.severity == Severity::Error
            && let Some(lint) = self.0.iter().rposition(|other| other.severity == Severity::Lint)
        {
            // INVARIANT: no error is lost among lints, so that a text with a mistake is refused whatever else it has.
            self.0.remove(lint);
            self.0.push(diagnostic);
        }
    }

    /// Sets a level for all notes of that code, as a statement at `said` does; whether there were any.
    pub(crate) fn level(&mut self, code: Code, level: Level, said: Span) -> bool {
        let before = self.0.iter().filter(|diagnostic| diagnostic.code == code).count();
        match level {
            Level::Accepted => self.0.retain(|diagnostic| diagnostic.code != code),
            Level::NotAccepted => {
                for diagnostic in self.0.iter_mut().filter(|diagnostic| diagnostic.code == code) {
                    diagnostic.severity = Severity::Error;
                    diagnostic.level = Some(said);
                }
            }
        }
        before > 0
    }

    /// One message for each name that is not declared; the second place is the next use, and `more` says how many follow.
    pub(crate) fn fold_undeclared(&mut self, more: impl Fn(usize) -> String) {
        let mut first: Vec<(usize, Vec<Span>)> = Vec::new();
        let same = |one: &Diagnostic, other: &Diagnostic| {
            ["read", "kind"].iter().all(|role| one.args.get(role) == other.args.get(role))
        };
        for (place, diagnostic) in self.0.iter().enumerate().filter(|(_, diagnostic)| diagnostic.code == codes::K306) {
            match first.iter_mut().find(|(other, _)| self.0.get(*other).is_some_and(|other| same(other, diagnostic))) {
                Some((_, again)) => again.push(diagnostic.span),
                None => first.push((place, Vec::new())),
            }
        }
        let mut folded: Vec<Span> = Vec::new();
        for (place, again) in first {
            if let (Some(diagnostic), Some(next)) = (self.0.get_mut(place), again.first()) {
                diagnostic.second = Some(*next);
                if again.len() > 1 {
                    diagnostic.args.put("more", more(again.len() - 1).into());
                }
                folded.extend(again);
            }
        }
        self.0.retain(|diagnostic| diagnostic.code != codes::K306 || !folded.contains(&diagnostic.span));
    }

    /// Whether another error would not be kept: what it says need not be found out.
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() >= Self::MOST && self.0.iter().all(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Puts them in the order of their places.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the text is refused.
    #[must_use]
    pub fn refuse(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
