//! What can be wrong with the lines and headings of a document, a named function each: the codes 1xx and 2xx.
//! What is wrong with a statement is left to `statement`.

use super::{
    Diagnostic, Fix,
    codes::*,
    make::{count, of, put},
};
use crate::source::Span;

pub(crate) fn no_contract(span: Span, fix: Option<Fix>) -> Diagnostic {
    of(K101, span).mended_by(fix)
}

pub(crate) fn too_large(span: Span, most: i64) -> Diagnostic {
    of(K102, span).arg("most", most)
}

pub(crate) fn hidden_character(span: Span, name: String) -> Diagnostic {
    of(K103, span).arg("character", name).mended_by(put(span, ""))
}

pub(crate) fn glued_table(span: Span) -> Diagnostic {
    of(K104, span).mended_by(put(Span { until: span.from, ..span }, "\n"))
}

pub(crate) fn cell_count(span: Span, found: usize, wanted: usize) -> Diagnostic {
    of(K105, span).arg("found", count(found)).arg("wanted", count(wanted))
}

pub(crate) fn indented_code(span: Span) -> Diagnostic {
    of(K106, span)
}

pub(crate) fn markup(span: Span, mark: &str) -> Diagnostic {
    of(K107, span).arg("mark", mark)
}

pub(crate) fn stray_text(span: Span, text: &str) -> Diagnostic {
    of(K108, span).arg("text", text)
}

pub(crate) fn no_table_rule(span: Span) -> Diagnostic {
    of(K109, span)
}

pub(crate) fn empty_cell(span: Span, known: String) -> Diagnostic {
    of(K110, span).arg("known", known)
}

pub(crate) fn heading_blank(span: Span, read: &str, fix: String) -> Diagnostic {
    of(K111, span).arg("read", read).mended_by(put(span, fix))
}

pub(crate) fn missing_dash(span: Span, read: &str) -> Diagnostic {
    of(K112, span).arg("read", read).mended_by(put(span, format!("- {read}")))
}

pub(crate) fn bullet(span: Span, mark: &str) -> Diagnostic {
    of(K113, span).arg("mark", mark).mended_by(put(span, "-"))
}

pub(crate) fn unknown_kind(span: Span, read: &str, nearest: Option<Fix>, near: String) -> Diagnostic {
    of(K201, span).arg("read", read).arg("near", near).mended_by(nearest)
}

pub(crate) fn no_name(span: Span, read: &str) -> Diagnostic {
    of(K202, span).arg("read", read)
}

pub(crate) fn declared_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    of(K203, span).arg("name", name).also(Some(first))
}

pub(crate) fn heading_level(span: Span, read: &str) -> Diagnostic {
    of(K204, span).arg("read", read)
}

pub(crate) fn second_of_kind(span: Span, kind: String, first: Option<Span>) -> Diagnostic {
    of(K205, span).arg("kind", kind).also(first)
}

pub(crate) fn missing_colon(span: Span, read: &str, fix: Fix) -> Diagnostic {
    of(K206, span).arg("read", read).mended_by(Some(fix))
}

pub(crate) fn paragraph_sign(span: Span) -> Diagnostic {
    of(K207, span).mended_by(put(span, ""))
}
