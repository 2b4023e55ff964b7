//! The shipped contracts: both languages mean the same, and printing loses nothing.

use super::shipped::{ENGLISH, GERMAN, model};
use klausel::Lang;

const REQUESTS_DE: &str = include_str!("../../../contracts/anfragen/vertrag.klausel.md");
const REQUESTS_EN: &str = include_str!("../../../contracts/anfragen/contract.klausel.md");
const TICKETS: &str = include_str!("../../../contracts/uci/contract.klausel.md");

/// Every shipped document.
const ALL: [(&str, &str); 5] = [
    ("vertrag", GERMAN),
    ("contract", ENGLISH),
    ("tickets", TICKETS),
    ("anfragen", REQUESTS_DE),
    ("requests", REQUESTS_EN),
];

#[test]
fn the_german_and_the_english_document_mean_the_same() {
    let german = model("vertrag.klausel.md", GERMAN).meaning();
    let english = model("contract.klausel.md", ENGLISH).meaning();
    assert_eq!(german, english);
    assert_eq!(model("anfragen", REQUESTS_DE).meaning(), model("requests", REQUESTS_EN).meaning());
}

#[test]
fn a_printed_model_reads_as_the_same_model() {
    for (name, text) in ALL {
        let first = model(name, text);
        let printed = klausel::print(&first, &first.head.lang).unwrap();
        assert_eq!(model(name, &printed), first);
    }
}

#[test]
fn the_shipped_documents_are_printed_as_they_stand() {
    for (name, text) in ALL {
        let first = model(name, text);
        assert_eq!(klausel::print(&first, &first.head.lang).unwrap(), text);
    }
}

#[test]
fn german_said_in_english_and_back_loses_nothing() {
    let (de, en) = (Lang::new("de"), Lang::new("en"));
    let first = model("vertrag", GERMAN);
    let english = model("contract", &klausel::print(&first, &en).unwrap());
    let back = model("vertrag", &klausel::print(&english, &de).unwrap());
    assert_eq!(back.meaning(), first.meaning());
    assert_eq!(english.meaning(), first.meaning());
}
