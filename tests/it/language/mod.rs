//! What a document says: equal models, printing and reading, messages.

mod damage;
mod diagnostics;
mod documents;
mod edits;
pub(crate) mod models;
mod naive;
mod reference;
mod seen;
mod shipped;
mod windows;
mod windows_said;
mod wrong;
