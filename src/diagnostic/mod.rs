//! What is wrong with a text, as values: a code for life, a place, typed arguments, a fix to paste.
//! The words are phrases of the catalogues; the named functions in `make` and `ask` are the only ones that
//! make one.

mod ask;
mod make;
mod show;

pub(crate) use ask::*;
pub(crate) use make::*;

use crate::{phrase::Slots, source::Span};

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
    code: &'static str,
    key: &'static str,
    severity: Severity,
    span: Span,
    args: Slots,
    second: Option<Span>,
    fix: Option<Fix>,
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
        self.code
    }

    /// The key of its texts in the catalogues.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
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
