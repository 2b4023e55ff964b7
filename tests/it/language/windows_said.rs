//! Each way to say a service window, with an instant worked out by hand; what is refused, and what is noted.

use klausel::{
    Contract, Id, Lang,
    compile::Program,
    phrase::{PhraseId, class_of},
    time::{Instant, Interval, Region},
};

fn read(lang: &str, clauses: &str) -> Contract {
    let head = match lang {
        "de" => {
            "# Vertrag: Probe\n\n- Zeitzone: Europe/Berlin\n\n## Feiertage: Bayern\n\n- Gesetzliche Feiertage in Bayern mit Mariä Himmelfahrt\n\n"
        }
        _ => {
            "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n## Holidays: Bayern\n\n- Public holidays in Bavaria with Assumption Day\n\n"
        }
    };
    Contract::read("probe", &format!("{head}{clauses}\n")).map_err(|refused| refused.show()).unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Whether the window `A` of both contracts is open at the first of two instants and closed at the other.
fn opens(de: &str, en: &str, open: &str, closed: &str) {
    let (german, english) = (read("de", de), read("en", en));
    assert_eq!(german.model.windows, english.model.windows, "{de}\n{en}");
    for contract in [&german, &english] {
        let program = Program::compile(&contract.model, &contract.places).unwrap();
        let clock = program.window(&Id::of("A")).unwrap();
        assert_eq!((clock.contains(at(open)), clock.contains(at(closed))), (Ok(true), Ok(false)), "{de}");
    }
    let printed = klausel::print(&german.model, &Lang::new("de")).unwrap();
    assert_eq!(Contract::read("printed", &printed).unwrap().model, german.model, "{printed}");
}

fn own(de: &str, en: &str, open: &str, closed: &str) {
    opens(&format!("## Servicezeit: A\n\n{de}"), &format!("## Service window: A\n\n{en}"), open, closed);
}

#[test]
fn every_second_thursday_is_counted_from_a_thursday() {
    // 9, 23 January and 6 February are two weeks apart; 16 January lies between.
    own(
        "- Jeden zweiten Donnerstag, gezählt ab 09.01.2025, 8:00 bis 12:00 Uhr",
        "- Every second Thursday, counted from 9 January 2025, 08:00 to 12:00",
        "2025-02-06T11:59:00+01:00",
        "2025-01-16T09:00:00+01:00",
    );
}

#[test]
fn every_six_weeks_on_two_days() {
    // The week of 6 January 2025, then that of 17 February.
    own(
        "- Alle 6 Wochen, gezählt ab der Woche vom 08.01.2025, Montag, Freitag, 8:00 bis 9:00 Uhr, 20:00 bis 2:00 Uhr am Folgetag",
        "- Every 6 weeks, counted from the week of 8 January 2025, Monday, Friday, 08:00 to 09:00, 20:00 to 02:00 on the next day",
        "2025-02-18T01:30:00+01:00",
        "2025-02-11T01:30:00+01:00",
    );
}

#[test]
fn the_last_friday_of_a_month_has_hours_of_its_own() {
    own(
        "- Montag bis Freitag, 8:00 bis 18:00 Uhr\n- Am letzten Freitag jedes Monats: 6:00 bis 7:00 Uhr\n- Am ersten Montag jedes Monats: geschlossen",
        "- Monday through Friday, 08:00 to 18:00\n- On the last Friday of each month: 06:00 to 07:00\n- On the first Monday of each month: closed",
        "2025-01-31T06:30:00+01:00",
        "2025-01-31T09:00:00+01:00",
    );
}

#[test]
fn a_range_of_dates_has_hours_of_its_own() {
    own(
        "- Montag bis Freitag, 8:00 bis 18:00 Uhr\n- Vom 01.07.2025 bis 31.08.2025, Montag bis Donnerstag: 9:00 bis 12:00 Uhr, 13:00 bis 16:00 Uhr",
        "- Monday through Friday, 08:00 to 18:00\n- From 1 July 2025 through 31 August 2025, Monday through Thursday: 09:00 to 12:00, 13:00 to 16:00",
        "2025-07-04T17:00:00+02:00", // a Friday, which the range leaves as it is
        "2025-07-03T12:30:00+02:00",
    );
}

#[test]
fn christmas_eve_of_every_year_closes_at_noon_on_working_days() {
    own(
        "- täglich, 8:00 bis 18:00 Uhr\n- Jedes Jahr am 24. Dezember, Montag bis Freitag: 8:00 bis 12:00 Uhr\n- Jedes Jahr vom 27. Dezember bis 2. Januar: geschlossen",
        "- every day, 08:00 to 18:00\n- Every year on 24 December, Monday through Friday: 08:00 to 12:00\n- Every year from 27 December through 2 January: closed",
        "2022-12-24T15:00:00+01:00", // a Saturday
        "2025-12-24T15:00:00+01:00", // a Wednesday
    );
}

#[test]
fn holidays_may_have_hours_in_place_of_none() {
    own(
        "- Montag bis Freitag, 8:00 bis 18:00 Uhr\n- An Feiertagen Bayern: 10:00 bis 14:00 Uhr",
        "- Monday through Friday, 08:00 to 18:00\n- On holidays Bayern: 10:00 to 14:00",
        "2025-01-06T13:00:00+01:00", // Epiphany, a Monday
        "2025-01-06T09:00:00+01:00",
    );
}

#[test]
fn a_holiday_may_exclude_its_calendar_day() {
    // The night from Sunday into Epiphany ends at midnight; the night of Epiphany begins at the end of that day.
    own(
        "- täglich, 22:00 bis 6:00 Uhr am Folgetag\n- Außer an Feiertagen Bayern\n- Ein Feiertag schließt genau seinen Kalendertag aus, von 0:00 bis 24:00 Uhr",
        "- every day, 22:00 to 06:00 on the next day\n- Except on holidays Bayern\n- A holiday excludes exactly its calendar day, from 00:00 to 24:00",
        "2025-01-07T03:00:00+01:00",
        "2025-01-06T03:00:00+01:00",
    );
    own(
        "- täglich, 22:00 bis 6:00 Uhr am Folgetag\n- Außer an Feiertagen Bayern\n- Ein Feiertag schließt aus, was an ihm beginnt; die Nacht vom Vortag in den Feiertag bleibt",
        "- every day, 22:00 to 06:00 on the next day\n- Except on holidays Bayern\n- A holiday excludes what begins on it; the night from the day before into the holiday remains",
        "2025-01-06T03:00:00+01:00",
        "2025-01-07T03:00:00+01:00",
    );
}

#[test]
fn a_window_may_have_a_zone_of_its_own() {
    own(
        "- täglich, 8:00 bis 9:00 Uhr\n- Zeitzone dieser Servicezeit: America/New_York",
        "- every day, 08:00 to 09:00\n- Time zone of this service window: America/New_York",
        "2025-01-06T14:30:00+01:00",
        "2025-01-06T08:30:00+01:00",
    );
}

#[test]
fn a_repeated_hour_may_count_once() {
    // 26 October 2025, Berlin: 02:30 first at +02:00, then at +01:00.
    own(
        "- täglich, 1:00 bis 4:00 Uhr\n- Die bei der Zeitumstellung doppelte Stunde zählt einmal",
        "- every day, 01:00 to 04:00\n- The hour that occurs twice when clocks are set back counts once",
        "2025-10-26T02:30:00+02:00",
        "2025-10-26T02:30:00+01:00",
    );
}

#[test]
fn an_end_in_the_skipped_hour_may_move() {
    // 30 March 2025, Berlin: 02:30 does not exist; moved by an hour it is 03:30.
    own(
        "- täglich, 1:00 bis 2:30 Uhr\n- Ein Beginn oder Ende in der bei der Zeitumstellung ausfallenden Stunde verschiebt sich um deren Dauer",
        "- every day, 01:00 to 02:30\n- A beginning or end in the hour skipped when clocks are set forward moves by the length of that hour",
        "2025-03-30T03:15:00+02:00",
        "2025-03-30T03:45:00+02:00",
    );
}

#[test]
fn windows_are_made_of_windows() {
    let de = "## Servicezeit: B\n\n- Montag bis Freitag, 8:00 bis 18:00 Uhr\n\n## Servicezeit: C\n\n- Samstag, 9:00 bis 13:00 Uhr\n\n## Servicezeit: A\n\n";
    let en = "## Service window: B\n\n- Monday through Friday, 08:00 to 18:00\n\n## Service window: C\n\n- Saturday, 09:00 to 13:00\n\n## Service window: A\n\n";
    let (friday, saturday, sunday) =
        ("2025-01-10T10:00:00+01:00", "2025-01-11T10:00:00+01:00", "2025-01-12T10:00:00+01:00");
    for (german, english, open, closed) in [
        (
            "- Servicezeit B und Servicezeit C zusammen\n- Ohne Servicezeit B",
            "- Service window B and service window C together\n- Without service window B",
            saturday,
            friday,
        ),
        ("- Wie Servicezeit B", "- Same as service window B", friday, saturday),
        (
            "- Zusammen: Servicezeit B, Servicezeit C",
            "- Together: service window B, service window C",
            saturday,
            sunday,
        ),
        (
            "- Rund um die Uhr\n- Nur soweit zugleich Servicezeit C gilt",
            "- Around the clock\n- Only insofar as service window C applies too",
            saturday,
            friday,
        ),
        (
            "- Rund um die Uhr, an allen Tagen\n- Ausgenommen Servicezeit B",
            "- Around the clock, on all days\n- Excluding service window B",
            sunday,
            friday,
        ),
    ] {
        opens(&format!("{de}{german}"), &format!("{en}{english}"), open, closed);
    }
    let never = read("de", "## Servicezeit: A\n\n- Zu keiner Zeit");
    let program = Program::compile(&never.model, &never.places).unwrap();
    assert_eq!(
        program.window(&Id::of("A")).unwrap().windows(Interval::new(at(friday), at(sunday))).unwrap().count(),
        0
    );
}

/// The codes that a German contract with that clause is answered with, and all that it shows.
fn answered(clauses: &str) -> (Vec<&'static str>, String) {
    let text = format!(
        "# Vertrag: Probe\n\n- Zeitzone: Europe/Berlin\n\n## Feiertage: Bayern\n\n- Gesetzliche Feiertage in Bayern mit Mariä Himmelfahrt\n\n{clauses}\n"
    );
    let (found, sources) = match Contract::read("probe", &text) {
        Ok(contract) => (contract.notes, contract.sources),
        Err(refused) => (refused.diagnostics, refused.sources),
    };
    let catalogue = klausel::phrase::Catalogue::of(&Lang::new("de")).unwrap();
    (found.iter().map(|one| one.code()).collect(), found.show(&sources, catalogue))
}

#[test]
fn what_a_night_leaves_open_is_noted_with_what_to_paste() {
    let night = "## Servicezeit: A\n\n- täglich, 22:00 bis 2:30 Uhr am Folgetag\n- Außer an Feiertagen Bayern";
    let (codes, shown) = answered(night);
    assert_eq!(codes, ["K505", "K506", "K504"], "{shown}");
    let paste: Vec<&str> =
        shown.lines().filter_map(|line| line.trim_start().trim_start_matches("= ").strip_prefix("- ")).collect();
    assert_eq!(paste.len(), 6, "{shown}");
    // Each first one states what holds already: pasted, nothing is open any more.
    let settled = format!("{night}\n- {}\n- {}\n- {}", paste[0], paste[2], paste[4]);
    assert_eq!(answered(&settled).0, Vec::<&str>::new(), "{settled}");
}

#[test]
fn office_hours_and_the_whole_day_leave_nothing_open() {
    for hours in ["Montag bis Freitag, 8:00 bis 18:00 Uhr", "täglich, 0:00 bis 24:00 Uhr", "Rund um die Uhr"] {
        assert_eq!(
            answered(&format!("## Servicezeit: A\n\n- {hours}\n- Außer an Feiertagen Bayern")).0,
            Vec::<&str>::new()
        );
    }
}

#[test]
fn two_rules_of_one_rank_for_one_day_are_shown_both() {
    for (one, other) in [
        ("täglich, 8:00 bis 12:00 Uhr", "Montag, 11:00 bis 18:00 Uhr"),
        ("Am ersten Montag jedes Monats: 8:00 bis 9:00 Uhr", "Am ersten Montag jedes Monats: geschlossen"),
        ("Am 24.12.2025: geschlossen", "Jedes Jahr am 24. Dezember: 8:00 bis 12:00 Uhr"),
        ("Außer an Feiertagen Bayern", "An Feiertagen Bayern: 8:00 bis 9:00 Uhr"),
    ] {
        let (codes, shown) =
            answered(&format!("## Servicezeit: A\n\n- Sonntag, 8:00 bis 8:30 Uhr\n- {one}\n- {other}"));
        assert!(codes.contains(&"K413"), "{shown}");
        assert!(shown.contains(one) && shown.contains(other), "{shown}");
    }
}

#[test]
fn a_window_made_of_itself_is_refused() {
    let circle = "## Servicezeit: A\n\n- Wie Servicezeit B\n\n## Servicezeit: B\n\n- Rund um die Uhr\n- Ausgenommen Servicezeit A";
    assert_eq!(answered(circle).0, ["K412", "K412"]);
    let mixed = "## Servicezeit: B\n\n- Rund um die Uhr\n\n## Servicezeit: A\n\n- Wie Servicezeit B\n- Außer an Feiertagen Bayern";
    assert_eq!(answered(mixed).0, ["K405"]);
    let friday = "## Servicezeit: A\n\n- Jeden zweiten Donnerstag, gezählt ab 10.01.2025, 8:00 bis 12:00 Uhr";
    assert_eq!(answered(friday).0, ["K411"]);
}

#[test]
fn windows_that_each_name_the_next_twice_are_not_put_together_for_ever() {
    let mut clauses = String::from("## Servicezeit: W40\n\n- Rund um die Uhr");
    for place in 0..40 {
        let next = place + 1;
        clauses += &format!("\n\n## Servicezeit: W{place}\n\n- Zusammen: Servicezeit W{next}, Servicezeit W{next}");
    }
    let contract = read("de", &clauses);
    assert!(Program::compile(&contract.model, &contract.places).is_err());
}

#[test]
fn every_region_of_the_table_has_a_phrase_and_every_phrase_a_region() {
    let phrases: Vec<String> = class_of("region").map(|id: PhraseId| id.key().to_owned()).collect();
    let mut regions: Vec<String> = Region::all().map(|region| region.id().to_lowercase().replace('-', "_")).collect();
    regions.sort();
    assert_eq!(phrases, regions);
    // The build holds that each language has each phrase; that no two regions are said alike is held here.
    for catalogue in klausel::phrase::Catalogue::all() {
        let mut said: Vec<String> =
            class_of("region").flat_map(|id| catalogue.patterns(id)).map(|way| format!("{way:?}")).collect();
        let all = said.len();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), all, "{}", catalogue.tag());
    }
}
