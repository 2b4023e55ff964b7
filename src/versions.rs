//! Versions of one contract: each in force from its day until the next one's, and which of them judges what.
//! Judging by one of them is left to `engine`, putting questions to all of them to `query`.

use crate::{
    check::Contract,
    compile::{CompileError, Program},
    name::Id,
    time::{Date, Instant},
};

/// A contract in several versions, in the order in which they come into force.
///
/// A case is judged by the version in force when its clock starts. A measuring period in which another version comes into
/// force is split there, and each part is judged alone, by its own version. What lies between versions is owed by none.
#[derive(Clone, Debug)]
pub struct Versions {
    first: Version,
    later: Vec<Version>,
}

/// One version of a contract, ready to judge what lies in its time in force.
#[derive(Clone, Debug)]
pub struct Version {
    /// The contract as it is written.
    pub contract: Contract,
    /// Its program, in force until the next version is.
    pub program: Program,
}

/// Why contracts are not versions of one another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VersionsError {
    /// There is none.
    #[error("no contract was given")]
    None,
    /// Their names differ.
    #[error("{other} is another contract than {name}, not a version of it")]
    OtherContract {
        /// The name of the first.
        name: Id,
        /// The other name.
        other: Id,
    },
    /// Two come into force on one day, or several do not say when.
    #[error("two versions come into force {}", .from.map_or_else(|| "without a date".to_owned(), |date| format!("on {date}")))]
    SameBeginning {
        /// The day.
        from: Option<Date>,
    },
    /// One cannot be compiled.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

impl Versions {
    /// The versions of a contract, given in any order.
    ///
    /// # Errors
    /// [`VersionsError`] where they are not versions of one contract.
    pub fn of(contracts: impl IntoIterator<Item = Contract>) -> Result<Versions, VersionsError> {
        let mut contracts: Vec<Contract> = contracts.into_iter().collect();
        contracts.sort_by_key(|contract| contract.model.head.in_force_from);
        let begins: Vec<Option<Date>> = contracts.iter().map(|contract| contract.model.head.in_force_from).collect();
        let name = contracts.first().map(|contract| contract.model.head.name.clone());
        let mut versions = Vec::new();
        for (place, contract) in contracts.into_iter().enumerate() {
            let own = &contract.model.head;
            if let Some(name) = name.as_ref().filter(|name| **name != own.name) {
                return Err(VersionsError::OtherContract { name: name.clone(), other: own.name.clone() });
            }
            let mut model = contract.model.clone();
            if let Some(next) = begins.get(place + 1) {
                if *next == own.in_force_from {
                    return Err(VersionsError::SameBeginning { from: *next });
                }
                let last = next.and_then(|next| next.plus_days(-1));
                model.head.in_force_through = match (own.in_force_through, last) {
                    (Some(own), Some(last)) => Some(own.min(last)),
                    (own, last) => own.or(last),
                };
            }
            let program = Program::compile(&model, &contract.places)?;
            versions.push(Version { contract, program });
        }
        let mut versions = versions.into_iter();
        let first = versions.next().ok_or(VersionsError::None)?;
        Ok(Versions { first, later: versions.collect() })
    }

    /// All of them, in the order in which they come into force.
    pub fn iter(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The one that comes into force last.
    #[must_use]
    pub fn latest(&self) -> &Version {
        self.later.last().unwrap_or(&self.first)
    }

    /// The one in force at an instant; `None`: none is.
    #[must_use]
    pub fn at(&self, at: Instant) -> Option<&Version> {
        self.iter().find(|version| version.program.term().contains(at))
    }
}
