//! Charts as SVG, drawn in whole numbers: what is drawn is exact to a unit, and never shows a missed limit as kept.
//! The figures, and the same as a table, are left to the callers; colours to the style sheet.

mod bars;
mod shares;
mod used;

pub(crate) use bars::{Bar, bars};
pub(crate) use shares::{share_of, shares};
pub(crate) use used::{Course, Curve, course};

use std::fmt::Write as _;

/// The width of a chart in its own units: small enough for a phone, where letters must still be read.
const WIDTH: i64 = 480;

/// What a chart is called, and what it shows to one who does not see it.
pub(crate) struct Told {
    /// A name that no other chart of the page has.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) description: String,
}

/// Elements of an SVG, one after the other.
struct Drawing(String);

impl Drawing {
    fn of(told: &Told, height: i64) -> Drawing {
        let mut out = String::new();
        let id = escaped(&told.id);
        // Writing to a text cannot fail.
        let _ = write!(
            out,
            "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
             <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
            escaped(&told.title),
            escaped(&told.description)
        );
        Drawing(out)
    }

    /// A small drawing beside figures that say the same.
    fn beside(width: i64, height: i64) -> Drawing {
        Drawing(format!(
            "<svg class=\"share\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\" focusable=\"false\">"
        ))
    }

    fn rectangle(&mut self, class: &str, (x, y): (i64, i64), (width, height): (i64, i64)) {
        let _ = write!(
            self.0,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"/>",
            width.max(0),
            height.max(0)
        );
    }

    fn line(&mut self, class: &str, (x1, y1): (i64, i64), (x2, y2): (i64, i64)) {
        let _ = write!(self.0, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    fn text(&mut self, class: &str, (x, y): (i64, i64), text: &str) {
        let _ = write!(self.0, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(text));
    }

    /// A line through points, or the area that they enclose.
    fn path(&mut self, class: &str, points: &[(i64, i64)], closed: bool) {
        let mut steps = String::new();
        for (place, (x, y)) in points.iter().enumerate() {
            let _ = write!(steps, "{}{x} {y}", if place == 0 { "M" } else { "L" });
        }
        let end = if closed { "Z" } else { "" };
        let _ = write!(self.0, "<path class=\"{class}\" d=\"{steps}{end}\"/>");
    }

    fn circle(&mut self, class: &str, (x, y): (i64, i64), radius: i64) {
        let _ = write!(self.0, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }

    fn done(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// `value` of `whole` as so many of `units`, rounded; what is not nothing is drawn.
fn scaled(value: i64, whole: i64, units: i64) -> i64 {
    if whole <= 0 || value <= 0 {
        return 0;
    }
    let wide = i128::from(value) * i128::from(units);
    let drawn = (wide + i128::from(whole) / 2) / i128::from(whole);
    i64::try_from(drawn).unwrap_or(units).clamp(1, units.max(1))
}

/// A text inside an SVG.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_drawn_of_whatever_is_not_nothing() {
        assert_eq!(scaled(0, 100, 300), 0);
        assert_eq!(scaled(1, 1_000_000, 300), 1);
        assert_eq!(scaled(50, 100, 300), 150);
        assert_eq!(scaled(200, 100, 300), 300);
        assert_eq!(scaled(5, 0, 300), 0);
        assert_eq!(scaled(i64::MAX, i64::MAX, 300), 300);
    }

    #[test]
    fn a_name_that_is_markup_is_text() {
        assert_eq!(escaped("<script>&\"'"), "&lt;script&gt;&amp;&quot;&#39;");
    }
}
