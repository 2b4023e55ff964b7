//! A service contract that people sign and a machine can judge, in one file.

pub mod compile;
pub mod engine;
pub mod event;
pub mod model;
mod name;
mod percent;
mod source;
pub mod time;
pub mod verdict;

pub use name::{Glossary, Id, Lang};
pub use percent::Percent;
pub use source::{Source, SourceId, Span};
