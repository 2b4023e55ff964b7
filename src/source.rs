//! Where something stands in a text: which source, which bytes.
//! What the text means is left to `syntax`.

use serde::{Deserialize, Serialize};

/// Which text a span points into: the contract itself is 0, what it refers to follows in the order of loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub u32);

/// A range of bytes in a source, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// The source.
    pub source: SourceId,
    /// First byte.
    pub from: u32,
    /// First byte after.
    pub until: u32,
}

impl Span {
    /// The bytes `from..until` of `source`.
    #[must_use]
    pub const fn new(source: SourceId, from: u32, until: u32) -> Self {
        Span { source, from, until }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, from: self.from.min(other.from), until: self.until.max(other.until) }
    }
}

/// A text with a name, as a diagnostic shows it.
#[derive(Clone, Debug)]
pub struct Source {
    /// What a person calls it: usually the file's name.
    pub name: String,
    /// The text as it was read.
    pub text: String,
}

impl Source {
    /// A source with that name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Source { name: name.into(), text: text.into() }
    }

    /// Line and column of a byte, both from 1; columns count characters.
    #[must_use]
    pub fn line_column(&self, byte: u32) -> (usize, usize) {
        let at = self.text.floor_char_boundary(byte as usize);
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// The heading of the clause that a byte lies in, as it is written without its `#`; `None` before the first, and on a
    /// heading's own line.
    #[must_use]
    pub fn clause_of(&self, byte: u32) -> Option<&str> {
        let at = self.text.floor_char_boundary(byte as usize);
        let start = self.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        if self.text.get(start..)?.starts_with('#') {
            return None;
        }
        let mut last = None;
        let mut commented = false;
        for line in self.text.get(..start)?.lines() {
            let line = line.trim_start_matches('\u{feff}');
            commented |= line.starts_with("<!--");
            if commented {
                commented = !line.contains("-->");
            } else if line.starts_with('#') {
                last = Some(line.trim_start_matches('#').trim());
            }
        }
        last.filter(|heading| !heading.is_empty())
    }
}

/// Characters that a reader cannot see, or that turn the direction of what is read.
pub(crate) fn is_hidden(c: char) -> bool {
    let bidirectional =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let invisible = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{115f}' | '\u{3164}');
    bidirectional || invisible || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}
