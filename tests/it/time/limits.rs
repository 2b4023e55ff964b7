//! Typed limits: civil days, working days, weeks and months, with their choices.
//! Their everyday corner cases are in `corners`.

use super::helper::*;
use klausel::time::*;

fn ends(limit: Limit, start: Instant, working: Option<&ServiceClock>) -> Option<Instant> {
    let frame = Frame { zone: zone("Europe/Berlin"), service: working, working };
    limit.due(start, &frame).expect("a determined year")
}

fn bavaria() -> ServiceClock {
    clock(office("08:00-18:00").without_holidays("DE-BY"))
}

#[test]
fn the_day_of_the_event_is_not_counted() {
    let first = ends(Limit::calendar_days(1), berlin("2025-03-04 00:01"), None);
    let last = ends(Limit::calendar_days(1), berlin("2025-03-04 23:59"), None);
    assert_eq!((first, last), (Some(berlin("2025-03-05 24:00")), Some(berlin("2025-03-05 24:00"))));
}

#[test]
fn a_week_ends_on_the_weekday_on_which_it_began() {
    assert_eq!(ends(Limit::weeks(2), berlin("2025-03-04 10:00"), None), Some(berlin("2025-03-18 24:00")));
}

#[test]
fn a_limit_in_days_may_end_at_the_local_time_of_the_event() {
    let limit = Limit::CalendarDays { days: 1, ends: EndsOnDay::SameLocalTime, moves: Moves::NotMoved };
    assert_eq!(ends(limit, berlin("2025-10-25 02:30"), None), Some(at("2025-10-26T01:30:00Z")));
    assert_eq!(ends(limit, berlin("2025-03-29 02:30"), None), Some(at("2025-03-30T01:00:00Z")));
}

#[test]
fn a_limit_in_days_moves_over_a_weekend_and_holidays() {
    // Good Friday 18 April to Easter Monday 21 April 2025.
    let working = bavaria();
    assert_eq!(
        ends(Limit::calendar_days(1), berlin("2025-04-17 10:00"), Some(&working)),
        Some(berlin("2025-04-22 24:00"))
    );
    let stays = Limit::CalendarDays { days: 1, ends: EndsOnDay::Midnight, moves: Moves::NotMoved };
    assert_eq!(ends(stays, berlin("2025-04-17 10:00"), Some(&working)), Some(berlin("2025-04-18 24:00")));
}

#[test]
fn a_month_from_29_february_ends_on_the_29th() {
    assert_eq!(ends(Limit::months(1), berlin("2024-02-29 10:00"), None), Some(berlin("2024-03-29 24:00")));
    assert_eq!(ends(Limit::months(12), berlin("2024-02-29 10:00"), None), Some(berlin("2025-02-28 24:00")));
}

#[test]
fn an_event_on_a_day_that_is_no_working_day_counts_on_the_next() {
    let working = bavaria();
    let limit = Limit::working_days(1);
    assert_eq!(ends(limit, berlin("2025-04-19 10:00"), Some(&working)), Some(berlin("2025-04-23 18:00")));
    assert_eq!(ends(limit, berlin("2025-04-17 10:00"), Some(&working)), Some(berlin("2025-04-22 18:00")));
}

#[test]
fn working_days_end_at_the_last_closing_at_midnight_or_at_a_stated_time() {
    let mut friday = office("08:00-12:00");
    friday.weekly[0].hours.push(hours("13:00-17:00"));
    let working = clock(friday);
    let start = berlin("2025-03-06 09:00");
    let limit = |ends| Limit::WorkingDays { days: 1, cut_off: None, ends };
    assert_eq!(ends(limit(EndsOnWorkingDay::LastClosing), start, Some(&working)), Some(berlin("2025-03-07 17:00")));
    assert_eq!(ends(limit(EndsOnWorkingDay::Midnight), start, Some(&working)), Some(berlin("2025-03-07 24:00")));
    let noon = EndsOnWorkingDay::At(time("12:00"));
    assert_eq!(ends(limit(noon), start, Some(&working)), Some(berlin("2025-03-07 12:00")));
}

#[test]
fn the_morning_after_a_night_shift_is_no_working_day() {
    let nights = clock(office("22:00-06:00"));
    let berlin_zone = zone("Europe/Berlin");
    assert_eq!(nights.is_working_day(date("2025-03-07"), berlin_zone), Ok(true));
    assert_eq!(nights.is_working_day(date("2025-03-08"), berlin_zone), Ok(false));
    assert_eq!(nights.last_closing(date("2025-03-07"), berlin_zone), Ok(Some(berlin("2025-03-08 06:00"))));
}

#[test]
fn a_day_whose_hours_a_break_takes_whole_is_no_working_day() {
    let mut rules = office("08:00-18:00");
    rules.breaks.push(WeekRule { days: Weekday::Wednesday.into(), hours: vec![hours("07:00-19:00")], every: None });
    let clock = clock(rules);
    let berlin_zone = zone("Europe/Berlin");
    assert_eq!(clock.is_working_day(date("2025-03-05"), berlin_zone), Ok(false));
    assert_eq!(clock.next_working_day(date("2025-03-05"), berlin_zone), Ok(Some(date("2025-03-06"))));
}

#[test]
fn a_calendar_that_never_closes_ends_its_days_at_midnight() {
    let always = clock_of(&Calendar::Always);
    assert_eq!(
        ends(Limit::working_days(2), berlin("2025-03-08 09:00"), Some(&always)),
        Some(berlin("2025-03-10 24:00"))
    );
    let whole_days = clock(Schedule::weekly(zone("Europe/Berlin"), Weekdays::MONDAY_TO_FRIDAY, [Hours::DAY]));
    assert_eq!(
        whole_days.last_closing(date("2025-03-05"), zone("Europe/Berlin")),
        Ok(Some(berlin("2025-03-05 24:00")))
    );
}

#[test]
fn the_cut_off_compares_readings_on_a_day_with_a_repeated_hour() {
    let working = clock(daily("Europe/Berlin", "00:00-24:00"));
    let limit = Limit::WorkingDays { days: 0, cut_off: Some(time("02:15")), ends: EndsOnWorkingDay::Midnight };
    let second_half_past_two = at("2025-10-26T01:10:00Z");
    let second_quarter_past_two = at("2025-10-26T01:20:00Z");
    assert_eq!(ends(limit, second_half_past_two, Some(&working)), Some(berlin("2025-10-26 24:00")));
    assert_eq!(ends(limit, second_quarter_past_two, Some(&working)), Some(berlin("2025-10-27 24:00")));
}

#[test]
fn a_limit_without_what_it_is_measured_in_is_an_error() {
    let frame = Frame { zone: Zone::UTC, service: None, working: None };
    let start = at("2025-01-01T00:00:00Z");
    assert_eq!(Limit::Service(HOUR).due(start, &frame), Err(LimitError::NoServiceCalendar));
    assert_eq!(Limit::working_days(1).due(start, &frame), Err(LimitError::NoWorkingDays));
    let years = LimitError::Undetermined(Undetermined::Years { year: 2100 });
    assert_eq!(Limit::months(u32::MAX).due(start, &frame), Err(years));
    assert_eq!(Limit::Elapsed(HOUR).due(start, &frame), Ok(Some(start + HOUR)));
}

#[test]
fn pauses_lengthen_hours_and_suspend_days() {
    let service = bavaria();
    let frame = Frame { zone: zone("Europe/Berlin"), service: Some(&service), working: Some(&service) };
    let start = berlin("2025-03-07 16:00");
    let pause = Intervals::from([span(start + HOUR, start + Millis::hours(20))]);
    let due = |limit: Limit| limit.due_with_pauses(start, &pause, &frame);
    assert_eq!(due(Limit::Elapsed(Millis::hours(2))), Ok(PausedDue::At(start + Millis::hours(21))));
    assert_eq!(due(Limit::Service(Millis::hours(2))), Ok(PausedDue::At(berlin("2025-03-10 09:00"))));
    // Until Saturday noon: neither the event's Friday nor Saturday is a day that would count.
    assert_eq!(due(Limit::working_days(1)), Ok(PausedDue::At(berlin("2025-03-10 18:00"))));
    assert_eq!(due(Limit::calendar_days(1)), Ok(PausedDue::At(berlin("2025-03-10 24:00"))));
    // Used up at the very instant at which the pause begins: it moves nothing.
    assert_eq!(due(Limit::Service(HOUR)), Ok(PausedDue::At(start + HOUR)));
    assert_eq!(due(Limit::Elapsed(HOUR)), Ok(PausedDue::At(start + HOUR)));
}
