//! Clauses laid out as a document: headings, wrapped items, aligned tables.
//! The words of each statement are left to `phrase`.

use crate::{
    clauses::{self, Part, SaidClause},
    model::Model,
    name::Lang,
    phrase::{Catalogue, PhraseId, Printer, Said},
};

/// Lines are broken before this column where a blank allows it.
const WIDTH: usize = 120;

/// A model as a document in that language, in canonical phrases; `None`: no catalogue has the language.
///
/// Reading it again gives the same model.
#[must_use]
pub fn print(model: &Model, lang: &Lang) -> Option<String> {
    let catalogue = Catalogue::of(lang)?;
    let printer = Printer::new(catalogue, &model.glossary, model.head.zone);
    let clauses = clauses::say(model);
    let shown: Vec<String> = clauses.iter().map(|said| clause(&printer, said)).collect();
    Some(shown.join("\n"))
}

fn clause(printer: &Printer<'_>, said: &SaidClause) -> String {
    let kind = PhraseId::find("kind", said.kind.key()).map(|id| printer.text(id)).unwrap_or_default();
    let name = printer.word(&said.name);
    let number = said.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
    let marks = if said.kind == crate::model::Kind::Contract { "#" } else { "##" };
    let mut out = format!("{marks} {number}{kind}: {name}\n\n");
    let mut before: Option<&Part> = None;
    for part in &said.parts {
        // Tables and wording stand alone; statements stand together.
        let together = matches!((before, part), (None, _) | (Some(Part::Statement(_)), Part::Statement(_)));
        if !together {
            out.push('\n');
        }
        out.push_str(&shown(printer, part));
        before = Some(part);
    }
    out
}

fn shown(printer: &Printer<'_>, part: &Part) -> String {
    match part {
        Part::Statement(said) => wrapped(&capitalised(&printer.say(said)), "- ", "  "),
        Part::Wording(wording) => {
            let said = Said::new(clauses::wording_phrase(wording.binding)).with("text", wording.text.as_str());
            wrapped(&printer.say(&said), "> ", "> ")
        }
        Part::Table(columns, rows) => {
            let header = columns.iter().map(|id| printer.text(*id)).collect();
            let cells = rows.iter().map(|row| row.iter().map(|cell| printer.say(cell)).collect());
            table(header, cells.collect())
        }
        Part::Words(header, rows) => {
            let head = |word: &String| match word.as_str() {
                "" => printer.text(crate::phrase::ids::COLUMN_GLOSSARY_ID),
                tag => printer.catalogue().tongue(&Lang::new(tag)),
            };
            // The document's own language comes first; what a word means does not hang on its column.
            let mut order: Vec<usize> = (0..header.len()).collect();
            order.sort_by_key(|column| {
                header.get(*column).is_none_or(|tag| !tag.is_empty() && tag != printer.catalogue().tag())
            });
            let arranged =
                |row: &Vec<String>| order.iter().filter_map(|column| row.get(*column).cloned()).collect::<Vec<_>>();
            let header: Vec<String> = header.iter().map(head).collect();
            let mut rows: Vec<Vec<String>> = rows.iter().map(arranged).collect();
            rows.sort_by_key(|row| row.iter().map(|word| word.to_lowercase()).collect::<Vec<_>>());
            table(arranged(&header), rows)
        }
    }
}

fn table(header: Vec<String>, rows: Vec<Vec<String>>) -> String {
    let width = |column: usize| {
        let cells = std::iter::once(&header).chain(&rows).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let row = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| {
            let room = width.saturating_sub(cell.chars().count());
            format!(" {cell}{} |", " ".repeat(room))
        });
        format!("|{}\n", padded.collect::<String>())
    };
    let rule: String = widths.iter().map(|width| format!("{}|", "-".repeat(width + 2))).collect();
    let mut out = row(&header);
    out.push_str(&format!("|{rule}\n"));
    out.extend(rows.iter().map(|cells| row(cells)));
    out
}

/// A text over lines, never broken before what Markdown would take for a mark of its own: `24. Dezember`, `- `, `#`.
fn wrapped(text: &str, first: &str, next: &str) -> String {
    let mut out = String::from(first);
    let mut column = first.chars().count();
    for (n, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if n > 0 && column + 1 + length > WIDTH && !is_mark(word) {
            out.push('\n');
            out.push_str(next);
            column = next.chars().count();
        } else if n > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}

/// A statement begins with a capital letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn is_mark(word: &str) -> bool {
    let ordinal = word.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    ordinal || word.starts_with(['-', '+', '*', '#', '>', '|', '=', '~', '`', '<'])
}
