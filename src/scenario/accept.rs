//! Expected answers rewritten as they came: only the cells that do not hold, so that a review sees one line a change.
//! Whether a change is meant is left to whoever accepts it.

use super::{Outcomes, Scenarios, read};

impl Scenarios {
    /// The document with each expected answer that does not hold replaced by what came, everything else as it stands:
    /// claims that hold stay as they were written, the columns of a table stay where they are as long as the answer
    /// has room.
    #[must_use]
    pub fn accept(&self, outcomes: &Outcomes) -> String {
        let text = self.text();
        let mut out = String::with_capacity(text.len());
        let mut written = 0;
        let mut differ: Vec<_> = outcomes.outcomes.iter().filter(|outcome| !outcome.holds()).collect();
        differ.sort_by_key(|outcome| outcome.place);
        // A question that is common to all scenarios is asked in each: what came in the first of them stands.
        differ.dedup_by_key(|outcome| outcome.place);
        for outcome in differ {
            let (from, until) = (outcome.place.from as usize, outcome.place.until as usize);
            let old = read::at(&self.source, outcome.place);
            let new = &outcome.accepted;
            out.push_str(text.get(written..from).unwrap_or_default());
            out.push_str(new);
            let rest = text.get(until..).unwrap_or_default();
            let room = rest.len() - rest.trim_start_matches(' ').len();
            let (was, is) = (old.chars().count(), new.chars().count());
            // A blank stays before the bar; without one the cell was never aligned.
            let blanks = if room == 0 { 0 } else { (was + room).saturating_sub(is).max(1) };
            out.extend(std::iter::repeat_n(' ', blanks));
            written = until + room;
        }
        out.push_str(text.get(written..).unwrap_or_default());
        out
    }
}
