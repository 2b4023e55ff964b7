//! Instants as events write them: RFC 3339 with an offset, and the two ways in which a text falls short of it.
//! Local times with a zone from elsewhere are left to whoever knows the zone.

use super::{UnusedReason, data::clip};
use crate::time::Instant;
use chrono::NaiveDateTime;

/// The instant of a field, cut toward the past to whole milliseconds.
pub(super) fn read_instant(field: &str, text: &str) -> Result<Instant, UnusedReason> {
    let text = text.trim();
    text.parse().map_err(|_| {
        if is_local(text) {
            UnusedReason::NoZone { value: clip(text) }
        } else {
            UnusedReason::BadField { field: field.to_owned(), value: clip(text) }
        }
    })
}

/// Whether a text says more than milliseconds, which an instant does not keep.
pub(super) fn is_finer_than_millis(text: &str) -> bool {
    let Some((_, fraction)) = text.split_once('.') else { return false };
    fraction.bytes().take_while(u8::is_ascii_digit).skip(3).any(|digit| digit != b'0')
}

fn is_local(text: &str) -> bool {
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .any(|form| NaiveDateTime::parse_from_str(text, form).is_ok())
}
