//! Scenarios as they are made: names, events and questions as data, without words.
//! Which there are is left to the neighbours, their text to `document`.

use super::ground::Ground;
use crate::{
    clauses::Term,
    model::{Channel, Evidence, Party, PeriodKind},
    name::Id,
    phrase::{PhraseId, Said, Value, ids},
    time::{Date, Instant, Zone},
    verdict::Promise,
};

/// A scenario that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) name: Said,
    pub(super) events: Vec<Row>,
    pub(super) asked: Vec<Ask>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) at: Instant,
    pub(super) known: Option<Instant>,
    pub(super) said: Said,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) as_of: Option<Instant>,
    pub(super) said: Said,
}

impl Made {
    pub(super) fn new(name: Said) -> Made {
        Made { name, events: Vec::new(), asked: Vec::new() }
    }

    pub(super) fn at(mut self, at: Instant, said: Said) -> Made {
        self.events.push(Row { at, known: None, said });
        self
    }

    pub(super) fn known(mut self, at: Instant, known: Instant, said: Said) -> Made {
        self.events.push(Row { at, known: Some(known), said });
        self
    }

    pub(super) fn all(self, at: Instant, said: impl IntoIterator<Item = Said>) -> Made {
        said.into_iter().fold(self, |made, said| made.at(at, said))
    }

    pub(super) fn ask(mut self, as_of: Instant, said: Said) -> Made {
        self.asked.push(Ask { as_of: Some(as_of), said });
        self
    }

    pub(super) fn ask_calendar(mut self, said: Said) -> Made {
        self.asked.push(Ask { as_of: None, said });
        self
    }
}

/// The number of the n-th case of a scenario.
pub(super) fn case(n: usize) -> String {
    format!("INC-{n}")
}

/// A sentence about a case.
pub(super) fn of_case(id: PhraseId, n: usize) -> Said {
    Said::new(id).with("case", case(n))
}

/// A sentence about a service.
pub(super) fn of_service(id: PhraseId, service: &Id) -> Said {
    Said::new(id).with("service", Value::Ref(service.clone()))
}

/// A name in a slot.
pub(super) fn named(id: &Id) -> Value {
    Value::Name(id.clone())
}

/// A window in a slot.
pub(super) fn window(id: &Id) -> Value {
    Value::Ref(id.clone())
}

/// What is asked of the n-th case about a promise.
pub(super) fn about(promise: Promise, n: usize) -> Said {
    of_case(if promise == Promise::Update { ids::QUESTION_UPDATES } else { ids::QUESTION_REACTION }, n)
}

/// A priority that a party sets.
pub(super) fn set(n: usize, priority: &Id, by: Party) -> Said {
    of_case(ids::TOLD_PRIORITISED, n).with("priority", named(priority)).with("by", by.say("party_by"))
}

/// A case reported again.
pub(super) fn again(n: usize, channel: Channel) -> Said {
    of_case(ids::TOLD_CONTACTED, n).with("channel", channel.say("channel_by"))
}

/// A party's consent to maintenance, or its announcement.
pub(super) fn maintenance(
    id: PhraseId,
    service: &Id,
    (by, form): (Party, Evidence),
    (from, until): (Instant, Instant),
) -> Said {
    let said = of_service(id, service).with("by", by.say("party_the")).with("form", form.say("form"));
    said.with("from", Value::Instant(from)).with("until", Value::Instant(until))
}

/// The period that begins on a day, as a question says it.
pub(super) fn period(kind: PeriodKind, begins: Date) -> Said {
    let year = Value::Int(i64::from(begins.year()));
    let nth = |months: u32| i64::from((begins.month() - 1) / months + 1);
    match kind {
        PeriodKind::CalendarYear => Said::new(ids::ASKED_YEAR).with("year", year),
        PeriodKind::CalendarHalfYear => Said::new(ids::ASKED_HALF_YEAR).with("year", year).with("n", nth(6)),
        PeriodKind::CalendarQuarter => Said::new(ids::ASKED_QUARTER).with("year", year).with("n", nth(3)),
        PeriodKind::CalendarMonth => {
            let month = PhraseId::find("month", &format!("m{:02}", begins.month()));
            let month = month.map_or(Value::List(Vec::new()), |id| Said::new(id).into());
            Said::new(ids::ASKED_MONTH).with("month", month).with("year", year)
        }
    }
}

/// What is asked about a service in a period that begins at an instant.
pub(super) fn in_period(id: PhraseId, service: &Id, kind: PeriodKind, begins: Instant, zone: Zone) -> Said {
    of_service(id, service).with("period", period(kind, zone.local(begins).0))
}

/// Every scenario once: of equal ones the first, and no name twice.
pub(super) fn without_repeats(made: Vec<Made>, ground: &Ground<'_>) -> Vec<Made> {
    let mut kept: Vec<Made> = Vec::with_capacity(made.len());
    let mut names = std::collections::BTreeMap::new();
    let mut stories = std::collections::BTreeSet::new();
    for one in made {
        if one.asked.is_empty() || !stories.insert(format!("{:?}{:?}", one.events, one.asked)) {
            continue;
        }
        let count = names.entry(ground.printer.say(&one.name)).or_insert(0_i64);
        *count += 1;
        let name = match *count {
            1 => one.name,
            n => Said::new(ids::MADE_AGAIN).with("name", one.name).with("n", n),
        };
        kept.push(Made { name, ..one });
    }
    kept
}
