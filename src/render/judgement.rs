//! A verdict in one line, in a few, or in full: the decisive fact, the clauses, every step with its number.
//! The sentences of the steps are left to `step`.

use super::{
    Render, cite, stage_phrase,
    step::{by_channel, name, of},
    verdict_phrase,
};
use crate::{
    model::{Cite, ClauseId, Item, Kind},
    name::Id,
    phrase::{Said, ids},
    time::Millis,
    verdict::{Acted, Availability, Deadline, Figures, Judgement, Promise, Step, Verdict},
};

/// How many steps a medium text shows: those that decided.
const MOST_DECISIVE: usize = 4;

impl Render<'_> {
    /// One line: the verdict and the fact that decided it.
    #[must_use]
    pub fn short(&self, judgement: &Judgement) -> String {
        let said = match &judgement.figures {
            Figures::Deadline(deadline) => self.deadline(judgement, deadline),
            Figures::Availability(availability) => self.availability(judgement.verdict, availability),
            Figures::Duty(duty) => self.duty(judgement, duty),
        };
        let line = self.say(&said);
        let row = match &judgement.figures {
            Figures::Deadline(Deadline { priority, row: Some(row), .. }) if priority.as_ref() != Some(row) => row,
            Figures::Deadline(_) | Figures::Availability(_) | Figures::Duty(_) => return line,
        };
        self.say(&of(ids::SHORT_ROW).with("line", line).with("row", name(row)))
    }

    /// A few lines: promise and subject, the decisive fact, as of when, the steps that decided, the clauses.
    #[must_use]
    pub fn medium(&self, judgement: &Judgement) -> String {
        let mut lines = vec![self.headline(judgement), format!("  {}", self.standing(judgement))];
        let decisive = judgement.reason.steps.iter().filter(|step| decides(step));
        let sentences: Vec<String> = decisive.flat_map(|step| self.step(step)).collect();
        let skipped = sentences.len().saturating_sub(MOST_DECISIVE);
        lines.extend(sentences.into_iter().skip(skipped).map(|sentence| format!("  {sentence}")));
        lines.extend(self.by_clauses(judgement).map(|line| format!("  {line}")));
        lines.join("\n")
    }

    /// Every step with its number, and that no statement is made on fault or claims.
    #[must_use]
    pub fn full(&self, judgement: &Judgement) -> String {
        let mut lines = vec![self.headline(judgement), format!("  {}", self.standing(judgement))];
        let sentences = judgement.reason.steps.iter().flat_map(|step| self.step(step));
        lines.extend(sentences.zip(1..).map(|(sentence, n)| {
            let said = of(ids::MEDIUM_NUMBERED).with("n", n).with("sentence", sentence);
            format!("  {}", self.say(&said))
        }));
        lines.push(format!("  {}", self.disclaimer()));
        lines.join("\n")
    }

    /// Promise, subject, and the verdict with its decisive fact.
    #[must_use]
    pub fn headline(&self, judgement: &Judgement) -> String {
        let said = of(ids::MEDIUM_HEAD).with("promise", of(self.promise_of(judgement)));
        self.say(&said.with("subject", self.subject(judgement)).with("line", self.short(judgement)))
    }

    /// The headline with the clause that decided, for lists without further lines.
    #[must_use]
    pub fn headline_by_clause(&self, judgement: &Judgement) -> String {
        let Some(cite) = self.clause(judgement) else { return self.headline(judgement) };
        let said = of(ids::MEDIUM_HEAD_BY_CLAUSE).with("promise", of(self.promise_of(judgement)));
        let said = said.with("subject", self.subject(judgement)).with("line", self.short(judgement));
        self.say(&said.with("cite", cite))
    }

    /// The clause that decided a verdict, as a person cites it.
    #[must_use]
    pub fn clause(&self, judgement: &Judgement) -> Option<String> {
        let cite = cite::decisive(&judgement.reason).or_else(|| self.promised_in(judgement));
        cite.map(|cite| self.cite(&cite))
    }

    /// The clause that promises what a verdict without a reason is about; its row, where only one is the priority's.
    fn promised_in(&self, judgement: &Judgement) -> Option<Cite> {
        if let Figures::Duty(figures) = &judgement.figures {
            return Some(figures.duty.heading());
        }
        let Figures::Deadline(deadline) = &judgement.figures else {
            let subject = Id::of(&judgement.subject);
            let id = self.model.glossary.id(&judgement.subject).unwrap_or(subject);
            // One clause may promise the same for many services.
            let clause = self.model.services.iter().find(|clause| clause.body.names(&clause.name).contains(&id));
            let id = clause.map_or(id, |clause| clause.name.clone());
            return Some(ClauseId::new(Kind::Service, id).heading());
        };
        let priority = deadline.row.as_ref().or(deadline.priority.as_ref())?;
        self.model.priorities.iter().find_map(|clause| {
            let id = ClauseId::new(Kind::Priorities, clause.name.clone());
            let mut rows = (1..).zip(&clause.body.rows).filter(|(_, row)| row.priority == *priority);
            let (number, _) = rows.next()?;
            Some(if rows.next().is_none() { id.row(number) } else { id.heading() })
        })
    }

    /// Whom a verdict is about, as it may be shown: a service by its name, a case by its number.
    #[must_use]
    pub fn subject(&self, judgement: &Judgement) -> String {
        if let Figures::Duty(figures) = &judgement.figures {
            return self.duty_subject(judgement, figures);
        }
        match judgement.promise {
            Promise::Availability => self
                .model
                .glossary
                .id(&judgement.subject)
                .map_or_else(|| super::visible(&judgement.subject), |id| self.word(&id)),
            Promise::Reaction | Promise::Update | Promise::Duty => super::visible(&judgement.subject),
        }
    }

    /// As of when a verdict is, and how firm.
    #[must_use]
    pub fn standing(&self, judgement: &Judgement) -> String {
        let same = judgement.as_of == judgement.known_as_of;
        let id = if same { ids::MEDIUM_STAGE } else { ids::MEDIUM_STAGE_KNOWN };
        let said = of(id).with("as_of", judgement.as_of).with("stage", of(stage_phrase(judgement.stage)));
        self.say(&if same { said } else { said.with("known_as_of", judgement.known_as_of) })
    }

    /// Every clause that a reason cites, in one sentence; `None` without a reason.
    #[must_use]
    pub fn by_clauses(&self, judgement: &Judgement) -> Option<String> {
        let cites = cite::cites(&judgement.reason);
        // Who is told the row is told the clause.
        let row = |cite: &Cite| matches!(cite.item, Item::Row(_));
        let in_row = |cite: &Cite| !row(cite) && cites.iter().any(|other| row(other) && other.clause == cite.clause);
        let mut shown: Vec<String> = Vec::new();
        for cite in cites.iter().filter(|cite| !in_row(cite)).map(|cite| self.cite(cite)) {
            if !shown.contains(&cite) {
                shown.push(cite);
            }
        }
        (!shown.is_empty()).then(|| self.say(&of(ids::MEDIUM_BY_CLAUSE).with("cites", shown.join("; "))))
    }

    fn deadline(&self, judgement: &Judgement, deadline: &Deadline) -> Said {
        let verdict = of(verdict_phrase(judgement.verdict));
        let with = |id| of(id).with("verdict", verdict.clone());
        let told = judgement.reason.steps.iter().rev().find_map(|step| match step {
            Step::Acted { act, .. } => Some(*act),
            _ => None,
        });
        let usual = match judgement.promise {
            Promise::Update => Acted::Message,
            Promise::Reaction | Promise::Availability | Promise::Duty => Acted::Reaction,
        };
        let act = self.text(cite::act(told.unwrap_or(usual)));
        match (judgement.verdict, deadline.due_at, deadline.stopped_at) {
            (Verdict::Met, Some(due), Some(stopped)) if matches!(told, Some(Acted::Restoration | Acted::Closing)) => {
                with(ids::SHORT_MET_ENDED).with("due", due).with("stopped", stopped).with("act", act)
            }
            (Verdict::Met, Some(due), Some(stopped)) => {
                with(ids::SHORT_MET).with("due", due).with("stopped", stopped).with("act", act)
            }
            (Verdict::Met, Some(due), None) => with(ids::SHORT_MET_NO_ACT).with("due", due),
            (Verdict::Missed, Some(due), Some(stopped)) => {
                with(ids::SHORT_MISSED).with("due", due).with("stopped", stopped).with("act", act)
            }
            (Verdict::Missed, Some(due), None) => {
                with(ids::SHORT_MISSED_NO_ACT).with("due", due).with("as_of", judgement.as_of)
            }
            (Verdict::Open, Some(due), _) => with(ids::SHORT_OPEN).with("due", due),
            (Verdict::Open, None, _) if deadline.limit.is_some() => match deadline.left() {
                Some(left) => with(ids::SHORT_OPEN_NOT_FIXED).with("left", left),
                None => with(ids::SHORT_OPEN_WITHOUT_END),
            },
            _ => self.by_reason(judgement, &verdict),
        }
    }

    /// The verdict with what a step of its reason says, where its figures say nothing.
    fn by_reason(&self, judgement: &Judgement, verdict: &Said) -> Said {
        let with = |id| of(id).with("verdict", verdict.clone());
        let said = judgement.reason.steps.iter().rev().find_map(|step| match step {
            Step::ChannelLacking { demanded, found: Some(found), .. } => Some(
                with(ids::SHORT_CHANNEL).with("demanded", self.by_channels(demanded)).with("found", by_channel(*found)),
            ),
            Step::ChannelLacking { demanded, found: None, .. } => {
                Some(with(ids::SHORT_CHANNEL_UNKNOWN).with("demanded", self.by_channels(demanded)))
            }
            Step::BeyondCalendar { year } => Some(with(ids::SHORT_BEYOND_CALENDAR).with("year", i64::from(*year))),
            Step::Disputed { events, .. } => Some(with(ids::SHORT_DISPUTED).with("events", self.events(events))),
            _ => None,
        });
        said.unwrap_or_else(|| with(ids::SHORT_PLAIN))
    }

    fn availability(&self, verdict: Verdict, figures: &Availability) -> Said {
        let open = verdict == Verdict::Open;
        let verdict = of(verdict_phrase(verdict));
        let (Some(percent), Some(worst)) = (figures.percent(), figures.worst()) else {
            return of(ids::SHORT_AVAILABILITY_EMPTY).with("verdict", verdict);
        };
        let known = figures.unknown == Millis::ZERO;
        let id = match (known, open) {
            (true, true) => ids::SHORT_AVAILABILITY_OPEN,
            (true, false) => ids::SHORT_AVAILABILITY,
            (false, _) => ids::SHORT_AVAILABILITY_UNKNOWN,
        };
        let said = of(id).with("verdict", verdict).with("percent", percent).with("target", figures.target);
        let said = said.with("down", figures.down).with("budget", figures.budget);
        if known { said } else { said.with("worst", worst).with("unknown", figures.unknown) }
    }
}

/// Whether a step is one of those that a reader wants first.
fn decides(step: &Step) -> bool {
    matches!(
        step,
        Step::ChannelLacking { .. }
            | Step::OtherRow { .. }
            | Step::Due { .. }
            | Step::DueNotFixed { .. }
            | Step::DueOnDay { .. }
            | Step::DaysNotFixed { .. }
            | Step::Acted { .. }
            | Step::NoAct { .. }
            | Step::Base { .. }
            | Step::Down { .. }
            | Step::Unknown { .. }
            | Step::Compared { .. }
            | Step::BeyondCalendar { .. }
            | Step::Disputed { .. }
            | Step::TakenOver { .. }
            | Step::DutyDue { .. }
            | Step::Insufficient { .. }
            | Step::Performed { .. }
            | Step::Contested { .. }
    )
}
