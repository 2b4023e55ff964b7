//! How well a contract is tested: each of its numbers, bounds, exclusions, calendars, choices and rows altered one at a
//! time, and whether any scenario notices. Which values there are beside a value is left to `values`, noticing to `suite`.

mod say;
mod suite;
mod tells;
mod values;

pub use suite::{Fate, Suite};

use crate::{
    check::Contract,
    clauses::{self, Part, SaidClause},
    lines::capitalised,
    model::{Cite, ClauseId, Kind},
    phrase::{Catalogue, PhraseId, Piece, Printer, Said, class_of, ids},
    print::clause,
    source::Span,
};
use values::Names;

/// A contract with one thing altered.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What of the contract is altered.
    pub cite: Cite,
    /// Where that stands.
    pub place: Option<Span>,
    /// The alteration in the author's words: what becomes of what.
    pub said: String,
    /// The altered contract, in canonical form.
    pub text: String,
}

/// All contracts with one thing altered, in the order of the document. Some may be refused, or mean the same: see
/// [`Mutant::contract`].
#[must_use]
pub fn mutants(contract: &Contract) -> Vec<Mutant> {
    let Some(catalogue) = Catalogue::of(contract.lang()) else { return Vec::new() };
    let model = &contract.model;
    let said = clauses::say(model);
    let printer = Printer::new(catalogue, &model.glossary, model.head.zone);
    let texts: Vec<String> = said.iter().map(|one| clause(&printer, one)).collect();
    let names = Names::of(&said);
    let mut all = Altering { contract, printer, texts, names, found: Vec::new() };
    for (place, one) in said.iter().enumerate() {
        all.clause(place, one);
    }
    all.found
}

impl Mutant {
    /// The altered contract; `None`: it is refused, or means the same.
    #[must_use]
    pub fn contract(&self, original: &Contract) -> Option<Contract> {
        let name = original.sources.first().map_or("", |source| source.name.as_str());
        let altered = Contract::read(name, &self.text).ok()?;
        (altered.model.meaning() != original.model.meaning()).then_some(altered)
    }
}

struct Altering<'a> {
    contract: &'a Contract,
    printer: Printer<'a>,
    /// Each clause as it stands in a document.
    texts: Vec<String>,
    names: Names,
    found: Vec<Mutant>,
}

impl Altering<'_> {
    fn clause(&mut self, place: usize, said: &SaidClause) {
        let id = ClauseId::new(said.kind, said.name.clone());
        for (at, part) in said.parts.iter().enumerate() {
            match part {
                Part::Statement(statement) if !tells::only(statement.id) => {
                    let cite = id.statement(statement.id.name());
                    let old = capitalised(&self.printer.say(statement));
                    let put = |new: Option<Said>, all: &mut Self| {
                        let mut altered = said.clone();
                        let shown = new.as_ref().map(|new| capitalised(&all.printer.say(new)));
                        altered.parts.splice(at..=at, new.map(Part::Statement));
                        all.push(place, &altered, cite.clone(), change(&all.printer, &old, shown.as_deref()));
                    };
                    put(None, self);
                    let values = values::beside(statement, &self.names, self.printer.catalogue());
                    values.into_iter().for_each(|new| put(Some(new), self));
                    for other in self.others(said, at, statement) {
                        put(Some(other), self);
                    }
                }
                Part::Table(columns, rows) if self.decides(said.kind) => self.table(place, said, at, columns, rows),
                Part::Statement(_) | Part::Table(..) | Part::Words(..) | Part::Wording(_) => {}
            }
        }
    }

    /// Whether a table of that kind decides anything: of desks only which of several has a channel.
    fn decides(&self, kind: Kind) -> bool {
        kind != Kind::ServiceDesk || self.contract.model.desks.len() > 1
    }

    fn table(&mut self, place: usize, said: &SaidClause, at: usize, columns: &[PhraseId], rows: &[Vec<Said>]) {
        let id = ClauseId::new(said.kind, said.name.clone());
        for (row, cells) in rows.iter().enumerate() {
            let number = i64::try_from(row + 1).unwrap_or(i64::MAX);
            let cite = id.row(u32::try_from(row + 1).unwrap_or(u32::MAX));
            let put = |rows: Vec<Vec<Said>>, text: String, all: &mut Self| {
                let mut altered = said.clone();
                if let Some(part) = altered.parts.get_mut(at) {
                    *part = Part::Table(columns.to_vec(), rows);
                }
                all.push(place, &altered, cite.clone(), text);
            };
            let mut without = rows.to_vec();
            without.remove(row);
            put(without, self.printer.say(&Said::new(ids::MUTANT_ROW_GONE).with("row", number)), self);
            // Rows of one result are disjoint: in which order they stand means nothing.
            if rows.get(row + 1).is_some_and(|next| next.first() != cells.first()) {
                let mut swapped = rows.to_vec();
                swapped.swap(row, row + 1);
                let said = Said::new(ids::MUTANT_ROWS_SWAPPED).with("row", number).with("next", number + 1);
                put(swapped, self.printer.say(&said), self);
            }
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !tells::only(cell.id)) {
                let header = columns.get(column).map(|id| self.printer.text(*id)).unwrap_or_default();
                let mut beside = values::beside(cell, &self.names, self.printer.catalogue());
                let bare = class_of(cell.id.class()).filter(|id| *id != cell.id && self.is_bare(*id));
                beside.extend(bare.map(Said::new));
                for new in beside {
                    let text = Said::new(ids::MUTANT_CELL).with("row", number).with("column", header.as_str());
                    let text = text.with("old", self.printer.say(cell)).with("new", self.printer.say(&new));
                    let mut altered = rows.to_vec();
                    if let Some(slot) = altered.get_mut(row).and_then(|cells| cells.get_mut(column)) {
                        *slot = new;
                    }
                    put(altered, self.printer.say(&text), self);
                }
            }
        }
    }

    /// Other statements of the clause's kind that may stand in the place of one, and not beside it: the other choices.
    fn others(&self, clause_said: &SaidClause, at: usize, statement: &Said) -> Vec<Said> {
        let word = |id: PhraseId| id.key().split('_').next().unwrap_or_default();
        let kin = class_of(statement.id.class()).filter(|id| *id != statement.id && word(*id) == word(statement.id));
        let filled = kin.filter_map(|id| self.filled(id, statement));
        let beside = |other: &Said| {
            let mut both = clause_said.clone();
            both.parts.insert(at + 1, Part::Statement(other.clone()));
            let place = self.texts.iter().position(|text| *text == clause(&self.printer, clause_said));
            place.is_some_and(|place| Contract::read("", &self.with(place, &both)).is_err())
        };
        filled.filter(beside).collect()
    }

    /// A phrase with the values of another; `None`: it has slots that the other has not.
    fn filled(&self, id: PhraseId, from: &Said) -> Option<Said> {
        let pattern = self.printer.catalogue().patterns(id).first()?;
        let mut slots = pattern.iter().filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(slot.role),
            Piece::Literal(_) | Piece::Optional(_) => None,
        });
        slots.try_fold(Said::new(id), |said, role| Some(said.with(role, from.slots.get(role)?.clone())))
    }

    fn is_bare(&self, id: PhraseId) -> bool {
        let pattern = self.printer.catalogue().patterns(id).first();
        pattern.is_some_and(|pattern| !pattern.iter().any(|piece| matches!(piece, Piece::Slot(_))))
    }

    fn push(&mut self, place: usize, altered: &SaidClause, cite: Cite, said: String) {
        let text = self.with(place, altered);
        let span = self.contract.places.span(&cite);
        self.found.push(Mutant { cite, place: span, said, text });
    }

    /// The document with one clause as it is altered.
    fn with(&self, place: usize, altered: &SaidClause) -> String {
        let altered = clause(&self.printer, altered);
        let texts = self.texts.iter().enumerate().map(|(n, text)| if n == place { &altered } else { text });
        texts.map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

/// What becomes of a statement, in the words of the document's language.
fn change(printer: &Printer<'_>, old: &str, new: Option<&str>) -> String {
    let said = Said::new(if new.is_some() { ids::MUTANT_BECOMES } else { ids::MUTANT_GONE }).with("old", old);
    printer.say(&match new {
        Some(new) => said.with("new", new),
        None => said,
    })
}
