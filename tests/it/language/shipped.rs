//! The shipped contract in both languages, as the tests of the language use it.

use klausel::{Contract, model::Model};

pub(super) const GERMAN: &str = include_str!("../../../contracts/systembetrieb/vertrag.klausel.md");
pub(super) const ENGLISH: &str = include_str!("../../../contracts/systembetrieb/contract.klausel.md");

/// Name and text of both.
pub(super) const BOTH: [(&str, &str); 2] = [("vertrag.klausel.md", GERMAN), ("contract.klausel.md", ENGLISH)];

/// The model of a text that must be accepted.
pub(super) fn model(name: &str, text: &str) -> Model {
    Contract::read(name, text).unwrap_or_else(|refused| panic!("{}", refused.show())).model
}
