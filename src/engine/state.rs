//! What a monitor has taken, written and read again: whole, of the same meaning, or refused by the name of what differs.
//! Where the bytes are kept is left to the host.
//!
//! A state is lines of UTF-8: the magic with the format's version, a head, a fact or listed event a line, and the SHA-256
//! of all before it. The verdicts are not written: they are a function of the rest.

use super::{Monitor, Watch};
use crate::{
    compile::{Fact, Program},
    digest::{Digest, Digesting},
    edition::Edition,
    event::{Unused, Words},
    phrase,
    time::Instant,
};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// What a state begins with; the format's version follows.
const MAGIC: &str = "klausel state ";
/// The version of the format.
const FORMAT: u32 = 1;
const CHECKSUM: &str = "sha256 ";

/// Why a state is not taken up again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// The bytes do not begin as a state does.
    #[error("this is no state of a monitor")]
    NoState,
    /// A format that this version does not read.
    #[error("the state has format {found}, this version reads format {here}")]
    Format {
        /// The state's.
        found: u32,
        /// This version's.
        here: u32,
    },
    /// Something is lacking, or is otherwise than it was written.
    #[error("the state is damaged: its checksum is another")]
    Damaged,
    /// It was written under a contract with another meaning.
    #[error("the state belongs to another contract: {found}, this one is {here}")]
    Contract {
        /// The digest of the state's.
        found: Digest,
        /// The digest of this one.
        here: Digest,
    },
    /// It was written under other words for events.
    #[error("the state was written with another catalogue of words: {found}, this one is {here}")]
    Catalogue {
        /// The digest of the state's.
        found: Digest,
        /// The digest of this one.
        here: Digest,
    },
    /// It was written under another version of the meaning.
    #[error("the state was written under language version {found}, this is version {here}")]
    Language {
        /// The state's.
        found: u32,
        /// This one.
        here: u32,
    },
    /// It was written under other rules of time zones.
    #[error("the state was written under time zones {found}, these are {here}")]
    TimeZones {
        /// The state's.
        found: String,
        /// These.
        here: String,
    },
    /// It was written under another table of holidays.
    #[error("the state was written under holidays {found:?}, these are {here:?}")]
    Holidays {
        /// The state's.
        found: String,
        /// These.
        here: String,
    },
    /// It is a monitor's, which stands at no instant.
    #[error("the state is that of a monitor that stands at no instant")]
    NotWatched,
    /// A line that is whole and cannot be understood.
    #[error("line {line} of the state cannot be read: {detail}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What the reader says.
        detail: String,
    },
    /// The bytes could not be read.
    #[error(transparent)]
    Read(#[from] io::Error),
}

#[derive(Serialize, Deserialize)]
struct Head {
    klausel: String,
    language: u32,
    time_zones: String,
    holidays: String,
    contract: Digest,
    catalogue: Digest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stands: Option<Stands>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Stands {
    began_at: Instant,
    as_of: Instant,
}

/// A line after the head.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry<F, L> {
    Fact(F),
    Listed(Option<Instant>, L),
}

impl Monitor {
    /// Writes what the monitor has taken.
    ///
    /// # Errors
    /// Of writing.
    pub fn write(&self, to: impl Write) -> io::Result<()> {
        write(self, None, to)
    }

    /// Takes up what was written, under the same contract.
    ///
    /// # Errors
    /// [`StateError`], by the name of what differs.
    pub fn read(program: Program, from: impl Read) -> Result<Monitor, StateError> {
        read(program, from).map(|(monitor, _)| monitor)
    }
}

impl Watch {
    /// Writes what the monitor has taken and where it stands: pushed on after reading, it says what it would have said
    /// without the break.
    ///
    /// # Errors
    /// Of writing.
    pub fn write(&self, to: impl Write) -> io::Result<()> {
        write(self.monitor(), Some(Stands { began_at: self.began_at(), as_of: self.as_of() }), to)
    }

    /// Takes up what was written, under the same contract. Everything is judged once.
    ///
    /// # Errors
    /// [`StateError`], by the name of what differs.
    pub fn read(program: Program, from: impl Read) -> Result<Watch, StateError> {
        let (monitor, stands) = read(program, from)?;
        let Stands { began_at, as_of } = stands.ok_or(StateError::NotWatched)?;
        Ok(Watch::resumed(monitor, began_at, as_of))
    }
}

fn write(monitor: &Monitor, stands: Option<Stands>, to: impl Write) -> io::Result<()> {
    let mut out = Summed { to, digesting: Digesting::default() };
    writeln!(out, "{MAGIC}{FORMAT}")?;
    let Head { klausel, language, time_zones, holidays, contract, catalogue, .. } = head(monitor.program());
    line(&mut out, &Head { klausel, language, time_zones, holidays, contract, catalogue, stands })?;
    for fact in monitor.all_facts() {
        line(&mut out, &Entry::<&Fact, &Unused>::Fact(fact))?;
    }
    for (known_at, unused) in monitor.listed() {
        line(&mut out, &Entry::<&Fact, &Unused>::Listed(*known_at, unused))?;
    }
    let Summed { mut to, digesting } = out;
    writeln!(to, "{CHECKSUM}{}", digesting.digest())
}

fn line<W: Write>(out: &mut Summed<W>, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn head(program: &Program) -> Head {
    let Edition { klausel, language, time_zones, holidays, .. } = Edition::current();
    let (contract, catalogue) = (program.digest(), phrase::digest());
    Head { klausel, language, time_zones, holidays, contract, catalogue, stands: None }
}

fn read(program: Program, mut from: impl Read) -> Result<(Monitor, Option<Stands>), StateError> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let mut lines = whole(&bytes)?.lines().zip(1..).skip(1);
    let found: Head = match lines.next() {
        Some((text, line)) => parse(text, line)?,
        None => return Err(StateError::Damaged),
    };
    same(&found, head(&program))?;
    let (mut monitor, mut listed, mut words) = (Monitor::new(program), Vec::new(), Words::new());
    for (text, line) in lines {
        match parse::<Entry<Fact, Unused>>(text, line)? {
            Entry::Fact(fact) => monitor.keep(Fact { source: words.word(&fact.source), ..fact }),
            Entry::Listed(known_at, unused) => listed.push((known_at, unused)),
        }
    }
    monitor.set_listed(listed);
    Ok((monitor, found.stands))
}

/// The lines of a state without its checksum, which holds.
fn whole(bytes: &[u8]) -> Result<&str, StateError> {
    let begins = bytes.strip_prefix(MAGIC.as_bytes()).ok_or(StateError::NoState)?;
    let format = begins.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let format = std::str::from_utf8(format).ok().and_then(|text| text.parse::<u32>().ok());
    match format {
        Some(FORMAT) => {}
        Some(found) => return Err(StateError::Format { found, here: FORMAT }),
        None => return Err(StateError::NoState),
    }
    let text = std::str::from_utf8(bytes).map_err(|_| StateError::Damaged)?;
    let summed = text.strip_suffix('\n').and_then(|text| Some(text.rfind('\n')? + 1)).ok_or(StateError::Damaged)?;
    let (summed, checksum) = text.split_at_checked(summed).ok_or(StateError::Damaged)?;
    let checksum = checksum.trim_end().strip_prefix(CHECKSUM).and_then(|text| text.parse::<Digest>().ok());
    if checksum == Some(Digest::of(summed.as_bytes())) { Ok(summed) } else { Err(StateError::Damaged) }
}

fn same(found: &Head, here: Head) -> Result<(), StateError> {
    if found.language != here.language {
        return Err(StateError::Language { found: found.language, here: here.language });
    }
    if found.time_zones != here.time_zones {
        return Err(StateError::TimeZones { found: found.time_zones.clone(), here: here.time_zones });
    }
    if found.holidays != here.holidays {
        return Err(StateError::Holidays { found: found.holidays.clone(), here: here.holidays });
    }
    if found.contract != here.contract {
        return Err(StateError::Contract { found: found.contract, here: here.contract });
    }
    if found.catalogue != here.catalogue {
        return Err(StateError::Catalogue { found: found.catalogue, here: here.catalogue });
    }
    Ok(())
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str, line: usize) -> Result<T, StateError> {
    serde_json::from_str(text).map_err(|error| StateError::Line { line, detail: error.to_string() })
}

/// A writer that takes the digest of what is written.
struct Summed<W> {
    to: W,
    digesting: Digesting,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.digesting.take(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
