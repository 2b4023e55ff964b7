//! A contract of 200 lines read and checked: the shipped one, with services added to it.

#![expect(missing_docs, reason = "criterion's macro writes a function without")]

use criterion::{Criterion, criterion_group, criterion_main};
use klausel::Contract;
use std::{fmt::Write as _, hint::black_box};

const SHIPPED: &str = include_str!("../contracts/systembetrieb/vertrag.klausel.md");

/// The shipped contract with as many more services as make it 200 lines long.
fn two_hundred_lines() -> String {
    let mut text = SHIPPED.to_owned();
    let mut number = 40;
    while text.lines().count() < 200 {
        let _ = write!(
            text,
            "\n## {number} Leistung: Dienst {number}\n\n- Betrieben während der Servicezeit Betrieb\n- Übergeben am \
             Übergabepunkt Router TRAUT\n- Verfügbarkeit: mindestens 99,5 % im Kalenderjahr\n- Bezugsgröße: Servicezeit \
             Betrieb, abzüglich geplanter Nichtverfügbarkeit\n- Nicht gezählt: Ausfälle durch Fremdsoftware\n"
        );
        number += 1;
    }
    text
}

fn check(c: &mut Criterion) {
    let text = two_hundred_lines();
    c.bench_function("read and check 200 lines", |b| {
        b.iter(|| Contract::read("contract", black_box(&text)).map(|contract| contract.model.services.len()));
    });
}

criterion_group!(benches, check);
criterion_main!(benches);
