//! The choices about a figure asked for and about the end of a clock.
//! Choices about windows and days are in `corners` and `limits`.

use super::helper::*;
use klausel::time::*;

#[test]
fn a_reversed_span_is_nothing_or_negative_or_refused() {
    let clock = clock(office("08:00-18:00"));
    let (late, early) = (berlin("2025-03-10 09:00"), berlin("2025-03-07 17:00"));
    let measure = |choice| clock.measure(late, early, choice);
    assert_eq!(measure(ReversedSpan::Zero), Ok(Millis::ZERO));
    assert_eq!(measure(ReversedSpan::Negative), Ok(Millis(-Millis::hours(2).0)));
    assert_eq!(measure(ReversedSpan::Refused), Err(MeasureError::Reversed));
    assert_eq!(clock.measure(early, late, ReversedSpan::Refused), Ok(Millis::hours(2)));
}

#[test]
fn a_figure_may_count_started_units() {
    assert_eq!(Figure::StartedSeconds.of(Millis(1_001)), Millis(2_000));
    assert_eq!(Figure::StartedMinutes.of(Millis::minutes(3)), Millis::minutes(3));
    assert_eq!(Figure::StartedMinutes.of(Millis(-1)), Millis::minutes(-1));
    assert_eq!(Figure::Exact.of(Millis(1)), Millis(1));
}

#[test]
fn an_instant_may_be_cut_to_its_minute() {
    assert_eq!(at("2025-03-07T17:30:59.999Z").cut_to_minute(), at("2025-03-07T17:30:00Z"));
    assert_eq!(at("1969-12-31T23:59:59Z").cut_to_minute(), at("1969-12-31T23:59:00Z"));
}

#[test]
fn only_the_calendar_opens_not_the_end_of_a_pause() {
    let clock = clock(office("08:00-18:00"));
    let start = berlin("2025-03-07 17:00");
    // Used up at closing, and paused until long after the next opening.
    let pauses = Intervals::from([span(berlin("2025-03-07 18:00"), berlin("2025-03-11 12:00"))]);
    let due = |choice| clock.due_by(start, HOUR, &pauses, choice);
    assert_eq!(due(UsedUpAtClosing::AtClosing), Ok(PausedDue::At(berlin("2025-03-07 18:00"))));
    assert_eq!(due(UsedUpAtClosing::NextOpening), Ok(PausedDue::At(berlin("2025-03-10 08:00"))));
}

#[test]
fn a_pause_without_an_end_survives_being_written_as_json() {
    let pauses = Intervals::from([span(berlin("2025-03-07 18:00"), ServiceClock::NO_END)]);
    let json = serde_json::to_string(&pauses).unwrap();
    assert_eq!(serde_json::from_str::<Intervals>(&json).unwrap(), pauses);
}

#[test]
fn no_instant_is_too_far_away_for_an_answer_or_an_error() {
    let clock = clock(office("08:00-18:00").without_holidays("DE-BY"));
    let far = [i64::MIN, i64::MIN / 4, -1, i64::MAX / 4, i64::MAX].map(Instant::from_millis);
    let now = berlin("2025-03-07 17:00");
    for far in far {
        let year = if far < now { 2014 } else { 2051 };
        let beyond = Undetermined::Holidays { year };
        assert_eq!(clock.contains(far), Err(beyond));
        assert_eq!(clock.elapsed(far.min(now), far.max(now)), Err(beyond));
        assert_eq!(clock.due(far, HOUR), Err(beyond));
        assert_eq!(clock.latest_start(far, HOUR), Err(beyond));
        assert_eq!(clock.next_opening(far), Err(beyond));
        assert!(clock.windows(span(far.min(now), far.max(now))).is_err_and(|error| error == beyond));
        assert_eq!(clock.holidays_applied(span(far.min(now), far.max(now))), Err(beyond));
    }
    assert_eq!(clock.due(now, Millis(i64::MAX)), Err(Undetermined::Holidays { year: 2051 }));
    assert_eq!(clock.latest_start(now, Millis(i64::MAX)), Err(Undetermined::Holidays { year: 2014 }));
}

#[test]
fn office_hours_leave_no_choice_to_make() {
    let office = Calendar::Schedule(office("08:00-18:00").without_holidays("DE-BY"));
    assert_eq!(choices_that_matter(&office, &EmbeddedHolidays, Horizon::years(2020, 2029)), Ok(vec![]));
}

#[test]
fn a_choice_matters_where_another_answer_would_change_an_instant() {
    let early = Calendar::Schedule(daily("Europe/Berlin", "02:30-06:00"));
    let both = Calendar::Union(vec![Calendar::Schedule(office("08:00-18:00")), early]);
    let found = choices_that_matter(&both, &EmbeddedHolidays, Horizon::years(2025, 2026)).unwrap();
    let of = |choice, day: &str| ChoiceThatMatters { schedule: 1, choice, first_day: date(day) };
    assert_eq!(found, [of(WindowChoice::RepeatedHour, "2025-10-26"), of(WindowChoice::SkippedEnd, "2025-03-30")]);
}

#[test]
fn a_calendar_that_never_opens_says_so() {
    assert!(clock_of(&Calendar::Never).never_opens());
    assert!(!clock(office("08:00-18:00")).never_opens());
    // Open once, and not in the years that are laid out.
    let once = Calendar::Fixed([span(berlin("2040-01-01 00:00"), berlin("2040-01-02 00:00"))].into());
    assert!(!clock_of(&once).never_opens());
}
