//! What mapping files make of rows, in sentences; every example of `docs/mapping.md` is run here.
//! The formats of times are tested in `times`, the command in `tests/`.

use super::*;

const MAPPING_MD: &str = include_str!("../../../../docs/mapping.md");

/// What a person sees: the events as JSON, then the rows that are listed; or the mistakes of the mapping.
fn run(mapping: &str, csv: &str) -> String {
    let mapped = match Mapping::parse("mapping.toml", mapping).map(|mapping| mapping.read(csv.as_bytes(), 0)) {
        Err(mistakes) | Ok(Err(Refused::Mapping(mistakes))) => return mistakes.to_string(),
        Ok(Err(Refused::Input(error))) => return error.to_string(),
        Ok(Ok(mapped)) => mapped,
    };
    let events = mapped.events.iter().map(|event| format!("{}\n", event.to_json()));
    let unused = mapped.unused.iter().map(|unused| {
        let id = unused.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        format!("line {}{id}: {}\n", unused.line.line, crate::events::reason(unused))
    });
    let skipped = (mapped.skipped > 0).then(|| format!("{} left out\n", mapped.skipped));
    events.chain(unused).chain(skipped).collect()
}

/// A mapping of tickets with states new, waiting, done, and these rules.
fn tickets(rules: &str, csv: &str) -> String {
    let mapping = format!(
        r#"
source = "desk"
rows = "snapshots"
[subject]
column = "ticket"
[at]
column = "at"
[ties]
column = "n"
[state]
column = "state"
words.new = ["New"]
words.waiting = ["Waiting"]
words.done = ["Done"]
[data.priority]
column = "priority"
{rules}"#
    );
    let rows = csv.split_whitespace().map(|row| {
        let mut cells = row.split(',');
        let mut cell = || cells.next().unwrap_or_default().to_owned();
        let (ticket, minute, n, state, priority) = (cell(), cell(), cell(), cell(), cell());
        format!("{ticket},2025-03-07T09:{minute}:00Z,{n},{state},{priority}\n")
    });
    run(&mapping, &format!("ticket,at,n,state,priority\n{}", rows.collect::<String>()))
}

/// The rule that tells of each occasion once: type, minute and line.
fn occasions(rule: &str, csv: &str) -> Vec<String> {
    let shown = tickets(&format!("[[event]]\ntype = \"case.messaged\"\n{rule}"), csv);
    let minute = |line: &str| line.split("T09:").nth(1).map(|rest| rest[..2].to_owned());
    shown.lines().map(|line| minute(line).unwrap_or_else(|| line.to_owned())).collect()
}

#[test]
fn every_example_of_the_documentation_comes_out_as_it_says() {
    let blocks = |kind: &str| -> Vec<&str> {
        MAPPING_MD.split(&format!("```{kind}\n")).skip(1).filter_map(|rest| rest.split("```").next()).collect()
    };
    let (csv, toml, json, text) = (blocks("csv"), blocks("toml"), blocks("json"), blocks("text"));
    assert_eq!((csv.len(), toml.len(), json.len(), text.len()), (2, 2, 2, 1));
    assert_eq!(run(toml[0], csv[0]), format!("{}{}1 left out\n", json[0], text[0]));
    assert_eq!(run(toml[1], csv[1]), json[1]);
}

#[test]
fn a_rule_for_the_first_row_speaks_once_of_each_ticket() {
    assert_eq!(occasions("on = \"first\"", "A,10,1,New,1 B,11,1,Done,1 A,12,2,Done,1"), ["10", "11"]);
}

#[test]
fn a_rule_for_the_first_row_in_a_state_waits_for_it() {
    let rule = "on = \"first\"\nstates = [\"not new\"]";
    assert_eq!(occasions(rule, "A,10,1,New,1 A,11,2,Waiting,1 A,12,3,New,1 A,13,4,Done,1 B,14,1,Done,1"), ["11", "14"]);
}

#[test]
fn entering_a_state_counts_for_the_first_row_too() {
    let rule = "on = \"enter\"\nstates = [\"waiting\"]";
    assert_eq!(occasions(rule, "A,10,1,Waiting,1 A,11,2,Waiting,1 A,12,3,New,1 A,13,4,Waiting,1"), ["10", "13"]);
}

#[test]
fn entering_a_state_may_depend_on_where_from() {
    let rule = "on = \"enter\"\nstates = [\"waiting\"]\nnot-from = [\"done\"]";
    assert_eq!(occasions(rule, "A,10,1,Done,1 A,11,2,Waiting,1 A,12,3,New,1 A,13,4,Waiting,1"), ["13"]);
}

#[test]
fn leaving_states_is_leaving_all_of_them() {
    let rule = "on = \"leave\"\nstates = [\"waiting\", \"done\"]";
    assert_eq!(occasions(rule, "A,10,1,New,1 A,11,2,Waiting,1 A,12,3,Done,1 A,13,4,New,1"), ["13"]);
}

#[test]
fn a_cell_that_says_nothing_is_no_change() {
    let rule = "on = \"change\"\nof = \"priority\"";
    assert_eq!(occasions(rule, "A,10,1,New,1 A,11,2,New, A,12,3,New,1 A,13,4,New,2"), ["13"]);
}

#[test]
fn rows_are_ordered_by_time_then_ties_then_the_file() {
    let rule = "[[event]]\ntype = \"case.prioritised\"\non = \"change\"\nof = \"priority\"";
    let shown = tickets(rule, "A,12,1,New,d A,10,9,New,a A,11,10,New,c A,11,9,New,b A,12,1,New,e");
    let order: String = shown.lines().filter_map(|line| line.split(r#""priority":""#).nth(1)?.chars().next()).collect();
    assert_eq!(order, "bcde");
}

#[test]
fn a_row_that_cannot_be_used_is_as_if_it_were_not_there() {
    let rules = "[[event]]\ntype = \"case.reported\"\non = \"first\"\ndata = [\"priority\"]";
    insta::assert_snapshot!(tickets(rules, "A,10,1,Broken,1 A,71,1,New,1 A,11,x,New,1 A,12,1,,1 ,13,1,New,1 A,14,2,New,3"), @r#"
    {"id":"A/1","at":"2025-03-07T09:14:00.000Z","source":"desk","seq":1,"type":"case.reported","subject":"A","data":{"priority":"3"}}
    line 2: unmapped_value, column "state", value "Broken"
    line 3: bad_field, field "at", value "2025-03-07T09:71:00Z"
    line 4: bad_field, field "n", value "x"
    line 5: missing_field, field "state"
    line 6: missing_field, field "ticket"
    "#);
}

const PLAIN: &str = r#"
source = "s"
rows = "events"
ties.by = "rows"
at.column = "at"
subject.always = "SmaWo"
type.column = "what"
"#;

#[test]
fn a_byte_order_mark_windows_line_ends_quotes_and_blank_lines_are_no_mistakes() {
    let csv = "\u{feff}\"at\",what\r\n\r\n2025-03-07T09:00:00Z,\" service.up \"\r\n";
    assert_eq!(
        run(PLAIN, csv),
        "{\"id\":\"3\",\"at\":\"2025-03-07T09:00:00.000Z\",\"source\":\"s\",\"seq\":3,\"type\":\"service.up\",\"subject\":\"SmaWo\"}\n"
    );
}

#[test]
fn a_row_is_named_by_the_line_on_which_it_begins() {
    let csv = "at,what\n2025-03-07T09:00:00Z,\"a\nb\"\n\n\nnow,service.up\nnow,service.up";
    let lines = |text: &str| run(PLAIN, text).lines().map(|line| line[..6].to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(csv), ["line 2", "line 6", "line 7"]);
    assert_eq!(lines(&csv.replace('\n', "\r\n")), ["line 2", "line 6", "line 7"]);
}

#[test]
fn rows_of_another_length_and_local_times_without_a_zone_are_listed() {
    let csv = "at,what\n2025-03-07T09:00:00Z\n2025-03-07T09:00:00Z,service.up,x\n2025-03-07T09:00:00,service.up\n2025-03-07T09:00:00Z,service.gone\n";
    insta::assert_snapshot!(run(PLAIN, csv), @r#"
    line 2: cell_count, found 1, wanted 2
    line 3: cell_count, found 3, wanted 2
    line 4: no_zone, value "2025-03-07T09:00:00"
    line 5: unknown_type, kind "service.gone"
    "#);
}

#[test]
fn a_mapping_with_many_mistakes_names_them_all_in_one_run() {
    let mapping = r#"sorce = "desk"
rows = "snapshots"
nothing = 7

[times]
format = "%d.%m.%y"
zone = "Europe/Berln"

[subject]
column = "ticket"
always = "x"

[at]
colum = "updated"

[state]
column = "state"
words.open = ["New", "Active"]
words.closed = ["Closed", "Active"]

[data.chanel]
column = "contact"

[data.priority]
column = "priority"

[[event]]
type = "case.reportd"
on = "first"

[[event]]
type = "case.prioritised"
on = "first"

[[event]]
type = "case.closed"
on = "enters"

[[event]]
type = "case.closed"
on = "enter"
states = ["close"]

[[event]]
type = "case.messaged"
on = "other"
unless = ["case.closd"]
"#;
    insta::assert_snapshot!(run(mapping, ""));
}

#[test]
fn a_text_that_is_no_toml_says_where() {
    insta::assert_snapshot!(run("source = desk\nrows = \"events\"\n", ""));
}

#[test]
fn local_times_need_a_zone() {
    insta::assert_snapshot!(run(&format!("{PLAIN}times.format = \"%d.%m.%Y\"\n"), ""));
}

#[test]
fn a_column_that_the_file_does_not_have_is_a_mistake_of_the_mapping() {
    insta::assert_snapshot!(run(PLAIN, "At,when,what,what\n"));
}

#[test]
fn of_columns_with_one_name_the_second_can_be_named() {
    let mapping = PLAIN.replace("\"what\"", "\"what#2\"");
    let csv = "at,what,what\n2025-03-07T09:00:00Z,service.up,service.down\n";
    assert!(run(&mapping, csv).contains("service.down"));
}

#[test]
fn cells_beside_the_words_may_mean_themselves() {
    let csv = "at,what,kind\n2025-03-07T09:00:00Z,Shop (old),service.down\n2025-03-07T09:30:00Z,Wiki,service.up\n";
    let mapping = |subject: &str| {
        format!(
            "source = \"m\"\nrows = \"events\"\nat.column = \"at\"\ntype.column = \"kind\"\n[subject]\ncolumn = \"what\"\n{subject}"
        )
    };
    let words = "words.Shop = [\"Shop (old)\"]\n";
    let read = run(&mapping(&format!("{words}others = \"themselves\"\n")), csv);
    assert!(read.contains("\"subject\":\"Shop\"") && read.contains("\"subject\":\"Wiki\""), "{read}");
    assert!(run(&mapping(words), csv).contains("unmapped_value, column \"what\", value \"Wiki\""));
    insta::assert_snapshot!(run(&mapping(&format!("{words}others = \"as they are\"\n")), csv), @r#"
    error: there is no meaning of other cells "as they are"
     --> mapping.toml:8:10
      |
    8 | others = "as they are"
      |          ^^^^^^^^^^^^^
      = help: known: themselves
    "#);
    insta::assert_snapshot!(run(&mapping("others = \"themselves\"\n"), csv), @r#"
    error: `others` is about cells that no word lists, and there are no words
     --> mapping.toml:7:10
      |
    7 | others = "themselves"
      |          ^^^^^^^^^^^^
      = help: remove it: cells mean themselves
    "#);
}

#[test]
fn what_a_mapping_quotes_cannot_drive_the_terminal() {
    let shown = run("source = \"a\"\nrows = \"\u{202e}stneve\"\n[subject]\nalways=\"x\"\n[at]\ncolumn=\"y\"\n", "");
    assert!(shown.contains("\\u{202e}stneve") && !shown.contains('\u{202e}'), "{shown}");
}

#[test]
fn the_mapping_of_the_real_log_is_understood() {
    let text = include_str!("../../../../contracts/uci/mapping.toml");
    if let Err(mistakes) = Mapping::parse("contracts/uci/mapping.toml", text) {
        panic!("{mistakes}");
    }
}
