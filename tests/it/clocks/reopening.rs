//! Reopening within some days, and later as a new case.

use super::*;
use crate::engine::fixture::{founding, message, reply};
use klausel::{model::Reopened, verdict::Stage};

fn within(days: u32) -> Model {
    with(|table| table.reopened = Some(Reopened::Within(days)))
}

fn events(reopened: &'static str) -> Vec<(&'static str, Happening)> {
    vec![
        ("2025-03-10 08:00", high()),
        ("2025-03-10 08:30", reply()),
        ("2025-03-10 09:30", Happening::Closed),
        (reopened, Happening::Reopened),
    ]
}

#[test]
fn reopened_within_the_days_agreed_the_same_gap_goes_on() {
    // Closed on Monday: two days end with Wednesday.
    let case = case(&within(2), "2025-03-12 17:00", &events("2025-03-12 16:00"));
    assert_eq!(case.gaps(), [(at("2025-03-10 08:30"), due("2025-03-12 17:00"), Verdict::Open)]);
}

#[test]
fn reopened_later_it_is_a_new_case_with_a_reaction_of_its_own() {
    let mut told_late = events("2025-03-13 08:00");
    told_late.push(("2025-03-13 08:50", reply()));
    let case = case(&within(2), "2025-03-13 09:00", &told_late);
    let found: Vec<_> = why(&within(2), "2025-03-13 09:00", told(&told_late))
        .into_iter()
        .map(|one| (one.promise, one.verdict, crate::engine::fixture::deadline(&one).started_at))
        .collect();
    let expected = [
        (Promise::Reaction, Verdict::Met, due("2025-03-10 08:00")),
        (Promise::Reaction, Verdict::Met, due("2025-03-13 08:00")),
        (Promise::Update, Verdict::Met, due("2025-03-10 08:30")),
        (Promise::Update, Verdict::Open, due("2025-03-13 08:50")),
    ];
    assert_eq!(found, expected);
    assert_eq!(case.gaps().len(), 2);
}

#[test]
fn once_the_days_are_over_what_the_end_has_kept_is_decided() {
    let closed = &events("2025-03-10 10:00")[..3];
    let stage = |as_of: &str| case(&within(2), as_of, closed).updates()[0].stage;
    assert_eq!(stage("2025-03-12 23:00"), Stage::Revisable);
    assert_eq!(stage("2025-03-13 00:00"), Stage::Decided);
    // Without an end of these days it never is.
    let forever = case(&founding(), "2025-06-01 00:00", closed);
    assert_eq!(forever.updates()[0].stage, Stage::Revisable);
}

#[test]
fn each_mode_of_reopening_treats_the_closed_time_as_it_says() {
    let mut reopened = events("2025-03-10 12:30");
    reopened[2] = ("2025-03-10 09:30", Happening::Restored);
    reopened.push(("2025-03-10 13:30", message()));
    let gaps = |mode| case(&with(|table| table.reopened = mode), "2025-03-10 14:00", &reopened).gaps();
    let resumed = gaps(Some(Reopened::Resume));
    assert_eq!(resumed[0], (at("2025-03-10 08:30"), due("2025-03-10 13:30"), Verdict::Met));
    assert_eq!(gaps(None), resumed);
    assert_eq!(gaps(Some(Reopened::Within(1))), resumed);
    assert_eq!(gaps(Some(Reopened::Restart))[1].0, at("2025-03-10 12:30"));
    assert_eq!(gaps(Some(Reopened::Once)).len(), 1);
}
