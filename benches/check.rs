//! Contracts read and checked: one of 200 lines, one of 2,000, and the long one again after an edit of one line, as an
//! editor does. Figures stand at `Reader::read`.

#![expect(missing_docs, reason = "criterion's macro writes a function without")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use klausel::{Contract, Recheck};
use std::{fmt::Write as _, hint::black_box};

const SHIPPED: &str = include_str!("../contracts/systembetrieb/vertrag.klausel.md");

/// The shipped contract with as many more services as make it so many lines long; every fourth has a service window and
/// priorities of its own, and no two say the same throughout.
fn lines(most: usize) -> String {
    let mut text = SHIPPED.to_owned();
    let mut number = 40;
    while text.lines().count() < most {
        let window = if number % 4 == 0 { format!("Betrieb {number}") } else { "Betrieb".to_owned() };
        if number % 4 == 0 {
            let _ = write!(
                text,
                "\n## {number}a Servicezeit: {window}\n\n- Montag bis Freitag, {}:{:02} bis 18:00 Uhr\n- Außer an \
                 Feiertagen München\n",
                7 + number % 3,
                number % 60
            );
            let _ = write!(
                text,
                "\n## {number}b Prioritäten: Vorgänge {number}\n\n- Gelten für die Kategorie Art {number}\n- Zeit läuft \
                 während der Servicezeit {window}\n\n| Priorität | Reaktion binnen | Reaktion geschuldet bei | Update \
                 alle |\n|---|---|---|---|\n| Hoch | {} min | Meldung auf jedem Weg | 2 h |\n| Gering | 8 h | Meldung \
                 auf jedem Weg | keine |\n\n> Erläuterung: Die Frist der Priorität Hoch ist mit dem Einsatz abgestimmt.\n",
                30 + number % 30
            );
        }
        let _ = write!(
            text,
            "\n## {number} Leistung: Dienst {number}\n\n- Betrieben während der Servicezeit {window}\n- Übergeben am \
             Übergabepunkt Router TRAUT\n- Verfügbarkeit: mindestens 9{},{} % im Kalenderjahr\n- Bezugsgröße: Servicezeit \
             {window}, abzüglich geplanter Nichtverfügbarkeit\n- Nicht gezählt: Ausfälle durch Fremdsoftware\n- \
             Angefangene Kalenderjahre: nur die Zeit während der Laufzeit, gleicher Prozentwert\n",
            number % 9,
            number % 7
        );
        number += 1;
    }
    text
}

fn check(c: &mut Criterion) {
    for most in [200, 2_000] {
        let text = lines(most);
        c.bench_function(&format!("read and check {most} lines"), |b| {
            b.iter(|| Contract::read("contract", black_box(&text)).map(|contract| contract.model.services.len()));
        });
    }
    let text = lines(2_000);
    let edited = text.replacen("mindestens 98,5 %", "mindestens 98,6 %", 1);
    assert_ne!(text, edited);
    c.bench_function("read and check 2000 lines again after an edit of one", |b| {
        let mut recheck = Recheck::default();
        let _ = recheck.read("contract", &text);
        let mut turn = false;
        b.iter_batched(
            || {
                turn = !turn;
                if turn { edited.as_str() } else { text.as_str() }
            },
            |text| recheck.read("contract", black_box(text)).map(|contract| contract.model.services.len()),
            BatchSize::SmallInput,
        );
    });
}

criterion_group!(benches, check);
criterion_main!(benches);
