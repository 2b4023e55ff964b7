//! A percentage as a judgement writes it, `98.5`, and what it allows, in exact integers.
//! What is compared with it is left to `availability`.

use crate::{moment::Length, refused::Figure};
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// `digits / 10^decimals` per cent, from 0 to 100 with at most six decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Percent {
    digits: u32,
    decimals: u32,
}

impl Percent {
    /// Reads digits with at most one point.
    pub(crate) fn read(text: &str) -> Option<Percent> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let plain = !whole.is_empty() && whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
        let decimals = u32::try_from(part.len()).ok().filter(|&decimals| plain && decimals <= 6)?;
        let digits = format!("{whole}{part}").parse().ok()?;
        let percent = Percent { digits, decimals };
        (i128::from(digits) <= percent.whole()).then_some(percent)
    }

    /// The greatest whole number of milliseconds that may be missing from `base`.
    pub(crate) fn allows(self, base: Length) -> Length {
        let missing = i128::from(base.0) * (self.whole() - i128::from(self.digits));
        // The quotient is no greater than `base`, so it fits.
        Length(i64::try_from(missing.div_euclid(self.whole())).unwrap_or(i64::MAX))
    }

    /// Whether `(base − down) / base` reaches it.
    pub(crate) fn is_met(self, base: Length, down: Length) -> bool {
        (i128::from(base.0) - i128::from(down.0)) * self.whole() >= i128::from(base.0) * i128::from(self.digits)
    }

    fn whole(self) -> i128 {
        100 * 10_i128.pow(self.decimals)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u32.pow(self.decimals);
        write!(f, "{}", self.digits / scale)?;
        if self.decimals > 0 {
            let width = usize::try_from(self.decimals).unwrap_or(6);
            write!(f, ".{:0width$}", self.digits % scale)?;
        }
        Ok(())
    }
}

impl From<Percent> for Figure {
    fn from(percent: Percent) -> Self {
        Figure::Word(percent.to_string())
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Percent::read(&text).ok_or_else(|| D::Error::custom(format_args!("{text:?} is no percentage from 0 to 100")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allowance_is_the_last_millisecond_with_which_the_target_is_met() {
        let target = Percent::read("98.5").unwrap();
        for base in [1, 66, 67, 1_000, 8_964_000_001] {
            let allowed = target.allows(Length(base));
            assert!(target.is_met(Length(base), allowed));
            assert!(!target.is_met(Length(base), Length(allowed.0 + 1)));
        }
    }

    #[test]
    fn a_percentage_is_digits_and_at_most_one_point() {
        assert_eq!(Percent::read("98.50").unwrap().to_string(), "98.50");
        for text in ["", "1e1", "-1", "100.1", "98,5", "1.2.3", "0.0000001", ".5"] {
            assert_eq!(Percent::read(text), None, "{text}");
        }
    }
}
