//! The choices that a contract may make about a figure asked for and about the end of a clock, as data.
//! Those about windows are part of `calendar`, those about days of `limit`; verdicts always use the exact measure.

use super::{Instant, Intervals, Millis, PausedDue, ServiceClock, Undetermined};
use serde::{Deserialize, Serialize};

/// When time is due that is used up exactly at closing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedUpAtClosing {
    /// At closing.
    #[default]
    AtClosing,
    /// At the next opening of the calendar.
    NextOpening,
}

/// How a figure that somebody asks for is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// In milliseconds, as measured.
    #[default]
    Exact,
    /// In started seconds; nothing stays nothing.
    StartedSeconds,
    /// In started minutes; nothing stays nothing.
    StartedMinutes,
    /// At least one second.
    AtLeastOneSecond,
}

/// What a span measures in a question if it ends before it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReversedSpan {
    /// Nothing.
    #[default]
    Zero,
    /// The negative of the span the right way round.
    Negative,
    /// It is refused.
    Refused,
}

/// A question that has no figure for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MeasureError {
    /// The span ends before it begins, and the choice is to refuse that.
    #[error("the span ends before it begins")]
    Reversed,
    /// The question reaches a year without an answer.
    #[error(transparent)]
    Undetermined(#[from] Undetermined),
}

impl Figure {
    /// The figure to print for a measure; of a negative one, the negative of its opposite's.
    ///
    /// ```
    /// use klausel::time::{Figure, Millis};
    /// assert_eq!(Figure::StartedMinutes.of(Millis(60_001)), Millis::minutes(2));
    /// assert_eq!(Figure::StartedMinutes.of(Millis::ZERO), Millis::ZERO);
    /// assert_eq!(Figure::AtLeastOneSecond.of(Millis::ZERO), Millis(1_000));
    /// ```
    #[must_use]
    pub fn of(self, measure: Millis) -> Millis {
        let size = measure.0.saturating_abs();
        let started = |unit: i64| (size / unit + i64::from(size % unit > 0)).saturating_mul(unit);
        let figure = match self {
            Figure::Exact => size,
            Figure::StartedSeconds => started(1_000),
            Figure::StartedMinutes => started(60_000),
            Figure::AtLeastOneSecond => size.max(1_000),
        };
        Millis(if measure.0 < 0 { -figure } else { figure })
    }
}

impl ServiceClock {
    /// The service time between two instants, with the choice for a reversed span.
    ///
    /// # Errors
    /// [`MeasureError`] for a reversed span that is refused, or a year without an answer.
    pub fn measure(&self, from: Instant, until: Instant, reversed: ReversedSpan) -> Result<Millis, MeasureError> {
        match reversed {
            _ if from <= until => Ok(self.elapsed(from, until)?),
            ReversedSpan::Zero => Ok(Millis::ZERO),
            ReversedSpan::Negative => Ok(Millis(-self.elapsed(until, from)?.0)),
            ReversedSpan::Refused => Err(MeasureError::Reversed),
        }
    }

    /// [`due_with_pauses`](Self::due_with_pauses) with the choice for time used up at closing; for no pauses, pass
    /// [`Intervals::EMPTY`].
    ///
    /// # Errors
    /// [`Undetermined`] where the answer would lie in a year without an answer.
    pub fn due_by(
        &self,
        start: Instant,
        service: Millis,
        pauses: &Intervals,
        closing: UsedUpAtClosing,
    ) -> Result<PausedDue, Undetermined> {
        match closing {
            UsedUpAtClosing::AtClosing => self.due_with_pauses(start, service, pauses),
            UsedUpAtClosing::NextOpening => self.due_next_opening_with_pauses(start, service, pauses),
        }
    }
}
