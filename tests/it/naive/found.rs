//! What the comparison of engine and naive evaluator has found, each as a test of its own.

use crate::engine::fixture::*;
use klausel::{
    event::{Event, Happening, State, UnusedReason},
    model::{BeforeFirst, Channel, Clause, Deadline, Desk, DeskRow, ExcusedTime, Instants, Received, UpdateArm},
    time::{Interval, Millis},
    verdict::{Stage, Verdict},
};

fn told(events: &[(&str, &str, Happening)]) -> Vec<Event> {
    input(events.iter().map(|(when, subject, says)| event(at(when), subject, says.clone())))
}

/// A state of the first service, with what else it says.
fn said(to: State, cause: &str, more: impl Fn(&mut klausel::event::StateChange)) -> Happening {
    let mut says = state(to, "Router", cause);
    if let Happening::State(change) = &mut says {
        more(change);
    }
    says
}

/// Downtime of the first service in 2025.
fn down(model: &klausel::model::Model, as_of: &str, events: &[(&str, &str, Happening)]) -> Millis {
    availability(&year_2025(model, "SmaWo", as_of, told(events))).down
}

#[test]
fn a_report_by_a_channel_counts_as_the_desk_of_that_channel_says() {
    let mut model = founding();
    let mut first = model.desks[0].clone();
    first.body.deemed_received = None;
    let address = first.body.rows[0].address.clone();
    let portal = DeskRow { channel: Channel::Portal, address, received: Received::EnteredInPortal };
    let second = Desk { deemed_received: Some(id("Betrieb")), rows: vec![portal], ..Desk::default() };
    let second = Clause { name: id("Portal"), body: second, number: None, wording: Vec::new() };
    model.desks = vec![first, second];
    let start = |channel: &str| {
        let events = [("2025-03-08 10:00", report(channel, "keine", "Teil einer Leistung"))];
        let found = case(&model, "2025-03-10 09:00", &events);
        let (verdict, figures) = found.reaction();
        assert_eq!(verdict, Verdict::Open);
        figures.started_at
    };
    // A Saturday: the first desk says nothing of receipt, the second that it is on Monday.
    assert_eq!(start("e-mail"), Some(at("2025-03-08 10:00")));
    assert_eq!(start("portal"), Some(at("2025-03-10 08:00")));
    // No desk has a chat: the only one that says anything of receipt is meant.
    assert_eq!(start("chat"), Some(at("2025-03-10 08:00")));
}

#[test]
fn where_one_reading_of_disputed_facts_makes_no_case_the_others_are_not_lost() {
    // Told twice at once under one id: as an incident, and as a request, for which no row is.
    let mut contents = vec![contact("phone", "Ausfall", "eine Leistung ganz"); 2];
    contents[1].category = Some("Support".into());
    let events = contents.into_iter().map(|said| {
        let mut told = event(at("2025-03-10 09:00"), "INC-1", Happening::Reported(said));
        told.id = Some("e-1".into());
        told
    });
    let events = input(events);
    let early = judged(&founding(), at("2025-03-10 09:30"), events.clone());
    assert_eq!((early.reaction().0, early.stage()), (Verdict::Open, Stage::Revisable));
    let late = judged(&founding(), at("2025-03-10 12:00"), events);
    assert_eq!((late.reaction().0, late.stage()), (Verdict::Undetermined, Stage::Revisable));
}

#[test]
fn a_verdict_on_disputed_facts_is_as_firm_as_its_least_firm_reading() {
    // Missed by both readings; by one the case was closed before the due instant, so that a return may still move it.
    let mut events = told(&[
        ("2025-03-10 09:00", "INC-1", report("phone", "Ausfall", "eine Leistung ganz")),
        ("2025-03-10 09:30", "INC-1", Happening::Closed),
        ("2025-03-10 11:30", "INC-1", Happening::Closed),
    ]);
    events[2].id = events[1].id.clone();
    events[1..].iter_mut().for_each(|event| event.known_at = Some(at("2025-03-10 11:45")));
    let found = judged(&founding(), at("2025-03-10 12:00"), events);
    assert_eq!((found.reaction().0, found.stage()), (Verdict::Missed, Stage::Revisable));
}

#[test]
fn corrections_known_at_once_that_differ_only_in_their_instant_are_disputed() {
    let mut events = told(&[
        ("2025-03-10 09:00", "INC-1", report("phone", "Ausfall", "eine Leistung ganz")),
        ("2025-03-10 09:10", "INC-1", reply()),
        ("2025-03-10 09:50", "INC-1", reply()),
        ("2025-03-10 10:50", "INC-1", reply()),
    ]);
    for correction in &mut events[2..] {
        correction.corrects = Some("e-2".into());
        correction.known_at = Some(at("2025-03-11 08:00"));
    }
    let found = judged(&founding(), at("2025-03-11 09:00"), events);
    assert_eq!(found.reaction().0, Verdict::Undetermined);
}

#[test]
fn a_gap_that_a_contact_ends_counts_under_the_priority_it_had() {
    let mut model = founding();
    let table = &mut model.priorities[0].body;
    table.update_arm = Some(UpdateArm::AtLastContact);
    let again = Happening::Contacted(contact("phone", "Ausfall", "eine Leistung ganz"));
    let events =
        [("2025-03-10 09:00", report("phone", "Beeinträchtigung", "Teil einer Leistung")), ("2025-03-10 10:00", again)];
    let found = case(&model, "2025-03-10 10:30", &events);
    let priorities: Vec<_> = found.updates().into_iter().map(|one| deadline(one).priority.clone()).collect();
    assert_eq!(priorities, [Some(id("Mittel")), Some(id("Hoch"))]);
}

#[test]
fn a_limit_of_no_time_set_by_a_change_counts_under_the_priority_that_set_it() {
    let mut model = founding();
    model.priorities[0].body.in_time = Some(klausel::model::InTime::BeforeDue);
    for row in model.priorities[0].body.rows.iter_mut().filter(|row| row.priority == id("Mittel")) {
        row.update = Some(Deadline::Within(Millis::ZERO));
    }
    model.priorities[0].body.update_arm = Some(UpdateArm::AtReport);
    let events = [
        ("2025-03-10 09:00", report("phone", "Ausfall", "eine Leistung ganz")),
        ("2025-03-10 10:00", priority("Mittel")),
    ];
    let found = case(&model, "2025-03-10 10:30", &events);
    assert_eq!(deadline(found.updates()[0]).priority, Some(id("Mittel")));
}

#[test]
fn a_part_first_named_after_records_of_the_whole_has_what_they_said() {
    let model = founding();
    let part = said(State::Down, "", |change| change.part = Some("web".into()));
    let up = said(State::Up, "", |_| {});
    let events = [
        ("2025-03-10 09:00", "SmaWo", state(State::Down, "Router", "Fremdsoftware")),
        ("2025-03-10 10:00", "SmaWo", part),
        ("2025-03-10 11:00", "SmaWo", up),
    ];
    // The part goes on being out for the cause that was recorded of the whole.
    assert_eq!(down(&model, "2025-04-01 00:00", &events), Millis::ZERO);
}

#[test]
fn who_reports_an_outage_reports_all_of_it_whatever_its_cause_is_at_a_time() {
    let mut model = founding();
    let rule = &mut model.outage.as_mut().expect("a rule").body;
    (rule.starts_when_detected, rule.starts_at_report) = (false, true);
    let reported = |cause| said(State::Down, cause, |change| change.reported = Some(at("2025-03-10 09:00")));
    let events = [
        ("2025-03-10 09:00", "SmaWo", state(State::Down, "Router", "power")),
        ("2025-03-10 10:00", "SmaWo", state(State::Down, "Router", "cooling")),
        ("2025-03-10 11:00", "SmaWo", reported("fire")),
        ("2025-03-10 12:00", "SmaWo", state(State::Up, "", "")),
    ];
    assert_eq!(down(&model, "2025-04-01 00:00", &events), Millis::hours(3));
}

#[test]
fn a_state_from_before_all_records_is_no_short_run() {
    let mut model = founding();
    let rule = &mut model.outage.as_mut().expect("a rule").body;
    rule.shortest = Some(Millis::hours(24 * 30));
    let up = said(State::Up, "", |change| change.previous = Some(State::Down));
    // Nobody knows for how long it was down before: longer than the few days of the period.
    let events = [("2025-01-02 10:00", "SmaWo", up)];
    assert_eq!(down(&model, "2025-04-01 00:00", &events), Millis::hours(2));
}

#[test]
fn excused_time_leaves_no_base_in_which_another_outage_holds_even_while_downtime_is_planned() {
    let mut model = founding();
    model.outage.as_mut().expect("a rule").body.excused_time = Some(ExcusedTime::LeavesBase);
    let service = &mut model.services[0].body;
    service.base = Some(klausel::model::Base { window: id("Rund um die Uhr"), less_planned: false });
    let part = said(State::Down, "Fremdsoftware", |change| change.part = Some("web".into()));
    // On a Saturday, outside the window outside which all downtime is planned.
    let events = [
        ("2025-03-08 09:00", "SmaWo", state(State::Down, "Router", "power")),
        ("2025-03-08 09:00", "SmaWo", part),
        ("2025-03-08 11:00", "SmaWo", state(State::Up, "", "")),
    ];
    let mut events = told(&events);
    for (seq, event) in (1..).zip(&mut events) {
        event.seq = Some(seq);
    }
    let found = year_2025(&model, "SmaWo", "2025-04-01 00:00", events);
    assert_eq!((availability(&found).out, availability(&found).down), (Millis::ZERO, Millis::ZERO));
}

#[test]
fn an_impairment_that_is_no_outage_takes_no_time_out_of_the_base_for_its_cause() {
    let mut model = founding();
    model.outage.as_mut().expect("a rule").body.excused_time = Some(ExcusedTime::LeavesBase);
    let events = [
        ("2025-03-10 09:00", "SmaWo", state(State::Degraded, "Router", "Fremdsoftware")),
        ("2025-03-10 11:00", "SmaWo", state(State::Up, "", "")),
    ];
    let found = year_2025(&model, "SmaWo", "2025-04-01 00:00", told(&events));
    assert_eq!(availability(&found).out, Millis::ZERO);
}

#[test]
fn what_failed_checks_show_first_is_projected_back_only_if_it_is_down_already() {
    let mut model = founding();
    let rule = &mut model.outage.as_mut().expect("a rule").body;
    rule.before_first = Some(BeforeFirst::Earliest);
    rule.check_every = Some(Millis::hours(24 * 400));
    rule.failed_checks = Some(klausel::model::FailedChecks { count: 2, from_first: false });
    let events = [("2025-01-02 09:00", "SmaWo", check(false)), ("2025-01-02 10:00", "SmaWo", check(false))];
    // Down begins with the second check, so that nothing was down before it.
    assert_eq!(down(&model, "2025-01-02 12:00", &events), Millis::hours(2));
}

#[test]
fn instants_that_an_event_states_are_cut_to_the_minute_too() {
    let mut model = founding();
    model.head.instants = Some(Instants::Minute);
    model.services[0].body.outside_causes = vec![id("flood")];
    let flood = klausel::event::ExcludedTime {
        from: Some(at("2025-03-10 09:00:40")),
        until: Some(at("2025-03-10 10:00:20")),
        cause: Some("flood".into()),
    };
    let events = told(&[("2025-03-10 10:30", "SmaWo", Happening::Excluded(flood))]);
    let found = year_2025(&model, "SmaWo", "2025-04-01 00:00", events);
    assert_eq!(availability(&found).excluded, Millis::hours(1));
}

#[test]
fn time_that_is_said_to_end_before_it_begins_is_listed() {
    let mut model = founding();
    model.services[0].body.outside_causes = vec![id("flood")];
    let flood = klausel::event::ExcludedTime {
        from: Some(at("2025-03-10 10:00")),
        until: Some(at("2025-03-10 09:00")),
        cause: Some("flood".into()),
    };
    let works = maintenance(klausel::event::MaintenanceAct::Agreed, "2025-03-12 10:00", "2025-03-12 09:00");
    let events =
        told(&[("2025-03-10 10:30", "SmaWo", Happening::Excluded(flood)), ("2025-03-10 10:30", "SmaWo", works)]);
    let march = Interval::new(at("2025-03-01 00:00"), at("2025-04-01 00:00"));
    let verdicts = monitor(&model, events).judge_period(march, None, None);
    assert_eq!(verdicts.listed(&UnusedReason::EndsBeforeBegin).count(), 2);
}
