//! How a command ends: the exit codes of `--help`, and what is said when it cannot go on.
//! What is wrong with a contract is no failure; it is what `check` prints.

use crate::{mapping::Mistakes, safe::Safe};
use klausel::{Refused, compile::CompileError};
use klausel_page::PageError;
use std::{
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

/// How a command that did its work ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All is well.
    Done,
    /// Something that the caller asked to be told about was found.
    Found,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line asks for something that cannot be.
    Usage { says: String, help: String },
    /// A file cannot be read.
    Input { file: String, error: io::Error },
    /// A contract that is needed has mistakes.
    Contract(Box<Refused>),
    /// A mapping file has mistakes, or does not fit its input.
    Mapping(Mistakes),
    /// What was found cannot be written.
    Output(io::Error),
    /// A file that was asked for cannot be written.
    File { file: String, error: io::Error },
    /// The page cannot be made.
    Page(PageError),
    /// A contract that is understood contradicts itself in what it computes with.
    Compile(CompileError),
    /// A question, or a document of scenarios, is not understood: the whole message.
    NotUnderstood { text: String, code: u8 },
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Done => ExitCode::SUCCESS,
            Exit::Found => ExitCode::from(1),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<PageError> for Failure {
    fn from(error: PageError) -> Self {
        Failure::Page(error)
    }
}

impl Failure {
    /// Says on the error stream why, and gives the exit code.
    pub(crate) fn show(&self) -> ExitCode {
        let (text, code) = match self {
            // Whoever read our output has what they wanted.
            Failure::Output(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Failure::Output(error) => (format!("error: the output cannot be written: {}\n", plain(error)), 3),
            Failure::File { file, error } => {
                (format!("error: {} cannot be written: {}\n", Safe(file), plain(error)), 3)
            }
            Failure::Page(error) => (format!("error: {}\n", Safe(&error.to_string())), 3),
            Failure::Usage { says, help } => (format!("error: {}\n = help: {}\n", Safe(says), Safe(help)), 2),
            Failure::Input { file, error } => (format!("error: {} cannot be read: {}\n", Safe(file), plain(error)), 3),
            Failure::Contract(refused) => (refused.show(), 1),
            Failure::Mapping(mistakes) => (mistakes.to_string(), 3),
            Failure::Compile(error) => (format!("error: {}\n", Safe(&error.to_string())), 1),
            Failure::NotUnderstood { text, code } => (text.clone(), *code),
        };
        // A closed error stream leaves nobody to tell.
        let _ = io::stderr().write_all(text.as_bytes());
        ExitCode::from(code)
    }
}

/// An error of the system in its own words, without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    Safe(&text[..end]).to_string()
}
