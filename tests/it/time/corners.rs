//! The table of corner cases in `docs/time.md`, a test a row.
//! Laws that hold everywhere are left to `laws`.

use super::helper::*;
use klausel::time::*;

fn elapsed(schedule: Schedule, from: Instant, until: Instant) -> Millis {
    clock(schedule).elapsed(from, until).expect("a determined year")
}

fn due(schedule: Schedule, start: Instant, service: Millis) -> Option<Instant> {
    clock(schedule).due(start, service).expect("a determined year")
}

#[test]
fn a_window_over_the_spring_gap_in_berlin_has_an_hour_less() {
    let night = daily("Europe/Berlin", "00:00-06:00");
    assert_eq!(elapsed(night, berlin("2025-03-30 00:00"), berlin("2025-03-31 00:00")), Millis::hours(5));
}

#[test]
fn a_window_inside_the_spring_gap_does_not_exist() {
    let gone = daily("Europe/Berlin", "02:00-03:00");
    assert_eq!(elapsed(gone, berlin("2025-03-30 00:00"), berlin("2025-03-31 00:00")), Millis::ZERO);
}

#[test]
fn a_window_over_the_repeated_hour_in_berlin_has_an_hour_more() {
    let night = daily("Europe/Berlin", "00:00-06:00");
    assert_eq!(elapsed(night, berlin("2025-10-26 00:00"), berlin("2025-10-27 00:00")), Millis::hours(7));
}

#[test]
fn a_window_inside_the_repeated_hour_holds_twice() {
    let twice = daily("Europe/Berlin", "02:00-02:30");
    let day = span(berlin("2025-10-26 00:00"), berlin("2025-10-27 00:00"));
    let windows: Vec<_> = clock(twice).windows(day).expect("determined").collect();
    let first = span(at("2025-10-26T00:00:00Z"), at("2025-10-26T00:30:00Z"));
    let second = span(at("2025-10-26T01:00:00Z"), at("2025-10-26T01:30:00Z"));
    assert_eq!(windows, [first, second]);
}

#[test]
fn a_repeated_hour_that_counts_once_counts_the_first_time() {
    let once = Schedule { repeated: Repeated::Once, ..daily("Europe/Berlin", "00:00-06:00") };
    let clock = clock(once);
    let day = span(berlin("2025-10-26 00:00"), berlin("2025-10-27 00:00"));
    assert_eq!(clock.elapsed(day.from, day.until), Ok(Millis::hours(6)));
    assert_eq!(clock.contains(at("2025-10-26T00:30:00Z")), Ok(true));
    assert_eq!(clock.contains(at("2025-10-26T01:30:00Z")), Ok(false));
}

#[test]
fn ends_in_the_gap_shift_by_its_length_where_that_is_chosen() {
    let shifted = |text| Schedule { skipped: Skipped::Shifted, ..daily("Europe/Berlin", text) };
    let (from, until) = (berlin("2025-03-30 00:00"), berlin("2025-03-31 00:00"));
    assert_eq!(elapsed(shifted("01:00-02:30"), from, until), Millis::minutes(90));
    assert_eq!(elapsed(shifted("02:15-02:45"), from, until), Millis::minutes(30));
    assert_eq!(elapsed(shifted("02:30-06:00"), from, until), Millis::minutes(150));
    assert_eq!(elapsed(shifted("02:00-03:00"), from, until), Millis::ZERO);
}

#[test]
fn a_night_shift_into_a_holiday_keeps_its_morning() {
    // 24 December 2025 is a Wednesday; the 25th and 26th are holidays.
    let nights = daily("Europe/Berlin", "22:00-06:00").without_holidays("DE-BY");
    let clock = clock(nights);
    assert_eq!(clock.contains(berlin("2025-12-25 05:59")), Ok(true));
    assert_eq!(clock.contains(berlin("2025-12-25 22:00")), Ok(false));
    assert_eq!(clock.contains(berlin("2025-12-26 05:59")), Ok(false));
}

#[test]
fn a_holiday_that_removes_the_civil_day_takes_the_morning_of_the_night_shift() {
    let mut nights = daily("Europe/Berlin", "22:00-06:00");
    nights.holidays.push(HolidayRule { list: "DE-BY".into(), removes: Removes::CivilDay, hours: vec![] });
    let clock = clock(nights);
    assert_eq!(clock.contains(berlin("2025-12-24 23:59")), Ok(true));
    assert_eq!(clock.contains(berlin("2025-12-25 00:00")), Ok(false));
    assert_eq!(clock.contains(berlin("2025-12-26 23:00")), Ok(false));
    // The night that would begin on the second holiday reaches into a day that is none.
    assert_eq!(clock.contains(berlin("2025-12-27 05:59")), Ok(true));
}

#[test]
fn an_end_shifted_over_a_skipped_day_leaves_the_holiday_that_it_jumps() {
    // Kiritimati had no 31 December 1994: hours of the 30th until 00:15 end on 1 January.
    let mut rules = Schedule::weekly(zone("Pacific/Kiritimati"), Weekday::Friday.into(), [hours("20:00-00:15")]);
    rules.skipped = Skipped::Shifted;
    let steps = vec![HolidayStep::Add { dates: Dates::on(date("1994-12-31")), names: [].into() }];
    rules.holidays.push(HolidayRule { list: "own".into(), removes: Removes::CivilDay, hours: vec![] });
    let lists = std::collections::BTreeMap::from([("own".to_owned(), HolidayCalendar { steps })]);
    let clock = ServiceClock::compile(&Calendar::Schedule(rules), &lists, Horizon::years(1994, 1995)).unwrap();
    let friday = zone("Pacific/Kiritimati").first_instant_of(date("1994-12-30"));
    assert_eq!(clock.elapsed(friday, friday + Millis::hours(48)), Ok(Millis::minutes(4 * 60 + 15)));
}

#[test]
fn time_used_up_at_closing_is_due_at_closing() {
    let start = berlin("2025-03-07 17:00");
    assert_eq!(due(office("08:00-18:00"), start, HOUR), Some(berlin("2025-03-07 18:00")));
}

#[test]
fn time_used_up_at_closing_is_due_at_the_next_opening_where_that_is_chosen() {
    let next = clock(office("08:00-18:00")).due_next_opening(berlin("2025-03-07 17:00"), HOUR);
    assert_eq!(next, Ok(Some(berlin("2025-03-10 08:00"))));
}

#[test]
fn no_time_is_due_at_once_even_outside_every_window() {
    let sunday = berlin("2025-03-09 12:00");
    assert_eq!(due(office("08:00-18:00"), sunday, Millis::ZERO), Some(sunday));
}

#[test]
fn a_reversed_span_measures_nothing() {
    let (from, until) = (berlin("2025-03-07 17:00"), berlin("2025-03-07 09:00"));
    assert_eq!(elapsed(office("08:00-18:00"), from, until), Millis::ZERO);
}

#[test]
fn a_start_outside_every_window_begins_at_the_next_opening() {
    let start = berlin("2025-03-08 12:00");
    assert_eq!(due(office("08:00-18:00"), start, MINUTE), Some(berlin("2025-03-10 08:01")));
}

#[test]
fn a_calendar_that_never_opens_has_no_due_instant() {
    let clock = clock_of(&Calendar::Never);
    assert_eq!(clock.due(berlin("2025-03-08 12:00"), MINUTE), Ok(None));
    let on = |day: Weekday| Calendar::Schedule(Schedule::weekly(Zone::UTC, day.into(), [hours("08:00-18:00")]));
    let both = Calendar::Intersect(vec![on(Weekday::Monday), on(Weekday::Tuesday)]);
    assert_eq!(clock_of(&both).due(berlin("2025-03-08 12:00"), MINUTE), Ok(None));
}

#[test]
fn a_limit_in_days_that_ends_on_a_sunday_moves_where_working_days_are_defined() {
    let working = clock(office("08:00-18:00"));
    let mut frame = Frame { zone: zone("Europe/Berlin"), service: None, working: Some(&working) };
    let start = berlin("2025-03-07 10:00");
    let two_days = Limit::calendar_days(2);
    assert_eq!(two_days.due(start, &frame), Ok(Some(berlin("2025-03-10 24:00"))));
    frame.working = None;
    assert_eq!(two_days.due(start, &frame), Ok(Some(berlin("2025-03-09 24:00"))));
}

#[test]
fn an_event_at_the_cut_off_is_in_time_and_a_millisecond_later_is_not() {
    let working = clock(office("08:00-18:00"));
    let frame = Frame { zone: zone("Europe/Berlin"), service: None, working: Some(&working) };
    let cut_off = Some(time("14:00"));
    let limit = Limit::WorkingDays { days: 1, cut_off, ends: EndsOnWorkingDay::LastClosing };
    let friday = berlin("2025-03-07 14:00");
    assert_eq!(limit.due(friday, &frame), Ok(Some(berlin("2025-03-10 18:00"))));
    assert_eq!(limit.due(friday + Millis(1), &frame), Ok(Some(berlin("2025-03-11 18:00"))));
}

#[test]
fn a_month_ends_with_the_same_day_number_or_the_months_last() {
    let frame = Frame { zone: zone("Europe/Berlin"), service: None, working: None };
    let ends = |start| Limit::months(1).due(start, &frame);
    assert_eq!(ends(berlin("2025-01-31 10:00")), Ok(Some(berlin("2025-02-28 24:00"))));
    assert_eq!(ends(berlin("2025-02-28 10:00")), Ok(Some(berlin("2025-03-28 24:00"))));
}

#[test]
fn beyond_the_holiday_table_the_clock_is_undetermined_and_names_the_year() {
    let clock = clock(office("08:00-18:00").without_holidays("DE-BY"));
    let start = berlin("2050-12-30 12:00");
    assert_eq!(clock.due(start, Millis::hours(6)), Ok(Some(berlin("2050-12-30 18:00"))));
    assert_eq!(clock.due(start, Millis::hours(100)), Err(Undetermined::Holidays { year: 2051 }));
    assert_eq!(clock.elapsed(berlin("2014-06-01 00:00"), start), Err(Undetermined::Holidays { year: 2014 }));
}

#[test]
fn the_table_in_the_documentation_has_a_row_for_each_of_these_tests() {
    let own = include_str!("corners.rs").split("\nfn ").skip(1).filter_map(|rest| rest.split_once("() {"));
    let mut tests: Vec<_> = own.map(|(name, _)| name).filter(|name| !name.contains("documentation")).collect();
    let cells = include_str!("../../../docs/time.md").lines().filter_map(|line| line.strip_suffix("` |"));
    let mut rows: Vec<_> = cells.filter_map(|row| row.rsplit_once('`')).map(|(_, name)| name).collect();
    tests.sort_unstable();
    rows.sort_unstable();
    assert_eq!(rows, tests);
    assert!(rows.len() > 15);
}
