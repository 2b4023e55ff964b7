//! Each kind of clause, a file each, in both directions: statements read into the model, the model said in statements.
//! Whether clauses fit together is left to `check`.

mod contract;
mod desk;
mod downtime;
mod glossary;
mod holidays;
mod outage;
mod point;
mod priorities;
mod service;
mod terms;
mod window;

pub(crate) use terms::{Term, say_day_of_year, say_days, say_limit, term};
pub(crate) use window::{Speaking, say_removes, say_repeated, say_skipped};

use crate::{
    diagnostic::{self, Diagnostics},
    model::{Binding, Clause, ClauseId, Head, Kind, Model, Places, Text, Wording},
    name::{Id, Lang},
    phrase::{Catalogue, PhraseId, Printer, Said, Value},
    source::Span,
    syntax::{Block, ClauseText, Document, Row, Statement, Table},
    time::Zone,
};
use std::collections::BTreeMap;

/// A part of a clause as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A statement.
    Statement(Said),
    /// A table: its columns and its rows of cells.
    Table(Vec<PhraseId>, Vec<Vec<Said>>),
    /// A table of words, headed by words: a glossary.
    Words(Vec<String>, Vec<Vec<String>>),
    /// Wording for people.
    Wording(Wording),
}

/// A clause as it is said.
#[derive(Clone, Debug)]
pub(crate) struct SaidClause {
    pub(crate) kind: Kind,
    pub(crate) number: Option<String>,
    pub(crate) name: Id,
    pub(crate) parts: Vec<Part>,
}

/// Reads the clauses of a document into a model; statements that are wrong are left out of it and reported.
pub(crate) fn read(document: &Document, found: &mut Diagnostics) -> (Model, Places) {
    let catalogue = Catalogue::of(&document.lang);
    let mut places = Places::default();
    let mut reader = Reading { document, catalogue, found, places: &mut places };
    let mut model = Model {
        head: contract::empty(),
        glossary: document.glossary.clone(),
        holidays: Vec::new(),
        windows: Vec::new(),
        handover_points: Vec::new(),
        planned: Vec::new(),
        outage: None,
        services: Vec::new(),
        desks: Vec::new(),
        priorities: Vec::new(),
        glossaries: Vec::new(),
    };
    for clause in &document.clauses {
        match clause.kind {
            Kind::Contract => model.head = reader.clause(clause, contract::read).into_head(&document.lang),
            Kind::Holidays => model.holidays.push(reader.clause(clause, holidays::read)),
            Kind::ServiceWindow => model.windows.push(reader.clause(clause, window::read)),
            Kind::HandoverPoint => model.handover_points.push(reader.clause(clause, point::read)),
            Kind::PlannedDowntime => {
                let read = reader.clause(clause, downtime::read);
                let Clause { number, name, body, wording } = read;
                model.planned.extend(body.map(|body| Clause { number, name, body, wording }));
            }
            Kind::Outage => {
                let read = reader.clause(clause, outage::read);
                let first = document.clauses.iter().find(|other| other.kind == Kind::Outage).map(|other| other.span);
                if model.outage.is_some() {
                    let kind = reader.kind(Kind::Outage);
                    reader.found.push(diagnostic::second_of_kind(clause.span, kind, first));
                } else {
                    model.outage = Some(read);
                }
            }
            Kind::Service => model.services.push(reader.clause(clause, service::read)),
            Kind::ServiceDesk => model.desks.push(reader.clause(clause, desk::read)),
            Kind::Priorities => model.priorities.push(reader.clause(clause, priorities::read)),
            Kind::Glossary => model.glossaries.push(reader.clause(clause, |_, _| ())),
        }
    }
    (model, places)
}

/// The clauses that say a model, in the usual order.
pub(crate) fn say(model: &Model) -> Vec<SaidClause> {
    let mut said = vec![SaidClause {
        kind: Kind::Contract,
        number: None,
        name: model.head.name.clone(),
        parts: with_wording(contract::say(&model.head), &model.head.wording),
    }];
    said.extend(model.holidays.iter().map(|clause| say_clause(Kind::Holidays, clause, holidays::say)));
    said.extend(model.windows.iter().map(|clause| say_clause(Kind::ServiceWindow, clause, window::say)));
    said.extend(model.handover_points.iter().map(|clause| say_clause(Kind::HandoverPoint, clause, point::say)));
    said.extend(model.planned.iter().map(|clause| say_clause(Kind::PlannedDowntime, clause, downtime::say)));
    said.extend(model.outage.iter().map(|clause| say_clause(Kind::Outage, clause, outage::say)));
    said.extend(model.services.iter().map(|clause| say_clause(Kind::Service, clause, service::say)));
    said.extend(model.desks.iter().map(|clause| say_clause(Kind::ServiceDesk, clause, desk::say)));
    said.extend(model.priorities.iter().map(|clause| say_clause(Kind::Priorities, clause, priorities::say)));
    for (place, clause) in model.glossaries.iter().enumerate() {
        // All words stand in the first glossary: several say the same as one.
        let parts = |(): &()| if place == 0 { glossary::say(&model.glossary) } else { Vec::new() };
        said.push(say_clause(Kind::Glossary, clause, parts));
    }
    said
}

fn say_clause<T>(kind: Kind, clause: &Clause<T>, say: impl Fn(&T) -> Vec<Part>) -> SaidClause {
    let parts = with_wording(say(&clause.body), &clause.wording);
    SaidClause { kind, number: clause.number.clone(), name: clause.name.clone(), parts }
}

fn with_wording(mut parts: Vec<Part>, wording: &[Wording]) -> Vec<Part> {
    parts.extend(wording.iter().cloned().map(Part::Wording));
    parts
}

/// A document being read.
struct Reading<'a> {
    document: &'a Document,
    catalogue: Option<&'static Catalogue>,
    found: &'a mut Diagnostics,
    places: &'a mut Places,
}

/// A clause being read: its identity, and what was said in it already.
pub(crate) struct ClauseReading<'a, 'r> {
    reading: &'a mut Reading<'r>,
    id: ClauseId,
    span: Span,
    said: BTreeMap<&'static str, (PhraseId, Span)>,
    whole: bool,
}

impl Reading<'_> {
    fn clause<T>(
        &mut self,
        clause: &ClauseText,
        read: impl Fn(&mut ClauseReading<'_, '_>, &ClauseText) -> T,
    ) -> Clause<T> {
        let id = ClauseId::new(clause.kind, clause.name.clone());
        self.places.record(id.heading(), clause.span);
        if let Some(number) = &clause.number {
            self.places.number(id.clone(), number.clone());
        }
        let mut rows = 0;
        for block in &clause.blocks {
            match block {
                Block::Statement(statement) => {
                    self.places.record(id.statement(statement.said.id.name()), statement.span);
                }
                Block::Table(table) => {
                    for row in &table.rows {
                        rows += 1;
                        self.places.record(id.row(rows), row.span);
                    }
                }
                Block::Wording { .. } => {}
            }
        }
        let wording = clause.blocks.iter().filter_map(wording).collect();
        let mut reading =
            ClauseReading { reading: self, id, span: clause.span, said: BTreeMap::new(), whole: clause.whole };
        let body = read(&mut reading, clause);
        Clause { number: clause.number.clone(), name: clause.name.clone(), body, wording }
    }

    fn kind(&self, kind: Kind) -> String {
        self.print(|printer| PhraseId::find("kind", kind.key()).map(|id| printer.text(id)).unwrap_or_default())
    }

    fn print(&self, say: impl Fn(&Printer<'_>) -> String) -> String {
        let printer = self.catalogue.map(|catalogue| Printer::new(catalogue, &self.document.glossary, Zone::UTC));
        printer.map(|printer| say(&printer)).unwrap_or_default()
    }
}

fn wording(block: &Block) -> Option<Wording> {
    match block {
        Block::Wording { binding, lang, text, .. } => {
            Some(Wording { binding: *binding, lang: lang.clone(), text: text.clone() })
        }
        Block::Statement(_) | Block::Table(_) => None,
    }
}

impl ClauseReading<'_, '_> {
    /// Sets what may be said once; a second time is reported, as is a contradiction within a group of statements.
    fn once<T>(&mut self, group: &'static str, slot: &mut Option<T>, value: T, statement: &Statement) {
        if self.first(group, statement) {
            *slot = Some(value);
        }
    }

    /// Whether nothing of the group was said before.
    fn first(&mut self, group: &'static str, statement: &Statement) -> bool {
        match self.said.get(group) {
            Some((id, span)) if *id == statement.said.id => {
                let (read, first) = (self.example(&statement.said), *span);
                self.report(diagnostic::said_twice(statement.span, &read, first));
                false
            }
            Some((_, span)) => {
                let (read, first) = (self.example(&statement.said), *span);
                self.report(diagnostic::contradiction(statement.span, &read, first));
                false
            }
            None => {
                self.said.insert(group, (statement.said.id, statement.span));
                true
            }
        }
    }

    fn report(&mut self, diagnostic: crate::Diagnostic) {
        self.whole &= diagnostic.severity() != crate::Severity::Error;
        self.reading.found.push(diagnostic);
    }

    /// Reports what the clause lacks, or what follows from a gap in it: only where all of it was understood, since the
    /// gap may be what was not.
    fn report_gap(&mut self, diagnostic: crate::Diagnostic) {
        if self.whole {
            self.reading.found.push(diagnostic);
        }
    }

    /// Whether the head says what a working day is.
    fn defines_working_days(&self) -> bool {
        use crate::phrase::ids;
        let defining = [ids::CONTRACT_WORKING_DAYS, ids::CONTRACT_WORKING_DAYS_EXCEPT, ids::CONTRACT_WORKING_DAYS_OF];
        self.reading.document.clauses.iter().flat_map(statements).any(|statement| defining.contains(&statement.said.id))
    }

    fn lang(&self) -> Lang {
        self.reading.document.lang.clone()
    }

    fn text(&self, statement: &Statement, role: &str) -> Option<Text> {
        statement.said.slots.text(role).map(|text| Text { lang: self.lang(), text: text.to_owned() })
    }

    /// What a statement says, as an example in a message.
    fn example(&self, said: &Said) -> String {
        self.reading.print(|printer| printer.say(said))
    }

    fn word(&self, id: &Id) -> String {
        self.reading.print(|printer| printer.word(id))
    }

    fn kind(&self) -> String {
        self.reading.kind(self.id.kind)
    }

    /// Reports that the clause lacks a statement.
    fn lacks(&mut self, said: &Said) {
        let (example, kind) = (self.example(said), self.kind());
        self.report_gap(diagnostic::missing_statement(self.span, example, kind));
    }
}

/// The statements of a clause.
fn statements(clause: &ClauseText) -> impl Iterator<Item = &Statement> {
    clause.blocks.iter().filter_map(|block| match block {
        Block::Statement(statement) => Some(statement),
        Block::Table(_) | Block::Wording { .. } => None,
    })
}

/// The rows of a clause's tables, each with its table.
fn rows(clause: &ClauseText) -> impl Iterator<Item = (&Table, &Row)> {
    let tables = clause.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Statement(_) | Block::Wording { .. } => None,
    });
    tables.flat_map(|table| table.rows.iter().map(move |row| (table, row)))
}

fn of(id: PhraseId) -> Said {
    Said::new(id)
}

fn part(said: Said) -> Part {
    Part::Statement(said)
}

impl Clause<Head> {
    fn into_head(self, lang: &Lang) -> Head {
        Head { name: self.name, lang: lang.clone(), wording: self.wording, ..self.body }
    }
}

/// The words of a contract in each of its languages, as they are said.
pub(crate) fn say_glossary(glossary: &crate::name::Glossary) -> Vec<Part> {
    glossary::say(glossary)
}

/// Wording as it is said, save for its text; `lang`: its language, where that is not the document's.
pub(crate) fn say_wording(binding: Binding, lang: Option<Lang>) -> Said {
    use crate::phrase::ids;
    match (binding, lang) {
        (Binding::Note, None) => of(ids::WORDING_NOTE),
        (Binding::Agreed, None) => of(ids::WORDING_AGREED),
        (Binding::Note, Some(lang)) => of(ids::WORDING_NOTE_IN).with("language", Value::Language(lang)),
        (Binding::Agreed, Some(lang)) => of(ids::WORDING_AGREED_IN).with("language", Value::Language(lang)),
    }
}
