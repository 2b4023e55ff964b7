//! Rows that are snapshots: a ticket as it stood after each update becomes what happened between them, by rules.
//! Rows that are events are left to `plain`; which rules there are, to the mapping file.

use super::{
    Classes, Mapped, Mapping, NO_TIME, On, Refused, Rule, Snapshots,
    columns::{Means, Said},
    plain::{says_nothing, value},
    rows::{Cells, Taken, each_row},
};
use klausel::{
    event::{Data, Datum, Event, Happening, Line, Unused, UnusedReason, Words},
    time::Instant,
};
use std::{collections::HashMap, io, sync::Arc};

/// A row, as small as it can be: the whole file is held until its subjects are in order.
struct Row {
    subject: u32,
    line: u32,
    at: Instant,
    tie: u64,
    class: u32,
    /// Which row of the usable ones this is: where its values and times stand.
    place: u32,
}

/// All usable rows, and the texts that they point to.
struct Table {
    rows: Vec<Row>,
    /// The data of each row, a text's number or [`NOTHING`] for each field of the mapping.
    values: Vec<u32>,
    /// Times of each row other than its own, one for each of `time_columns`.
    times: Vec<Instant>,
    time_columns: Vec<usize>,
    subjects: Texts,
    texts: Texts,
}

/// Texts, each kept once, by number in the order in which they came.
#[derive(Default)]
struct Texts {
    all: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

/// The number of no text.
const NOTHING: u32 = u32::MAX;

pub(super) fn read(
    mapping: &Mapping,
    snapshots: &Snapshots,
    csv: impl io::Read,
    input: u32,
) -> Result<Mapped, Refused> {
    let mut mapped = Mapped::default();
    let mut table = Table::new(snapshots);
    each_row(mapping, csv, input, &mut mapped, |cells, line, _| table.take(mapping, snapshots, cells, line))?;
    table.rows.sort_unstable_by_key(|row| (row.subject, row.at, row.tie, row.line));
    let mut story = Story { mapping, table: &table, input, words: Words::new(), mapped: &mut mapped };
    for rows in table.rows.chunk_by(|a, b| a.subject == b.subject) {
        story.tell(rows, &snapshots.rules);
    }
    mapped.unused.sort();
    Ok(mapped)
}

impl Table {
    fn new(snapshots: &Snapshots) -> Self {
        let mut time_columns: Vec<usize> = snapshots.rules.iter().filter_map(|rule| rule.at).collect();
        time_columns.sort_unstable();
        time_columns.dedup();
        Table {
            rows: Vec::new(),
            values: Vec::new(),
            times: Vec::new(),
            time_columns,
            subjects: Texts::default(),
            texts: Texts::default(),
        }
    }

    fn take(
        &mut self,
        mapping: &Mapping,
        snapshots: &Snapshots,
        cells: &Cells<'_>,
        line: Line,
    ) -> Result<Taken, UnusedReason> {
        let class = match &snapshots.state {
            None => 0,
            Some(state) => match state.read(cells)? {
                Said::Skip => return Ok(Taken::Skipped),
                Said::Nothing => return Err(says_nothing(&state.from, "state", cells)),
                Said::Word(_, class) => class,
            },
        };
        let subject = match mapping.subject.read(cells)? {
            Said::Skip => return Ok(Taken::Skipped),
            Said::Nothing => return Err(says_nothing(&mapping.subject.from, "subject", cells)),
            Said::Word(subject, _) => subject,
        };
        let at = cells.needed_instant(mapping.at)?;
        let tie = mapping.ties.map_or(Ok(0), |column| cells.needed_number(column))?;
        // Nothing of a row is kept before all of it was read: a row is used whole or not at all.
        let (kept_values, kept_times) = (self.values.len(), self.times.len());
        let rest = self.take_rest(mapping, cells);
        if !matches!(rest, Ok(Taken::Used)) {
            self.values.truncate(kept_values);
            self.times.truncate(kept_times);
            return rest;
        }
        let subject = self.subjects.number(subject);
        let place = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Row { subject, line: line.line, at, tie, class, place });
        Ok(Taken::Used)
    }

    fn take_rest(&mut self, mapping: &Mapping, cells: &Cells<'_>) -> Result<Taken, UnusedReason> {
        for column in &self.time_columns {
            self.times.push(cells.instant(*column)?.unwrap_or(NO_TIME));
        }
        for field in &mapping.data {
            self.values.push(match value(field, cells)? {
                None => return Ok(Taken::Skipped),
                Some(Datum::Text(text)) => self.texts.number(&text),
                Some(_) => NOTHING,
            });
        }
        Ok(Taken::Used)
    }

    fn time(&self, row: &Row, column: usize) -> Option<Instant> {
        let within = self.time_columns.iter().position(|known| *known == column)?;
        let at = *self.times.get(row.place as usize * self.time_columns.len() + within)?;
        (at != NO_TIME).then_some(at)
    }
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let (number, text) = (u32::try_from(self.all.len()).unwrap_or(NOTHING), Arc::<str>::from(text));
        self.all.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

/// Tells what happened to one subject after the other.
struct Story<'a> {
    mapping: &'a Mapping,
    table: &'a Table,
    input: u32,
    words: Words,
    mapped: &'a mut Mapped,
}

impl Story<'_> {
    /// The events of one subject, whose rows are in order.
    fn tell(&mut self, rows: &[Row], rules: &[Rule]) {
        let table = self.table;
        let fields = self.mapping.data.len();
        let values = |row: &Row| &table.values[row.place as usize * fields..][..fields];
        let mut said = vec![NOTHING; fields];
        let (mut before, mut happened_once, mut made) = (None, 0_u64, 0_u64);
        for row in rows {
            let now = values(row);
            let mut made_events = 0_u64;
            for (number, rule) in rules.iter().enumerate() {
                let bit = 1 << number;
                let fires = match &rule.on {
                    On::First(classes) => happened_once & bit == 0 && classes.contains(row.class),
                    On::Change(field) => before.is_some() && now[*field] != NOTHING && now[*field] != said[*field],
                    On::Leave(classes) => {
                        before.is_some_and(|class| classes.contains(class)) && !classes.contains(row.class)
                    }
                    On::Enter { into, not_from } => {
                        let came_from = |classes: &Classes| before.is_some_and(|class| classes.contains(class));
                        into.contains(row.class) && !came_from(into) && !came_from(not_from)
                    }
                    On::Other(rules) => made_events & rules == 0,
                };
                if fires {
                    made_events |= bit;
                    happened_once |= bit;
                    made += 1;
                    self.make(rule, row, now, made);
                }
            }
            for (said, now) in said.iter_mut().zip(now) {
                if *now != NOTHING {
                    *said = *now;
                }
            }
            before = Some(row.class);
        }
    }

    /// The `nth` event of a row's subject, or why there is none.
    fn make(&mut self, rule: &Rule, row: &Row, values: &[u32], nth: u64) {
        let subject = &self.table.subjects.all[row.subject as usize];
        let line = Line { input: self.input, line: row.line };
        let id = format!("{subject}/{nth}");
        let mut data = Data::new();
        for field in &rule.fields {
            if let Some(text) = self.table.texts.all.get(values[*field] as usize) {
                data.put(&self.mapping.data[*field].name, Datum::Text((&**text).into()));
            }
        }
        let at = match rule.at {
            None => Ok(row.at),
            Some(column) => self
                .table
                .time(row, column)
                .ok_or_else(|| UnusedReason::MissingField { field: self.mapping.columns.name(column).to_owned() }),
        };
        match at.and_then(|at| Ok((at, Happening::read(&rule.kind, &data, &mut self.words)?))) {
            Err(reason) => self.mapped.unused.push(Unused { line, id: Some(id), reason }),
            Ok((at, says)) => self.mapped.events.push(Event {
                id: Some(id.into()),
                at,
                known_at: None,
                source: self.words.word(&self.mapping.source),
                rank: 0,
                seq: Some(nth),
                corrects: None,
                subject: subject.clone(),
                says,
                line,
            }),
        }
    }
}

impl Means {
    /// The mapping's words by their numbers; none where cells mean themselves.
    pub(super) fn words(&self) -> &[String] {
        match self {
            Means::AsItStands => &[],
            Means::Words { words, .. } => words,
        }
    }
}
