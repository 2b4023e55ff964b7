//! Duties judged: one verdict for each period, or for each occasion, from the facts about it.
//! When a duty is due is left to `due`, what performs it to `performed`.

mod due;
mod performed;

use super::{
    Instants,
    case::{READINGS, agree, readings, undetermine},
    facts::{Horizon, Standing, select, unused},
    trace::{self, Trace},
};
use crate::{
    compile::{DutyAt, DutyRule, Fact, Program, Said, Scope},
    event::{Unused, UnusedReason},
    model::{DutyDue, Occasion, PartDue, Within},
    name::Id,
    time::{Instant, Interval},
    verdict::{DutyFigures, Figures, Judgement, Promise, Stage, Step, Verdict},
};
use due::Due;
use performed::Performances;
use std::sync::Arc;

/// For what a duty is judged.
#[derive(Clone, Copy, Debug)]
pub(super) enum For {
    /// A period, not yet cut to the term.
    Period(Interval),
    /// The occasion that the facts are about.
    Occasion,
}

/// The judgements on a duty in a period or on an occasion: one, or one for each thing that it is owed for separately; none
/// where it did not arise at all.
pub(super) fn judge<T: Trace>(
    program: &Program,
    duty: DutyAt,
    what: For,
    facts: &[Fact],
    instants: Instants,
    trace: &mut T,
    listed: &mut Vec<Unused>,
) -> Vec<Judgement> {
    let Some(rule) = program.duty_rule(duty) else { return Vec::new() };
    let horizon = Horizon { as_of: instants.as_of, known_as_of: instants.known_as_of };
    let selection = select(facts, horizon, listed);
    let mut found = Vec::new();
    let things: Vec<Option<&Id>> =
        if rule.separately.is_empty() { vec![None] } else { rule.separately.iter().map(Some).collect() };
    for thing in things {
        let one = One { program, duty, rule, what, thing, instants };
        let mut agreed = Vec::new();
        let mut count = 0;
        for (nth, reading) in readings(&selection).into_iter().enumerate() {
            let judged: Vec<Judgement> = one.reading(&reading, trace, listed).into_iter().collect();
            if nth == 0 {
                agreed = judged
            } else {
                agree(&mut agreed, judged, &selection, trace)
            }
            count += 1;
        }
        if count >= READINGS {
            agreed.iter_mut().for_each(|judgement| undetermine(judgement, &selection, trace));
        }
        found.append(&mut agreed);
    }
    found
}

/// Whether what is judged belongs to a period: an occasion to the one in which it arises.
pub(super) fn belongs(judgement: &Judgement, period: Interval) -> bool {
    match &judgement.figures {
        Figures::Duty(figures) => figures.started_at.is_none_or(|at| period.contains(at)),
        Figures::Deadline(_) | Figures::Availability(_) => true,
    }
}

/// One duty, for one period or occasion.
struct One<'p> {
    program: &'p Program,
    duty: DutyAt,
    rule: &'p DutyRule,
    what: For,
    thing: Option<&'p Id>,
    instants: Instants,
}

/// What the facts about an occasion, or a period, say before it is asked whether the duty was performed.
struct Ground<'f> {
    subject: Arc<str>,
    /// The occasion; `None`: a period.
    arose: Option<Standing<'f>>,
    /// The period, whole and cut to the term.
    period: Option<(Interval, Interval)>,
}

impl One<'_> {
    fn reading<T: Trace>(&self, facts: &[Standing<'_>], trace: &mut T, listed: &mut Vec<Unused>) -> Option<Judgement> {
        let ground = match self.what {
            For::Period(period) => self.period(period)?,
            For::Occasion => self.occasion(facts, listed)?,
        };
        self.note_ground(&ground, trace);
        let not_owed = self.not_owed(&ground, trace);
        let outcome = match not_owed {
            true => Ok(Outcome { verdict: Verdict::NotOwed, due_at: None, performances: Performances::default() }),
            false => self.outcome(&ground, facts, trace),
        };
        let outcome = outcome.unwrap_or_else(|beyond| {
            trace.step(|| Step::BeyondCalendar { year: beyond.year() });
            Outcome { verdict: Verdict::Undetermined, due_at: None, performances: Performances::default() }
        });
        trace.step(|| Step::Concluded { verdict: outcome.verdict });
        Some(self.judgement(ground, &outcome, trace))
    }

    /// A period that touches the term.
    fn period<'f>(&self, whole: Interval) -> Option<Ground<'f>> {
        let term = self.program.term();
        let judged = Interval::new(whole.from.max(term.from), whole.until.min(term.until));
        let has_begun = judged.from <= self.instants.as_of;
        let name = self.rule.clause.name.as_str();
        (!judged.is_empty() && has_begun).then(|| Ground {
            subject: name.into(),
            arose: None,
            period: Some((whole, judged)),
        })
    }

    /// The occasion that arose, if it is one of this duty.
    fn occasion<'f>(&self, facts: &[Standing<'f>], listed: &mut Vec<Unused>) -> Option<Ground<'f>> {
        let Some(DutyDue::ForEach { occasion, .. }) = &self.rule.due else { return None };
        let is_case = matches!(occasion, Occasion::Case(_));
        let begins = |said: &Said| match said {
            Said::Reported(_) => is_case,
            Said::Arose(_) => !is_case,
            _ => false,
        };
        let Some(arose) = facts.iter().find(|one| begins(&one.fact.says)).copied() else {
            // A case without a report is listed by the tables; a consent or an act without its occasion here.
            let first = facts.first().filter(|_| !is_case);
            listed.extend(first.map(|one| unused(one.fact, UnusedReason::NoOccasion)));
            return None;
        };
        if !self.program.term().contains(arose.at) {
            listed.extend((!is_case).then(|| unused(arose.fact, UnusedReason::NotInForce)));
            return None;
        }
        if let Occasion::Case(Some(category)) = occasion {
            let wanted = self.program.names().exact(category);
            if performed::category(facts).is_none_or(|found| Some(found) != wanted) {
                return None;
            }
        }
        let service = service(&arose);
        let concerns = |names: &[Id]| service.is_none_or(|service| names.is_empty() || names.contains(service));
        let subject = match &arose.fact.scope {
            Scope::Case(subject) | Scope::Occasion(_, subject) => subject.clone(),
            Scope::Service(_) | Scope::Duty(_) => return None,
        };
        let is_its =
            concerns(&self.rule.applies_to) && self.thing.is_none_or(|thing| service.is_none_or(|s| s == thing));
        is_its.then_some(Ground { subject, arose: Some(arose), period: None })
    }

    fn note_ground<T: Trace>(&self, ground: &Ground<'_>, trace: &mut T) {
        trace.step(|| Step::Promised { cite: self.rule.clause.heading() });
        trace::instants(self.program, trace);
        if let Some((whole, judged)) = ground.period {
            trace.step(|| Step::Period { whole, judged });
        }
        if let Some(arose) = ground.arose {
            trace.step(|| Step::Arose { at: arose.at, by: trace::event(arose.fact) });
        }
        if let Some(each) = &self.rule.each {
            trace.step(|| Step::Chosen(each.clone()));
        }
    }

    fn not_owed<T: Trace>(&self, ground: &Ground<'_>, trace: &mut T) -> bool {
        if let Some((whole, judged)) = ground.period
            && whole != judged
        {
            trace.step(|| Step::Chosen(self.rule.part_period.used.clone()));
            return self.rule.part_period.value == PartDue::NotOwed;
        }
        let Some((party, names)) = &self.rule.taken_over else { return false };
        let service = ground.arose.as_ref().and_then(service);
        let what = service.into_iter().chain(self.thing).find(|name| names.contains(name));
        if let Some(what) = what {
            let (cite, party) = (self.rule.taken_over_cite(), *party);
            trace.step(|| Step::TakenOver { cite, party, what: what.clone() });
        }
        what.is_some()
    }

    fn outcome<T: Trace>(
        &self,
        ground: &Ground<'_>,
        facts: &[Standing<'_>],
        trace: &mut T,
    ) -> Result<Outcome, crate::time::Undetermined> {
        let due = self.due(ground, facts, trace)?;
        let performances = self.performances(ground, facts, trace);
        let as_of = self.instants.as_of;
        if performances.performed_at.is_none() {
            trace.step(|| Step::NoAct { as_of });
        }
        let verdict = match (performances.performed_at, due) {
            (Some(at), Due::At(due)) if at <= due => Verdict::Met,
            (Some(_), Due::At(_)) => Verdict::Missed,
            (None, Due::At(due)) if due < as_of => Verdict::Missed,
            (Some(_), Due::Open) => Verdict::Met,
            (None, _) => Verdict::Open,
        };
        // Within its outer bound, whether it was without undue delay is for people where they contest it.
        let contested = performances.contested.as_ref().filter(|_| verdict == Verdict::Met && self.is_prompt());
        let immediate = performances.performed_at.is_some_and(|at| ground.arose.is_some_and(|arose| at <= arose.at));
        let verdict = match contested {
            Some(by) if !immediate => {
                trace.step(|| Step::Contested { by: by.clone() });
                Verdict::Undetermined
            }
            Some(_) | None => verdict,
        };
        Ok(Outcome { verdict, due_at: due.at(), performances })
    }

    fn is_prompt(&self) -> bool {
        let within = |within: Within| matches!(within, Within::Promptly(_) | Within::PromptlyUnbounded);
        matches!(&self.rule.due, Some(DutyDue::ForEach { within: how, .. }) if within(*how))
    }

    fn judgement<T: Trace>(&self, ground: Ground<'_>, outcome: &Outcome, trace: &mut T) -> Judgement {
        let Performances { performed_at, done, .. } = outcome.performances;
        let times = match self.rule.due {
            Some(DutyDue::PerPeriod { times, .. }) => times,
            _ => 1,
        };
        let started_at = ground.arose.map(|arose| arose.at);
        let immediate = started_at.zip(performed_at).is_some_and(|(start, at)| at <= start);
        let stage = match outcome.verdict {
            // What was performed within the bound may still be contested.
            Verdict::Met if self.is_prompt() && !immediate => Stage::Revisable,
            Verdict::Met | Verdict::Missed | Verdict::NotOwed => Stage::Decided,
            Verdict::Open | Verdict::Undetermined | Verdict::Excused => Stage::Revisable,
        };
        Judgement {
            promise: Promise::Duty,
            subject: ground.subject,
            verdict: outcome.verdict,
            stage,
            as_of: self.instants.as_of,
            known_as_of: self.instants.known_as_of,
            figures: Figures::Duty(DutyFigures {
                duty: self.rule.clause.clone(),
                owed_by: self.rule.owed_by,
                period: ground.period.map(|(_, judged)| judged),
                owed_for: self.thing.cloned(),
                started_at,
                due_at: outcome.due_at,
                performed_at,
                times,
                done,
            }),
            reason: trace.reason(),
        }
    }
}

struct Outcome {
    verdict: Verdict,
    due_at: Option<Instant>,
    performances: Performances,
}

/// The service that an occasion names.
fn service<'f>(arose: &Standing<'f>) -> Option<&'f Id> {
    match &arose.fact.says {
        Said::Arose(said) => said.service.as_ref(),
        _ => None,
    }
}
