//! Every command that the README and the documentation show is run, and prints what they say.

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
fn arguments(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    parts.flat_map(|(n, part)| if n % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }).collect()
}

/// Runs every command of a page, at least so many.
fn run(page: &str, least: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let commands = shown(&fs::read_to_string(root.join(page)).unwrap());
    assert!(commands.len() >= least);
    for (command, expected) in commands {
        let output = klausel(&root, &arguments(&command));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(printed.trim_end(), expected.trim_end(), "klausel {command}");
        assert!(output.stderr.is_empty(), "klausel {command}");
    }
}

#[test]
fn what_the_readme_shows_is_what_one_sees() {
    run("README.md", 5);
}

#[test]
fn what_the_page_for_programs_shows_is_what_one_sees() {
    run("docs/monitor.md", 4);
}
