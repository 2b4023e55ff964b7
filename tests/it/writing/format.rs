//! What formatting makes of a document that was typed in a hurry, and what it leaves alone.

use super::shipped;
use klausel::{Contract, Source, format, format_scenarios, syntax};

/// As it is typed, by somebody who has read the reference once.
const HASTY: &str = "\u{feff}<!-- Entwurf,
     noch mit dem Kunden abzustimmen -->
# Vertrag:   Demo
*  gültig ab 1. Dezember 2022\r
* zeitzone: Europe/Berlin.
> Dieser Vertrag – “Demo” genannt – ist ein Beispiel.
>
> Er hat zwei Absätze; im zweiten steht mehr als in eine Zeile passt, damit man sieht, wo sie vor dem 24. Dezember 2025 und vor - einem Strich umbrochen wird.

## 4. servicezeit: Betrieb
<!-- Sonst nichts. -->
- montag bis freitag, 8.00 – 18.00 Uhr

<!-- Bis 2026. -->
- Außer an Feiertagen bayern


## 3 Feiertage: Bayern
- Gesetzliche Feiertage in Bayern mit Mariä Himmelfahrt
## 12 Leistung: Post
+ verfügbarkeit: 98,5\u{a0}% im Kalenderjahr
+ betrieben während der
Servicezeit betrieb (Ziffer 4)
+ Bezugsgröße: Servicezeit Betrieb, abzüglich geplanter Nichtverfügbarkeit

## 18 Prioritäten: Vorgänge

- Zeit läuft während der Servicezeit Betrieb

|Priorität|Update alle|Reaktion binnen|Reaktion geschuldet bei|
|-|-|-|-|
|Hoch|keine|90 Minuten|jedem Weg|
| Gering|keine  |24 Stunden| Meldung auf jedem Weg  |

> Vereinbart: ohne Zeit.
<!-- Ende -->
";

#[test]
fn what_was_typed_in_a_hurry_is_put_in_order() {
    let formatted = format("demo.klausel.md", HASTY).unwrap_or_else(|refused| panic!("{}", refused.show()));
    insta::assert_snapshot!(formatted);
    assert_eq!(format("demo.klausel.md", &formatted).unwrap(), formatted);
    let model = |text: &str| Contract::read("demo", text).unwrap().model;
    assert_eq!(model(&formatted), model(HASTY));
}

#[test]
fn the_shipped_contracts_stand_in_canonical_form() {
    for (file, text) in shipped(".klausel.md") {
        let formatted = format("contract", &text).unwrap_or_else(|refused| panic!("{}", refused.show()));
        assert_eq!(formatted, text, "{}", file.display());
    }
}

#[test]
fn scenarios_are_laid_out_and_say_the_same() {
    for (file, text) in shipped(".scenario.md") {
        let rough = text.replace("- ", "*  ").replace(" |", "|").replace("**", "*");
        let formatted = format_scenarios("scenarios", &text).unwrap();
        assert_eq!(format_scenarios("scenarios", &formatted).unwrap(), formatted, "{}", file.display());
        assert_eq!(format_scenarios("scenarios", &rough).unwrap(), formatted, "{}", file.display());
        let seen = |text: &str| syntax::seen(&Source::new("scenarios", text));
        assert_eq!(seen(&formatted), seen(&text), "{}", file.display());
    }
}

#[test]
fn a_contract_with_a_mistake_is_not_formatted() {
    let refused = format("demo.klausel.md", &HASTY.replace("zeitzone", "zeitzonne")).unwrap_err();
    assert_eq!(refused.diagnostics.iter().next().unwrap().code(), "K307");
}

#[test]
fn an_empty_quote_stays_one() {
    let text = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n>\n";
    assert_eq!(format("demo", text).unwrap(), text);
}
