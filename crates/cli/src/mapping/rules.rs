//! The part of a mapping file that says how snapshots become events: classes of states, and the rules.
//! What a rule does with rows is left to `snapshots`.

use super::{
    Classes, Field, On, Reads, Rule, Snapshots, mistakes,
    parse::Author,
    walk::{Placed, Section},
};
use klausel::event::{Data, Datum, Happening, UnusedReason, Words};

const STATES: &str = "states = [\"closed\"]";
const ON: &[&str] = &["first", "change", "leave", "enter", "other"];
/// Classes and rules are held as bits of one number.
const MOST: usize = 64;

impl Author<'_> {
    pub(super) fn snapshots(&mut self, top: &mut Section<'_>, data: &[Field]) -> Option<Snapshots> {
        let state_at = top.has("state");
        let state = top.section("state", "[state]", self.mistakes).and_then(|mut section| {
            let at = section.at.clone();
            let value = self.value_of(&mut section);
            section.finish(self.mistakes);
            let value = value?;
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
