//! Names and texts from outside as they may be shown: no control characters, none that turn the direction of a line.
//! Which name stands where is left to the phrases.

use crate::{
    name::{Glossary, Id},
    phrase::{Catalogue, Words},
};

/// The longest text from outside that is shown whole, in characters.
const MOST: usize = 80;

/// A glossary whose words are shown without hidden characters.
#[derive(Debug)]
pub(crate) struct VisibleWords<'a>(pub(crate) &'a Glossary);

impl Words for VisibleWords<'_> {
    fn word(&self, id: &Id, catalogue: &Catalogue) -> String {
        visible(self.0.word(id, &catalogue.lang()))
    }
}

/// A text from outside, on one line, without control or bidirectional characters, and of bearable length.
///
/// ```
/// assert_eq!(klausel::render::visible("INC-1\u{202e}\n"), "INC-1··");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    let hidden = |c: char| c.is_control() || crate::source::is_hidden(c) || matches!(c, '\u{2028}' | '\u{2029}');
    let shown = |c: char| if hidden(c) { '·' } else { c };
    let mut letters = text.chars().map(shown);
    let mut out: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() {
        out.push('…');
    }
    out
}
