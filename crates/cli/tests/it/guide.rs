//! The guides for authors: every file that they show is written, every command run, and prints what they say.
//! With `BLESS=1` in the environment the test writes what is printed into the guide.

use super::{folder, klausel};
use std::{fmt::Write as _, fs, path::Path};

/// Goes through a guide with a person's hands; the guide as it comes out.
fn followed(guide: &str, name: &str) -> String {
    let folder = folder(name);
    let (mut out, mut file) = (String::new(), None);
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if let Some(named) = line.strip_prefix("**`").and_then(|rest| rest.strip_suffix("`**")) {
            file = Some(named.to_owned());
        }
        if !matches!(line, "```markdown" | "```console") {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if line == "```markdown" {
            let file = file.take().unwrap_or_else(|| panic!("an example without a file: {block:?}"));
            fs::write(folder.join(file), block.join("\n") + "\n").unwrap();
            let _ = writeln!(out, "{}\n```", block.join("\n"));
        } else {
            let command = block[0].strip_prefix("$ klausel ").unwrap();
            let output = klausel(&folder, &super::readme::arguments(command));
            // Only the file that is wrong on purpose is refused.
            let wrong = command.contains("fehler.klausel.md") || command.contains("wrong.klausel.md");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.success(), !wrong, "klausel {command}\n{said}");
            let (printed, said) =
                (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
            let _ = writeln!(out, "{}\n{printed}{said}```", block[0]);
        }
    }
    out
}

#[test]
fn what_the_guides_show_is_what_an_author_sees() {
    for (file, name) in [("docs/guide-de.md", "guide-de"), ("docs/guide-en.md", "guide-en")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
        let guide = fs::read_to_string(&path).unwrap();
        let followed = followed(&guide, name);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &followed).unwrap();
        }
        assert_eq!(followed, fs::read_to_string(&path).unwrap(), "{file}");
    }
}
