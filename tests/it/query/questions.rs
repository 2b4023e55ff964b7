//! Questions that are not understood are refused in their language, with what can be asked.

use super::{contract, transcript};
use klausel::query::{self, Question};

#[test]
fn a_question_that_is_not_understood_is_refused_with_what_can_be_asked() {
    let english = transcript(
        "en",
        &[
            "availability of service SmaWoo in 2025",
            "availabilty of service SmaWo in 2025",
            "availability of service SmaWo in 2025-Q5",
            "is Monday 2025-08-15, 10:00 in service window Operation",
            "how is the weather",
            "due 4 after 2025-03-07 17:30 in service window Operation",
            "is 03/04/2025 10:00 in service window Operation",
            "missed on 03/04/2025",
            "availability of service Telephony in 2025",
        ],
    );
    let german = transcript(
        "de",
        &[
            "Verfügbarkeit der Leistung SmaWoo 2025",
            "Verfügbarkeit der Leistung SmaWo im 5. Quartal 2025",
            "liegt Montag, 15.08.2025, 10:00 Uhr in der Servicezeit Betrieb",
            "wie wird das Wetter",
            "nächste Frist von INC-1",
            "Verfügbarkeit der Leistung Call Conect 2025",
            "liegt 31.11.2025 10:00 in der Servicezeit Betrieb",
        ],
    );
    insta::assert_snapshot!(format!("{english}{german}"));
}

#[test]
fn a_period_may_be_said_in_many_ways() {
    let contract = contract("de");
    let days = |text: &str| match query::read(&contract, text).unwrap().question {
        Question::Missed { period } => format!("{}..{}", period.first, period.last),
        other => panic!("{other:?}"),
    };
    for (text, wanted) in [
        ("missed in 2025", "2025-01-01..2025-12-31"),
        ("missed 2025-H2", "2025-07-01..2025-12-31"),
        ("missed in 2024-Q1", "2024-01-01..2024-03-31"),
        ("missed in Q4 2025", "2025-10-01..2025-12-31"),
        ("missed in March 2025", "2025-03-01..2025-03-31"),
        ("missed in 2024-02", "2024-02-01..2024-02-29"),
        ("missed on 2025-03-07", "2025-03-07..2025-03-07"),
        ("missed from 7 March 2025 through 2025-04-01", "2025-03-07..2025-04-01"),
        ("nicht eingehalten 2025", "2025-01-01..2025-12-31"),
        ("nicht eingehalten im Jahr 2025", "2025-01-01..2025-12-31"),
        ("nicht eingehalten im 2. Halbjahr 2025", "2025-07-01..2025-12-31"),
        ("nicht eingehalten im 1. Quartal 2024", "2024-01-01..2024-03-31"),
        ("nicht eingehalten im März 2025", "2025-03-01..2025-03-31"),
        ("nicht eingehalten am 07.03.2025", "2025-03-07..2025-03-07"),
        ("was wurde im März 2025 nicht eingehalten?", "2025-03-01..2025-03-31"),
        ("nicht eingehalten vom 07.03.2025 bis 01.04.2025", "2025-03-07..2025-04-01"),
    ] {
        assert_eq!(days(text), wanted, "{text}");
    }
}

#[test]
fn a_figure_asked_for_may_be_rounded_and_a_reversed_span_told() {
    let english = transcript(
        "en",
        &[
            "service time in service window Operation from 2025-03-07T17:59:59 to 2025-03-10 08:00, in started minutes",
            "service time in service window Operation from 2025-03-07T17:59:59 to 2025-03-10 08:00, in started seconds",
            "service time in service window Operation from 2025-03-08 10:00 to 2025-03-08 12:00, at least 1 s",
            "service time in service window Operation from 2025-03-10 08:30 to 2025-03-07 17:30, negative where the span is reversed",
            "service time in service window Operation from 2025-03-10 08:30 to 2025-03-07 17:30, 0 where the span is reversed",
            "service time in service window Operation from 2025-03-10 08:30 to 2025-03-07 17:30, an error where the span is reversed",
        ],
    );
    let german = transcript(
        "de",
        &[
            "Zeit der Servicezeit Betrieb von 10.03.2025 8:30 bis 07.03.2025 17:59:59, in angefangenen Minuten, bei umgekehrter Spanne negativ",
            "Zeit der Servicezeit Betrieb von 08.03.2025 10:00 bis 08.03.2025 12:00, mindestens 1 s",
            "Zeit der Servicezeit Betrieb von 10.03.2025 8:30 bis 07.03.2025 17:30, bei umgekehrter Spanne ein Fehler",
        ],
    );
    insta::assert_snapshot!(format!("{english}{german}"));
}
