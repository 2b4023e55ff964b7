//! Spans of time as a person reads them: `Fr 07.03.2025 17:30–18:00 (30 min)`.
//! Instants, dates and durations alone are left to the printer of phrases.

use super::Render;
use crate::{
    phrase::{PhraseId, Said, ids},
    time::{Date, Instant, Interval, Resolve, TimeOfDay},
};

/// Openings beyond this are summed up instead of listed.
pub(crate) const MOST_LISTED: usize = 12;

impl Render<'_> {
    /// A span with its length.
    #[must_use]
    pub fn span(&self, span: Interval) -> String {
        let (day, from) = self.zone.local(span.from);
        let (last, until) = self.zone.local(span.until);
        let at_midnight = until == TimeOfDay::MIDNIGHT && day.plus_days(1) == Some(last);
        let (last, until) = if at_midnight { (day, TimeOfDay::END) } else { (last, until) };
        if day != last || self.is_repeated(span.from) || self.is_repeated(span.until) {
            let said = Said::new(ids::SPAN_ACROSS).with("from", span.from).with("until", span.until);
            return self.say(&said.with("length", span.length()));
        }
        let said = Said::new(ids::SPAN_WITHIN_DAY).with("weekday", weekday(day)).with("date", day);
        let said = said.with("from", self.reading(from)).with("until", self.reading(until));
        self.say(&said.with("length", span.length()))
    }

    /// Spans with commas; of very many only the first, and how many more.
    #[must_use]
    pub fn spans(&self, spans: &[Interval]) -> String {
        let shown: Vec<String> = spans.iter().take(MOST_LISTED).map(|span| self.span(*span)).collect();
        self.listed(shown, spans.len())
    }

    /// Texts with commas, of which perhaps more were left out.
    pub(crate) fn listed(&self, mut shown: Vec<String>, of: usize) -> String {
        let left = of.saturating_sub(shown.len());
        if of == 0 {
            return self.say(&Said::new(ids::SPAN_NONE));
        }
        let more = (left > 0).then(|| self.say(&Said::new(ids::SPAN_MORE).with("n", super::count(left))));
        if let (Some(more), Some(last)) = (more, shown.last_mut()) {
            last.push(' ');
            last.push_str(&more);
        }
        shown.join(", ")
    }

    /// A day with its weekday.
    pub(crate) fn day(&self, date: Date) -> String {
        self.say(&Said::new(ids::SPAN_DAY).with("weekday", weekday(date)).with("date", date))
    }

    /// A reading with seconds where it has some.
    fn reading(&self, time: TimeOfDay) -> String {
        let ms = time.as_millis() % 60_000;
        let fine = match (ms / 1_000, ms % 1_000) {
            (0, 0) => String::new(),
            (s, 0) => format!(":{s:02}"),
            (s, ms) => format!(":{s:02}{}{ms:03}", self.text(ids::HABIT_DECIMAL)),
        };
        format!("{}{fine}", self.printer().time(time))
    }

    fn is_repeated(&self, at: Instant) -> bool {
        let (date, time) = self.zone.local(at);
        self.zone.instant(date, time, Resolve::Start) != self.zone.instant(date, time, Resolve::Due)
    }
}

/// The day of the week of a date, in short.
pub(crate) fn weekday(date: Date) -> Said {
    let key = format!("{:?}", date.weekday()).to_lowercase();
    Said::new(PhraseId::find("weekday_short", &key).unwrap_or(ids::WEEKDAY_SHORT_MONDAY))
}
