//! Updates by the founding contract, computed by hand.

use super::fixture::*;
use klausel::{
    event::Happening,
    model::{Reopened, UpdateArm},
    verdict::{Stage, Verdict},
};

fn high() -> (&'static str, Happening) {
    ("2025-03-10 08:00", report("phone", "Ausfall", "eine Leistung ganz"))
}

fn gaps(model: &klausel::model::Model, as_of: &str, after: &[(&str, Happening)]) -> Vec<(String, String, Verdict)> {
    let events: Vec<_> = std::iter::once(high()).chain(after.iter().cloned()).collect();
    let reading = |at: klausel::time::Instant| {
        let (date, time) = berlin().local(at);
        format!("{date} {time}")
    };
    let shown = |(from, due, verdict): (_, Option<_>, _)| (reading(from), due.map_or("-".into(), reading), verdict);
    case(model, as_of, &events).gaps().into_iter().map(shown).collect()
}

fn gap(from: &str, due: &str, verdict: Verdict) -> (String, String, Verdict) {
    let whole = |time: &str| if time == "-" { "-".to_owned() } else { format!("2025-03-{time}") };
    (whole(from), whole(due), verdict)
}

#[test]
fn each_gap_from_the_reaction_on_is_a_verdict_of_its_own() {
    let found = gaps(
        &founding(),
        "2025-03-10 15:00",
        &[
            ("2025-03-10 08:30", reply()),
            ("2025-03-10 10:30", message()),
            ("2025-03-10 13:00", message()),
            ("2025-03-10 14:00", Happening::Restored),
        ],
    );
    let expected = [
        gap("10 08:30", "10 10:30", Verdict::Met),
        gap("10 10:30", "10 12:30", Verdict::Missed),
        gap("10 13:00", "10 15:00", Verdict::Met),
    ];
    assert_eq!(found, expected);
}

#[test]
fn one_silence_is_one_miss_however_long() {
    let found = gaps(&founding(), "2025-03-20 12:00", &[("2025-03-10 08:30", reply())]);
    assert_eq!(found, [gap("10 08:30", "10 10:30", Verdict::Missed)]);
}

#[test]
fn before_the_reaction_nothing_is_owed_unless_the_report_arms() {
    assert_eq!(gaps(&founding(), "2025-03-10 12:00", &[("2025-03-10 08:10", message())]), []);
    let mut model = founding();
    model.priorities[0].body.update_arm = Some(UpdateArm::AtReport);
    let found = gaps(&model, "2025-03-10 09:00", &[("2025-03-10 08:10", message())]);
    assert_eq!(found, [gap("10 08:00", "10 10:00", Verdict::Met), gap("10 08:10", "10 10:10", Verdict::Open)]);
}

#[test]
fn a_message_at_the_instant_of_the_last_ends_no_gap() {
    let after = [("2025-03-10 08:30", reply()), ("2025-03-10 08:30", message())];
    assert_eq!(gaps(&founding(), "2025-03-10 09:00", &after), [gap("10 08:30", "10 10:30", Verdict::Open)]);
}

#[test]
fn an_end_at_the_instant_of_the_last_message_makes_no_verdict() {
    let after = [("2025-03-10 08:30", reply()), ("2025-03-10 08:30", Happening::Restored)];
    assert_eq!(gaps(&founding(), "2025-03-10 12:00", &after), []);
}

#[test]
fn a_question_is_a_message_and_what_follows_waits_for_the_answer() {
    let asked = [("2025-03-10 08:30", reply()), ("2025-03-10 09:00", question())];
    let found = gaps(&founding(), "2025-03-10 16:00", &asked);
    assert_eq!(found, [gap("10 08:30", "10 10:30", Verdict::Met), gap("10 09:00", "-", Verdict::Open)]);
    let answered: Vec<_> =
        asked.into_iter().chain([("2025-03-10 15:00", Happening::Answered { question: None })]).collect();
    let found = gaps(&founding(), "2025-03-10 16:00", &answered);
    assert_eq!(found, [gap("10 08:30", "10 10:30", Verdict::Met), gap("10 09:00", "10 17:00", Verdict::Open)]);
}

#[test]
fn a_message_during_a_pause_begins_the_gap_anew() {
    let after = [
        ("2025-03-10 08:30", reply()),
        ("2025-03-10 09:00", question()),
        ("2025-03-10 10:00", question()),
        ("2025-03-10 11:00", Happening::Answered { question: None }),
    ];
    let found = gaps(&founding(), "2025-03-10 12:00", &after);
    let expected = [
        gap("10 08:30", "10 10:30", Verdict::Met),
        // The second question came while the clock stood: no time was used.
        gap("10 09:00", "10 13:00", Verdict::Met),
        gap("10 10:00", "10 13:00", Verdict::Open),
    ];
    assert_eq!(found, expected);
}

#[test]
fn reopened_the_same_gap_goes_on() {
    let after = [
        ("2025-03-10 08:30", reply()),
        ("2025-03-10 09:30", Happening::Restored),
        ("2025-03-10 10:00", message()),
        ("2025-03-10 12:30", Happening::Reopened),
        ("2025-03-10 13:30", message()),
    ];
    let found = gaps(&founding(), "2025-03-10 14:00", &after);
    assert_eq!(found, [gap("10 08:30", "10 13:30", Verdict::Met), gap("10 13:30", "10 15:30", Verdict::Open)]);

    let mut model = founding();
    model.priorities[0].body.reopened = Some(Reopened::Restart);
    let restarted = [
        gap("10 08:30", "10 10:30", Verdict::Met),
        gap("10 12:30", "10 14:30", Verdict::Met),
        gap("10 13:30", "10 15:30", Verdict::Open),
    ];
    assert_eq!(gaps(&model, "2025-03-10 14:00", &after), restarted);

    model.priorities[0].body.reopened = Some(Reopened::Once);
    assert_eq!(gaps(&model, "2025-03-10 14:00", &after), [gap("10 08:30", "10 10:30", Verdict::Met)]);
}

#[test]
fn a_gap_that_the_end_kept_may_still_be_reopened() {
    let events = [high(), ("2025-03-10 08:30", reply()), ("2025-03-10 09:30", Happening::Restored)];
    let stage = |model: &klausel::model::Model| case(model, "2025-03-10 14:00", &events).updates()[0].stage;
    assert_eq!(stage(&founding()), Stage::Revisable);
    let mut model = founding();
    model.priorities[0].body.reopened = Some(Reopened::Once);
    assert_eq!(stage(&model), Stage::Decided);
}

#[test]
fn a_raised_priority_shortens_the_gap_that_runs() {
    let low = ("2025-03-10 08:00", report("phone", "keine", "Teil einer Leistung"));
    let events = [low, ("2025-03-10 08:30", reply()), ("2025-03-10 12:00", priority("Hoch"))];
    let case = case(&founding(), "2025-03-10 13:00", &events);
    assert_eq!(case.gaps(), [(at("2025-03-10 08:30"), Some(at("2025-03-10 14:00")), Verdict::Open)]);
}

#[test]
fn a_pause_that_begins_as_another_ends_after_the_act_moves_no_due_instant_that_is_shown() {
    // Asked at 9:00, told again at 10:00; answered and closed at 12:00, back at 14:00.
    let found = gaps(
        &founding(),
        "2025-03-10 15:00",
        &[
            ("2025-03-10 08:30", reply()),
            ("2025-03-10 09:00", question()),
            ("2025-03-10 10:00", message()),
            ("2025-03-10 12:00", Happening::Answered { question: None }),
            ("2025-03-10 12:00", Happening::Closed),
            ("2025-03-10 14:00", Happening::Reopened),
            ("2025-03-10 14:30", message()),
        ],
    );
    // The gap from 9:00 to 10:00 lay in the pause until 12:00; what came then is nothing to it.
    assert_eq!(found[1], gap("10 09:00", "10 14:00", Verdict::Met));
    // The gap from 10:00 ran into the closed time too.
    assert_eq!(found[2], gap("10 10:00", "10 16:00", Verdict::Met));
}
