#![doc = include_str!("../README.md")]

/// The examples of the documentation, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/monitor.md")]
mod for_programs {}

mod check;
mod clauses;
pub mod compile;
mod diagnostic;
mod digest;
mod edition;
pub mod engine;
pub mod event;
pub mod facts;
mod lines;
mod lint;
pub mod model;
mod name;
pub mod paper;
mod percent;
pub mod phrase;
mod print;
pub mod query;
pub mod render;
pub mod report;
mod rewrite;
pub mod scenario;
#[cfg(feature = "snapshots")]
pub mod snapshots;
mod source;
pub mod syntax;
pub mod time;
pub mod verdict;
mod versions;

pub use check::{Beside, Contract, Mended, Recheck, Refused, mend};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Fix, Severity};
pub use digest::{Digest, DigestError, Digesting};
pub use edition::{Edition, File, LANGUAGE_VERSION};
pub use name::{Glossary, Id, Lang};
pub use percent::Percent;
pub use print::print;
pub use rewrite::{NotTranslated, Translation, format, format_scenarios, translate};
pub use source::{Source, SourceId, Span};
pub use versions::{Version, Versions, VersionsError};
