//! Updates armed in each way, each gap judged, and a silence of several intervals.

use super::*;
use crate::engine::fixture::{called, founding, message, question, reply};
use klausel::{
    model::{InTime, Silence, UpdateArm},
    verdict::Acted,
};

fn gaps(model: &Model, as_of: &str, after: &[(&str, Happening)]) -> Vec<(Instant, Option<Instant>, Verdict)> {
    let events: Vec<_> = std::iter::once(("2025-03-10 08:00", high())).chain(after.iter().cloned()).collect();
    case(model, as_of, &events).gaps()
}

fn gap(from: &str, until: &str, verdict: Verdict) -> (Instant, Option<Instant>, Verdict) {
    (at(&format!("2025-03-10 {from}")), due(&format!("2025-03-10 {until}")), verdict)
}

#[test]
fn armed_by_the_first_unanswered_contact_and_disarmed_by_the_answer() {
    let model = with(|table| table.update_arm = Some(UpdateArm::AtContact));
    let after = [
        ("2025-03-10 08:30", reply()),
        // Nothing is owed until the customer makes contact; a second contact moves nothing.
        ("2025-03-10 12:00", called()),
        ("2025-03-10 13:00", called()),
        ("2025-03-10 14:01", message()),
    ];
    let expected = [gap("08:00", "10:00", Verdict::Met), gap("12:00", "14:00", Verdict::Missed)];
    assert_eq!(gaps(&model, "2025-03-10 17:00", &after), expected);
    assert_eq!(gaps(&model, "2025-03-10 13:30", &after)[1], gap("12:00", "14:00", Verdict::Open));
}

#[test]
fn the_customers_answer_to_a_question_is_a_contact_that_wants_an_answer() {
    let model = with(|table| table.update_arm = Some(UpdateArm::AtContact));
    let after = [
        ("2025-03-10 08:30", question()),
        ("2025-03-10 09:00", Happening::Answered { question: None }),
        ("2025-03-10 10:00", message()),
    ];
    let expected = [gap("08:00", "10:00", Verdict::Met), gap("09:00", "11:00", Verdict::Met)];
    assert_eq!(gaps(&model, "2025-03-10 17:00", &after), expected);
}

#[test]
fn armed_by_the_last_contact_of_either_side() {
    let model = with(|table| table.update_arm = Some(UpdateArm::AtLastContact));
    let after = [("2025-03-10 09:00", message()), ("2025-03-10 10:30", called()), ("2025-03-10 12:31", message())];
    let expected = [
        gap("08:00", "10:00", Verdict::Met),
        gap("09:00", "11:00", Verdict::Met),
        gap("10:30", "12:30", Verdict::Missed),
        gap("12:31", "14:31", Verdict::Open),
    ];
    assert_eq!(gaps(&model, "2025-03-10 13:00", &after), expected);
    let events: Vec<_> = std::iter::once(("2025-03-10 08:00", high())).chain(after).collect();
    let acted = |step: &Step| matches!(step, Step::Acted { act: Acted::Contact, .. });
    assert!(steps(&model, "2025-03-10 13:00", &events).iter().any(acted));
}

#[test]
fn a_contact_while_the_case_is_closed_arms_nothing() {
    for arm in [UpdateArm::AtContact, UpdateArm::AtLastContact] {
        let model = with(|table| table.update_arm = Some(arm));
        let after =
            [("2025-03-10 08:30", reply()), ("2025-03-10 09:00", Happening::Closed), ("2025-03-10 10:00", called())];
        let found = gaps(&model, "2025-03-10 17:00", &after);
        assert!(found.iter().all(|(.., verdict)| *verdict == Verdict::Met), "{found:?}");
    }
}

#[test]
fn one_silence_is_one_miss_unless_each_further_interval_is_another() {
    let after = [("2025-03-10 08:30", reply()), ("2025-03-10 15:00", message())];
    assert_eq!(
        gaps(&founding(), "2025-03-10 16:00", &after),
        [gap("08:30", "10:30", Verdict::Missed), gap("15:00", "17:00", Verdict::Open)]
    );
    let model = with(|table| table.silence = Some(Silence::EachInterval));
    let each = [
        gap("08:30", "10:30", Verdict::Missed),
        gap("10:30", "12:30", Verdict::Missed),
        gap("12:30", "14:30", Verdict::Missed),
        gap("14:30", "16:30", Verdict::Met),
        gap("15:00", "17:00", Verdict::Open),
    ];
    assert_eq!(gaps(&model, "2025-03-10 16:00", &after), each);
    // While the silence goes on, the interval that runs is open.
    assert_eq!(gaps(&model, "2025-03-10 13:00", &after[..1])[2], gap("12:30", "14:30", Verdict::Open));
}

#[test]
fn a_year_of_silence_is_counted_in_bounded_time() {
    let model = with(|table| {
        table.silence = Some(Silence::EachInterval);
        table.runs_during = None;
    });
    let events = told(&[("2025-03-10 08:00", high()), ("2025-03-10 08:30", reply())]);
    let found = crate::engine::fixture::judged(&model, at("2035-03-10 08:00"), events);
    assert_eq!(found.gaps().len(), 10_000);
}

#[test]
fn an_end_at_due_keeps_the_gap_unless_it_must_come_before() {
    let after = [("2025-03-10 08:30", reply()), ("2025-03-10 10:30", Happening::Restored)];
    assert_eq!(gaps(&founding(), "2025-03-10 17:00", &after), [gap("08:30", "10:30", Verdict::Met)]);
    let model = with(|table| table.in_time = Some(InTime::BeforeDue));
    assert_eq!(gaps(&model, "2025-03-10 17:00", &after), [gap("08:30", "10:30", Verdict::Missed)]);
}

#[test]
fn an_internal_note_is_no_update() {
    let after = [("2025-03-10 08:30", reply()), ("2025-03-10 10:00", Happening::Noted)];
    assert_eq!(gaps(&founding(), "2025-03-10 17:00", &after), [gap("08:30", "10:30", Verdict::Missed)]);
}
