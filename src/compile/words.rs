//! Words of the catalogues for closed terms, whichever language they are of: `per E-Mail` is `e-mail`.
//! Names that a contract declares are left to its glossary.

use super::WordKind;
use crate::phrase::{Catalogue, Piece, class_of};

/// The term's own name, as events carry it, that some catalogue calls so.
pub(super) fn term(kind: WordKind, word: &str) -> Option<&'static str> {
    let classes: &[&str] = match kind {
        WordKind::Channel => &["channel", "channel_by"],
        WordKind::Party => &["party", "party_the"],
        WordKind::Form => &["form"],
        _ => return None,
    };
    // An e-mail is readable, lasts, and names who declares: that is text form.
    if kind == WordKind::Form && term(WordKind::Channel, word) == Some("e-mail") {
        return Some("text_form");
    }
    let folded = word.trim().to_lowercase();
    let mut ids = classes.iter().flat_map(|class| class_of(class));
    let found = ids.find(|id| {
        Catalogue::all().iter().any(|catalogue| {
            let said = |pattern: &&[Piece]| matches!(pattern, [Piece::Literal(said)] if said.to_lowercase() == folded);
            catalogue.patterns(*id).iter().any(said)
        })
    })?;
    // The catalogues' keys have no hyphens.
    Some(if found.key() == "email" { "e-mail" } else { found.key() })
}
