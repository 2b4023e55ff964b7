//! A contract as a document to sign: one HTML page that prints on A4, each statement with its letter, each reference with
//! its link. What it says is left to the core; what the figures mean in a year stands in its margin where that is wanted.

use crate::{PageError, environment, seal};
use klausel::{
    Contract, Digest,
    facts::{Allowed, Facts},
    model::{Binding, Kind},
    paper::{Paper, PaperClause, PaperPart, Run},
    phrase::{PhraseId, Said, Value, class_of, ids},
    render::Render,
    report::{Period, Report},
};
use minijinja::value::Serde;
use serde::Serialize;
use std::collections::BTreeMap;

const STYLE: &str = include_str!("../assets/contract.css");

/// Of more measuring periods a year the margin shows the one that allows least and the one that allows most.
const MOST_PERIODS: usize = 2;

#[derive(Debug, Serialize)]
struct View {
    lang: String,
    policy: String,
    style: &'static str,
    t: BTreeMap<String, String>,
    title: String,
    clauses: Vec<Clause>,
    unregulated: Vec<String>,
    parties: Vec<Party>,
    basis: String,
    margin: bool,
}

#[derive(Debug, Serialize)]
struct Clause {
    anchor: String,
    number: String,
    title: String,
    head: bool,
    parts: Vec<Part>,
    facts_title: String,
    facts: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum Part {
    Statements { items: Vec<Item> },
    Table { header: Vec<String>, rows: Vec<Row> },
    Wording { agreed: bool, lang: String, text: String },
}

#[derive(Debug, Serialize)]
struct Item {
    anchor: String,
    letter: String,
    runs: Vec<Piece>,
}

#[derive(Debug, Serialize)]
struct Row {
    anchor: String,
    cells: Vec<Vec<Piece>>,
}

#[derive(Debug, Serialize)]
struct Piece {
    text: String,
    to: Option<String>,
}

#[derive(Debug, Serialize)]
struct Party {
    role: String,
    name: String,
}

/// The contract as a document to sign, in its own language; `facts`: the year whose figures stand in the margin.
///
/// The page loads nothing and runs nothing. Letters and numbers are those of the text whose SHA-256 it names.
///
/// # Errors
/// [`PageError::Language`] where no catalogue has the contract's language.
pub fn contract_page(contract: &Contract, facts: Option<&Facts>) -> Result<String, PageError> {
    let no_language = || PageError::Language(contract.lang().as_str().to_owned());
    let render = Render::of(contract, contract.lang()).ok_or_else(no_language)?;
    let paper = Paper::of(contract).ok_or_else(no_language)?;
    let head = paper.clauses.first();
    let parties = [
        (ids::PAPER_FOR_PROVIDER, &contract.model.head.provider),
        (ids::PAPER_FOR_CUSTOMER, &contract.model.head.customer),
    ];
    let digest: Digest = contract.digest();
    let basis = Said::new(ids::PAPER_BASIS).with("sha256", digest.to_string());
    let view = View {
        lang: paper.lang.as_str().to_owned(),
        policy: seal::policy(STYLE),
        style: STYLE,
        t: class_of("paper").map(|id| (id.key().to_owned(), plain(&render, id))).collect(),
        title: head.map(|head| format!("{}: {}", head.kind, head.name)).unwrap_or_default(),
        clauses: paper.clauses.iter().map(|clause| shown(clause, facts, &render)).collect(),
        unregulated: unregulated(contract, &render),
        parties: parties
            .into_iter()
            .map(|(role, party)| Party {
                role: render.text(role),
                name: party.as_ref().map(|text| text.text.clone()).unwrap_or_default(),
            })
            .collect(),
        basis: render.say(&basis),
        margin: facts.is_some(),
    };
    let environment = environment(&[("contract.html", include_str!("../assets/contract.html"))])?;
    Ok(environment.get_template("contract.html")?.render(Serde(view))?)
}

/// A phrase without slots; one with slots is said where it is needed.
fn plain(render: &Render<'_>, id: PhraseId) -> String {
    render.text(id)
}

fn unregulated(contract: &Contract, render: &Render<'_>) -> Vec<String> {
    let day = klausel::time::Date::FIRST;
    let period = Period::days(day, day, contract.model.head.zone);
    let report = Report::new(&contract.model, period, period.from, period.from);
    report.unregulated.iter().map(|one| one.text(render)).collect()
}

fn shown(clause: &PaperClause, facts: Option<&Facts>, render: &Render<'_>) -> Clause {
    let mut parts: Vec<Part> = Vec::new();
    for part in &clause.parts {
        match part {
            PaperPart::Statement { anchor, letter, runs } => {
                let item = Item { anchor: anchor.clone(), letter: letter.clone(), runs: pieces(runs) };
                match parts.last_mut() {
                    Some(Part::Statements { items }) => items.push(item),
                    _ => parts.push(Part::Statements { items: vec![item] }),
                }
            }
            PaperPart::Table { header, rows } => {
                let row = |row: &klausel::paper::PaperRow| Row {
                    anchor: row.anchor.clone(),
                    cells: row.cells.iter().map(|cell| pieces(cell)).collect(),
                };
                parts.push(Part::Table { header: header.clone(), rows: rows.iter().map(row).collect() });
            }
            PaperPart::Wording { binding, lang, text } => parts.push(Part::Wording {
                agreed: *binding == Binding::Agreed,
                lang: lang.as_str().to_owned(),
                text: text.clone(),
            }),
        }
    }
    let year = |facts: &Facts| render.say(&Said::new(ids::PAPER_FIGURES).with("year", i64::from(facts.year)));
    Clause {
        anchor: clause.anchor.clone(),
        number: clause.number.clone().unwrap_or_default(),
        title: format!("{}: {}", clause.kind, clause.name),
        head: clause.id.kind == Kind::Contract,
        parts,
        facts_title: facts.map(year).unwrap_or_default(),
        facts: facts.map(|facts| margin(clause, facts, render)).unwrap_or_default(),
    }
}

fn pieces(runs: &[Run]) -> Vec<Piece> {
    runs.iter().map(|run| Piece { text: run.text.clone(), to: run.to.clone() }).collect()
}

/// What the figures of a clause mean in the year.
fn margin(clause: &PaperClause, facts: &Facts, render: &Render<'_>) -> Vec<String> {
    let name = &clause.id.name;
    match clause.id.kind {
        Kind::Service => {
            let own = facts.availability.iter().filter(|service| service.service == *name);
            own.flat_map(|service| service.first.iter().chain(few(&service.periods)))
                .map(|allowed| Facts::allowed(render, allowed))
                .collect()
        }
        Kind::ServiceWindow => {
            let own = facts.windows.iter().filter(|window| window.window == *name);
            own.map(|window| {
                let said = Said::new(ids::PAPER_WINDOW).with("total", window.total_ms);
                render.say(&said.with("days", i64::from(window.days)))
            })
            .collect()
        }
        Kind::Holidays => {
            let own = facts.holidays.iter().filter(|list| list.list == *name);
            let days = own.filter_map(|list| list.days.as_ref()).flatten();
            days.map(|day| {
                let holiday = day.names.get(render.catalogue().tag()).or_else(|| day.names.values().next());
                let holiday = holiday.cloned().unwrap_or_default();
                let said =
                    Said::new(ids::SPAN_DAY).with("weekday", weekday(day.weekday)).with("date", Value::Date(day.date));
                format!("{} {holiday}", render.say(&said)).trim_end().to_owned()
            })
            .collect()
        }
        Kind::Priorities => {
            let own = facts.limits.iter().filter(|limit| limit.cite.clause == clause.id);
            own.flat_map(|limit| {
                let longest = limit.longest.as_ref().map(|wait| Facts::wait(render, wait, true));
                std::iter::once(Facts::limit(render, limit)).chain(longest)
            })
            .collect()
        }
        _ => Vec::new(),
    }
}

fn weekday(day: klausel::time::Weekday) -> Said {
    let keys = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let place = klausel::time::Weekdays::ALL.iter().position(|other| other == day).unwrap_or(0);
    let found = keys.get(place).and_then(|key| PhraseId::find("weekday_short", key));
    Said::new(found.unwrap_or(ids::WEEKDAY_SHORT_MONDAY))
}

/// All periods where they are few, else the one that allows least and the one that allows most.
fn few(periods: &[Allowed]) -> Vec<&Allowed> {
    if periods.len() <= MOST_PERIODS {
        return periods.iter().collect();
    }
    let least = periods.iter().min_by_key(|allowed| allowed.allowed_ms);
    let most = periods.iter().rev().max_by_key(|allowed| allowed.allowed_ms);
    least.into_iter().chain(most).collect()
}
