//! From the text of a mapping file to a mapping: every mistake of the file in one run.
//! Its rules for snapshots are left to `rules`; `docs/mapping.md` says what the keys mean.

use super::{
    Field, Mapping, Plain, Reads, RowOrder, Rows,
    columns::{Columns, From, Means, Others, Value},
    mistakes::{self, Mistakes},
    times::{Format, Times},
    walk::{Placed, Section},
};
use klausel::event::{Data, Happening};
use std::collections::HashMap;
use toml::de::DeTable;

const SUBJECT: &str = "[subject]\ncolumn = \"ticket\"";
const AT: &str = "[at]\ncolumn = \"updated\"";
const COLUMN: &str = "column = \"ticket\"";
const WORDS: &str = "words.phone = [\"Phone\", \"Call\"]";
const THEMSELVES: &str = "themselves";

pub(super) fn parse(file: &str, text: &str) -> Result<Mapping, Mistakes> {
    let mut mistakes = Mistakes::new(file, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        // What the reader of TOML expected instead is in its own words.
        let says = error.message().split(", expected").next().unwrap_or_default();
        mistakes.add(mistakes::no_toml(at, says));
    }
    if !mistakes.none() {
        return Err(mistakes);
    }
    let mapping = Author { columns: Columns::default(), mistakes: &mut mistakes }.mapping(file, text, table.get_ref());
    match mapping {
        Some(mapping) if mistakes.none() => Ok(mapping),
        _ => Err(mistakes),
    }
}

/// Reads what the author of a mapping wrote. Each function reads on after a mistake, so that all are found.
pub(super) struct Author<'m> {
    pub(super) columns: Columns,
    pub(super) mistakes: &'m mut Mistakes,
}

impl Author<'_> {
    fn mapping(mut self, file: &str, text: &str, table: &DeTable<'_>) -> Option<Mapping> {
        let mut top = Section::new(table, 0..0);
        let source = top.needed_text("source", "source = \"desk\"", self.mistakes);
        let kind_of_rows = top.needed_text("rows", "rows = \"snapshots\"", self.mistakes);
        let separator = self.separator(&mut top);
        let nothing = top.texts("nothing", "nothing = [\"?\"]", self.mistakes);
        let times = self.times(&mut top);
        let subject = top.needed_section("subject", SUBJECT, self.mistakes).and_then(|section| self.value(section));
        let at = top.needed_section("at", AT, self.mistakes).and_then(|section| self.column(section));
        let (ties, order) = self.ties(&mut top);
        let data = self.data(&mut top);
        let rows = match kind_of_rows {
            Some(rows) if rows.text == "snapshots" => self.snapshots(&mut top, &data).map(Rows::Snapshots),
            Some(rows) if rows.text == "events" => self.plain(&mut top, order).map(Rows::Events),
            Some(rows) => {
                let known = ["snapshots", "events"].into_iter();
                self.mistakes.add(mistakes::no_such_value(rows.at, "kind of rows", &rows.text, known));
                return None;
            }
            None => return None,
        };
        let known_at = match rows {
            Some(Rows::Snapshots(_)) | None => None,
            Some(Rows::Events(_)) => {
                top.section("known-at", "[known-at]", self.mistakes).and_then(|section| self.column(section))
            }
        };
        top.finish(self.mistakes);
        Some(Mapping {
            file: file.to_owned(),
            text: text.to_owned(),
            source: source?.text,
            separator,
            nothing: nothing.into_iter().map(|nothing| nothing.text.trim().to_owned()).collect(),
            times,
            columns: self.columns,
            subject: subject?,
            at: at?,
            known_at,
            ties,
            data,
            rows: rows?,
        })
    }

    fn separator(&mut self, top: &mut Section<'_>) -> u8 {
        match top.text("separator", "separator = \";\"", self.mistakes) {
            None => b',',
            Some(separator) => match separator.text.as_bytes() {
                [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => *byte,
                _ => {
                    let wanted = "one plain character";
                    self.mistakes.add(mistakes::wrong_kind(separator.at, "separator", wanted, "separator = \";\""));
                    b','
                }
            },
        }
    }

    fn times(&mut self, top: &mut Section<'_>) -> Times {
        let mut times = Times { format: Format::Rfc3339, zone: None };
        let Some(mut section) = top.section("times", "[times]", self.mistakes) else { return times };
        let format = section.text("format", "format = \"%d/%m/%Y %H:%M\"", self.mistakes);
        let zone = section.text("zone", "zone = \"Europe/Berlin\"", self.mistakes);
        if let Some(format) = &format {
            match Format::parse(&format.text) {
                Ok(format) => times.format = format,
                Err(why) => self.mistakes.add(mistakes::bad_format(format.at.clone(), &why)),
            }
        }
        match &zone {
            None => {
                if let Some(format) = format.filter(|_| times.format.needs_zone()) {
                    self.mistakes.add(mistakes::no_zone(format.at));
                }
            }
            Some(zone) => match zone.text.parse() {
                Ok(zone) => times.zone = Some(zone),
                Err(_) => self.mistakes.add(mistakes::unknown_zone(zone.at.clone(), &zone.text)),
            },
        }
        section.finish(self.mistakes);
        times
    }

    /// A table that names a column and nothing else.
    fn column(&mut self, mut section: Section<'_>) -> Option<usize> {
        let column = section.needed_text("column", COLUMN, self.mistakes);
        section.finish(self.mistakes);
        column.map(|column| self.columns.index(column.text, column.at))
    }

    /// A table that says a value: a column or always the same, its words, the values left out, what other cells mean.
    pub(super) fn value(&mut self, mut section: Section<'_>) -> Option<Value> {
        let said = section.text("others", "others = \"themselves\"", self.mistakes);
        if let Some(said) = said.as_ref().filter(|said| said.text != THEMSELVES) {
            let known = [THEMSELVES].into_iter();
            self.mistakes.add(mistakes::no_such_value(said.at.clone(), "meaning of other cells", &said.text, known));
        }
        let mut value = self.value_of(&mut section);
        match (value.as_mut().map(|value| &mut value.means), said) {
            (Some(Means::Words { others, .. }), Some(_)) => *others = Others::Themselves,
            (Some(Means::AsItStands), Some(said)) => self.mistakes.add(mistakes::others_of_none(said.at)),
            (_, None) | (None, _) => {}
        }
        section.finish(self.mistakes);
        value
    }

    /// The same where a cell that no word lists can mean nothing.
    pub(super) fn value_of(&mut self, section: &mut Section<'_>) -> Option<Value> {
        let column = section.text("column", COLUMN, self.mistakes);
        let always = section.text("always", "always = \"phone\"", self.mistakes);
        let skip = section.texts("skip", "skip = [\"test\"]", self.mistakes);
        let means = match section.section("words", WORDS, self.mistakes) {
            None => Means::AsItStands,
            Some(words) => self.words(&words),
        };
        let from = match (column, always) {
            (Some(column), None) => From::Column(self.columns.index(column.text, column.at)),
            (None, Some(always)) => From::Always(always.text),
            (Some(_), Some(_)) | (None, None) => {
                self.mistakes.add(mistakes::one_of(section.at.clone(), "column", "always"));
                return None;
            }
        };
        Some(Value { from, means, skip: skip.into_iter().map(|skip| skip.text).collect() })
    }

    fn words(&mut self, section: &Section<'_>) -> Means {
        let mut words: Vec<String> = Vec::new();
        let mut by_cell: HashMap<String, u32> = HashMap::new();
        for (word, cells) in section.all_texts(WORDS, self.mistakes) {
            let number = u32::try_from(words.len()).unwrap_or(u32::MAX);
            for cell in cells {
                match by_cell.insert(cell.text.trim().to_owned(), number) {
                    Some(other) if other != number => {
                        let first = &words[other as usize];
                        self.mistakes.add(mistakes::two_words(cell.at, &cell.text, first, &word.text));
                    }
                    Some(_) | None => {}
                }
            }
            words.push(word.text);
        }
        Means::Words { words, by_cell, others: Others::Unmapped }
    }

    fn ties(&mut self, top: &mut Section<'_>) -> (Option<usize>, RowOrder) {
        let Some(mut section) = top.section("ties", "ties.column = \"version\"", self.mistakes) else {
            return (None, RowOrder::SaysNothing);
        };
        let column = section.text("column", COLUMN, self.mistakes);
        let by = section.text("by", "by = \"rows\"", self.mistakes);
        if let Some(by) = by.as_ref().filter(|by| by.text != "rows") {
            self.mistakes.add(mistakes::no_such_value(by.at.clone(), "order", &by.text, ["rows"].into_iter()));
        }
        if column.is_some() == by.is_some() {
            self.mistakes.add(mistakes::one_of(section.at.clone(), "column", "by"));
        }
        section.finish(self.mistakes);
        let order = if by.is_some() { RowOrder::IsSequence } else { RowOrder::SaysNothing };
        (column.map(|column| self.columns.index(column.text, column.at)), order)
    }

    fn data(&mut self, top: &mut Section<'_>) -> Vec<Field> {
        let Some(section) = top.section("data", "[data.priority]", self.mistakes) else { return Vec::new() };
        let mut fields = Vec::new();
        for (name, mut section) in section.all_sections("[data.priority]", self.mistakes) {
            if !Data::FIELDS.contains(&name.text.as_str()) {
                let known = Data::FIELDS.iter().copied();
                self.mistakes.add(mistakes::no_such_value(name.at, "field of an event", &name.text, known));
                continue;
            }
            let reads = match section.text("as", "as = \"time\"", self.mistakes) {
                None => Reads::Word,
                Some(kind) if kind.text == "time" => Reads::Time,
                Some(kind) => {
                    self.mistakes.add(mistakes::no_such_value(
                        kind.at,
                        "kind of value",
                        &kind.text,
                        ["time"].into_iter(),
                    ));
                    Reads::Word
                }
            };
            if let Some(value) = self.value(section) {
                fields.push(Field { name: name.text, value, reads });
            }
        }
        fields
    }

    fn plain(&mut self, top: &mut Section<'_>, order: RowOrder) -> Option<Plain> {
        let kind = top.needed_section("type", "[type]\ncolumn = \"status\"", self.mistakes).and_then(|mut section| {
            let value = self.value_of(&mut section);
            let at = section.at.clone();
            section.finish(self.mistakes);
            Some((value?, at))
        });
        if let Some((value, at)) = &kind {
            let always = if let From::Always(kind) = &value.from { Some(kind) } else { None };
            for word in value.means.words().iter().chain(always) {
                self.known_type(&Placed { text: word.clone(), at: at.clone() });
            }
        }
        let id = top.section("id", "[id]\ncolumn = \"number\"", self.mistakes).and_then(|section| self.column(section));
        let corrects = top
            .section("corrects", "[corrects]\ncolumn = \"replaces\"", self.mistakes)
            .and_then(|section| self.column(section));
        let ranks = top.texts("ranks", "ranks = [\"service.up\", \"service.down\"]", self.mistakes);
        for rank in &ranks {
            self.known_type(rank);
        }
        let ranks = ranks.into_iter().map(|rank| rank.text).collect();
        Some(Plain { kind: kind?.0, id, corrects, order, ranks })
    }

    pub(super) fn known_type(&mut self, kind: &Placed) {
        if !Happening::types().any(|known| known == kind.text) {
            let mistake = mistakes::no_such_value(kind.at.clone(), "type of event", &kind.text, Happening::types());
            self.mistakes.add(mistake);
        }
    }
}
