//! A report for people, 80 columns wide, in the language of the reader.
//! The figures are left to the report, the words to the catalogues.

use super::{
    Count, Period, Report, ServiceFigures, UnusedGroup,
    layout::{Side, table, width, wrapped},
};
use crate::{
    event::{Line, Unused},
    phrase::{Said, Value, ids},
    render::{Render, stage_phrase, verdict_phrase, visible},
    time::Millis,
    verdict::{Judgement, Promise, Verdict},
};

/// So many misses are shown to people; all stand in the JSON.
const MOST_MISSES: usize = 200;
/// So many lines of one reason are shown, neighbours as one range.
const MOST_LINES: usize = 40;

impl Report {
    /// The report for people, in the language of `render`.
    #[must_use]
    pub fn text(&self, render: &Render<'_>) -> String {
        let page = Page { report: self, render };
        let mut parts = vec![page.head(), page.availability(), page.cases()];
        parts.extend(page.duties());
        parts.push(page.misses());
        parts.extend([page.unused(), page.unregulated(), page.basis()]);
        let mut out = parts.join("\n");
        out.push('\n');
        out.push_str(&wrapped(&render.disclaimer(), "", 0));
        out
    }
}

pub(super) struct Page<'a> {
    pub(super) report: &'a Report,
    pub(super) render: &'a Render<'a>,
}

impl Page<'_> {
    fn head(&self) -> String {
        let report = self.report;
        let title = Said::new(ids::REPORT_TITLE).with("name", Value::Name(report.contract.clone()));
        let instant = |at| self.render.printer().value(&Value::Instant(at), "instant");
        let pairs = [
            (self.render.text(ids::REPORT_PERIOD), self.days(&report.period)),
            (self.render.text(ids::REPORT_AS_OF), instant(report.as_of)),
            (self.render.text(ids::REPORT_KNOWN_AS_OF), instant(report.known_as_of)),
        ];
        format!("{}\n{}", wrapped(&self.render.say(&title), "", 0), figures(&pairs, 2))
    }

    fn availability(&self) -> String {
        let mut out = self.heading(self.render.text(ids::REPORT_AVAILABILITY));
        if self.report.availability.is_empty() {
            out.push_str(&wrapped(&self.render.text(ids::REPORT_NO_SERVICES), "  ", 2));
        }
        let services = self.report.availability.iter().map(|service| self.service(service));
        let all: Vec<String> = self.overview().into_iter().chain(services).collect();
        out.push_str(&all.join("\n"));
        out
    }

    pub(super) fn days(&self, period: &Period) -> String {
        let days = Said::new(ids::REPORT_FROM_THROUGH);
        self.render.say(&days.with("first", period.first).with("last", period.last))
    }

    pub(super) fn number(&self, n: usize) -> String {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        self.render.printer().value(&Value::Int(n), "int")
    }

    fn service(&self, service: &ServiceFigures) -> String {
        let head = Said::new(ids::REPORT_TARGET_PERIOD).with("service", Value::Name(service.service.clone()));
        let head = head.with("first", service.period.first).with("last", service.period.last);
        let printer = self.render.printer();
        let figures_of = &service.figures;
        let verdict = Said::new(ids::FIGURE_VERDICT_STAGE).with("verdict", Said::new(verdict_phrase(service.verdict)));
        let verdict = verdict.with("stage", Said::new(stage_phrase(service.stage)));
        let target = Said::new(ids::FIGURE_AT_LEAST).with("target", figures_of.target);
        let mut pairs = vec![(ids::FIGURE_VERDICT, self.render.say(&verdict))];
        // Of a period that goes on it is no result yet: it is what would come of no further downtime.
        let is_range = figures_of.unknown_ms > Millis::ZERO;
        let percent = match (service.verdict, is_range) {
            (Verdict::Open, _) => ids::FIGURE_ATTAINABLE,
            (_, true) => ids::FIGURE_BEST,
            (_, false) => ids::FIGURE_PERCENT,
        };
        pairs.extend(figures_of.best.map(|best| (percent, printer.percent(best))));
        let worst = figures_of.worst.filter(|_| is_range);
        pairs.extend(worst.map(|worst| (ids::FIGURE_WORST, printer.percent(worst))));
        pairs.push((ids::FIGURE_TARGET, self.render.say(&target)));
        pairs.push((ids::FIGURE_WINDOW, printer.duration(figures_of.window_ms)));
        pairs.push((ids::FIGURE_PLANNED, printer.duration(figures_of.planned_ms)));
        let more = [(ids::FIGURE_EXCLUDED, figures_of.excluded_ms), (ids::FIGURE_OUT, figures_of.out_ms)];
        let more = more.into_iter().filter(|(_, length)| *length > Millis::ZERO);
        pairs.extend(more.map(|(id, length)| (id, printer.duration(length))));
        pairs.push((ids::FIGURE_BASE, printer.duration(figures_of.base_ms)));
        pairs.push((ids::FIGURE_DOWN, printer.duration(figures_of.down_ms)));
        if is_range {
            pairs.push((ids::FIGURE_UNKNOWN, printer.duration(figures_of.unknown_ms)));
        }
        pairs.push((ids::FIGURE_BUDGET, printer.duration(figures_of.budget_ms)));
        let over = figures_of.left_ms < Millis::ZERO;
        let left = if over { ids::FIGURE_EXCEEDED } else { ids::FIGURE_LEFT };
        pairs.push((left, printer.duration(figures_of.left_ms)));
        let named: Vec<(String, String)> = pairs.into_iter().map(|(id, text)| (self.render.text(id), text)).collect();
        let mut out = wrapped(&self.render.say(&head), "  ", 2) + &figures(&named, 4);
        if is_range {
            out.extend(self.render.unexplained(&service.reason).iter().map(|why| wrapped(why, "    ", 6)));
        }
        out
    }

    fn cases(&self) -> String {
        let mut out = self.heading(self.render.text(ids::REPORT_CASES));
        if self.report.counts.iter().all(|row| row.tally.total == 0) {
            out.push_str(&wrapped(&self.render.text(ids::REPORT_NO_CASES), "  ", 2));
            return out;
        }
        let tables = [Promise::Reaction, Promise::Update].into_iter().filter_map(|promise| self.counts(promise));
        out.push_str(&tables.collect::<Vec<_>>().join("\n"));
        out
    }

    /// The counts of one promise, a row a priority.
    fn counts(&self, promise: Promise) -> Option<String> {
        let counts: Vec<&Count> = self.report.counts.iter().filter(|row| row.promise == promise).collect();
        if counts.is_empty() {
            return None;
        }
        let excused = counts.iter().any(|row| row.tally.excused > 0);
        let verdicts =
            [Verdict::Met, Verdict::Missed, Verdict::NotOwed, Verdict::Open, Verdict::Undetermined, Verdict::Excused];
        let shown = |verdict: &&Verdict| excused || **verdict != Verdict::Excused;
        let verdicts: Vec<&Verdict> = verdicts.iter().filter(shown).collect();
        let mut header = vec![self.render.promise(promise)];
        header.extend(verdicts.iter().map(|verdict| self.render.verdict(**verdict)));
        header.push(self.render.text(ids::REPORT_TOTAL));
        let mut sides = vec![Side::Right; header.len()];
        sides.iter_mut().take(1).for_each(|side| *side = Side::Left);
        let number = |n: u64| {
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            self.render.printer().value(&Value::Int(n), "int")
        };
        let line = |name: String, figures: &dyn Fn(Verdict) -> u64, total: u64| {
            let mut cells = vec![name];
            cells.extend(verdicts.iter().map(|verdict| number(figures(**verdict))));
            cells.push(number(total));
            cells
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in &counts {
            let priority = row.priority.as_ref().map(|id| self.render.word(id));
            let priority = priority.unwrap_or_else(|| self.render.text(ids::REPORT_NO_PRIORITY));
            rows.push(line(priority, &|verdict| row.tally.of(verdict), row.tally.total));
        }
        let sum = |verdict| counts.iter().map(|row| row.tally.of(verdict)).sum();
        rows.push(line(self.render.text(ids::REPORT_TOTAL), &sum, counts.iter().map(|row| row.tally.total).sum()));
        Some(table(&header, &sides, &rows))
    }

    fn misses(&self) -> String {
        let mut out = self.heading(self.render.text(ids::REPORT_MISSES));
        if self.report.missed.is_empty() {
            out.push_str(&wrapped(&self.render.text(ids::REPORT_MISSES_NONE), "  ", 2));
        }
        out.push_str(&self.listed(&self.report.missed));
        if !self.report.undetermined.is_empty() {
            out.push('\n');
            out.push_str(&self.heading(self.render.text(ids::REPORT_UNDETERMINED)));
            out.push_str(&self.listed(&self.report.undetermined));
        }
        out
    }

    fn listed(&self, judgements: &[Judgement]) -> String {
        let shown = judgements.iter().take(MOST_MISSES);
        let mut out: String =
            shown.map(|judgement| wrapped(&self.render.headline_by_clause(judgement), "  ", 4)).collect();
        let left = judgements.len().saturating_sub(MOST_MISSES);
        if left > 0 {
            let more = Said::new(ids::REPORT_MORE).with("n", i64::try_from(left).unwrap_or(i64::MAX));
            out.push_str(&wrapped(&self.render.say(&more), "  ", 2));
        }
        out
    }

    fn unused(&self) -> String {
        if self.report.unused.is_empty() {
            return wrapped(&self.render.text(ids::REPORT_UNUSED_NONE), "", 0);
        }
        let count = i64::try_from(self.report.unused_count).unwrap_or(i64::MAX);
        let mut out = self.heading(self.render.say(&Said::new(ids::REPORT_UNUSED).with("n", count)));
        out.extend(self.report.unused.iter().map(|group| self.group(group)));
        out
    }

    fn unregulated(&self) -> String {
        let mut out = self.heading(self.render.text(ids::PAGE_UNREGULATED));
        if self.report.unregulated.is_empty() {
            out.push_str(&wrapped(&self.render.text(ids::PAGE_UNREGULATED_NONE), "  ", 2));
        }
        out.extend(self.report.unregulated.iter().map(|one| wrapped(&one.text(self.render), "  ", 4)));
        out
    }

    /// What the report rests on: versions, and each file with its digest.
    fn basis(&self) -> String {
        let edition = &self.report.edition;
        let mut out = self.heading(self.render.text(ids::REPORT_BASIS));
        let versions = Said::new(ids::REPORT_VERSIONS).with("klausel", edition.klausel.clone());
        let versions = versions.with("language", i64::from(edition.language));
        let versions = versions.with("time_zones", edition.time_zones.clone());
        let holidays = Said::new(ids::REPORT_HOLIDAYS).with("holidays", edition.holidays.clone());
        out.extend([versions, holidays].map(|said| wrapped(&self.render.say(&said), "  ", 4)));
        for file in edition.files() {
            let digest = Said::new(ids::REPORT_SHA256).with("sha256", file.sha256.to_string());
            out.push_str(&wrapped(&visible(&file.name), "  ", 4));
            out.push_str(&wrapped(&self.render.say(&digest), "    ", 6));
        }
        out
    }

    fn group(&self, group: &UnusedGroup) -> String {
        let first = group.lines.first().copied().unwrap_or_default();
        let reason = self.render.unused(&Unused { line: first, id: None, reason: group.reason.clone() });
        let id = if group.lines.len() == 1 { ids::REPORT_LINE } else { ids::REPORT_LINES };
        let lines = self.render.say(&Said::new(id).with("lines", self.lines(&group.lines)));
        format!("{}{}", wrapped(&reason, "  ", 4), wrapped(&lines, "    ", 6))
    }

    fn lines(&self, lines: &[Line]) -> String {
        self.report.lines(self.render, lines)
    }

    pub(super) fn heading(&self, text: String) -> String {
        let rule = "─".repeat(width(&text));
        format!("{text}\n{rule}\n")
    }
}

impl Report {
    /// Lines of the inputs for people: neighbours as ranges, the inputs by name where there are several.
    #[must_use]
    pub fn lines(&self, render: &Render<'_>, lines: &[Line]) -> String {
        let mut ranges: Vec<(Line, u32)> = Vec::new();
        for line in lines {
            match ranges.last_mut() {
                Some((first, last)) if first.input == line.input && line.line <= *last + 1 => *last = line.line,
                _ => ranges.push((*line, line.line)),
            }
        }
        let input = |number: u32| {
            let name = usize::try_from(number).ok().and_then(|place| self.inputs.get(place));
            name.filter(|_| self.inputs.len() > 1).map(|name| format!("{}:", visible(name))).unwrap_or_default()
        };
        let mut shown: Vec<String> = ranges
            .iter()
            .take(MOST_LINES)
            .map(|(first, last)| match first.line == *last {
                true => format!("{}{last}", input(first.input)),
                false => format!("{}{}–{last}", input(first.input), first.line),
            })
            .collect();
        let left: usize = ranges.iter().skip(MOST_LINES).map(|(first, last)| (last - first.line + 1) as usize).sum();
        if left > 0 {
            let more = Said::new(ids::REPORT_MORE).with("n", i64::try_from(left).unwrap_or(i64::MAX));
            shown.push(render.say(&more));
        }
        shown.join(", ")
    }
}

/// Names and figures, one pair a line, the figures aligned.
fn figures(pairs: &[(String, String)], indent: usize) -> String {
    let widest = pairs.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let lead = " ".repeat(indent);
    let line = |(name, text): &(String, String)| {
        let room = " ".repeat(widest.saturating_sub(width(name)) + 2);
        wrapped(text, &format!("{lead}{name}{room}"), indent + widest + 2)
    };
    pairs.iter().map(line).collect()
}
