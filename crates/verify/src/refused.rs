//! Why a judgement is refused: where it stands, what was claimed and what was computed, typed.
//! What is compared is left to the replays.

use crate::{
    moment::{Day, Length, Moment},
    spans::Span,
};
use std::fmt;

/// A judgement that its own reason does not bear out. `Display` is one English sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// It is no judgement in JSON, or one with a step or a field that this version does not know.
    #[error("the judgement cannot be read: {why}")]
    Unreadable {
        /// What the reader says.
        why: String,
    },
    /// Its reason was not asked for when it was made.
    #[error("the judgement gives no reason, so nothing can be replayed")]
    NoReason,
    /// The zone given beside it is no IANA zone.
    #[error("{zone:?} is no zone of the IANA database")]
    NoSuchZone {
        /// What was given.
        zone: String,
    },
    /// A step is lacking without which a claim does not follow.
    #[error("{at}: {lacking} is lacking, so {claim} does not follow")]
    Lacks {
        /// Where the claim stands.
        at: Place,
        /// What is lacking.
        lacking: &'static str,
        /// What does not follow without it.
        claim: Figure,
    },
    /// A claim differs from what other steps give.
    #[error("{at}: {what} {claimed} was claimed, {basis} gives {computed}")]
    Differs {
        /// Where the claim stands.
        at: Place,
        /// Which figure it is.
        what: &'static str,
        /// What was claimed.
        claimed: Figure,
        /// What it was computed from.
        basis: Basis,
        /// What was computed.
        computed: Figure,
    },
    /// A claim breaks a rule that all judgements keep.
    #[error("{at}: {what} {claimed} was claimed, but {rule}")]
    Breaks {
        /// Where the claim stands.
        at: Place,
        /// Which figure it is.
        what: &'static str,
        /// What was claimed.
        claimed: Figure,
        /// The rule.
        rule: &'static str,
    },
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The step with that index, counted from 0 as in `/reason/0`.
    Step(usize),
    /// The figures of the verdict.
    Figures,
    /// The judgement as a whole: its verdict, its stage, its dates.
    Judgement,
}

/// What a figure was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// That much of the openings, without pauses.
    OfTheOpenings(Length),
    /// Named steps or figures.
    Of(&'static str),
    /// The step with that index.
    Step(usize),
}

/// A figure that was claimed or computed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Figure {
    /// No figure: `null`.
    Nothing,
    /// An instant.
    At(Moment),
    /// A date.
    On(Day),
    /// A length of time.
    For(Length),
    /// A range.
    Range(Span),
    /// Ranges.
    Ranges(Vec<Span>),
    /// A word, an id, a percentage.
    Word(String),
    /// A number that is no length of time.
    Number(i64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Step(index) => write!(f, "step {index}"),
            Place::Figures => f.write_str("figures"),
            Place::Judgement => f.write_str("judgement"),
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Basis::OfTheOpenings(limit) => write!(f, "{limit} of the openings"),
            Basis::Of(what) => f.write_str(what),
            Basis::Step(index) => write!(f, "step {index}"),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Figure::Nothing => f.write_str("nothing"),
            Figure::At(at) => at.fmt(f),
            Figure::On(day) => day.fmt(f),
            Figure::For(length) => length.fmt(f),
            Figure::Range(span) => span.fmt(f),
            Figure::Ranges(spans) if spans.is_empty() => f.write_str("no time"),
            Figure::Ranges(spans) => {
                // Three are enough to tell two lists apart by eye; a year has hundreds.
                let shown: Vec<String> = spans.iter().take(3).map(ToString::to_string).collect();
                let more = if spans.len() > 3 { format!(" and {} more", spans.len() - 3) } else { String::new() };
                write!(f, "{}{more}", shown.join(", "))
            }
            Figure::Word(word) => f.write_str(word),
            Figure::Number(number) => number.fmt(f),
        }
    }
}

impl From<Moment> for Figure {
    fn from(at: Moment) -> Self {
        Figure::At(at)
    }
}

impl From<Day> for Figure {
    fn from(day: Day) -> Self {
        Figure::On(day)
    }
}

impl From<Length> for Figure {
    fn from(length: Length) -> Self {
        Figure::For(length)
    }
}

impl From<Span> for Figure {
    fn from(span: Span) -> Self {
        Figure::Range(span)
    }
}

impl From<i64> for Figure {
    fn from(number: i64) -> Self {
        Figure::Number(number)
    }
}

impl From<Vec<Span>> for Figure {
    fn from(spans: Vec<Span>) -> Self {
        Figure::Ranges(spans)
    }
}

impl From<&str> for Figure {
    fn from(word: &str) -> Self {
        Figure::Word(word.to_owned())
    }
}

impl<T: Into<Figure>> From<Option<T>> for Figure {
    fn from(figure: Option<T>) -> Self {
        figure.map_or(Figure::Nothing, Into::into)
    }
}
