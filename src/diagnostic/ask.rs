//! What can be wrong in questions and scenarios, a named function each: the codes 6xx.
//! Those of contracts are left to `make`.

use super::{Diagnostic, codes::*, make::of};
use crate::{phrase::Value, source::Span, time::Date};

pub(crate) fn unknown_question(span: Span, ways: String) -> Diagnostic {
    of(K601, span).arg("ways", ways)
}

pub(crate) fn wrong_weekday(span: Span, date: Date, weekday: Value, said: Value) -> Diagnostic {
    of(K602, span).arg("date", date).arg("weekday", weekday).arg("said", said)
}

pub(crate) fn impossible_period(span: Span, read: &str) -> Diagnostic {
    of(K603, span).arg("read", read)
}

pub(crate) fn reversed_span(span: Span) -> Diagnostic {
    of(K610, span)
}

pub(crate) fn no_scenarios(span: Span) -> Diagnostic {
    of(K604, span)
}

pub(crate) fn unknown_scenario_line(span: Span) -> Diagnostic {
    of(K605, span)
}

pub(crate) fn unknown_event(span: Span, ways: String) -> Diagnostic {
    of(K606, span).arg("ways", ways)
}

pub(crate) fn unknown_answer(span: Span) -> Diagnostic {
    of(K607, span)
}

pub(crate) fn no_earlier_event(span: Span) -> Diagnostic {
    of(K608, span)
}

pub(crate) fn not_in_contract(span: Span, read: &str, known: String) -> Diagnostic {
    of(K609, span).arg("read", read).arg("known", known)
}
