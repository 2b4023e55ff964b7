//! The embedded holidays against their source, day by day with names, and against a second witness.
//! What a holiday does to a window is left to `corners`.

use super::helper::*;
use holiday_de::GermanRegion;
use klausel::time::*;
use std::collections::{BTreeMap, BTreeSet};

const DIGESTS: &str = include_str!("holiday-digests.tsv");

fn days(years: std::ops::RangeInclusive<i32>) -> impl Iterator<Item = Date> {
    let first = Date::new(*years.start(), 1, 1).unwrap().day_number();
    let last = Date::new(*years.end(), 12, 31).unwrap().day_number();
    (first..=last).map(|day| Date::from_day_number(day).unwrap())
}

#[test]
fn every_region_has_the_days_and_names_of_its_source() {
    let mut regions = 0;
    for line in DIGESTS.lines().filter(|line| !line.starts_with('#')) {
        let [id, count, digest] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let calendar = HolidayCalendar::region(id.parse().expect(id));
        let (mut found, mut value) = (0, 0xcbf2_9ce4_8422_2325_u64);
        for day in days(2015..=2050) {
            if let Some(holiday) = calendar.on(day).unwrap() {
                found += 1;
                let text = format!("{day}\t{}\t{}\n", holiday.name("de"), holiday.name("en"));
                value = text.bytes().fold(value, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
            }
        }
        assert_eq!((id, found.to_string().as_str(), format!("{value:016x}").as_str()), (id, count, digest));
        regions += 1;
    }
    assert_eq!(regions, Region::all().count(), "each region of the table has a digest");
}

/// The dates on which the table and `holiday_de` differ, as `date: only here` or `date: only there`.
fn differences(id: &str, other: GermanRegion) -> BTreeSet<String> {
    let calendar = HolidayCalendar::region(id.parse().unwrap());
    let mut found = BTreeSet::new();
    for day in days(2015..=2050) {
        let there = other.is_holiday(chrono::NaiveDate::from_ymd_opt(day.year(), day.month(), day.day()).unwrap());
        match (calendar.on(day).unwrap(), there) {
            (Some(_), false) => found.insert(format!("{day}: only here")),
            (None, true) => found.insert(format!("{day}: only there")),
            _ => false,
        };
    }
    found
}

#[test]
fn fifteen_states_agree_with_a_second_witness_on_every_day() {
    use GermanRegion::*;
    let states = [
        ("DE-BW", BadenWuerttemberg),
        ("DE-BY-assumption", Bayern),
        ("DE-BE", Berlin),
        ("DE-HB", Bremen),
        ("DE-HH", Hamburg),
        ("DE-HE", Hessen),
        ("DE-MV", MechlenburgVorpommern),
        ("DE-NI", Niedersachsen),
        ("DE-NW", NordrheinWestfalen),
        ("DE-RP", RheinlandPfalz),
        ("DE-SL", Saarland),
        ("DE-SN", Sachsen),
        ("DE-ST", SachsenAnhalt),
        ("DE-SH", SchleswigHolstein),
        ("DE-TH", Thueringen),
    ];
    for (id, other) in states {
        assert_eq!(differences(id, other), BTreeSet::new(), "{id}");
    }
}

#[test]
fn the_second_witness_has_assumption_day_in_all_of_bavaria() {
    let found = differences("DE-BY", GermanRegion::Bayern);
    assert_eq!(found.len(), 36);
    assert!(found.iter().all(|day| day.ends_with("-08-15: only there")));
}

#[test]
fn the_second_witness_leaves_out_the_sundays_that_are_holidays_in_brandenburg() {
    let found = differences("DE-BB", GermanRegion::Brandenburg);
    assert_eq!(found.len(), 72, "Easter Sunday and Pentecost in each year");
    for day in found {
        let (day, side) = day.split_once(": ").unwrap();
        assert_eq!((date(day).weekday(), side), (Weekday::Sunday, "only here"));
    }
}

#[test]
fn bavaria_is_plain_or_has_assumption_day_or_is_augsburg() {
    let on = |id: &str, day: &str| HolidayCalendar::region(id.parse().unwrap()).on(date(day)).unwrap().is_some();
    let (assumption, peace) = ("2025-08-15", "2025-08-08");
    assert_eq!((on("DE-BY", assumption), on("DE-BY", peace)), (false, false));
    assert_eq!((on("DE-BY-assumption", assumption), on("DE-BY-assumption", peace)), (true, false));
    assert_eq!((on("DE-BY-augsburg", assumption), on("DE-BY-augsburg", peace)), (true, true));
}

#[test]
fn a_region_is_read_by_id_and_by_name_in_both_languages() {
    for text in ["DE-BY", "de-by", "Bayern", "bavaria"] {
        assert_eq!(text.parse::<Region>().unwrap().id(), "DE-BY");
    }
    assert!("Atlantis".parse::<Region>().is_err_and(|error| error.to_string().contains("Atlantis")));
}

#[test]
fn a_list_of_ones_own_adds_and_takes_away() {
    let names = BTreeMap::from([("de".to_owned(), "Betriebsruhe".to_owned())]);
    let day = |text: &str| Dates::on(date(text));
    let yearly = |text: &str| text.parse::<MonthDay>().map(|day| Dates::Yearly { from: day, until: day }).unwrap();
    let list = HolidayCalendar {
        steps: vec![
            HolidayStep::Region("DE-BY".parse().unwrap()),
            HolidayStep::RemoveNamed("epiphany".into()),
            HolidayStep::Remove(day("2025-05-01")),
            HolidayStep::Add { dates: yearly("02-29"), names: BTreeMap::new() },
            HolidayStep::Add { dates: Dates::Range { from: date("2025-12-27"), until: date("2025-12-31") }, names },
        ],
    };
    let on = |text: &str| list.on(date(text)).unwrap();
    assert_eq!(on("2025-01-06"), None);
    assert_eq!((on("2025-05-01"), on("2026-05-01").is_some()), (None, true));
    assert_eq!((on("2024-02-29").is_some(), on("2025-02-28"), on("2025-03-01")), (true, None, None));
    let closed = on("2025-12-30").unwrap();
    assert_eq!((closed.name("en"), closed.source), ("Betriebsruhe", HolidaySource::Own { step: 4 }));
    assert_eq!(list.on(date("2051-01-01")), Err(BeyondTable { year: 2051 }));
}

#[test]
fn a_list_without_a_region_knows_all_years() {
    let list = HolidayCalendar::default();
    assert_eq!(list.on(date("2099-12-25")), Ok(None));
}

#[test]
fn yearly_days_are_the_dates_that_they_contain() {
    let days = ["01-01", "02-28", "02-29", "03-01", "12-24", "12-31"].map(|day| day.parse::<MonthDay>().unwrap());
    for from in days {
        for until in days {
            let dates = Dates::Yearly { from, until };
            let list = HolidayCalendar { steps: vec![HolidayStep::Add { dates, names: BTreeMap::new() }] };
            let (first, last) = (date("2022-02-15"), date("2025-02-28"));
            let found: Vec<_> = list.in_range(first, last).into_iter().map(|(day, _)| day).collect();
            let expected: Vec<_> = (first.day_number()..=last.day_number())
                .filter_map(Date::from_day_number)
                .filter(|day| dates.contains(*day))
                .collect();
            assert_eq!(found, expected, "{from} to {until}");
        }
    }
}

#[test]
fn a_list_of_ones_own_may_know_some_years_only() {
    let steps = vec![
        HolidayStep::Known { first_year: 2024, last_year: 2026 },
        HolidayStep::Add { dates: Dates::on(date("2025-07-18")), names: BTreeMap::new() },
    ];
    let lists = BTreeMap::from([("plant".to_owned(), HolidayCalendar { steps })]);
    let rules = Calendar::Schedule(office("08:00-18:00").without_holidays("plant"));
    let clock = ServiceClock::compile(&rules, &lists, Horizon::years(2020, 2030)).unwrap();
    assert_eq!(clock.elapsed(berlin("2025-07-17 00:00"), berlin("2025-07-19 00:00")), Ok(Millis::hours(10)));
    let beyond = clock.elapsed(berlin("2026-12-31 00:00"), berlin("2027-01-02 00:00"));
    assert_eq!(beyond, Err(Undetermined::Holidays { year: 2027 }));
    assert_eq!(clock.determined(), span(berlin("2024-01-01 00:00"), berlin("2026-12-31 24:00")));
}

#[test]
fn a_clock_names_the_holidays_that_took_its_windows() {
    let clock = clock(office("08:00-18:00").without_holidays("DE-BY"));
    let christmas = span(berlin("2025-12-20 00:00"), berlin("2026-01-07 00:00"));
    let applied = clock.holidays_applied(christmas).unwrap();
    let texts: Vec<_> = applied.iter().map(|(day, holiday)| format!("{day} {}", holiday.name("de"))).collect();
    let expected = [
        "2025-12-25 Erster Weihnachtstag",
        "2025-12-26 Zweiter Weihnachtstag",
        "2026-01-01 Neujahr",
        "2026-01-06 Heilige Drei Könige",
    ];
    assert_eq!(texts, expected);
    assert!(applied.iter().all(|(_, holiday)| holiday.source == HolidaySource::Region("DE-BY".parse().unwrap())));
    // All Saints' Day of 2025 is a Saturday, on which the office is closed anyway.
    assert_eq!(clock.holidays_applied(span(berlin("2025-11-01 00:00"), berlin("2025-11-02 00:00"))), Ok(vec![]));
}
