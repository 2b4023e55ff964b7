//! Sections read as clauses: the language, the names, then each statement and cell by the phrases of its kind.
//! Lines fail one by one; what a failure is called is left to `near`.

use super::{
    ast::{Block, ClauseText, Document, Row, Seen, Statement, Table},
    flow::Flow,
    glossary::glossary,
    heading::{Heading, language},
    layout::{Part, sections},
    matching::{Failure, Reader, Reading, Want, Wanted},
    memory::Memory,
    names::Names,
    near,
};
use crate::{
    diagnostic::{self, Diagnostics},
    model::{Binding, Kind},
    phrase::{PhraseId, Value, class_of, ids},
    source::{Source, SourceId, Span},
};
use std::cell::RefCell;

/// Reads a contract. What could be read is there even where something is wrong; `None`: not even its language is
/// known.
pub fn parse(source: &Source, id: SourceId) -> (Option<Document>, Diagnostics) {
    parse_with(source, id, None)
}

/// The same, with what its lines were read as before.
pub(crate) fn parse_with(
    source: &Source,
    id: SourceId,
    memory: Option<&RefCell<Memory>>,
) -> (Option<Document>, Diagnostics) {
    let mut found = Diagnostics::default();
    let sections = sections(id, &source.text, &mut found);
    let Some((catalogue, certain)) = language(&sections) else {
        if !found.refuse() {
            found.push(diagnostic::no_contract(Span::new(id, 0, first_line(&source.text)), None));
        }
        return (None, found);
    };
    let mut headings = Vec::new();
    for (place, section) in sections.iter().enumerate() {
        headings.push(match (place, certain) {
            (0, false) => Heading::guessed(catalogue, section, &mut found),
            _ => Heading::read(catalogue, section, place, &mut found),
        });
    }
    let mut names = Names::new(glossary(&sections, &headings, catalogue, &mut found));
    for (section, heading) in sections.iter().zip(&headings) {
        match heading {
            Heading::Clause { kind, number, name } => {
                names.keep(name);
                let span = section.title.whole();
                if let Some(first) = names.declare(*kind, name, number.clone(), span) {
                    let reader = Reader::new(catalogue, &names);
                    let name = format!("{}: {name}", near::kind(&reader, *kind));
                    found.push(diagnostic::declared_twice(span, &name, first));
                }
            }
            Heading::Unread { kind, name } => names.doubt(*kind, name),
        }
    }
    let mut clauses = Vec::new();
    let mut used = Vec::new();
    if let Some(memory) = memory {
        memory.borrow_mut().begin(catalogue, &names);
    }
    let reader = Reader::new(catalogue, &names).remembering(memory);
    for (section, heading) in sections.iter().zip(headings) {
        let Heading::Clause { kind, number, name } = heading else { continue };
        let mut clause =
            Clause { reader: &reader, kind, found: &mut found, used: &mut used, whole: section.whole, joined: None };
        let nexts = section.parts.iter().skip(1).map(Some).chain([None]);
        let blocks = section.parts.iter().zip(nexts).filter_map(|(part, next)| clause.part(part, next)).collect();
        let whole = clause.whole;
        let name = names.id(&name);
        clauses.push(ClauseText { kind, number, name, span: section.title.whole(), blocks, whole });
    }
    near::fold(catalogue, &mut found);
    let mut glossary = names.clone();
    for word in used {
        glossary.keep(&word);
    }
    (Some(Document { lang: catalogue.lang(), glossary: glossary.glossary().clone(), clauses }), found)
}

/// The parts of a document as they are read, before it is asked what they mean: what a Markdown viewer shows too, where
/// the document is accepted.
///
/// ```
/// use klausel::{Source, syntax::{self, Seen}};
/// let seen = syntax::seen(&Source::new("demo", "# Contract: Demo\n\n- Time zone:\n  Europe/Berlin\n"));
/// assert_eq!(seen, [Seen::Heading(1, "Contract: Demo".into()), Seen::Item("Time zone: Europe/Berlin".into())]);
/// ```
#[must_use]
pub fn seen(source: &Source) -> Vec<Seen> {
    let text = |flow: &Flow| flow.text().to_owned();
    let row = |cells: &[Flow]| cells.iter().map(text).collect::<Vec<_>>();
    let mut seen = Vec::new();
    for section in sections(SourceId(0), &source.text, &mut Diagnostics::default()) {
        seen.push(Seen::Heading(section.level, text(&section.title)));
        seen.extend(section.parts.iter().filter_map(|part| match part {
            Part::Item(flow) => Some(Seen::Item(text(flow))),
            Part::Quote(flow) => Some(Seen::Quote(text(flow))),
            Part::Table { header, rows, .. } => {
                let rows = rows.iter().map(|(_, cells)| row(cells));
                Some(Seen::Table(std::iter::once(row(header)).chain(rows).collect()))
            }
            // Such a document is not accepted.
            Part::Stray(_) => None,
        }));
    }
    seen
}

struct Clause<'a, 'r> {
    reader: &'a Reader<'r>,
    kind: Kind,
    found: &'a mut Diagnostics,
    /// Words that were read as names: kept as they were written.
    used: &'a mut Vec<String>,
    /// Whether everything was understood so far.
    whole: bool,
    /// An item that was read with the one before it.
    joined: Option<Span>,
}

impl Clause<'_, '_> {
    /// A part, before the one that follows it.
    fn part(&mut self, part: &Part, next: Option<&Part>) -> Option<Block> {
        match part {
            Part::Item(flow) => self.statement(flow, next).map(Block::Statement),
            Part::Quote(flow) => Some(self.wording(flow)),
            Part::Table { header, span, rows } => self.table(header, *span, rows).map(Block::Table),
            Part::Stray(flow) => {
                self.found.push(near::stray(self.reader, self.kind, flow));
                self.whole = false;
                None
            }
        }
    }

    fn statement(&mut self, flow: &Flow, next: Option<&Part>) -> Option<Statement> {
        if self.joined.take_if(|span| *span == flow.whole()).is_some() {
            return None;
        }
        match self.reader.read(self.kind.key(), flow.text()) {
            Ok(readings) => self.only(readings, flow),
            Err(failure) => {
                self.whole = false;
                if let Some(Part::Item(after)) = next
                    && let Some(split) = near::split(self.reader, self.kind, flow, after)
                {
                    self.joined = Some(after.whole());
                    self.found.push(split);
                } else if !self.found.is_full() && !self.is_doubtful(flow, &failure) && !self.is_reported(flow) {
                    self.found.push(near::statement(self.reader, self.kind, flow, &failure));
                }
                None
            }
        }
    }

    /// Whether only a name is missing that a heading may declare which could not be read: that heading is the cause.
    fn is_doubtful(&self, flow: &Flow, failure: &Failure) -> bool {
        let doubtful = |wanted: &Wanted| match wanted.what {
            Want::Name(kind) => self.reader.names().is_doubtful(kind, near::name_read(flow.text(), failure.at)),
            _ => false,
        };
        failure.wanted.iter().any(doubtful)
    }

    /// Whether something is reported already that keeps the text from being read: a mark, a hidden character.
    fn is_reported(&self, flow: &Flow) -> bool {
        let whole = flow.whole();
        self.found.iter().any(|other| other.span().from >= whole.from && other.span().until <= whole.until)
    }

    fn only(&mut self, mut readings: Vec<Reading>, flow: &Flow) -> Option<Statement> {
        if let [one, other, ..] = readings.as_slice() {
            let shown = |reading: &Reading| near::shown(self.reader, &reading.said);
            self.found.push(diagnostic::two_readings(flow.whole(), flow.text(), shown(one), shown(other)));
            self.whole = false;
            return None;
        }
        let reading = readings.pop()?;
        for (_, from, until) in &reading.places {
            self.keep_words(&reading, flow.text(), *from, *until);
        }
        let places = reading.places.iter().map(|(role, from, until)| (*role, flow.span(*from, *until))).collect();
        Some(Statement { said: reading.said, span: flow.whole(), places })
    }

    /// Names that no glossary has are shown as they were written.
    fn keep_words(&mut self, reading: &Reading, text: &str, from: usize, until: usize) {
        let named = |value: &Value| matches!(value, Value::Name(_));
        let here = reading.places.iter().find(|place| place.1 == from && place.2 == until);
        let Some(value) = here.and_then(|(role, ..)| reading.said.slots.get(role)) else { return };
        let said = text.get(from..until).unwrap_or_default();
        match value {
            Value::Name(_) => self.used.push(said.trim().to_owned()),
            Value::List(list) if list.iter().any(named) => {
                let words = said.split(',').map(str::trim).filter(|word| !word.is_empty());
                self.used.extend(words.map(str::to_owned));
            }
            _ => {}
        }
    }

    /// A quote is a note, unless it says that it is agreed.
    fn wording(&self, flow: &Flow) -> Block {
        let said = self.reader.read_one("wording", flow.text());
        let text = said.as_ref().and_then(|said| said.slots.text("text")).unwrap_or(flow.text()).to_owned();
        let lang = match said.as_ref().and_then(|said| said.slots.get("language")) {
            Some(Value::Language(lang)) => lang.clone(),
            _ => self.reader.catalogue().lang(),
        };
        let agreed = said.is_some_and(|said| matches!(said.id, ids::WORDING_AGREED | ids::WORDING_AGREED_IN));
        let binding = if agreed { Binding::Agreed } else { Binding::Note };
        Block::Wording { binding, lang, text, span: flow.whole() }
    }

    fn table(&mut self, header: &[Flow], span: Span, rows: &[(Span, Vec<Flow>)]) -> Option<Table> {
        let class = format!("column.{}", self.kind.key());
        if self.kind == Kind::Glossary {
            return None;
        }
        if class_of(&class).next().is_none() {
            self.found.push(diagnostic::no_table_here(span, near::kind(self.reader, self.kind)));
            self.whole = false;
            return None;
        }
        let known = |flow: &Flow| class_of(&class).find(|id| near::is_said(self.reader.catalogue(), *id, flow.text()));
        let columns: Vec<PhraseId> = header.iter().filter_map(known).collect();
        let lacking: Vec<PhraseId> = class_of(&class).filter(|column| !columns.contains(column)).collect();
        let missing: Vec<PhraseId> = lacking.iter().copied().filter(|column| !may_lack(*column)).collect();
        if columns.len() < header.len() || !missing.is_empty() {
            self.whole = false;
            for flow in header.iter().filter(|flow| known(flow).is_none()) {
                let offered = if missing.is_empty() { &lacking } else { &missing };
                self.found.push(near::unknown_column(self.reader, offered, flow));
            }
            // A column that is not known is most likely the one that is missing.
            if columns.len() == header.len() {
                self.found.push(near::missing_columns(self.reader, span, &missing));
            }
            return None;
        }
        for (place, column) in columns.iter().enumerate() {
            let first = columns.iter().position(|other| other == column).unwrap_or(place);
            if let (true, Some(flow), Some(other)) = (first < place, header.get(place), header.get(first)) {
                self.found.push(diagnostic::said_twice(flow.whole(), flow.text(), other.whole()));
            }
        }
        let rows = rows.iter().map(|(span, cells)| self.row(*span, &columns, cells)).collect();
        Some(Table { span, columns, rows })
    }

    fn row(&mut self, span: Span, columns: &[PhraseId], cells: &[Flow]) -> Row {
        let mut read = Vec::new();
        for (column, flow) in columns.iter().zip(cells) {
            let class = format!("cell.{}.{}", self.kind.key(), column.key());
            if flow.text().is_empty() {
                let said = near::cells(self.reader, &class).join(", ");
                self.found.push(diagnostic::empty_cell(flow.whole(), said));
                self.whole = false;
                read.push(None);
                continue;
            }
            let cell = match self.reader.read(&class, flow.text()) {
                Ok(readings) => self.only(readings, flow),
                Err(failure) => {
                    if !self.found.is_full() && !self.is_reported(flow) {
                        self.found.push(near::cell(self.reader, &class, flow, &failure));
                    }
                    self.whole = false;
                    None
                }
            };
            read.push(cell);
        }
        Row { span, cells: read }
    }
}

/// A priority table without effect and extent leaves each case's priority to whoever sets it.
fn may_lack(column: PhraseId) -> bool {
    matches!(column, ids::COLUMN_PRIORITIES_EFFECT | ids::COLUMN_PRIORITIES_EXTENT)
}

fn first_line(text: &str) -> u32 {
    u32::try_from(text.find('\n').unwrap_or(text.len())).unwrap_or(u32::MAX)
}
