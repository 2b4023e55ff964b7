//! The resolved contract: what a document says once its names are known, without words and without places.
//! Reading it from a document is left to `check`, turning it into something that judges to `compile`.

mod calendar;
mod cite;
mod priorities;
mod service;
mod window;

pub(crate) use calendar::{HolidayLists, NoCalendar, calendar, schedule, working_days};
pub use cite::{Cite, ClauseId, Item, Kind, Places};
pub use priorities::{
    Act, AnyOr, Belongs, ChannelCondition, Closing, Days, Deadline, InTime, LaterCall, Otherwise, Pause, Priorities,
    PriorityRow, Raised, ReactionAct, Reopened, Silence, Starts, Stated, UpdateArm, UpdateEnd, Waiting,
};
pub use service::{
    AgreedDowntime, Availability, Base, BeforeFirst, Coinciding, Contradicted, Desk, DeskRow, DownWhen, Evidence,
    Excluded, ExcusedTime, FailedChecks, FinishedEarly, HandoverPoint, Impairments, OutageRule, PartPeriod,
    PlannedDowntime, Received, Service, Shown, Unexplained, Unobserved,
};
pub use window::{DayHours, EveryHours, HolidayHours, Holidays, Hours, ListedDay, NthHours, ServiceWindow};

use crate::{
    digest::Digest,
    name::{Glossary, Id, Lang},
    time::{Date, Weekdays, Zone},
};
use serde::{Deserialize, Serialize};

/// A contract, resolved: every name is an id, every choice a value or silent (`None`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Model {
    /// The head: name, parties, zone, term.
    pub head: Head,
    /// The words of every id.
    pub glossary: Glossary,
    /// Holiday clauses.
    pub holidays: Vec<Clause<Holidays>>,
    /// Service windows.
    pub windows: Vec<Clause<ServiceWindow>>,
    /// Handover points.
    pub handover_points: Vec<Clause<HandoverPoint>>,
    /// Planned downtime, standing and agreed.
    pub planned: Vec<Clause<PlannedDowntime>>,
    /// What an outage is; at most one.
    pub outage: Option<Clause<OutageRule>>,
    /// Services.
    pub services: Vec<Clause<Service>>,
    /// Service desks.
    pub desks: Vec<Clause<Desk>>,
    /// Priority tables.
    pub priorities: Vec<Clause<Priorities>>,
    /// Glossary clauses: their names, in the order of the document; their rows are in `glossary`.
    pub glossaries: Vec<Clause<()>>,
}

/// A clause: what it says, its name and the number that stands before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause<T> {
    /// The number as written, such as `18` or `21a`.
    pub number: Option<String>,
    /// The name's id.
    pub name: Id,
    /// What it says.
    pub body: T,
    /// Wording for people that stands in it.
    pub wording: Vec<Wording>,
}

/// Wording for people: explained or agreed, never judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Whether it binds.
    pub binding: Binding,
    /// The language that it is written in.
    pub lang: Lang,
    /// The text.
    pub text: String,
}

/// Whether wording binds the parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// A note: explains, does not bind.
    Note,
    /// Agreed: binds, and is left to people.
    Agreed,
}

/// A text in one language that is part of a statement and never decides: a place's description, an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The language that it is written in.
    pub lang: Lang,
    /// The text.
    pub text: String,
}

/// The head of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The contract's name.
    pub name: Id,
    /// The language of the document that it was read from.
    pub lang: Lang,
    /// The document's title and the date of its wording.
    pub document: Option<(Text, Date)>,
    /// First day in force.
    pub in_force_from: Option<Date>,
    /// Last day in force; `None`: for an indefinite term.
    pub in_force_through: Option<Date>,
    /// The provider's name.
    pub provider: Option<Text>,
    /// The customer's name.
    pub customer: Option<Text>,
    /// The zone of every local time that names none.
    pub zone: Zone,
    /// How exact the instants of events are; silent: to the millisecond.
    pub instants: Option<Instants>,
    /// What a working day is; silent: undefined.
    pub working_days: Option<WorkingDays>,
    /// When facts are closed; silent: never, and nothing is final.
    pub facts_closed: Option<FactsClosed>,
    /// The authoritative language, if two are signed.
    pub authoritative: Option<Lang>,
    /// What the parties say about notes on their contract; it decides no verdict.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteLevel>,
    /// Wording for people in the head.
    pub wording: Vec<Wording>,
}

/// What the parties say about notes on their contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLevel {
    /// The codes of the notes, such as `K507`.
    pub codes: Vec<String>,
    /// Whether what they note is accepted.
    pub level: Level,
    /// Why.
    pub reason: Text,
}

/// Whether the parties accept what a note says of their contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// They do: it is not noted any more.
    Accepted,
    /// They do not: it is a mistake.
    NotAccepted,
}

/// How exact the instants of events are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instants {
    /// Cut to the whole minute that the clocks show.
    Minute,
    /// To the millisecond.
    Millisecond,
}

/// What a working day is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkingDays {
    /// Those days of the week, save the holidays of a list.
    Days {
        /// The days.
        days: Weekdays,
        /// The holidays that are none; `None`: each of those days is one.
        except: Option<Id>,
    },
    /// Each day on which that service window begins.
    WindowBegins(Id),
}

/// When the facts of a period are closed: what becomes known later changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsClosed {
    /// The kind of period.
    pub per: PeriodKind,
    /// How many calendar days after its end.
    pub days: u32,
    /// What becomes of facts known later; silent: they change nothing.
    pub late: Option<LateFacts>,
}

/// What becomes of facts that become known after they are closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateFacts {
    /// They change nothing.
    ChangeNothing,
}

/// One of the two parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Who owes the services.
    Provider,
    /// Who ordered them.
    Customer,
}

/// A way by which a customer reaches the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Channel {
    /// A telephone call that was answered.
    #[serde(rename = "phone")]
    Phone,
    /// Mail, and what counts as mail.
    #[serde(rename = "e-mail")]
    Email,
    /// A web portal.
    #[serde(rename = "portal")]
    Portal,
    /// A chat.
    #[serde(rename = "chat")]
    Chat,
}

/// The kinds of measuring period of this circle; each has a zone, the contract's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// January through December.
    CalendarYear,
    /// Six calendar months from January or July.
    CalendarHalfYear,
    /// Three calendar months from January, April, July or October.
    CalendarQuarter,
    /// The first of a month through its last day.
    CalendarMonth,
}

impl Model {
    /// What the meaning is known by: the same for a contract's documents in all languages, another after any change that
    /// is not one of wording for people.
    #[must_use]
    pub fn digest(&self) -> Digest {
        // Ids, numbers and dates are all there is: nothing of a model fails to be written.
        Digest::of(&serde_json::to_vec(&self.meaning()).unwrap_or_default())
    }

    /// The same meaning, without what is tagged by a language and outside the equality of documents: wording, texts,
    /// and the language of the document itself.
    #[must_use]
    pub fn meaning(&self) -> Model {
        let mut model = self.clone();
        model.head.lang = Lang::new("");
        model.head.wording.clear();
        model.head.notes.clear();
        model.head.document = model.head.document.map(|(_, date)| (Text::none(), date));
        model.head.provider = model.head.provider.map(|_| Text::none());
        model.head.customer = model.head.customer.map(|_| Text::none());
        clear(&mut model.holidays);
        clear(&mut model.windows);
        clear(&mut model.handover_points);
        clear(&mut model.planned);
        model.outage.iter_mut().for_each(|clause| clause.wording.clear());
        clear(&mut model.services);
        clear(&mut model.desks);
        clear(&mut model.priorities);
        clear(&mut model.glossaries);
        for point in &mut model.handover_points {
            point.body.place = point.body.place.take().map(|_| Text::none());
            point.body.acts_for_provider = point.body.acts_for_provider.take().map(|_| Text::none());
        }
        for row in model.desks.iter_mut().flat_map(|desk| &mut desk.body.rows) {
            row.address = Text::none();
        }
        model
    }
}

fn clear<T>(clauses: &mut [Clause<T>]) {
    clauses.iter_mut().for_each(|clause| clause.wording.clear());
}

impl Text {
    fn none() -> Text {
        Text { lang: Lang::new(""), text: String::new() }
    }
}
