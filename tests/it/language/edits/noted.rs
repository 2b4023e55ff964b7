//! Edits after which the contract is understood, and may not mean what its author did.

use super::Edit;

pub(in super::super) const NOTED: &[Edit] = &[
    Edit {
        name: "noted_minute_short",
        de: ("8:00 bis 18:00 Uhr", "8:00 bis 17:59 Uhr"),
        en: ("08:00 to 18:00", "08:00 to 17:59"),
    },
    Edit {
        name: "noted_nights_from_a_minute_after",
        de: (
            "- Täglich, 0:00 bis 24:00 Uhr",
            "- Montag bis Freitag, 18:01 bis 7:59 Uhr am Folgetag\n- Außer an Feiertagen München",
        ),
        en: (
            "- Every day, 00:00 to 24:00",
            "- Monday through Friday, 18:01 to 07:59 on the next day\n- Except on holidays Munich",
        ),
    },
    Edit {
        name: "noted_bavaria",
        de: ("in Bayern mit Mariä Himmelfahrt", "in Bayern"),
        en: ("in Bavaria with Assumption Day", "in Bavaria"),
    },
    Edit {
        name: "noted_days_of_which_kind",
        de: ("| sonst               | 24 h            |", "| sonst               | 2 Tage          |"),
        en: ("| otherwise         | 24 h         |", "| otherwise         | 2 days       |"),
    },
    Edit {
        name: "noted_hours_without_a_clock",
        de: ("- Zeit läuft während der Servicezeit Betrieb\n", ""),
        en: ("- Time runs during service window Operation\n", ""),
    },
    Edit {
        name: "noted_channel_without_a_row",
        de: ("- Ohne Meldung per Telefon gilt für die Reaktion die Zeile Gering\n", ""),
        en: ("- Without a report by phone, row Low applies to the reaction\n", ""),
    },
    Edit {
        name: "noted_row_that_never_applies",
        de: (
            "| Mittel    | Beeinträchtigung | beliebig            | 4 h             | Meldung per Telefon     | 4 h         |\n| Gering    | sonst            | sonst               | 24 h            | Meldung auf jedem Weg   | 48 h        |\n",
            "| Gering    | sonst            | sonst               | 24 h            | Meldung auf jedem Weg   | 48 h        |\n| Mittel    | Beeinträchtigung | beliebig            | 4 h             | Meldung per Telefon     | 4 h         |\n",
        ),
        en: (
            "| Medium   | impairment | any               | 4 h          | report by phone  | 4 h          |\n| Low      | otherwise  | otherwise         | 24 h         | any channel      | 48 h         |\n",
            "| Low      | otherwise  | otherwise         | 24 h         | any channel      | 48 h         |\n| Medium   | impairment | any               | 4 h          | report by phone  | 4 h          |\n",
        ),
    },
    Edit {
        name: "noted_otherwise_catches_a_worse_case",
        de: (
            "| Mittel    | Ausfall          | Teil einer Leistung | 4 h             | Meldung per Telefon     | 4 h         |\n",
            "",
        ),
        en: ("| Medium   | outage     | part of a service | 4 h          | report by phone  | 4 h          |\n", ""),
    },
    Edit {
        name: "noted_target_that_allows_next_to_nothing",
        de: (
            "99,9 % im Kalenderjahr\n- Bezugsgröße: Servicezeit Betrieb, abzüglich geplanter Nichtverfügbarkeit\n- Nicht gezählt: nichts\n- Ausgewiesen mit 2 Nachkommastellen, abgerundet\n- Angefangene Kalenderjahre",
            "99,995 % im Kalendermonat\n- Bezugsgröße: Servicezeit Betrieb, abzüglich geplanter Nichtverfügbarkeit\n- Nicht gezählt: nichts\n- Ausgewiesen mit 2 Nachkommastellen, abgerundet\n- Angefangene Kalendermonate",
        ),
        en: (
            "99.9% per calendar year\n- Base: service window Operation, less planned downtime\n- Not counted: nothing\n- Shown with 2 decimals, rounded down\n- Part calendar years",
            "99.995% per calendar month\n- Base: service window Operation, less planned downtime\n- Not counted: nothing\n- Shown with 2 decimals, rounded down\n- Part calendar months",
        ),
    },
    Edit { name: "noted_target_of_a_hundred_percent", de: ("99,9 %", "100 %"), en: ("99.9%", "100%") },
    Edit {
        name: "noted_planned_downtime_without_limits",
        de: (
            "- Hinweis K517: hingenommen, weil jede einzelne Nichtverfügbarkeit der Zustimmung des Auftraggebers bedarf\n",
            "",
        ),
        en: ("- Note K517: accepted, because each planned downtime takes the customer's consent\n", ""),
    },
    Edit {
        name: "noted_reaction_longer_than_the_window_is_open",
        de: ("- Hinweis K518: hingenommen, weil 24 h Servicezeit gewollt sind, also 2,4 Tage\n", ""),
        en: ("- Note K518: accepted, because 24 h of service time are meant, which is 2.4 days\n", ""),
    },
    Edit {
        name: "noted_name_that_nothing_refers_to",
        de: (
            "- Hinweis K519: hingenommen, weil die Servicezeit Rund um die Uhr für künftige Leistungen bereitsteht\n",
            "",
        ),
        en: ("- Note K519: accepted, because service window Round the clock is kept for future services\n", ""),
    },
    Edit {
        name: "noted_facts_never_closed",
        de: ("- Hinweis K527: hingenommen, weil die Parteien keinen Abschluss der Tatsachen vereinbart haben\n", ""),
        en: ("- Note K527: accepted, because the parties have agreed no date on which facts are closed\n", ""),
    },
    Edit {
        name: "noted_cause_on_no_side",
        de: ("Ausfälle durch Fremdsoftware", "Ausfälle durch Microsoft"),
        en: ("caused by customer software", "caused by Microsoft"),
    },
    Edit {
        name: "noted_break_outside_the_hours",
        de: ("- Außer an Feiertagen München", "- Außer an Feiertagen München\n- Pause: 19:00 bis 20:00 Uhr"),
        en: ("- Except on holidays Munich", "- Except on holidays Munich\n- Break: 19:00 to 20:00"),
    },
    Edit {
        name: "noted_letter_of_another_script",
        de: ("## 13 Leistung: SmaWo Lite", "## 13 Leistung: Sm\u{430}Wo Lite"),
        en: ("## 13 Service: SmaWo Lite", "## 13 Service: Sm\u{430}Wo Lite"),
    },
    Edit {
        name: "noted_names_that_look_alike",
        de: ("## 13 Leistung: SmaWo Lite", "## 13 Leistung: SmaW0"),
        en: ("## 13 Service: SmaWo Lite", "## 13 Service: SmaW0"),
    },
    Edit {
        name: "noted_one_word_for_two_things",
        de: ("| Fremdsoftware         | customer software   |", "| Fremdsoftware         | standard programs   |"),
        en: ("| customer software   | Fremdsoftware         |", "| customer software   | Standardprogramme     |"),
    },
    Edit {
        name: "noted_acceptance_in_vain",
        de: (
            "- Zeitzone: Europe/Berlin",
            "- Zeitzone: Europe/Berlin\n- Hinweis K505: hingenommen, weil nachts niemand arbeitet",
        ),
        en: (
            "- Time zone: Europe/Berlin",
            "- Time zone: Europe/Berlin\n- Note K505: accepted, because nobody works at night",
        ),
    },
    Edit {
        name: "noted_outage_left_to_silence",
        de: ("- Beeinträchtigungen zählen nicht als Ausfall\n", ""),
        en: ("- Impairments do not count as outages\n", ""),
    },
    Edit {
        name: "noted_base_left_to_silence",
        de: ("- Bezugsgröße: Servicezeit Betrieb, abzüglich geplanter Nichtverfügbarkeit\n", ""),
        en: ("- Base: service window Operation, less planned downtime\n", ""),
    },
    Edit {
        name: "noted_part_year_left_to_silence",
        de: ("- Angefangene Kalenderjahre: nur die Zeit während der Laufzeit, gleicher Prozentwert\n", ""),
        en: ("- Part calendar years: only the time in force, same percentage\n", ""),
    },
    Edit {
        name: "noted_changed_priority_left_to_silence",
        de: (
            "- Geänderte Priorität: neue Frist ab der Änderung, bei höherer Priorität nie später als die alte; war die Priorität von\n  Anfang an falsch, ab Eingang\n",
            "",
        ),
        en: (
            "- Changed priority: new period from the change, for a higher priority never later than the old one; where the priority\n  was wrong from the start, from receipt\n",
            "",
        ),
    },
    Edit {
        name: "noted_service_without_its_handover_point",
        de: ("- Übergeben am Übergabepunkt Router Telefonie\n", ""),
        en: ("- Handed over at handover point Telephony router\n", ""),
    },
];
