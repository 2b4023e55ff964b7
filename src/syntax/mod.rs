//! From text to statements: lines, clauses, phrases. The only place that names pest.
//! What the statements mean together is left to `check`.

mod ast;
mod comments;
mod document;
mod flow;
mod glossary;
mod heading;
mod layout;
mod lexeme;
mod marks;
mod matching;
mod memory;
mod names;
mod near;

pub use ast::{Block, ClauseText, Document, Row, Seen, Statement, Table};
pub(crate) use comments::comments;
pub(crate) use document::parse_with;
pub use document::{parse, seen};
pub(crate) use flow::Flow;
pub(crate) use layout::{Part, Section, sections};
pub(crate) use matching::{Failure, Reader, Reading};
pub(crate) use memory::Memory;
pub(crate) use names::Names;
pub(crate) use near::{is_said, nearest, sentence};
