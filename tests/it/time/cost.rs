//! What a clock costs: memory by count, and that the hot questions allocate nothing.
//! Times are left to the benches.

use super::helper::*;
use klausel::time::*;

#[test]
fn elapsed_and_due_allocate_nothing() {
    let mut rules = office("08:00-18:00").without_holidays("DE-BY");
    rules.breaks.push(WeekRule {
        days: Weekdays::ALL,
        hours: vec![hours("10:00-10:15"), hours("12:00-12:30")],
        every: None,
    });
    let clock = clock(rules);
    let start = berlin("2021-03-05 17:00");
    let mut answered = 0;
    let counted = allocation_counter::measure(|| {
        for day in 0..2_000 {
            let from = start + Millis::hours(24 * day);
            let service = clock.elapsed(start, from + HOUR);
            answered += service.and_then(|service| clock.due(start, service)).map_or(0, |due| i32::from(due.is_some()));
        }
    });
    assert_eq!((answered, counted.count_total), (2_000, 0));
}

#[test]
fn ten_years_of_an_office_with_holidays_take_less_than_100_kb() {
    let plain = clock(office("08:00-18:00").without_holidays("DE-BY"));
    assert!(plain.bytes() < 100_000, "{}", plain.bytes());
    let mut split = office("08:00-12:00").without_holidays("DE-BY");
    split.weekly[0].hours.push(hours("13:00-17:00"));
    assert!(clock(split.clone()).bytes() < 100_000, "{}", clock(split).bytes());
    let mut three = office("07:00-09:00").without_holidays("DE-BY");
    three.weekly[0].hours.extend([hours("10:00-12:00"), hours("13:00-17:00")]);
    assert!(clock(three.clone()).bytes() < 100_000, "{}", clock(three).bytes());
}

#[test]
fn an_opening_at_the_very_beginning_of_the_years_laid_out_is_found() {
    let clock = clock(daily("UTC", "00:00-08:00"));
    // The years 2020 to 2029 are laid out with a day more at both ends.
    let beginning = at("2019-12-31T00:00:00Z");
    assert_eq!(clock.next_opening(beginning), Ok(Some(beginning)));
}

#[test]
fn a_clock_is_shared_between_threads_and_cheap_to_clone() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<ServiceClock>();
    assert!(size_of::<ServiceClock>() <= 2 * size_of::<usize>());
}
