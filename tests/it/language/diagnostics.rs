//! The page of diagnostic codes: each bad example gives its code and no other, each good one gives none.

use klausel::Contract;

const PAGE: &str = include_str!("../../../docs/diagnostics.md");
const CODES: &str = include_str!("../../../src/diagnostic/make.rs");
const HEAD: &str = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n";

/// The codes that a text is answered with, notes included.
fn codes(example: &str) -> Vec<&'static str> {
    let text = if example.starts_with("# ") { example.to_owned() } else { format!("{HEAD}{example}") };
    let found = match Contract::read("example", &text) {
        Ok(contract) => contract.notes,
        Err(refused) => refused.diagnostics,
    };
    found.iter().map(|diagnostic| diagnostic.code()).collect()
}

fn example<'a>(section: &'a str, kind: &str) -> &'a str {
    let opened = section.split_once(&format!("```markdown {kind}\n")).map(|(_, rest)| rest).unwrap();
    opened.split_once("\n```").map(|(example, _)| example).unwrap()
}

#[test]
fn each_bad_example_gives_its_code_and_each_good_one_none() {
    let mut wrong = Vec::new();
    for section in PAGE.split("\n## K").skip(1) {
        let code = format!("K{}", section.split(':').next().unwrap());
        let (bad, good) =
            (codes(&format!("{}\n", example(section, "bad"))), codes(&format!("{}\n", example(section, "good"))));
        if bad != [code.as_str()] || !good.is_empty() {
            wrong.push(format!("{code}: bad {bad:?}, good {good:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_has_every_code() {
    // Codes from K600 on are those of questions and scenarios, not of contracts.
    let codes = CODES.split("(\"K").skip(1).filter_map(|rest| rest.get(..3));
    let codes: Vec<&str> = codes.filter(|code| !code.starts_with('6')).collect();
    assert!(codes.len() > 40);
    let missing: Vec<&&str> = codes.iter().filter(|code| !PAGE.contains(&format!("K{code}"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
