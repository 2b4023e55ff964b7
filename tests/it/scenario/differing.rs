//! What a person sees of a scenario that comes out otherwise, and of one that is written wrong.

use crate::query::contract;
use klausel::scenario::{self, NotRun};

fn shown(lang: &str, text: &str) -> String {
    let contract = contract(lang);
    match scenario::run("probe.scenario.md", text, &contract) {
        Ok(outcomes) => outcomes.text(&contract),
        Err(NotRun::Refused(refused)) => refused.show(),
        Err(other) => other.to_string(),
    }
}

#[test]
fn an_answer_that_differs_is_shown_beside_what_came() {
    let english = "\
# Scenarios: Probe

- Contract: contract.klausel.md

## Scenario: too early

| At                       | Event                                                             |
|--------------------------|-------------------------------------------------------------------|
| Friday 2025-03-07, 17:30 | case INC-1 reported by e-mail: outage of one whole service, SmaWo |
| Monday 2025-03-10, 08:20 | case INC-1: personal reply                                        |
| Monday 2025-03-10, 08:20 | service SmaWo up                                                  |

| Question                               | Answer                                      |
|----------------------------------------|---------------------------------------------|
| reaction of case INC-1                 | missed, by row Low                          |
| next deadline of case INC-1            | Monday 2025-03-10, 10:20                    |
| due 1 h after 2025-03-07 17:30 in service window Operation | Monday 2025-03-10, 08:31 |
| availability of service SmaWo in 2025  | open; 100.00%; down 1 min                   |
";
    let german = "\
# Szenarien: Probe

- Vertrag: vertrag.klausel.md

## Szenario: zu früh

| Zeitpunkt              | Ereignis                                                                                         |
|------------------------|--------------------------------------------------------------------------------------------------|
| Fr 07.03.2025 17:30    | Vorgang INC-1 per E-Mail gemeldet: Auswirkung Ausfall, Umfang eine Leistung ganz, Leistung SmaWo |

| Frage                       | Antwort      |
|-----------------------------|--------------|
| Reaktion des Vorgangs INC-1 | eingehalten  |
| warum Vorgang INC-2         | eingehalten  |
";
    insta::assert_snapshot!(format!("{}\n{}", shown("en", english), shown("de", german)));
}

#[test]
fn every_mistake_of_a_document_is_shown_with_its_place() {
    let english = "\
# Scenarios: Probe

- Contract: contract.klausel.md
- Weather: fair

## Scenario: mistakes

| At                       | Event                                                                 |
|--------------------------|-----------------------------------------------------------------------|
| Monday 2025-03-07, 17:30 | case INC-1 reported by phone                                          |
| Friday 2025-03-07, 17:31 | case INC-1 set to Highest by the provider                             |
| Friday 2025-03-07, 17:32 | case INC-1 reported by phone: outage of half a service, SmaWo         |
| Friday 2025-03-07, 17:33 | case INC-1 reported by pigeon                                         |
| Friday 2025-03-07, 17:34 | Vorgang INC-1 abgeschlossen                                           |
| Friday 2025-03-07, 17:35 | maintenance of service SmaWo finished                                 |
| Friday 03/07/2025, 17:36 | service SmaWoo down                                                   |
| Friday 2025-03-07, 17:37 | the sun shines                                                        |

| Question                    | Answer            |
|-----------------------------|-------------------|
| next deadlin of case INC-1  | none              |
| next deadline of case INC-1 | soon              |
| reaction of case INC-1      | Montag 2025-03-10, 10:20 |
| reaction of case INC-1      | met, due Sunday 2025-03-10, 10:20 |

## Story: wrong
";
    let german = "\
# Szenarien: Probe

## Szenario: Fehler

| Zeitpunkt                      | Ereignis                                               |
|--------------------------------|--------------------------------------------------------|
| Montag, 07.03.2025, 17:30 Uhr  | Vorgang INC-1 per Telefon gemeldet                     |
| Freitag, 07.03.2025, 17:31 Uhr | Vorgang INC-1 durch den Auftragnehmer auf Höchst gesetzt |
| Freitag, 07.03.2025, 17:32 Uhr | Leistung SmaWoo ausgefallen                            |
| Freitag, 07.03.2025, 17:33 Uhr | Vorgang INC-1 vergessen                                |

| Frage                       | Antwort |
|-----------------------------|---------|
| Reaktion des Vorgangs INC-1 | prima   |
| Laune des Vorgangs INC-1    | gut     |

| Frage | Wunsch |
|-------|--------|
| x     | y      |
";
    let neither = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n";
    let all = [shown("en", english), shown("de", german), shown("en", neither)];
    insta::assert_snapshot!(all.join("\n————\n\n"));
}
