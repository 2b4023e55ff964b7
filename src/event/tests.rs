//! What the reader makes of lines, in sentences; every example of `docs/events.md` is read here.
//! What a contract makes of the events is tested with the engine.

use super::*;
use std::collections::BTreeSet;

const EVENTS_MD: &str = include_str!("../../docs/events.md");

fn examples() -> String {
    let mut examples = String::new();
    for block in EVENTS_MD.split("```json\n").skip(1) {
        examples.push_str(block.split("```").next().unwrap_or_default());
    }
    examples
}

/// How a person would put it: `type subject at` of an event, else the place and the reason.
fn read(text: &str) -> String {
    let show = |read: Result<Event, Unused>| match read {
        Ok(event) => format!("{} at {} says {:?}", event.subject, event.at, event.says),
        Err(unused) => {
            let id = unused.id.map(|id| format!(" ({id})")).unwrap_or_default();
            format!("line {}{id}: {}", unused.line.line, serde_json::to_string(&unused.reason).unwrap())
        }
    };
    read_ndjson(text.as_bytes(), 0).map(show).collect::<Vec<_>>().join("\n")
}

fn event(fields: &str) -> String {
    format!(
        r#"{{"at":"2025-03-07T17:30:00+01:00","source":"desk","type":"case.closed","subject":"INC-81"{}{fields}}}"#,
        if fields.is_empty() { "" } else { "," }
    )
}

fn only(text: &str) -> Event {
    let mut events: Vec<_> = read_ndjson(text.as_bytes(), 0).collect();
    assert_eq!(events.len(), 1, "{events:?}");
    events.remove(0).unwrap_or_else(|unused| panic!("{unused:?}"))
}

#[test]
fn every_example_of_the_documentation_is_read() {
    for read in read_ndjson(examples().as_bytes(), 0) {
        assert!(read.is_ok(), "{read:?}");
    }
}

#[test]
fn the_documentation_has_an_example_of_every_type() {
    let text = examples();
    let written: BTreeSet<_> =
        Happening::types().filter(|kind| text.contains(&format!(r#""type":"{kind}""#))).collect();
    let all: BTreeSet<_> = Happening::types().collect();
    assert_eq!(all.difference(&written).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn a_report_says_channel_service_effect_and_extent() {
    let Happening::Reported(report) = only(examples().lines().next().unwrap()).says else { panic!("no report") };
    assert_eq!(report.channel.as_deref(), Some("e-mail"));
    assert_eq!(report.service.as_deref(), Some("SmaWo"));
    assert_eq!(report.effect.as_deref(), Some("outage"));
    assert_eq!(report.extent.as_deref(), Some("one whole service"));
    assert_eq!(report.priority, None);
}

#[test]
fn a_cloud_event_is_an_event() {
    let cloud = r#"{"specversion":"1.0","id":"7","time":"2025-03-07T16:30:00Z","knownat":"2025-03-07T17:00:00Z",
        "sequence":"12","source":"desk","type":"case.closed","subject":"INC-81"}"#
        .replace('\n', "");
    let plain = event(r#""id":7,"known_at":"2025-03-07T18:00:00+01:00","seq":12"#);
    assert_eq!(only(&cloud), only(&plain));
}

#[test]
fn previous_may_stand_beside_the_data_or_in_it() {
    let down = |rest: &str| {
        only(&format!(r#"{{"at":"2025-05-06T09:00:00Z","source":"d","type":"service.up","subject":"S",{rest}}}"#))
    };
    let beside = down(r#""previous":"down""#);
    assert_eq!(beside.says, down(r#""data":{"previous":"down"}"#).says);
    let Happening::State(change) = beside.says else { panic!("no state") };
    assert_eq!((change.state, change.previous), (State::Up, Some(State::Down)));
}

#[test]
fn a_maintenance_may_name_its_service_in_the_data() {
    let moved = r#"{"at":"2025-06-02T10:00:00Z","source":"d","type":"maintenance.withdrawn","subject":"CHG-7",
        "data":{"service":"SmaWo"}}"#
        .replace('\n', "");
    let event = only(&moved);
    assert_eq!(&*event.subject, "SmaWo");
    let Happening::Maintenance(planned) = event.says else { panic!("no maintenance") };
    assert_eq!(planned.agreement.as_deref(), Some("CHG-7"));
}

#[test]
fn a_byte_order_mark_windows_line_ends_and_blank_lines_are_no_mistakes() {
    let text = format!("\u{feff}{}\r\n\r\n  \n{}\r\n", event(""), event(""));
    let lines: Vec<_> = read_ndjson(text.as_bytes(), 0).map(|read| read.unwrap().line.line).collect();
    assert_eq!(lines, [1, 4]);
}

#[test]
fn unknown_fields_do_no_harm() {
    let plain = only(&event(""));
    assert_eq!(only(&event(r#""tags":["a",{"b":1.5}],"data":{"ticket":{"x":[1]},"cost":1e3}"#)), plain);
}

#[test]
fn what_is_no_event_is_listed_with_line_and_reason() {
    let lines = [
        "nonsense".to_owned(),
        "[1,2]".to_owned(),
        format!("{} trailing", event("")),
        r#"{"source":"desk","type":"case.closed","subject":"INC-81"}"#.to_owned(),
        event("").replace("+01:00", ""),
        event("").replace("T17:30:00+01:00", ""),
        event(r#""id":"d-1","known_at":"2025-03-07 17:30""#),
        event(r#""id":"d-2""#).replace("case.closed", "case.exploded"),
        event("").replace(r#""INC-81""#, r#""""#),
        event("").replace(r#""desk""#, "true"),
        event(r#""seq":-1"#),
        event(r#""data":[1]"#),
        event(r#""at":"2025-03-07T17:31:00+01:00""#),
        event("").replace("case.closed", "case.prioritised"),
        event(r#""data":{"automatic":"perhaps"}"#).replace("case.closed", "case.reacted"),
        event(r#""previous":"broken""#).replace("case.closed", "service.up"),
        event(r#""data":{"from":"2025-03-07T17:30:00"}"#).replace("case.closed", "maintenance.agreed"),
    ];
    insta::assert_snapshot!(read(&lines.join("\n")));
}

#[test]
fn bytes_that_are_no_text_are_listed_and_the_next_line_is_read() {
    let mut bytes = b"{\"source\":\"\xff\xfe\"}\n".to_vec();
    bytes.extend(event("").bytes());
    let read: Vec<_> = read_ndjson(&*bytes, 0).collect();
    assert!(matches!(read[0], Err(Unused { reason: UnusedReason::NotJson { .. }, .. })), "{:?}", read[0]);
    assert!(read[1].is_ok());
}

#[test]
fn a_line_beyond_the_limit_is_listed_and_the_next_line_is_read() {
    let long = event(&format!(r#""note":"{}""#, "x".repeat(3 * LINE_LIMIT)));
    let text = format!("{long}\n{}", event(""));
    let read: Vec<_> = read_ndjson(text.as_bytes(), 0).collect();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].as_ref().unwrap_err().reason, UnusedReason::LineTooLong { limit: LINE_LIMIT });
    assert_eq!(read[1].as_ref().unwrap().line.line, 2);
}

#[test]
fn a_thousand_brackets_are_listed_and_do_no_harm() {
    let deep = event(&format!(r#""data":{}"#, "[".repeat(100_000)));
    assert!(read(&deep).starts_with(r#"line 1: {"reason":"not_json""#));
}

#[test]
fn a_time_finer_than_milliseconds_is_used_and_listed() {
    let text = event("").replace(":00+01:00", ":00.1239+01:00");
    let mut reader = EventReader::new(0);
    let event = reader.read_line(text.as_bytes()).unwrap().unwrap();
    assert_eq!(event.at.to_string(), "2025-03-07T16:30:00.123Z");
    let notes = reader.take_notes();
    let value = "2025-03-07T17:30:00.1239+01:00".to_owned();
    assert_eq!(notes[0].reason, UnusedReason::CutToMillis { value });
    assert_eq!(only(&text.replace(".1239", ".123000")).at, event.at);
}

#[test]
fn events_of_one_instant_keep_their_sources_order() {
    let second = only(&event(r#""id":"a","seq":2"#));
    let first = only(&event(r#""id":"b","seq":1"#));
    assert!(first.order() < second.order());
}

#[test]
fn what_is_written_is_read_as_the_same_event() {
    for event in read_ndjson(examples().as_bytes(), 0) {
        let event = event.unwrap();
        let mut again = only(&event.to_json());
        again.line = event.line;
        assert_eq!(again, event);
    }
}
