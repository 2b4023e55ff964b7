//! Marks in a text that a Markdown viewer would not show as they stand: what is seen must be what is judged.

/// The ranges of such marks in one text; wording for people may be emphasised.
pub(super) fn refused(text: &str, wording: bool) -> Vec<(usize, usize)> {
    // Most texts have none of these bytes at all.
    if !text.bytes().any(|b| b"~`<\\&[]*_".contains(&b)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let length = match c {
            // One tilde strikes through as two do, where another follows.
            '~' if before != Some('~') && after.contains('~') => Some(run(rest, '~')),
            '`' if before != Some('`') => Some(run(rest, '`')),
            '<' if opens_tag(after) => Some(rest.find('>').map_or(rest.len(), |end| end + 1)),
            '\\' if after.is_empty() || after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                Some(1 + after.chars().next().map_or(0, char::len_utf8))
            }
            '&' => entity(rest),
            '[' if rest.contains("](") || rest.contains("]:") || rest.contains("][") => Some(1),
            '*' if !wording && before != Some('*') && emphasises(before, rest) => Some(run(rest, '*')),
            '_' if !wording && before != Some('_') && !stands_alone(before, rest) => Some(run(rest, '_')),
            _ => None,
        };
        found.extend(length.map(|length| (at, at + length)));
        before = Some(c);
    }
    found
}

/// What a line would begin in Markdown, were it shown by itself: the mark, where a statement or wording must not begin
/// with it. `goes_on`: it goes on with a paragraph, which only some marks can end.
pub(super) fn opens_block(line: &str, goes_on: bool) -> Option<&str> {
    let line = line.trim_matches([' ', '\t']);
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    let only = |marks: &str| line.chars().all(|c| marks.contains(c) || c == ' ' || c == '\t');
    let digits = word.strip_suffix(['.', ')']).filter(|n| (1..=9).contains(&n.len()));
    let numbered = digits.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()) && (!goes_on || n == "1"));
    let bullet = matches!(word, "-" | "*" | "+");
    let heading = word.len() <= 6 && !word.is_empty() && word.bytes().all(|b| b == b'#');
    // An underline makes a heading of the line above, dashes and bars a table.
    let underline = !line.is_empty() && (only("=") || (only("-:|") && line.contains('-')) || only("*_"));
    let opens = numbered || bullet || heading || underline || line.starts_with(['>', '|']);
    opens.then_some(if underline { line } else { word })
}

fn run(rest: &str, mark: char) -> usize {
    rest.len() - rest.trim_start_matches(mark).len()
}

fn opens_tag(after: &str) -> bool {
    after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

fn entity(rest: &str) -> Option<usize> {
    let end = rest.find(';').filter(|end| *end > 2 && *end < 34)?;
    let name = rest.get(1..end)?;
    let letters = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    (letters(name) || name.strip_prefix('#').is_some_and(letters)).then_some(end + 1)
}

/// A star with a blank on both sides is shown as a star.
fn emphasises(before: Option<char>, rest: &str) -> bool {
    let after = rest.trim_start_matches('*').chars().next();
    !(before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace))
}

/// A low line inside a word, or with a blank on both sides, is shown as one.
fn stands_alone(before: Option<char>, rest: &str) -> bool {
    let after = rest.trim_start_matches('_').chars().next();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    (word(before) && word(after)) || (blank(before) && blank(after))
}

#[cfg(test)]
mod tests {
    use super::{opens_block, refused};

    #[test]
    fn marks_that_a_viewer_would_eat_are_found() {
        for text in
            ["~~98~~", "~98~", "`98`", "<b>98</b>", r"98\%", r"98\", "98 &amp; 99", "[98](x)", "*98*", "**98**", "_98_"]
        {
            assert!(!refused(text, false).is_empty(), "{text}");
        }
        for text in ["98,5 %", "a < b", "a & b", "sys_mod_count", "3 * 4", "~5 h", "7-Zip", "R&D; later", "[1]"] {
            assert!(refused(text, false).is_empty(), "{text}: {:?}", refused(text, false));
        }
    }

    #[test]
    fn what_would_begin_a_list_or_a_heading_is_found() {
        for line in ["- b", "* b", "1. b", "24. Dezember", "# b", "> b", "| b", "===", "---", "-|-", "***", "-"] {
            assert!(opens_block(line, false).is_some(), "{line}");
        }
        assert_eq!(opens_block("24. Dezember", true), None);
        assert_eq!(opens_block("1. Januar", true), Some("1."));
        for line in ["Montag", "-5", "#4", "8:00 bis 18:00", "1.5"] {
            assert_eq!(opens_block(line, false), None, "{line}");
        }
    }
}
