//! The fields of an event as they were written, borrowed from the input: known names, values of few kinds.
//! Which field an event of which type needs is left to `typed`.

use super::UnusedReason;
use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{borrow::Cow, fmt};

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Datum<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(Cow<'a, str>),
    /// Names, each with its value where it has one: a list of texts, or an object of texts.
    Named(Vec<(Cow<'a, str>, Option<Cow<'a, str>>)>),
    /// Anything else; no field is read from it, so only how it is shown is kept.
    Other(Cow<'static, str>),
}

/// The fields of an event's `data` that events are read from; every other field does no harm and is not kept.
#[derive(Clone, Debug)]
pub struct Data<'a> {
    names: &'static [&'static str],
    values: Vec<(&'static str, Datum<'a>)>,
    /// A field that was given twice with different values.
    repeated: Option<&'static str>,
}

impl<'a> Data<'a> {
    /// The names of all fields of `data` that some type of event is read from.
    pub const FIELDS: &'static [&'static str] = &[
        "address",
        "agreement",
        "asked",
        "automatic",
        "by",
        "case",
        "category",
        "cause",
        "channel",
        "client",
        "credentials",
        "degree",
        "duty",
        "effect",
        "evidence",
        "extent",
        "form",
        "from",
        "incident",
        "internal",
        "kind",
        "occasion",
        "of",
        "part",
        "period",
        "place",
        "previous",
        "priority",
        "question",
        "reported",
        "reporter",
        "service",
        "to",
        "until",
        "value",
        "version",
        "what",
    ];

    /// No fields.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Self::FIELDS)
    }

    pub(super) fn of(names: &'static [&'static str]) -> Self {
        Data { names, values: Vec::new(), repeated: None }
    }

    /// Takes a field. A name that is not in [`Data::FIELDS`] is let go.
    pub fn put(&mut self, field: &str, value: Datum<'a>) {
        if let Some(name) = self.names.iter().find(|name| **name == field) {
            self.put_known(name, value);
        }
    }

    fn put_known(&mut self, name: &'static str, value: Datum<'a>) {
        match self.values.iter().find(|(known, _)| *known == name) {
            None => self.values.push((name, value)),
            Some((_, same)) if *same == value => {}
            Some(_) => self.repeat(name),
        }
    }

    pub(super) fn repeat(&mut self, name: &'static str) {
        self.repeated = Some(name);
    }

    /// The field; `None` also where it says nothing: no value, or an empty text.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Datum<'a>> {
        let value = self.values.iter().find(|(name, _)| *name == field).map(|(_, value)| value)?;
        match value {
            Datum::Null => None,
            Datum::Text(text) if text.trim().is_empty() => None,
            Datum::Bool(_) | Datum::Int(_) | Datum::Text(_) | Datum::Named(_) | Datum::Other(_) => Some(value),
        }
    }

    /// The field as a word: a text, or a whole number as it is written.
    pub(super) fn word(&self, field: &'static str) -> Result<Option<Cow<'_, str>>, UnusedReason> {
        match self.get(field) {
            None => Ok(None),
            Some(Datum::Text(text)) => Ok(Some(Cow::Borrowed(text.trim()))),
            Some(Datum::Int(number)) => Ok(Some(Cow::Owned(number.to_string()))),
            Some(other) => Err(other.bad(field)),
        }
    }

    /// Nothing, unless a field was given twice with different values.
    pub(super) fn must_be_unambiguous(&self) -> Result<(), UnusedReason> {
        match self.repeated {
            None => Ok(()),
            Some(field) => Err(UnusedReason::RepeatedField { field: field.to_owned() }),
        }
    }
}

impl Default for Data<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl Datum<'_> {
    /// The reason that this value of `field` cannot be read.
    pub(super) fn bad(&self, field: &str) -> UnusedReason {
        UnusedReason::BadField { field: field.to_owned(), value: clip(&self.to_string()) }
    }
}

impl fmt::Display for Datum<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Datum::Null => f.write_str("null"),
            Datum::Bool(value) => write!(f, "{value}"),
            Datum::Int(value) => write!(f, "{value}"),
            Datum::Text(value) => f.write_str(value),
            Datum::Named(named) if named.iter().any(|(_, value)| value.is_some()) => f.write_str("{…}"),
            Datum::Named(_) => f.write_str("[…]"),
            Datum::Other(value) => f.write_str(value),
        }
    }
}

/// At most 60 characters of a text from outside.
pub(super) fn clip(text: &str) -> String {
    match text.char_indices().nth(60) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Reads a JSON object's known fields; `Err` holds how anything else is shown.
pub(super) struct DataSeed;

impl<'de> DeserializeSeed<'de> for DataSeed {
    type Value = Result<Data<'de>, Datum<'de>>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        struct Whole;
        impl<'de> Visitor<'de> for Whole {
            type Value = Result<Data<'de>, Datum<'de>>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut data = Data::new();
                while let Some(Name(name)) = map.next_key_seed(NameSeed(data.names))? {
                    match name {
                        Some(name) => data.put_known(name, map.next_value()?),
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Ok(data))
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Ok(Data::new()))
            }
            fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
                Ok(Err(Datum::Bool(value)))
            }
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
                AnyDatum.visit_i64(value).map(Err)
            }
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
                AnyDatum.visit_u64(value).map(Err)
            }
            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
                AnyDatum.visit_f64(value).map(Err)
            }
            fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
                AnyDatum.visit_str(value).map(Err)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                AnyDatum.visit_seq(seq).map(Err)
            }
        }
        from.deserialize_any(Whole)
    }
}

/// A name of the list, or none of them.
pub(super) struct Name(pub(super) Option<&'static str>);

/// Reads a name by a list.
pub(super) struct NameSeed(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Name;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Name, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Name;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }
    fn visit_str<E>(self, name: &str) -> Result<Name, E> {
        Ok(Name(self.0.iter().copied().find(|known| *known == name)))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Datum<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyDatum)
    }
}

struct AnyDatum;

impl<'de> Visitor<'de> for AnyDatum {
    type Value = Datum<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Datum<'de>, E> {
        Ok(Datum::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Datum<'de>, E> {
        Ok(Datum::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Datum<'de>, E> {
        Ok(Datum::Int(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Datum<'de>, E> {
        Ok(i64::try_from(value).map_or_else(|_| Datum::Other(value.to_string().into()), Datum::Int))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Datum<'de>, E> {
        // Kept only to be shown: no field of an event is a fraction.
        Ok(Datum::Other(value.to_string().into()))
    }
    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Datum<'de>, E> {
        Ok(Datum::Text(Cow::Borrowed(value)))
    }
    fn visit_str<E>(self, value: &str) -> Result<Datum<'de>, E> {
        Ok(Datum::Text(Cow::Owned(value.to_owned())))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Datum<'de>, A::Error> {
        let (mut named, mut all) = (Vec::new(), true);
        while let Some(value) = seq.next_element()? {
            match value {
                Datum::Text(name) => named.push((name, None)),
                _ => all = false,
            }
        }
        Ok(if all { Datum::Named(named) } else { Datum::Other("[…]".into()) })
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Datum<'de>, A::Error> {
        let (mut named, mut all) = (Vec::new(), true);
        while let Some((name, value)) = map.next_entry::<Datum<'de>, Datum<'de>>()? {
            match (name, value) {
                (Datum::Text(name), Datum::Text(value)) => named.push((name, Some(value))),
                (Datum::Text(name), Datum::Int(value)) => named.push((name, Some(value.to_string().into()))),
                (Datum::Text(name), Datum::Bool(value)) => named.push((name, Some(value.to_string().into()))),
                (Datum::Text(name), Datum::Null) => named.push((name, None)),
                _ => all = false,
            }
        }
        Ok(if all { Datum::Named(named) } else { Datum::Other("{…}".into()) })
    }
}
