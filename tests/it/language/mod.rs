//! What a document says: equal models, printing and reading, messages.

mod documents;
mod shipped;
mod wrong;
