//! What is understood and may mean what its author did not, a named function each: the codes 5xx.
//! When each of them is noted is left to `lint`.

use super::{
    Diagnostic, Fix,
    codes::{Code, *},
    make::of,
};
use crate::{
    percent::Percent,
    source::Span,
    time::{Date, Millis, TimeOfDay},
};

pub(crate) fn hours_without_clock(span: Span) -> Diagnostic {
    of(K501, span)
}

pub(crate) fn channel_without_row(span: Span, example: String) -> Diagnostic {
    of(K502, span).arg("example", example)
}

pub(crate) fn no_handover_point(span: Span, example: String) -> Diagnostic {
    of(K503, span).arg("example", example)
}

pub(crate) fn holiday_and_night(span: Span, date: Date, default: String, other: String) -> Diagnostic {
    of(K504, span).arg("date", date).arg("default", default).arg("other", other)
}

pub(crate) fn repeated_hour(span: Span, date: Date, default: String, other: String) -> Diagnostic {
    of(K505, span).arg("date", date).arg("default", default).arg("other", other)
}

pub(crate) fn skipped_end(span: Span, date: Date, default: String, other: String) -> Diagnostic {
    of(K506, span).arg("date", date).arg("default", default).arg("other", other)
}

pub(crate) fn open_clocks(span: Span, defaults: String) -> Diagnostic {
    of(K531, span).arg("defaults", defaults)
}

pub(crate) fn days_of_which_kind(
    span: Span,
    read: String,
    calendar: String,
    working: String,
    fix: Option<Fix>,
) -> Diagnostic {
    let said = of(K507, span).arg("read", read).arg("calendar", calendar);
    said.arg("working", working).fixed_by(fix)
}

pub(crate) fn month_ends_open(span: Span, default: String, other: String) -> Diagnostic {
    of(K508, span).arg("default", default).arg("other", other)
}

pub(crate) fn never_so_long(span: Span, name: String, limit: Millis) -> Diagnostic {
    of(K509, span).arg("name", name).arg("limit", limit)
}

pub(crate) fn never_working_day(span: Span) -> Diagnostic {
    of(K510, span)
}

pub(crate) fn odd_minute(span: Span, read: TimeOfDay, meant: TimeOfDay, fix: Option<Fix>) -> Diagnostic {
    of(K511, span).arg("read", read).arg("meant", meant).fixed_by(fix)
}

pub(crate) fn impairments_open(span: Span, default: String, other: String) -> Diagnostic {
    silence(K521, span, default, other)
}

pub(crate) fn unexplained_open(span: Span, default: String, other: String) -> Diagnostic {
    silence(K522, span, default, other)
}

pub(crate) fn part_period_open(span: Span, default: String, other: String) -> Diagnostic {
    silence(K523, span, default, other)
}

pub(crate) fn parts_open(span: Span, default: String, other: String) -> Diagnostic {
    silence(K524, span, default, other)
}

/// A silence of the contract that can change a verdict: what holds, and what else can be said.
fn silence(code: Code, span: Span, default: String, other: String) -> Diagnostic {
    of(code, span).arg("default", default).arg("other", other)
}

pub(crate) fn accepted_in_vain(span: Span, read: &str) -> Diagnostic {
    of(K540, span).arg("read", read)
}

pub(crate) fn allows_too_little(
    span: Span,
    target: Percent,
    allowed: Millis,
    (from, through): (Date, Date),
    least: Millis,
) -> Diagnostic {
    let of = of(K516, span).arg("target", target).arg("allowed", allowed).arg("least", least);
    of.arg("from", from).arg("through", through)
}
