//! Checks of monitoring, time that nothing observed, and what was before the first record, computed by hand.

use super::fixture::*;
use klausel::{
    event::{Event, Happening, State, UnusedReason},
    model::{BeforeFirst, Contradicted, FailedChecks, Impairments, Model, Unobserved},
    time::Millis,
    verdict::Verdict,
};

/// The founding contract with a check every five minutes; on the morning of Monday 10 March 2025 nothing else happens.
fn monitored() -> Model {
    rule(founding(), |rule| rule.check_every = Some(Millis::minutes(5)))
}

fn rule(mut model: Model, edit: impl FnOnce(&mut klausel::model::OutageRule)) -> Model {
    if let Some(outage) = &mut model.outage {
        edit(&mut outage.body);
    }
    model
}

/// Checks of that morning by minutes after eight, `true`: it answered.
fn checks(readings: &[(u32, bool)]) -> Vec<Event> {
    input(readings.iter().map(|(minute, ok)| event(morning(*minute), "SmaWo", check(*ok))))
}

fn morning(minute: u32) -> klausel::time::Instant {
    at("2025-03-10 08:00") + Millis::minutes(i64::from(minute))
}

/// Downtime and unknown time of the hour from eight, in minutes: the year is observed from eight to nine only.
fn hour(model: &Model, events: Vec<Event>) -> (i64, i64) {
    let year = year_2025(model, "SmaWo", "2025-03-10 09:00", events);
    let figures = availability(&year);
    // Before eight o'clock that day: 46 working days of ten hours.
    (figures.down.0 / 60_000, figures.unknown.0 / 60_000)
}

const BEFORE: i64 = 46 * 600;

#[test]
fn a_series_of_checks_is_unknown_before_the_first_and_from_a_missed_checks_due_time_to_the_next() {
    let ok = [(0, true), (5, true), (10, true), (30, true), (35, true), (40, true), (45, true), (50, true), (55, true)];
    // Due at 8:15 and missed: unknown until 8:30.
    assert_eq!(hour(&monitored(), checks(&ok)), (0, BEFORE + 15));
    // The last check is good for five minutes.
    assert_eq!(hour(&monitored(), checks(&ok[..3])), (0, BEFORE + 45));
}

#[test]
fn a_check_that_comes_when_it_is_due_leaves_no_gap_and_a_millisecond_later_it_does() {
    let mut events = checks(&[(0, true), (5, true)]);
    let unknown =
        |events: Vec<Event>| availability(&year_2025(&monitored(), "SmaWo", "2025-03-10 08:06", events)).unknown;
    assert_eq!(unknown(events.clone()), Millis::minutes(BEFORE));
    events[1].at = events[1].at + Millis(1);
    assert_eq!(unknown(events), Millis::minutes(BEFORE) + Millis(1));
}

#[test]
fn a_failed_check_is_down_to_the_next_and_what_nothing_observed_is_unknown_within_an_outage_too() {
    // Failed 8:10 to 8:25, with nothing observed from 8:15 to 8:20.
    let events = checks(&[(0, true), (5, true), (10, false), (20, false), (25, true), (30, true)]);
    let year = year_2025(&monitored(), "SmaWo", "2025-03-10 08:35", events);
    assert_eq!(availability(&year).down, Millis::minutes(10));
    assert_eq!(availability(&year).unknown, Millis::minutes(BEFORE + 5));
}

#[test]
fn what_is_not_observed_counts_as_up_as_down_or_leaves_the_base_where_the_contract_says_so() {
    let events = || checks(&[(0, true), (5, false), (10, false), (30, true)]);
    let judged = |unobserved| {
        let model = rule(monitored(), |rule| rule.unobserved = Some(unobserved));
        let year = year_2025(&model, "SmaWo", "2025-03-10 08:35", events());
        let figures = availability(&year).clone();
        (figures.down.0 / 60_000, figures.unknown.0 / 60_000, figures.out.0 / 60_000)
    };
    assert_eq!(judged(Unobserved::Unknown), (10, BEFORE + 15, 0));
    assert_eq!(judged(Unobserved::Up), (10, 0, 0));
    assert_eq!(judged(Unobserved::Down), (BEFORE + 25, 0, 0));
    assert_eq!(judged(Unobserved::LeavesBase), (10, 0, BEFORE + 15));
}

#[test]
fn time_that_leaves_the_base_is_in_neither_part_of_the_ratio() {
    let model = rule(monitored(), |rule| rule.unobserved = Some(Unobserved::LeavesBase));
    // Observed for 40 minutes of the year, of which ten are down: 75 %.
    let readings: Vec<(u32, bool)> = (0..8).map(|n| (n * 5, n < 6)).collect();
    let year = year_2025(&model, "SmaWo", "2026-01-01 00:00", checks(&readings));
    let figures = availability(&year);
    assert_eq!((figures.base, figures.down), (Millis::minutes(40), Millis::minutes(10)));
    assert_eq!(figures.base, figures.window - figures.planned - figures.out);
    assert_eq!((year.verdict, figures.percent().unwrap().to_string()), (Verdict::Missed, "75.00".into()));
}

#[test]
fn n_failed_checks_are_down_from_the_first_of_them_or_from_the_last() {
    let three = |from_first| rule(monitored(), |rule| rule.failed_checks = Some(FailedChecks { count: 3, from_first }));
    let row = |n: u32| {
        let failed = (0..n).map(|k| (10 + k * 5, false));
        let all = [(0, true), (5, true)].into_iter().chain(failed).chain((n..9).map(|k| (10 + k * 5, true)));
        checks(&all.collect::<Vec<_>>())
    };
    let down = |model: &Model, n| hour(model, row(n)).0;
    assert_eq!((down(&three(true), 2), down(&three(false), 2)), (0, 0));
    assert_eq!((down(&three(true), 3), down(&three(false), 3)), (15, 5));
    assert_eq!((down(&three(true), 4), down(&three(false), 4)), (20, 10));
}

#[test]
fn a_good_check_breaks_the_row_and_a_missed_one_does_not() {
    let two = rule(monitored(), |rule| rule.failed_checks = Some(FailedChecks { count: 2, from_first: true }));
    let broken = [(0, true), (5, false), (10, true), (15, false), (20, true), (25, true)];
    assert_eq!(hour(&two, checks(&broken)).0, 0);
    let missed = [(0, true), (5, false), (15, false), (20, true), (25, true)];
    // Down 8:05 to 8:10 and 8:15 to 8:20; between them nothing was observed.
    assert_eq!(hour(&two, checks(&missed)).0, 10);
}

#[test]
fn failed_checks_that_are_not_yet_as_many_leave_the_time_open() {
    let two = rule(monitored(), |rule| rule.failed_checks = Some(FailedChecks { count: 2, from_first: true }));
    let year = year_2025(&two, "SmaWo", "2025-03-10 08:13", checks(&[(0, true), (5, true), (10, false)]));
    assert_eq!(availability(&year).unknown, Millis::minutes(BEFORE + 3));
    let last = rule(two, |rule| rule.failed_checks = Some(FailedChecks { count: 2, from_first: false }));
    let year = year_2025(&last, "SmaWo", "2025-03-10 08:13", checks(&[(0, true), (5, true), (10, false)]));
    assert_eq!(availability(&year).unknown, Millis::minutes(BEFORE));
}

#[test]
fn checks_and_records_each_suffice_for_an_outage() {
    // Checks fail 8:10 to 8:20, the desk records 8:15 to 8:40; the checks are good from 8:20 on.
    let readings: Vec<(u32, bool)> = (0..12).map(|n| (n * 5, n != 2 && n != 3)).collect();
    let mut events = checks(&readings);
    events.push(event(morning(15), "SmaWo", state(State::Down, "Router", "x")));
    events.push(event(morning(40), "SmaWo", state(State::Up, "", "")));
    assert_eq!(hour(&monitored(), input(events)), (30, BEFORE));
}

#[test]
fn an_outage_known_by_checks_is_explained_by_a_correction() {
    let readings: Vec<(u32, bool)> = (0..12).map(|n| (n * 5, n != 2)).collect();
    let mut events = checks(&readings);
    assert_eq!(hour(&monitored(), events.clone()).0, 5);
    let mut correction = event(morning(10), "SmaWo", check(false));
    correction.corrects = events[2].id.clone();
    if let Happening::Probe(probe) = &mut correction.says {
        probe.cause = Some("Fremdsoftware".into());
    }
    events.push(correction);
    assert_eq!(hour(&monitored(), input(events)).0, 0);
}

#[test]
fn checks_of_one_instant_that_contradict_each_other_show_nothing() {
    let mut events = checks(&[(0, true), (5, true), (5, false), (10, true)]);
    events[2].source = "another".into();
    let monitor = monitor(&monitored(), events);
    let found = monitor.finish(Some(at("2025-03-10 08:15")), None);
    assert!(found.unused.iter().any(|unused| unused.reason == UnusedReason::Disputed));
    let figures = availability(&found.judgements[0]);
    assert_eq!((figures.down, figures.unknown), (Millis::ZERO, Millis::minutes(BEFORE + 5)));
}

#[test]
fn without_an_interval_no_clause_judges_checks() {
    let monitor = monitor(&founding(), checks(&[(0, false)]));
    let found = monitor.finish(Some(at("2025-03-10 09:00")), None);
    assert!(matches!(found.unused[0].reason, UnusedReason::NoClause { .. }));
}

#[test]
fn before_the_first_record_a_log_is_up_unless_the_contract_says_otherwise() {
    let before = |choice, first| {
        let model = rule(founding(), |rule| rule.before_first = choice);
        hour(
            &model,
            input([
                event(morning(0), "SmaWo", state(first, "Router", "x")),
                event(morning(30), "SmaWo", state(State::Up, "", "")),
            ]),
        )
    };
    assert_eq!(before(None, State::Down), (30, 0));
    assert_eq!(before(Some(BeforeFirst::Up), State::Down), (30, 0));
    assert_eq!(before(Some(BeforeFirst::Unknown), State::Down), (30, BEFORE));
    assert_eq!(before(Some(BeforeFirst::Earliest), State::Down), (BEFORE + 30, 0));
    assert_eq!(before(Some(BeforeFirst::Earliest), State::Up), (0, 0));
}

#[test]
fn before_the_first_check_the_contract_may_say_what_was() {
    let before = |choice, ok| {
        let model = rule(monitored(), |rule| rule.before_first = Some(choice));
        let all: Vec<(u32, bool)> = (0..12).map(|n| (n * 5, ok || n > 0)).collect();
        hour(&model, checks(&all))
    };
    assert_eq!(before(BeforeFirst::Up, false), (5, 0));
    assert_eq!(before(BeforeFirst::Unknown, false), (5, BEFORE));
    assert_eq!(before(BeforeFirst::Earliest, false), (BEFORE + 5, 0));
    assert_eq!(before(BeforeFirst::Earliest, true), (0, 0));
}

#[test]
fn a_service_of_which_nothing_is_recorded_is_up_or_unknown_as_the_contract_says() {
    assert_eq!(hour(&founding(), Vec::new()), (0, 0));
    let model = rule(founding(), |rule| rule.before_first = Some(BeforeFirst::Unknown));
    assert_eq!(hour(&model, Vec::new()), (0, BEFORE + 60));
}

#[test]
fn observed_beats_claimed_unless_a_contradiction_makes_the_time_between_unknown() {
    let events = || {
        let mut events = vec![
            event(morning(0), "SmaWo", state(State::Down, "Router", "x")),
            event(morning(20), "SmaWo", state(State::Down, "Router", "x")),
            event(morning(30), "SmaWo", state(State::Up, "", "")),
        ];
        if let Happening::State(change) = &mut events[1].says {
            change.previous = Some(State::Up);
        }
        input(events)
    };
    assert_eq!(hour(&founding(), events()), (30, 0));
    let model = rule(founding(), |rule| rule.contradicted = Some(Contradicted::Unknown));
    assert_eq!(hour(&model, events()), (10, 20));
}

#[test]
fn a_service_says_which_of_its_impairments_count_by_their_degree() {
    let down = |impairments: Option<Impairments>, degree: &str| {
        let mut model = founding();
        model.services[0].body.impairments = impairments;
        let mut says = state(State::Degraded, "Router", "x");
        if let Happening::State(change) = &mut says {
            change.degree = (!degree.is_empty()).then(|| degree.into());
        }
        hour(&model, input([event(morning(0), "SmaWo", says), event(morning(30), "SmaWo", state(State::Up, "", ""))])).0
    };
    let partial = || Some(Impairments::OfDegrees(vec![id("partial outage")]));
    assert_eq!(down(None, "partial outage"), 0);
    assert_eq!(down(Some(Impairments::Counted), ""), 30);
    assert_eq!(down(partial(), "Partial outage"), 30);
    assert_eq!(down(partial(), "degraded performance"), 0);
    assert_eq!(down(partial(), ""), 0);
}

#[test]
fn one_clause_promises_the_same_for_each_of_many_services() {
    let mut model = founding();
    model.services[0].body.each_of = vec![id("Portal"), id("Mail"), id("Wiki")];
    let events = input([
        event(at("2025-03-10 08:00"), "Mail", state(State::Down, "Router", "x")),
        event(at("2025-03-10 09:00"), "mail", state(State::Up, "", "")),
    ]);
    let down = |service| availability(&year_2025(&model, service, "2026-01-01 00:00", events.clone())).down;
    assert_eq!((down("Portal"), down("Mail"), down("Wiki")), (Millis::ZERO, Millis::hours(1), Millis::ZERO));
    assert!(program(&model).service("SmaWo").is_none());
}

#[test]
fn a_short_contract_promises_for_many_services_and_no_service_twice() {
    let text = "# Contract: Sites\n\n- Time zone: Europe/Zurich\n\n## Service window: Always\n\n- Around the clock, on all \
                days\n\n## Outage: Monitoring\n\n- Monitoring: a check at least every 6 min\n- An outage takes 2 failed checks \
                in a row and begins with the first of them\n\n## Service: Sites\n\n- Applies to each of: Digital Editions - \
                University of Bern, Wikipedia\n- Operated during service window Always\n- Availability: at least 99.5% per \
                calendar month\n";
    let contract =
        klausel::Contract::read("sites.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()));
    let program = klausel::compile::Program::compile(&contract.model, &contract.places).unwrap();
    let promised: Vec<String> = program.promised_services().map(|(_, id, _)| id.to_string()).collect();
    assert_eq!(promised, ["digital-editions-university-of-bern", "wikipedia"]);
    assert!(program.service("Digital Editions - University of Bern").is_some());
    let asked = klausel::query::read(&contract, "availability of service Wikipedia in 2026-02");
    assert!(asked.is_ok(), "{asked:?}");
    let twice = format!("{text}\n## Service: Wikipedia\n\n- Availability: none agreed\n");
    let refused = klausel::Contract::read("sites.klausel.md", &twice).unwrap_err();
    assert!(refused.show().contains("K203"), "{}", refused.show());
}
