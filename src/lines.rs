//! Lines of a document: text wrapped where Markdown allows it, tables aligned.
//! What is written in them is left to the callers.

/// Lines are broken before this column where a blank allows it.
const WIDTH: usize = 120;

/// A pipe table, its columns as wide as their widest cell.
pub(crate) fn table(header: Vec<String>, rows: Vec<Vec<String>>) -> String {
    let width = |column: usize| {
        let cells = std::iter::once(&header).chain(&rows).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let row = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| {
            let room = width.saturating_sub(cell.chars().count());
            format!(" {cell}{} |", " ".repeat(room))
        });
        format!("|{}\n", padded.collect::<String>())
    };
    let rule: String = widths.iter().map(|width| format!("{}|", "-".repeat(width + 2))).collect();
    let mut out = row(&header);
    out.push_str(&format!("|{rule}\n"));
    out.extend(rows.iter().map(|cells| row(cells)));
    out
}

/// A text over lines, never broken before what Markdown would take for a mark of its own: `24. Dezember`, `- `, `#`.
pub(crate) fn wrapped(text: &str, first: &str, next: &str) -> String {
    let mut out = String::from(first);
    let mut column = first.chars().count();
    for (n, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if n > 0 && column + 1 + length > WIDTH && !is_mark(word) {
            out.push('\n');
            out.push_str(next);
            column = next.chars().count();
        } else if n > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}

/// A block quote of paragraphs.
pub(crate) fn quoted(paragraphs: &[String]) -> String {
    paragraphs.iter().map(|text| wrapped(text, "> ", "> ")).collect::<Vec<_>>().join(">\n")
}

/// A statement begins with a capital letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn is_mark(word: &str) -> bool {
    let ordinal = word.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    // A line of these alone is an underline, or a line across the page.
    let across = word.chars().all(|c| matches!(c, '-' | ':' | '_'));
    ordinal || across || word.starts_with(['-', '+', '*', '#', '>', '|', '=', '~', '`', '<'])
}
