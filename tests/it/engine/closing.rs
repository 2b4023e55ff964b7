//! The closing date for facts: what is final, what becomes known too late, and that nothing turns a final verdict.

use super::{
    fixture::*,
    messy::{World, world},
};
use klausel::{
    engine::{Instants, Monitor, Subject, Watch},
    event::{Event, State, UnusedReason},
    model::{FactsClosed, LateFacts, Model, PeriodKind},
    time::{Instant, Interval, Millis},
    verdict::{Choice, Judgement, Promise, Stage, Step, Verdict},
};
use proptest::prelude::*;

/// The founding contract with facts closed thirty days after the end of each month, measured by the month.
fn closing() -> Model {
    let mut model = founding();
    model.head.facts_closed = Some(FactsClosed { per: PeriodKind::CalendarMonth, days: 30, late: None });
    model
}

fn known(event: Event, id: &str, known_at: &str) -> Event {
    Event { id: Some(id.into()), known_at: Some(at(known_at)), ..event }
}

fn missed_case() -> Vec<Event> {
    let report = event(at("2025-03-10 08:00"), "INC-1", report("phone", "Ausfall", "eine Leistung ganz"));
    vec![known(report, "r", "2025-03-10 08:00")]
}

fn reply_known(known_at: &str) -> Event {
    known(event(at("2025-03-10 08:30"), "INC-1", reply()), "late", known_at)
}

fn reaction(model: &Model, events: Vec<Event>, as_of: &str) -> (Verdict, Stage) {
    let judged = judged(model, at(as_of), events);
    (judged.reaction().0, judged.stage())
}

#[test]
fn without_a_closing_date_nothing_is_final() {
    assert_eq!(reaction(&founding(), missed_case(), "2030-01-01 00:00"), (Verdict::Missed, Stage::Decided));
}

#[test]
fn what_was_decided_is_final_when_its_facts_are_closed() {
    // March ends on the 31st; thirty days later is 30 April, until midnight.
    assert_eq!(reaction(&closing(), missed_case(), "2025-04-30 23:59"), (Verdict::Missed, Stage::Decided));
    assert_eq!(reaction(&closing(), missed_case(), "2025-05-01 00:00"), (Verdict::Missed, Stage::Final));
}

#[test]
fn a_fact_known_until_the_closing_counts_and_one_known_later_is_listed() {
    let with = |known_at| missed_case().into_iter().chain([reply_known(known_at)]).collect::<Vec<_>>();
    assert_eq!(reaction(&closing(), with("2025-05-01 00:00"), "2025-06-01 00:00"), (Verdict::Met, Stage::Final));
    let late = with("2025-05-02 00:00");
    assert_eq!(reaction(&closing(), late.clone(), "2025-06-01 00:00"), (Verdict::Missed, Stage::Final));
    let verdicts = monitor(&closing(), late).finish(Some(at("2025-06-01 00:00")), None);
    assert_eq!(verdicts.listed(&UnusedReason::AfterClosing).count(), 1);
}

#[test]
fn a_correction_belongs_to_the_month_of_what_it_corrects() {
    let mut correction = known(event(at("2025-05-02 09:00"), "INC-1", priority("Gering")), "c", "2025-05-02 09:00");
    correction.corrects = Some("r".into());
    let events = missed_case().into_iter().chain([correction]).collect();
    assert_eq!(reaction(&closing(), events, "2025-06-01 00:00"), (Verdict::Missed, Stage::Final));
}

#[test]
fn closing_a_month_freezes_its_facts_for_the_year_too() {
    // A week in March, explained in May: too late for March, and so for the year.
    let down = known(event(at("2025-03-03 08:00"), "SmaWo", state(State::Down, "Router", "")), "d", "2025-03-03 08:00");
    let up = known(event(at("2025-03-07 18:00"), "SmaWo", state(State::Up, "", "")), "u", "2025-03-07 18:00");
    let mut cause = known(
        event(at("2025-03-03 08:00"), "SmaWo", state(State::Down, "Router", "Fremdsoftware")),
        "c",
        "2025-05-12 09:00",
    );
    cause.corrects = Some("d".into());
    let year = |model: &Model, as_of| year_2025(model, "SmaWo", as_of, vec![down.clone(), up.clone(), cause.clone()]);
    assert_eq!(year(&founding(), "2025-06-01 00:00").verdict, Verdict::Open);
    let closed = year(&closing(), "2025-06-01 00:00");
    assert_eq!((closed.verdict, closed.stage), (Verdict::Missed, Stage::Final));
    // In April an explanation might still have come.
    let april = year(&closing(), "2025-04-15 00:00");
    assert_eq!((april.verdict, april.stage), (Verdict::Missed, Stage::Revisable));
}

#[test]
fn what_an_event_says_of_before_does_not_reach_into_closed_months() {
    let mut first = event(at("2025-06-02 08:00"), "SmaWo", state(State::Up, "", ""));
    if let klausel::event::Happening::State(change) = &mut first.says {
        change.previous = Some(State::Down);
    }
    let down = |model: &Model| availability(&year_2025(model, "SmaWo", "2025-07-01 00:00", vec![first.clone()])).down;
    // Without a closing date the service was down since New Year; with one since the end of April, for twenty working days.
    assert!(down(&founding()) > Millis::hours(900));
    assert_eq!(down(&closing()), Millis::hours(200));
}

#[test]
fn the_reason_says_since_when_facts_are_closed_and_by_which_clause() {
    let mut model = closing();
    for late in [None, Some(LateFacts::ChangeNothing)] {
        model.head.facts_closed = model.head.facts_closed.map(|closed| FactsClosed { late, ..closed });
        let monitor = monitor(&model, missed_case());
        let as_of = at("2025-06-01 00:00");
        let why =
            monitor.why(&Subject::Case("INC-1".into()), Promise::Reaction, Instants { as_of, known_as_of: as_of });
        let closed = |step: &&Step| {
            matches!(step, Step::FactsClosed { until, at: closed_at, .. }
                if *until == at("2025-05-01 00:00") && *closed_at == at("2025-05-31 00:00"))
        };
        assert_eq!(why[0].reason.steps.iter().filter(closed).count(), 1, "{:#?}", why[0].reason.steps);
        let chosen = why[0].reason.steps.iter().find_map(|step| match step {
            Step::Chosen(used) if used.choice == Choice::LateFactsChangeNothing => Some(used.stated.is_some()),
            _ => None,
        });
        assert_eq!(chosen, Some(late.is_some()));
    }
}

#[test]
fn a_watch_says_when_a_verdict_becomes_final() {
    let mut watch = Watch::new(Monitor::new(program(&closing())), at("2025-03-10 07:00"));
    watch.push_all(missed_case());
    let changes = watch.advance(at("2025-06-01 00:00"));
    let last = changes.iter().rfind(|change| change.promise == Promise::Reaction).expect("a change");
    assert_eq!((last.at, last.to.map(|held| held.stage)), (at("2025-05-01 00:00"), Some(Stage::Final)));
    assert!(!last.is_revision());
}

fn explained(monitor: &Monitor, as_of: Instant, known_as_of: Instant) -> Vec<Judgement> {
    let instants = Instants { as_of, known_as_of };
    let case = Subject::Case("INC-1".into());
    let service = monitor.program().service("SmaWo").expect("a service");
    let spring = Interval::new(at("2025-02-01 00:00"), at("2025-05-01 00:00"));
    let mut all = monitor.why(&case, Promise::Reaction, instants);
    all.extend(monitor.why(&case, Promise::Update, instants));
    all.extend(monitor.why(&Subject::Service(service, spring), Promise::Availability, instants));
    all
}

/// What tells one judgement from the others.
fn place(judgement: &Judgement) -> (Promise, Option<Instant>, Option<Interval>) {
    match &judgement.figures {
        klausel::verdict::Figures::Deadline(deadline) => {
            (judgement.promise, deadline.started_at.filter(|_| judgement.promise == Promise::Update), None)
        }
        klausel::verdict::Figures::Availability(figures) => (judgement.promise, None, Some(figures.period)),
        other => panic!("{other:?}"),
    }
}

fn closing_world() -> impl Strategy<Value = (World, i64, i64)> {
    (world(), 0..40_u32, 0..4000_i64, 0..4000_i64).prop_map(|(mut world, days, more, known)| {
        world.model.head.facts_closed = Some(FactsClosed { per: PeriodKind::CalendarMonth, days, late: None });
        (world, more, known)
    })
}

proptest! {
    #![proptest_config(crate::chance::cases(16))]

    #[test]
    fn nothing_that_happens_or_becomes_known_later_changes_what_is_final((world, more, known) in closing_world()) {
        let monitor = monitor(&world.model, world.events);
        let known_later = world.known_as_of + Millis::hours(known);
        let later = explained(&monitor, world.as_of + Millis::hours(more), known_later);
        for then in explained(&monitor, world.as_of, world.known_as_of).iter().filter(|one| one.stage == Stage::Final) {
            let now = later.iter().find(|one| place(one) == place(then));
            prop_assert_eq!(now.map(|one| (one.verdict, one.stage)), Some((then.verdict, Stage::Final)), "{:#?}", then);
        }
    }

    #[test]
    fn reasons_of_final_verdicts_are_replayed((world, ..) in closing_world()) {
        let monitor = monitor(&world.model, world.events);
        for judgement in explained(&monitor, world.as_of, world.known_as_of) {
            let written = serde_json::to_value(&judgement).expect("JSON");
            let replayed = klausel_verify::verify_in(&written, "Europe/Berlin");
            prop_assert!(replayed.is_ok(), "{}\n{:#}", replayed.err().map(|why| why.to_string()).unwrap_or_default(), written);
        }
    }
}
