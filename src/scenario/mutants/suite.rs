//! All scenarios of a contract together: what they have decided, and whether they notice an alteration.
//! What is altered is left to the parent, running at once to the caller.

use super::{Mutant, tells};
use crate::{
    check::Contract,
    compile::{CompileError, Program},
    model::{Cite, Item, Kind},
    phrase::PhraseId,
    query::{self, Answer},
    render::{Render, cites},
    scenario::{Scenarios, expected},
    source::Span,
    time::{Instant, Interval},
    verdict::{ChoiceUsed, CountedBy, OutageFinding, Step},
};
use std::collections::BTreeSet;

/// A contract with all its scenarios, run once.
#[derive(Clone, Debug)]
pub struct Suite<'a> {
    pub(super) contract: &'a Contract,
    program: Program,
    documents: &'a [Scenarios],
    ran: Vec<Ran>,
}

/// A scenario with what its answers cite.
#[derive(Clone, Debug)]
struct Ran {
    document: usize,
    scenario: usize,
    cites: BTreeSet<Cite>,
    /// The choices that the contract states and its answers used.
    stated: Vec<ChoiceUsed>,
}

/// What becomes of a contract with one thing altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is refused, or means the same: no alteration.
    None,
    /// A scenario comes out otherwise.
    Noticed {
        /// The place of its document among those of the suite.
        document: usize,
        /// Its name.
        scenario: String,
    },
    /// The statement says what holds without it: reasons name the same choice, as a default.
    SaysDefault,
    /// No scenario comes out otherwise.
    Unnoticed,
}

impl<'a> Suite<'a> {
    /// Runs all scenarios of a contract.
    ///
    /// # Errors
    /// [`CompileError`] where the contract contradicts itself in what it computes with.
    pub fn run(contract: &'a Contract, documents: &'a [Scenarios]) -> Result<Self, CompileError> {
        let program = Program::compile(&contract.model, &contract.places)?;
        let mut ran = Vec::new();
        for (document, scenarios) in documents.iter().enumerate() {
            for scenario in 0..scenarios.len() {
                let (mut found, mut stated) = (BTreeSet::new(), Vec::new());
                for answer in scenarios.answers(scenario, contract, &program) {
                    cited(&answer, &mut found);
                    stated.extend(chosen(&answer).filter(|used| used.stated.is_some()).cloned());
                }
                ran.push(Ran { document, scenario, cites: found, stated });
            }
        }
        Ok(Suite { contract, program, documents, ran })
    }

    /// The statements and rows that no scenario has decided, each with its place, in the order of the text.
    #[must_use]
    pub fn undecided(&self) -> Vec<(Cite, Span)> {
        let all: BTreeSet<&Cite> = self.ran.iter().flat_map(|ran| &ran.cites).collect();
        let clauses: BTreeSet<_> = all.iter().map(|cite| &cite.clause).collect();
        let decided = |cite: &Cite| match &cite.item {
            Item::Heading => true,
            Item::Row(_) if cite.clause.kind == Kind::Priorities => all.contains(cite),
            Item::Statement(phrase) if is_cited(cite.clause.kind, phrase) => all.contains(cite),
            Item::Row(_) | Item::Statement(_) => clauses.contains(&cite.clause),
        };
        let mut found: Vec<(Cite, Span)> = self.contract.places.all().filter(|(cite, _)| !decided(cite)).collect();
        found.retain(|(cite, _)| judged(cite));
        found.sort_by_key(|(_, span)| *span);
        found
    }

    /// How many statements and rows could be decided.
    pub(super) fn citable(&self) -> usize {
        self.contract.places.all().filter(|(cite, _)| cite.item != Item::Heading && judged(cite)).count()
    }

    /// Whether any scenario notices an alteration; those that were not made are tried first, and of them those that cite
    /// what is altered.
    #[must_use]
    pub fn fate(&self, mutant: &Mutant) -> Fate {
        let Some(altered) = mutant.contract(self.contract) else { return Fate::None };
        let Ok(program) = Program::compile(&altered.model, &altered.places) else { return Fate::None };
        let of_time = matches!(mutant.cite.clause.kind, Kind::Holidays | Kind::ServiceWindow);
        if of_time && self.same_time(&program) {
            return Fate::None;
        }
        let near = |ran: &&Ran| {
            (
                ran.document,
                match ran.cites.contains(&mutant.cite) {
                    true => 0,
                    false if ran.cites.iter().any(|cite| cite.clause == mutant.cite.clause) => 1,
                    false => 2,
                },
            )
        };
        let mut order: Vec<&Ran> = self.ran.iter().collect();
        order.sort_by_key(near);
        let notices = |ran: &&&Ran| {
            self.documents
                .get(ran.document)
                .is_some_and(|scenarios| scenarios.notices(ran.scenario, &altered, &program))
        };
        if let Some(ran) = order.iter().find(notices) {
            let scenario = self.documents.get(ran.document).and_then(|scenarios| scenarios.scenarios.get(ran.scenario));
            let scenario = scenario.map(|scenario| scenario.name.clone()).unwrap_or_default();
            return Fate::Noticed { document: ran.document, scenario };
        }
        let default = |phrase: &str| phrase_of(phrase).is_some_and(tells::default);
        let says_default = matches!(&mutant.cite.item, Item::Statement(phrase) if default(phrase))
            || order.iter().any(|ran| self.is_default(ran, mutant, &altered, &program));
        if says_default { Fate::SaysDefault } else { Fate::Unnoticed }
    }

    /// Whether all service windows open and close as they did.
    fn same_time(&self, altered: &Program) -> bool {
        let until = Instant::from_secs(4_000_000_000);
        self.contract.model.windows.iter().all(|window| {
            let openings = |program: &Program| {
                let clock = program.window(&window.name)?;
                let range = Interval::new(Instant::from_millis(0), until);
                Some(clock.windows(range).ok()?.collect::<Vec<_>>())
            };
            openings(&self.program) == openings(altered)
        })
    }

    /// Whether the choice that the altered statement states is used all the same, as a default.
    fn is_default(&self, ran: &Ran, mutant: &Mutant, altered: &Contract, program: &Program) -> bool {
        let stated = || ran.stated.iter().filter(|used| used.stated.as_ref() == Some(&mutant.cite));
        if stated().next().is_none() {
            return false;
        }
        let Some(scenarios) = self.documents.get(ran.document) else { return false };
        let answers = scenarios.answers(ran.scenario, altered, program);
        let defaults: Vec<&ChoiceUsed> = answers.iter().flat_map(chosen).filter(|used| used.stated.is_none()).collect();
        stated().all(|used| defaults.iter().any(|default| default.choice == used.choice))
    }
}

impl Scenarios {
    /// What the questions of a scenario are answered.
    fn answers(&self, n: usize, contract: &Contract, program: &Program) -> Vec<Answer> {
        let Some(scenario) = self.scenarios.get(n) else { return Vec::new() };
        let monitor = scenario.monitor(program);
        let asked = scenario
            .questions
            .iter()
            .map(|question| query::ask(contract, &monitor, &question.asked, question.as_of.or(scenario.last), None));
        asked.collect()
    }

    /// Whether a scenario comes out otherwise by another contract.
    fn notices(&self, n: usize, contract: &Contract, program: &Program) -> bool {
        let Some((scenario, render)) = self.scenarios.get(n).zip(Render::of(contract, &self.lang())) else {
            return false;
        };
        let monitor = scenario.monitor(program);
        scenario.questions.iter().any(|question| {
            let as_of = question.as_of.or(scenario.last);
            let answer = query::ask(contract, &monitor, &question.asked, as_of, None);
            !expected::lacking(&render, &question.claims, &query::claims(&answer, &contract.model)).is_empty()
        })
    }
}

/// What an answer cites.
fn cited(answer: &Answer, found: &mut BTreeSet<Cite>) {
    found.extend(answer.clause.iter().map(|clause| clause.cite.clone()));
    found.extend(answer.judgements.iter().flat_map(|judgement| cites(&judgement.reason)));
}

fn chosen(answer: &Answer) -> impl Iterator<Item = &ChoiceUsed> {
    answer.judgements.iter().flat_map(|judgement| &judgement.reason.steps).filter_map(|step| match step {
        Step::Chosen(used) | Step::Outage(OutageFinding { decided_by: CountedBy::Choice(used), .. }) => Some(used),
        _ => None,
    })
}

fn phrase_of(name: &str) -> Option<PhraseId> {
    name.rsplit_once('.').and_then(|(class, key)| PhraseId::find(class, key))
}

/// Whether a statement, a row or a clause decides anything: some only tell.
fn judged(cite: &Cite) -> bool {
    match &cite.item {
        Item::Statement(phrase) => {
            cite.clause.kind != Kind::Glossary && phrase_of(phrase).is_some_and(|id| !tells::only(id))
        }
        Item::Row(_) => !matches!(cite.clause.kind, Kind::Glossary | Kind::ServiceDesk),
        Item::Heading => true,
    }
}

/// Whether reasons cite a statement by itself. Others work through the clause as a whole: a window is cited, not its hours.
fn is_cited(kind: Kind, phrase: &str) -> bool {
    let as_a_whole = matches!(kind, Kind::Contract | Kind::Holidays | Kind::ServiceWindow | Kind::ServiceDesk);
    let by_others = matches!(
        phrase,
        "planned_downtime.lead"
            | "planned_downtime.lead_announced"
            | "planned_downtime.budget"
            | "planned_downtime.silence"
            | "planned_downtime.overrun"
            | "priorities.category"
            | "priorities.runs"
            | "priorities.effects"
            | "priorities.extents"
            | "service.each_of"
            | "service.handed_over"
            | "service.operated"
            | "service.excluded_nothing"
            | "service.parts"
            | "service.shown_down"
            | "service.shown_half_up"
    );
    let known =
        matches!(kind, Kind::HandoverPoint | Kind::PlannedDowntime | Kind::Outage | Kind::Service | Kind::Priorities);
    known && !as_a_whole && !by_others
}
