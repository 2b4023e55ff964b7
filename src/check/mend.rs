//! Mistakes that can be mended unasked, because nothing else can have been meant: a missing blank, dash or percent sign, a
//! slip in a fixed word. Whatever may have been meant otherwise is left to its author.

use super::Contract;
use crate::{diagnostic::Diagnostics, source::SourceId};

/// A text with what could be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// The codes of what was mended, in the order of mending.
    pub codes: Vec<&'static str>,
}

/// A mended mistake may show the next one behind it; nobody makes so many in one place.
const MOST_ROUNDS: usize = 12;

/// The text of a contract with every fix put in that is safe; what it says elsewhere stays as it is.
///
/// ```
/// let text = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n##1 Service: Mail\n\n- Availability: none agred\n";
/// let mended = klausel::mend("demo.klausel.md", text);
/// assert!(mended.text.ends_with("## 1 Service: Mail\n\n- Availability: none agreed\n"));
/// assert_eq!(mended.codes, ["K111", "K307"]);
/// ```
#[must_use]
pub fn mend(name: &str, text: &str) -> Mended {
    let mut mended = Mended { text: text.to_owned(), codes: Vec::new() };
    for _ in 0..MOST_ROUNDS {
        let found = match Contract::read(name, &mended.text) {
            Ok(contract) => contract.notes,
            Err(refused) => refused.diagnostics,
        };
        let Some((text, codes)) = round(&mended.text, &found) else { break };
        mended.text = text;
        mended.codes.extend(codes);
    }
    mended
}

/// All safe fixes put in, where one does not touch another; `None`: there is none.
fn round(text: &str, found: &Diagnostics) -> Option<(String, Vec<&'static str>)> {
    let mut fixes: Vec<_> = found.iter().filter_map(|found| found.safe_fix().map(|fix| (fix, found.code()))).collect();
    fixes.retain(|(fix, _)| fix.span.source == SourceId(0));
    fixes.sort_by_key(|(fix, _)| fix.span);
    let mut out = String::with_capacity(text.len() + 64);
    let mut codes = Vec::new();
    let mut at = 0;
    for (fix, code) in fixes {
        let (from, until) = (fix.span.from as usize, fix.span.until as usize);
        let Some(before) = text.get(at..from).filter(|_| until <= text.len()) else { continue };
        out.push_str(before);
        out.push_str(&fix.text);
        at = until;
        codes.push(code);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (!codes.is_empty() && out != text).then_some((out, codes))
}
