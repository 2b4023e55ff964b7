//! From a document to a model that holds together, or to everything that is wrong with it.
//! Turning the model into something that judges is left to `compile`.

mod again;
mod beside;
mod mend;
mod windows;

pub use again::Recheck;
pub use beside::Beside;
pub use mend::{Mended, mend};

use crate::{
    clauses,
    diagnostic::{self, Diagnostics},
    digest::{Digest, Digesting},
    lint,
    model::{Availability, Kind, Model, PartPeriod, Places},
    name::{Id, Lang},
    phrase::{Catalogue, Printer, Said, Value, ids},
    source::{Source, SourceId, Span},
    syntax::{self, Document, Memory},
    time::Zone,
};
use std::{cell::RefCell, collections::BTreeMap};

/// A contract that was read and holds together.
#[derive(Clone, Debug)]
pub struct Contract {
    /// What it means.
    pub model: Model,
    /// Where each thing stands.
    pub places: Places,
    /// What is noteworthy: lints, no errors.
    pub notes: Diagnostics,
    /// The texts that it was read from, by their ids.
    pub sources: Vec<Source>,
}

/// A contract that is refused.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the contract has {} mistakes", .diagnostics.iter().filter(|d| d.severity() == crate::Severity::Error).count())]
pub struct Refused {
    /// Everything that is wrong, in the order of the text.
    pub diagnostics: Diagnostics,
    /// The texts, by their ids.
    pub sources: Vec<Source>,
    /// The language of the file, as far as it could be told; else English.
    pub lang: Lang,
}

impl Contract {
    /// Reads a contract from the text of a file.
    ///
    /// ```
    /// let text = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n## 1 Service: Mail\n\n- Availability: none agreed\n";
    /// let contract = klausel::Contract::read("demo.klausel.md", text)?;
    /// assert_eq!(contract.model.services.len(), 1);
    /// # Ok::<(), Box<klausel::Refused>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Refused`] with every mistake of the file.
    pub fn read(name: &str, text: &str) -> Result<Contract, Box<Refused>> {
        read_with(name, text, None)
    }

    /// The SHA-256 of the document as it was read: what `sha256sum` says of the file.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut digesting = Digesting::default();
        self.sources.iter().for_each(|source| digesting.take(source.text.as_bytes()));
        digesting.digest()
    }

    /// The language of the contract's file.
    #[must_use]
    pub fn lang(&self) -> &Lang {
        &self.model.head.lang
    }
}

/// Reads a contract, with what its lines were read as before.
fn read_with(name: &str, text: &str, memory: Option<&RefCell<Memory>>) -> Result<Contract, Box<Refused>> {
    let sources = vec![Source::new(name, text)];
    let (document, mut found) =
        sources.first().map(|source| syntax::parse_with(source, SourceId(0), memory)).unwrap_or_default();
    let lang = document.as_ref().map_or_else(|| Lang::new("en"), |document| document.lang.clone());
    let read = document.map(|document| {
        let (model, places) = clauses::read(&document, &mut found);
        whole(&document, &model, &mut found);
        promised_twice(&document, &model, &mut found);
        windows::check(&document, &model, &mut found);
        lint::look(&document, &model, &mut found);
        (model, places)
    });
    found.sort();
    match read {
        Some((model, places)) if !found.refuse() => Ok(Contract { model, places, notes: found, sources }),
        _ => Err(Box::new(Refused { diagnostics: found, sources, lang })),
    }
}

impl Refused {
    /// All messages as a person sees them, in the language of the file.
    #[must_use]
    pub fn show(&self) -> String {
        Catalogue::of(&self.lang).map(|catalogue| self.diagnostics.show(&self.sources, catalogue)).unwrap_or_default()
    }
}

/// No service has two promises: by its own clause, or as one of many in another.
fn promised_twice(document: &Document, model: &Model, found: &mut Diagnostics) {
    let spans = document.clauses.iter().filter(|clause| clause.kind == Kind::Service).map(|clause| clause.span);
    let mut first: BTreeMap<&Id, Span> = BTreeMap::new();
    for (service, span) in model.services.iter().zip(spans) {
        for name in service.body.names(&service.name) {
            match first.get(name) {
                Some(earlier) => found.push(diagnostic::declared_twice(span, name.as_str(), *earlier)),
                None => drop(first.insert(name, span)),
            }
        }
    }
}

/// What only the whole document shows.
fn whole(document: &Document, model: &Model, found: &mut Diagnostics) {
    let Some(catalogue) = Catalogue::of(&document.lang) else { return };
    let printer = Printer::new(catalogue, &document.glossary, Zone::UTC);
    let of = |kind: Kind| document.clauses.iter().filter(move |clause| clause.kind == kind);
    let head = of(Kind::Contract).next().filter(|clause| clause.whole).map(|clause| clause.span);
    // What a clause seems to lack may stand in what could not be read of it.
    for (service, text) in model.services.iter().zip(of(Kind::Service)).filter(|(_, text)| text.whole) {
        let span = text.span;
        let Some(Availability::AtLeast { .. }) = service.body.availability else { continue };
        let kind = printer.text(ids::KIND_SERVICE);
        if service.body.operated_during.is_none() && service.body.base.is_none() {
            let window = model.windows.first().map(|window| Value::Ref(window.name.clone()));
            let said = Said::new(ids::SERVICE_OPERATED).with("window", window.unwrap_or(Value::Text("…".into())));
            found.push(diagnostic::missing_statement(span, printer.say(&said), kind));
        } else if service.body.handed_over_at.is_none() {
            let point = model.handover_points.first().map(|point| Value::Ref(point.name.clone()));
            if let Some(point) = point {
                let said = Said::new(ids::SERVICE_HANDED_OVER).with("point", point);
                found.push(diagnostic::no_handover_point(span, printer.say(&said)));
            }
        }
        let term = service.body.part_period == Some(PartPeriod::TimeInForce) && model.head.in_force_from.is_none();
        if let Some(span) = head.filter(|_| term) {
            let date = crate::time::Date::new(2025, 1, 1);
            let said = date.map(|date| Said::new(ids::CONTRACT_IN_FORCE).with("from", date));
            let example = said.map(|said| printer.say(&said)).unwrap_or_default();
            found.push(diagnostic::missing_statement(span, example, printer.text(ids::KIND_CONTRACT)));
        }
    }
}
