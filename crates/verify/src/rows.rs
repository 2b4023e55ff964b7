//! Which row of the priority table applies, step by step: its priority, its limit, and whether it is owed.
//! When that limit is used up is left to `deadline`.

use crate::{
    check::Checks,
    days::Term,
    moment::Moment,
    refused::{Basis, Place, Refused},
    step::{Cite, EventRef, Item},
};

/// The rows so far.
#[derive(Debug, Default)]
pub(crate) struct Rows<'a> {
    applied: Vec<Row<'a>>,
    current: Option<Row<'a>>,
    last_from: Option<Moment>,
    lacking: bool,
    /// The condition still fails after a further call.
    restated: bool,
    other: Option<Other<'a>>,
}

/// A row of the case's own priority.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) step: usize,
    pub(crate) cite: &'a Cite,
    pub(crate) priority: &'a str,
    pub(crate) limit: Option<Term>,
}

/// From when a row, or none, applies, and because of what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct From<'a> {
    pub(crate) at: Moment,
    pub(crate) by: &'a EventRef,
    /// Since when what the event corrects was said.
    pub(crate) corrects: Option<Moment>,
}

#[derive(Clone, Copy, Debug)]
struct Other<'a> {
    priority: &'a str,
    limit: Term,
}

impl<'a> Rows<'a> {
    /// The row that the case's own priority has now.
    pub(crate) fn current(&self) -> Option<Row<'a>> {
        self.current
    }

    /// Whether it was said which row applies from the start.
    pub(crate) fn have_begun(&self) -> bool {
        self.last_from.is_some()
    }

    /// The limit that is owed now: the row's, another row's in its place, or none.
    pub(crate) fn limit(&self) -> Option<Term> {
        match (self.other, self.lacking) {
            (Some(other), _) => Some(other.limit),
            (None, true) => None,
            (None, false) => self.current?.limit,
        }
    }

    /// The priority whose row gives that limit.
    pub(crate) fn owing(&self) -> Option<&'a str> {
        self.other.map(|other| other.priority).or(self.current.map(|row| row.priority))
    }

    /// The customer called by a channel that the row demands, unless it was said that the condition still fails.
    pub(crate) fn called(&mut self) {
        if !std::mem::take(&mut self.restated) {
            (self.lacking, self.other) = (false, None);
        }
    }

    /// No row applies from an instant on, or another one.
    pub(crate) fn turn(
        &mut self,
        at: Place,
        from: From<'_>,
        started_at: Option<Moment>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let begins = Some(from.at) == from.corrects.or(Some(from.by.at)) || Some(from.at) == started_at;
        checks.keeps(at, "the row", from.at, "it applies from the clock's start or from its event", begins)?;
        let corrected = from.corrects.is_none_or(|corrects| corrects == from.at);
        checks.keeps(at, "the row", from.at, "a correction holds from what it corrects", corrected)?;
        let ordered = self.last_from.is_none_or(|before| before <= from.at);
        checks.keeps(at, "the row", from.at, "it applies from before the row that it follows", ordered)?;
        self.last_from = Some(from.at);
        (self.lacking, self.restated, self.other, self.current) = (false, false, None, None);
        Ok(())
    }

    /// That row.
    pub(crate) fn apply(&mut self, row: Row<'a>, checks: &mut Checks) -> Result<(), Refused> {
        let at = Place::Step(row.step);
        if let Some(limit) = row.limit {
            limit.check(at, "the row's limit", checks)?;
        }
        checks.keeps(at, "the row", row.priority, "rows count from 1", row.cite.item != Item::Row(0))?;
        for before in &self.applied {
            // A priority may have several rows, which promise the same; a row has one priority.
            let alike = before.priority == row.priority || before.cite != row.cite;
            checks.keeps(at, "the row", row.priority, "one row has one priority", alike)?;
            if before.priority == row.priority {
                checks.same(at, "the row's limit", row.limit, Basis::Step(before.step), before.limit)?;
            }
        }
        self.current = Some(row);
        self.applied.push(row);
        Ok(())
    }

    /// The row's condition on the channel is not met.
    pub(crate) fn lack(
        &mut self,
        step: usize,
        (cite, demanded, found): (&Cite, &[String], Option<&str>),
        reported: Option<Option<&str>>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let at = Place::Step(step);
        let Some(row) = self.current else {
            return Err(Refused::Lacks { at, lacking: "the row", claim: found.into() });
        };
        checks.keeps(at, "the lacking channel", row.priority, "another row applies then", row.cite == cite)?;
        if let Some(reported) = reported {
            checks.same(at, "the channel found", found, Basis::Of("the report"), reported)?;
        }
        let lacks = !demanded.iter().any(|channel| Some(channel.as_str()) == found);
        checks.keeps(at, "the channel found", found, "it is one that the row demands", lacks)?;
        checks.keeps(at, "the channel found", found, "the row demands none", !demanded.is_empty())?;
        (self.restated, self.lacking, self.other) = (self.lacking, true, None);
        Ok(())
    }

    /// Another row's limit applies instead.
    pub(crate) fn replace(
        &mut self,
        step: usize,
        (cite, priority, limit): (&Cite, &'a str, Term),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let at = Place::Step(step);
        checks.keeps(at, "the other row", priority, "no condition of the case's own row fails", self.lacking)?;
        limit.check(at, "the other row's limit", checks)?;
        if let Some(own) = self.current {
            let differs = own.cite != cite && own.priority != priority;
            checks.keeps(at, "the other row", priority, "it is the case's own row", differs)?;
        }
        // A row that the case had before promises the same wherever it is named.
        for named in &self.applied {
            let alike = named.priority == priority || named.cite != cite;
            checks.keeps(at, "the other row", priority, "one row has one priority", alike)?;
            if named.priority == priority {
                checks.same(at, "the other row's limit", Some(limit), Basis::Step(named.step), named.limit)?;
            }
        }
        self.other = Some(Other { priority, limit });
        Ok(())
    }
}
