//! The report on a period, and the contract to be signed, each as one HTML page: without scripts, with nothing loaded from elsewhere, to be read on a screen
//! or a phone, printed, and kept. What is said is left to the core and its catalogues; here is only how it is laid out.

mod chart;
mod contract;
mod course;
mod head;
mod misses;
mod outages;
mod overview;
mod promise;
mod say;
mod seal;
mod service;
mod view;

pub use contract::contract_page;

use klausel::{Contract, Lang, engine::Monitor, render::Render, report::Report};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// No catalogue of phrases has the language.
    #[error("no pages are made in the language {0:?}")]
    Language(String),
    /// A template of this crate does not fit its values; a page that is made once is made always.
    #[error("the page cannot be laid out: {0}")]
    Layout(#[from] minijinja::Error),
}

const STYLE: &str = include_str!("../assets/style.css");
const TEMPLATES: [(&str, &str); 5] = [
    ("page.html", include_str!("../assets/page.html")),
    ("parts.html", include_str!("../assets/parts.html")),
    ("service.html", include_str!("../assets/service.html")),
    ("promise.html", include_str!("../assets/promise.html")),
    ("basis.html", include_str!("../assets/basis.html")),
];

/// The page of a report in a language, whole: a host writes it to a file, and nothing else is needed to read it.
///
/// The monitor is asked for the reasons of what was missed or cannot be determined: of every one where there are few,
/// else of those exceeded by most, and the page says how many it leaves out.
///
/// # Errors
/// [`PageError::Language`] where no catalogue has the language.
pub fn page(contract: &Contract, report: &Report, monitor: &Monitor, lang: &Lang) -> Result<String, PageError> {
    let render = Render::of(contract, lang).ok_or_else(|| PageError::Language(lang.as_str().to_owned()))?;
    let view = view::Page::of(contract, report, monitor, &render);
    Ok(environment(&TEMPLATES)?.get_template("page.html")?.render(Serde(view))?)
}

/// Templates whose every value is escaped, and which lack none.
fn environment(templates: &[(&'static str, &'static str)]) -> Result<Environment<'static>, PageError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true);
    syntax.lstrip_blocks(true);
    environment.set_syntax(syntax.build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for (name, text) in templates {
        environment.add_template(name, text)?;
    }
    Ok(environment)
}
