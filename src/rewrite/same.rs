//! Whether two readings say the same, whatever the order in which a language has their slots.
//! Reading is left to `syntax`.

use crate::phrase::{Said, Value};

/// Whether both are the same phrase with the same values.
pub(super) fn same(one: &Said, other: &Said) -> bool {
    one.id == other.id
        && one.slots.iter().count() == other.slots.iter().count()
        && one.slots.iter().all(|(role, value)| other.slots.get(role).is_some_and(|other| same_value(value, other)))
}

fn same_value(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Phrase(one), Value::Phrase(other)) => same(one, other),
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_value(one, other))
        }
        (one, other) => one == other,
    }
}
