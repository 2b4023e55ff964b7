//! One character damaged in a shipped contract: a diagnostic, or the same model, or one that is visibly another. Nothing is
//! dropped in silence, and nothing makes the reading panic.

use klausel::{
    Contract, Source,
    syntax::{self, Seen},
};
use proptest::{prelude::*, sample::select};

const SHIPPED: [&str; 14] = [
    include_str!("../../../contracts/systembetrieb/vertrag.klausel.md"),
    include_str!("../../../contracts/systembetrieb/contract.klausel.md"),
    include_str!("../../../contracts/anfragen/vertrag.klausel.md"),
    include_str!("../../../contracts/anfragen/contract.klausel.md"),
    include_str!("../../../contracts/bern/vertrag.klausel.md"),
    include_str!("../../../contracts/bern/contract.klausel.md"),
    include_str!("../../../contracts/github/vertrag.klausel.md"),
    include_str!("../../../contracts/github/contract.klausel.md"),
    include_str!("../../../contracts/github/vertrag-weit.klausel.md"),
    include_str!("../../../contracts/github/contract-wide.klausel.md"),
    include_str!("../../../contracts/corners/contract.klausel.md"),
    include_str!("../../../contracts/corners/checks.klausel.md"),
    include_str!("../../../contracts/uci/contract.klausel.md"),
    include_str!("../../../benches/streams/outages.klausel.md"),
];

/// What is put in place of a character or before it: letters, digits, marks of the language and of Markdown, characters
/// that are not seen, and some that look like others.
const PUT: &[char] = &[
    'a', 'e', 'n', 'x', 'Z', 'ä', 'ß', '0', '1', '7', '9', ' ', '\n', '\t', '\r', '.', ',', ':', ';', '-', '–', '%',
    '|', '#', '>', '*', '_', '`', '~', '<', '\\', '(', ')', '[', '"', '„', '\'', '/', '\u{a0}', '\u{ad}', '\u{200b}',
    '\u{202e}', '\u{feff}', 'а', 'о', '١', '²', '\0',
];

#[derive(Clone, Copy, Debug)]
enum Damage {
    Deleted,
    Doubled,
    Exchanged,
    Put(char),
    Replaced(char),
}

fn damage() -> impl Strategy<Value = Damage> {
    let put = || select(PUT.to_vec());
    prop_oneof![
        2 => Just(Damage::Deleted),
        1 => Just(Damage::Doubled),
        1 => Just(Damage::Exchanged),
        3 => put().prop_map(Damage::Put),
        3 => put().prop_map(Damage::Replaced),
    ]
}

fn damaged(text: &str, place: usize, damage: Damage) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = place % letters.len();
    match damage {
        Damage::Deleted => drop(letters.remove(at)),
        Damage::Doubled => letters.insert(at, letters[at]),
        Damage::Exchanged => letters.swap(at, (at + 1) % text.chars().count()),
        Damage::Put(c) => letters.insert(at, c),
        Damage::Replaced(c) => letters[at] = c,
    }
    letters.into_iter().collect()
}

/// How many headings, items, quotes, rows a text is seen to have.
fn parts(text: &str) -> [usize; 4] {
    let mut counts = [0; 4];
    for seen in syntax::seen(&Source::new("contract", text)) {
        match seen {
            Seen::Heading(..) => counts[0] += 1,
            Seen::Item(_) => counts[1] += 1,
            Seen::Quote(_) => counts[2] += 1,
            Seen::Table(rows) => counts[3] += rows.len(),
        }
    }
    counts
}

fn codes(contract: &Contract) -> Vec<&'static str> {
    contract.notes.iter().map(|note| note.code()).collect()
}

fn answered(shipped: &str, text: &str) -> Result<(), TestCaseError> {
    let contract = match Contract::read("contract", text) {
        Err(refused) => {
            prop_assert!(refused.diagnostics.refuse() && !refused.show().is_empty());
            return Ok(());
        }
        Ok(contract) => contract,
    };
    let whole = Contract::read("contract", shipped).unwrap();
    if codes(&contract) != codes(&whole) {
        return Ok(());
    }
    let printed = klausel::print(&contract.model, contract.lang()).unwrap();
    prop_assert_eq!(parts(&printed), parts(text), "something was dropped:\n{}", printed);
    let again = Contract::read("contract", &printed).map_err(|refused| TestCaseError::fail(refused.show()))?;
    prop_assert_eq!(&again.model, &contract.model, "what is printed reads as something else:\n{}", printed);
    if contract.model != whole.model {
        prop_assert_ne!(printed, klausel::print(&whole.model, whole.lang()).unwrap(), "the difference is not seen");
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::chance::cases(300))]

    #[test]
    fn a_damaged_character_is_told_or_changes_nothing_or_is_seen(
        which in 0..SHIPPED.len(), place in any::<u32>(), damage in damage(),
    ) {
        let text = damaged(SHIPPED[which], place as usize, damage);
        answered(SHIPPED[which], &text)?;
    }

    #[test]
    fn a_text_that_is_read_again_is_read_as_it_is_read_anew(
        which in 0..SHIPPED.len(), blows in prop::collection::vec((any::<u32>(), damage()), 1..6),
    ) {
        let mut recheck = klausel::Recheck::default();
        let mut text = SHIPPED[which].to_owned();
        let _ = recheck.read("contract", &text);
        for (place, damage) in blows {
            text = damaged(&text, place as usize, damage);
            match (recheck.read("contract", &text), Contract::read("contract", &text)) {
                (Ok(again), Ok(anew)) => {
                    prop_assert_eq!(again.model, anew.model);
                    prop_assert_eq!(again.places, anew.places);
                    prop_assert_eq!(again.notes, anew.notes);
                }
                (Err(again), Err(anew)) => prop_assert_eq!(again.diagnostics, anew.diagnostics),
                (again, anew) => prop_assert!(false, "{:?} and {:?}", again.is_ok(), anew.is_ok()),
            }
        }
    }

    #[test]
    fn what_is_mended_after_damage_has_no_more_mistakes_than_before(
        which in 0..SHIPPED.len(), place in any::<u32>(), damage in damage(),
    ) {
        let text = damaged(SHIPPED[which], place as usize, damage);
        let mistakes = |text: &str| Contract::read("contract", text).map_or_else(
            |refused| refused.diagnostics.iter().filter(|found| found.severity() == klausel::Severity::Error).count(),
            |_| 0,
        );
        let mended = klausel::mend("contract", &text);
        prop_assert!(mistakes(&mended.text) <= mistakes(&text), "{:?}", mended.codes);
    }
}

#[test]
fn two_commas_in_a_list_are_one() {
    let shipped = SHIPPED[7];
    let text = shipped.replacen("Actions, API", "Actions,, API", 1);
    assert_ne!(text, shipped);
    answered(shipped, &text).unwrap();
}
