//! Expected answers: cells read as claims, and compared with what an answer claims, both in canonical form.
//! What an answer claims is left to `query`.

use crate::{
    check::Contract,
    diagnostic::{self, Diagnostics},
    phrase::{Catalogue, Said, Value},
    query::{self, instant::instant},
    render::Render,
    syntax::{Failure, Flow, Names, Reader, sentence},
};

/// The claims of a cell, parted by semicolons or commas; `None`: something is wrong and was reported.
pub(super) fn read(
    catalogue: &'static Catalogue,
    names: &Names,
    contract: &Contract,
    flow: &Flow,
    found: &mut Diagnostics,
) -> Option<Vec<Said>> {
    let reader = Reader::new(catalogue, names);
    let mut claims = Vec::new();
    for part in flow.text().split(';') {
        let mut rest = part.trim();
        while !rest.is_empty() {
            let Some((claim, length)) = first(&reader, rest) else {
                let failure = reader.read("claim", rest).err()?;
                let at = flow.text().find(rest).unwrap_or(0);
                let span = flow.span(at, at + rest.len());
                let place = Flow::new(span.source, rest, span.from);
                // What came no further than its beginning is like no claim at all.
                let failure = if failure.at == 0 { Failure::default() } else { failure };
                let unknown = |span, _| diagnostic::unknown_answer(span);
                found.push(sentence(&reader, "claim", &place, &failure, unknown));
                return None;
            };
            match canonical(claim, contract) {
                Ok(claim) => claims.push(claim),
                Err(wrong) => {
                    found.push(query::weekday(flow.whole(), wrong));
                    return None;
                }
            }
            rest = rest[length..].trim_start_matches([',', ' ']);
        }
    }
    (!claims.is_empty()).then_some(claims)
}

/// The shortest beginning, up to a comma or the end, that is one claim: dates have commas of their own.
fn first(reader: &Reader<'_>, text: &str) -> Option<(Said, usize)> {
    let commas = text.match_indices(',').map(|(at, _)| at);
    commas.chain([text.len()]).find_map(|end| reader.read_one("claim", text[..end].trim()).map(|said| (said, end)))
}

/// A local reading becomes the instant that it means.
fn canonical(claim: Said, contract: &Contract) -> Result<Said, query::instant::WrongWeekday> {
    match instant(&claim.slots, "at", contract.model.head.zone) {
        Some(Ok(at)) => Ok(claim.with("at", Value::Instant(at))),
        Some(Err(wrong)) => Err(wrong),
        None => Ok(claim),
    }
}

/// Expectation, what came, and what of the expectation does not hold, each as text.
pub(super) fn compare(render: &Render<'_>, expected: &[Said], claims: &[Said]) -> (String, String, String) {
    let said = |claims: &[Said]| {
        let mut shown: Vec<String> = Vec::new();
        for claim in claims {
            let text = render.say(claim);
            if !shown.contains(&text) {
                shown.push(text);
            }
        }
        shown
    };
    let (expected, came) = (said(expected), said(claims));
    let lacks: Vec<&str> = expected.iter().filter(|claim| !came.contains(claim)).map(String::as_str).collect();
    (expected.join("; "), came.join("; "), lacks.join("; "))
}
