//! What a reason cites is there: each statement that it names stands in the document, in both languages.

use crate::founding::{ENGLISH, GERMAN, monitor};
use klausel::{
    Contract,
    engine::{Instants, Subject},
    model::{Cite, Item},
    time::{Instant, Interval},
    verdict::Promise,
};

#[test]
fn every_statement_that_a_reason_cites_stands_in_the_contract() {
    for text in [GERMAN, ENGLISH] {
        let contract =
            Contract::read("contract.klausel.md", text).unwrap_or_else(|refused| panic!("{}", refused.show()));
        let monitor = monitor(text);
        let as_of: Instant = "2025-12-31T23:00:00Z".parse().expect("an instant");
        let instants = Instants { as_of, known_as_of: as_of };
        let year = Interval::new("2024-12-31T23:00:00Z".parse().expect("an instant"), as_of);
        let case = |number: &str| Subject::Case(number.into());
        let services = monitor.program().promised_services().map(|(at, _, _)| Subject::Service(at, year));
        let subjects: Vec<Subject> = services.chain(["INC-1", "INC-2", "INC-3", "INC-4"].map(case)).collect();
        let mut cited = Vec::new();
        for subject in &subjects {
            for promise in [Promise::Reaction, Promise::Update, Promise::Availability] {
                let why = monitor.why(subject, promise, instants);
                cites(&serde_json::to_value(why).expect("JSON"), &mut cited);
            }
        }
        let statements = cited.iter().filter(|cite| matches!(cite.item, Item::Statement(_)));
        let lost: Vec<_> = statements
            .clone()
            .filter(|cite| contract.places.span(cite) == contract.places.span(&cite.clause.heading()))
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
        assert!(statements.count() > 20, "the founding contract's reasons cite what it states");
    }
}

fn cites(value: &serde_json::Value, found: &mut Vec<Cite>) {
    if let Ok(cite) = serde_json::from_value(value.clone()) {
        found.push(cite);
        return;
    }
    match value {
        serde_json::Value::Array(all) => all.iter().for_each(|one| cites(one, found)),
        serde_json::Value::Object(all) => all.values().for_each(|one| cites(one, found)),
        _ => {}
    }
}
