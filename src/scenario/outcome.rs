//! What came of scenarios, as a person would say it and as data for machines.
//! Coming to it is left to `run`, writing it back into the document to `accept`.

use crate::{
    check::Contract,
    name::{Glossary, Lang},
    phrase::{Catalogue, Printer, Said, ids},
    query::Answer,
    render::{Render, count, visible},
    source::Span,
    time::Zone,
};
use serde::Serialize;

/// An unexpected answer is explained by at most so many lines.
const MOST_LINES: usize = 24;

/// Of a document with more scenarios, those that come out as expected are counted, not named.
const MOST_NAMED: usize = 40;

/// Of a document with more scenarios, only turned verdicts are explained.
const MOST_EXPLAINED: usize = 20;

/// What came of one question of a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The scenario's name.
    pub scenario: String,
    /// The line of the question in the document, from 1.
    pub line: u32,
    /// The question as it was written.
    pub question: String,
    /// Where the expected answer stands.
    #[serde(skip)]
    pub place: Span,
    /// What was expected, as it was written.
    pub written: String,
    /// What was expected, in canonical form.
    pub expected: String,
    /// What came: everything that the answer claims, in canonical form.
    pub came: String,
    /// What of the expectation does not hold; empty: all of it holds.
    pub lacks: String,
    /// Whether a verdict turned: what does not hold is no figure, no instant and no stage.
    pub turned: bool,
    /// The expected answer that would hold: as it was written in what holds.
    pub accepted: String,
    /// The answer itself.
    pub answer: Answer,
}

/// What came of a document of scenarios, or of some of them.
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

/// An outcome with its document and whether it holds, as a machine reads it.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    holds: bool,
    #[serde(flatten)]
    outcome: &'a Outcome,
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

    /// Adds what came of later scenarios of the same document.
    pub fn append(&mut self, later: Outcomes) {
        self.outcomes.extend(later.outcomes);
        self.not_used.extend(later.not_used);
        self.scenarios.extend(later.scenarios);
    }

    /// What differs, with its reason, and how many answers are as expected, as a person would say it; a line's end after
    /// each line.
    #[must_use]
    pub fn text(&self, contract: &Contract) -> String {
        let Some(render) = Render::of(contract, &self.lang) else { return String::new() };
        let mut out = String::new();
        let many = self.scenarios.len() > MOST_NAMED;
        let brief = self.scenarios.len() > MOST_EXPLAINED;
        if many {
            let said = Said::new(ids::OUTCOME_PASSED_ALL).with("scenarios", count(self.scenarios.len()));
            put(&mut out, &render.say(&said.with("n", count(self.counts().0))));
        }
        for scenario in &self.scenarios {
            let its = || self.outcomes.iter().filter(|outcome| outcome.scenario == *scenario);
            let held = its().filter(|outcome| outcome.holds()).count();
            if held > 0 && !many {
                let id = if held == 1 { ids::OUTCOME_PASSED_ONE } else { ids::OUTCOME_PASSED };
                let said = Said::new(id).with("scenario", visible(scenario));
                put(&mut out, &render.say(&if held == 1 { said } else { said.with("n", count(held)) }));
            }
            its()
                .filter(|outcome| !outcome.holds())
                .for_each(|outcome| outcome.differs(&render, contract, brief, &mut out));
        }
        if many && !self.not_used.is_empty() {
            put(&mut out, &render.say(&Said::new(ids::OUTCOME_NOT_USED_MANY).with("n", count(self.not_used.len()))));
        } else {
            self.not_used.iter().for_each(|line| put(&mut out, line));
        }
        out
    }

    /// Each answer whose verdict turned, with `figures` each that is not as expected, as what becomes of what, a scenario's
    /// together, and how many there are; a line's end after each line.
    #[must_use]
    pub fn moved(&self, contract: &Contract, figures: bool) -> String {
        let Some(render) = Render::of(contract, &self.lang) else { return String::new() };
        let mut out = String::new();
        let mut last = "";
        for outcome in self.outcomes.iter().filter(|outcome| outcome.turned || (figures && !outcome.holds())) {
            if last != outcome.scenario {
                put(&mut out, &shown(&outcome.scenario));
                last = &outcome.scenario;
            }
            let said = Said::new(ids::OUTCOME_MOVED).with("question", outcome.question.as_str());
            let said = said.with("old", outcome.lacks.as_str()).with("new", outcome.changed(&render));
            put(&mut out, &format!("  {}", render.say(&said)));
        }
        let (_, moved) = self.counts();
        let turned = self.outcomes.iter().filter(|outcome| outcome.turned).count();
        let said = Said::new(ids::OUTCOME_MOVED_TOTAL).with("turned", count(turned));
        put(&mut out, &render.say(&said.with("moved", count(moved - turned))));
        out
    }

    /// How many answers are as expected, and how many are not.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let held = self.outcomes.iter().filter(|outcome| outcome.holds()).count();
        (held, self.outcomes.len() - held)
    }

    /// Both counts in one line, in that language; empty where no catalogue has it.
    #[must_use]
    pub fn total((held, differ): (usize, usize), lang: &Lang) -> String {
        let said = Said::new(ids::OUTCOME_TOTAL).with("held", count(held)).with("differ", count(differ));
        let nothing = Glossary::default();
        Catalogue::of(lang).map(|catalogue| Printer::new(catalogue, &nothing, Zone::UTC).say(&said)).unwrap_or_default()
    }

    /// What [`Scenarios::accept`](super::Scenarios::accept) changes, as a person would say it; a line's end after each line.
    #[must_use]
    pub fn accepted(&self, contract: &Contract) -> String {
        let Some(render) = Render::of(contract, &self.lang) else { return String::new() };
        let mut out = String::new();
        for outcome in self.outcomes.iter().filter(|outcome| !outcome.holds()) {
            let said = Said::new(ids::OUTCOME_ACCEPTED).with("line", i64::from(outcome.line));
            let said = said.with("accepted", outcome.accepted.as_str());
            put(&mut out, &render.say(&said.with("expected", outcome.written.as_str())));
        }
        out
    }

    /// Every answer as a line of JSON: the keys of `docs/scenarios.md`.
    ///
    /// # Errors
    /// None that an outcome makes; the type is serde_json's.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let mut out = String::new();
        for outcome in &self.outcomes {
            let line = Line { file: &self.name, holds: outcome.holds(), outcome };
            put(&mut out, &serde_json::to_string(&line)?);
        }
        Ok(out)
    }
}

impl Outcome {
    /// What came in place of what does not hold: the claims of what came that were not expected.
    fn changed(&self, render: &Render<'_>) -> String {
        let expected: Vec<&str> = self.expected.split("; ").collect();
        let new: Vec<&str> = self.came.split("; ").filter(|claim| !expected.contains(claim)).collect();
        if new.is_empty() { render.text(ids::CLAIM_NONE) } else { new.join("; ") }
    }

    /// What differs, and the reason; if it is to be brief, only where it is a verdict and no figure or date.
    fn differs(&self, render: &Render<'_>, contract: &Contract, brief: bool, out: &mut String) {
        let said = Said::new(ids::OUTCOME_DIFFERS).with("line", i64::from(self.line));
        let said = said.with("scenario", visible(&self.scenario)).with("question", visible(&self.question));
        put(out, &render.say(&said));
        let mut line = |id, claims: &str| put(out, &format!("  {}", render.say(&Said::new(id).with("claims", claims))));
        line(ids::OUTCOME_EXPECTED, &self.expected);
        if self.lacks != self.expected {
            line(ids::OUTCOME_LACKS, &self.lacks);
        }
        line(ids::OUTCOME_CAME, &self.came);
        if !self.turned && brief {
            return;
        }
        put(out, &format!("  {}", render.text(ids::OUTCOME_BECAUSE)));
        let reason = self.answer.text(contract);
        let lines = reason.lines().filter(|line| !line.is_empty());
        lines.clone().take(MOST_LINES).for_each(|line| put(out, &format!("    {line}")));
        if lines.count() > MOST_LINES {
            put(out, "    …");
        }
    }
}

/// A text from outside on one line, at its whole length.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || crate::source::is_hidden(c) { '·' } else { c }).collect()
}

fn put(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}
