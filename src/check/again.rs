//! A contract read again and again, as an editor does: after an edit of one line only that line is read anew, and all is
//! checked. What is read and checked is the same as in [`Contract::read`].

use super::{Contract, Refused, read_with};
use crate::syntax::Memory;
use std::cell::RefCell;

/// Reads the versions of one contract, keeping what their lines were read as.
///
/// ```
/// let mut recheck = klausel::Recheck::default();
/// let text = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n## 1 Service: Mail\n\n- Availability: none agred\n";
/// assert!(recheck.read("demo.klausel.md", text).is_err());
/// let contract = recheck.read("demo.klausel.md", &text.replace("agred", "agreed"))?;
/// assert_eq!(contract.model.services.len(), 1);
/// # Ok::<(), Box<klausel::Refused>>(())
/// ```
#[derive(Debug, Default)]
pub struct Recheck {
    memory: RefCell<Memory>,
}

impl Recheck {
    /// Reads a contract as [`Contract::read`] does, and remembers its lines until the next call.
    ///
    /// # Errors
    ///
    /// [`Refused`] with every mistake of the text.
    pub fn read(&mut self, name: &str, text: &str) -> Result<Contract, Box<Refused>> {
        read_with(name, text, Some(&self.memory))
    }
}
