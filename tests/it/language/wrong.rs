//! The gallery of wrong documents: exactly what a person sees of each, in the language of the file. No edit hides another:
//! what is wrong is said once, and mending it brings the contract back.

use super::{
    edits::{Edit, NOTED, SLIPS, WORDS},
    shipped::{ENGLISH, GERMAN},
};
use klausel::{Contract, Diagnostics, Severity, mend, phrase::Catalogue};

/// The edited contract in each language, with what stood there and what was written instead.
fn edited(edit: &Edit) -> [(&'static str, &'static str, String, (&'static str, &'static str)); 2] {
    [("de", "vertrag.klausel.md", GERMAN, edit.de), ("en", "contract.klausel.md", ENGLISH, edit.en)].map(
        |(lang, name, text, (stands, written))| {
            assert!(text.contains(stands), "{}, {lang}: {stands:?} does not stand in the contract", edit.name);
            (lang, name, text.replacen(stands, written, 1), (stands, written))
        },
    )
}

fn found(name: &str, text: &str) -> (Diagnostics, String) {
    let (found, sources, lang) = match Contract::read(name, text) {
        Ok(contract) => (contract.notes.clone(), contract.sources.clone(), contract.lang().clone()),
        Err(refused) => (refused.diagnostics, refused.sources, refused.lang),
    };
    let shown = found.show(&sources, Catalogue::of(&lang).unwrap());
    (found, shown)
}

#[test]
fn each_wrong_edit_is_answered_in_the_language_of_the_file() {
    let edits = [SLIPS, WORDS, NOTED].concat();
    assert!(2 * edits.len() >= 160);
    for edit in edits {
        for (lang, name, text, (stands, written)) in edited(&edit) {
            let (found, shown) = found(name, &text);
            let noted = edit.name.starts_with("noted");
            assert!(!found.is_empty(), "{}, {lang}: nothing is said", edit.name);
            assert_eq!(found.refuse(), !noted, "{}, {lang}:\n{shown}", edit.name);
            let said = format!("{stands}\n→\n{written}\n\n{shown}");
            insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "wrong", omit_expression => true }, {
                insta::assert_snapshot!(format!("{}.{lang}", edit.name), said);
            });
        }
    }
}

#[test]
fn the_shipped_contract_leaves_nothing_open_that_is_noted() {
    for (name, text) in super::shipped::BOTH {
        let (found, shown) = found(name, text);
        assert!(found.is_empty(), "{shown}");
    }
}

#[test]
fn what_is_mended_unasked_brings_no_new_mistake_and_touches_no_other_line() {
    let mut mended_whole = 0;
    for edit in [SLIPS, WORDS, NOTED].concat() {
        for (lang, name, text, _) in edited(&edit) {
            let mistakes = |text: &str| found(name, text).0.iter().filter(|d| d.severity() == Severity::Error).count();
            let mended = mend(name, &text);
            assert!(
                mistakes(&mended.text) <= mistakes(&text),
                "{}, {lang}:\n{}",
                edit.name,
                found(name, &mended.text).1
            );
            assert_eq!(mended.codes.is_empty(), mended.text == text, "{}, {lang}", edit.name);
            assert!(mend(name, &mended.text).codes.is_empty(), "{}, {lang}: mended twice", edit.name);
            let shipped = if lang == "de" { GERMAN } else { ENGLISH };
            if mended.codes.is_empty() {
                continue;
            }
            // The lines that nobody edited are as they were.
            let other = shipped.lines().filter(|line| !text.lines().any(|kept| kept == *line)).count();
            let lost = text.lines().filter(|line| !mended.text.lines().any(|kept| kept == *line)).count();
            assert!(lost <= other.max(1) + 1, "{}, {lang}: {lost} lines were changed", edit.name);
            mended_whole += usize::from(mended.text == shipped);
        }
    }
    assert!(mended_whole >= 12, "only {mended_whole} edits were undone");
}
