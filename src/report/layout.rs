//! Lines for a terminal of 80 columns: wrapping and tables, aligned by what a character takes on the screen.
//! What stands in them is left to `text`.

/// Lines are wrapped before this column.
pub(super) const COLUMNS: usize = 80;

/// How many columns a text takes: combining marks none, wide letters of East Asia two.
///
/// ```
/// assert_eq!(klausel::report::width("Prioritäten"), 11);
/// assert_eq!(klausel::report::width("a\u{308}"), 1);
/// assert_eq!(klausel::report::width("監視"), 4);
/// ```
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// A text over lines; the first begins with `first`, the others with as many blanks as `next`.
pub(crate) fn wrapped(text: &str, first: &str, next: usize) -> String {
    let mut out = String::from(first);
    let mut column = width(first);
    let mut at_start = true;
    let words = text.split(' ').flat_map(|word| broken(word, COLUMNS - next.min(COLUMNS / 2)));
    for word in words {
        let length = width(word);
        if !at_start && column + 1 + length > COLUMNS {
            out.push('\n');
            out.push_str(&" ".repeat(next));
            column = next;
        } else if !at_start {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        at_start = false;
    }
    out.push('\n');
    out
}

/// A word in pieces that are no wider than `room`: a whole word where it fits.
fn broken(word: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut taken) = (0, 0);
    for (place, c) in word.char_indices() {
        if taken + columns(c) > room && place > from {
            pieces.extend(word.get(from..place));
            (from, taken) = (place, 0);
        }
        taken += columns(c);
    }
    pieces.extend(word.get(from..));
    pieces
}

/// A text over lines of at most `room` columns.
fn folded(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').flat_map(|word| broken(word, room)) {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How a column is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A table with a rule under its header, indented by two; a header of several words stands over several lines, and so does
/// a name in the first column for which the page is too narrow.
pub(crate) fn table(header: &[String], sides: &[Side], rows: &[Vec<String>]) -> String {
    let headers = over_lines(header);
    let mut widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells = headers.iter().chain(rows);
            cells.filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    let others: usize = widths.iter().skip(1).map(|width| width + 2).sum();
    let room = COLUMNS.saturating_sub(others + 2).max(8);
    widths.iter_mut().take(1).for_each(|width| *width = (*width).min(room));
    let line = |cells: &[String]| {
        let mut out = String::from(" ");
        for ((cell, width_of), side) in cells.iter().zip(&widths).zip(sides) {
            let room = " ".repeat(width_of.saturating_sub(width(cell)));
            out.push(' ');
            match side {
                Side::Left => out.extend([cell.as_str(), room.as_str()]),
                Side::Right => out.extend([room.as_str(), cell.as_str()]),
            }
            out.push(' ');
        }
        format!("{}\n", out.trim_end())
    };
    let rule: String = widths.iter().map(|width| format!(" {} ", "─".repeat(*width))).collect();
    let mut out: String = headers.iter().map(|cells| line(cells)).collect();
    out.push_str(&format!(" {}\n", rule.trim_end()));
    for row in rows {
        let names = row.first().map(|name| folded(name, room)).unwrap_or_default();
        for (place, name) in names.into_iter().enumerate() {
            let rest = row.iter().skip(1).map(|cell| if place == 0 { cell.clone() } else { String::new() });
            out.push_str(&line(&std::iter::once(name).chain(rest).collect::<Vec<_>>()));
        }
    }
    out
}

/// The words of each header one below the other, the last of each on the last line.
fn over_lines(header: &[String]) -> Vec<Vec<String>> {
    let words: Vec<Vec<&str>> = header.iter().map(|cell| cell.split(' ').collect()).collect();
    let height = words.iter().map(Vec::len).max().unwrap_or(0);
    let line = |nth: usize| {
        let word = |words: &Vec<&str>| {
            let place = (nth + words.len()).checked_sub(height);
            place.and_then(|place| words.get(place)).map_or_else(String::new, |word| (*word).to_owned())
        };
        words.iter().map(word).collect()
    };
    (0..height).map(line).collect()
}
