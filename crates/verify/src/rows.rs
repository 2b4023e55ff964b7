//! Which row of the priority table applies, step by step: its priority, its limit, and whether it is owed.
//! When that limit is used up is left to `deadline`.

use crate::{
    check::Checks,
    moment::{Length, Moment},
    refused::{Basis, Place, Refused},
    step::{Cite, EventRef, Item},
};

/// The rows so far.
#[derive(Debug, Default)]
pub(crate) struct Rows<'a> {
    applied: Vec<Row<'a>>,
    lacking: bool,
    other: Option<Other<'a>>,
}

/// A row of the case's own priority.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) step: usize,
    pub(crate) cite: &'a Cite,
    pub(crate) priority: &'a str,
    pub(crate) from: Moment,
    pub(crate) by: &'a EventRef,
    pub(crate) limit: Option<Length>,
}

#[derive(Clone, Copy, Debug)]
struct Other<'a> {
    priority: &'a str,
    limit: Length,
}

impl<'a> Rows<'a> {
    /// The row that the case's own priority has now.
    pub(crate) fn current(&self) -> Option<Row<'a>> {
        self.applied.last().copied()
    }

    /// How many rows have applied.
    pub(crate) fn count(&self) -> usize {
        self.applied.len()
    }

    /// The limit that is owed now: the row's, another row's in its place, or none.
    pub(crate) fn limit(&self) -> Option<Length> {
        match (self.other, self.lacking) {
            (Some(other), _) => Some(other.limit),
            (None, true) => None,
            (None, false) => self.current()?.limit,
        }
    }

    /// The priority whose row gives that limit.
    pub(crate) fn owing(&self) -> Option<&'a str> {
        match self.other {
            Some(other) => Some(other.priority),
            None => self.current().map(|row| row.priority),
        }
    }

    /// A row applies from an instant on.
    pub(crate) fn apply(
        &mut self,
        row: Row<'a>,
        started_at: Option<Moment>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let at = Place::Step(row.step);
        if let Some(limit) = row.limit {
            checks.length(at, "the row's limit", limit)?;
        }
        checks.keeps(at, "the row", row.priority, "rows count from 1", row.cite.item != Item::Row(0))?;
        let begins = row.from == row.by.at || Some(row.from) == started_at;
        checks.keeps(at, "the row", row.from, "it applies from the clock's start or from its event", begins)?;
        if let Some(before) = self.current() {
            let ordered = before.from <= row.from;
            checks.keeps(at, "the row", row.from, "it applies from before the row that it follows", ordered)?;
        }
        for before in &self.applied {
            let alike = (before.priority == row.priority) == (before.cite == row.cite);
            checks.keeps(at, "the row", row.priority, "one priority has one row", alike)?;
            if before.priority == row.priority {
                checks.same(at, "the row's limit", row.limit, Basis::Step(before.step), before.limit)?;
            }
        }
        (self.lacking, self.other) = (false, None);
        self.applied.push(row);
        Ok(())
    }

    /// The row's condition on the channel is not met.
    pub(crate) fn lack(
        &mut self,
        step: usize,
        lacking: (&Cite, &[String], Option<&str>),
        reported: Option<Option<&str>>,
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let (at, (cite, demanded, found)) = (Place::Step(step), lacking);
        if let Some(row) = self.current() {
            let same = row.cite == cite;
            checks.keeps(at, "the lacking channel", row.priority, "another row applies then", same)?;
        }
        if let Some(reported) = reported {
            checks.same(at, "the channel found", found, Basis::Of("the report"), reported)?;
        }
        let lacks = !demanded.iter().any(|channel| Some(channel.as_str()) == found);
        checks.keeps(at, "the channel found", found, "it is one that the row demands", lacks)?;
        checks.keeps(at, "the channel found", found, "the row demands none", !demanded.is_empty())?;
        self.lacking = true;
        Ok(())
    }

    /// Another row's limit applies instead.
    pub(crate) fn replace(
        &mut self,
        step: usize,
        other: (&Cite, &'a str, Length),
        checks: &mut Checks,
    ) -> Result<(), Refused> {
        let (at, (cite, priority, limit)) = (Place::Step(step), other);
        checks.keeps(at, "the other row", priority, "no condition of the case's own row fails", self.lacking)?;
        checks.length(at, "the other row's limit", limit)?;
        if let Some(own) = self.current() {
            let differs = own.cite != cite && own.priority != priority;
            checks.keeps(at, "the other row", priority, "it is the case's own row", differs)?;
        }
        // A row that the case had before, or has later, promises the same wherever it is named.
        if let Some(named) = self.applied.iter().find(|row| row.priority == priority) {
            checks.keeps(at, "the other row", priority, "one priority has one row", named.cite == cite)?;
        }
        self.other = Some(Other { priority, limit });
        Ok(())
    }
}
