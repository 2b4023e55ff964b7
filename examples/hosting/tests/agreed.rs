//! The contract of this example, held to what was reviewed: its scenarios, its snapshots, its verdicts on a log.

use klausel::{Contract, assert_contract, assert_verdicts, scenario, snapshots::insta};
use std::{fs, path::Path, process::Command};

const TEXT: &str = include_str!("../contract.klausel.md");
const LOG: &str = include_str!("../events.ndjson");

fn contract() -> Contract {
    Contract::read("contract.klausel.md", TEXT).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let contract = contract();
    let outcomes = scenario::run("shop.scenario.md", include_str!("../shop.scenario.md"), &contract).unwrap();
    assert!(outcomes.hold(), "{}", outcomes.text(&contract));
}

#[test]
fn the_contract_is_as_it_was_reviewed() {
    assert_contract!(contract());
}

#[test]
fn the_verdicts_on_the_log_are_as_they_were_reviewed() {
    assert_verdicts!(contract(), LOG);
}

/// Where the test below has itself keep its snapshots; unset where it is run for itself.
const FOLDER: &str = "KLAUSEL_EXAMPLE_SNAPSHOTS";

/// What a person sees who edits a number: a pending snapshot, and after accepting it a change of the lines that move.
/// The review itself is `cargo insta review`; accepting all of it is what `INSTA_UPDATE=always` does.
#[test]
fn an_edited_number_is_pending_until_it_is_accepted() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let edited = TEXT.replace("| 2 h ", "| 3 h ");
        let text = if Path::new(&folder).join("edited").exists() { edited.as_str() } else { TEXT };
        let contract = Contract::read("contract.klausel.md", text).unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        return settings.bind(|| assert_verdicts!(contract, LOG));
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pending");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let run = |update: &str| {
        let mut itself = Command::new(std::env::current_exe().unwrap());
        itself.args(["--exact", "an_edited_number_is_pending_until_it_is_accepted"]);
        // The inner run keeps its snapshots in the folder, and in CI too leaves pending what differs.
        itself.env(FOLDER, &folder).env("INSTA_UPDATE", update).env("INSTA_FORCE_PASS", "0");
        itself.output().unwrap().status.success()
    };
    let files = |ending: &str| {
        let all = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let mut found: Vec<_> = all.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
        found.sort();
        found
    };
    assert!(run("always"), "the first snapshot is written");
    let reviewed = fs::read_to_string(&files(".snap")[0]).unwrap();
    fs::write(folder.join("edited"), "").unwrap();
    assert!(!run("new"), "an edit is noticed");
    let pending = fs::read_to_string(&files(".snap.new")[0]).unwrap();
    assert_eq!(fs::read_to_string(&files(".snap")[0]).unwrap(), reviewed, "nothing is accepted by itself");
    assert!(run("always"), "what is accepted holds");
    let accepted = fs::read_to_string(&files(".snap")[0]).unwrap();
    let body = |text: &str| text.rsplit("---\n").next().unwrap_or_default().to_owned();
    assert_eq!(body(&accepted), body(&pending));
    let (old, new) = (body(&reviewed), body(&accepted));
    let moved = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
    let shown: String = moved.map(|(old, new)| format!("-{old}\n+{new}\n")).collect();
    insta::assert_snapshot!("what_an_edited_number_moves", shown);
}
