//! Changed and corrected targets.

use super::*;
use crate::engine::fixture::{founding, priority, reply};
use klausel::{model::Raised, time::Millis};

#[test]
fn time_used_beyond_the_new_limit_is_missed_at_the_change_and_the_reason_says_so() {
    let model = with(|table| table.raised = Some(Raised::Carry));
    let events = [("2025-03-10 08:00", medium()), ("2025-03-10 10:00", priority("Hoch"))];
    assert_eq!(reaction(&case(&model, "2025-03-10 10:01", &events)), (Verdict::Missed, due("2025-03-10 10:00")));
    let used = Step::UsedUpWhenSet { change: at("2025-03-10 10:00"), used: Millis::hours(2), limit: Millis::hours(1) };
    assert!(steps(&model, "2025-03-10 10:01", &events).contains(&used));
    // Just used up at the change is due then, and an act then is in time.
    let events =
        [("2025-03-10 08:00", medium()), ("2025-03-10 09:00", priority("Hoch")), ("2025-03-10 09:00", reply())];
    assert_eq!(reaction(&case(&model, "2025-03-10 10:01", &events)).0, Verdict::Met);
}

#[test]
fn a_lowered_priority_gives_the_new_limit_from_the_change() {
    let events = [("2025-03-10 08:00", high()), ("2025-03-10 08:30", priority("Mittel"))];
    assert_eq!(reaction(&case(&founding(), "2025-03-10 08:40", &events)).1, due("2025-03-10 12:30"));
}

#[test]
fn a_change_touches_no_clock_that_has_stopped() {
    let events =
        [("2025-03-10 08:00", high()), ("2025-03-10 08:30", reply()), ("2025-03-10 08:40", priority("Gering"))];
    let case = case(&founding(), "2025-03-10 12:00", &events);
    assert_eq!((reaction(&case), priority_of(&case)), ((Verdict::Met, due("2025-03-10 09:00")), name("hoch")));
}

#[test]
fn disputed_priorities_are_open_as_long_as_one_of_them_is() {
    let events = [
        ("2025-03-10 08:00", medium()),
        ("2025-03-10 08:10", priority("Hoch")),
        ("2025-03-10 08:10", priority("Gering")),
    ];
    // High was due at 9:10, Low is due on Wednesday: until then what happens may settle it.
    assert_eq!(reaction(&case(&founding(), "2025-03-10 09:00", &events)).0, Verdict::Open);
    assert_eq!(reaction(&case(&founding(), "2025-03-11 09:00", &events)).0, Verdict::Open);
    let answered: Vec<_> = events.iter().cloned().chain([("2025-03-10 11:00", reply())]).collect();
    assert_eq!(reaction(&case(&founding(), "2025-03-11 09:00", &answered)).0, Verdict::Undetermined);
    // By both it is missed in the end, and by both it was met in time.
    assert_eq!(reaction(&case(&founding(), "2025-03-14 09:00", &events)).0, Verdict::Missed);
    let early: Vec<_> = events.iter().cloned().chain([("2025-03-10 08:20", reply())]).collect();
    assert_eq!(reaction(&case(&founding(), "2025-03-11 09:00", &early)).0, Verdict::Met);
}
