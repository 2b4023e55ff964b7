//! Contradictions inside calendars, and their order of precedence where there is none.
//! How a person reads them is left to the language.

use super::helper::*;
use klausel::time::*;

fn kinds(schedule: Schedule) -> Vec<FaultKind> {
    let faults = check(&Calendar::Schedule(schedule), &EmbeddedHolidays).expect("known lists");
    faults.into_iter().map(|fault| fault.kind).collect()
}

fn on(day: &str, all: &[&str]) -> DateRule {
    DateRule { dates: Dates::on(date(day)), days: Weekdays::ALL, hours: all.iter().map(|text| hours(text)).collect() }
}

#[test]
fn hours_for_a_date_beat_a_holiday_which_beats_the_nth_weekday_which_beats_the_week() {
    // 25 December 2025 is a Thursday, the fourth of its month.
    let mut rules = office("08:00-18:00");
    let open = |rules: &Schedule| {
        let day = span(berlin("2025-12-25 00:00"), berlin("2025-12-26 00:00"));
        clock(rules.clone()).elapsed(day.from, day.until).unwrap()
    };
    assert_eq!(open(&rules), Millis::hours(10));
    rules.nth.push(NthRule { nth: Nth::Number(4), day: Weekday::Thursday, hours: vec![hours("08:00-12:00")] });
    assert_eq!(open(&rules), Millis::hours(4));
    rules = rules.without_holidays("DE-BY");
    assert_eq!(open(&rules), Millis::ZERO);
    rules.dates.push(on("2025-12-25", &["10:00-11:00"]));
    assert_eq!(open(&rules), Millis::hours(1));
    rules.breaks.push(WeekRule { days: Weekdays::ALL, hours: vec![hours("10:30-10:45")], every: None });
    assert_eq!(open(&rules), Millis::minutes(45));
}

#[test]
fn two_hours_for_one_date_contradict_each_other() {
    let mut rules = office("08:00-18:00");
    rules.dates = vec![on("2025-12-23", &["08:00-12:00"]), on("2025-12-24", &[]), on("2025-12-24", &["08:00-12:00"])];
    let fault = FaultKind::SameRank { rank: Rank::Dates, first: 1, second: 2, day: date("2025-12-24") };
    assert_eq!(kinds(rules), [fault]);
}

#[test]
fn a_yearly_date_meets_a_range_of_dates_far_away() {
    let mut rules = office("08:00-18:00");
    let day: MonthDay = "12-24".parse().unwrap();
    let range = Dates::Range { from: date("2070-12-20"), until: date("2070-12-31") };
    rules.dates = vec![
        DateRule { dates: Dates::Yearly { from: day, until: day }, days: Weekdays::ALL, hours: vec![] },
        DateRule { dates: range, days: Weekdays::ALL, hours: vec![] },
    ];
    let fault = FaultKind::SameRank { rank: Rank::Dates, first: 0, second: 1, day: date("2070-12-24") };
    assert_eq!(kinds(rules), [fault]);
}

#[test]
fn weekly_hours_add_up_unless_they_overlap() {
    let rule = |text: &str| WeekRule { days: Weekdays::MONDAY_TO_FRIDAY, hours: vec![hours(text)], every: None };
    let mut rules = office("08:00-12:00");
    rules.weekly.push(rule("13:00-17:00"));
    assert_eq!(kinds(rules.clone()), []);
    rules.weekly.push(WeekRule { days: Weekday::Friday.into(), ..rule("11:00-15:00") });
    let overlaps = |first| FaultKind::SameRank { rank: Rank::Weekly, first, second: 2, day: date("2020-01-03") };
    assert_eq!(kinds(rules), [overlaps(0), overlaps(1)]);
}

#[test]
fn odd_and_even_weeks_do_not_contradict_each_other() {
    let rule = |from: &str, text: &str| WeekRule {
        days: Weekday::Thursday.into(),
        hours: vec![hours(text)],
        every: Some(EveryWeeks { weeks: 2, from: date(from) }),
    };
    let mut rules = Schedule::empty(zone("Europe/Berlin"));
    rules.weekly = vec![rule("2025-01-02", "08:00-12:00"), rule("2025-01-09", "08:00-18:00")];
    assert_eq!(kinds(rules.clone()), []);
    let week = |day: &str| span(berlin(&format!("{day} 00:00")), berlin(&format!("{day} 24:00")));
    let clock = clock(rules);
    assert_eq!(clock.elapsed(week("2025-01-16").from, week("2025-01-16").until), Ok(Millis::hours(4)));
    assert_eq!(clock.elapsed(week("2025-01-23").from, week("2025-01-23").until), Ok(Millis::hours(10)));
}

#[test]
fn the_last_friday_may_be_the_fourth() {
    let mut rules = office("08:00-18:00");
    let rule = |nth| NthRule { nth, day: Weekday::Friday, hours: vec![] };
    rules.nth = vec![rule(Nth::Number(4)), rule(Nth::Last)];
    let fault = FaultKind::SameRank { rank: Rank::Nth, first: 0, second: 1, day: date("2020-02-28") };
    assert_eq!(kinds(rules), [fault]);
}

#[test]
fn two_holiday_lists_are_fine_if_they_do_the_same() {
    let rules = office("08:00-18:00").without_holidays("DE-BY").without_holidays("AT");
    assert_eq!(kinds(rules.clone()), []);
    let mut other = rules;
    other.holidays[1].hours = vec![hours("10:00-12:00")];
    let fault = FaultKind::SameRank { rank: Rank::Holiday, first: 0, second: 1, day: date("2015-01-01") };
    assert_eq!(kinds(other), [fault]);
}

#[test]
fn everything_wrong_is_found_in_one_pass() {
    let (equal, reversed) =
        (Hours::same_day(time("08:00"), time("08:00")), Hours::same_day(time("18:00"), time("08:00")));
    let mut rules = Schedule::weekly(Zone::UTC, Weekdays::ALL, [equal]);
    rules.dates.push(DateRule {
        dates: Dates::Range { from: date("2025-02-01"), until: date("2025-01-01") },
        days: Weekdays::ALL,
        hours: vec![reversed],
    });
    rules.nth.push(NthRule { nth: Nth::Number(6), day: Weekday::Monday, hours: vec![] });
    rules.weekly[0].every = Some(EveryWeeks { weeks: 0, from: date("2025-01-01") });
    let expected = [
        FaultKind::EqualEnds { hours: equal },
        FaultKind::Reversed { hours: reversed },
        FaultKind::EveryNoWeek,
        FaultKind::NoSuchNth { nth: 6 },
        FaultKind::DatesReversed { from: date("2025-02-01"), until: date("2025-01-01") },
    ];
    assert_eq!(kinds(rules.clone()), expected);
    let refused = ServiceClock::compile(&Calendar::Schedule(rules), &EmbeddedHolidays, Horizon::default());
    assert!(matches!(refused, Err(CalendarError::Faulty { faults }) if faults.len() == expected.len()));
}

#[test]
fn an_unknown_holiday_list_is_named() {
    let rules = office("08:00-18:00").without_holidays("Atlantis");
    let refused = ServiceClock::compile(&Calendar::Schedule(rules), &EmbeddedHolidays, Horizon::default());
    assert_eq!(refused.unwrap_err(), CalendarError::UnknownHolidays { list: "Atlantis".into() });
}
