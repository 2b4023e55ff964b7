//! When the verdicts on a subject change next if nothing more happens or becomes known.
//! What they are at an instant is left to `judge`, keeping the answer to `watch`.

use super::{
    Instants, Monitor,
    change::{Item, items},
    monitor::Whom,
    period_of,
    verdicts::Subject,
};
use crate::{
    compile::{Fact, Said, ServiceAt},
    time::{Instant, Interval, Millis},
    verdict::{Figures, Judgement, Stage, Verdict},
};

/// The first instant after *as of* at which a verdict or a stage on the subject is another, or a new one comes up; of
/// services in the measuring periods from `since` on. Facts that are to happen or to become known are looked at too.
pub(super) fn next(monitor: &Monitor, whom: &Whom, since: Instant, instants: Instants) -> Option<Instant> {
    let mut at = instants;
    let now = judged(monitor, whom, since, at);
    let held = items(&now);
    let mut judgements = now;
    loop {
        let turn = first_turn(monitor, whom, &judgements, at.as_of);
        let closing = next_closing(monitor, whom, &judgements, (instants.as_of, at.as_of));
        let then = later(instants, turn.into_iter().chain(closing).min()?);
        if let Whom::Service(service) = whom
            && let Some(decided) = decided_between(monitor, *service, at, then)
        {
            return Some(decided);
        }
        judgements = judged(monitor, whom, since, then);
        if items(&judgements) != held {
            return Some(then.as_of);
        }
        at = then;
    }
}

/// Time goes on, and what was known stays known.
fn later(instants: Instants, as_of: Instant) -> Instants {
    Instants { as_of, known_as_of: instants.known_as_of.max(as_of) }
}

/// The judgements on a subject as of an instant; of a service in each measuring period that has begun, of a duty also in
/// those before whose due instant may still come.
pub(super) fn judged(monitor: &Monitor, whom: &Whom, since: Instant, instants: Instants) -> Vec<Judgement> {
    let subject = match whom {
        Whom::Case(subject) => Subject::Case(subject.clone()),
        Whom::Service(service) => {
            let range = Interval::new(since.min(instants.as_of), instants.as_of + Millis(1));
            Subject::Service(*service, range)
        }
        Whom::Duty(duty) => {
            let back = monitor.program().duty_rule(*duty).map_or(Millis::ZERO, |rule| rule.runs_on());
            let from = Instant::from_millis(since.min(instants.as_of).as_millis() - back.0);
            Subject::Duty(*duty, Interval::new(from, instants.as_of + Millis(1)))
        }
        Whom::Occasion(kind, subject) => Subject::Occasion(*kind, subject.clone()),
    };
    monitor.judgements(&subject, instants)
}

/// When a fact begins to be used.
pub(super) fn used_from(fact: &Fact) -> Instant {
    fact.at.max(fact.known_at)
}

/// The first instant after another at which something about a subject may change, save what time alone decides about
/// a service within its measuring period.
fn first_turn(monitor: &Monitor, whom: &Whom, judgements: &[Judgement], after: Instant) -> Option<Instant> {
    let facts = monitor.facts(whom);
    let to_come = facts.iter().map(used_from);
    let next = match whom {
        Whom::Service(service) => {
            let per = monitor.program().promise(*service)?.target.map(|(_, per)| per)?;
            let period = period_of(per, after, monitor.program().zone());
            to_come.chain(period.map(|period| period.until)).filter(|at| *at > after).min()
        }
        Whom::Duty(duty) => {
            let per = monitor.program().duty_rule(*duty)?.per()?;
            let period = period_of(per, after, monitor.program().zone());
            let term = monitor.program().term();
            let begins = period.map(|period| period.until).into_iter().chain([term.from]);
            let due = judgements.iter().flat_map(|judgement| turns_of_deadline(monitor, judgement));
            to_come.chain(begins).chain(due).filter(|at| *at > after).min()
        }
        Whom::Occasion(..) => {
            let due = judgements.iter().flat_map(|judgement| turns_of_deadline(monitor, judgement));
            to_come.chain(due).filter(|at| *at > after).min()
        }
        Whom::Case(_) => {
            let received = facts.iter().filter_map(|fact| received_at(monitor, fact));
            let deadlines = judgements.iter().flat_map(|judgement| turns_of_deadline(monitor, judgement));
            to_come.chain(received).chain(deadlines).filter(|at| *at > after).min()
        }
    };
    next.filter(|at| *at < Instant::MAX)
}

/// When the facts are closed next whose closing may make a verdict final: those of the periods up to the one that an
/// event or the question lies in.
fn next_closing(
    monitor: &Monitor,
    whom: &Whom,
    judgements: &[Judgement],
    (asked, after): (Instant, Instant),
) -> Option<Instant> {
    let closing = monitor.program().closing()?;
    let may_become_final = |judgement: &Judgement| {
        let awaits_knowledge = matches!(judgement.verdict, Verdict::Missed | Verdict::Undetermined);
        judgement.stage == Stage::Decided || (judgement.stage == Stage::Revisable && awaits_knowledge)
    };
    if !judgements.iter().any(may_become_final) {
        return None;
    }
    let last = monitor.facts(whom).iter().map(used_from).max().map_or(asked, |last| last.max(asked));
    let (closed_until, _) = closing.closed_until(after)?;
    let period = closing.period(closed_until).filter(|period| period.from <= last.max(after))?;
    closing.closes_at(period.from).filter(|at| *at > after)
}

/// When a report counts as received: clocks start then.
fn received_at(monitor: &Monitor, fact: &Fact) -> Option<Instant> {
    let (Said::Reported(contact) | Said::Contacted(contact)) = &fact.says else { return None };
    let desk = monitor.program().desk(contact.channel)?;
    desk.received.clock.open_at_or_after(fact.at).ok().flatten()
}

/// The start of a clock, and the instant from which an open deadline is missed: after due, or at it where the contract
/// wants the act before.
fn turns_of_deadline(monitor: &Monitor, judgement: &Judgement) -> impl Iterator<Item = Instant> {
    let (started, due) = match &judgement.figures {
        Figures::Deadline(deadline) => {
            let open = judgement.verdict == Verdict::Open;
            let late_at_due = monitor.program().is_late_at_due(deadline.row.as_ref());
            let missed_from = |due| if late_at_due { due } else { due + Millis(1) };
            (deadline.started_at, deadline.due_at.filter(|_| open).map(missed_from))
        }
        Figures::Availability(_) => (None, None),
        Figures::Duty(figures) => {
            let open = judgement.verdict == Verdict::Open;
            (None, figures.due_at.filter(|_| open).map(|due| due + Millis(1)))
        }
    };
    started.into_iter().chain(due)
}

/// When time alone changes the verdict on a service, or its stage, after one instant and before another, in the
/// measuring period that runs. Time decides each once and takes nothing back, so that halving finds it.
fn decided_between(monitor: &Monitor, service: ServiceAt, after: Instants, before: Instants) -> Option<Instant> {
    let (_, per) = monitor.program().promise(service)?.target?;
    let period = period_of(per, after.as_of, monitor.program().zone())?;
    let held_at = |as_of: Instant| -> Vec<Item> {
        let subject = Subject::Service(service, Interval::new(period.from, period.from + Millis(1)));
        items(&monitor.judgements(&subject, later(after, as_of)))
    };
    let held = held_at(after.as_of);
    let (mut same, mut other) = (after.as_of, Instant::from_millis(before.as_of.as_millis() - 1));
    if other <= same || held_at(other) == held {
        return None;
    }
    while other.since(same) > Millis(1) {
        let middle = same + Millis(other.since(same).0 / 2);
        if held_at(middle) == held { same = middle } else { other = middle }
    }
    Some(other)
}
