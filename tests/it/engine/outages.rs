//! What counts of outages, part by part and run by run, computed by hand: one test for each sentence.

use super::fixture::*;
use klausel::{
    engine::{Instants, course},
    event::{Event, ExcludedTime, Happening, MaintenanceAct, State},
    model::{
        AgreedDowntime, Coinciding, DownWhen, Evidence, ExcusedTime, FinishedEarly, Model, OutageRule, PartPeriod,
        Party, PeriodKind, PlannedDowntime, Service, Shown, Unexplained,
    },
    time::{Date, Instant, Interval, Millis},
    verdict::{Choice, Stage, Step, Verdict},
};

const END: &str = "2026-01-01 00:00";

fn rule(edit: impl FnOnce(&mut OutageRule)) -> Model {
    let mut model = founding();
    if let Some(outage) = &mut model.outage {
        edit(&mut outage.body);
    }
    model
}

fn service(mut model: Model, edit: impl FnOnce(&mut Service)) -> Model {
    edit(&mut model.services[0].body);
    model
}

fn of(says: Happening, edit: impl FnOnce(&mut klausel::event::StateChange)) -> Happening {
    let mut says = says;
    if let Happening::State(change) = &mut says {
        edit(change);
    }
    says
}

fn smawo(entries: Vec<(&str, Happening)>) -> Vec<Event> {
    input(entries.into_iter().map(|(when, says)| event(at(when), "SmaWo", says)))
}

/// An outage in its own incident, so that several may run at once.
fn outage<'a>(from: &'a str, until: &'a str, place: &str, cause: &str) -> Vec<(&'a str, Happening)> {
    let incident = format!("{from}{place}{cause}");
    let named = |says| of(says, |change| change.incident = Some(incident.as_str().into()));
    vec![(from, named(state(State::Down, place, cause))), (until, named(state(State::Up, "", "")))]
}

fn down(model: &Model, entries: Vec<(&str, Happening)>) -> Millis {
    availability(&year_2025(model, "SmaWo", END, smawo(entries))).down
}

fn chosen(model: &Model, entries: Vec<(&str, Happening)>, choice: Choice) -> bool {
    let monitor = monitor(model, smawo(entries));
    let program = monitor.program();
    let year = Interval::new(at("2025-01-01 00:00"), at(END));
    let subject = klausel::engine::Subject::Service(program.service("SmaWo").unwrap(), year);
    let instants = Instants { as_of: at(END), known_as_of: at(END) };
    let why = monitor.why(&subject, klausel::verdict::Promise::Availability, instants);
    why[0].reason.steps.iter().any(|step| matches!(step, Step::Chosen(used) if used.choice == choice))
}

#[test]
fn of_two_outages_at_once_the_excluded_one_takes_out_itself_and_never_the_others_time() {
    let both = || {
        let mut both = outage("2025-03-10 09:00", "2025-03-10 11:00", "Router", "Fremdsoftware");
        both.extend(outage("2025-03-10 10:00", "2025-03-10 12:00", "Router", "power"));
        both
    };
    assert_eq!(down(&founding(), both()), Millis::hours(2));
    assert!(chosen(&founding(), both(), Choice::CoincidingCounts));
    let excused = rule(|rule| rule.coinciding = Some(Coinciding::Excused));
    assert_eq!(down(&excused, both()), Millis::hours(1));
    assert!(chosen(&excused, both(), Choice::CoincidingExcused));
}

#[test]
fn an_unexplained_outage_may_excuse_anothers_time_in_the_best_case_only() {
    let model = rule(|rule| {
        rule.coinciding = Some(Coinciding::Excused);
        rule.unexplained = Some(Unexplained::Unknown);
    });
    let mut both = outage("2025-03-10 09:00", "2025-03-10 11:00", "Router", "power");
    both.extend(outage("2025-03-10 10:00", "2025-03-10 12:00", "", ""));
    let year = year_2025(&model, "SmaWo", END, smawo(both));
    assert_eq!((availability(&year).down, availability(&year).unknown), (Millis::hours(1), Millis::hours(2)));
}

#[test]
fn excused_time_stays_in_the_base_as_up_or_leaves_it() {
    let log = || outage("2025-03-10 09:00", "2025-03-10 11:00", "Router", "Fremdsoftware");
    let figures = |model: &Model| availability(&year_2025(model, "SmaWo", END, smawo(log()))).clone();
    assert_eq!((figures(&founding()).base, figures(&founding()).out), (Millis::hours(2_490), Millis::ZERO));
    let leaves = figures(&rule(|rule| rule.excused_time = Some(ExcusedTime::LeavesBase)));
    assert_eq!((leaves.base, leaves.out, leaves.down), (Millis::hours(2_488), Millis::hours(2), Millis::ZERO));
}

#[test]
fn what_may_be_excused_is_down_in_the_worst_case_and_out_of_the_base_in_the_best() {
    let model = rule(|rule| {
        rule.excused_time = Some(ExcusedTime::LeavesBase);
        rule.unexplained = Some(Unexplained::Unknown);
    });
    // Explained downtime of 37 h 20 min is within 1.5 % of 2,490 h (37 h 21 min), and beyond 1.5 % of 2,480 h (37 h 12 min).
    let mut log = outage("2025-03-10 08:00", "2025-03-13 15:20", "Router", "power");
    log.extend(outage("2025-03-17 08:00", "2025-03-17 18:00", "", ""));
    let year = year_2025(&model, "SmaWo", END, smawo(log));
    let figures = availability(&year);
    assert_eq!((figures.base, figures.contingent), (Millis::hours(2_490), Millis::hours(10)));
    assert_eq!((year.verdict, figures.down), (Verdict::Missed, Millis::minutes(37 * 60 + 20)));
}

#[test]
fn overlapping_and_adjoining_outages_are_one_union() {
    let mut log = outage("2025-03-10 09:00", "2025-03-10 10:00", "Router", "power");
    log.extend(outage("2025-03-10 09:30", "2025-03-10 10:30", "Anwendungsserver", "disk"));
    log.extend(outage("2025-03-10 10:30", "2025-03-10 11:00", "Router", "cable"));
    assert_eq!(down(&founding(), log), Millis::hours(2));
}

#[test]
fn the_minimum_run_is_measured_on_the_whole_run_before_it_is_cut() {
    let model = rule(|rule| rule.shortest = Some(Millis::minutes(15)));
    // Ten minutes of it are in the window, which closes at 18:00.
    assert_eq!(down(&model, outage("2025-03-10 17:50", "2025-03-10 18:20", "Router", "x")), Millis::minutes(10));
    assert_eq!(down(&model, outage("2025-03-10 17:50", "2025-03-10 18:04", "Router", "x")), Millis::ZERO);
    // Exactly the minimum counts.
    assert_eq!(down(&model, outage("2025-03-10 10:00", "2025-03-10 10:15", "Router", "x")), Millis::minutes(15));
    // Of the union: two outages that adjoin are one run, though neither is long enough.
    let mut two = outage("2025-03-10 10:00", "2025-03-10 10:10", "Router", "x");
    two.extend(outage("2025-03-10 10:10", "2025-03-10 10:20", "Router", "y"));
    assert_eq!(down(&model, two), Millis::minutes(20));
}

#[test]
fn the_minimum_run_reaches_beyond_the_period() {
    let mut model = rule(|rule| rule.shortest = Some(Millis::minutes(15)));
    model.windows[0].body.hours = model.windows[1].body.hours.clone();
    model.windows[0].body.except_holidays.clear();
    // From 23:50 of the year before to 0:10: ten minutes of a run of twenty.
    let mut log = outage("2024-12-31 23:50", "2025-01-01 00:05", "Router", "x");
    log.extend(outage("2025-01-01 00:05", "2025-01-01 00:10", "Router", "y"));
    assert_eq!(down(&model, log), Millis::minutes(10));
}

#[test]
fn a_run_is_shortened_at_its_end_to_whole_minutes_before_it_is_cut() {
    let model = rule(|rule| rule.whole_minutes = true);
    let log = outage("2025-03-10 10:00:30", "2025-03-10 10:05:29", "Router", "x");
    assert_eq!(down(&model, log.clone()), Millis::minutes(4));
    assert_eq!(down(&founding(), log), Millis(299_000));
    // The window opens within the run: what is cut off is not made good.
    let early = outage("2025-03-10 07:59:30", "2025-03-10 08:01:15", "Router", "x");
    assert_eq!(down(&model, early), Millis(30_000));
}

#[test]
fn down_and_up_in_the_same_minute_is_as_long_as_it_was_unless_only_whole_minutes_count() {
    let log = || outage("2025-03-10 10:00:10", "2025-03-10 10:00:50", "Router", "x");
    assert_eq!(down(&founding(), log()), Millis(40_000));
    assert_eq!(down(&rule(|rule| rule.whole_minutes = true), log()), Millis::ZERO);
}

#[test]
fn a_run_that_is_too_short_so_far_is_not_yet_down_and_may_still_be() {
    let model = rule(|rule| rule.shortest = Some(Millis::minutes(15)));
    let log = || smawo(vec![("2025-12-31 17:40", state(State::Down, "Router", "x"))]);
    let as_of = |when| availability(&year_2025(&model, "SmaWo", when, log())).down;
    assert_eq!(as_of("2025-12-31 17:50"), Millis::ZERO);
    assert_eq!(as_of("2025-12-31 17:55"), Millis::minutes(15));
}

fn part(when: &'static str, name: &str, to: State) -> (&'static str, Happening) {
    (when, of(state(to, "Router", "x"), |change| change.part = (!name.is_empty()).then(|| name.into())))
}

fn of_parts(down_when: Option<DownWhen>) -> Model {
    service(founding(), |service| {
        service.parts = vec![id("Web"), id("Datenbank"), id("Suche")];
        service.down_when = down_when;
    })
}

#[test]
fn a_service_of_parts_is_down_when_any_part_is_when_all_are_or_when_so_many_are() {
    let log = || {
        vec![
            part("2025-03-10 09:00", "Web", State::Down),
            part("2025-03-10 10:00", "Datenbank", State::Down),
            part("2025-03-10 11:00", "Suche", State::Down),
            part("2025-03-10 12:00", "Web", State::Up),
            part("2025-03-10 13:00", "Suche", State::Up),
            part("2025-03-10 14:00", "Datenbank", State::Up),
        ]
    };
    assert_eq!(down(&of_parts(None), log()), Millis::hours(5));
    assert!(chosen(&of_parts(None), log(), Choice::DownWithAnyPart));
    assert_eq!(down(&of_parts(Some(DownWhen::AnyPart)), log()), Millis::hours(5));
    assert_eq!(down(&of_parts(Some(DownWhen::AtLeast(2))), log()), Millis::hours(3));
    assert_eq!(down(&of_parts(Some(DownWhen::AllParts)), log()), Millis::hours(1));
    assert_eq!(down(&of_parts(Some(DownWhen::AtLeast(4))), log()), Millis::ZERO);
}

#[test]
fn what_is_said_of_the_whole_is_said_of_each_part() {
    let log = || {
        vec![
            part("2025-03-10 09:00", "", State::Down),
            part("2025-03-10 10:00", "Web", State::Up),
            part("2025-03-10 11:00", "", State::Up),
        ]
    };
    assert_eq!(down(&of_parts(Some(DownWhen::AllParts)), log()), Millis::hours(1));
    assert_eq!(down(&of_parts(Some(DownWhen::AtLeast(2))), log()), Millis::hours(2));
}

#[test]
fn an_excluded_outage_of_a_part_does_not_take_the_service_down() {
    let log = vec![
        part("2025-03-10 09:00", "Web", State::Down),
        ("2025-03-10 09:00", of(state(State::Down, "Router", "Fremdsoftware"), |one| one.part = Some("Suche".into()))),
        part("2025-03-10 11:00", "", State::Up),
    ];
    assert_eq!(down(&of_parts(Some(DownWhen::AtLeast(2))), log), Millis::ZERO);
}

#[test]
fn an_outage_counts_from_its_record_from_its_report_or_from_whichever_is_earlier() {
    let log = |reported: Option<&str>| {
        let says = of(state(State::Down, "Router", "x"), |change| change.reported = reported.map(at));
        vec![("2025-03-10 09:00", says), ("2025-03-10 11:00", state(State::Up, "", ""))]
    };
    let record = rule(|rule| rule.starts_when_detected = false);
    let first = founding();
    let report = rule(|rule| (rule.starts_when_detected, rule.starts_at_report) = (false, true));
    let (early, late) = (Some("2025-03-10 08:30"), Some("2025-03-10 09:45"));
    assert_eq!((down(&record, log(early)), down(&record, log(late))), (Millis::hours(2), Millis::hours(2)));
    assert_eq!((down(&first, log(early)), down(&first, log(late))), (Millis::minutes(150), Millis::hours(2)));
    assert_eq!((down(&report, log(early)), down(&report, log(late))), (Millis::hours(2), Millis::minutes(75)));
    // Nobody reported it: it does not count from its report, and it was detected when it was recorded.
    assert_eq!((down(&first, log(None)), down(&report, log(None))), (Millis::hours(2), Millis::ZERO));
    assert!(chosen(&report, log(late), Choice::OutageFromReport));
}

#[test]
fn a_report_opens_no_outage_before_the_service_was_last_known_to_be_up() {
    let log = vec![
        ("2025-03-10 08:00", state(State::Down, "Router", "x")),
        ("2025-03-10 09:00", state(State::Up, "", "")),
        ("2025-03-10 10:00", of(state(State::Down, "Router", "x"), |one| one.reported = Some(at("2025-03-10 08:30")))),
        ("2025-03-10 11:00", state(State::Up, "", "")),
    ];
    assert_eq!(down(&founding(), log), Millis::hours(3));
}

#[test]
fn an_outage_whose_cause_turns_out_months_later_to_be_customer_software_no_longer_counts() {
    // 40 h from Monday to Thursday: more than 37 h 21 min.
    let mut events = smawo(vec![
        ("2025-03-10 08:00", state(State::Down, "Router", "")),
        ("2025-03-13 18:00", state(State::Up, "", "")),
    ]);
    let mut cause = event(at("2025-03-10 08:00"), "SmaWo", state(State::Down, "Router", "Fremdsoftware"));
    (cause.corrects, cause.id) = (events[0].id.clone(), Some("cause".into()));
    cause.known_at = Some(at("2025-09-01 12:00"));
    events.push(cause);
    let monitor = monitor(&founding(), input(events));
    let subject = klausel::engine::Subject::Service(
        monitor.program().service("SmaWo").unwrap(),
        Interval::new(at("2025-01-01 00:00"), at(END)),
    );
    let known = |known: &str| {
        let instants = Instants { as_of: at(END), known_as_of: at(known) };
        monitor.why(&subject, klausel::verdict::Promise::Availability, instants).remove(0)
    };
    let (then, now) = (known("2025-08-31 00:00"), known(END));
    assert_eq!((then.verdict, then.stage), (Verdict::Missed, Stage::Revisable));
    assert_eq!((now.verdict, availability(&now).down), (Verdict::Met, Millis::ZERO));
    // The report as it was known then, once more and whenever it is asked for.
    assert_eq!(serde_json::to_string(&then).unwrap(), serde_json::to_string(&known("2025-08-31 00:00")).unwrap());
}

#[test]
fn what_a_window_excludes_is_no_part_of_the_base() {
    let mut model = founding();
    // Mornings of every working day: two hours of ten.
    let mut freeze = model.windows[0].clone();
    freeze.name = id("Änderungssperre");
    freeze.body.hours[0].until = "10:00".parse().unwrap();
    model.windows.push(freeze);
    let model = service(model, |service| service.outside_window = Some(id("Änderungssperre")));
    let year = year_2025(&model, "SmaWo", END, smawo(outage("2025-12-22 08:00", "2025-12-22 11:00", "Router", "x")));
    let figures = availability(&year);
    assert_eq!((figures.base, figures.excluded), (Millis::hours(249 * 8), Millis::hours(249 * 2)));
    assert_eq!(figures.down, Millis::hours(1));
}

#[test]
fn what_an_event_excludes_by_a_cause_that_the_contract_names_is_no_part_of_the_base() {
    let model = service(founding(), |service| service.outside_causes = vec![id("höhere Gewalt")]);
    let flood = |cause: &str| {
        Happening::Excluded(ExcludedTime {
            from: Some(at("2025-03-10 10:00")),
            until: Some(at("2025-03-10 12:00")),
            cause: Some(cause.into()),
        })
    };
    let log = |cause| {
        let mut log = outage("2025-03-10 09:00", "2025-03-10 13:00", "Router", "x");
        log.push(("2025-03-11 09:00", flood(cause)));
        availability(&year_2025(&model, "SmaWo", END, smawo(log))).clone()
    };
    let figures = log("höhere Gewalt");
    assert_eq!(
        (figures.excluded, figures.base, figures.down),
        (Millis::hours(2), Millis::hours(2_488), Millis::hours(2))
    );
    assert_eq!(log("strike").down, Millis::hours(4));
}

fn planned(edit: impl FnOnce(&mut AgreedDowntime)) -> Model {
    let mut model = founding();
    if let PlannedDowntime::Agreed(rule) = &mut model.planned[1].body {
        edit(rule);
    }
    model
}

fn announced(edit: impl FnOnce(&mut AgreedDowntime)) -> Model {
    planned(|rule| {
        rule.agreed_by = None;
        rule.announced_by = Some((Party::Provider, Evidence::TextForm));
        rule.lead = Some(Millis::hours(48));
        edit(rule);
    })
}

fn by_provider(act: MaintenanceAct, from: &str, until: &str) -> Happening {
    let mut says = maintenance(act, from, until);
    if let Happening::Maintenance(act) = &mut says {
        act.by = Some("provider".into());
    }
    says
}

#[test]
fn an_announcement_counts_by_its_lead_and_by_the_party_that_must() {
    let planned =
        |when, says| availability(&year_2025(&announced(|_| ()), "SmaWo", END, smawo(vec![(when, says)]))).planned;
    let (from, until) = ("2025-03-12 08:00", "2025-03-12 10:00");
    assert_eq!(planned("2025-03-10 08:00", by_provider(MaintenanceAct::Announced, from, until)), Millis::hours(2));
    assert_eq!(planned("2025-03-10 08:00:00.001", by_provider(MaintenanceAct::Announced, from, until)), Millis::ZERO);
    assert_eq!(planned("2025-03-10 08:00", maintenance(MaintenanceAct::Announced, from, until)), Millis::ZERO);
}

#[test]
fn maintenance_announced_during_an_outage_does_not_cover_that_outage() {
    let model = announced(|rule| rule.lead = None);
    let mut log = outage("2025-03-10 09:00", "2025-03-10 12:00", "Router", "x");
    log.insert(1, ("2025-03-10 09:30", by_provider(MaintenanceAct::Announced, "2025-03-10 10:00", "2025-03-10 11:00")));
    assert_eq!(down(&model, log.clone()), Millis::hours(3));
    // Agreed, it does.
    log[1] = ("2025-03-10 09:30", maintenance(MaintenanceAct::Agreed, "2025-03-10 10:00", "2025-03-10 11:00"));
    assert_eq!(down(&founding(), log), Millis::hours(2));
}

#[test]
fn a_budget_is_used_in_order_of_start_over_its_own_period() {
    let model = announced(|rule| rule.budget = Some((Millis::hours(3), PeriodKind::CalendarYear)));
    let log = vec![
        // Announced first and starting last: it is the one that exceeds.
        ("2025-03-01 08:00", by_provider(MaintenanceAct::Announced, "2025-03-14 08:00", "2025-03-14 10:00")),
        ("2025-03-02 08:00", by_provider(MaintenanceAct::Announced, "2025-03-12 08:00", "2025-03-12 10:00")),
        ("2024-12-20 08:00", by_provider(MaintenanceAct::Announced, "2024-12-31 08:00", "2024-12-31 10:00")),
    ];
    let mut all = log.clone();
    all.extend(outage("2025-03-14 08:00", "2025-03-14 10:00", "Router", "x"));
    let year = year_2025(&model, "SmaWo", END, smawo(all));
    let figures = availability(&year);
    assert_eq!((figures.planned, figures.down), (Millis::hours(3), Millis::hours(1)));
}

#[test]
fn work_finished_early_ends_planned_downtime_early_or_as_announced() {
    let log = || {
        vec![
            ("2025-03-10 09:00", maintenance(MaintenanceAct::Agreed, "2025-03-11 08:00", "2025-03-11 10:00")),
            ("2025-03-11 09:30", maintenance(MaintenanceAct::Finished, "", "")),
        ]
    };
    let figures = |model: &Model| availability(&year_2025(model, "SmaWo", END, smawo(log()))).planned;
    assert_eq!(figures(&founding()), Millis::minutes(90));
    assert!(chosen(&founding(), log(), Choice::EndsWhenFinished));
    let announced = planned(|rule| rule.finished_early = Some(FinishedEarly::AsAnnounced));
    assert_eq!(figures(&announced), Millis::hours(2));
    assert!(chosen(&announced, log(), Choice::EndsAsAnnounced));
}

#[test]
fn planned_downtime_may_stay_in_the_base_and_downtime_is_the_same() {
    let mut log = outage("2025-03-11 08:00", "2025-03-11 11:00", "Router", "x");
    log.push(("2025-03-10 09:00", maintenance(MaintenanceAct::Agreed, "2025-03-11 08:00", "2025-03-11 10:00")));
    let model = service(founding(), |service| {
        if let Some(base) = &mut service.base {
            base.less_planned = false;
        }
    });
    let figures = availability(&year_2025(&model, "SmaWo", END, smawo(log))).clone();
    assert_eq!((figures.base, figures.down), (Millis::hours(2_490), Millis::hours(1)));
}

#[test]
fn a_fixed_base_is_the_same_in_every_period() {
    let model = service(founding(), |service| service.fixed_base = Some(Millis::hours(720)));
    let year = year_2025(&model, "SmaWo", END, smawo(outage("2025-03-10 08:00", "2025-03-11 08:48", "Router", "x")));
    let figures = availability(&year);
    // 1.5 % of 720 h are 10 h 48 min.
    assert_eq!(
        (figures.base, figures.budget, figures.down),
        (Millis::hours(720), Millis::minutes(648), Millis::minutes(648))
    );
    assert_eq!(year.verdict, Verdict::Met);
}

#[test]
fn in_a_part_period_the_time_missing_may_count_as_up() {
    let mut model = service(founding(), |service| service.part_period = Some(PartPeriod::CountsAsUp));
    model.head.in_force_from = Date::new(2025, 12, 19);
    let log = outage("2025-12-22 08:00", "2025-12-22 18:00", "Router", "x");
    let year = year_2025(&model, "SmaWo", END, smawo(log.clone()));
    assert_eq!((year.verdict, availability(&year).base), (Verdict::Met, Millis::hours(2_490)));
    model.services[0].body.part_period = None;
    assert_eq!(year_2025(&model, "SmaWo", END, smawo(log)).verdict, Verdict::Missed);
}

#[test]
fn an_empty_base_owes_nothing() {
    let mut model = founding();
    model.windows[0].body.hours.clear();
    assert_eq!(year_2025(&model, "SmaWo", END, Vec::new()).verdict, Verdict::NotOwed);
}

#[test]
fn a_percentage_is_rounded_as_agreed_and_never_shows_a_missed_target_as_met() {
    let shown = |until: &str, shown| {
        let model = service(founding(), |service| service.shown = shown);
        let year = year_2025(&model, "SmaWo", END, smawo(outage("2025-03-10 08:00", until, "Router", "x")));
        availability(&year).percent().unwrap().to_string()
    };
    let half_up = |decimals| Some(Shown { decimals, half_up: true });
    // 37 h 20 min of 2,490 h: 98.5006… %.
    assert_eq!(shown("2025-03-13 15:20", None), "98.50");
    assert_eq!(shown("2025-03-13 15:20", half_up(3)), "98.501");
    // 37 h 22 min: 98.49933… % would be rounded to 98.50 %.
    assert_eq!(shown("2025-03-13 15:22", half_up(2)), "98.49");
    assert_eq!(shown("2025-03-13 15:22", half_up(3)), "98.499");
    assert_eq!(shown("2025-03-13 15:22", Some(Shown { decimals: 0, half_up: false })), "98");
}

#[test]
fn the_months_of_a_year_add_up_to_it_to_the_millisecond_and_downtime_adds_up_over_it() {
    let mut log = outage("2025-03-31 17:00", "2025-04-01 08:00:00.007", "Router", "x");
    log.extend(outage("2025-07-01 10:00", "2025-07-01 10:00:00.500", "Router", "y"));
    let model = founding();
    let events = smawo(log);
    let program = program(&model);
    let facts: Vec<_> = events.into_iter().map(|event| program.bind(event).unwrap()).collect();
    let year = Interval::new(at("2025-01-01 00:00"), at(END));
    let instants = Instants { as_of: at(END), known_as_of: at(END) };
    let found = course(&program, program.service("SmaWo").unwrap(), year, &facts, instants).unwrap();
    let figures = availability(&found.judgement);
    let sum = |get: fn(&klausel::engine::Month) -> Millis| found.months.iter().map(get).sum::<Millis>();
    assert_eq!(found.months.len(), 12);
    assert_eq!((sum(|one| one.window), sum(|one| one.base)), (figures.window, figures.base));
    assert_eq!((sum(|one| one.down), sum(|one| one.unknown)), (figures.down, figures.unknown));
    let points: Vec<(Instant, i64)> = found.adds_up().into_iter().map(|(at, sum)| (at, sum.0)).collect();
    assert_eq!(points.first(), Some(&(at("2025-03-31 17:00"), 0)));
    assert_eq!(points.last(), Some(&(at("2025-07-01 10:00:00.500"), figures.down.0)));
}

#[test]
fn a_year_is_decided_by_its_greatest_and_least_base() {
    // 37 h 21 min and a millisecond are more than 1.5 % of every base still possible.
    let log = smawo(outage("2025-03-10 08:00", "2025-03-13 15:21:00.001", "Router", "x"));
    let as_of = "2025-03-14 08:00";
    assert_eq!(year_2025(&founding(), "SmaWo", as_of, log.clone()).verdict, Verdict::Missed);
    // What is agreed for the future may be withdrawn: the greatest base is without it.
    let mut more = log.clone();
    more.push(event(
        at("2025-03-01 08:00"),
        "SmaWo",
        maintenance(MaintenanceAct::Agreed, "2025-10-01 08:00", "2025-10-02 18:00"),
    ));
    let exactly = smawo(outage("2025-03-10 08:00", "2025-03-13 15:21", "Router", "x"));
    assert_eq!(year_2025(&founding(), "SmaWo", as_of, exactly).verdict, Verdict::Open);
    assert_eq!(year_2025(&founding(), "SmaWo", as_of, input(more)).verdict, Verdict::Missed);
    // Where excused time leaves the base, all time left may still leave it.
    let mut model = rule(|rule| rule.excused_time = Some(ExcusedTime::LeavesBase));
    model.planned.truncate(1);
    let short = || smawo(outage("2025-03-10 08:00", "2025-03-10 09:00", "Router", "x"));
    // 36 h are left: with the hour that is down they are within 1.5 % of 2,490 h, and not of 2,454 h.
    assert_eq!(year_2025(&model, "SmaWo", "2025-12-24 12:00", short()).verdict, Verdict::Open);
    assert_eq!(year_2025(&model, "SmaWo", "2025-12-24 18:00", short()).verdict, Verdict::Met);
    let mut stays = founding();
    stays.planned.truncate(1);
    assert_eq!(year_2025(&stays, "SmaWo", "2025-12-24 12:00", short()).verdict, Verdict::Met);
}
