//! Contracts made to hurt.

use klausel::{Contract, Refused, Severity, model::Excluded};

/// A document of so many bytes is made of one text, again and again.
const SIZE: usize = 100_000;

fn refused(beginning: &str, again: impl Fn(usize) -> String) -> Refused {
    let mut text = format!("# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n{beginning}");
    let mut n = 0;
    while text.len() < SIZE {
        text.push_str(&again(n));
        n += 1;
    }
    let refused = *Contract::read("demo", &text).unwrap_err();
    assert!(refused.show().len() < SIZE * 5);
    refused
}

fn codes(refused: &Refused) -> Vec<&str> {
    let mut codes: Vec<&str> = refused.diagnostics.iter().map(klausel::Diagnostic::code).collect();
    codes.dedup();
    codes
}

const SERVICE: &str = "## 1 Service: Mail\n\n";

#[test]
fn a_statement_that_is_repeated_or_unknown_is_answered_two_hundred_times() {
    for again in
        ["- x\n", "- Availability: none agreed\n", "- Availability at leest 98% of the yaer\n", "## Servce: X\n"]
    {
        assert_eq!(refused(SERVICE, |_| again.to_owned()).diagnostics.len(), 200, "{again}");
    }
}

#[test]
fn a_statement_over_more_lines_than_anyone_writes_is_refused_as_too_long() {
    for again in ["  a\n", "  Availability: none agreed\n", "  , b\n"] {
        let beginning = format!("{SERVICE}- Not counted: outages caused by a\n");
        assert!(codes(&refused(&beginning, |_| again.to_owned())).contains(&"K102"), "{again}");
    }
}

#[test]
fn marks_that_nothing_closes_are_looked_for_once() {
    let quote = format!("{SERVICE}> x\n");
    for again in ["> [[[[[[[[[[[ &&&&&&& a_b\n", "> [ ~ & & & * <\n", "> * * * &am &am &am\n"] {
        refused(&quote, |n| if n == 0 { "> `\n".to_owned() } else { again.to_owned() });
    }
    refused("", |_| "<!-- \n".to_owned());
}

#[test]
fn lines_as_long_as_they_may_be_are_answered() {
    let lines = [
        format!("- Not counted: outages caused by {}\n", "a, ".repeat(6_000)),
        format!("- {}Monday 8:00–18:00\n", "Monday, ".repeat(2_400)),
        format!("{}\n", "|".repeat(10_000)),
        format!("{}\n", "#".repeat(19_000)),
        format!("{} x\n", ">".repeat(9_000)),
        format!("- {}\n", "\u{200b}".repeat(6_000)),
    ];
    for line in lines {
        refused(SERVICE, |_| line.clone());
        refused("## 1 Service window: W\n\n", |_| line.clone());
    }
}

#[test]
fn no_entry_of_a_long_list_is_lost() {
    let causes: Vec<String> = (0..900).map(|n| format!("cause-{n}")).collect();
    let text = format!(
        "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n## 1 Service: Mail\n\n- Availability: none agreed\n- Not \
         counted: outages caused by {}\n",
        causes.join(", ")
    );
    let contract = Contract::read("demo", &text).unwrap();
    let Some(Excluded::CausedBy(read)) = &contract.model.services[0].body.excluded else { panic!("no causes") };
    assert_eq!(read.iter().map(klausel::Id::as_str).collect::<Vec<_>>(), causes);
}

#[test]
fn a_mistake_behind_any_number_of_lints_refuses_the_contract() {
    let service = |n: usize| {
        format!(
            "## {n} Service: S{n}\n\n- Operated during service window W\n- Availability: at least 99% per calendar year\n\n"
        )
    };
    let mut text = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n".to_owned();
    text.push_str("## 1 Service window: W\n\n- Monday through Friday, 08:00 to 18:00\n\n## 2 Handover point: P\n\n- Provider's side: router\n\n");
    (3..400).for_each(|n| text.push_str(&service(n)));
    let fine = Contract::read("demo", &text).unwrap();
    assert_eq!(fine.notes.len(), 200);
    text.push_str("## 400 Service: Last\n\n- Availability: none agreed\n- Availability: none agreed\n");
    let refused = Contract::read("demo", &text).unwrap_err();
    let errors = refused.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
    assert_eq!(errors.map(klausel::Diagnostic::code).collect::<Vec<_>>(), ["K315"]);
}

#[test]
fn notes_lay_out_only_so_many_calendars() {
    let mut text = "# Contract: Demo\n\n- In force from 1 January 2025\n- Time zone: Europe/Berlin\n".to_owned();
    let mut n = 0;
    while text.len() < SIZE {
        text.push_str(&format!(
            "\n## Service window: W{n}\n\n- Monday, 22:00 to 23:30\n- Excluding service window W0\n\n## Service: S{n}\n\n\
             - Operated during service window W{n}\n- Availability: at least 99.999% per calendar month\n"
        ));
        n += 1;
    }
    // The first window is made of itself; what is noted of the others ends, what is wrong does not.
    let refused = Contract::read("demo", &text).unwrap_err();
    assert!(refused.diagnostics.iter().any(|found| found.code() == "K412"));
    let text = text.replacen("- Excluding service window W0\n", "", 1);
    let notes = Contract::read("demo", &text).unwrap().notes;
    assert!(notes.len() <= 200);
}
