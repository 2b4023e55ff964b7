//! Laws of writing anew, over random contracts typed in random ways.

use crate::language::models::{contract, printed};
use klausel::{Contract, Lang, Source, format, model::Model, syntax, translate};
use proptest::prelude::*;

/// The text as somebody else would type it: other bullets, blanks, line ends, and comments between the parts.
fn typed(text: &str, chance: u64) -> (String, Vec<String>) {
    let mut state = chance | 1;
    let mut roll = |of: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % of
    };
    let end = if roll(4) == 0 { "\r\n" } else { "\n" };
    let (mut out, mut comments) = (String::new(), Vec::new());
    let mut before = "";
    for line in text.lines() {
        let apart = before.is_empty();
        let begins = line.starts_with("- ") || line.starts_with('#') || (apart && line.starts_with(['>', '|']));
        if begins && roll(12) == 0 {
            let comment = format!("<!-- {}{end}  zwei - 24. Zeilen -->", comments.len());
            let above = if roll(2) == 0 || before.starts_with('|') { end } else { "" };
            let below = if roll(2) == 0 { end } else { "" };
            out.push_str(&format!("{above}{comment}{end}{below}"));
            comments.push(comment.replace("\r\n", "\n"));
        }
        let line = match line.strip_prefix("- ") {
            Some(rest) => format!("{} {}{rest}", ["-", "*", "+"][roll(3) as usize], ["", " ", "  "][roll(3) as usize]),
            None if line.starts_with('|') && roll(2) == 0 => {
                line.split('|').map(str::trim).collect::<Vec<_>>().join(if roll(2) == 0 { "|" } else { "  |" })
            }
            None => line.to_owned(),
        };
        out.push_str(&line);
        out.push_str(if roll(6) == 0 { "  " } else { "" });
        out.push_str(end);
        out.push_str(if apart && line.is_empty() && roll(4) == 0 { end } else { "" });
        before = if line.is_empty() { "" } else { "x" };
        before = if line.starts_with('|') || line.starts_with(" |") { "|" } else { before };
    }
    (out, comments)
}

fn without_comments(text: &str) -> Vec<syntax::Seen> {
    syntax::seen(&Source::new("seen", text))
}

/// A contract in either language.
fn either() -> BoxedStrategy<Model> {
    prop_oneof![contract("de").boxed(), contract("en").boxed()].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20, ..crate::chance::cases(12) })]

    #[test]
    fn what_is_printed_stands_in_canonical_form(chance in any::<u64>(), written in either()) {
        let lang = written.head.lang.clone();
        let text = printed(&written, lang.as_str());
        prop_assert_eq!(&format("printed", &text).unwrap(), &text);
        // However it is typed, it comes out the same, and twice the same.
        let (rough, comments) = typed(&text, chance);
        let formatted = format("typed", &rough);
        let formatted = formatted.map_err(|refused| TestCaseError::fail(format!("{}\n{rough}", refused.show())))?;
        prop_assert_eq!(&format("formatted", &formatted).unwrap(), &formatted, "{}", rough);
        prop_assert_eq!(without_comments(&formatted), without_comments(&text), "{}", rough);
        let kept: Vec<&String> = comments.iter().filter(|comment| formatted.contains(comment.as_str())).collect();
        prop_assert_eq!(kept.len(), comments.len(), "{}", formatted);
        prop_assert_eq!(&Contract::read("formatted", &formatted).unwrap().model, &written);
    }

    #[test]
    fn translated_and_back_is_the_same_text(written in either()) {
        let own = written.head.lang.clone();
        let other = Lang::new(if own.as_str() == "de" { "en" } else { "de" });
        let text = printed(&written, own.as_str());
        let there = translate("printed", &text, &other).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(translate("there", &there.text, &own).unwrap().text, text, "{}", there.text);
    }
}
