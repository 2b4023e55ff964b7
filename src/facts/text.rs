//! The facts of a contract for people, 80 columns wide, in the language of the reader.
//! The figures are left to the parent, the words to the catalogues.

use super::{Allowed, AvailabilityFacts, Facts, LimitFacts, ListFacts, Wait};
use crate::{
    clauses::{Term as _, say_limit},
    phrase::{PhraseId, Said, Value, ids},
    render::{Render, promise_phrase, visible},
    report::{self, Side, table, width},
    time::Millis,
};

/// So many windows stand beside each other in a table.
const WINDOWS: usize = 4;

impl Facts {
    /// The facts for people, in the language of `render`.
    #[must_use]
    pub fn text(&self, render: &Render<'_>) -> String {
        let page = Page { facts: self, render };
        let parts = [page.head(), page.availability(), page.limits(), page.windows(), page.holidays()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// What an availability allows in one measuring period, in a sentence.
    #[must_use]
    pub fn allowed(render: &Render<'_>, allowed: &Allowed) -> String {
        let days = allowed.period.first == allowed.period.last;
        let span = if days { ids::FACTS_DAY } else { ids::REPORT_FROM_THROUGH };
        let span = Said::new(span).with("first", allowed.period.first).with("last", allowed.period.last);
        let id = match (allowed.judged, allowed.part) {
            (false, _) => ids::FACTS_NOT_JUDGED,
            (true, true) => ids::FACTS_ALLOWED_PART,
            (true, false) => ids::FACTS_ALLOWED,
        };
        let figures = |said: Said| said.with("base", allowed.base_ms).with("allowed", allowed.allowed_ms);
        let said = Said::new(id).with("span", render.say(&span));
        render.say(&if allowed.judged { figures(said) } else { said })
    }

    /// What a period means, in a sentence.
    #[must_use]
    pub fn limit(render: &Render<'_>, limit: &LimitFacts) -> String {
        let said = |id: PhraseId| Said::new(id).with("limit", say_limit(limit.limit));
        let days = limit.service_days_tenths.zip(limit.usual_day_ms);
        let said = match (&limit.window, days) {
            (Some(window), Some((tenths, day))) => {
                said(if tenths == 10 { ids::FACTS_ONE_DAY } else { ids::FACTS_DAYS })
                    .with("window", Value::Ref(window.clone()))
                    .with("days", render.printer().decimal(&decimal(tenths)))
                    .with("day", day)
            }
            (Some(window), None) => said(ids::FACTS_IN_WINDOW).with("window", Value::Ref(window.clone())),
            (None, _) => match limit.limit.time() {
                Some(_) => said(ids::FACTS_ELAPSED),
                None => said(ids::FACTS_IN_DAYS),
            },
        };
        let said = said.with("promise", Said::new(promise_phrase(limit.promise)));
        render.say(&said.with("priority", Value::Name(limit.priority.clone())))
    }

    /// The shortest or the longest that a period takes, in a sentence.
    #[must_use]
    pub fn wait(render: &Render<'_>, wait: &Wait, longest: bool) -> String {
        let said = Said::new(if longest { ids::FACTS_LONGEST } else { ids::FACTS_SHORTEST });
        render
            .say(&said.with("elapsed", elapsed(render, wait.elapsed_ms)).with("from", wait.from).with("due", wait.due))
    }
}

/// A text over lines, of which none ends between a number and its unit.
fn lines(text: &str, first: &str, next: usize) -> String {
    let mut glued = String::with_capacity(text.len());
    for c in text.chars() {
        let number = glued.ends_with(|before: char| before.is_ascii_digit());
        glued.push(if c == ' ' && number { GLUE } else { c });
    }
    report::wrapped(&glued, first, next).replace(GLUE, " ")
}

/// Two days or more are said in days.
fn elapsed(render: &Render<'_>, length: Millis) -> String {
    const DAY: i64 = 86_400_000;
    let (days, rest) = (length.0 / DAY, Millis(length.0 % DAY));
    match (days, rest) {
        (..2, _) => render.printer().duration(length),
        (_, Millis::ZERO) => render.say(&Said::new(ids::FACTS_WHOLE_DAYS).with("days", days)),
        _ => render.say(&Said::new(ids::FACTS_DAYS_AND).with("days", days).with("rest", rest)),
    }
}

/// A blank at which no line ends.
const GLUE: char = '\u{a0}';

/// Tenths as a decimal text, without a nought behind the point.
fn decimal(tenths: i64) -> String {
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

struct Page<'a> {
    facts: &'a Facts,
    render: &'a Render<'a>,
}

impl Page<'_> {
    fn head(&self) -> Option<String> {
        let title = Said::new(ids::FACTS_TITLE).with("name", Value::Name(self.facts.contract.clone()));
        let title = self.render.say(&title.with("year", i64::from(self.facts.year)));
        let span = match &self.facts.in_force {
            None => self.render.text(ids::FACTS_NOT_IN_FORCE),
            Some(span) => {
                let said = Said::new(ids::FACTS_IN_FORCE);
                self.render.say(&said.with("first", span.first).with("last", span.last))
            }
        };
        Some(format!("{}{}", lines(&title, "", 0), lines(&span, "  ", 2)))
    }

    fn availability(&self) -> Option<String> {
        let services: Vec<String> = self.facts.availability.iter().map(|service| self.service(service)).collect();
        (!services.is_empty()).then(|| self.heading(ids::FACTS_AVAILABILITY) + &services.join(""))
    }

    fn service(&self, service: &AvailabilityFacts) -> String {
        let head = Said::new(ids::FACTS_TARGET).with("service", Value::Name(service.service.clone()));
        let head = head.with("target", service.target).with("per", service.per.say("period"));
        let mut out = lines(&self.render.say(&head), "  ", 2);
        for allowed in service.first.iter().chain(&service.periods) {
            out.push_str(&lines(&Facts::allowed(self.render, allowed), "    ", 6));
        }
        out
    }

    fn limits(&self) -> Option<String> {
        let mut out = String::new();
        for limit in &self.facts.limits {
            out.push_str(&lines(&Facts::limit(self.render, limit), "  ", 4));
            let waits = [(&limit.shortest, false), (&limit.longest, true)];
            for (wait, longest) in waits.into_iter().filter_map(|(wait, longest)| wait.as_ref().map(|w| (w, longest))) {
                out.push_str(&lines(&Facts::wait(self.render, wait, longest), "    ", 6));
            }
        }
        (!out.is_empty()).then(|| self.heading(ids::FACTS_LIMITS) + &out)
    }

    fn windows(&self) -> Option<String> {
        let printer = self.render.printer();
        let length = |length: Millis| printer.duration(length);
        let mut out = Vec::new();
        for windows in self.facts.windows.chunks(WINDOWS) {
            let names = windows.iter().map(|window| self.render.word(&window.window));
            let header: Vec<String> = std::iter::once(self.render.text(ids::FACTS_WINDOW)).chain(names).collect();
            let line = |name: String, cell: &dyn Fn(&super::WindowFacts) -> String| -> Vec<String> {
                std::iter::once(name).chain(windows.iter().map(cell)).collect()
            };
            let mut rows = Vec::new();
            let months = windows.first().map(|window| window.months.len()).unwrap_or_default();
            for month in 0..months {
                let date = windows.first().and_then(|window| window.months.get(month)).map(|month| month.period.first);
                let name = date.and_then(|date| PhraseId::find("month", &format!("m{:02}", date.month())));
                let name = name.map(|id| self.render.text(id)).unwrap_or_default();
                rows.push(line(name, &|window| {
                    window.months.get(month).map(|month| length(month.total_ms)).unwrap_or_default()
                }));
            }
            rows.push(line(self.render.text(ids::REPORT_TOTAL), &|window| length(window.total_ms)));
            rows.push(line(self.render.text(ids::FACTS_SERVICE_DAYS), &|window| window.days.to_string()));
            rows.push(line(self.render.text(ids::FACTS_USUAL_DAY), &|window| {
                window.usual_day_ms.map_or_else(|| "–".to_owned(), length)
            }));
            let sides: Vec<Side> =
                std::iter::once(Side::Left).chain(std::iter::repeat_n(Side::Right, windows.len())).collect();
            out.push(table(&header, &sides, &rows));
        }
        (!out.is_empty() && self.facts.in_force.is_some()).then(|| self.heading(ids::FACTS_WINDOWS) + &out.join("\n"))
    }

    fn holidays(&self) -> Option<String> {
        let lists: Vec<String> = self.facts.holidays.iter().map(|list| self.list(list)).collect();
        (!lists.is_empty()).then(|| self.heading(ids::FACTS_HOLIDAYS) + &lists.join(""))
    }

    fn list(&self, list: &ListFacts) -> String {
        let mut out = lines(&self.render.word(&list.list), "  ", 2);
        match &list.days {
            None => out.push_str(&lines(&self.render.text(ids::FACTS_NO_HOLIDAYS_KNOWN), "    ", 4)),
            Some(days) => {
                for day in days {
                    let name = self.holiday(day);
                    out.push_str(&lines(format!("{} {name}", self.render.day(day.date)).trim_end(), "    ", 6));
                }
            }
        }
        out
    }

    fn holiday(&self, day: &super::HolidayFacts) -> String {
        let lang = self.render.catalogue().lang();
        let name = day.names.get(lang.as_str()).or_else(|| day.names.values().next());
        name.map(|name| visible(name)).unwrap_or_default()
    }

    fn heading(&self, id: PhraseId) -> String {
        let text = self.render.text(id);
        let rule = "─".repeat(width(&text));
        format!("{text}\n{rule}\n")
    }
}
