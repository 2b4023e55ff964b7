//! An event as it is written: one JSON object, CloudEvents 1.0 included.
//! Typing what it says is left to `happening`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A value in an event's data; unknown fields are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Datum {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
    /// Anything else, kept and not read.
    Other(serde_json::Value),
}

/// An event as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RawEvent {
    /// The id within the source.
    pub id: Option<String>,
    /// When it happened, RFC 3339 with offset; `time` in CloudEvents.
    #[serde(alias = "time")]
    pub at: Option<String>,
    /// When it became known.
    pub known_at: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// Place in the source's own order.
    pub seq: Option<u64>,
    /// The id of the event that it replaces.
    pub corrects: Option<String>,
    /// The state before.
    pub previous: Option<String>,
    /// The type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Whom it is about.
    pub subject: Option<String>,
    /// What it says.
    #[serde(default)]
    pub data: BTreeMap<String, Datum>,
}
