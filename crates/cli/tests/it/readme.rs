//! Every command that a README or the documentation shows is run, and prints what they say.

use super::klausel;
use std::{fs, path::Path};

/// The commands of `console` blocks, each with the output that stands under it.
fn shown(text: &str) -> Vec<(String, String)> {
    let blocks = text.split("```console\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks
        .filter_map(|block| block.strip_prefix("$ klausel ")?.split_once('\n'))
        .map(|(c, o)| (c.into(), o.into()))
        .collect()
}

/// Words, and what stands in quotes as one.
pub(super) fn arguments(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    parts.flat_map(|(n, part)| if n % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }).collect()
}

#[test]
fn what_the_readme_shows_is_what_one_sees() {
    assert!(check("README.md") >= 5);
}

#[test]
fn what_the_readmes_of_contracts_show_is_what_one_sees() {
    for folder in ["github", "bern"] {
        assert_eq!(check(&format!("contracts/{folder}/README.md")), 2);
    }
}

/// Runs every command that a file shows, and counts them.
fn check(file: &str) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let commands = shown(&fs::read_to_string(root.join(file)).unwrap());
    let count = commands.len();
    for (command, expected) in commands {
        let output = klausel(&root, &arguments(&command));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(printed.trim_end(), expected.trim_end(), "klausel {command}");
        assert!(output.stderr.is_empty(), "klausel {command}");
    }
    count
}

#[test]
fn what_the_page_for_programs_shows_is_what_one_sees() {
    assert_eq!(check("docs/monitor.md"), 4);
}
