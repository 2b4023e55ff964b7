//! Contracts formatted and translated on the command line.

use super::{folder, seen};
use std::fs;

const TYPED: &str = "# Vertrag: Probe\n* Zeitzone: Europe/Berlin\n\n## 1 Leistung: Mail\n* Verfügbarkeit: nicht vereinbart.\n\n> Ohne Gewähr.\n";

#[test]
fn a_folder_is_formatted_and_what_is_not_is_named() {
    let folder = folder("fmt");
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/vertrag.klausel.md"), TYPED).unwrap();
    fs::write(folder.join("in/wrong.klausel.md"), "# Vertrag: Probe\n\n- Zeitzone: Europe/Berln\n").unwrap();
    fs::write(folder.join("in/proben.scenario.md"), "# Szenarien: P\n* Vertrag:  vertrag.klausel.md\n").unwrap();
    let runs = [
        seen(&folder, &["fmt", "--check"]),
        seen(&folder, &["fmt", "in/vertrag.klausel.md", "in/proben.scenario.md"]),
        seen(&folder, &["fmt", "in/vertrag.klausel.md", "--check"]),
        seen(&folder, &["fmt", "nowhere.klausel.md"]),
    ];
    let written = fs::read_to_string(folder.join("in/vertrag.klausel.md")).unwrap();
    insta::assert_snapshot!(format!("{}\n--- in/vertrag.klausel.md\n{written}", runs.join("\n")));
}

#[test]
fn a_translation_says_what_it_kept() {
    let folder = folder("translate");
    fs::write(folder.join("vertrag.klausel.md"), TYPED).unwrap();
    let runs = [
        seen(&folder, &["translate", "--to", "en", "vertrag.klausel.md"]),
        seen(&folder, &["translate", "--to", "en", "vertrag.klausel.md", "-o", "contract.klausel.md"]),
        seen(&folder, &["translate", "--to", "de", "contract.klausel.md"]),
        seen(&folder, &["translate", "--to", "xx", "contract.klausel.md"]),
    ];
    insta::assert_snapshot!(runs.join("\n"));
}
