//! Contracts in another language, and back.

use super::shipped;
use klausel::{Contract, Lang, NotTranslated, format, translate};

fn other(lang: &Lang) -> Lang {
    Lang::new(if lang.as_str() == "de" { "en" } else { "de" })
}

#[test]
fn a_shipped_contract_means_the_same_in_the_other_language_and_comes_back_as_it_was() {
    for (file, text) in shipped(".klausel.md") {
        let contract = Contract::read("contract", &text).unwrap();
        let there = translate("contract", &text, &other(contract.lang()))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let translated = Contract::read("translated", &there.text).unwrap();
        assert_eq!(translated.model.meaning(), contract.model.meaning(), "{}", file.display());
        let back = translate("translated", &there.text, contract.lang()).unwrap();
        assert_eq!(back.text, format("contract", &text).unwrap(), "{}", file.display());
        assert_eq!(back.wording, 0);
    }
}

#[test]
fn the_founding_contract_in_english() {
    let german = include_str!("../../../contracts/systembetrieb/vertrag.klausel.md");
    let english = translate("vertrag.klausel.md", german, &Lang::new("en")).unwrap();
    assert_eq!(english.names, ["Call Connect", "Incident", "Incidents", "SmaWo", "SmaWo Lite", "TRAUT"]);
    assert_eq!(english.wording, german.matches("\n> Erläuterung: ").count());
    assert!(english.texts.iter().any(|text| text == "service@trautoffice.de"));
    assert!(english.text.contains("\n- Handed over at handover point TRAUT router\n"));
    assert!(english.text.contains("\n> Note (German, not translated): "));
}

const DEMO: &str = "# Contract: Demo

- Time zone: Europe/Berlin

> Agreed: The parties meet “once” a year.

## 4 Service window: Office

- Monday through Friday, 08:00 to 18:00

## 12 Service: Mail

- Operated during service window Office (clause 4)
- Availability: none agreed

> Note: first paragraph.
>
> Second paragraph.
";

#[test]
fn wording_stays_in_its_language_and_says_so() {
    let german = translate("demo", DEMO, &Lang::new("de")).unwrap();
    insta::assert_snapshot!(german.text);
    assert_eq!((german.wording, translate("demo", &german.text, &Lang::new("en")).unwrap().text.as_str()), (2, DEMO));
}

#[test]
fn a_language_without_a_catalogue_is_named() {
    let error = translate("demo", DEMO, &Lang::new("tlh")).unwrap_err();
    assert_eq!(error.to_string(), "no catalogue has the language tlh");
    assert!(matches!(translate("demo", "", &Lang::new("de")), Err(NotTranslated::Refused(_))));
}
