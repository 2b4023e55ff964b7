//! How a diagnostic is put together: its arguments, quotes that stay a line, its fix and second place.
//! What there is to say is left to the files of its codes.

use super::{Diagnostic, Fix, codes::Code};
use crate::{
    phrase::{Slots, Value},
    source::Span,
};

/// A diagnostic of that code, about that place.
pub(super) fn of(code: Code, span: Span) -> Diagnostic {
    let severity = code.severity();
    Diagnostic { code, severity, span, args: Slots::default(), second: None, fix: None, safe: false, level: None }
}

impl Diagnostic {
    pub(super) fn arg(mut self, role: &'static str, value: impl Into<Value>) -> Self {
        let value = match value.into() {
            // A message quotes a user's words, clipped: a headline stays a line. Lists are the catalogue's, or short.
            Value::Text(text) if QUOTED.contains(&role) => Value::Text(clipped(&text)),
            value => value,
        };
        self.args.put(role, value);
        self
    }

    /// Another place that matters.
    pub(super) fn also(mut self, span: Option<Span>) -> Self {
        self.second = span;
        self
    }

    /// What to put instead; a person decides whether it is what was meant.
    pub(super) fn fixed_by(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// The same with what to put instead, where that is known.
    pub(crate) fn or_fixed_by(mut self, fix: Option<Fix>) -> Self {
        self.fix = self.fix.or(fix);
        self
    }

    /// What to put instead, where nothing else can have been meant: it may be put there unasked.
    pub(super) fn mended_by(mut self, fix: Option<Fix>) -> Self {
        self.safe = fix.is_some();
        self.fix = fix;
        self
    }

    pub(super) fn args(&self) -> &Slots {
        &self.args
    }
}

/// The arguments that are words of the text.
const QUOTED: [&str; 5] = ["read", "text", "name", "mark", "character"];

fn clipped(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

pub(super) fn put(span: Span, text: impl Into<String>) -> Option<Fix> {
    Some(Fix { span, text: text.into() })
}

pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
