//! What a contract says that may not be meant, or leaves open where it can change a verdict: a file for each kind of note,
//! with its reason; examples of each code stand in `docs/diagnostics`. What is wrong in itself is left to `check`.

mod availability;
mod causes;
mod channels;
mod clocks;
mod closing;
mod exceptions;
mod levels;
mod limits;
mod minutes;
mod names;
mod nights;
mod planned;
mod reactions;
mod regions;
mod rough;
mod rows;
mod targets;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    model::{Clause, HolidayLists, Kind, Model, calendar},
    name::Id,
    phrase::{Catalogue, PhraseId, Printer, Said},
    source::Span,
    syntax::{Block, ClauseText, Document, Statement},
    time::{Horizon, ServiceClock, Zone},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Each kind of note: it looks at a contract and notes what it finds.
const LINTS: &[fn(&mut Looking<'_>)] = &[
    availability::look,
    causes::look,
    channels::look,
    clocks::look,
    closing::look,
    exceptions::look,
    limits::look,
    minutes::look,
    names::look,
    nights::look,
    planned::look,
    reactions::look,
    regions::look,
    rows::look,
    targets::look,
];

/// More calendars are not laid out for a contract's notes.
const MOST_CALENDARS: usize = 300;

/// Notes what the contract may not mean, and applies the levels that its head sets.
pub(crate) fn look(document: &Document, model: &Model, found: &mut Diagnostics) {
    let Some(catalogue) = Catalogue::of(&document.lang) else { return };
    let mut texts: BTreeMap<Kind, Vec<&ClauseText>> = BTreeMap::new();
    for clause in &document.clauses {
        texts.entry(clause.kind).or_default().push(clause);
    }
    let printer = Printer::new(catalogue, &document.glossary, Zone::UTC);
    let lists = HolidayLists::of(model).ok();
    let broken = broken(document, found);
    let refused = found.refuse();
    let mut looking =
        Looking { model, printer, texts, lists, refused, broken, clocks: BTreeMap::new(), laid_out: 0, found };
    LINTS.iter().for_each(|look| look(&mut looking));
    levels::apply(&mut looking);
}

/// A contract that is being looked at.
pub(crate) struct Looking<'a> {
    model: &'a Model,
    printer: Printer<'a>,
    texts: BTreeMap<Kind, Vec<&'a ClauseText>>,
    /// The contract's holidays; `None`: one of its regions is not known, which is wrong elsewhere.
    lists: Option<HolidayLists>,
    /// Whether the contract has mistakes: what only the whole of it shows may be their consequence.
    refused: bool,
    /// Where the headings of clauses stand that have mistakes.
    broken: BTreeSet<Span>,
    clocks: BTreeMap<Id, Option<Rc<ServiceClock>>>,
    /// How many calendars were laid out.
    laid_out: usize,
    found: &'a mut Diagnostics,
}

impl<'a> Looking<'a> {
    fn note(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// The clauses of a kind with their texts, those that were understood wholly: what another seems to lack may stand in
    /// what could not be read of it.
    fn clauses<T>(&self, kind: Kind, clauses: &'a [Clause<T>]) -> Vec<(&'a ClauseText, &'a Clause<T>)> {
        let texts = self.texts.get(&kind).map(Vec::as_slice).unwrap_or_default();
        // A clause that means nothing is no part of the model: then none can be told from another.
        if texts.len() != clauses.len() {
            return Vec::new();
        }
        texts.iter().copied().zip(clauses).filter(|(text, _)| self.is_whole(text)).collect()
    }

    /// The first clause of a kind, where all of it was understood.
    fn first(&self, kind: Kind) -> Option<&'a ClauseText> {
        self.texts.get(&kind).and_then(|texts| texts.first()).copied().filter(|text| self.is_whole(text))
    }

    fn is_whole(&self, text: &ClauseText) -> bool {
        text.whole && !self.broken.contains(&text.span)
    }

    fn say(&self, said: &Said) -> String {
        self.printer.say(said)
    }

    /// What holds and what else can be said, of two phrases without slots.
    fn either(&self, default: PhraseId, other: PhraseId) -> (String, String) {
        (self.printer.text(default), self.printer.text(other))
    }

    /// The window of that name as a clock, in the first two whole years that the contract is in force.
    fn clock(&mut self, window: &Id) -> Option<Rc<ServiceClock>> {
        if let Some(clock) = self.clocks.get(window) {
            return clock.clone();
        }
        if !self.may_lay_out() {
            return None;
        }
        let first = self.first_year();
        let made = calendar(self.model, window).ok().zip(self.lists.as_ref());
        let made =
            made.and_then(|(made, lists)| ServiceClock::compile(&made, lists, Horizon::years(first, first)).ok());
        self.clocks.insert(window.clone(), made.map(Rc::new));
        self.clocks.get(window).cloned().flatten()
    }

    /// Whether another calendar may be laid out: a limit on hostile input.
    fn may_lay_out(&mut self) -> bool {
        self.laid_out += 1;
        self.laid_out <= MOST_CALENDARS
    }

    /// The first whole year in force; of a contract that does not say, 2025.
    fn first_year(&self) -> i32 {
        let from = self.model.head.in_force_from;
        let whole = from.map_or(2025, |from| from.year() + i32::from(from.month() > 1 || from.day() > 1));
        whole.clamp(1970, 2098)
    }
}

/// The headings of the clauses in which a mistake was found.
fn broken(document: &Document, found: &Diagnostics) -> BTreeSet<Span> {
    let mistakes = found.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let clause = |diagnostic: &Diagnostic| {
        let after = document.clauses.partition_point(|clause| clause.span.from <= diagnostic.span().from);
        document.clauses.get(after.checked_sub(1)?).map(|clause| clause.span)
    };
    mistakes.filter_map(clause).collect()
}

/// The statements of a clause.
fn statements(clause: &ClauseText) -> impl Iterator<Item = &Statement> {
    clause.blocks.iter().filter_map(|block| match block {
        Block::Statement(statement) => Some(statement),
        Block::Table(_) | Block::Wording { .. } => None,
    })
}

/// Where a clause says one of these, else its heading.
fn place(clause: &ClauseText, of: &[PhraseId]) -> Span {
    statements(clause).find(|statement| of.contains(&statement.said.id)).map_or(clause.span, |statement| statement.span)
}
