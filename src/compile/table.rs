//! A priority table as its clocks need it: rows by rank, limits, conditions, and the choices of meaning it uses.
//! How the clocks run is left to `engine`.

use super::{
    CompileError, cites,
    days::{self, DayRules},
    names::{Name, Names},
    window::{Window, Windows},
};
use crate::{
    model::{
        Act, AnyOr, Channel, ChannelCondition, Cite, ClauseId, Closing, Deadline, Kind, Model, Priorities, Raised,
        ReactionAct, Reopened, UpdateArm, UpdateEnd,
    },
    name::Id,
    time::Zone,
    verdict::{Choice, ChoiceUsed},
};

/// A priority by its place in the table: 0 is the most urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Rank(u16);

#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) clause: ClauseId,
    pub(crate) category: Option<Name>,
    pub(crate) window: Window,
    pub(crate) runs: Option<ChoiceUsed>,
    rows: Vec<Keys>,
    priorities: Vec<Promises>,
    /// The channel without which another row applies to the reaction, that row, and where it is said.
    pub(crate) without_channel: Option<(Channel, Rank, Cite)>,
    pub(crate) later_call: Option<(Channel, Cite)>,
    pub(crate) reaction: Chosen<Option<ReactionAct>>,
    pub(crate) update_arm: Chosen<UpdateArm>,
    pub(crate) update_end: Chosen<UpdateEnd>,
    pub(crate) closing: Chosen<Closing>,
    pub(crate) raised: Chosen<Raised>,
    pub(crate) reopened: Chosen<Reopened>,
    pub(crate) pause: Option<(Act, Cite)>,
    pub(crate) days: DayRules,
}

/// A choice of meaning with its value and how a reason shows it.
#[derive(Clone, Debug)]
pub(crate) struct Chosen<T> {
    pub(crate) value: T,
    pub(crate) used: ChoiceUsed,
}

/// What a row is for.
#[derive(Clone, Debug)]
struct Keys {
    rank: Rank,
    effect: Key,
    extent: Key,
    cite: Cite,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Whatever,
    Is(Name),
}

/// What the rows of one priority promise.
#[derive(Clone, Debug)]
pub(crate) struct Promises {
    pub(crate) priority: Id,
    name: Name,
    /// Its first row.
    pub(crate) cite: Cite,
    pub(crate) reaction: Option<Deadline>,
    /// The channels of which one is demanded; none: any.
    pub(crate) reaction_on: Vec<Channel>,
    pub(crate) update: Option<Deadline>,
}

impl Table {
    pub(super) fn of(model: &Model, names: &Names, windows: &Windows) -> Result<Vec<Table>, CompileError> {
        model
            .priorities
            .iter()
            .map(|clause| table(&clause.name, &clause.body, model.head.zone, names, windows))
            .collect()
    }

    /// What a priority promises.
    pub(crate) fn promises(&self, rank: Rank) -> Option<&Promises> {
        self.priorities.get(usize::from(rank.0))
    }

    /// The rank of a priority, if this table has it.
    pub(crate) fn rank(&self, priority: Name) -> Option<Rank> {
        (0..).zip(&self.priorities).find(|(_, held)| held.name == priority).map(|(place, _)| Rank(place))
    }

    /// The priority that the first matching row gives; `None` where that depends on what was not said.
    pub(crate) fn derived(&self, effect: Option<Name>, extent: Option<Name>) -> Option<Rank> {
        for row in &self.rows {
            match (row.effect.matches(effect), row.extent.matches(extent)) {
                (Some(true), Some(true)) => return Some(row.rank),
                (Some(false), _) | (_, Some(false)) => {}
                (None, _) | (_, None) => return None,
            }
        }
        None
    }

    /// The row to cite for a priority: the one for that effect and extent, else its first.
    pub(crate) fn row(&self, rank: Rank, effect: Option<Name>, extent: Option<Name>) -> Option<&Cite> {
        let fits = |row: &&Keys| {
            row.rank == rank && row.effect.matches(effect) == Some(true) && row.extent.matches(extent) == Some(true)
        };
        let first = self.promises(rank).map(|promises| &promises.cite);
        self.rows.iter().find(fits).map(|row| &row.cite).or(first)
    }

    /// Whether any limit of a clock is in hours and minutes: the reaction's, where the clock is every one's.
    pub(crate) fn has_time_limits(&self, clock: Act) -> bool {
        let limit = |promises: &Promises| match clock {
            Act::Every => promises.reaction,
            Act::Update => promises.update,
        };
        self.priorities.iter().filter_map(limit).any(|limit| limit.time().is_some())
    }

    pub(crate) fn promises_reactions(&self) -> bool {
        self.priorities.iter().any(|promises| promises.reaction.is_some())
    }

    pub(crate) fn promises_updates(&self) -> bool {
        self.priorities.iter().any(|promises| promises.update.is_some())
    }
}

impl Key {
    fn of(cell: &AnyOr, names: &Names) -> Result<Key, CompileError> {
        match cell {
            AnyOr::Any | AnyOr::Otherwise => Ok(Key::Whatever),
            AnyOr::Is(id) => Ok(Key::Is(exact(names, id)?)),
        }
    }

    fn matches(self, said: Option<Name>) -> Option<bool> {
        match self {
            // `otherwise` is what the rows above leave, and those were asked first.
            Key::Whatever => Some(true),
            Key::Is(name) => said.map(|said| said == name),
        }
    }
}

fn table(name: &Id, body: &Priorities, zone: Zone, names: &Names, windows: &Windows) -> Result<Table, CompileError> {
    let clause = ClauseId::new(Kind::Priorities, name.clone());
    let (rows, priorities) = rows(&clause, body, names)?;
    days::hold(&clause, body, windows)?;
    let rank_of = |id: &Id| {
        let place = priorities.iter().position(|held: &Promises| held.priority == *id);
        let rank = place.and_then(|place| u16::try_from(place).ok()).map(Rank);
        rank.ok_or_else(|| CompileError::UnknownPriority { name: id.clone() })
    };
    let without_channel = body
        .without_channel
        .as_ref()
        .map(|other| Ok((other.channel, rank_of(&other.row)?, clause.statement(cites::WITHOUT_CHANNEL))))
        .transpose()?;
    let elapsed = ChoiceUsed { choice: Choice::ElapsedTime, stated: None };
    Ok(Table {
        category: body.category.as_ref().map(|id| exact(names, id)).transpose()?,
        window: windows.or_always(body.runs_during.as_ref())?,
        runs: body.runs_during.is_none().then_some(elapsed),
        rows,
        priorities,
        without_channel,
        later_call: body.later_call.as_ref().map(|call| (call.channel, clause.statement(cites::LATER_CALL))),
        reaction: reaction(&clause, body.reaction),
        update_arm: chosen(&clause, body.update_arm, UpdateArm::AtReport, |arm| match arm {
            UpdateArm::AtReport => Choice::UpdatesFromReport,
            UpdateArm::AtReaction => Choice::UpdatesFromReaction,
        }),
        update_end: chosen(&clause, body.update_end, UpdateEnd::Closing, |end| match end {
            UpdateEnd::Restoration => Choice::UpdatesEndAtRestoration,
            UpdateEnd::Closing => Choice::UpdatesEndAtClosing,
        }),
        closing: chosen(&clause, body.closing, Closing::AtClosing, |closing| match closing {
            Closing::AtClosing => Choice::DueAtClosing,
            Closing::NextOpening => Choice::DueAtNextOpening,
        }),
        raised: chosen(&clause, body.raised, Raised::FromChange, |raised| match raised {
            Raised::FromChange => Choice::ChangeFromChange,
            Raised::Carry => Choice::ChangeCarries,
            Raised::Retroactive => Choice::ChangeRetroactive,
        }),
        reopened: chosen(&clause, body.reopened, Reopened::Resume, |reopened| match reopened {
            Reopened::Resume => Choice::ReopenResumes,
            Reopened::Restart => Choice::ReopenRestarts,
            Reopened::Once => Choice::ReopenNever,
        }),
        days: DayRules::of(&clause, body, zone, windows),
        pause: body.pause.map(|pause| (pause.holds_for, clause.statement(cites::pausing(pause.holds_for)))),
        clause,
    })
}

fn rows(clause: &ClauseId, body: &Priorities, names: &Names) -> Result<(Vec<Keys>, Vec<Promises>), CompileError> {
    let mut rows = Vec::with_capacity(body.rows.len());
    let mut priorities: Vec<Promises> = Vec::new();
    for (number, row) in (1..).zip(&body.rows) {
        let name = exact(names, &row.priority)?;
        let cite = clause.row(number);
        let place = match priorities.iter().position(|held| held.name == name) {
            Some(place) => place,
            None => {
                priorities.push(Promises {
                    priority: row.priority.clone(),
                    name,
                    cite: cite.clone(),
                    reaction: row.reaction,
                    reaction_on: match &row.reaction_on {
                        ChannelCondition::AnyChannel => Vec::new(),
                        ChannelCondition::ReportBy(channels) => channels.clone(),
                    },
                    update: row.update,
                });
                priorities.len() - 1
            }
        };
        let rank = Rank(u16::try_from(place).map_err(|_| CompileError::TooManyRows { clause: clause.clone() })?);
        rows.push(Keys { rank, effect: Key::of(&row.effect, names)?, extent: Key::of(&row.extent, names)?, cite });
    }
    Ok((rows, priorities))
}

fn reaction(clause: &ClauseId, said: Option<ReactionAct>) -> Chosen<Option<ReactionAct>> {
    let choice = match said {
        None => Choice::ReactionIsAnyAct,
        Some(ReactionAct::PersonalReply) => Choice::ReactionIsPersonal,
        Some(ReactionAct::AnyReply) => Choice::ReactionIsAnyReply,
    };
    let stated = said.map(|_| stated(clause, choice));
    Chosen { value: said, used: ChoiceUsed { choice, stated } }
}

pub(super) fn chosen<T: Copy>(
    clause: &ClauseId,
    said: Option<T>,
    default: T,
    choice: impl Fn(T) -> Choice,
) -> Chosen<T> {
    let value = said.unwrap_or(default);
    let choice = choice(value);
    let stated = said.map(|_| stated(clause, choice));
    Chosen { value, used: ChoiceUsed { choice, stated } }
}

/// The statement of a clause that makes a choice.
pub(super) fn stated(clause: &ClauseId, choice: Choice) -> Cite {
    cites::stating(choice).map_or_else(|| clause.heading(), |phrase| clause.statement(phrase))
}

fn exact(names: &Names, id: &Id) -> Result<Name, CompileError> {
    names.exact(id).ok_or_else(|| CompileError::UnknownPriority { name: id.clone() })
}
