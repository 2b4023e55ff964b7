//! Marks in a text that a Markdown viewer would not show as they stand: what is seen must be what is judged.

/// The ranges of such marks in one text; wording for people may be emphasised.
pub(super) fn refused(text: &str, wording: bool) -> Vec<(usize, usize)> {
    // Most texts have none of these bytes at all.
    if !text.bytes().any(|b| b"~`<\\&[]*_".contains(&b)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
        let length = match c {
            '~' if rest.starts_with("~~") && before != Some('~') => Some(2),
            '`' if before != Some('`') => Some(rest.len() - rest.trim_start_matches('`').len()),
            '<' if opens_tag(rest) => Some(rest.find('>').map_or(rest.len(), |end| end + 1)),
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => Some(2),
            '&' => entity(rest),
            '[' if rest.contains("](") || rest.contains("]:") || rest.contains("][") => Some(1),
            '*' if !wording && before != Some('*') && emphasises(before, rest, '*') => Some(1),
            '_' if !wording && before != Some('_') && !inside_word(before, rest) => Some(1),
            _ => None,
        };
        if let Some(length) = length.filter(|length| *length > 0) {
            found.push((at, at + length));
        }
    }
    found
}

fn opens_tag(rest: &str) -> bool {
    rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

fn entity(rest: &str) -> Option<usize> {
    let end = rest.find(';').filter(|end| *end > 2 && *end < 34)?;
    let name = &rest[1..end];
    let named = name.bytes().all(|b| b.is_ascii_alphanumeric());
    let numbered =
        name.strip_prefix('#').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_alphanumeric()));
    (named || numbered).then_some(end + 1)
}

/// A star with a blank on both sides is shown as a star.
fn emphasises(before: Option<char>, rest: &str, mark: char) -> bool {
    let after = rest.trim_start_matches(mark).chars().next();
    !(before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace))
}

fn inside_word(before: Option<char>, rest: &str) -> bool {
    let after = rest.trim_start_matches('_').chars().next();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    (word(before) && word(after)) || (!word(before) && !word(after))
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn marks_that_a_viewer_would_eat_are_found() {
        for text in ["~~98~~", "`98`", "<b>98</b>", r"98\%", "98 &amp; 99", "[98](x)", "*98*", "**98**", "_98_"] {
            assert!(!refused(text, false).is_empty(), "{text}");
        }
        for text in ["98,5 %", "a < b", "a & b", "sys_mod_count", "3 * 4", "Notepad++", "7-Zip", "R&D; later", "[1]"] {
            assert!(refused(text, false).is_empty(), "{text}: {:?}", refused(text, false));
        }
    }
}
