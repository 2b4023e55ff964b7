//! Logs as the commands are given them: files of NDJSON, and of CSV with a mapping file, packed with gzip or not.
//! What a line or a row means is left to `klausel::event` and `mapping`.

use crate::{
    failure::{Failure, Packing},
    mapping::{Mapping, Refused},
    progress::Watched,
};
use flate2::read::MultiGzDecoder;
use klausel::{
    Digest, Digesting, File as Named,
    event::{Event, Unused, read_ndjson},
    phrase::{Said, ids},
};
use std::{
    fs::File,
    io::{self, BufReader, ErrorKind, Read},
    path::{Path, PathBuf},
};

/// Which logs a command reads, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct MapArgs {
    /// What the columns of CSV logs mean: a mapping file (TOML)
    #[arg(long, value_name = "MAP")]
    pub(crate) map: Option<PathBuf>,
}

/// What was read from all logs.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// The logs as a person calls them; `Line::input` counts them from 0.
    pub(crate) names: Vec<String>,
    /// The logs and the mapping file, each with its digest.
    pub(crate) files: Vec<Named>,
    /// The events, log by log.
    pub(crate) events: Vec<Event>,
    /// What could not be used, or was used otherwise than it says, log by log in the order of the lines.
    pub(crate) unused: Vec<Unused>,
    /// Rows that the mapping leaves out on purpose.
    pub(crate) skipped: u64,
}

/// Reads all logs. A file whose name ends with `.csv` or `.tsv` is CSV, every other one NDJSON; with `.gz` after it, it is
/// unpacked. `-` is the standard input.
pub(crate) fn read_logs(files: &[PathBuf], map: Option<&Path>) -> Result<Log, Failure> {
    let map = map.map(read_mapping).transpose()?;
    let (mapping, mapped_by) = map.unzip();
    let mut log = Log::default();
    for (index, file) in files.iter().enumerate() {
        let name = file.display().to_string();
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let input = open(file).map_err(|error| Failure::Input { file: name.clone(), error })?;
        // The digest is of the file as it lies there, so that other tools come to the same.
        let mut input = Digested { input, digesting: Digesting::default() };
        if is_csv(file) {
            read_csv(mapping.as_ref(), unpacked(file, &mut input), &name, index, &mut log)?;
        } else {
            read_lines(unpacked(file, &mut input), &name, index, &mut log)?;
        }
        log.files.push(Named { name: name.clone(), sha256: input.digesting.digest() });
        log.names.push(name);
    }
    log.files.extend(mapped_by);
    Ok(log)
}

/// Reads a whole text, such as a contract; `-` is the standard input.
pub(crate) fn read_text(file: &Path) -> Result<String, Failure> {
    let read = || -> io::Result<String> {
        let mut text = String::new();
        open(file)?.read_to_string(&mut text)?;
        Ok(text)
    };
    read().map_err(|error| Failure::Input { file: file.display().to_string(), error })
}

fn read_mapping(file: &Path) -> Result<(Mapping, Named), Failure> {
    let (name, text) = (file.display().to_string(), read_text(file)?);
    let mapping = Mapping::parse(&name, &text).map_err(Failure::Mapping)?;
    Ok((mapping, Named { name, sha256: Digest::of(text.as_bytes()) }))
}

/// An input of which the digest is taken as it is read.
struct Digested<R> {
    input: R,
    digesting: Digesting,
}

impl<R: Read> Read for Digested<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.digesting.take(into.get(..read).unwrap_or_default());
        Ok(read)
    }
}

fn open(file: &Path) -> io::Result<Watched<Box<dyn Read>>> {
    if file == Path::new("-") {
        return Ok(Watched::new(Box::new(io::stdin()), "-", 0));
    }
    let open = File::open(file)?;
    let about = open.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok(Watched::new(Box::new(open), &file.display().to_string(), about.len()))
}

/// A log's text: what is packed is unpacked as it is read.
fn unpacked<'r>(file: &Path, input: impl Read + 'r) -> Box<dyn Read + 'r> {
    if has_ending(file, &["gz"]) { Box::new(Packed(MultiGzDecoder::new(input))) } else { Box::new(input) }
}

/// A packed file, whose mistakes are said in the words of people.
struct Packed<R>(MultiGzDecoder<R>);

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => io::Error::other(Packing::BreaksOff),
            ErrorKind::InvalidInput | ErrorKind::InvalidData => io::Error::other(Packing::NotPacked),
            _ => error,
        })
    }
}

fn is_csv(file: &Path) -> bool {
    let plain = if has_ending(file, &["gz"]) { file.with_extension("") } else { file.to_owned() };
    has_ending(&plain, &["csv", "tsv"])
}

fn has_ending(file: &Path, endings: &[&str]) -> bool {
    file.extension().is_some_and(|its| endings.iter().any(|ending| its.eq_ignore_ascii_case(ending)))
}

fn read_csv(mapping: Option<&Mapping>, input: impl Read, name: &str, index: u32, log: &mut Log) -> Result<(), Failure> {
    let Some(mapping) = mapping else {
        return Err(Failure::Wrong(Said::new(ids::FAILURE_CSV_WITHOUT_MAP).with("file", name.to_owned())));
    };
    let mapped = mapping.read(input, index).map_err(|refused| match refused {
        Refused::Mapping(mistakes) => Failure::Mapping(mistakes),
        Refused::Input(error) => Failure::Input { file: name.to_owned(), error },
    })?;
    append(&mut log.events, mapped.events);
    append(&mut log.unused, mapped.unused);
    log.skipped += mapped.skipped;
    Ok(())
}

fn read_lines(input: impl Read, name: &str, index: u32, log: &mut Log) -> Result<(), Failure> {
    let mut lines = read_ndjson(BufReader::with_capacity(1 << 16, input), index);
    let mut unused = Vec::new();
    for read in &mut lines {
        match read {
            Ok(event) => log.events.push(event),
            Err(why) => unused.push(why),
        }
    }
    unused.extend(lines.finish().map_err(|error| Failure::Input { file: name.to_owned(), error })?);
    unused.sort();
    log.unused.extend(unused);
    Ok(())
}

/// Appends without a copy where there is nothing yet, which is the usual case of one long log.
fn append<T>(all: &mut Vec<T>, more: Vec<T>) {
    if all.is_empty() { *all = more } else { all.extend(more) }
}
