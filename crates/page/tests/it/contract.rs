//! The contract as a document to sign: what stands in it, where its links lead, and that it is harmless.

use klausel::{Contract, facts::Facts};
use klausel_page::contract_page;
use std::collections::BTreeSet;

fn shipped(file: &str) -> Contract {
    let path = format!("{}/../../contracts/systembetrieb/{file}", env!("CARGO_MANIFEST_DIR"));
    Contract::read(file, &std::fs::read_to_string(path).unwrap()).unwrap_or_else(|refused| panic!("{}", refused.show()))
}

/// The values of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_to_a_place_of_the_document_and_every_place_is_one() {
    for file in ["vertrag.klausel.md", "contract.klausel.md"] {
        let page = contract_page(&shipped(file), None).unwrap();
        let places: Vec<&str> = attributes(&page, "id");
        assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "{file}");
        let links = attributes(&page, "href");
        assert!(links.len() >= 15, "{file}: {}", links.len());
        for link in links {
            assert!(places.contains(&link.trim_start_matches('#')), "{file}: {link}");
        }
    }
}

#[test]
fn statements_have_letters_references_numbers_and_the_margin_figures() {
    let contract = shipped("vertrag.klausel.md");
    let facts = Facts::of(&contract, 2025).unwrap();
    let page = contract_page(&contract, Some(&facts)).unwrap();
    for shown in [
        "<span class=\"letter\">a)</span> <span class=\"said\">Betrieben während <a href=\"#",
        ">der Servicezeit Betrieb (Ziffer 4)</a>",
        "01.01.2025 bis 31.12.2025: 37 h 21 min von 2490 h",
        "<li>Fr 15.08.2025 Mariä Himmelfahrt</li>",
        "2490 h Servicezeit, an 249 Tagen",
        "Für den Auftraggeber",
        // Nothing is cut short.
        "(8. August) nicht. Heiligabend und Silvester sind keine Feiertage.</p>",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(page.contains(&contract.digest().to_string()));
    // Without a year there is no margin.
    assert!(!contract_page(&contract, None).unwrap().contains("<aside"));
}

#[test]
fn the_page_runs_nothing_and_hostile_names_are_only_text() {
    let text = "# Contract: R&D \"x\" ' a\n\n- Provider: A & B \" onload=x\n- Time zone: Europe/Berlin\n\n## Service window: a\"b & c\n\n- Monday through Friday, 08:00 to 18:00\n\n## Service: Mail\n\n- Operated during service window a\"b & c\n- Availability: none agreed\n\n> Agreed: 1 < 2 & \"quoted\" {{ lang }}\n";
    let contract = Contract::read("hostile", text).unwrap_or_else(|refused| panic!("{}", refused.show()));
    let page = contract_page(&contract, None).unwrap();
    for never in ["<script", "onload=\"", "{{", "http://", "https://", "url("] {
        assert!(!page.replace("{{ lang }}", "").contains(never), "{never}");
    }
    assert!(page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'"));
    assert!(page.contains("a&quot;b &amp; c"));
    // Where no clause has a number, they are counted.
    assert!(page.contains("<span class=\"number\">1</span> Service window: "));
    assert!(page.contains("(clause 1)</a>"));
}
