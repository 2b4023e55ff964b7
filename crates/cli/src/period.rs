//! Periods as the command line writes them: a year, a half-year, a quarter, a month, a day, and ranges of these.
//! Which instants a period has is left to the contract's zone.

use klausel::{
    phrase::{Said, ids},
    time::Date,
};
use std::str::FromStr;

/// Civil days, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// The first day.
    pub(crate) first: Date,
    /// The last day.
    pub(crate) last: Date,
}

impl FromStr for Period {
    type Err = Said;

    fn from_str(text: &str) -> Result<Self, Said> {
        let text = text.trim();
        let Some((from, through)) = text.split_once("..") else { return single(text) };
        let period = Period { first: single(from.trim())?.first, last: single(through.trim())?.last };
        if period.last < period.first {
            let said = Said::new(ids::FAILURE_PERIOD_REVERSED).with("through", through.trim().to_owned());
            return Err(said.with("from", from.trim().to_owned()));
        }
        Ok(period)
    }
}

fn single(text: &str) -> Result<Period, Said> {
    let unknown = || Said::new(ids::FAILURE_NO_PERIOD).with("period", text.to_owned());
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4).and_then(number).ok_or_else(unknown)?;
    let part = parts.next();
    let day = parts.next();
    if parts.next().is_some() {
        return Err(unknown());
    }
    let (first_month, months) = match (part, day) {
        (None, _) => (1, 12),
        (Some(part), None) => match part.split_at_checked(1).ok_or_else(unknown)? {
            ("H" | "h", half) => (nth(half, 2).ok_or_else(unknown)? * 6 - 5, 6),
            ("Q" | "q", quarter) => (nth(quarter, 4).ok_or_else(unknown)? * 3 - 2, 3),
            _ => (two_digits(part).ok_or_else(unknown)?, 1),
        },
        (Some(month), Some(day)) => {
            let (month, day) = two_digits(month).zip(two_digits(day)).ok_or_else(unknown)?;
            let date = date(text, year, month, day)?;
            return Ok(Period { first: date, last: date });
        }
    };
    let first = date(text, year, first_month, 1)?;
    let after = if first_month + months > 12 { (year + 1, 1) } else { (year, first_month + months) };
    let last = match Date::new(i32::try_from(after.0).unwrap_or(i32::MAX), after.1, 1) {
        Some(after) => after.plus_days(-1),
        // The last year of the calendars has no day after it.
        None => Date::new(i32::try_from(year).unwrap_or(i32::MAX), 12, 31),
    };
    Ok(Period { first, last: last.ok_or_else(unknown)? })
}

fn date(text: &str, year: u32, month: u32, day: u32) -> Result<Date, Said> {
    if !(1970..=2099).contains(&year) {
        return Err(Said::new(ids::FAILURE_BEYOND_CALENDAR).with("year", year.to_string()));
    }
    Date::new(i32::try_from(year).unwrap_or(i32::MAX), month, day)
        .ok_or_else(|| Said::new(ids::FAILURE_NO_SUCH_DAY).with("period", text.to_owned()))
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2).then(|| number(text)).flatten()
}

fn nth(text: &str, most: u32) -> Option<u32> {
    number(text).filter(|nth| text.len() == 1 && (1..=most).contains(nth))
}

#[cfg(test)]
mod tests {
    use super::Period;
    use crate::failure::message;
    use klausel::{Lang, phrase::Catalogue};

    fn read(text: &str) -> String {
        match text.parse::<Period>() {
            Ok(period) => format!("{} through {}", period.first, period.last),
            Err(said) => message(&said, Catalogue::of(&Lang::new("en"))),
        }
    }

    #[test]
    fn years_halves_quarters_months_and_days_are_periods() {
        assert_eq!(read("2025"), "2025-01-01 through 2025-12-31");
        assert_eq!(read("2025-H1"), "2025-01-01 through 2025-06-30");
        assert_eq!(read("2025-H2"), "2025-07-01 through 2025-12-31");
        assert_eq!(read("2025-Q1"), "2025-01-01 through 2025-03-31");
        assert_eq!(read("2025-q4"), "2025-10-01 through 2025-12-31");
        assert_eq!(read("2024-02"), "2024-02-01 through 2024-02-29");
        assert_eq!(read("2025-12"), "2025-12-01 through 2025-12-31");
        assert_eq!(read("2025-03-07"), "2025-03-07 through 2025-03-07");
        assert_eq!(read("2099"), "2099-01-01 through 2099-12-31");
    }

    #[test]
    fn a_range_includes_both_its_ends() {
        assert_eq!(read("2016-02..2017-02"), "2016-02-01 through 2017-02-28");
        assert_eq!(read("2024-Q4 .. 2025"), "2024-10-01 through 2025-12-31");
    }

    #[test]
    fn what_is_no_period_says_how_to_write_one() {
        let ways = "2025, 2025-H1, 2025-Q1, 2025-03, 2025-03-07, or a range such as 2016-02..2017-02";
        for text in
            ["", "25", "2025-Q5", "2025-H0", "2025-3", "March 2025", "2025-03-07-01", "2025-Q1-01", "20255", "+025"]
        {
            assert_eq!(read(text), format!("error: “{text}” is no period\n  = write {ways}\n"));
        }
        assert_eq!(read("2025-13"), "error: “2025-13” names a month or a day that does not exist\n");
        assert_eq!(read("2025-02-30"), "error: “2025-02-30” names a month or a day that does not exist\n");
        assert_eq!(read("2100"), "error: 2100 is beyond the calendars, which hold 1970 to 2099\n");
        assert_eq!(read("2025..2024"), "error: 2024 comes before 2025\n  = write the earlier one first\n");
    }
}
