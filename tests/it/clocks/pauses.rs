//! Pauses as intervals: across closing, holidays and summer time, two within a minute, overlapping, without an end.

use super::*;
use crate::engine::fixture::{founding, priority, question, reply};
use klausel::{
    model::{Act, Pause, Raised, Waiting},
    time::Millis,
    verdict::Stage,
};

fn answered() -> Happening {
    Happening::Answered { question: None }
}

fn answer_to(question: &str) -> Happening {
    Happening::Answered { question: Some(question.into()) }
}

#[test]
fn a_pause_across_closing_takes_out_only_the_time_in_which_the_clock_would_have_run() {
    // Friday 17:30 to Monday 8:15 waits half an hour and a quarter of service time.
    let events = [("2025-03-07 17:15", high()), ("2025-03-07 17:30", question()), ("2025-03-10 08:15", answered())];
    let case = case(&founding(), "2025-03-10 08:30", &events);
    assert_eq!(reaction(&case), (Verdict::Open, due("2025-03-10 09:00")));
    assert_eq!(case.reaction().1.used, Millis::minutes(30));
}

#[test]
fn a_pause_across_holidays_takes_out_no_holiday() {
    // Good Friday to Easter Monday are closed: Thursday 17:30 to Tuesday 8:30 waits one hour.
    let events = [("2025-04-17 17:00", medium()), ("2025-04-17 17:30", question()), ("2025-04-22 08:30", answered())];
    assert_eq!(reaction(&case(&founding(), "2025-04-22 09:00", &events)).1, due("2025-04-22 12:00"));
}

#[test]
fn a_pause_across_the_change_to_summer_time_is_as_long_as_it_was() {
    // Around the clock: from Saturday 23:00 to Sunday 5:00 only five hours pass.
    let model = with(|table| table.runs_during = name("Rund um die Uhr"));
    let mut model = model;
    model.desks[0].body.deemed_received = None;
    let events = [("2025-03-29 22:00", medium()), ("2025-03-29 23:00", question()), ("2025-03-30 05:00", answered())];
    let case = case(&model, "2025-03-30 06:00", &events);
    assert_eq!(reaction(&case).1, due("2025-03-30 08:00"));
    assert_eq!(case.reaction().1.used, Millis::hours(2));
    // And from Saturday 23:00 to Sunday 5:00 in autumn seven.
    let events = [("2025-10-25 22:00", medium()), ("2025-10-25 23:00", question()), ("2025-10-26 05:00", answered())];
    assert_eq!(reaction(&super::case(&model, "2025-10-26 06:00", &events)).1, due("2025-10-26 08:00"));
}

#[test]
fn two_pauses_within_a_minute_are_two_pauses_to_the_millisecond() {
    let instant = |millis: i64| at("2025-03-10 08:10") + Millis(millis);
    let says = [(0, question()), (1_500, answered()), (2_500, question()), (59_999, answered())];
    let mut events = told(&[("2025-03-10 08:00", high())]);
    events.extend(says.map(|(millis, says)| event(instant(millis), "INC-1", says)));
    let case = case_of(&founding(), "2025-03-10 08:30", input(events));
    assert_eq!(case.reaction().1.due_at, Some(at("2025-03-10 09:00") + Millis(1_500 + 57_499)));
}

#[test]
fn overlapping_pauses_count_once() {
    let mut events = told(&[
        ("2025-03-10 08:00", high()),
        ("2025-03-10 08:10", question()),
        ("2025-03-10 08:20", question()),
        ("2025-03-10 08:30", answer_to("e-2")),
        ("2025-03-10 08:50", answer_to("e-3")),
    ]);
    // 8:10 to 8:30 and 8:20 to 8:50: forty minutes.
    assert_eq!(reaction(&case_of(&founding(), "2025-03-10 09:00", events.clone())).1, due("2025-03-10 09:40"));
    // The second is answered first: it lies within the first.
    events[3].says = answer_to("e-3");
    events[4].says = answer_to("e-2");
    assert_eq!(reaction(&case_of(&founding(), "2025-03-10 09:00", events)).1, due("2025-03-10 09:40"));
}

#[test]
fn a_pause_without_an_end_runs_to_as_of_and_leaves_due_not_fixed() {
    let events = [("2025-03-10 08:00", high()), ("2025-03-10 08:20", question())];
    let case = case(&founding(), "2025-03-17 17:00", &events);
    assert_eq!(reaction(&case), (Verdict::Open, None));
    assert_eq!((case.reaction().1.used, case.stage()), (Millis::minutes(20), Stage::Revisable));
    // Of two questions one is answered: the other still waits.
    let both = [
        ("2025-03-10 08:00", high()),
        ("2025-03-10 08:20", question()),
        ("2025-03-10 08:30", question()),
        ("2025-03-10 08:40", answer_to("e-2")),
    ];
    assert_eq!(reaction(&super::case(&founding(), "2025-03-17 17:00", &both)), (Verdict::Open, None));
}

#[test]
fn a_pause_that_ends_before_it_began_is_listed_and_void() {
    let events = || {
        told(&[("2025-03-10 08:00", high()), ("2025-03-10 08:10", answer_to("e-3")), ("2025-03-10 08:20", question())])
    };
    assert_eq!(
        reaction(&case_of(&founding(), "2025-03-10 12:00", events())),
        (Verdict::Missed, due("2025-03-10 09:00"))
    );
    assert_eq!(listed(&founding(), "2025-03-10 12:00", events()), [UnusedReason::EndsBeforeBegin]);
}

#[test]
fn an_answer_to_a_question_that_nobody_asked_is_listed() {
    let events = || told(&[("2025-03-10 08:00", high()), ("2025-03-10 08:10", answer_to("nobody"))]);
    assert_eq!(listed(&founding(), "2025-03-10 08:30", events()), [UnusedReason::AnswerWithoutQuestion]);
}

#[test]
fn a_pause_that_begins_at_the_instant_at_which_the_time_is_used_up_moves_nothing() {
    let events = [("2025-03-10 08:00", high()), ("2025-03-10 09:00", question()), ("2025-03-10 11:00", answered())];
    assert_eq!(reaction(&case(&founding(), "2025-03-10 12:00", &events)), (Verdict::Missed, due("2025-03-10 09:00")));
    let mut earlier = told(&events);
    earlier[1].at = at("2025-03-10 09:00") - Millis(1);
    let moved = case_of(&founding(), "2025-03-10 12:00", earlier).reaction().1.due_at;
    assert_eq!(moved, Some(at("2025-03-10 11:00") + Millis(1)));
}

#[test]
fn an_act_at_the_instant_at_which_a_pause_begins_is_an_act() {
    let events = [("2025-03-10 08:00", high()), ("2025-03-10 09:00", question()), ("2025-03-10 09:00", reply())];
    assert_eq!(reaction(&case(&founding(), "2025-03-10 12:00", &events)).0, Verdict::Met);
}

#[test]
fn a_pause_holds_for_the_clocks_that_the_contract_names() {
    let waits = [
        ("2025-03-10 08:00", high()),
        ("2025-03-10 08:10", question()),
        ("2025-03-10 08:40", answered()),
        ("2025-03-10 08:50", reply()),
        ("2025-03-10 09:00", question()),
        ("2025-03-10 09:30", answered()),
    ];
    let dues = |holds_for| {
        let model = with(|table| table.pause = Some(Pause { holds_for }));
        let case = case(&model, "2025-03-10 10:00", &waits);
        (case.reaction().1.due_at, case.gaps().last().expect("a gap").1)
    };
    let both = (due("2025-03-10 09:30"), due("2025-03-10 11:30"));
    assert_eq!(dues(Act::Every), both);
    assert_eq!(dues(Act::ReactionAndUpdate), both);
    assert_eq!(dues(Act::Reaction), (due("2025-03-10 09:30"), due("2025-03-10 11:00")));
    assert_eq!(dues(Act::Update), (due("2025-03-10 09:00"), due("2025-03-10 11:30")));
}

#[test]
fn waiting_without_a_question_is_listed_and_void_unless_the_contract_lets_it_suspend() {
    let events = || told(&[("2025-03-10 08:00", high()), ("2025-03-10 08:30", Happening::Waiting)]);
    let void = case_of(&founding(), "2025-03-10 12:00", events());
    assert_eq!(reaction(&void), (Verdict::Missed, due("2025-03-10 09:00")));
    assert_eq!(listed(&founding(), "2025-03-10 12:00", events()), [UnusedReason::WaitingVoid]);

    let model = with(|table| table.waiting = Some(Waiting::Suspends));
    assert_eq!(reaction(&case_of(&model, "2025-03-10 12:00", events())), (Verdict::Open, None));
    assert_eq!(listed(&model, "2025-03-10 12:00", events()), [UnusedReason::WaitingSuspends]);
}

#[test]
fn waiting_without_a_question_is_no_message_to_the_customer() {
    let model = with(|table| table.reaction = None);
    let events = [("2025-03-10 08:00", high()), ("2025-03-10 08:30", Happening::Waiting)];
    assert_eq!(case(&model, "2025-03-10 08:45", &events).reaction().1.stopped_at, None);
}

#[test]
fn a_priority_raised_and_lowered_during_a_pause_is_measured_without_it() {
    let events = [
        ("2025-03-10 08:00", medium()),
        ("2025-03-10 08:40", question()),
        ("2025-03-10 09:30", priority("Hoch")),
        ("2025-03-10 10:00", priority("Mittel")),
        ("2025-03-10 10:30", answered()),
    ];
    let due_by = |raised| {
        let model = with(|table| table.raised = Some(raised));
        reaction(&case(&model, "2025-03-10 10:45", &events)).1
    };
    // From the change: four hours from the answer on. Otherwise: four hours without the 110 minutes.
    assert_eq!(due_by(Raised::FromChange), due("2025-03-10 14:30"));
    assert_eq!(due_by(Raised::Carry), due("2025-03-10 13:50"));
    assert_eq!(due_by(Raised::Retroactive), due("2025-03-10 13:50"));
    // While it is raised: one hour from the answer on, or the twenty minutes that are left of it.
    let raised = |raised| {
        let model = with(|table| table.raised = Some(raised));
        let raised: Vec<_> = events.iter().filter(|(when, _)| *when != "2025-03-10 10:00").cloned().collect();
        reaction(&case(&model, "2025-03-10 10:45", &raised))
    };
    assert_eq!(raised(Raised::FromChange), (Verdict::Open, due("2025-03-10 11:30")));
    assert_eq!(raised(Raised::Carry), (Verdict::Open, due("2025-03-10 10:50")));
    assert_eq!(raised(Raised::Retroactive), (Verdict::Open, due("2025-03-10 10:50")));
}
