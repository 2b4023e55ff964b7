//! A diagnostic in sentences, for those who hear it read: no marks, no columns of signs, each place in words.
//! The form with marks under the text is left to `show`.

use super::{
    Diagnostic, Diagnostics,
    show::{line_of, severity, visible},
};
use crate::{
    name::Glossary,
    phrase::{Catalogue, Printer, Said, ids},
    source::{Source, Span},
    time::Zone,
};
use std::fmt::Write as _;

impl Diagnostic {
    /// The whole message in sentences, each on a line of its own; `sources` by their ids.
    #[must_use]
    pub fn plain(&self, sources: &[Source], catalogue: &'static Catalogue) -> String {
        let mut out = String::new();
        let mut say = |said: &Said| {
            let _ = writeln!(out, "{}", printer(catalogue, &Glossary::default()).say(said));
        };
        if let Some(source) = sources.get(self.span.source.0 as usize) {
            let (line, column) = source.line_column(self.span.from);
            let place = Said::new(ids::PLAIN_WHERE).with("word", severity(catalogue, self.severity));
            let place = place.with("code", self.code()).with("file", source.name.as_str());
            let place = place.with("line", line.to_string()).with("column", column.to_string());
            say(&place.with("what", self.headline(catalogue)));
        }
        if let Some(clause) =
            sources.get(self.span.source.0 as usize).and_then(|source| source.clause_of(self.span.from))
        {
            say(&Said::new(ids::PLAIN_CLAUSE).with("clause", clean(clause)));
        }
        if let Some((_, line)) = whole_line(sources, self.span) {
            say(&Said::new(ids::PLAIN_LINE).with("text", line));
        }
        if let Some(read) = read(sources, self.span) {
            say(&match self.label(catalogue) {
                Some(label) => Said::new(ids::PLAIN_PLACE_LABELLED).with("text", read).with("label", label),
                None => Said::new(ids::PLAIN_PLACE).with("text", read),
            });
        }
        let others = [(self.second, ids::PLAIN_SECOND), (self.level, ids::PLAIN_LEVEL)];
        for (span, id) in others {
            if let Some((number, line)) = span.and_then(|span| whole_line(sources, span)) {
                say(&Said::new(id).with("line", number.to_string()).with("text", line));
            }
        }
        if let Some(help) = self.help(catalogue) {
            let _ = writeln!(out, "{help}");
        }
        if let Some(fix) = self.fix.as_ref().filter(|fix| !fix.text.trim().is_empty()) {
            let lead = printer(catalogue, &Glossary::default()).text(ids::SEVERITY_TYPE);
            let _ = writeln!(out, "{lead} {}", fix.text.trim());
        }
        out
    }
}

impl Diagnostics {
    /// All messages in sentences, a blank line between them.
    #[must_use]
    pub fn plain(&self, sources: &[Source], catalogue: &'static Catalogue) -> String {
        let said: Vec<String> = self.iter().map(|diagnostic| diagnostic.plain(sources, catalogue)).collect();
        said.join("\n")
    }
}

fn printer<'a>(catalogue: &'static Catalogue, words: &'a Glossary) -> Printer<'a> {
    Printer::new(catalogue, words, Zone::UTC)
}

fn clean(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// The number and the text of the line where something begins; no blank line, which would be read as nothing.
fn whole_line(sources: &[Source], span: Span) -> Option<(usize, String)> {
    let source = sources.get(span.source.0 as usize)?;
    let number = source.line_column(span.from).0;
    let line = clean(line_of(source, number).trim());
    (!line.is_empty()).then_some((number, line))
}

/// What stands at the place, as far as its line goes; nothing, where that is the line.
fn read(sources: &[Source], span: Span) -> Option<String> {
    let source = sources.get(span.source.0 as usize)?;
    let read = source.text.get(span.from as usize..span.until as usize)?.lines().next()?.trim();
    let line = line_of(source, source.line_column(span.from).0);
    let all = line.trim().trim_start_matches(['-', '*', '+', '#', ' ']) == read || line.trim() == read;
    (!read.is_empty() && !all).then(|| clean(read))
}
