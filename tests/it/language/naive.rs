//! The founding text as somebody types it who thinks that it is clear: first what is not understood, then, each message's
//! advice taken, what is understood and open. The shipped contract answers each.

use super::shipped::GERMAN;
use klausel::{Contract, Diagnostics, phrase::Catalogue};
use std::collections::BTreeSet;

const TYPED: &str = include_str!("naive/vertrag.klausel.md");

/// What the messages advise, and what is put there.
const MENDED: &[(&str, &str)] = &[
    ("- Bayerische Feiertage", "- Gesetzliche Feiertage in Bayern"),
    ("18:01 bis 7:59 Uhr", "18:01 bis 7:59 Uhr am Folgetag"),
    ("vor Beginn zugestimmt", "vor Beginn in beliebiger Form zugestimmt"),
    ("im Jahresmittel", "im Kalenderjahr"),
    ("unverzüglich |", "8 h          |"),
    ("Die Reaktionszeiten", "> Vereinbart: Die Reaktionszeiten"),
];

/// What is open then, and where the shipped contract answers it.
const ANSWERED: &[(&str, &str)] = &[
    ("K501", "- Zeit läuft während der Servicezeit Betrieb"),
    ("K502", "- Ohne Meldung per Telefon gilt für die Reaktion die Zeile Gering"),
    ("K503", "- Übergeben am Übergabepunkt Router Telefonie"),
    ("K507", "| Gering    | sonst            | sonst               | 24 h            |"),
    ("K511", "Zwischen Servicezeit und pauschaler Nichtverfügbarkeit\n> bleibt keine Minute übrig."),
    ("K512", "- Gesetzliche Feiertage in Bayern mit Mariä Himmelfahrt"),
    ("K515", "| Mittel    | Ausfall          | Teil einer Leistung |"),
    ("K517", "- Hinweis K517: hingenommen, weil"),
    ("K519", "- Hinweis K519: hingenommen, weil"),
    ("K523", "- Angefangene Kalenderjahre: nur die Zeit während der Laufzeit"),
    ("K525", "## 11 Ausfall: Maßstab"),
    ("K526", "- Bezugsgröße: Servicezeit Betrieb, abzüglich geplanter Nichtverfügbarkeit"),
    ("K527", "- Hinweis K527: hingenommen, weil"),
    ("K528", "- Nicht gezählt: Ausfälle durch Fremdsoftware"),
    ("K536", "- Ausgewiesen mit 2 Nachkommastellen, abgerundet"),
    ("K531", "- Reaktion: persönliche Rückmeldung, die den Vorgang aufgreift"),
];

fn found(text: &str) -> (Diagnostics, String) {
    let (found, sources) = match Contract::read("vertrag.klausel.md", text) {
        Ok(contract) => (contract.notes.clone(), contract.sources.clone()),
        Err(refused) => (refused.diagnostics, refused.sources),
    };
    let shown = found.show(&sources, Catalogue::of(&klausel::Lang::new("de")).unwrap());
    (found, shown)
}

fn mended() -> String {
    MENDED.iter().fold(TYPED.to_owned(), |text, (typed, advised)| {
        assert!(text.contains(typed), "{typed:?} does not stand there");
        text.replace(typed, advised)
    })
}

#[test]
fn what_is_typed_naively_is_not_understood_and_each_message_says_what_to_type() {
    let (found, shown) = found(TYPED);
    assert!(found.refuse());
    insta::assert_snapshot!(shown);
}

#[test]
fn once_it_is_understood_what_it_leaves_open_is_noted() {
    let (found, shown) = found(&mended());
    assert!(!found.refuse(), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn the_shipped_contract_answers_each_of_them() {
    let open: BTreeSet<&str> = found(&mended()).0.iter().map(|note| note.code()).collect();
    let answered: BTreeSet<&str> = ANSWERED.iter().map(|(code, _)| *code).collect();
    assert_eq!(open, answered);
    for (code, statement) in ANSWERED {
        assert!(GERMAN.contains(statement), "{code}: {statement:?} does not stand in the shipped contract");
    }
    assert!(found(GERMAN).0.is_empty());
}
