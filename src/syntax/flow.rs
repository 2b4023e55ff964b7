//! The text of one statement as it is read: lines joined, blanks collapsed, marks of word processors made plain, each
//! byte with the place that it came from.

use crate::source::{SourceId, Span};

/// A text to be read, with where each of its bytes came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    text: String,
    origins: Vec<u32>,
    source: SourceId,
    end: u32,
    /// Where in the text another line begins.
    joints: Vec<usize>,
}

impl Flow {
    /// The text `raw`, which starts at byte `from` of its source.
    pub(crate) fn new(source: SourceId, raw: &str, from: u32) -> Self {
        let mut flow = Flow { source, end: from, ..Flow::default() };
        flow.join(raw, from);
        flow
    }

    /// Goes on with another line of the same statement.
    pub(crate) fn join(&mut self, raw: &str, from: u32) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.push(' ', from);
            self.joints.push(self.text.len());
        }
        self.text.reserve(raw.len());
        self.origins.reserve(raw.len());
        for (offset, c) in raw.char_indices() {
            let at = from + u32::try_from(offset).unwrap_or(u32::MAX);
            match plain(c) {
                ' ' if self.text.is_empty() || self.text.ends_with(' ') => {}
                c => self.push(c, at),
            }
            if c != ' ' {
                self.end = at + u32::try_from(c.len_utf8()).unwrap_or(0);
            }
        }
        while self.text.ends_with(' ') {
            self.text.pop();
            self.origins.pop();
        }
    }

    fn push(&mut self, c: char, origin: u32) {
        self.text.push(c);
        self.origins.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What the source has where the bytes `from..until` of the text came from: its own dashes, quotes and hard blanks,
    /// with plain blanks collapsed.
    pub(crate) fn written(&self, source: &str, from: usize, until: usize) -> String {
        let own = |at: usize, c: char| {
            let origin = self.origins.get(at).and_then(|origin| source.get(*origin as usize..)?.chars().next());
            origin.filter(|origin| *origin != '\t' && plain(*origin) == c).unwrap_or(c)
        };
        let part = self.text.get(from..until).unwrap_or_default();
        part.char_indices().map(|(at, c)| own(from + at, c)).collect()
    }

    /// As [`Flow::written`], what the source has within a span of it.
    pub(crate) fn written_in(&self, source: &str, span: Span) -> String {
        let within = |origin: &u32| (span.from..span.until).contains(origin);
        let from = self.origins.iter().position(within).unwrap_or(self.text.len());
        let length = self.origins.iter().skip(from).take_while(|origin| within(origin)).count();
        self.written(source, from, from + length)
    }

    /// Where in the text a paragraph ends: an empty line follows.
    pub(crate) fn paragraph_ends(&self) -> Vec<usize> {
        let mut ends: Vec<usize> = self
            .joints
            .iter()
            .zip(self.joints.iter().skip(1))
            .filter(|(one, next)| one == next)
            .map(|(one, _)| *one)
            .collect();
        ends.dedup();
        ends
    }

    /// Where in the text another line of the source begins.
    pub(crate) fn joints(&self) -> &[usize] {
        &self.joints
    }

    /// Where the bytes `from..until` of the text came from.
    pub(crate) fn span(&self, from: usize, until: usize) -> Span {
        let at = |byte: usize| self.origins.get(byte).copied().unwrap_or(self.end);
        let start = at(from);
        Span::new(self.source, start, at(until).max(start).min(self.end.max(start)))
    }

    /// Where the whole text came from.
    pub(crate) fn whole(&self) -> Span {
        self.span(0, self.text.len())
    }
}

/// What word processors and keyboards produce, as the plain form.
fn plain(c: char) -> char {
    match c {
        '\t' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_statement_is_one_text_and_each_word_knows_its_place() {
        let mut flow = Flow::new(SourceId(0), "98,5\u{a0}%  im", 10);
        flow.join("  Kalenderjahr", 40);
        assert_eq!(flow.text(), "98,5 % im Kalenderjahr");
        let word = flow.text().find("Kalenderjahr").unwrap();
        assert_eq!(flow.span(word, flow.text().len()), Span::new(SourceId(0), 42, 54));
    }
}
