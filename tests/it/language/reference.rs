//! The reference pages are made from the catalogues: what they list is what is understood.
//! With `BLESS=1` in the environment the test writes them anew.

use klausel::{
    model::Kind,
    phrase::{Catalogue, PhraseId, Piece, class_of},
};
use std::{fmt::Write as _, fs, path::Path};

fn word(catalogue: &Catalogue, class: &str, key: &str) -> Option<&'static str> {
    match PhraseId::find(class, key).and_then(|id| catalogue.patterns(id).first()) {
        Some([Piece::Literal(word)]) => Some(word),
        _ => None,
    }
}

/// A pattern with an example in each slot, marked as one.
fn shown(catalogue: &Catalogue, pattern: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Literal(words) => (*words).to_owned(),
        Piece::Optional(words) => format!("[{words}]"),
        Piece::Slot(slot) => {
            let given = word(catalogue, "example", &format!("{}_{}", slot.of, slot.role));
            let given = given.or_else(|| word(catalogue, "example", slot.of));
            let first = || class_of(slot.of).find_map(|id| word(catalogue, slot.of, id.key()));
            let lead = slot.of.split_once('/').and_then(|(kind, form)| PhraseId::find(&format!("ref.{kind}"), form));
            let lead = lead.and_then(|form| match catalogue.patterns(form).first() {
                Some([Piece::Literal(lead), ..]) => Some(*lead),
                _ => None,
            });
            match (lead, given.or_else(first)) {
                (Some(lead), _) => format!("{lead}*…*"),
                (None, Some(given)) => format!("*{given}*"),
                (None, None) if slot.many => "*…, …*".to_owned(),
                (None, None) => "*…*".to_owned(),
            }
        }
    };
    pattern.iter().map(piece).collect()
}

fn phrases(out: &mut String, catalogue: &Catalogue, class: &str) {
    let also = word(catalogue, "reference", "also").unwrap_or_default();
    for id in class_of(class) {
        let ways: Vec<String> = catalogue.patterns(id).iter().map(|pattern| shown(catalogue, pattern)).collect();
        if let Some((first, rest)) = ways.split_first() {
            let rest = if rest.is_empty() { String::new() } else { format!(" ({also} {})", rest.join("; ")) };
            let _ = writeln!(out, "- {first}{rest}");
        }
    }
}

fn page(catalogue: &Catalogue) -> String {
    let said = |key| word(catalogue, "reference", key).unwrap_or_default();
    let mut out = format!("# {}\n\n{}\n", said("title"), said("intro"));
    for kind in Kind::ALL {
        let _ = writeln!(out, "\n## {}\n", word(catalogue, "kind", kind.key()).unwrap_or_default());
        phrases(&mut out, catalogue, kind.class());
        let columns = format!("column.{}", kind.key());
        if class_of(&columns).next().is_some() && kind != Kind::Glossary {
            let _ = writeln!(out, "\n{}\n", said("columns"));
            for column in class_of(&columns) {
                let cells = class_of(&format!("cell.{}.{}", kind.key(), column.key()));
                let ways = cells.filter_map(|id| catalogue.patterns(id).first());
                let ways: Vec<String> = ways.map(|pattern| shown(catalogue, pattern)).collect();
                let _ = writeln!(
                    out,
                    "- {}: {}",
                    word(catalogue, &columns, column.key()).unwrap_or_default(),
                    ways.join("; ")
                );
            }
        } else if kind == Kind::Glossary {
            let _ = writeln!(out, "{}", said("glossary"));
        }
    }
    let _ = writeln!(out, "\n## {}\n", said("wording"));
    phrases(&mut out, catalogue, "wording");
    let _ = writeln!(out, "\n## {}", said("terms"));
    for class in [
        "weekdays",
        "opening",
        "hours",
        "ordinal",
        "nth_week",
        "date",
        "day_of_year",
        "time",
        "duration",
        "day_limit",
        "period",
        "periods",
        "period_end",
        "channel",
        "channel_by",
        "form",
        "region",
    ] {
        let _ = writeln!(out, "\n### {}\n", said(class));
        phrases(&mut out, catalogue, class);
    }
    out
}

#[test]
fn the_reference_lists_every_phrase_of_its_language() {
    for catalogue in Catalogue::all() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/reference-{}.md", catalogue.tag()));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, page(catalogue)).unwrap();
        }
        let stands = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(stands, page(catalogue), "docs/reference-{}.md is not what the catalogues say", catalogue.tag());
    }
}
