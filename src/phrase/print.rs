//! Phrases written as text, in the canonical form of a language.
//! What there is to say is left to the callers; layout of whole documents to `syntax::print`.

use super::{Catalogue, PhraseId, Piece, Said, Slot, Slots, Value, class_of};
use crate::{
    model::{ClauseId, Kind, Places},
    name::{Glossary, Id},
    percent::Percent,
    time::{Date, Instant, Millis, Resolve, TimeOfDay, Zone},
};

/// Where the printer finds the words for ids.
pub trait Words {
    /// The word for an id in the language of `catalogue`.
    fn word(&self, id: &Id, catalogue: &Catalogue) -> String;
}

impl Words for Glossary {
    fn word(&self, id: &Id, catalogue: &Catalogue) -> String {
        Glossary::word(self, id, &catalogue.lang()).to_owned()
    }
}

/// What else is written where a clause is referred to.
pub trait References {
    /// The reference as it is written, made of `written`, which says kind and name.
    fn reference(&self, printer: &Printer<'_>, clause: &ClauseId, written: String) -> String;
}

/// The number of the clause behind each reference, where it has one: `during service window Operation (clause 4)`.
pub struct Numbered<'a>(&'a Places);

impl<'a> Numbered<'a> {
    /// The numbers of those clauses.
    #[must_use]
    pub fn of(places: &'a Places) -> Self {
        Numbered(places)
    }
}

impl References for Numbered<'_> {
    fn reference(&self, printer: &Printer<'_>, clause: &ClauseId, written: String) -> String {
        match self.0.clause_number(clause) {
            Some(number) => {
                let said = Said::new(super::ids::REF_NUMBER).with("number", number);
                format!("{written} {}", printer.say(&said))
            }
            None => written,
        }
    }
}

/// Writes phrases in one language.
#[derive(Clone, Copy)]
pub struct Printer<'a> {
    catalogue: &'static Catalogue,
    words: &'a dyn Words,
    zone: Zone,
    references: Option<&'a dyn References>,
}

impl<'a> Printer<'a> {
    /// A printer for that language, with the words of a contract, whose instants are read in that zone.
    #[must_use]
    pub fn new(catalogue: &'static Catalogue, words: &'a dyn Words, zone: Zone) -> Self {
        Printer { catalogue, words, zone, references: None }
    }

    /// The same printer, which writes references so.
    #[must_use]
    pub fn with_references(self, references: &'a dyn References) -> Self {
        Printer { references: Some(references), ..self }
    }

    /// The language.
    #[must_use]
    pub fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// A phrase with what stands in its slots.
    #[must_use]
    pub fn say(&self, said: &Said) -> String {
        self.phrase(said.id, &said.slots)
    }

    /// A phrase without slots.
    #[must_use]
    pub fn text(&self, id: PhraseId) -> String {
        self.phrase(id, &Slots::default())
    }

    /// The word for an id.
    #[must_use]
    pub fn word(&self, id: &Id) -> String {
        self.words.word(id, self.catalogue)
    }

    /// A value as it stands in a slot of that type.
    #[must_use]
    pub fn value(&self, value: &Value, of: &str) -> String {
        self.written(value, Slot { role: "", of: leak_free(of), many: false })
    }

    fn phrase(&self, id: PhraseId, slots: &Slots) -> String {
        let Some(pattern) = self.catalogue.patterns(id).first() else { return id.name().to_owned() };
        let mut out = String::new();
        for piece in *pattern {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Optional(_) => {}
                Piece::Slot(slot) => {
                    out.push_str(&slots.get(slot.role).map(|value| self.written(value, *slot)).unwrap_or_default());
                }
            }
        }
        out
    }

    fn written(&self, value: &Value, slot: Slot) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Name(id) => self.word(id),
            Value::Ref(id) => self.reference(id, slot.of),
            Value::Int(n) if slot.of == "int2" => format!("{n:02}"),
            Value::Int(n) if slot.of == "int3" => format!("{n:03}"),
            Value::Int(n) if slot.of == "year" => n.to_string(),
            Value::Int(n) => self.grouped(*n),
            Value::Percent(percent) => self.percent(*percent),
            Value::Date(date) => self.date(*date),
            Value::Time(time) => self.time(*time),
            Value::Duration(duration) => self.duration(*duration),
            Value::Instant(instant) => self.instant(*instant),
            Value::Zone(zone) => zone.name().to_owned(),
            Value::Language(lang) => self.catalogue.tongue(lang),
            Value::Phrase(said) => self.in_class(said, slot.of),
            Value::List(list) => {
                let one = Slot { many: false, ..slot };
                list.iter().map(|value| self.written(value, one)).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// A phrase in the form that the slot asks for: where the slot's class has the same key, that one (`per Telefon`
    /// for `Telefon`).
    fn in_class(&self, said: &Said, class: &str) -> String {
        let id = class_of(class).find(|id| id.key() == said.id.key()).unwrap_or(said.id);
        self.phrase(id, &said.slots)
    }

    fn reference(&self, id: &Id, of: &str) -> String {
        let name = Value::Name(id.clone());
        let form = of.split_once('/').and_then(|(kind, form)| PhraseId::find(&format!("ref.{kind}"), form));
        let written = match form {
            Some(form) => self.phrase(form, &Said::new(form).with("name", name).slots),
            None => self.word(id),
        };
        let kind = of.split_once('/').and_then(|(kind, _)| Kind::of_key(kind));
        match (self.references, kind) {
            (Some(references), Some(kind)) => references.reference(self, &ClauseId::new(kind, id.clone()), written),
            _ => written,
        }
    }

    fn habit(&self, key: &str) -> &'static str {
        let pattern = PhraseId::find("habit", key).and_then(|id| self.catalogue.patterns(id).first());
        match pattern {
            Some([Piece::Literal(text)]) => text,
            _ => "",
        }
    }

    fn grouped(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        if digits.len() < 4 {
            return n.to_string();
        }
        let mut out = String::from(if n < 0 { "-" } else { "" });
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push_str(self.habit("thousands"));
            }
            out.push(digit);
        }
        out
    }

    /// A decimal number, written with a point, as the language writes it.
    #[must_use]
    pub fn decimal(&self, number: &str) -> String {
        number.replace('.', self.habit("decimal"))
    }

    /// A percentage with its sign: `98,5 %`.
    #[must_use]
    pub fn percent(&self, percent: Percent) -> String {
        let number = percent.to_string().replace('.', self.habit("decimal"));
        format!("{number}{}", self.habit("percent"))
    }

    /// A date in the language's canonical form.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let Some(form) = PhraseId::find("date", "canonical") else { return date.to_string() };
        let month = class_of("month").find(|id| id.key() == format!("m{:02}", date.month()));
        let mut said = Said::new(form).with("day", i64::from(date.day())).with("year", i64::from(date.year()));
        said = match (self.asks_for(form, "month"), month) {
            (Some("month"), Some(month)) => said.with("month", Said::new(month)),
            _ => said.with("month", i64::from(date.month())),
        };
        self.say(&said)
    }

    fn asks_for(&self, id: PhraseId, role: &str) -> Option<&'static str> {
        let pattern = self.catalogue.patterns(id).first()?;
        pattern.iter().find_map(|piece| match piece {
            Piece::Slot(slot) if slot.role == role => Some(slot.of),
            _ => None,
        })
    }

    /// A local reading: `8:00`, `08:00`.
    #[must_use]
    pub fn time(&self, time: TimeOfDay) -> String {
        let minutes = time.as_millis() / 60_000;
        let said = |form| Said::new(form).with("h", i64::from(minutes / 60)).with("m", i64::from(minutes % 60));
        PhraseId::find("time", "clock").map(|form| self.say(&said(form))).unwrap_or_default()
    }

    /// A length of time in the units that it has: `37 h 30 min`.
    #[must_use]
    pub fn duration(&self, duration: Millis) -> String {
        let mut rest = duration.0.unsigned_abs();
        let mut parts = Vec::new();
        for (key, unit) in [("h", 3_600_000), ("min", 60_000), ("s", 1_000), ("ms", 1)] {
            let count = rest / unit;
            rest %= unit;
            if let (true, Some(form)) = (count > 0, PhraseId::find("duration", key)) {
                // Never `1.000 h`: in another language that is one hour.
                parts.push(self.say(&Said::new(form).with("n", count.to_string())));
            }
        }
        if parts.is_empty() {
            let zero = PhraseId::find("duration", "min").map(|form| self.say(&Said::new(form).with("n", 0)));
            parts.extend(zero);
        }
        parts.join(" ")
    }

    /// An instant as weekday, date and reading in the printer's zone, down to what it has: minutes, seconds,
    /// milliseconds.
    #[must_use]
    pub fn instant(&self, at: Instant) -> String {
        let (date, time) = self.zone.local(at);
        let weekday = format!("{:?}", date.weekday()).to_lowercase();
        let weekday = PhraseId::find("weekday", &weekday).map(|id| self.text(id)).unwrap_or_default();
        let ms = time.as_millis() % 60_000;
        let fine = match (ms / 1_000, ms % 1_000) {
            (0, 0) => String::new(),
            (s, 0) => format!(":{s:02}"),
            (s, ms) => format!(":{s:02}{}{ms:03}", self.habit("decimal")),
        };
        // The first of two equal readings is the one that a reader would assume; the second names its offset.
        let repeated = self.zone.instant(date, time, Resolve::Start) != at;
        let offset = if repeated { format!(" ({})", self.habit("second_time")) } else { String::new() };
        let time = format!("{}{fine}", self.time(time));
        let form = PhraseId::find("habit", "instant");
        let said = |form| Said::new(form).with("weekday", weekday).with("date", Value::Date(date)).with("time", time);
        form.map(|form| self.say(&said(form)) + &offset).unwrap_or_default()
    }
}

/// The static spelling of a slot type that a caller names.
fn leak_free(of: &str) -> &'static str {
    Value::LEXEMES.iter().find(|lexeme| **lexeme == of).copied().unwrap_or("text")
}
