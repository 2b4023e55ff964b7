//! The lines of a document of scenarios: its language, its contract, its tables.
//! What a cell means is left to `told` and `expected`.

use super::SOURCE;
use crate::{
    diagnostic::{self, Diagnostics, Fix},
    name::Glossary,
    phrase::{Catalogue, PhraseId, Piece, class_of, ids},
    source::{Source, Span},
    syntax::{Flow, Names, Part, Reader, Section, is_said, nearest, sections},
};

/// A document of scenarios, its cells unread.
pub(super) struct Draft {
    pub(super) catalogue: &'static Catalogue,
    pub(super) contract: Option<String>,
    pub(super) scenarios: Vec<DraftScenario>,
}

/// A scenario, its cells unread.
pub(super) struct DraftScenario {
    pub(super) name: String,
    pub(super) events: Vec<EventRow>,
    pub(super) questions: Vec<QuestionRow>,
}

/// A row of what happened.
pub(super) struct EventRow {
    pub(super) at: Flow,
    pub(super) event: Flow,
    /// The line in the document, from 1.
    pub(super) line: u32,
}

/// A row of what is asked.
pub(super) struct QuestionRow {
    pub(super) as_of: Option<Flow>,
    pub(super) question: Flow,
    pub(super) answer: Flow,
}

pub(super) fn read(source: &Source) -> (Option<Draft>, Diagnostics) {
    let mut found = Diagnostics::default();
    let sections = sections(SOURCE, &source.text, &mut found);
    let Some(catalogue) = language(&sections) else {
        let end = source.text.find('\n').unwrap_or(source.text.len());
        found.push(diagnostic::no_scenarios(Span::new(SOURCE, 0, u32::try_from(end).unwrap_or(u32::MAX))));
        return (None, found);
    };
    let mut draft = Draft { catalogue, contract: None, scenarios: Vec::new() };
    for (place, section) in sections.iter().enumerate() {
        if place == 0 {
            draft.contract = head(catalogue, section, &mut found);
        } else {
            draft.scenarios.extend(scenario(catalogue, section, source, &mut found));
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

fn head(catalogue: &'static Catalogue, section: &Section, found: &mut Diagnostics) -> Option<String> {
    let names = Names::new(Glossary::default());
    let reader = Reader::new(catalogue, &names);
    let mut file = None;
    for part in &section.parts {
        match part {
            Part::Item(flow) => {
                let said = reader.read_one("scenario", flow.text());
                match said.as_ref().and_then(|said| said.slots.text("file")) {
                    Some(text) => file = Some(text.to_owned()),
                    None => found.push(diagnostic::unknown_scenario_line(flow.whole())),
                }
            }
            Part::Quote(_) => {}
            Part::Stray(flow) => found.push(diagnostic::stray_text(flow.whole(), flow.text())),
            Part::Table { span, .. } => found.push(diagnostic::unknown_scenario_line(*span)),
        }
    }
    file
}

fn scenario(
    catalogue: &'static Catalogue,
    section: &Section,
    source: &Source,
    found: &mut Diagnostics,
) -> Option<DraftScenario> {
    let title = section.title.text();
    let (word, name) = title.split_once(':').map_or((title, ""), |(word, name)| (word.trim(), name.trim()));
    if section.level != 2 || name.is_empty() || !is_said(catalogue, ids::SCENARIO_KIND_SCENARIO, word) {
        found.push(diagnostic::unknown_scenario_line(section.title.whole()));
        return None;
    }
    let mut scenario = DraftScenario { name: name.to_owned(), events: Vec::new(), questions: Vec::new() };
    for part in &section.parts {
        match part {
            Part::Quote(_) => {}
            Part::Stray(flow) => found.push(diagnostic::stray_text(flow.whole(), flow.text())),
            Part::Item(flow) => found.push(diagnostic::unknown_scenario_line(flow.whole())),
            Part::Table { header, span, rows } => {
                let asks =
                    header.iter().any(|head| is_said(catalogue, ids::COLUMN_SCENARIO_QUESTIONS_QUESTION, head.text()));
                let class = if asks { "column.scenario_questions" } else { "column.scenario_events" };
                let Some(columns) = columns(catalogue, class, header, *span, found) else { continue };
                for (span, cells) in rows {
                    let cell = |id: PhraseId| {
                        let place = columns.iter().position(|column| *column == id)?;
                        cells.get(place).filter(|flow| !flow.text().is_empty()).cloned()
                    };
                    if cells.iter().any(|flow| flow.text().is_empty()) {
                        found.push(diagnostic::empty_cell(*span, String::new()));
                    } else if let (true, Some(question), Some(answer)) = (
                        asks,
                        cell(ids::COLUMN_SCENARIO_QUESTIONS_QUESTION),
                        cell(ids::COLUMN_SCENARIO_QUESTIONS_ANSWER),
                    ) {
                        let as_of = cell(ids::COLUMN_SCENARIO_QUESTIONS_AS_OF);
                        scenario.questions.push(QuestionRow { as_of, question, answer });
                    } else if let (Some(at), Some(event)) =
                        (cell(ids::COLUMN_SCENARIO_EVENTS_AT), cell(ids::COLUMN_SCENARIO_EVENTS_EVENT))
                    {
                        let line = u32::try_from(source.line_column(span.from).0).unwrap_or(u32::MAX);
                        scenario.events.push(EventRow { at, event, line });
                    }
                }
            }
        }
    }
    Some(scenario)
}

/// The columns of a table; *as of* may be left out.
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
    let lacks = |id: &PhraseId| *id != ids::COLUMN_SCENARIO_QUESTIONS_AS_OF && !columns.contains(id);
    let missing: Vec<&str> = class_of(class).filter(lacks).map(|id| said(&id)).collect();
    if !missing.is_empty() {
        found.push(diagnostic::missing_column(span, missing.join(", ")));
        return None;
    }
    Some(columns)
}
