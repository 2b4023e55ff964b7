//! The founding contract over its short list of events: figures computed by hand, in both languages.

mod year;

use klausel::{
    Contract,
    compile::Program,
    engine::{Instants, Monitor, Subject, Verdicts},
    event::read_ndjson,
    time::{Instant, Interval, Millis},
    verdict::{Availability, Deadline, Figures, Judgement, Promise, Step, Verdict},
};

pub(crate) const GERMAN: &str = include_str!("../../../contracts/systembetrieb/vertrag.klausel.md");
pub(crate) const ENGLISH: &str = include_str!("../../../contracts/systembetrieb/contract.klausel.md");
const EVENTS: &str = include_str!("../../../contracts/systembetrieb/events.ndjson");

pub(crate) fn monitor(text: &str) -> Monitor {
    let contract = Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()));
    let program = Program::compile(&contract.model, &contract.places).unwrap();
    let mut monitor = Monitor::new(program);
    for event in read_ndjson(EVENTS.as_bytes(), 0).flatten() {
        let _ = monitor.push(event);
    }
    monitor
}

fn year_2025(text: &str) -> Verdicts {
    let period = Interval::new("2024-12-31T23:00:00Z".parse().unwrap(), "2025-12-31T23:00:00Z".parse().unwrap());
    monitor(text).judge_period(period, Some(period.until), None)
}

fn the<'v>(verdicts: &'v Verdicts, subject: &str, promise: Promise) -> Vec<&'v Judgement> {
    verdicts.judgements.iter().filter(|j| &*j.subject == subject && j.promise == promise).collect()
}

fn availability(verdicts: &Verdicts, service: &str) -> (Verdict, Availability) {
    let judgement = the(verdicts, service, Promise::Availability)[0];
    match &judgement.figures {
        Figures::Availability(figures) => (judgement.verdict, figures.clone()),
        _ => panic!("{service} has an availability"),
    }
}

fn deadlines(verdicts: &Verdicts, case: &str, promise: Promise) -> Vec<(Verdict, Deadline)> {
    let figures = |judgement: &&Judgement| match &judgement.figures {
        Figures::Deadline(deadline) => (judgement.verdict, deadline.clone()),
        _ => panic!("{case} has deadlines"),
    };
    the(verdicts, case, promise).iter().map(figures).collect()
}

fn at(text: &str) -> Option<Instant> {
    Some(text.parse().unwrap())
}

#[test]
fn the_german_and_the_english_contract_give_the_same_verdicts() {
    let (german, english) = (year_2025(GERMAN), year_2025(ENGLISH));
    assert_eq!(german.judgements, english.judgements);
    assert_eq!(german.unused, english.unused);
    assert!(english.judgements.len() > 15);
}

#[test]
fn smawo_was_down_for_4_h_50_min_of_2488_h() {
    // 249 days of 10 h: 261 weekdays without twelve holidays in Munich. Two hours were agreed as planned.
    let (verdict, figures) = availability(&year_2025(ENGLISH), "smawo");
    assert_eq!(figures.window, Millis::hours(2490));
    assert_eq!(figures.planned, Millis::hours(2));
    assert_eq!(figures.base, Millis::hours(2488));
    // 2 h 30 min in February; an hour before and an hour after Easter; 20 min of overrun. Customer software does not count.
    assert_eq!(figures.down, Millis::minutes(150 + 120 + 20));
    assert_eq!(figures.percent().unwrap().to_string(), "99.80");
    assert_eq!(verdict, Verdict::Met);
}

#[test]
fn call_connect_missed_99_9_per_cent_by_ten_minutes() {
    let (verdict, figures) = availability(&year_2025(ENGLISH), "call-connect");
    assert_eq!(figures.down, Millis::minutes(160));
    // A thousandth of 2490 h.
    assert_eq!(figures.budget, Millis(2_490 * 3_600));
    assert_eq!(figures.percent().unwrap().to_string(), "99.89");
    assert_eq!(verdict, Verdict::Missed);
}

#[test]
fn a_high_case_by_mail_stays_high_and_its_reaction_follows_row_low() {
    let verdicts = year_2025(ENGLISH);
    let (verdict, reaction) = deadlines(&verdicts, "INC-2", Promise::Reaction).remove(0);
    assert_eq!(verdict, Verdict::Met);
    assert_eq!(reaction.priority.unwrap().as_str(), "hoch");
    assert_eq!(reaction.row.unwrap().as_str(), "gering");
    // 30 min on Friday, ten hours on Monday and Tuesday each, 3 h 30 min on Wednesday.
    assert_eq!(reaction.due_at, at("2025-03-12T11:30:00+01:00"));
    // Its updates stay owed every two hours: the first came half an hour late.
    let updates = deadlines(&verdicts, "INC-2", Promise::Update);
    assert_eq!(updates.iter().map(|(verdict, _)| *verdict).collect::<Vec<_>>(), [Verdict::Missed, Verdict::Met]);
    assert_eq!(updates[0].1.due_at, at("2025-03-10T10:20:00+01:00"));
}

#[test]
fn the_reason_of_a_mailed_high_case_says_that_its_own_row_was_not_owed() {
    let monitor = monitor(ENGLISH);
    let as_of = monitor.last_at().unwrap();
    let subject = Subject::Case("INC-2".into());
    let judgement = monitor.why(&subject, Promise::Reaction, Instants { as_of, known_as_of: as_of }).remove(0);
    let lacking = judgement.reason.steps.iter().position(|step| matches!(step, Step::ChannelLacking { .. }));
    let other = judgement.reason.steps.iter().position(|step| matches!(step, Step::OtherRow { .. }));
    assert!(lacking.is_some() && lacking < other, "{:?}", judgement.reason);
}

#[test]
fn an_hour_over_easter_is_missed_by_a_minute() {
    let (verdict, reaction) = deadlines(&year_2025(ENGLISH), "INC-3", Promise::Reaction).remove(0);
    // Thursday 17:10; Good Friday and Easter Monday are holidays: ten minutes are left for Tuesday.
    assert_eq!(reaction.due_at, at("2025-04-22T08:10:00+02:00"));
    assert_eq!(verdict, Verdict::Missed);
}

#[test]
fn a_question_to_the_customer_suspends_the_update_clock() {
    let updates = deadlines(&year_2025(ENGLISH), "INC-4", Promise::Update);
    assert!(updates.iter().all(|(verdict, _)| *verdict == Verdict::Met));
    // Asked on Monday at 10:00, answered on Wednesday at 15:00: three hours are left of that day.
    assert_eq!(updates[1].1.due_at, at("2025-08-21T09:00:00+02:00"));
}

#[test]
fn an_automatic_reply_is_no_reaction() {
    let (verdict, reaction) = deadlines(&year_2025(ENGLISH), "INC-5", Promise::Reaction).remove(0);
    assert_eq!(reaction.priority.unwrap().as_str(), "gering");
    assert_eq!(reaction.stopped_at, at("2025-12-30T09:00:00+01:00"));
    assert_eq!(verdict, Verdict::Missed);
}
