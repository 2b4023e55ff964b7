//! How well the founding contract is tested: what no scenario decides, and what could be altered without any noticing.

use crate::query::contract;
use klausel::scenario::{self, Fate, Mutant, Scenarios, Suite, mutants};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

const WRITTEN: &str = include_str!("../../../contracts/systembetrieb/scenarios.scenario.md");

/// The fates of all mutants, found by two threads.
fn fates<'m>(suite: &Suite<'_>, all: &'m [Mutant]) -> Vec<(&'m Mutant, Fate)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some((n, mutant)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, all.get(n)?))) {
            found.push((n, mutant, suite.fate(mutant)));
        }
        found
    };
    let mut found: Vec<_> = thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    found.sort_by_key(|(n, ..)| *n);
    found.into_iter().map(|(_, mutant, fate)| (mutant, fate)).collect()
}

#[test]
fn what_nothing_notices_in_the_founding_contract_is_known() {
    let contract = contract("en");
    let made = scenario::generate(&contract, "contract.klausel.md").unwrap();
    let documents = [WRITTEN, &made.text].map(|text| Scenarios::read("scenarios", text, &contract).unwrap());
    let suite = Suite::run(&contract, &documents).unwrap();
    let all = mutants(&contract);
    let fates = fates(&suite, &all);
    insta::assert_snapshot!(suite.mutation(&fates, 1, contract.lang()));
}

#[test]
fn what_the_written_scenarios_have_not_decided_is_said() {
    let contract = contract("de");
    let written = include_str!("../../../contracts/systembetrieb/szenarien.scenario.md");
    let documents = [Scenarios::read("szenarien", written, &contract).unwrap()];
    let suite = Suite::run(&contract, &documents).unwrap();
    insta::assert_snapshot!(suite.coverage(contract.lang()));
}

#[test]
fn an_alteration_reads_as_the_author_would_say_it() {
    let contract = contract("de");
    let said: Vec<String> = mutants(&contract).into_iter().map(|mutant| mutant.said).collect();
    let of = |part: &str| said.iter().filter(|said| said.contains(part)).cloned().collect::<Vec<_>>().join("\n");
    let shown = [of("98,5"), of("Montag bis Freitag"), of("Reopened"), of("Wiedereröffnet"), of("Zeile 1")].join("\n");
    insta::assert_snapshot!(shown);
}
