//! Readings and instants of single local times, against chrono-tz and in its gaps and repeats.
//! Windows are left to `corners` and `laws`.

use super::helper::*;
use chrono::{MappedLocalTime, Offset, TimeZone};
use klausel::time::*;
use proptest::prelude::*;

fn start(name: &str, day: &str, reading: &str) -> Instant {
    zone(name).instant(date(day), time(reading), Resolve::Start)
}

fn due(name: &str, day: &str, reading: &str) -> Instant {
    zone(name).instant(date(day), time(reading), Resolve::Due)
}

#[test]
fn a_skipped_time_is_the_first_instant_after_the_gap() {
    for resolve in [start, due] {
        assert_eq!(resolve("Europe/Berlin", "2025-03-30", "02:30"), at("2025-03-30T01:00:00Z"));
        assert_eq!(resolve("Australia/Lord_Howe", "2025-10-05", "02:15"), at("2025-10-04T15:30:00Z"));
    }
}

#[test]
fn a_repeated_time_is_the_first_for_a_start_and_the_last_for_a_due_instant() {
    assert_eq!(start("Europe/Berlin", "2025-10-26", "02:30"), at("2025-10-26T00:30:00Z"));
    assert_eq!(due("Europe/Berlin", "2025-10-26", "02:30"), at("2025-10-26T01:30:00Z"));
    assert_eq!(start("Australia/Lord_Howe", "2025-04-06", "01:45"), at("2025-04-05T14:45:00Z"));
    assert_eq!(due("Australia/Lord_Howe", "2025-04-06", "01:45"), at("2025-04-05T15:15:00Z"));
}

#[test]
fn the_end_of_a_repeated_hour_is_not_repeated() {
    for resolve in [start, due] {
        assert_eq!(resolve("Europe/Berlin", "2025-10-26", "03:00"), at("2025-10-26T02:00:00Z"));
    }
}

#[test]
fn samoa_has_no_30_december_2011() {
    let apia = zone("Pacific/Apia");
    assert_eq!(apia.first_instant_of(date("2011-12-30")), at("2011-12-30T10:00:00Z"));
    assert_eq!(apia.first_instant_of(date("2011-12-30")), apia.first_instant_of(date("2011-12-31")));
    assert_eq!(clock(daily("Pacific/Apia", "08:00-18:00")).windows(days_of_samoa()).unwrap().count(), 2);
}

fn days_of_samoa() -> Interval {
    span(start("Pacific/Apia", "2011-12-29", "00:00"), start("Pacific/Apia", "2012-01-01", "00:00"))
}

#[test]
fn st_johns_begins_1_november_2009_twice() {
    // At 00:01 clocks went back to 23:01 of the day before.
    let st_johns = zone("America/St_Johns");
    assert_eq!(st_johns.first_instant_of(date("2009-11-01")), at("2009-11-01T02:30:00Z"));
    assert_eq!(st_johns.end_of(date("2009-10-31")), at("2009-11-01T03:30:00Z"));
    assert_eq!(st_johns.local(at("2009-11-01T02:31:00Z")), (date("2009-10-31"), time("23:01")));
}

#[test]
fn a_day_that_begins_in_a_gap_begins_after_it() {
    assert_eq!(zone("America/Sao_Paulo").first_instant_of(date("2018-11-04")), at("2018-11-04T03:00:00Z"));
}

#[test]
fn a_zone_that_changed_its_offset_keeps_both() {
    let caracas = zone("America/Caracas");
    assert_eq!(caracas.local(at("2016-05-01T06:59:00Z")).1, time("02:29"));
    assert_eq!(caracas.local(at("2016-05-01T07:00:00Z")).1, time("03:00"));
}

#[test]
fn midnight_at_the_end_is_midnight_at_the_beginning_of_the_next_day() {
    assert_eq!(start("Europe/Berlin", "2025-03-07", "24:00"), start("Europe/Berlin", "2025-03-08", "00:00"));
}

#[test]
fn no_instant_is_too_early_or_too_late_to_have_a_reading() {
    for at in [Instant::MIN, Instant::MAX, Instant::from_millis(i64::MIN), Instant::from_millis(i64::MAX)] {
        let (day, _) = zone("Europe/Berlin").local(at);
        assert!(!(1900..2100).contains(&day.year()));
    }
}

#[test]
fn texts_that_are_no_dates_readings_or_zones_are_refused_with_what_to_write() {
    for text in ["2025-02-29", "1899-12-31", "2100-01-01", "25-01-01", "2025-1-1", "03/04/2026", ""] {
        assert!(text.parse::<Date>().is_err_and(|error| error.to_string().contains("2025-12-24")), "{text}");
    }
    for text in ["24:01", "8:00", "12", "12:60", "12:00:60", "12:00:00:00", "+1:00", "12:00:00.5"] {
        assert!(text.parse::<TimeOfDay>().is_err_and(|error| error.to_string().contains("17:30")), "{text}");
    }
    assert!("Berlin".parse::<Zone>().is_err_and(|error| error.to_string().contains("Europe/Berlin")));
    for text in ["08:00", "24:00", "08:00:30", "08:00:30.250"] {
        assert_eq!(time(text).to_string(), text);
    }
}

/// 2010-01-01 and 2040-01-01, in which zones have changed and will change most often.
const BUSY_YEARS: std::ops::Range<i64> = 1_262_304_000..2_208_988_800;

#[test]
fn no_change_of_any_zone_is_overlooked() {
    // The table of a zone is found by probing every 6.5 days: a walk by days comes upon what that might miss.
    for tz in chrono_tz::TZ_VARIANTS {
        let own = zone(tz.name());
        for seconds in BUSY_YEARS.step_by(86_400) {
            let at = Instant::from_secs(seconds);
            let utc = at.to_chrono().unwrap().naive_utc();
            let expected = seconds + i64::from(tz.offset_from_utc_datetime(&utc).fix().local_minus_utc());
            let (day, reading) = own.local(at);
            let found = day.day_number() * 86_400 + i64::from(reading.as_millis() / 1_000);
            assert_eq!(found, expected, "{own} at {at}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    #[test]
    fn every_zone_reads_as_chrono_tz_does(place in 0..chrono_tz::TZ_VARIANTS.len(), ms in -2_208_988_800_000..4_102_444_800_000_i64) {
        let tz = chrono_tz::TZ_VARIANTS[place];
        let instant = Instant::from_millis(ms);
        let (day, reading) = zone(tz.name()).local(instant);
        let expected = instant.to_chrono().unwrap().with_timezone(&tz).naive_local();
        prop_assert_eq!(format!("{day} {reading}"), format!("{} {}", expected.date(), time(&expected.format("%H:%M:%S%.3f").to_string())));

        let local = tz.from_local_datetime(&expected);
        let (first, last) = match local {
            MappedLocalTime::Single(one) => (one, one),
            MappedLocalTime::Ambiguous(first, last) => (first, last),
            MappedLocalTime::None => return Err(TestCaseError::fail("an instant has a reading")),
        };
        let ms = |at: chrono::DateTime<chrono_tz::Tz>| Instant::from_millis(at.timestamp_millis());
        prop_assert_eq!(zone(tz.name()).instant(day, reading, Resolve::Start), ms(first));
        prop_assert_eq!(zone(tz.name()).instant(day, reading, Resolve::Due), ms(last));
    }
}
