//! Availability by the founding contract, computed by hand. 2025 has 249 working days in Munich: 2,490 h.

use super::fixture::*;
use klausel::{
    event::{Event, MaintenanceAct, State},
    model::{Excluded, PartPeriod, Unexplained},
    time::{Date, Millis},
    verdict::{Stage, Verdict},
};

fn log(entries: &[(&str, State, &str, &str)]) -> Vec<Event> {
    input(entries.iter().map(|(when, to, place, cause)| event(at(when), "SmaWo", state(*to, place, cause))))
}

fn with(events: Vec<Event>, more: &[(&str, klausel::event::Happening)]) -> Vec<Event> {
    let more = more.iter().map(|(when, says)| event(at(when), "SmaWo", says.clone()));
    input(events.into_iter().map(|event| Event { id: None, ..event }).chain(more))
}

const END: &str = "2026-01-01 00:00";

#[test]
fn a_year_without_an_outage_has_its_whole_window_as_base() {
    let year = year_2025(&founding(), "SmaWo", END, Vec::new());
    let figures = availability(&year);
    assert_eq!((year.verdict, year.stage), (Verdict::Met, Stage::Decided));
    assert_eq!((figures.base, figures.down), (Millis::hours(2_490), Millis::ZERO));
    // 1.5 % of 2,490 h.
    assert_eq!(figures.budget, Millis::minutes(37 * 60 + 21));
}

#[test]
fn exactly_the_budget_is_met_and_a_millisecond_more_is_missed() {
    // Monday to Wednesday 30 h, Thursday 7 h 21 min.
    let outage = log(&[("2025-03-10 08:00", State::Down, "Router", "x"), ("2025-03-13 15:21", State::Up, "", "")]);
    let year = year_2025(&founding(), "SmaWo", END, outage.clone());
    assert_eq!((year.verdict, availability(&year).down), (Verdict::Met, Millis::minutes(37 * 60 + 21)));
    let mut late = outage;
    late[1].at = late[1].at + Millis(1);
    let year = year_2025(&founding(), "SmaWo", END, late);
    assert_eq!((year.verdict, year.stage), (Verdict::Missed, Stage::Decided));
    assert_eq!(availability(&year).percent().map(|shown| shown.to_string()), Some("98.49".into()));
}

#[test]
fn what_lies_on_the_customers_side_or_is_excluded_does_not_count_and_stays_in_the_base() {
    let down = |place, cause| {
        let log = log(&[("2025-03-10 08:00", State::Down, place, cause), ("2025-03-10 10:00", State::Up, "", "")]);
        let year = year_2025(&founding(), "SmaWo", END, log);
        assert_eq!(availability(&year).base, Millis::hours(2_490));
        availability(&year).down
    };
    assert_eq!(down("Internetanschluss", ""), Millis::ZERO);
    assert_eq!(down("Router", "Customer software"), Millis::ZERO);
    assert_eq!(down("Router", "power"), Millis::hours(2));
    assert_eq!(down("", ""), Millis::hours(2));
    assert_eq!(down("somewhere else", ""), Millis::hours(2));
}

#[test]
fn unexplained_is_unknown_where_the_contract_says_so() {
    let mut model = founding();
    if let Some(outage) = &mut model.outage {
        outage.body.unexplained = Some(Unexplained::Unknown);
    }
    let log = |until| log(&[("2025-03-10 08:00", State::Down, "", ""), (until, State::Up, "", "")]);
    let short = year_2025(&model, "SmaWo", END, log("2025-03-10 10:00"));
    assert_eq!((short.verdict, availability(&short).unknown), (Verdict::Met, Millis::hours(2)));
    let long = year_2025(&model, "SmaWo", END, log("2025-03-14 18:00"));
    assert_eq!((long.verdict, long.stage), (Verdict::Undetermined, Stage::Revisable));
    assert_eq!(availability(&long).down, Millis::ZERO);
}

#[test]
fn an_unexplained_miss_may_still_be_explained() {
    let entries =
        |cause| log(&[("2025-03-10 08:00", State::Down, "Router", cause), ("2025-03-14 18:00", State::Up, "", "")]);
    let year = year_2025(&founding(), "SmaWo", END, entries(""));
    assert_eq!((year.verdict, year.stage), (Verdict::Missed, Stage::Revisable));
    let year = year_2025(&founding(), "SmaWo", END, entries("power"));
    assert_eq!((year.verdict, year.stage), (Verdict::Missed, Stage::Decided));
}

#[test]
fn impairments_do_not_count_here() {
    let log = log(&[("2025-03-10 08:00", State::Degraded, "Router", "x"), ("2025-03-10 10:00", State::Up, "", "")]);
    assert_eq!(availability(&year_2025(&founding(), "SmaWo", END, log.clone())).down, Millis::ZERO);
    let mut model = founding();
    if let Some(outage) = &mut model.outage {
        outage.body.impairment_counts = Some(true);
    }
    assert_eq!(availability(&year_2025(&model, "SmaWo", END, log)).down, Millis::hours(2));
}

#[test]
fn of_two_incidents_at_once_neither_ends_the_other_and_their_time_counts_once() {
    let of = |incident: Option<&str>, when, to| {
        let mut says = state(to, "Router", "x");
        if let klausel::event::Happening::State(change) = &mut says {
            change.incident = incident.map(Into::into);
        }
        event(at(when), "SmaWo", says)
    };
    let log = |first, second| {
        input([
            of(first, "2025-03-10 09:00", State::Down),
            of(second, "2025-03-10 10:00", State::Degraded),
            of(second, "2025-03-10 11:00", State::Down),
            of(first, "2025-03-10 12:00", State::Up),
            of(second, "2025-03-10 13:00", State::Up),
        ])
    };
    let down = |model: &klausel::model::Model, log| availability(&year_2025(model, "SmaWo", END, log)).down;
    assert_eq!(down(&founding(), log(Some("A"), Some("B"))), Millis::hours(4));
    // Also where one of them has no name.
    assert_eq!(down(&founding(), log(Some("A"), None)), Millis::hours(4));
    // Of one incident, each state replaces the one before, and its end ends it.
    assert_eq!(down(&founding(), log(Some("A"), Some("A"))), Millis::hours(2));
}

#[test]
fn at_one_instant_each_incident_has_its_own_order() {
    let of = |incident: &str, when, to| {
        let mut says = state(to, "Router", "x");
        if let klausel::event::Happening::State(change) = &mut says {
            change.incident = Some(incident.into());
        }
        event(at(when), "SmaWo", says)
    };
    let log = input([
        of("A", "2025-03-10 09:00", State::Down),
        of("A", "2025-03-10 10:00", State::Up),
        of("B", "2025-03-10 10:00", State::Down),
        of("B", "2025-03-10 11:00", State::Up),
    ]);
    let year = year_2025(&founding(), "SmaWo", END, log);
    assert_eq!((availability(&year).down, availability(&year).unknown), (Millis::hours(2), Millis::ZERO));
}

#[test]
fn agreed_maintenance_leaves_the_base_and_its_overrun_counts() {
    let agreed = [("2025-03-10 09:00", maintenance(MaintenanceAct::Agreed, "2025-03-11 08:00", "2025-03-11 10:00"))];
    let outage = log(&[("2025-03-11 08:00", State::Down, "Router", "x"), ("2025-03-11 11:00", State::Up, "", "")]);
    let year = year_2025(&founding(), "SmaWo", END, with(outage, &agreed));
    let figures = availability(&year);
    assert_eq!((figures.planned, figures.base), (Millis::hours(2), Millis::hours(2_488)));
    assert_eq!(figures.down, Millis::hours(1));
}

fn planned_by(acts: &[(&str, klausel::event::Happening)]) -> Millis {
    availability(&year_2025(&founding(), "SmaWo", END, with(Vec::new(), acts))).planned
}

#[test]
fn an_agreement_counts_only_before_it_begins_by_the_customer_and_in_text_form() {
    let agreed = || maintenance(MaintenanceAct::Agreed, "2025-03-11 08:00", "2025-03-11 10:00");
    let change = |edit: &dyn Fn(&mut klausel::event::Maintenance)| {
        let mut says = agreed();
        if let klausel::event::Happening::Maintenance(act) = &mut says {
            edit(act);
        }
        says
    };
    assert_eq!(planned_by(&[("2025-03-11 07:59", agreed())]), Millis::hours(2));
    assert_eq!(planned_by(&[("2025-03-11 08:00", agreed())]), Millis::ZERO);
    for (form, planned) in [("e-mail", 2), ("per E-Mail", 2), ("in Textform", 2), ("by phone", 0), ("any_form", 0)] {
        let agreed = change(&|act| act.form = Some(form.into()));
        assert_eq!(planned_by(&[("2025-03-10 09:00", agreed)]), Millis::hours(planned), "{form}");
    }
    assert_eq!(planned_by(&[("2025-03-10 08:00", change(&|act| act.by = Some("provider".into())))]), Millis::ZERO);
    assert_eq!(planned_by(&[("2025-03-10 08:00", change(&|act| act.form = Some("any_form".into())))]), Millis::ZERO);
    assert_eq!(planned_by(&[("2025-03-10 08:00", change(&|act| act.form = Some("writing".into())))]), Millis::hours(2));
    assert_eq!(planned_by(&[("2025-03-10 08:00", change(&|act| act.act = MaintenanceAct::Announced))]), Millis::ZERO);
}

#[test]
fn maintenance_is_moved_extended_withdrawn_and_finished() {
    let agreed = ("2025-03-10 09:00", maintenance(MaintenanceAct::Agreed, "2025-03-11 08:00", "2025-03-11 10:00"));
    let then = |when, act, from, until| planned_by(&[agreed.clone(), (when, maintenance(act, from, until))]);
    assert_eq!(
        then("2025-03-10 10:00", MaintenanceAct::Moved, "2025-03-12 08:00", "2025-03-12 09:00"),
        Millis::hours(1)
    );
    assert_eq!(then("2025-03-11 09:00", MaintenanceAct::Extended, "", "2025-03-11 11:00"), Millis::hours(3));
    // At the old end it is too late to extend.
    assert_eq!(then("2025-03-11 10:00", MaintenanceAct::Extended, "", "2025-03-11 11:00"), Millis::hours(2));
    assert_eq!(then("2025-03-10 17:00", MaintenanceAct::Withdrawn, "", ""), Millis::ZERO);
    assert_eq!(then("2025-03-11 08:30", MaintenanceAct::Withdrawn, "", ""), Millis::minutes(30));
    assert_eq!(then("2025-03-11 09:30", MaintenanceAct::Finished, "", ""), Millis::minutes(90));
}

#[test]
fn a_running_outage_lasts_to_as_of_and_decides_as_soon_as_the_budget_is_gone() {
    let log = || log(&[("2025-03-10 08:00", State::Down, "Router", "x")]);
    let open = year_2025(&founding(), "SmaWo", "2025-03-13 15:21", log());
    assert_eq!((open.verdict, open.stage), (Verdict::Open, Stage::Revisable));
    let over = year_2025(&founding(), "SmaWo", "2025-03-13 15:21:00.001", log());
    assert_eq!((over.verdict, over.stage), (Verdict::Missed, Stage::Decided));
}

#[test]
fn it_is_met_as_soon_as_all_time_left_fits_the_budget() {
    // Without agreed downtime nothing more can be planned. 2025 ends on a Wednesday; the last working days are
    // 22, 23, 24, 29, 30 and 31 December: with three of them left, 30 h fit 37 h 21 min.
    let mut model = founding();
    model.planned.truncate(1);
    let at_noon = |when| year_2025(&model, "SmaWo", when, Vec::new()).verdict;
    assert_eq!(at_noon("2025-12-24 12:00"), Verdict::Met);
    assert_eq!(at_noon("2025-12-23 18:00"), Verdict::Open);
    // Where more can be agreed, the base may shrink: 98.5 % of what is left of it must still hold.
    assert_eq!(year_2025(&founding(), "SmaWo", "2025-12-31 17:00", Vec::new()).verdict, Verdict::Met);
}

#[test]
fn up_states_its_previous_state_or_ends_nothing() {
    let mut events = log(&[("2025-01-02 10:00", State::Up, "", "")]);
    assert_eq!(availability(&year_2025(&founding(), "SmaWo", END, events.clone())).down, Millis::ZERO);
    if let klausel::event::Happening::State(change) = &mut events[0].says {
        change.previous = Some(State::Down);
    }
    assert_eq!(availability(&year_2025(&founding(), "SmaWo", END, events)).down, Millis::hours(2));
}

#[test]
fn down_and_up_at_one_instant_leave_the_state_as_it_was() {
    let up = [("2025-03-10 10:00", State::Up, "", ""), ("2025-03-10 10:00", State::Down, "Router", "x")];
    assert_eq!(availability(&year_2025(&founding(), "SmaWo", END, log(&up))).down, Millis::ZERO);
    let down = [
        ("2025-03-10 08:00", State::Down, "Router", "x"),
        ("2025-03-10 10:00", State::Down, "Router", "x"),
        ("2025-03-10 10:00", State::Up, "", ""),
        ("2025-03-10 11:00", State::Up, "", ""),
    ];
    assert_eq!(availability(&year_2025(&founding(), "SmaWo", END, log(&down))).down, Millis::hours(3));
}

#[test]
fn a_part_period_is_judged_as_it_is_or_not_at_all() {
    let mut model = founding();
    // Friday 19 December: 19, 22, 23, 24, 29, 30, 31 are seven working days.
    model.head.in_force_from = Date::new(2025, 12, 19);
    let year = year_2025(&model, "SmaWo", END, Vec::new());
    assert_eq!((year.verdict, availability(&year).base), (Verdict::Met, Millis::hours(70)));
    model.services[0].body.part_period = Some(PartPeriod::NotJudged);
    assert_eq!(year_2025(&model, "SmaWo", END, Vec::new()).verdict, Verdict::NotOwed);
}

#[test]
fn without_a_handover_point_every_outage_counts() {
    let events = input([
        event(at("2025-03-10 08:00"), "Call Connect", state(State::Down, "Internetanschluss", "Fremdsoftware")),
        event(at("2025-03-10 10:29"), "Call Connect", state(State::Up, "", "")),
    ]);
    let model = founding();
    assert_eq!(model.services[2].body.excluded, Some(Excluded::Nothing));
    // 0.1 % of 2,490 h are 2 h 29 min 24 s.
    let year = year_2025(&model, "Call Connect", END, events);
    assert_eq!((year.verdict, availability(&year).down), (Verdict::Met, Millis::minutes(149)));
}

#[test]
fn a_disputed_state_is_unknown_until_the_next_event() {
    let mut events = log(&[
        ("2025-03-10 08:00", State::Down, "Router", "x"),
        ("2025-03-10 08:00", State::Degraded, "Router", "x"),
        ("2025-03-10 10:00", State::Up, "", ""),
    ]);
    events[1].source = "users".into();
    let year = year_2025(&founding(), "SmaWo", END, events);
    assert_eq!((availability(&year).down, availability(&year).unknown), (Millis::ZERO, Millis::hours(2)));
}
