//! A diagnostic as a person sees it: headline, clause, place, excerpt, what to type; in any language.
//! The form that is read aloud is left to `plain`, colours to the command line.

use super::{Diagnostic, Diagnostics, Severity};
use crate::{
    name::Glossary,
    phrase::{Catalogue, PhraseId, Printer, Said, ids},
    source::{Source, Span, is_hidden},
    time::Zone,
};
use std::fmt::Write as _;

impl Diagnostic {
    /// The headline: one line that stands alone.
    #[must_use]
    pub fn headline(&self, catalogue: &'static Catalogue) -> String {
        self.said("message", catalogue).unwrap_or_else(|| self.key().to_owned())
    }

    /// What to do, where there is something to say.
    #[must_use]
    pub fn help(&self, catalogue: &'static Catalogue) -> Option<String> {
        let help = self.said("help", catalogue)?;
        // What announces a list that is empty says nothing.
        match help.strip_suffix(':') {
            Some(_) => help.rsplit_once('\n').map(|(before, _)| before.to_owned()),
            None => Some(help),
        }
    }

    /// What stands at its place, or was read there, where there is something to say.
    #[must_use]
    pub fn label(&self, catalogue: &'static Catalogue) -> Option<String> {
        self.said("label", catalogue)
    }

    /// The whole message with its excerpt; `sources` by their ids.
    #[must_use]
    pub fn show(&self, sources: &[Source], catalogue: &'static Catalogue) -> String {
        let mut out = String::new();
        let word = severity(catalogue, self.severity);
        let _ = writeln!(out, "{word} {}: {}", self.code, self.headline(catalogue));
        excerpt(&mut out, sources, self.span, self.label(catalogue).as_deref());
        if let Some(second) = self.second {
            excerpt(&mut out, sources, second, self.said("second", catalogue).as_deref());
        }
        if let Some(level) = self.level {
            excerpt(&mut out, sources, level, said("severity", "level", catalogue, self).as_deref());
        }
        if let Some(help) = self.help(catalogue) {
            for (n, line) in help.lines().enumerate() {
                let _ = writeln!(out, "{}{line}", if n == 0 { "  = " } else { "    " });
            }
        }
        if let Some(fix) = self.fix.as_ref().filter(|fix| !fix.text.trim().is_empty()) {
            let lead = said("severity", "type", catalogue, self).unwrap_or_default();
            let _ = writeln!(out, "  = {lead} {}", fix.text.trim());
        }
        out
    }

    fn said(&self, class: &str, catalogue: &'static Catalogue) -> Option<String> {
        said(class, self.key(), catalogue, self)
    }
}

impl Diagnostics {
    /// All messages, a blank line between them.
    #[must_use]
    pub fn show(&self, sources: &[Source], catalogue: &'static Catalogue) -> String {
        let shown: Vec<String> = self.iter().map(|diagnostic| diagnostic.show(sources, catalogue)).collect();
        shown.join("\n")
    }
}

fn said(class: &str, key: &str, catalogue: &'static Catalogue, diagnostic: &Diagnostic) -> Option<String> {
    let id = PhraseId::find(class, key)?;
    catalogue.patterns(id).first()?;
    let words = Glossary::default();
    let printer = Printer::new(catalogue, &words, Zone::UTC);
    let text = printer.say(&Said { id, slots: diagnostic.args().clone() });
    // `\n` in a catalogue is a line break; user's words cannot bring one in, since they are single lines.
    let text = text
        .replace("\\n", "\n")
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    (!text.trim().is_empty()).then_some(text)
}

/// The word for how grave something is.
pub(super) fn severity(catalogue: &'static Catalogue, severity: Severity) -> String {
    let id = match severity {
        Severity::Error => ids::SEVERITY_ERROR,
        Severity::Lint => ids::SEVERITY_LINT,
    };
    Printer::new(catalogue, &Glossary::default(), Zone::UTC).text(id)
}

/// A line longer than this is shown around the place.
const WIDTH: usize = 110;
/// Behind marks longer than this a label would be out of sight: it stands under them.
const SHORT: usize = 40;

/// The line of the source with a mark under the place.
fn excerpt(out: &mut String, sources: &[Source], span: Span, label: Option<&str>) {
    let Some(source) = sources.get(span.source.0 as usize) else { return };
    let (line, column) = source.line_column(span.from);
    let clause = source.clause_of(span.from).map(|clause| clause.chars().map(visible).collect::<String>());
    let clause = clause.map_or_else(String::new, |clause| format!(", {clause}"));
    let _ = writeln!(out, "  {}:{line}:{column}{clause}", source.name);
    let text: String = line_of(source, line).chars().map(visible).collect();
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let read = source.text.get(span.from as usize..span.until as usize);
    let length = read.map_or(1, |read| read.lines().next().unwrap_or_default().trim_end().chars().count());
    let number = line.to_string();
    let room = " ".repeat(number.len());
    let skipped = if column + 20 > WIDTH { column.saturating_sub(WIDTH / 2) } else { 0 };
    let shown: String = text.chars().skip(skipped).take(WIDTH).collect();
    let before = if skipped > 0 { "…" } else { "" };
    let after = if text.chars().count() > skipped + WIDTH { "…" } else { "" };
    let _ = writeln!(out, "  {room} |");
    let _ = writeln!(out, "  {number} | {before}{shown}{after}");
    let place = column - 1 - skipped;
    let lead = " ".repeat(place + before.chars().count());
    let marks = "^".repeat(length.clamp(1, WIDTH.saturating_sub(place).max(1)));
    match label {
        Some(label) if length > SHORT => {
            let _ = writeln!(out, "  {room} | {lead}{marks}\n  {room} | {lead}{label}");
        }
        Some(label) => {
            let _ = writeln!(out, "  {room} | {lead}{marks} {label}");
        }
        None => {
            let _ = writeln!(out, "  {room} | {lead}{marks}");
        }
    }
}

/// The line of that number, from 1.
pub(super) fn line_of(source: &Source, number: usize) -> &str {
    source.text.lines().nth(number.saturating_sub(1)).unwrap_or_default()
}

pub(super) fn visible(c: char) -> char {
    if c.is_control() || is_hidden(c) { '·' } else { c }
}
