//! Judgements altered in one figure each, to show that every altered reason is refused.
//! Refusing them is left to [`verify`](crate::verify); what it cannot know is listed as evidence.
//!
//! ```
//! use klausel_verify::alter::{alterations, evidence};
//! let judgement = serde_json::json!({"verdict": "met", "as_of": "2025-03-10T12:00:00.000Z"});
//! let altered = alterations(&judgement);
//! assert!(altered.iter().any(|(pointer, value)| pointer == "/verdict" && value["verdict"] == "missed"));
//! assert!(altered.iter().any(|(pointer, value)| pointer == "/as_of" && value["as_of"] == "2025-03-10T12:00:00.001Z"));
//! assert!(evidence(&judgement, "/verdict").is_none());
//! assert!(evidence(&judgement, "/known_as_of").is_some());
//! ```

use crate::moment::{DAY, Day, Moment};
use serde_json::Value;

/// What an alteration may touch unseen, as a pattern, and why: the contract or the event log says it, and nothing
/// else in the judgement repeats it. Each is refused all the same where another figure depends on it.
///
/// A pattern is a JSON pointer in which a step's index is its `step` word, and `*` any one part.
pub const EVIDENCE: &[(&str, &str)] = &[
    ("/as_of", "the question says it; it bounds every event, and is checked wherever no act came"),
    ("/known_as_of", "the question says it; it bounds every event"),
    ("/reason/reported/by/at", "the event log says it; one event has one instant"),
    ("/reason/started/by/at", "the event log says it; it matters unless it is received at the next opening"),
    ("/reason/row_applies/priority", "the event log says it; the last is the one that the verdict counts under"),
    ("/reason/row_applies/by/at", "the event log says it; it matters unless the row applies from the start"),
    ("/reason/paused/by/at", "the event log says it; it matters unless it happened before the start"),
    ("/reason/paused/ended/at", "the event log says it; no pause outlasts it"),
    ("/reason/paused/until", "the event log says it; it matters where the window is open"),
    ("/reason/acted/by/at", "the event log says it; it matters unless it happened before the start"),
    ("/reason/disqualified/by/at", "the event log says it; the act decides nothing"),
    ("/reason/planned/acts/*/1/at", "the event log says it; an agreement comes before its interval"),
    ("/reason/planned/agreed/from", "the event log says it; it matters where the agreed time counts"),
    ("/reason/planned/agreed/until", "the event log says it; it matters where the agreed time counts"),
    ("/reason/outage/began/at", "the event log says it; it matters where the outage begins in the period"),
    ("/reason/outage/ended/at", "the event log says it; it matters where the outage ends in the period"),
    ("/reason/windows/openings/*/from", "the contract says it; it matters where time is measured"),
    ("/reason/windows/openings/*/until", "the contract says it; it matters where time is measured"),
    ("/reason/windows/holidays/*/date", "the calendar says it; no opening starts on it"),
    ("/reason/reported/channel", "the event log says it; it matters where a row demands another"),
    ("/reason/channel_lacking/demanded/*", "the contract says it; it is not the channel found"),
    ("/reason/row_applies/limit", "the contract says it; it matters where a due instant follows from it"),
    ("/reason/*/cite/item/row", "the contract says it; one priority has one row"),
    ("/reason/*/row/item/row", "the contract says it; one priority has one row"),
    ("/reason/*/stated/item/row", "the contract says it; it decides nothing"),
    ("/reason/*/decided_by/cite/item/row", "the contract says it; it decides nothing"),
    ("/reason/*/decided_by/stated/item/row", "the contract says it; it decides nothing"),
    ("/reason/period/whole/from", "the contract says it; it is the first midnight of a period of the calendar"),
    ("/reason/period/whole/until", "the contract says it; it is the last midnight of a period of the calendar"),
    ("/figures/availability/target", "the contract says it; it matters where something is compared"),
];

const HOUR: i64 = 3_600_000;
const VERDICTS: [&str; 6] = ["met", "missed", "open", "not_owed", "excused", "undetermined"];
const CHANNELS: [&str; 4] = ["phone", "e-mail", "portal", "chat"];

/// Every judgement that differs from this one in one figure, with the JSON pointer of that figure.
///
/// Numbers become one more, one less, an hour of milliseconds more and less; instants a millisecond, an hour and
/// a day later and earlier; dates a day later and earlier; percentages one in the last digit more and less;
/// verdicts and channels any other of their words; priorities and rows another id; yes becomes no.
#[must_use]
pub fn alterations(judgement: &Value) -> Vec<(String, Value)> {
    let mut altered = Vec::new();
    visit(judgement, &mut Vec::new(), &mut |path, figure| {
        for other in others(path, figure) {
            let mut copy = judgement.clone();
            let pointer = path.iter().fold(String::new(), |pointer, part| pointer + "/" + part);
            if let Some(place) = copy.pointer_mut(&pointer) {
                *place = other;
                altered.push((pointer, copy));
            }
        }
    });
    altered
}

/// Why a figure is evidence, which may be altered unseen where nothing depends on it; `None` where it never may.
#[must_use]
pub fn evidence(judgement: &Value, pointer: &str) -> Option<&'static str> {
    let mut parts: Vec<&str> = pointer.split('/').collect();
    if let [_, "reason", index, ..] = parts.as_mut_slice() {
        let word = judgement.pointer(&format!("/reason/{index}/step")).and_then(Value::as_str);
        *index = word.unwrap_or(index);
    }
    let matches = |pattern: &str| {
        let pattern: Vec<&str> = pattern.split('/').collect();
        let alike = |(one, other): (&&str, &&str)| *one == "*" || one == other;
        pattern.len() == parts.len() && pattern.iter().zip(&parts).all(alike)
    };
    EVIDENCE.iter().find(|(pattern, _)| matches(pattern)).map(|&(_, why)| why)
}

/// Calls with each leaf and the escaped parts of its pointer.
fn visit(value: &Value, path: &mut Vec<String>, leaf: &mut impl FnMut(&[String], &Value)) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                path.push(name.replace('~', "~0").replace('/', "~1"));
                visit(field, path, leaf);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index.to_string());
                visit(item, path, leaf);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => leaf(path, value),
    }
}

/// What else a figure could have said.
fn others(path: &[String], figure: &Value) -> Vec<Value> {
    match figure {
        Value::Bool(yes) => vec![Value::Bool(!yes)],
        Value::Number(number) => {
            let Some(number) = number.as_i64() else { return Vec::new() };
            [1, -1, HOUR, -HOUR].iter().filter_map(|by| number.checked_add(*by)).map(Value::from).collect()
        }
        Value::String(text) => other_texts(path, text).into_iter().map(Value::String).collect(),
        Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

fn other_texts(path: &[String], text: &str) -> Vec<String> {
    if let Some(at) = Moment::read(text) {
        let by = [1, -1, HOUR, -HOUR, DAY, -DAY];
        return by.iter().map(|by| at.plus(*by).to_string()).collect();
    }
    if let Some(day) = Day::read(text) {
        return [1, -1].iter().map(|by| Day(day.0.saturating_add(*by)).to_string()).collect();
    }
    let words = |all: &[&str]| all.iter().filter(|word| **word != text).map(|word| (*word).to_owned()).collect();
    // An item of a list is known by the list's name.
    let named = path.iter().rev().find(|part| part.parse::<usize>().is_err()).map_or("", String::as_str);
    match named {
        "verdict" => words(&VERDICTS),
        "channel" | "found" | "demanded" => words(&CHANNELS),
        "priority" | "row" => vec![format!("{text}-altered")],
        "target" => percentages(text),
        _ => Vec::new(),
    }
}

/// One more and one less in the last digit.
fn percentages(text: &str) -> Vec<String> {
    let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
    let Ok(digits) = text.replacen('.', "", 1).parse::<u64>() else { return Vec::new() };
    let neighbours = [digits.checked_add(1), digits.checked_sub(1)];
    let write = |digits: u64| {
        let padded = format!("{digits:0width$}", width = decimals + 1);
        let (whole, part) = padded.split_at(padded.len() - decimals);
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    };
    neighbours.into_iter().flatten().map(write).collect()
}
