//! A document written anew, clause by clause and line by line in its own order: in its own language ([`format`]) or in
//! another ([`translate`]). A model without a document is left to `print`.

mod parts;
mod same;

use crate::{
    check::{Contract, Refused},
    diagnostic::Diagnostics,
    name::Lang,
    phrase::Catalogue,
    source::{Source, SourceId},
    syntax::{self, Part, Section, sections},
};
use parts::Rewriter;

/// A contract in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The document.
    pub text: String,
    /// Names that the glossary has no word for in that language; they stand as they are.
    pub names: Vec<String>,
    /// Free texts of statements, such as an address; they stand as they are.
    pub texts: Vec<String>,
    /// How many notes and agreed wordings stand as they are, each marked with its language.
    pub wording: usize,
}

/// Why a contract is not translated.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotTranslated {
    /// It has mistakes.
    #[error(transparent)]
    Refused(#[from] Box<Refused>),
    /// No catalogue has the language.
    #[error("no catalogue has the language {0}")]
    NoLanguage(Lang),
    /// What it would say in that language is not read as the same: usually a name that is a word of that language.
    #[error("not read as the same in the other language: {}", .0.join("; "))]
    Differs(Vec<String>),
}

/// A contract in its canonical form: each statement in its canonical phrase, lines broken where Markdown allows it, tables
/// aligned. The order of clauses, statements and rows, comments and the wording for people stay as they are, as does
/// what the contract means; what is formatted once stays as it is.
///
/// ```
/// let text = "# Contract: Demo\n* Time zone:   Europe/Berlin.\n## 1. Service: Mail\n* availability: none agreed\n";
/// let formatted = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n## 1 Service: Mail\n\n- Availability: none agreed\n";
/// assert_eq!(klausel::format("demo.klausel.md", text)?, formatted);
/// # Ok::<(), Box<klausel::Refused>>(())
/// ```
///
/// # Errors
///
/// [`Refused`] with every mistake of the contract.
pub fn format(name: &str, text: &str) -> Result<String, Box<Refused>> {
    let contract = Contract::read(name, text)?;
    let source = Source::new(name, text);
    let written = Rewriter::of(&source, &contract, contract.lang()).map(|mut rewriter| rewriter.write());
    // INVARIANT: formatting changes no meaning. A document for which that cannot be shown stays as it is.
    let same = |written: &String| Contract::read(name, written).is_ok_and(|again| again.model == contract.model);
    Ok(written.filter(same).unwrap_or_else(|| text.to_owned()))
}

/// A document of scenarios with its tables aligned and its lines broken where Markdown allows it; what its cells say stays
/// as it is written.
///
/// # Errors
///
/// [`Refused`] with what a Markdown viewer would show otherwise than it is read.
pub fn format_scenarios(name: &str, text: &str) -> Result<String, Box<Refused>> {
    let source = Source::new(name, text);
    let mut found = Diagnostics::default();
    let sections = sections(SourceId(0), text, &mut found);
    if found.refuse() {
        found.sort();
        return Err(Box::new(Refused { diagnostics: found, sources: vec![source], lang: Lang::new("en") }));
    }
    // Text that belongs to nothing is `klausel test`'s to report.
    let stray = |section: &Section| section.parts.iter().any(|part| matches!(part, Part::Stray(_)));
    if sections.iter().any(stray) {
        return Ok(source.text);
    }
    let written = parts::laid_out(&source, &sections);
    let same = syntax::seen(&Source::new(name, written.as_str())) == syntax::seen(&source);
    Ok(if same { written } else { source.text })
}

/// A contract in another language, with the same meaning: statements by the catalogue's phrases, names by the contract's
/// glossary. Translated back, it is what [`format()`] makes of it.
///
/// Notes and agreed wording stay in their language and say so, `> Note (German, not translated): …`.
///
/// ```
/// let text = "# Vertrag: Demo\n\n- Zeitzone: Europe/Berlin\n\n## 1 Leistung: Post\n\n- Verfügbarkeit: nicht vereinbart\n";
/// let english = klausel::translate("demo.klausel.md", text, &klausel::Lang::new("en"))?;
/// assert!(english.text.ends_with("## 1 Service: Post\n\n- Availability: none agreed\n"));
/// assert_eq!(english.names, ["Demo", "Post"]);
/// # Ok::<(), klausel::NotTranslated>(())
/// ```
///
/// # Errors
///
/// [`NotTranslated`] where the contract has mistakes, no catalogue has the language, or the meaning would not be the same.
pub fn translate(name: &str, text: &str, to: &Lang) -> Result<Translation, NotTranslated> {
    let contract = Contract::read(name, text)?;
    Catalogue::of(to).ok_or_else(|| NotTranslated::NoLanguage(to.clone()))?;
    let source = Source::new(name, text);
    let mut rewriter = Rewriter::of(&source, &contract, to).ok_or_else(|| NotTranslated::NoLanguage(to.clone()))?;
    let written = rewriter.write();
    if !rewriter.failed.is_empty() {
        return Err(NotTranslated::Differs(rewriter.failed));
    }
    let (names, texts, wording) = (rewriter.names(), rewriter.texts, rewriter.wording);
    let again = Contract::read(name, &written)?;
    if again.model.meaning() != contract.model.meaning() {
        return Err(NotTranslated::Differs(vec![contract.model.head.name.to_string()]));
    }
    Ok(Translation { text: written, names, texts, wording })
}
