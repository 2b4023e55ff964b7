//! Slips of the hand, and forms that a viewer would show otherwise, as somebody makes them who sells and does not program.

use super::Edit;

pub(in super::super) const SLIPS: &[Edit] = &[
    Edit { name: "percent_sign_missing", de: ("98,5 % im", "98,5 im"), en: ("98.5% per", "98.5 per") },
    Edit {
        name: "name_misspelt_in_a_reference",
        de: ("Betrieben während der Servicezeit Betrieb", "Betrieben während der Servicezeit Betreib"),
        en: ("Operated during service window Operation", "Operated during service window Opertaion"),
    },
    Edit { name: "hours_without_minutes", de: ("8:00 bis 18:00 Uhr", "8 bis 18"), en: ("08:00 to 18:00", "8 to 18") },
    Edit {
        name: "row_with_a_cell_too_many",
        de: ("| 24 h            |", "| 24 h            | 12 h |"),
        en: ("| 24 h         |", "| 24 h         | 12 h |"),
    },
    Edit {
        name: "row_with_a_cell_too_few",
        de: ("| Gering    | sonst            | sonst               |", "| Gering    | sonst            |"),
        en: ("| Low      | otherwise  | otherwise         |", "| Low      | otherwise  |"),
    },
    Edit {
        name: "two_services_of_one_name",
        de: ("## 13 Leistung: SmaWo Lite", "## 13 Leistung: SmaWo"),
        en: ("## 13 Service: SmaWo Lite", "## 13 Service: SmaWo"),
    },
    Edit {
        name: "sentence_in_the_other_language",
        de: ("- Betrieben während der Servicezeit Betrieb", "- Operated during service window Betrieb"),
        en: ("- Operated during service window Operation", "- Betrieben während der Servicezeit Operation"),
    },
    Edit {
        name: "word_in_the_other_language",
        de: ("- Montag bis Freitag,", "- Monday bis Freitag,"),
        en: ("- Monday through Friday,", "- Montag through Friday,"),
    },
    Edit {
        name: "heading_in_the_other_language",
        de: ("## 12 Leistung: SmaWo\n", "## 12 Service: SmaWo\n"),
        en: ("## 12 Service: SmaWo\n", "## 12 Leistung: SmaWo\n"),
    },
    Edit {
        name: "table_glued_to_the_line_above",
        de: ("gemäß dieser Tabelle\n\n|", "gemäß dieser Tabelle\n|"),
        en: ("under this table\n\n|", "under this table\n|"),
    },
    Edit {
        name: "statement_word_misspelt",
        de: ("Verfügbarkeit: mindestens 98,5 %", "Verfügbarkeit: midestens 98,5 %"),
        en: ("Availability: at least 98.5%", "Availability: at lest 98.5%"),
    },
    Edit {
        name: "first_word_misspelt",
        de: ("- Verfügbarkeit: mindestens 98,5 %", "- Verfügbakeit: mindestens 98,5 %"),
        en: ("- Availability: at least 98.5%", "- Availabilty: at least 98.5%"),
    },
    Edit {
        name: "effect_that_is_not_listed",
        de: ("| Beeinträchtigung | beliebig", "| Störung          | beliebig"),
        en: ("| impairment | any ", "| trouble    | any "),
    },
    Edit {
        name: "effect_misspelt",
        de: ("| Hoch      | Ausfall ", "| Hoch      | Ausfal  "),
        en: ("| outage     | one", "| outtage    | one"),
    },
    Edit { name: "decimal_mark_of_the_other_language", de: ("98,5 %", "98.5 %"), en: ("98.5%", "98,5%") },
    Edit { name: "decimal_mark_that_may_be_thousands", de: ("98,5 %", "98.500 %"), en: ("98.5%", "98,500%") },
    Edit {
        name: "date_that_may_be_two_days",
        de: ("Gültig ab 01.12.2022", "Gültig ab 03/04/2026"),
        en: ("In force from 1 December 2022", "In force from 03/04/2026"),
    },
    Edit {
        name: "date_that_does_not_exist",
        de: ("Gültig ab 01.12.2022", "Gültig ab 31.11.2022"),
        en: ("In force from 1 December 2022", "In force from 31 November 2022"),
    },
    Edit {
        name: "bare_number_of_hours",
        de: ("| 4 h             |", "| 4               |"),
        en: ("| 4 h          |", "| 4            |"),
    },
    Edit {
        name: "unknown_kind_of_clause",
        de: ("## 15 Kundenservice: TRAUT", "## 15 Hotline: TRAUT"),
        en: ("## 15 Service desk: TRAUT", "## 15 Hotline: TRAUT"),
    },
    Edit {
        name: "kind_of_clause_misspelt",
        de: ("## 4 Servicezeit: Betrieb", "## 4 Servizezeit: Betrieb"),
        en: ("## 4 Service window: Operation", "## 4 Servise window: Operation"),
    },
    Edit {
        name: "heading_without_a_colon",
        de: ("## 4 Servicezeit: Betrieb", "## 4 Servicezeit Betrieb"),
        en: ("## 4 Service window: Operation", "## 4 Service window Operation"),
    },
    Edit {
        name: "heading_without_a_name",
        de: ("## 4 Servicezeit: Betrieb", "## 4 Servicezeit:"),
        en: ("## 4 Service window: Operation", "## 4 Service window:"),
    },
    Edit {
        name: "heading_without_a_blank",
        de: ("## 4 Servicezeit: Betrieb", "##4 Servicezeit: Betrieb"),
        en: ("## 4 Service window: Operation", "##4 Service window: Operation"),
    },
    Edit {
        name: "paragraph_without_a_dash",
        de: (
            "- Nicht gezählt: nichts",
            "\nWartungsfenster am Wochenende werden zwischen den Parteien jeweils einvernehmlich und rechtzeitig vorher abgestimmt.\n",
        ),
        en: (
            "- Not counted: nothing",
            "\nMaintenance windows at weekends are agreed between the parties amicably and in good time before they begin.\n",
        ),
    },
    Edit {
        name: "statement_without_a_dash",
        de: ("- Außer an Feiertagen München", "Außer an Feiertagen München"),
        en: ("- Except on holidays Munich", "Except on holidays Munich"),
    },
    Edit {
        name: "statement_under_another_kind",
        de: ("- Außer an Feiertagen München", "- Verfügbarkeit: mindestens 99 % im Kalenderjahr"),
        en: ("- Except on holidays Munich", "- Availability: at least 99% per calendar year"),
    },
    Edit {
        name: "statement_that_nobody_knows",
        de: ("- Außer an Feiertagen München", "- Bei Vollmond gilt doppelte Besetzung"),
        en: ("- Except on holidays Munich", "- At full moon the staff is doubled"),
    },
    Edit {
        name: "words_after_a_complete_statement",
        de: ("98,5 % im Kalenderjahr", "98,5 % im Kalenderjahr ohne Wartung"),
        en: ("98.5% per calendar year", "98.5% per calendar year without maintenance"),
    },
    Edit {
        name: "opening_after_closing",
        de: ("8:00 bis 18:00 Uhr", "18:00 bis 8:00 Uhr"),
        en: ("08:00 to 18:00", "18:00 to 08:00"),
    },
    Edit {
        name: "empty_cell",
        de: ("| beliebig            |", "|                     |"),
        en: ("| any               |", "|                   |"),
    },
    Edit {
        name: "column_misspelt",
        de: ("| Reaktion binnen |", "| Reaktion in     |"),
        en: ("| React within |", "| Reaction in  |"),
    },
    Edit {
        name: "number_that_is_another_clause",
        de: ("während der Servicezeit Betrieb\n", "während der Servicezeit Betrieb (Ziffer 5)\n"),
        en: ("during service window Operation\n", "during service window Operation (clause 5)\n"),
    },
    Edit {
        name: "first_word_of_the_file_misspelt",
        de: ("# Vertrag:", "# Vertag:"),
        en: ("# Contract:", "# Contrat:"),
    },
    Edit {
        name: "zone_that_does_not_exist",
        de: ("Europe/Berlin", "Europe/München"),
        en: ("Europe/Berlin", "Europe/Munich"),
    },
    Edit { name: "zone_by_its_abbreviation", de: ("Europe/Berlin", "MEZ"), en: ("Europe/Berlin", "BST") },
    Edit { name: "percentage_above_a_hundred", de: ("98,5 %", "198,5 %"), en: ("98.5%", "198.5%") },
    Edit {
        name: "said_twice",
        de: ("- Nicht gezählt: nichts", "- Nicht gezählt: nichts\n- Nicht gezählt: nichts"),
        en: ("- Not counted: nothing", "- Not counted: nothing\n- Not counted: nothing"),
    },
    Edit {
        name: "row_that_is_not_there",
        de: ("die Zeile Gering", "die Zeile Niedrig"),
        en: ("row Low applies", "row Minor applies"),
    },
    Edit {
        name: "all_mistakes_in_one_run",
        de: (
            "98,5 % im Kalenderjahr\n- Bezugsgröße: Servicezeit Betrieb",
            "98,5 im Kalenderjahr\n- Bezugsgröße: Servicezeit Betreib",
        ),
        en: (
            "98.5% per calendar year\n- Base: service window Operation",
            "98.5 per calendar year\n- Base: service window Opertaion",
        ),
    },
];
