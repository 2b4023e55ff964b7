//! Reactions by the founding contract, computed by hand.

use super::fixture::*;
use klausel::{
    event::Happening,
    model::{Closing, Raised, Reopened},
    time::Millis,
    verdict::{Stage, Verdict},
};

const WHOLE: (&str, &str) = ("Ausfall", "eine Leistung ganz");

fn reported(channel: &str) -> Happening {
    report(channel, WHOLE.0, WHOLE.1)
}

#[test]
fn a_call_is_answered_within_the_hour() {
    let events = [("2025-03-07 10:00", reported("phone")), ("2025-03-07 11:00", reply())];
    let case = case(&founding(), "2025-03-10 12:00", &events);
    let (verdict, figures) = case.reaction();
    assert_eq!(verdict, Verdict::Met);
    assert_eq!(case.stage(), Stage::Decided);
    assert_eq!(figures.due_at, Some(at("2025-03-07 11:00")));
    assert_eq!(figures.used, Millis::hours(1));
    assert_eq!(figures.priority, Some(id("hoch")));
}

#[test]
fn a_millisecond_late_is_missed() {
    let late = at("2025-03-07 11:00") + Millis(1);
    let events = input([event(at("2025-03-07 10:00"), "INC-1", reported("phone")), event(late, "INC-1", reply())]);
    assert_eq!(judged(&founding(), late, events).reaction().0, Verdict::Missed);
}

#[test]
fn it_is_open_at_due_and_missed_from_then_on() {
    let events = || input([event(at("2025-03-07 10:00"), "INC-1", reported("phone"))]);
    let due = at("2025-03-07 11:00");
    assert_eq!(judged(&founding(), due, events()).reaction().0, Verdict::Open);
    assert_eq!(judged(&founding(), due + Millis(1), events()).reaction().0, Verdict::Missed);
}

#[test]
fn by_mail_the_row_low_applies_and_the_case_stays_high() {
    // Friday 17:30: half an hour on Friday, ten hours each on Monday and Tuesday, 3.5 h on Wednesday.
    let events = [
        ("2025-03-07 17:30", reported("e-mail")),
        ("2025-03-07 17:40", priority("High")),
        ("2025-03-10 08:20", reply()),
    ];
    let case = case(&founding(), "2025-03-10 09:00", &events);
    let (verdict, figures) = case.reaction();
    assert_eq!(verdict, Verdict::Met);
    assert_eq!(figures.due_at, Some(at("2025-03-12 11:30")));
    assert_eq!((&figures.priority, &figures.row), (&Some(id("hoch")), &Some(id("gering"))));
    // The next update is due 2 h of service time after the reply.
    assert_eq!(case.gaps(), [(at("2025-03-10 08:20"), Some(at("2025-03-10 10:20")), Verdict::Open)]);
}

#[test]
fn without_another_row_a_report_by_mail_is_not_owed() {
    let mut model = founding();
    model.priorities[0].body.without_channel = None;
    let case = case(&model, "2025-03-10 09:00", &[("2025-03-07 10:00", reported("e-mail"))]);
    assert_eq!(case.reaction().0, Verdict::NotOwed);
}

#[test]
fn a_report_at_night_is_received_at_the_next_opening() {
    // Saturday 2025-08-16 follows Assumption Day, a holiday in Munich.
    let events = [("2025-08-14 18:00", reported("phone")), ("2025-08-18 09:00", reply())];
    let case = case(&founding(), "2025-08-18 12:00", &events);
    let (verdict, figures) = case.reaction();
    assert_eq!(verdict, Verdict::Met);
    assert_eq!(figures.started_at, Some(at("2025-08-18 08:00")));
    assert_eq!(figures.due_at, Some(at("2025-08-18 09:00")));
}

#[test]
fn an_act_before_the_opening_counts_at_the_opening() {
    let events = [("2025-03-07 19:00", reported("phone")), ("2025-03-07 20:00", reply())];
    let case = case(&founding(), "2025-03-10 12:00", &events);
    assert_eq!(case.reaction().0, Verdict::Met);
    assert_eq!(case.reaction().1.stopped_at, Some(at("2025-03-10 08:00")));
}

#[test]
fn time_used_up_at_closing_is_due_at_closing() {
    let events = [("2025-03-07 17:00", reported("phone"))];
    let due = |model| case(&model, "2025-03-07 17:30", &events).reaction().1.due_at;
    assert_eq!(due(founding()), Some(at("2025-03-07 18:00")));
    let mut model = founding();
    model.priorities[0].body.closing = Some(Closing::NextOpening);
    assert_eq!(due(model), Some(at("2025-03-10 08:00")));
}

#[test]
fn a_later_call_starts_the_own_row() {
    let events =
        [("2025-03-07 09:00", reported("e-mail")), ("2025-03-10 10:00", called()), ("2025-03-10 11:01", reply())];
    let case = case(&founding(), "2025-03-10 12:00", &events);
    let (verdict, figures) = case.reaction();
    assert_eq!(verdict, Verdict::Missed);
    assert_eq!(figures.started_at, Some(at("2025-03-10 10:00")));
    assert_eq!(figures.due_at, Some(at("2025-03-10 11:00")));
    assert_eq!(figures.row, Some(id("hoch")));
}

#[test]
fn a_miss_before_the_call_stands() {
    // 24 h of service time after Friday 09:00 are used up on Tuesday 13:00.
    let events =
        [("2025-03-07 09:00", reported("e-mail")), ("2025-03-11 14:00", called()), ("2025-03-11 14:10", reply())];
    let case = case(&founding(), "2025-03-12 12:00", &events);
    assert_eq!(case.reaction().0, Verdict::Missed);
    assert_eq!(case.reaction().1.due_at, Some(at("2025-03-11 13:00")));
}

#[test]
fn raised_it_runs_from_the_change_and_never_later_than_the_old_due() {
    let low = || report("phone", "keine", "Teil einer Leistung");
    let due = |change: &str| {
        let events = [("2025-03-10 08:00", low()), (change, priority("Hoch"))];
        case(&founding(), change, &events).reaction().1.due_at
    };
    assert_eq!(due("2025-03-10 09:00"), Some(at("2025-03-10 10:00")));
    // Low is due on Wednesday 12:00.
    assert_eq!(due("2025-03-12 11:30"), Some(at("2025-03-12 12:00")));
}

#[test]
fn a_change_after_due_undoes_nothing_but_a_correction_does() {
    let reported = ("2025-03-10 08:00", reported("phone"));
    let lowered = [reported.clone(), ("2025-03-10 09:30", priority("Gering")), ("2025-03-10 12:00", reply())];
    let case = case(&founding(), "2025-03-10 12:00", &lowered);
    assert_eq!((case.reaction().0, case.reaction().1.due_at), (Verdict::Missed, Some(at("2025-03-10 09:00"))));
    assert_eq!(case.reaction().1.priority, Some(id("hoch")));

    let mut events = input(lowered.map(|(when, says)| event(at(when), "INC-1", says)));
    events[1].corrects = Some("e-1".into());
    let case = judged(&founding(), at("2025-03-10 12:00"), events);
    assert_eq!((case.reaction().0, case.reaction().1.due_at), (Verdict::Met, Some(at("2025-03-12 12:00"))));
}

#[test]
fn carried_time_stays_and_may_be_used_up_at_the_change() {
    let mut model = founding();
    model.priorities[0].body.raised = Some(Raised::Carry);
    let medium = || report("phone", "Ausfall", "Teil einer Leistung");
    let events = [("2025-03-10 08:00", medium()), ("2025-03-10 08:40", priority("Hoch"))];
    assert_eq!(case(&model, "2025-03-10 08:50", &events).reaction().1.due_at, Some(at("2025-03-10 09:00")));
    let events = [("2025-03-10 08:00", medium()), ("2025-03-10 10:00", priority("Hoch"))];
    let used_up = case(&model, "2025-03-10 10:01", &events);
    assert_eq!((used_up.reaction().0, used_up.reaction().1.due_at), (Verdict::Missed, Some(at("2025-03-10 10:00"))));
}

#[test]
fn retroactively_it_runs_from_the_start_but_is_not_due_before_the_change() {
    let mut model = founding();
    model.priorities[0].body.raised = Some(Raised::Retroactive);
    let medium = || report("phone", "Ausfall", "Teil einer Leistung");
    let due = |change: &str| {
        let events = [("2025-03-10 08:00", medium()), (change, priority("Hoch"))];
        case(&model, change, &events).reaction().1.due_at
    };
    assert_eq!(due("2025-03-10 08:40"), Some(at("2025-03-10 09:00")));
    assert_eq!(due("2025-03-10 10:00"), Some(at("2025-03-10 10:00")));
}

#[test]
fn waiting_for_the_customer_stops_the_clock() {
    let events = [
        ("2025-03-10 08:00", reported("phone")),
        ("2025-03-10 08:30", question()),
        ("2025-03-10 10:00", Happening::Answered { question: None }),
        ("2025-03-10 10:30", reply()),
    ];
    let case = case(&founding(), "2025-03-10 12:00", &events);
    assert_eq!(case.reaction().0, Verdict::Met);
    assert_eq!(case.reaction().1.due_at, Some(at("2025-03-10 10:30")));
    assert_eq!(case.reaction().1.used, Millis::hours(1));
}

#[test]
fn without_an_answer_due_is_not_fixed() {
    let events = [("2025-03-10 08:00", reported("phone")), ("2025-03-10 08:30", question())];
    let case = case(&founding(), "2025-03-20 12:00", &events);
    assert_eq!((case.reaction().0, case.reaction().1.due_at), (Verdict::Open, None));
    assert_eq!(case.reaction().1.used, Millis::minutes(30));
}

#[test]
fn an_automatic_answer_is_no_reaction() {
    let automatic = Happening::Reacted { automatic: true };
    let events = [("2025-03-10 08:00", reported("phone")), ("2025-03-10 08:01", automatic)];
    let case = case(&founding(), "2025-03-10 12:00", &events);
    assert_eq!((case.reaction().0, case.reaction().1.stopped_at), (Verdict::Missed, None));
}

#[test]
fn a_message_is_a_reaction_where_the_contract_is_silent() {
    let mut model = founding();
    let events = [("2025-03-10 08:00", reported("phone")), ("2025-03-10 08:30", message())];
    assert_eq!(case(&model, "2025-03-10 12:00", &events).reaction().0, Verdict::Missed);
    model.priorities[0].body.reaction = None;
    assert_eq!(case(&model, "2025-03-10 12:00", &events).reaction().0, Verdict::Met);
}

#[test]
fn closed_time_is_a_pause_once_the_case_is_reopened() {
    let closed = [("2025-03-10 08:00", reported("phone")), ("2025-03-10 08:30", Happening::Closed)];
    let missed = case(&founding(), "2025-03-10 12:00", &closed);
    assert_eq!((missed.reaction().0, missed.stage()), (Verdict::Missed, Stage::Revisable));
    let reopened: Vec<_> =
        closed.into_iter().chain([("2025-03-10 13:00", Happening::Reopened), ("2025-03-10 13:30", reply())]).collect();
    assert_eq!(case(&founding(), "2025-03-10 14:00", &reopened).reaction().0, Verdict::Met);
    let mut model = founding();
    model.priorities[0].body.reopened = Some(Reopened::Restart);
    assert_eq!(case(&model, "2025-03-10 14:00", &reopened).reaction().0, Verdict::Missed);
}

#[test]
fn of_another_category_no_row_applies() {
    let categorised = Happening::Categorised { category: "Support".into(), by: None };
    let events = [("2025-03-10 08:00", reported("phone")), ("2025-03-10 08:10", categorised)];
    assert_eq!(case(&founding(), "2025-03-10 12:00", &events).reaction().0, Verdict::NotOwed);
}

#[test]
fn a_priority_set_for_the_first_time_was_the_cases_from_the_start() {
    let events = [("2025-03-10 08:00", report("phone", "", "")), ("2025-03-10 08:50", priority("Hoch"))];
    let case = case(&founding(), "2025-03-10 09:30", &events);
    assert_eq!((case.reaction().0, case.reaction().1.due_at), (Verdict::Missed, Some(at("2025-03-10 09:00"))));
}
