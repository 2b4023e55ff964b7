//! A model laid out as a document, clause by clause in the usual order.
//! The words of each statement are left to `phrase`, lines to `lines`.

use crate::{
    clauses::{self, Part, SaidClause},
    lines::{capitalised, table, wrapped},
    model::Model,
    name::Lang,
    phrase::{Catalogue, PhraseId, Printer},
};

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

/// A clause as it stands in a document.
pub(crate) fn clause(printer: &Printer<'_>, said: &SaidClause) -> String {
    let kind = PhraseId::find("kind", said.kind.key()).map(|id| printer.text(id)).unwrap_or_default();
    let name = printer.word(&said.name);
    let number = said.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
    let marks = if said.kind == crate::model::Kind::Contract { "#" } else { "##" };
    let mut out = format!("{marks} {number}{kind}: {name}\n");
    let mut before: Option<&Part> = None;
    for part in &said.parts {
        // Tables and wording stand alone; statements stand together.
        let together = matches!((before, part), (Some(Part::Statement(_)), Part::Statement(_)));
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
            let own = wording.lang == printer.catalogue().lang() || wording.lang.as_str().is_empty();
            let said = clauses::say_wording(wording.binding, (!own).then(|| wording.lang.clone()));
            wrapped(&printer.say(&said.with("text", wording.text.as_str())), "> ", "> ")
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
