//! A percentage as it stands in a contract: exact, with the decimals that were written.
//! How a language writes it is left to its catalogue.

use serde::{Deserialize, Serialize};

/// An exact percentage: `digits / 10^decimals` per cent.
///
/// Two percentages are equal when they are written alike: `98.5` promises what `98.50` does, but is shown otherwise.
///
/// ```
/// use klausel::Percent;
/// let target = Percent::new(985, 1).unwrap();
/// assert_eq!(target.to_string(), "98.5");
/// assert!(target.is_met_by(985, 1000));
/// assert!(!target.is_met_by(984_999, 1_000_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Percent {
    digits: u64,
    decimals: u8,
}

impl Percent {
    /// At most this many decimals are read.
    pub const MAX_DECIMALS: u8 = 6;

    /// `digits / 10^decimals` per cent; `None` above 100 % or with more than [`Percent::MAX_DECIMALS`].
    #[must_use]
    pub fn new(digits: u64, decimals: u8) -> Option<Self> {
        let within = decimals <= Self::MAX_DECIMALS && digits <= 100 * 10_u64.pow(u32::from(decimals));
        within.then_some(Percent { digits, decimals })
    }

    /// The decimals that were written.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// As a fraction: numerator and denominator, not reduced.
    #[must_use]
    pub fn as_fraction(self) -> (u64, u64) {
        (self.digits, 100 * 10_u64.pow(u32::from(self.decimals)))
    }

    /// Whether `part / whole` reaches this percentage, in exact integers.
    #[must_use]
    pub fn is_met_by(self, part: i64, whole: i64) -> bool {
        let (numerator, denominator) = self.as_fraction();
        i128::from(part) * i128::from(denominator) >= i128::from(whole) * i128::from(numerator)
    }

    /// The greatest whole amount that may be missing from `whole` with the percentage still met.
    #[must_use]
    pub fn allows_missing(self, whole: i64) -> i64 {
        let (numerator, denominator) = self.as_fraction();
        let missing = i128::from(whole) * i128::from(denominator - numerator) / i128::from(denominator);
        i64::try_from(missing).unwrap_or(i64::MAX)
    }

    /// `part / whole` as a percentage rounded down to `decimals`, so that a missed target is never shown as met.
    /// `None` for an empty whole.
    #[must_use]
    pub fn rounded_down(part: i64, whole: i64, decimals: u8) -> Option<Self> {
        let decimals = decimals.min(Self::MAX_DECIMALS);
        if whole <= 0 || part < 0 {
            return None;
        }
        let scale = 100 * 10_i128.pow(u32::from(decimals));
        let digits = i128::from(part) * scale / i128::from(whole);
        u64::try_from(digits).ok().and_then(|digits| Percent::new(digits, decimals))
    }
}

impl Percent {
    /// `part / whole` as a percentage rounded half up to `decimals`. `None` for an empty whole.
    #[must_use]
    pub fn rounded_half_up(part: i64, whole: i64, decimals: u8) -> Option<Self> {
        let decimals = decimals.min(Self::MAX_DECIMALS);
        if whole <= 0 || part < 0 {
            return None;
        }
        let scale = 100 * 10_i128.pow(u32::from(decimals));
        let digits = (2 * i128::from(part) * scale + i128::from(whole)) / (2 * i128::from(whole));
        u64::try_from(digits).ok().and_then(|digits| Percent::new(digits, decimals))
    }

    /// Whether it is at least the other percentage, whatever decimals they are written with.
    #[must_use]
    pub fn reaches(self, other: Percent) -> bool {
        let (part, whole) = self.as_fraction();
        let (other_part, other_whole) = other.as_fraction();
        i128::from(part) * i128::from(other_whole) >= i128::from(other_part) * i128::from(whole)
    }
}

impl std::fmt::Display for Percent {
    /// With a decimal point and without the sign: `98.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scale = 10_u64.pow(u32::from(self.decimals));
        write!(f, "{}", self.digits / scale)?;
        if self.decimals > 0 {
            write!(f, ".{:0width$}", self.digits % scale, width = usize::from(self.decimals))?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Percent {
    type Err = ();
    /// Reads what [`Display`](std::fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let decimals = u8::try_from(part.len()).map_err(|_| ())?;
        let all_digits = !whole.is_empty() && whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
        let digits = format!("{whole}{part}").parse().map_err(|_| ())?;
        all_digits.then(|| Percent::new(digits, decimals)).flatten().ok_or(())
    }
}

impl Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|()| serde::de::Error::custom("no percentage from 0 to 100"))
    }
}
