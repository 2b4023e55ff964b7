//! The decisions of ARCHITECTURE.md that no other folder holds.

use chrono::{DateTime, TimeZone, Utc};
use klausel::{
    Contract, SourceId,
    time::{Date, Instant},
};

#[test]
fn an_instant_is_cut_toward_the_past_to_whole_milliseconds() {
    let fine: Instant = "2025-03-07T17:30:00.999999999Z".parse().unwrap();
    assert_eq!(fine.to_string(), "2025-03-07T17:30:00.999Z");
    let before_1970 = Utc.timestamp_opt(-1, 999_999_999).unwrap();
    assert_eq!(Instant::from_chrono(before_1970).as_millis(), -1);
    assert_eq!(Instant::from_millis(-1).to_chrono(), DateTime::from_timestamp_millis(-1));
}

#[test]
fn calendars_end_with_2099() {
    assert!(Date::new(2099, 12, 31).is_some());
    assert!(Date::new(2100, 1, 1).is_none());
}

#[test]
fn every_place_names_its_source() {
    let refused = Contract::read("x.klausel.md", "# Vertrag: X\n\n- Unsinn\n").unwrap_err();
    assert!(refused.diagnostics.iter().all(|diagnostic| diagnostic.span().source == SourceId(0)));
    assert_eq!(refused.sources[0].name, "x.klausel.md");
}
