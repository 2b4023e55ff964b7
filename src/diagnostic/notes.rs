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

pub(crate) fn hours_without_clock(span: Span, example: String) -> Diagnostic {
    of(K501, span).arg("example", example)
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
) -> Diagnostic {
    let of = of(K516, span).arg("target", target).arg("allowed", allowed);
    of.arg("from", from).arg("through", through)
}

pub(crate) fn ambiguous_region(span: Span, date: Date, with: String, without: String, fix: Option<Fix>) -> Diagnostic {
    of(K512, span).arg("date", date).arg("with", with).arg("without", without).fixed_by(fix)
}

pub(crate) fn row_never_applies(span: Span, first: Option<Span>) -> Diagnostic {
    of(K513, span).also(first)
}

pub(crate) fn case_without_row(span: Span, case: String) -> Diagnostic {
    of(K514, span).arg("case", case)
}

/// A case with its priority, and a lesser one with a more urgent.
pub(crate) fn otherwise_worse(
    span: Span,
    above: Option<Span>,
    (case, low): (String, String),
    (lesser, high): (String, String),
) -> Diagnostic {
    let of = of(K515, span).arg("case", case).arg("low", low).arg("lesser", lesser).arg("high", high);
    of.also(above)
}

pub(crate) fn planned_without_limits(span: Span, name: String, open: String) -> Diagnostic {
    of(K517, span).arg("name", name).arg("open", open)
}

/// A limit, the window with how long it is open, and a report with when it would be due.
pub(crate) fn longer_than_open(
    span: Span,
    limit: Millis,
    (name, open): (String, Millis),
    ((from, from_time), (due, due_time)): ((Date, TimeOfDay), (Date, TimeOfDay)),
) -> Diagnostic {
    let of = of(K518, span).arg("limit", limit).arg("name", name).arg("open", open);
    of.arg("from", from).arg("from_time", from_time).arg("due", due).arg("due_time", due_time)
}

pub(crate) fn allows_nothing(span: Span, target: Percent) -> Diagnostic {
    of(K530, span).arg("target", target)
}

pub(crate) fn unused_name(span: Span, name: &str) -> Diagnostic {
    of(K519, span).arg("name", name)
}

pub(crate) fn mixed_scripts(span: Span, name: &str, odd: String) -> Diagnostic {
    of(K520, span).arg("name", name).arg("odd", odd)
}

pub(crate) fn no_outage_clause(span: Span, example: String) -> Diagnostic {
    of(K525, span).arg("example", example)
}

pub(crate) fn base_open(span: Span, default: String, other: String) -> Diagnostic {
    silence(K526, span, default, other)
}

pub(crate) fn never_final(span: Span, example: String) -> Diagnostic {
    of(K527, span).arg("example", example)
}

pub(crate) fn cause_on_no_side(span: Span, name: &str, example: String) -> Diagnostic {
    of(K528, span).arg("name", name).arg("example", example)
}

pub(crate) fn excepts_nothing(span: Span) -> Diagnostic {
    of(K529, span)
}

pub(crate) fn look_alike(span: Span, name: &str, other: &str, first: Span) -> Diagnostic {
    of(K532, span).arg("name", name).arg("text", other).also(Some(first))
}

pub(crate) fn one_word_for_two(span: Span, name: &str, one: &str, other: &str, first: Span) -> Diagnostic {
    of(K533, span).arg("name", name).arg("one", one).arg("other", other).also(Some(first))
}

pub(crate) fn supplier_promises_less(
    span: Span,
    theirs: Span,
    own: String,
    promised: String,
    point: String,
) -> Diagnostic {
    let of = of(K534, span).arg("own", own).arg("promised", promised).arg("name", point);
    of.also(Some(theirs))
}

pub(crate) fn opposite_sides(span: Span, theirs: Span, word: &str) -> Diagnostic {
    of(K535, span).arg("name", word).also(Some(theirs))
}

pub(crate) fn rounding_open(span: Span, default: String, other: String) -> Diagnostic {
    silence(K536, span, default, other)
}
