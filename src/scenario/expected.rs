//! Expected answers: cells read as claims, and compared with what an answer claims, both in canonical form.
//! What an answer claims is left to `query`.

use crate::{
    check::Contract,
    diagnostic::{self, Diagnostics},
    phrase::{Catalogue, Said, Value, ids},
    query::{self, instant::instant},
    render::Render,
    syntax::{Failure, Flow, Names, Reader, sentence},
};

/// A claim of an expected answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claimed {
    /// In canonical form.
    pub(super) said: Said,
    /// As it was written.
    pub(super) written: String,
}

/// The claims of a cell, parted by semicolons or commas; `None`: something is wrong and was reported.
pub(super) fn read(
    catalogue: &'static Catalogue,
    names: &Names,
    contract: &Contract,
    flow: &Flow,
    found: &mut Diagnostics,
) -> Option<Vec<Claimed>> {
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
                Ok(said) => {
                    let written = rest.get(..length).unwrap_or_default().trim().to_owned();
                    claims.push(Claimed { said, written });
                }
                Err(wrong) => {
                    found.push(query::weekday(flow.whole(), wrong));
                    return None;
                }
            }
            rest = rest.get(length..).unwrap_or_default().trim_start_matches([',', ' ']);
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

/// The expected claims that do not hold.
pub(super) fn lacking<'e>(render: &Render<'_>, expected: &'e [Claimed], came: &[Said]) -> Vec<&'e Claimed> {
    // Most answers are as expected, and equal as data; only the rest is compared as it is said.
    let differ: Vec<&Claimed> = expected.iter().filter(|claim| !came.contains(&claim.said)).collect();
    if differ.is_empty() {
        return differ;
    }
    let came: Vec<String> = came.iter().map(|claim| render.say(claim)).collect();
    differ.into_iter().filter(|claim| !came.contains(&render.say(&claim.said))).collect()
}

/// Whether a claim is what was judged, not by how much or until when.
pub(super) fn is_verdict(claim: &Said) -> bool {
    let figures = [
        ids::CLAIM_STAGE,
        ids::CLAIM_INSTANT,
        ids::CLAIM_DUE,
        ids::CLAIM_LEFT,
        ids::CLAIM_DURATION,
        ids::CLAIM_PERCENT,
        ids::CLAIM_DOWN,
        ids::CLAIM_UNKNOWN,
        ids::CLAIM_BASE,
        ids::CLAIM_BUDGET,
    ];
    !figures.contains(&claim.id)
}

/// The claims in one text, each once.
pub(super) fn say<'c>(text: &dyn Fn(&Said) -> String, claims: impl IntoIterator<Item = &'c Said>) -> String {
    let mut shown: Vec<String> = Vec::new();
    for claim in claims {
        let text = text(claim);
        if !shown.contains(&text) {
            shown.push(text);
        }
    }
    shown.join("; ")
}

/// The cell that is as the author wrote it in what holds, and says what came in the rest: of each claim that does not
/// hold the one of the same kind, and the verdict where none is left.
pub(super) fn accepted(render: &Render<'_>, expected: &[Claimed], lacks: &[&Claimed], came: &[Said]) -> String {
    let held = |claim: &Said| expected.iter().any(|one| one.said == *claim && !lacks.contains(&one));
    let mut unused: Vec<&Said> = came.iter().filter(|claim| !held(claim)).collect();
    let mut cell: Vec<String> = Vec::new();
    let put = |text: String, cell: &mut Vec<String>| {
        if !text.is_empty() && !cell.contains(&text) {
            cell.push(text);
        }
    };
    for claim in expected {
        if !lacks.contains(&claim) {
            put(claim.written.clone(), &mut cell);
        } else if let Some(place) = unused.iter().position(|came| came.id == claim.said.id) {
            put(render.say(unused.remove(place)), &mut cell);
        }
    }
    if cell.is_empty() {
        came.first().into_iter().for_each(|claim| put(render.say(claim), &mut cell));
    }
    cell.join("; ")
}
