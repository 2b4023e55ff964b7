//! The examples of the documentation are run.

use super::contract;
use klausel::{query, scenario};

#[test]
fn every_question_of_the_documentation_is_understood_in_its_language() {
    let text = include_str!("../../../docs/questions.md");
    let mut read = 0;
    let table = text.split("\n## ").next().unwrap();
    for row in table.lines().filter(|line| line.starts_with("| ") && line.matches('`').count() == 4) {
        let mut cells = row.split('|').skip(2);
        let mut question = |lang: &str| {
            let cell = cells.next().unwrap().trim().trim_matches('`');
            let asked = query::read(&contract(lang), cell).unwrap_or_else(|error| panic!("{}", error.show()));
            assert_eq!(asked.lang.as_str(), lang, "{cell}");
            asked.question
        };
        assert_eq!(question("en"), question("de"), "{row}");
        read += 1;
    }
    assert_eq!(read, 14);
}

#[test]
fn the_scenario_of_the_documentation_holds() {
    let text = include_str!("../../../docs/scenarios.md");
    let example = text.split("```markdown\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let contract = contract("en");
    let outcomes = match scenario::run("scenarios.md", example, &contract) {
        Ok(outcomes) => outcomes,
        Err(scenario::NotRun::Refused(refused)) => panic!("{}", refused.show()),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(outcomes.outcomes.len(), 2);
    assert!(outcomes.hold(), "{}", outcomes.text(&contract));
}

#[test]
fn every_key_of_an_answer_and_a_report_is_documented() {
    let (answers, reports) = (include_str!("../../../docs/questions.md"), include_str!("../../../docs/report.md"));
    let answer = super::answers::whole_json();
    for key in answer.as_object().unwrap().keys() {
        assert!(answers.contains(&format!("`{key}`")), "{key} is not in docs/questions.md");
    }
    let report: serde_json::Value = serde_json::from_str(&super::report::whole_json()).unwrap();
    let lists = ["availability", "counts", "unused"].map(|key| report[key][0].clone());
    for object in lists.iter().chain([&report]) {
        for key in object.as_object().unwrap().keys() {
            assert!(reports.contains(&format!("`{key}`")), "{key} is not in docs/report.md");
        }
    }
}
