//! Names that nobody declares, or that a reference lacks; what to type comes from those that are declared.
//! Whether a heading that could not be read may declare them is left to `document`.

use super::similar;
use crate::{
    diagnostic::{self, Diagnostic, Diagnostics, Fix},
    model::Kind,
    name::Glossary,
    phrase::{Catalogue, Printer, Said, ids},
    syntax::{flow::Flow, matching::Reader},
    time::Zone,
};

/// At most so many words are tried as a name.
const MOST_WORDS: usize = 8;

/// What stands where a declared name was wanted: a name runs to the next comma.
pub(in crate::syntax) fn name_read(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.split([',', ';', ':']).next().unwrap_or_default().trim_end_matches('.').trim_end()
}

/// The message for a name that is not declared. How many words it has is not known: those are it that a declared name
/// in their place would make a sentence of the class, else those that come nearest to one, else all up to a mark.
pub(super) fn undeclared(reader: &Reader<'_>, class: &str, kind: Kind, flow: &Flow, at: usize) -> Diagnostic {
    let text = flow.text();
    let most = name_read(text, at);
    if most.is_empty() {
        return nameless(reader, kind, flow, at);
    }
    let declared = reader.names().of_kind(kind);
    let near = |read: &str| {
        let id = reader.names().id(read);
        // A name of the glossary's other language is meant as surely as a misspelt one.
        let meant = declared.iter().find(|name| name.id == id).map(|name| (0, name.text.as_str()));
        meant.or_else(|| similar::nearest_by(read, declared.iter().map(|name| name.text.as_str())))
    };
    let mends = |read: &str, name: &str| {
        let parts = (text.get(..at), text.get(at + read.len()..));
        matches!(parts, (Some(before), Some(after)) if reader.read(class, &format!("{before}{name}{after}")).is_ok())
    };
    let ends = most.match_indices(' ').map(|(end, _)| end).chain([most.len()]).take(MOST_WORDS);
    let tried: Vec<&str> = ends.filter_map(|end| most.get(..end)).collect();
    let nearby = || tried.iter().filter_map(|read| near(read).map(|(far, name)| (far, *read, name)));
    let mended = nearby().filter(|(_, read, name)| mends(read, name)).min_by_key(|(far, ..)| *far);
    let found = mended.or_else(|| nearby().min_by_key(|(far, ..)| *far));
    let any = declared.first().map_or("", |name| name.text.as_str());
    let alone = || tried.iter().copied().find(|read| mends(read, any));
    let read = found.map(|(_, read, _)| read).or_else(alone).unwrap_or(most);
    let span = flow.span(at, at + read.len());
    let fix = found.map(|(.., name)| name).map(|name| Fix { span, text: name.to_owned() });
    let known: Vec<&str> = declared.iter().take(8).map(|name| name.text.as_str()).collect();
    diagnostic::undeclared(span, read, super::kind(reader, kind), known.join(", "), fix)
}

/// The message for a reference that breaks off before its name.
fn nameless(reader: &Reader<'_>, kind: Kind, flow: &Flow, at: usize) -> Diagnostic {
    let before = flow.text().get(..at).unwrap_or_default().trim_end();
    let declared = reader.names().of_kind(kind);
    let span = flow.span(before.len(), before.len());
    let fix = match declared {
        [only] => Some(Fix { span, text: format!(" {}", only.text) }),
        _ => None,
    };
    let known: Vec<&str> = declared.iter().take(8).map(|name| name.text.as_str()).collect();
    let last = before.rsplit(' ').next().unwrap_or(before);
    diagnostic::no_name_behind(flow.span(before.len() - last.len(), before.len()), last, known.join(", "), fix)
}

/// A name that is missing is one mistake, however often it is used: the first place tells of the others.
pub(in crate::syntax) fn fold(catalogue: &'static Catalogue, found: &mut Diagnostics) {
    found.fold_undeclared(|more| {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        let said = Said::new(ids::SEVERITY_MORE).with("n", more);
        Printer::new(catalogue, &Glossary::default(), Zone::UTC).say(&said)
    });
}
