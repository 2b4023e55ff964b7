//! Instants as the command line writes them: RFC 3339, or a local time of the contract's zone.
//! Which zone that is, is left to the contract.

use klausel::time::{Date, Instant, Resolve, TimeOfDay, Zone};
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
    /// The instant, in the contract's zone; of a repeated local time the last.
    pub(crate) fn instant(self, zone: Zone) -> Instant {
        match self {
            Moment::Instant(at) => at,
            Moment::Local(date, time) => zone.instant(date, time, Resolve::Due),
        }
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(at) = text.parse() {
            return Ok(Moment::Instant(at));
        }
        text.split_once(['T', ' '])
            .and_then(|(date, time)| Some(Moment::Local(date.parse().ok()?, time.parse().ok()?)))
            .ok_or_else(|| {
                format!("{text:?} is no instant: write 2025-08-15T10:00 for a local time of the contract's zone, or 2025-08-15T10:00:00+02:00")
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        text.parse::<Moment>().map_or_else(|why| why, |at| at.instant("Europe/Berlin".parse().unwrap()).to_string())
    }

    #[test]
    fn a_local_time_is_one_of_the_contracts_zone() {
        assert_eq!(read("2025-08-15T10:00"), "2025-08-15T08:00:00.000Z");
        assert_eq!(read("2025-08-15 10:00"), "2025-08-15T08:00:00.000Z");
        assert_eq!(read("2025-08-15T10:00:00+03:00"), "2025-08-15T07:00:00.000Z");
    }

    #[test]
    fn a_date_alone_is_no_instant() {
        assert!(read("2025-08-15").starts_with("\"2025-08-15\" is no instant: write"));
    }
}
