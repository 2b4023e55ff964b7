//! Answers for people, in the language of the question.
//! The texts of verdicts and reasons are left to `render`.

use super::{Answer, Question, answer::Found};
use crate::{
    check::Contract,
    name::Lang,
    phrase::{PhraseId, Said, Value, ids},
    render::{Render, promise_phrase},
    time::{Instant, Interval, Millis},
    verdict::{Figures, Judgement},
};

/// Openings beyond this are summed up.
const MOST_LISTED: usize = 12;

impl Answer {
    /// The answer for people, in the language of the question, without the line's end.
    #[must_use]
    pub fn text(&self, contract: &Contract) -> String {
        self.text_in(contract, &self.lang)
    }

    /// The answer for people, in another language; empty where no catalogue has it.
    #[must_use]
    pub fn text_in(&self, contract: &Contract, lang: &Lang) -> String {
        let Some(render) = Render::of(contract, lang) else { return String::new() };
        Text { answer: self, render: &render }.whole()
    }
}

struct Text<'a> {
    answer: &'a Answer,
    render: &'a Render<'a>,
}

impl Text<'_> {
    fn whole(&self) -> String {
        if let Found::BeyondCalendar(year) = self.answer.found {
            return self.say(&Said::new(ids::ANSWER_BEYOND_CALENDAR).with("year", i64::from(year)));
        }
        match &self.answer.asked {
            Question::InWindow { at, window } => self.in_window(*at, Value::Ref(window.clone())),
            Question::ServiceTime { .. } => self.service_time(),
            Question::Due { window, .. } => self.due(Value::Ref(window.clone())),
            Question::Availability { service, .. } => {
                self.service(service, |render, judgement| render.medium(judgement))
            }
            Question::WhyAvailability { service, .. } => {
                self.service(service, |render, judgement| render.full(judgement))
            }
            Question::Budget { service, .. } => match self.answer.judgements.first() {
                Some(judgement) => self.budget(judgement),
                None => self.no_promise(Value::Ref(service.clone())),
            },
            Question::Case { case } | Question::Reaction { case } | Question::Updates { case } => {
                self.case(case, |render, judgement| render.medium(judgement))
            }
            Question::WhyCase { case } => self.case(case, |render, judgement| render.full(judgement)),
            Question::Facts { .. } => {
                self.answer.facts.as_ref().map(|facts| facts.text(self.render)).unwrap_or_default()
            }
            Question::NextDeadline { case } => self.next_deadline(case),
            Question::Missed { .. } => self.missed(),
        }
    }

    fn in_window(&self, at: Instant, window: Value) -> String {
        let said = |id| Said::new(id).with("at", at).with("window", window.clone()).with("cite", self.cite());
        let said = match &self.answer.found {
            Found::Inside(opening) => said(ids::ANSWER_IN_WINDOW_YES).with("span", self.render.span(*opening)),
            Found::Outside { next: Some(next), holiday: Some((date, names)) } => {
                let lang = self.render.catalogue().lang();
                let name = names.iter().find(|(tag, _)| tag == lang.as_str()).or(names.first());
                let day = match name {
                    Some((_, name)) => format!("{} {}", self.render.day(*date), crate::render::visible(name)),
                    None => self.render.day(*date),
                };
                said(ids::ANSWER_IN_WINDOW_HOLIDAY).with("day", day).with("next", *next)
            }
            Found::Outside { next: Some(next), holiday: None } => said(ids::ANSWER_IN_WINDOW_NO).with("next", *next),
            _ => said(ids::ANSWER_IN_WINDOW_NEVER),
        };
        self.say(&said)
    }

    fn service_time(&self) -> String {
        let measure = self.answer.duration_ms.unwrap_or_default();
        let length = self.render.printer().duration(measure);
        let length = if measure < Millis::ZERO { format!("−{length}") } else { length };
        self.openings((ids::ANSWER_SERVICE_TIME, ids::ANSWER_SERVICE_TIME_MANY), |said| {
            said.with("length", length.as_str())
        })
    }

    fn due(&self, window: Value) -> String {
        let Some(at) = self.answer.instant else {
            return self.say(&Said::new(ids::ANSWER_DUE_NEVER).with("window", window).with("cite", self.cite()));
        };
        self.openings((ids::ANSWER_DUE, ids::ANSWER_DUE_MANY), |said| said.with("at", at))
    }

    fn openings(&self, (few, many): (PhraseId, PhraseId), with: impl Fn(Said) -> Said) -> String {
        let none: Vec<Interval> = Vec::new();
        let openings = match &self.answer.found {
            Found::Openings(openings) => openings,
            _ => &none,
        };
        let total: Millis = openings.iter().map(|opening| opening.length()).sum();
        let said = if openings.len() > MOST_LISTED {
            let n = i64::try_from(openings.len()).unwrap_or(i64::MAX);
            Said::new(many).with("n", n).with("length", total)
        } else {
            Said::new(few).with("openings", self.render.spans(openings))
        };
        self.say(&with(said).with("cite", self.cite()))
    }

    fn service(&self, service: &crate::name::Id, show: impl Fn(&Render<'_>, &Judgement) -> String) -> String {
        if self.answer.judgements.is_empty() {
            return self.no_promise(Value::Ref(service.clone()));
        }
        self.judgements(show)
    }

    fn no_promise(&self, service: Value) -> String {
        self.say(&Said::new(ids::ANSWER_NO_PROMISE).with("service", service).with("cite", self.cite()))
    }

    fn budget(&self, judgement: &Judgement) -> String {
        let Figures::Availability(figures) = &judgement.figures else { return self.render.medium(judgement) };
        let left = figures.budget.0 - figures.down.0;
        let said = |id| Said::new(id).with("budget", figures.budget).with("cite", self.cite());
        let said = if left < 0 {
            said(ids::ANSWER_BUDGET_EXCEEDED).with("over", Millis(-left))
        } else if figures.unknown > Millis::ZERO {
            said(ids::ANSWER_BUDGET_UNKNOWN).with("left", Millis(left)).with("unknown", figures.unknown)
        } else {
            said(ids::ANSWER_BUDGET_LEFT).with("left", Millis(left))
        };
        self.say(&said)
    }

    fn case(&self, case: &str, show: impl Fn(&Render<'_>, &Judgement) -> String) -> String {
        if self.answer.judgements.is_empty() {
            return self.unknown_case(case);
        }
        self.judgements(show)
    }

    fn unknown_case(&self, case: &str) -> String {
        self.say(&Said::new(ids::ANSWER_UNKNOWN_CASE).with("case", crate::render::visible(case)))
    }

    fn judgements(&self, show: impl Fn(&Render<'_>, &Judgement) -> String) -> String {
        let shown: Vec<String> = self.answer.judgements.iter().map(|judgement| show(self.render, judgement)).collect();
        shown.join("\n\n")
    }

    fn next_deadline(&self, case: &str) -> String {
        let Some(judgement) = self.answer.judgements.first() else {
            if self.answer.found == Found::NoPromise {
                return self.unknown_case(case);
            }
            let said = Said::new(ids::ANSWER_NEXT_DEADLINE_NONE).with("case", crate::render::visible(case));
            return self.say(&said);
        };
        let Figures::Deadline(deadline) = &judgement.figures else { return self.render.medium(judgement) };
        let said =
            |id| Said::new(id).with("promise", Said::new(promise_phrase(judgement.promise))).with("cite", self.cite());
        let row = deadline.row.as_ref().or(deadline.priority.as_ref());
        let row = row.map(|row| self.say(&Said::new(ids::ANSWER_BY_ROW).with("row", Value::Name(row.clone()))));
        let said = match deadline.due_at {
            Some(at) => said(ids::ANSWER_NEXT_DEADLINE).with("at", at).with("row", row.unwrap_or_default()),
            None => match deadline.left() {
                Some(left) => said(ids::ANSWER_NEXT_DEADLINE_NOT_FIXED).with("left", left),
                None => said(ids::ANSWER_NEXT_DEADLINE_WITHOUT_END),
            },
        };
        self.say(&said)
    }

    fn missed(&self) -> String {
        if self.answer.judgements.is_empty() {
            return self.render.text(ids::ANSWER_MISSED_NONE);
        }
        let n = i64::try_from(self.answer.judgements.len()).unwrap_or(i64::MAX);
        let mut lines = vec![self.say(&Said::new(ids::ANSWER_MISSED).with("n", n))];
        let line = |judgement| format!("  {}", self.render.headline_by_clause(judgement));
        lines.extend(self.answer.judgements.iter().map(line));
        lines.join("\n")
    }

    fn cite(&self) -> String {
        let cite = self.answer.clause.as_ref().map(|clause| &clause.cite);
        self.render.cite_or_silent(cite)
    }

    fn say(&self, said: &Said) -> String {
        self.render.say(said)
    }
}
