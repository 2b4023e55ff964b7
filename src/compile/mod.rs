//! A contract that is ready to judge: windows as clocks, tables by rank, names as numbers.
//! Judging itself is left to `engine`, reading a contract to `check`.

mod bind;
mod bind_duty;
mod cites;
mod closing;
mod days;
mod duty;
mod fact;
mod names;
mod outage;
mod periods;
mod promise;
mod table;
mod window;
mod words;

pub use bind::{WordKind, Words};
pub(crate) use closing::Closing;
pub(crate) use days::DayRules;
pub(crate) use duty::{CaseFields, DutyRule};
pub use duty::{DutyAt, OccasionAt};
pub(crate) use fact::{CheckSaid, Contact, MaintenanceSaid, PerformedSaid, Said, Stated};
pub use fact::{Fact, Scope, ServiceAt};
pub(crate) use names::Name;
pub(crate) use outage::{Starts, Watch};
pub(crate) use periods::period_before;
pub use periods::{period_of, periods};
pub(crate) use promise::{AgreedRule, Planned, ServicePromise, Standing};
pub(crate) use table::{Promises, Rank, Table};
pub(crate) use window::{Window, Working};

use crate::{
    digest::Digest,
    model::{self, Channel, Cite, Clause, ClauseId, InTime, Instants, Kind, Model, PeriodKind, Places},
    name::Id,
    time::{CalendarError, Instant, Interval, Millis, ServiceClock, Zone},
    verdict::{Choice, ChoiceUsed},
};
use names::Names;
use std::sync::Arc;

/// A contract, compiled: `Send + Sync`, cheap to clone.
#[derive(Clone)]
pub struct Program(Arc<Compiled>);

struct Compiled {
    names: Names,
    words: Option<Arc<Words>>,
    zone: Zone,
    /// How exact instants are, where the contract says so.
    instants: Option<(Instants, ChoiceUsed)>,
    term: Interval,
    tables: Vec<Table>,
    services: Vec<ServicePromise>,
    duties: duty::Duties,
    standing: Vec<Standing>,
    agreed: Vec<AgreedRule>,
    desks: Desks,
    voicemail: Option<Channel>,
    places: Places,
    windows: window::Windows,
    digest: Digest,
    closing: Option<Closing>,
}

/// The channels of each desk, and what it says of receipt, if it does.
type Desks = Vec<(Vec<Channel>, Option<Desk>)>;

/// When a report counts as received.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) received: Window,
    pub(crate) cite: Cite,
}

/// Why a contract cannot be compiled; what `check` has passed never is one, save for windows that contradict
/// themselves or are made of too many.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// A window is named that the contract does not declare.
    #[error("no service window {name} is declared")]
    UnknownWindow {
        /// Its name.
        name: Id,
    },
    /// A window that is made of itself.
    #[error("service window {name} is made of itself")]
    CircularWindow {
        /// Its name.
        name: Id,
    },
    /// A window that is made of more windows than are put together.
    #[error("service window {name} is made of more than 200 windows")]
    WindowOfTooMany {
        /// The last of them.
        name: Id,
    },
    /// A name that the contract does not declare.
    #[error("{name} is not declared")]
    UnknownName {
        /// The name.
        name: Id,
    },
    /// A priority, effect or extent that the table does not have.
    #[error("the priority table has no {name}")]
    UnknownPriority {
        /// Its name.
        name: Id,
    },
    /// No holidays are known for a region.
    #[error("no holidays are known for {region}")]
    UnknownRegion {
        /// The region.
        region: Id,
    },
    /// A window that contradicts itself.
    #[error("service window {name}: {cause}")]
    Window {
        /// Its name.
        name: Id,
        /// What is wrong.
        cause: CalendarError,
    },
    /// A limit in working days, which the contract does not define.
    #[error("{} has a limit in working days, which the contract does not define", .clause.name)]
    WorkingDaysUndefined {
        /// The table.
        clause: ClauseId,
    },
    /// Limits of several types in one column, while time used stays used.
    #[error("{} lets time used stay used across limits of different types", .clause.name)]
    CarriesAcrossTypes {
        /// The table.
        clause: ClauseId,
    },
    /// A table with more priorities than can be ranked.
    #[error("more than 65535 priorities")]
    TooManyRows {
        /// The table.
        clause: ClauseId,
    },
}

impl Program {
    /// The program of a contract.
    ///
    /// # Errors
    /// [`CompileError`] where the model names what it does not declare, or a window contradicts itself.
    pub fn compile(model: &Model, places: &Places) -> Result<Program, CompileError> {
        Program::build(model, places, None)
    }

    /// The program of a contract whose events may use words of catalogues besides the contract's own glossary.
    ///
    /// # Errors
    /// As [`Program::compile`].
    pub fn compile_with_words(model: &Model, places: &Places, words: Arc<Words>) -> Result<Program, CompileError> {
        Program::build(model, places, Some(words))
    }

    /// The zone of every local time that names none.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.0.zone
    }

    /// The time in force.
    #[must_use]
    pub fn term(&self) -> Interval {
        self.0.term
    }

    /// The clock of a service window.
    #[must_use]
    pub fn window(&self, name: &Id) -> Option<&ServiceClock> {
        self.0.windows.get(name).map(|window| &window.clock)
    }

    /// What the contract's meaning is known by: the same for its documents in all languages.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.0.digest
    }

    /// Where each cited thing stands in the document.
    #[must_use]
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// The services with an availability promise: place, id and measuring period.
    pub fn promised_services(&self) -> impl Iterator<Item = (ServiceAt, &Id, PeriodKind)> {
        let promised = |(at, service): (u32, &'_ ServicePromise)| service.target.map(|(_, per)| (ServiceAt(at), per));
        (0..)
            .zip(&self.0.services)
            .filter_map(move |(at, service)| promised((at, service)).map(|(at, per)| (at, &service.id, per)))
    }

    /// The service that a word means, if the contract has it.
    #[must_use]
    pub fn service(&self, word: &str) -> Option<ServiceAt> {
        let name = self.0.names.find(word).or_else(|| {
            let id = self.words(WordKind::Service, word)?;
            self.0.names.exact(&id)
        })?;
        self.service_named(name).map(|(at, _)| ServiceAt(at))
    }

    /// How exact instants are, where the contract says so.
    pub(crate) fn instants_used(&self) -> Option<&ChoiceUsed> {
        self.0.instants.as_ref().map(|(_, used)| used)
    }

    /// An instant as exact as the contract has it: cut to the whole minute that the clocks show, if it says so.
    pub(crate) fn cut(&self, at: Instant) -> Instant {
        match self.0.instants {
            Some((Instants::Minute, _)) => {
                let (_, reading) = self.0.zone.local(at);
                at - Millis(i64::from(reading.as_millis() % 60_000))
            }
            Some((Instants::Millisecond, _)) | None => at,
        }
    }

    pub(crate) fn names(&self) -> &Names {
        &self.0.names
    }

    pub(crate) fn words(&self, kind: WordKind, word: &str) -> Option<Id> {
        self.0.words.as_ref().and_then(|words| words(kind, word))
    }

    pub(crate) fn tables(&self) -> &[Table] {
        &self.0.tables
    }

    /// Whether a table with that priority wants an act before the due instant.
    pub(crate) fn is_late_at_due(&self, priority: Option<&Id>) -> bool {
        let late = |table: &&Table| table.in_time.value == InTime::BeforeDue;
        self.0.tables.iter().filter(late).any(|table| priority.is_some_and(|id| table.has(id)))
    }

    pub(crate) fn promise(&self, service: ServiceAt) -> Option<&ServicePromise> {
        self.0.services.get(usize::try_from(service.0).ok()?)
    }

    pub(crate) fn duty_rules(&self) -> &[DutyRule] {
        &self.0.duties.rules
    }

    pub(crate) fn duty_rule(&self, duty: DutyAt) -> Option<&DutyRule> {
        self.0.duties.rules.get(usize::try_from(duty.0).ok()?)
    }

    /// The kinds of occasion that duties name, cases apart.
    pub(crate) fn occasions(&self) -> &[model::Occasion] {
        &self.0.duties.occasions
    }

    pub(crate) fn case_fields(&self) -> &CaseFields {
        &self.0.duties.fields
    }

    pub(crate) fn standing(&self) -> &[Standing] {
        &self.0.standing
    }

    pub(crate) fn agreed_rules(&self) -> impl Iterator<Item = &AgreedRule> {
        self.0.agreed.iter()
    }

    pub(crate) fn closing(&self) -> Option<&Closing> {
        self.0.closing.as_ref()
    }

    /// When a report by a channel counts as received: as the desk says that has the channel; where none has it, as the
    /// first that says so.
    pub(crate) fn desk(&self, channel: Option<Channel>) -> Option<&Desk> {
        let has = |channels: &[Channel]| channel.is_some_and(|channel| channels.contains(&channel));
        match self.0.desks.iter().find(|(channels, _)| has(channels)) {
            Some((_, desk)) => desk.as_ref(),
            None => self.0.desks.iter().find_map(|(_, desk)| desk.as_ref()),
        }
    }

    pub(crate) fn voicemail_counts_as(&self) -> Option<Channel> {
        self.0.voicemail
    }

    pub(crate) fn service_named(&self, name: Name) -> Option<(u32, &ServicePromise)> {
        (0..).zip(&self.0.services).find(|(_, service)| service.name == name)
    }

    fn build(model: &Model, places: &Places, words: Option<Arc<Words>>) -> Result<Program, CompileError> {
        let names = Names::of(model);
        let windows = window::Windows::of(model)?;
        let (standing, agreed) = promise::planned(model, &windows)?;
        Ok(Program(Arc::new(Compiled {
            tables: Table::of(model, &names, &windows)?,
            services: promise::services(model, &names, &windows)?,
            duties: duty::Duties::of(model, &names, &windows)?,
            standing,
            agreed,
            desks: desks(model, &windows)?,
            voicemail: model.desks.iter().find_map(|desk| desk.body.voicemail_counts_as),
            names,
            words,
            zone: model.head.zone,
            instants: model.head.instants.map(|instants| instants_used(model, instants)),
            term: term(model),
            places: places.clone(),
            closing: Closing::of(model, &windows),
            windows,
            digest: model.digest(),
        })))
    }
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program").field("term", &self.0.term).finish_non_exhaustive()
    }
}

fn instants_used(model: &Model, instants: Instants) -> (Instants, ChoiceUsed) {
    let choice = match instants {
        Instants::Minute => Choice::InstantsToMinute,
        Instants::Millisecond => Choice::InstantsToMillisecond,
    };
    let clause = ClauseId::new(Kind::Contract, model.head.name.clone());
    (instants, ChoiceUsed { choice, stated: Some(table::stated(&clause, choice)) })
}

fn desks(model: &Model, windows: &window::Windows) -> Result<Desks, CompileError> {
    let desk = |clause: &Clause<model::Desk>| {
        let received = clause.body.deemed_received.as_ref().map(|window| windows.named(window)).transpose()?;
        let cite = ClauseId::new(Kind::ServiceDesk, clause.name.clone()).statement(cites::DEEMED_RECEIVED);
        let channels = clause.body.rows.iter().map(|row| row.channel).collect();
        Ok((channels, received.map(|received| Desk { received, cite })))
    };
    model.desks.iter().map(desk).collect()
}

/// From the first day in force through the last.
fn term(model: &Model) -> Interval {
    let head = &model.head;
    let from = head.in_force_from.map_or(Instant::MIN, |day| head.zone.first_instant_of(day));
    let until = head.in_force_through.map_or(Instant::MAX, |day| {
        // The day after the last of all calendars does not exist: its end does.
        day.plus_days(1).map_or_else(|| head.zone.end_of(day), |next| head.zone.first_instant_of(next))
    });
    Interval::new(from, until)
}
