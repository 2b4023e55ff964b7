//! The one path to a verdict: a program, an obligation and the facts of its scope give judgements, and nothing else
//! does. Reading contracts and events is left to the stages before, wording reasons to those after.

mod availability;
mod bounds;
mod case;
mod change;
mod checks;
mod clock;
mod closing;
mod counting;
mod course;
mod cover;
mod days;
mod downtime;
mod excluded;
mod facts;
mod fold;
mod monitor;
mod order;
mod outages;
mod planned;
mod reaction;
mod reading;
mod state;
mod timeline;
mod trace;
mod track;
mod turns;
mod updates;
mod verdicts;
mod watch;

pub use crate::compile::{period_of, periods};
pub use change::{Change, Held};
pub use course::{Course, Month, course};
pub use monitor::Monitor;
pub use state::StateError;
pub use trace::{Silent, Steps, Trace};
pub use verdicts::{Subject, Verdicts};
pub use watch::Watch;

use self::reading::Reading;
use crate::{
    compile::{Fact, Program, ServiceAt},
    event::Unused,
    time::{Instant, Interval},
    verdict::Judgement,
};

/// What a contract owes to one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obligation {
    /// The reaction to a case: one judgement for each table that applies to it.
    Reaction,
    /// Updates of a case: one judgement for each gap.
    Updates,
    /// Reaction and updates of a case.
    Case,
    /// The availability of a service in a measuring period.
    Availability {
        /// The service.
        service: ServiceAt,
        /// The period, not yet cut to the term.
        period: Interval,
    },
}

/// What is judged in one pass over the facts of a subject.
#[derive(Clone, Copy, Debug)]
enum Owed<'p> {
    Case(case::Which),
    Availability { service: ServiceAt, periods: &'p [Interval] },
}

/// As of when and known as of when something is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instants {
    /// Events that happened later are not used.
    pub as_of: Instant,
    /// Events that became known later are not used.
    pub known_as_of: Instant,
}

/// Judges an obligation on the facts of its subject: pure, and the only way to a judgement.
///
/// The facts may come in any order. The reason is collected where `trace` asks for it.
pub fn judge<T: Trace>(
    program: &Program,
    obligation: Obligation,
    facts: &[Fact],
    instants: Instants,
    trace: &mut T,
) -> Vec<Judgement> {
    let mut found = Vec::new();
    let owed = match &obligation {
        Obligation::Reaction => Owed::Case(case::Which::Reaction),
        Obligation::Updates => Owed::Case(case::Which::Updates),
        Obligation::Case => Owed::Case(case::Which::Both),
        Obligation::Availability { service, period } => {
            Owed::Availability { service: *service, periods: std::slice::from_ref(period) }
        }
    };
    judge_into(program, owed, facts, (instants, None), trace, &mut Vec::new(), &mut found);
    found
}

/// As [`judge`], with a list of what was not used, or used otherwise than it says; of a case only what belongs to a period,
/// if one is asked for.
fn judge_into<T: Trace>(
    program: &Program,
    owed: Owed<'_>,
    facts: &[Fact],
    (instants, within): (Instants, Option<Interval>),
    trace: &mut T,
    listed: &mut Vec<Unused>,
    found: &mut Vec<Judgement>,
) {
    let Some(closing) = program.closing() else {
        return judge_facts(program, owed, facts, (instants, within), trace, listed, found);
    };
    let facts = closing::in_time(closing, facts, instants.known_as_of, listed);
    let mut all = Vec::new();
    judge_facts(program, owed, &facts, (instants, None), trace, listed, &mut all);
    closing::finalise(program, closing, owed, &facts, instants, &mut all);
    if within.is_some() {
        // What is final is told of all judgements on a subject, and only then is a period's share taken.
        let mut kept = Vec::new();
        judge_facts(program, owed, &facts, (instants, within), &mut Silent, &mut Vec::new(), &mut kept);
        all.retain(|one| kept.iter().any(|held| held.promise == one.promise && held.figures == one.figures));
    }
    found.append(&mut all);
}

/// As [`judge_into`], whatever the contract says on when facts are closed.
fn judge_facts<T: Trace>(
    program: &Program,
    owed: Owed<'_>,
    facts: &[Fact],
    (instants, within): (Instants, Option<Interval>),
    trace: &mut T,
    listed: &mut Vec<Unused>,
    found: &mut Vec<Judgement>,
) {
    match owed {
        Owed::Case(which) => case::judge(program, which, facts, (instants, within), trace, listed, found),
        Owed::Availability { service, periods } => {
            let Some(promise) = program.promise(service) else { return };
            let reading = Reading::of(program, promise, facts, instants, listed);
            for period in periods {
                let judged = availability::judge(program, promise, *period, &reading, instants, trace);
                found.extend(judged.map(|(judgement, _)| judgement));
            }
        }
    }
}
