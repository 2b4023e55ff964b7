//! A diagnostic as data, with its words in one language; its shape is published in `docs/schema/check.schema.json`.
//! How many of them go on a line is left to the command line.

use super::{Diagnostic, Severity};
use crate::{
    phrase::Catalogue,
    source::{Source, Span},
};
use serde_json::{Value, json};

impl Diagnostic {
    /// The diagnostic as a JSON object: its code, its places in lines and columns from 1, its words in the language of the
    /// catalogue. What there is not has no key.
    #[must_use]
    pub fn json(&self, sources: &[Source], catalogue: &'static Catalogue) -> Value {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Lint => "lint",
        };
        let mut value = json!({
            "code": self.code(), "severity": severity, "lang": catalogue.tag(), "place": place(sources, self.span),
            "message": self.headline(catalogue),
        });
        let clause = sources.get(self.span.source.0 as usize).and_then(|source| source.clause_of(self.span.from));
        let mut put = |key: &str, other: Option<Value>| {
            if let (Some(object), Some(other)) = (value.as_object_mut(), other) {
                object.insert(key.to_owned(), other);
            }
        };
        put("clause", clause.map(Value::from));
        put("label", self.label(catalogue).map(Value::from));
        put("second", self.second.map(|second| place(sources, second)));
        put("level", self.level.map(|level| place(sources, level)));
        put("help", self.help(catalogue).map(Value::from));
        put(
            "fix",
            self.fix
                .as_ref()
                .map(|fix| json!({ "place": place(sources, fix.span), "text": fix.text, "safe": self.safe })),
        );
        value
    }
}

fn place(sources: &[Source], span: Span) -> Value {
    let source = sources.get(span.source.0 as usize);
    let at = |byte: u32| source.map_or((0, 0), |source| source.line_column(byte));
    let (from, until) = (at(span.from), at(span.until));
    json!({
        "file": source.map(|source| &source.name), "line": from.0, "column": from.1,
        "until_line": until.0, "until_column": until.1,
    })
}
