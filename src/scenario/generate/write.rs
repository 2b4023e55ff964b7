//! Scenarios that were made, answered by their contract and written as a document in its language.
//! Which scenarios there are is left to the neighbours.

use super::{
    Generated,
    ground::Ground,
    made::{Ask, Made},
};
use crate::{
    check::Contract,
    digest::Digesting,
    engine::Monitor,
    lines::table,
    phrase::{PhraseId, Printer, Said, Value, ids},
    query::{self, Asked},
    scenario::expected,
    source::{SourceId, Span},
    time::Instant,
};

/// A document being written.
pub(super) struct Document<'a> {
    ground: &'a Ground<'a>,
    contract: &'a Contract,
    text: String,
    facts: Vec<(String, String)>,
    count: usize,
    fingerprint: Digesting,
}

impl<'a> Document<'a> {
    pub(super) fn new(ground: &'a Ground<'a>, contract: &'a Contract, file: &str) -> Self {
        let printer = &ground.printer;
        let title = printer.text(ids::SCENARIO_KIND_SCENARIOS);
        let named = printer.say(&Said::new(ids::SCENARIO_CONTRACT).with("file", file));
        let note = Said::new(ids::WORDING_NOTE).with("text", printer.text(ids::MADE_NOTE));
        let (name, note) = (printer.word(&ground.model.head.name), printer.say(&note));
        let text = format!("# {title}: {name}\n\n- {named}\n\n> {note}\n");
        Document { ground, contract, text, facts: Vec::new(), count: 0, fingerprint: Digesting::default() }
    }

    /// Writes a scenario with what the contract answers.
    pub(super) fn scenario(&mut self, made: &Made) {
        let printer = &self.ground.printer;
        let monitor = self.ground.monitor(&made.events);
        let last = made.events.iter().map(|row| row.known.unwrap_or(row.at)).max();
        let asked: Vec<(&Ask, Vec<Said>)> =
            made.asked.iter().filter_map(|ask| Some((ask, self.claims(ask, &monitor, last)?))).collect();
        if asked.is_empty() {
            return;
        }
        self.count += 1;
        neutral(&made.name, &mut self.fingerprint);
        for (ask, claims) in &asked {
            neutral(&ask.said, &mut self.fingerprint);
            claims.iter().for_each(|claim| neutral(claim, &mut self.fingerprint));
        }
        if let Some((ask, claims)) = asked.first().filter(|_| is_fact(&made.name)) {
            self.facts.push((printer.say(&ask.said), expected::say(&|claim| printer.say(claim), claims)));
        }
        let kind = printer.text(ids::SCENARIO_KIND_SCENARIO);
        let name = printer.say(&made.name);
        self.text.push_str(&format!("\n## {kind}: {name}\n\n"));
        if !made.events.is_empty() {
            self.text.push_str(&events(printer, made));
            self.text.push('\n');
        }
        self.text.push_str(&questions(printer, &asked));
    }

    pub(super) fn generated(self) -> Generated {
        Generated { text: self.text, facts: self.facts, count: self.count, fingerprint: self.fingerprint.digest() }
    }

    /// What the contract answers; `None`: it cannot be asked this.
    fn claims(&self, ask: &Ask, monitor: &Monitor, last: Option<Instant>) -> Option<Vec<Said>> {
        let nowhere = |_: &str| Span::new(SourceId(0), 0, 0);
        let question = query::question(&ask.said, self.contract, &nowhere)?.ok()?;
        let text = self.ground.printer.say(&ask.said);
        let asked = Asked { text, lang: self.contract.lang().clone(), question };
        let answer = query::ask(self.contract, monitor, &asked, ask.as_of.or(last), None);
        let claims = query::claims(&answer, self.ground.model);
        (!claims.is_empty()).then_some(claims)
    }
}

/// Whether the first answer of a scenario is what the contract comes to where nothing happens.
fn is_fact(name: &Said) -> bool {
    let inner = name.slots.phrase("name").map_or(name.id, |name| name.id);
    matches!(inner, ids::MADE_WINDOW_MEASURES | ids::MADE_NO_OUTAGE)
}

fn events(printer: &Printer<'_>, made: &Made) -> String {
    let known = made.events.iter().any(|row| row.known.is_some());
    let head = |id: PhraseId| printer.text(id);
    let mut header = vec![head(ids::COLUMN_SCENARIO_EVENTS_AT)];
    header.extend(known.then(|| head(ids::COLUMN_SCENARIO_EVENTS_KNOWN)));
    header.push(head(ids::COLUMN_SCENARIO_EVENTS_EVENT));
    let row = |row: &super::made::Row| {
        let mut cells = vec![printer.instant(row.at)];
        if known {
            cells.push(row.known.map_or_else(|| printer.text(ids::KNOWN_AT_ONCE), |at| printer.instant(at)));
        }
        cells.push(printer.say(&row.said));
        cells
    };
    table(header, made.events.iter().map(row).collect())
}

fn questions(printer: &Printer<'_>, asked: &[(&Ask, Vec<Said>)]) -> String {
    let as_of = asked.iter().any(|(ask, _)| ask.as_of.is_some());
    let mut header = Vec::new();
    header.extend(as_of.then(|| printer.text(ids::COLUMN_SCENARIO_QUESTIONS_AS_OF)));
    header.push(printer.text(ids::COLUMN_SCENARIO_QUESTIONS_QUESTION));
    header.push(printer.text(ids::COLUMN_SCENARIO_QUESTIONS_ANSWER));
    let row = |(ask, claims): &(&Ask, Vec<Said>)| {
        let mut cells = Vec::new();
        cells.extend(as_of.then(|| printer.instant(ask.as_of.unwrap_or_default())));
        cells.push(printer.say(&ask.said));
        cells.push(expected::say(&|claim| printer.say(claim), claims));
        cells
    };
    table(header, asked.iter().map(row).collect())
}

/// What is said, without the words of a language.
fn neutral(said: &Said, into: &mut Digesting) {
    into.take(said.id.name().as_bytes());
    for (role, value) in said.slots.iter() {
        into.take(&[0]);
        into.take(role.as_bytes());
        into.take(&[1]);
        match value {
            Value::Phrase(said) => neutral(said, into),
            Value::Name(id) | Value::Ref(id) => into.take(id.as_str().as_bytes()),
            Value::Instant(at) => into.take(&at.as_millis().to_be_bytes()),
            other => into.take(format!("{other:?}").as_bytes()),
        }
        into.take(&[0]);
    }
}
