//! The edits of the gallery of wrong documents: each changes the shipped contract in one place, German and English.
//! What is said of them is left to `wrong`.

mod noted;
mod slips;
mod words;

pub(super) use noted::NOTED;
pub(super) use slips::SLIPS;
pub(super) use words::WORDS;

/// An edit: what stands in the contract, and what somebody writes instead; German, then English.
#[derive(Clone, Copy)]
pub(super) struct Edit {
    pub(super) name: &'static str,
    pub(super) de: (&'static str, &'static str),
    pub(super) en: (&'static str, &'static str),
}
