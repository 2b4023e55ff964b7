//! Words, numbers, dates and durations in the language of the page.
//! All of them come from the catalogues; what is said where is left to the callers.

use klausel::{
    Id, Percent,
    phrase::{PhraseId, Piece, Said, Value, class_of, ids},
    render::{Render, stage_phrase, verdict_phrase},
    time::{Date, Instant, Millis},
    verdict::{Reason, Stage, Verdict},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A verdict or stage: the key of its look and the word for it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Judged {
    pub(crate) key: &'static str,
    pub(crate) word: String,
}

/// A name and what stands beside it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// What a page says in one language.
#[derive(Clone, Copy)]
pub(crate) struct Say<'a> {
    pub(crate) render: &'a Render<'a>,
}

impl<'a> Say<'a> {
    pub(crate) fn new(render: &'a Render<'a>) -> Self {
        Say { render }
    }

    /// Every phrase without slots of the classes that the templates name, by class and key.
    pub(crate) fn labels(self) -> BTreeMap<&'static str, BTreeMap<&'static str, String>> {
        let catalogue = self.render.catalogue();
        let plain = |id: &PhraseId| {
            let pieces = catalogue.patterns(*id).first().into_iter().flat_map(|pattern| pattern.iter());
            pieces.clone().all(|piece| !matches!(piece, Piece::Slot(_)))
        };
        let class = |name| class_of(name).filter(plain).map(|id| (id.key(), self.text(id))).collect();
        ["page", "figure", "report"].map(|name| (name, class(name))).into()
    }

    pub(crate) fn text(self, id: PhraseId) -> String {
        bound(&self.render.text(id))
    }

    pub(crate) fn say(self, said: &Said) -> String {
        bound(&self.render.say(said))
    }

    /// The sentences of a derivation; what is said twice in a row is said once.
    pub(crate) fn sentences(self, reason: &Reason) -> Vec<String> {
        let all = reason.steps.iter().flat_map(|step| self.render.step(step));
        let mut sentences: Vec<String> = all.map(|sentence| bound(&sentence)).collect();
        sentences.dedup();
        sentences
    }

    /// Why time of an availability is unexplained.
    pub(crate) fn unexplained(self, reason: &Reason) -> Vec<String> {
        self.render.unexplained(reason).iter().map(|sentence| bound(sentence)).collect()
    }

    pub(crate) fn int(self, n: u64) -> String {
        self.render.printer().value(&Value::Int(i64::try_from(n).unwrap_or(i64::MAX)), "int")
    }

    pub(crate) fn percent(self, percent: Percent) -> String {
        bound(&self.render.printer().percent(percent))
    }

    pub(crate) fn duration(self, duration: Millis) -> String {
        bound(&self.render.printer().duration(duration))
    }

    /// A duration for a drawing, cut to minutes from an hour on, and to seconds from a minute on.
    pub(crate) fn roughly(self, duration: Millis) -> String {
        self.duration(cut(duration))
    }

    /// What is used of what is allowed: cut, unless they could then be taken one for the other.
    pub(crate) fn used_of(self, used: Millis, budget: Millis, unknown: Millis) -> String {
        let same = cut(used).cmp(&cut(budget)) == used.cmp(&budget);
        let [used, budget] = if same { [cut(used), cut(budget)] } else { [used, budget] };
        let id = if unknown > Millis::ZERO { ids::PAGE_USED_OF_UNKNOWN } else { ids::PAGE_USED_OF };
        self.say(&Said::new(id).with("used", used).with("budget", budget).with("unknown", cut(unknown)))
    }

    pub(crate) fn instant(self, at: Instant) -> String {
        self.render.printer().instant(at)
    }

    pub(crate) fn word(self, id: &Id) -> String {
        self.render.word(id)
    }

    /// `1 January 2025 through 31 December 2025`.
    pub(crate) fn days(self, period: &klausel::report::Period) -> String {
        let said = Said::new(ids::REPORT_FROM_THROUGH);
        self.say(&said.with("first", period.first).with("last", period.last))
    }

    /// `Mar`.
    pub(crate) fn short_month(self, date: Date) -> String {
        self.month_in("month_short", date)
    }

    /// `March 2025`.
    pub(crate) fn month(self, date: Date) -> String {
        let said = Said::new(ids::PAGE_MONTH_OF).with("month", self.month_in("month", date));
        self.say(&said.with("year", i64::from(date.year())))
    }

    fn month_in(self, class: &str, date: Date) -> String {
        let key = format!("m{:02}", date.month());
        class_of(class).find(|id| id.key() == key).map(|id| self.text(id)).unwrap_or_default()
    }

    pub(crate) fn verdict(self, verdict: Verdict) -> Judged {
        Judged { key: verdict_phrase(verdict).key(), word: self.render.verdict(verdict) }
    }

    pub(crate) fn stage(self, stage: Stage) -> Judged {
        Judged { key: stage_phrase(stage).key(), word: self.render.stage(stage) }
    }

    pub(crate) fn pair(self, id: PhraseId, text: impl Into<String>) -> Pair {
        Pair { name: self.text(id), text: text.into() }
    }

    /// Several with commas, and the last with *and*.
    pub(crate) fn all_of(self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.text(ids::HABIT_AND)),
        }
    }
}

/// Whole minutes of hours, whole seconds of minutes, toward nothing.
fn cut(duration: Millis) -> Millis {
    let unit = match duration.0.unsigned_abs() {
        0..60_000 => 1,
        60_000..3_600_000 => 1_000,
        _ => 60_000,
    };
    Millis(duration.0 / unit * unit)
}

/// A text in which no line ends between a number and its unit.
pub(crate) fn bound(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(place) = rest.find(' ') {
        let (before, after) = (rest.get(..place).unwrap_or_default(), rest.get(place + 1..).unwrap_or_default());
        let word = after.split(|c: char| !c.is_alphanumeric() && c != '%').next().unwrap_or_default();
        let is_unit = before.ends_with(|c: char| c.is_ascii_digit()) && ["%", "h", "min", "s", "ms"].contains(&word);
        out.push_str(before);
        out.push(if is_unit { '\u{a0}' } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A whole number that a phrase takes.
pub(crate) fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_with_its_unit() {
        assert_eq!(bound("98,5 % von 2 h 30 min, 3 Sätze"), "98,5\u{a0}% von 2\u{a0}h 30\u{a0}min, 3 Sätze");
    }

    #[test]
    fn a_cut_duration_has_no_finer_units_than_one_wants() {
        let shown = [762, 61_762, 98_826_762, -98_826_762].map(|ms| cut(Millis(ms)).0);
        assert_eq!(shown, [762, 61_000, 98_820_000, -98_820_000]);
    }
}
