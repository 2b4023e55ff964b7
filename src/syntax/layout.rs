//! The lines of a document put together: headings, statements wrapped over lines, tables, quotes.
//! Whatever a Markdown viewer would show otherwise than it is judged is refused here; words are left to `document`.

use super::{
    comments::without_comments,
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
/// A line longer than this is refused, and a statement that is longer over its lines.
const MOST_IN_LINE: usize = 20_000;

/// A heading with what stands under it, unread.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) level: usize,
    pub(crate) title: Flow,
    pub(crate) parts: Vec<Part>,
    /// Whether each of its lines became a part.
    pub(crate) whole: bool,
}

/// A part of a section.
#[derive(Debug)]
pub(crate) enum Part {
    Item(Flow),
    Quote(Flow),
    Table {
        header: Vec<Flow>,
        span: Span,
        rows: Vec<(Span, Vec<Flow>)>,
    },
    /// Text that is neither: a mistake, and perhaps a statement without its dash.
    Stray(Flow),
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
    /// Text that is neither statement nor wording: what goes on with it is part of it.
    Stray,
    /// What was refused: what goes on with it is not reported again.
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
        let raw = whole.strip_suffix('\n').unwrap_or(whole);
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        let (raw, from) = match raw.strip_prefix('\u{feff}') {
            Some(rest) if at == 0 => (rest, '\u{feff}'.len_utf8()),
            _ => (raw, at),
        };
        layout.line(raw, from);
        at += whole.len();
    }
    layout.end_of_header();
    layout.marks();
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
            self.refuse(diagnostic::too_large(span, count(MOST_IN_LINE)));
            return;
        }
        for (offset, c) in
            raw.char_indices().filter(|(_, c)| is_hidden(*c) || matches!(c, '\r' | '\u{2028}' | '\u{2029}'))
        {
            self.hidden(from + offset, c);
        }
        let mended = self.without_hard_blanks(raw, from);
        let raw = mended.as_deref().unwrap_or(raw);
        let kind = line(raw);
        if self.open == Open::Header && !matches!(kind, Line::TableRule { .. }) {
            self.end_of_header();
        }
        match kind {
            Line::Blank => self.open = Open::Nothing,
            Line::Heading { level, title } => self.heading(level, title, from),
            Line::Item { bullet, gap, rest } => self.item(bullet, gap, rest, from, span),
            Line::Quote { rest } => match self.open {
                Open::Quote => self.go_on(rest, from, false),
                _ => {
                    let quote = self.flow(rest, from);
                    self.add(Part::Quote(quote), Open::Quote, span);
                    self.block(rest, from, false);
                }
            },
            Line::Row => self.row(raw, from),
            Line::TableRule { columns } => self.rule(columns, span),
            Line::Text { rest } => match self.open {
                _ if rest.1.starts_with('#') => self.heading_without_blank(rest, from),
                Open::Item | Open::Quote | Open::Stray => self.go_on(rest, from, true),
                Open::Refused => {}
                _ => self.stray(rest, from, span),
            },
            Line::Indented { rest } => match self.open {
                Open::Item | Open::Quote | Open::Stray => self.go_on(rest, from, true),
                Open::Refused => {}
                _ => self.refuse(diagnostic::indented_code(span)),
            },
        }
    }

    fn heading(&mut self, level: usize, title: (usize, &str), from: usize) {
        let title = self.flow(title, from);
        self.sections.push(Section { level, title, parts: Vec::new(), whole: true });
        self.open = Open::Nothing;
    }

    /// `##4 Servicezeit` is no heading to a viewer; it is read as the one that is meant, so that what stands under it is
    /// not reported too.
    fn heading_without_blank(&mut self, rest: (usize, &str), from: usize) {
        let title = rest.1.trim_start_matches('#');
        let level = rest.1.len() - title.len();
        let mended = format!("{} {}", "#".repeat(level), title.trim());
        let span = self.span(from + rest.0, from + rest.0 + rest.1.trim_end().len());
        self.found.push(diagnostic::heading_blank(span, rest.1, mended));
        self.heading(level, (rest.0 + level, title), from);
    }

    fn item(&mut self, bullet: (usize, &str), gap: &str, rest: (usize, &str), from: usize, span: Span) {
        if !matches!(bullet.1, "-" | "*" | "+") {
            let place = self.span(from + bullet.0, from + bullet.0 + bullet.1.len());
            self.found.push(diagnostic::bullet(place, bullet.1));
        }
        let columns = gap.chars().fold(bullet.0 + 1, |at, c| if c == '\t' { (at / 4 + 1) * 4 } else { at + 1 });
        if columns > bullet.0 + 5 {
            self.found.push(diagnostic::indented_code(span));
        }
        let item = self.flow(rest, from);
        self.add(Part::Item(item), Open::Item, span);
        self.block(rest, from, false);
    }

    /// The line with plain blanks where a word processor put hard ones that keep it from being what it looks like.
    fn without_hard_blanks(&mut self, raw: &str, from: usize) -> Option<String> {
        let hard = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}');
        let marks = |c: char| matches!(c, '#' | '-' | '*' | '+' | '>' | '|' | ' ' | '\t');
        let lead = raw.find(|c| !hard(c) && !marks(c)).unwrap_or(raw.len());
        let start = raw.get(..lead).filter(|start| start.contains(hard))?;
        // Behind a quote's or a row's mark, or a dash with its blank, they are only text.
        let before = start.split(hard).next().unwrap_or_default().trim_start_matches([' ', '\t']);
        if before.starts_with(['>', '|']) || before.ends_with([' ', '\t']) {
            return None;
        }
        for (offset, c) in start.char_indices().filter(|(_, c)| hard(*c)) {
            self.hidden(from + offset, c);
        }
        // As many blanks as the character has bytes: everything behind it keeps its place.
        let blank = |c: char| if hard(c) { " ".repeat(c.len_utf8()) } else { c.to_string() };
        let mended: String = start.chars().map(blank).collect();
        Some(format!("{mended}{}", raw.get(lead..).unwrap_or_default()))
    }

    fn hidden(&mut self, at: usize, c: char) {
        let place = self.span(at, at + c.len_utf8());
        self.found.push(diagnostic::hidden_character(place, format!("U+{:04X}", u32::from(c))));
    }

    /// Refuses what would begin a list, a heading or a table inside a statement or a quote.
    fn block(&mut self, rest: (usize, &str), from: usize, goes_on: bool) {
        if let Some(mark) = marks::opens_block(rest.1, goes_on) {
            let lead = rest.1.len() - rest.1.trim_start_matches([' ', '\t']).len();
            let start = from + rest.0 + lead;
            self.broken(diagnostic::markup(self.span(start, start + mark.len()), mark));
        }
    }

    fn row(&mut self, raw: &str, from: usize) {
        let span = self.span(from, from + raw.trim_end().len());
        for (at, _) in raw.match_indices("\\|") {
            self.broken(diagnostic::markup(self.span(from + at, from + at + 2), "\\|"));
        }
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
                    self.broken(diagnostic::cell_count(span, length, wanted));
                }
            }
            Open::Nothing | Open::Header => self.header(cells, span),
            // Rows under a header without its rule, or under refused text, go with it.
            Open::Refused | Open::Stray => {}
        }
    }

    /// Text of its own: whether it is a statement without its dash is known once the phrases are.
    fn stray(&mut self, rest: (usize, &str), from: usize, span: Span) {
        let text = self.flow(rest, from);
        self.add(Part::Stray(text), Open::Stray, span);
        if let Some(section) = self.sections.last_mut() {
            section.whole = false;
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
            let wanted = header.len();
            self.broken(diagnostic::cell_count(span, columns, wanted));
        }
    }

    fn end_of_header(&mut self) {
        if self.open == Open::Header {
            if let Some(Part::Table { span, .. }) = self.sections.last_mut().and_then(|section| section.parts.pop()) {
                self.broken(diagnostic::no_table_rule(span));
            }
            self.open = Open::Refused;
        }
    }

    fn cells(&self, raw: &str, from: usize) -> Vec<Flow> {
        let blanks = [' ', '\t'];
        let lead = raw.len() - raw.trim_start_matches(blanks).len();
        let inner = raw.trim_matches(blanks);
        let inner = inner.strip_prefix('|').map_or((lead, inner), |rest| (lead + 1, rest));
        let body = inner.1.strip_suffix('|').unwrap_or(inner.1);
        let mut at = inner.0;
        let mut cells = Vec::new();
        for cell in body.split('|') {
            cells.push(self.flow((at, cell), from));
            at += cell.len() + 1;
        }
        cells
    }

    fn add(&mut self, part: Part, open: Open, span: Span) {
        match self.sections.last_mut() {
            Some(section) => {
                section.parts.push(part);
                self.open = open;
            }
            None => self.refuse(diagnostic::no_contract(span, None)),
        }
    }

    fn go_on(&mut self, rest: (usize, &str), from: usize, lazily: bool) {
        let start = offset(from + rest.0);
        let part = self.sections.last().and_then(|section| section.parts.last());
        // Wording may be as long as it likes: nothing looks for statements in it.
        if matches!(part, Some(Part::Item(flow) | Part::Stray(flow)) if flow.text().len() + rest.1.len() > MOST_IN_LINE)
        {
            let span = self.span(from + rest.0, from + rest.0 + rest.1.len());
            self.refuse(diagnostic::too_large(span, count(MOST_IN_LINE)));
            return;
        }
        if let Some(Part::Stray(flow)) = self.sections.last_mut().and_then(|s| s.parts.last_mut()) {
            flow.join(rest.1, start);
            return;
        }
        if let Some(Part::Item(flow) | Part::Quote(flow)) = self.sections.last_mut().and_then(|s| s.parts.last_mut()) {
            // A quote's own line may begin something new in it; a line without the mark only goes on.
            let goes_on = lazily || !flow.text().is_empty();
            flow.join(rest.1, start);
            self.block(rest, from, goes_on);
        }
    }

    /// Refuses marks that a viewer would not show; a text is looked at whole, since marks may span its lines.
    fn marks(&mut self) {
        let mut refused = Vec::new();
        let mut look = |flow: &Flow, wording| {
            // A mark that closes what another opened is the same mistake.
            if let Some((from, until)) = marks::first_refused(flow.text(), wording) {
                let mark = flow.text().get(from..until).unwrap_or_default();
                refused.push(diagnostic::markup(flow.span(from, until), mark));
            }
        };
        for section in &mut self.sections {
            look(&section.title, false);
            for part in &section.parts {
                match part {
                    Part::Item(flow) => look(flow, false),
                    Part::Quote(flow) => look(flow, true),
                    Part::Stray(_) => {}
                    Part::Table { header, rows, .. } => {
                        header
                            .iter()
                            .chain(rows.iter().flat_map(|(_, cells)| cells))
                            .for_each(|cell| look(cell, false));
                    }
                }
            }
        }
        refused.into_iter().for_each(|diagnostic| self.found.push(diagnostic));
    }

    fn refuse(&mut self, diagnostic: crate::Diagnostic) {
        self.broken(diagnostic);
        self.open = Open::Refused;
    }

    /// Reports a line that did not become a part of its section.
    fn broken(&mut self, diagnostic: crate::Diagnostic) {
        self.found.push(diagnostic);
        if let Some(section) = self.sections.last_mut() {
            section.whole = false;
        }
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
