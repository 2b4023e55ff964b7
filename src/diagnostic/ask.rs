//! What can be wrong in questions and scenarios, a named function each: the codes 6xx.
//! Those of contracts are left to `make`.

use super::{Diagnostic, make::error};
use crate::{phrase::Value, source::Span, time::Date};

pub(crate) fn unknown_question(span: Span, ways: String) -> Diagnostic {
    error("K601", "unknown_question", span).arg("ways", ways)
}

pub(crate) fn wrong_weekday(span: Span, date: Date, weekday: Value, said: Value) -> Diagnostic {
    error("K602", "wrong_weekday", span).arg("date", date).arg("weekday", weekday).arg("said", said)
}

pub(crate) fn impossible_period(span: Span, read: &str) -> Diagnostic {
    error("K603", "impossible_period", span).arg("read", read)
}

pub(crate) fn reversed_span(span: Span) -> Diagnostic {
    error("K610", "reversed_span", span)
}

pub(crate) fn no_scenarios(span: Span) -> Diagnostic {
    error("K604", "no_scenarios", span)
}

pub(crate) fn unknown_scenario_line(span: Span) -> Diagnostic {
    error("K605", "unknown_scenario_line", span)
}

pub(crate) fn unknown_event(span: Span, ways: String) -> Diagnostic {
    error("K606", "unknown_event", span).arg("ways", ways)
}

pub(crate) fn unknown_answer(span: Span) -> Diagnostic {
    error("K607", "unknown_answer", span)
}

pub(crate) fn no_earlier_event(span: Span) -> Diagnostic {
    error("K608", "no_earlier_event", span)
}

pub(crate) fn not_in_contract(span: Span, read: &str, known: String) -> Diagnostic {
    error("K609", "not_in_contract", span).arg("read", read).arg("known", known)
}
