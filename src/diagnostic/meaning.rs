//! What can be wrong with what the statements of a contract mean together, a named function each: the codes 4xx.
//! What is understood and may not be meant is left to `notes`.

use super::{Diagnostic, Fix, codes::*, make::of};
use crate::{phrase::Value, source::Span, time::Date};

pub(crate) fn missing_statement(span: Span, example: String, kind: String) -> Diagnostic {
    of(K401, span).arg("example", example).arg("kind", kind)
}

pub(crate) fn ends_before_start(span: Span, from: Value, until: Value) -> Diagnostic {
    of(K402, span).arg("from", from).arg("until", until)
}

pub(crate) fn equal_ends(span: Span, read: Value) -> Diagnostic {
    of(K403, span).arg("from", read)
}

pub(crate) fn unlisted_value(span: Span, read: String, known: String, fix: Option<Fix>) -> Diagnostic {
    of(K404, span).arg("read", read).arg("known", known).fixed_by(fix)
}

pub(crate) fn contradiction(span: Span, read: &str, first: Span) -> Diagnostic {
    of(K405, span).arg("read", read).also(Some(first))
}

pub(crate) fn missing_table(span: Span, kind: String) -> Diagnostic {
    of(K406, span).arg("kind", kind)
}

pub(crate) fn other_period(span: Span, read: String, wanted: String) -> Diagnostic {
    of(K407, span).arg("read", read).arg("wanted", wanted)
}

pub(crate) fn rows_disagree(span: Span, priority: String, first: Span) -> Diagnostic {
    of(K408, span).arg("priority", priority).also(Some(first))
}

pub(crate) fn overlapping_rows(span: Span, first: Span) -> Diagnostic {
    of(K409, span).also(Some(first))
}

pub(crate) fn no_such_row(span: Span, read: String, known: String, fix: Option<Fix>) -> Diagnostic {
    of(K410, span).arg("read", read).arg("known", known).fixed_by(fix)
}

pub(crate) fn counted_from_other_weekday(span: Span, date: Date, weekday: Value, said: Value) -> Diagnostic {
    of(K411, span).arg("date", date).arg("weekday", weekday).arg("said", said)
}

pub(crate) fn circular_window(span: Span, name: &str) -> Diagnostic {
    of(K412, span).arg("name", name)
}

pub(crate) fn same_rank(span: Span, date: Date, first: Option<Span>) -> Diagnostic {
    of(K413, span).arg("date", date).also(first)
}

pub(crate) fn working_days_undefined(span: Span, example: String) -> Diagnostic {
    of(K414, span).arg("example", example)
}

pub(crate) fn carries_across_types(span: Span, one: String, other: String) -> Diagnostic {
    of(K415, span).arg("one", one).arg("other", other)
}

pub(crate) fn no_such_note(span: Span, read: &str) -> Diagnostic {
    of(K416, span).arg("read", read)
}

pub(crate) fn not_a_note(span: Span, read: &str) -> Diagnostic {
    of(K417, span).arg("read", read)
}

pub(crate) fn levelled_twice(span: Span, read: &str, first: Span) -> Diagnostic {
    of(K418, span).arg("read", read).also(Some(first))
}
