//! Values that stand in the slots of a phrase.
//! How they are read is left to `syntax`, how they are written to `print`.

use super::Said;
use crate::{
    name::{Id, Lang},
    percent::Percent,
    time::{Date, Instant, Millis, TimeOfDay, Zone},
};

/// A value in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Free text.
    Text(String),
    /// A name, by id.
    Name(Id),
    /// A reference to a clause, by its name's id; printed in the form that the pattern asks for.
    Ref(Id),
    /// A whole number.
    Int(i64),
    /// A percentage.
    Percent(Percent),
    /// A civil date.
    Date(Date),
    /// A local reading.
    Time(TimeOfDay),
    /// A length of time.
    Duration(Millis),
    /// An instant, printed in the printer's zone.
    Instant(Instant),
    /// A zone.
    Zone(Zone),
    /// A language.
    Language(Lang),
    /// A phrase of the class that the slot names.
    Phrase(Box<Said>),
    /// Several, with commas.
    List(Vec<Value>),
}

/// What stands in the slots of a phrase, by role, in the order of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots(Vec<(&'static str, Value)>);

impl Value {
    /// The slot types that are read and written by themselves, not by a class of phrases.
    pub const LEXEMES: &'static [&'static str] = &[
        "text", "word", "name", "int", "int2", "int3", "year", "percent", "date", "time", "duration", "instant",
        "zone", "language", "moment", "code",
    ];
}

impl Slots {
    /// Puts a value in the slot of that role.
    pub fn put(&mut self, role: &'static str, value: Value) {
        self.0.retain(|(other, _)| *other != role);
        self.0.push((role, value));
    }

    /// What stands in the slot of that role.
    #[must_use]
    pub fn get(&self, role: &str) -> Option<&Value> {
        self.0.iter().find(|(other, _)| *other == role).map(|(_, value)| value)
    }

    /// The text in that slot.
    #[must_use]
    pub fn text(&self, role: &str) -> Option<&str> {
        match self.get(role)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The id of the name or reference in that slot.
    #[must_use]
    pub fn name(&self, role: &str) -> Option<Id> {
        self.get(role)?.as_name()
    }

    /// The ids of the names in that slot.
    #[must_use]
    pub fn names(&self, role: &str) -> Vec<Id> {
        self.list(role).iter().filter_map(Value::as_name).collect()
    }

    /// The whole number in that slot.
    #[must_use]
    pub fn int(&self, role: &str) -> Option<i64> {
        match self.get(role)? {
            Value::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// The percentage in that slot.
    #[must_use]
    pub fn percent(&self, role: &str) -> Option<Percent> {
        match self.get(role)? {
            Value::Percent(percent) => Some(*percent),
            _ => None,
        }
    }

    /// The date in that slot.
    #[must_use]
    pub fn date(&self, role: &str) -> Option<Date> {
        match self.get(role)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The local reading in that slot.
    #[must_use]
    pub fn time(&self, role: &str) -> Option<TimeOfDay> {
        match self.get(role)? {
            Value::Time(time) => Some(*time),
            _ => None,
        }
    }

    /// The instant in that slot.
    #[must_use]
    pub fn instant(&self, role: &str) -> Option<Instant> {
        match self.get(role)? {
            Value::Instant(at) => Some(*at),
            _ => None,
        }
    }

    /// The length of time in that slot.
    #[must_use]
    pub fn duration(&self, role: &str) -> Option<Millis> {
        match self.get(role)? {
            Value::Duration(duration) => Some(*duration),
            _ => None,
        }
    }

    /// The phrase in that slot.
    #[must_use]
    pub fn phrase(&self, role: &str) -> Option<&Said> {
        match self.get(role)? {
            Value::Phrase(said) => Some(said),
            _ => None,
        }
    }

    /// The values in that slot: those of its list, or the one that stands there.
    #[must_use]
    pub fn list(&self, role: &str) -> &[Value] {
        match self.get(role) {
            Some(Value::List(list)) => list,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        }
    }

    /// Each slot with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(role, value)| (*role, value))
    }
}

impl Value {
    /// The id of a name or reference.
    #[must_use]
    pub fn as_name(&self) -> Option<Id> {
        match self {
            Value::Name(id) | Value::Ref(id) => Some(id.clone()),
            _ => None,
        }
    }

    /// The text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The phrase.
    #[must_use]
    pub fn as_phrase(&self) -> Option<&Said> {
        match self {
            Value::Phrase(said) => Some(said),
            _ => None,
        }
    }
}

impl From<Said> for Value {
    fn from(said: Said) -> Self {
        Value::Phrase(Box::new(said))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

macro_rules! value_from {
    ($($kind:ident($of:ty)),*) => { $(
        impl From<$of> for Value {
            fn from(value: $of) -> Self {
                Value::$kind(value)
            }
        }
    )* };
}
value_from!(
    Int(i64),
    Percent(Percent),
    Date(Date),
    Time(TimeOfDay),
    Duration(Millis),
    Instant(Instant),
    Zone(Zone),
    List(Vec<Value>)
);
