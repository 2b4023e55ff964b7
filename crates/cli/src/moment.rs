//! Instants as the command line writes them: RFC 3339, or a local time of the contract's zone.
//! Which zone that is, is left to the contract.

use crate::failure::Failure;
use klausel::{
    phrase::{Said, ids},
    time::{Date, Instant, Resolve, TimeOfDay, Zone},
};
use std::str::FromStr;

/// An instant, or a local time that becomes one with the contract's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// An instant.
    Instant(Instant),
    /// What clocks of the contract's zone show.
    Local(Date, TimeOfDay),
}

impl Moment {
    /// The instant that a text names in the contract's zone.
    pub(crate) fn read(text: &str, zone: Zone) -> Result<Instant, Failure> {
        Ok(text.parse::<Moment>().map_err(Failure::Wrong)?.instant(zone))
    }

    /// The instant, in the contract's zone; of a repeated local time the last.
    pub(crate) fn instant(self, zone: Zone) -> Instant {
        match self {
            Moment::Instant(at) => at,
            Moment::Local(date, TimeOfDay::END) => zone.end_of(date),
            Moment::Local(date, time) => zone.instant(date, time, Resolve::Due),
        }
    }
}

impl FromStr for Moment {
    type Err = Said;

    fn from_str(text: &str) -> Result<Self, Said> {
        if let Ok(at) = text.parse() {
            return Ok(Moment::Instant(at));
        }
        let local = text.split_once(['T', ' ']);
        local.and_then(|(date, time)| Some(Moment::Local(date.parse().ok()?, time.parse().ok()?))).ok_or_else(|| {
            // A day has a beginning and an end, and what happened on it lies between: which is meant nobody guesses.
            match text.parse::<Date>() {
                Ok(_) => Said::new(ids::FAILURE_DAY_IS_NO_INSTANT).with("day", text.to_owned()),
                Err(_) => Said::new(ids::FAILURE_NO_INSTANT).with("instant", text.to_owned()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::message;
    use klausel::{Lang, phrase::Catalogue};

    fn read(text: &str) -> String {
        let told = |said: Said| message(&said, Catalogue::of(&Lang::new("en")));
        text.parse::<Moment>().map_or_else(told, |at| at.instant("Europe/Berlin".parse().unwrap()).to_string())
    }

    #[test]
    fn a_local_time_is_one_of_the_contracts_zone() {
        assert_eq!(read("2025-08-15T10:00"), "2025-08-15T08:00:00.000Z");
        assert_eq!(read("2025-08-15 10:00"), "2025-08-15T08:00:00.000Z");
        assert_eq!(read("2025-08-15T10:00:00+03:00"), "2025-08-15T07:00:00.000Z");
    }

    #[test]
    fn the_end_of_a_day_is_the_beginning_of_the_next() {
        assert_eq!(read("2025-12-31T24:00"), "2025-12-31T23:00:00.000Z");
        assert_eq!(read("2025-12-31T24:00"), read("2026-01-01T00:00"));
    }

    #[test]
    fn a_day_alone_is_no_instant_and_both_its_ends_are_named() {
        let said = read("2025-12-31");
        assert_eq!(
            said,
            "error: “2025-12-31” is a day and no instant\n  = write 2025-12-31T00:00 for its beginning, or 2025-12-31T24:00 for its end\n"
        );
        assert!(read("yesterday").starts_with("error: “yesterday” is no instant\n  = write 2025-08-15T10:00 for"));
    }
}
