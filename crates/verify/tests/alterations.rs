//! Each judgement beside this file is borne out by its reason, and altered in one figure it is refused.
//! What the figures mean is left to the judgements' own files, whose names say it.

use klausel_verify::{
    alter::{Alteration, alterations, evidence},
    verify, verify_in, verify_value,
};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf};

fn judgements() -> BTreeMap<String, Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/judgements");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    };
    fs::read_dir(folder).unwrap().map(read).collect()
}

fn judgement(name: &str) -> Value {
    judgements().remove(name).unwrap()
}

/// The sentence with which the judgement is refused once one figure says something else.
fn refusal(name: &str, pointer: &str, other: Value) -> String {
    let mut altered = judgement(name);
    *altered.pointer_mut(pointer).unwrap() = other;
    verify_value(&altered).unwrap_err().to_string()
}

#[test]
fn every_judgement_follows_from_its_reason() {
    let judgements = judgements();
    assert_eq!(judgements.len(), 13);
    for (name, judgement) in judgements {
        let replayed = verify_in(&judgement, "Europe/Berlin").unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert_eq!(verify(&judgement.to_string()), verify_value(&judgement), "{name}");
        assert_eq!(judgement["verdict"], replayed.verdict.word(), "{name}");
        assert!(replayed.checks > replayed.steps, "{name}");
    }
}

/// Every alteration that passes, with the judgement as it was.
fn unseen(judgement: &Value) -> (usize, Vec<String>) {
    let (mut altered, mut count, mut unseen) = (judgement.clone(), 0, Vec::new());
    for one in alterations(judgement) {
        count += 1;
        let figure = one.exchange(&mut altered);
        if verify_in(&altered, "Europe/Berlin").is_ok() {
            unseen.push(one.pointer.clone());
        }
        Alteration { pointer: one.pointer, figure }.exchange(&mut altered);
    }
    (count, unseen)
}

#[test]
fn a_reason_altered_in_one_figure_is_refused() {
    let (mut all, mut passed) = (0, 0);
    for (name, judgement) in judgements() {
        let (count, unseen) = unseen(&judgement);
        for pointer in &unseen {
            assert!(evidence(&judgement, pointer).is_some(), "{name}: {pointer} was altered unseen");
        }
        (all, passed) = (all + count, passed + unseen.len());
    }
    assert!(all > 10 * passed, "{passed} of {all} touched evidence on which nothing depends");
}

#[test]
fn openings_pauses_and_outages_cannot_be_altered_where_time_is_measured() {
    for (name, judgement) in judgements() {
        // An opening may end at any time within a pause.
        let paused = judgement["reason"].as_array().unwrap().iter().any(|step| step["step"] == "paused");
        for pointer in unseen(&judgement).1 {
            let measured = pointer.contains("/openings/") && !paused
                || pointer.contains("/ended/")
                || pointer.contains("interval");
            assert!(!measured, "{name}: {pointer} was altered unseen");
        }
    }
}

#[test]
fn a_holiday_moved_to_a_day_with_an_opening_is_refused_in_the_zone_of_the_contract() {
    let mut altered = judgement("availability_met");
    *altered.pointer_mut("/reason/2/holidays/0/date").unwrap() = "2025-05-02".into();
    let refused = verify_in(&altered, "Europe/Berlin").unwrap_err().to_string();
    assert_eq!(refused, "step 2: holiday 2025-05-02 was claimed, but the window opens on it");
    *altered.pointer_mut("/reason/2/holidays/0/date").unwrap() = "2025-04-30".into();
    let refused = verify_in(&altered, "Europe/Berlin").unwrap_err().to_string();
    assert_eq!(refused, "step 2: holiday 2025-04-30 was claimed, but it lies outside the range");
    assert!(verify_in(&altered, "Europe/Munich").unwrap_err().to_string().contains("no zone"));
}

#[test]
fn a_verdict_is_never_evidence() {
    for (name, judgement) in judgements() {
        for verdict in ["met", "missed", "open", "not_owed", "excused", "undetermined"] {
            let mut altered = judgement.clone();
            altered["verdict"] = verdict.into();
            // Even where the conclusion is altered along with it.
            let steps = altered["reason"].as_array().unwrap().len();
            altered["reason"][steps - 1]["verdict"] = verdict.into();
            assert_eq!(verify_value(&altered).is_ok(), judgement["verdict"] == verdict, "{name}: {verdict}");
        }
    }
}

#[test]
fn a_refusal_says_which_step_what_was_claimed_and_what_was_computed() {
    let cases = [
        (
            refusal("reaction_met_over_easter", "/reason/6/at", "2025-04-22T09:00:00Z".into()),
            "step 6: due at 2025-04-22T09:00:00.000Z was claimed, 4 h of the openings gives 2025-04-22T09:30:00.000Z",
        ),
        (
            refusal("reaction_missed_by_a_millisecond", "/reason/6/at", "2025-03-10T07:30:00Z".into()),
            "step 6: the act 2025-03-10T07:30:00.000Z was claimed, its event gives 2025-03-10T07:30:00.001Z",
        ),
        (
            refusal("update_met_after_a_pause", "/reason/5/until", "2025-03-11T11:00:00Z".into()),
            "step 5: the pause's end 2025-03-11T11:00:00.000Z was claimed, the event that ended it gives \
             2025-03-11T12:10:00.000Z",
        ),
        (
            refusal("reaction_missed_after_a_raise", "/reason/10/old", "2025-03-12T11:45:00Z".into()),
            "step 10: the old due instant 2025-03-12T11:45:00.000Z was claimed, the due step before gives \
             2025-03-12T11:30:00.000Z",
        ),
        (
            refusal("reaction_not_owed_by_channel", "/reason/4/found", "phone".into()),
            "step 4: the channel found phone was claimed, the report gives e-mail",
        ),
        (
            refusal("reaction_met_by_another_row", "/figures/deadline/row", "high".into()),
            "figures: the row high was claimed, the reason gives low",
        ),
        (
            refusal("reaction_open_at_next_opening", "/verdict", "missed".into()),
            "judgement: the verdict missed was claimed, the reason gives open",
        ),
        (
            refusal("availability_met", "/reason/5/in_base", 7_200_001.into()),
            "step 5: time in the base 2 h 0.001 s was claimed, outage and base gives 2 h",
        ),
        (
            refusal("availability_missed_by_a_millisecond", "/reason/9/allowed", 10_692_001.into()),
            "step 9: the allowance 2 h 58 min 12.001 s was claimed, base and target gives 2 h 58 min 12 s",
        ),
        (
            refusal("availability_undetermined", "/figures/availability/unknown", 0.into()),
            "figures: unknown time 0 s was claimed, the outages gives 1 h",
        ),
        (
            refusal("reaction_met_over_easter", "/reason", Value::Array(Vec::new())),
            "the judgement gives no reason, so nothing can be replayed",
        ),
    ];
    for (refused, sentence) in cases {
        assert_eq!(refused, sentence);
    }
}

#[test]
fn what_this_version_does_not_know_is_refused() {
    let unread = |pointer, other| refusal("reaction_met_over_easter", pointer, other);
    assert!(unread("/reason/0/step", "promised_twice".into()).starts_with("the judgement cannot be read: "));
    assert!(unread("/as_of", "2025-04-22T12:00:00.0001Z".into()).contains("no instant in whole milliseconds"));
    assert!(unread("/figures/deadline/used", serde_json::json!(1.5)).starts_with("the judgement cannot be read: "));
    let mut surplus = judgement("reaction_met_over_easter");
    surplus["reason"][3]["note"] = "a surplus field".into();
    assert!(verify_value(&surplus).is_err());
    assert!(verify("{}").is_err());
}

#[test]
fn a_step_left_out_is_refused() {
    for (name, judgement) in judgements() {
        for (index, step) in judgement["reason"].as_array().unwrap().iter().enumerate() {
            let mut shorter = judgement.clone();
            shorter["reason"].as_array_mut().unwrap().remove(index);
            let replayed = verify_value(&shorter).is_ok();
            if step["counts"] == false && replayed {
                continue;
            }
            // These cite the contract, or state a default or what decided nothing, as does an outage that never counted.
            let cites = ["promised", "chosen", "disqualified", "reported"].iter().any(|word| step["step"] == *word);
            // The openings of one range may be stated by two others.
            let overlapped = step["step"] == "windows" && name == "reaction_missed_after_a_raise";
            assert!(cites || overlapped || !replayed, "{name}: step {index} ({}) was left out", step["step"]);
        }
    }
}
