//! Verdicts and their reasons as text, short, medium or full, in the language of the reader.
//! Making a verdict is left to `engine`, the layout of a report to `report`; every word is a phrase of the catalogues.

mod change;
mod cite;
mod duty;
mod fact;
mod judgement;
mod span;
mod step;
mod unused;
mod words;

pub(crate) use cite::decisive;
pub use cite::{choice as choice_phrase, cites};
pub use unused::unused_phrase;
pub use words::visible;

use crate::{
    check::Contract,
    model::{Model, Places},
    name::{Id, Lang},
    phrase::{Catalogue, PhraseId, Printer, Said, ids},
    time::{Date, Instant, Zone},
    verdict::{Promise, Stage, Verdict},
};
use words::VisibleWords;

/// Says verdicts and reasons in one language, with the names of one contract.
///
/// Local times are those of the contract's zone.
#[derive(Debug)]
pub struct Render<'a> {
    catalogue: &'static Catalogue,
    words: VisibleWords<'a>,
    pub(crate) model: &'a Model,
    pub(crate) places: &'a Places,
    pub(crate) zone: Zone,
}

impl<'a> Render<'a> {
    /// Says what is judged by that contract, in that language; `None`: no catalogue has the language.
    #[must_use]
    pub fn of(contract: &'a Contract, lang: &Lang) -> Option<Self> {
        Self::new(&contract.model, &contract.places, lang)
    }

    /// Says what is judged by that model, in that language; `None`: no catalogue has the language.
    #[must_use]
    pub fn new(model: &'a Model, places: &'a Places, lang: &Lang) -> Option<Self> {
        let catalogue = Catalogue::of(lang)?;
        Some(Render { catalogue, words: VisibleWords(&model.glossary), model, places, zone: model.head.zone })
    }

    /// The language.
    #[must_use]
    pub fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// A printer of phrases with the contract's names and zone.
    #[must_use]
    pub fn printer(&self) -> Printer<'_> {
        Printer::new(self.catalogue, &self.words, self.zone)
    }

    /// A phrase with what stands in its slots.
    #[must_use]
    pub fn say(&self, said: &Said) -> String {
        self.printer().say(said)
    }

    /// A phrase without slots.
    #[must_use]
    pub fn text(&self, id: PhraseId) -> String {
        self.printer().text(id)
    }

    /// The word for a name.
    #[must_use]
    pub fn word(&self, id: &Id) -> String {
        self.printer().word(id)
    }

    /// The day of an instant, in the contract's zone.
    #[must_use]
    pub fn date_of(&self, at: Instant) -> Date {
        self.zone.local(at).0
    }

    /// The word of a verdict.
    #[must_use]
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.text(verdict_phrase(verdict))
    }

    /// The word of a stage.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> String {
        self.text(stage_phrase(stage))
    }

    /// The word of a promise.
    #[must_use]
    pub fn promise(&self, promise: Promise) -> String {
        self.text(promise_phrase(promise))
    }

    /// That no statement is made on fault or claims: stands under every report and every answer in full.
    #[must_use]
    pub fn disclaimer(&self) -> String {
        self.text(ids::DISCLAIMER_NO_CLAIMS)
    }
}

/// The phrase of a verdict.
#[must_use]
pub const fn verdict_phrase(verdict: Verdict) -> PhraseId {
    match verdict {
        Verdict::Met => ids::VERDICT_MET,
        Verdict::Missed => ids::VERDICT_MISSED,
        Verdict::Open => ids::VERDICT_OPEN,
        Verdict::NotOwed => ids::VERDICT_NOT_OWED,
        Verdict::Excused => ids::VERDICT_EXCUSED,
        Verdict::Undetermined => ids::VERDICT_UNDETERMINED,
    }
}

/// The phrase of a stage.
#[must_use]
pub const fn stage_phrase(stage: Stage) -> PhraseId {
    match stage {
        Stage::Revisable => ids::STAGE_REVISABLE,
        Stage::Decided => ids::STAGE_DECIDED,
        Stage::Final => ids::STAGE_FINAL,
    }
}

/// The phrase of a promise.
#[must_use]
pub const fn promise_phrase(promise: Promise) -> PhraseId {
    match promise {
        Promise::Reaction => ids::PROMISE_REACTION,
        Promise::Update => ids::PROMISE_UPDATE,
        Promise::Availability => ids::PROMISE_AVAILABILITY,
        Promise::Duty => ids::PROMISE_DUTY,
    }
}

pub(crate) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
