//! How a command ends: the exit codes of `--help`, and what is said when it cannot go on, in the language of the answer that
//! was asked for, else of the contract, else of the surroundings.
//! What is wrong with a contract is no failure; it is what `check` prints.

use crate::{mapping::Mistakes, safe::Safe};
use klausel::{
    Glossary, Lang, Refused,
    compile::CompileError,
    phrase::{Catalogue, PhraseId, Printer, Said, ids},
    time::Zone,
};
use klausel_page::PageError;
use std::{
    env, fmt,
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
    /// The command line asks for something that cannot be: a phrase of `[failure]`, with help of the same key.
    Wrong(Said),
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
    /// A failure whose language is known.
    SaidIn { lang: Lang, failure: Box<Failure> },
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
    /// The same, said in a language if one that says more is not known already.
    pub(crate) fn said_in(self, lang: &Lang) -> Failure {
        match self {
            Failure::SaidIn { .. } => self,
            failure => Failure::SaidIn { lang: lang.clone(), failure: Box::new(failure) },
        }
    }

    /// Says on the error stream why, and gives the exit code.
    pub(crate) fn show(&self) -> ExitCode {
        let Some((text, code)) = self.said(surroundings()) else { return ExitCode::SUCCESS };
        // A closed error stream leaves nobody to tell.
        let _ = io::stderr().write_all(text.as_bytes());
        ExitCode::from(code)
    }

    /// The whole message, and the exit code; `None` where nobody is to be told.
    fn said(&self, catalogue: Option<&'static Catalogue>) -> Option<(String, u8)> {
        let wrong = |said: Said| message(&said, catalogue);
        let why = |id, error: &io::Error| Said::new(id).with("why", plain(error, catalogue));
        Some(match self {
            // Whoever read our output has what they wanted.
            Failure::Output(error) if error.kind() == ErrorKind::BrokenPipe => return None,
            Failure::Output(error) => (wrong(why(ids::FAILURE_NOT_WRITTEN, error)), 3),
            Failure::File { file, error } => {
                (wrong(why(ids::FAILURE_FILE_NOT_WRITTEN, error).with("file", file.clone())), 3)
            }
            Failure::Input { file, error } => (wrong(why(ids::FAILURE_NOT_READ, error).with("file", file.clone())), 3),
            Failure::Page(error) => (wrong(Said::new(ids::FAILURE_PAGE).with("why", error.to_string())), 3),
            Failure::Compile(error) => (wrong(Said::new(ids::FAILURE_NOT_COMPUTED).with("why", error.to_string())), 1),
            Failure::Wrong(said) => (wrong(said.clone()), 2),
            Failure::Contract(refused) => (refused.show(), 1),
            Failure::Mapping(mistakes) => (mistakes.to_string(), 3),
            Failure::NotUnderstood { text, code } => (text.clone(), *code),
            Failure::SaidIn { lang, failure } => return failure.said(Catalogue::of(lang).or(catalogue)),
        })
    }
}

/// A phrase of `[failure]` as a message, with its help.
pub(crate) fn message(said: &Said, catalogue: Option<&'static Catalogue>) -> String {
    let Some(catalogue) = catalogue else { return String::new() };
    let words = Glossary::default();
    let printer = Printer::new(catalogue, &words, Zone::UTC);
    let error = printer.say(&Said::new(ids::SEVERITY_ERROR));
    let mut text = format!("{error}: {}\n", Safe(&printer.say(said)));
    let help = PhraseId::find("failure_help", said.id.key());
    if let Some(id) = help.filter(|id| !catalogue.patterns(*id).is_empty()) {
        let help = printer.say(&Said { id, slots: said.slots.clone() });
        text.push_str(&format!("  = {}\n", Safe(&help)));
    }
    text
}

/// What is wrong with a packed file, as an error of reading it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Packing {
    /// It ends before its end.
    BreaksOff,
    /// It is damaged, or is packed otherwise.
    NotPacked,
}

impl fmt::Display for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.phrase().key())
    }
}

impl std::error::Error for Packing {}

impl Packing {
    fn phrase(self) -> PhraseId {
        match self {
            Packing::BreaksOff => ids::FILE_BREAKS_OFF,
            Packing::NotPacked => ids::FILE_NOT_PACKED,
        }
    }
}

/// An error of a file in words of the catalogue, else the system's own, without its number.
fn plain(error: &io::Error, catalogue: Option<&'static Catalogue>) -> String {
    let packing = error.get_ref().and_then(|error| error.downcast_ref::<Packing>());
    let id = match (packing, error.kind()) {
        (Some(packing), _) => Some(packing.phrase()),
        (None, ErrorKind::NotFound) => Some(ids::FILE_NOT_THERE),
        (None, ErrorKind::PermissionDenied) => Some(ids::FILE_NOT_ALLOWED),
        (None, ErrorKind::IsADirectory) => Some(ids::FILE_FOLDER),
        (None, ErrorKind::InvalidData) => Some(ids::FILE_NOT_TEXT),
        (None, _) => None,
    };
    if let Some((id, catalogue)) = id.zip(catalogue) {
        return Printer::new(catalogue, &Glossary::default(), Zone::UTC).say(&Said::new(id));
    }
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text[..end].to_owned()
}

/// The language in which a computer is set up to speak, where no contract says another; else English.
fn surroundings() -> Option<&'static Catalogue> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    let first = set.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    let tag = first.split(['_', '.', '@', '-']).next().unwrap_or_default();
    Catalogue::of(&Lang::new(tag)).or_else(|| Catalogue::of(&Lang::new("en")))
}
