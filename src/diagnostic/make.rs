//! One named function for each thing that can be wrong; nothing else makes a diagnostic.
//! Codes: 1xx what a document is, 2xx headings, 3xx statements and tables, 4xx what they mean together, 5xx lints; those of
//! questions and scenarios, 6xx, are left to `ask`.

use super::{Diagnostic, Fix, Severity};
use crate::{
    name::Lang,
    phrase::{Slots, Value},
    source::Span,
    time::{Date, Millis, TimeOfDay},
};

pub(super) fn error(code: &'static str, key: &'static str, span: Span) -> Diagnostic {
    Diagnostic { code, key, severity: Severity::Error, span, args: Slots::default(), second: None, fix: None }
}

fn lint(code: &'static str, key: &'static str, span: Span) -> Diagnostic {
    Diagnostic { severity: Severity::Lint, ..error(code, key, span) }
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

    fn also(mut self, span: Option<Span>) -> Self {
        self.second = span;
        self
    }

    fn fixed_by(mut self, fix: Option<Fix>) -> Self {
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

fn put(span: Span, text: impl Into<String>) -> Option<Fix> {
    Some(Fix { span, text: text.into() })
}

pub(crate) fn no_contract(span: Span, fix: Option<Fix>) -> Diagnostic {
    error("K101", "no_contract", span).fixed_by(fix)
}

pub(crate) fn too_large(span: Span, most: i64) -> Diagnostic {
    error("K102", "too_large", span).arg("most", most)
}

pub(crate) fn hidden_character(span: Span, name: String) -> Diagnostic {
    error("K103", "hidden_character", span).arg("character", name).fixed_by(put(span, ""))
}

pub(crate) fn glued_table(span: Span) -> Diagnostic {
    error("K104", "glued_table", span).fixed_by(put(Span { until: span.from, ..span }, "\n"))
}

pub(crate) fn cell_count(span: Span, found: usize, wanted: usize) -> Diagnostic {
    error("K105", "cell_count", span).arg("found", count(found)).arg("wanted", count(wanted))
}

pub(crate) fn indented_code(span: Span) -> Diagnostic {
    error("K106", "indented_code", span)
}

pub(crate) fn markup(span: Span, mark: &str) -> Diagnostic {
    error("K107", "markup", span).arg("mark", mark)
}

pub(crate) fn stray_text(span: Span, text: &str) -> Diagnostic {
    error("K108", "stray_text", span).arg("text", text)
}

pub(crate) fn no_table_rule(span: Span) -> Diagnostic {
    error("K109", "no_table_rule", span)
}

pub(crate) fn empty_cell(span: Span, known: String) -> Diagnostic {
    error("K110", "empty_cell", span).arg("known", known)
}

pub(crate) fn heading_blank(span: Span, read: &str, fix: String) -> Diagnostic {
    error("K111", "heading_blank", span).arg("read", read).fixed_by(put(span, fix))
}

pub(crate) fn missing_dash(span: Span, read: &str) -> Diagnostic {
    error("K112", "missing_dash", span).arg("read", read).fixed_by(put(span, format!("- {read}")))
}

pub(crate) fn bullet(span: Span, mark: &str) -> Diagnostic {
    error("K113", "bullet", span).arg("mark", mark).fixed_by(put(span, "-"))
}

pub(crate) fn unknown_kind(span: Span, read: &str, nearest: Option<Fix>, near: String) -> Diagnostic {
    error("K201", "unknown_kind", span).arg("read", read).arg("near", near).fixed_by(nearest)
}

pub(crate) fn no_name(span: Span, read: &str) -> Diagnostic {
    error("K202", "no_name", span).arg("read", read)
}

pub(crate) fn declared_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    error("K203", "declared_twice", span).arg("name", name).also(Some(first))
}

pub(crate) fn heading_level(span: Span, read: &str) -> Diagnostic {
    error("K204", "heading_level", span).arg("read", read)
}

pub(crate) fn second_of_kind(span: Span, kind: String, first: Option<Span>) -> Diagnostic {
    error("K205", "second_of_kind", span).arg("kind", kind).also(first)
}

pub(crate) fn missing_colon(span: Span, read: &str, fix: Fix) -> Diagnostic {
    error("K206", "missing_colon", span).arg("read", read).fixed_by(Some(fix))
}

pub(crate) fn unknown_statement(span: Span, read: &str, kind: String, ways: String) -> Diagnostic {
    error("K301", "unknown_statement", span).arg("read", read).arg("kind", kind).arg("ways", ways)
}

pub(crate) fn expected_value(span: Span, read: &str, what: String, fix: Option<Fix>, ways: String) -> Diagnostic {
    error("K302", "expected_value", span).arg("read", read).arg("what", what).arg("ways", ways).fixed_by(fix)
}

pub(crate) fn percent_sign(span: Span, read: &str, fix: String) -> Diagnostic {
    error("K303", "percent_sign", span).arg("read", read).fixed_by(put(span, fix))
}

pub(crate) fn decimal_mark(span: Span, read: &str, fix: Option<String>) -> Diagnostic {
    error("K304", "decimal_mark", span).arg("read", read).fixed_by(fix.and_then(|fix| put(span, fix)))
}

pub(crate) fn ambiguous_date(span: Span, read: &str, one: String, other: String) -> Diagnostic {
    error("K305", "ambiguous_date", span).arg("read", read).arg("one", one).arg("other", other)
}

pub(crate) fn undeclared(span: Span, read: &str, kind: String, known: String, fix: Option<Fix>) -> Diagnostic {
    error("K306", "undeclared", span).arg("read", read).arg("kind", kind).arg("known", known).fixed_by(fix)
}

pub(crate) fn expected_word(span: Span, read: &str, wanted: String, fix: Option<Fix>, ways: String) -> Diagnostic {
    error("K307", "expected_word", span).arg("read", read).arg("wanted", wanted).arg("ways", ways).fixed_by(fix)
}

pub(crate) fn surplus(span: Span, read: &str, ways: String) -> Diagnostic {
    error("K308", "surplus", span).arg("read", read).arg("ways", ways)
}

pub(crate) fn other_language(span: Span, read: &str, language: Lang, own: Lang, said: String) -> Diagnostic {
    let with = error("K309", "other_language", span).arg("read", read).arg("said", said.as_str());
    with.arg("language", Value::Language(language)).arg("own", Value::Language(own)).fixed_by(put(span, said))
}

pub(crate) fn other_clause(span: Span, read: &str, kind: String, there: String) -> Diagnostic {
    error("K310", "other_clause", span).arg("read", read).arg("kind", kind).arg("there", there)
}

pub(crate) fn two_readings(span: Span, read: &str, one: String, other: String) -> Diagnostic {
    error("K311", "two_readings", span).arg("read", read).arg("one", one).arg("other", other)
}

pub(crate) fn no_table_here(span: Span, kind: String) -> Diagnostic {
    error("K312", "no_table_here", span).arg("kind", kind)
}

pub(crate) fn unknown_column(span: Span, read: &str, known: String, fix: Option<Fix>) -> Diagnostic {
    error("K313", "unknown_column", span).arg("read", read).arg("known", known).fixed_by(fix)
}

pub(crate) fn missing_column(span: Span, missing: String) -> Diagnostic {
    error("K314", "missing_column", span).arg("missing", missing)
}

pub(crate) fn said_twice(span: Span, read: &str, first: Span) -> Diagnostic {
    error("K315", "said_twice", span).arg("read", read).also(Some(first))
}

pub(crate) fn wrong_number(span: Span, read: &str, name: &str, own: Option<String>) -> Diagnostic {
    let fix = own.and_then(|own| put(span, own));
    error("K316", "wrong_number", span).arg("read", read).arg("name", name).fixed_by(fix)
}

pub(crate) fn missing_unit(span: Span, read: &str, fix: Option<String>) -> Diagnostic {
    error("K317", "missing_unit", span).arg("read", read).fixed_by(fix.and_then(|fix| put(span, fix)))
}

pub(crate) fn no_such_value(span: Span, read: &str) -> Diagnostic {
    error("K318", "no_such_value", span).arg("read", read)
}

pub(crate) fn missing_statement(span: Span, example: String, kind: String) -> Diagnostic {
    error("K401", "missing_statement", span).arg("example", example).arg("kind", kind)
}

pub(crate) fn ends_before_start(span: Span, from: Value, until: Value) -> Diagnostic {
    error("K402", "ends_before_start", span).arg("from", from).arg("until", until)
}

pub(crate) fn equal_ends(span: Span, read: Value) -> Diagnostic {
    error("K403", "equal_ends", span).arg("from", read)
}

pub(crate) fn unlisted_value(span: Span, read: String, known: String, fix: Option<Fix>) -> Diagnostic {
    error("K404", "unlisted_value", span).arg("read", read).arg("known", known).fixed_by(fix)
}

pub(crate) fn contradiction(span: Span, read: &str, first: Span) -> Diagnostic {
    error("K405", "contradiction", span).arg("read", read).also(Some(first))
}

pub(crate) fn missing_table(span: Span, kind: String) -> Diagnostic {
    error("K406", "missing_table", span).arg("kind", kind)
}

pub(crate) fn other_period(span: Span, read: String, wanted: String) -> Diagnostic {
    error("K407", "other_period", span).arg("read", read).arg("wanted", wanted)
}

pub(crate) fn rows_disagree(span: Span, priority: String, first: Span) -> Diagnostic {
    error("K408", "rows_disagree", span).arg("priority", priority).also(Some(first))
}

pub(crate) fn overlapping_rows(span: Span, first: Span) -> Diagnostic {
    error("K409", "overlapping_rows", span).also(Some(first))
}

pub(crate) fn no_such_row(span: Span, read: String, known: String, fix: Option<Fix>) -> Diagnostic {
    error("K410", "no_such_row", span).arg("read", read).arg("known", known).fixed_by(fix)
}

pub(crate) fn counted_from_other_weekday(span: Span, date: Date, weekday: Value, said: Value) -> Diagnostic {
    error("K411", "counted_from_other_weekday", span).arg("date", date).arg("weekday", weekday).arg("said", said)
}

pub(crate) fn circular_window(span: Span, name: &str) -> Diagnostic {
    error("K412", "circular_window", span).arg("name", name)
}

pub(crate) fn same_rank(span: Span, date: Date, first: Option<Span>) -> Diagnostic {
    error("K413", "same_rank", span).arg("date", date).also(first)
}

pub(crate) fn working_days_undefined(span: Span, example: String) -> Diagnostic {
    error("K414", "working_days_undefined", span).arg("example", example)
}

pub(crate) fn carries_across_types(span: Span, one: String, other: String) -> Diagnostic {
    error("K415", "carries_across_types", span).arg("one", one).arg("other", other)
}

pub(crate) fn owed_by_other(span: Span, kind: String, other: String) -> Diagnostic {
    error("K416", "owed_by_other", span).arg("kind", kind).arg("other", other)
}

pub(crate) fn closing_without_case(span: Span, example: String) -> Diagnostic {
    error("K417", "closing_without_case", span).arg("example", example)
}

pub(crate) fn hours_without_clock(span: Span) -> Diagnostic {
    lint("K501", "hours_without_clock", span)
}

pub(crate) fn channel_without_row(span: Span, example: String) -> Diagnostic {
    lint("K502", "channel_without_row", span).arg("example", example)
}

pub(crate) fn no_handover_point(span: Span, example: String) -> Diagnostic {
    lint("K503", "no_handover_point", span).arg("example", example)
}

pub(crate) fn holiday_and_night(span: Span, date: Date, default: String, other: String) -> Diagnostic {
    lint("K504", "holiday_and_night", span).arg("date", date).arg("default", default).arg("other", other)
}

pub(crate) fn repeated_hour(span: Span, date: Date, default: String, other: String) -> Diagnostic {
    lint("K505", "repeated_hour", span).arg("date", date).arg("default", default).arg("other", other)
}

pub(crate) fn skipped_end(span: Span, date: Date, default: String, other: String) -> Diagnostic {
    lint("K506", "skipped_end", span).arg("date", date).arg("default", default).arg("other", other)
}

pub(crate) fn open_clocks(span: Span, defaults: String) -> Diagnostic {
    lint("K531", "open_clocks", span).arg("defaults", defaults)
}

pub(crate) fn days_of_which_kind(
    span: Span,
    read: String,
    calendar: String,
    working: String,
    fix: Option<Fix>,
) -> Diagnostic {
    let said = lint("K507", "days_of_which_kind", span).arg("read", read).arg("calendar", calendar);
    said.arg("working", working).fixed_by(fix)
}

pub(crate) fn month_ends_open(span: Span, default: String, other: String) -> Diagnostic {
    lint("K508", "month_ends_open", span).arg("default", default).arg("other", other)
}

pub(crate) fn never_so_long(span: Span, name: String, limit: Millis) -> Diagnostic {
    lint("K509", "never_so_long", span).arg("name", name).arg("limit", limit)
}

pub(crate) fn never_working_day(span: Span) -> Diagnostic {
    lint("K510", "never_working_day", span)
}

pub(crate) fn odd_minute(span: Span, read: TimeOfDay, meant: TimeOfDay, fix: Option<Fix>) -> Diagnostic {
    lint("K511", "odd_minute", span).arg("read", read).arg("meant", meant).fixed_by(fix)
}

/// A silence of the contract that can change a verdict: what holds, and what else can be said.
fn silence(code: &'static str, key: &'static str, span: Span, default: String, other: String) -> Diagnostic {
    lint(code, key, span).arg("default", default).arg("other", other)
}

pub(crate) fn impairments_open(span: Span, default: String, other: String) -> Diagnostic {
    silence("K521", "impairments_open", span, default, other)
}

pub(crate) fn unexplained_open(span: Span, default: String, other: String) -> Diagnostic {
    silence("K522", "unexplained_open", span, default, other)
}

pub(crate) fn part_period_open(span: Span, default: String, other: String) -> Diagnostic {
    silence("K523", "part_period_open", span, default, other)
}

pub(crate) fn parts_open(span: Span, default: String, other: String) -> Diagnostic {
    silence("K524", "parts_open", span, default, other)
}

pub(crate) fn duty_without_due(span: Span, period: String, occasion: String) -> Diagnostic {
    lint("K525", "duty_without_due", span).arg("period", period).arg("occasion", occasion)
}

pub(crate) fn promptly_unbounded(span: Span, example: String, fix: Option<Fix>) -> Diagnostic {
    lint("K526", "promptly_unbounded", span).arg("example", example).fixed_by(fix)
}

pub(crate) fn one_or_each_open(span: Span, default: String, other: String) -> Diagnostic {
    silence("K527", "one_or_each_open", span, default, other)
}

pub(crate) fn part_due_open(span: Span, default: String, other: String) -> Diagnostic {
    silence("K528", "part_due_open", span, default, other)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
