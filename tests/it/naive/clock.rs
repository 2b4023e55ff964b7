//! How much time a clock has measured, and when a limit is due, from the text of 2.1 and of the pauses in 2.2.
//! What starts, changes and stops a clock is left to `deadline`.

use super::window::Windows;
use klausel::{
    Id,
    time::{Instant, Interval, Millis},
};

const DAY: i64 = 86_400_000;

/// A calendar that gives no time for so many days never gives any: windows open at least every few weeks.
const YEARS: i64 = 9 * 366;

/// Time that does not count: from when, until when; no end: for ever.
pub(super) type Pause = (Instant, Option<Instant>);

/// "The clock's calendar is the window minus its pauses."
pub(super) struct Clock<'c> {
    pub(super) windows: &'c Windows<'c>,
    pub(super) window: Option<&'c Id>,
    pub(super) pauses: Vec<Pause>,
}

impl Clock<'_> {
    /// The time of a day that counts, from an instant on, in order.
    fn on_day(&self, day: i64, from: Instant) -> Vec<Interval> {
        let mut left = self.windows.on_day(self.window, day);
        left.iter_mut().for_each(|piece| piece.from = piece.from.max(from));
        for (begins, ends) in &self.pauses {
            let mut next = Vec::new();
            for piece in left {
                next.push(Interval::new(piece.from, piece.until.min(*begins)));
                if let Some(ends) = ends {
                    // A pause that ends before it began takes nothing.
                    next.push(Interval::new(piece.from.max(*ends).max(*begins), piece.until));
                }
            }
            left = next;
        }
        left.retain(|piece| !piece.is_empty());
        left
    }

    /// "`elapsed(a, b)` is the measure of the window within `[a, b)`"; "a reversed span measures 0".
    pub(super) fn elapsed(&self, from: Instant, until: Instant) -> Millis {
        let mut sum = 0;
        let mut day = from.as_millis().div_euclid(DAY);
        while day * DAY < until.as_millis() {
            for piece in self.on_day(day, from) {
                sum += i64::max(piece.until.min(until).since(piece.from).0, 0);
            }
            day += 1;
        }
        Millis(sum)
    }

    /// "`due(s, d)` is the earliest `t ≥ s` with `elapsed(s, t) ≥ d`, so `due(s, 0) = s`." `None`: the calendar never
    /// gives it, or a pause without an end takes it.
    pub(super) fn due(&self, from: Instant, limit: Millis) -> Option<Instant> {
        if limit == Millis::ZERO {
            return Some(from);
        }
        let mut left = limit;
        let first = from.as_millis().div_euclid(DAY);
        for day in first..first + YEARS {
            for piece in self.on_day(day, from) {
                if piece.length() >= left {
                    return Some(piece.from + left);
                }
                left = left - piece.length();
            }
            let ended = |pause: &Pause| pause.1.is_none() && pause.0.as_millis() < day * DAY;
            if self.pauses.iter().any(ended) {
                return None;
            }
        }
        None
    }

    /// "*Next opening*: if that `t` lies outside the window, the next instant in it." A pause closes no window.
    pub(super) fn opening(&self, at: Instant) -> Option<Instant> {
        let first = at.as_millis().div_euclid(DAY);
        let mut days = (first..first + YEARS).flat_map(|day| self.windows.on_day(self.window, day));
        days.find(|piece| piece.until > at).map(|piece| piece.from.max(at))
    }
}
