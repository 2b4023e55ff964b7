//! Text from outside as a terminal may show it: no control characters, none that turn the reading direction.
//! Which texts are shown is left to the commands.

use std::{
    borrow::Cow,
    fmt::{self, Write},
};

/// A text in which control and bidirectional characters stand as their code, such as `\u{202e}`.
pub(crate) struct Safe<'a>(pub(crate) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|c| if is_harmful(c) { write!(f, "{}", c.escape_unicode()) } else { f.write_char(c) })
    }
}

/// A JSON text in which those characters stand as JSON's escapes: the same values, and harmless to look at.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_harmful(c) {
            // All of them have four digits; a control character never stands unescaped in JSON.
            safe.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// At most 60 characters.
pub(crate) fn clip(text: &str) -> String {
    match text.char_indices().nth(60) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Control characters, line separators, bidirectional marks and embeddings, the byte-order mark.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{Safe, json};

    #[test]
    fn a_text_that_would_drive_the_terminal_is_shown_by_its_codes() {
        assert_eq!(Safe("a\u{1b}[2Jb\u{202e}c\nd").to_string(), r"a\u{1b}[2Jb\u{202e}c\u{a}d");
    }

    #[test]
    fn json_keeps_its_values_and_shows_the_codes() {
        let text = serde_json::to_string("a\u{1b}\u{202e}ö").unwrap();
        assert_eq!(json(&text), r#""a\u001b\u202eö""#);
        assert_eq!(serde_json::from_str::<String>(&json(&text)).unwrap(), "a\u{1b}\u{202e}ö");
    }

    #[test]
    fn ordinary_text_of_any_language_stays() {
        assert_eq!(Safe("Störung – 中文 שלום").to_string(), "Störung – 中文 שלום");
    }
}
