//! What a report rests on besides its events: the meaning of the language, the rules of time zones, the holidays, and the
//! very files. Where the files come from is left to the host.

use crate::{
    check::Contract,
    digest::Digest,
    time::{Region, Zone},
};
use serde::{Deserialize, Serialize};

/// The version of what contracts mean; another one may judge the same contract and events otherwise.
pub const LANGUAGE_VERSION: u32 = 1;

/// What a report rests on besides its events: who has all of it can make the same report again, byte for byte.
///
/// ```
/// use klausel::{Contract, Edition};
/// let contract = Contract::read("demo.klausel.md", "# Contract: Demo\n\n- Time zone: Europe/Berlin\n").unwrap();
/// let edition = Edition::of(&contract);
/// assert_eq!(edition.language, 1);
/// let file = edition.contract.unwrap();
/// assert_eq!((file.name.as_str(), file.sha256), ("demo.klausel.md", contract.digest()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edition {
    /// The version of this crate.
    pub klausel: String,
    /// The version of the language's meaning.
    pub language: u32,
    /// The edition of the IANA rules of time zones, such as `2025b`.
    pub time_zones: String,
    /// The embedded table of holidays: its source with version.
    pub holidays: String,
    /// The contract's document; absent where a host had none to name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<File>,
    /// What events were read from, and what said how: logs, then mapping files. A host fills it in.
    pub inputs: Vec<File>,
}

/// A file by what it is called and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// What a person calls it.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
}

impl Edition {
    /// The versions of this build, without files.
    #[must_use]
    pub fn current() -> Self {
        Edition {
            klausel: env!("CARGO_PKG_VERSION").to_owned(),
            language: LANGUAGE_VERSION,
            time_zones: Zone::rules().to_owned(),
            holidays: Region::source().to_owned(),
            contract: None,
            inputs: Vec::new(),
        }
    }

    /// The versions of this build with a contract's document.
    #[must_use]
    pub fn of(contract: &Contract) -> Self {
        let name = contract.sources.first().map(|source| source.name.clone()).unwrap_or_default();
        Edition { contract: Some(File { name, sha256: contract.digest() }), ..Edition::current() }
    }

    /// The files, the contract first.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.contract.iter().chain(&self.inputs)
    }
}
