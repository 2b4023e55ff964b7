//! To which period a case belongs.

use super::*;
use klausel::model::Belongs;

/// Reported on Monday 31 March at 17:30, due on 1 April at 8:30, answered at 9:00.
fn events() -> Vec<Event> {
    let reply = crate::engine::fixture::reply();
    told(&[("2025-03-31 17:30", high()), ("2025-04-01 09:00", reply), ("2025-04-01 09:30", Happening::Restored)])
}

fn reactions(belongs: Option<Belongs>, (from, until): (&str, &str), as_of: &str) -> usize {
    let model = with(|table| table.belongs = belongs);
    let found = judged_in(&model, events(), (from, until), as_of);
    found.judgements.iter().filter(|one| one.promise == Promise::Reaction).count()
}

const MARCH: (&str, &str) = ("2025-03-01 00:00", "2025-04-01 00:00");
const APRIL: (&str, &str) = ("2025-04-01 00:00", "2025-05-01 00:00");

#[test]
fn a_case_belongs_to_the_period_in_which_its_clock_starts_is_due_or_ends() {
    let later = "2025-05-01 00:00";
    for (belongs, march, april) in
        [(None, 1, 0), (Some(Belongs::AtStart), 1, 0), (Some(Belongs::AtDue), 0, 1), (Some(Belongs::AtEnd), 0, 1)]
    {
        assert_eq!((reactions(belongs, MARCH, later), reactions(belongs, APRIL, later)), (march, april), "{belongs:?}");
    }
}

#[test]
fn a_clock_that_still_runs_belongs_to_the_period_that_looks_at_it() {
    // As of the end of March the reaction has not ended: it is open in March, and ends in April.
    assert_eq!(reactions(Some(Belongs::AtEnd), MARCH, "2025-04-01 00:00"), 1);
    // It is due in April, whoever looks.
    assert_eq!(reactions(Some(Belongs::AtDue), MARCH, "2025-04-01 00:00"), 0);
}

#[test]
fn a_case_is_judged_by_the_version_in_force_when_its_clock_starts() {
    let mut model = crate::engine::fixture::founding();
    model.head.in_force_through = Some("2025-03-31".parse().expect("a date"));
    // Begun on the last day in force, it is judged to its end by that version.
    let begun = case_of(&model, "2025-04-02 12:00", events());
    assert_eq!(reaction(&begun), (Verdict::Missed, Some(at("2025-04-01 08:30"))));
    // A day later it is the next version's.
    model.head.in_force_through = Some("2025-03-30".parse().expect("a date"));
    assert!(why(&model, "2025-04-02 12:00", events()).is_empty());
    assert_eq!(listed(&model, "2025-04-02 12:00", events()), [UnusedReason::NotInForce]);
}
