//! A contract as it stands on paper: clauses in the order of the document, statements lettered, each reference and each
//! name with the place that it leads to. How paper looks is left to those who lay it out.

mod runs;

use crate::{
    check::Contract,
    clauses,
    lines::capitalised,
    model::{Binding, ClauseId, Kind},
    name::{Id, Lang},
    phrase::{Catalogue, PhraseId, Printer, Said, Value},
    source::{Source, SourceId},
    syntax::{self, Block, ClauseText, Document, Table},
};
use runs::Marked;
use std::collections::BTreeMap;

/// A contract as it stands on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its language.
    pub lang: Lang,
    /// Its clauses, the head first.
    pub clauses: Vec<PaperClause>,
}

/// A clause on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperClause {
    /// Where it can be linked to.
    pub anchor: String,
    /// Which clause it is.
    pub id: ClauseId,
    /// Its number: as written or, where no clause has one, counted; the head has none.
    pub number: Option<String>,
    /// The word of its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What it says.
    pub parts: Vec<PaperPart>,
}

/// A part of a clause on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperPart {
    /// A statement.
    Statement {
        /// Where it can be linked to.
        anchor: String,
        /// Its letter within the clause: `a`, `b`, …, `z`, `aa`.
        letter: String,
        /// What it says.
        runs: Vec<Run>,
    },
    /// A table.
    Table {
        /// The words of its columns.
        header: Vec<String>,
        /// Its rows.
        rows: Vec<PaperRow>,
    },
    /// Wording for people.
    Wording {
        /// Whether it binds.
        binding: Binding,
        /// Its language.
        lang: Lang,
        /// What it says, with the word that says what it is.
        text: String,
    },
}

/// A row of a table on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperRow {
    /// Where it can be linked to.
    pub anchor: String,
    /// Its cells.
    pub cells: Vec<Vec<Run>>,
}

/// A piece of text, perhaps one that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// The anchor that it leads to.
    pub to: Option<String>,
}

impl Paper {
    /// A contract as it stands on paper; `None`: its language has no catalogue.
    #[must_use]
    pub fn of(contract: &Contract) -> Option<Paper> {
        let none = Source::new("", "");
        let source = contract.sources.first().unwrap_or(&none);
        let document = syntax::parse(source, SourceId(0)).0?;
        let catalogue = Catalogue::of(&document.lang)?;
        let numbers = numbers(&document);
        let anchors = anchors(&document);
        let writer = Writer { contract, source, document: &document, catalogue, numbers, anchors };
        let clauses = document.clauses.iter().enumerate().map(|(place, clause)| writer.clause(place, clause)).collect();
        Some(Paper { lang: document.lang.clone(), clauses })
    }
}

/// The number of each clause: those that are written or, where none is, counted behind the head.
fn numbers(document: &Document) -> BTreeMap<ClauseId, String> {
    let own = |clause: &ClauseText| ClauseId::new(clause.kind, clause.name.clone());
    if document.clauses.iter().any(|clause| clause.number.is_some()) {
        let numbered = |clause: &ClauseText| clause.number.clone().map(|number| (own(clause), number));
        return document.clauses.iter().filter_map(numbered).collect();
    }
    let counted = document.clauses.iter().filter(|clause| clause.kind != Kind::Contract);
    counted.zip(1..).map(|(clause, n)| (own(clause), n.to_string())).collect()
}

/// Where a clause, and each name that is declared in a list or as the key of a row, can be found.
#[derive(Default)]
struct Anchors {
    clauses: BTreeMap<ClauseId, String>,
    names: BTreeMap<Id, String>,
}

fn anchors(document: &Document) -> Anchors {
    let mut anchors = Anchors::default();
    for (place, clause) in document.clauses.iter().enumerate() {
        let anchor = format!("c{place}");
        anchors.clauses.entry(ClauseId::new(clause.kind, clause.name.clone())).or_insert_with(|| anchor.clone());
        // The head's own name is the title; all others are declared by their clause.
        if clause.kind != Kind::Contract {
            anchors.names.entry(clause.name.clone()).or_insert(anchor);
        }
    }
    for (place, clause) in document.clauses.iter().enumerate() {
        let (mut statements, mut rows) = (0, 0);
        for block in &clause.blocks {
            match block {
                Block::Statement(statement) => {
                    let lists = statement.said.slots.iter().filter_map(|(_, value)| match value {
                        Value::List(list) => Some(list),
                        _ => None,
                    });
                    for name in lists.flatten().filter_map(Value::as_name) {
                        anchors.names.entry(name).or_insert_with(|| format!("c{place}-{}", letter(statements)));
                    }
                    statements += 1;
                }
                Block::Table(table) => {
                    for row in &table.rows {
                        rows += 1;
                        let key = row.cells.first().and_then(Option::as_ref);
                        let key = key.and_then(|cell| cell.said.slots.iter().find_map(|(_, value)| value.as_name()));
                        if let Some(name) = key {
                            anchors.names.entry(name).or_insert_with(|| format!("c{place}-r{rows}"));
                        }
                    }
                }
                Block::Wording { .. } => {}
            }
        }
    }
    anchors
}

/// `a` to `z`, then `aa`.
fn letter(place: usize) -> String {
    let own = char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
    match place / 26 {
        0 => own.to_string(),
        rest => format!("{}{own}", letter(rest - 1)),
    }
}

struct Writer<'a> {
    contract: &'a Contract,
    source: &'a Source,
    document: &'a Document,
    catalogue: &'static Catalogue,
    numbers: BTreeMap<ClauseId, String>,
    anchors: Anchors,
}

impl Writer<'_> {
    fn clause(&self, place: usize, clause: &ClauseText) -> PaperClause {
        let id = ClauseId::new(clause.kind, clause.name.clone());
        let plain = Printer::new(self.catalogue, &self.document.glossary, self.contract.model.head.zone);
        let kind = PhraseId::find("kind", clause.kind.key()).map(|id| plain.text(id)).unwrap_or_default();
        let (mut statements, mut rows) = (0, 0);
        let mut parts = Vec::new();
        for block in &clause.blocks {
            parts.push(match block {
                Block::Statement(statement) => {
                    let letter = letter(statements);
                    let anchor = format!("c{place}-{letter}");
                    statements += 1;
                    let runs = self.runs(&statement.said, &anchor, true);
                    PaperPart::Statement { anchor, letter, runs }
                }
                Block::Table(table) => self.table(table, place, &mut rows, &plain),
                Block::Wording { binding, lang, text, .. } => {
                    let foreign = (*lang != self.document.lang).then(|| lang.clone());
                    let said = clauses::say_wording(*binding, foreign).with("text", text.as_str());
                    PaperPart::Wording { binding: *binding, lang: lang.clone(), text: plain.say(&said) }
                }
            });
        }
        if clause.kind == Kind::Glossary {
            parts.extend(self.glossary(&plain));
        }
        let (number, name) = (self.numbers.get(&id).cloned(), plain.word(&clause.name));
        PaperClause { anchor: format!("c{place}"), id, number, kind, name, parts }
    }

    fn table(&self, table: &Table, place: usize, rows: &mut usize, plain: &Printer<'_>) -> PaperPart {
        let mut written = Vec::new();
        for row in &table.rows {
            *rows += 1;
            let anchor = format!("c{place}-r{rows}");
            let cells = row.cells.iter().flatten().map(|cell| self.runs(&cell.said, &anchor, false)).collect();
            written.push(PaperRow { anchor, cells });
        }
        PaperPart::Table { header: table.columns.iter().map(|column| plain.text(*column)).collect(), rows: written }
    }

    /// The words of the contract in each of its languages.
    fn glossary(&self, plain: &Printer<'_>) -> Option<PaperPart> {
        let said = clauses::say_glossary(&self.document.glossary).into_iter().next()?;
        let clauses::Part::Words(tags, rows) = said else { return None };
        // The document's own language comes first, behind a column of ids.
        let mut order: Vec<usize> = (0..tags.len()).collect();
        order.sort_by_key(|column| tags.get(*column).is_none_or(|tag| !tag.is_empty() && tag != self.catalogue.tag()));
        let arranged = |cells: &Vec<String>| order.iter().filter_map(|column| cells.get(*column).cloned()).collect();
        let (tags, rows): (Vec<String>, Vec<Vec<String>>) = (arranged(&tags), rows.iter().map(arranged).collect());
        let head = |tag: &String| match tag.as_str() {
            "" => plain.text(crate::phrase::ids::COLUMN_GLOSSARY_ID),
            tag => self.catalogue.tongue(&Lang::new(tag)),
        };
        let row = |cells: Vec<String>| PaperRow {
            anchor: String::new(),
            cells: cells.into_iter().map(|text| vec![Run { text, to: None }]).collect(),
        };
        Some(PaperPart::Table { header: tags.iter().map(head).collect(), rows: rows.into_iter().map(row).collect() })
    }

    fn runs(&self, said: &Said, own: &str, capital: bool) -> Vec<Run> {
        let Some(marked) = Marked::of(&self.source.text, &self.document.glossary, &self.numbers) else {
            let plain = Printer::new(self.catalogue, &self.document.glossary, self.contract.model.head.zone);
            return vec![Run { text: plain.say(said), to: None }];
        };
        let printer = Printer::new(self.catalogue, &marked, self.contract.model.head.zone).with_references(&marked);
        let own_clause = own.split('-').next().unwrap_or_default();
        let kind = |anchor: &str| {
            let place = anchor.split('-').next().and_then(|clause| clause.strip_prefix('c')?.parse::<usize>().ok());
            place.and_then(|place| self.document.clauses.get(place)).map(|clause| clause.kind)
        };
        let mut runs = marked.runs(&printer.say(said), |name| match name {
            runs::Named::Clause(id) => self.anchors.clauses.get(&id).filter(|anchor| *anchor != own_clause).cloned(),
            runs::Named::Word(id) => {
                // What stands here leads nowhere, and the list of a clause is no mention of that of another of its kind.
                let elsewhere = |anchor: &&String| {
                    let clause = anchor.split('-').next().unwrap_or_default();
                    *anchor != own && *anchor != own_clause && (clause == own_clause || kind(anchor) != kind(own))
                };
                self.anchors.names.get(&id).filter(elsewhere).cloned()
            }
        });
        if let Some(first) = runs.first_mut().filter(|_| capital) {
            first.text = capitalised(&first.text);
        }
        runs
    }
}
