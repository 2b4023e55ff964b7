//! What starts the clocks, what stops them, and what is in time.

use super::*;
use crate::engine::fixture::{contact, founding, message, priority, reply};
use klausel::{
    event::Report,
    model::{InTime, Party, ReactionAct, Starts, Stated},
    time::Millis,
    verdict::Choice,
};

fn detected() -> Happening {
    Happening::Reported(Report { reporter: Some("monitoring".into()), ..Report::default() })
}

fn chosen(steps: &[Step]) -> Vec<Choice> {
    steps.iter().filter_map(|step| if let Step::Chosen(used) = step { Some(used.choice) } else { None }).collect()
}

#[test]
fn by_default_the_customers_report_starts_the_clock_and_not_what_monitoring_knew() {
    let events = [("2025-03-10 08:00", detected()), ("2025-03-10 08:30", high()), ("2025-03-10 09:30", reply())];
    let case = case(&founding(), "2025-03-10 12:00", &events);
    assert_eq!(reaction(&case), (Verdict::Met, due("2025-03-10 09:30")));
    // What only monitoring knows is no report.
    let only = told(&events[..1]);
    assert_eq!(listed(&founding(), "2025-03-10 12:00", only), [UnusedReason::NoReport]);
}

#[test]
fn knowledge_from_monitoring_starts_the_clock_where_the_contract_says_so() {
    let model = with(|table| {
        table.starts = Some(Starts::WhenDetected);
        table.rows.iter_mut().for_each(|row| row.reaction_on = klausel::model::ChannelCondition::AnyChannel);
    });
    let events = [("2025-03-10 08:00", detected()), ("2025-03-10 08:30", high()), ("2025-03-10 09:30", reply())];
    let case = case(&model, "2025-03-10 12:00", &events);
    assert_eq!(case.reaction().1.started_at, due("2025-03-10 08:00"));
    assert_eq!(case.reaction().0, Verdict::Missed);
    let only = told(&events[1..]);
    assert_eq!(listed(&model, "2025-03-10 12:00", only)[0], UnusedReason::NotDetected);
}

#[test]
fn whichever_is_first_starts_the_clock() {
    let model = with(|table| {
        (table.starts, table.later_call) = (Some(Starts::Earliest), None);
    });
    let start = |first: &str, second: &str| {
        let events = [(first, detected()), (second, high())];
        case(&model, "2025-03-10 12:00", &events).reaction().1.started_at
    };
    assert_eq!(start("2025-03-10 08:10", "2025-03-10 08:30"), due("2025-03-10 08:10"));
    assert_eq!(start("2025-03-10 08:40", "2025-03-10 08:30"), due("2025-03-10 08:30"));
    let events = [("2025-03-10 08:10", detected()), ("2025-03-10 08:30", high())];
    assert!(chosen(&steps(&model, "2025-03-10 12:00", &events)).contains(&Choice::StartsAtEarliest));
}

#[test]
fn a_report_starts_the_clock_once_it_is_complete() {
    let model = with(|table| table.starts = Some(Starts::WhenComplete(vec![Stated::Effect, Stated::Extent])));
    let more = |word: &str, extent: &str| Happening::Contacted(contact("e-mail", word, extent));
    let events = [
        ("2025-03-10 08:00", report("phone", "", "")),
        ("2025-03-10 08:10", priority("Hoch")),
        ("2025-03-10 08:20", more("Ausfall", "")),
        ("2025-03-10 08:40", more("", "eine Leistung ganz")),
        ("2025-03-10 09:40", reply()),
    ];
    let case = case(&model, "2025-03-10 12:00", &events);
    assert_eq!(case.reaction().1.started_at, due("2025-03-10 08:40"));
    assert_eq!(reaction(&case), (Verdict::Met, due("2025-03-10 09:40")));
    let lacking = told(&events[..3]);
    assert_eq!(listed(&model, "2025-03-10 12:00", lacking), [UnusedReason::ReportIncomplete]);
}

#[test]
fn an_act_before_the_report_is_complete_counts_at_the_start() {
    let model = with(|table| table.starts = Some(Starts::WhenComplete(vec![Stated::Effect])));
    let events = [
        ("2025-03-10 08:00", report("phone", "", "")),
        ("2025-03-10 08:10", reply()),
        ("2025-03-10 09:00", Happening::Contacted(contact("phone", "Ausfall", "eine Leistung ganz"))),
    ];
    let case = case(&model, "2025-03-10 12:00", &events);
    assert_eq!((case.reaction().0, case.reaction().1.stopped_at), (Verdict::Met, due("2025-03-10 09:00")));
}

#[test]
fn neither_a_machine_nor_an_internal_note_reacts() {
    for said in [None, Some(ReactionAct::AnyAct)] {
        let model = with(|table| table.reaction = said);
        let silent = [Happening::Noted, Happening::Messaged { automatic: true }];
        for act in silent {
            let events = [("2025-03-10 08:00", high()), ("2025-03-10 08:30", act)];
            assert_eq!(case(&model, "2025-03-10 12:00", &events).reaction().0, Verdict::Missed);
        }
        let events = [("2025-03-10 08:00", high()), ("2025-03-10 08:30", message())];
        assert_eq!(case(&model, "2025-03-10 12:00", &events).reaction().0, Verdict::Met);
    }
    // Nor does an internal note where any reply suffices, also an automatic one.
    let model = with(|table| table.reaction = Some(ReactionAct::AnyReply));
    let events = [("2025-03-10 08:00", high()), ("2025-03-10 08:30", Happening::Noted)];
    assert_eq!(case(&model, "2025-03-10 12:00", &events).reaction().0, Verdict::Missed);
}

#[test]
fn an_act_at_the_due_instant_is_in_time_unless_the_contract_wants_it_before() {
    let events = [("2025-03-10 08:00", high()), ("2025-03-10 09:00", reply())];
    assert_eq!(case(&founding(), "2025-03-10 12:00", &events).reaction().0, Verdict::Met);
    let model = with(|table| table.in_time = Some(InTime::BeforeDue));
    assert_eq!(case(&model, "2025-03-10 12:00", &events).reaction().0, Verdict::Missed);
    let mut before = told(&events);
    before[1].at = at("2025-03-10 09:00") - Millis(1);
    assert_eq!(case_of(&model, "2025-03-10 12:00", before).reaction().0, Verdict::Met);
    // Without an act it is missed at the due instant, not after it.
    assert_eq!(case(&founding(), "2025-03-10 09:00", &events[..1]).reaction().0, Verdict::Open);
    assert_eq!(case(&model, "2025-03-10 09:00", &events[..1]).reaction().0, Verdict::Missed);
    let as_of = |reading: &str| Instants { as_of: at(reading), known_as_of: at(reading) };
    let next = |model: &Model| monitor(model, told(&events[..1])).next_change_at(as_of("2025-03-10 08:30"));
    assert_eq!(next(&model), due("2025-03-10 09:00"));
    assert_eq!(next(&founding()), Some(at("2025-03-10 09:00") + Millis(1)));
}

#[test]
fn each_verdict_has_its_margin_in_time_of_the_clock() {
    let margin = |as_of: &str, events: &[(&str, Happening)]| case(&founding(), as_of, events).reaction().1.margin;
    let told = |reply_at| [("2025-03-07 17:30", high()), (reply_at, reply())];
    // Due on Monday at 8:30: half an hour on Friday and half an hour on Monday.
    assert_eq!(margin("2025-03-12 12:00", &told("2025-03-10 08:20")), Some(Millis::minutes(10)));
    assert_eq!(margin("2025-03-12 12:00", &told("2025-03-07 17:50")), Some(Millis::minutes(40)));
    assert_eq!(margin("2025-03-12 12:00", &told("2025-03-10 08:30")), Some(Millis::ZERO));
    // Late by nine hours and a half of Monday and ten minutes of Tuesday.
    assert_eq!(margin("2025-03-12 12:00", &told("2025-03-11 08:10")), Some(Millis(-(9 * 60 + 40) * 60_000)));
    assert_eq!(margin("2025-03-07 17:45", &told("2025-03-10 08:20")[..1]), Some(Millis::minutes(45)));
}

#[test]
fn a_priority_set_by_who_may_not_set_it_is_listed_and_not_used() {
    let set = |word: &str, by: Option<&str>| Happening::Prioritised { priority: word.into(), by: by.map(Into::into) };
    let events = |by| told(&[("2025-03-10 08:00", high()), ("2025-03-10 08:10", set("Gering", by))]);
    let prioritised = |model: &Model, by| priority_of(&case_of(model, "2025-03-10 08:30", events(by)));
    // The founding contract lets the provider set it.
    assert_eq!(prioritised(&founding(), Some("customer")), name("hoch"));
    assert_eq!(prioritised(&founding(), Some("Auftragnehmer")), name("gering"));
    assert_eq!(prioritised(&founding(), None), name("gering"));
    assert_eq!(listed(&founding(), "2025-03-10 08:30", events(Some("customer"))), [UnusedReason::NotEntitled]);
    // Where the contract is silent anybody may.
    let silent = with(|table| table.set_by = None);
    assert_eq!(prioritised(&silent, Some("customer")), name("gering"));
    let customer = with(|table| table.set_by = Some(Party::Customer));
    assert_eq!(prioritised(&customer, Some("provider")), name("hoch"));
}

#[test]
fn a_correction_by_who_may_not_set_the_priority_corrects_nothing() {
    let set = |word: &str, by: &str| Happening::Prioritised { priority: word.into(), by: Some(by.into()) };
    let mut events = told(&[
        ("2025-03-10 08:00", high()),
        ("2025-03-10 08:10", set("Mittel", "provider")),
        ("2025-03-10 08:20", set("Gering", "customer")),
    ]);
    events[2].corrects = Some("e-2".into());
    assert_eq!(priority_of(&case_of(&founding(), "2025-03-10 08:30", events)), name("mittel"));
}
