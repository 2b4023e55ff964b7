//! Small bars beside figures: how a number is made up, and how much of a limit is used.
//! The figures themselves stand beside them in words.

use super::{Drawing, scaled};

const LENGTH: i64 = 240;

/// How a whole is made up of parts, each with the class of its look.
pub(crate) fn shares(parts: &[(&str, u64)]) -> String {
    let mut drawing = Drawing::beside(LENGTH, 12);
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let whole: i64 = parts.iter().map(|(_, n)| number(*n)).fold(0, i64::saturating_add);
    let mut before = 0_i64;
    for (class, n) in parts.iter().filter(|(_, n)| *n > 0) {
        let from = scaled(before, whole, LENGTH);
        before = before.saturating_add(number(*n));
        let until = scaled(before, whole, LENGTH).max(from + 1);
        // A gap tells neighbours apart without their colours.
        let gap = if before < whole { 1 } else { 0 };
        drawing.rectangle(&format!("part {class}"), (from, 0), ((until - from - gap).max(1), 12));
    }
    drawing.done()
}

/// How much of a limit is used, for certain and at worst; what goes beyond it lies behind the mark.
pub(crate) fn share_of(limit: i64, used: i64, uncertain: i64) -> String {
    let mut drawing = Drawing::beside(LENGTH, 14);
    let most = limit.max(used.saturating_add(uncertain)).max(1);
    // Whatever is over the limit is drawn over it, be it by a millisecond.
    let over = used > limit;
    let at = if most > limit { scaled(limit, most, LENGTH - 3).min(LENGTH - 6) } else { LENGTH - 2 };
    let length = if over { scaled(used, most, LENGTH).max(at + 4) } else { scaled(used, most, LENGTH).min(at) };
    drawing.rectangle("track", (0, 3), (at, 8));
    drawing.rectangle(if over { "used over" } else { "used" }, (0, 3), (length, 8));
    if uncertain > 0 {
        let end = scaled(used.saturating_add(uncertain), most, LENGTH);
        drawing.rectangle("bar unknown", (length, 3), ((end - length).max(2), 8));
    }
    drawing.rectangle("mark", (at, 0), (2, 14));
    drawing.done()
}
