//! What a legal person writes who has read many contracts and not this language.

use super::Edit;

pub(in super::super) const WORDS: &[Edit] = &[
    Edit {
        name: "year_that_leaves_open_which",
        de: ("98,5 % im Kalenderjahr", "98,5 % im Jahresmittel"),
        en: ("98.5% per calendar year", "98.5% per year"),
    },
    Edit {
        name: "percentage_without_a_period",
        de: ("98,5 % im Kalenderjahr", "98,5 %"),
        en: ("98.5% per calendar year", "98.5%"),
    },
    Edit {
        name: "promptly_in_a_table",
        de: ("| 1 h             |", "| unverzüglich    |"),
        en: ("| 1 h          |", "| promptly     |"),
    },
    Edit {
        name: "promptly_in_a_sentence",
        de: ("- Updates enden mit der Wiederherstellung", "- Updates erfolgen umgehend"),
        en: ("- Updates end when service is restored", "- Updates are given without undue delay"),
    },
    Edit {
        name: "as_a_rule",
        de: ("- Updates enden mit der Wiederherstellung", "- In der Regel wird binnen 2 h zurückgerufen"),
        en: ("- Updates end when service is restored", "- As a rule the desk calls back within 2 h"),
    },
    Edit {
        name: "working_days_without_a_definition",
        de: ("| 24 h            |", "| 2 Werktage      |"),
        en: ("| 24 h         |", "| 2 business days |"),
    },
    Edit {
        name: "bavarian_holidays",
        de: ("- Gesetzliche Feiertage in Bayern mit Mariä Himmelfahrt", "- Bayerische Feiertage"),
        en: ("- Public holidays in Bavaria with Assumption Day", "- Bavarian holidays"),
    },
    Edit {
        name: "holidays_without_a_region",
        de: ("- Gesetzliche Feiertage in Bayern mit Mariä Himmelfahrt\n", ""),
        en: ("- Public holidays in Bavaria with Assumption Day\n", ""),
    },
    Edit {
        name: "rows_that_overlap",
        de: (
            "| Mittel    | Ausfall          | Teil einer Leistung |",
            "| Mittel    | Ausfall          | beliebig            |",
        ),
        en: ("| Medium   | outage     | part of a service |", "| Medium   | outage     | any               |"),
    },
    Edit {
        name: "rows_of_one_priority_that_differ",
        de: ("| beliebig            | 4 h             |", "| beliebig            | 5 h             |"),
        en: ("| any               | 4 h          |", "| any               | 5 h          |"),
    },
    Edit {
        name: "mistake_that_somebody_accepts",
        de: (
            "- Zeitzone: Europe/Berlin",
            "- Zeitzone: Europe/Berlin\n- Hinweis K303: hingenommen, weil sich das Zeichen versteht",
        ),
        en: (
            "- Time zone: Europe/Berlin",
            "- Time zone: Europe/Berlin\n- Note K303: accepted, because the sign is understood",
        ),
    },
    Edit {
        name: "note_that_does_not_exist",
        de: ("- Zeitzone: Europe/Berlin", "- Zeitzone: Europe/Berlin\n- Hinweis K999: hingenommen, weil er stört"),
        en: (
            "- Time zone: Europe/Berlin",
            "- Time zone: Europe/Berlin\n- Note K999: accepted, because it is in the way",
        ),
    },
    Edit {
        name: "note_that_is_not_accepted",
        de: (
            "- Zeitzone: Europe/Berlin",
            "- Zeitzone: Europe/Berlin\n- Hinweis K528: nicht hingenommen, weil jede Ursache eine Seite braucht\n- Hinweis K540: nicht hingenommen, weil nichts umsonst dasteht\n- Hinweis K505: hingenommen, weil nachts niemand arbeitet",
        ),
        en: (
            "- Time zone: Europe/Berlin",
            "- Time zone: Europe/Berlin\n- Note K528: not accepted, because each cause needs a side\n- Note K540: not accepted, because nothing stands here in vain\n- Note K505: accepted, because nobody works at night",
        ),
    },
    Edit {
        name: "soft_hyphen_from_a_word_processor",
        de: ("- Verfügbarkeit: mindestens 98,5", "- Verfüg\u{ad}barkeit: mindestens 98,5"),
        en: ("- Availability: at least 98.5", "- Avail\u{ad}ability: at least 98.5"),
    },
    Edit {
        name: "bullet_from_a_word_processor",
        de: ("- Verfügbarkeit: mindestens 98,5", "• Verfügbarkeit: mindestens 98,5"),
        en: ("- Availability: at least 98.5", "• Availability: at least 98.5"),
    },
    Edit {
        name: "struck_out_figure",
        de: ("mindestens 98,5 %", "mindestens ~~98,5~~ 99 %"),
        en: ("at least 98.5%", "at least ~~98.5~~ 99%"),
    },
    Edit {
        name: "link_in_an_address",
        de: ("| service@trautoffice.de |", "| [service](mailto:service@trautoffice.de) |"),
        en: ("| service@trautoffice.de |", "| [service](mailto:service@trautoffice.de) |"),
    },
    Edit {
        name: "table_without_its_line",
        de: ("|---------|------------------------|---------------------------------------|\n", ""),
        en: ("|---------|------------------------|----------------------------------------|\n", ""),
    },
    Edit {
        name: "heading_of_a_third_level",
        de: ("## 4 Servicezeit: Betrieb", "### 4 Servicezeit: Betrieb"),
        en: ("## 4 Service window: Operation", "### 4 Service window: Operation"),
    },
    Edit {
        name: "second_clause_on_outages",
        de: (
            "## 12 Leistung: SmaWo\n",
            "## 11a Ausfall: Ausnahme\n\n- Beeinträchtigungen zählen als Ausfall\n\n## 12 Leistung: SmaWo\n",
        ),
        en: (
            "## 12 Service: SmaWo\n",
            "## 11a Outage: Exception\n\n- Impairments count as outages\n\n## 12 Service: SmaWo\n",
        ),
    },
    Edit {
        name: "part_period_of_another_kind",
        de: ("Angefangene Kalenderjahre: nur", "Angefangene Kalendermonate: nur"),
        en: ("Part calendar years: only", "Part calendar months: only"),
    },
    Edit {
        name: "window_made_of_itself",
        de: ("- Täglich, 0:00 bis 24:00 Uhr", "- Wie Servicezeit Rund um die Uhr"),
        en: ("- Every day, 00:00 to 24:00", "- Same as service window Round the clock"),
    },
    Edit { name: "no_time_zone", de: ("- Zeitzone: Europe/Berlin\n", ""), en: ("- Time zone: Europe/Berlin\n", "") },
    Edit {
        name: "paragraph_sign_before_a_number",
        de: ("## 4 Servicezeit: Betrieb", "## § 4 Servicezeit: Betrieb"),
        en: ("## 4 Service window: Operation", "## § 4 Service window: Operation"),
    },
    Edit {
        name: "term_in_other_words",
        de: ("- Gültig ab 01.12.2022, auf unbestimmte Zeit", "- Inkrafttreten: 01.12.2022"),
        en: ("- In force from 1 December 2022, for an indefinite term", "- Effective date: 1 December 2022"),
    },
    Edit {
        name: "wording_of_a_document_in_other_words",
        de: ("Systembetrieb, Stand 01.12.2022", "Systembetrieb, Fassung vom 01.12.2022"),
        en: ("Systems operation, dated 1 December 2022", "Systems operation, version of 1 December 2022"),
    },
    Edit {
        name: "clause_that_is_left_to_people",
        de: ("## 15 Kundenservice: TRAUT", "## 15 Haftung\n\n## 16 Kundenservice: TRAUT"),
        en: ("## 15 Service desk: TRAUT", "## 15 Liability\n\n## 16 Service desk: TRAUT"),
    },
    Edit {
        name: "clock_in_other_words",
        de: (
            "- Zeit läuft während der Servicezeit Betrieb",
            "- Die Fristen laufen nur während der Servicezeit Betrieb",
        ),
        en: ("- Time runs during service window Operation", "- Periods run only during service window Operation"),
    },
    Edit {
        name: "contract_that_begins_twice",
        de: ("## 5 Servicezeit:", "# Vertrag: Anlage\n\n## 5 Servicezeit:"),
        en: ("## 5 Service window:", "# Contract: Annex\n\n## 5 Service window:"),
    },
    Edit {
        name: "consent_of_somebody_else",
        de: ("wenn der Auftraggeber vor", "wenn der Kunde vor"),
        en: ("where the customer has consented", "where the client has consented"),
    },
    Edit {
        name: "form_of_the_consent_missing",
        de: ("vor Beginn in Textform zugestimmt", "vor Beginn zugestimmt"),
        en: ("has consented in text form before", "has consented before"),
    },
    Edit {
        name: "around_the_clock_in_figures",
        de: ("- Täglich, 0:00 bis 24:00 Uhr", "- 7 x 24 h"),
        en: ("- Every day, 00:00 to 24:00", "- 7 x 24 h"),
    },
    Edit {
        name: "noon_in_words",
        de: ("8:00 bis 18:00 Uhr", "8:00 Uhr bis mittags"),
        en: ("08:00 to 18:00", "08:00 to noon"),
    },
    Edit {
        name: "hours_of_the_other_half_of_the_day",
        de: ("8:00 bis 18:00 Uhr", "8:00 bis 26:00 Uhr"),
        en: ("08:00 to 18:00", "8 am to 6 pm"),
    },
    Edit {
        name: "name_used_before_it_is_renamed",
        de: ("## 4 Servicezeit: Betrieb", "## 4 Servicezeit: Bürozeiten"),
        en: ("## 4 Service window: Operation", "## 4 Service window: Office hours"),
    },
    Edit {
        name: "exception_without_a_target",
        de: ("- Außer an Feiertagen München", "- Außer an Feiertagen"),
        en: ("- Except on holidays Munich", "- Except on holidays"),
    },
    Edit {
        name: "statement_over_two_dashes",
        de: ("- Zeit läuft während der Servicezeit Betrieb", "- Zeit läuft während\n- der Servicezeit Betrieb"),
        en: ("- Time runs during service window Operation", "- Time runs during\n- service window Operation"),
    },
];
