//! The pages of diagnostic codes, in each language: each bad example gives its code and no other, each good one gives none.
//! The list of codes is made from them; with `BLESS=1` in the environment the test writes it anew.

use klausel::{Code, Contract, Severity, query, scenario};
use std::{fmt::Write as _, fs, path::Path};

const LANGS: [&str; 2] = ["en", "de"];
/// What an example begins with that has no head of its own.
const HEADS: [&str; 2] =
    ["# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n", "# Vertrag: Demo\n\n- Zeitzone: Europe/Berlin\n\n"];
const SHIPPED: [&str; 2] = [super::shipped::ENGLISH, super::shipped::GERMAN];
/// Codes without an example: a text of megabytes, and a pair of phrases that no shipped language has.
const WITHOUT: [&str; 2] = ["K102", "K311"];

/// The codes that an example is answered with, notes included.
fn codes(kind: &str, example: &str, lang: usize) -> Vec<String> {
    let contract = || Contract::read("contract", SHIPPED[lang]).unwrap();
    let found = match kind {
        "question" => {
            return query::read(&contract(), example)
                .err()
                .map(|not| not.diagnostic.code().to_owned())
                .into_iter()
                .collect();
        }
        "beside" => {
            // Two contracts, one below the other.
            let (one, other) = example.split_at(example.rfind("\n# ").unwrap() + 1);
            let [one, other] = [one, other].map(|text| Contract::read("example", text).unwrap());
            assert!(one.notes.is_empty() && other.notes.is_empty());
            one.beside(&other).notes
        }
        "scenario" => match scenario::run("example", example, &contract()) {
            Ok(_) => return Vec::new(),
            Err(scenario::NotRun::Refused(refused)) => refused.diagnostics,
            Err(other) => panic!("{other}"),
        },
        _ => {
            let text = if example.starts_with("# ") { example.to_owned() } else { format!("{}{example}", HEADS[lang]) };
            match Contract::read("example", &text) {
                Ok(contract) => contract.notes,
                Err(refused) => refused.diagnostics,
            }
        }
    };
    found.iter().map(|diagnostic| diagnostic.code().to_owned()).collect()
}

/// The kind and the text of an example of a page.
fn example<'a>(page: &'a str, which: &str) -> Option<(&'a str, &'a str)> {
    let mut blocks = page.split("\n```");
    blocks.find_map(|block| {
        let (opening, text) = block.split_once('\n')?;
        let (kind, said) = opening.split_once(' ')?;
        (said == which).then_some((kind, text))
    })
}

#[test]
fn each_bad_example_gives_its_code_and_each_good_one_none() {
    let mut wrong = Vec::new();
    for code in Code::all().iter().filter(|code| !WITHOUT.contains(&code.as_str())) {
        for (lang, tag) in LANGS.iter().enumerate() {
            let page = code.page(tag).unwrap_or_else(|| panic!("{code} has no page in {tag}"));
            for (which, wanted) in [("bad", vec![code.as_str().to_owned()]), ("good", Vec::new())] {
                let (kind, text) = example(page, which).unwrap_or_else(|| panic!("{code}, {tag}: no {which} example"));
                let given = codes(kind, &format!("{text}\n"), lang);
                if given != wanted {
                    wrong.push(format!("{code}, {tag}, {which}: {given:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_are_in_order_and_each_key_has_one() {
    let all = Code::all();
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
    let mut keys: Vec<&str> = all.iter().map(|code| code.key()).collect();
    keys.sort_unstable();
    assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
}

fn title<'a>(code: &Code, tag: &str) -> &'a str {
    let first = code.page(tag).and_then(|page| page.lines().next()).unwrap_or_default();
    first.split_once(": ").map_or("", |(_, title)| title)
}

/// The list of all codes, as `docs/diagnostics.md` has it.
fn list() -> String {
    let mut out = String::from(INTRO);
    let groups = [
        ('1', "What a document is"),
        ('2', "Headings"),
        ('3', "Statements and tables"),
        ('4', "What statements mean together"),
        ('5', "Notes: understood, and perhaps not meant"),
        ('6', "Questions and scenarios"),
    ];
    for (group, name) in groups {
        let _ = write!(out, "\n## {name}\n\n| code | English | Deutsch |\n|---|---|---|\n");
        for code in Code::all().iter().filter(|code| code.as_str()[1..].starts_with(group)) {
            assert_eq!(code.severity() == Severity::Lint, group == '5');
            let _ =
                writeln!(out, "| [{code}](diagnostics/{code}.md) | {} | {} |", title(code, "en"), title(code, "de"));
        }
    }
    out
}

const INTRO: &str = "\
# What can be wrong with a contract

Each message has a code that never means anything else, in any language, and a page that says what causes it and how it is
said right; `klausel explain CODE` prints it. The examples of the pages are run by a test, in a contract that has a head
where they have none of their own. The wording of a message is the one that `klausel check` prints, in the language of the
file.

A **mistake** keeps a contract from being understood. A **note** (codes from K501 on) says that it is understood and may mean
what its author did not, or leaves open what can change a verdict. The head of a contract says of a note that it is accepted
and why, and it is not said any more; or that it is not, and it is a mistake:

```markdown
- Note K507: accepted, because both parties count calendar days
- Hinweis K507: hingenommen, weil beide Parteien Kalendertage z\u{e4}hlen
- Note K511: not accepted, because no window of ours ends a minute early
```

`klausel check --fix` mends what can only have been meant one way: a missing blank, dash, colon or percent sign, a slip in a
fixed word, a sentence in the other language, a character that nobody sees. Names, numbers and everything with a meaning stay
as they are.
";

#[test]
fn the_list_of_codes_is_made_from_their_pages() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, list()).unwrap();
    }
    assert!(fs::read_to_string(&file).unwrap() == list(), "docs/diagnostics.md is not made from the pages: BLESS=1");
}

#[test]
fn every_page_has_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.strip_suffix(".md").and_then(Code::named);
        assert!(code.is_some_and(|code| name.starts_with(code.as_str())), "{name} is the page of no code");
    }
}
