//! Limits in days, judged and explained: what a person reads, what a change and a pause do to them.

use klausel::{
    Contract,
    compile::{CompileError, Program},
    engine::{Instants, Monitor, Subject},
    event::read_ndjson,
    model::{Deadline, Model, Raised},
    render::Render,
    time::Millis,
    verdict::{Figures, Judgement, Promise, Verdict},
};

const ENGLISH: &str = include_str!("../../../contracts/anfragen/contract.klausel.md");
const GERMAN: &str = include_str!("../../../contracts/anfragen/vertrag.klausel.md");

/// A case: its events as `at type data`, a line each.
fn reaction(text: &str, events: &str, as_of: &str) -> (Contract, Judgement) {
    let contract = Contract::read("contract", text).unwrap_or_else(|refused| panic!("{}", refused.show()));
    let lines = events.trim().lines().enumerate().map(|(id, line)| {
        let [at, kind, data] = line.trim().splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        format!(r#"{{"id":"e{id}","at":"{at}","source":"d","type":"case.{kind}","subject":"R","data":{data}}}"#)
    });
    let mut monitor = Monitor::new(Program::compile(&contract.model, &contract.places).unwrap());
    for event in read_ndjson(lines.collect::<Vec<_>>().join("\n").as_bytes(), 0) {
        monitor.push(event.unwrap()).unwrap();
    }
    let as_of = as_of.parse().unwrap();
    let mut all = monitor.why(&Subject::Case("R".into()), Promise::Reaction, Instants { as_of, known_as_of: as_of });
    (contract, all.remove(0))
}

fn due(text: &str, events: &str) -> String {
    let (_, judgement) = reaction(text, events, "2025-12-01T00:00:00Z");
    let Figures::Deadline(figures) = judgement.figures else { panic!("a deadline") };
    assert_eq!(figures.used, Millis::ZERO);
    figures.due_at.map_or_else(|| "not fixed".to_owned(), |at| at.to_string())
}

const NORMAL: &str = r#"2025-04-16T15:01:00+02:00 reported {"channel":"e-mail","priority":"Normal"}"#;

#[test]
fn a_reason_counts_the_days_in_both_languages() {
    let events =
        format!("{NORMAL}\n2025-04-23T09:00:00+02:00 questioned {{}}\n2025-04-23T10:00:00+02:00 answered {{}}");
    let mut shown = String::new();
    for text in [GERMAN, ENGLISH] {
        let (contract, judgement) = reaction(text, &events, "2025-05-01T00:00:00Z");
        let render = Render::new(&contract.model, &contract.places, &contract.model.head.lang).unwrap();
        shown += &render.full(&judgement);
        shown += "\n\n";
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn the_end_of_the_last_day_may_be_a_stated_time() {
    let stated = |english: &str| ENGLISH.replace("end at close of business on their last day", english);
    assert_eq!(due(ENGLISH, NORMAL), "2025-04-23T15:00:00.000Z");
    assert_eq!(due(&stated("end at 12:00 on their last day"), NORMAL), "2025-04-23T10:00:00.000Z");
    assert_eq!(due(&stated("end at 24:00 on their last day"), NORMAL), "2025-04-23T22:00:00.000Z");
}

const MINOR: &str = r#"2025-04-17T10:00:00+02:00 reported {"channel":"e-mail","priority":"Minor"}"#;

#[test]
fn weeks_end_with_a_day_or_at_the_time_at_which_they_began_and_move_or_stay() {
    let same_time = ENGLISH.replace(
        "Periods in calendar days, weeks or months end with their last day",
        "Periods in calendar days, weeks or months end on their last day at the time of day at which they began",
    );
    let stays = ENGLISH.replace(
        "whose last day is no working day end on the next working day",
        "end on their last day even if it is no working day",
    );
    assert_eq!(due(ENGLISH, MINOR), "2025-05-02T22:00:00.000Z");
    assert_eq!(due(&same_time, MINOR), "2025-05-02T08:00:00.000Z");
    assert_eq!(due(&stays, MINOR), "2025-05-01T22:00:00.000Z");
}

#[test]
fn a_pause_without_an_end_leaves_the_last_day_open() {
    let events = format!("{NORMAL}\n2025-04-22T09:00:00+02:00 questioned {{}}");
    let (contract, judgement) = reaction(ENGLISH, &events, "2025-05-01T00:00:00Z");
    assert_eq!(judgement.verdict, Verdict::Open);
    let render = Render::new(&contract.model, &contract.places, &contract.model.head.lang).unwrap();
    insta::assert_snapshot!(render.medium(&judgement));
    // At closing on the last day the time is used up: a pause from then on moves nothing.
    let events = format!("{NORMAL}\n2025-04-23T17:00:00+02:00 questioned {{}}");
    assert_eq!(due(ENGLISH, &events), "2025-04-23T15:00:00.000Z");
}

#[test]
fn days_counted_stay_counted_where_time_used_stays_used() {
    let carries = ENGLISH
        .replace("| 4 h            |", "| 1 working day  |")
        .replace("| 2 weeks        |", "| 9 working days |")
        .replace("| 1 month        |", "| 9 working days |");
    let from = carries.find("- Changed priority").unwrap();
    let until = from + carries[from..].find("- Reopened").unwrap();
    let mut text = carries;
    text.replace_range(
        from..until,
        "- Changed priority: time used stays used, from the change the new period applies\n",
    );
    // One working day from Thursday ends on Tuesday; set to Urgent on Wednesday it is used up.
    let events = format!("{NORMAL}\n2025-04-23T09:00:00+02:00 prioritised {{\"priority\":\"Urgent\"}}");
    assert_eq!(due(&text, &events), "2025-04-23T07:00:00.000Z");
    let events = format!("{NORMAL}\n2025-04-22T09:00:00+02:00 prioritised {{\"priority\":\"Urgent\"}}");
    assert_eq!(due(&text, &events), "2025-04-22T15:00:00.000Z");
}

#[test]
fn what_limits_in_days_lack_is_not_compiled() {
    let contract = Contract::read("contract", ENGLISH).map_err(|refused| refused.show()).unwrap();
    let compile = |model: &Model| Program::compile(model, &contract.places).map(|_| ());
    let mut undefined = contract.model.clone();
    undefined.head.working_days = None;
    assert!(matches!(compile(&undefined), Err(CompileError::WorkingDaysUndefined { .. })));
    let mut mixed = contract.model.clone();
    mixed.priorities[0].body.raised = Some(Raised::Carry);
    assert!(matches!(compile(&mixed), Err(CompileError::CarriesAcrossTypes { .. })));
    for row in &mut mixed.priorities[0].body.rows {
        row.reaction = Some(Deadline::Within(Millis::hours(1)));
        row.update = None;
    }
    assert_eq!(compile(&mixed), Ok(()));
}

#[test]
fn instants_may_be_cut_to_the_whole_minute() {
    let text = ENGLISH.replace("| 2 working days |", "| 30 min         |");
    let cut = text.replace("- Working day:", "- Instants are cut to the whole minute\n- Working day:");
    let events = r#"
        2025-03-10T09:00:59+01:00 reported {"channel":"e-mail","priority":"Normal"}
        2025-03-10T09:30:59.999+01:00 reacted {}
    "#;
    let judged = |text: &str| reaction(text, events, "2025-12-01T00:00:00Z").1;
    assert_eq!((judged(&text).verdict, judged(&cut).verdict), (Verdict::Missed, Verdict::Met));
    let (contract, judgement) = reaction(&cut, events, "2025-12-01T00:00:00Z");
    let render = Render::new(&contract.model, &contract.places, &contract.model.head.lang).unwrap();
    insta::assert_snapshot!(render.full(&judgement));
    let json = serde_json::to_value(&judgement).unwrap();
    klausel_verify::verify_in(&json, "Europe/Berlin").unwrap();
}
