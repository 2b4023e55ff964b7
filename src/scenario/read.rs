//! A document of scenarios, read once: its sentences as events, questions and claims, ready to be run by any contract
//! that has its names. Running it is left to `run`.

use super::{
    Refused, SOURCE,
    document::{self, Draft, DraftScenario, QuestionRow},
    expected, told,
};
use crate::{
    check::Contract,
    diagnostic::{self, Diagnostics},
    event::Event,
    name::Lang,
    phrase::{Catalogue, Said, Slots},
    query::{self, Asked, instant::instant},
    source::{Source, Span},
    syntax::{Flow, Names, Reader, sentence},
    time::Instant,
};

/// A document of scenarios that was read: it can be run one scenario at a time, by several threads, and by other
/// contracts than the one that it was read with.
#[derive(Clone, Debug)]
pub struct Scenarios {
    pub(super) source: Source,
    pub(super) catalogue: &'static Catalogue,
    pub(super) scenarios: Vec<Scenario>,
}

/// A scenario that was read.
#[derive(Clone, Debug)]
pub(super) struct Scenario {
    pub(super) name: String,
    pub(super) events: Vec<Event>,
    /// When the last of them became known.
    pub(super) last: Option<Instant>,
    pub(super) questions: Vec<Expected>,
}

/// A question with what is expected.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub(super) asked: Asked,
    pub(super) as_of: Option<Instant>,
    pub(super) claims: Vec<expected::Claimed>,
    /// Where the expected answer stands.
    pub(super) place: Span,
    pub(super) line: u32,
}

impl Scenarios {
    /// Reads a document of scenarios with the names of a contract.
    ///
    /// # Errors
    /// [`Refused`] with every mistake of the document.
    pub fn read(name: &str, text: &str, contract: &Contract) -> Result<Scenarios, Box<Refused>> {
        let source = Source::new(name, text);
        let (draft, mut found) = document::read(&source);
        let lang = draft.as_ref().map_or_else(|| Lang::new("en"), |draft| draft.catalogue.lang());
        let read = draft.map(|draft| {
            let names = query::names(&contract.model, draft.catalogue);
            let mut reading = Reading { draft: &draft, contract, names: &names, found: &mut found };
            (draft.catalogue, reading.all())
        });
        found.sort();
        match read {
            Some((catalogue, scenarios)) if !found.refuse() => Ok(Scenarios { source, catalogue, scenarios }),
            _ => Err(Box::new(Refused { diagnostics: found, sources: vec![source], lang })),
        }
    }

    /// The document's name, as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.source.name
    }

    /// The document's text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The language of the document.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.catalogue.lang()
    }

    /// How many scenarios it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.scenarios.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scenarios.is_empty()
    }
}

struct Reading<'a> {
    draft: &'a Draft,
    contract: &'a Contract,
    names: &'a Names,
    found: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn all(&mut self) -> Vec<Scenario> {
        let draft = self.draft;
        let common = self.events(&draft.common, Vec::new());
        let as_of = draft.common.as_of.as_ref().and_then(|said| self.said_as_of(said));
        let shared = self.questions(&draft.common, as_of);
        let mut scenarios = Vec::new();
        for written in &draft.scenarios {
            let events = self.events(written, common.clone());
            let last = events.iter().map(Event::known_at).max();
            let own = written.as_of.as_ref().and_then(|said| self.said_as_of(said));
            // What is asked of all is asked as of when the scenario says.
            let mut questions = shared.clone();
            let all = draft.common.questions.iter().zip(&mut questions);
            all.filter(|(row, _)| row.as_of.is_none())
                .for_each(|(_, question)| question.as_of = own.or(question.as_of));
            questions.extend(self.questions(written, own.or(as_of)));
            scenarios.push(Scenario { name: written.name.clone(), events, last, questions });
        }
        scenarios
    }

    fn events(&mut self, written: &DraftScenario, before: Vec<Event>) -> Vec<Event> {
        told::events(self.draft.catalogue, self.names, self.contract, &written.events, before, self.found)
    }

    fn said_as_of(&mut self, (slots, span): &(Slots, Span)) -> Option<Instant> {
        match instant(slots, "at", self.contract.model.head.zone)? {
            Ok(at) => Some(at),
            Err(wrong) => {
                self.found.push(query::weekday(*span, wrong));
                None
            }
        }
    }

    fn questions(&mut self, written: &DraftScenario, as_of: Option<Instant>) -> Vec<Expected> {
        written.questions.iter().filter_map(|row| self.expected(row, as_of)).collect()
    }

    fn expected(&mut self, row: &QuestionRow, as_of: Option<Instant>) -> Option<Expected> {
        let (catalogue, zone) = (self.draft.catalogue, self.contract.model.head.zone);
        let own = row.as_of.as_ref().and_then(|flow| told::instant(catalogue, self.names, zone, flow, self.found));
        let asked = self.question(&row.question);
        let claims = expected::read(catalogue, self.names, self.contract, &row.answer, self.found);
        let (asked, claims) = (asked?, claims?);
        Some(Expected { asked, as_of: own.or(as_of), claims, place: row.answer.whole(), line: row.line })
    }

    fn question(&mut self, flow: &Flow) -> Option<Asked> {
        let reader = Reader::new(self.draft.catalogue, self.names);
        let said: Option<Said> = match reader.read("question", flow.text()) {
            Ok(mut readings) if readings.len() == 1 => readings.pop().map(|reading| reading.said),
            Ok(_) => None,
            Err(failure) => {
                self.found.push(sentence(&reader, "question", flow, &failure, diagnostic::unknown_question));
                return None;
            }
        };
        match said.and_then(|said| query::question(&said, self.contract, &|_| flow.whole())) {
            Some(Ok(question)) => {
                Some(Asked { text: flow.text().to_owned(), lang: self.draft.catalogue.lang(), question })
            }
            Some(Err(diagnostic)) => {
                self.found.push(*diagnostic);
                None
            }
            None => {
                self.found.push(diagnostic::unknown_question(flow.whole(), String::new()));
                None
            }
        }
    }
}

/// The text that a place of the document holds.
pub(super) fn at(source: &Source, place: Span) -> &str {
    debug_assert_eq!(place.source, SOURCE);
    source.text.get(place.from as usize..place.until as usize).unwrap_or_default()
}
