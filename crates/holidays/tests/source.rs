//! Every list against its source, day by day and with every name.

use klausel::time::{BeyondTable, Date, Holidays};
use klausel_holidays::{WorldHolidays, ids, source};

#[test]
fn every_list_has_the_days_and_names_of_its_source() {
    let mut lists = 0;
    for line in include_str!("digests.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [id, count, digest] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let list = WorldHolidays.list(id).expect(id);
        let years = list.years();
        let first = Date::new(*years.start(), 1, 1).expect("a date");
        let last = Date::new(*years.end(), 12, 31).expect("a date");
        let days = list.in_range(first, last);
        let mut value = 0xcbf2_9ce4_8422_2325_u64;
        for (day, holiday) in &days {
            let names: String = holiday.names.iter().map(|(language, name)| format!("\t{language}={name}")).collect();
            let text = format!("{day}{names}\n");
            value = text.bytes().fold(value, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        }
        assert_eq!((id, days.len().to_string().as_str(), format!("{value:016x}").as_str()), (id, count, digest));
        lists += 1;
    }
    assert_eq!(lists, ids().count(), "each list has a digest");
    assert!(lists > 800);
}

#[test]
fn the_lists_of_the_core_are_among_them() {
    let bavaria = WorldHolidays.list("DE-BY").expect("Bavaria");
    let epiphany = bavaria.on(Date::new(2025, 1, 6).expect("a date")).expect("a known year").expect("a holiday");
    assert_eq!(epiphany.name("de"), "Heilige Drei Könige");
}

#[test]
fn beyond_the_years_of_a_country_nothing_is_known() {
    let france = WorldHolidays.list("FR").expect("France");
    assert_eq!(france.on(Date::new(2051, 7, 14).expect("a date")), Err(BeyondTable { year: 2051 }));
    assert!(source().contains("MIT"));
}
