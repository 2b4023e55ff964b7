//! How many judgements came to which verdict.
//! What they were about is left to the rows that hold a tally.

use crate::verdict::Verdict;
use serde::Serialize;

/// How many judgements came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Kept.
    pub met: u64,
    /// Not kept.
    pub missed: u64,
    /// The duty did not arise.
    pub not_owed: u64,
    /// Facts still to happen decide.
    pub open: u64,
    /// Facts are missing or disputed.
    pub undetermined: u64,
    /// Another's missed duty takes the consequence.
    pub excused: u64,
    /// All of them.
    pub total: u64,
}

impl Tally {
    /// How many came to that verdict.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> u64 {
        match verdict {
            Verdict::Met => self.met,
            Verdict::Missed => self.missed,
            Verdict::Open => self.open,
            Verdict::NotOwed => self.not_owed,
            Verdict::Excused => self.excused,
            Verdict::Undetermined => self.undetermined,
        }
    }

    /// Counts one more.
    pub(super) fn count(&mut self, verdict: Verdict) {
        self.total += 1;
        let place = match verdict {
            Verdict::Met => &mut self.met,
            Verdict::Missed => &mut self.missed,
            Verdict::Open => &mut self.open,
            Verdict::NotOwed => &mut self.not_owed,
            Verdict::Excused => &mut self.excused,
            Verdict::Undetermined => &mut self.undetermined,
        };
        *place += 1;
    }
}
