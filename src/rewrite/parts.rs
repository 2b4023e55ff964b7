//! The parts of a document, each written anew where it stands: headings, statements, tables, wording, comments.
//! Whether the whole still means the same is left to the parent.

use super::same::same;
use crate::{
    check::Contract,
    clauses,
    lines::{capitalised, quoted, table, wrapped},
    model::Kind,
    name::{Id, Lang},
    phrase::{Catalogue, Numbered, PhraseId, Piece, Printer, Said, Value, ids},
    source::{Source, SourceId},
    syntax::{self, Block, ClauseText, Document, Flow, Names, Part, Reader, Section, Statement, comments, sections},
};

/// A document being written anew.
pub(super) struct Rewriter<'a> {
    source: &'a Source,
    contract: &'a Contract,
    document: Document,
    sections: Vec<Section>,
    own: &'static Catalogue,
    to: &'static Catalogue,
    /// The names of the document in the language that it is written in.
    names: Names,
    /// Statements that would not be read as the same.
    pub(super) failed: Vec<String>,
    /// Free texts that were kept.
    pub(super) texts: Vec<String>,
    /// How many notes and agreed wordings are in another language than the document.
    pub(super) wording: usize,
}

/// What stands between two empty lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Heading,
    Statement,
    Table,
    Quote,
    Comment,
}

impl<'a> Rewriter<'a> {
    /// `None`: a language has no catalogue.
    pub(super) fn of(source: &'a Source, contract: &'a Contract, to: &Lang) -> Option<Self> {
        let (document, _) = syntax::parse(source, SourceId(0));
        let document = document?;
        let (own, to) = (Catalogue::of(&document.lang)?, Catalogue::of(to)?);
        let sections = sections(SourceId(0), &source.text, &mut Default::default());
        let mut names = Names::new(document.glossary.clone());
        for clause in &document.clauses {
            let word = document.glossary.word(&clause.name, &to.lang()).to_owned();
            names.declare_as(clause.kind, clause.name.clone(), &word, clause.number.clone());
        }
        let (failed, texts) = (Vec::new(), Vec::new());
        Some(Rewriter { source, contract, document, sections, own, to, names, failed, texts, wording: 0 })
    }

    pub(super) fn write(&mut self) -> String {
        let mut page = Page::of(self.source);
        let sections = std::mem::take(&mut self.sections);
        let clauses = std::mem::take(&mut self.document.clauses);
        // Each section is a clause, since nothing of the document is wrong.
        for (section, clause) in sections.iter().zip(&clauses) {
            page.put(section.title.whole().from, Shape::Heading, &self.heading(section, clause));
            for part in &section.parts {
                match part {
                    Part::Item(flow) => page.put(flow.whole().from, Shape::Statement, &self.item(clause, flow)),
                    Part::Quote(flow) => page.put(flow.whole().from, Shape::Quote, &self.quote(flow)),
                    // What is no part of a contract is refused before it is written anew.
                    Part::Stray(_) => {}
                    Part::Table { header, span, rows } => {
                        let written = match clause.kind {
                            Kind::Glossary => self.glossary(header, rows),
                            _ => self.table(clause, (header, span.from), rows),
                        };
                        page.put(span.from, Shape::Table, &written);
                    }
                }
            }
        }
        (self.sections, self.document.clauses) = (sections, clauses);
        page.finish()
    }

    /// Names that the glossary has no word for in the language, in the order of the ids.
    pub(super) fn names(&self) -> Vec<String> {
        let glossary = &self.document.glossary;
        let lacking = glossary.iter().filter(|(_, words)| !words.contains_key(&self.to.lang()));
        let word = |id: &Id| glossary.word(id, &self.to.lang()).to_owned();
        lacking.map(|(id, _)| word(id)).collect()
    }

    fn printer(&self) -> Printer<'_> {
        Printer::new(self.to, &self.document.glossary, self.contract.model.head.zone)
    }

    fn heading(&self, section: &Section, clause: &ClauseText) -> String {
        let kind = PhraseId::find("kind", clause.kind.key()).map(|id| self.printer().text(id)).unwrap_or_default();
        let number = clause.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        format!("{} {number}{kind}: {}\n", "#".repeat(section.level), self.printer().word(&clause.name))
    }

    fn item(&mut self, clause: &ClauseText, flow: &Flow) -> String {
        let own = clause.blocks.iter().find_map(|block| match block {
            Block::Statement(statement) if statement.span == flow.whole() => Some(statement),
            Block::Statement(_) | Block::Table(_) | Block::Wording { .. } => None,
        });
        let written = own.map(|statement| self.statement(clause.kind.key(), statement, flow));
        wrapped(&capitalised(&written.unwrap_or_else(|| self.as_written(flow))), "- ", "  ")
    }

    /// A statement in its canonical phrase; as it is written where that would not be read as the same.
    fn statement(&mut self, class: &str, statement: &Statement, flow: &Flow) -> String {
        let said = self.with_own_marks(statement, flow);
        let plain = self.printer().say(&said);
        let opening = |catalogue: &Catalogue| match catalogue.patterns(ids::REF_NUMBER).first() {
            Some([Piece::Literal(open), ..]) => *open,
            _ => "",
        };
        // Who cites a clause by its number goes on to do so.
        let cited = flow.text().matches(opening(self.own)).count() > plain.matches(opening(self.to)).count();
        let numbered = cited.then(|| {
            let numbers = Numbered::of(&self.contract.places);
            self.printer().with_references(&numbers).say(&said)
        });
        let reader = Reader::new(self.to, &self.names);
        let reads = |text: &String| reader.read_one(class, text).is_some_and(|again| same(&again, &statement.said));
        match numbered.into_iter().chain([plain]).find(reads) {
            Some(written) => written,
            None => {
                let kept = self.as_written(flow);
                self.failed.push(kept.clone());
                kept
            }
        }
    }

    /// What is said, its free texts with the dashes and quotation marks of their author.
    fn with_own_marks(&mut self, statement: &Statement, flow: &Flow) -> Said {
        let mut said = statement.said.clone();
        for (role, span) in &statement.places {
            if matches!(said.slots.get(role), Some(Value::Text(_))) {
                let text = flow.written_in(&self.source.text, *span).trim().to_owned();
                self.texts.push(text.clone());
                said.slots.put(role, Value::Text(text));
            }
        }
        for (role, value) in statement.said.slots.iter() {
            said.slots.put(role, ungrouped(said.slots.get(role).unwrap_or(value)));
        }
        said
    }

    fn as_written(&self, flow: &Flow) -> String {
        flow.written(&self.source.text, 0, flow.text().len())
    }

    fn quote(&mut self, flow: &Flow) -> String {
        if flow.text().is_empty() {
            return ">\n".to_owned();
        }
        let own = Names::new(self.document.glossary.clone());
        let reading = Reader::new(self.own, &own).read("wording", flow.text()).ok().and_then(|mut all| all.pop());
        let place = reading.as_ref().and_then(|reading| reading.places.iter().find(|(role, ..)| *role == "text"));
        let (from, until) = place.map_or((0, flow.text().len()), |(_, from, until)| (*from, *until));
        let binding = match reading.as_ref().map(|reading| reading.said.id) {
            Some(ids::WORDING_AGREED | ids::WORDING_AGREED_IN) => crate::model::Binding::Agreed,
            _ => crate::model::Binding::Note,
        };
        let lang = match reading.as_ref().and_then(|reading| reading.said.slots.get("language")) {
            Some(Value::Language(lang)) => lang.clone(),
            _ => self.own.lang(),
        };
        let foreign = lang != self.to.lang();
        self.wording += usize::from(foreign);
        let said = clauses::say_wording(binding, foreign.then_some(lang));
        let mut paragraphs = Vec::new();
        let mut start = from;
        for end in flow.paragraph_ends().into_iter().filter(|end| (from + 1..until).contains(end)).chain([until]) {
            paragraphs.push(flow.written(&self.source.text, start, end).trim_end().to_owned());
            start = end;
        }
        let first = paragraphs.first().cloned().unwrap_or_default();
        let lead = self.printer().say(&said.with("text", first));
        quoted(&std::iter::once(lead).chain(paragraphs.into_iter().skip(1)).collect::<Vec<_>>())
    }

    fn table(
        &mut self,
        clause: &ClauseText,
        (header, at): (&[Flow], u32),
        rows: &[(crate::Span, Vec<Flow>)],
    ) -> String {
        let own = clause.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.span.from == at => Some(table),
            Block::Statement(_) | Block::Table(_) | Block::Wording { .. } => None,
        });
        let Some(own) = own else { return as_it_is(&self.source.text, header, rows) };
        let head = own.columns.iter().map(|column| self.printer().text(*column)).collect();
        let mut written = Vec::new();
        for ((_, cells), row) in rows.iter().zip(&own.rows) {
            let mut line = Vec::new();
            for ((flow, cell), column) in cells.iter().zip(&row.cells).zip(&own.columns) {
                let class = format!("cell.{}.{}", clause.kind.key(), column.key());
                line.push(match cell {
                    Some(cell) => self.statement(&class, cell, flow),
                    None => self.as_written(flow),
                });
            }
            written.push(line);
        }
        table(head, written)
    }

    /// A table of words: ids first, then the document's own language, then the others by their tags.
    fn glossary(&self, header: &[Flow], rows: &[(crate::Span, Vec<Flow>)]) -> String {
        let is_id = |flow: &Flow| syntax::is_said(self.own, ids::COLUMN_GLOSSARY_ID, flow.text());
        let lang = |flow: &Flow| Catalogue::language_named(flow.text());
        let rank = |flow: &Flow| match lang(flow) {
            _ if is_id(flow) => (0, String::new()),
            Some(lang) if lang == self.to.lang() => (1, String::new()),
            Some(lang) => (2, lang.as_str().to_owned()),
            None => (3, flow.text().to_owned()),
        };
        let mut order: Vec<(usize, &Flow)> = header.iter().enumerate().collect();
        order.sort_by_key(|(_, flow)| rank(flow));
        let head = |flow: &Flow| match lang(flow) {
            _ if is_id(flow) => self.printer().text(ids::COLUMN_GLOSSARY_ID),
            Some(lang) => self.to.tongue(&lang),
            None => self.as_written(flow),
        };
        let arranged = |cells: &Vec<Flow>| {
            order.iter().filter_map(|(column, _)| cells.get(*column)).map(|cell| self.as_written(cell)).collect()
        };
        table(
            order.iter().map(|(_, flow)| head(flow)).collect(),
            rows.iter().map(|(_, cells)| arranged(cells)).collect(),
        )
    }
}

/// A number without marks between its thousands: with them it could be read in two ways.
fn ungrouped(value: &Value) -> Value {
    match value {
        Value::Int(n) if *n >= 1_000 => Value::Text(n.to_string()),
        Value::List(list) => Value::List(list.iter().map(ungrouped).collect()),
        Value::Phrase(said) => {
            let slots = said.slots.iter().map(|(role, value)| (role, ungrouped(value)));
            slots.fold(Said::new(said.id), |said, (role, value)| said.with(role, value)).into()
        }
        other => other.clone(),
    }
}

/// A document of which only the lines are put in order.
pub(super) fn laid_out(source: &Source, sections: &[Section]) -> String {
    let mut page = Page::of(source);
    let text = &source.text;
    let whole = |flow: &Flow| flow.written(text, 0, flow.text().len());
    for section in sections {
        let heading = format!("{} {}\n", "#".repeat(section.level), whole(&section.title));
        page.put(section.title.whole().from, Shape::Heading, &heading);
        for part in &section.parts {
            match part {
                Part::Item(flow) => page.put(flow.whole().from, Shape::Statement, &wrapped(&whole(flow), "- ", "  ")),
                Part::Quote(flow) => page.put(flow.whole().from, Shape::Quote, &wrapped(&whole(flow), "> ", "> ")),
                Part::Stray(_) => {}
                Part::Table { header, span, rows } => {
                    page.put(span.from, Shape::Table, &as_it_is(text, header, rows));
                }
            }
        }
    }
    page.finish()
}

fn as_it_is(text: &str, header: &[Flow], rows: &[(crate::Span, Vec<Flow>)]) -> String {
    let line = |cells: &[Flow]| cells.iter().map(|cell| cell.written(text, 0, cell.text().len())).collect();
    table(line(header), rows.iter().map(|(_, cells)| line(cells)).collect())
}

/// The page as it grows, with the comments that stand before each part.
struct Page<'a> {
    source: &'a Source,
    comments: Vec<std::ops::Range<usize>>,
    text: String,
    before: Option<Shape>,
}

impl<'a> Page<'a> {
    fn of(source: &'a Source) -> Self {
        let mut comments = comments(&source.text);
        comments.reverse();
        Page { source, comments, text: String::new(), before: None }
    }

    fn put(&mut self, at: u32, shape: Shape, written: &str) {
        while let Some(comment) = self.comments.pop_if(|comment| comment.start < at as usize) {
            self.comment(&comment);
        }
        let own_group = matches!((self.before, shape), (Some(Shape::Statement), Shape::Statement));
        let under_comment = self.before == Some(Shape::Comment) && shape == Shape::Statement && !self.is_apart(at);
        if self.before.is_some() && !own_group && !under_comment {
            self.text.push('\n');
        }
        self.text.push_str(written);
        self.before = Some(shape);
    }

    /// A comment keeps the empty lines around it, save next to what needs one anyway.
    fn comment(&mut self, comment: &std::ops::Range<usize>) {
        let at = u32::try_from(comment.start).unwrap_or(u32::MAX);
        let close = matches!(self.before, Some(Shape::Statement | Shape::Comment)) && !self.is_apart(at);
        if self.before.is_some() && !close {
            self.text.push('\n');
        }
        for line in self.source.text.get(comment.clone()).unwrap_or_default().lines() {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
        self.before = Some(Shape::Comment);
    }

    /// Whether an empty line stands above the line of that byte.
    fn is_apart(&self, at: u32) -> bool {
        let before = self.source.text.get(..at as usize).unwrap_or_default();
        let mut lines = before.rsplit('\n');
        // The first is what stands in the same line.
        lines.nth(1).is_some_and(|above| above.trim().is_empty())
    }

    fn finish(mut self) -> String {
        while let Some(comment) = self.comments.pop() {
            self.comment(&comment);
        }
        self.text
    }
}
