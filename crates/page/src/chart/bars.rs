//! Lying bars, one a line: a name, a length, and the figure in words beside it.
//! What is measured is left to the callers.

use super::{Drawing, Told, WIDTH, scaled};

/// Where bars begin.
const LEFT: i64 = 72;
/// How long a bar is at most.
const LONGEST: i64 = 262;
/// From one line to the next.
const LINE: i64 = 22;

/// A bar: what it is called, its length, what of it is uncertain besides, and the figure in words.
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) certain: i64,
    pub(crate) uncertain: i64,
    pub(crate) figure: String,
}

/// Bars on one scale, from the top.
pub(crate) fn bars(told: &Told, all: &[Bar]) -> String {
    let longest = all.iter().map(|bar| bar.certain.saturating_add(bar.uncertain)).max().unwrap_or(0);
    let lines = i64::try_from(all.len()).unwrap_or(0);
    let mut drawing = Drawing::of(told, lines * LINE + 8);
    drawing.line("axis", (LEFT, 2), (LEFT, lines * LINE + 6));
    for (line, bar) in (0..).zip(all) {
        let top = line * LINE + 8;
        drawing.text("name", (LEFT - 8, top + 11), &bar.name);
        let certain = scaled(bar.certain, longest, LONGEST);
        let uncertain = scaled(bar.uncertain, longest, LONGEST).min(WIDTH - LEFT - certain);
        drawing.rectangle("bar", (LEFT, top), (certain, 14));
        if uncertain > 0 {
            drawing.rectangle("bar unknown", (LEFT + certain, top), (uncertain, 14));
        }
        let none = bar.certain == 0 && bar.uncertain == 0;
        let class = if none { "figure nothing" } else { "figure" };
        drawing.text(class, (LEFT + certain + uncertain + 7, top + 11), &bar.figure);
    }
    drawing.done()
}
