//! The lines of a document put together: headings, statements wrapped over lines, tables, quotes.
//! Whatever a Markdown viewer would show otherwise than it is judged is refused here; words are left to `document`.

use super::{
    flow::Flow,
    lexeme::{Line, line},
    marks,
};
use crate::{
    diagnostic::{self, Diagnostics},
    source::{SourceId, Span, is_hidden},
};

/// A document longer than this is refused.
const MOST_BYTES: usize = 4 << 20;
/// A line longer than this is refused.
const MOST_IN_LINE: usize = 20_000;

/// A heading with what stands under it, unread.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) level: usize,
    pub(crate) title: Flow,
    pub(crate) parts: Vec<Part>,
}

/// A part of a section.
#[derive(Debug)]
pub(crate) enum Part {
    Item(Flow),
    Quote(Flow),
    Table { header: Vec<Flow>, span: Span, rows: Vec<(Span, Vec<Flow>)> },
}

/// What the line before leaves open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Item,
    Quote,
    /// A header row, waiting for its rule.
    Header,
    Rows,
    /// Text that was refused: what goes on with it is not reported again.
    Refused,
}

pub(crate) fn sections(source: SourceId, text: &str, found: &mut Diagnostics) -> Vec<Section> {
    let mut layout = Layout { source, found, sections: Vec::new(), open: Open::Nothing };
    if text.len() > MOST_BYTES {
        layout.found.push(diagnostic::too_large(Span::new(source, 0, 0), count(MOST_BYTES)));
        return Vec::new();
    }
    let text = without_comments(text);
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let raw = whole.trim_end_matches(['\n', '\r']);
        let (raw, from) = match raw.strip_prefix('\u{feff}') {
            Some(rest) if at == 0 => (rest, '\u{feff}'.len_utf8()),
            _ => (raw, at),
        };
        layout.line(raw, from);
        at += whole.len();
    }
    layout.end_of_header();
    layout.sections
}

struct Layout<'d> {
    source: SourceId,
    found: &'d mut Diagnostics,
    sections: Vec<Section>,
    open: Open,
}

impl Layout<'_> {
    fn line(&mut self, raw: &str, from: usize) {
        let span = self.span(from, from + raw.len());
        if raw.len() > MOST_IN_LINE {
            self.found.push(diagnostic::too_large(span, count(MOST_IN_LINE)));
            return;
        }
        for (offset, c) in raw.char_indices().filter(|(_, c)| is_hidden(*c)) {
            let place = self.span(from + offset, from + offset + c.len_utf8());
            self.found.push(diagnostic::hidden_character(place, format!("U+{:04X}", u32::from(c))));
        }
        let kind = line(raw);
        if self.open == Open::Header && !matches!(kind, Line::TableRule { .. }) {
            self.end_of_header();
        }
        match kind {
            Line::Blank | Line::Comment(_) => self.open = Open::Nothing,
            Line::Heading { level, title } => {
                let title = self.flow(title, from);
                self.marks(&title, false);
                self.sections.push(Section { level, title, parts: Vec::new() });
                self.open = Open::Nothing;
            }
            Line::Item { rest } => {
                let item = self.flow(rest, from);
                self.add(Part::Item(item), Open::Item, span);
            }
            Line::Quote { rest } => match self.open {
                Open::Quote => self.go_on(rest, from),
                _ => {
                    let quote = self.flow(rest, from);
                    self.add(Part::Quote(quote), Open::Quote, span);
                }
            },
            Line::Row => self.row(raw, from),
            Line::TableRule { columns } => self.rule(columns, span),
            Line::Text { rest } => match self.open {
                Open::Item | Open::Quote => self.go_on(rest, from),
                Open::Refused => {}
                _ => self.refuse(diagnostic::stray_text(self.span(from + rest.0, from + raw.len()), rest.1)),
            },
            Line::Indented { rest } => match self.open {
                Open::Item | Open::Quote => self.go_on(rest, from),
                Open::Refused => {}
                _ => self.refuse(diagnostic::indented_code(span)),
            },
        }
    }

    fn row(&mut self, raw: &str, from: usize) {
        let span = self.span(from, from + raw.trim_end().len());
        let cells = self.cells(raw, from);
        match self.open {
            // A viewer shows a table only where no paragraph is open.
            Open::Item | Open::Quote => {
                self.found.push(diagnostic::glued_table(span));
                self.header(cells, span);
            }
            Open::Rows => {
                let Some(Part::Table { header, rows, .. }) = self.sections.last_mut().and_then(|s| s.parts.last_mut())
                else {
                    return;
                };
                let wanted = header.len();
                let length = cells.len();
                if length == wanted {
                    rows.push((span, cells));
                } else {
                    self.found.push(diagnostic::cell_count(span, length, wanted));
                }
            }
            Open::Nothing | Open::Header | Open::Refused => self.header(cells, span),
        }
    }

    fn header(&mut self, header: Vec<Flow>, span: Span) {
        self.add(Part::Table { header, span, rows: Vec::new() }, Open::Header, span);
    }

    fn rule(&mut self, columns: usize, span: Span) {
        if self.open != Open::Header {
            // Under text a viewer shows a heading, else a line across the page.
            self.refuse(diagnostic::markup(span, "---"));
            return;
        }
        self.open = Open::Rows;
        if let Some(Part::Table { header, .. }) = self.sections.last().and_then(|section| section.parts.last())
            && header.len() != columns
        {
            self.found.push(diagnostic::cell_count(span, columns, header.len()));
        }
    }

    fn end_of_header(&mut self) {
        if self.open == Open::Header {
            if let Some(Part::Table { span, .. }) = self.sections.last_mut().and_then(|section| section.parts.pop()) {
                self.found.push(diagnostic::no_table_rule(span));
            }
            self.open = Open::Refused;
        }
    }

    fn cells(&mut self, raw: &str, from: usize) -> Vec<Flow> {
        let lead = raw.len() - raw.trim_start().len();
        let inner = raw.trim();
        let inner = inner.strip_prefix('|').map_or((lead, inner), |rest| (lead + 1, rest));
        let body = inner.1.strip_suffix('|').unwrap_or(inner.1);
        let mut at = inner.0;
        let mut cells = Vec::new();
        for cell in body.split('|') {
            let flow = self.flow((at, cell), from);
            self.marks(&flow, false);
            cells.push(flow);
            at += cell.len() + 1;
        }
        cells
    }

    fn add(&mut self, part: Part, open: Open, span: Span) {
        match &part {
            Part::Item(flow) => self.marks(flow, false),
            Part::Quote(flow) => self.marks(flow, true),
            Part::Table { .. } => {}
        }
        match self.sections.last_mut() {
            Some(section) => {
                section.parts.push(part);
                self.open = open;
            }
            None => self.refuse(diagnostic::no_contract(span)),
        }
    }

    fn go_on(&mut self, rest: (usize, &str), from: usize) {
        let start = offset(from + rest.0);
        let more = self.flow(rest, from);
        self.marks(&more, self.open == Open::Quote);
        if let Some(Part::Item(flow) | Part::Quote(flow)) = self.sections.last_mut().and_then(|s| s.parts.last_mut()) {
            flow.join(rest.1, start);
        }
    }

    fn marks(&mut self, flow: &Flow, wording: bool) {
        for (from, until) in marks::refused(flow.text(), wording) {
            self.found.push(diagnostic::markup(flow.span(from, until), &flow.text()[from..until]));
        }
    }

    fn refuse(&mut self, diagnostic: crate::Diagnostic) {
        self.found.push(diagnostic);
        self.open = Open::Refused;
    }

    fn flow(&self, part: (usize, &str), from: usize) -> Flow {
        Flow::new(self.source, part.1, offset(from + part.0))
    }

    fn span(&self, from: usize, until: usize) -> Span {
        Span::new(self.source, offset(from), offset(until))
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Comments as blanks, so that every other byte keeps its place.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((inner, after)) = comment.split_once("-->") else { break };
        out.push_str(before);
        for c in "<!--".chars().chain(inner.chars()).chain("-->".chars()) {
            match c {
                '\n' | '\r' => out.push(c),
                c => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
