//! A service over its measuring periods: figures, charts, and how each verdict was reached.
//! Its outages are left to `outages`, drawing to `chart`.

use crate::{
    chart::{self, Bar, Course, Curve, Told},
    head::{Tally, Tile},
    outages::Outages,
    say::{Judged, Pair, Say, number},
};
use klausel::{
    Id,
    phrase::{Said, Value, ids},
    report::{Report, ServiceFigures, UsedAt},
    time::{Instant, Interval, Millis},
    verdict::Verdict,
};
use serde::Serialize;

/// More sentences of one derivation are not shown.
const MOST_SENTENCES: usize = 120;
/// More rows of a course are not shown as a table.
const MOST_ROWS: usize = 120;
/// More months are not drawn.
const MOST_MONTHS: usize = 60;

/// A service.
#[derive(Debug, Serialize)]
pub(crate) struct Service {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) periods: Vec<Measured>,
    pub(crate) periods_caption: String,
    pub(crate) months: Option<Months>,
    pub(crate) used: Option<Used>,
    pub(crate) outages: Outages,
}

/// A measuring period.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) days: String,
    pub(crate) judged: Judged,
    pub(crate) stage: String,
    pub(crate) percent_name: String,
    pub(crate) percent: String,
    pub(crate) target: String,
    pub(crate) used: String,
    pub(crate) bar: String,
    pub(crate) figures: Vec<Pair>,
    pub(crate) cells: Vec<String>,
    pub(crate) range: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) caption: String,
    pub(crate) derivation_title: String,
    pub(crate) derivation: Vec<String>,
}

/// Downtime by months, drawn and as a table.
#[derive(Debug, Serialize)]
pub(crate) struct Months {
    svg: String,
    caption: String,
    has_unknown: bool,
    rows: Vec<Vec<String>>,
}

/// The course of downtime, drawn and as a table.
#[derive(Debug, Serialize)]
pub(crate) struct Used {
    svg: String,
    caption: String,
    has_unknown: bool,
    rows: Vec<Vec<String>>,
    more: Option<String>,
}

impl Service {
    /// The services of a report, in its order, each with all of its periods.
    pub(crate) fn all(report: &Report, say: Say<'_>) -> Vec<Service> {
        let mut names: Vec<&Id> = Vec::new();
        for figures in &report.availability {
            if !names.contains(&&figures.service) {
                names.push(&figures.service);
            }
        }
        let of = |name: &Id| report.availability.iter().filter(|figures| figures.service == *name).collect();
        names.iter().enumerate().map(|(place, name)| Service::of(place + 1, name, &of(name), report, say)).collect()
    }

    fn of(place: usize, name: &Id, all: &Vec<&ServiceFigures>, report: &Report, say: Say<'_>) -> Service {
        let id = format!("service-{place}");
        let named = |phrase| say.say(&Said::new(phrase).with("service", Value::Name(name.clone())));
        Service {
            name: say.word(name),
            periods: all.iter().map(|figures| measured(figures, say)).collect(),
            periods_caption: named(ids::PAGE_PERIODS_CAPTION),
            months: months(&id, all, say),
            used: used(&id, all, report.as_of, say),
            outages: Outages::of(all, say),
            id,
        }
    }

    /// The service at a glance: its one period, or how many of several were met.
    pub(crate) fn tile(&self, say: Say<'_>) -> Tile {
        if let [one] = self.periods.as_slice() {
            return Tile {
                name: self.name.clone(),
                target: one.target.clone(),
                figure: one.percent.clone(),
                about: one.percent_name.clone(),
                judged: Some(one.judged.clone()),
                note: one.used.clone(),
                bar: one.bar.clone(),
            };
        }
        let mut tally = Tally::default();
        for verdict in crate::head::VERDICTS {
            let key = say.verdict(verdict).key;
            let n = self.periods.iter().filter(|period| period.judged.key == key).count();
            tally.take(verdict, n as u64);
        }
        let figure = Said::new(ids::PAGE_MET_OF);
        let int = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        Tile {
            name: self.name.clone(),
            target: self.periods.first().map(|period| period.target.clone()).unwrap_or_default(),
            figure: say.say(&figure.with("met", int(tally.met)).with("owed", int(tally.owed()))),
            about: say.text(ids::PAGE_PERIODS_MET),
            judged: None,
            note: String::new(),
            bar: chart::shares(&tally.parts()),
        }
    }
}

fn measured(service: &ServiceFigures, say: Say<'_>) -> Measured {
    let figures = &service.figures;
    let open = service.verdict == Verdict::Open;
    let with = |phrase| {
        let said = Said::new(phrase).with("service", Value::Name(service.service.clone()));
        say.say(&said.with("first", service.period.first).with("last", service.period.last))
    };
    let unknown = figures.unknown_ms > Millis::ZERO;
    let over = figures.left_ms < Millis::ZERO;
    let percent = |percent: Option<klausel::Percent>| percent.map_or("–".to_owned(), |percent| say.percent(percent));
    let shown = match (unknown, figures.worst, figures.best) {
        (true, Some(worst), Some(best)) => format!("{} – {}", say.percent(worst), say.percent(best)),
        _ => percent(figures.best),
    };
    let mut pairs = vec![
        say.pair(ids::FIGURE_WINDOW, say.duration(figures.window_ms)),
        say.pair(ids::FIGURE_PLANNED, say.duration(figures.planned_ms)),
        say.pair(ids::FIGURE_BASE, say.duration(figures.base_ms)),
        say.pair(ids::FIGURE_DOWN, say.duration(figures.down_ms)),
    ];
    if unknown {
        pairs.push(say.pair(ids::FIGURE_UNKNOWN, say.duration(figures.unknown_ms)));
    }
    pairs.push(say.pair(ids::FIGURE_BUDGET, say.duration(figures.budget_ms)));
    let left = if over { ids::FIGURE_EXCEEDED } else { ids::FIGURE_LEFT };
    pairs.push(say.pair(left, say.duration(figures.left_ms)));
    let left_cell = match over {
        true => format!("{} {}", say.text(ids::FIGURE_EXCEEDED), say.duration(figures.left_ms)),
        false => say.duration(figures.left_ms),
    };
    let range = unknown.then(|| {
        let said = Said::new(ids::PAGE_UNKNOWN_RANGE).with("unknown", figures.unknown_ms);
        let known = |percent: Option<klausel::Percent>| Value::Text(percent.map_or("–".into(), |p| say.percent(p)));
        let range = say.say(&said.with("best", known(figures.best)).with("worst", known(figures.worst)));
        std::iter::once(range).chain(say.unexplained(&service.reason)).collect::<Vec<_>>().join(" ")
    });
    let mut derivation = say.sentences(&service.reason);
    let more = derivation.len().saturating_sub(MOST_SENTENCES);
    if more > 0 {
        // How it ends decides; what is left out is the middle, one outage like another.
        let tail = derivation.split_off(derivation.len() - 20);
        derivation.truncate(MOST_SENTENCES - 20);
        derivation.push(say.say(&Said::new(ids::REPORT_MORE).with("n", number(more))));
        derivation.extend(tail);
    }
    Measured {
        days: say.days(&service.period),
        judged: say.verdict(service.verdict),
        stage: say.stage(service.stage).word,
        percent_name: say.text(if open { ids::FIGURE_ATTAINABLE } else { ids::FIGURE_PERCENT }),
        percent: shown.clone(),
        target: say.say(&Said::new(ids::FIGURE_AT_LEAST).with("target", figures.target)),
        used: say.used_of(figures.down_ms, figures.budget_ms),
        bar: chart::share_of(figures.budget_ms.0, figures.down_ms.0, figures.unknown_ms.0),
        figures: pairs,
        cells: vec![
            shown,
            say.duration(figures.base_ms),
            say.duration(figures.down_ms),
            say.duration(figures.budget_ms),
            left_cell,
        ],
        range,
        note: open.then(|| say.text(ids::PAGE_ATTAINABLE_NOTE)),
        caption: with(ids::PAGE_FIGURES_CAPTION),
        derivation_title: with(ids::PAGE_DERIVATION_OF),
        derivation,
    }
}

fn months(id: &str, all: &[&ServiceFigures], say: Say<'_>) -> Option<Months> {
    let months: Vec<_> = all.iter().flat_map(|figures| &figures.months).collect();
    let (first, last) = (all.first()?, all.last()?);
    if months.is_empty() || months.len() > MOST_MONTHS {
        return None;
    }
    let years = months.iter().any(|month| month.period.first.year() != first.period.first.year());
    let has_unknown = months.iter().any(|month| month.unknown_ms > Millis::ZERO);
    let bar = |month: &&klausel::report::MonthFigures| {
        let date = month.period.first;
        let name = match years {
            true => format!("{} {:02}", say.short_month(date), date.year().rem_euclid(100)),
            false => say.short_month(date),
        };
        let figure = say.roughly(month.down_ms + month.unknown_ms);
        Bar { name, certain: month.down_ms.0, uncertain: month.unknown_ms.0, figure }
    };
    let rows = months.iter().map(|month| {
        let mut cells = vec![
            say.month(month.period.first),
            say.duration(month.window_ms),
            say.duration(month.planned_ms),
            say.duration(month.base_ms),
            say.duration(month.down_ms),
        ];
        if has_unknown {
            cells.push(say.duration(month.unknown_ms));
        }
        cells
    });
    let said_months: Vec<String> = months
        .iter()
        .filter(|month| month.down_ms > Millis::ZERO)
        .map(|month| {
            let said = Said::new(ids::PAGE_DESC_MONTH).with("month", say.month(month.period.first));
            say.say(&said.with("down", month.down_ms))
        })
        .collect();
    let none = || say.text(ids::PAGE_DESC_MONTH_NONE);
    let said_months = if said_months.is_empty() { none() } else { said_months.join(", ") };
    let described = Said::new(ids::PAGE_DESC_MONTHS).with("service", Value::Name(first.service.clone()));
    let described = described.with("first", first.period.first).with("last", last.period.last);
    let told = Told {
        id: format!("{id}-months"),
        title: say.text(ids::PAGE_CHART_MONTHS),
        description: say.say(&described.with("months", said_months)),
    };
    let caption = Said::new(ids::PAGE_MONTHS_CAPTION).with("service", Value::Name(first.service.clone()));
    Some(Months {
        svg: chart::bars(&told, &months.iter().map(bar).collect::<Vec<_>>()),
        caption: say.say(&caption),
        has_unknown,
        rows: rows.collect(),
    })
}

fn used(id: &str, all: &[&ServiceFigures], as_of: Instant, say: Say<'_>) -> Option<Used> {
    let (first, last) = (all.first()?, all.last()?);
    // Without a base there is nothing to be used up; without months it is not known when it was.
    if all.iter().any(|figures| figures.months.is_empty() || figures.period.interval().is_empty()) {
        return None;
    }
    let curve = |figures: &&ServiceFigures| Curve {
        period: figures.period.interval(),
        limit: figures.figures.budget_ms.0,
        points: figures.used.iter().map(|used| (used.at, used.down_ms.0, (used.down_ms + used.unknown_ms).0)).collect(),
    };
    let whole = Interval::new(first.period.from, last.period.until);
    let names: Vec<(Interval, String)> = all
        .iter()
        .flat_map(|figures| &figures.months)
        .map(|month| (month.period.interval(), say.short_month(month.period.first)))
        .collect();
    let described = |phrase| {
        let said = Said::new(phrase).with("service", Value::Name(last.service.clone()));
        let said = said.with("at", as_of.min(whole.until)).with("down", last.figures.down_ms);
        let said = said.with("budget", last.figures.budget_ms);
        say.say(&said.with("worst", last.figures.down_ms + last.figures.unknown_ms))
    };
    let has_unknown = all.iter().any(|figures| figures.figures.unknown_ms > Millis::ZERO);
    let told = Told {
        id: format!("{id}-used"),
        title: say.text(ids::PAGE_CHART_USED),
        description: described(if has_unknown { ids::PAGE_DESC_USED_WORST } else { ids::PAGE_DESC_USED }),
    };
    let course = Course {
        curves: all.iter().map(curve).collect(),
        as_of,
        names,
        limit: say.say(&Said::new(ids::PAGE_LIMIT).with("budget", say.roughly(first.figures.budget_ms))),
        amount: &|ms| say.duration(Millis(ms)),
    };
    let svg = chart::course(&told, &course)?;
    let rows: Vec<Vec<String>> = all
        .iter()
        .flat_map(|figures| {
            // Where it begins to grow the amounts are still those of the entry before.
            let amounts = |used: &UsedAt| (used.down_ms, used.unknown_ms);
            let mut before = (Millis::ZERO, Millis::ZERO);
            let grown =
                figures.used.iter().filter(move |used| std::mem::replace(&mut before, amounts(used)) != amounts(used));
            grown.map(|used| (figures.figures.budget_ms, used))
        })
        .map(|(budget, used)| {
            let left = Millis(budget.0 - used.down_ms.0);
            let left = match left < Millis::ZERO {
                true => format!("{} {}", say.text(ids::FIGURE_EXCEEDED), say.duration(left)),
                false => say.duration(left),
            };
            let mut cells = vec![say.instant(used.at), say.duration(used.down_ms), left];
            if has_unknown {
                cells.insert(2, say.duration(used.unknown_ms));
            }
            cells
        })
        .collect();
    let more = rows.len().saturating_sub(MOST_ROWS);
    let caption = Said::new(ids::PAGE_USED_CAPTION).with("service", Value::Name(first.service.clone()));
    Some(Used {
        svg,
        caption: say.say(&caption),
        has_unknown,
        rows: rows.into_iter().take(MOST_ROWS).collect(),
        more: (more > 0).then(|| say.say(&Said::new(ids::REPORT_MORE).with("n", number(more)))),
    })
}
