//! From the text of a mapping file to a mapping: every mistake of the file in one run.
//! How rows are read with it is left to `plain` and `snapshots`; `docs/mapping.md` says what the keys mean.

use super::{
    Classes, Field, Mapping, On, Plain, Reads, RowOrder, Rows, Rule, Snapshots,
    columns::{Columns, From, Means, Value},
    mistakes::{self, Mistakes},
    times::{Format, Times},
    walk::{Placed, Section},
};
use klausel::event::{Data, Datum, Happening, UnusedReason, Words};
use std::collections::HashMap;
use toml::de::DeTable;

const SUBJECT: &str = "[subject]\ncolumn = \"ticket\"";
const AT: &str = "[at]\ncolumn = \"updated\"";
const COLUMN: &str = "column = \"ticket\"";
const WORDS: &str = "words.phone = [\"Phone\", \"Call\"]";
const STATES: &str = "states = [\"closed\"]";
const ON: &[&str] = &["first", "change", "leave", "enter", "other"];
/// Classes and rules are held as bits of one number.
const MOST: usize = 64;

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
struct Author<'m> {
    columns: Columns,
    mistakes: &'m mut Mistakes,
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

    /// A table that says a value: a column or always the same, its words, the values left out.
    fn value(&mut self, mut section: Section<'_>) -> Option<Value> {
        let value = self.value_of(&mut section);
        section.finish(self.mistakes);
        value
    }

    fn value_of(&mut self, section: &mut Section<'_>) -> Option<Value> {
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
        Means::Words { words, by_cell }
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

    fn known_type(&mut self, kind: &Placed) {
        if !Happening::types().any(|known| known == kind.text) {
            let mistake = mistakes::no_such_value(kind.at.clone(), "type of event", &kind.text, Happening::types());
            self.mistakes.add(mistake);
        }
    }

    fn snapshots(&mut self, top: &mut Section<'_>, data: &[Field]) -> Option<Snapshots> {
        let state_at = top.has("state");
        let state = top.section("state", "[state]", self.mistakes).and_then(|section| {
            let at = section.at.clone();
            let value = self.value(section)?;
            if value.means.words().len() > MOST {
                self.mistakes.add(mistakes::too_many(at, "classes of states", MOST));
                return None;
            }
            Some(value)
        });
        if state_at && state.is_none() {
            return None;
        }
        let classes = state.as_ref().map_or(&[][..], |state| state.means.words()).to_vec();
        if !top.has("event") {
            self.mistakes.add(mistakes::missing_key(0..0, "event", "[[event]]"));
        }
        let sections = top.sections("event", "[[event]]", self.mistakes);
        if let Some(beyond) = sections.get(MOST) {
            self.mistakes.add(mistakes::too_many(beyond.at.clone(), "rules", MOST));
            return None;
        }
        let mut rules: Vec<Rule> = Vec::new();
        for section in sections {
            rules.extend(self.rule(section, &classes, data, &rules));
        }
        Some(Snapshots { state, rules })
    }

    fn rule(&mut self, mut section: Section<'_>, classes: &[String], data: &[Field], before: &[Rule]) -> Option<Rule> {
        let kind = section.needed_text("type", "type = \"case.closed\"", self.mistakes);
        let on = section.needed_text("on", "on = \"enter\"", self.mistakes);
        let at = section.text("at", "at = \"opened\"", self.mistakes);
        let names_fields = section.has("data");
        let fields = section.texts("data", "data = [\"priority\"]", self.mistakes);
        let mut fields: Vec<usize> = fields.into_iter().filter_map(|field| self.field(&field, data)).collect();
        if let Some(kind) = &kind {
            self.known_type(kind);
        }
        let on = on.and_then(|on| match on.text.as_str() {
            "first" if section.has("states") => Some(On::First(self.states(&mut section, "states", classes)?)),
            "first" => Some(On::First(Classes::ALL)),
            "change" => {
                let of = section.needed_text("of", "of = \"priority\"", self.mistakes)?;
                let field = self.field(&of, data)?;
                if !names_fields {
                    fields.push(field);
                }
                Some(On::Change(field))
            }
            "leave" => Some(On::Leave(self.needed_states(&mut section, classes)?)),
            "enter" => {
                let into = self.needed_states(&mut section, classes)?;
                let not_from = self.states(&mut section, "not-from", classes).unwrap_or(Classes::NONE);
                Some(On::Enter { into, not_from })
            }
            "other" => {
                let unless = section.texts("unless", "unless = [\"case.closed\"]", self.mistakes);
                Some(On::Other(unless.iter().map(|kind| self.rules_of(kind, before)).fold(0, |all, one| all | one)))
            }
            other => {
                self.mistakes.add(mistakes::no_such_value(on.at, "occasion", other, ON.iter().copied()));
                None
            }
        });
        let (rule_at, at) = (section.at.clone(), at.map(|at| self.columns.index(at.text, at.at)));
        if on.is_some() {
            // Without an occasion, which keys belong here is not known.
            section.finish(self.mistakes);
        }
        let rule = Rule { kind: kind?.text, on: on?, at, fields };
        if let Some(field) = lacks(&rule, data) {
            self.mistakes.add(mistakes::lacks_field(rule_at, &rule.kind, &field));
        }
        Some(rule)
    }

    fn field(&mut self, name: &Placed, data: &[Field]) -> Option<usize> {
        let found = data.iter().position(|field| field.name == name.text);
        if found.is_none() {
            let known = data.iter().map(|field| field.name.as_str());
            self.mistakes.add(mistakes::no_such_value(name.at.clone(), "table under `data` for", &name.text, known));
        }
        found
    }

    fn needed_states(&mut self, section: &mut Section<'_>, classes: &[String]) -> Option<Classes> {
        if !section.has("states") {
            self.mistakes.add(mistakes::missing_key(section.at.clone(), "states", STATES));
        }
        self.states(section, "states", classes)
    }

    /// The classes that a key names; `not …` names all but that class.
    fn states(&mut self, section: &mut Section<'_>, key: &'static str, classes: &[String]) -> Option<Classes> {
        if !section.has(key) {
            return None;
        }
        let names = section.texts(key, STATES, self.mistakes);
        if classes.is_empty() {
            self.mistakes.add(mistakes::no_states(section.at.clone()));
            return None;
        }
        let mut set = 0;
        for name in &names {
            let (inverted, class) = match name.text.strip_prefix("not ") {
                Some(class) => (true, class),
                None => (false, name.text.as_str()),
            };
            match classes.iter().position(|known| known == class) {
                Some(number) if inverted => set |= !(1 << number),
                Some(number) => set |= 1 << number,
                None => {
                    let known = classes.iter().map(String::as_str);
                    self.mistakes.add(mistakes::no_such_value(name.at.clone(), "class of states", class, known));
                }
            }
        }
        Some(Classes(set))
    }

    /// The rules above that make events of a type, a bit each.
    fn rules_of(&mut self, kind: &Placed, before: &[Rule]) -> u64 {
        let bits =
            before.iter().enumerate().filter(|(_, rule)| rule.kind == kind.text).fold(0, |bits, (n, _)| bits | 1 << n);
        if bits == 0 {
            let known = before.iter().map(|rule| rule.kind.as_str());
            self.mistakes.add(mistakes::no_such_value(kind.at.clone(), "rule above that makes", &kind.text, known));
        }
        bits
    }
}

/// A field that the rule's type needs, and that the rule does not give.
fn lacks(rule: &Rule, data: &[Field]) -> Option<String> {
    let mut given = Data::new();
    for field in &rule.fields {
        let sample = match data[*field].reads {
            Reads::Word => "true",
            Reads::Time => "2025-01-01T00:00:00Z",
        };
        given.put(&data[*field].name, Datum::Text(sample.into()));
    }
    match Happening::read(&rule.kind, &given, &mut Words::new()) {
        Err(UnusedReason::MissingField { field }) => Some(field),
        _ => None,
    }
}
