//! Scenarios: what happened and what is asked, in a person's words, and whether a contract answers as expected.
//! Judging is left to `engine`, answering to `query`; finding files to the command line.

mod document;
mod duties;
mod expected;
mod told;

use crate::{
    check::Contract,
    compile::{CompileError, Program},
    diagnostic::{self, Diagnostics},
    engine::Monitor,
    event::Event,
    name::Lang,
    phrase::{Catalogue, Said, ids},
    query::{self, Answer, Asked},
    render::{Render, visible},
    source::{Source, SourceId, Span},
    syntax::{Flow, Names, Reader, sentence},
    time::Instant,
};
use document::Draft;

/// What came of one question of a scenario.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The scenario's name.
    pub scenario: String,
    /// The question as it was written.
    pub question: String,
    /// Where the expected answer stands.
    pub place: Span,
    /// What was expected, in canonical form.
    pub expected: String,
    /// What came: everything that the answer claims, in canonical form.
    pub came: String,
    /// What of the expectation does not hold; empty: all of it holds.
    pub lacks: String,
    /// The answer itself.
    pub answer: Answer,
}

/// What came of a document of scenarios.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// The language of the document.
    pub lang: Lang,
    /// The document's name.
    pub name: String,
    /// Each question in its order.
    pub outcomes: Vec<Outcome>,
    /// What of the events was not used, or otherwise than it says, as a person would say it.
    pub not_used: Vec<String>,
    /// The names of its scenarios, in order.
    pub scenarios: Vec<String>,
}

/// A document of scenarios that cannot be run.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotRun {
    /// It has mistakes.
    #[error("the scenarios have {} mistakes", .0.diagnostics.len())]
    Refused(Box<Refused>),
    /// Its contract cannot be compiled.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

/// The mistakes of a document of scenarios.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Everything that is wrong, in the order of the text.
    pub diagnostics: Diagnostics,
    /// The text.
    pub sources: Vec<Source>,
    /// The language of the file, as far as it could be told; else English.
    pub lang: Lang,
}

impl Refused {
    /// All messages as a person sees them, in the language of the file.
    #[must_use]
    pub fn show(&self) -> String {
        Catalogue::of(&self.lang).map(|catalogue| self.diagnostics.show(&self.sources, catalogue)).unwrap_or_default()
    }
}

impl Outcome {
    /// Whether the answer is as expected.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.lacks.is_empty()
    }
}

impl Outcomes {
    /// Whether every answer is as expected.
    #[must_use]
    pub fn hold(&self) -> bool {
        self.outcomes.iter().all(Outcome::holds)
    }

    /// What differs, and how many answers are as expected, as a person would say it; a line's end after each line.
    #[must_use]
    pub fn text(&self, contract: &Contract) -> String {
        let Some(render) = Render::of(contract, &self.lang) else { return String::new() };
        let mut out = String::new();
        let mut put = |line: String| {
            out.push_str(&line);
            out.push('\n');
        };
        for scenario in &self.scenarios {
            let its = || self.outcomes.iter().filter(|outcome| outcome.scenario == *scenario);
            let held = its().filter(|outcome| outcome.holds()).count();
            if held > 0 {
                let id = if held == 1 { ids::OUTCOME_PASSED_ONE } else { ids::OUTCOME_PASSED };
                let said = Said::new(id).with("scenario", visible(scenario));
                let n = i64::try_from(held).unwrap_or(i64::MAX);
                put(render.say(&if held == 1 { said } else { said.with("n", n) }));
            }
            for outcome in its().filter(|outcome| !outcome.holds()) {
                let said = Said::new(ids::OUTCOME_DIFFERS).with("scenario", visible(scenario));
                put(render.say(&said.with("question", visible(&outcome.question))));
                let line = |id, claims: &str| format!("  {}", render.say(&Said::new(id).with("claims", claims)));
                put(line(ids::OUTCOME_EXPECTED, &outcome.expected));
                put(line(ids::OUTCOME_LACKS, &outcome.lacks));
                put(line(ids::OUTCOME_CAME, &outcome.came));
            }
        }
        self.not_used.iter().cloned().for_each(put);
        out
    }
}

/// The contract that a document of scenarios names, as it is written there: a path beside the document.
///
/// ```
/// let text = "# Szenarien: Probe\n\n- Vertrag: vertrag.klausel.md\n";
/// assert_eq!(klausel::scenario::contract_named(text).as_deref(), Some("vertrag.klausel.md"));
/// ```
#[must_use]
pub fn contract_named(text: &str) -> Option<String> {
    let (draft, _) = document::read(&Source::new("", text));
    draft?.contract
}

/// Runs every scenario of a document against a contract.
///
/// # Errors
/// [`NotRun`] with every mistake of the document, or where the contract cannot be compiled.
pub fn run(name: &str, text: &str, contract: &Contract) -> Result<Outcomes, NotRun> {
    let source = Source::new(name, text);
    let (draft, mut found) = document::read(&source);
    let lang = draft.as_ref().map_or_else(|| Lang::new("en"), |draft| draft.catalogue.lang());
    let program = Program::compile(&contract.model, &contract.places)?;
    let outcomes = draft.map(|draft| Run::new(&draft, contract, &mut found).all(&program, name));
    found.sort();
    match outcomes {
        Some(outcomes) if !found.refuse() => Ok(outcomes),
        _ => Err(NotRun::Refused(Box::new(Refused { diagnostics: found, sources: vec![source], lang }))),
    }
}

struct Run<'a> {
    draft: &'a Draft,
    contract: &'a Contract,
    names: Names,
    found: &'a mut Diagnostics,
}

impl<'a> Run<'a> {
    fn new(draft: &'a Draft, contract: &'a Contract, found: &'a mut Diagnostics) -> Self {
        let names = query::names(&contract.model, draft.catalogue);
        Run { draft, contract, names, found }
    }

    fn all(&mut self, program: &Program, name: &str) -> Outcomes {
        let draft = self.draft;
        let lang = draft.catalogue.lang();
        let mut outcomes =
            Outcomes { lang, name: name.to_owned(), outcomes: Vec::new(), not_used: Vec::new(), scenarios: Vec::new() };
        for scenario in &draft.scenarios {
            outcomes.scenarios.push(scenario.name.clone());
            let told = told::events(self.draft.catalogue, &self.names, self.contract, &scenario.events, self.found);
            let last = told.iter().map(Event::known_at).max();
            let mut monitor = Monitor::new(program.clone());
            monitor.push_all(told);
            outcomes.not_used.extend(self.not_used(&monitor, last));
            for row in &scenario.questions {
                let as_of = match &row.as_of {
                    Some(flow) => self.instant(flow),
                    None => last,
                };
                let asked = self.question(&row.question);
                let expected =
                    expected::read(self.draft.catalogue, &self.names, self.contract, &row.answer, self.found);
                let (Some(asked), Some(expected)) = (asked, expected) else { continue };
                let answer = query::ask(self.contract, &monitor, &asked, as_of, None);
                let claims = query::claims(&answer, &self.contract.model);
                let Some(render) = Render::of(self.contract, &self.draft.catalogue.lang()) else { continue };
                let (expected, came, lacks) = expected::compare(&render, &expected, &claims);
                let (question, place) = (row.question.text().to_owned(), row.answer.whole());
                outcomes.outcomes.push(Outcome {
                    scenario: scenario.name.clone(),
                    question,
                    place,
                    expected,
                    came,
                    lacks,
                    answer,
                });
            }
        }
        outcomes
    }

    /// What of the events was not used, but for what was corrected: that was meant.
    fn not_used(&self, monitor: &Monitor, last: Option<Instant>) -> Vec<String> {
        let Some(render) = Render::of(self.contract, &self.draft.catalogue.lang()) else { return Vec::new() };
        let verdicts = monitor.finish(last, last);
        let meant =
            |reason: &crate::event::UnusedReason| matches!(reason, crate::event::UnusedReason::Corrected { .. });
        let listed = verdicts.unused.iter().filter(|unused| !meant(&unused.reason));
        let line = |unused: &crate::event::Unused| {
            let said = Said::new(ids::OUTCOME_NOT_USED).with("line", i64::from(unused.line.line));
            render.say(&said.with("reason", render.unused(unused)))
        };
        listed.map(line).collect()
    }

    fn instant(&mut self, flow: &Flow) -> Option<Instant> {
        told::instant(self.draft.catalogue, &self.names, self.contract.model.head.zone, flow, self.found)
    }

    fn question(&mut self, flow: &Flow) -> Option<Asked> {
        let reader = Reader::new(self.draft.catalogue, &self.names);
        let read = reader.read("question", flow.text());
        let reading = match read {
            Ok(mut readings) if readings.len() == 1 => readings.pop(),
            Ok(_) => None,
            Err(failure) => {
                self.found.push(sentence(&reader, "question", flow, &failure, diagnostic::unknown_question));
                return None;
            }
        };
        let asked = reading.and_then(|reading| query::question(&reading.said, self.contract, &|_| flow.whole()));
        match asked {
            Some(Ok(question)) => {
                let lang = self.draft.catalogue.lang();
                Some(Asked { text: flow.text().to_owned(), lang, question })
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

const SOURCE: SourceId = SourceId(0);
