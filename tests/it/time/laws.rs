//! Laws of the service clock as properties, over random calendars in random zones, against the naive evaluator.
//! Single cases with names are left to `corners`.

use super::naive::inside;
use super::random::{Case, case, near};
use klausel::time::*;
use proptest::prelude::*;

/// The walk's own picture of a case: for each step of the days to look at, whether it is inside.
fn walk(case: &Case) -> Vec<(Instant, bool)> {
    let steps = (case.look.until.as_millis() - case.look.from.as_millis()) / case.step.0;
    let instant = |step| case.look.from + Millis(step * case.step.0);
    let state = |at: Instant| inside(&case.calendar, &case.holidays, at.to_chrono().expect("a date"));
    (0..steps).map(|step| (instant(step), state(instant(step)))).collect()
}

fn with_instants(count: usize) -> impl Strategy<Value = (Case, Vec<Instant>)> {
    case().prop_flat_map(move |case| {
        let instants = prop::collection::vec(near(case.look), count);
        (Just(case), instants)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn the_windows_are_what_a_walk_from_instant_to_instant_finds(case in case()) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let walked = walk(&case);
        let expected: Intervals =
            walked.iter().filter(|(_, open)| *open).map(|(at, _)| Interval::new(*at, *at + case.step)).collect();
        let windows: Vec<_> = clock.windows(case.look).unwrap().collect();
        prop_assert_eq!(&windows[..], expected.as_slice());
        prop_assert_eq!(clock.elapsed(case.look.from, case.look.until), Ok(expected.total()));
        for (at, open) in walked.into_iter().step_by(13) {
            prop_assert_eq!(clock.contains(at), Ok(open), "at {}", at);
        }
    }

    #[test]
    fn the_years_laid_out_in_advance_change_no_answer((case, at) in with_instants(2)) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let other = case.clock(Horizon::years(2090, 2091)).expect("the same rules");
        let (from, until) = (at[0], at[1]);
        let service = until.since(from);
        prop_assert_eq!(clock.elapsed(from, until), other.elapsed(from, until));
        prop_assert_eq!(clock.due(from, service), other.due(from, service));
        prop_assert_eq!(clock.latest_start(until, service), other.latest_start(until, service));
        prop_assert_eq!(clock.contains(from), other.contains(from));
        prop_assert_eq!(clock.next_opening(from), other.next_opening(from));
        prop_assert_eq!(clock.next_closing(from), other.next_closing(from));
        prop_assert_eq!(clock.open_at_or_after(from), other.open_at_or_after(from));
    }

    #[test]
    fn service_time_is_additive_and_monotone((case, mut at) in with_instants(6)) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        at.sort();
        let elapsed = |from, until| clock.elapsed(from, until).unwrap();
        let parts: Millis = at.windows(2).map(|pair| elapsed(pair[0], pair[1])).sum();
        prop_assert_eq!(parts, elapsed(at[0], at[5]), "the parts of any breakdown sum to the total");
        for pair in at.windows(2) {
            prop_assert!(elapsed(at[0], pair[0]) <= elapsed(at[0], pair[1]));
            prop_assert!(elapsed(pair[0], pair[1]) <= pair[1].since(pair[0]));
            prop_assert_eq!(elapsed(pair[1], pair[0]), Millis::ZERO);
        }
    }

    #[test]
    fn due_is_the_earliest_instant_that_uses_the_time_up((case, at) in with_instants(1), ms in 1..40_000_000_i64) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let (start, service) = (at[0], Millis(ms));
        prop_assert_eq!(clock.due(start, Millis::ZERO), Ok(Some(start)));
        if let Ok(Some(due)) = clock.due(start, service) {
            prop_assert!(due > start);
            prop_assert_eq!(clock.elapsed(start, due), Ok(service));
            prop_assert_eq!(clock.elapsed(start, due - Millis(1)), Ok(service - Millis(1)));
            let next = clock.due_next_opening(start, service);
            if clock.contains(due) == Ok(true) {
                prop_assert_eq!(next, Ok(Some(due)));
            } else if let Ok(Some(opening)) = next {
                prop_assert_eq!(clock.elapsed(due, opening), Ok(Millis::ZERO));
                prop_assert_eq!(clock.contains(opening), Ok(true));
            }
        }
    }

    #[test]
    fn the_latest_start_is_the_last_that_leaves_enough((case, at) in with_instants(1), ms in 1..40_000_000_i64) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let (due, service) = (at[0], Millis(ms));
        if let Ok(Some(start)) = clock.latest_start(due, service) {
            prop_assert!(start < due);
            prop_assert_eq!(clock.elapsed(start, due), Ok(service));
            prop_assert_eq!(clock.elapsed(start + Millis(1), due), Ok(service - Millis(1)));
        }
    }

    #[test]
    fn openings_and_closings_are_the_ends_of_windows((case, at) in with_instants(1)) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let at = at[0];
        if let Ok(Some(opening)) = clock.next_opening(at) {
            prop_assert!(opening >= at);
            prop_assert_eq!(clock.contains(opening), Ok(true));
            prop_assert_eq!(clock.contains(opening - Millis(1)), Ok(false));
            let first = clock.windows(Interval::new(at, opening)).unwrap().next();
            prop_assert!(first.is_none_or(|window| window.from == at), "an opening before the next");
        }
        if let Ok(Some(closing)) = clock.next_closing(at) {
            prop_assert!(closing > at);
            prop_assert_eq!(clock.contains(closing), Ok(false));
            prop_assert_eq!(clock.contains(closing - Millis(1)), Ok(true));
            prop_assert_eq!(clock.windows(Interval::new(at, closing)).unwrap().count(), 1);
        }
    }

    #[test]
    fn pauses_are_taken_out_of_the_window(
        (case, at) in with_instants(8),
        ms in 0..40_000_000_i64,
    ) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let (start, until, service) = (at[0], at[1], Millis(ms));
        let pauses = Intervals::from_unsorted(at[2..].chunks(2).map(|pair| Interval::new(pair[0], pair[1])));
        let taken = Calendar::Minus(case.calendar.clone().into(), Calendar::Fixed(pauses.clone()).into());
        let without = Case { calendar: taken, ..case.clone() }.clock(case.horizon()).expect("the same rules");
        prop_assert_eq!(clock.elapsed_with_pauses(start, until, &pauses), without.elapsed(start, until));
        // Whether a calendar that has ceased to open is known never to open again is not the pauses' business.
        let expected = without.due(start, service).ok().flatten();
        let due = match clock.due_with_pauses(start, service, &pauses) {
            Ok(PausedDue::At(due)) => Some(due),
            Ok(PausedDue::NotFixed { .. }) => return Err(TestCaseError::fail("every pause has an end")),
            Ok(PausedDue::Never) | Err(_) => None,
        };
        prop_assert_eq!(due, expected);
    }

    #[test]
    fn a_pause_without_an_end_leaves_the_due_instant_open_unless_time_was_used_up_before(
        (case, at) in with_instants(2),
        ms in 1..40_000_000_i64,
    ) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let (start, begin, service) = (at[0], at[1], Millis(ms));
        let pauses = Intervals::from([Interval::new(begin, ServiceClock::NO_END)]);
        let used = clock.elapsed(start, begin).unwrap();
        let expected = if used < service {
            PausedDue::NotFixed { left: service - used }
        } else {
            clock.due(start, service).unwrap().map_or(PausedDue::Never, PausedDue::At)
        };
        prop_assert_eq!(clock.due_with_pauses(start, service, &pauses), Ok(expected));
    }

    #[test]
    fn the_zone_in_which_a_caller_writes_an_instant_changes_nothing((case, at) in with_instants(2), hours in -12..14_i32) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let offset = chrono::FixedOffset::east_opt(hours * 3_600).unwrap();
        let elsewhere = |at: Instant| -> Instant {
            at.to_chrono().unwrap().with_timezone(&offset).to_rfc3339().parse().unwrap()
        };
        prop_assert_eq!(clock.elapsed(at[0], at[1]), clock.elapsed(elsewhere(at[0]), elsewhere(at[1])));
    }

    #[test]
    fn the_last_year_that_is_known_counts_to_its_end_and_no_further(case in case(), ms in 1..1_000_000_000_i64) {
        let Some(clock) = case.clock(case.horizon()) else { return Ok(()) };
        let Interval { from, until } = clock.determined();
        let before_end = until - Millis(ms);
        prop_assert_eq!(clock.elapsed(from, from), Ok(Millis::ZERO));
        prop_assert!(clock.elapsed(from, until).is_ok());
        prop_assert!(clock.elapsed(before_end, until + Millis(1)).is_err());
        prop_assert!(clock.elapsed(from - Millis(1), before_end).is_err());
        prop_assert!(clock.contains(until - Millis(1)).is_ok() && clock.contains(until).is_err());
        let left = clock.elapsed(before_end, until).unwrap();
        prop_assert!(clock.due(before_end, left).unwrap().is_some_and(|due| due <= until));
        // One millisecond more is unknown, or never, and in no case an instant.
        prop_assert!(!matches!(clock.due(before_end, left + Millis(1)), Ok(Some(_))));
    }

    #[test]
    fn a_calendar_survives_being_written_as_json(case in case()) {
        let json = serde_json::to_string(&case.calendar).unwrap();
        prop_assert_eq!(serde_json::from_str::<Calendar>(&json).unwrap(), case.calendar);
    }
}
