//! What can be wrong with a statement or a table, a named function each: the codes 3xx.
//! What statements mean together is left to `meaning`.

use super::{
    Diagnostic, Fix,
    codes::*,
    make::{of, put},
};
use crate::{name::Lang, phrase::Value, source::Span};

pub(crate) fn unknown_statement(span: Span, read: &str, kind: String, ways: String) -> Diagnostic {
    of(K301, span).arg("read", read).arg("kind", kind).arg("ways", ways)
}

pub(crate) fn expected_value(span: Span, read: &str, what: String, fix: Option<Fix>, ways: String) -> Diagnostic {
    of(K302, span).arg("read", read).arg("what", what).arg("ways", ways).fixed_by(fix)
}

pub(crate) fn percent_sign(span: Span, read: &str, fix: String) -> Diagnostic {
    of(K303, span).arg("read", read).mended_by(put(span, fix))
}

pub(crate) fn decimal_mark(span: Span, read: &str, fix: Option<String>) -> Diagnostic {
    of(K304, span).arg("read", read).fixed_by(fix.and_then(|fix| put(span, fix)))
}

pub(crate) fn ambiguous_date(span: Span, read: &str, one: String, other: String) -> Diagnostic {
    of(K305, span).arg("read", read).arg("one", one).arg("other", other)
}

pub(crate) fn undeclared(span: Span, read: &str, kind: String, known: String, fix: Option<Fix>) -> Diagnostic {
    of(K306, span).arg("read", read).arg("kind", kind).arg("known", known).fixed_by(fix)
}

pub(crate) fn expected_word(span: Span, read: &str, wanted: String, fix: Option<Fix>, ways: String) -> Diagnostic {
    of(K307, span).arg("read", read).arg("wanted", wanted).arg("ways", ways).fixed_by(fix)
}

/// The same of a word that is nearly that of a phrase, and of no other.
pub(crate) fn misspelt_word(span: Span, read: &str, meant: &str, ways: String) -> Diagnostic {
    let fix = put(span, meant);
    of(K307, span).arg("read", read).arg("wanted", meant).arg("ways", ways).mended_by(fix)
}

pub(crate) fn surplus(span: Span, read: &str, ways: String) -> Diagnostic {
    of(K308, span).arg("read", read).arg("ways", ways)
}

pub(crate) fn other_language(span: Span, read: &str, language: Lang, own: Lang, said: String) -> Diagnostic {
    let with = of(K309, span).arg("read", read).arg("said", said.as_str());
    with.arg("language", Value::Language(language)).arg("own", Value::Language(own)).mended_by(put(span, said))
}

pub(crate) fn other_clause(span: Span, read: &str, kind: String, there: String) -> Diagnostic {
    of(K310, span).arg("read", read).arg("kind", kind).arg("there", there)
}

pub(crate) fn two_readings(span: Span, read: &str, one: String, other: String) -> Diagnostic {
    of(K311, span).arg("read", read).arg("one", one).arg("other", other)
}

pub(crate) fn no_table_here(span: Span, kind: String) -> Diagnostic {
    of(K312, span).arg("kind", kind)
}

pub(crate) fn unknown_column(span: Span, read: &str, known: String, fix: Option<Fix>) -> Diagnostic {
    of(K313, span).arg("read", read).arg("known", known).fixed_by(fix)
}

pub(crate) fn missing_column(span: Span, missing: String) -> Diagnostic {
    of(K314, span).arg("missing", missing)
}

pub(crate) fn said_twice(span: Span, read: &str, first: Span) -> Diagnostic {
    of(K315, span).arg("read", read).also(Some(first))
}

pub(crate) fn wrong_number(span: Span, read: &str, name: &str, own: Option<String>) -> Diagnostic {
    let fix = own.and_then(|own| put(span, own));
    of(K316, span).arg("read", read).arg("name", name).fixed_by(fix)
}

pub(crate) fn missing_unit(span: Span, read: &str, fix: Option<String>) -> Diagnostic {
    of(K317, span).arg("read", read).fixed_by(fix.and_then(|fix| put(span, fix)))
}

pub(crate) fn no_such_value(span: Span, read: &str) -> Diagnostic {
    of(K318, span).arg("read", read)
}

pub(crate) fn without_bound(span: Span, read: &str, bound: &str) -> Diagnostic {
    of(K319, span).arg("read", read).arg("bound", bound)
}

pub(crate) fn untyped_period(span: Span, read: &str, fix: Fix) -> Diagnostic {
    of(K320, span).arg("read", read).fixed_by(Some(fix))
}

pub(crate) fn no_period(span: Span, read: &str, fix: Fix) -> Diagnostic {
    of(K321, span).arg("read", read).fixed_by(Some(fix))
}

pub(crate) fn no_name_behind(span: Span, read: &str, known: String, fix: Option<Fix>) -> Diagnostic {
    of(K322, span).arg("read", read).arg("known", known).fixed_by(fix)
}

pub(crate) fn split_statement(span: Span, read: &str, between: Span) -> Diagnostic {
    of(K323, span).arg("read", read).mended_by(put(between, " "))
}

pub(crate) fn name_with_comma(span: Span, read: &str) -> Diagnostic {
    of(K324, span).arg("read", read)
}
