//! From lines of NDJSON to events, each line by itself: the documented shape, and CloudEvents 1.0.
//! What a type needs is left to `typed`; `docs/events.md` documents the shape, and its examples are run.

use super::{
    Data, Datum, Event, Happening, Line, Unused, UnusedReason, Words, clock,
    data::{DataSeed, Name, NameSeed, clip},
};
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::{
    fmt,
    io::{self, BufRead, Read},
};

/// The longest line that is read, in bytes; a longer one is listed.
pub const LINE_LIMIT: usize = 1 << 20;

/// Reads events from lines, one call a line, for hosts that have the lines already; see [`read_ndjson`].
#[derive(Debug)]
pub struct EventReader {
    words: Words,
    place: Line,
    notes: Vec<Unused>,
}

/// The events of an input, in its order, and what of it could not be used; made by [`read_ndjson`].
///
/// The end of the iteration may be an error of the input: [`Ndjson::finish`] tells.
#[derive(Debug)]
pub struct Ndjson<R> {
    input: R,
    reader: EventReader,
    line: Vec<u8>,
    failed: Option<io::Error>,
}

/// The events of NDJSON, one JSON object a line; `index` is the input's number in [`Line`].
///
/// Blank lines, a byte-order mark and CRLF are no mistakes. A line that is no event is listed, and the next is read.
/// About a million lines a second on one core: texts are borrowed from the line, words that return are kept once.
///
/// ```
/// use klausel::event::{Happening, read_ndjson};
/// let text = r#"{"at":"2025-03-07T17:30:00+01:00","source":"desk","type":"case.closed","subject":"INC-81"}
/// {"at":"2025-03-07T17:30:00","source":"desk","type":"case.closed","subject":"INC-82"}"#;
/// let read: Vec<_> = read_ndjson(text.as_bytes(), 0).collect();
/// assert_eq!(read[0].as_ref().map(|event| &event.says), Ok(&Happening::Closed));
/// assert_eq!(read[1].as_ref().unwrap_err().line.line, 2);
/// ```
pub fn read_ndjson<R: BufRead>(input: R, index: u32) -> Ndjson<R> {
    Ndjson { input, reader: EventReader::new(index), line: Vec::new(), failed: None }
}

impl<R: BufRead> Iterator for Ndjson<R> {
    type Item = Result<Event, Unused>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.line.clear();
            // One byte more than a line may have, so that one that is too long shows.
            match self.input.by_ref().take(LINE_LIMIT as u64 + 1).read_until(b'\n', &mut self.line) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return self.fail(error),
            }
            if self.line.len() > LINE_LIMIT
                && self.line.last() != Some(&b'\n')
                && let Err(error) = skip_line(&mut self.input)
            {
                return self.fail(error);
            }
            if let Some(read) = self.reader.read_line(&self.line) {
                return Some(read);
            }
        }
    }
}

impl<R> Ndjson<R> {
    /// What was used otherwise than it says, in the order of the input.
    ///
    /// # Errors
    /// The input could not be read to its end.
    pub fn finish(self) -> io::Result<Vec<Unused>> {
        match self.failed {
            Some(error) => Err(error),
            None => Ok(self.reader.notes),
        }
    }

    fn fail(&mut self, error: io::Error) -> Option<Result<Event, Unused>> {
        self.failed = Some(error);
        None
    }
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    input.skip_until(b'\n').map(drop)
}

impl EventReader {
    /// A reader for the input of that number.
    #[must_use]
    pub fn new(input: u32) -> Self {
        EventReader { words: Words::new(), place: Line { input, line: 0 }, notes: Vec::new() }
    }

    /// The event of the next line, or why it is none; nothing for a blank line.
    pub fn read_line(&mut self, line: &[u8]) -> Option<Result<Event, Unused>> {
        self.place.line = self.place.line.saturating_add(1);
        let text = match line.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) if self.place.line == 1 => rest,
            _ => line,
        };
        let text = text.trim_ascii();
        if text.is_empty() {
            return None;
        }
        let place = self.place;
        if line.len() > LINE_LIMIT {
            return Some(Err(Unused {
                line: place,
                id: None,
                reason: UnusedReason::LineTooLong { limit: LINE_LIMIT },
            }));
        }
        Some(match Written::read(text) {
            Err(reason) => Err(Unused { line: place, id: None, reason }),
            Ok(written) => self.event(&written).map_err(|reason| Unused { line: place, id: written.id(), reason }),
        })
    }

    /// What was used otherwise than it says so far; the list begins anew.
    pub fn take_notes(&mut self) -> Vec<Unused> {
        std::mem::take(&mut self.notes)
    }

    fn event(&mut self, written: &Written<'_>) -> Result<Event, UnusedReason> {
        written.top.must_be_unambiguous()?;
        let data = written.data.as_ref().map_err(|other| other.bad("data"))?;
        let (top, words) = (&written.top, &mut self.words);
        let at = match top.get("at") {
            Some(Datum::Text(at)) => clock::read_instant("at", at)?,
            Some(other) => return Err(other.bad("at")),
            None => return Err(missing("at")),
        };
        let known_at = match top.get("known_at") {
            Some(Datum::Text(at)) => Some(clock::read_instant("known_at", at)?),
            Some(other) => return Err(other.bad("known_at")),
            None => None,
        };
        let kind = top.word("type")?.ok_or_else(|| missing("type"))?;
        let source = words.word(&top.word("source")?.ok_or_else(|| missing("source"))?);
        let mut says = Happening::read(&kind, data, words)?;
        let mut subject = top.word("subject")?;
        if let Happening::Maintenance(planned) = &mut says
            && let Some(service) = data.word("service")?
        {
            // The service named in the data is the subject; the event's own subject then names the agreement.
            if let (Some(agreement), None) = (&subject, data.get("agreement"))
                && *agreement != service
            {
                planned.agreement = Some(words.word(agreement));
            }
            subject = Some(service);
        }
        let subject = words.word(&subject.ok_or_else(|| missing("subject"))?);
        if let Some(value) = written.cut_to_millis() {
            let reason = UnusedReason::CutToMillis { value: clip(value) };
            self.notes.push(Unused { line: self.place, id: written.id(), reason });
        }
        Ok(Event {
            id: top.word("id")?.map(|id| id.into()),
            at,
            known_at,
            source,
            rank: 0,
            seq: sequence(top)?,
            corrects: top.word("corrects")?.map(|id| id.into()),
            subject,
            says,
            line: self.place,
        })
    }
}

fn missing(field: &str) -> UnusedReason {
    UnusedReason::MissingField { field: field.to_owned() }
}

/// A whole number that is not negative; CloudEvents writes it as a text.
fn sequence(top: &Data<'_>) -> Result<Option<u64>, UnusedReason> {
    match top.get("seq") {
        None => Ok(None),
        Some(value) => value.to_string().parse().map(Some).map_err(|_| value.bad("seq")),
    }
}

/// What the JSON reader says, by the column; its line is always the first.
fn detail(error: &serde_json::Error) -> String {
    if error.is_data() {
        return "no JSON object".to_owned();
    }
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    clip(&format!("column {}: {what}", error.column()))
}

/// A line as it was written: its own fields, and those of its data, or what stands there instead.
struct Written<'a> {
    top: Data<'a>,
    data: Result<Data<'a>, Datum<'a>>,
}

/// The names of an event's own fields; CloudEvents names some otherwise, and allows no `_` in a name.
const TOP: &[&str] = &[
    "id", "at", "known_at", "source", "seq", "corrects", "previous", "type", "subject", "data", "time", "knownat",
    "sequence",
];

impl<'a> Written<'a> {
    fn read(line: &'a [u8]) -> Result<Self, UnusedReason> {
        let not_json = |error: serde_json::Error| UnusedReason::NotJson { detail: detail(&error) };
        let mut from = serde_json::Deserializer::from_slice(line);
        let written = from.deserialize_map(WrittenVisitor).map_err(not_json)?;
        from.end().map_err(not_json)?;
        Ok(written)
    }

    fn id(&self) -> Option<String> {
        Some(clip(&self.top.word("id").ok()??))
    }

    /// A time of the event that says more than milliseconds.
    fn cut_to_millis(&self) -> Option<&str> {
        let in_data = self.data.iter().flat_map(|data| [data.get("from"), data.get("until")]);
        let times = [self.top.get("at"), self.top.get("known_at")].into_iter().chain(in_data).flatten();
        times
            .filter_map(|time| if let Datum::Text(text) = time { Some(&**text) } else { None })
            .find(|text| clock::is_finer_than_millis(text))
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = Written<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written<'de>, A::Error> {
        let mut top = Data::of(TOP);
        let mut data = Ok(Data::new());
        let mut has_data = false;
        while let Some(Name(name)) = map.next_key_seed(NameSeed(TOP))? {
            match name {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some("data") if has_data => {
                    map.next_value::<IgnoredAny>()?;
                    top.repeat("data");
                }
                Some("data") => {
                    has_data = true;
                    data = map.next_value_seed(DataSeed)?;
                }
                Some("time") => top.put("at", map.next_value()?),
                Some("knownat") => top.put("known_at", map.next_value()?),
                Some("sequence") => top.put("seq", map.next_value()?),
                Some(name) => top.put(name, map.next_value()?),
            }
        }
        if let (Some(previous), Ok(data)) = (top.get("previous"), &mut data) {
            data.put("previous", previous.clone());
        }
        Ok(Written { top, data })
    }
}
