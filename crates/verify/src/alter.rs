//! Judgements altered in one figure each, to show that every altered reason is refused.
//! Refusing them is left to [`verify`](crate::verify); what it cannot know is listed as evidence.
//!
//! ```
//! use klausel_verify::alter::{alterations, evidence};
//! let mut judgement = serde_json::json!({"verdict": "met", "as_of": "2025-03-10T12:00:00.000Z"});
//! let altered = alterations(&judgement);
//! let missed = altered.iter().find(|one| one.pointer == "/verdict" && one.figure == "missed").unwrap();
//! let before = missed.exchange(&mut judgement);
//! assert_eq!((judgement["verdict"].as_str(), before), (Some("missed"), "met".into()));
//! assert!(altered.iter().any(|one| one.pointer == "/as_of" && one.figure == "2025-03-10T12:00:00.001Z"));
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
    ("/as_of", "the question says it; it matters where no act came, and bounds every event"),
    ("/known_as_of", "the question says it; it bounds every event"),
    ("/stage", "no step says whether a return or an explanation may still turn this miss"),
    ("/figures/availability/target", "the contract says it; it matters where something is compared"),
    ("/reason/reported/channel", "the event log says it; it matters where a row demands another"),
    ("/reason/started/by/at", "the event log says it; it matters unless it happened before the clocks start"),
    ("/reason/row_applies/priority", "the event log says it; the last is the one that the verdict counts under"),
    ("/reason/row_applies/limit", "the contract says it; it matters where a due instant follows from it"),
    ("/reason/row_applies/limit/*", "the contract says it; it matters where a due instant follows from it"),
    ("/reason/row_applies/by/at", "the event log says it; it matters unless the row applies from the start"),
    ("/reason/no_row/by/at", "the event log says it; it matters unless no row applies from the start"),
    ("/reason/channel_lacking/demanded/*", "the contract says it; it is not the channel found"),
    ("/reason/windows/openings/*/from", "the contract says it; it matters outside pauses"),
    ("/reason/windows/openings/*/until", "the contract says it; it matters outside pauses"),
    ("/reason/working_days/days/*", "the contract says it; how many they are, and the last of them, decide"),
    ("/reason/working_days/holidays/*/date", "the calendar says it; no working day is one"),
    ("/reason/windows/holidays/*/date", "the calendar says it; no opening starts on it"),
    (
        "/reason/due_on_day/at",
        "the contract says at what time the last day ends; it matters where it is the due instant",
    ),
    ("/reason/reopenable_until/until", "the contract says it; it matters where the end of the case stopped the clock"),
    ("/reason/acted/by/at", "the event log says it; it matters unless it happened before the start"),
    ("/reason/disqualified/by/at", "the event log says it; the act decides nothing, and came before the one that does"),
    ("/reason/disputed/events/*/at", "the event log says it; the time in dispute begins with one of them"),
    ("/reason/disputed/intervals/*/until", "the event log says it; it matters within the base"),
    ("/figures/availability/shown/decimals", "the contract says it; it decides nothing"),
    ("/figures/availability/shown/half_up", "the contract says it; it decides nothing"),
    ("/reason/outage/reported", "the event log says it; it matters where the outage counts from it"),
    ("/reason/excluded_time/by/at", "the event log says it; the time may lie elsewhere"),
    ("/reason/excluded_time/intervals/*/from", "the contract or the event log says it; it matters within the window"),
    ("/reason/excluded_time/intervals/*/until", "the contract or the event log says it; it matters within the window"),
    ("/reason/parts/needed", "the contract says it; it matters where several parts were down"),
    ("/reason/planned/beyond/*/from", "the contract says it; it matters within the window"),
    ("/reason/planned/beyond/*/until", "the contract says it; it matters within the window"),
    ("/reason/runs/shortest", "the contract says it; it matters where a run is as short"),
    ("/reason/runs/whole_minutes", "the contract says it; it matters where a run does not end with a minute"),
    ("/reason/unobserved/intervals/*/from", "the event log says it; it matters within the base"),
    ("/reason/unobserved/intervals/*/until", "the event log says it; it matters within the base"),
    ("/reason/outage/unclear/*/from", "the event log says it; it matters within the base"),
    ("/reason/outage/unclear/*/until", "the event log says it; it matters within the base"),
    ("/reason/beyond_calendar/year", "the calendar says it; what is judged comes to it"),
    ("/reason/outage/began/at", "the event log says it; it matters unless it states what was before the first event"),
    ("/reason/planned/acts/*/1/at", "the event log says it; an agreement comes before its interval"),
    ("/reason/planned/agreed/from", "the event log says it; it matters where the agreed time counts"),
    ("/reason/planned/agreed/until", "the event log says it; it matters where the agreed time counts"),
    ("/reason/facts_closed/until", "the contract says it; what ended the clock came before"),
    ("/reason/facts_closed/at", "the contract says it; it was over when the judgement was made"),
    ("/reason/foreseen/plannable_from", "the contract says it; it matters where the window is open"),
    ("/figures/duty/times", "the contract says it; it matters where the duty was performed"),
    ("/reason/insufficient/by/at", "the event log says it; what does not suffice decides nothing"),
    ("/reason/performed/by/at", "the event log says it; it matters unless it happened before the occasion"),
    ("/reason/contested/by/at", "the event log says it; what is contested stays so"),
    ("/reason/duty_due/at", "the event log says it of a closing; it matters where it is the due instant"),
    ("/reason/*/cite/item/row", "the contract says it; a row has one priority"),
    ("/reason/*/row/item/row", "the contract says it; a row has one priority"),
    ("/reason/*/stated/item/row", "the contract says it; it decides nothing"),
    ("/reason/*/decided_by/cite/item/row", "the contract says it; it decides nothing"),
    ("/reason/*/decided_by/stated/item/row", "the contract says it; it decides nothing"),
];

/// One figure of a judgement that says something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Alteration {
    /// The JSON pointer of the figure.
    pub pointer: String,
    /// What it says instead.
    pub figure: Value,
}

impl Alteration {
    /// Puts the figure in its place in a judgement, and gives what stood there; `null` where there is no such place.
    pub fn exchange(&self, judgement: &mut Value) -> Value {
        let place = judgement.pointer_mut(&self.pointer);
        place.map_or(Value::Null, |place| std::mem::replace(place, self.figure.clone()))
    }
}

const HOUR: i64 = 3_600_000;
const VERDICTS: [&str; 6] = ["met", "missed", "open", "not_owed", "excused", "undetermined"];
const STAGES: [&str; 3] = ["revisable", "decided", "final"];
const CHANNELS: [&str; 4] = ["phone", "e-mail", "portal", "chat"];

/// Every judgement that differs from this one in one figure, with the JSON pointer of that figure.
///
/// Numbers become one more, one less, an hour of milliseconds more and less; instants a millisecond, an hour and
/// a day later and earlier; dates a day later and earlier; percentages one in the last digit more and less;
/// verdicts, stages and channels any other of their words; priorities and rows another id; yes becomes no.
#[must_use]
pub fn alterations(judgement: &Value) -> Vec<Alteration> {
    let mut altered = Vec::new();
    visit(judgement, &mut Vec::new(), &mut |path, figure| {
        let others = others(path, figure);
        let pointer = path.iter().fold(String::new(), |pointer, part| pointer + "/" + part);
        altered.extend(others.into_iter().map(|figure| Alteration { pointer: pointer.clone(), figure }));
    });
    altered
}

/// The shape of a figure's place: its pointer with each step's index replaced by its word, and any other index by
/// whether it is the first or the last of its list or between. Figures of one shape are checked alike.
///
/// ```
/// use klausel_verify::alter::shape;
/// let judgement = serde_json::json!({"reason": [{"step": "windows", "openings": [{"from": 1}, {"from": 2}]}]});
/// assert_eq!(shape(&judgement, "/reason/0/openings/1/from"), "/reason/windows/openings/last/from");
/// ```
#[must_use]
pub fn shape(judgement: &Value, pointer: &str) -> String {
    let mut shape = String::new();
    let mut here = Some(judgement);
    for part in pointer.split('/').skip(1) {
        let inner = here.and_then(|here| here.pointer(&format!("/{part}")));
        let length = here.and_then(Value::as_array).map_or(0, Vec::len);
        let word = inner.and_then(|inner| inner.get("step")).and_then(Value::as_str);
        shape.push('/');
        shape.push_str(match (word, part.parse::<usize>()) {
            (Some(word), _) => word,
            (None, Ok(index)) if index + 1 == length => "last",
            (None, Ok(0)) => "first",
            (None, Ok(_)) => "between",
            (None, Err(_)) => part,
        });
        here = inner;
    }
    shape
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
    // A row that held before the case left the table decides no figure: nothing else names its priority.
    let has_left = judgement.pointer("/figures/deadline/row").is_some_and(Value::is_null);
    if has_left && matches("/reason/other_row/priority") {
        return Some("a row that held before the case left its table");
    }
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
        "stage" => words(&STAGES),
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
