//! Sections read as clauses: the language, the names, then each statement and cell by the phrases of its kind.
//! Lines fail one by one; what a failure is called is left to `near`.

use super::{
    ast::{Block, ClauseText, Document, Row, Statement, Table},
    flow::Flow,
    layout::{Part, Section, sections},
    lexeme::{Lexeme, lexeme},
    matching::{Reader, Reading},
    names::Names,
    near,
};
use crate::{
    diagnostic::{self, Diagnostics},
    model::{Binding, Kind},
    name::{Glossary, Id, Lang},
    phrase::{Catalogue, PhraseId, Value, class_of, ids},
    source::{Source, SourceId, Span},
};

/// Reads a contract. What could be read is there even where something is wrong; `None`: not even its language is
/// known.
pub fn parse(source: &Source, id: SourceId) -> (Option<Document>, Diagnostics) {
    let mut found = Diagnostics::default();
    let sections = sections(id, &source.text, &mut found);
    let Some(catalogue) = language(&sections, Kind::Contract) else {
        if !found.refuse() {
            found.push(diagnostic::no_contract(Span::new(id, 0, first_line(&source.text))));
        }
        return (None, found);
    };
    let mut headings: Vec<Option<Heading>> = Vec::new();
    for (place, section) in sections.iter().enumerate() {
        headings.push(heading(section, catalogue, place, &mut found));
    }
    let mut names = Names::new(glossary(&sections, &headings, catalogue));
    for heading in headings.iter().flatten() {
        names.keep(&heading.name);
        if let Some(first) = names.declare(heading.kind, &heading.name, heading.number.clone(), heading.span) {
            found.push(diagnostic::declared_twice(heading.span, &heading.name, first));
        }
    }
    let mut clauses = Vec::new();
    let mut used = Vec::new();
    let reader = Reader::new(catalogue, &names);
    for (section, heading) in sections.iter().zip(headings) {
        let Some(heading) = heading else { continue };
        let mut clause = Clause { reader: &reader, kind: heading.kind, found: &mut found, used: &mut used };
        let blocks = section.parts.iter().filter_map(|part| clause.part(part)).collect();
        let name = names.id(&heading.name);
        clauses.push(ClauseText { kind: heading.kind, number: heading.number, name, span: heading.span, blocks });
    }
    let mut glossary = names.clone();
    for word in used {
        glossary.keep(&word);
    }
    (Some(Document { lang: catalogue.lang(), glossary: glossary.glossary().clone(), clauses }), found)
}

struct Heading {
    kind: Kind,
    number: Option<String>,
    name: String,
    span: Span,
}

/// The language whose word for that kind opens the document.
fn language(sections: &[Section], kind: Kind) -> Option<&'static Catalogue> {
    let title = sections.first().filter(|section| section.level == 1)?.title.text();
    let word = title.split_once(':').map_or(title, |(word, _)| word).trim();
    Catalogue::all().iter().find(|catalogue| kind_named(catalogue, word) == Some(kind))
}

fn kind_named(catalogue: &Catalogue, words: &str) -> Option<Kind> {
    let alike = |id: &PhraseId| near::is_said(catalogue, *id, words);
    class_of("kind").find(alike).and_then(|id| Kind::of_key(id.key()))
}

fn heading(section: &Section, catalogue: &'static Catalogue, place: usize, found: &mut Diagnostics) -> Option<Heading> {
    let title = section.title.text();
    let span = section.title.whole();
    if (place == 0) != (section.level == 1) || section.level > 2 {
        found.push(diagnostic::heading_level(span));
        return None;
    }
    let number = lexeme(Lexeme::ClauseNumber, title).filter(|number| title[number.len()..].starts_with([' ', '.']));
    let rest = title[number.map_or(0, str::len)..].trim_start_matches(['.', ' ']);
    let (words, name) = rest.split_once(':').map_or((rest, ""), |(words, name)| (words.trim(), name.trim()));
    let at = title.len() - rest.len();
    let Some(kind) = kind_named(catalogue, words) else {
        found.push(near::unknown_kind(catalogue, words, section.title.span(at, at + words.len())));
        return None;
    };
    if name.is_empty() {
        found.push(diagnostic::no_name(span, title));
        return None;
    }
    Some(Heading { kind, number: number.map(str::to_owned), name: name.to_owned(), span })
}

/// The words that the document's glossaries bind: a column a language, perhaps one of ids.
fn glossary(sections: &[Section], headings: &[Option<Heading>], catalogue: &'static Catalogue) -> Glossary {
    let mut glossary = Glossary::default();
    let of_glossary = |heading: &Option<Heading>| heading.as_ref().is_some_and(|h| h.kind == Kind::Glossary);
    let parts = sections.iter().zip(headings).filter(|(_, heading)| of_glossary(heading)).flat_map(|(s, _)| &s.parts);
    for part in parts {
        let Part::Table { header, rows, .. } = part else { continue };
        for (_, cells) in rows {
            let words: Vec<(&Flow, &Flow)> = header.iter().zip(cells).collect();
            let own = words.iter().find(|(head, _)| near::is_said(catalogue, ids::COLUMN_GLOSSARY_ID, head.text()));
            let mut tagged: Vec<(Lang, &str)> = words
                .iter()
                .filter_map(|(head, cell)| Catalogue::language_named(head.text()).map(|lang| (lang, cell.text())))
                .filter(|(_, word)| !word.is_empty())
                .collect();
            tagged.sort();
            // Without a column of ids, the word of the language that comes first by its tag is the id: the same in
            // every document that has the row.
            let Some(id) = own.map(|(_, cell)| cell.text()).or_else(|| tagged.first().map(|(_, word)| *word)) else {
                continue;
            };
            for (lang, word) in &tagged {
                glossary.bind(Id::of(id), lang.clone(), *word);
            }
        }
    }
    glossary
}

struct Clause<'a, 'r> {
    reader: &'a Reader<'r>,
    kind: Kind,
    found: &'a mut Diagnostics,
    /// Words that were read as names: kept as they were written.
    used: &'a mut Vec<String>,
}

impl Clause<'_, '_> {
    fn part(&mut self, part: &Part) -> Option<Block> {
        match part {
            Part::Item(flow) => self.statement(flow).map(Block::Statement),
            Part::Quote(flow) => Some(self.wording(flow)),
            Part::Table { header, span, rows } => self.table(header, *span, rows).map(Block::Table),
        }
    }

    fn statement(&mut self, flow: &Flow) -> Option<Statement> {
        match self.reader.read(self.kind.key(), flow.text()) {
            Ok(readings) => self.only(readings, flow),
            Err(failure) => {
                self.found.push(near::statement(self.reader, self.kind, flow, &failure));
                None
            }
        }
    }

    fn only(&mut self, mut readings: Vec<Reading>, flow: &Flow) -> Option<Statement> {
        if let [one, other, ..] = readings.as_slice() {
            let shown = |reading: &Reading| near::shown(self.reader, &reading.said);
            self.found.push(diagnostic::two_readings(flow.whole(), shown(one), shown(other)));
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
        match value {
            Value::Name(_) => self.used.push(text[from..until].trim().to_owned()),
            Value::List(list) if list.iter().any(named) => {
                self.used.extend(text[from..until].split(',').map(|word| word.trim().to_owned()));
            }
            _ => {}
        }
    }

    /// A quote is a note, unless it says that it is agreed.
    fn wording(&self, flow: &Flow) -> Block {
        let said = self.reader.read_one("wording", flow.text());
        let text = said.as_ref().and_then(|said| said.slots.text("text")).unwrap_or(flow.text()).to_owned();
        let agreed = said.is_some_and(|said| said.id == ids::WORDING_AGREED);
        let binding = if agreed { Binding::Agreed } else { Binding::Note };
        Block::Wording { binding, text, span: flow.whole() }
    }

    fn table(&mut self, header: &[Flow], span: Span, rows: &[(Span, Vec<Flow>)]) -> Option<Table> {
        let class = format!("column.{}", self.kind.key());
        if self.kind == Kind::Glossary {
            return None;
        }
        if class_of(&class).next().is_none() {
            self.found.push(diagnostic::no_table_here(span, near::kind(self.reader, self.kind)));
            return None;
        }
        let known = |flow: &Flow| class_of(&class).find(|id| near::is_said(self.reader.catalogue(), *id, flow.text()));
        let mut columns = Vec::new();
        for flow in header {
            match known(flow) {
                Some(column) => columns.push(column),
                None => self.found.push(near::unknown_column(self.reader, &class, flow)),
            }
        }
        let missing: Vec<PhraseId> =
            class_of(&class).filter(|column| !columns.contains(column) && !may_lack(*column)).collect();
        if columns.len() < header.len() || !missing.is_empty() {
            if columns.len() == header.len() {
                self.found.push(near::missing_columns(self.reader, span, &missing));
            }
            return None;
        }
        let rows = rows.iter().map(|(span, cells)| self.row(*span, &columns, cells)).collect();
        Some(Table { span, columns, rows })
    }

    fn row(&mut self, span: Span, columns: &[PhraseId], cells: &[Flow]) -> Row {
        let mut read = Vec::new();
        for (column, flow) in columns.iter().zip(cells) {
            let class = format!("cell.{}.{}", self.kind.key(), column.key());
            if flow.text().is_empty() {
                self.found.push(diagnostic::empty_cell(span));
                read.push(None);
                continue;
            }
            let cell = match self.reader.read(&class, flow.text()) {
                Ok(readings) => self.only(readings, flow),
                Err(failure) => {
                    self.found.push(near::cell(self.reader, &class, flow, &failure));
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
