//! The lines of a document of scenarios: its language, its contracts, its tables, and what all its scenarios share.
//! What a cell means is left to `told` and `expected`.

use super::SOURCE;
use crate::{
    diagnostic::{self, Diagnostics, Fix},
    name::Glossary,
    phrase::{Catalogue, PhraseId, Piece, Slots, class_of, ids},
    source::{Source, Span},
    syntax::{Flow, Names, Part, Reader, Section, is_said, nearest, sections},
};

/// A document of scenarios, its cells unread.
pub(super) struct Draft {
    pub(super) catalogue: &'static Catalogue,
    pub(super) contracts: Vec<String>,
    /// What is common to all scenarios: it stands before the first of them.
    pub(super) common: DraftScenario,
    pub(super) scenarios: Vec<DraftScenario>,
}

/// A scenario, its cells unread.
#[derive(Default)]
pub(super) struct DraftScenario {
    pub(super) name: String,
    /// As of when its questions are asked that do not say so.
    pub(super) as_of: Option<(Slots, Span)>,
    pub(super) events: Vec<EventRow>,
    pub(super) questions: Vec<QuestionRow>,
}

/// A row of what happened.
pub(super) struct EventRow {
    pub(super) at: Flow,
    /// When it became known.
    pub(super) known: Option<Flow>,
    pub(super) event: Flow,
    /// The line in the document, from 1.
    pub(super) line: u32,
}

/// A row of what is asked.
pub(super) struct QuestionRow {
    pub(super) as_of: Option<Flow>,
    pub(super) question: Flow,
    pub(super) answer: Flow,
    /// The line in the document, from 1.
    pub(super) line: u32,
}

pub(super) fn read(source: &Source) -> (Option<Draft>, Diagnostics) {
    let mut found = Diagnostics::default();
    let sections = sections(SOURCE, &source.text, &mut found);
    let Some(catalogue) = language(&sections) else {
        let end = source.text.find('\n').unwrap_or(source.text.len());
        found.push(diagnostic::no_scenarios(Span::new(SOURCE, 0, u32::try_from(end).unwrap_or(u32::MAX))));
        return (None, found);
    };
    let mut draft = Draft { catalogue, contracts: Vec::new(), common: DraftScenario::default(), scenarios: Vec::new() };
    let names = Names::new(Glossary::default());
    let mut drafting =
        Drafting { catalogue, reader: Reader::new(catalogue, &names), lines: lines(source), found: &mut found };
    for (place, section) in sections.iter().enumerate() {
        if place == 0 {
            drafting.parts(section, &mut draft.common, &mut Some(&mut draft.contracts));
        } else {
            draft.scenarios.extend(drafting.scenario(section));
        }
    }
    (Some(draft), found)
}

/// The language whose word for scenarios opens the document.
fn language(sections: &[Section]) -> Option<&'static Catalogue> {
    let title = sections.first().filter(|section| section.level == 1)?.title.text();
    let word = title.split(':').next().unwrap_or_default();
    Catalogue::all().iter().find(|catalogue| is_said(catalogue, ids::SCENARIO_KIND_SCENARIOS, word))
}

/// Where each line of a text begins.
fn lines(source: &Source) -> Vec<u32> {
    let ends = source.text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect()
}

struct Drafting<'a> {
    catalogue: &'static Catalogue,
    reader: Reader<'a>,
    /// Where each line begins.
    lines: Vec<u32>,
    found: &'a mut Diagnostics,
}

impl Drafting<'_> {
    fn scenario(&mut self, section: &Section) -> Option<DraftScenario> {
        let title = section.title.text();
        let (word, name) = title.split_once(':').map_or((title, ""), |(word, name)| (word.trim(), name.trim()));
        if section.level != 2 || name.is_empty() || !is_said(self.catalogue, ids::SCENARIO_KIND_SCENARIO, word) {
            self.found.push(diagnostic::unknown_scenario_line(section.title.whole()));
            return None;
        }
        let mut scenario = DraftScenario { name: name.to_owned(), ..DraftScenario::default() };
        self.parts(section, &mut scenario, &mut None);
        Some(scenario)
    }

    /// The items and tables of a section; contracts are named in the head only.
    fn parts(&mut self, section: &Section, into: &mut DraftScenario, contracts: &mut Option<&mut Vec<String>>) {
        for part in &section.parts {
            match part {
                Part::Quote(_) => {}
                Part::Stray(flow) => self.found.push(diagnostic::stray_text(flow.whole(), flow.text())),
                Part::Item(flow) => self.item(flow, into, contracts),
                Part::Table { header, span, rows } => self.table(header, *span, rows, into),
            }
        }
    }

    fn item(&mut self, flow: &Flow, into: &mut DraftScenario, contracts: &mut Option<&mut Vec<String>>) {
        let said = self.reader.read_one("scenario", flow.text());
        match (said, contracts) {
            (Some(said), _) if said.id == ids::SCENARIO_AS_OF && into.as_of.is_none() => {
                into.as_of = Some((said.slots, flow.whole()));
            }
            (Some(said), Some(contracts)) if contracts.is_empty() && said.id != ids::SCENARIO_AS_OF => {
                let one = said.slots.text("file").into_iter().map(str::to_owned);
                let several = said.slots.text("files").into_iter().flat_map(|files| files.split(','));
                contracts.extend(one.chain(several.map(|file| file.trim().to_owned())));
            }
            _ => self.found.push(diagnostic::unknown_scenario_line(flow.whole())),
        }
    }

    fn table(&mut self, header: &[Flow], span: Span, rows: &[(Span, Vec<Flow>)], into: &mut DraftScenario) {
        let asks = |head: &Flow| is_said(self.catalogue, ids::COLUMN_SCENARIO_QUESTIONS_QUESTION, head.text());
        let asks = header.iter().any(asks);
        let class = if asks { "column.scenario_questions" } else { "column.scenario_events" };
        let Some(columns) = columns(self.catalogue, class, header, span, self.found) else { return };
        for (span, cells) in rows {
            let cell = |id: PhraseId| {
                let place = columns.iter().position(|column| *column == id)?;
                cells.get(place).filter(|flow| !flow.text().is_empty()).cloned()
            };
            let line = u32::try_from(self.lines.partition_point(|begin| *begin <= span.from)).unwrap_or(u32::MAX);
            if cells.iter().any(|flow| flow.text().is_empty()) {
                self.found.push(diagnostic::empty_cell(*span, String::new()));
            } else if let (true, Some(question), Some(answer)) =
                (asks, cell(ids::COLUMN_SCENARIO_QUESTIONS_QUESTION), cell(ids::COLUMN_SCENARIO_QUESTIONS_ANSWER))
            {
                let as_of = cell(ids::COLUMN_SCENARIO_QUESTIONS_AS_OF);
                into.questions.push(QuestionRow { as_of, question, answer, line });
            } else if let (Some(at), Some(event)) =
                (cell(ids::COLUMN_SCENARIO_EVENTS_AT), cell(ids::COLUMN_SCENARIO_EVENTS_EVENT))
            {
                let known = cell(ids::COLUMN_SCENARIO_EVENTS_KNOWN);
                into.events.push(EventRow { at, known, event, line });
            }
        }
    }
}

/// The columns of a table; *as of* and *known* may be left out.
fn columns(
    catalogue: &'static Catalogue,
    class: &str,
    header: &[Flow],
    span: Span,
    found: &mut Diagnostics,
) -> Option<Vec<PhraseId>> {
    let said = |id: &PhraseId| match catalogue.patterns(*id).first() {
        Some([Piece::Literal(text)]) => *text,
        _ => "",
    };
    let mut columns = Vec::new();
    for flow in header {
        match class_of(class).find(|id| is_said(catalogue, *id, flow.text())) {
            Some(id) => columns.push(id),
            None => {
                let known: Vec<&str> = class_of(class).map(|id| said(&id)).collect();
                found.push({
                    let fix = nearest(flow.text(), known.iter().copied());
                    let fix = fix.map(|text| Fix { span: flow.whole(), text: text.to_owned() });
                    diagnostic::unknown_column(flow.whole(), flow.text(), known.join(", "), fix)
                });
                return None;
            }
        }
    }
    let optional = [ids::COLUMN_SCENARIO_QUESTIONS_AS_OF, ids::COLUMN_SCENARIO_EVENTS_KNOWN];
    let lacks = |id: &PhraseId| !optional.contains(id) && !columns.contains(id);
    let missing: Vec<&str> = class_of(class).filter(lacks).map(|id| said(&id)).collect();
    if !missing.is_empty() {
        found.push(diagnostic::missing_column(span, missing.join(", ")));
        return None;
    }
    Some(columns)
}
