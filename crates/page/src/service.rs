//! A service over its measuring periods: figures, and how each verdict was reached.
//! Its charts are left to `course`, its outages to `outages`.

use crate::{
    chart,
    course::{Months, Used, months, used},
    head::{Tally, Tile},
    outages::Outages,
    say::{Judged, Pair, Say, number},
};
use klausel::{
    Id,
    phrase::{Said, Value, ids},
    report::{Report, ServiceFigures},
    time::Millis,
    verdict::Verdict,
};
use serde::Serialize;

/// More sentences of one derivation are not shown.
const MOST_SENTENCES: usize = 120;

/// A service.
#[derive(Debug, Serialize)]
pub(crate) struct Service {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) periods: Vec<Measured>,
    pub(crate) periods_caption: String,
    pub(crate) months: Option<Months>,
    pub(crate) used: Option<Used>,
    pub(crate) has_unknown: bool,
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
        let has_unknown = all.iter().any(|figures| figures.figures.unknown_ms > Millis::ZERO);
        let named = |phrase| say.say(&Said::new(phrase).with("service", Value::Name(name.clone())));
        Service {
            name: say.word(name),
            periods: all.iter().map(|figures| measured(figures, has_unknown, say)).collect(),
            periods_caption: named(ids::PAGE_PERIODS_CAPTION),
            months: months(&id, all, say),
            used: used(&id, all, report.as_of, say),
            has_unknown,
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

fn measured(service: &ServiceFigures, has_unknown: bool, say: Say<'_>) -> Measured {
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
    let mut cells = vec![
        shown.clone(),
        say.duration(figures.base_ms),
        say.duration(figures.down_ms),
        say.duration(figures.budget_ms),
        left_cell,
    ];
    if has_unknown {
        cells.insert(4, say.duration(figures.unknown_ms));
    }
    Measured {
        days: say.days(&service.period),
        judged: say.verdict(service.verdict),
        stage: say.stage(service.stage).word,
        percent_name: say.text(match (open, unknown) {
            (_, true) => ids::PAGE_PERCENT_RANGE,
            (true, false) => ids::FIGURE_ATTAINABLE,
            (false, false) => ids::FIGURE_PERCENT,
        }),
        percent: shown,
        target: say.say(&Said::new(ids::FIGURE_AT_LEAST).with("target", figures.target)),
        used: say.used_of(figures.down_ms, figures.budget_ms, figures.unknown_ms),
        bar: chart::share_of(figures.budget_ms.0, figures.down_ms.0, figures.unknown_ms.0),
        figures: pairs,
        cells,
        range,
        note: open.then(|| say.text(ids::PAGE_ATTAINABLE_NOTE)),
        caption: with(ids::PAGE_FIGURES_CAPTION),
        derivation_title: with(ids::PAGE_DERIVATION_OF),
        derivation,
    }
}
