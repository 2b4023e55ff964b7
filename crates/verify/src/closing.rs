//! The closing date for facts: what a verdict must show to be final.
//! Whether it was decided is left to `deadline` and `availability`; which date it is, the contract says.

use crate::{
    check::Checks,
    judgement::{Judgement, Stage},
    moment::Moment,
    refused::{Basis, Place, Refused},
};

/// Facts that are closed: until when, and since when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closed {
    pub(crate) until: Moment,
    pub(crate) at: Moment,
}

impl Closed {
    /// The step that closes facts, in a judgement on what was known then.
    pub(crate) fn take(
        at: Place,
        closed: Closed,
        judgement: &Judgement,
        checks: &mut Checks,
    ) -> Result<Closed, Refused> {
        let known = closed.at <= judgement.known_as_of;
        checks.keeps(at, "the closing date", closed.at, "it is later than the judgement's known as of", known)?;
        let follows = closed.until <= closed.at;
        checks.keeps(at, "closed until", closed.until, "it is later than the closing date", follows)?;
        Ok(closed)
    }
}

/// A verdict is final iff it is firm and its facts are closed; else it is what it would be without a closing date.
pub(crate) fn check_stage(
    judgement: &Judgement,
    closed: Option<Closed>,
    is_firm: impl Fn(Closed) -> bool,
    without: Stage,
    checks: &mut Checks,
) -> Result<(), Refused> {
    let expected = match closed {
        Some(closed) if is_firm(closed) => Stage::Final,
        Some(_) => Stage::Revisable,
        None => without,
    };
    checks.same(Place::Judgement, "the stage", judgement.stage.word(), Basis::Of("the verdict"), expected.word())
}
