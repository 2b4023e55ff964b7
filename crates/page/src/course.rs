//! The downtime of a service over its months and in its course, drawn and as tables of the same figures.
//! Drawing is left to `chart`, the figures of a period as a whole to `service`.

use crate::{
    chart::{self, Bar, Course, Curve, Told},
    say::{Say, number},
};
use klausel::{
    phrase::{Said, Value, ids},
    report::{ServiceFigures, UsedAt},
    time::{Instant, Interval, Millis},
};
use serde::Serialize;

/// More rows of a course are not shown as a table.
const MOST_ROWS: usize = 120;
/// More months are not drawn.
const MOST_MONTHS: usize = 60;

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

/// What is allowed: in one amount, or in the least and the greatest of several periods.
fn limit(all: &[&ServiceFigures], say: Say<'_>) -> String {
    let budgets = || all.iter().map(|figures| figures.figures.budget_ms);
    let [least, greatest] = [budgets().min(), budgets().max()].map(|budget| say.roughly(budget.unwrap_or_default()));
    let one = Said::new(ids::PAGE_LIMIT).with("budget", least.clone());
    let range = || Said::new(ids::PAGE_LIMIT_RANGE).with("least", least.clone()).with("greatest", greatest.clone());
    say.say(&if least == greatest { one } else { range() })
}

pub(crate) fn months(id: &str, all: &[&ServiceFigures], say: Say<'_>) -> Option<Months> {
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

pub(crate) fn used(id: &str, all: &[&ServiceFigures], as_of: Instant, say: Say<'_>) -> Option<Used> {
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
        limit: limit(all, say),
        unknown: has_unknown.then(|| say.text(ids::PAGE_UNKNOWN)),
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
