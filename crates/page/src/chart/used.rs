//! How downtime uses up what is allowed, over the course of measuring periods: a curve that rises while a service is down
//! and starts anew with each period, and the limit that it must not pass.
//! Where the figures come from is left to the report.

use super::{Drawing, Told, scaled};
use klausel::time::{Instant, Interval};

/// Where the plot lies.
const LEFT: i64 = 84;
const RIGHT: i64 = 472;
const TOP: i64 = 16;
const BOTTOM: i64 = 220;
/// On what line a legend stands.
const LEGEND: i64 = 13;
/// Down to where a limit has room for its name above it.
const HIGH: i64 = TOP + 40;

/// One measuring period of a course.
pub(crate) struct Curve {
    pub(crate) period: Interval,
    /// What is allowed, in milliseconds.
    pub(crate) limit: i64,
    /// Instants with the downtime until then, and at worst, in milliseconds.
    pub(crate) points: Vec<(Instant, i64, i64)>,
}

/// What a course shows: its periods, until when facts are known, names of instants and of amounts.
pub(crate) struct Course<'a> {
    pub(crate) curves: Vec<Curve>,
    pub(crate) as_of: Instant,
    /// Names under the axis, each where its time begins and how long it lasts.
    pub(crate) names: Vec<(Interval, String)>,
    /// What the limit is called.
    pub(crate) limit: String,
    /// What is hatched, where some of it is.
    pub(crate) unknown: Option<String>,
    /// An amount in words.
    pub(crate) amount: &'a dyn Fn(i64) -> String,
}

/// The whole scale of a drawing.
struct Scale {
    whole: Interval,
    most: i64,
}

impl Scale {
    fn x(&self, at: Instant) -> i64 {
        let length = self.whole.length().0;
        LEFT + scaled(at.since(self.whole.from).0, length, RIGHT - LEFT)
    }

    fn y(&self, amount: i64) -> i64 {
        BOTTOM - scaled(amount, self.most, BOTTOM - TOP)
    }

    /// Where an amount is drawn beside its limit: what is over it is over it, be it by a millisecond.
    fn beside(&self, amount: i64, limit: i64) -> i64 {
        let line = self.y(limit);
        match amount.cmp(&limit) {
            std::cmp::Ordering::Greater => self.y(amount).min(line - 3),
            std::cmp::Ordering::Equal => line,
            std::cmp::Ordering::Less => self.y(amount).max(line),
        }
    }
}

/// The course of all periods; `None` where there is none.
pub(crate) fn course(told: &Told, course: &Course<'_>) -> Option<String> {
    let (first, last) = (course.curves.first()?, course.curves.last()?);
    let whole = Interval::new(first.period.from, last.period.until);
    let ends = course.curves.iter().flat_map(|curve| curve.points.iter().map(|(_, _, worst)| *worst));
    let most = ends.chain(course.curves.iter().map(|curve| curve.limit)).max()?.max(1);
    let scale = Scale { whole, most: most.saturating_add(most / 8).max(1) };
    let mut drawing = Drawing::of(told, 254);
    axes(&mut drawing, &scale, course);
    for curve in &course.curves {
        draw(&mut drawing, &scale, curve, course.as_of);
    }
    legend(&mut drawing, &scale, first, course);
    if whole.contains(course.as_of) {
        let x = scale.x(course.as_of);
        drawing.line("now", (x, TOP), (x, BOTTOM));
    }
    Some(drawing.done())
}

/// What the limit and the hatched parts are: above the plot, which the curves leave free; a limit that lies there is named
/// where it is.
fn legend(drawing: &mut Drawing, scale: &Scale, first: &Curve, course: &Course<'_>) {
    let line = scale.y(first.limit);
    if line <= HIGH && course.unknown.is_none() {
        drawing.text("limit-name", (LEFT + 6, line - 6), &course.limit);
        return;
    }
    drawing.line("limit", (LEFT + 6, LEGEND - 4), (LEFT + 34, LEGEND - 4));
    drawing.text("legend", (LEFT + 40, LEGEND), &course.limit);
    if let Some(unknown) = &course.unknown {
        drawing.rectangle("unknown", (LEFT + 236, LEGEND - 10), (22, 11));
        drawing.text("legend", (LEFT + 264, LEGEND), unknown);
    }
}

fn axes(drawing: &mut Drawing, scale: &Scale, course: &Course<'_>) {
    let step = step(scale.most);
    let mut amount = 0;
    while amount <= scale.most {
        let y = scale.y(amount);
        drawing.line(if amount == 0 { "axis" } else { "grid" }, (LEFT, y), (RIGHT, y));
        drawing.text("name", (LEFT - 8, y + 4), &(course.amount)(amount));
        amount += step;
    }
    let each = course.names.len().div_ceil(13).max(1);
    for (place, (span, name)) in course.names.iter().enumerate() {
        let (from, until) = (scale.x(span.from.max(scale.whole.from)), scale.x(span.until));
        drawing.line("tick", (from, BOTTOM), (from, BOTTOM + 5));
        if place % each == 0 {
            drawing.text("under", ((from + until) / 2, BOTTOM + 20), name);
        }
    }
    drawing.line("tick", (RIGHT, BOTTOM), (RIGHT, BOTTOM + 5));
}

fn draw(drawing: &mut Drawing, scale: &Scale, curve: &Curve, as_of: Instant) {
    let (from, until) = (scale.x(curve.period.from), scale.x(curve.period.until));
    let known = scale.x(as_of.min(curve.period.until).max(curve.period.from));
    if as_of > curve.period.from {
        let worst = outline(scale, curve, known, |(_, _, worst)| *worst);
        let certain = outline(scale, curve, known, |(_, down, _)| *down);
        let over = curve.points.last().is_some_and(|(_, down, _)| *down > curve.limit);
        if worst != certain {
            let between: Vec<(i64, i64)> = worst.iter().copied().chain(certain.iter().rev().copied()).collect();
            drawing.path("unknown", &between, true);
            drawing.path("worst", &worst, false);
        }
        let mut area = vec![(from, BOTTOM)];
        area.extend(&certain);
        area.push((known, BOTTOM));
        drawing.path(if over { "area over" } else { "area" }, &area, true);
        drawing.path(if over { "curve over" } else { "curve" }, &certain, false);
        if let Some((x, y)) = certain.last() {
            drawing.circle(if over { "end over" } else { "end" }, (*x, *y), 4);
        }
    }
    let line = scale.y(curve.limit);
    drawing.line("limit", (from, line), (until, line));
}

/// Corners of the curve of one amount, from the period's beginning until what is known.
fn outline(scale: &Scale, curve: &Curve, known: i64, amount: impl Fn(&(Instant, i64, i64)) -> i64) -> Vec<(i64, i64)> {
    let mut corners = vec![(scale.x(curve.period.from), BOTTOM)];
    for point in &curve.points {
        let corner = (scale.x(point.0), scale.beside(amount(point), curve.limit));
        if corners.last() != Some(&corner) {
            corners.push(corner);
        }
    }
    let height = corners.last().map_or(BOTTOM, |(_, y)| *y);
    corners.push((known, height));
    corners
}

/// Round amounts between the lines of a grid, of which there are at most six.
fn step(most: i64) -> i64 {
    const MINUTE: i64 = 60_000;
    let round = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 3_000, 6_000, 12_000, 30_000, 60_000, 120_000, 300_000];
    let fits = |minutes: &&i64| most / (**minutes * MINUTE) <= 5;
    round.iter().find(fits).map_or(most.max(1), |minutes| minutes * MINUTE).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use klausel::time::Millis;

    fn scale() -> Scale {
        let from = Instant::from_millis(0);
        Scale { whole: Interval::new(from, from + Millis(1_000_000)), most: 9_000_000 }
    }

    #[test]
    fn one_millisecond_over_the_limit_is_drawn_over_it() {
        let limit = 8_000_000;
        let line = scale().y(limit);
        assert!(scale().beside(limit + 1, limit) < line);
        assert_eq!(scale().beside(limit, limit), line);
        assert!(scale().beside(limit - 1, limit) >= line);
    }

    #[test]
    fn a_grid_has_few_lines() {
        for most in [1, 60_000, 9_000_000, 3_600_000 * 42, 3_600_000 * 9_000, i64::MAX / 2] {
            assert!(most / step(most) <= 5, "{most}");
        }
    }
}
